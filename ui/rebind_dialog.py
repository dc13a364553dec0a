"""Asks which layer of the source plays a role."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from ..algorithms.dataset.binding import Binding
from ..algorithms.dataset.source import SourceLayer
from ..algorithms.language import Language
from .dialog_buttons import Standard, standard_buttons
from .icons import icon

AUTOMATIC = "automatic:"
NO_LAYER = "none:"


class RebindDialog(QDialog):
    """One choice: by itself, no layer, or one of the layers; the likely ones come first."""

    def __init__(
        self,
        binding: Binding,
        layers: Sequence[SourceLayer],
        override: Optional[str],
        language: Language,
        parent: Optional[QWidget] = None,
    ) -> None:
        """:param override: the choice made by hand so far, `AUTOMATIC` or `NO_LAYER`, or a layer's name"""
        super().__init__(parent)
        title = language.title(binding.role.title)
        self.setWindowTitle(self.tr("Layer for {role}").format(role=title))
        self._combo = QComboBox(self)
        self._combo.addItem(self.tr("Find it by its name and fields"), AUTOMATIC)
        self._combo.addItem(self.tr("No layer: leave it out"), NO_LAYER)
        self._combo.insertSeparator(2)
        candidates = list(binding.candidates)
        if binding.layer is not None and binding.layer not in candidates:
            candidates.insert(0, binding.layer)
        others = [layer for layer in layers if layer not in candidates]
        for layer in candidates + others:
            kind = layer.geometry.value if layer.geometry else "none"
            text = self.tr("{layer} ({count} features)").format(layer=layer.name, count=f"{layer.feature_count:,}")
            self._combo.addItem(icon("table" if kind == "none" else kind), text, layer_reference(layer, layers))
        self._combo.setCurrentIndex(max(self._combo.findData(override), 0))
        note = QLabel(language.render(binding.note) if binding.note else "")
        note.setTextFormat(Qt.TextFormat.PlainText)
        note.setWordWrap(True)
        note.setVisible(binding.note is not None)
        buttons = standard_buttons(self, Standard.Ok, Standard.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("Layer"), self._combo)
        column = QVBoxLayout(self)
        column.addWidget(note)
        column.addLayout(form)
        column.addWidget(buttons)
        self.setMinimumWidth(360)

    def choice(self) -> str:
        """Return `AUTOMATIC`, `NO_LAYER` or the reference of the layer chosen."""
        return str(self._combo.currentData())


def layer_reference(layer: SourceLayer, layers: Sequence[SourceLayer]) -> str:
    """Return how a layer is named in an override: its name, with its path where the name is not enough."""
    same = [other for other in layers if other.name == layer.name]
    return layer.name if len(same) < 2 else layer.identifier
