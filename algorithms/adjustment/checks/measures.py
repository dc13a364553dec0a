"""Areas that indicators are measured by: features of a layer within an administrative unit."""

from __future__ import annotations

from functools import partial
from typing import Sequence

import numpy as np
from numpy.typing import NDArray

from ...indicators.measure_words import outside_units
from ...indicators.terms import TermParts, term_parts
from ...indicators.unit_borders import UnitBorders, is_there, unit_borders
from ...message import translatable
from ...rulepack.indicator_rules import MeasureTerm
from ...rulepack.model import Pack, Presence
from ...selfcheck.context import CheckContext, NotRunnable
from ...units.codes import is_within
from .needs import adjustment_rules

_SLIGHT_M2 = 1.0  # land outside all units that is left unsaid


def farmland_term(context: CheckContext) -> MeasureTerm:
    """Return how basic farmland after the adjustment is measured: its net area where the layer has it."""
    rules = adjustment_rules(context)
    layer, fields = context.layer(rules.after), context.role(rules.after).fields
    net = rules.net_area if layer.field_name(fields[rules.net_area]) is not None else None
    location = "" if context.pack.delineation is None else context.pack.delineation.parcels.location
    unit = location if location in fields and layer.field_name(fields[location]) is not None else None
    return MeasureTerm(rules.after, net, None, () if unit is None else (unit,))


def covers(unit: str, code: str) -> bool:
    """Return whether a unit is another or lies in it, by their codes (county 6, town 9, village 12 digits)."""
    return code == unit or is_within(code, unit) or (len(code) > 12 and code.startswith(unit))


def unit_layers(context: CheckContext) -> tuple[UnitBorders, ...]:
    """Return the layers of administrative units that the delivery has, the larger units first.

    :raises NotRunnable: when there is none
    """
    fields = unit_fields(context.pack)
    if not any(is_there(context, role) for role in fields):
        raise NotRunnable(
            translatable("Adjustment", "The layer of administrative units ({layer}) is missing: add it to the "
                         "delivery or bind it by hand.", layer=context.role(next(iter(fields))).title)
        )
    return unit_borders(context, fields)


def unit_fields(pack: Pack) -> dict[str, str]:
    """Return the field of the code by role of administrative units: those of the indicators, else the delineation's,
    else the pack's outline.
    """
    if pack.indicators is not None:
        return {role: pack.indicators.units.code_of(role) for role in pack.indicators.units.roles}
    if pack.delineation is not None:
        return dict.fromkeys(pack.delineation.units.roles, pack.delineation.units.code)
    outline = (pack.outline,) if pack.outline else ()
    roles = outline or tuple(role.id for role in pack.layers.values() if role.presence is Presence.REQUIRED)[:1]
    return {role: next(iter(pack.layers[role].key)) for role in roles}


def measured_m2(context: CheckContext, terms: Sequence[MeasureTerm], unit: str) -> float:
    """Return the area that terms measure in a unit, m².

    :param unit: code of the unit
    :raises NotRunnable: when a layer or field is missing
    """
    total = 0.0
    for term in terms:
        parts = term_parts(context, term, () if term.unit else unit_layers(context))
        _doubt(context, term, parts)
        sums = context.once(("sums of codes", term), partial(_sums_of_codes, parts))
        mine = np.array([covers(unit, code) for code in parts.codes], dtype=bool)
        total += float(sums[mine].sum()) if len(sums) else 0.0
    return total


def _sums_of_codes(parts: TermParts) -> NDArray[np.float64]:
    return np.asarray(np.bincount(parts.place, weights=parts.amount, minlength=len(parts.codes)), dtype=np.float64)


def _doubt(context: CheckContext, term: MeasureTerm, parts: TermParts) -> None:
    """Say with reserve what the sum of a term lacks: features without an amount or without a unit."""
    layer = context.layer(term.role).name
    unknown = len(parts.values.unknown)
    blank = 0 if parts.by_place or "" not in parts.codes else int(
        np.count_nonzero(parts.place == parts.codes.index("")))
    if parts.values.doubt is not None:
        context.doubt = context.doubt or parts.values.doubt
    if unknown:
        context.doubt = context.doubt or translatable(
            "Adjustment", "{count} features of {layer} have no area ({field}), so the indicator cannot be measured "
            "in full: complete them.", count=unknown, layer=layer, field=term.field or "geometry")
    outside = parts.outside[parts.outside != 0]
    if len(outside) and abs(float(outside.sum())) > _SLIGHT_M2:
        context.doubt = context.doubt or outside_units(layer, parts.values.unit)(len(outside), float(outside.sum()))
    if blank:
        context.doubt = context.doubt or translatable(
            "Adjustment", "{count} features of {layer} have no code of their administrative unit ({field}), so the "
            "indicator cannot be measured in full: complete them.", count=blank, layer=layer,
            field=", ".join(term.unit))
