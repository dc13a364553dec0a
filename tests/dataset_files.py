"""Makes small layers in every format for the tests of the dataset package."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Sequence

import numpy as np
from landplan_toolbox.algorithms.dataset.columns import ColumnKind
from landplan_toolbox.algorithms.dataset.layerdata import LayerData
from landplan_toolbox.algorithms.message import Title
from landplan_toolbox.algorithms.rulepack.model import (
    CrsRule,
    FieldRule,
    FieldType,
    GeometryKind,
    LayerRole,
    Pack,
    Presence,
)
from osgeo import gdal, ogr, osr

SUFFIXES = {
    "GPKG": ".gpkg",
    "ESRI Shapefile": ".shp",
    "FlatGeobuf": ".fgb",
    "OpenFileGDB": ".gdb",
    "GeoJSON": ".geojson",
    "MapInfo File": ".tab",
}
SQUARE = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))"


def square(index: int) -> str:
    """Return a square as WKT, each index at another place."""
    x = 20 * index
    return f"POLYGON (({x} 0, {x + 10} 0, {x + 10} 10, {x} 10, {x} 0))"


def write_layer(
    path: Path,
    driver: str,
    fields: Sequence[tuple],
    rows: Sequence[tuple],
    name: str = "DLTB",
    epsg: Optional[int] = 4524,
    geometry_type: int = ogr.wkbPolygon,
    options: Sequence[str] = (),
    append: bool = False,
) -> Path:
    """Write a layer.

    :param fields: (name, OGR type) or (name, OGR type, width, decimals) or a ready ``ogr.FieldDefn``
    :param rows: (WKT, WKB or None, value of each field…); None is NULL
    """
    # QGIS sets SHAPE_ENCODING to nothing once it has opened a shapefile, which GDAL obeys when it writes
    encoding = next((option[9:] for option in options if option.startswith("ENCODING=")), None)
    before = gdal.GetConfigOption("SHAPE_ENCODING")
    gdal.SetConfigOption("SHAPE_ENCODING", encoding)
    try:
        _write(path, driver, fields, rows, name, epsg, geometry_type, options, append)
    finally:
        gdal.SetConfigOption("SHAPE_ENCODING", before)
    return path


def _write(path, driver, fields, rows, name, epsg, geometry_type, options, append) -> None:
    if append:
        dataset = ogr.Open(str(path), update=1)
    else:
        dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    reference = None
    if epsg is not None:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
    layer = dataset.CreateLayer(name, reference, geometry_type, list(options))
    for field in fields:
        if not isinstance(field, ogr.FieldDefn):
            definition = ogr.FieldDefn(field[0], field[1])
            if len(field) > 2:
                definition.SetWidth(field[2])
                definition.SetPrecision(field[3])
            field = definition
        layer.CreateField(field)
    for row in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        shape = row[0]
        if isinstance(shape, bytes):
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(shape))
        elif shape is not None:
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(shape))
        for index, value in enumerate(row[1:]):
            if value is None:
                feature.SetFieldNull(index)
            elif isinstance(value, list):
                feature.SetFieldStringList(index, value)
            else:
                feature.SetField(index, value)
        layer.CreateFeature(feature)
    del layer, dataset


def differences(one: LayerData, other: LayerData) -> list[str]:
    """Return where two readings of a layer differ; empty when they are identical."""
    found = []
    if not np.array_equal(one.fids, other.fids):
        found.append(f"fids {one.fids} {other.fids}")
    if one.column_names != other.column_names:
        found.append(f"columns {one.column_names} {other.column_names}")
    for name in one.column_names:
        a, b = one.column(name), other.column(name)
        same = a.dtype == b.dtype and np.array_equal(a.mask, b.mask)
        if not same or not np.array_equal(a.data, b.data, equal_nan=a.dtype.kind == "f"):
            found.append(f"{name}: {a!r} {b!r}")
    for name in ("x", "y", "ring_offsets", "part_offsets", "feature_offsets", "fids", "states"):
        a, b = getattr(one.polygons, name), getattr(other.polygons, name)
        if a.dtype != b.dtype or not np.array_equal(a, b, equal_nan=a.dtype.kind == "f"):
            found.append(f"{name}: {a} {b}")
    return found


def role(
    role_id: str = "land_use",
    names: Sequence[str] = ("DLTB", "地类图斑"),
    fields: Sequence[Any] = ("BSM", "ZLDWDM", "DLBM", "DLMC", "TBMJ"),
    geometry: GeometryKind = GeometryKind.POLYGON,
    presence: Presence = Presence.REQUIRED,
    key: Sequence[str] = ("BSM",),
) -> LayerRole:
    """Return a layer role; a field is a name or a ready rule."""
    rules = {}
    for field in fields:
        rule = field if isinstance(field, FieldRule) else FieldRule(field, Title(field), FieldType.TEXT)
        rules[rule.name] = rule
    return LayerRole(role_id, Title(names[0]), tuple(names), geometry, presence, rules, tuple(key))


def pack(*roles: LayerRole) -> Pack:
    """Return a pack with these roles and no checks."""
    return Pack(
        id="test",
        version="1",
        title=Title("测试"),
        description=Title(""),
        source_document=Title(""),
        base_year=2014,
        target_years=(2020,),
        admin_levels=(),
        crs=CrsRule((), Title(""), "cgcs2000"),
        tolerances={},
        area_units=(),
        severity_titles={},
        layers={item.id: item for item in roles},
        code_lists={},
        checks={},
        presets={},
        folder=Path("."),
    )


__all__ = ["SQUARE", "SUFFIXES", "ColumnKind", "differences", "pack", "role", "square", "write_layer"]
