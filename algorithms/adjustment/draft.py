"""The rules of an adjustment on a draft: what uncommitted edits of a layer do wrong, told while they are made.

The checks are those of `checkadjustment`, run on the neighbourhood of the touched features. What decides there and
does not depend on the edits – parcels, criteria, evidence, mean quality – is worked out once for the county.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

import numpy as np

from ..dataset.dataset import Dataset
from ..dataset.layer import SourceLayer
from ..dataset.rebind import with_layers
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..geometry.arrays import PolygonArrays
from ..geometry.box_index import BoxIndex
from ..geometry.plane import metres_per_unit
from ..geometry.reproject import reprojected
from ..geometry.wkb import bounding_boxes
from ..message import Message, translatable
from ..rulepack.model import CheckRule, GeometryKind
from ..selfcheck.catalogue import check_kinds
from ..selfcheck.context import CheckContext
from ..selfcheck.model import Finding
from .checks.changes import Pieces, difference, require_delineations, use_changes
from .checks.land import use_land
from .draft_land import CountyLand, county_land, county_roles
from .surroundings import Boxes, Rows, Surroundings, boxes_of, wider
from .touched_land import TouchedLand

_ADJUSTMENT = frozenset((
    "adjustment.removed_reason", "adjustment.removed_evidence", "adjustment.must_leave",
    "adjustment.entered_criterion", "adjustment.entered_ban", "adjustment.steep", "adjustment.fringe_evidence",
    "adjustment.frozen",
))
_BETWEEN = frozenset(("lines.conflict", "topology.not_overlap"))  # whichever of the two layers is edited
_OF_ONE_LAYER = frozenset((
    "topology.no_overlap", "topology.no_duplicate", "topology.min_area", "topology.covered_by", "geometry.valid",
    "areas.ellipsoidal", "areas.arithmetic", "attributes.required", "attributes.domain", "attributes.length",
    "attributes.pattern", "attributes.range", "attributes.clean_text", "attributes.condition", "attributes.code_name",
    "attributes.key_prefix",
))


class DraftRules:
    """Judges the touched features of one edited layer; use it in any thread, in one at a time.

    :ivar checks: the checks that are run, in the pack's order
    :ivar left_out: checks the ledger names that make sense for the whole county only
    :ivar not_judged: checks that could not be run, or not in full, and why: by id, since `findings` was last called
    """

    def __init__(
        self, dataset: Dataset, role: str, feedback: Feedback = Silent(),  # noqa: B008
        earlier: Optional[DraftRules] = None,
    ) -> None:
        """Work out what holds for the whole county; takes as long as a screening.

        :param dataset: the plan, the edited layer as it is saved
        :param role: the edited layer; the pack must keep a ledger of it
        :param earlier: rules of the same layer and pack, in which some layers were others: what depends on the very
            same layers in both is taken over
        :raises LandPlanError: when the pack keeps no ledger of the role, or its layer holds no polygons
        :raises Cancelled: when the user cancels
        """
        pack = dataset.pack
        ledgers = () if pack.indicators is None else pack.indicators.ledgers
        ledger = next((one for one in ledgers if one.role == role), None)
        if ledger is None:
            raise LandPlanError(
                translatable("Adjustment", "The rule pack {pack} has no ledger of the layer {layer}, so no checks are "
                             "run while it is edited.", pack=pack.title, layer=pack.layers[role].title)
            )
        named = [pack.checks[check_id] for check_id in ledger.checks]
        self._dataset = dataset
        self._role = role
        self._kinds = check_kinds()
        self.checks: tuple[CheckRule, ...] = tuple(check for check in named if self._is_local(check))
        self.left_out: tuple[CheckRule, ...] = tuple(check for check in named if not self._is_local(check))
        self.not_judged: dict[str, Message] = {}
        self._context = CheckContext(dataset, self.checks, feedback)
        self._context.polygon_layer(role)
        known = None if earlier is None else earlier._surroundings
        self._surroundings: Surroundings = Surroundings(self._context, role, self._roles(), known)
        self._county: Optional[CountyLand] = None
        self._lacking: Optional[Message] = None  # why the checks of the adjustment cannot be run
        if any(check.kind in _ADJUSTMENT for check in self.checks):
            if earlier is not None and self._same_county(earlier):
                self._county, self._lacking = earlier._county, earlier._lacking
            else:
                self._read_county(Span(feedback, 5, 100))
        self._context.feedback = Silent()

    @property
    def dataset(self) -> Dataset:
        """The plan as these rules know it."""
        return self._dataset

    def _read_county(self, feedback: Feedback) -> None:
        self._context.feedback = feedback
        try:
            self._county = county_land(self._context)
        except LandPlanError as refusal:
            self._lacking = refusal.message

    def _same_county(self, earlier: DraftRules) -> bool:
        """Return whether all that is worked out for a whole county is what it was."""
        if earlier._county is None or earlier._surroundings.crs != self._surroundings.crs:
            return False
        try:
            require_delineations(self._context)
        except LandPlanError:
            return False
        return all(self._dataset.layer(role) is earlier._dataset.layer(role)
                   for role in county_roles(self._dataset.pack))

    def findings(
        self,
        touched: SourceLayer,
        removed: Optional[PolygonArrays] = None,
        feedback: Feedback = Silent(),  # noqa: B008
    ) -> list[Finding]:
        """Return what is wrong on the touched features, as the checks would say it of the whole draft.

        Findings on land of which nothing was touched are left out, whoever made them.

        :param touched: all features that were changed or added since the dataset was read, as they stand now, under
            the ids they have in the layer
        :param removed: the shapes, under their ids, that features which were changed or deleted had before
        :raises LandPlanError: when features cannot be read or brought into the CRS of the layer
        :raises Cancelled: when the user cancels
        """
        self.not_judged = {}
        shapes = [polygons for polygons in (self._shapes(touched, feedback), removed) if polygons is not None]
        boxes = boxes_of(*shapes)
        fids = {int(fid) for polygons in shapes for fid in polygons.fids}
        context = self._neighbourhood(touched, frozenset(fids), boxes, feedback)
        wrong: list[Finding] = []
        for check in self.checks:
            raise_if_cancelled(feedback)
            wrong += self._run(check, context)
        return TouchedLand(self._role, fids, shapes, self._surroundings.crs).of(wrong)

    def _is_local(self, check: CheckRule) -> bool:
        """Return whether a check can be run on a neighbourhood: sums and targets cannot."""
        target = check.parameters.get("target")
        if check.kind in _ADJUSTMENT:
            adjustment = self._dataset.pack.adjustment
            return adjustment is not None and adjustment.after == self._role
        if check.kind in _BETWEEN:
            return self._role in (check.layer, target)
        return check.kind in _OF_ONE_LAYER and check.layer == self._role

    def _roles(self) -> list[str]:
        """Return the roles of the layers that the checks look at."""
        pack, roles = self._dataset.pack, []
        for check in self.checks:
            roles += [one for one in (check.layer, check.parameters.get("target")) if one is not None]
        if any(check.kind in _ADJUSTMENT for check in self.checks) and pack.adjustment and pack.delineation:
            roles += [pack.adjustment.before, pack.delineation.parcels.role, *pack.adjustment.fringe.projects]
        return list(dict.fromkeys(roles))

    def _shapes(self, touched: SourceLayer, feedback: Feedback) -> Optional[PolygonArrays]:
        """Return the shapes of the touched features, None where no feature is left.

        :raises LandPlanError: when the layer is not in the CRS of the one that is edited
        """
        polygons = touched.read(feedback).polygons
        if touched.geometry is not GeometryKind.POLYGON:
            raise LandPlanError(
                translatable("Adjustment", "The edited layer {layer} holds no polygons.", layer=touched.name)
            )
        if touched.crs != self._surroundings.crs:
            reprojected(polygons, touched.crs, self._surroundings.crs, touched.name)
            raise LandPlanError(
                translatable("Adjustment", "The edited layer {layer} is in another coordinate reference system than "
                             "the plan was read in: read the plan again.", layer=touched.name)
            )
        return polygons if len(polygons) else None

    def _neighbourhood(
        self, touched: SourceLayer, fids: frozenset[int], land: Boxes, feedback: Feedback
    ) -> CheckContext:
        """Return a run over the features that have a part in the judgement of some land.

        Those are the features of both delineations on the land, for a piece of change is part of one of them; what lies
        on these or within the width of a sliver beside them, which decides what is a change at all; and the parcels
        that the pieces lie on.
        """
        around, pack = self._surroundings, self._dataset.pack
        if self._county is None or pack.adjustment is None or pack.delineation is None:
            return self._local({role: around.near(role, land) for role in around.roles}, fids, touched, feedback)
        parcels, sides = pack.delineation.parcels.role, (pack.adjustment.before, pack.adjustment.after)
        near = around.near(parcels, land)
        judged = np.concatenate((land, around.boxes(parcels, near[self._county.waits_for_changes(near)])))
        width = pack.adjustment.sliver_width_m / metres_per_unit(around.crs)
        pieces_of = np.concatenate((judged, *(around.boxes(side, around.near(side, judged)) for side in sides)))
        rows = {role: around.near(role, pieces_of, width) for role in around.roles}
        context = self._local(rows, fids, touched, feedback)
        found = difference(context)
        use_changes(context, replace(
            found, removed=_on(found.removed, judged), entered=_on(found.entered, judged)
        ))
        chosen, criteria = self._county.some(rows[parcels])
        use_land(context, chosen, criteria)
        return context

    def _local(
        self, rows: dict[str, Rows], fids: frozenset[int], touched: SourceLayer, feedback: Feedback
    ) -> CheckContext:
        """Return a run over some features of the layers."""
        around = self._surroundings
        layers: dict[str, Optional[SourceLayer]] = {role: around.layer(role, some) for role, some in rows.items()}
        layers[self._role] = around.edited_layer(rows[self._role], fids, touched)
        if self._county is not None and self._dataset.pack.delineation is not None:
            delineation = self._dataset.pack.delineation
            layers[delineation.evidence.role] = self._county.evidence_of(rows[delineation.parcels.role])
        return CheckContext(with_layers(self._dataset, layers), self.checks, feedback)

    def _run(self, check: CheckRule, context: CheckContext) -> list[Finding]:
        """Return what a check finds, and note why it did not look at all it should."""
        found: list[Finding] = []
        if check.kind in _ADJUSTMENT and self._lacking is not None:
            self.not_judged[check.id] = self._lacking
            return found
        try:
            found.extend(self._kinds[check.kind].run(check, context))  # what it told before a refusal stands
        except LandPlanError as refusal:
            self.not_judged[check.id] = refusal.message
        doubt, context.doubt = context.doubt, None
        if doubt is not None:
            self.not_judged.setdefault(check.id, doubt)
        return found


def _on(pieces: Pieces, land: Boxes) -> Pieces:
    """Return the pieces that may lie on some land."""
    near = np.zeros(len(pieces), dtype=bool)
    near[BoxIndex(bounding_boxes(pieces.polygons)).meeting(wider(land))] = True
    return pieces.some(near)
