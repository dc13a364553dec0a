"""Administrative units and their changes as rows of their tables, and back."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from fractions import Fraction
from typing import Any, Optional, Sequence

from ..errors import LandPlanError
from ..message import translatable
from ..units.change_model import UnitChange, UnitChangeKind
from ..units.tree import AdminUnit, UnitTree
from .indicator_rows import RowWriter, storable
from .records import message_of, message_text

_BEFORE, _AFTER, _HANDED = "before", "after", "handed"


def units_of(connection: sqlite3.Connection, pack_id: str, former: bool) -> list[AdminUnit]:
    """Return the units of a pack that are, or that were and no longer are, by code.

    :raises LandPlanError: when somebody has made units lie in each other by hand
    """
    units = [
        AdminUnit(*row)
        for row in connection.execute(
            "SELECT code, name, level, parent FROM admin_unit WHERE pack_id = ? AND former = ? ORDER BY code",
            (pack_id, former),
        )
    ]
    try:
        UnitTree(units)
    except ValueError as error:
        raise LandPlanError(
            translatable(
                "IndicatorStore",
                "Units of the table admin_unit in the workspace lie in each other. Somebody has changed them outside "
                "this plugin; correct the column parent there.",
            )
        ) from error
    return units


def replace_units(connection: sqlite3.Connection, pack_id: str, units: Sequence[AdminUnit]) -> None:
    """Make these the units of a pack; the others become former ones, in the caller's transaction."""
    connection.execute("UPDATE admin_unit SET former = 1 WHERE pack_id = ?", (pack_id,))
    connection.executemany(
        "INSERT INTO admin_unit (pack_id, code, name, level, parent, former) VALUES (?, ?, ?, ?, ?, 0)"
        " ON CONFLICT (pack_id, code) DO UPDATE SET name = excluded.name, level = excluded.level,"
        " parent = excluded.parent, former = 0",
        [(pack_id, unit.code, storable(unit.name), unit.level, unit.parent) for unit in units],
    )


def add_changes(
    connection: sqlite3.Connection, pack_id: str, changes: Sequence[UnitChange], writer: RowWriter
) -> None:
    """Record changes of units, in the caller's transaction."""
    for change in changes:
        reason = change.reason
        number = connection.execute(
            "INSERT INTO unit_change (pack_id, kind, reason, reason_json, note, person, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                pack_id,
                change.kind.value,
                None if reason is None else storable(writer.sentence(reason)),
                None if reason is None else storable(message_text(reason) or ""),
                storable(change.note),
                storable(change.person),
                None if change.at is None else change.at.isoformat(),
            ),
        ).lastrowid
        parts: list[tuple[Optional[int], str, str, Optional[str]]] = []
        parts += [(number, _BEFORE, code, None) for code in change.before]
        parts += [(number, _HANDED, code, None) for code in change.handed]
        parts += [(number, _AFTER, code, _share_text(change.shares.get(code))) for code in change.after]
        connection.executemany(
            "INSERT INTO unit_change_part (change_id, side, code, share) VALUES (?, ?, ?, ?)", parts
        )


def changes_of(connection: sqlite3.Connection, pack_id: str) -> list[UnitChange]:
    """Return the recorded changes of a pack's units, the oldest first.

    :raises LandPlanError: for one that somebody has made unreadable by hand
    """
    parts: dict[int, list[tuple[str, str, Optional[str]]]] = {}
    for number, side, code, share in connection.execute(
        "SELECT p.change_id, p.side, p.code, p.share FROM unit_change_part p JOIN unit_change c ON c.id = p.change_id"
        " WHERE c.pack_id = ? ORDER BY p.id",
        (pack_id,),
    ):
        parts.setdefault(number, []).append((side, code, share))
    rows = connection.execute(
        "SELECT id, kind, reason_json, note, person, at FROM unit_change WHERE pack_id = ? ORDER BY id", (pack_id,)
    ).fetchall()
    return [_change_of(row, parts.get(row[0], [])) for row in rows]


def _change_of(row: Sequence[Any], parts: Sequence[tuple[str, str, Optional[str]]]) -> UnitChange:
    number, kind, reason, note, person, at = row
    try:
        return UnitChange(
            UnitChangeKind(kind),
            tuple(code for side, code, _ in parts if side == _BEFORE),
            tuple(code for side, code, _ in parts if side == _AFTER),
            {code: Fraction(share) for side, code, share in parts if side == _AFTER and share is not None},
            note or "",
            person or "",
            None if at is None else datetime.fromisoformat(at),
            message_of(reason),
            tuple(code for side, code, _ in parts if side == _HANDED),
        )
    except (ArithmeticError, ValueError, KeyError, TypeError) as error:
        raise LandPlanError(
            translatable(
                "IndicatorStore",
                "The change of units number {number} in the table unit_change of the workspace cannot be read. "
                "Somebody has changed it outside this plugin; correct or delete it there.",
                number=number,
            )
        ) from error


def _share_text(share: Optional[Fraction]) -> Optional[str]:
    return None if share is None else str(share)
