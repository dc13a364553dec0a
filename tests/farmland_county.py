"""A county of two towns with twenty parcels, small enough to be worked out by hand, as layers in memory and in a file.

The parcels are rectangles of 200 m × 100 m (2 ha) beside the central meridian of the Xi'an 1980 zone at 108°E, where
plane and ellipsoid agree to a square centimetre. Town A is on the left, town B on the right, each has five columns
and two rows (row 1 is the lower one); a parcel is named town, column, row: A12 is column 1, row 2.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer
from selfcheck_support import memory_layer

CRS = "EPSG:2381"
EAST, NORTH = 500_000.0, 3_800_000.0
TOWN_A, TOWN_B = "610124101", "610124102"
VILLAGE = {"A": TOWN_A + "200", "B": TOWN_B + "200"}
KEYS = {f"{town}{column}{row}": 100 * (number + 1) + 10 * column + row
        for number, town in enumerate("AB") for column in range(1, 6) for row in (1, 2)}

# land class, quality grade, deduction (m²), basic farmland before
PARCELS: dict[str, tuple[str, Optional[int], float, bool]] = {
    "A11": ("011", 5, 0, True), "A21": ("013", 6, 1000, True), "A31": ("203", None, 0, True),
    "A41": ("013", 6, 1000, False), "A51": ("031", None, 0, False),
    "A12": ("013", 7, 1000, False), "A22": ("013", 6, 1000, False), "A32": ("012", 8, 500, False),
    "A42": ("013", 5, 1000, False), "A52": ("013", 12, 1000, False),
    "B11": ("013", 6, 1000, True), "B21": ("013", 7, 1000, True), "B31": ("011", 6, 0, False),
    "B41": ("013", 5, 1000, False), "B51": ("031", None, 0, False),
    "B12": ("012", 8, 500, False), "B22": ("031", None, 0, True), "B32": ("031", None, 0, False),
    "B42": ("203", None, 0, False), "B52": ("011", 5, 0, False),
}
NAMES = {"011": "水田", "012": "水浇地", "013": "旱地", "031": "有林地", "203": "村庄"}
PARCEL_FIELDS = {
    "BSM": "integer", "TBBH": "text(8)", "DLBM": "text(4)", "DLMC": "text(60)", "QSXZ": "text(3)", "QSDWDM": "text(19)",
    "QSDWMC": "text(60)", "ZLDWDM": "text(19)", "ZLDWMC": "text(60)", "GDLX": "text(2)", "GDPDJ": "text(2)",
    "TBMJ": "real", "XZDWMJ": "real", "LXDWMJ": "real", "TKMJ": "real", "GDDB": "integer",
}


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """Return the WKT of a rectangle whose corner lies (x, y) metres from the corner of town A."""
    e, n = EAST + x, NORTH + y
    return f"Polygon(({e} {n}, {e + width} {n}, {e + width} {n + height}, {e} {n + height}, {e} {n}))"


def place(name: str) -> tuple[float, float]:
    """Return the lower left corner of a parcel."""
    town, column, row = name[0], int(name[1]), int(name[2])
    return (1000.0 if town == "B" else 0.0) + 200.0 * (column - 1), 100.0 * (row - 1)


def shape(name: str) -> str:
    """Return the WKT of a parcel."""
    return rectangle(*place(name), 200, 100)


def parcel_rows(changed: Optional[dict[str, dict[str, Any]]] = None) -> list[dict[str, Any]]:
    """Return the parcels as rows; ``changed`` overrides values by parcel."""
    rows = []
    for number, (name, (code, grade, deduction, _)) in enumerate(PARCELS.items(), 1):
        village = VILLAGE[name[0]]
        farmland = code.startswith("01")
        row = {
            "BSM": KEYS[name], "TBBH": str(number), "DLBM": code, "DLMC": NAMES[code], "QSXZ": "30",
            "QSDWDM": village + "0" * 7, "QSDWMC": "王村", "ZLDWDM": village + "0" * 7, "ZLDWMC": "王村",
            "GDLX": "T" if code == "013" else "P" if farmland else None, "GDPDJ": "2" if farmland else None,
            "TBMJ": 20000.0, "XZDWMJ": deduction if code == "012" else 0.0, "LXDWMJ": 0.0,
            "TKMJ": deduction if code == "013" else 0.0, "GDDB": grade, "wkt": shape(name),
        }
        row.update((changed or {}).get(name, {}))
        rows.append(row)
    return rows


def parcels_layer(seed: Optional[int] = None, changed: Optional[dict[str, dict[str, Any]]] = None) -> QgsVectorLayer:
    """Return the parcels; ``seed`` shuffles the features."""
    rows = parcel_rows(changed)
    if seed is not None:
        random.Random(seed).shuffle(rows)
    return memory_layer("DLTB", PARCEL_FIELDS, rows, crs=CRS)


def current_layer() -> QgsVectorLayer:
    """Return the basic farmland before, numbered in each village."""
    rows, serial = [], {"A": 0, "B": 0}
    for name, (_, _, _, current) in PARCELS.items():
        if current:
            serial[name[0]] += 1
            rows.append({"JBNTTBBH": f"{VILLAGE[name[0]]}{serial[name[0]]:06d}", "SFCSZB": "否", "wkt": shape(name)})
    return memory_layer("TZQJBNTTB", {"JBNTTBBH": "text(20)", "SFCSZB": "text(10)"}, rows, crs=CRS)


def units_layer() -> QgsVectorLayer:
    """Return the two towns."""
    rows = [
        {"XZQDM": TOWN_A, "XZQMC": "甲镇", "wkt": rectangle(0, 0, 1000, 200)},
        {"XZQDM": TOWN_B, "XZQMC": "乙镇", "wkt": rectangle(1000, 0, 1000, 200)},
    ]
    return memory_layer("XZQ", {"XZQDM": "text(12)", "XZQMC": "text(100)"}, rows, crs=CRS)


def targets_layer(rows: Optional[list[tuple[Any, Any]]] = None, kind: str = "real") -> QgsVectorLayer:
    """Return the targets: 9 ha for town A, 8 ha for town B."""
    rows = [(TOWN_A, 9.0), (TOWN_B, 8.0)] if rows is None else rows
    return memory_layer(
        "JBNTRW", {"XZQDM": "text(12)", "RWMJ": kind}, [{"XZQDM": code, "RWMJ": area} for code, area in rows], "None"
    )


def centres_layer() -> QgsVectorLayer:
    """Return a built-up area 450 m left of town A."""
    return memory_layer("JCQ", {"MC": "text"}, [{"wkt": rectangle(-950, -500, 500, 1200)}], crs=CRS)


def frozen_layer() -> QgsVectorLayer:
    """Return a frozen area that covers 75 % of B22 and a quarter of B32."""
    return memory_layer("BDTZFW", {"MC": "text"}, [{"wkt": rectangle(1250, 100, 200, 100)}], crs=CRS)


def write_plan(path: Path) -> str:
    """Write the other layers of the plan to a GeoPackage: retirement plan, redline and evidence."""
    layers = [
        memory_layer("TGHLHC", {"PZWH": "text"}, [{"PZWH": "退〔2015〕3号", "wkt": rectangle(1200, 0, 120, 100)}], crs=CRS),
        memory_layer("STBHHX", {"HXMC": "text"}, [{"HXMC": "红线", "wkt": rectangle(1400, 0, 20, 100)}], crs=CRS),
        memory_layer("JZCL", {"TBBSM": "text(20)", "ZMLX": "text(2)", "CLMC": "text", "WH": "text", "RQ": "text"}, [
            {"TBBSM": str(KEYS["A31"]), "ZMLX": "04", "CLMC": "批复", "WH": "陕政土〔2013〕7号", "RQ": "2013-05-06"},
            {"TBBSM": str(KEYS["B21"]), "ZMLX": "01", "CLMC": "退耕还林方案", "WH": None, "RQ": "2015-02-01"},
        ], "None"),
    ]
    for layer in layers:
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = layer.name()
        if path.exists():
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        result = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
        if result[0] != QgsVectorFileWriter.WriterError.NoError:
            raise OSError(result[1])
    return str(path)
