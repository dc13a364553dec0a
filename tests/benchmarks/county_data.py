"""A synthetic county for the farmland pack: parcels, towns, villages, basic farmland, zones, with planted errors.

Every border runs along the parcels with all their vertices, all values are sound and all areas official, so that
the planted errors are the only findings. Each village is divided alike::

    rows 34–41   construction (10 columns) | spare land (6)
    rows 20–34   forest, with the ecological redline inside
    rows  0–20   basic farmland in twelve blocks (15 columns) | orchards (1)
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Sequence, Union

import numpy as np
from coverage_data import single_rings, synthetic_coverage
from landplan_toolbox.algorithms.geometry.area import ellipsoidal_areas, round_half_up
from landplan_toolbox.algorithms.geometry.arrays import PolygonArrays
from landplan_toolbox.algorithms.geometry.projection import area_frame
from landplan_toolbox.algorithms.geometry.wkb import concatenate, wkb_of_all
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import FieldType, LayerRole, Pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from numpy.typing import NDArray
from osgeo import ogr, osr
from qgis.core import QgsCoordinateReferenceSystem

EPSG = 2360  # Xi'an 1980, 3-degree zone 36 with prefix
TOWNS = (5, 4)
VILLAGES = (5, 2)  # in each town
VILLAGE = (16, 41)  # parcels
BLOCK = 5  # parcels, each way
SIDE = 4  # vertices of a side of a parcel
COUNTY = "610124"
_OGR_TYPES = {
    FieldType.TEXT: ogr.OFTString, FieldType.INTEGER: ogr.OFTInteger64, FieldType.REAL: ogr.OFTReal,
    FieldType.DATE: ogr.OFTDate,
}

Texts = NDArray[np.object_]
Columns = dict[str, Union[NDArray, Sequence[Any], Any]]
Rectangle = tuple[int, int, int, int]  # first column, first row, columns, rows


@dataclass(frozen=True)
class Planted:
    """How many errors of each kind are planted."""

    overlaps: int = 100
    gaps: int = 100
    duplicates: int = 50
    unknown_codes: int = 250
    missing_names: int = 250
    wrong_areas: int = 250

    @property
    def total(self) -> int:
        """How many errors are planted."""
        return (
            self.overlaps + self.gaps + self.duplicates + self.unknown_codes + self.missing_names + self.wrong_areas
        )


class Grid:
    """The parcels of the county and the rectangles of them that make up everything else."""

    def __init__(self, planted: Planted) -> None:
        """:param planted: how many borders are moved, always inside the forest, away from all other borders"""
        self.columns = TOWNS[0] * VILLAGES[0] * VILLAGE[0]
        self.rows = TOWNS[1] * VILLAGES[1] * VILLAGE[1]
        polygons = synthetic_coverage(self.columns, self.rows, side_points=SIDE).polygons
        self.x = polygons.x.reshape(-1, 4 * SIDE + 1).copy()
        self.y = polygons.y.reshape(-1, 4 * SIDE + 1).copy()
        cells = np.arange(self.columns * self.rows)
        self.column, self.row = cells % self.columns, cells // self.columns
        self.town = self.row // (VILLAGES[1] * VILLAGE[1]) * TOWNS[0] + self.column // (VILLAGES[0] * VILLAGE[0])
        within = self.row // VILLAGE[1] % VILLAGES[1] * VILLAGES[0] + self.column // VILLAGE[0] % VILLAGES[0]
        self.village = self.town * VILLAGES[0] * VILLAGES[1] + within
        self.across, self.up = self.column % VILLAGE[0], self.row % VILLAGE[1]
        self._plant(planted)

    def _plant(self, planted: Planted) -> None:
        """Bulge the lower side of some parcels of the forest into their neighbour, or away from it."""
        places = np.flatnonzero((self.up > 23) & (self.up < 32) & (self.up % 2 == 1) & (self.across % 2 == 1)
                                & (self.across > 2) & (self.across < 13))
        chosen = np.random.default_rng(0).choice(places, planted.overlaps + planted.gaps + planted.duplicates, False)
        overlapping, gaping, self.copied = np.split(chosen, [planted.overlaps, planted.overlaps + planted.gaps])
        self.y[overlapping, SIDE // 2] -= 20.0
        self.y[gaping, SIDE // 2] += 20.0

    def cells(self, chosen: NDArray) -> PolygonArrays:
        """Return single parcels."""
        x, y = self.x[chosen], self.y[chosen]
        return single_rings(x.ravel(), y.ravel(), np.full(len(x), x.shape[1], dtype=np.int64))

    def outlines(self, rectangles: Sequence[Rectangle]) -> PolygonArrays:
        """Return the outlines of rectangles of parcels with all vertices of the parcels."""
        return concatenate([self._outline(rectangle) for rectangle in rectangles])

    def _outline(self, rectangle: Rectangle) -> PolygonArrays:
        left, low, wide, high = rectangle
        bottom = low * self.columns + np.arange(left, left + wide)
        right = np.arange(low, low + high) * self.columns + left + wide - 1
        top = ((low + high - 1) * self.columns + np.arange(left, left + wide))[::-1]
        start = (np.arange(low, low + high) * self.columns + left)[::-1]
        ring = []
        for values in (self.x, self.y):
            sides = [values[cells, side * SIDE : (side + 1) * SIDE].ravel()
                     for side, cells in enumerate((bottom, right, top, start))]
            ring.append(np.concatenate((*sides, sides[0][:1])))
        return single_rings(ring[0], ring[1], np.array([len(ring[0])]))

    def in_villages(self, across: int, up: int, wide: int, high: int) -> list[Rectangle]:
        """Return the same rectangle in each village, in the order of the villages' numbers."""
        return [(left + across, low + up, wide, high) for left, low in self.corners()]

    def corners(self) -> list[tuple[int, int]]:
        """Return the lower left parcel of each village, in the order of the villages' numbers."""
        villages = TOWNS[0] * TOWNS[1] * VILLAGES[0] * VILLAGES[1]
        first = np.unique(self.village, return_index=True)[1]
        return [(int(self.column[first[number]]), int(self.row[first[number]])) for number in range(villages)]

    def towns(self) -> list[Rectangle]:
        """Return the rectangles of the towns."""
        wide, high = VILLAGES[0] * VILLAGE[0], VILLAGES[1] * VILLAGE[1]
        return [(column * wide, row * high, wide, high) for row in range(TOWNS[1]) for column in range(TOWNS[0])]


def _numbered(form: str, *values: NDArray) -> Texts:
    """Return texts made by a format of one or more columns."""
    texts = np.empty(len(values[0]), dtype=object)
    texts[:] = [form.format(*row) for row in zip(*(column.tolist() for column in values))]
    return texts


def _where(condition: NDArray, yes: object, no: object) -> Texts:
    return np.where(condition, np.asarray(yes, dtype=object), np.asarray(no, dtype=object))


def _town_code(town: NDArray) -> Texts:
    return _numbered(COUNTY + "{:03d}", town + 100)


def _village_code(village: NDArray) -> Texts:
    per_town = VILLAGES[0] * VILLAGES[1]
    return _numbered(COUNTY + "{:03d}{:03d}", village // per_town + 100, village % per_town + 200)


class County:
    """Makes the layers of the county and writes them."""

    def __init__(self, path: Path, planted: Planted = Planted()) -> None:  # noqa: B008
        """:param path: GeoPackage to write"""
        self._path = path
        self._planted = planted
        self._pack: Pack = load_pack("farmland", kind_specs())
        self._grid = Grid(planted)
        self._frame = area_frame(QgsCoordinateReferenceSystem(f"EPSG:{EPSG}"))
        self._random = np.random.default_rng(1)

    def write(self) -> None:
        """Write the GeoPackage; an unfinished one never has its name."""
        temporary = _unfinished(self._path)
        temporary.unlink(missing_ok=True)
        self._target = temporary
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(temporary), ["ADD_GPKG_OGR_CONTENTS=NO"])
        self._dataset = dataset
        self._tables: list[tuple[str, Columns, PolygonArrays]] = []
        self._administration()
        parcels = self._parcels()
        self._basic_farmland(parcels)
        self._zones()
        self._lines()
        self._dataset = dataset = None
        self._fill()
        temporary.rename(self._path)

    # --- layers ------------------------------------------------------------------------------

    def _administration(self) -> None:
        towns = self._grid.outlines(self._grid.towns())
        number = np.arange(len(towns))
        self._add("admin_area", towns, {
            "XZQDM": _town_code(number), "XZQMC": _numbered("第{}镇", number), "JSMJ": self._areas(towns),
        })
        villages = self._grid.outlines(self._grid.in_villages(0, 0, *VILLAGE))
        number = np.arange(len(villages))
        self._add("village", villages, {
            "XZQDM": _village_code(number), "XZQMC": _numbered("第{}村", number), "JSMJ": self._areas(villages),
        })

    def _parcels(self) -> Columns:
        grid = self._grid
        names = self._pack.code_lists["land_class_2007"].names
        chosen = np.concatenate((np.arange(len(grid.x)), grid.copied))
        up, across = grid.up[chosen], grid.across[chosen]
        count = len(chosen)
        draw = self._random.integers(0, 3, count)
        code = np.array(["011", "012", "013"], dtype=object)[draw]
        code = _where((up < 20) & (across == 15), "021", code)
        code = _where((up >= 20) & (up < 34), np.array(["031", "032", "041"], dtype=object)[draw], code)
        code = _where(up >= 34, np.array(["203", "104", "122"], dtype=object)[draw], code)
        farmland = np.array([text.startswith("01") for text in code])
        polygons = grid.cells(chosen)
        area = self._areas(polygons)
        sloping = farmland & (draw == 2)
        lines = np.where(farmland, 100.0, 0.0)
        deducted = np.where(sloping, np.round((area - lines) * 0.1, 2), 0.0)
        owner = _numbered("{}0000000", _village_code(grid.village[chosen]))
        columns: Columns = {
            "BSM": 1 + np.arange(count),
            "TBBH": _numbered("{}", across + up * VILLAGE[0]),
            "DLBM": code,
            "DLMC": np.array([names[text].zh for text in code], dtype=object),
            "QSXZ": "30",
            "QSDWDM": owner,
            "QSDWMC": _numbered("第{}村", grid.village[chosen]),
            "ZLDWDM": owner,
            "ZLDWMC": _numbered("第{}村", grid.village[chosen]),
            "GDLX": _where(sloping, "T", None),
            "GDPDJ": _where(farmland, _where(sloping, "3", "1"), None),
            "KCDLBM": _where(sloping, "123", None),
            "TKXS": _where(sloping, 0.1, None),
            "TBMJ": area,
            "XZDWMJ": lines,
            "LXDWMJ": np.zeros(count),
            "TKMJ": deducted,
            "TBDLMJ": np.round(area - lines - deducted, 2),
        }
        sound = dict(columns)
        copies = np.arange(count) >= len(grid.x)
        columns["TBBH"] = _where(copies, _numbered("D{}", np.arange(count)), columns["TBBH"])
        self._spoil(columns)
        self._add("land_use", polygons, columns)
        return sound

    def _spoil(self, columns: Columns) -> None:
        planted = self._planted
        forest = np.flatnonzero((self._grid.up >= 20) & (self._grid.up < 34))
        chosen = self._random.choice(forest, planted.unknown_codes + planted.missing_names + planted.wrong_areas, False)
        codes, names, areas = np.split(chosen, np.cumsum([planted.unknown_codes, planted.missing_names]))
        columns["QSXZ"] = np.full(len(columns["TBMJ"]), "30", dtype=object)
        columns["QSXZ"][codes] = "77"
        columns["QSDWMC"][names] = None
        columns["TBMJ"] = columns["TBMJ"].copy()
        for field in ("TBMJ", "TBDLMJ"):
            columns[field][areas] += 5.0

    def _basic_farmland(self, parcels: Columns) -> None:
        grid = self._grid
        chosen = np.flatnonzero((grid.up < 20) & (grid.across < 15))
        village = grid.village[chosen]
        serial = grid.across[chosen] + grid.up[chosen] * VILLAGE[0]
        number = _numbered("{}{:06d}", _village_code(village), serial)
        names = ("TBBH", "DLBM", "DLMC", "QSXZ", "QSDWDM", "QSDWMC", "ZLDWDM", "ZLDWMC", "GDLX", "KCDLBM", "TKXS",
                 "TBMJ", "XZDWMJ", "LXDWMJ", "TKMJ")
        columns = {name: parcels[name] if isinstance(parcels[name], str) else parcels[name][chosen] for name in names}
        columns.update(JBNTTBBH=number, PDJB=parcels["GDPDJ"][chosen], JBNTMJ=parcels["TBDLMJ"][chosen], ZLDJDM="05")
        polygons = grid.cells(chosen)
        self._add("basic_farmland", polygons, columns)
        self._ledger(polygons, village, number, columns["TBMJ"])
        self._blocks()

    def _ledger(self, kept: PolygonArrays, village: NDArray, number: Texts, area: NDArray) -> None:
        grid = self._grid
        removed = np.flatnonzero((grid.up == 21) & (grid.across >= 2) & (grid.across < 12))
        gone = grid.cells(removed)
        gone_area = self._areas(gone)
        gone_number = _numbered("{}{:06d}HC", _village_code(grid.village[removed]), grid.across[removed])
        everywhere = np.concatenate((village, grid.village[removed]))
        is_kept = np.arange(len(everywhere)) < len(kept)
        areas = np.concatenate((area, gone_area))
        self._add("adjustment_ledger", concatenate([kept, gone]), {
            "XZQDM": _village_code(everywhere), "XZQMC": _numbered("第{}村", everywhere),
            "HRHCLXDM": _where(is_kept, _where(np.arange(len(areas)) % 7 == 0, "1", "0"), "2"),
            "HRHCTBBH": np.concatenate((number, gone_number)), "TBMJ": areas,
            "GDMJ": np.where(is_kept, areas, 0.0), "QTNYDMJ": np.where(is_kept, 0.0, areas), "JSYDMJ": 0.0,
            "WLYDMJ": 0.0, "HCYY": _where(is_kept, None, "01"),
        })

    def _blocks(self) -> None:
        grid = self._grid
        rectangles = [
            (left + column, low + row, BLOCK, BLOCK)
            for left, low in grid.corners() for row in range(0, 20, BLOCK) for column in range(0, 15, BLOCK)
        ]
        blocks = grid.outlines(rectangles)
        number = np.arange(len(blocks))
        area = self._areas(blocks)
        per_village = len(blocks) // len(grid.corners())
        village = number // per_village
        self._add("protection_block", blocks, {
            "BHPKBH": _numbered("{}{:04d}", _village_code(village), number % per_village),
            "XZQDM": _village_code(village), "XZQMC": _numbered("第{}村", village), "BHPKMJ": area,
            "GDMJ": np.round(area * 0.9, 2), "ZLDJDM": "05",
        })

    def _zones(self) -> None:
        grid = self._grid
        parts = [  # across, up, columns, rows, land-use zone, control zone
            (0, 0, 15, 20, "010", "030"), (15, 0, 1, 20, "020", "030"), (0, 20, 16, 14, "090", "030"),
            (0, 34, 10, 7, "040", "010"), (10, 34, 6, 7, "990", "020"),
        ]
        protected = grid.outlines(grid.in_villages(*parts[0][:4]))
        village = np.arange(len(protected))
        town = village // (VILLAGES[0] * VILLAGES[1])
        self._add("protection_zone", protected, {
            "BHQBH": _numbered("{}{:04d}", _town_code(town), village), "XZQDM": _town_code(town),
            "XZQMC": _numbered("第{}镇", town),
        })
        shapes = concatenate([grid.outlines(grid.in_villages(*part[:4])) for part in parts])
        areas = self._areas(shapes)
        towns = _town_code(np.tile(town, len(parts)))
        for role, code, area, position in (
            ("land_use_zone", "TDYTQLXDM", "TDYTQMJ", 4), ("control_zone", "GZQLXDM", "GZQMJ", 5),
        ):
            codes = np.repeat(np.array([part[position] for part in parts], dtype=object), len(protected))
            self._add(role, shapes, {"XZQDM": towns, code: codes, area: areas})

    def _lines(self) -> None:
        grid = self._grid
        for role, rectangle, texts in (
            ("redline", (2, 23, 12, 10), {"HXMC": "生态保护红线"}), ("urban_boundary", (2, 35, 12, 5), {"XZQMC": "城区"}),
        ):
            shapes = grid.outlines(grid.in_villages(*rectangle))
            number = np.arange(len(shapes))
            columns: Columns = {
                "BSM": _numbered("{:018d}", number), "XZQDM": COUNTY, "MJ": self._areas(shapes), **texts,
            }
            if role == "redline":
                columns["HXBM"] = _numbered("HX{}", number)
            self._add(role, shapes, columns)

    # --- writing -----------------------------------------------------------------------------

    def _areas(self, polygons: PolygonArrays) -> NDArray[np.float64]:
        return round_half_up(ellipsoidal_areas(polygons, self._frame), 2)

    def _add(self, role_id: str, polygons: PolygonArrays, columns: Columns) -> None:
        """Create the layer of a role; its rows follow when OGR has let go of the file."""
        role = self._pack.layers[role_id]
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(EPSG)
        layer = self._dataset.CreateLayer(role.names[0], reference, ogr.wkbPolygon, ["SPATIAL_INDEX=NO"])
        for rule in role.fields.values():
            field = ogr.FieldDefn(rule.name, _OGR_TYPES[rule.type])
            if rule.type is FieldType.TEXT:
                field.SetWidth(rule.length or 0)
            layer.CreateField(field)
        self._tables.append((role.names[0], _completed(role, columns, len(polygons)), polygons))

    def _fill(self) -> None:
        connection = sqlite3.connect(self._target)
        try:
            connection.execute("PRAGMA synchronous = OFF")
            for table, columns, polygons in self._tables:
                srs = connection.execute(
                    "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (table,)
                ).fetchone()[0]
                header = b"GP\x00\x01" + int(srs).to_bytes(4, "little", signed=True)
                rows = zip((header + wkb for wkb in wkb_of_all(polygons)), *columns.values())
                names = ", ".join(f'"{name}"' for name in ("geom", *columns))
                marks = ", ".join("?" * (1 + len(columns)))
                connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # nosec B608
                xmin, ymin, xmax, ymax = (
                    float(bound(values)) for bound in (np.min, np.max) for values in (polygons.x, polygons.y)
                )
                connection.execute(
                    "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
                    (xmin, ymin, xmax, ymax, table),
                )
            connection.commit()
        finally:
            connection.close()


def _completed(role: LayerRole, columns: Columns, count: int) -> dict[str, list[Any]]:
    """Return a list of values per column, with identifier and feature code where the role has them."""
    given: Columns = {"BSM": 1 + np.arange(count), "YSDM": "2001010100", **columns}
    result = {}
    for name, values in given.items():
        if name in role.fields:
            result[name] = values.tolist() if isinstance(values, np.ndarray) else [values] * count
    return result


def _unfinished(path: Path) -> Path:
    return path.with_name("unfinished-" + path.name)


def without_owner_codes(source: Path, target: Path) -> int:
    """Copy a county and take the owner code from every parcel; return how many there are."""
    temporary = _unfinished(target)
    temporary.write_bytes(source.read_bytes())
    connection = sqlite3.connect(temporary)
    try:
        count: int = connection.execute("UPDATE DLTB SET QSDWDM = NULL").rowcount
        connection.commit()
    finally:
        connection.close()
    temporary.rename(target)
    return count
