"""Borders of administrative units, and units given by hand, as rows of their tables, and back."""

from __future__ import annotations

import sqlite3
from typing import Sequence

from ..units.kept_borders import KeptBorders, UnitBorder
from ..units.tree_builder import UnitRow
from .indicator_rows import storable


def borders_of(connection: sqlite3.Connection, pack_id: str) -> KeptBorders:
    """Return the borders kept for a pack."""
    rows = connection.execute(
        "SELECT code, crs, wkb FROM unit_border WHERE pack_id = ? ORDER BY id", (pack_id,)
    ).fetchall()
    return KeptBorders(tuple(UnitBorder(str(code), str(crs), bytes(wkb)) for code, crs, wkb in rows),
                       digest_of(connection, pack_id))


def digest_of(connection: sqlite3.Connection, pack_id: str) -> str:
    """Return what tells the borders kept for a pack from others; empty where none are kept."""
    row = connection.execute("SELECT digest FROM unit_border_state WHERE pack_id = ?", (pack_id,)).fetchone()
    return "" if row is None else str(row[0])


def replace_borders(connection: sqlite3.Connection, pack_id: str, borders: KeptBorders) -> None:
    """Make these the borders of a pack, in the caller's transaction; the same ones are left as they are."""
    if digest_of(connection, pack_id) == borders.digest:
        return
    connection.execute("DELETE FROM unit_border WHERE pack_id = ?", (pack_id,))
    connection.executemany(
        "INSERT INTO unit_border (pack_id, code, crs, wkb) VALUES (?, ?, ?, ?)",
        [(pack_id, border.code, border.crs, border.wkb) for border in borders.borders],
    )
    connection.execute("INSERT OR REPLACE INTO unit_border_state (pack_id, digest) VALUES (?, ?)",
                       (pack_id, borders.digest))


def given_units(connection: sqlite3.Connection, pack_id: str) -> list[UnitRow]:
    """Return the units of a pack that came from a table or another workspace, in their order."""
    return [
        UnitRow(str(code), str(name), str(parent))
        for code, name, parent in connection.execute(
            "SELECT code, name, parent FROM unit_given WHERE pack_id = ? ORDER BY id", (pack_id,))
    ]


def replace_given(connection: sqlite3.Connection, pack_id: str, rows: Sequence[UnitRow]) -> None:
    """Make these the units given by hand, in the caller's transaction."""
    given = [UnitRow(row.code, storable(row.name), row.parent) for row in rows]
    if given_units(connection, pack_id) == given:
        return
    connection.execute("DELETE FROM unit_given WHERE pack_id = ?", (pack_id,))
    connection.executemany(
        "INSERT INTO unit_given (pack_id, code, name, parent) VALUES (?, ?, ?, ?)",
        [(pack_id, row.code, row.name, row.parent) for row in given],
    )
