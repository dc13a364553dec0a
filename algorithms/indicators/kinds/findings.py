"""Findings on values of indicators: in which unit, of which indicator, and where that is on the map."""

from __future__ import annotations

from fractions import Fraction
from typing import Optional

from ...message import Message
from ...rulepack.indicator_rules import IndicatorRule
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext
from ...selfcheck.model import Feature, Finding
from ..judgement import Deviation
from ..model import ValueKey
from ..plan_data import PlanData, plan_of
from ..quantity import amount_in
from ..unit_places import unit_place

NO_FEATURE = -1  # a value that stands in no row of the layer of the check


def deviation_finding(
    context: CheckContext, check: CheckRule, deviation: Deviation, message: Optional[Message] = None
) -> Finding:
    """Return a deviation as a finding, with amounts in the unit of the indicator.

    Its keys are the unit, and the indicator with year and kind; so it is the same finding in the next run, wherever
    the value is kept.

    :param message: the sentence; None: that of the deviation
    """
    rule = context_rule(context, deviation.key.indicator)
    return value_finding(
        context, check, deviation.key, deviation.kind.value, message or deviation.message, deviation.clause,
        _in_unit(deviation.measured, rule), _in_unit(deviation.limit, rule),
    )


def value_finding(
    context: CheckContext, check: CheckRule, key: ValueKey, kind: str, message: Message, clause: str = "",
    measured: Optional[float] = None, limit: Optional[float] = None,
) -> Finding:
    """Return a finding on one value.

    :param clause: of the indicator or the relation; empty: that of the check
    """
    plan = plan_of(context)
    place = unit_place(context, plan.sheet.tree, key.unit)
    binding = context.dataset.bindings.get(check.layer or "")
    layer = None if binding is None else binding.layer
    fid = _row_id(context, check, plan, key)
    return Finding(
        check_id=check.id, role=check.layer or "", layer_name="" if layer is None else layer.name, kind=kind,
        severity=check.severity, clause=clause or check.clause, message=message,
        features=(Feature(fid, key.unit), Feature(fid, f"{key.indicator}/{key.year}/{key.kind.value}")),
        field=key.indicator, measured=measured, limit=limit,
        geometry=None if place is None else place.geometry, crs="" if place is None else place.crs,
    )


def context_rule(context: CheckContext, code: str) -> Optional[IndicatorRule]:
    """Return the rule of an indicator, None where the pack has none of that code."""
    rules = context.pack.indicators
    return None if rules is None else rules.indicators.get(code)


def _in_unit(amount: Optional[Fraction], rule: Optional[IndicatorRule]) -> Optional[float]:
    return None if amount is None or rule is None else float(amount_in(amount, rule.unit))


def _row_id(context: CheckContext, check: CheckRule, plan: PlanData, key: ValueKey) -> int:
    """Return the id of the row a value stands in, where that is the layer of the check."""
    place = plan.read.places.get(key)
    if place is None or place.role != check.layer:
        return NO_FEATURE
    layer = context.dataset.layer(place.role)
    if layer is None or getattr(layer, "delivered", None) is not None:
        return NO_FEATURE
    return int(context.data(place.role).fids[place.row])
