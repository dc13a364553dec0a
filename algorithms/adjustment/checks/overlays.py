"""Where parcels and the features of another layer lie over each other, or do not."""

from __future__ import annotations

from functools import partial
from typing import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from ...feedback import Silent
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import geometries, polygon_parts, sound_polygons
from ...geometry.overlap_areas import overlap_areas
from ...geometry.overlay_geometry import shared
from ...geometry.wkb import select
from ...message import Message
from ...selfcheck.context import CheckContext
from ...selfcheck.findings import feature_of
from .land import land
from .needs import delineation_rules
from .places import Place

ParcelSentence = Callable[[int, float], Message]


def parcel_places(
    context: CheckContext,
    parcels: NDArray[np.int64],
    others: PolygonArrays,
    indexes: NDArray[np.int64],
    role_id: str,
    kind: str,
    sentence: ParcelSentence,
) -> Iterator[Place]:
    """Yield the places where parcels overlap features of a layer.

    :param parcels: indexes of parcels
    :param others: features in the CRS of the changes
    :param indexes: int64 (others), index of each in the layer ``role_id``
    :param sentence: makes the sentence from the index of the parcel and the area in m²
    """
    mine = sound_polygons(select(land(context).polygons, parcels), Silent())
    found = overlap_areas(mine, others, feedback=context.feedback)
    used = np.unique(found.second)
    theirs = dict(geometries(sound_polygons(select(others, used), Silent()), np.arange(len(used))))
    shapes = dict(geometries(mine, np.unique(found.first)))
    parcel_role = delineation_rules(context).parcels.role
    for one, two in zip(found.first.tolist(), found.second.tolist()):
        parcel = int(parcels[one])
        features = (
            feature_of(context, role_id, int(indexes[two])), feature_of(context, parcel_role, parcel),
        )
        overlap = shared(shapes[one], theirs[int(np.searchsorted(used, two))])
        yield Place(kind, features, polygon_parts(overlap), partial(sentence, parcel))
