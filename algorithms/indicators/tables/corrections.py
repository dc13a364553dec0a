"""What a person has corrected in the meaning of a table, kept for other tables with the same head."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Mapping, Optional

from ...message import translatable
from ...rulepack.indicator_rules import ValueKind
from .heads import column_heads
from .mapping import ColumnMeaning, ColumnRole, Parts, TableMapping
from .names import NameBook
from .raw_sheet import RawSheet
from .writing_habits import MeasureUnit, squeezed

Head = tuple[tuple[str, ...], ...]
_PARTS = ("unit", "indicator", "year", "kind", "measure")
_OF_THE_FORM = _PARTS[1:]  # the unit is that of one table: the next of the same form is that of another town


@dataclass(frozen=True)
class Correction:
    """What a person has changed.

    :ivar columns: role and parts of columns that were chosen, by their place
    :ivar defaults: name of a part of the defaults, what was proposed for it and what was chosen
    """

    head: Head
    columns: Mapping[int, tuple[ColumnRole, Parts]] = field(default_factory=dict)
    skipped_columns: frozenset[int] = frozenset()
    defaults: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.columns or self.skipped_columns or self.defaults)


def head_of(sheet: RawSheet, mapping: TableMapping) -> Head:
    """Return what a table's columns are called, so that tables of one form can be told from others."""
    return tuple(tuple(map(squeezed, texts)) for texts in column_heads(sheet, mapping.head_rows))


def correction_of(sheet: RawSheet, proposed: TableMapping, chosen: TableMapping) -> Correction:
    """Return what a person has changed; an empty one where nothing."""
    columns = {
        place: (after.role, after.parts)
        for place, (before, after) in enumerate(zip(proposed.columns, chosen.columns))
        if (before.role, before.parts) != (after.role, after.parts)
    }
    defaults = {
        name: (getattr(proposed.defaults, name), getattr(chosen.defaults, name)) for name in _OF_THE_FORM
        if getattr(proposed.defaults, name) != getattr(chosen.defaults, name)
    }
    return Correction(head_of(sheet, proposed), columns, chosen.skipped_columns, defaults)


def corrected(sheet: RawSheet, proposed: TableMapping, correction: Correction, book: NameBook) -> TableMapping:
    """Return a proposal with what was corrected in an earlier table with the same head; others stay as they are.

    What holds for the whole table is taken over only where this one says the same as the earlier one did: another
    year in its title counts.
    """
    if not correction or head_of(sheet, proposed) != correction.head:
        return proposed
    reason = translatable("Tables", "As it was chosen by hand for a table with the same head.")
    columns = list(proposed.columns)
    for place, (role, parts) in correction.columns.items():
        known = (parts.unit is None or parts.unit in book.tree) and (
            parts.indicator is None or parts.indicator in book.rules.indicators)
        if place < len(columns) and known:
            columns[place] = ColumnMeaning(role, parts, reason)
    defaults = proposed.defaults
    for name, (before, after) in correction.defaults.items():
        if getattr(defaults, name) == before:
            defaults = replace(defaults, **{name: after})
    skipped = frozenset(place for place in correction.skipped_columns if place < len(columns))
    found = replace(proposed, columns=tuple(columns), defaults=defaults, skipped_columns=skipped)
    if found == proposed:
        return proposed
    return replace(found, notes=(*found.notes, translatable(
        "Tables", "Some columns are taken as they were chosen by hand for a table with the same head.")))


def to_plain(correction: Correction) -> dict[str, Any]:
    """Return a correction as lists, texts and numbers, to be kept."""
    return {
        "head": [list(texts) for texts in correction.head],
        "columns": {
            str(place): [role.value, _plain_parts(parts)] for place, (role, parts) in correction.columns.items()},
        "skipped": sorted(correction.skipped_columns),
        "defaults": {name: [_plain(before), _plain(after)] for name, (before, after) in correction.defaults.items()},
    }


def from_plain(kept: Any) -> Optional[Correction]:
    """Return a correction that was kept, None where it cannot be understood."""
    try:
        return Correction(
            tuple(tuple(str(text) for text in texts) for texts in kept["head"]),
            {int(place): (ColumnRole(role), _parts(parts)) for place, (role, parts) in kept["columns"].items()},
            frozenset(int(place) for place in kept["skipped"]),
            {name: (_part(name, before), _part(name, after)) for name, (before, after) in kept["defaults"].items()
             if name in _PARTS},
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation):
        return None


def _plain_parts(parts: Parts) -> dict[str, Any]:
    return {name: _plain(getattr(parts, name)) for name in _PARTS if getattr(parts, name) is not None}


def _plain(part: Any) -> Any:
    if isinstance(part, ValueKind):
        return part.value
    return [part.unit, str(part.scale)] if isinstance(part, MeasureUnit) else part


def _parts(kept: Mapping[str, Any]) -> Parts:
    return Parts(**{name: _part(name, kept.get(name)) for name in _PARTS})


def _part(name: str, kept: Any) -> Any:
    if kept is None:
        return None
    if name == "kind":
        return ValueKind(kept)
    if name == "measure":
        return MeasureUnit(str(kept[0]), Decimal(kept[1]))
    return int(kept) if name == "year" else str(kept)
