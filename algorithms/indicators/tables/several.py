"""Several sheets of one form imported at once, as a workbook with a sheet for each town has them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Optional, Sequence

from ...message import Message, translatable
from ..model import ValueChange, ValueKey
from ..sheet import IndicatorSheet
from .corrections import head_of
from .guess import propose
from .mapping import TableMapping
from .names import NameBook
from .preview import ImportPreview
from .raw_sheet import RawSheet
from .rows import TableProblem


def sheets_alike(sheets: Sequence[RawSheet], place: int, mapping: TableMapping, book: NameBook) -> list[int]:
    """Return the places of the other visible sheets whose columns are called as those of one sheet."""
    head = head_of(sheets[place], mapping)
    if not any(head):
        return []
    return [
        other for other, sheet in enumerate(sheets)
        if other != place and not sheet.hidden and sheet.width == sheets[place].width
        and head_of(sheet, propose(sheet, book.rules, book.tree, book=book)) == head
    ]


def joined(previews: Sequence[tuple[RawSheet, ImportPreview]], current: IndicatorSheet) -> ImportPreview:
    """Return what the import of several sheets would do: all of them or nothing.

    A value that two sheets give differently is a problem.

    :param previews: at least one, the sheet that is shown first
    :param current: the values there are
    """
    shown = previews[0][1]
    problems: list[TableProblem] = []
    given: dict[ValueKey, tuple[RawSheet, ValueChange]] = {}
    notes: list[Message] = []
    for number, (sheet, found) in enumerate(previews):
        name = sheet.name if number else ""
        problems += [replace(one, sheet=name) for one in found.problems]
        notes += [note for note in found.notes if note not in notes]
        for change in found.planned:
            other, before = given.setdefault(change.key, (sheet, change))
            if _amount(before) != _amount(change):
                row, column = found.places[change.key]
                problems.append(TableProblem(row, column, sheet.rows[row][column], translatable(
                    "Tables", "The sheets {one} and {other} give different values of the indicator {indicator} for the "
                    "unit {unit}. Correct one of them.", one=other.name, other=sheet.name,
                    indicator=change.key.indicator, unit=change.key.unit), name))
    planned = tuple(change for _, change in given.values())
    new = sum(current.value(change.key) is None for change in planned)
    return ImportPreview(
        planned, new, len(planned) - new, sum(found.unchanged for _, found in previews), tuple(problems),
        tuple(note for _, found in previews for note in found.totals_notes), tuple(notes), shown.places)


def _amount(change: ValueChange) -> Optional[Fraction]:
    return None if change.value is None else change.value.quantity.exact
