"""What each feature of a layer counts for a term of an indicator, and in which administrative unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ..geometry.area_units import SQUARE_METRES
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_input import sound_polygons
from ..geometry.overlap_areas import near_features, sound_shares
from ..geometry.wkb import concatenate, select
from ..message import Message, Title, translatable
from ..rulepack.indicator_rules import MeasureTerm
from ..selfcheck.context import CheckContext, NotRunnable
from .declared_units import wrong_unit
from .feature_codes import feature_codes
from .sound_layers import sound_cover, sound_features
from .unit_borders import PlacedParts, UnitBorders, is_there, placed_parts

AREA = "m2"  # base unit of every area
_MOST = 1e15  # more than the surface of the Earth in m²: a slip or a mark for "unknown", and beyond exact sums


@dataclass(frozen=True)
class TermValues:
    """What the features of a layer count, wherever they lie.

    :ivar values: float64 (features) in the base unit; 0 for features that are not chosen or of unknown amount
    :ivar chosen: int64, features the filter of the term chooses, ascending
    :ivar unknown: int64, those of them whose amount is not known (NULL, no usable shape), ascending
    :ivar unit: base unit: m2 for areas, that of the field for others, '' where it has none
    :ivar counted: float64 (features), share of each feature that counts: in no layer of ``less``, in one of ``within``
    :ivar doubt: why the filter could not be decided on some features, or the amounts cannot be right; None for neither
    :ivar missing: names of layers of ``less`` and ``within`` that are not there
    """

    values: NDArray[np.float64]
    chosen: NDArray[np.int64]
    unknown: NDArray[np.int64]
    unit: str
    counted: NDArray[np.float64]
    doubt: Optional[Message] = None
    missing: tuple[Title, ...] = ()


@dataclass(frozen=True)
class TermParts:
    """What the chosen features count in each unit they lie in.

    :ivar codes: codes of units; features may have codes that no unit has, '' where they have none
    :ivar feature: int64 (parts), array index, ascending
    :ivar place: int64 (parts), index into ``codes``
    :ivar amount: float64 (parts), in the base unit; below 0 where the term is taken off the sum
    :ivar share: float64 (parts), share of the feature's area that the part is, 1 where features name their unit
    :ivar outside: float64 (features), what of each feature lies in no unit
    :ivar crowded: int64, features of which some area lies in two units at once and counts twice
    :ivar by_place: whether the units were found by place, not by a code
    """

    values: TermValues
    codes: tuple[str, ...]
    feature: NDArray[np.int64]
    place: NDArray[np.int64]
    amount: NDArray[np.float64]
    share: NDArray[np.float64]
    outside: NDArray[np.float64]
    crowded: NDArray[np.int64]
    by_place: bool


def term_values(context: CheckContext, term: MeasureTerm) -> TermValues:
    """Return what each feature counts for a term, worked out once in a run.

    :raises NotRunnable: when a layer or field is missing
    :raises Cancelled: when the user cancels
    """
    return context.once(("term values", term), lambda: _term_values(context, term))


def _term_values(context: CheckContext, term: MeasureTerm) -> TermValues:
    before, context.doubt = context.doubt, None
    try:
        chosen = context.selection(term.role, term.where)
        doubt = context.doubt
    finally:
        context.doubt = before
    amounts, unit = _amounts(context, term)
    if doubt is None and term.field is not None:
        doubt = context.once(("wrong unit", term.role, term.field), lambda: wrong_unit(context, term.role, term.field))
    values = np.zeros(len(amounts))
    known = np.isfinite(amounts[chosen])
    usable, unknown = chosen[known], chosen[~known]
    values[usable] = amounts[usable]
    counted = np.ones(len(amounts))
    less, missing_less = _cover(context, term, term.less)
    within, missing_within = _cover(context, term, term.within)
    if term.within and within is None:
        raise NotRunnable(
            translatable("Indicators", "The layer {layer} is missing, and only what lies in it counts: add it to the "
                         "delivery or bind it by hand.", layer=missing_within[0])
        )
    cover = less if within is None else within
    if cover is not None:
        usable, shapeless = _with_shape(context, term, usable)
        values[shapeless] = 0.0
        unknown = np.sort(np.concatenate((unknown, shapeless)))
        counted[usable] = 1.0 if within is None else 0.0
        near = usable[near_features(select(context.polygons(term.role), usable), cover)]
        counted[near] = _counted(context, sound_features(context, term.role, near), less, within)
    return TermValues(values, chosen, unknown, unit, counted, doubt, (*missing_less, *missing_within))


def _amounts(context: CheckContext, term: MeasureTerm) -> tuple[NDArray[np.float64], str]:
    """Return float64 (features), what each counts in the base unit, NaN where that is not known; and the unit."""
    if term.field is None:
        amounts, unit = np.where(_without_shape(context, term.role), np.nan, context.areas(term.role)), AREA
    else:
        amounts, unit = _numbers(context, term.role, term.field)
        if unit in SQUARE_METRES:
            amounts, unit = amounts * SQUARE_METRES[unit], AREA
    if term.times is not None:
        factor, per = _numbers(context, term.role, term.times)
        result, _, divisor = per.partition("/")
        if divisor in SQUARE_METRES and unit == AREA:  # m³/ha × area
            return amounts / SQUARE_METRES[divisor] * factor, result
        amounts = amounts * (factor / 100.0 if per == "percent" else factor)
    return amounts, unit


def _numbers(context: CheckContext, role_id: str, field: str) -> tuple[NDArray[np.float64], str]:
    """Return the values of a number field, NaN where there is none or one that nothing can have, and its unit (''
    where the pack gives none).
    """
    numbers = np.asarray(context.numbers(role_id, field).filled(np.nan), dtype=np.float64)
    return np.where(np.abs(numbers) <= _MOST, numbers, np.nan), context.role(role_id).fields[field].unit or ""


def _cover(
    context: CheckContext, term: MeasureTerm, roles: Sequence[str]
) -> tuple[Optional[PolygonArrays], tuple[Title, ...]]:
    """Return the features of some layers in the CRS of the term's layer, None where none is there; and the names of
    those that are not there.

    :raises NotRunnable: when a layer is there but cannot be used
    """
    bound = [role for role in roles if is_there(context, role)]
    missing = tuple(context.role(role).title for role in roles if role not in bound)
    parts = [sound_cover(context, term.role, role) for role in bound]
    return (concatenate(parts) if parts else None), missing


def _with_shape(
    context: CheckContext, term: MeasureTerm, features: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Divide features into those with and those without a polygon that can be overlaid."""
    lost = _without_shape(context, term.role)[features]
    return features[~lost], features[lost]


def _without_shape(context: CheckContext, role_id: str) -> NDArray[np.bool_]:
    """Return bool (features), which have no polygon that can be used."""
    fids = context.polygons(role_id).fids
    return context.once(("without shape", role_id), lambda: np.isin(fids, context.layer(role_id).shapeless()))


def _counted(
    context: CheckContext, polygons: PolygonArrays, less: Optional[PolygonArrays], within: Optional[PolygonArrays]
) -> NDArray[np.float64]:
    """Return float64 (features), the share that lies in ``within`` and not in ``less``; all are sound."""
    if not len(polygons):
        return np.zeros(0)
    if within is None:
        return 1.0 - _covered(context, polygons, less)
    counted = sound_shares(polygons, within, context.feedback)
    if less is not None:
        touched = np.flatnonzero(counted > 0)
        taken = _covered(context, select(polygons, touched), less)
        share = counted[touched]
        # of most features one of the two covers all; else what is inside one and outside the other is what either
        # covers, less what the other does
        open_ = np.flatnonzero((taken > 0) & (taken < 1) & (share < 1))
        counted[touched] = np.where(taken > 0, np.where(share < 1, 0.0, 1.0 - taken), share)
        either = sound_shares(select(polygons, touched[open_]), concatenate((within, less)), context.feedback)
        counted[touched[open_]] = np.clip(either - taken[open_], 0.0, 1.0)
    return counted


def _covered(
    context: CheckContext, polygons: PolygonArrays, cover: Optional[PolygonArrays]
) -> NDArray[np.float64]:
    return np.zeros(len(polygons)) if cover is None else sound_shares(polygons, cover, context.feedback)


def term_parts(context: CheckContext, term: MeasureTerm, borders: Sequence[UnitBorders] = ()) -> TermParts:
    """Return what each feature counts in each unit, worked out once in a run.

    A feature is of the unit its code names; where the term gives no fields for the code it is divided at the borders
    of the units, its amount in proportion to the areas on the plane of the map.

    :param borders: layers of units, the larger units first; not needed where features name their unit
    :raises NotRunnable: when a layer or field is missing
    :raises Cancelled: when the user cancels
    """
    key = ("term parts", term, tuple(layer.role for layer in borders) if not term.unit else ())
    return context.once(key, lambda: _term_parts(context, term, borders))


def _term_parts(context: CheckContext, term: MeasureTerm, borders: Sequence[UnitBorders]) -> TermParts:
    values = term_values(context, term)
    sign = -1.0 if term.subtract else 1.0
    amounts = values.values * values.counted * sign
    if term.unit:
        codes = feature_codes(context, term.role, term.unit)
        chosen = values.chosen
        none = np.empty(0, dtype=np.int64)
        return TermParts(values, codes.names, chosen, codes.index[chosen], amounts[chosen], np.ones(len(chosen)),
                         np.zeros(len(amounts)), none, False)
    context.polygon_layer(term.role)
    is_chosen = np.zeros(len(amounts), dtype=bool)
    is_chosen[values.chosen[amounts[values.chosen] != 0]] = True
    is_chosen[values.unknown] = True  # their units are named, too
    parts = placed_parts(context, term.role, borders, np.flatnonzero(is_chosen))
    rows = np.flatnonzero(is_chosen[parts.feature])
    feature = parts.feature[rows]
    amount = amounts[feature] * parts.share[rows]
    divided = _divided_cover(context, term, parts, rows, values)
    if divided is not None:
        at, counted = divided
        amount[at] = sign * values.values[feature[at]] * parts.share[rows[at]] * counted
    outside = amounts - np.bincount(feature, weights=amount, minlength=len(amounts))
    whole = np.abs(outside) <= 1e-6 * np.abs(amounts)
    outside[whole | ~is_chosen] = 0.0
    crowded = parts.crowded[is_chosen[parts.crowded]]
    outside[crowded] = 0.0
    return TermParts(values, parts.codes, feature, parts.place[rows], amount, parts.share[rows], outside, crowded, True)


def _divided_cover(
    context: CheckContext, term: MeasureTerm, parts: PlacedParts, rows: NDArray[np.int64], values: TermValues
) -> Optional[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Return which of some parts have another share that counts than their feature, and that share.

    That may be where a feature both crosses a border of units and lies in a cover with a part only.
    """
    counted = values.counted[parts.feature[rows]]
    at = np.flatnonzero((counted > 0) & (counted < 1) & (parts.share[rows] < 1 - 1e-9))
    if not len(at):
        return None
    less, within = (_cover(context, term, roles)[0] for roles in (term.less, term.within))
    return at, _counted(context, sound_polygons(parts.pieces(rows[at]), context.feedback), less, within)
