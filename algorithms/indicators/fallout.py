"""Features that silently fall out of a measured value (漏统): no origin, no class, no unit, no area.

Statistics that select by the value of a field leave out who has none, and nobody sees it [domain notes 2.6]. Which
field matters to which indicator the rule pack says (`Need`); that an amount or the unit is missing is seen always.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any, Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from ..errors import LandPlanError
from ..geometry.area import ellipsoidal_areas
from ..geometry.area_units import SQUARE_METRES
from ..geometry.wkb import select
from ..message import Title
from ..rulepack.indicator_rules import Measure, MeasureTerm, Need, UnitSources
from ..rulepack.model import FieldRule, FieldType, GeometryKind
from ..selfcheck.context import CheckContext
from ..selfcheck.findings import text_of
from . import measure_words as words
from .feature_codes import feature_codes
from .term_sums import borders_of
from .terms import term_values
from .unit_borders import placed_parts
from .unit_sums import Amounts, Reserve, UnitIndex

Features = NDArray[np.int64]


class FallReason(Enum):
    """Why a feature does not count."""

    EMPTY = "empty"  # the field has no value
    UNKNOWN = "unknown"  # its value is none the pack knows, or one it cannot have
    NO_AMOUNT = "no_amount"  # the amount that is summed up is missing, 0 or below
    NO_UNIT = "no_unit"  # it names no unit
    UNKNOWN_UNIT = "unknown_unit"  # it names a unit that there is not, or lies outside of all


FALL_TITLES = {
    FallReason.EMPTY: Title("字段为空", "The field is empty"),
    FallReason.UNKNOWN: Title("字段值无效", "The value is not known"),
    FallReason.NO_AMOUNT: Title("数量缺失或不大于0", "The amount is missing or not above 0"),
    FallReason.NO_UNIT: Title("未填行政区", "It names no unit"),
    FallReason.UNKNOWN_UNIT: Title("行政区不存在", "Its unit does not exist"),
}


@dataclass(frozen=True)
class Fall:
    """Features of a layer that fall out of a measure for one reason.

    :ivar fields: the field, or the fields of the unit
    :ivar features: int64, array indexes, ascending
    :ivar areas: float64 (features), m²: as declared in the field that is summed up, else on the ellipsoid
    :ivar unit: int64 (features), place of the unit each lies in with most of it, -1 for none
    :ivar count: float64 (units of the tree), how many lie in each unit; who has no unit counts in the largest ones
    :ivar area: float64 (units), m², likewise
    """

    role: str
    fields: tuple[str, ...]
    reason: FallReason
    features: Features
    areas: NDArray[np.float64]
    unit: NDArray[np.int64]
    count: Amounts
    area: Amounts


def falls_of(context: CheckContext, measure: Measure, index: UnitIndex, units: UnitSources) -> tuple[Fall, ...]:
    """Return what falls out of a measure, first what the pack asks for, then amounts and units that are missing.

    A layer or field that is missing altogether is no matter here: the measure itself tells it.

    :raises Cancelled: when the user cancels
    """
    terms = (*measure.terms, *measure.over)
    found: list[Fall] = []
    for need in measure.needs:
        term = next((one for one in terms if one.role == need.role), None)
        if term is not None:
            found += _once(context, ("falls", need, term.field, term.unit), _of_need, need, term, index, units)
    seen: set[tuple[object, ...]] = set()
    for term in terms:
        key = (term.role, term.field, term.where, term.unit)
        if key not in seen:
            seen.add(key)
            found += _once(context, ("falls", key), _of_term, term, index, units)
    return tuple(found)


def _once(context: CheckContext, key: object, work: Callable[..., list[Fall]], *given: object) -> list[Fall]:
    return context.once(key, lambda: work(context, *given))


def fall_reserves(context: CheckContext, falls: Iterable[Fall], measure: Measure) -> list[Reserve]:
    """Return what is to be said of falls that the sums do not tell of themselves."""
    summed = {(term.role, term.field) for term in (*measure.terms, *measure.over)}
    found = []
    for fall in falls:
        if fall.reason not in (FallReason.EMPTY, FallReason.UNKNOWN):
            continue
        if fall.reason is FallReason.EMPTY and (fall.role, fall.fields[0]) in summed:
            continue  # said of the amounts already
        title = context.role(fall.role).fields[fall.fields[0]].title
        layer = context.layer(fall.role).name
        say = words.empty_need if fall.reason is FallReason.EMPTY else words.unknown_need
        found.append(Reserve(say(layer, title, fall.fields[0]), fall.count, fall.area))
    return found


def _of_need(
    context: CheckContext, need: Need, term: MeasureTerm, index: UnitIndex, units: UnitSources
) -> list[Fall]:
    try:
        chosen = context.selection(need.role, need.where)
        column = context.column_name(need.role, need.field)
    except LandPlanError:
        return []
    values, places = context.codes(need.role).of(column)
    rule = context.role(need.role).fields[need.field]
    verdicts = np.array([_verdict(context, rule, value) for value in values], dtype=np.int8)
    of_feature = verdicts[places[chosen]] if len(places) else np.empty(0, dtype=np.int8)
    found = []
    for number, reason in ((1, FallReason.EMPTY), (2, FallReason.UNKNOWN)):
        features = chosen[of_feature == number]
        if len(features):
            found.append(_fall(context, term, (need.field,), reason, features, index, units))
    return found


def _verdict(context: CheckContext, rule: FieldRule, value: Any) -> int:
    """Return 0 for a value that can be used, 1 for none, 2 for one that is not known."""
    if value is None or (isinstance(value, float) and np.isnan(value)) or not text_of(value).strip():
        return 1
    if rule.type in (FieldType.INTEGER, FieldType.REAL) and not isinstance(value, str):
        low = rule.minimum is not None and value < rule.minimum
        low |= rule.exclusive_minimum is not None and value <= rule.exclusive_minimum
        return 2 if low or (rule.maximum is not None and value > rule.maximum) else 0
    text = text_of(value)
    codes = context.pack.code_lists.get(rule.codes) if rule.codes is not None else None
    if codes is not None:
        others = (context.pack.code_lists[one].names for one in codes.generations if one in context.pack.code_lists)
        known = text in codes.names or text in codes.aliases or any(text in names for names in others)
        return 0 if known else 2
    return 0 if rule.pattern is None or re.fullmatch(rule.pattern, text) else 2


def _of_term(context: CheckContext, term: MeasureTerm, index: UnitIndex, units: UnitSources) -> list[Fall]:
    """Return features that are chosen but whose amount or unit is missing."""
    values = term_values(context, term)
    found = []
    lost = values.unknown
    if term.field is not None:
        amounts = np.asarray(context.numbers(term.role, term.field).filled(np.nan), dtype=np.float64)
        rule = context.role(term.role).fields[term.field]
        with np.errstate(invalid="ignore"):
            none = ~(amounts[values.chosen] > 0) if rule.exclusive_minimum == 0 else amounts[values.chosen] < 0
        lost = np.union1d(lost, values.chosen[none])
    if len(lost):
        fields = tuple(name for name in (term.field, term.times) if name is not None)
        found.append(_fall(context, term, fields, FallReason.NO_AMOUNT, lost, index, units))
    if term.unit:
        codes = feature_codes(context, term.role, term.unit)
        place = index.finder.places(codes.names)
        blank = np.array([name == "" for name in codes.names], dtype=bool)
        which = codes.index[values.chosen]
        for reason, flags in ((FallReason.NO_UNIT, blank), (FallReason.UNKNOWN_UNIT, (place < 0) & ~blank)):
            features = values.chosen[flags[which]] if len(which) else which
            if len(features):
                found.append(_fall(context, term, term.unit, reason, features, index, units))
    return found


def _fall(
    context: CheckContext, term: MeasureTerm, fields: tuple[str, ...], reason: FallReason, features: Features,
    index: UnitIndex, units: UnitSources,
) -> Fall:
    areas = _areas(context, term, features)
    unit, feature, share = _units(context, term, features, index, units)
    known = unit >= 0
    weights = areas[feature] * share
    count = index.up(np.bincount(unit[known], minlength=len(index)).astype(np.float64))
    area = index.up(np.bincount(unit[known], weights=weights[known], minlength=len(index)).astype(np.float64))
    main = np.full(len(features), -1, dtype=np.int64)
    order = np.flatnonzero(known)[np.argsort(share[known], kind="stable")]
    main[feature[order]] = unit[order]  # the largest part is written last
    placed = main >= 0
    count[index.roots] += float((~placed).sum())
    area[index.roots] += float(areas[~placed].sum())
    return Fall(term.role, fields, reason, features, areas, main, count, area)


def _areas(context: CheckContext, term: MeasureTerm, features: Features) -> NDArray[np.float64]:
    """Return float64 (features), m²: what is declared, else the area on the ellipsoid; 0 where neither is known."""
    areas = np.full(len(features), np.nan)
    unit = None if term.field is None else context.role(term.role).fields[term.field].unit
    if term.field is not None and unit in SQUARE_METRES:
        numbers = np.asarray(context.numbers(term.role, term.field).filled(np.nan), dtype=np.float64)[features]
        with np.errstate(invalid="ignore"):
            areas = np.where(numbers > 0, numbers * SQUARE_METRES[unit or ""], np.nan)
    layer = context.layer(term.role)
    blank = np.flatnonzero(np.isnan(areas))
    if len(blank) and layer.geometry is GeometryKind.POLYGON and layer.crs.isValid():
        shapes = select(context.polygons(term.role), features[blank])
        areas[blank] = ellipsoidal_areas(shapes, context.frame(term.role))
    return np.nan_to_num(areas, nan=0.0)


def _units(
    context: CheckContext, term: MeasureTerm, features: Features, index: UnitIndex, units: UnitSources
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the units features lie in: place of the unit (-1: none), number of the feature, share of it."""
    every = np.arange(len(features), dtype=np.int64)
    if term.unit:
        codes = feature_codes(context, term.role, term.unit)
        place = index.finder.places(codes.names)
        return (place[codes.index[features]] if len(place) else np.full(len(features), -1)), every, np.ones(len(every))
    if context.layer(term.role).geometry is not GeometryKind.POLYGON:
        return np.full(len(features), -1, dtype=np.int64), every, np.ones(len(every))
    parts = placed_parts(context, term.role, borders_of(context, term, units), features)
    rows = np.flatnonzero(np.isin(parts.feature, features))
    place = index.finder.places(parts.codes)
    number = np.searchsorted(features, parts.feature[rows])
    return place[parts.place[rows]], number, parts.share[rows]
