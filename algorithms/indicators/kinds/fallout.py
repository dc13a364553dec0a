"""Check of features that fall out of the measured indicators unseen (漏统)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, Optional

import numpy as np
from qgis.core import QgsGeometry

from ...errors import LandPlanError
from ...geometry.area_units import hectares, hectares_text
from ...geometry.coverage_input import geometries
from ...message import Message, Value, translatable
from ...rulepack.model import CheckRule, GeometryKind
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.model import Feature, Finding
from ...selfcheck.registry import check_kind
from ..fallout import FallReason
from ..measuring import Fallen, Measurer
from ..plan_data import plan_of
from ..unit_places import unit_place
from .findings import NO_FEATURE

_MOST_SHOWN = 200  # features whose shapes a finding holds; of more the unit is shown


@dataclass
class _Group:
    """Features of one unit that lack the same.

    :ivar features: array index → area in m²
    """

    sample: Fallen
    indicators: dict[str, None] = field(default_factory=dict)
    features: dict[int, float] = field(default_factory=dict)


@check_kind("indicators.fallout", selects=False, rules="indicators")
def fallout(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """No feature falls out of an indicator because a field, its amount or its unit is missing.

    One finding for each unit and cause, with the number of features, their area and the indicators concerned. Where
    an indicator that looks at the layer cannot be measured nobody knows what falls out of it: the check has not run.
    """
    context.layer(check.layer)
    plan = plan_of(context)
    rules = plan.sheet.rules
    if not len(plan.sheet.tree):
        raise NotRunnable(translatable("IndicatorChecks", "There are no administrative units to measure for."))
    years = [year for year in (rules.base_year, *rules.target_years) if year is not None]
    measurer = context.once("measurer", lambda: Measurer(context.dataset, plan.sheet.tree))
    found = measurer.measure(years, feedback=context.feedback)
    if not found.values:
        reason = next((one.reason for one in found.not_measured), None)
        raise NotRunnable(reason or translatable("IndicatorChecks", "No indicator is measured from the layers."))
    context.examined = len(context.data(check.layer))
    codes = found.units
    groups: dict[tuple[str, tuple[str, ...], FallReason], _Group] = {}
    for fallen in found.fallen:
        fall = fallen.fall
        if fall.role != check.layer:
            continue
        for place in np.unique(fall.unit).tolist():
            unit = codes[place] if place >= 0 else ""
            group = groups.setdefault((unit, fall.fields, fall.reason), _Group(fallen))
            group.indicators[fallen.indicator] = None
            at = fall.unit == place
            group.features.update(zip(fall.features[at].tolist(), fall.areas[at].tolist()))
    for (unit, _, _), group in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1], item[0][2].value)):
        yield _finding(check, context, unit, group)
    for one in found.not_measured:
        measure = rules.indicators[one.indicator].measure_of(one.year)
        if measure is not None and check.layer in measure.roles:
            raise NotRunnable(one.reason)


def _finding(check: CheckRule, context: CheckContext, unit: str, group: _Group) -> Finding:
    fall = group.sample.fall
    area = sum(group.features.values())
    geometry, crs = _place(context, unit, fall.role, sorted(group.features))
    return Finding(
        check_id=check.id, role=fall.role, layer_name=group.sample.layer, kind=f"fallout_{fall.reason.value}",
        severity=check.severity, clause=check.clause, message=_sentence(context, unit, group, area),
        features=(Feature(NO_FEATURE, unit), Feature(NO_FEATURE, "+".join(fall.fields))),
        field=fall.fields[0] if fall.fields else "", measured=hectares(area), geometry=geometry, crs=crs,
    )


def _sentence(context: CheckContext, unit: str, group: _Group, area: float) -> Message:
    rules = plan_of(context).sheet.rules.indicators
    tree = plan_of(context).sheet.tree
    fall = group.sample.fall
    indicators = tuple(
        translatable("IndicatorChecks", "{title} ({code})", title=rules[code].title, code=code)
        for code in group.indicators)
    fields = context.role(fall.role).fields
    said: dict[str, Value] = {
        "count": len(group.features), "area": hectares_text(area), "layer": group.sample.layer,
        "unit": (tree[unit].name or unit) if unit else "–", "indicators": indicators,
        "title": fields[fall.fields[0]].title if fall.fields else "", "field": " + ".join(fall.fields),
    }
    if fall.reason is FallReason.EMPTY:
        return translatable("IndicatorChecks", "{count} features of {layer} ({area} ha) in {unit} have no value in "
                            "{title} ({field}), so they count in none of these indicators: {indicators}. Fill it in.",
                            **said)
    if fall.reason is FallReason.UNKNOWN:
        return translatable("IndicatorChecks", "{count} features of {layer} ({area} ha) in {unit} have a value in "
                            "{title} ({field}) that the rule pack does not know, so they count in none of these "
                            "indicators: {indicators}. Correct it.", **said)
    if fall.reason is FallReason.NO_AMOUNT:
        return translatable("IndicatorChecks", "{count} features of {layer} ({area} ha) in {unit} have no usable value "
                            "in {field}, so they count nothing in these indicators: {indicators}. Fill it in.", **said)
    if fall.reason is FallReason.NO_UNIT:
        return translatable("IndicatorChecks", "{count} features of {layer} ({area} ha) name no unit in {field}, so "
                            "they count in none, in these indicators: {indicators}. Fill it in.", **said)
    return translatable("IndicatorChecks", "{count} features of {layer} ({area} ha) name a unit in {field} that does "
                        "not exist, so they count in none, in these indicators: {indicators}. Correct it.", **said)


def _place(context: CheckContext, unit: str, role: str, features: list[int]) -> tuple[Optional[bytes], str]:
    """Return where a finding is: the features, or their unit where there are many."""
    layer = context.layer(role)
    if layer.geometry is GeometryKind.POLYGON and layer.crs.isValid() and len(features) <= _MOST_SHOWN:
        rows = np.array(features, dtype=np.int64)
        try:
            shapes = [shape for _, shape in geometries(context.polygons(role), rows) if not shape.isEmpty()]
        except LandPlanError:
            shapes = []
        if shapes:
            return bytes(QgsGeometry.collectGeometry(shapes).asWkb()), layer.crs.authid() or layer.crs.toWkt()
    place = unit_place(context, plan_of(context).sheet.tree, unit) if unit else None
    return (None, "") if place is None else (place.geometry, place.crs)
