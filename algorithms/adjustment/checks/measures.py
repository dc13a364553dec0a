"""Areas that indicators are measured by: features of a layer within an administrative unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ...geometry.area_units import SQUARE_METRES
from ...geometry.arrays import PolygonArrays
from ...geometry.overlap_areas import covered_shares
from ...geometry.wkb import concatenate, select
from ...message import Message, translatable
from ...rulepack.indicator_rules import MeasureTerm
from ...rulepack.model import Pack, Presence
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.findings import text_of
from ...units.codes import is_within
from .needs import adjustment_rules
from ...selfcheck.one_crs import in_crs_of


@dataclass(frozen=True)
class UnitLayer:
    """The administrative units with their borders.

    :ivar codes: code of each feature
    """

    role: str
    codes: tuple[str, ...]
    polygons: PolygonArrays


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


def unit_layer(context: CheckContext) -> UnitLayer:
    """Return the first layer of administrative units that the delivery has.

    :raises NotRunnable: when there is none
    """
    return context.once("administrative units", lambda: _unit_layer(context))


def _unit_layer(context: CheckContext) -> UnitLayer:
    roles = unit_roles(context.pack)
    for role in roles:
        if context.dataset.layer(role) is not None:
            field = next(iter(context.role(role).key))
            codes = tuple(text_of(value).strip() for value in context.column(role, field))
            return UnitLayer(role, codes, context.polygons(role))
    raise NotRunnable(
        translatable("Adjustment", "The layer of administrative units ({layer}) is missing: add it to the "
                     "delivery or bind it by hand.", layer=context.role(roles[0]).title)
    )


def unit_roles(pack: Pack) -> tuple[str, ...]:
    """Return the roles of administrative units: those of the delineation, else the pack's outline."""
    if pack.delineation is not None:
        return pack.delineation.units.roles
    outline = (pack.outline,) if pack.outline else ()
    return outline or tuple(role.id for role in pack.layers.values() if role.presence is Presence.REQUIRED)[:1]


def measured_m2(context: CheckContext, terms: Sequence[MeasureTerm], unit: str) -> float:
    """Return the area that terms measure in a unit, m².

    :param unit: code of the unit
    :raises NotRunnable: when a layer or field is missing
    """
    total = 0.0
    for term in terms:
        values, doubt = _term_values(context, term)
        context.doubt = context.doubt or doubt
        total += float(values[_in_unit(context, term, unit)] @ _share_in_unit(context, term, unit))
    return total


def _term_values(context: CheckContext, term: MeasureTerm) -> tuple[NDArray[np.float64], Optional[Message]]:
    """Return `_values`, worked out once in a run."""
    return context.once(("measured", term), lambda: _values(context, term))


def _values(context: CheckContext, term: MeasureTerm) -> tuple[NDArray[np.float64], Optional[Message]]:
    """Return float64 (features), what each feature counts in m², 0 for those the term does not choose; and what
    keeps the sum from being sure, None where nothing does.
    """
    doubt = None
    chosen = context.selection(term.role, term.where)
    if term.field is None:
        areas = context.areas(term.role)
        known = np.isfinite(areas)
    else:
        numbers = context.numbers(term.role, term.field)
        known = ~np.ma.getmaskarray(numbers)
        unit = context.role(term.role).fields[term.field].unit or "m2"
        areas = np.asarray(numbers.filled(0.0), dtype=np.float64) * SQUARE_METRES[unit]
    values = np.zeros(len(areas))
    usable = chosen[known[chosen]]
    values[usable] = areas[usable]
    if len(usable) < len(chosen):
        doubt = translatable(
            "Adjustment", "{count} features of {layer} have no area ({field}), so the indicator cannot be measured "
            "in full: complete them.", count=len(chosen) - len(usable), layer=context.layer(term.role).name,
            field=term.field or "geometry")
    cover = _cover(context, term)
    if cover is not None and len(usable):
        values[usable] *= 1.0 - covered_shares(select(context.polygons(term.role), usable), cover, context.feedback)
    return values, doubt


def _cover(context: CheckContext, term: MeasureTerm) -> Optional[PolygonArrays]:
    """Return what does not count, None where none of the layers is there."""
    bound = [role for role in term.less if context.dataset.layer(role) is not None]
    parts = [in_crs_of(context, term.role, role, context.polygons(role)) for role in bound]
    return concatenate(parts) if parts else None


def _in_unit(context: CheckContext, term: MeasureTerm, unit: str) -> NDArray[np.int64]:
    """Return the features that may lie in a unit."""
    if not term.unit:
        return np.arange(len(context.data(term.role)), dtype=np.int64)
    codes = context.once(("unit codes", term.role, term.unit, term.where), lambda: _codes(context, term))
    found = np.array([covers(unit, code) for code in codes.names], dtype=bool)
    if codes.blank:
        context.doubt = context.doubt or translatable(
            "Adjustment", "{count} features of {layer} have no code of their administrative unit ({field}), so the "
            "indicator cannot be measured in full: complete them.", count=codes.blank,
            layer=context.layer(term.role).name, field=", ".join(term.unit))
    return np.flatnonzero(found[codes.index]) if len(codes.names) else np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class _Codes:
    """Codes of the units of features: the different ones, which each has, and how many of those chosen have none."""

    names: tuple[str, ...]
    index: NDArray[np.int64]
    blank: int


def _codes(context: CheckContext, term: MeasureTerm) -> _Codes:
    column = context.column(term.role, term.unit[0])
    names, index = np.unique(np.array([text_of(value).strip() for value in column], dtype=object).astype(str),
                             return_inverse=True)
    chosen = context.selection(term.role, term.where)
    blank = int(np.count_nonzero(names[index[chosen]] == "")) if len(names) else 0
    return _Codes(tuple(names.tolist()), index.astype(np.int64), blank)


def _share_in_unit(context: CheckContext, term: MeasureTerm, unit: str) -> NDArray[np.float64]:
    """Return float64: which share of the features of `_in_unit` lies in a unit."""
    chosen = _in_unit(context, term, unit)
    if term.unit:
        return np.ones(len(chosen))
    units = unit_layer(context)
    mine = np.array([covers(unit, code) for code in units.codes], dtype=bool)
    if mine.all():
        return np.ones(len(chosen))
    borders = in_crs_of(context, term.role, units.role, select(units.polygons, mine))
    return context.once(
        ("share in unit", term.role, unit),
        lambda: covered_shares(context.polygons(term.role), borders, context.feedback),
    )
