"""Findings on places where basic farmland changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ...feedback import raise_if_cancelled
from ...geometry.area import ellipsoidal_areas
from ...geometry.overlay_geometry import mean_width
from ...geometry.plane import metres_per_unit
from ...geometry.projection import area_frame
from ...geometry.wkb import polygons_from_wkb
from ...message import Message
from ...rulepack.model import CheckRule
from ...selfcheck.context import CANCEL_EVERY, CheckContext
from ...selfcheck.findings import feature_of
from ...selfcheck.model import Feature, Finding
from .cuts import Cuts
from .land import land
from .needs import adjustment_rules, delineation_rules

Sentence = Callable[[float], Message]


@dataclass(frozen=True)
class Place:
    """Land that is the place of a defect.

    :ivar parts: its connected polygons
    :ivar message: makes the sentence from the area in m²
    """

    kind: str
    features: tuple[Feature, ...]
    parts: Sequence[QgsGeometry]
    message: Sentence


def place_findings(
    context: CheckContext, check: CheckRule, places: Iterable[Place], crs: QgsCoordinateReferenceSystem
) -> Iterator[Finding]:
    """Yield a finding for each place, without strips and specks that are a matter of digitising.

    :param crs: of the geometries
    """
    rules = adjustment_rules(context)
    width = rules.sliver_width_m / metres_per_unit(crs)
    kept: list[tuple[Place, QgsGeometry]] = []
    for number, place in enumerate(places):
        if number % CANCEL_EVERY == 0:
            raise_if_cancelled(context.feedback)
        wide = [part for part in place.parts if mean_width(part) > width]
        if wide:
            kept.append((place, wide[0] if len(wide) == 1 else QgsGeometry.collectGeometry(wide)))
    areas = areas_in(crs, [geometry for _, geometry in kept])
    layer, name = context.layer(check.layer), crs.authid() or crs.toWkt()
    for (place, geometry), area in zip(kept, areas.tolist()):
        if area <= rules.min_piece_m2:
            continue
        yield Finding(
            check_id=check.id,
            role=check.layer or "",
            layer_name=layer.name,
            kind=place.kind,
            severity=check.severity,
            clause=check.clause,
            message=place.message(area),
            features=place.features,
            measured=round(area, 2),
            limit=0.0,
            area_m2=area,
            geometry=bytes(geometry.asWkb()),
            crs=name,
        )


def areas_in(crs: QgsCoordinateReferenceSystem, geometries: Sequence[QgsGeometry]) -> NDArray[np.float64]:
    """Return float64 (n), areas on the ellipsoid in m².

    :raises LandPlanError: when the CRS has no ellipsoid
    """
    if not geometries:
        return np.empty(0)
    polygons = polygons_from_wkb([geometry.asWkb().data() for geometry in geometries])
    return ellipsoidal_areas(polygons, area_frame(crs))


def parts_of_check(check: CheckRule, context: CheckContext, cuts: Cuts) -> NDArray[np.bool_]:
    """Return which parts of pieces the check looks at, by its ``where`` over the layer of the pieces."""
    context.examined = len(cuts.pieces)
    if not check.where:
        return np.ones(len(cuts), dtype=bool)
    return np.isin(cuts.pieces.source[cuts.piece], context.selection(check.layer, check.where))


def cut_places(
    context: CheckContext, cuts: Cuts, chosen: NDArray[np.bool_], kind: Callable[[int], str],
    sentence: Callable[[int], Sentence],
) -> Iterator[Place]:
    """Yield the places of parts of pieces.

    :param chosen: bool (parts)
    :param kind: gives the kind of defect of a part
    :param sentence: gives what makes the sentence of a part
    """
    for part, shapes in cuts.shapes(np.flatnonzero(chosen)):
        yield Place(kind(part), cut_features(context, cuts, part), shapes, sentence(part))


def cut_features(context: CheckContext, cuts: Cuts, part: int) -> tuple[Feature, ...]:
    """Return the feature a part belongs to, and the parcel it lies on where there is one."""
    piece, parcel = int(cuts.piece[part]), int(cuts.parcel[part])
    feature = feature_of(context, cuts.pieces.role, int(cuts.pieces.source[piece]))
    if parcel < 0:
        return (feature,)
    return feature, feature_of(context, delineation_rules(context).parcels.role, parcel)


def unit_title(context: CheckContext, parcel: int) -> str:
    """Return code and name of the unit a parcel lies in, for a sentence; ``?`` where it is not known."""
    found = land(context)
    number = int(found.parcels.unit[parcel]) if parcel >= 0 else -1
    if number < 0 or found.units is None:
        return "?"
    code, name = found.units.codes[number], found.units.names[number]
    return code if name == code else f"{name} {code}"


def parcel_key(context: CheckContext, parcel: int) -> str:
    """Return the key of a parcel for a sentence."""
    return str(land(context).parcels.keys[parcel])
