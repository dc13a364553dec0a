"""Nature reserves and other important ecological space: their area, and what of the land lies in them (花·二(三)1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np
from numpy.typing import NDArray

from ...errors import LandPlanError
from ...feedback import Span, raise_if_cancelled
from ...geometry.area import ellipsoidal_areas
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import sound_polygons
from ...geometry.dissolve import dissolved
from ...geometry.overlap_areas import near_features, sound_shares
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
    """

    source: SpaceSource
    polygons: PolygonArrays
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
    for number, source in enumerate(rules.sources):
        raise_if_cancelled(feedback)
        context.feedback = Span(feedback, 90.0 * number / len(rules.sources), 90.0 * (number + 1) / len(rules.sources))
        try:
            cover = _cover(context, source, rules.land.role if land is not None else source.role)
            rows += _rows(context, cover, land)
            covers.append(cover)
        except LandPlanError as error:  # the layer is missing or cannot be used
            rows.append(SpaceRow(source.role, source.title, clause=source.clause, reason=error.message))
        finally:
            context.feedback = feedback
    if covers:
        together = concatenate([cover.polygons for cover in covers])
        crs_role = rules.land.role if land is not None else covers[0].source.role
        same = land is not None or all(
            context.layer(cover.source.role).crs == context.layer(crs_role).crs for cover in covers)
        if same:
            rows.append(_row(context, "", translatable("Status", "All together, overlaps counted once"), together,
                             crs_role, land, rules.clause))
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
    types = np.zeros(len(sound), dtype=np.int64)
    names: tuple[tuple[str, Said], ...] = ()
    if source.by is not None:
        grouping = Grouping(f"space_{source.role}", source.title, source.role, source.by)
        try:
            found = classified(context, grouping)
        except LandPlanError:  # the field is missing: the layer is measured as a whole
            return _Cover(source, sound, types, names)
        used, types = np.unique(found.index[chosen], return_inverse=True)
        names = tuple((found.leaves[place].id, found.leaves[place].titles[-1]) for place in used.tolist())
    return _Cover(source, sound, types.astype(np.int64), names)


def _rows(context: CheckContext, cover: _Cover, land: Optional[_Land]) -> list[SpaceRow]:
    source = cover.source
    crs_role = land.role if land is not None else source.role
    rows = [_row(context, source.role, source.title, cover.polygons, crs_role, land, source.clause)]
    for number, (name, title) in enumerate(cover.names):
        part = select(cover.polygons, np.flatnonzero(cover.types == number))
        rows.append(_row(context, source.role, source.title, part, crs_role, land, source.clause, name, title))
    return rows


def _row(
    context: CheckContext, role: str, title: Said, polygons: PolygonArrays, crs_role: str, land: Optional[_Land],
    clause: str, name: str = "", type_title: Optional[Said] = None,
) -> SpaceRow:
    """Return what lies in some sound polygons."""
    area = _united_area(context, polygons, crs_role)
    inside = None
    if land is not None:
        shares = np.zeros(len(land.chosen))
        near = near_features(land.polygons, polygons)
        if len(near) and len(polygons.x):
            shares[near] = sound_shares(
                select(land.polygons, near), polygons, Span(context.feedback, 50, 100))
        inside = land.inside(shares)
    return SpaceRow(role, title, name, type_title, len(polygons) if role else None, area, inside, clause)


def _united_area(context: CheckContext, polygons: PolygonArrays, crs_role: str) -> float:
    """Return the area on the ellipsoid of the union of sound polygons, m²."""
    shapes = dissolved(
        polygons, np.zeros(len(polygons), dtype=np.int64), 1, Span(context.feedback, 20, 40))
    if shapes[0].isNull() or shapes[0].isEmpty():
        return 0.0
    united = polygons_from_wkb([bytes(shapes[0].asWkb())])
    return float(np.nansum(ellipsoidal_areas(united, context.frame(crs_role))))


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


