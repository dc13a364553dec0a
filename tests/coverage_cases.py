"""Messy random layers and a slow, certain count of their errors, for the coverage tests."""

from __future__ import annotations

import math
import random

import numpy as np
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.geometry.arrays import PolygonArrays
from landplan_toolbox.algorithms.geometry.coverage_input import polygon_parts, sound_polygons
from landplan_toolbox.algorithms.geometry.wkb import geometry_of, polygons_from_wkb
from qgis.core import QgsGeometry

Ring = list[tuple[float, float]]
Feature = list[list[Ring]]
OFFSETS = (0.0, 1e4, 3.65e7)  # the last: a Gauss-Krueger easting with its zone


def from_wkt(*texts: str) -> PolygonArrays:
    """Read features from WKT; an empty text is a NULL geometry."""
    return polygons_from_wkb([bytes(QgsGeometry.fromWkt(text).asWkb()) if text else None for text in texts])


def square(x: float, y: float, width: float = 10.0, height: float = 10.0) -> str:
    """Return the WKT of a rectangle from its lower left corner."""
    right, top = x + width, y + height
    return f"Polygon (({x} {y}, {right} {y}, {right} {top}, {x} {top}, {x} {y}))"


class RandomLayer:
    """A grid of crooked cells with T-junctions, then mutated: every kind of error may come."""

    def __init__(self, seed: int, columns: int = 4) -> None:
        """Make the layer; ``features`` holds its rings before the offset is added."""
        self.random = random.Random(seed)
        self.offset = self.random.choice(OFFSETS)
        self.integers = self.random.random() < 0.4
        self.columns = self.random.randint(2, columns)
        self.features = self._cells()
        for _ in range(self.random.randint(0, 5)):
            name = self.random.choice(_MUTATIONS)
            getattr(self, "_" + name)(self.random.randrange(len(self.features)))

    def polygons(self) -> PolygonArrays:
        """Return the layer as arrays."""
        return from_wkt(*(self._wkt(feature) for feature in self.features))

    def _number(self, value: float) -> float:
        return float(round(value)) if self.integers else value

    def _cells(self) -> list[Feature]:
        count, choose = self.columns, self.random
        nodes = {
            (i, j): (
                self._number(10.0 * i + choose.uniform(-3, 3) * (choose.random() < 0.6)),
                self._number(10.0 * j + choose.uniform(-3, 3) * (choose.random() < 0.6)),
            )
            for i in range(count + 1)
            for j in range(count + 1)
        }
        sides: dict[tuple, list[tuple[float, float, bool]]] = {}

        def side(begin: tuple[int, int], end: tuple[int, int], second: bool) -> Ring:
            key = (min(begin, end), max(begin, end))
            if key not in sides:
                (x0, y0), (x1, y1) = nodes[key[0]], nodes[key[1]]
                sides[key] = []
                for at in sorted(choose.random() for _ in range(choose.choice((0, 0, 1, 2)))):
                    straight = choose.random() < 0.5
                    bend = (0.0, 0.0) if straight else (choose.uniform(-1, 1), choose.uniform(-1, 1))
                    # on a straight side one of the two neighbours may lack the vertex
                    lacking = straight and choose.random() < 0.5
                    x, y = x0 + (x1 - x0) * at + bend[0], y0 + (y1 - y0) * at + bend[1]
                    sides[key].append((x, y, lacking))
            inner = [(x, y) for x, y, lacking in sides[key] if not (lacking and second)]
            return inner if key[0] == begin else inner[::-1]

        features = []
        for i in range(count):
            for j in range(count):
                corners = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
                ring: Ring = []
                for number, corner in enumerate(corners):
                    ring.append(nodes[corner])
                    ring.extend(side(corner, corners[(number + 1) % 4], number >= 2))
                features.append([[ring]])
        return features

    def _wkt(self, feature: Feature) -> str:
        def ring_text(ring: Ring) -> str:
            points = [(x + self.offset, y + self.offset / 10) for x, y in [*ring, ring[0]]]
            return "(" + ", ".join(f"{x!r} {y!r}" for x, y in points) + ")"

        parts = ["(" + ", ".join(ring_text(ring) for ring in part) + ")" for part in feature]
        return "MultiPolygon (" + ", ".join(parts) + ")"

    def _moved(self, feature: Feature, dx: float, dy: float) -> Feature:
        return [[[(x + dx, y + dy) for x, y in ring] for ring in part] for part in feature]

    def _step(self) -> float:
        return self._number(self.random.uniform(-5, 5))

    def _drop(self, at: int) -> None:
        if len(self.features) > 2:
            self.features.pop(at)

    def _move_vertex(self, at: int) -> None:
        ring = list(self.features[at][0][0])
        place = self.random.randrange(len(ring))
        ring[place] = (ring[place][0] + self._step(), ring[place][1] + self._step())
        self.features[at] = [[ring, *self.features[at][0][1:]], *self.features[at][1:]]

    def _bow_tie(self, at: int) -> None:
        x, y = self.random.uniform(0, 30), self.random.uniform(0, 30)
        self.features.append([[[(x, y), (x + 7.3, y + 5.1), (x + 8.9, y - 0.7), (x + 0.4, y + 6.2)]]])

    def _duplicate(self, at: int) -> None:
        self.features.insert(self.random.randrange(len(self.features) + 1), self.features[at])

    def _shifted_copy(self, at: int) -> None:
        self.features.append(self._moved(self.features[at], self._step(), self._step()))

    def _big(self, at: int) -> None:
        span = 10.0 * self.columns
        x, y = self.random.uniform(0, span), self.random.uniform(0, span)
        count, radius = self.random.randint(3, 9), self.random.uniform(0.05, 0.7) * span
        ring = []
        for number in range(count):
            reach, angle = radius * self.random.uniform(0.4, 1), 2 * math.pi * number / count
            corner = x + reach * math.cos(angle), y + reach * math.sin(angle)
            ring.append((self._number(corner[0]), self._number(corner[1])))
        if len(set(ring)) > 2:
            self.features.append([[ring]])

    def _hole(self, at: int) -> None:
        ring = self.features[at][0][0]
        x, y = sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
        hole = [(x + (px - x) * 0.4, y + (py - y) * 0.4) for px, py in ring]
        self.features[at] = [[ring, hole], *self.features[at][1:]]
        if self.random.random() < 0.5:
            self.features.append([[hole]])

    def _multipart(self, at: int) -> None:
        if len(self.features) > 2:
            other = self.features.pop(at)
            place = self.random.randrange(len(self.features))
            self.features[place] = self.features[place] + other

    def _reverse(self, at: int) -> None:
        self.features[at] = [[ring[::-1] for ring in part] for part in self.features[at]]

    def _rotate(self, at: int) -> None:
        ring = self.features[at][0][0]
        place = self.random.randrange(len(ring))
        self.features[at] = [[ring[place:] + ring[:place], *self.features[at][0][1:]], *self.features[at][1:]]

    def _block(self, at: int) -> None:
        dx, dy = (0.0, 0.0) if self.random.random() < 0.3 else (self._step(), self._step())
        self.features += [self._moved(feature, dx, dy) for feature in self.features[: at + 1]]

    def _repeated_vertex(self, at: int) -> None:
        ring = list(self.features[at][0][0])
        ring.insert(1, ring[0])
        self.features[at] = [[ring, *self.features[at][0][1:]], *self.features[at][1:]]

    def _frame(self, at: int) -> None:
        low, high = -30.0, 10.0 * self.columns + 30.0
        outer = [(low, low), (high, low), (high, high), (low, high)]
        inner = [(x * 0.9, y * 0.9) for x, y in outer]
        self.features.append([[outer, inner]])


_MUTATIONS = (
    "drop",
    "move_vertex",
    "bow_tie",
    "duplicate",
    "shifted_copy",
    "big",
    "hole",
    "multipart",
    "reverse",
    "rotate",
    "block",
    "repeated_vertex",
    "frame",
)


def width(geometry: QgsGeometry) -> float:
    """Return the mean width of a polygon."""
    return 2 * geometry.area() / geometry.length() if geometry.length() > 0 else 0.0


def shapes_of(polygons: PolygonArrays) -> list[QgsGeometry]:
    """Return the features as valid geometries; features without area as null geometries."""
    sound = sound_polygons(polygons, Silent())
    return [geometry_of(sound, index) for index in range(len(sound))]


def wide_parts(geometry: QgsGeometry, tolerance: float) -> list[float]:
    """Return the areas of the polygons that are wider than the tolerance, ascending."""
    return sorted(part.area() for part in polygon_parts(geometry) if width(part) > tolerance)


def expected_overlaps(shapes: list[QgsGeometry], tolerance: float) -> dict[tuple[int, int], list[float]]:
    """Return the areas of the pieces of every overlap, by pair: each feature with each."""
    found = {}
    for first, one in enumerate(shapes):
        for second in range(first + 1, len(shapes)):
            two = shapes[second]
            if not one.isNull() and not two.isNull() and one.boundingBoxIntersects(two):
                areas = wide_parts(one.intersection(two), tolerance)
                if areas:
                    found[first, second] = areas
    return found


def expected_gaps(shapes: list[QgsGeometry], tolerance: float) -> list[float]:
    """Return the areas of what all features together enclose and leave free."""
    union = QgsGeometry.unaryUnion([shape for shape in shapes if not shape.isNull()])
    around = union.boundingBox().buffered(1.0)
    free = polygon_parts(QgsGeometry.fromRect(around).difference(union))
    enclosed = [part for part in free if part.boundingBox().xMinimum() > around.xMinimum()]
    return sorted(area for part in enclosed for area in wide_parts(part, tolerance))


def same_shape(one: QgsGeometry, two: QgsGeometry, tolerance: float) -> bool:
    """Return whether two features differ by nothing wider than the tolerance."""
    return not wide_parts(one.difference(two), tolerance) and not wide_parts(two.difference(one), tolerance)


def noise(polygons: PolygonArrays) -> float:
    """Return an area below which results on such coordinates are rounding."""
    return 1e-10 * max(float(np.abs(polygons.x).max(initial=1.0)), 1.0)
