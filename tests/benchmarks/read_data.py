"""Reading a county's parcels: generator of a layer and a stopwatch over the ways to read it.

Run: ``QT_QPA_PLATFORM=offscreen /usr/bin/python3 tests/benchmarks/read_data.py [features] [folder]``
"""

from __future__ import annotations

import math
import resource
import struct
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

FIELDS = ("BSM", "ZLDWDM", "DLBM", "DLMC", "KCXS", "TBMJ", "TBDLMJ", "PDJB")
_LAND_CLASSES = (("011", "水田"), ("013", "旱地"), ("031", "有林地"), ("203", "村庄"), ("104", "农村道路"))


def write_parcels(path: Path, count: int, driver: str = "GPKG", points: int = 17) -> None:
    """Write a layer DLTB of round parcels on a grid: 2 text, 3 integer and 3 real fields.

    :param count: features; a few values are NULL
    :param points: vertices of each ring, the closing one included
    """
    from osgeo import gdal, ogr, osr

    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4524)
    layer = dataset.CreateLayer(
        "DLTB", reference, ogr.wkbPolygon, ["ENCODING=UTF-8"] if "Shape" in driver else []
    )
    for name, kind, width, precision in (
        ("BSM", ogr.OFTInteger64, 0, 0),
        ("ZLDWDM", ogr.OFTInteger64, 0, 0),
        ("DLBM", ogr.OFTString, 4, 0),
        ("DLMC", ogr.OFTString, 60, 0),
        ("KCXS", ogr.OFTReal, 0, 0),
        ("TBMJ", ogr.OFTReal, 0, 0),
        ("TBDLMJ", ogr.OFTReal, 0, 0),
        ("PDJB", ogr.OFTInteger, 0, 0),
    ):
        field = ogr.FieldDefn(name, kind)
        field.SetWidth(width)
        field.SetPrecision(precision)
        layer.CreateField(field)
    side = math.ceil(math.sqrt(count))
    angles = [2 * math.pi * index / (points - 1) for index in range(points - 1)]
    circle = [(5 * math.cos(angle), 5 * math.sin(angle)) for angle in angles]
    circle.append(circle[0])
    if driver == "GPKG":
        gdal.SetConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF")
    layer.StartTransaction()
    definition = layer.GetLayerDefn()
    for index in range(count):
        feature = ogr.Feature(definition)
        x, y = 36_500_000 + 10 * (index % side), 3_700_000 + 10 * (index // side)
        ring = [value for dx, dy in circle for value in (x + dx, y + dy)]
        wkb = struct.pack(f"<BIII{2 * points}d", 1, 3, 1, points, *ring)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
        code, title = _LAND_CLASSES[index % len(_LAND_CLASSES)]
        values = (
            610_000_000 + index,
            610_124_000_000,
            code,
            title,
            0.125,
            78.5 + index % 7,
            70.25,
            index % 5 + 1,
        )
        for position, value in enumerate(values):
            if index % 97 != position:
                feature.SetField(position, value)
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    del layer, dataset


def measure(path: Path) -> dict[str, float]:
    """Return the seconds each step of reading takes, warm file cache, one process."""
    from landplan_toolbox.algorithms.dataset.source import open_source
    from landplan_toolbox.algorithms.feedback import Silent

    seconds: dict[str, float] = {}

    def timed(name: str, work: Any) -> Any:
        begin = time.perf_counter()
        result = work()
        seconds[name] = time.perf_counter() - begin
        return result

    layer = timed("open", lambda: open_source(str(path))[0])
    data = timed("stream", layer.read)
    timed("polygons", lambda: data.polygons)
    timed("columns", lambda: [data.column(field.name) for field in layer.fields])
    seconds["all"] = sum(seconds.values())
    timed("fingerprint", data.digest)
    slow = timed("through QGIS", lambda: layer._read_slowly(Silent()))
    timed("its polygons", lambda: slow.polygons)
    timed("its columns", lambda: [slow.column(field.name) for field in layer.fields])
    return seconds


def main() -> None:
    """Measure GeoPackage, shapefile, FlatGeobuf and geodatabase and print a table."""
    root = Path(__file__).resolve().parents[2]
    links = tempfile.TemporaryDirectory(prefix="landplan-bench-")
    (Path(links.name) / "landplan_toolbox").symlink_to(root, target_is_directory=True)
    sys.path.insert(0, links.name)
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(links.name)
    for driver, name in (
        ("GPKG", "parcels.gpkg"),
        ("ESRI Shapefile", "parcels.shp"),
        ("FlatGeobuf", "parcels.fgb"),
        ("OpenFileGDB", "parcels.gdb"),
    ):
        path = folder / name
        if not path.exists():
            write_parcels(path, count, driver)
        steps = measure(path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{driver:15s} {count} features: " + ", ".join(f"{k} {v:.2f} s" for k, v in steps.items()), end=""
        )
        print(f"; peak {peak:.0f} MB so far")
    application.exitQgis()


if __name__ == "__main__":
    main()
