"""The sum of a term in every unit, with all that it lacks."""

from __future__ import annotations

from typing import Optional

import numpy as np

from ..geometry.coverage_input import invalid_features
from ..message import Message, translatable
from ..rulepack.indicator_rules import MeasureTerm, UnitSources
from ..rulepack.model import GeometryKind
from ..selfcheck.context import CheckContext
from . import measure_words as words
from .terms import TermParts, TermValues, term_parts
from .unit_borders import UnitBorders, is_there, unit_borders
from .unit_sums import (
    Amounts,
    PlacedSums,
    Reserve,
    UnitIndex,
    UnitSums,
    counted_features,
    placed_sums,
    units_known_above,
    without_borders,
)


def borders_of(context: CheckContext, term: MeasureTerm, units: UnitSources) -> tuple[UnitBorders, ...]:
    """Return the layers of units a term is divided by, none where its features name their unit.

    :raises NotRunnable: when there is no layer of units
    """
    return () if term.unit else unit_borders(context, {role: units.code_of(role) for role in units.roles})


def term_sums(context: CheckContext, term: MeasureTerm, index: UnitIndex, units: UnitSources) -> UnitSums:
    """Return the sum of a term in every unit of a tree, worked out once in a run.

    :raises NotRunnable: when a layer or field is missing
    :raises Cancelled: when the user cancels
    """
    return context.once(("term sums", term), lambda: _term_sums(context, term, index, units))


def _term_sums(context: CheckContext, term: MeasureTerm, index: UnitIndex, units: UnitSources) -> UnitSums:
    borders = borders_of(context, term, units)
    parts = term_parts(context, term, borders)
    values = parts.values
    sums = placed_sums(index, parts)
    layer = context.layer(term.role).name
    total = sums.total.copy()
    reserves = [
        *_unknown_amounts(context, term, parts, sums, index),
        *_doubtful_amounts(context, term, parts, sums, index),
        *_nowhere(context, term, parts, sums, index),
    ]
    unreached, count, amount = units_known_above(index, sums)
    reserves.append(Reserve(words.known_above(layer, values.unit), count, amount, slight=True))
    gaps = []
    if unreached.any():
        reason = translatable("Indicators", "What the features of {layer} say of their unit does not reach down to it.",
                              layer=layer)
        if parts.by_place:
            reason = translatable("Indicators", "It has no borders of its own, so which of the features of {layer} lie "
                                  "in it is not known.", layer=layer)
        gaps.append((reason, unreached))
    if parts.by_place:
        codes = [code for one in borders for code in one.codes]
        bare, lacking = without_borders(index, codes)
        reserves.append(Reserve(words.lacking_borders(layer), lacking))
        if bare.any():
            gaps.append((translatable("Indicators", "It has no borders, and the features of {layer} name no unit.",
                                      layer=layer), bare))
    for _, where in gaps:
        total[where] = np.nan
    assumed = tuple(words.missing_layer(title, layer) for title in values.missing)
    notes = [*assumed, *cover_notes(context, term)]
    read = [context.layer(role) for role in (term.role, *term.less, *term.within) if is_there(context, role)]
    notes += [words.filtered_layer(one.name) for one in read if one.filtered]
    if values.doubt is not None:
        notes.append(values.doubt)
    return UnitSums(total, values.unit, tuple(one for one in reserves if one.count.any()), tuple(notes), tuple(gaps),
                    assumed)


def cover_notes(context: CheckContext, term: MeasureTerm) -> list[Message]:
    """Return what is to be said of the layers something is taken off for, or has to lie in."""
    said = []
    for role in (*term.less, *term.within):
        if not is_there(context, role):
            continue
        count, layer = len(context.data(role)), context.layer(role)
        shapeless = len(layer.shapeless())
        if shapeless:
            said.append(words.cover_without_shape(layer.name, shapeless))
        if not count and role in term.within:
            said.append(words.empty_cover(layer.name))
    return said


def _unknown_amounts(
    context: CheckContext, term: MeasureTerm, parts: TermParts, sums: PlacedSums, index: UnitIndex
) -> list[Reserve]:
    """Return what is to be said of features whose amount is not known."""
    values: TermValues = parts.values
    if not len(values.unknown):
        return []
    layer = context.layer(term.role)
    if term.field is None:  # coordinates outside the map's part of the world have no area either
        lost = ~np.isfinite(context.areas(term.role)[values.unknown])
    else:  # of a field only an overlay with other layers needs the shape
        lost = np.zeros(len(values.unknown), dtype=bool)
    if term.field is None or term.less or term.within:
        lost |= np.isin(context.data(term.role).fids[values.unknown], layer.shapeless())
    fields = " × ".join(name for name in (term.field, term.times) if name is not None)
    found = []
    for say, features, anywhere in (
        (words.no_shape(layer.name), values.unknown[lost], parts.by_place),
        (words.unknown_amount(layer.name, fields), values.unknown[~lost], False),
    ):
        if len(features):
            count = counted_features(index, parts, sums, features)
            # also those that are in no unit; what has no place may belong to any
            count[slice(None) if anywhere else index.roots] = len(features)
            found.append(Reserve(say, count, _areas(context, term, features, parts, sums, index)))
    return found


def _doubtful_amounts(
    context: CheckContext, term: MeasureTerm, parts: TermParts, sums: PlacedSums, index: UnitIndex
) -> list[Reserve]:
    """Return what is to be said of features that are counted with an amount that cannot be right."""
    values, layer = parts.values, context.layer(term.role).name
    if term.field is None:
        invalid = context.once(("invalid shapes", term.role), lambda: invalid_features(
            context.polygons(term.role), context.feedback))
        doubtful, say = np.intersect1d(values.chosen, invalid), words.crossed_shape(layer)
    else:
        doubtful = values.chosen[values.values[values.chosen] < 0]
        say = words.negative_amount(layer, " × ".join(name for name in (term.field, term.times) if name is not None))
    if not len(doubtful):
        return []
    count = counted_features(index, parts, sums, doubtful)
    count[index.roots] = len(doubtful)  # also those that are in no unit
    return [Reserve(say, count)]


def _areas(
    context: CheckContext, term: MeasureTerm, features: np.ndarray, parts: TermParts, sums: PlacedSums,
    index: UnitIndex,
) -> Optional[Amounts]:
    """Return float64 (units), the area on the ellipsoid of some features in each unit; None without shapes."""
    layer = context.layer(term.role)
    if layer.geometry is not GeometryKind.POLYGON or not layer.crs.isValid():
        return None
    areas = np.nan_to_num(context.areas(term.role), nan=0.0)
    rows = np.flatnonzero(np.isin(parts.feature, features) & sums.known)
    weights = areas[parts.feature[rows]] * parts.share[rows]
    own = np.bincount(sums.unit_of_part[rows], weights=weights, minlength=len(index))
    total = index.up(own.astype(np.float64))
    total[index.roots] = areas[features].sum()
    return total


def _nowhere(
    context: CheckContext, term: MeasureTerm, parts: TermParts, sums: PlacedSums, index: UnitIndex
) -> list[Reserve]:
    """Return what is to be said of features that are counted in no unit, or in two."""
    found = []
    unit, layer = parts.values.unit, context.layer(term.role).name
    blank = np.flatnonzero(sums.unit_of_part == -2)
    if len(blank):  # they may belong to any unit
        found.append(_of_all(index, words.no_code(layer, term.unit, unit), len(blank), parts.amount[blank].sum()))
    strange = np.flatnonzero(sums.unit_of_part == -1)
    if len(strange):
        codes = sorted({parts.codes[place] for place in np.unique(parts.place[strange]).tolist()})
        found.append(_of_roots(index, words.strange_code(layer, codes, unit), len(np.unique(parts.feature[strange])),
                               parts.amount[strange].sum()))
    outside = np.flatnonzero(parts.outside)
    lost = np.isin(context.data(term.role).fids[outside], context.layer(term.role).shapeless())
    if lost.any():  # they have an amount, but no place; they may belong to any unit
        found.append(_of_all(index, words.no_shape(layer), int(lost.sum()), parts.outside[outside[lost]].sum()))
    outside = outside[~lost]
    if len(outside):
        found.append(_of_roots(index, words.outside_units(layer, unit), len(outside), parts.outside[outside].sum(),
                               slight=True))
    if len(parts.crowded):
        found.append(Reserve(words.in_two_units(layer), counted_features(index, parts, sums, parts.crowded)))
    return found


def _of_all(index: UnitIndex, say: words.Saying, count: int, amount: float) -> Reserve:
    return Reserve(say, np.full(len(index), float(count)), np.full(len(index), float(amount)))


def _of_roots(index: UnitIndex, say: words.Saying, count: int, amount: float, slight: bool = False) -> Reserve:
    roots = index.roots.astype(np.float64)
    return Reserve(say, roots * count, roots * amount, slight)


def sentences(sums: UnitSums, place: int, least: float) -> list[Message]:
    """Return what is to be said of the sum of one unit.

    :param least: amount in the base unit below which slight reserves are left unsaid
    """
    found = list(sums.notes)
    for reserve in sums.reserves:
        count = int(reserve.count[place])
        amount = None if reserve.amount is None else float(reserve.amount[place])
        if count and not (reserve.slight and amount is not None and abs(amount) < least):
            found.append(reserve.say(count, amount))
    return found
