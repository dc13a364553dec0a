"""Nature reserves and other important ecological space: their area, and what of the land lies in them (花·二(三)1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ...errors import LandPlanError
from ...feedback import Feedback, Span, raise_if_cancelled
from ...geometry.area import ellipsoidal_areas
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import sound_polygons
from ...geometry.dissolve import dissolved
from ...geometry.grouping import connected
from ...geometry.overlap_areas import near_features, sound_overlaps, sound_shares
from ...geometry.projection import AreaFrame
from ...geometry.wkb import concatenate, polygons_from_wkb, select
from ...indicators.sound_layers import sound_features
from ...indicators.terms import term_values
from ...message import Message, translatable
from ...rulepack.status_rules import Grouping, SpaceRules, SpaceSource
from ...selfcheck.context import CheckContext
from ...selfcheck.one_crs import in_crs_of
from .groupings import Classified, LeafKind, Said, classified, strange_note
from .model import Column, ColumnKind, SpaceResult, SpaceRow

Values = NDArray[np.float64]


@dataclass(frozen=True)
class _Land:
    """The land that may lie inside.

    :ivar amount: float64 (features), m²
    :ivar parts: by grouping, the column each feature is in
    """

    role: str
    amount: Values
    parts: tuple[Classified, ...]
    polygons: PolygonArrays  # sound, of the features chosen
    chosen: NDArray[np.int64]

    def inside(self, shares: Values) -> Values:
        """Return float64 (columns): all land, then each group of each grouping.

        :param shares: float64 (chosen)
        """
        amount = self.amount[self.chosen] * shares
        found = [np.array([amount.sum()])]
        for part in self.parts:
            found.append(np.bincount(part.index[self.chosen], weights=amount, minlength=len(part.leaves)))
        return np.concatenate(found).astype(np.float64)


@dataclass(frozen=True)
class _Cover:
    """The features of a source, sound and in the CRS of the land.

    :ivar types: int64 (features), place of the type in ``names``
    :ivar pieces: the same area without overlaps
    """

    source: SpaceSource
    polygons: PolygonArrays
    pieces: PolygonArrays
    types: NDArray[np.int64]
    names: tuple[tuple[str, Said], ...]


def spaces_of(context: CheckContext, rules: SpaceRules, groupings: Mapping[str, Grouping]) -> SpaceResult:
    """Measure all ecological space; a layer that is missing is said to be, and has no numbers.

    The area is that of the union on the ellipsoid, the land inside its declared area times the share of its shape
    that lies inside; what several features or layers cover counts once.

    :raises Cancelled: when the user cancels
    """
    feedback = context.feedback
    notes: list[Message] = []
    land: Optional[_Land] = None
    try:
        land = _land(context, rules, groupings, notes)
    except LandPlanError as error:
        notes.append(translatable("Status", "The land inside is not measured: {reason}", reason=error.message))
    rows: list[SpaceRow] = []
    covers: list[_Cover] = []
    shares: list[Values] = []
    for number, source in enumerate(rules.sources):
        raise_if_cancelled(feedback)
        context.feedback = Span(feedback, 90.0 * number / len(rules.sources), 90.0 * (number + 1) / len(rules.sources))
        try:
            cover = _cover(context, source, rules.land.role if land is not None else source.role)
            lost = int(np.count_nonzero(np.diff(cover.polygons.feature_offsets) == 0))
            if lost:
                notes.append(translatable(
                    "Status", "{count} features of {layer} have no usable shape, so what lies in them is not measured. "
                    "Check their geometry.", count=lost, layer=context.layer(source.role).name))
            found, inside = _rows(context, cover, land)
            rows += found
            covers.append(cover)
            shares += [] if inside is None else [inside]
        except LandPlanError as error:  # the layer is missing or cannot be used
            rows.append(SpaceRow(source.role, source.title, clause=source.clause, reason=error.message))
        finally:
            context.feedback = feedback
    crs_role = rules.land.role if land is not None else covers[0].source.role if covers else ""
    if covers and (land is not None or all(
            context.layer(cover.source.role).crs == context.layer(crs_role).crs for cover in covers)):
        context.feedback = Span(feedback, 90, 100)
        rows.append(_together(context, covers, crs_role, land, shares, rules.clause))
        context.feedback = feedback
    missing = [row.title for row in rows if row.reason is not None]
    if missing and covers:
        notes.append(translatable(
            "Status", "The total holds only the layers that are there; {count} are not.", count=len(missing)))
    return SpaceResult(tuple(rows), _columns(land), tuple(notes))


def _land(
    context: CheckContext, rules: SpaceRules, groupings: Mapping[str, Grouping], notes: list[Message]
) -> _Land:
    values = term_values(context, rules.land)
    parts = []
    for name in rules.columns:
        try:
            found = classified(context, groupings[name])
        except LandPlanError as error:
            notes.append(translatable(
                "Status", "The land inside is not divided by {grouping}: {reason}", grouping=groupings[name].title,
                reason=error.message))
            continue
        note = strange_note(context, found, values.chosen)
        notes += [] if note is None else [note]
        parts.append(found)
    role = rules.land.role
    chosen = values.chosen[values.values[values.chosen] != 0]
    lost = np.isin(context.data(role).fids[chosen], context.layer(role).shapeless())
    if lost.any():
        notes.append(translatable(
            "Status", "{count} features of {layer} have no usable shape, so they lie in no ecological space.",
            count=int(lost.sum()), layer=context.layer(role).name))
    if values.doubt is not None:
        notes.append(values.doubt)
    chosen = chosen[~lost]
    return _Land(role, values.values, tuple(parts), sound_features(context, role, chosen), chosen)


def _cover(context: CheckContext, source: SpaceSource, crs_role: str) -> _Cover:
    polygons = in_crs_of(context, crs_role, source.role, context.polygons(source.role, source.where))
    sound = sound_polygons(polygons, Span(context.feedback, 0, 20))
    chosen = context.selection(source.role, source.where)
    pieces = _without_overlaps(sound, Span(context.feedback, 20, 40))
    types = np.zeros(len(sound), dtype=np.int64)
    names: tuple[tuple[str, Said], ...] = ()
    if source.by is not None:
        grouping = Grouping(f"space_{source.role}", source.title, source.role, source.by)
        try:
            found = classified(context, grouping)
        except LandPlanError:  # the field is missing: the layer is measured as a whole
            return _Cover(source, sound, pieces, types, names)
        used, types = np.unique(found.index[chosen], return_inverse=True)
        names = tuple((found.leaves[place].id, found.leaves[place].titles[-1]) for place in used.tolist())
    return _Cover(source, sound, pieces, types.astype(np.int64), names)


def _rows(context: CheckContext, cover: _Cover, land: Optional[_Land]) -> tuple[list[SpaceRow], Optional[Values]]:
    """Return what lies in a layer and in its types, and the share of each feature of the land inside the layer."""
    source = cover.source
    crs_role = land.role if land is not None else source.role
    whole = len(cover.polygons)
    frame = context.frame(crs_role)
    apart = cover.pieces is cover.polygons  # nothing overlaps, so the types add up
    inside: Optional[Values] = None if land is None else np.zeros(len(land.chosen))
    rows: list[SpaceRow] = []
    for number, (name, title) in enumerate(cover.names):
        part = select(cover.polygons, np.flatnonzero(cover.types == number))
        if len(part) == whole:
            pieces = cover.pieces
        else:
            pieces = part if apart else _without_overlaps(part, Span(context.feedback, 40, 50))
        found: Optional[Values] = None
        if land is not None and inside is not None:
            shares = _shares(land.polygons, pieces, context.feedback)
            inside += shares
            found = land.inside(shares)
        rows.append(SpaceRow(source.role, source.title, name, title, len(part), _area(pieces, frame), found,
                             source.clause))
    if land is not None and inside is not None:
        inside = np.minimum(inside, 1.0) if rows and apart else _shares(land.polygons, cover.pieces, context.feedback)
    return [SpaceRow(
        source.role, source.title, features=whole, area_m2=_area(cover.pieces, frame),
        land=None if land is None or inside is None else land.inside(inside), clause=source.clause), *rows], inside


def _together(
    context: CheckContext, covers: Sequence[_Cover], crs_role: str, land: Optional[_Land], inside: Sequence[Values],
    clause: str,
) -> SpaceRow:
    """Return what lies in any of the layers: of each, what lies in none before it.

    :param inside: of each layer float64 (land), the share of the land in it
    """
    frame = context.frame(crs_role)
    area, before = 0.0, covers[0].pieces
    for number, cover in enumerate(covers):
        own = np.nan_to_num(ellipsoidal_areas(cover.pieces, frame))
        if number:
            own = own * (1.0 - _shares(cover.pieces, before, context.feedback))
            before = concatenate((before, cover.pieces))
        area += float(own.sum())
    found: Optional[Values] = None
    if land is not None:
        by_layer = np.array(inside)
        shares = by_layer.max(axis=0)
        # only what several layers cover, and none of them all, has to be overlaid again
        open_ = np.flatnonzero((shares < 1.0) & ((by_layer > 0).sum(axis=0) > 1))
        shares[open_] = _shares(select(land.polygons, open_), before, context.feedback)
        found = land.inside(shares)
    return SpaceRow("", translatable("Status", "All together, overlaps counted once"), area_m2=area, land=found,
                    clause=clause)


def _shares(polygons: PolygonArrays, cover: PolygonArrays, feedback: Feedback) -> Values:
    """Return float64 (features), the share of each that a cover takes; all are sound."""
    shares = np.zeros(len(polygons))
    if len(cover.x):
        near = near_features(polygons, cover)
        shares[near] = sound_shares(select(polygons, near), cover, Span(feedback, 50, 100))
    return shares


def _area(pieces: PolygonArrays, frame: AreaFrame) -> float:
    return float(np.nansum(ellipsoidal_areas(pieces, frame)))


def _without_overlaps(polygons: PolygonArrays, feedback: Feedback) -> PolygonArrays:
    """Return sound polygons with those that overlap each other united; the rest, most of a layer, as they are."""
    pairs = sound_overlaps(polygons, polygons, 0.0, Span(feedback, 0, 60))
    other = pairs.first != pairs.second
    if not other.any():
        return polygons
    lowest = connected(len(polygons), pairs.first[other], pairs.second[other])
    groups, number, count = np.unique(lowest, return_inverse=True, return_counts=True)
    single = count[number] == 1
    several = np.flatnonzero(count > 1)
    place = np.full(len(groups), -1, dtype=np.int64)
    place[several] = np.arange(len(several))
    shapes = dissolved(polygons, place[number], len(several), Span(feedback, 60, 100))
    united = polygons_from_wkb([bytes(shape.asWkb()) for shape in shapes])
    return concatenate((select(polygons, np.flatnonzero(single)), united))


def _columns(land: Optional[_Land]) -> tuple[Column, ...]:
    if land is None:
        return ()
    columns = [Column(("land",), (translatable("Status", "forest land inside"),), "ha", 2, ColumnKind.TOTAL)]
    for part in land.parts:
        columns += [
            Column((part.grouping.id, *leaf.path), (part.grouping.title, *leaf.titles), "ha", 2, ColumnKind.GROUP,
                   leaf.kind) for leaf in part.leaves]
    return tuple(columns)


def shown_columns(result: SpaceResult) -> list[int]:
    """Return which columns have something; groups of the pack are shown in any case."""
    land = [row.land for row in result.rows if row.land is not None]
    return [number for number, column in enumerate(result.columns)
            if column.leaf is LeafKind.GROUP or any(values[number] > 0 for values in land)]
