"""The tables of units that version 4 of the workspace has added: their borders, and units given by hand."""

from __future__ import annotations

import sqlite3

from .table_making import make_tables

# unit_border: one row per part of a unit's area. What tells these borders from others stands in unit_border_state.
# unit_given: units from a table or another workspace, which count beside those of the layers.
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

CREATE TABLE unit_given (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pack_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    parent TEXT NOT NULL
);
CREATE INDEX unit_given_pack ON unit_given (pack_id, id);
"""


def create_border_table(connection: sqlite3.Connection) -> None:
    """Make the tables of version 4, in the caller's transaction."""
    make_tables(connection, _TABLES, ())
