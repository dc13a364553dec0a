"""The menus of the grid: of what is chosen, and of an indicator at the head of its columns."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Optional

from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction, QMenu

from ....algorithms.indicators.model import ValueKey
from ....algorithms.rulepack.indicator_rules import ValueKind
from .outline import levels_of
from .words import column_word, level_word

if TYPE_CHECKING:
    from .grid import IndicatorGrid

translate = QCoreApplication.translate


def cell_menu(grid: IndicatorGrid) -> QMenu:
    """Return the menu of what is chosen in a grid."""
    menu, view, key = QMenu(grid), grid.view, grid.current_key()
    standard = QKeySequence.StandardKey
    writable = key is not None and key.kind is not ValueKind.MEASURED
    _add(menu, translate("IndicatorGrid", "Copy"), view.copy, QKeySequence(standard.Copy))
    _add(menu, translate("IndicatorGrid", "Copy with heads"), view.copy_with_heads, QKeySequence("Ctrl+Shift+C"))
    _add(menu, translate("IndicatorGrid", "Cut"), view.cut, QKeySequence(standard.Cut), writable)
    _add(menu, translate("IndicatorGrid", "Paste"), view.paste, QKeySequence(standard.Paste), writable)
    _add(menu, translate("IndicatorGrid", "Clear"), view.clear, QKeySequence(Qt.Key.Key_Delete), writable)
    _add(menu, translate("IndicatorGrid", "Fill down"), lambda: view.fill(True), QKeySequence("Ctrl+D"), writable)
    _add(menu, translate("IndicatorGrid", "Fill right"), lambda: view.fill(False), QKeySequence("Ctrl+R"), writable)
    menu.addSeparator()
    _add(menu, translate("IndicatorGrid", "Hand down to the units below…"),
         lambda: grid.decompose_wanted.emit(key), None, can_be_handed_down(grid, key))
    _add(menu, translate("IndicatorGrid", "History…"), lambda: grid.history_wanted.emit(key), None, key is not None)
    measured = key is not None and key.kind is ValueKind.MEASURED and grid.sheet.value(key) is not None
    _add(menu, translate("IndicatorGrid", "Show the features behind the number"),
         lambda: grid.features_wanted.emit(key), None, measured)
    _add(menu, translate("IndicatorGrid", "Chart"), lambda: grid.chart_wanted.emit(key), None, key is not None)
    _add(menu, translate("IndicatorGrid", "Next deviation"), lambda: grid.go_to_deviation(True), QKeySequence("F8"),
         bool(grid.model.judged.flagged()))
    menu.addSeparator()
    _add_unit(menu, grid)
    here = view.here()
    if here is not None:
        menu.addSeparator()
        _add_indicator(menu, grid, here.column)
    return menu


def column_menu(grid: IndicatorGrid, number: int) -> QMenu:
    """Return the menu of a column of a grid and of the indicator above it."""
    menu, column = QMenu(grid), grid.model.columns[number]
    _add_indicator(menu, grid, number)
    if column.kind is not None and len(grid.shown.kinds) > 1:
        kinds = tuple(kind for kind in grid.shown.kinds if kind is not column.kind)
        title = column_word(column, grid.language)
        _add(menu, translate("IndicatorGrid", "Hide “{kind}” of all indicators").format(kind=title),
             partial(grid.set_shown, replace(grid.shown, kinds=kinds)), None)
    menu.addSeparator()
    _add(menu, translate("IndicatorGrid", "Usual widths of all columns"), grid.forget_widths, None)
    return menu


def _add_unit(menu: QMenu, grid: IndicatorGrid) -> None:
    view, here = grid.view, grid.view.here()
    row = grid.model.row(here.row) if here is not None else None
    code = row.code if row is not None else ""
    _add(menu, translate("IndicatorGrid", "Show the unit on the map"), lambda: grid.unit_wanted.emit(code), None,
         code in grid.sheet.tree)
    is_open = row is not None and grid.model.outline.is_open(code)
    place = here.row if here is not None else -1
    _add(menu, translate("IndicatorGrid", "Open the units below"), lambda: view.toggle(place),
         QKeySequence("Alt+Right"), row is not None and row.opens and not is_open)
    _add(menu, translate("IndicatorGrid", "Close the units below"), lambda: view.toggle(place),
         QKeySequence("Alt+Left"), row is not None and row.opens and is_open)
    for level in levels_of(grid.sheet.tree)[1:]:
        text = translate("IndicatorGrid", "Open down to {level}").format(level=level_word(level, grid.language))
        _add(menu, text, partial(grid.model.open_all, level), None)
    _add(menu, translate("IndicatorGrid", "Close all units"), grid.model.close_all, None)


def _add_indicator(menu: QMenu, grid: IndicatorGrid, number: int) -> None:
    """Offer to show only the indicator of a column, to leave it out, or to show all of them again."""
    rule = grid.model.columns[number].rule
    shown, every = grid.shown, tuple(grid.sheet.rules.indicators)
    title = grid.language.title(rule.title).replace("&", "&&")
    there = shown.indicators or every
    _add(menu, translate("IndicatorGrid", "Only “{indicator}”").format(indicator=title),
         partial(grid.set_shown, replace(shown, indicators=(rule.code,))), None, len(there) > 1)
    rest = tuple(code for code in there if code != rule.code)
    _add(menu, translate("IndicatorGrid", "Hide “{indicator}”").format(indicator=title),
         partial(grid.set_shown, replace(shown, indicators=rest)), None, bool(rest))
    _add(menu, translate("IndicatorGrid", "All indicators"),
         partial(grid.set_shown, replace(shown, indicators=(), binding_only=False)), None,
         bool(shown.indicators) or shown.binding_only)


def can_be_handed_down(grid: IndicatorGrid, key: Optional[ValueKey]) -> bool:
    """Return whether a value can be shared out among units below."""
    sheet = grid.sheet
    if key is None or key.kind not in (ValueKind.ASSIGNED, ValueKind.PLANNED) or key.unit not in sheet.tree:
        return False
    adds_up = sheet.rules.indicators[key.indicator].children is not None
    return adds_up and bool(sheet.tree.children(key.unit)) and sheet.value(key) is not None


def _add(menu: QMenu, text: str, deed: Any, shortcut: Optional[QKeySequence], enabled: bool = True) -> QAction:
    action = QAction(text, menu)
    if shortcut is not None:
        action.setShortcut(shortcut)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown only: the view has the key
        action.setShortcutVisibleInContextMenu(True)
    action.setEnabled(enabled)
    action.triggered.connect(lambda _=False: deed())
    menu.addAction(action)
    return action
