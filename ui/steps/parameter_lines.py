"""Lines for options of an algorithm, made from what the algorithm itself says of its parameters."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Callable, Mapping, Optional, Sequence

from qgis.core import (
    QgsApplication,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QWidget

from .wheel_guard import WheelGuard

_LARGEST = 1.0e9

Choices = Mapping[str, Callable[[], Sequence[tuple[str, str]]]]
"""By parameter: what gives the values to choose from now, each with its words."""


class ParameterLines(QWidget):
    """Choices, numbers and yes-or-no parameters of one algorithm, each with the algorithm's own words."""

    changed = pyqtSignal(str, object)  # parameter, value

    def __init__(
        self,
        algorithm: str,
        names: Sequence[str],
        choices: Choices = MappingProxyType({}),
        parent: Optional[QWidget] = None,
    ) -> None:
        """:param algorithm: id of the algorithm
        :param names: of the parameters, from the top down; those the algorithm does not have are left out
        :param choices: for text parameters
        """
        super().__init__(parent)
        self._algorithm, self._names, self._choices = algorithm, tuple(names), choices
        self._wheel = WheelGuard(self)
        self.lines: dict[str, QWidget] = {}
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.hide()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what was chosen, the algorithm's defaults where nothing was.

        The lines are made at the first call: the provider of the algorithms may come later than the panel.
        """
        if not self.lines:
            self._make()
        for name, definition in self._definitions().items():
            line = self.lines.get(name)
            if line is None:
                continue
            value = values.get(name, definition.defaultValue())
            line.blockSignals(True)
            if isinstance(line, QComboBox):
                self._show_choice(line, name, value)
            elif isinstance(line, QCheckBox):
                line.setChecked(bool(value))
            elif isinstance(line, QDoubleSpinBox):
                line.setValue(value if isinstance(value, (int, float)) else line.minimum())
            line.blockSignals(False)

    def _definitions(self) -> dict[str, QgsProcessingParameterDefinition]:
        algorithm = QgsApplication.processingRegistry().algorithmById(self._algorithm)
        if algorithm is None:
            return {}
        found = {name: algorithm.parameterDefinition(name) for name in self._names}
        return {name: definition for name, definition in found.items() if definition is not None}

    def _make(self) -> None:
        for name, definition in self._definitions().items():
            line = self._line(name, definition)
            if line is None:
                continue
            line.setToolTip(definition.help())
            line.setAccessibleName(definition.description())
            self._wheel.guard(line)
            self.lines[name] = line
            if isinstance(line, QCheckBox):
                self._layout.addRow(line)
                continue
            label = QLabel(definition.description(), self)
            label.setToolTip(definition.help())
            label.setBuddy(line)
            self._layout.addRow(label, line)
        self.setVisible(bool(self.lines))

    def _show_choice(self, line: QComboBox, name: str, value: Any) -> None:
        if name in self._choices:
            line.clear()
            for code, words in (("", self.tr("as the rule pack says")), *self._choices[name]()):
                line.addItem(words, code)
        place = line.findData(value)
        line.setCurrentIndex(max(place, 0))

    def _line(self, name: str, definition: QgsProcessingParameterDefinition) -> Optional[QWidget]:
        if isinstance(definition, QgsProcessingParameterEnum) or (
            isinstance(definition, QgsProcessingParameterString) and name in self._choices
        ):
            return self._choice(name, definition)
        if isinstance(definition, QgsProcessingParameterBoolean):
            box = QCheckBox(definition.description(), self)
            box.toggled.connect(lambda on: self.changed.emit(name, on))
            return box
        if isinstance(definition, QgsProcessingParameterNumber):
            return self._number(name, definition)
        return None

    def _number(self, name: str, definition: QgsProcessingParameterNumber) -> QDoubleSpinBox:
        number = QDoubleSpinBox(self)
        whole = definition.dataType() == QgsProcessingParameterNumber.Type.Integer
        number.setDecimals(0 if whole else 4)
        number.setRange(max(definition.minimum(), -_LARGEST), min(definition.maximum(), _LARGEST))
        number.setKeyboardTracking(False)
        may_be_left_out = definition.defaultValue() is None
        if may_be_left_out:  # the step below the smallest value stands for none
            number.setMinimum(number.minimum() - 1)
            number.setSpecialValueText(self.tr("not given"))

        def told(value: float) -> None:
            given = not may_be_left_out or value > number.minimum()
            self.changed.emit(name, (int(value) if whole else value) if given else None)

        number.valueChanged.connect(told)
        return number

    def _choice(self, name: str, definition: QgsProcessingParameterDefinition) -> QComboBox:
        choice = QComboBox(self)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(10)
        if isinstance(definition, QgsProcessingParameterEnum):
            if definition.defaultValue() is None:  # optional: the pack decides
                choice.addItem(self.tr("as the rule pack says"), None)
            for place, words in enumerate(definition.options()):
                choice.addItem(words, place)
        choice.activated.connect(lambda _: self.changed.emit(name, choice.currentData()))
        return choice
