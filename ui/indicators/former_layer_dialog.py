"""Choosing the layer that holds the units as they were before they changed, and its fields."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.dataset.layer import SourceLayer
from ...algorithms.dataset.project_layers import project_layers
from ...algorithms.dataset.source import open_source
from ...algorithms.errors import LandPlanError
from ...algorithms.language import Language
from ...algorithms.rulepack.indicator_rules import UnitSources
from ...algorithms.rulepack.model import GeometryKind
from ...algorithms.units.former_layer import FormerLayer, guessed_fields
from .. import settings
from ..dialog_buttons import Standard, standard_buttons


class FormerLayerDialog(QDialog):
    """A polygon layer of the project or of a file, with the fields of code and name."""

    def __init__(self, sources: UnitSources, language: Language, parent: Optional[QWidget] = None) -> None:
        """:param sources: what the pack calls code and name"""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Former borders"))
        self._codes = tuple(dict.fromkeys((sources.code, *(code for code, _ in sources.other_fields.values()))))
        self._names = tuple(dict.fromkeys((sources.name, *(name for _, name in sources.other_fields.values()))))
        self._language = language
        self._layers: list[SourceLayer] = []
        text = QLabel(self.tr("Choose the layer of administrative areas as it was before the change, for example the "
                              "one of the former delivery."), self)
        text.setWordWrap(True)
        self.layer, self.code, self.name = QComboBox(self), QComboBox(self), QComboBox(self)
        file = QPushButton(self.tr("From a file…"), self)
        file.setAutoDefault(False)
        file.clicked.connect(self._ask_file)
        form = QFormLayout()
        form.addRow(self.tr("&Layer:"), self.layer)
        form.addRow("", file)
        form.addRow(self.tr("Field of &codes:"), self.code)
        form.addRow(self.tr("Field of &names:"), self.name)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.buttons = standard_buttons(self, Standard.Ok, Standard.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(text)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.layer.currentIndexChanged.connect(self._show_fields)
        try:
            self._add(project_layers(QgsProject.instance()))
        except LandPlanError:  # a project without layers: there are files
            self._add([])
        if self._layers:
            self.layer.setCurrentIndex(self._likeliest(0))

    def former(self) -> Optional[FormerLayer]:
        """Return what was chosen, None where there is no layer."""
        place = self.layer.currentIndex()
        if place < 0 or not self.code.currentText():
            return None
        return FormerLayer(self._layers[place], self.code.currentText(), self.name.currentData() or "")

    def open_file(self, path: str) -> None:
        """Offer the polygon layers of a file; a problem is said in the dialog."""
        try:
            layers = open_source(path)
        except LandPlanError as error:
            self._say(self._language.render(error.message))
            return
        first = len(self._layers)
        self._add(layers)
        if len(self._layers) == first:
            self._say(self.tr("{file} has no layer with polygons.").format(file=path))
            return
        self.layer.setCurrentIndex(self._likeliest(first))
        self._say("")

    def _likeliest(self, first: int) -> int:
        """Return the layer, of those from one on, that looks most like units: with both fields, then with a code."""
        def fit(place: int) -> tuple[bool, bool]:
            code, name = guessed_fields(self._layers[place], self._codes, self._names)
            return bool(code and name), bool(code)
        return max(range(first, len(self._layers)), key=fit)  # of equal ones the first

    def _ask_file(self) -> None:
        filters = self.tr("Geodata") + " (*.gpkg *.shp *.fgb *.geojson *.json *.tab *.kml)"
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Former borders"), settings.last_folder(), filters)
        if path:
            settings.remember_folder(path)
            self.open_file(path)

    def _add(self, layers: list[SourceLayer]) -> None:
        for layer in layers:
            if layer.geometry is GeometryKind.POLYGON and layer.problem is None and layer.fields:
                self._layers.append(layer)
                self.layer.addItem(layer.name)
                self.layer.setItemData(self.layer.count() - 1, layer.path, Qt.ItemDataRole.ToolTipRole)
        self._show_fields()

    def _show_fields(self, *_: object) -> None:
        place = self.layer.currentIndex()
        self.code.clear()
        self.name.clear()
        self.buttons.button(Standard.Ok).setEnabled(place >= 0)
        if place < 0:
            return
        layer = self._layers[place]
        code, name = guessed_fields(layer, self._codes, self._names)
        self.name.addItem(self.tr("(none)"), "")
        for one in layer.fields:
            self.code.addItem(one.name)
            self.name.addItem(one.name, one.name)
        self.code.setCurrentIndex(max(0, self.code.findText(code)))
        self.name.setCurrentIndex(max(0, self.name.findData(name)))

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
