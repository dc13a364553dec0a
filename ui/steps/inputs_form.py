"""The form of the inputs: one line each, filled in by itself where the data source has the layer."""

from __future__ import annotations

import os
from typing import Mapping, Optional, Sequence

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLabel, QWidget

from .. import settings
from ..dialog_buttons import asked_choice
from ..icons import icon
from ..jobs import SourceContent
from .inputs import Input, InputKind, bound_layer, file_title, layers_in, likely_elevation, project_layers_for
from .state import AUTOMATIC, NOTHING
from .wheel_guard import WheelGuard

BROWSE = "?"  # data of the line that opens the file dialog

_ICONS = {
    InputKind.POLYGONS: "polygon",
    InputKind.SHAPES: "line",
    InputKind.TABLE: "table",
    InputKind.RASTER: "raster",
}
_RASTER_FILES = "*.tif *.tiff *.img *.asc *.dem *.vrt"
_VECTOR_FILES = "*.shp *.gpkg *.geojson *.fgb *.tab"
_TABLE_FILES = "*.xlsx *.ods *.csv *.dbf *.gpkg"


class InputsForm(QWidget):
    """Lines for all inputs; tells when one is changed by hand."""

    changed = pyqtSignal(str, str)  # parameter, what was chosen

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Make an empty form; `show_inputs` fills it."""
        super().__init__(parent)
        self._inputs: tuple[Input, ...] = ()
        self.lines: dict[str, QComboBox] = {}
        self._chosen: dict[str, str] = {}
        self._wheel = WheelGuard(self)
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)

    def show_inputs(
        self, inputs: Sequence[Input], chosen: Mapping[str, str], content: Optional[SourceContent], project: QgsProject
    ) -> None:
        """Show the inputs with what can be chosen for them now."""
        if tuple(inputs) != self._inputs:
            self._rebuild(tuple(inputs))
        for needed in self._inputs:
            self._fill(needed, chosen.get(needed.name, AUTOMATIC), content, project)

    def missing(self, chosen: Mapping[str, str], content: Optional[SourceContent]) -> list[str]:
        """Return the titles of the required inputs that are not there."""
        return [
            needed.title
            for needed in self._inputs
            if needed.required
            and (
                chosen.get(needed.name, AUTOMATIC) == NOTHING
                or (chosen.get(needed.name, AUTOMATIC) == AUTOMATIC and bound_layer(needed, content) is None)
            )
        ]

    def labels(self) -> list[QLabel]:
        """Return the labels of the lines."""
        return [self._layout.labelForField(line) for line in self.lines.values()]

    def title(self, name: str) -> str:
        """Return what an input is called."""
        return next(needed.title for needed in self._inputs if needed.name == name)

    def _rebuild(self, inputs: tuple[Input, ...]) -> None:
        while self._layout.rowCount():
            self._layout.removeRow(0)
        self._inputs = inputs
        self.lines = {}
        for needed in inputs:
            line = QComboBox(self)
            line.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            line.setMinimumContentsLength(7)
            self._wheel.guard(line)
            line.setToolTip(needed.help)
            line.setAccessibleName(needed.title)
            line.activated.connect(lambda position, needed=needed: self._picked(needed, position))
            label = QLabel(needed.title, self)
            label.setToolTip(needed.help)
            label.setBuddy(line)
            self._layout.addRow(label, line)
            self.lines[needed.name] = line

    def _fill(
        self, needed: Input, chosen: str, content: Optional[SourceContent], project: QgsProject
    ) -> None:
        line = self.lines[needed.name]
        self._chosen[needed.name] = chosen
        line.clear()
        found = _found_name(needed, content, project)
        picture = icon(_ICONS[needed.kind])
        if found is not None:
            line.addItem(icon("passed"), found, AUTOMATIC)
            line.setItemData(0, self.tr("Found by itself"), Qt.ItemDataRole.ToolTipRole)
        elif needed.required:
            line.addItem(icon("missing"), self.tr("not found: choose a layer"), AUTOMATIC)
        else:
            line.addItem(self.tr("not given"), AUTOMATIC)
        if found is not None and needed.kind is InputKind.RASTER:  # the algorithms take other layers by themselves
            line.addItem(self.tr("leave out"), NOTHING)
        for layer in project_layers_for(needed.kind, project):
            line.addItem(picture, layer.name(), layer.id())
        position = line.findData(chosen)
        if position < 0 and os.path.exists(chosen.split("|", 1)[0]):
            line.addItem(picture, file_title(chosen), chosen)
            line.setItemData(line.count() - 1, chosen, Qt.ItemDataRole.ToolTipRole)
            position = line.count() - 1
        elif position < 0:
            line.addItem(icon("missing"), self.tr("no longer there: choose again"), chosen)
            position = line.count() - 1
        line.addItem(icon("folder"), self.tr("File…"), BROWSE)
        line.setCurrentIndex(position)

    def _picked(self, needed: Input, position: int) -> None:
        line = self.lines[needed.name]
        value = line.itemData(position)
        if value == BROWSE:
            value = self._browse(needed)
            if value is None:  # as it was
                line.setCurrentIndex(max(line.findData(self._chosen[needed.name]), 0))
                return
        self.changed.emit(needed.name, value)

    def _browse(self, needed: Input) -> Optional[str]:
        """Ask for a file, and which of its layers is meant where it holds several; None when none is chosen."""
        filters = {
            InputKind.RASTER: self.tr("Elevation models") + f" ({_RASTER_FILES})",
            InputKind.TABLE: self.tr("Tables") + f" ({_TABLE_FILES})",
        }
        wanted = filters.get(needed.kind, self.tr("Layers") + f" ({_VECTOR_FILES})")
        path, _ = QFileDialog.getOpenFileName(
            self, needed.title, settings.last_folder(), f"{wanted};;{self.tr('All files')} (*)"
        )
        if not path:
            return None
        settings.remember_folder(path)
        path = os.path.normpath(path)
        layers = layers_in(path, needed.kind)
        if len(layers) < 2:
            return f"{path}|layername={layers[0]}" if layers else path
        name = asked_choice(
            self, needed.title, self.tr("Layer of {file}").format(file=os.path.basename(path)), layers)
        return f"{path}|layername={name}" if name is not None else None


def _found_name(needed: Input, content: Optional[SourceContent], project: QgsProject) -> Optional[str]:
    """Return the name of the layer that is taken where none is chosen, None when there is none."""
    if needed.kind is InputKind.RASTER:
        raster = likely_elevation(project)
        return None if raster is None else str(raster.name())
    layer = bound_layer(needed, content)
    return None if layer is None else layer.name
