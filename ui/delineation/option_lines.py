"""The lines with the options of a delineation."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QWidget

from ...algorithms.geometry.area_units import M2_PER_HA
from ...algorithms.rulepack.delineation_rules import DelineationRules
from ..steps.wheel_guard import WheelGuard

ORDER, MIN_BLOCK, RELEASE, SPLIT = "ORDER", "MIN_BLOCK", "RELEASE_SURPLUS", "SPLIT_AT_UNITS"
LARGEST_BLOCK_HA = 10_000.0


class OptionLines(QWidget):
    """Order, smallest block, what may leave, and whether parcels are cut."""

    changed = pyqtSignal(str, object)  # parameter, value

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Make the lines; `show_options` sets them."""
        super().__init__(parent)
        self.order = QComboBox(self)
        self.order.addItem(self.tr("near to far, good to poor"))
        self.order.addItem(self.tr("compact: shortest borders"))
        self.order.setToolTip(self.tr(
            "The fill order of the plan, or the same area and no lower quality in blocks as compact as possible. "
            "The ledger and the log compare both."))
        self.order.activated.connect(lambda place: self.changed.emit(ORDER, place))
        self.min_block = QDoubleSpinBox(self)
        self.min_block.setRange(0.0, LARGEST_BLOCK_HA)
        self.min_block.setDecimals(2)
        self.min_block.setSingleStep(0.5)
        self.min_block.setSuffix(" ha")
        self.min_block.setKeyboardTracking(False)
        self.min_block.setToolTip(self.tr("Land that is filled in must be part of a block of at least this area."))
        self.min_block.valueChanged.connect(lambda area: self.changed.emit(MIN_BLOCK, area * M2_PER_HA))
        self.release = QCheckBox(self.tr("Let land leave once the target is met"), self)
        self.release.setToolTip(self.tr("Otherwise only what must leave leaves."))
        self.release.toggled.connect(lambda on: self.changed.emit(RELEASE, on))
        self.split = QCheckBox(self.tr("Cut parcels at the borders of units"), self)
        self.split.setToolTip(self.tr("Otherwise a parcel belongs to the unit that holds the largest part of it."))
        self.split.toggled.connect(lambda on: self.changed.emit(SPLIT, on))
        self._wheel = WheelGuard(self)
        self._wheel.guard(self.order)
        self._wheel.guard(self.min_block)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, line in ((self.tr("Order"), self.order), (self.tr("Smallest block"), self.min_block)):
            label = QLabel(text, self)
            label.setBuddy(line)
            line.setAccessibleName(text)
            form.addRow(label, line)
        form.addRow(self.release)
        form.addRow(self.split)

    def show_options(self, options: Mapping[str, Any], rules: Optional[DelineationRules]) -> None:
        """Show what was chosen, the rule pack's values where nothing was."""
        values = option_values(options, rules)
        for line in (self.order, self.min_block, self.release, self.split):
            line.blockSignals(True)
        self.order.setCurrentIndex(1 if values[ORDER] == 1 else 0)
        if isinstance(values[MIN_BLOCK], (int, float)):
            self.min_block.setValue(values[MIN_BLOCK] / M2_PER_HA)
        self.release.setChecked(bool(values[RELEASE]))
        self.split.setChecked(bool(values[SPLIT]))
        for line in (self.order, self.min_block, self.release, self.split):
            line.blockSignals(False)


def option_values(options: Mapping[str, Any], rules: Optional[DelineationRules]) -> dict[str, Any]:
    """Return all options of a run: what was chosen, the values of rule pack and algorithm where nothing was."""
    block = 0.0 if rules is None else rules.min_block_m2
    return {ORDER: 0, MIN_BLOCK: block, RELEASE: True, SPLIT: False, **options}
