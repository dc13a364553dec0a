"""Two editions of the one-map compared as layers (年度更新对比)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ...dataset.binding import Dataset, bind
from ...dataset.layer import SourceLayer
from ...dataset.rebind import with_layers
from ...errors import LandPlanError
from ...feedback import Feedback, Silent, Span
from ...geometry.area import AreaFrame, area_frame
from ...geometry.lookups import taken
from ...geometry.plane import metres_per_unit, plane_crs
from ...geometry.reproject import reprojected
from ...geometry.wkb import select
from ...indicators.measuring import Measurement, Measurer
from ...indicators.unit_sums import UnitIndex
from ...message import translatable
from ...rulepack.edition_rules import EditionRules
from ...rulepack.model import Pack
from ...units.read_tree import UnitRow, tree_of_dataset, tree_of_rows
from ...units.tree import UnitTree
from .changes import PieceChanges, piece_changes
from .edition import Edition, Texts, edition_rules, read_edition
from .matching import Match, match_editions
from .reasons import EditionProblem, edition_problems


@dataclass(frozen=True)
class EditionComparison:
    """What changed between two editions.

    :ivar crs: the plane of the pieces
    :ivar unit: int64 (pieces), place in the units of the tree, -1 for none: by the feature after, else before
    :ivar own_unit: the same by feature, of the features before and of those after
    :ivar units: the administrative units, by their layer or by the codes of the features
    :ivar measured: the indicators of the base year measured in both editions; None without indicators in the pack
    :ivar problems: changes without a reason, reasons that contradict, fields that repeat the former edition wrongly
    """

    rules: EditionRules
    before: Edition
    after: Edition
    match: Match
    changes: PieceChanges
    crs: QgsCoordinateReferenceSystem
    frame: AreaFrame
    unit: NDArray[np.int64]
    own_unit: tuple[NDArray[np.int64], NDArray[np.int64]]
    units: UnitIndex
    measured: Optional[tuple[Measurement, Measurement]]
    problems: list[EditionProblem]


def compare_editions(
    pack: Pack,
    before: SourceLayer,
    after: SourceLayer,
    *,
    admin: Optional[SourceLayer] = None,
    sliver_width_m: Optional[float] = None,
    year: Optional[int] = None,
    context: Optional[QgsCoordinateTransformContext] = None,
    feedback: Feedback = Silent(),  # noqa: B008
) -> EditionComparison:
    """Compare two editions of the one-map: what is forest land now, was before, changed and was only drawn anew.

    Classes are compared in the codes of LY/T 1955-2011 whatever generation each edition writes. Areas are those on the
    ellipsoid, at full precision; indicators are measured in each edition as the pack says, of the base year's kind.

    :param admin: layer of towns for names and for indicators that need their area; None: units by the features' codes
    :param sliver_width_m: metres; None: the pack's
    :param year: year of the later edition; reasons of another year are told; None: not looked at
    :param context: the datum transformations chosen by the user
    :raises LandPlanError: when a layer cannot be used, or the pack has no rules for editions
    :raises Cancelled: when the user cancels
    """
    rules = edition_rules(pack)
    empty = bind(pack, (), "")
    admin_roles = {} if admin is None or pack.indicators is None else {pack.indicators.units.roles[0]: admin}
    datasets = [with_layers(empty, {rules.role: layer, **admin_roles}) for layer in (before, after)]
    one = read_edition(datasets[0], rules, Span(feedback, 0, 6))
    two = read_edition(datasets[1], rules, Span(feedback, 6, 12))
    crs = plane_crs(after.crs, two.polygons if len(two) else one.polygons)
    frame = area_frame(crs)
    width = rules.sliver_width_m if sliver_width_m is None else sliver_width_m
    shapes = [reprojected(edition.polygons, edition.layer.crs, crs, edition.layer.name, context)
              for edition in (one, two)]
    match = match_editions(
        shapes[0], shapes[1], frame, width / metres_per_unit(crs), rules.least_share, _same_key(one, two),
        Span(feedback, 12, 80))
    _require_measurable(match, one, two, crs)
    changes = piece_changes(one, two, match)
    index = UnitIndex(_units(datasets[1] if admin is not None else None, pack, (one, two)))
    unit = _unit_places(index, _unit_codes(one, two, match))
    measured = None
    if pack.indicators is not None and len(index):
        measured = (
            Measurer(datasets[0], index.tree, one.context).measure([pack.base_year], feedback=Span(feedback, 80, 90)),
            Measurer(datasets[1], index.tree, two.context).measure([pack.base_year], feedback=Span(feedback, 90, 98)),
        )
    problems = edition_problems(rules, one, two, match, changes, year)
    own = _unit_places(index, one.unit), _unit_places(index, two.unit)
    return EditionComparison(rules, one, two, match, changes, crs, frame, unit, own, index, measured, problems)


def pieces_in(
    result: EditionComparison, crs: QgsCoordinateReferenceSystem, chosen: NDArray[np.int64],
    context: Optional[QgsCoordinateTransformContext] = None,
) -> EditionComparison:
    """Return a comparison whose pieces are some of all, their shapes in another CRS.

    :param chosen: int64, the pieces
    """
    shapes = reprojected(select(result.match.polygons, chosen), result.crs, crs, result.after.layer.name, context)
    match = replace(
        result.match, before=result.match.before[chosen], after=result.match.after[chosen],
        polygons=replace(shapes, fids=np.arange(len(chosen))), area_m2=result.match.area_m2[chosen],
        same_shape=result.match.same_shape[chosen],
    )
    changes = PieceChanges(result.changes.kind[chosen], result.changes.relation[chosen], result.changes.fields[chosen])
    return replace(result, match=match, changes=changes, unit=result.unit[chosen])


def _same_key(before: Edition, after: Edition) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the features of both editions that have one key."""
    one, two = np.flatnonzero(before.key != ""), np.flatnonzero(after.key != "")
    _, first, second = np.intersect1d(
        before.key[one].astype(str), after.key[two].astype(str), assume_unique=True, return_indices=True)
    return one[first], two[second]


def _require_measurable(
    match: Match, before: Edition, after: Edition, crs: QgsCoordinateReferenceSystem
) -> None:
    """Refuse features whose coordinates are nowhere on the ellipsoid: sums with them would be none.

    :raises LandPlanError: when there is one
    """
    for edition, areas in ((before, match.before_m2), (after, match.after_m2)):
        wrong = np.flatnonzero(~np.isfinite(areas))
        if len(wrong):
            raise LandPlanError(
                translatable(
                    "Editions", "The feature with the id {fid} of {layer} lies where {crs} has no areas. Check whether "
                    "the layer has the right coordinate reference system, and its geometry.",
                    fid=int(edition.fids[wrong[0]]), layer=edition.layer.name, crs=crs.userFriendlyIdentifier())
            )


def _units(dataset: Optional[Dataset], pack: Pack, editions: tuple[Edition, Edition]) -> UnitTree:
    """Return the administrative units: those of a layer, else those the features name."""
    if dataset is not None:
        tree: UnitTree = tree_of_dataset(dataset).tree
        if len(tree):
            return tree
    if pack.indicators is None:
        return UnitTree(())
    codes = sorted({code for edition in editions for code in edition.unit.tolist() if code.isdigit()})
    digits = {level: count for level, count in pack.indicators.units.digits.items() if level in pack.admin_levels}
    known = {code[:size] for code in codes for size in digits.values() if len(code) >= size}
    rows = [UnitRow(code, "") for code in sorted(known, key=lambda code: (len(code), code))]
    return tree_of_rows(rows, digits).tree


def _unit_codes(before: Edition, after: Edition, match: Match) -> Texts:
    codes = taken(after.unit, match.after, "")
    blank = codes == ""
    codes[blank] = taken(before.unit, match.before, "")[blank]
    return codes


def _unit_places(index: UnitIndex, codes: Texts) -> NDArray[np.int64]:
    """Return int64 (codes): place of the unit of each code, -1 for none."""
    distinct, which = np.unique(codes.astype(str), return_inverse=True)
    places: NDArray[np.int64] = index.finder.places(distinct.tolist())[which.reshape(-1)]
    return places
