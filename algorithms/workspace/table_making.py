"""Making tables of the workspace and registering those a person may want to open."""

from __future__ import annotations

import sqlite3
from typing import Sequence


def make_tables(connection: sqlite3.Connection, script: str, registered: Sequence[tuple[str, str]]) -> None:
    """Make tables and register some as attribute tables of the GeoPackage, in the caller's transaction.

    :param script: SQL statements without parameters, each ended by a semicolon; no semicolon stands within one
    :param registered: name and description of each table that QGIS is to list
    """
    # Not executescript: that would commit the caller's transaction.
    for statement in script.split(";"):
        if statement.strip():
            connection.execute(statement)
    connection.executemany(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description)"
        " VALUES (?, 'attributes', ?, ?)",
        [(name, name, description) for name, description in registered],
    )
