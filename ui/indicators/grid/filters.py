"""What is shown: level, columns, search, deviations, area unit; and the buttons of undo and redo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Callable, Optional, Sequence

from qgis.PyQt.QtCore import QEvent, QObject, QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QLineEdit, QMenu, QToolButton, QWidget

from ....algorithms.indicators.kind_titles import KIND_TITLES
from ....algorithms.indicators.sheet import IndicatorSheet
from ....algorithms.language import Language
from ....algorithms.rulepack.indicator_rules import Nature
from ...fitting_row import FittingRow
from ...icons import icon
from .amount_text import AREA_UNIT_CHOICES
from .columns import KINDS_IN_ORDER, USUAL_KINDS, Shown, Years
from .outline import levels_of
from .words import level_word, unit_word

SEARCH_LETTERS = 22  # the search box is not to be narrower where all stands in one line
TYPING_PAUSE = 200  # milliseconds after the last key before the search runs


class StayingMenu(QMenu):
    """A menu of check boxes that stays open while they are clicked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Check or uncheck without closing."""
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Check or uncheck with the space bar without closing."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
            return
        super().keyPressEvent(event)


class GridFilters(QWidget):
    """The bar above the grid."""

    changed = pyqtSignal(object)  # the Shown that is wanted
    undo_wanted = pyqtSignal()
    redo_wanted = pyqtSignal()
    left = pyqtSignal()  # from the search down to what it found

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Show the usual kinds of values of all units."""
        super().__init__(parent)
        self.shown = Shown()
        self._language: Optional[Language] = None
        self._sheet: Optional[IndicatorSheet] = None
        self._years = Years((), ())
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search unit by name or code…"))
        self.search.setAccessibleName(self.tr("Search unit by name or code"))
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._typing.timeout.connect(self._searched)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.returnPressed.connect(self._searched)
        self.area_unit = QComboBox(self)
        self.area_unit.setAccessibleName(self.tr("Area unit"))
        self.area_unit.setToolTip(self.tr("Unit areas are shown and typed in; nothing is rounded by choosing another"))
        self.area_unit.activated.connect(self._area_unit_chosen)
        self.level = QComboBox(self)
        self.level.setAccessibleName(self.tr("Smallest level of units shown"))
        self.level.setToolTip(self.tr("Smallest level of units shown"))
        self.level.activated.connect(self._level_chosen)
        for combo in (self.level, self.area_unit):
            combo.setMinimumWidth(combo.fontMetrics().averageCharWidth() * 9)
        self._row = FittingRow(self)
        self.columns_button = self._button("columns", self.tr("Columns"), "columns", rank=1)
        self.columns_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.columns_button.setToolTip(self.tr("Choose indicators, years and kinds of values"))
        self.columns_menu = StayingMenu(self)
        self.columns_menu.aboutToShow.connect(self._fill_menu)
        self.columns_button.setMenu(self.columns_menu)
        self.deviations_button = self._button("only_deviations", self.tr("Deviations"), "warning", rank=2)
        self.deviations_button.setToolTip(self.tr(
            "Show only units with deviations. F8 goes to the next deviation, Shift+F8 to the one before."))
        self.binding_button = self._button("binding_only", self.tr("★ Binding"), "", short="★", rank=0)
        self.binding_button.setToolTip(self.tr("Show only binding indicators"))
        self.sums_button = self._button("sums", self.tr("Σ Sums"), "", short="Σ", rank=0)
        self.sums_button.setToolTip(self.tr("Show the sum of the units below in each unit's row"))
        for name, button in self._toggles().items():
            button.setCheckable(True)
            button.setChecked(bool(getattr(self.shown, name)))
            button.toggled.connect(self._toggled)
        self.undo_button = self._button("undo", self.tr("Undo"), "reopen", rank=-1)
        self.redo_button = self._button("redo", self.tr("Redo"), "redo", rank=-1)
        self.undo_button.clicked.connect(self.undo_wanted)
        self.redo_button.clicked.connect(self.redo_wanted)
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        for place, widget in enumerate((self.search, self.level, self.area_unit)):
            self._lines.addWidget(widget, 0, place)
        self._in_one_line = True
        self._lay_out(False)
        self.search.installEventFilter(self)

    def _button(self, name: str, words: str, drawing: str, short: str = "", rank: int = 0) -> QToolButton:
        button = QToolButton(self._row)
        button.setObjectName(f"grid_{name}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if drawing:
            button.setIcon(icon(drawing))
        self._row.add(button, words, short, rank)
        return button

    def _toggles(self) -> dict[str, QToolButton]:
        return {"only_deviations": self.deviations_button, "binding_only": self.binding_button,
                "sums": self.sums_button}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Empty the search with Escape; go from it to the grid with Down."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                self._searched()
                return True
            if event.key() == Qt.Key.Key_Down:
                self._searched()
                self.left.emit()
                return True
        return bool(super().eventFilter(watched, event))

    def find(self) -> None:
        """Go to the search box with what stands there chosen."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def in_order(self) -> list[QWidget]:
        """Return what can be reached by Tab, from left to right."""
        return [self.search, self.level, self.area_unit, self.columns_button, self.deviations_button,
                self.binding_button, self.sums_button, self.undo_button, self.redo_button]

    # --- lines -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put search and buttons into one line where the width allows: the height belongs to the grid."""
        super().resizeEvent(event)
        self._lay_out_for(event.size().width())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least width of two lines, also while all stands in one: it must be able to shrink to them."""
        least = [widget.minimumSizeHint().width() for widget in (self.search, self.level, self.area_unit)]
        least[1:] = [combo.minimumWidth() for combo in (self.level, self.area_unit)]
        return QSize(sum(least) + 2 * self._lines.spacing(), super().minimumSizeHint().height())

    def _lay_out_for(self, width: int) -> None:
        search = self.search.fontMetrics().averageCharWidth() * SEARCH_LETTERS
        chosen = self.level.sizeHint().width() + self.area_unit.sizeHint().width()
        self._lay_out(width >= search + chosen + self._row.narrowest() + 4 * self._lines.spacing())

    def _lay_out(self, in_one_line: bool) -> None:
        if in_one_line == self._in_one_line:
            return
        self._in_one_line = in_one_line
        self._lines.removeWidget(self._row)
        if in_one_line:
            self._lines.addWidget(self._row, 0, 3)
        else:
            self._lines.addWidget(self._row, 1, 0, 1, 3)
        self._lines.setColumnStretch(0, 1)
        self._lines.setColumnStretch(3, 2 if in_one_line else 0)

    # --- what there is to choose from --------------------------------------------------------

    def set_sheet(self, sheet: IndicatorSheet, years: Years, language: Language) -> None:
        """Offer the levels, years and indicators of a sheet."""
        self._sheet, self._years, self._language = sheet, years, language
        self.level.clear()
        self.level.addItem(self.tr("All levels"), "")
        for level in levels_of(sheet.tree):
            self.level.addItem(self.tr("to {level}").format(level=level_word(level, language)), level)
        self.area_unit.clear()
        for unit in AREA_UNIT_CHOICES:
            self.area_unit.addItem(unit_word(unit, language), unit)
        self.area_unit.insertItem(0, self.tr("As in the plan"), "")
        self.show_shown(self.shown)
        self._lay_out_for(self.width())

    def show_shown(self, shown: Shown) -> None:
        """Let the widgets say what is shown, without telling of it."""
        self.shown = shown
        for name, button in self._toggles().items():
            button.blockSignals(True)
            button.setChecked(bool(getattr(shown, name)))
            button.blockSignals(False)
        self.search.blockSignals(True)
        self.search.setText(shown.text)
        self.search.blockSignals(False)
        self.level.setCurrentIndex(max(self.level.findData(shown.level), 0))
        self.area_unit.setCurrentIndex(max(self.area_unit.findData(shown.area_unit), 0))

    def show_count(self, text: str) -> None:
        """Put a count on the button of the deviations."""
        words = self.tr("Deviations {count}").format(count=text) if text else self.tr("Deviations")
        self._row.set_words(self.deviations_button, words, text)
        self._row.refit()

    def show_steps(self, undo: str, redo: str) -> None:
        """Offer what can be taken back and done again, empty for nothing."""
        self.undo_button.setEnabled(bool(undo))
        self.redo_button.setEnabled(bool(redo))
        self.undo_button.setToolTip(self.tr("Undo: {step} (Ctrl+Z)").format(step=undo) if undo else self.tr("Undo"))
        self.redo_button.setToolTip(self.tr("Redo: {step} (Ctrl+Y)").format(step=redo) if redo else self.tr("Redo"))

    def _fill_menu(self) -> None:
        menu, shown, language = self.columns_menu, self.shown, self._language
        menu.clear()
        if self._sheet is None or language is None:
            return
        menu.addSection(self.tr("Kinds of values"))
        for kind in KINDS_IN_ORDER:
            self._check(menu, language.title(KIND_TITLES[kind]), kind in shown.kinds,
                        partial(self._kinds, kind))
        self._check(menu, self.tr("Deviation"), shown.deviations,
                    lambda on: self._tell(replace(self.shown, deviations=on)))
        if len(self._years.targets) > 1:
            menu.addSection(self.tr("Years"))
            for year in self._years.targets:
                self._check(menu, str(year), not shown.years or year in shown.years,
                            partial(self._show_year, year))
        menu.addSection(self.tr("Indicators"))
        every = tuple(self._sheet.rules.indicators)
        everything = menu.addAction(self.tr("All indicators"))
        everything.setEnabled(bool(shown.indicators))
        everything.triggered.connect(lambda: self._tell(replace(self.shown, indicators=())))
        for rule in self._sheet.rules.indicators.values():
            star = "★ " if rule.nature is Nature.BINDING else ""
            title = f"{star}{rule.code} {language.title(rule.title)}".replace("&", "&&")
            self._check(menu, title, not shown.indicators or rule.code in shown.indicators,
                        partial(self._show_indicator, every, rule.code))
        menu.addSeparator()
        usual = menu.addAction(self.tr("Back to the usual columns"))
        usual.triggered.connect(lambda: self._tell(replace(
            self.shown, kinds=USUAL_KINDS, years=self._years.targets[-1:], indicators=(), deviations=False)))

    def _check(self, menu: QMenu, text: str, checked: bool, told: Callable[[bool], None]) -> None:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        action.toggled.connect(told)

    def _show_year(self, year: int, on: bool) -> None:
        self._tell(replace(self.shown, years=_toggled(self.shown.years, self._years.targets, year, on)))

    def _show_indicator(self, every: Sequence[str], code: str, on: bool) -> None:
        self._tell(replace(self.shown, indicators=_toggled(self.shown.indicators, every, code, on)))

    def _kinds(self, kind: object, on: bool) -> None:
        kinds = tuple(one for one in KINDS_IN_ORDER if (on if one is kind else one in self.shown.kinds))
        self._tell(replace(self.shown, kinds=kinds))

    # --- what is chosen ----------------------------------------------------------------------

    def reset(self) -> None:
        """Show all units again: no search, no level, deviations or not."""
        self._tell(replace(self.shown, text="", level="", only_deviations=False, binding_only=False))
        self.show_shown(self.shown)

    def _toggled(self) -> None:
        self._tell(replace(self.shown, **{name: button.isChecked() for name, button in self._toggles().items()}))

    def _searched(self) -> None:
        self._typing.stop()
        self._tell(replace(self.shown, text=self.search.text().strip()))

    def _level_chosen(self, _: int) -> None:
        self._tell(replace(self.shown, level=str(self.level.currentData() or "")))

    def _area_unit_chosen(self, _: int) -> None:
        self._tell(replace(self.shown, area_unit=str(self.area_unit.currentData() or "")))

    def _tell(self, shown: Shown) -> None:
        if shown != self.shown:
            self.shown = shown
            self.changed.emit(shown)


def _toggled(chosen: Sequence, every: Sequence, one: object, on: bool) -> tuple:
    """Return a choice with one more or less; all of them, and none, are written as the empty choice of all."""
    before = list(chosen or every)
    after = tuple(each for each in every if (on if each == one else each in before))
    return () if len(after) == len(every) else after
