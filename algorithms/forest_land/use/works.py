"""Where engineering works lie, against what the rules of the pack demand of their layout (重大工程布局)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem

from ...feedback import Feedback, Span
from ...geometry.area_units import M2_PER_HA
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import sound_polygons
from ...geometry.overlap_areas import covered_shares, near_features
from ...geometry.overlay import parts_outside
from ...geometry.plane import metres_per_unit
from ...geometry.wkb import concatenate, polygons_from_wkb, select
from ...message import Message, translatable
from ...rulepack.forest_use_rules import Demand, LandChoice, LayoutRule, WorksRules
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.findings import text_of
from ...selfcheck.one_crs import in_crs
from .forest_use import use_rules
from .pieces import pieces_between
from .project_columns import CodedColumn, coded_column, column_numbers, foreign_codes
from .shapes import wide_parts


@dataclass(frozen=True)
class LayoutConflict:
    """Works that lie where they must not, or do not lie where they must.

    :ivar works: index of the works; ``rule``: what it does not keep
    :ivar area_m2: of the place, on the ellipsoid; ``share``: of the area of the works that lies in the land of the rule
    :ivar shape: the place as WKB: the land that is to be avoided, or what lies outside of the land
    """

    works: int
    rule: LayoutRule
    area_m2: float
    share: float
    shape: bytes


@dataclass(frozen=True)
class RuleNotJudged:
    """A rule of the layout that could not be judged on all works of its types, and why."""

    rule: LayoutRule
    reason: Message


@dataclass(frozen=True)
class WorksLayout:
    """The layout of the works.

    :ivar names: of the works, '' where they have none
    :ivar area_m2: float64 (works), on the ellipsoid
    :ivar declared_m2: float64 (works), NaN where none is stated
    :ivar first_year: float64 (works), NaN where none is stated; ``last_year`` likewise
    :ivar judged: rules that were judged on some works
    """

    rules: WorksRules
    names: tuple[str, ...]
    type: CodedColumn
    area_m2: NDArray[np.float64]
    declared_m2: NDArray[np.float64]
    first_year: NDArray[np.float64]
    last_year: NDArray[np.float64]
    conflicts: tuple[LayoutConflict, ...]
    not_judged: tuple[RuleNotJudged, ...]
    judged: tuple[LayoutRule, ...]
    polygons: PolygonArrays
    crs: QgsCoordinateReferenceSystem
    notes: tuple[Message, ...]

    def __len__(self) -> int:
        """Return the number of works."""
        return len(self.names)

    def called(self, works: int) -> str:
        """Return how works are named in sentences."""
        return self.names[works] or f"#{works + 1}"


def works_layout_of(context: CheckContext) -> WorksLayout:
    """Return the layout of the works of a delivery, worked out once in a run.

    :raises NotRunnable: when the pack has no rules for it, or the layer of works is missing or empty
    :raises Cancelled: when the user cancels
    """
    rules = use_rules(context.pack)
    works = rules.works
    if works is None:
        raise NotRunnable(translatable(
            "ForestUse", "The rule pack {pack} says nothing about the layout of works.", pack=context.pack.title))
    return context.once("layout of works", lambda: _layout(context, works))


def _layout(context: CheckContext, rules: WorksRules) -> WorksLayout:
    layer = context.polygon_layer(rules.role)
    if not len(context.data(rules.role)):
        raise NotRunnable(translatable(
            "ForestUse", "The layer {layer} has no features, so there is no layout of works to judge.",
            layer=layer.name))
    areas = context.areas(rules.role)
    polygons = context.polygons(rules.role)
    of_type = coded_column(context, rules.role, rules.type)
    context.column_name(rules.role, rules.type)
    conflicts: list[LayoutConflict] = []
    not_judged: list[RuleNotJudged] = []
    judged: list[LayoutRule] = []
    for number, rule in enumerate(rules.rules):
        step = 100.0 / len(rules.rules)
        span = Span(context.feedback, number * step, (number + 1) * step)
        places = [place for place, code in enumerate(of_type.codes) if code in rule.types]
        chosen = np.flatnonzero(np.isin(of_type.index, places))
        if not len(chosen):
            continue
        lands, missing = _lands(context, rules, rule)
        if missing and not lands:
            not_judged.append(RuleNotJudged(rule, missing[0]))
            continue
        judged.append(rule)
        found = _Rule(context, rules, rule, concatenate(lands)).conflicts(chosen, span)
        if missing:  # what lies in a layer that is there is sure; what lies outside of all is not
            not_judged.append(RuleNotJudged(rule, missing[0]))
            found = [] if rule.demand is Demand.INSIDE else found
        conflicts += found
    name = layer.field_name(context.role(rules.role).fields[rules.name])
    column = [] if name is None else np.ma.asarray(context.data(rules.role).column(name)).tolist()
    return WorksLayout(
        rules=rules,
        names=tuple(text_of(value).strip() for value in column) if name is not None else ("",) * len(polygons),
        type=of_type,
        area_m2=areas,
        declared_m2=column_numbers(context, rules.role, rules.area) * M2_PER_HA,
        first_year=column_numbers(context, rules.role, rules.first_year),
        last_year=column_numbers(context, rules.role, rules.last_year),
        conflicts=tuple(conflicts),
        not_judged=tuple(not_judged),
        judged=tuple(judged),
        polygons=polygons,
        crs=layer.crs,
        notes=foreign_codes(of_type, layer.name, rules.type),
    )


def _lands(
    context: CheckContext, rules: WorksRules, rule: LayoutRule
) -> tuple[list[PolygonArrays], list[Message]]:
    """Return the land of a rule in the CRS of the works, and why some of it is not known."""
    crs = context.layer(rules.role).crs
    found: list[PolygonArrays] = []
    missing: list[Message] = []
    for land in rule.lands:
        try:
            found.append(_land(context, land, crs))
        except NotRunnable as refusal:
            missing.append(refusal.message)
    return found, missing


def _land(context: CheckContext, land: LandChoice, crs: QgsCoordinateReferenceSystem) -> PolygonArrays:
    context.polygon_layer(land.role)
    key = ("land of works", land.role, land.where)
    return context.once(key, lambda: in_crs(context, land.role, context.polygons(land.role, land.where), crs))


class _Rule:
    """One rule on the works of its types."""

    def __init__(self, context: CheckContext, rules: WorksRules, rule: LayoutRule, land: PolygonArrays) -> None:
        self._context, self._rules, self._rule, self._land = context, rules, rule, land
        limits = use_rules(context.pack)
        self._frame = context.frame(rules.role)
        self._width = limits.sliver_width_m / metres_per_unit(context.layer(rules.role).crs)
        self._min_piece = limits.min_piece_m2

    def conflicts(self, chosen: NDArray[np.int64], feedback: Feedback) -> list[LayoutConflict]:
        """Return what of some works does not keep the rule."""
        polygons = select(self._context.polygons(self._rules.role), chosen)
        sound = sound_polygons(polygons, Span(feedback, 0, 5))
        self._land = select(self._land, near_features(self._land, sound))
        feedback = Span(feedback, 5, 100)
        if self._rule.demand is Demand.AVOID:
            return self._within(polygons, chosen, feedback)
        return self._outside(polygons, chosen, feedback)

    def _within(
        self, polygons: PolygonArrays, chosen: NDArray[np.int64], feedback: Feedback
    ) -> list[LayoutConflict]:
        pieces = pieces_between(polygons, self._land, np.zeros(len(chosen), dtype=np.int64), self._frame, feedback)
        wide = (pieces.width >= self._width) & (pieces.area_m2 >= self._min_piece)
        found = []
        for place in np.unique(pieces.first[wide]).tolist():
            mine = np.flatnonzero(wide & (pieces.first == place))
            shape, area = wide_parts(select(pieces.polygons, mine), 0.0, self._frame)
            whole = float(np.nan_to_num(self._context.areas(self._rules.role)[chosen[place]]))
            share = area / max(whole, area)
            if share > self._rule.share:
                found.append(LayoutConflict(int(chosen[place]), self._rule, area, share, shape))
        return found

    def _outside(
        self, polygons: PolygonArrays, chosen: NDArray[np.int64], feedback: Feedback
    ) -> list[LayoutConflict]:
        shares = covered_shares(polygons, self._land, Span(feedback, 0, 50))
        missing = np.flatnonzero((shares < self._rule.share) & (np.diff(polygons.feature_offsets) > 0))
        if not len(missing):
            return []
        outside: dict[int, list[bytes]] = {}
        for error in parts_outside(select(polygons, missing), self._land, self._width, Span(feedback, 50, 100)):
            outside.setdefault(int(error.feature_a), []).append(bytes(error.geometry.asWkb()))
        found = []
        for place, feature in enumerate(missing.tolist()):
            parts = outside.get(place)
            if not parts:  # nothing but what lies between two drawings of one border
                continue
            shape, area = wide_parts(polygons_from_wkb(parts), 0.0, self._frame)
            if area >= self._min_piece:
                found.append(LayoutConflict(int(chosen[feature]), self._rule, area, float(shares[feature]), shape))
        return found


def term_problems(layout: WorksLayout, first: int, last: int) -> Sequence[tuple[int, str, Optional[float]]]:
    """Return (works, kind, year) of works whose years are missing, turned round, or not within the term of the plan.

    :param first: first year of the term, ``last`` its last
    """
    found: list[tuple[int, str, Optional[float]]] = []
    for works in range(len(layout)):
        begin, end = float(layout.first_year[works]), float(layout.last_year[works])
        if not (np.isfinite(begin) and np.isfinite(end)):
            found.append((works, "no_years", None))
        elif begin > end:
            found.append((works, "years_reversed", end))
        elif begin < first or end > last:
            found.append((works, "outside_term", begin if begin < first else end))
    return found
