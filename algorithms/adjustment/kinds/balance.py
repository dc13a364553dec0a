"""Checks on the replacement of basic farmland (补划): as much land, and no worse."""

from __future__ import annotations

from typing import Iterator, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ...geometry.area_units import hectares
from ...geometry.coverage_input import geometries, polygon_parts
from ...message import Message, Value, translatable
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.model import Feature, Finding
from ...selfcheck.registry import check_kind
from ..checks.balance import Side, assigned_reduction_m2, side, town_of_parts
from ..checks.changes import changes
from ..checks.cuts import Cuts
from ..checks.land import entered_cuts, land, removed_cuts
from ..checks.needs import adjustment_rules, delineation_rules, expect_layer

PER_UNIT = ParameterSpec(ParameterType.BOOLEAN)
LEAST_M2 = 0.005  # half of the last digit areas are written with
LEAST_GRADE = 0.00005  # half of the last digit mean grades are written with


Scope = tuple[Optional[str], NDArray[np.bool_], NDArray[np.bool_]]


def _scopes(check: CheckRule, context: CheckContext) -> list[Scope]:
    """Return what is balanced: unit (None: in total), and which parts of the removed and of the entered pieces."""
    expect_layer(check, context, adjustment_rules(context).before)
    removed, entered = removed_cuts(context), entered_cuts(context)
    context.examined = len(removed.pieces) + len(entered.pieces)
    if not check.parameters.get("per_unit", False):
        return [(None, np.ones(len(removed), dtype=bool), np.ones(len(entered), dtype=bool))]
    if land(context).units is None:
        raise NotRunnable(
            translatable("Adjustment", "The layer of administrative units ({layer}) is missing: add it to the "
                         "delivery or bind it by hand.",
                         layer=context.role(delineation_rules(context).units.roles[0]).title)
        )
    out, into = town_of_parts(context, removed), town_of_parts(context, entered)
    return [(town, out == town, into == town) for town in sorted(set(out.tolist()) - {""})]


@check_kind("adjustment.balance_area", rules="adjustment", per_unit=PER_UNIT)
def balance_area(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """As much land enters as is removed, less the reduction handed down from above."""
    is_net = changes(context).is_net
    for unit, out, into in _scopes(check, context):
        removed, entered = side(context, removed_cuts(context), out), side(context, entered_cuts(context), into)
        allowed = assigned_reduction_m2(context, unit)
        needed = max(0.0, removed.area_m2 - allowed)
        if needed - entered.area_m2 <= LEAST_M2:
            continue
        values: dict[str, Value] = {
            "removed": hectares(removed.area_m2), "entered": hectares(entered.area_m2),
            "allowed": hectares(allowed), "missing": hectares(needed - entered.area_m2),
            "scope": _scope(context, unit),
        }
        message = translatable(
            "Adjustment", "{scope}: {removed} ha of basic farmland (net of deductions) were removed and {entered} ha "
            "entered; {allowed} ha need not be replaced, so {missing} ha are missing.", **values,
        ) if is_net else translatable(
            "Adjustment", "{scope}: {removed} ha of basic farmland (area of the parcels, because not both "
            "layers have net areas) were removed and {entered} ha entered; {allowed} ha need not be replaced, "
            "so {missing} ha are missing.", **values,
        )
        yield _finding(check, context, unit, out, "area_missing", message, adjustment_rules(context).net_area,
                       (hectares(entered.area_m2), hectares(needed)))


@check_kind("adjustment.balance_quality", rules="adjustment", per_unit=PER_UNIT)
def balance_quality(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Farmland that enters is on the mean no worse than farmland that was removed."""
    unknown = [0.0, 0.0]
    field = delineation_rules(context).parcels.quality or ""
    for unit, out, into in _scopes(check, context):
        removed, entered = side(context, removed_cuts(context), out), side(context, entered_cuts(context), into)
        unknown = [unknown[0] + removed.ungraded_m2, unknown[1] + entered.ungraded_m2]
        message = worse(context, removed, entered, _scope(context, unit))
        if message is not None:
            yield _finding(check, context, unit, out, "quality_lower", message, field,
                           (round(entered.mean_quality, 4), round(removed.mean_quality, 4)))
    context.doubt = context.doubt or quality_doubt(context, *unknown)


def worse(context: CheckContext, removed: Side, entered: Side, scope: Message) -> Optional[Message]:
    """Return the sentence where land that entered is worse than land removed, None where it is not."""
    smaller_is_better = delineation_rules(context).parcels.smaller_is_better
    difference = entered.mean_quality - removed.mean_quality  # NaN, and so not worse, where one side has none
    if not (difference > LEAST_GRADE if smaller_is_better else difference < -LEAST_GRADE):
        return None
    values: dict[str, Value] = {
        "scope": scope, "entered": round(entered.mean_quality, 4), "removed": round(removed.mean_quality, 4),
        "entered_ha": hectares(entered.graded_m2), "removed_ha": hectares(removed.graded_m2),
    }
    return translatable(
        "Adjustment", "{scope}: the {entered_ha} ha of farmland that entered have the mean quality grade "
        "{entered}, the {removed_ha} ha removed had {removed}; a smaller number is better.", **values,
    ) if smaller_is_better else translatable(
        "Adjustment", "{scope}: the {entered_ha} ha of farmland that entered have the mean quality grade "
        "{entered}, the {removed_ha} ha removed had {removed}; a larger number is better.", **values,
    )


def quality_doubt(context: CheckContext, removed_m2: float, entered_m2: float) -> Optional[Message]:
    """Return why a comparison of quality is not sure, None where all grades are known."""
    if removed_m2 <= LEAST_M2 and entered_m2 <= LEAST_M2:
        return None
    rules = delineation_rules(context).parcels
    return translatable(
        "Adjustment", "The quality grade ({field}) of {removed} ha of the farmland removed and of {entered} ha "
        "of the farmland that entered is not known: complete it in {layer}.", field=rules.quality or "",
        removed=hectares(removed_m2), entered=hectares(entered_m2), layer=context.layer(rules.role).name)


def _scope(context: CheckContext, unit: Optional[str]) -> Message:
    """Return what is balanced as the beginning of a sentence."""
    if unit is None:
        return translatable("Adjustment", "In total")
    units = land(context).units
    names = {} if units is None else dict(zip(units.codes, units.names))
    name = names.get(unit, unit)
    if name == unit:
        return translatable("Adjustment", "Unit {unit}", unit=unit)
    return translatable("Adjustment", "Unit {name} {unit}", name=name, unit=unit)


def _finding(
    check: CheckRule, context: CheckContext, unit: Optional[str], out: NDArray[np.bool_], kind: str, message: Message,
    field: str, values: tuple[float, float],
) -> Finding:
    """Return the finding on a unit, placed at what was removed there; the one on the whole has no place.

    Its key is the unit's code and nothing else, so that it stays the same finding while the balance changes.

    :param values: measured and limit
    """
    crs = changes(context).crs
    place = None if unit is None else _place(removed_cuts(context), out)
    return Finding(
        check_id=check.id,
        role=check.layer or "",
        layer_name=context.layer(check.layer).name,
        kind=kind,
        severity=check.severity,
        clause=check.clause,
        message=message,
        features=() if unit is None else (Feature(_fid(context, unit), unit),),
        field=field,
        measured=values[0],
        limit=values[1],
        geometry=place,
        crs=crs.authid() or crs.toWkt(),
    )


def _fid(context: CheckContext, unit: str) -> int:
    """Return the feature id of a unit, -1 where it is made up of smaller ones."""
    units = land(context).units
    if units is None or units.polygons is None or unit not in units.codes:
        return -1
    return int(units.polygons.fids[units.codes.index(unit)])


def _place(cuts: Cuts, out: NDArray[np.bool_]) -> Optional[bytes]:
    """Return the pieces that parts belong to as WKB, None where there is none."""
    chosen = np.unique(cuts.piece[out])
    parts = [part for _, shape in geometries(cuts.pieces.polygons, chosen) for part in polygon_parts(shape)]
    return bytes(QgsGeometry.collectGeometry(parts).asWkb()) if parts else None
