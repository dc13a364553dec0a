"""Parcels, criteria and evidence as they are for a whole county, and what of them concerns a neighbourhood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ..dataset.layer import SourceLayer
from ..dataset.selected_layer import SelectedLayer
from ..delineation.covers import Covers
from ..delineation.parcel_columns import texts
from ..feedback import Span
from ..geometry.wkb import select
from ..rulepack.delineation_rules import Status
from ..rulepack.model import Pack
from ..selfcheck.context import CheckContext
from .checks.changes import require_delineations
from .checks.criteria import Criteria
from .checks.land import Land, judged_land, read_land, rows_of
from .checks.needs import adjustment_rules, delineation_rules


@dataclass(frozen=True)
class CountyLand:
    """What edits do not change: the parcels and what the criteria say about them, whatever is basic farmland.

    :ivar evidence: the table of evidence, None without one
    :ivar rows_of_key: rows of the table by key of the parcel
    """

    found: Land
    criteria: Criteria
    evidence: Optional[SourceLayer]
    rows_of_key: dict[str, list[int]]

    def some(self, parcels: NDArray[np.int64]) -> tuple[Land, Criteria]:
        """Return some of the parcels; columns that no check asks for are left out."""
        every = self.found.parcels
        arrays = {
            name: getattr(every, name)[parcels]
            for name in (
                "keys", "area_m2", "net_area_m2", "land_class", "land_group", "is_farmland", "quality", "mean_slope",
                "steep_share", "slope_class", "unit", "current_share", "is_current",
            )
        }
        chosen = replace(every, polygons=select(every.polygons, parcels), values={}, **arrays)
        return (
            Land(chosen, self.found.units, select(self.found.polygons, parcels)),
            self.criteria.some(parcels),
        )

    def waits_for_changes(self, parcels: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return for which parcels it depends on other changes whether they have to leave, bool (parcels).

        A parcel of which less than what makes it basic farmland was such counts as former basic farmland once a part
        of that was removed, wherever it lies on the parcel.
        """
        every, inside = self.found.parcels, self.criteria.inside
        leaves = inside.holds[rows_of(inside, (Status.MUST_LEAVE,))][:, parcels].any(axis=0)
        return np.asarray(leaves & ~every.is_current[parcels] & (every.current_share[parcels] > 0))

    def evidence_of(self, parcels: NDArray[np.int64]) -> Optional[SourceLayer]:
        """Return the rows of the table of evidence that are about some parcels."""
        if self.evidence is None:
            return None
        keys = self.found.parcels.keys[parcels].tolist()
        rows = sorted({row for key in keys for row in self.rows_of_key.get(key, ())})
        return SelectedLayer(self.evidence, np.array(rows, dtype=np.int64))


def county_roles(pack: Pack) -> frozenset[str]:
    """Return the roles of the layers that what is worked out for a whole county depends on."""
    if pack.delineation is None or pack.adjustment is None:
        return frozenset()
    rules = pack.delineation
    overlays = (criterion.overlay.role for criterion in rules.criteria if criterion.overlay is not None)
    return frozenset((
        rules.parcels.role, rules.evidence.role, *rules.units.roles, *overlays, pack.adjustment.before,
    ))


def county_land(context: CheckContext) -> CountyLand:
    """Return the parcels of a county, read and judged.

    :raises NotRunnable: when a layer is missing or a delineation cannot be compared
    :raises LandPlanError: when a layer cannot be read
    :raises Cancelled: when the user cancels
    """
    require_delineations(context)
    feedback = context.feedback
    context.feedback = Span(feedback, 0, 50)
    found = read_land(context, context.layer(adjustment_rules(context).after).crs)
    count = len(found.parcels)
    covers = Covers(found.parcels, context.dataset, feedback)  # measured once for both
    context.feedback = Span(feedback, 50, 95)
    inside = judged_land(context, found, np.ones(count, dtype=bool), covers)
    context.feedback = Span(feedback, 95, 100)
    outside = judged_land(context, found, np.zeros(count, dtype=bool), covers, inside.cluster_area_m2)
    context.feedback = feedback
    table = delineation_rules(context).evidence
    layer = context.dataset.layer(table.role)
    rows: dict[str, list[int]] = {}
    column = None if layer is None else layer.field_name(context.role(table.role).fields[table.parcel])
    if layer is not None and column is not None:
        for row, key in enumerate(texts(layer.read(feedback).column(column)).tolist()):
            rows.setdefault(key, []).append(row)
    return CountyLand(found, Criteria(inside, outside), layer, rows)
