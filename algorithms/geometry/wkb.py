"""Polygons from well-known binary (WKB) and back, for a whole layer at once.

Read are ISO WKB and extended WKB (PostGIS, the older 2.5D types of OGR) in both byte orders, with or
without Z, M and SRID. The layout follows OGC 06-103r4 (Simple features access, part 1), section 8.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterator, Optional, Sequence, Union

import numpy as np
from numpy.typing import NDArray

from .arrays import GeometryState, PolygonArrays
from .wkb_curves import CURVED_TYPES, straightened
from .wkb_rings import PolygonHeads, RingTable, read_heads, walk_rings
from .wkb_write import geometry_of, wkb_of, wkb_of_all

__all__ = [
    "bounding_boxes",
    "concatenate",
    "geometry_of",
    "polygons_from_wkb",
    "select",
    "vertex_offsets",
    "wkb_of",
    "wkb_of_all",
]

Geometries = Union[Sequence[Optional[bytes]], NDArray]

_BLOCK_BYTES = 1 << 20
_BLOCK_FEATURES = 1 << 14


def polygons_from_wkb(geometries: Geometries, fids: Optional[NDArray[np.int64]] = None) -> PolygonArrays:
    """Read the polygons of a layer.

    Bytes that are no geometry, other geometry types and missing geometries are recorded in ``states``
    and read as a feature without parts; nothing is raised for them. Parts without any vertex are left
    out. Curves are straightened as QGIS draws them. Bytes after the end of a geometry are ignored.

    :param geometries: bytes or None by feature, or a numpy array of dtype ``V<n>`` (fixed length, zero
        padded; a masked or all-zero element is NULL)
    :param fids: int64 (features), ids of the features; 0, 1, 2… where not given
    :raises ValueError: when there are not as many ids as geometries
    """
    source = _Source(geometries)
    count = len(source)
    if fids is None:
        fids = np.arange(count, dtype=np.int64)
    elif len(fids) != count:
        raise ValueError(f"{len(fids)} feature ids for {count} geometries")
    x, y = np.empty(source.most_vertices), np.empty(source.most_vertices)
    filled = 0
    blocks = [_Block.empty()]
    for begin, end in source.spans():
        block, table, buffer = _read_block(*source.block(begin, end))
        blocks.append(block)
        size = filled + int(block.vertex_counts.sum())
        if size > len(x):  # straightened curves take more bytes than the curves did
            x, y = (np.concatenate((values, np.empty(size))) for values in (x, y))
        _copy_coordinates(buffer, table, x[filled:size], y[filled:size])
        filled = size
    return PolygonArrays(
        x=x[:filled],
        y=y[:filled],
        ring_offsets=_offsets(np.concatenate([block.vertex_counts for block in blocks])),
        part_offsets=_offsets(np.concatenate([block.ring_counts for block in blocks])),
        feature_offsets=_offsets(np.concatenate([block.part_counts for block in blocks])),
        fids=np.array(fids, dtype=np.int64),
        states=np.concatenate([block.states for block in blocks]),
    )


def concatenate(batches: Sequence[PolygonArrays]) -> PolygonArrays:
    """Return the features of all batches, in order, as one."""
    if len(batches) == 1:
        return batches[0]

    def offsets(name: str) -> NDArray[np.int64]:
        pieces = [np.zeros(1, dtype=np.int64)]
        base = 0
        for batch in batches:
            values = getattr(batch, name)
            pieces.append(values[1:] + base)
            base += int(values[-1])
        return np.concatenate(pieces)

    def values(name: str, dtype: type) -> NDArray:
        return np.concatenate([np.empty(0, dtype=dtype)] + [getattr(batch, name) for batch in batches])

    return PolygonArrays(
        x=values("x", np.float64),
        y=values("y", np.float64),
        ring_offsets=offsets("ring_offsets"),
        part_offsets=offsets("part_offsets"),
        feature_offsets=offsets("feature_offsets"),
        fids=values("fids", np.int64),
        states=values("states", np.uint8),
    )


def select(polygons: PolygonArrays, indices: NDArray) -> PolygonArrays:
    """Return some features in the order given.

    :param indices: feature indices (repeats allowed) or a boolean mask over the features
    """
    chosen = np.asarray(indices)
    chosen = np.flatnonzero(chosen) if chosen.dtype == bool else chosen.astype(np.int64)
    parts, feature_offsets = _gathered(polygons.feature_offsets, chosen)
    rings, part_offsets = _gathered(polygons.part_offsets, parts)
    vertices, ring_offsets = _gathered(polygons.ring_offsets, rings)
    return PolygonArrays(
        x=polygons.x[vertices],
        y=polygons.y[vertices],
        ring_offsets=ring_offsets,
        part_offsets=part_offsets,
        feature_offsets=feature_offsets,
        fids=polygons.fids[chosen],
        states=polygons.states[chosen],
    )


def bounding_boxes(polygons: PolygonArrays) -> NDArray[np.float64]:
    """Return float64 (features, 4): xmin, ymin, xmax, ymax in layer units.

    Coordinates that are NaN are passed over; a feature without vertices has NaN throughout.
    """
    offsets = vertex_offsets(polygons)
    boxes = np.full((len(polygons), 4), np.nan)
    filled = np.flatnonzero(offsets[1:] > offsets[:-1])
    if len(filled):
        begins = offsets[filled]
        boxes[filled, 0] = np.fmin.reduceat(polygons.x, begins)
        boxes[filled, 1] = np.fmin.reduceat(polygons.y, begins)
        boxes[filled, 2] = np.fmax.reduceat(polygons.x, begins)
        boxes[filled, 3] = np.fmax.reduceat(polygons.y, begins)
    return boxes


def vertex_offsets(polygons: PolygonArrays) -> NDArray[np.int64]:
    """Return int64 (features + 1): where the vertices of each feature begin and end."""
    return polygons.ring_offsets[polygons.part_offsets[polygons.feature_offsets]]


class _Source:
    """The bytes of all features, given out in blocks that fit the processor's cache."""

    def __init__(self, geometries: Geometries) -> None:
        dtype = getattr(geometries, "dtype", None)
        self._fixed = dtype is not None and dtype.kind in "VS"
        self._missing: Optional[NDArray[np.bool_]] = None
        self._geometries: Union[Sequence[Optional[bytes]], NDArray]
        if self._fixed:
            width, count = geometries.dtype.itemsize, len(geometries)  # type: ignore[union-attr]
            data = np.ascontiguousarray(np.ma.getdata(geometries)).view(np.uint8).reshape(count, width)
            # a geometry begins with a byte order and a type, so five zero bytes mean there is none
            self._missing = np.ma.getmaskarray(geometries) | ~data[:, :5].any(axis=1)
            self._geometries = data
            lengths = np.full(count, width, dtype=np.int64)
        else:
            if np.ma.isMaskedArray(geometries):
                geometries = geometries.filled(None)  # type: ignore[union-attr]
            self._geometries = geometries
            lengths = np.array([0 if item is None else len(item) for item in geometries], dtype=np.int64)
        self._offsets = _offsets(lengths)
        self.most_vertices = int(self._offsets[-1]) // 16

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield the first and the last feature (exclusive) of each block."""
        begin = 0
        while begin < len(self):
            limit = self._offsets[begin] + _BLOCK_BYTES
            end = int(np.searchsorted(self._offsets, limit, side="right")) - 1
            end = min(max(end, begin + 1), begin + _BLOCK_FEATURES, len(self))
            yield begin, end
            begin = end

    def block(self, begin: int, end: int) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64]]:
        """Return the bytes of some features and where each begins and ends in them (NULL: no bytes)."""
        offsets = self._offsets[begin : end + 1] - self._offsets[begin]
        starts, ends = offsets[:-1], offsets[1:]
        chosen = self._geometries[begin:end]
        if self._missing is not None:
            ends = np.where(self._missing[begin:end], starts, ends)
            return chosen.reshape(-1), starts, ends  # type: ignore[union-attr]
        return np.frombuffer(_bytes_of(chosen), dtype=np.uint8), starts, ends


@dataclass(frozen=True)
class _Block:
    """What was read of some features: states and parts by feature, rings by part, vertices by ring."""

    states: NDArray[np.uint8]
    part_counts: NDArray[np.int64]
    ring_counts: NDArray[np.int64]
    vertex_counts: NDArray[np.int64]

    @classmethod
    def empty(cls) -> _Block:
        nothing = np.empty(0, dtype=np.int64)
        return cls(np.empty(0, dtype=np.uint8), nothing, nothing, nothing)


def _bytes_of(geometries: Geometries) -> bytes:
    chunks = [b"" if geometry is None else geometry for geometry in geometries]
    try:
        return b"".join(chunks)
    except TypeError:  # objects without the buffer protocol
        return b"".join([bytes(chunk) for chunk in chunks])


def _read_block(
    buffer: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[_Block, RingTable, NDArray[np.uint8]]:
    """Return the structure of some features, their rings and the bytes the rings lie in."""
    heads = read_heads(buffer, starts, ends)
    curved = np.flatnonzero(np.isin(heads.types, CURVED_TYPES))
    if not len(curved):
        table = walk_rings(buffer, heads, ends)
        block, table = _structure(heads, table)
        return block, table, buffer
    whole = buffer.data
    chunks = [bytes(whole[start:end]) for start, end in zip(starts.tolist(), ends.tolist())]
    flags = np.zeros(len(chunks), dtype=np.uint8)
    for index in curved.tolist():
        chunks[index], state = straightened(chunks[index])
        flags[index] = int(state)
    offsets = _offsets(np.array([len(chunk) for chunk in chunks], dtype=np.int64))
    straight = np.frombuffer(b"".join(chunks), dtype=np.uint8)
    block, table, straight = _read_block(straight, offsets[:-1], offsets[1:])
    broken = flags & int(GeometryState.BROKEN) != 0
    return replace(block, states=np.where(broken, flags, block.states | flags)), table, straight


def _structure(heads: PolygonHeads, table: RingTable) -> tuple[_Block, RingTable]:
    """Drop what is broken and what is empty, then count parts, rings and vertices."""
    states = heads.states | table.states
    broken = states & int(GeometryState.BROKEN) != 0
    states[broken] = int(GeometryState.BROKEN)
    keep = ~broken[table.features]
    if not keep.all():
        table = table.where(keep)
    first_rings = _first_rings(table)
    if len(first_rings):
        ring_counts = np.diff(np.append(first_rings, len(table.counts)))
        filled = np.add.reduceat(table.counts, first_rings) > 0
        if not filled.all():
            table = table.where(np.repeat(filled, ring_counts))
            first_rings = _first_rings(table)
    part_counts = np.bincount(table.features[first_rings], minlength=len(states)).astype(np.int64)
    no_polygon = int(GeometryState.NULL | GeometryState.NOT_POLYGON | GeometryState.BROKEN)
    states[(part_counts == 0) & ((states & no_polygon) == 0)] |= int(GeometryState.EMPTY)
    ring_counts = np.diff(np.append(first_rings, len(table.counts))).astype(np.int64)
    return _Block(states, part_counts, ring_counts, table.counts), table


def _first_rings(table: RingTable) -> NDArray[np.int64]:
    """Return the index of the first ring of every part."""
    changed = np.ones(len(table.features), dtype=bool)
    changed[1:] = (table.features[1:] != table.features[:-1]) | (table.parts[1:] != table.parts[:-1])
    return np.flatnonzero(changed)


def _copy_coordinates(
    buffer: NDArray[np.uint8], table: RingTable, x: NDArray[np.float64], y: NDArray[np.float64]
) -> None:
    """Copy x and y of all vertices of all rings, in order."""
    if not len(x):
        return
    widths = table.vertex_bytes()
    offsets = _offsets(table.counts)
    at = np.repeat(table.begins - widths * offsets[:-1], table.counts)
    at += np.arange(len(at)) * (widths[0] if (widths == widths[0]).all() else np.repeat(widths, table.counts))
    little = (table.layouts & 1).astype(bool)
    for dtype, rings in (("<f8", little), (">f8", ~little)):
        if not rings.any():
            continue
        # a coordinate may begin at any byte: strides of one byte
        values: NDArray[np.float64] = np.ndarray((len(buffer) - 7,), dtype=dtype, buffer=buffer, strides=(1,))
        if rings.all():
            x[:] = values[at]
            y[:] = values[at + 8]
        else:
            mine = np.repeat(rings, table.counts)
            x[mine] = values[at[mine]]
            y[mine] = values[at[mine] + 8]


def _offsets(counts: NDArray) -> NDArray[np.int64]:
    offsets = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets


def _gathered(
    offsets: NDArray[np.int64], chosen: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the members of the chosen groups, in order, and the offsets of the groups in them."""
    counts = offsets[chosen + 1] - offsets[chosen] if len(chosen) else np.empty(0, dtype=np.int64)
    new_offsets = _offsets(counts)
    members = np.arange(new_offsets[-1]) + np.repeat(offsets[chosen] - new_offsets[:-1], counts)
    return members.astype(np.int64), new_offsets
