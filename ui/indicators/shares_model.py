"""The shares of a target among the units below, as rows that can be fixed by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Mapping, Optional

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal

from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.amount_words import unit_name
from ...algorithms.indicators.decomposition import Decomposition, base_key, decompose
from ...algorithms.indicators.model import ValueKey
from ...algorithms.indicators.quantity import Quantity, amount_in, rounded
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.indicators.tables.amounts import parse_amount
from ...algorithms.language import Language
from ...algorithms.rulepack.indicator_rules import Distribution, ValueKind
from .grid.amount_text import ends, exact_text, grouped, shown_decimals, shown_unit

UNIT, NOW, WEIGHT, SHARE, PROPOSED = range(5)
_NO_PARENT = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass
class Way:
    """How a target is divided.

    :ivar area_unit: shares are written and typed in, empty = that of the indicator
    :ivar decimals: None = as many as the rules say, or more where the target has more
    """

    rule: Distribution
    area_unit: str = ""
    decimals: Optional[int] = None
    fixed: dict[str, Quantity] = field(default_factory=dict)
    candidates: dict[str, Fraction] = field(default_factory=dict)


class SharesModel(QAbstractTableModel):
    """Units directly below, what they have now, what the shares go by, and the shares."""

    worked_out = pyqtSignal()  # other shares, or none with `problem`
    refused = pyqtSignal(str)  # what was typed is no share

    def __init__(
        self, sheet: IndicatorSheet, key: ValueKey, way: Way, language: Language, parent: Optional[QObject] = None
    ) -> None:
        """:param key: of the value that is handed down"""
        super().__init__(parent)
        self._sheet, self._key, self._language = sheet, key, language
        self.way = way
        self.rule = sheet.rules.indicators[key.indicator]
        self.units = sheet.tree.children(key.unit) if key.unit in sheet.tree else ()
        self.result: Optional[Decomposition] = None
        self.problem = ""
        self.work_out()

    @property
    def unit(self) -> str:
        """The unit amounts are shown and typed in."""
        return shown_unit(self.rule, self.way.area_unit)

    @property
    def target(self) -> Fraction:
        """What is handed down, in the base of the unit."""
        return self._sheet.exact(self._key) or Fraction(0)

    def handed_out(self) -> Fraction:
        """Return the sum of the shares, or of the fixed ones while there are no others; in the base of the unit."""
        shares = self.way.fixed if self.result is None else self.result.shares
        return sum((share.exact for share in shares.values()), Fraction(0))

    def work_out(self) -> None:
        """Divide the target anew."""
        self.beginResetModel()
        way = self.way
        try:
            self.result = decompose(
                self._sheet, self._key, way.rule, candidates=way.candidates, fixed=way.fixed, decimals=way.decimals,
                unit=self.unit if way.area_unit else None,
            )
            self.problem = ""
        except LandPlanError as error:
            self.result = None
            self.problem = self._language.render(error.message)
        self.endResetModel()
        self.worked_out.emit()

    def fix_what_is_there(self) -> None:
        """Start the shares by hand from what the units have now, in the place of nothing."""
        for code in self.units:
            if code not in self.way.fixed:
                value = self._sheet.value(self._handed(code))
                if value is not None:
                    self.way.fixed[code] = value.quantity

    def _handed(self, code: str) -> ValueKey:
        """Return the key of what a unit below is handed."""
        return self._key._replace(unit=code, kind=ValueKind.ASSIGNED)

    def _share(self, code: str) -> Optional[Quantity]:
        return self.way.fixed.get(code) if self.result is None else self.result.shares.get(code)

    def _weight(self, code: str) -> Optional[Fraction]:
        if self.way.rule is Distribution.CANDIDATE_SHARE:
            return self.way.candidates.get(code)
        return self._sheet.exact(base_key(self._sheet, self._key)._replace(unit=code))

    # --- what Qt asks for --------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of units below."""
        return 0 if parent.isValid() else len(self.units)

    def columnCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent.isValid() else 5

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        by_candidates = self.way.rule is Distribution.CANDIDATE_SHARE
        titles = (self.tr("Unit"), self.tr("Assigned now"),
                  self.tr("Can have at most") if by_candidates else self.tr("Base year"), self.tr("Share"),
                  self.tr("New (ticked: fixed)"))
        return titles[section]

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Return whether a cell can be typed into."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == PROPOSED:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == WEIGHT and self.way.rule is Distribution.CANDIDATE_SHARE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        code, column = self.units[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return None if column == UNIT else _RIGHT
        if role == Qt.ItemDataRole.CheckStateRole and column == PROPOSED:
            fixed = code in self.way.fixed
            # As a number, which both generations of Qt take.
            return 2 if fixed else 0
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return None
        whole = role == Qt.ItemDataRole.EditRole
        if column == UNIT:
            return code if role == Qt.ItemDataRole.ToolTipRole else unit_name(self._sheet.tree, code)
        if column == NOW:
            return self._text(self._sheet.exact(self._handed(code)), whole)
        if column == WEIGHT:
            return self._text(self._weight(code), whole)
        share = self._share(code)
        if column == PROPOSED:
            return self._text(None if share is None else share.exact, whole)
        if share is None or not self.target:
            return ""
        return f"{float(100 * share.exact / self.target):.2f} %"

    def _text(self, exact: Optional[Fraction], whole: bool) -> str:
        if exact is None:
            return ""
        amount = amount_in(exact, self.unit)
        text = exact_text(amount)
        if whole:
            return text
        least = shown_decimals(self.rule, self.unit)  # one below the other, as in a table
        if ends(amount) and len(text.partition(".")[2]) < least:
            text = f"{rounded(amount, least):f}"
        return grouped(text) + ("" if ends(amount) else "…")

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Fix a share (a blank lets it go again), or say what a unit can have at most."""
        code = self.units[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == PROPOSED:
            self._fix(code, self._share(code) if bool(value) else None)
            return True
        if role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value)
        if text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        try:
            quantity = parse_amount(text, self.unit)
        except LandPlanError as error:
            self.refused.emit(self._language.render(error.message))
            return False
        if index.column() == PROPOSED:
            self._fix(code, quantity)
        elif quantity is None:
            self.way.candidates.pop(code, None)
            self.work_out()
        else:
            self.way.candidates[code] = quantity.exact
            self.work_out()
        return True

    def _fix(self, code: str, share: Optional[Quantity]) -> None:
        if share is None:
            self.way.fixed.pop(code, None)
        else:
            self.way.fixed[code] = share
        self.work_out()

    def by_unit(self) -> Mapping[str, Quantity]:
        """Return the shares, none while they do not add up."""
        return {} if self.result is None else self.result.shares

    def rest_text(self) -> tuple[str, str, str]:
        """Return the target, what is handed out, and what is left, in the unit shown."""
        left = self.target - self.handed_out()
        return self._text(self.target, False), self._text(self.handed_out(), False), self._text(left, False)
