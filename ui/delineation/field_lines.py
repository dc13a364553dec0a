"""The lines that say which fields of the parcels hold quality grade and slope class."""

from __future__ import annotations

from typing import Mapping, Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from ...algorithms.rulepack.delineation_rules import DelineationRules
from ...algorithms.rulepack.model import Pack
from ..icons import icon
from ..steps.wheel_guard import WheelGuard

QUALITY, SLOPE = "QUALITY_FIELD", "SLOPE_FIELD"


class FieldLines(QWidget):
    """One list of the parcels' fields for each; the field the pack names is taken by itself."""

    changed = pyqtSignal(str, str)  # parameter, field; empty = the pack's

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Make empty lines; `show_fields` fills them."""
        super().__init__(parent)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.labels: list[QLabel] = []
        self._wheel = WheelGuard(self)
        self.lines = {name: QComboBox(self) for name in (QUALITY, SLOPE)}
        titles = {QUALITY: self.tr("Quality grade"), SLOPE: self.tr("Slope class")}
        tips = {
            QUALITY: self.tr("Field of the parcels with the quality grade of the farmland; 1 is best."),
            SLOPE: self.tr("Field of the parcels with the slope class, used where no elevation model is given."),
        }
        for name, line in self.lines.items():
            line.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            line.setMinimumContentsLength(10)
            self._wheel.guard(line)
            line.setToolTip(tips[name])
            line.setAccessibleName(titles[name])
            line.activated.connect(lambda position, name=name: self.changed.emit(name, self._value(name, position)))
            label = QLabel(titles[name], self)
            label.setToolTip(tips[name])
            label.setBuddy(line)
            form.addRow(label, line)
            self.labels.append(label)

    def show_fields(
        self,
        parcels: Optional[QgsVectorLayer],
        chosen: Mapping[str, str],
        rules: Optional[DelineationRules],
        pack: Optional[Pack],
    ) -> None:
        """Show the fields of the parcels."""
        names = [] if parcels is None else [field.name() for field in parcels.fields()]
        wanted = {} if rules is None else {QUALITY: rules.parcels.quality, SLOPE: rules.parcels.slope_class}
        for name, line in self.lines.items():
            line.clear()
            own = self._own_field(wanted.get(name), names, rules, pack)
            if own:
                line.addItem(icon("passed"), own, "")
                line.setItemData(0, self.tr("Found by itself"), Qt.ItemDataRole.ToolTipRole)
            else:
                line.addItem(self.tr("not given"), "")
            for field in names:
                line.addItem(field, field)
            position = line.findData(chosen.get(name, ""))
            if position < 0:
                line.addItem(icon("missing"), self.tr("no longer there: choose again"), chosen[name])
                position = line.count() - 1
            line.setCurrentIndex(position)

    def _value(self, name: str, position: int) -> str:
        return str(self.lines[name].itemData(position) or "")

    @staticmethod
    def _own_field(
        wanted: Optional[str], names: list[str], rules: Optional[DelineationRules], pack: Optional[Pack]
    ) -> str:
        if wanted is None or rules is None or pack is None:
            return ""
        rule = pack.layers[rules.parcels.role].fields[wanted]
        known = {known.casefold() for known in (wanted, *rule.aliases)}
        return next((name for name in names if name.casefold() in known), "")
