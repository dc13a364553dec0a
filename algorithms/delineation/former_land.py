"""Which feature of the basic farmland before a parcel was, and what that feature says."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateTransformContext

from ..dataset.layer import SourceLayer
from ..feedback import Feedback, Silent, Span
from ..geometry.overlap_areas import overlap_areas
from ..geometry.reproject import reprojected
from ..geometry.wkb import select
from ..rulepack.model import FieldRule
from .model import Parcels
from .schema import plain


class FormerLand:
    """The basic farmland before, matched with parcels by the largest common area.

    :ivar feature: int64 (n,), feature of the layer a parcel mostly was, -1 for none
    :ivar is_main: bool (n,), True for the one parcel that takes most of its feature: it inherits the number
    """

    def __init__(
        self,
        layer: Optional[SourceLayer],
        parcels: Parcels,
        wanted: NDArray[np.bool_],
        rank: NDArray[np.int64],
        feedback: Feedback = Silent(),  # noqa: B008
        transforms: Optional[QgsCoordinateTransformContext] = None,
    ) -> None:
        """
        :param layer: the basic farmland before, None for none
        :param wanted: bool (n,), the parcels to match
        :param rank: int64 (n,), decides between equal areas
        :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
        """
        self.feature = np.full(len(parcels), -1, dtype=np.int64)
        self.is_main = np.zeros(len(parcels), dtype=bool)
        self._layer = layer
        if layer is None or not wanted.any():
            return
        polygons = layer.read(Span(feedback, 0, 20)).polygons
        former = reprojected(polygons, layer.crs, parcels.crs, layer.name, transforms)
        rows = np.flatnonzero(wanted)
        found = overlap_areas(select(parcels.polygons, rows), former, feedback=Span(feedback, 20, 100))
        parcel, feature, area = rows[found.first], found.second, found.area
        best = found.largest()
        self.feature[parcel[best]] = feature[best]
        order = best[np.lexsort((rank[parcel[best]], -area[best], feature[best]))]
        mains = order[np.unique(feature[order], return_index=True)[1]]
        self.is_main[parcel[mains]] = True

    def values(self, rule: FieldRule, rows: NDArray[np.int64]) -> Optional[list[Any]]:
        """Return what the former features of some parcels say in a field, None where the layer has no such field."""
        if self._layer is None:
            return None
        name = self._layer.field_name(rule)
        if name is None:
            return None
        return plain(self._layer.read().column(name), self.feature[rows])

    def numbers(self, rule: FieldRule) -> list[Any]:
        """Return all values of a field of the former layer, empty without the field."""
        name = None if self._layer is None else self._layer.field_name(rule)
        if self._layer is None or name is None:
            return []
        return plain(self._layer.read().column(name))
