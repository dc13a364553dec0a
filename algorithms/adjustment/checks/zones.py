"""Changed land within zones: the urban fringe, areas whose layout must not change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ...feedback import Silent
from ...geometry.area import ellipsoidal_areas
from ...geometry.coverage_input import geometries, polygon_parts, sound_polygons
from ...geometry.overlap_areas import overlap_areas
from ...geometry.overlay_geometry import mean_width, shared
from ...geometry.plane import metres_per_unit
from ...geometry.projection import area_frame
from ...geometry.wkb import polygons_from_wkb, select
from ...selfcheck.context import CheckContext
from ...selfcheck.one_crs import in_crs
from .changes import Pieces, changes
from .cuts import Cuts, cut, plane_areas
from .land import land
from .needs import adjustment_rules

_WHOLE = 1e-9


@dataclass(frozen=True)
class InZones:
    """Pieces within the features of a zone layer.

    :ivar zone: int64 (pieces), index of the zone in its layer
    :ivar cuts: the pieces divided by the parcels they lie on
    """

    pieces: Pieces
    zone: NDArray[np.int64]
    cuts: Cuts

    def parts_in(self, zone: int) -> NDArray[np.bool_]:
        """Return which parts of pieces lie in a zone, bool (parts)."""
        return np.asarray(self.zone[self.cuts.piece] == zone)


def in_zones(context: CheckContext, role_id: str, where: Optional[str]) -> tuple[InZones, InZones]:
    """Return what was removed and what entered within the zones of a layer, worked out once in a run.

    :param where: QGIS expression that chooses zones
    """
    return context.once(("in zones", role_id, where), lambda: _in_zones(context, role_id, where))


def _in_zones(context: CheckContext, role_id: str, where: Optional[str]) -> tuple[InZones, InZones]:
    found = changes(context)
    removed, entered = (_within(context, pieces, role_id, where) for pieces in (found.removed, found.entered))
    return removed, entered


def _within(context: CheckContext, pieces: Pieces, role_id: str, where: Optional[str]) -> InZones:
    """Return pieces cut at the borders of zones, strips and specks left out."""
    rules, crs = adjustment_rules(context), changes(context).crs
    indexes = context.selection(role_id, where)
    zones = sound_polygons(in_crs(context, role_id, context.polygons(role_id, where), crs), Silent())
    found = overlap_areas(pieces.polygons, zones, feedback=context.feedback)
    plane = plane_areas(pieces.polygons)
    whole = found.area >= plane[found.first] * (1.0 - _WHOLE)
    width = rules.sliver_width_m / metres_per_unit(crs)
    shapes = dict(geometries(pieces.polygons, np.unique(found.first)))
    borders = dict(geometries(zones, np.unique(found.second[~whole])))
    kept: list[QgsGeometry] = []
    of_piece, of_zone = [], []
    for piece, zone, is_whole in zip(found.first.tolist(), found.second.tolist(), whole.tolist()):
        parts = polygon_parts(shapes[piece] if is_whole else shared(shapes[piece], borders[zone]))
        parts = [part for part in parts if mean_width(part) > width]
        if parts:
            kept.append(QgsGeometry.collectGeometry(parts))
            of_piece.append(piece)
            of_zone.append(zone)
    polygons = sound_polygons(polygons_from_wkb([shape.asWkb().data() for shape in kept]), Silent())
    areas = ellipsoidal_areas(polygons, area_frame(crs), feedback=context.feedback)
    large = np.isfinite(areas) & (areas > rules.min_piece_m2)
    at = np.array(of_piece, dtype=np.int64)[large]
    net = np.divide(pieces.net_m2[at], pieces.area_m2[at], out=np.ones(len(at)), where=pieces.area_m2[at] > 0)
    inside = Pieces(pieces.role, select(polygons, large), pieces.source[at], areas[large], areas[large] * net)
    zone_of = indexes[np.array(of_zone, dtype=np.int64)[large]]
    return InZones(inside, zone_of, cut(inside, land(context).polygons, context.feedback))
