"""What an adjustment changed: pieces of land that were basic farmland before, or are after, and not both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem

from ...feedback import Silent
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import sound_polygons
from ...geometry.plane import metres_per_unit
from ...geometry.projection import area_frame
from ...geometry.wkb import select
from ...message import translatable
from ...rulepack.adjustment_rules import AdjustmentRules, AreaBasis
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.one_crs import in_crs
from ..comparison import IN, OUT, Comparison, compare
from .needs import adjustment_rules


@dataclass(frozen=True)
class Pieces:
    """Connected pieces of changed land.

    :ivar role: layer whose features they are parts of
    :ivar polygons: n features with closed, valid rings
    :ivar source: int64 (n,), index of the feature each is a part of
    :ivar area_m2: float64 (n,), on the ellipsoid
    :ivar net_m2: float64 (n,), what of it counts as basic farmland
    """

    role: str
    polygons: PolygonArrays
    source: NDArray[np.int64]
    area_m2: NDArray[np.float64]
    net_m2: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.source)

    def some(self, chosen: NDArray[np.bool_]) -> Pieces:
        """Return some of the pieces, chosen by bool (n,)."""
        return Pieces(
            self.role, select(self.polygons, chosen), self.source[chosen], self.area_m2[chosen], self.net_m2[chosen]
        )


@dataclass(frozen=True)
class Changes:
    """The difference of two delineations.

    :ivar crs: of all polygons here: that of the new delineation
    :ivar before: the former delineation, features in the order of its layer; ``after`` likewise
    :ivar before_m2: area of the former delineation on the ellipsoid
    :ivar is_net: whether the net areas come from the fields of both layers; False: they are the whole areas
    """

    crs: QgsCoordinateReferenceSystem
    before: PolygonArrays
    after: PolygonArrays
    before_m2: float
    removed: Pieces
    entered: Pieces
    is_net: bool


_CHANGES = "adjustment changes"


def changes(context: CheckContext) -> Changes:
    """Return the changes, worked out once in a run.

    :raises NotRunnable: when a delineation is missing, empty or without CRS
    """
    return context.once(_CHANGES, lambda: _changes(context))


def use_changes(context: CheckContext, found: Changes) -> None:
    """Let a run go by changes that were worked out before."""
    context.once(_CHANGES, lambda: found)


def _changes(context: CheckContext) -> Changes:
    require_delineations(context)
    return difference(context)


def require_delineations(context: CheckContext) -> None:
    """Refuse to compare delineations of which one cannot be compared.

    :raises NotRunnable: when one is missing, empty or without CRS
    """
    rules = adjustment_rules(context)
    for role in (rules.before, rules.after):
        layer = context.polygon_layer(role)
        if not layer.crs.isValid():
            context.frame(role)  # says that the CRS is missing
        if not len(context.data(role)):
            raise NotRunnable(
                translatable("Adjustment", "The layer {layer} has no features, so there is nothing to compare.",
                             layer=layer.name)
            )


def difference(context: CheckContext) -> Changes:
    """Return the changes between the two delineations of a run, which may be empty.

    :raises NotRunnable: when one of them is missing
    """
    rules = adjustment_rules(context)
    crs = context.layer(rules.after).crs
    before = in_crs(context, rules.before, context.polygons(rules.before), crs)
    after = context.polygons(rules.after)
    net = [_net_shares(context, role) for role in (rules.before, rules.after)]
    is_net = rules.area_basis is AreaBasis.NET and all(share is not None for share in net)
    shares = [share if is_net and share is not None else np.ones(len(polygons)) for share, polygons in zip(
        net, (before, after))]
    frame = area_frame(crs)
    compared = compare(before, after, frame, rules.sliver_width_m / metres_per_unit(crs), context.feedback)
    removed = _pieces(rules, rules.before, compared, compared.before, OUT, shares[0])
    entered = _pieces(rules, rules.after, compared, compared.after, IN, shares[1])
    return Changes(crs, before, after, compared.before_m2, removed, entered, is_net)


def _pieces(
    rules: AdjustmentRules, role: str, compared: Comparison, source: NDArray[np.int64], change: int,
    shares: NDArray[np.float64],
) -> Pieces:
    """Return the pieces of one kind of change that are large enough to count.

    :param source: int64 (pieces of the comparison), the feature each is a part of
    :param shares: float64 (features), the share of each that counts as basic farmland
    """
    areas = compared.area_m2
    chosen = (compared.change == change) & np.isfinite(areas) & (areas > rules.min_piece_m2)
    polygons = sound_polygons(select(compared.polygons, chosen), Silent())
    return Pieces(role, polygons, source[chosen], areas[chosen], areas[chosen] * shares[source[chosen]])


def _net_shares(context: CheckContext, role: str) -> Optional[NDArray[np.float64]]:
    """Return float64 (features), the share of each feature that is basic farmland net of deductions.

    None where the layer has not the two fields; features without values count in full.
    """
    rules = adjustment_rules(context)
    layer, fields = context.layer(role), context.role(role).fields
    if any(layer.field_name(fields[name]) is None for name in (rules.net_area, rules.gross_area)):
        return None
    net, gross = (context.numbers(role, name) for name in (rules.net_area, rules.gross_area))
    known = ~(np.ma.getmaskarray(net) | np.ma.getmaskarray(gross))
    above = np.asarray(net.filled(0.0), dtype=np.float64)
    below = np.asarray(gross.filled(0.0), dtype=np.float64)
    known &= np.isfinite(above) & np.isfinite(below) & (above > 0) & (below >= above)
    shares = np.ones(len(above))
    shares[known] = above[known] / below[known]
    return shares
