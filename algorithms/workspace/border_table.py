"""The table of the units' borders, which version 4 of the workspace has added."""

from __future__ import annotations

import sqlite3

from .table_making import make_tables

# One row per part of a unit's area. What tells these borders from others stands in unit_border_state.
_TABLES = """
CREATE TABLE unit_border (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pack_id TEXT NOT NULL,
    code TEXT NOT NULL,
    crs TEXT NOT NULL,
    wkb BLOB NOT NULL
);
CREATE INDEX unit_border_pack ON unit_border (pack_id, id);

CREATE TABLE unit_border_state (pack_id TEXT PRIMARY KEY NOT NULL, digest TEXT NOT NULL);
"""


def create_border_table(connection: sqlite3.Connection) -> None:
    """Make the tables of version 4, in the caller's transaction."""
    make_tables(connection, _TABLES, ())
