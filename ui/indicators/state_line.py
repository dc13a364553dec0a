"""The line above the grid: the first thing that needs attention, and the button that sees to it."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from .work import IndicatorsWork

translate = QCoreApplication.translate


class StateLine(QWidget):
    """Hidden while nothing needs attention."""

    wanted = pyqtSignal(str)  # what the button does: compare, keep, units or take_over

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Nothing needs attention yet."""
        super().__init__(parent)
        self._deed = ""
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.clicked.connect(lambda: self.wanted.emit(self._deed))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.hide()

    def show_state(self, work: IndicatorsWork) -> None:
        """Say what needs attention: changes that are not kept, units that are no longer there, values to take over."""
        text = button = deed = ""
        if work.conflicts:
            text, button, deed = work.save_problem, translate("IndicatorsTab", "Compare…"), "compare"
        elif work.unsaved:
            text = translate("IndicatorsTab", "{count} changes are not kept yet.").format(count=len(work.unsaved))
            if work.save_problem:
                text += " " + work.save_problem
            button, deed = translate("IndicatorsTab", "Try again"), "keep"
        elif work.proposals:
            text = translate("IndicatorsTab", "Units that have values are no longer there.")
            if not any(change.sure for change in work.proposals):
                text = translate("IndicatorsTab", "Borders between units have moved since their values were kept.")
            button, deed = translate("IndicatorsTab", "See what became of them…"), "units"
        elif work.sheet is not None and not len(work.sheet.tree) and not len(work.sheet):
            text = translate("IndicatorsTab", "There are no administrative units yet. Bind the layer of administrative "
                             "areas on the Data tab, or press Units… and read them from a table.")
            button, deed = translate("ActionsBar", "Units…"), "units"
        elif work.offered:
            text = translate("IndicatorsTab", "The tables of the data source hold {count} values of indicators.")
            text = text.format(count=work.offered)
            button, deed = translate("IndicatorsTab", "Take them over"), "take_over"
        elif work.sheet is not None and len(work.sheet.tree) and not len(work.sheet):
            text = translate("IndicatorsTab", "No values yet: type or paste them into the cells, import a table, or "
                             "measure what the layers have.")
        self.text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._deed = deed
        self.setVisible(bool(text))
