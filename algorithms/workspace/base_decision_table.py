"""The table of decisions on survey and one-map, which version 3 of the workspace has added."""

from __future__ import annotations

import sqlite3

from .table_making import make_tables

# valid: 1 for what holds now, 0 for what held before. A decision that was taken back is a row without a decision.
_TABLES = """
CREATE TABLE base_decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pack_id TEXT NOT NULL,
    disagreement TEXT NOT NULL,
    decision TEXT NOT NULL,
    note TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    valid BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX base_decision_valid ON base_decision (pack_id, disagreement) WHERE valid;
CREATE INDEX base_decision_key ON base_decision (pack_id, disagreement, id);
"""
_REGISTERED = (("base_decision", "Decisions on survey and one-map"),)


def create_base_decision_table(connection: sqlite3.Connection) -> None:
    """Make and register the table of version 3, in the caller's transaction."""
    make_tables(connection, _TABLES, _REGISTERED)
