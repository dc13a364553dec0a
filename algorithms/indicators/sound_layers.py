"""Features made fit for overlays, each once in a run: several indicators are measured from the same layer."""

from __future__ import annotations

from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Span
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_input import sound_polygons
from ..geometry.wkb import concatenate, select
from ..selfcheck.context import CheckContext
from ..selfcheck.one_crs import in_crs_of


def sound_features(
    context: CheckContext, role_id: str, features: NDArray[np.int64], feedback: Optional[Feedback] = None
) -> PolygonArrays:
    """Return some features of a layer as `sound_polygons` makes them.

    :param features: int64, array indexes
    :raises NotRunnable: when the layer is missing or holds no polygons
    :raises Cancelled: when the user cancels
    """
    store = context.once(("sound features", role_id), lambda: _SoundFeatures(context.polygons(role_id)))
    return store.of(features, context.feedback if feedback is None else feedback)


def sound_cover(context: CheckContext, role_id: str, cover_id: str) -> PolygonArrays:
    """Return all features of a layer in the CRS of another, as `sound_polygons` makes them.

    :param role_id: the layer whose CRS it is
    :raises LandPlanError: when the layer is missing, or cannot be brought into that CRS
    :raises Cancelled: when the user cancels
    """
    def make() -> PolygonArrays:
        polygons = in_crs_of(context, role_id, cover_id, context.polygons(cover_id))
        return sound_polygons(polygons, Span(context.feedback, 0, 10))

    return context.once(("sound cover", role_id, cover_id), make)


class _SoundFeatures:
    """The features of a layer that were asked for so far."""

    def __init__(self, polygons: PolygonArrays) -> None:
        self._polygons = polygons
        self._sound: Optional[PolygonArrays] = None
        self._place = np.full(len(polygons), -1, dtype=np.int64)

    def of(self, features: NDArray[np.int64], feedback: Feedback) -> PolygonArrays:
        """Return some features; only those that nobody asked for before are looked at."""
        new = features[self._place[features] < 0]
        if len(new) or self._sound is None:
            found = sound_polygons(select(self._polygons, new), feedback)
            self._place[new] = (0 if self._sound is None else len(self._sound)) + np.arange(len(new))
            self._sound = found if self._sound is None else concatenate((self._sound, found))
        return select(self._sound, self._place[features])
