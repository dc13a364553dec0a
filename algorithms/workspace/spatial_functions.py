"""The SQL functions that the triggers of a GeoPackage's spatial index call (standard, annex F.3)."""

from __future__ import annotations

import sqlite3
import struct
from functools import partial
from typing import Optional

from osgeo import ogr

_HEADER_BYTES = 8
_EMPTY = 0b10000
# The kind of envelope stands in bits 1 to 3 of the flags: none, xy, xyz, xym, xyzm (clause 2.1.3).


def add_spatial_functions(connection: sqlite3.Connection) -> None:
    """Make ``ST_IsEmpty``, ``ST_MinX``, ``ST_MaxX``, ``ST_MinY`` and ``ST_MaxY`` known to a connection."""
    for edge, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, partial(_edge, edge), deterministic=True)
    connection.create_function("ST_IsEmpty", 1, _is_empty, deterministic=True)


def _is_empty(blob: Optional[bytes]) -> Optional[int]:
    return None if blob is None else int(bool(blob[3] & _EMPTY))


def _edge(edge: int, blob: Optional[bytes]) -> Optional[float]:
    """Return one of min x, max x, min y, max y of a GeoPackage geometry."""
    if blob is None or _is_empty(blob):
        return None
    order = "<" if blob[3] & 1 else ">"
    if (blob[3] >> 1) & 0b111:
        return float(struct.unpack_from(order + "4d", blob, _HEADER_BYTES)[edge])
    geometry = ogr.CreateGeometryFromWkb(bytes(blob[_HEADER_BYTES:]))
    return None if geometry is None else float(geometry.GetEnvelope()[edge])
