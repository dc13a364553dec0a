"""The content of one layer in memory: feature ids, polygons, attribute columns."""

from __future__ import annotations

import hashlib
from threading import RLock
from typing import Callable, Mapping, Optional, Sequence, Union

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..geometry.arrays import PolygonArrays
from ..geometry.wkb import polygons_from_wkb, select
from .columns import Column, offsets_of

Wkb = Union[Sequence[Optional[bytes]], NDArray[np.void]]


class LayerData:
    """A layer read into arrays, features in ascending order of their ids.

    Polygons are parsed and columns decoded when they are first asked for; both may be asked for from
    any thread.

    :ivar fids: int64 (features), ascending
    """

    def __init__(
        self,
        fids: NDArray[np.int64],
        columns: Mapping[str, Column],
        load_wkb: Callable[[], Wkb],
        is_polygon: bool,
    ) -> None:
        """
        :param fids: int64 (features), in any order
        :param columns: columns by the name they have in the source, in the order of ``fids``
        :param load_wkb: gives the geometries as WKB, in the order of ``fids``, the same ones each time
        :param is_polygon: whether `polygons` holds the geometries
        """
        self._order: Optional[NDArray[np.int64]] = None
        if np.any(fids[1:] < fids[:-1]):
            self._order = np.argsort(fids, kind="stable")
            fids = fids[self._order]
            columns = {name: column.reordered(self._order) for name, column in columns.items()}
        self.fids = fids
        self._columns = dict(columns)
        self._load_wkb: Optional[Callable[[], Wkb]] = load_wkb
        self._is_polygon = is_polygon
        self._polygons: Optional[PolygonArrays] = None
        self._geometries: Optional[list[Optional[bytes]]] = None
        self._digest: Optional[bytes] = None
        self._lock = RLock()

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.fids)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names `column` knows."""
        return tuple(self._columns)

    def column(self, name: str) -> np.ma.MaskedArray:
        """Return the values (features) of a column, NULL masked, an empty text kept as ``''``.

        int64, float64, bool, datetime64[D], datetime64[ms], or str (numpy unicode, or object where
        values are long); times, binary, lists and JSON come as text.

        :param name: the name the column has in the source (``SourceLayer.field_name``)
        :raises KeyError: when the layer has no such column
        :raises LandPlanError: when the source cannot be read any more
        """
        with self._lock:
            return self._columns[name].values()

    @property
    def polygons(self) -> PolygonArrays:
        """The polygons of all features; no features at all for a layer of another geometry type."""
        with self._lock:
            if self._polygons is None:
                if self._is_polygon:
                    self._polygons = polygons_from_wkb(self._ordered_wkb(), self.fids)
                    self._load_wkb = None
                else:
                    self._polygons = polygons_from_wkb([], np.empty(0, dtype=np.int64))
            return self._polygons

    def some_polygons(self, rows: NDArray[np.int64]) -> PolygonArrays:
        """Return the polygons of some features, without parsing those of the others.

        :param rows: int64, array indexes
        """
        with self._lock:
            if self._polygons is not None or not self._is_polygon:
                return select(self.polygons, rows)
            wkb = self._ordered_wkb()
            some = wkb[rows] if isinstance(wkb, np.ndarray) else [wkb[row] for row in rows.tolist()]
            return polygons_from_wkb(some, self.fids[rows])

    @property
    def geometries(self) -> list[Optional[bytes]]:
        """The geometries of a layer of points or lines as WKB, None for NULL; empty for polygons."""
        with self._lock:
            if self._geometries is None:
                self._geometries = []
                if not self._is_polygon:
                    wkb = self._ordered_wkb()
                    self._geometries = [piece if piece is None else bytes(piece) for piece in wkb]
                    self._load_wkb = None
            return self._geometries

    def digest(self) -> bytes:
        """Return SHA-256 over values and geometries in order of the feature ids, not the ids themselves.

        Z and M values of polygons are not part of it: nothing is checked on them.
        """
        with self._lock:
            if self._digest is None:
                self._digest = self._hashed()
            return self._digest

    def _ordered_wkb(self) -> Wkb:
        if self._load_wkb is None:
            raise RuntimeError("geometries are loaded once")
        wkb = self._load_wkb()
        if self._order is None:
            return wkb
        return wkb[self._order] if isinstance(wkb, np.ndarray) else [wkb[i] for i in self._order.tolist()]

    def _hashed(self) -> bytes:
        content = hashlib.sha256()
        content.update(len(self).to_bytes(8, "little"))
        for name, column in self._columns.items():
            content.update(name.encode("utf-8", "replace") + b"\0")
            column.update(content.update)
        if self._is_polygon:
            polygons = self.polygons
            arrays = (polygons.states, polygons.feature_offsets, polygons.part_offsets)
            for array in (*arrays, polygons.ring_offsets, polygons.x, polygons.y):
                content.update(np.ascontiguousarray(array).data)
        else:
            pieces = [canonical_wkb(wkb) for wkb in self.geometries]
            content.update(offsets_of(np.array([len(piece) for piece in pieces], dtype=np.int64)).data)
            content.update(b"".join(pieces))
        return content.digest()


def canonical_wkb(wkb: Optional[bytes]) -> bytes:
    """Return a geometry as QGIS writes it, so that the same geometry has the same bytes; b'' for NULL."""
    if not wkb:
        return b""
    geometry = QgsGeometry()
    geometry.fromWkb(bytes(wkb))
    return bytes(geometry.asWkb())
