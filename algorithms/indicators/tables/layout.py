"""Values of indicators laid out as a table that `propose` and `preview` read back unchanged."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import NamedTuple, Optional, Sequence, Union

from ...language import Language
from ...rulepack.indicator_rules import IndicatorRule
from ..kind_titles import KIND_TITLES
from ..model import IndicatorValue, ValueKey
from ..quantity import Quantity, exact_decimal, is_area, unit_title
from ..sheet import IndicatorSheet
from .mapping import Layout

_DIGITS = 15  # what a spreadsheet keeps of a number
_WIDE = Context(prec=200)  # the usual 28 digits would round before they are counted

LaidOutCell = Union[str, Decimal, None]


class LaidOutColumn(NamedTuple):
    """A column of a table to be written.

    :ivar numbers: whether all its cells are numbers
    :ivar width: in characters
    """

    head: str
    numbers: bool
    width: int


class LaidOut(NamedTuple):
    """A table to be written.

    :ivar rows: cells in the order of the columns; numbers with at most 15 digits, others as texts
    """

    columns: list[LaidOutColumn]
    rows: list[list[LaidOutCell]]


def laid_out(
    sheet: IndicatorSheet, layout: Layout, language: Language, values: Optional[Sequence[IndicatorValue]] = None
) -> LaidOut:
    """Return the values of a sheet as a table.

    :param layout: LONG: a row is a value, with who wrote it and where it comes from; WIDE: a row is a unit
    :param values: those to write; None = all. Their units and indicators need not be those of tree and rules
    """
    chosen = sorted(sheet if values is None else values, key=lambda one: _order(sheet, one.key))
    heads, rows = _long(sheet, chosen, language) if layout is Layout.LONG else _wide(sheet, chosen, language)
    columns = []
    for index, (head, width) in enumerate(heads):
        cells = [row[index] for row in rows if row[index] not in (None, "")]
        columns.append(LaidOutColumn(head, bool(cells) and all(isinstance(cell, Decimal) for cell in cells), width))
    return LaidOut(columns, rows)


def _order(sheet: IndicatorSheet, key: ValueKey) -> tuple[str, int, int, int, str]:
    kinds = list(KIND_TITLES)
    codes = list(sheet.rules.indicators)
    place = codes.index(key.indicator) if key.indicator in sheet.rules.indicators else len(codes)
    return key.unit, place, key.year, kinds.index(key.kind), key.indicator


_Table = tuple[list[tuple[str, int]], list[list[LaidOutCell]]]


def _long(sheet: IndicatorSheet, values: Sequence[IndicatorValue], language: Language) -> _Table:
    heads = [
        (language.translate("Tables", "Code of the unit"), 14), (language.translate("Tables", "Name of the unit"), 22),
        (language.translate("Tables", "Indicator code"), 10), (language.translate("Tables", "Indicator name"), 28),
        (language.translate("Tables", "Year"), 8), (language.translate("Tables", "Kind of value"), 14),
        (language.translate("Tables", "Value"), 16), (language.translate("Tables", "Unit of measure"), 12),
        (language.translate("Tables", "Source"), 40), (language.translate("Tables", "Person"), 14),
        (language.translate("Tables", "Note"), 30),
    ]
    rows: list[list[LaidOutCell]] = []
    for value in values:
        key, rule = value.key, sheet.rules.indicators.get(value.key.indicator)
        rows.append([
            key.unit, _unit_name(sheet, key.unit), key.indicator,
            _title(rule, language), Decimal(key.year), language.title(KIND_TITLES[key.kind]),
            _number(value.quantity.amount), language.title(unit_title(value.quantity.unit)),
            language.render(value.origin.source), value.origin.person, value.origin.note,
        ])
    return heads, rows


def _wide(sheet: IndicatorSheet, values: Sequence[IndicatorValue], language: Language) -> _Table:
    columns = list(dict.fromkeys(
        value.key._replace(unit="") for value in sorted(values, key=lambda one: ("", *_order(sheet, one.key)[1:]))
    ))
    places = {key: index + 2 for index, key in enumerate(columns)}
    heads = [(language.translate("Tables", "Code of the unit"), 14),
             (language.translate("Tables", "Name of the unit"), 22)]
    for key in columns:
        heads.append((_head(sheet, key, language), 20))
    rows: dict[str, list[LaidOutCell]] = {}
    for value in values:
        key = value.key
        row = rows.setdefault(key.unit, [key.unit, _unit_name(sheet, key.unit), *[None] * len(columns)])
        rule = sheet.rules.indicators.get(key.indicator)
        row[places[key._replace(unit="")]] = in_column(
            value.quantity, rule, "" if rule is None else rule.unit, language)
    return heads, list(rows.values())


def _head(sheet: IndicatorSheet, key: ValueKey, language: Language) -> str:
    """Return the head of a column: code and title, year, kind, and the unit its numbers are in."""
    rule = sheet.rules.indicators.get(key.indicator)
    kind = language.title(KIND_TITLES[key.kind])
    title = f"{key.indicator} {_title(rule, language)}".strip()
    unit = "" if rule is None else f" ({language.title(unit_title(rule.unit))})"
    return f"{title} {key.year} {kind}{unit}"


def in_column(quantity: Quantity, rule: Optional[IndicatorRule], unit: str, language: Language) -> LaidOutCell:
    """Return an amount in the unit of its column, or with its own unit where that cannot be written exactly.

    :param rule: of the indicator; None: amounts stay as they are
    :param unit: of the column
    """
    if rule is None or quantity.unit == unit:
        return _number(quantity.amount)
    if is_area(quantity.unit) and is_area(unit):
        number = exact_decimal(quantity.to(unit))
        if number is not None and _is_kept(number):
            return number
    # The English name of 万亩 begins with a number, which behind another one would be none.
    name = unit_title(quantity.unit).zh if language.code == "zh" else quantity.unit
    return f"{quantity.amount:f} {name}"


def _is_kept(amount: Decimal) -> bool:
    """Return whether a spreadsheet keeps all digits of a number."""
    digits, exponent = amount.normalize(_WIDE).as_tuple()[1:]
    return len(digits) <= _DIGITS and int(exponent) >= -_DIGITS


def _number(amount: Decimal) -> LaidOutCell:
    """Return an amount as a number where a spreadsheet keeps all its digits, else as a text."""
    return amount if _is_kept(amount) else f"{amount:f}"


def _title(rule: Optional[IndicatorRule], language: Language) -> str:
    return "" if rule is None else language.title(rule.title)


def _unit_name(sheet: IndicatorSheet, code: str) -> str:
    return sheet.tree[code].name if code in sheet.tree else ""
