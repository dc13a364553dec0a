"""Every error of the polygons of a layer, at every place where there is one."""

from __future__ import annotations

from dataclasses import replace
from typing import Collection, Iterator, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from .arrays import GeometryState, PolygonArrays
from .validity_contacts import find_contacts
from .validity_model import (
    GEOMETRY_ERROR_KINDS,
    INVALIDITY_KINDS,
    TOPOLOGY_KINDS,
    GeometryError,
    errors_at,
    sort_key,
)
from .validity_nesting import places_of_nesting
from .validity_outline import outline_of, without_copies
from .validity_places import places_of_contacts
from .validity_vertices import VertexLimits, vertex_errors
from .wkb import bounding_boxes, geometry_of, select, vertex_offsets, wkb_of_all

__all__ = ["GEOMETRY_ERROR_KINDS", "INVALIDITY_KINDS", "GeometryError", "find_geometry_errors"]

_CHUNK_VERTICES = 1 << 16  # scanned at once: what fits the cache
_BATCH_VERTICES = 1 << 20  # searched at once for crossings
_KINDS_OF_CONTACTS = ("self_intersection", "ring_self_touch")
_STATE_KINDS = {
    "null_geometry": GeometryState.NULL,
    "empty_geometry": GeometryState.EMPTY,
    "not_polygon": GeometryState.NOT_POLYGON,
    "broken_geometry": GeometryState.BROKEN,
    "curved_geometry": GeometryState.CURVED,
}


def find_geometry_errors(
    polygons: PolygonArrays,
    *,
    kinds: Optional[Collection[str]] = None,
    min_angle: float = 0.0,
    min_segment: float = 0.0,
    tolerance: float = 0.0,
    feedback: Feedback = Silent(),  # noqa: B008
) -> list[GeometryError]:
    """Find the errors of all features, ordered by feature, kind and place.

    Validity is that of OGC 06-103r4, 6.1.11, as GEOS understands it, decided without tolerance: a feature
    has an error of `INVALIDITY_KINDS` exactly when it is invalid. A hole may touch its shell or another hole
    in a point, parts may touch in points; a ring that touches itself is in error. Consecutive equal vertices
    are no invalidity and only a duplicate_vertex. After `validity_contacts.MOST_CROSSINGS` crossings the
    search in a feature ends, and its last place says that there are more.

    :param kinds: kinds to look for, all where not given
    :param min_angle: degrees, below 90: a vertex whose two edges enclose less is a spike. A border that turns
        straight back (0°) makes the polygon invalid, so it is a self_intersection at its tip; it is a spike
        where self_intersection is not asked for
    :param min_segment: layer units: shorter edges are short segments
    :param tolerance: layer units: consecutive vertices not farther apart are duplicates; 0: equal ones
    :raises ValueError: for an unknown kind or a limit out of range
    :raises Cancelled: when the user cancels
    """
    wanted = frozenset(GEOMETRY_ERROR_KINDS if kinds is None else kinds)
    unknown = sorted(wanted - set(GEOMETRY_ERROR_KINDS))
    if unknown:
        raise ValueError(f"unknown kinds of geometry error: {', '.join(unknown)}")
    if not (0 <= min_angle < 90 and 0 <= min_segment < np.inf and 0 <= tolerance < np.inf):
        raise ValueError("min_angle must be from 0 to below 90, min_segment and tolerance not negative")
    limits = VertexLimits(min_angle, min_segment, tolerance)
    errors = _feature_errors(polygons, wanted)
    suspects, certain = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=bool)]
    scan = Span(feedback, 0.0, 80.0)
    for first, last in _chunks(vertex_offsets(polygons), _CHUNK_VERTICES):
        raise_if_cancelled(feedback)
        chunk = _slice(polygons, first, last)
        found, spoilt = vertex_errors(chunk, first, wanted, limits)
        errors.extend(found)
        if wanted & TOPOLOGY_KINDS:
            invalid = ~spoilt & _invalid(chunk, ~spoilt)
            suspects.append(first + np.flatnonzero(invalid | spoilt))
            certain.append(invalid[invalid | spoilt])
        scan.setProgress(100.0 * last / len(polygons))
    search = Span(feedback, 80.0, 100.0)
    errors.extend(
        _topology_errors(polygons, np.concatenate(suspects), np.concatenate(certain), wanted, search)
    )
    feedback.setProgress(100.0)
    return sorted(errors, key=sort_key)


def locate_topology_errors(
    polygons: PolygonArrays,
    feedback: Feedback = Silent(),  # noqa: B008
) -> tuple[list[GeometryError], frozenset[int]]:
    """Find the errors of `TOPOLOGY_KINDS` of all features, without asking GEOS first.

    :return: the errors, and the features in which the search was stopped because there are too many
    :raises Cancelled: when the user cancels
    """
    complete = outline_of(polygons)
    outline, copies = without_copies(complete)
    contacts = find_contacts(outline, feedback)
    places, relations = places_of_contacts(outline, contacts)
    places.extend(places_of_nesting(outline, relations, feedback))
    first = complete.ring_offsets[copies]
    errors = errors_at(
        "duplicate_ring",
        polygons,
        0,
        complete.ring_stored[copies],
        complete.stored[first],
        complete.x[first],
        complete.y[first],
    )
    for found in places:
        # what is inside what is unknown where not all contacts are
        features = outline.ring_feature[outline.ring[found.vertices]]
        sure = found.kind in _KINDS_OF_CONTACTS or ~np.isin(features, contacts.stopped)
        place = found.where(np.broadcast_to(sure, len(features)))
        rings = outline.ring_stored[outline.ring[place.vertices]]
        stored = outline.stored[place.vertices]
        errors.extend(errors_at(place.kind, polygons, 0, rings, stored, place.x, place.y))
    return errors, frozenset(contacts.stopped.tolist())


def _feature_errors(polygons: PolygonArrays, wanted: Collection[str]) -> list[GeometryError]:
    """Return the errors of features as a whole: no polygon, curves, several parts."""
    errors: list[GeometryError] = []
    boxes = bounding_boxes(polygons)
    middle = np.where(
        np.isfinite(boxes).all(axis=1)[:, np.newaxis], (boxes[:, :2] + boxes[:, 2:]) / 2, np.nan
    )
    for kind, state in _STATE_KINDS.items():
        if kind in wanted:
            errors.extend(
                GeometryError(kind, index, *middle[index].tolist())
                for index in np.flatnonzero(polygons.states & int(state)).tolist()
            )
    if "multipart" in wanted:
        parts = np.diff(polygons.feature_offsets)
        for index in np.flatnonzero(parts > 1).tolist():
            # at the second part: that is what is in excess
            ring = polygons.part_offsets[polygons.feature_offsets[index] + 1]
            vertex = polygons.ring_offsets[ring]
            x, y = float(polygons.x[vertex]), float(polygons.y[vertex])
            errors.append(GeometryError("multipart", index, x, y, 1, measured=float(parts[index]), limit=1.0))
    return errors


def _invalid(polygons: PolygonArrays, asked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which of the features asked for GEOS calls invalid."""
    asked = asked & (np.diff(polygons.feature_offsets) > 0)
    invalid = np.zeros(len(polygons), dtype=bool)
    for index, wkb in enumerate(wkb_of_all(polygons)):
        if asked[index]:
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            invalid[index] = not geometry.isGeosValid()
    return invalid


def _topology_errors(
    polygons: PolygonArrays,
    features: NDArray[np.int64],
    certain: NDArray[np.bool_],
    wanted: Collection[str],
    feedback: Feedback,
) -> list[GeometryError]:
    """Return the errors of some features; those that are certain to have one get one."""
    errors: list[GeometryError] = []
    offsets = np.concatenate(([0], np.cumsum(np.diff(vertex_offsets(polygons))[features])))
    for first, last in _chunks(offsets, _BATCH_VERTICES):
        chosen = features[first:last]
        found, stopped = locate_topology_errors(select(polygons, chosen), feedback)
        located = {error.feature for error in found}
        batch = [replace(error, feature=int(chosen[error.feature])) for error in found]
        batch.extend(
            _place_by_geos(polygons, int(chosen[index]))
            for index in np.flatnonzero(certain[first:last]).tolist()
            if index not in located
        )
        batch = [error for error in batch if error.kind in wanted]
        errors.extend(_with_more(batch, {int(chosen[index]) for index in stopped}))
        feedback.setProgress(100.0 * last / len(features))
    return errors


def _place_by_geos(polygons: PolygonArrays, feature: int) -> GeometryError:
    """Return the one place GEOS gives for an invalid feature."""
    for error in geometry_of(polygons, feature).validateGeometry(QgsGeometry.ValidatorGeos):
        if error.hasWhere():
            return GeometryError("self_intersection", feature, error.where().x(), error.where().y())
    vertex = vertex_offsets(polygons)[feature]
    return GeometryError("self_intersection", feature, float(polygons.x[vertex]), float(polygons.y[vertex]))


def _with_more(errors: list[GeometryError], stopped: Collection[int]) -> list[GeometryError]:
    """Mark the last error of each feature in which the search was stopped."""
    errors.sort(key=sort_key)
    last = {error.feature: index for index, error in enumerate(errors) if error.feature in stopped}
    for index in last.values():
        errors[index] = replace(errors[index], more=True)
    return errors


def _chunks(offsets: NDArray[np.int64], vertices: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of features with about so many vertices."""
    first, count = 0, len(offsets) - 1
    while first < count:
        last = int(np.searchsorted(offsets, offsets[first] + vertices, side="right")) - 1
        last = min(max(last, first + 1), count)
        yield first, last
        first = last


def _slice(polygons: PolygonArrays, first: int, last: int) -> PolygonArrays:
    """Return a range of features without copying coordinates."""
    parts = polygons.feature_offsets[first : last + 1]
    rings = polygons.part_offsets[parts[0] : parts[-1] + 1]
    vertices = polygons.ring_offsets[rings[0] : rings[-1] + 1]
    return PolygonArrays(
        x=polygons.x[vertices[0] : vertices[-1]],
        y=polygons.y[vertices[0] : vertices[-1]],
        ring_offsets=vertices - vertices[0],
        part_offsets=rings - rings[0],
        feature_offsets=parts - parts[0],
        fids=polygons.fids[first:last],
        states=polygons.states[first:last],
    )
