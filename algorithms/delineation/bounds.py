"""What lies on each side of an area (四至): the village, the town or the county's border beyond it."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ..feedback import Silent
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_boxes import join_boxes
from ..geometry.coverage_input import sound_polygons
from ..geometry.point_in_polygon import EdgeSlabs
from ..geometry.wkb import bounding_boxes, vertex_offsets
from .model import Units

Floats = NDArray[np.float64]

# A database is Chinese whatever the language of QGIS: east, south, west, north, in the order of the registers.
SIDES = (("东", 1.0, 0.0), ("南", 0.0, -1.0), ("西", -1.0, 0.0), ("北", 0.0, 1.0))
COUNTY_BORDER = "县界"


def bounds_of(
    areas: PolygonArrays, own: Sequence[str], layers: Sequence[Units], land: Optional[Units], step: float
) -> list[Optional[str]]:
    """Return the text 东至…，南至…，西至…，北至… of every area; None for an area without shape.

    Looked at is the place a step outside of the area's farthest corner on each side: what unit it lies in, and where
    that is the area's own unit, what land lies there (a road, a ditch, forest …).

    :param areas: sound polygons
    :param own: name of the unit of every area
    :param layers: units with shapes in the same CRS, the smallest first; a place in none of them is beyond the county
    :param land: parcels in the same CRS with the names of their land classes, None where not known
    :param step: distance in units of the CRS
    """
    count = len(areas)
    layers = [_sound(units) for units in layers]
    land = None if land is None else _sound(land)
    names = [[""] * count for _ in SIDES]
    filled = np.flatnonzero(np.diff(areas.feature_offsets))
    for side, (_, east, north) in enumerate(SIDES):
        x, y = _farthest(areas, filled, east, north, step / 100.0)
        found = _names_at(x + east * step, y + north * step, layers)
        beside = found
        if land is not None:
            beside = _names_at(x + east * step, y + north * step, [land])
        for index, name, land_name in zip(filled.tolist(), found, beside):
            known = name == own[index] and land_name != COUNTY_BORDER
            names[side][index] = land_name if known else name
    has_shape = np.diff(areas.feature_offsets) > 0
    return [
        "，".join(f"{SIDES[side][0]}至{names[side][index]}" for side in range(len(SIDES)))
        if has_shape[index]
        else None
        for index in range(count)
    ]


def _farthest(
    areas: PolygonArrays, filled: NDArray[np.int64], east: float, north: float, slack: float
) -> tuple[Floats, Floats]:
    """Return the corner of every area that lies farthest on a side; of several corners their middle."""
    offsets = vertex_offsets(areas)
    x, y = np.empty(len(filled)), np.empty(len(filled))
    for number, index in enumerate(filled.tolist()):
        px, py = areas.x[offsets[index] : offsets[index + 1]], areas.y[offsets[index] : offsets[index + 1]]
        reach = px * east + py * north
        last = reach >= reach.max() - slack
        x[number] = (px[last].min() + px[last].max()) / 2.0
        y[number] = (py[last].min() + py[last].max()) / 2.0
    return x, y


def _sound(units: Units) -> Units:
    return units if units.polygons is None else replace(units, polygons=sound_polygons(units.polygons, Silent()))


def _names_at(x: Floats, y: Floats, layers: Sequence[Units]) -> list[str]:
    """Return the name of the unit at every place, from the first layer of sound polygons that has one there."""
    names = [COUNTY_BORDER] * len(x)
    open_ = np.arange(len(x))
    for units in layers:
        if units.polygons is None or not len(open_):
            continue
        shapes = units.polygons
        points = np.column_stack((x[open_], y[open_], x[open_], y[open_]))
        point, unit = join_boxes(points, bounding_boxes(shapes))
        if not len(point):
            continue
        inside = EdgeSlabs(shapes, unit).hold(unit, x[open_][point], y[open_][point])
        for place, number in zip(open_[point[inside]].tolist(), unit[inside].tolist()):
            names[place] = units.names[number]
        open_ = np.setdiff1d(open_, open_[point[inside]])
    return names
