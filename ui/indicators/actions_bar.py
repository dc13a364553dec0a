"""What can be done with the indicators as a whole: measure, take over, import, export, units."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from ..fitting_row import FittingRow
from ..icons import icon

RANKS = ("units", "export", "import", "take_over", "check", "measure")  # the first loses its words first


class ActionsBar(QWidget):
    """Buttons of the Indicators tab; says which was pressed."""

    pressed = pyqtSignal(str)  # take_over, import, export, report, check, units
    measure_wanted = pyqtSignal(list)  # the years

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Make the buttons."""
        super().__init__(parent)
        self._row = FittingRow(self)
        self._buttons: dict[str, QToolButton] = {}
        texts = {
            "measure": ("measureindicators", self.tr("Measure"),
                        self.tr("Measure the indicators in the layers as they are now")),
            "check": ("checkindicators", self.tr("Check"),
                      self.tr("Check the indicators; the findings are on the Checks tab")),
            "take_over": ("table", self.tr("From the data"),
                          self.tr("Take over the values in the tables of the data source")),
            "import": ("folder", self.tr("Import…"), self.tr("Import values from XLSX, ODS or CSV")),
            "export": ("export", self.tr("Export"), self.tr("Write the values or the change report")),
            "units": ("tree", self.tr("Units…"), self.tr("The administrative units, and what became of them")),
        }
        for name, (picture, text, tip) in texts.items():
            button = QToolButton(self._row)
            button.setObjectName(f"indicators_{name}")
            button.setIcon(icon(picture))
            button.setToolTip(f"{text}\n{tip}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._row.add(button, text, rank=RANKS.index(name))
            self._buttons[name] = button
        for name in ("check", "take_over", "import", "units"):
            self._buttons[name].clicked.connect(lambda _, name=name: self.pressed.emit(name))
        export = QMenu(self._buttons["export"])
        export.addAction(self.tr("Values (XLSX, ODS, CSV)…"), lambda: self.pressed.emit("export"))
        export.addAction(self.tr("Change report (HTML)…"), lambda: self.pressed.emit("report"))
        self._set_menu("export", export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)

    def button(self, name: str) -> QToolButton:
        """Return a button by its name."""
        return self._buttons[name]

    def in_order(self) -> list[QWidget]:
        """Return the buttons from left to right."""
        return list(self._buttons.values())

    def show_years(self, years: Sequence[int]) -> None:
        """Offer the years that can be measured."""
        menu = QMenu(self._buttons["measure"])
        menu.addAction(self.tr("All years"), lambda: self.measure_wanted.emit(list(years)))
        menu.addSeparator()
        for year in years:
            menu.addAction(str(year), lambda year=year: self.measure_wanted.emit([year]))
        earlier = self._buttons["measure"].menu()
        self._set_menu("measure", menu)
        if earlier is not None:
            earlier.deleteLater()

    def enable(self, data: bool, sheet: bool, units: bool) -> None:
        """Enable what can be done now.

        :param data: a data source is open and nothing runs
        :param sheet: there are units
        :param units: units can be read or changed
        """
        for name in ("measure", "check", "take_over"):
            self._buttons[name].setEnabled(data and sheet)
        for name in ("import", "export"):
            self._buttons[name].setEnabled(sheet)
        self._buttons["units"].setEnabled(units)

    def _set_menu(self, name: str, menu: QMenu) -> None:
        button = self._buttons[name]
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
