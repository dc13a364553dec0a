"""The map layers of the workspace: their CRS, the findings drawn on them, and what GeoPackage says of them."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import Any, Iterator, Sequence

from osgeo import osr

from .placing import MapGeometry, Placer, crs_of
from .rows import LAYER_ROW_COLUMNS
from .schema import SPATIAL_LAYERS

_FIRST_FREE_SRS_ID = 100_000  # for a CRS without an authority's number
_INSERT_LAYER_ROW = {
    table: " ".join(
        (
            "INSERT INTO",
            table,
            "(fid, geom, scope_id, state,",
            ", ".join(LAYER_ROW_COLUMNS),
            ") VALUES (:id, :geom, :scope_id, :state,",
            ", ".join(":" + name for name in LAYER_ROW_COLUMNS),
            ")",
        )
    )
    for table in SPATIAL_LAYERS
}


@contextmanager
def index_by_hand(connection: sqlite3.Connection) -> Iterator[None]:
    """Suspend the triggers that keep the spatial index, while `draw` and `undraw` keep it themselves.

    They call a function per corner of every box, which takes longer than all the rest of saving a layer.
    """
    names = ", ".join("?" * len(SPATIAL_LAYERS))
    triggers = connection.execute(
        " ".join(
            (
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree_%'",
                "AND tbl_name IN (",
                names,
                ")",
            )
        ),
        list(SPATIAL_LAYERS),
    ).fetchall()
    for name, _ in triggers:
        connection.execute(" ".join(("DROP TRIGGER", quoted(name))))
    yield
    for _, sql in triggers:
        connection.execute(sql)


def quoted(name: str) -> str:
    """Return an identifier quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def draw(connection: sqlite3.Connection, drawn: Sequence[tuple[MapGeometry, dict[str, Any]]]) -> None:
    """Put findings on the map layers, inside `index_by_hand`.

    :param drawn: geometry and values (``id``, ``scope_id``, ``state`` and `LAYER_ROW_COLUMNS`); ``geom`` is added
    """
    for shape, values in drawn:
        values["geom"] = shape.blob
    for table in SPATIAL_LAYERS:
        rows = [(shape, values) for shape, values in drawn if shape.table == table]
        connection.executemany(_INSERT_LAYER_ROW[table], [values for _, values in rows])
        connection.executemany(
            " ".join(("INSERT INTO", _index_of(table), "VALUES (?, ?, ?, ?, ?)")),
            [(values["id"], *shape.edges) for shape, values in rows],
        )


def undraw(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Take findings off the map layers, inside `index_by_hand`."""
    rows = [(finding,) for finding in ids]
    for table in SPATIAL_LAYERS:
        connection.executemany(" ".join(("DELETE FROM", table, "WHERE fid = ?")), rows)
        connection.executemany(" ".join(("DELETE FROM", _index_of(table), "WHERE id = ?")), rows)


def _index_of(table: str) -> str:
    """Return the name the GeoPackage standard gives the spatial index of a layer (annex F.3)."""
    return "rtree_" + table + "_geom"


def show_states(connection: sqlite3.Connection, states: Sequence[tuple[str, int]]) -> None:
    """Show new states (state, finding) of findings that are on the map layers."""
    for table in SPATIAL_LAYERS:
        connection.executemany(" ".join(("UPDATE", table, "SET state = ? WHERE fid = ?")), states)


def placer_for(connection: sqlite3.Connection, crs: str) -> Placer:
    """Return the placer for the layers; the first run with a known CRS decides which one they have.

    :param crs: CRS of the run about to be saved
    """
    layer_crs = connection.execute(
        "SELECT value FROM landplan_workspace WHERE name = 'layer_crs'"
    ).fetchone()[0]
    if not layer_crs and crs_of(crs).isValid():
        layer_crs = crs
        srs_id = _register_crs(connection, crs)
        connection.execute("UPDATE landplan_workspace SET value = ? WHERE name = 'layer_crs'", (crs,))
        connection.execute("UPDATE gpkg_geometry_columns SET srs_id = ?", (srs_id,))
        connection.execute("UPDATE gpkg_contents SET srs_id = ? WHERE data_type = 'features'", (srs_id,))
    srs_id = connection.execute(
        "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'finding_polygon'"
    ).fetchone()[0]
    return Placer(layer_crs, int(srs_id))


def _register_crs(connection: sqlite3.Connection, crs: str) -> int:
    """Return the number of a CRS in the GeoPackage, registering it where it is not yet."""
    authority, _, code = crs_of(crs).authid().partition(":")
    known = code.isdigit() and authority not in ("", "USER")
    organization = authority if known else "NONE"
    row = connection.execute(
        "SELECT srs_id FROM gpkg_spatial_ref_sys WHERE lower(organization) = lower(?)"
        " AND organization_coordsys_id = ?",
        (organization, int(code) if known else 0),
    ).fetchone()
    if known and row is not None:
        return int(row[0])
    taken = connection.execute("SELECT max(srs_id) FROM gpkg_spatial_ref_sys").fetchone()[0]
    srs_id = int(code) if authority == "EPSG" else max(taken + 1, _FIRST_FREE_SRS_ID)
    system = osr.SpatialReference()
    system.SetFromUserInput(crs_of(crs).toWkt())
    connection.execute(
        "INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            crs_of(crs).description() or crs,
            srs_id,
            organization,
            int(code) if known else srs_id,
            system.ExportToWkt(),
        ),
    )
    return srs_id


def update_contents(connection: sqlite3.Connection) -> None:
    """Keep extent and time of change in ``gpkg_contents`` as the GeoPackage standard wants them."""
    for table in SPATIAL_LAYERS:
        connection.execute(
            " ".join(
                (
                    "UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) =",
                    "(SELECT min(minx), min(miny), max(maxx), max(maxy) FROM",
                    _index_of(table),
                    ") WHERE table_name = ?",
                )
            ),
            (table,),
        )
    connection.execute("UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')")
