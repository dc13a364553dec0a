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
    another unit joins them, codes that were given to other units, and, last and not sure, borders that moved between
    units that stay; else by names, codes and the units within: same name, same name with another kind of unit
    (乡→镇→街道), same number in a unit with another code, the only one gone and the only one new, units within that now
    lie elsewhere. Splits get shares by area, else by base values of the units after the change where all have them.

    :param values: all values, of former and present units
    :param overlaps: `unit_overlaps.unit_overlaps`; None = by names and codes
    """
    known = list(values)
    base = _base_values(known)
    valued = {value.key.unit for value in known}
    overlaps = overlaps or UnitOverlaps()
    places, reasons, stays = _places(old, new, overlaps)
    changes = []
    whole: dict[str, list[str]] = {}
    for code, parts in places.items():
        if len(parts) == 1:
            whole.setdefault(next(iter(parts)), []).append(code)
    for after, sources in whole.items():
        members = (*sources, *([after] if after in stays else []))
        kind = UnitChangeKind.RENAMED if len(members) == 1 else UnitChangeKind.MERGED
        changes.append(UnitChange(kind, members, (after,), reason=reasons[sources[0]]))
    given = set(whole)
    for code, parts in places.items():
        if len(parts) < 2:
            continue
        units = tuple(sorted(parts))
        if code in new and given & (parts.keys() - {code}):
            continue  # a part of a unit joined to others: who had what cannot be told apart by one change
        before = (code, *(unit for unit in units if unit != code and (unit in stays or unit in given)))
        given.update(units)
        change = UnitChange(UnitChangeKind.SPLIT, before, units, reason=reasons[code])
        changes.append(_shared(change, parts, base))
    changes += _moved_borders(old, new, overlaps, stays - set(places) - given)
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
) -> tuple[dict[str, dict[str, Optional[float]]], dict[str, Message], set[str]]:
    """Return where each changed unit has gone, with the area that went there where it is known, why, and who stays."""
    successors = Successors(old, new)
    places: dict[str, dict[str, Optional[float]]] = {}
    reasons: dict[str, Message] = {}
    by_area = translatable("UnitChanges", "By area: the borders before and after the change were compared.")
    recoded = _recoded(old, new, overlaps)
    for code in old.walk():
        parts = _parts_by_area(code, new, old, overlaps)
        if code in recoded:
            places[code] = {recoded[code]: None}
            reasons[code] = by_area
        elif (parts and code not in new) or len(parts) > 1:
            places[code] = dict(parts)
            reasons[code] = by_area
    for code in successors.gone:
        if code not in places and successors.of(code) and not _elsewhere(code, successors.of(code), overlaps):
            places[code] = dict.fromkeys(successors.of(code))
            reasons[code] = _reason(successors.why(code), old[code].name)
    return places, reasons, {code for code in old.walk() if code in new and code not in recoded}


def _elsewhere(code: str, after: Iterable[str], overlaps: UnitOverlaps) -> bool:
    """Return whether the borders are known and say that none of the units after it is where a unit was."""
    if code not in overlaps.before or any(other not in overlaps.after for other in after):
        return False
    shared = overlaps.shared.get(code, {})
    return all(shared.get(other, 0.0) < _PART * overlaps.before[code] for other in after)


def _recoded(old: UnitTree, new: UnitTree, overlaps: UnitOverlaps) -> dict[str, str]:
    """Return the units whose code now belongs to other land, with the code that their own land has now.

    The land of both is mostly the same, and neither code has kept most of its own: a border that moved is none.
    """
    found: dict[str, str] = {}
    before, now = overlaps.before, overlaps.after

    def kept(code: str, of: Mapping[str, float]) -> bool:
        return overlaps.shared.get(code, {}).get(code, 0.0) > _CARVED * of.get(code, 0.0)

    for code in old.walk():
        if code not in new or kept(code, now):
            continue
        for after, area in overlaps.shared.get(code, {}).items():
            same = area > _CARVED * before.get(code, 0.0) and area > _CARVED * now.get(after, 0.0)
            fits = after != code and after in new and new[after].level == old[code].level
            if same and fits and not (after in old and kept(after, before)):
                found[code] = after
    return found


def _moved_borders(old: UnitTree, new: UnitTree, overlaps: UnitOverlaps, stays: Iterable[str]) -> list[UnitChange]:
    """Return the units that stay and have given a part of their area to others that stay.

    Whether their values go along is for a person to say: a target need not move with a border.
    """
    staying, changes = set(stays), []
    for code in old.walk():
        if code not in staying:
            continue
        whole = overlaps.before.get(code, 0.0)
        shared = overlaps.shared.get(code, {})
        gone = {
            after: area for after, area in shared.items()
            if after != code and after in staying and new[after].level == old[code].level and area >= _PART * whole
        }
        if not gone or shared.get(code, 0.0) <= 0:
            continue
        after = (code, *sorted(gone))
        change = UnitChange(
            UnitChangeKind.SPLIT, after, after, handed=(code,), sure=False,
            reason=translatable("UnitChanges", "By area: the border between these units has moved."),
        )
        changes.append(_by_area(change, {**gone, code: shared[code]}))
    return changes


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
    shared = _by_area(change, parts)
    if not shared.shares and len(change.before) == 1 and change.before[0] not in change.after:
        for slot in sorted(base):
            shared = with_shares(change, base[slot])
            if shared.shares:
                break
    return shared


def _by_area(change: UnitChange, parts: Mapping[str, Optional[float]]) -> UnitChange:
    return with_shares(change, {code: Fraction(area) for code, area in parts.items() if area is not None})


def _base_values(values: Iterable[UnitValue]) -> dict[tuple[str, int], dict[str, Fraction]]:
    """Return the base values by indicator and year, then unit."""
    found: dict[tuple[str, int], dict[str, Fraction]] = {}
    for value in values:
        if value.key.kind is ValueKind.BASE:
            found.setdefault((value.key.indicator, value.key.year), {})[value.key.unit] = value.quantity.exact
    return found
