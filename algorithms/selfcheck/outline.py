"""The borders that tell on a picture where one is, such as the towns of a county."""

from __future__ import annotations

import numpy as np

from ..dataset.binding import Dataset
from ..errors import LandPlanError
from ..geometry.wkb import geometry_of
from ..rulepack.model import GeometryKind

LARGEST = 500  # units; more would hide what they are to explain
DETAIL = 1000  # share of the extent that a picture can show


def outline(dataset: Dataset) -> tuple[bytes, ...]:
    """Return the polygons of the pack's outline role as WKB, simplified to what a picture can show.

    Empty where the pack names no such role or its layer is missing, in another CRS than the rest, or
    cannot be read.
    """
    layer = dataset.layer(dataset.pack.outline) if dataset.pack.outline else None
    if layer is None or layer.geometry is not GeometryKind.POLYGON or layer.crs != dataset.crs:
        return ()
    try:
        polygons = layer.read().polygons
    except LandPlanError:  # what cannot be read is reported by the checks
        return ()
    if not 0 < len(polygons) <= LARGEST:
        return ()
    # without a coordinate that is no number, on which simplifying never ends
    usable = np.flatnonzero(~np.isin(polygons.fids, layer.shapeless()))
    shapes = [geometry_of(polygons, index) for index in usable.tolist()]
    boxes = [shape.boundingBox() for shape in shapes]
    extent = max((max(box.width(), box.height()) for box in boxes), default=0.0)
    return tuple(bytes(shape.simplify(extent / DETAIL).asWkb()) for shape in shapes)
