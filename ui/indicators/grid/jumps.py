"""From one deviation to the next, through all units the filters let through, open or not."""

from __future__ import annotations

from typing import NamedTuple, Optional

from .columns import Column
from .edits import Place
from .model import GridModel


class Target(NamedTuple):
    """A cell that need not be in sight yet.

    :ivar unit: code of its unit
    :ivar column: number of its column
    """

    unit: str
    column: int


def next_deviation(model: GridModel, here: Optional[Place], forward: bool) -> Optional[Target]:
    """Return the next cell with a deviation in the order of reading, None behind the last and before the first.

    A unit, indicator and year count once, however many of its values are wrong.

    :param here: where to go on from, None = from the beginning or the end
    """
    firsts: dict[tuple[str, int], int] = {}
    for number, column in enumerate(model.columns):
        firsts.setdefault((column.rule.code, column.year), number)
    ranks = {code: rank for rank, code in enumerate((*model.sheet.tree.walk(), *model.outline.strangers))}
    spots = sorted(
        (ranks[unit], firsts[indicator, year])
        for unit, indicator, year in model.judged.flagged()
        if (indicator, year) in firsts and unit in ranks and model.outline.passes(unit))
    if here is not None and model.columns:
        column = model.columns[here.column]
        rank = ranks.get(model.row(here.row).code, len(ranks) - len(model.outline.strangers) - 1)
        now = (rank, firsts[column.rule.code, column.year])
        spots = [spot for spot in spots if (spot > now if forward else spot < now)]
    if not spots:
        return None
    rank, first = spots[0] if forward else spots[-1]
    unit = next(code for code, one in ranks.items() if one == rank)
    return Target(unit, _worst_column(model, unit, first))


def _worst_column(model: GridModel, unit: str, first: int) -> int:
    """Return the first column of an indicator and year whose value of a unit is wrong."""
    head = model.columns[first]

    def is_wrong(column: Column) -> bool:
        key = column.key(unit)
        return key is not None and bool(model.judged.at(key))

    for number in range(first, len(model.columns)):
        column = model.columns[number]
        if (column.rule.code, column.year) == (head.rule.code, head.year) and is_wrong(column):
            return number
    return first
