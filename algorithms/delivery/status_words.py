"""The words and numbers of the status evaluation, the same in report, spreadsheet and table."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Optional

from ..forest_land.status.model import (
    Column,
    Row,
    RowKind,
    SpaceRow,
    StatusEvaluation,
    TableResult,
    TargetResult,
    written,
)
from ..indicators.quantity import amount_in, rounded, unit_title
from ..language import Language
from ..message import Title
from ..rulepack.status_rules import Aspect, Weight

NOTHING = "–"
_TITLE_SEPARATOR = " / "


def unit_name(evaluation: StatusEvaluation, code: str) -> str:
    """Return the name of a unit, its code where it has none."""
    return evaluation.tree[code].name or code


def row_title(row: Row, evaluation: StatusEvaluation, language: Language) -> str:
    """Return what the unit of a row is called."""
    if row.kind is RowKind.TOTAL:
        return language.translate("Report", "Total")
    if row.kind is RowKind.UNPLACED:
        return language.translate("Report", "In no unit")
    name = unit_name(evaluation, row.unit)
    if row.kind is RowKind.REMAINDER:
        return language.translate("Report", "{unit}, in no unit below it").format(unit=name)
    return name


def table_title(table: TableResult, language: Language) -> str:
    """Return number and name of a table."""
    title = language.title(table.rule.title)
    if not table.rule.number:
        return title
    return language.translate("Report", "Annex table {number} {title}").format(number=table.rule.number, title=title)


def shown_rows(table: TableResult) -> list[int]:
    """Return the rows that are written: the total only where it is not that of the one largest unit."""
    kinds = {row.kind for row in table.rows}
    units = [row.unit for row in table.rows if row.kind is RowKind.UNIT and not row.groups]
    largest = min((len(code) for code in units), default=0)
    one = sum(len(code) == largest for code in units) == 1 and len(units) > 1
    if not one or RowKind.UNPLACED in kinds:
        return list(range(len(table.rows)))
    return [number for number, row in enumerate(table.rows) if row.kind is not RowKind.TOTAL]


def column_title(column: Column, language: Language) -> str:
    """Return the names of a column and of those it is part of, in one line."""
    return _TITLE_SEPARATOR.join(language.said(title) for title in column.titles)


def said_of(title: str, sentence: str, language: Language) -> str:
    """Return what is said of something, after its title."""
    return language.translate("Report", "{title}: {sentence}").format(title=title, sentence=sentence)


def measure(unit: str, language: Language) -> str:
    """Return a unit of measure; features are counted without one."""
    if unit == "count":
        return language.translate("Report", "number")
    return language.title(unit_title(unit))


def cell(table: TableResult, row: int, column: int) -> Optional[Decimal]:
    """Return a cell as it is written, None where there is no value."""
    one = table.columns[column]
    return written(float(table.values[row, column]), one.unit, one.decimals)


def text(amount: Optional[Decimal]) -> str:
    """Return a number with all its decimals, a dash for none."""
    return NOTHING if amount is None else f"{amount:f}"


def aspect_text(aspect: Aspect, language: Language) -> str:
    """Return what a table or figure tells about."""
    return {
        Aspect.QUANTITY: language.translate("Report", "Quantity"),
        Aspect.QUALITY: language.translate("Report", "Quality"),
        Aspect.LAYOUT: language.translate("Report", "Layout"),
        Aspect.STRUCTURE: language.translate("Report", "Structure"),
        Aspect.EFFICIENCY: language.translate("Report", "Efficiency"),
    }[aspect]


def weight_text(weight: Weight, language: Language) -> str:
    """Return whether something is a problem or a risk."""
    if weight is Weight.RISK:
        return language.translate("Report", "risk")
    return language.translate("Report", "problem")


def target_amount(exact: Optional[Fraction], target: TargetResult) -> Optional[Decimal]:
    """Return an amount of a target as it is written."""
    return None if exact is None else rounded(amount_in(exact, target.rule.unit), target.rule.decimals)


def target_word(target: TargetResult, language: Language) -> str:
    """Return whether a target was met, in one word."""
    if target.met is None:
        return language.translate("Report", "cannot be told")
    return language.translate("Report", "reached") if target.met else language.translate("Report", "missed")


def space_title(row: SpaceRow, language: Language) -> str:
    """Return a layer of ecological space and, where told apart, the type."""
    title = language.said(row.title)
    if not row.type:
        return title
    return f"{title}{_TITLE_SEPARATOR}{language.said(row.type_title or Title(row.type, row.type))}"


def signed(amount: Optional[Decimal]) -> str:
    """Return a difference with its sign, a dash for none."""
    if amount is None:
        return NOTHING
    return f"+{amount:f}" if amount > 0 else f"\u2212{abs(amount):f}" if amount < 0 else f"{amount:f}"
