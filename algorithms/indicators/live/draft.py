"""The draft: features with uncommitted edits as a layer of their own, for rules that judge only what was touched."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsVectorLayer

from ...dataset.layer import SourceLayer
from ...geometry.arrays import PolygonArrays
from ...geometry.wkb import polygons_from_wkb
from .edited_layers import present_of, saved_features, touched_of
from .part_layers import part_of


@dataclass(frozen=True)
class Draft:
    """What an edited layer would become.

    :ivar touched: the features that were added or changed, as they stand, under their ids
    :ivar removed: the shapes that features which were changed or deleted have where they are saved
    """

    touched: SourceLayer
    removed: PolygonArrays


def draft_of(layer: QgsVectorLayer) -> Draft:
    """Return the draft of an edited layer; call it in the thread the layer lives in, use it in any."""
    fids = touched_of(layer)
    saved = saved_features(layer, fids)
    shapes = [None if one.geometry().isNull() else one.geometry().asWkb().data() for one in saved]
    removed = polygons_from_wkb(shapes, np.array([one.id() for one in saved], dtype=np.int64))
    return Draft(part_of(layer, present_of(layer, fids)), removed)
