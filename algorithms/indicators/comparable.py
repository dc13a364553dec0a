"""Which values stand alone, so that a comparison of two kinds of value says nothing about them.

A comparison is whole when the largest units that have one of the two kinds have both, and so has every unit of a
level of which another has both. A level that states only one of them everywhere (towns that are assigned a target but
make no plan) is judged by the unit above, to which it adds up.
"""

from __future__ import annotations

from typing import Iterable, NamedTuple

from ..message import Message, Value, listed, translatable
from ..rulepack.indicator_rules import Obligation, ValueKind
from .kind_titles import KIND_TITLES
from .model import ValueKey
from .sheet import IndicatorSheet

_MOST_NAMED = 3


class Alone(NamedTuple):
    """Units that have a value of one kind of an indicator in a year, and lack the one it is compared with.

    :ivar lacks: the kind that is missing
    :ivar units: codes, in the order of the tree
    """

    indicator: str
    year: int
    lacks: ValueKind
    units: tuple[str, ...]


def plan_alone(sheet: IndicatorSheet, codes: Iterable[str]) -> list[Alone]:
    """Return where what is assigned and what is planned cannot be compared.

    A unit whose units below plan all of it counts as having a plan. A planned value without an assigned one matters
    where the level must state the indicator: elsewhere nobody hands it down. Targets of the base year are those of the
    plan before, which this one does not plan.

    :param codes: the indicators that are looked at
    """
    found: list[Alone] = []
    for code, year, units in _stated(sheet, codes, (ValueKind.ASSIGNED, ValueKind.PLANNED)):
        if year == sheet.rules.base_year:
            continue
        assigned = {unit for unit in units if _has(sheet, unit, code, year, ValueKind.ASSIGNED)}
        planned = {unit for unit in units if _has(sheet, unit, code, year, ValueKind.PLANNED)
                   or _planned_below(sheet, ValueKey(unit, code, year, ValueKind.PLANNED))}
        levels = sheet.rules.indicators[code].levels
        given = {unit for unit in planned - assigned
                 if levels.get(sheet.tree[unit].level) is Obligation.REQUIRED}
        for lacks, alone in ((ValueKind.PLANNED, assigned - planned), (ValueKind.ASSIGNED, given)):
            matter = _that_matter(sheet, alone, units, assigned & planned)
            if matter:
                found.append(Alone(code, year, lacks, matter))
    return found


def change_alone(sheet: IndicatorSheet, codes: Iterable[str]) -> list[Alone]:
    """Return where a target has no value from before the adjustment, so that its direction is not known.

    :param codes: the indicators that are looked at
    """
    found: list[Alone] = []
    for code, year, units in _stated(sheet, codes, (ValueKind.ASSIGNED, ValueKind.PLANNED)):
        former = {unit for unit in units if _has(sheet, unit, code, year, ValueKind.FORMER)}
        matter = _that_matter(sheet, set(units) - former, units, former)
        if matter:
            found.append(Alone(code, year, ValueKind.FORMER, matter))
    return found


def alone_words(sheet: IndicatorSheet, one: Alone) -> Message:
    """Return the sentence on units that lack a kind of value."""
    names = [sheet.tree[unit].name or unit for unit in one.units]
    said: dict[str, Value] = {
        "indicator": indicator_words(sheet, one.indicator), "year": one.year, "kind": KIND_TITLES[one.lacks],
        "units": listed(names[:_MOST_NAMED]), "count": len(names),
    }
    if len(names) > _MOST_NAMED:
        return translatable("IndicatorChecks", "{indicator} {year}: no value of the kind “{kind}” in {count} units, "
                            "for example {units}", **said)
    return translatable("IndicatorChecks", "{indicator} {year}: no value of the kind “{kind}” in {units}", **said)


def indicator_words(sheet: IndicatorSheet, code: str) -> Message:
    """Return the name of an indicator with its code."""
    title = sheet.rules.indicators[code].title
    return translatable("IndicatorChecks", "{title} ({code})", title=title, code=code)


def largest(sheet: IndicatorSheet, units: Iterable[str]) -> list[str]:
    """Return those of some units that lie in none of the others."""
    given = set(units)
    found = []
    for unit in given:
        above = sheet.tree.parent(unit)
        while above is not None and above not in given:
            above = sheet.tree.parent(above)
        if above is None:
            found.append(unit)
    return found


def _stated(
    sheet: IndicatorSheet, codes: Iterable[str], kinds: tuple[ValueKind, ...]
) -> list[tuple[str, int, tuple[str, ...]]]:
    """Return for each indicator and year the units of the tree that have a value of one of some kinds."""
    wanted = set(codes)
    found: dict[tuple[str, int], dict[str, None]] = {}
    for value in sheet:
        key = value.key
        if key.kind in kinds and key.indicator in wanted and key.unit in sheet.tree:
            found.setdefault((key.indicator, key.year), {})[key.unit] = None
    return [(code, year, tuple(units)) for (code, year), units in sorted(found.items())]


def _has(sheet: IndicatorSheet, unit: str, code: str, year: int, kind: ValueKind) -> bool:
    return sheet.value(ValueKey(unit, code, year, kind)) is not None


def _planned_below(sheet: IndicatorSheet, key: ValueKey) -> bool:
    below = sheet.child_sum(key)
    return below is not None and below.present > 0 and not below.missing


def _that_matter(
    sheet: IndicatorSheet, alone: set[str], units: Iterable[str], both: set[str]
) -> tuple[str, ...]:
    """Return those of some units that are the largest, or of a level of which another unit has both values."""
    if not alone:
        return ()
    levels = {sheet.tree[unit].level for unit in both}
    top = set(largest(sheet, units))
    matter = {unit for unit in alone if unit in top or sheet.tree[unit].level in levels}
    return tuple(unit for unit in sheet.tree.walk() if unit in matter)
