"""Values brought to the units that have come after others (行政区划调整): renamed, merged, split.

Nothing is lost: a value that cannot be brought over unmistakably stays under its old code, and that is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from heapq import heappop, heappush
from typing import Iterable, NamedTuple, Optional, Sequence

from ..message import Message, listed, translatable
from ..rulepack.indicator_rules import IndicatorRule, ValueKind
from ..units.change_model import UnitChange, UnitChangeKind
from ..units.change_shapes import has_shares, require_sound
from . import moved_notes as say
from .decomposition import divided
from .measured_origin import made_of
from .model import IndicatorValue, Origin, ValueChange, ValueKey
from .quantity import Quantity, amount_in, decimal_of, exact_decimal, is_area
from .sheet import IndicatorSheet

_FINEST_AREA = "mu"  # every amount in m², ha, km² or 万亩 with finite decimals has finite decimals in 亩


@dataclass(frozen=True)
class MovedValues:
    """What a change of units does to the values.

    :ivar changes: to be put into the sheet and saved together
    :ivar notes: what stays under its old code, and why
    """

    changes: tuple[ValueChange, ...]
    notes: tuple[Message, ...]


class _Slot(NamedTuple):
    """What a value is of, but for the unit."""

    indicator: str
    year: int
    kind: ValueKind

    def of(self, unit: str) -> ValueKey:
        return ValueKey(unit, *self)


def moved(sheet: IndicatorSheet, change: UnitChange, origin: Origin) -> list[ValueChange]:
    """Return what brings the values of changed units to those that have come after them, see `move_values`."""
    return list(move_values(sheet, change, origin).changes)


def move_values(sheet: IndicatorSheet, change: UnitChange, origin: Origin) -> MovedValues:
    """Return what brings the values of changed units to those that have come after them.

    Renamed: the values move. Merged: sums, of indicators that add up and that all the units have. Split: divided by
    the shares with the decimals of the value, by largest remainder, so that the parts add up to it exactly; measured
    values are not divided. What a unit after the change already has is never overwritten.

    :param origin: source, person and time the moved values get; a value keeps its note where the origin has none
    :raises LandPlanError: for a change that cannot be, e.g. a renaming of two units
    """
    require_sound(change)
    return _moved(_Book(sheet, (change,)), change, origin)


def move_all(
    sheet: IndicatorSheet, changes: Sequence[UnitChange], person: str, at: datetime, note: str = ""
) -> MovedValues:
    """Return what brings the values of several changes to the units after them, one change after the other.

    Each value says by `move_origin` where it comes from. A unit may be changed several times, e.g. get a part of one
    former unit and then a part of another.

    :raises LandPlanError: for a change that cannot be; then none is to be carried out
    """
    for change in changes:
        require_sound(change)
    book = _Book(sheet, changes)
    done: list[ValueChange] = []
    notes: list[Message] = []
    for group in _groups(changes):
        if len(group) > 1:
            part = _exchanged(book, group, person, at, note)
        else:
            part = _moved(book, group[0], move_origin(group[0], person, at, note))
        book.put(part.changes)
        done += part.changes
        notes += part.notes
    return MovedValues(tuple(done), tuple(notes))


def _groups(changes: Sequence[UnitChange]) -> list[list[UnitChange]]:
    """Return the changes in an order in which no unit finds its new code still taken by one that gives it up.

    Units that have exchanged their codes by renaming are one group.
    """
    ranked = sorted(changes, key=lambda change: change.kind is not UnitChangeKind.RENAMED)
    leaving = {code: place for place, change in enumerate(ranked) for code in change.before if code not in change.after}
    waits = [
        {leaving[code] for code in change.after if code in leaving and code not in change.before} - {place}
        for place, change in enumerate(ranked)
    ]
    followers: dict[int, list[int]] = {}
    for place, others in enumerate(waits):
        for other in others:
            followers.setdefault(other, []).append(place)
    ready = [place for place, others in enumerate(waits) if not others]  # in order, so it is a heap
    left = set(range(len(ranked)))
    groups: list[list[UnitChange]] = []
    while left:
        group = [heappop(ready)] if ready else _ring(ranked, waits, min(left))
        groups.append([ranked[place] for place in group])
        left -= set(group)
        for place in group:
            for follower in followers.get(place, ()):
                waits[follower].discard(place)
                if follower in left and not waits[follower]:
                    heappush(ready, follower)
    return groups


def _ring(changes: Sequence[UnitChange], waits: Sequence[set[int]], start: int) -> list[int]:
    """Return the places of renamings that wait for each other; one of several changes that are not all renamings."""
    seen: list[int] = []
    place = start
    while place not in seen:
        seen.append(place)
        place = min(waits[place])
    ring = seen[seen.index(place):]
    return ring if all(changes[one].kind is UnitChangeKind.RENAMED for one in ring) else ring[:1]


def _exchanged(
    book: _Book, changes: Sequence[UnitChange], person: str, at: datetime, note: str
) -> MovedValues:
    """Return what brings the values of units that have exchanged their codes to their new ones, all at once."""
    done: list[ValueChange] = []
    for change in changes:
        (old,), (new,) = change.before, change.after
        origin = move_origin(change, person, at, note)
        slots = {_Slot(*key[1:]) for code in (old, new) for key in book.keys(code)}
        for slot in sorted(slots, key=lambda slot: (slot.indicator, slot.year, slot.kind.value)):
            value, key = book.value(slot.of(old)), slot.of(new)
            if value is None:
                done.append(ValueChange(key, None))
                continue
            done.append(ValueChange(key, IndicatorValue(key, value.quantity, _origin_of(origin, [value]))))
    return MovedValues(tuple(done), ())


def _moved(book: _Book, change: UnitChange, origin: Origin) -> MovedValues:
    mover = _Mover(book, change, origin)
    if change.kind is UnitChangeKind.SPLIT and not has_shares(change):
        return MovedValues((), (say.shares_needed(change),) if mover.slots else ())
    for slot in mover.slots:
        if change.kind is UnitChangeKind.RENAMED:
            mover.rename(slot)
        elif change.kind is UnitChangeKind.MERGED:
            mover.merge(slot)
        else:
            mover.split(slot)
    return MovedValues(tuple(mover.changes), mover.notes())


def move_origin(change: UnitChange, person: str, at: datetime, note: str = "") -> Origin:
    """Return what moved values say of where they come from."""
    before, after = listed(change.before), listed(change.after)
    if change.kind is UnitChangeKind.RENAMED:
        source = translatable("UnitChanges", "Taken over from unit {before}, which has become {after}.", before=before,
                              after=after)
    elif change.kind is UnitChangeKind.MERGED:
        source = translatable("UnitChanges", "Sum of the units {before}, which have become {after}.", before=before,
                              after=after)
    elif change.handed:
        source = translatable(
            "UnitChanges", "The border between {units} has moved: {before} has handed on a part of what it had.",
            units=after, before=listed(change.handed))
    else:
        source = translatable("UnitChanges", "Share of what {before} had, which has become {after}.", before=before,
                              after=after)
    return Origin(source, person, at, note)


class _Book:
    """The values of the units that some changes are about."""

    def __init__(self, sheet: IndicatorSheet, changes: Sequence[UnitChange]) -> None:
        self.rules = sheet.rules
        self._of_unit: dict[str, dict[ValueKey, IndicatorValue]] = {
            code: {} for change in changes for code in (*change.before, *change.after)
        }
        for value in sheet:
            own = self._of_unit.get(value.key.unit)
            if own is not None:
                own[value.key] = value

    def keys(self, unit: str) -> Iterable[ValueKey]:
        return self._of_unit[unit]

    def value(self, key: ValueKey) -> Optional[IndicatorValue]:
        return self._of_unit[key.unit].get(key)

    def put(self, changes: Sequence[ValueChange]) -> None:
        for change in changes:
            if change.value is None:
                self._of_unit[change.key.unit].pop(change.key, None)
            else:
                self._of_unit[change.key.unit][change.key] = change.value


class _Mover:
    """Works through the values of one change."""

    def __init__(self, book: _Book, change: UnitChange, origin: Origin) -> None:
        self._book = book
        self._change = change
        self._origin = origin
        self._left: dict[str, list[str]] = {}
        self.changes: list[ValueChange] = []
        found = {_Slot(*key[1:]) for code in change.sources for key in book.keys(code)}
        self.slots = sorted(found, key=lambda slot: (slot.indicator, slot.year, slot.kind.value))

    def notes(self) -> tuple[Message, ...]:
        """Return one sentence for each reason why something stays."""
        return tuple(say.left(self._change, reason, what) for reason, what in self._left.items())

    def rename(self, slot: _Slot) -> None:
        (old,), (new,) = self._change.before, self._change.after
        value = self._book.value(slot.of(old))
        if value is None or old == new:
            return
        there = self._book.value(slot.of(new))
        if there is None:
            self._write(slot.of(new), value.quantity, [value])
        elif there.quantity.unit != value.quantity.unit or there.quantity.exact != value.quantity.exact:
            self._leave(say.OCCUPIED, slot)
            return
        self._remove(slot, (old,))

    def merge(self, slot: _Slot) -> None:
        (new,) = self._change.after
        members = self._members(slot, self._change.before)
        if members is None:
            return
        if new not in self._change.before and self._book.value(slot.of(new)) is not None:
            self._leave(say.OCCUPIED, slot)
            return
        total = self._sum(slot, [value.quantity for value in members])
        if total is None:
            return
        self._remove(slot, [code for code in self._change.before if code != new])
        self._write(slot.of(new), total, members)

    def split(self, slot: _Slot) -> None:
        change = self._change
        if slot.kind is ValueKind.MEASURED:
            self._leave(say.MEASURED, slot)
            return
        members = self._members(slot, change.sources)
        own = self._members(slot, change.kept)
        if members is None or own is None:
            return
        fresh = [code for code in change.after if code not in change.before]
        if any(self._book.value(slot.of(code)) is not None for code in fresh):
            self._leave(say.OCCUPIED, slot)
            return
        total = self._sum(slot, [value.quantity for value in members])
        if total is None:
            return
        parts = dict(zip(change.after, self._parts(slot, total)))
        for value in own:
            whole = self._sum(slot, [value.quantity, parts[value.key.unit]])
            if whole is None:
                return
            parts[value.key.unit] = whole
        self._remove(slot, [code for code in change.sources if code not in change.after])
        for code, quantity in parts.items():
            self._write(slot.of(code), quantity, [*members, *own])

    def _members(self, slot: _Slot, codes: Sequence[str]) -> Optional[list[IndicatorValue]]:
        """Return the values of units that are to be added or divided, None with a note where that cannot be."""
        rule = self._rule(slot)
        if rule is None or rule.children is None:
            self._leave(say.NO_SUM if rule is not None else say.UNKNOWN, slot)
            return None
        values = [self._book.value(slot.of(code)) for code in codes]
        if any(value is None for value in values):
            self._leave(say.MISSING, slot)
            return None
        return [value for value in values if value is not None]

    def _sum(self, slot: _Slot, quantities: Sequence[Quantity]) -> Optional[Quantity]:
        """Return the exact sum in one of the units given or a finer one, None with a note for units that differ."""
        rule = self._rule(slot)
        units = list(dict.fromkeys(quantity.unit for quantity in quantities))
        total = sum((quantity.exact for quantity in quantities), Fraction(0))
        if len(units) > 1 and not all(is_area(unit) for unit in units):
            self._leave(say.UNITS, slot)
            return None
        if len(units) > 1:
            wanted = rule.unit if rule is not None and is_area(rule.unit) else units[0]
            units = [wanted, *units, _FINEST_AREA]
        for unit in units:
            decimals = max((_decimals(quantity.amount) for quantity in quantities if quantity.unit == unit), default=0)
            amount = exact_decimal(amount_in(total, unit), decimals)
            if amount is not None:
                return Quantity(amount, unit)
        raise ArithmeticError(f"{total} has no finite decimals in {units}")

    def _parts(self, slot: _Slot, total: Quantity) -> list[Quantity]:
        """Return what falls to each unit after a split; the parts add up exactly."""
        rule = self._rule(slot)
        decimals = _decimals(total.amount)
        if rule is not None and rule.unit == total.unit:
            decimals = max(decimals, rule.decimals)
        steps = int(Fraction(total.amount) * 10**decimals)
        after = self._change.after
        counts = divided(abs(steps), [self._change.shares[code] for code in after], after)
        sign = -1 if steps < 0 else 1
        return [Quantity(decimal_of(sign * count, decimals), total.unit) for count in counts]

    def _rule(self, slot: _Slot) -> Optional[IndicatorRule]:
        return self._book.rules.indicators.get(slot.indicator)

    def _write(self, key: ValueKey, quantity: Quantity, members: Sequence[IndicatorValue]) -> None:
        """:param members: the values it is made of"""
        self.changes.append(ValueChange(key, IndicatorValue(key, quantity, _origin_of(self._origin, members))))

    def _remove(self, slot: _Slot, codes: Sequence[str]) -> None:
        self.changes += [ValueChange(slot.of(code), None) for code in codes]

    def _leave(self, reason: str, slot: _Slot) -> None:
        what = f"{slot.indicator} {slot.year}"
        listed = self._left.setdefault(reason, [])
        if what not in listed:
            listed.append(what)


def _decimals(amount: Decimal) -> int:
    """Return the decimals a number is written with."""
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _origin_of(origin: Origin, members: Sequence[IndicatorValue]) -> Origin:
    """Return what a moved value says of where it comes from.

    :param origin: what all say; a note of its own counts before those of the values
    :param members: the values it is made of
    """
    source = made_of(origin.source, (value.origin.source for value in members))
    return replace(origin, source=source, note=origin.note or _common_note(members))


def _common_note(values: Sequence[IndicatorValue]) -> str:
    """Return the note all of some values have, else all of them."""
    return "; ".join(dict.fromkeys(value.origin.note for value in values if value.origin.note))
