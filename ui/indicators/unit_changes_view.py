"""The tree of what became of units: each change with the units after it, their areas and shares."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ...algorithms.indicators.amount_words import unit_name
from ...algorithms.language import Language
from ...algorithms.units.change_shapes import has_shares
from ...algorithms.units.changes import UnitChange, UnitChangeKind
from ...algorithms.units.tree import UnitTree
from ...algorithms.units.unit_overlaps import UnitOverlaps

WHAT, AREA, PART, SHARE = range(4)
_HECTARE = 10_000.0
_ROLE = int(Qt.ItemDataRole.UserRole)


class UnitChangesView(QTreeWidget):
    """Changes can be ticked, and the shares of a split be typed in percent."""

    changed = pyqtSignal()  # ticks or shares
    refused = pyqtSignal(str)  # why a share cannot be

    def __init__(self, language: Language, parent: Optional[QWidget] = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._language = language
        self._changes: list[UnitChange] = []  # as shown: the larger units first
        self._places: list[int] = []  # of each in the order they are carried out
        self._tree, self._before, self._overlaps = UnitTree(()), UnitTree(()), UnitOverlaps()
        self.setHeaderLabels([self.tr("What became of former units"), self.tr("Area (ha)"),
                              self.tr("Of the former unit (%)"), self.tr("Share of the values (%)")])
        self.setAccessibleName(self.tr("What became of former units"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.header().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for column in (AREA, PART, SHARE):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.itemChanged.connect(self._edited)
        self.itemDoubleClicked.connect(self._edit)
        self.itemActivated.connect(self._edit)

    @property
    def changes(self) -> Sequence[UnitChange]:
        """All changes, with the shares as they are now, as they are shown."""
        return tuple(self._changes)

    def show_changes(
        self, changes: Sequence[UnitChange], tree: UnitTree, before: UnitTree, overlaps: UnitOverlaps
    ) -> None:
        """Show changes; what is sure and has its shares is ticked.

        :param tree: the units now; ``before`` gives the names of former ones
        """
        self._tree, self._before, self._overlaps = tree, before, overlaps
        shown = sorted(enumerate(changes), key=lambda one: self._rank(one[1]))
        self._changes, self._places = [change for _, change in shown], [place for place, _ in shown]
        self.blockSignals(True)
        self.clear()
        for number, change in enumerate(self._changes):
            self._add(number, change)
        self.expandAll()
        self.blockSignals(False)
        if self._changes:
            self.setCurrentItem(self.topLevelItem(0))
        self.changed.emit()

    def chosen(self) -> list[UnitChange]:
        """Return the changes that are ticked, in the order they are to be carried out."""
        ticked = [
            (self._places[row], change) for row, change in enumerate(self._changes)
            if self.topLevelItem(row).checkState(WHAT) == Qt.CheckState.Checked
        ]
        return [change for _, change in sorted(ticked, key=lambda one: one[0])]

    def current_split(self) -> Optional[int]:
        """Return the number of the split that is chosen, None where no split is."""
        item = self.currentItem()
        while item is not None and item.parent() is not None:
            item = item.parent()
        row = -1 if item is None else self.indexOfTopLevelItem(item)
        return row if row >= 0 and self._changes[row].kind is UnitChangeKind.SPLIT else None

    def replace_change(self, row: int, change: UnitChange) -> None:
        """Show a split with other shares; it is ticked when it has them."""
        self._changes[row] = change
        self.blockSignals(True)
        item = self.topLevelItem(row)
        item.setCheckState(WHAT, Qt.CheckState.Checked if has_shares(change) else Qt.CheckState.Unchecked)
        for place in range(item.childCount()):
            child = item.child(place)
            child.setText(SHARE, _percent(change.shares.get(child.data(WHAT, _ROLE))))
        self.blockSignals(False)
        self.changed.emit()

    def words(self, change: UnitChange) -> str:
        """Return what a change says."""
        words = {
            UnitChangeKind.RENAMED: self.tr("{before} is now {after}"),
            UnitChangeKind.SPLIT: self.tr("{before} was split into {after}"),
            UnitChangeKind.MERGED: self.tr("{before} were merged into {after}"),
        }
        text = words[change.kind]
        before, after = change.before, change.after
        if change.handed:
            text = self.tr("{before} has given a part of its area to {after}")
            before, after = change.handed, tuple(code for code in change.after if code not in change.handed)
        return text.format(before=self._units(before, self._before), after=self._units(after, self._tree))

    def _rank(self, change: UnitChange) -> tuple[bool, int, bool]:
        """Return what is shown first: what is sure, of larger units, and what has to be looked at."""
        return not change.sure, min(map(len, change.before)), change.kind is UnitChangeKind.RENAMED

    def _add(self, number: int, change: UnitChange) -> None:
        item = QTreeWidgetItem([self.words(change), "", "", ""])
        for column in (AREA, PART, SHARE):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        ready = change.sure and (change.kind is not UnitChangeKind.SPLIT or has_shares(change))
        item.setCheckState(WHAT, Qt.CheckState.Checked if ready else Qt.CheckState.Unchecked)
        reason = "" if change.reason is None else "\n" + self._language.render(change.reason)
        item.setToolTip(WHAT, self.words(change) + reason)
        self.addTopLevelItem(item)
        if change.kind is UnitChangeKind.SPLIT:
            for code in change.after:
                self._add_part(item, change, change.sources[0], code, code, change.shares.get(code))
        elif change.kind is UnitChangeKind.RENAMED:
            for column, text in zip((AREA, PART), self._areas(change.before[0], change.after[0])):
                item.setText(column, text)
        else:
            for code in change.before:
                if change.after[0] in self._overlaps.shared.get(code, {}):
                    self._add_part(item, change, code, change.after[0], code, None)

    def _add_part(
        self, item: QTreeWidgetItem, change: UnitChange, before: str, after: str, shown: str, share: Optional[Fraction]
    ) -> None:
        name = self._name(shown, self._tree if shown == after else self._before)
        part = QTreeWidgetItem([name, *self._areas(before, after), _percent(share)])
        part.setData(WHAT, _ROLE, shown)
        for column in (AREA, PART, SHARE):
            part.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if change.kind is UnitChangeKind.SPLIT:
            part.setFlags(part.flags() | Qt.ItemFlag.ItemIsEditable)
            part.setToolTip(SHARE, self.tr("Double-click or press Return to type another share"))
        item.addChild(part)

    def _areas(self, before: str, after: str) -> tuple[str, str]:
        """Return the area a former unit shares with one of now, and its part in percent; empty where not known."""
        area = self._overlaps.shared.get(before, {}).get(after)
        whole = self._overlaps.before.get(before, 0.0)
        if area is None or not whole:
            return "", ""
        return f"{area / _HECTARE:,.2f}", f"{100.0 * area / whole:.2f}"

    def _edit(self, item: QTreeWidgetItem, column: int) -> None:
        edits = self.state() == QAbstractItemView.State.EditingState  # a double click activates, too
        if not edits and item.parent() is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.editItem(item, SHARE)

    def _edited(self, item: QTreeWidgetItem, column: int) -> None:
        if item.parent() is None:
            self.changed.emit()
        elif column == SHARE:
            self._typed(item)

    def _typed(self, item: QTreeWidgetItem) -> None:
        """Take over a share in percent; nothing typed leaves the split without shares."""
        row = self.indexOfTopLevelItem(item.parent())
        change, code = self._changes[row], item.data(WHAT, _ROLE)
        text = item.text(SHARE).replace("%", "").replace(",", ".").strip()
        shares = dict(change.shares)
        try:
            share = _share_of(text)
        except (ValueError, ZeroDivisionError):
            share = Fraction(-1)
        if share is not None and not 0 <= share <= 1:
            self.refused.emit(self.tr("“{text}” is no share: type a number from 0 to 100.").format(text=text))
        elif share is None:
            shares.pop(code, None)
        else:
            shares[code] = share
            others = [other for other in change.after if other != code]
            if len(others) == 1:  # of two the other one has the rest
                shares[others[0]] = 1 - share
        self.replace_change(row, replace(change, shares=shares))

    def _units(self, codes: Sequence[str], tree: UnitTree) -> str:
        return self._language.listed(self._name(code, tree) for code in codes)

    def _name(self, code: str, tree: UnitTree) -> str:
        name = unit_name(tree, code)
        return code if name == code else f"{name} {code}"


def _share_of(percent: str) -> Optional[Fraction]:
    """Return a share that is typed in percent, None for nothing.

    :raises ValueError, ZeroDivisionError: for what is no number, or one with an exponent: 1e999999999 has more digits
        than there is memory
    """
    if "e" in percent.casefold():
        raise ValueError(percent)
    return Fraction(percent) / 100 if percent else None


def _percent(share: Optional[Fraction]) -> str:
    """Return a share as it is typed: exact where it has few decimals."""
    if share is None:
        return ""
    return f"{float(share * 100):.4f}".rstrip("0").rstrip(".")
