"""Comparisons that are sure of nothing: what is not counted, or counted twice, could break the target.

A layer may measure less than there is (features without area, unit or class, or with an area below 0), or more
(features that lie upon each other). A ceiling that is kept without the former, or a target that is reached only with
the latter, is kept by nobody's word; a comparison that holds even in the worst case stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Optional

import numpy as np

from ..geometry.area_units import hectares_text
from ..message import Message, listed, translatable
from ..rulepack.indicator_rules import IndicatorRule, LimitSense, ValueKind
from ..selfcheck.context import CheckContext
from .fallout import Fall, FallReason
from .judgement import misses, rounding
from .measuring import MeasuredValue, Measurement
from .model import ValueKey
from .quantity import is_area
from .sheet import IndicatorSheet


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
        missing = left.get(value.key)
        if missing is not None and _less_matters(rule, value.key.year) and not _kept_with(
                sheet, rule, value, missing.area, target):
            found[value.key] = _said_of(missing)
        elif value.excess and not _kept_with(sheet, rule, value, -value.excess, target):
            found[value.key] = translatable(
                "IndicatorChecks", "layers have more area in the unit than it has ({area} ha); without what is counted "
                "twice the target could be missed", area=hectares_text(value.excess))
    return found


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
