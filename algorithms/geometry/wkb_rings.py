"""Where the rings lie in the WKB bytes of a layer, found for all features side by side."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .arrays import GeometryState
from .wkb_curves import CURVED_TYPES

_POLYGON_TYPES = (3, 17)  # Polygon and Triangle have the same layout
_MULTIPOLYGON = 6
_KNOWN_TYPES = range(1, 18)
_FEW = 48  # below this many unfinished features a plain loop is faster than arrays
_NO_TYPE = 0


@dataclass(frozen=True)
class PolygonHeads:
    """The headers of the features: arrays of length features.

    :ivar types: int64, ISO type without dimension (3, 6, 10…), 0 where there is none
    :ivar bodies: int64, byte position after the header
    :ivar layouts: int64, bit 0 little endian, bit 1 Z, bit 2 M
    :ivar states: uint8, `GeometryState` flags
    """

    types: NDArray[np.int64]
    bodies: NDArray[np.int64]
    layouts: NDArray[np.int64]
    states: NDArray[np.uint8]


@dataclass(frozen=True)
class RingTable:
    """The rings of all features in order: arrays of length rings, but ``states`` of length features.

    :ivar features: int64, index of the feature; ``parts`` the number of the part in the feature
    :ivar begins: int64, byte position of the first coordinate; ``counts`` the number of vertices
    :ivar layouts: int64, as in `PolygonHeads`
    """

    features: NDArray[np.int64]
    parts: NDArray[np.int64]
    begins: NDArray[np.int64]
    counts: NDArray[np.int64]
    layouts: NDArray[np.int64]
    states: NDArray[np.uint8]

    def where(self, keep: NDArray) -> RingTable:
        """Return some of the rings, by mask or by index."""
        return RingTable(
            self.features[keep],
            self.parts[keep],
            self.begins[keep],
            self.counts[keep],
            self.layouts[keep],
            self.states,
        )

    def vertex_bytes(self) -> NDArray[np.int64]:
        """Return how many bytes a vertex takes, by ring: 16, 24 or 32."""
        return _vertex_bytes(self.layouts)


def read_heads(buffer: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> PolygonHeads:
    """Read byte order, type, dimensions and SRID of every feature."""
    types, bodies, layouts, good = _headers(buffer, starts, ends)
    states = np.zeros(len(starts), dtype=np.uint8)
    null = ends <= starts
    known = good & (types >= _KNOWN_TYPES.start) & (types < _KNOWN_TYPES.stop)
    polygonal = known & np.isin(types, (*_POLYGON_TYPES, _MULTIPOLYGON, *CURVED_TYPES))
    states[null] = int(GeometryState.NULL)
    states[~null & ~known] = int(GeometryState.BROKEN)
    states[known & ~polygonal] = int(GeometryState.NOT_POLYGON)
    states[polygonal & (layouts & 2 != 0)] |= int(GeometryState.HAS_Z)
    states[polygonal & (layouts & 4 != 0)] |= int(GeometryState.HAS_M)
    return PolygonHeads(np.where(polygonal, types, _NO_TYPE), bodies, layouts, states)


def walk_rings(buffer: NDArray[np.uint8], heads: PolygonHeads, ends: NDArray[np.int64]) -> RingTable:
    """Find the rings of all polygons and multipolygons.

    Every feature has a cursor; each round moves all cursors by one ring (and one part header), so the
    number of rounds is that of the rings of the richest features. The last few features are walked one
    by one. A count that does not fit into the bytes of its feature makes the feature BROKEN.
    """
    walker = _Walker(buffer, heads, ends)
    active = walker.begin()
    while len(active) > _FEW:
        active = walker.step(active)
    for feature in active.tolist():
        walker.finish(feature)
    return walker.table()


class _Walker:
    """The cursors of all features and the rings found so far."""

    def __init__(self, buffer: NDArray[np.uint8], heads: PolygonHeads, ends: NDArray[np.int64]) -> None:
        self._buffer = buffer
        self._heads = heads
        self._ends = ends
        self._cursor = heads.bodies.copy()
        self._layouts = heads.layouts.copy()
        self._parts_left = np.zeros(len(ends), dtype=np.int64)
        self._rings_left = np.zeros(len(ends), dtype=np.int64)
        self._part = np.zeros(len(ends), dtype=np.int64)
        self._broken = np.zeros(len(ends), dtype=bool)
        self._found: list[tuple[NDArray[np.int64], ...]] = []

    def begin(self) -> NDArray[np.int64]:
        """Read the number of parts or rings of every feature; return those that have any."""
        single = np.flatnonzero(np.isin(self._heads.types, _POLYGON_TYPES))
        multi = np.flatnonzero(self._heads.types == _MULTIPOLYGON)
        self._read_count(single, self._rings_left, 4)
        self._read_count(multi, self._parts_left, 9)
        self._part[multi] = -1
        return self._unfinished(np.union1d(single, multi))

    def step(self, active: NDArray[np.int64]) -> NDArray[np.int64]:
        """Move the cursors of the features by one ring; return those that are not at their end."""
        at_part = active[self._rings_left[active] == 0]
        if len(at_part):
            self._read_part_headers(at_part)
        at_ring = active[(self._rings_left[active] > 0) & ~self._broken[active]]
        cursor, end, layout = self._cursor[at_ring], self._ends[at_ring], self._layouts[at_ring]
        count, inside = _uint32(self._buffer, cursor, end, layout & 1 == 1)
        begin = cursor + 4
        after = begin + count * _vertex_bytes(layout)
        fits = inside & (after <= end)
        self._broken[at_ring[~fits]] = True
        if not fits.all():
            at_ring, begin, count, layout, after = (
                values[fits] for values in (at_ring, begin, count, layout, after)
            )
        self._found.append((at_ring, self._part[at_ring], begin, count, layout))
        self._cursor[at_ring] = after
        self._rings_left[at_ring] -= 1
        return self._unfinished(active)

    def finish(self, feature: int) -> None:
        """Walk one feature to its end."""
        whole = self._buffer.data
        cursor, end = int(self._cursor[feature]), int(self._ends[feature])
        layout, part = int(self._layouts[feature]), int(self._part[feature])
        parts_left, rings_left = int(self._parts_left[feature]), int(self._rings_left[feature])
        rings: list[tuple[int, int, int, int]] = []
        try:
            while parts_left or rings_left:
                if not rings_left:
                    cursor, layout, rings_left = _part_header(whole, cursor, end)
                    parts_left -= 1
                    part += 1
                    continue
                count = _plain_uint32(whole, cursor, end, layout)
                after = cursor + 4 + count * (16 + 8 * (layout >> 1 & 1) + 8 * (layout >> 2))
                if after > end:
                    raise _Truncated
                rings.append((part, cursor + 4, count, layout))
                cursor = after
                rings_left -= 1
        except _Truncated:
            self._broken[feature] = True
            return
        if rings:
            columns = np.array(rings, dtype=np.int64).T
            self._found.append((np.full(len(rings), feature, dtype=np.int64), *columns))

    def table(self) -> RingTable:
        """Return all rings found, by feature and in their order within it."""
        states = np.where(self._broken, np.uint8(GeometryState.BROKEN), np.uint8(0))
        if not self._found:
            nothing = np.empty(0, dtype=np.int64)
            return RingTable(nothing, nothing, nothing, nothing, nothing, states)
        features, parts, begins, counts, layouts = (np.concatenate(column) for column in zip(*self._found))
        table = RingTable(features, parts, begins, counts, layouts, states)
        return table.where(np.argsort(features, kind="stable")) if len(self._found) > 1 else table

    def _unfinished(self, features: NDArray[np.int64]) -> NDArray[np.int64]:
        open_ = (self._rings_left[features] > 0) | (self._parts_left[features] > 0)
        return features[open_ & ~self._broken[features]]

    def _read_count(self, features: NDArray[np.int64], target: NDArray[np.int64], least: int) -> None:
        """Read a count at the cursor; each counted thing takes at least so many bytes."""
        cursor, end = self._cursor[features], self._ends[features]
        count, inside = _uint32(self._buffer, cursor, end, self._layouts[features] & 1 == 1)
        fits = inside & (cursor + 4 + count * least <= end)
        target[features] = np.where(fits, count, 0)
        self._broken[features[~fits]] = True
        self._cursor[features] = cursor + 4

    def _read_part_headers(self, features: NDArray[np.int64]) -> None:
        types, bodies, layouts, good = _headers(self._buffer, self._cursor[features], self._ends[features])
        good &= np.isin(types, _POLYGON_TYPES)
        self._broken[features[~good]] = True
        features = features[good]
        self._cursor[features] = bodies[good]
        self._layouts[features] = layouts[good]
        self._parts_left[features] -= 1
        self._part[features] += 1
        self._read_count(features, self._rings_left, 4)


class _Truncated(Exception):
    """A count or header reaches beyond the bytes of its feature, or is no polygon header."""


def _uint32(
    buffer: NDArray[np.uint8], at: NDArray[np.int64], end: NDArray[np.int64], little: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return unsigned 32 bit numbers at byte positions (0 where outside) and whether they are inside."""
    inside = at + 4 <= end
    if len(buffer) < 4:
        return np.zeros(len(at), dtype=np.int64), inside & False
    safe = np.where(inside, at, 0)
    # a number may begin at any byte: strides of one byte
    numbers = np.ndarray((len(buffer) - 3,), dtype="<u4", buffer=buffer, strides=(1,))[safe].astype("=u4")
    numbers = np.where(little, numbers, numbers.byteswap())
    return np.where(inside, numbers, 0).astype(np.int64), inside


def _headers(
    buffer: NDArray[np.uint8], at: NDArray[np.int64], end: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return type, position after the header, layout and whether it is a header at all."""
    inside = at + 5 <= end
    if not len(buffer):
        nothing = np.zeros(len(at), dtype=np.int64)
        return nothing, at.copy(), nothing.copy(), inside & False
    order = buffer[np.where(inside, at, 0)]
    code, _ = _uint32(buffer, at + 1, end, order == 1)
    types, dimensions, body = _decoded(code)
    good = inside & (order <= 1) & (dimensions >= 0) & (at + body <= end)
    return types, at + body, (order == 1) + np.maximum(dimensions, 0) * 2, good


def _decoded(
    code: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return ISO type, dimensions (bit 0 Z, bit 1 M; -1 for an unknown one) and length of the header.

    ISO adds 1000 for Z, 2000 for M, 3000 for both; extended WKB sets the bits 31 (Z), 30 (M), 29 (SRID).
    """
    plain = code & 0x1FFFFFFF
    thousands = plain // 1000
    z = (code >> 31 & 1) | (thousands & 1)
    m = (code >> 30 & 1) | (thousands >> 1 & 1)
    dimensions = np.where(thousands <= 3, z + 2 * m, -1)
    return plain % 1000, dimensions, 5 + 4 * (code >> 29 & 1)


@lru_cache(maxsize=64)
def _decoded_code(code: int) -> tuple[int, int, int]:
    """Return the same for one code."""
    types, dimensions, length = _decoded(np.array([code], dtype=np.int64))
    return int(types[0]), int(dimensions[0]), int(length[0])


def _vertex_bytes(layout: NDArray[np.int64]) -> NDArray[np.int64]:
    return 16 + 8 * (layout >> 1 & 1) + 8 * (layout >> 2 & 1)


def _plain_uint32(whole: memoryview, cursor: int, end: int, layout: int) -> int:
    if cursor + 4 > end:
        raise _Truncated
    return int(struct.unpack_from("<I" if layout & 1 else ">I", whole, cursor)[0])


def _part_header(whole: memoryview, cursor: int, end: int) -> tuple[int, int, int]:
    """Return position after the header and ring count, layout, and the number of rings of a part."""
    if cursor + 5 > end or whole[cursor] > 1:
        raise _Truncated
    little = int(whole[cursor])
    type_, dimensions, length = _decoded_code(_plain_uint32(whole, cursor + 1, end, little))
    if type_ not in _POLYGON_TYPES or dimensions < 0:
        raise _Truncated
    layout = little + 2 * dimensions
    cursor += length
    rings = _plain_uint32(whole, cursor, end, layout)
    if cursor + 4 + rings * 4 > end:
        raise _Truncated
    return cursor + 4, layout, rings
