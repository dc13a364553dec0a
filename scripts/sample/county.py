"""The county in a coordinate system: parcels with their facts, dissolved into any grouping."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Hashable, Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal, ogr
from plugin_import import register_plugin
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from .arcs import Fabric, Point, Polygon
from .grids import Labels, neighbours
from .landscape import FACTOR, FINE, Landscape, make_landscape
from .names import town_code
from .tables import polygon_wkb
from .terrain import WINDOW, Terrain, aspect_of, read_terrain

register_plugin()

from landplan_toolbox.algorithms.geometry.area import ellipsoidal_areas, round_half_up  # noqa: E402
from landplan_toolbox.algorithms.geometry.projection import AreaFrame, area_frame  # noqa: E402
from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb  # noqa: E402

#: easting (without zone number) and northing of the upper left corner of the window
ORIGIN = (583_000.0, 4_136_000.0)
THINNING = 0.9  # fine cells a border may be straightened by

#: where the surveyed forest stands are laid: upper left corner on the fine grid
STANDS_AT = (240, 585)


@dataclass(frozen=True)
class Piece:
    """A connected part of a group of parcels."""

    group: Hashable
    members: tuple[int, ...]
    polygon: Polygon


@dataclass(frozen=True)
class Stand:
    """What the open forest data says of a stand."""

    species: str  # code of the Finnish survey: 1 pine, 2 spruce, 29 broadleaved
    development: str  # development class
    soil: str


def polygon_areas(shapes: Sequence[Sequence[Polygon]], frame: AreaFrame) -> NDArray[np.float64]:
    """Return the official ellipsoidal area of each shape in m², rounded half up to 2 decimals."""
    arrays = polygons_from_wkb([polygon_wkb(shape) for shape in shapes])
    return round_half_up(ellipsoidal_areas(arrays, frame), 2)


class County:
    """Parcels of the fictional county in one coordinate system.

    :ivar slope: (parcels) mean slope in degrees
    :ivar height: (parcels) mean height in m
    :ivar aspect: (parcels) mean direction of the slope in degrees from north
    :ivar cover: (parcels) land cover
    :ivar village: (parcels) village number; ``town`` (villages) town number
    """

    def __init__(
        self, terrain: Terrain, landscape: Landscape, stand_of: NDArray[np.int64], epsg: int, zone: int = 0
    ) -> None:
        """:param zone: number put in front of the easting, 0 for none"""
        self.epsg = epsg
        self.cover = landscape.cover
        self.village = landscape.village
        self.town = landscape.town
        self.stand = stand_of
        self.brooks = landscape.brooks
        self.roads = landscape.roads
        self.seats = landscape.seats
        self.frame: AreaFrame = area_frame(QgsCoordinateReferenceSystem(f"EPSG:{epsg}"))
        self._origin = (zone * 1_000_000 + ORIGIN[0], ORIGIN[1])
        self.fabric = Fabric(landscape.parcels, FINE, self._origin, THINNING)
        self._mend()
        self.count = len(self.cover)
        self.neighbours = neighbours(landscape.parcels)
        self.village_codes = _village_codes(self.town)
        self.slope = self._mean(landscape.parcels, terrain.slope)
        self.height = self._mean(landscape.parcels, terrain.height)
        aspect = np.radians(aspect_of(terrain.height).astype(np.float64))
        east, north = self._mean(landscape.parcels, np.sin(aspect)), self._mean(landscape.parcels, np.cos(aspect))
        self.aspect = np.degrees(np.arctan2(east, north)) % 360
        self.polygons = [piece.polygon for piece in self.dissolve(list(range(self.count)))]
        self.areas = self.area_of(self.polygons)
        rows, columns = np.nonzero(landscape.parcels >= 0)
        owner = landscape.parcels[rows, columns]
        size = np.bincount(owner)
        self.centres = np.stack([np.bincount(owner, rows) / size, np.bincount(owner, columns) / size], axis=1)

    def _mean(self, parcels: Labels, values: NDArray[np.float64]) -> NDArray[np.float64]:
        fine = np.kron(values.astype(np.float64), np.ones((FACTOR, FACTOR)))
        inside = parcels >= 0
        return np.bincount(parcels[inside], fine[inside]) / np.bincount(parcels[inside])

    def _mend(self) -> None:
        """Take back the thinning wherever it has made a parcel invalid."""
        for _ in range(5):
            count = len(self.cover_groups())
            shapes = self.fabric.polygons(list(range(count)))
            bad = [
                region
                for region, polygons in shapes.items()
                if not _geometry(polygons[0]).isGeosValid() or len(polygons) > 1
            ]
            if not bad:
                return
            for region in bad:
                self.fabric.roughen(self.fabric.arcs_of(region))
        raise ValueError(f"the borders of the parcels {bad} cannot be made valid")

    def cover_groups(self) -> list[int]:
        """Return the land cover of each parcel as plain numbers."""
        return [int(value) for value in self.cover]

    def place(self, row: float, column: float) -> Point:
        """Return the map coordinates of a place on the fine grid."""
        return (
            round(self._origin[0] + column * FINE, 4),
            round(self._origin[1] - row * FINE, 4),
        )

    def dissolve(self, groups: Sequence[Optional[Hashable]]) -> list[Piece]:
        """Dissolve parcels into the connected pieces of their groups, in the order of the first parcel.

        :param groups: group of each parcel, None = left out
        """
        piece_of: list[Optional[int]] = [None] * self.count
        members: list[list[int]] = []
        for start in range(self.count):
            if groups[start] is None or piece_of[start] is not None:
                continue
            piece_of[start] = len(members)
            found, queue = [start], [start]
            while queue:
                for other in self.neighbours.get(queue.pop(), {}):
                    if groups[other] == groups[start] and piece_of[other] is None:
                        piece_of[other] = len(members)
                        found.append(other)
                        queue.append(other)
            members.append(sorted(found))
        shapes = self.fabric.polygons(piece_of)
        for number, polygons in shapes.items():
            if len(polygons) != 1:
                raise ValueError(f"piece {number} fell apart")
        return [
            Piece(groups[parts[0]], tuple(parts), shapes[number][0]) for number, parts in enumerate(members)
        ]

    def area_of(self, polygons: Sequence[Polygon]) -> NDArray[np.float64]:
        """Return the official ellipsoidal area of each polygon in m², rounded half up to 2 decimals."""
        return polygon_areas([[polygon] for polygon in polygons], self.frame)

    def bounds(self) -> tuple[float, float, float, float]:
        """Return west, south, east and north of the county."""
        points = np.array([point for polygon in self.polygons for point in polygon[0]])
        west, south = points.min(axis=0).tolist()
        east, north = points.max(axis=0).tolist()
        return west, south, east, north

    def village_code(self, parcel: int) -> str:
        """Return the twelve-digit code of a parcel's village."""
        return self.village_codes[int(self.village[parcel])]


def read_county(data: Path) -> tuple[Terrain, Landscape, list[Stand], NDArray[np.int64]]:
    """Read the open data and build the landscape.

    :return: terrain, landscape, stands, and the stand of each parcel (-1 for none)
    """
    terrain = read_terrain(data)
    raster, stands = _read_stands(data)
    landscape = make_landscape(terrain, raster)
    inside = (landscape.parcels >= 0) & (raster >= 0)
    stand_of = np.full(len(landscape.cover), -1, np.int64)
    pairs, counts = np.unique(
        np.stack([landscape.parcels[inside], raster[inside]], axis=1), axis=0, return_counts=True
    )
    order = np.argsort(counts, kind="stable")
    stand_of[pairs[order, 0]] = pairs[order, 1]
    return terrain, landscape, stands, stand_of


def _read_stands(data: Path) -> tuple[Labels, list[Stand]]:
    """Draw the surveyed stands onto the fine grid; their shapes are kept, their place is not."""
    source = ogr.Open(str(data / "fi_metsi_stands" / "fi_forest_stands.gpkg"))
    layer = source.GetLayerByName("metsi_grow_3")
    west, _, _, north = layer.GetExtent()
    shape = (WINDOW[3] * FACTOR, WINDOW[2] * FACTOR)
    raster = gdal.GetDriverByName("MEM").Create("", shape[1], shape[0], 1, gdal.GDT_Int32)
    raster.SetGeoTransform(
        (west - STANDS_AT[1] * FINE, FINE, 0, north + STANDS_AT[0] * FINE, 0, -FINE)
    )
    raster.SetProjection(layer.GetSpatialRef().ExportToWkt())
    raster.GetRasterBand(1).Fill(-1)
    stands = []
    numbered = ogr.GetDriverByName("Memory").CreateDataSource("")
    target = numbered.CreateLayer("stands", layer.GetSpatialRef(), ogr.wkbPolygon)
    target.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    for feature in sorted(layer, key=lambda each: int(each["StandNumber"])):
        stand = ogr.Feature(target.GetLayerDefn())
        stand["number"] = len(stands)
        stand.SetGeometry(feature.GetGeometryRef())
        target.CreateFeature(stand)
        stands.append(
            Stand(feature["MainTreeSpecies"] or "29", feature["DevelopmentClass"] or "02", feature["SoilType"])
        )
    gdal.RasterizeLayer(raster, [1], target, options=["ATTRIBUTE=number"])
    return raster.ReadAsArray().astype(np.int64), stands


def _village_codes(town: NDArray[np.int64]) -> list[str]:
    """Number the villages of each town from 200 upward, as village committees are."""
    used: dict[int, int] = {}
    codes = []
    for number in town.tolist():
        used[number] = used.get(number, 199) + 1
        codes.append(f"{town_code(number)}{used[number]:03d}")
    return codes


def _geometry(polygon: Polygon) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(polygon_wkb([polygon]))
    return geometry

