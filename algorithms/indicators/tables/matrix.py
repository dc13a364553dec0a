"""Values of indicators as a matrix: units by indicators, under each indicator its years and kinds of values.

It is the form of the tables of a plan (指标分解表); `propose` and `preview` read it back unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Optional, Sequence

from ...errors import LandPlanError
from ...language import Language
from ...message import translatable
from ...rulepack.indicator_rules import IndicatorRule, ValueKind
from ..kind_titles import KIND_TITLES
from ..model import IndicatorValue, ValueKey
from ..quantity import exact_decimal, is_area, unit_title
from ..sheet import IndicatorSheet
from ..shown_amounts import shown_decimals, shown_unit
from .heads import read_head
from .layout import LaidOutCell, in_column
from .mapping import Parts
from .names import NameBook

_MOST_SHOWN = 4  # decimals of a column whose numbers have more than the indicator asks for


@dataclass(frozen=True)
class MatrixChoice:
    """Which values a matrix holds; an empty choice means all.

    :ivar levels: administrative levels of the units
    :ivar area_unit: unit of all areas; empty: that of each indicator
    """

    kinds: Sequence[ValueKind] = ()
    years: Sequence[int] = ()
    levels: Sequence[str] = ()
    indicators: Sequence[str] = ()
    area_unit: str = ""


class MatrixColumn(NamedTuple):
    """A column with values.

    :ivar group: head over all columns of the indicator
    :ivar head: what the column is of: year and kind
    :ivar decimals: with how many its numbers are shown
    """

    indicator: str
    group: str
    head: str
    decimals: int


class MatrixRow(NamedTuple):
    """A unit; ``depth``: how many of the units above it are in the table, too."""

    code: str
    name: str
    depth: int
    cells: list[LaidOutCell]


@dataclass(frozen=True)
class Matrix:
    """A table of units by indicators.

    :ivar measure: name of the unit all areas are in; empty where they differ or there are none
    :ivar totals: sums of the columns, None where they mean nothing; empty where units lie within each other
    :ivar has_own_units: some amounts are written with another unit, as they do not end in that of their column
    """

    columns: list[MatrixColumn]
    rows: list[MatrixRow]
    measure: str
    totals: list[Optional[Decimal]]
    has_own_units: bool


def matrix(sheet: IndicatorSheet, choice: MatrixChoice, language: Language) -> Matrix:
    """Return the chosen values of a sheet as a matrix.

    Units are in the order of the tree, indicators in that of the rules, kinds in the usual one within each year.

    :raises LandPlanError: when there are no such values, or an indicator is none of the rules
    """
    values = [one for one in sheet if _is_chosen(sheet, choice, one)]
    if not values:
        raise LandPlanError(translatable(
            "Tables", "There are no values of indicators of this choice. Choose other kinds, years, levels or "
            "indicators, or enter some first."))
    keys = sorted({one.key._replace(unit="") for one in values}, key=lambda key: _order(sheet, key))
    places = {key: place for place, key in enumerate(keys)}
    cells: dict[str, list[LaidOutCell]] = {}
    for one in values:
        row = cells.setdefault(one.key.unit, [None] * len(keys))
        rule = _rule(sheet, one.key.indicator)
        row[places[one.key._replace(unit="")]] = in_column(
            one.quantity, rule, shown_unit(rule, choice.area_unit), language)
    units = [code for code in sheet.tree.walk() if code in cells]
    units += sorted(code for code in cells if code not in sheet.tree)
    rows = [MatrixRow(code, _name(sheet, code), _depth(sheet, code, cells), cells[code]) for code in units]
    areas = {shown_unit(_rule(sheet, key.indicator), choice.area_unit) for key in keys
             if is_area(_rule(sheet, key.indicator).unit)}
    common = next(iter(areas)) if len(areas) == 1 else ""
    columns = _columns(sheet, keys, choice, language, common, rows)
    return Matrix(
        columns, rows, language.title(unit_title(common)) if common else "", _totals(sheet, keys, rows),
        any(isinstance(cell, str) and cell and not cell[-1].isdigit() for row in rows for cell in row.cells))


def _is_chosen(sheet: IndicatorSheet, choice: MatrixChoice, value: IndicatorValue) -> bool:
    key = value.key
    level = sheet.tree[key.unit].level if key.unit in sheet.tree else None
    return (
        (not choice.kinds or key.kind in choice.kinds) and (not choice.years or key.year in choice.years)
        and (not choice.indicators or key.indicator in choice.indicators)
        and (not choice.levels or level is None or level in choice.levels))


def _rule(sheet: IndicatorSheet, code: str) -> IndicatorRule:
    rule = sheet.rules.indicators.get(code)
    if rule is None:
        raise LandPlanError(translatable(
            "Tables", "The rule pack has no indicator {code}, but there are values of it. Choose the indicators to "
            "write, or write one row per value.", code=code))
    return rule


def _order(sheet: IndicatorSheet, key: ValueKey) -> tuple[int, int, int]:
    codes, kinds = list(sheet.rules.indicators), list(KIND_TITLES)
    return codes.index(key.indicator) if key.indicator in codes else len(codes), key.year, kinds.index(key.kind)


def _name(sheet: IndicatorSheet, code: str) -> str:
    return sheet.tree[code].name if code in sheet.tree else ""


def _depth(sheet: IndicatorSheet, code: str, cells: dict[str, list[LaidOutCell]]) -> int:
    depth, parent = 0, sheet.tree.parent(code) if code in sheet.tree else None
    while parent is not None:
        depth, parent = depth + (parent in cells), sheet.tree.parent(parent)
    return depth


def _columns(
    sheet: IndicatorSheet, keys: Sequence[ValueKey], choice: MatrixChoice, language: Language, common: str,
    rows: Sequence[MatrixRow],
) -> list[MatrixColumn]:
    book = NameBook(sheet.rules, sheet.tree)
    columns = []
    for place, key in enumerate(keys):
        rule = _rule(sheet, key.indicator)
        unit = shown_unit(rule, choice.area_unit)
        bracket = "" if unit == common else f" ({language.title(unit_title(unit))})"
        head = f"{key.year}{'年' if language.code == 'zh' else ' '}{language.title(KIND_TITLES[key.kind])}"
        group = f"{language.title(rule.title)}{bracket}"
        said = read_head((group, head), book)
        wanted = Parts(None, key.indicator, key.year, key.kind, said.parts.measure)
        if said.rest or said.parts != wanted:  # a title that alone would be taken for something else
            group = f"{key.indicator} {group}"
        present = max((_decimals(row.cells[place]) for row in rows), default=0)
        decimals = min(present, max(shown_decimals(rule, unit), _MOST_SHOWN))
        columns.append(MatrixColumn(key.indicator, group, head, decimals))
    return columns


def _decimals(cell: LaidOutCell) -> int:
    return len(f"{cell:f}".partition(".")[2].rstrip("0")) if isinstance(cell, Decimal) else 0


def _totals(
    sheet: IndicatorSheet, keys: Sequence[ValueKey], rows: Sequence[MatrixRow]
) -> list[Optional[Decimal]]:
    """Return the sums of the columns where all units are of one level and the indicator adds up."""
    levels = {sheet.tree[row.code].level if row.code in sheet.tree else "" for row in rows}
    if len(rows) < 2 or len(levels) != 1 or any(row.depth for row in rows):
        return []
    totals: list[Optional[Decimal]] = []
    for place, key in enumerate(keys):
        cells = [row.cells[place] for row in rows if row.cells[place] is not None]
        numbers = [Fraction(cell) for cell in cells if isinstance(cell, Decimal)]
        adds_up = _rule(sheet, key.indicator).children is not None and len(numbers) == len(cells)
        totals.append(exact_decimal(sum(numbers, Fraction(0))) if adds_up and numbers else None)
    return totals if any(total is not None for total in totals) else []
