"""What cannot be read from a table of indicator values, each with table, row and field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional

from ..message import Message, Value, translatable
from .model import ValueKey


class ProblemKind(Enum):
    """What is wrong with a row, or with a table as a whole."""

    NO_FIELD = "no_field"
    NOT_READABLE = "not_readable"
    NO_UNIT = "no_unit"
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_INDICATOR = "unknown_indicator"
    NO_YEAR = "no_year"
    UNKNOWN_KIND = "unknown_kind"
    NO_AMOUNT = "no_amount"
    UNKNOWN_MEASURE = "unknown_measure"
    OTHER_SORT = "other_sort"
    NEGATIVE = "negative"
    DOUBLE = "double"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True)
class ValueProblem:
    """What is wrong with a row of a table.

    :ivar role: of the table
    :ivar layer: name of the table
    :ivar row: index of the row, None where it is the whole table
    :ivar field: name of the field in the pack
    :ivar key: of the value, as far as that is known
    """

    kind: ProblemKind
    role: str
    layer: str
    row: Optional[int]
    field: str
    message: Message
    key: Optional[ValueKey] = None


def row_message(kind: ProblemKind, **values: Value) -> Message:
    """Return the sentence on one cell.

    :param values: layer, row (counted from 1), field, text
    """
    if kind is ProblemKind.NO_UNIT:
        return translatable(
            "IndicatorTables", "Row {row} of {layer} has a value but names no administrative unit "
            "({field}). Enter its code.", **values)
    if kind is ProblemKind.UNKNOWN_UNIT:
        return translatable(
            "IndicatorTables", "Row {row} of {layer}: there is no administrative unit {text} ({field}). "
            "Correct the code, or add the unit to the layer of units.", **values)
    if kind is ProblemKind.UNKNOWN_INDICATOR:
        return translatable(
            "IndicatorTables", "Row {row} of {layer}: the rule pack has no indicator “{text}” ({field}). "
            "Correct the code.", **values)
    if kind is ProblemKind.NO_YEAR:
        return translatable(
            "IndicatorTables", "Row {row} of {layer}: “{text}” is no year ({field}). Write it with four "
            "digits.",
            **values)
    if kind is ProblemKind.UNKNOWN_KIND:
        return translatable(
            "IndicatorTables", "Row {row} of {layer}: “{text}” is no kind of value ({field}); there are "
            "{known}. Correct it.", **values)
    if kind is ProblemKind.UNKNOWN_MEASURE:
        return translatable(
            "IndicatorTables", "Row {row} of {layer}: “{text}” is no unit of measurement ({field}). Write, "
            "for example, 公顷, 亩, 万亩 or 平方米.", **values)
    if kind is ProblemKind.NEGATIVE:
        return translatable(
            "IndicatorTables", "Row {row} of {layer}: the value is {text} ({field}); it cannot be "
            "negative. Correct it.",
            **values)
    return translatable(
        "IndicatorTables", "Row {row} of {layer}, {field}: {reason}", **values)


def missing_column(layer: str, field: str) -> Message:
    """Return the sentence for a table that lacks a field without which its values mean nothing."""
    return translatable(
        "IndicatorTables", "{layer} has no field {field}, so its values of indicators cannot be read. Add "
        "the field.",
        layer=layer, field=field)


def double_value(layer: str, row: int, kept: Message, other: Message, place: Message, field: str) -> Message:
    """Return the sentence for a value that is given twice and otherwise.

    :param kept: the amount that counts, at ``place``
    :param row: counted from 1
    """
    return translatable(
        "IndicatorTables", "Row {row} of {layer}, {field}: the value is {other}, but {place} says {kept} "
        "for the same unit, indicator, year and kind. The latter counts; remove or correct one of the two.",
        row=row, layer=layer,
        field=field, other=other, place=place, kept=kept)


def overridden_value(layer: str, row: int, kept: Message, other: Message, field: str) -> Message:
    """Return the sentence for a row that says otherwise than what was entered in the workspace."""
    return translatable(
        "IndicatorTables", "Row {row} of {layer}, {field}: the table says {other}, the value kept in the "
        "workspace is {kept}. The workspace counts; bring the table up to date.",
        row=row, layer=layer, field=field, other=other,
        kept=kept)
