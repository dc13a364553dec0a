"""Tables of a delivery in memory: rows with values and coordinates, written to a GeoPackage."""

from __future__ import annotations

import copy
import sqlite3
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Optional, Sequence, Union

from osgeo import gdal, ogr, osr

from .arcs import Point, Polygon

gdal.UseExceptions()
gdal.PushErrorHandler("CPLQuietErrorHandler")  # texts too long for their field are planted on purpose

Value = Union[str, int, float, None]

#: a fixed date, so that the same input gives the same file
FILE_DATE = "2024-01-01T00:00:00.000Z"

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)  # by the code of the envelope in the flags of a GeoPackage geometry

_OGR_TYPES = {
    "text": ogr.OFTString,
    "integer": ogr.OFTInteger,
    "real": ogr.OFTReal,
    "date": ogr.OFTDate,
}


@dataclass(frozen=True)
class Column:
    """A column as it is written: name, type (text, integer, real, date), length of text, decimals.

    Decimals are kept by shapefiles only.
    """

    name: str
    type: str
    length: int = 0
    alias: str = ""
    decimals: int = 2


@dataclass
class Row:
    """A feature.

    :ivar shape: polygons (each a shell and holes), a list of points for a line, one point, or None
    """

    values: dict[str, Value]
    shape: Optional[object] = None


@dataclass
class Table:
    """A layer of the delivery.

    :ivar geometry: polygon, line, point or none
    :ivar crs: EPSG number; 0 for a layer without coordinate reference system
    :ivar role: layer role of the rule pack
    """

    name: str
    columns: list[Column]
    geometry: str
    crs: int
    title: str = ""
    role: str = ""
    rows: list[Row] = field(default_factory=list)

    def copy(self) -> Table:
        """Return an independent copy."""
        return copy.deepcopy(self)

    def column(self, name: str) -> Column:
        """Return a column by name."""
        return next(column for column in self.columns if column.name == name)


def polygon_wkb(polygons: Sequence[Polygon]) -> bytes:
    """Return a multipolygon as little-endian WKB, exactly as given (closed rings, any orientation)."""
    parts = [struct.pack("<BII", 1, 6, len(polygons))]
    for polygon in polygons:
        parts.append(struct.pack("<BII", 1, 3, len(polygon)))
        for ring in polygon:
            parts.append(struct.pack("<I", len(ring)))
            parts += [struct.pack("<dd", x, y) for x, y in ring]
    return b"".join(parts)


def line_wkb(points: Sequence[Point]) -> bytes:
    """Return a line as little-endian WKB."""
    return struct.pack("<BII", 1, 2, len(points)) + b"".join(struct.pack("<dd", x, y) for x, y in points)


def point_wkb(point: Point) -> bytes:
    """Return a point as little-endian WKB."""
    return struct.pack("<BIdd", 1, 1, *point)


_WRITERS = {
    "polygon": (ogr.wkbMultiPolygon, polygon_wkb),
    "line": (ogr.wkbLineString, line_wkb),
    "point": (ogr.wkbPoint, point_wkb),
    "none": (ogr.wkbNone, point_wkb),
}


def write_geopackage(tables: Sequence[Table], path: Path) -> None:
    """Write the tables into a new GeoPackage (replacing the file), byte for byte the same each time."""
    path.unlink(missing_ok=True)
    gdal.SetConfigOption("OGR_CURRENT_DATE", FILE_DATE)
    gdal.SetConfigOption("OGR_SQLITE_PRAGMA", "page_size=512")  # most shapes are small: a twentieth less to ship
    try:
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path), ["ADD_GPKG_OGR_CONTENTS=NO"])
        dataset.StartTransaction()
        for table in tables:
            _write_table(dataset, table)
        dataset.CommitTransaction()
        dataset.FlushCache()
        dataset = None
    finally:
        gdal.SetConfigOption("OGR_CURRENT_DATE", None)
        gdal.SetConfigOption("OGR_SQLITE_PRAGMA", None)
    _leave_out_envelopes(path, [table.name for table in tables if table.geometry != "none"])


def _leave_out_envelopes(path: Path, layers: Sequence[str]) -> None:
    """Take the envelopes out of the geometry headers, where the format makes them optional: less to ship."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.create_function("without_envelope", 1, without_envelope, deterministic=True)
        connection.execute("BEGIN")
        for layer in layers:
            quoted = '"' + layer.replace('"', '""') + '"'
            connection.execute(f"UPDATE {quoted} SET geom = without_envelope(geom)")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        connection.close()


def without_envelope(blob: Optional[bytes]) -> Optional[bytes]:
    """Return a GeoPackage geometry without the envelope in its header, everything else as it was."""
    if blob is None:
        return None
    flags = blob[3]
    envelope = _ENVELOPE_BYTES[flags >> 1 & 7]
    return blob[:3] + bytes([flags & ~0x0E]) + blob[4:8] + blob[8 + envelope :]


def _write_table(dataset: ogr.DataSource, table: Table) -> None:
    reference = None
    if table.crs and table.geometry != "none":
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(table.crs)
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    geometry_type, to_wkb = _WRITERS[table.geometry]
    layer = dataset.CreateLayer(
        table.name,
        reference,
        geometry_type,
        ["SPATIAL_INDEX=NO", "GEOMETRY_NAME=geom", f"IDENTIFIER={table.title or table.name}"],
    )
    for column in table.columns:
        definition = ogr.FieldDefn(column.name, _OGR_TYPES[column.type])
        if column.type == "text" and column.length:
            definition.SetWidth(column.length)
        layer.CreateField(definition)
    for number, row in enumerate(table.rows, start=1):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetFID(number)
        for column in table.columns:
            value = row.values.get(column.name)
            if value is not None:
                feature.SetField(column.name, value)
        if row.shape is not None:
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(to_wkb(row.shape)))
        layer.CreateFeature(feature)
