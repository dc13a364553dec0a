"""What lies around edited features: which features of the other layers have to be looked at with them."""

from __future__ import annotations

from typing import Collection, Iterable, Optional

import numpy as np
from numpy.typing import NDArray

from ..dataset.layer import SourceLayer
from ..dataset.selected_layer import SelectedLayer
from ..geometry.arrays import PolygonArrays
from ..geometry.box_index import BoxIndex
from ..geometry.wkb import bounding_boxes
from ..selfcheck.context import CheckContext
from ..selfcheck.one_crs import in_crs

Boxes = NDArray[np.float64]
Rows = NDArray[np.int64]
_MARGIN = 1e-6  # share of a box, so that what touches it meets it however its coordinates were rounded


class Surroundings:
    """The layers of a dataset by the bounding boxes of their features, in the CRS of one of them."""

    def __init__(
        self, context: CheckContext, role: str, others: Iterable[str], known: Optional[Surroundings] = None
    ) -> None:
        """
        :param role: the edited layer, whose CRS counts
        :param others: further roles; those that have no layer of polygons are passed over
        :param known: the surroundings as they were; what is still the same layer is not looked at again
        :raises LandPlanError: when a layer cannot be read
        """
        self.role = role
        self.crs = context.layer(role).crs
        self._layers: dict[str, SourceLayer] = {}
        self._index: dict[str, BoxIndex] = {}
        for one in (role, *others):
            layer = context.dataset.layer(one)
            if layer is None or layer.geometry is not context.layer(role).geometry or one in self._layers:
                continue
            self._layers[one] = layer
            if known is not None and known._layers.get(one) is layer and known.crs == self.crs:
                self._index[one] = known._index[one]
                continue
            self._index[one] = BoxIndex(bounding_boxes(in_crs(context, one, context.polygons(one), self.crs)))

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles there are layers of."""
        return tuple(self._layers)

    def near(self, role: str, boxes: Boxes, margin: float = 0.0) -> Rows:
        """Return the features of a layer whose bounding boxes meet some boxes, ascending.

        :param margin: layer units by which the boxes are made wider
        """
        return self._index[role].meeting(wider(boxes, margin))

    def boxes(self, role: str, rows: Rows) -> Boxes:
        """Return the bounding boxes of some features of a layer, float64 (rows, 4)."""
        return self._index[role].boxes[rows]

    def layer(self, role: str, rows: Rows) -> SelectedLayer:
        """Return some features of a layer as a layer."""
        return SelectedLayer(self._layers[role], rows)

    def edited_layer(self, rows: Rows, replaced: Collection[int], touched: SourceLayer) -> SelectedLayer:
        """Return some features of the edited layer as they stand in the draft.

        :param replaced: ids of the features that were changed or deleted
        :param touched: the features that were changed or added
        """
        base = self._layers[self.role]
        gone = np.fromiter(replaced, dtype=np.int64, count=len(replaced))
        kept = rows[~np.isin(base.read().fids[rows], gone)]
        return SelectedLayer(base, kept, touched)


def boxes_of(*polygons: Optional[PolygonArrays]) -> Boxes:
    """Return the bounding boxes of features that have a shape, float64 (n, 4)."""
    found = [bounding_boxes(one) for one in polygons if one is not None]
    boxes = np.concatenate(found) if found else np.empty((0, 4))
    return boxes[np.isfinite(boxes).all(axis=1)]


def wider(boxes: Boxes, margin: float = 0.0) -> Boxes:
    """Return boxes made wider on all sides, by what rounding of coordinates needs at least.

    :param margin: layer units
    """
    size = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])[:, None]
    margins = margin + _MARGIN * size
    return np.concatenate((boxes[:, :2] - margins, boxes[:, 2:] + margins), axis=1)
