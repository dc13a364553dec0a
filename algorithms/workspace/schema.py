"""The tables of the workspace, their version, and the way from an older version to this one.

The spatial layers are made by GDAL, so that they are what QGIS expects of a GeoPackage; all other tables
are made here. Tables a person may want to open are registered in ``gpkg_contents``; the rest is internal.
"""

from __future__ import annotations

import sqlite3
from typing import Callable, Mapping

from osgeo import ogr

from ..errors import LandPlanError
from ..message import translatable
from .base_decision_table import create_base_decision_table
from .border_table import create_border_table
from .indicator_tables import create_indicator_tables
from .table_making import make_tables

SCHEMA_VERSION = 4

# Version → step that brings a workspace of that version to the next one, inside one transaction. New files are made
# by the same steps, so that both have the same tables.
MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    1: create_indicator_tables,
    2: create_base_decision_table,
    3: create_border_table,
}

SPATIAL_LAYERS: Mapping[str, int] = {
    "finding_point": ogr.wkbMultiPoint,
    "finding_line": ogr.wkbMultiLineString,
    "finding_polygon": ogr.wkbMultiPolygon,
}

# Columns of the spatial layers after fid (= id of the finding) and geom.
LAYER_COLUMNS: Mapping[str, int] = {
    "scope_id": ogr.OFTInteger64,
    "check_id": ogr.OFTString,
    "check_title": ogr.OFTString,
    "severity": ogr.OFTString,
    "state": ogr.OFTString,
    "kind": ogr.OFTString,
    "layer_name": ogr.OFTString,
    "key_a": ogr.OFTString,
    "key_b": ogr.OFTString,
    "field": ogr.OFTString,
    "measured": ogr.OFTReal,
    "measured_text": ogr.OFTString,
    "limit_value": ogr.OFTReal,
    "limit_text": ogr.OFTString,
    "area_m2": ogr.OFTReal,
    "clause": ogr.OFTString,
    "message": ogr.OFTString,
}

_REGISTERED = (
    ("check_run", "Self-check runs"),
    ("check_result", "Results of the checks"),
    ("finding", "Findings"),
    ("decision", "Decisions on findings"),
)

# The tables of version 1: what later versions add stands in `MIGRATIONS`.
# A scope is a pack on a source: findings live, are fixed and reopened within it.
# finding.present: found by the newest finished run of its check. finding.retired: the pack has dropped the
# check. finding.content and finding.look: digests that tell whether a run shows something else.
# sighting.was: the values that run saw, NULL while the finding itself still shows them.
_TABLES = """
CREATE TABLE landplan_workspace (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);

CREATE TABLE scope (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    pack_id TEXT NOT NULL,
    source TEXT NOT NULL,
    UNIQUE (pack_id, source)
);

CREATE TABLE check_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    run_id TEXT NOT NULL UNIQUE,
    scope_id INTEGER NOT NULL REFERENCES scope (id),
    started TEXT NOT NULL,
    finished TEXT NOT NULL,
    pack_id TEXT NOT NULL,
    pack_title_zh TEXT NOT NULL,
    pack_title_en TEXT NOT NULL,
    pack_version TEXT NOT NULL,
    source TEXT NOT NULL,
    verdict TEXT NOT NULL,
    partial BOOLEAN NOT NULL,
    check_count INTEGER NOT NULL,
    result_count INTEGER NOT NULL,
    error_count INTEGER NOT NULL,
    warning_count INTEGER NOT NULL,
    not_run_count INTEGER NOT NULL,
    crashed_count INTEGER NOT NULL,
    cancelled_count INTEGER NOT NULL,
    pack_hash TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    crs TEXT NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX check_run_scope ON check_run (scope_id, id);

CREATE TABLE check_result (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    run INTEGER NOT NULL REFERENCES check_run (id),
    check_id TEXT NOT NULL,
    title TEXT NOT NULL,
    severity TEXT NOT NULL,
    clause TEXT NOT NULL,
    required BOOLEAN NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    finding_count INTEGER NOT NULL,
    examined INTEGER NOT NULL,
    seconds REAL NOT NULL,
    reason_json TEXT,
    details TEXT NOT NULL,
    rule TEXT NOT NULL,
    UNIQUE (run, check_id)
);
CREATE INDEX check_result_check ON check_result (check_id, run);

CREATE TABLE finding (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    scope_id INTEGER NOT NULL REFERENCES scope (id),
    check_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    check_title TEXT NOT NULL,
    severity TEXT NOT NULL,
    state TEXT NOT NULL,
    present BOOLEAN NOT NULL,
    retired BOOLEAN NOT NULL,
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    layer_name TEXT NOT NULL,
    key_a TEXT NOT NULL,
    key_b TEXT NOT NULL,
    fid_a INTEGER,
    fid_b INTEGER,
    field TEXT NOT NULL,
    measured REAL,
    measured_text TEXT,
    limit_value REAL,
    limit_text TEXT,
    area_m2 REAL,
    clause TEXT NOT NULL,
    message TEXT NOT NULL,
    first_run INTEGER NOT NULL REFERENCES check_run (id),
    last_run INTEGER NOT NULL REFERENCES check_run (id),
    message_json TEXT NOT NULL,
    more_features TEXT,
    base TEXT NOT NULL,
    identity TEXT NOT NULL,
    anchor_x REAL,
    anchor_y REAL,
    anchor_width REAL,
    anchor_height REAL,
    content TEXT NOT NULL,
    look TEXT NOT NULL
);

CREATE INDEX finding_check ON finding (scope_id, retired, check_id, position, id, severity, state);
CREATE INDEX finding_severity ON finding (scope_id, retired, severity, id, state, check_id);
CREATE INDEX finding_state ON finding (scope_id, retired, state, id, severity, check_id);
CREATE INDEX finding_layer ON finding (scope_id, retired, layer_name, id, severity, state, check_id);
CREATE INDEX finding_key ON finding (scope_id, retired, key_a, id, severity, state, check_id);
CREATE INDEX finding_field ON finding (scope_id, retired, field, id, severity, state, check_id);
CREATE INDEX finding_area ON finding (scope_id, retired, area_m2, id, severity, state, check_id);
CREATE INDEX finding_measured ON finding (scope_id, retired, measured, measured_text, id, severity, state, check_id);

CREATE TABLE finding_text (
    finding_id INTEGER PRIMARY KEY NOT NULL REFERENCES finding (id),
    text TEXT NOT NULL
);

CREATE TABLE finding_shape (
    finding_id INTEGER PRIMARY KEY NOT NULL REFERENCES finding (id),
    crs TEXT NOT NULL,
    wkb BLOB NOT NULL
);

CREATE TABLE finding_was (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    check_title TEXT NOT NULL,
    severity TEXT NOT NULL,
    layer_name TEXT NOT NULL,
    key_a TEXT NOT NULL,
    key_b TEXT NOT NULL,
    fid_a INTEGER,
    fid_b INTEGER,
    measured REAL,
    measured_text TEXT,
    limit_value REAL,
    limit_text TEXT,
    area_m2 REAL,
    clause TEXT NOT NULL,
    message TEXT NOT NULL,
    message_json TEXT NOT NULL,
    more_features TEXT,
    crs TEXT,
    wkb BLOB
);

CREATE TABLE sighting (
    run INTEGER NOT NULL REFERENCES check_run (id),
    finding_id INTEGER NOT NULL REFERENCES finding (id),
    position INTEGER NOT NULL,
    was INTEGER REFERENCES finding_was (id),
    PRIMARY KEY (run, finding_id)
) WITHOUT ROWID;
CREATE INDEX sighting_finding ON sighting (finding_id) WHERE was IS NULL;

CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    finding_id INTEGER NOT NULL REFERENCES finding (id),
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    person TEXT NOT NULL,
    evidence TEXT NOT NULL,
    date TEXT NOT NULL,
    undone BOOLEAN NOT NULL
);
CREATE INDEX decision_finding ON decision (finding_id);

CREATE TABLE state_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    finding_id INTEGER NOT NULL REFERENCES finding (id),
    at TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    run INTEGER REFERENCES check_run (id),
    decision_id INTEGER REFERENCES decision (id)
);
CREATE INDEX state_change_finding ON state_change (finding_id, id);
"""


def create_layers(path: str) -> None:
    """Make a GeoPackage with the three spatial layers, without CRS until the first run brings one.

    :raises LandPlanError: when GDAL cannot write there
    """
    refused = LandPlanError(
        translatable(
            "Workspace", "The workspace file {path} cannot be created. Choose another folder.", path=path
        )
    )
    try:
        # The feature counters cost a trigger per row and give nothing that count(*) does not.
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path, options=["ADD_GPKG_OGR_CONTENTS=NO"])
        if dataset is None:
            raise refused
        for name, geometry_type in SPATIAL_LAYERS.items():
            layer = dataset.CreateLayer(
                name, None, geometry_type, options=["FID=fid", "GEOMETRY_NAME=geom", "SPATIAL_INDEX=YES"]
            )
            if layer is None:
                raise refused
            for column, column_type in LAYER_COLUMNS.items():
                layer.CreateField(ogr.FieldDefn(column, column_type))
    except RuntimeError as error:  # when somebody has switched GDAL's exceptions on
        raise refused from error


def create_tables(connection: sqlite3.Connection) -> None:
    """Make and register all other tables of the current version, in the caller's transaction.

    First those of the first version, then what each later version has added.
    """
    make_tables(connection, _TABLES, _REGISTERED)
    for version in range(1, SCHEMA_VERSION):
        MIGRATIONS[version](connection)
    connection.executemany(
        "INSERT INTO landplan_workspace (name, value) VALUES (?, ?)",
        [("schema_version", str(SCHEMA_VERSION)), ("layer_crs", "")],
    )


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the version written in a workspace; 0 where the file is no workspace."""
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'landplan_workspace'"
    ).fetchone()
    if known is None:
        return 0
    row = connection.execute("SELECT value FROM landplan_workspace WHERE name = 'schema_version'").fetchone()
    return int(row[0]) if row is not None and str(row[0]).isdigit() else 0


def migrate(
    connection: sqlite3.Connection,
    path: str,
    target: int = SCHEMA_VERSION,
    migrations: Mapping[int, Callable[[sqlite3.Connection], None]] = MIGRATIONS,
) -> None:
    """Bring a workspace to the version ``target``, in the caller's transaction.

    :raises LandPlanError: for a file that is no workspace, one of a newer plugin, or a version without a way
    """
    version = schema_version(connection)
    if version == 0:
        raise LandPlanError(
            translatable(
                "Workspace",
                "{path} is a database but not a workspace of this plugin. Choose another file.",
                path=path,
            )
        )
    if version > target:
        raise LandPlanError(
            translatable(
                "Workspace",
                "The workspace {path} was written by a newer version of this plugin (format {found}, this one "
                "reads up to {known}). Update the plugin.",
                path=path,
                found=version,
                known=target,
            )
        )
    while version < target:
        step = migrations.get(version)
        if step is None:
            raise LandPlanError(
                translatable(
                    "Workspace",
                    "The workspace {path} has the old format {found}, which this version of the plugin can no "
                    "longer read. Start a new workspace.",
                    path=path,
                    found=version,
                )
            )
        step(connection)
        version += 1
        connection.execute(
            "UPDATE landplan_workspace SET value = ? WHERE name = 'schema_version'", (str(version),)
        )
