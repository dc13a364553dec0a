"""The synthetic county with all a delineation needs: quality, basic farmland before, targets, plans, roads, evidence."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Callable

import numpy as np
from osgeo import ogr

GRADES = (5, 14)
TAKEN = 0.8  # share of the basic farmland of the self-check's county that was so before


def write_delineation_county(county: Path, target: Path) -> None:
    """Copy a county written by `county_data` and add the inputs of a delineation.

    Land is basic farmland before in four fifths of the blocks; the targets ask for two thirds of what else is
    farmland in a town; retired land, pollution, good land and built-up areas are outlines of existing zones.
    """
    temporary = target.with_name("unfinished-" + target.name)
    temporary.write_bytes(county.read_bytes())
    dataset = ogr.Open(str(temporary), 1)
    _quality(dataset)
    _copied(dataset, "JBNTBHTB", "TZQJBNTTB", ("JBNTTBBH", "TBMJ"), lambda fid: fid % 5 != 0)
    _copied(dataset, "JBNTBHPK", "YZGDFW", (), lambda fid: fid % 7 == 0)
    _copied(dataset, "JBNTBHPK", "TGHLHC", (), lambda fid: fid % 97 == 3)
    _copied(dataset, "JBNTBHPK", "WRGD", (), lambda fid: fid % 211 == 5)
    _copied(dataset, "CSKFBJ", "JCQ", (), lambda fid: fid % 20 == 1)
    _roads(dataset)
    _targets(dataset)
    dataset = None
    temporary.rename(target)


def _quality(dataset: ogr.DataSource) -> None:
    layer = dataset.GetLayerByName("DLTB")
    if layer.GetLayerDefn().GetFieldIndex("GDDB") < 0:
        layer.CreateField(ogr.FieldDefn("GDDB", ogr.OFTInteger))
    count = layer.GetFeatureCount()
    grades = np.random.default_rng(3).integers(*GRADES, count + 1).tolist()
    path = dataset.GetDescription()
    layer = None
    dataset.FlushCache()
    connection = sqlite3.connect(path)
    try:
        connection.executemany(
            "UPDATE DLTB SET GDDB = ? WHERE fid = ? AND DLBM LIKE '01%'",
            ((grade, fid) for fid, grade in enumerate(grades) if fid),
        )
        connection.commit()
    finally:
        connection.close()


def _copied(dataset: ogr.DataSource, source: str, name: str, fields: tuple[str, ...], keep: Callable[[int], bool]) -> None:
    """Copy some features of a layer into a new one."""
    origin = dataset.GetLayerByName(source)
    layer = dataset.CreateLayer(name, origin.GetSpatialRef(), ogr.wkbPolygon, ["SPATIAL_INDEX=NO"])
    definition = origin.GetLayerDefn()
    for field in fields:
        layer.CreateField(definition.GetFieldDefn(definition.GetFieldIndex(field)))
    layer.StartTransaction()
    for feature in origin:
        if not keep(feature.GetFID()):
            continue
        made = ogr.Feature(layer.GetLayerDefn())
        for field in fields:
            made.SetField(field, feature.GetField(field))
        made.SetGeometry(feature.GetGeometryRef())
        layer.CreateFeature(made)
    layer.CommitTransaction()


def _roads(dataset: ogr.DataSource) -> None:
    towns = dataset.GetLayerByName("XZQ")
    left, right, low, high = towns.GetExtent()
    layer = dataset.CreateLayer("ZYDL", towns.GetSpatialRef(), ogr.wkbLineString, ["SPATIAL_INDEX=NO"])
    for share in (0.3, 0.7):
        y = low + share * (high - low)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"LINESTRING ({left} {y}, {right} {y + 500})"))
        layer.CreateFeature(feature)


def _targets(dataset: ogr.DataSource) -> None:
    """Ask for the basic farmland before and two thirds of the other farmland of every town, net."""
    sums: dict[str, float] = {}
    origin = dataset.GetLayerByName("DLTB")
    for feature in origin:
        if str(feature.GetField("DLBM")).startswith("01"):
            town = feature.GetField("ZLDWDM")[:9]
            sums[town] = sums.get(town, 0.0) + feature.GetField("TBDLMJ")
    layer = dataset.CreateLayer("JBNTRW", None, ogr.wkbNone)
    layer.CreateField(ogr.FieldDefn("XZQDM", ogr.OFTString))
    layer.CreateField(ogr.FieldDefn("RWMJ", ogr.OFTReal))
    for town, area in sorted(sums.items()):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("XZQDM", town)
        feature.SetField("RWMJ", round(area * (TAKEN + (1 - TAKEN) * 0.5) / 10_000, 2))
        layer.CreateFeature(feature)
