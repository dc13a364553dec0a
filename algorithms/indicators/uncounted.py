"""Comparisons that are sure of nothing: what is not counted, or counted twice, could break the target.

A layer may measure less than there is (features without area, unit or class, or with an area below 0), or more
(features that lie upon each other); and where a layer in which it has to lie, or not to lie, is empty or has features
without shape, nobody knows. A ceiling that is kept without the former, or a target that is reached only with
the latter, is kept by nobody's word; a comparison that holds even in the worst case stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Optional

import numpy as np

from ..geometry.area_units import hectares_text
from ..message import Message, listed, translatable
from ..rulepack.indicator_rules import IndicatorRule, IndicatorRules, LimitSense, ValueKind
from ..selfcheck.context import CheckContext
from .fallout import Fall, FallReason
from .judgement import misses, rounding
from .measuring import MeasuredValue, Measurement
from .model import ValueKey
from .quantity import is_area
from .sheet import IndicatorSheet
from .term_sums import cover_notes


@dataclass
class _Left:
    """What may be missing in a measured value: features, their area in m², None where that cannot be said."""

    count: int
    area: Optional[float]
    layers: dict[str, None]


def uncertain(
    context: CheckContext, sheet: IndicatorSheet, measurement: Measurement
) -> dict[ValueKey, Message]:
    """Return the measured values that keep their target now, but need not, and why.

    Values that break their target anyway, that are those of a part of a unit, or that have no target are passed over.

    :return: reason by the key of the measured value
    """
    left = _left_out(context, measurement)
    rules = sheet.rules.indicators
    found: dict[ValueKey, Message] = {}
    for value in measurement.values:
        rule = rules.get(value.key.indicator)
        target = _target(sheet, value.key)
        if rule is None or target is None or value.partial or not _kept(sheet, rule, Fraction(value.amount), target):
            continue
        missing, covers = left.get(value.key), _cover_problems(context, sheet.rules, rule, value.key.year)
        if covers and target > 0:  # of a target of 0 nothing is expected there
            found[value.key] = covers[0]
        elif missing is not None and _less_matters(rule, value.key.year) and not _kept_with(
                sheet, rule, value, missing.area, target):
            found[value.key] = _said_of(missing)
        elif value.excess and not _kept_with(sheet, rule, value, -value.excess, target):
            found[value.key] = translatable(
                "IndicatorChecks", "layers have more area in the unit than it has ({area} ha); without what is counted "
                "twice the target could be missed", area=hectares_text(value.excess))
    return found


def _cover_problems(
    context: CheckContext, rules: IndicatorRules, rule: IndicatorRule, year: int
) -> tuple[Message, ...]:
    """Return what is wrong with the layers that cut what an indicator, or one it sums up, is measured from."""
    measure = rule.measure_of(year)
    if measure is None:
        return ()
    terms = (*measure.terms, *measure.over)
    said = [message for term in terms for message in context.once(("cover notes", term), partial(
        cover_notes, context, term))]
    for code in measure.indicators:
        said += _cover_problems(context, rules, rules.indicators[code], year)
    return tuple(said)


def _left_out(context: CheckContext, measurement: Measurement) -> dict[ValueKey, _Left]:
    """Return what is not counted in each value."""
    found: dict[ValueKey, _Left] = {}
    for one in measurement.fallen:
        below_zero = _is_below_zero(context, one.fall)
        for place in np.flatnonzero(one.fall.count > 0).tolist():
            key = ValueKey(measurement.units[place], one.indicator, one.year, ValueKind.MEASURED)
            here = found.setdefault(key, _Left(0, 0.0, {}))
            area = float(one.fall.area[place])
            here.count += max(round(float(one.fall.count[place])), 1)
            here.area = None if here.area is None or below_zero or not area > 0 else here.area + area
            here.layers[one.layer] = None
    return found


def _is_below_zero(context: CheckContext, fall: Fall) -> bool:
    """Return whether some of the features are taken off the sum, so that their shapes do not tell what is missing."""
    if fall.reason is not FallReason.NO_AMOUNT or not fall.fields:
        return False
    amounts = np.asarray(context.numbers(fall.role, fall.fields[0]).filled(np.nan), dtype=np.float64)
    return bool((amounts[fall.features] < 0).any())


def _target(sheet: IndicatorSheet, key: ValueKey) -> Optional[Fraction]:
    planned = sheet.exact(key._replace(kind=ValueKind.PLANNED))
    return sheet.exact(key._replace(kind=ValueKind.ASSIGNED)) if planned is None else planned


def _kept(sheet: IndicatorSheet, rule: IndicatorRule, amount: Fraction, target: Fraction) -> bool:
    return misses(amount, rule.limit, target) <= rounding(sheet, rule)


def _kept_with(
    sheet: IndicatorSheet, rule: IndicatorRule, value: MeasuredValue, more: Optional[float], target: Fraction
) -> bool:
    """Return whether a value keeps its target with some more m²; None, or of what is no area: nobody knows."""
    measure = rule.measure_of(value.key.year)
    if more is None or not is_area(rule.unit) or measure is None or measure.over:
        return False
    return _kept(sheet, rule, Fraction(value.amount + more), target)


def _less_matters(rule: IndicatorRule, year: int) -> bool:
    """Return whether a target could be missed by what is not counted: a floor that is reached stays reached."""
    measure = rule.measure_of(year)
    return rule.limit is not LimitSense.AT_LEAST or (measure is not None and bool(measure.over))


def _said_of(missing: _Left) -> Message:
    layers = listed(missing.layers)
    if missing.area is None:
        return translatable(
            "IndicatorChecks", "{count} features of {layers} have no usable area, unit or class; with them the target "
            "could be missed: correct them", count=missing.count, layers=layers)
    return translatable(
        "IndicatorChecks", "{count} features of {layers} ({area} ha) have no usable area, unit or class; with them the "
        "target could be missed: correct them", count=missing.count, layers=layers, area=hectares_text(missing.area))
