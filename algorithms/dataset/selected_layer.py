"""Some features of a layer as a layer of their own, with features of another one in the place of theirs."""

from __future__ import annotations

from functools import partial
from typing import Optional, cast

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsFeature, QgsFeatureIterator, QgsFeatureRequest, QgsFields, QgsWkbTypes

from ..feedback import Feedback
from ..geometry.arrays import PolygonArrays
from ..geometry.wkb import concatenate, select
from .columns import NUMPY_TYPES, Column, ColumnKind, FixedColumn, LateColumn, text_column
from .layer import SourceLayer
from .layerdata import LayerData


class SelectedLayer(SourceLayer):
    """Features of a layer, joined with features that were changed or added to it.

    Arrays are taken from the layers they come from; nothing is read again.
    """

    def __init__(self, base: SourceLayer, rows: NDArray[np.int64], added: Optional[SourceLayer] = None) -> None:
        """
        :param base: the layer
        :param rows: int64, array indexes of its features
        :param added: features of the same structure, with ids that none of ``rows`` has
        """
        super().__init__(
            base.name, base.path, base.provider, base.fields, QgsWkbTypes.Type.Unknown, base.crs, len(rows),
            base.encoding, base.encoding_note, base.problem,
        )
        self.geometry = base.geometry
        self.geometry_name = base.geometry_name
        self._base = base
        self._rows = rows
        self._added = added
        if added is not None:
            self.feature_count += added.feature_count

    def features(self, request: QgsFeatureRequest) -> QgsFeatureIterator:
        """Return the features QGIS reads for a request, in the calling thread, as something to go through."""
        ids = set(self._base.read().fids[self._rows].tolist())
        found: list[QgsFeature] = [one for one in self._base.features(_narrowed(request, ids)) if one.id() in ids]
        if self._added is not None:
            found += list(self._added.features(request))
        found.sort(key=lambda one: int(one.id()))
        return cast(QgsFeatureIterator, iter(found))

    def qgs_fields(self) -> QgsFields:
        """Return the fields of the features of `features`."""
        return self._base.qgs_fields()

    def _read(self, feedback: Feedback) -> LayerData:
        parts = [(self._base.read(feedback), self._rows)]
        if self._added is not None:
            more = self._added.read(feedback)
            parts.append((more, np.arange(len(more), dtype=np.int64)))
        fids = np.concatenate([data.fids[rows] for data, rows in parts])
        order = np.argsort(fids, kind="stable")
        columns: dict[str, Column] = {
            field.name: LateColumn(partial(_joined, parts, field.name, field.kind, order))
            for field in self.fields
        }
        return _GivenData(fids[order], columns, parts, order)


class _GivenData(LayerData):
    """Content whose polygons are there already."""

    def __init__(
        self,
        fids: NDArray[np.int64],
        columns: dict[str, Column],
        parts: list[tuple[LayerData, NDArray[np.int64]]],
        order: NDArray[np.int64],
    ) -> None:
        super().__init__(fids, columns, list, True)
        self._parts = parts
        self._places = order

    @property
    def polygons(self) -> PolygonArrays:
        """The polygons of all features; no features at all for a layer of another geometry type."""
        with self._lock:
            if self._polygons is None:
                given = [(data.polygons, rows) for data, rows in self._parts]
                if all(len(polygons) or not len(rows) for polygons, rows in given):
                    self._polygons = select(concatenate([select(one, rows) for one, rows in given]), self._places)
                else:
                    self._polygons = given[0][0]
            return self._polygons


def _joined(
    parts: list[tuple[LayerData, NDArray[np.int64]]], name: str, kind: ColumnKind, order: NDArray[np.int64]
) -> Column:
    """Return a column of the joined features; those of a layer that has it not have no value."""
    values = np.ma.concatenate([
        data.column(name)[rows] if name in data.column_names else np.ma.masked_all(len(rows), dtype=object)
        for data, rows in parts
    ])[order]
    if kind in NUMPY_TYPES and values.dtype.kind != "O":
        return FixedColumn(np.asarray(values.data), np.ma.getmaskarray(values))
    if kind in NUMPY_TYPES:
        blank = np.zeros(len(values), dtype=NUMPY_TYPES[kind])
        known = ~np.ma.getmaskarray(values)
        blank[known] = values.data[known].astype(blank.dtype)
        return FixedColumn(blank, ~known)
    return text_column([None if value is None else str(value) for value in values.tolist()])


def _narrowed(request: QgsFeatureRequest, ids: set[int]) -> QgsFeatureRequest:
    """Return a request for some features; one with an expression stays as it is: QGIS takes one or the other."""
    if request.filterType() != QgsFeatureRequest.FilterType.FilterNone:
        return request
    return QgsFeatureRequest(request).setFilterFids(sorted(ids))
