"""The tables of indicators and administrative units, which version 2 of the workspace has added."""

from __future__ import annotations

import sqlite3

from .table_making import make_tables

_REGISTERED = (
    ("indicator_value", "Values of indicators"),
    ("indicator_history", "Earlier values of indicators"),
    ("admin_unit", "Administrative units"),
    ("unit_change", "What became of administrative units"),
    ("unit_change_part", "Units before and after a change"),
)

# indicator_value.amount: the number as it was written, exactly. value: the same for people and for sums in SQL, in m²
# for areas, else in area_unit itself. source: the sentence of source_json in the language of who saved it.
# indicator_history: each version that is no longer valid. A removal is a row without amount, with who removed it.
# admin_unit.former: no longer a unit, but values may still be kept under its code.
# unit_change_part.side: before or after. share: fraction of what the units before had that falls to it.
_TABLES = """
CREATE TABLE indicator_value (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pack_id TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    indicator TEXT NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount TEXT NOT NULL,
    area_unit TEXT NOT NULL,
    value REAL NOT NULL,
    source TEXT NOT NULL,
    source_json TEXT NOT NULL,
    note TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (pack_id, unit_code, indicator, year, kind)
);

CREATE TABLE indicator_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pack_id TEXT NOT NULL,
    unit_code TEXT NOT NULL,
    indicator TEXT NOT NULL,
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount TEXT,
    area_unit TEXT,
    value REAL,
    source TEXT,
    source_json TEXT,
    note TEXT,
    person TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX indicator_history_key ON indicator_history (pack_id, unit_code, indicator, year, kind, id);

CREATE TABLE admin_unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pack_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    level TEXT NOT NULL,
    parent TEXT,
    former BOOLEAN NOT NULL,
    UNIQUE (pack_id, code)
);

CREATE TABLE unit_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pack_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT,
    reason_json TEXT,
    note TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT
);
CREATE INDEX unit_change_pack ON unit_change (pack_id, id);

CREATE TABLE unit_change_part (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    change_id INTEGER NOT NULL REFERENCES unit_change (id),
    side TEXT NOT NULL,
    code TEXT NOT NULL,
    share TEXT
);
CREATE INDEX unit_change_part_change ON unit_change_part (change_id, id);
"""


def create_indicator_tables(connection: sqlite3.Connection) -> None:
    """Make and register the tables of version 2, in the caller's transaction."""
    make_tables(connection, _TABLES, _REGISTERED)
