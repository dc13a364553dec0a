"""What became of administrative units (行政区划调整) that are no longer among those of the layer.

Proposals only: a person accepts them, and nothing is lost of what is not accepted, because values stay under the
code they were entered for.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Iterable, Mapping, Optional, Protocol

from ..message import Message, translatable
from ..rulepack.indicator_rules import ValueKind
from .change_model import UnitChange, UnitChangeKind
from .change_shapes import with_shares
from .successors import Successors
from .tree import UnitTree
from .unit_overlaps import UnitOverlaps

__all__ = ["UnitChange", "UnitChangeKind", "new_names", "proposals", "with_shares"]

_PART = 0.02  # less of a unit's area is a border drawn otherwise
_CARVED = 0.5  # a unit with that much of its own area in a former one has come out of it, however small it is


class UnitValue(Protocol):
    """The part of a value of an indicator that is looked at (`indicators.model.IndicatorValue`)."""

    @property
    def key(self) -> Any:
        """Unit, indicator, year and kind."""

    @property
    def quantity(self) -> Any:
        """The amount, with ``exact``."""


def proposals(
    old: UnitTree, new: UnitTree, values: Iterable[UnitValue], overlaps: Optional[UnitOverlaps] = None
) -> list[UnitChange]:
    """Return what may have become of units that have values and are no longer there, each with its reason.

    By area where both editions of the layer are at hand, so also units that keep their code while a part leaves them or
    another unit joins them; else by names, codes and the units within: same name, same name with another kind of unit
    (乡→镇→街道), same number in a unit with another code, the only one gone and the only one new, units within that now
    lie elsewhere. Splits get shares by area, else by base values of the units after the change where all have them.

    :param values: all values, of former and present units
    :param overlaps: `unit_overlaps.unit_overlaps`; None = by names and codes
    """
    known = list(values)
    base = _base_values(known)
    valued = {value.key.unit for value in known}
    places, reasons = _places(old, new, overlaps or UnitOverlaps())
    changes = []
    whole: dict[str, list[str]] = {}
    for code, parts in places.items():
        if len(parts) == 1:
            whole.setdefault(next(iter(parts)), []).append(code)
    for after, sources in whole.items():
        members = (*sources, *([after] if after in old else []))
        kind = UnitChangeKind.RENAMED if len(members) == 1 else UnitChangeKind.MERGED
        changes.append(UnitChange(kind, members, (after,), reason=reasons[sources[0]]))
    given = set(whole)
    for code, parts in places.items():
        if len(parts) < 2:
            continue
        units = tuple(sorted(parts))
        if code in new and given & (parts.keys() - {code}):
            continue  # a part of a unit joined to others: who had what cannot be told apart by one change
        before = (code, *(unit for unit in units if unit != code and (unit in old or unit in given)))
        given.update(units)
        change = UnitChange(UnitChangeKind.SPLIT, before, units, reason=reasons[code])
        changes.append(_shared(change, parts, base))
    return [change for change in changes if any(code in valued for code in change.sources)]


def new_names(old: UnitTree, new: UnitTree) -> list[UnitChange]:
    """Return the units that keep their code and have another name: nothing is to be moved, it is for the record."""
    return [
        UnitChange(
            UnitChangeKind.RENAMED, (code,), (code,),
            reason=translatable("UnitChanges", "{before} is now called {after}.", before=old[code].name,
                                after=new[code].name),
        )
        for code in old.walk()
        if code in new and old[code].name != new[code].name and code not in (old[code].name, new[code].name)
    ]


def _places(
    old: UnitTree, new: UnitTree, overlaps: UnitOverlaps
) -> tuple[dict[str, dict[str, Optional[float]]], dict[str, Message]]:
    """Return where each changed unit has gone, with the area that went there where it is known, and why."""
    successors = Successors(old, new)
    places: dict[str, dict[str, Optional[float]]] = {}
    reasons: dict[str, Message] = {}
    for code in old.walk():
        parts = _parts_by_area(code, new, old, overlaps)
        if (parts and code not in new) or len(parts) > 1:
            places[code] = dict(parts)
            reasons[code] = translatable(
                "UnitChanges", "By area: the borders before and after the change were compared."
            )
    for code in successors.gone:
        if code not in places and successors.of(code):
            places[code] = dict.fromkeys(successors.of(code))
            reasons[code] = _reason(successors.why(code), old[code].name)
    return places, reasons


def _parts_by_area(code: str, new: UnitTree, old: UnitTree, overlaps: UnitOverlaps) -> dict[str, float]:
    """Return the areas of a unit by the unit after the change, borders drawn otherwise left out.

    Of a unit that is still there only what units that are new got.
    """
    whole = overlaps.before.get(code, 0.0)
    level = old[code].level
    parts = {
        after: area for after, area in overlaps.shared.get(code, {}).items()
        if after in new and new[after].level == level
        and (area >= _PART * whole or area >= _CARVED * overlaps.after.get(after, 0.0))
    }
    if code in new:
        parts = {after: area for after, area in parts.items() if after == code or after not in old}
    return parts


def _reason(why: str, name: str) -> Message:
    if why == "name":
        return translatable("UnitChanges", "The name is the same: {name}.", name=name)
    if why == "stem":
        return translatable("UnitChanges", "The name is the same but for the kind of unit: {name}.", name=name)
    if why == "number":
        return translatable("UnitChanges", "The number within the larger unit is the same.")
    if why == "only":
        return translatable("UnitChanges", "It is the only unit there that is gone, and only one is new.")
    return translatable("UnitChanges", "The units that lay in it lie there now.")


def _shared(
    change: UnitChange, parts: Mapping[str, Optional[float]], base: Mapping[tuple[str, int], Mapping[str, Fraction]]
) -> UnitChange:
    """Return a split with shares by area, else by the first base values that all the units have."""
    areas = {code: Fraction(area) for code, area in parts.items() if area is not None}
    shared = with_shares(change, areas)
    if not shared.shares and len(change.before) == 1 and change.before[0] not in change.after:
        for slot in sorted(base):
            shared = with_shares(change, base[slot])
            if shared.shares:
                break
    return shared


def _base_values(values: Iterable[UnitValue]) -> dict[tuple[str, int], dict[str, Fraction]]:
    """Return the base values by indicator and year, then unit."""
    found: dict[tuple[str, int], dict[str, Fraction]] = {}
    for value in values:
        if value.key.kind is ValueKind.BASE:
            found.setdefault((value.key.indicator, value.key.year), {})[value.key.unit] = value.quantity.exact
    return found
