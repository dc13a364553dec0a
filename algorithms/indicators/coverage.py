"""How much of its units a layer covers: what a layer lacks would else be measured as 0, without a word.

Which layers should fill the units, with which field of area, and what share is enough, the rule pack says
(`CoverRule`). Areas are those that are declared, as measured values count them too; where the layer has no such
field, they are areas on the ellipsoid. A unit is covered in part only when the layer holds less than the share, or
nothing at all of a unit within it; and more than the unit has is a sign of features that lie upon each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Iterable, Optional

import numpy as np
from numpy.typing import NDArray

from ..errors import LandPlanError
from ..geometry.area import ellipsoidal_areas
from ..geometry.area_units import SQUARE_METRES
from ..message import Message, listed
from ..rulepack.indicator_rules import CoverRule, MeasureTerm, UnitSources
from ..selfcheck.context import CheckContext
from . import measure_words as words
from .feature_codes import feature_codes
from .term_sums import term_sums
from .unit_borders import is_there, unit_borders
from .unit_sums import Amounts, UnitIndex

_MOST_NAMED = 3  # units that a sentence names


@dataclass(frozen=True, eq=False)
class Cover:
    """How much of each unit a layer covers.

    :ivar layer: name of the layer
    :ivar of: what it is a share of: name of a layer; None: the area of the units
    :ivar share: float64 (units), NaN where it is not known; above 1 where more is there than the unit has
    :ivar missing: float64 (units), m², 0 or more
    :ivar over: float64 (units), m² above what the unit has, 0 where that is within the pack's share
    :ivar partial: bool (units), whether the layer covers the unit in part only
    :ivar nothing: bool (units), whether nothing of the unit is there, though there should be
    :ivar bare: int64, places of those of them that lie in none of the others
    """

    rule: CoverRule
    layer: str
    of: Optional[str]
    share: Amounts
    missing: Amounts
    over: Amounts
    partial: NDArray[np.bool_]
    nothing: NDArray[np.bool_]
    bare: NDArray[np.int64]

    def sentences(self, index: UnitIndex, place: int) -> list[Message]:
        """Return what is to be said of a value of a unit that is measured from the layer."""
        said = []
        if self.over[place] > 0:
            said.append(words.more_than_unit(self.layer, float(self.over[place]), self._percent(place)))
        if not self.partial[place]:
            return said
        missing = float(self.missing[place])
        if self.nothing[place]:
            return [words.nothing_there(self.layer, missing)]
        if self.share[place] < self.rule.least:
            said.append(words.part_only(self.layer, self._percent(place), missing, self.of))
        bare = self.bare[:0] if index.leaf[place] else self.bare[index.within(place)[self.bare]]
        if len(bare):
            names = [_name(index, number) for number in bare[:_MOST_NAMED + 1].tolist()]
            said.append(words.nothing_within(self.layer, listed(names, _MOST_NAMED)))
        return said

    def _percent(self, place: int) -> str:
        """Return the share in per cent; one that is not whole is never told as whole."""
        share = float(self.share[place])
        return f"{100 * (min(share, 0.9999) if share < 1 else share):.2f}"


def covers_of(
    context: CheckContext, rules: Iterable[CoverRule], roles: Iterable[str], index: UnitIndex, units: UnitSources
) -> tuple[Cover, ...]:
    """Return how much of the units some layers cover, of those that should fill them; worked out once in a run.

    :param roles: the layers something is measured from
    :raises Cancelled: when the user cancels
    """
    wanted = set(roles)
    found = [
        context.once(("cover", rule), partial(_cover, context, rule, index, units))
        for rule in rules if rule.term.role in wanted
    ]
    return tuple(one for one in found if one is not None)


def _cover(context: CheckContext, rule: CoverRule, index: UnitIndex, units: UnitSources) -> Optional[Cover]:
    """Return how much of the units a layer covers, None where its features tell nothing of units at all."""
    covered = _sum(context, (rule.term,), index, units)
    if covered is None:
        return None
    whole, of = None, None
    if rule.of:
        there = all(is_there(context, term.role) for term in rule.of)
        whole = _sum(context, rule.of, index, units) if there else None
        of = context.layer(rule.of[0].role).name if whole is not None else None
    else:
        whole = _unit_areas(context, index, units)
    if whole is None:
        whole = np.full(len(index), np.nan)
    known = np.isfinite(whole) & (whole > 0) & np.isfinite(covered)
    share = np.divide(covered, whole, out=np.full(len(index), np.nan), where=known)
    lacks = np.where(known, np.maximum(whole - covered, 0.0), 0.0)
    # a unit whose borders nobody knows has something, or nothing
    none = np.isfinite(covered) & (covered <= 0) & ~(np.isfinite(whole) & (whole <= 0))
    bare = np.flatnonzero(none & ~_within(index, none))
    spare = 0.0 if rule.of else 1.0 - rule.least
    with np.errstate(invalid="ignore"):
        parted = none | (share < rule.least)
        over = np.where(~bool(rule.of) & (share > 1.0 + spare), covered - whole, 0.0)
    for place in bare.tolist():
        _mark_above(index, place, whole, share, parted, rule.slight)
    return Cover(rule, context.layer(rule.term.role).name, of, share, lacks, np.nan_to_num(over), parted,
                 none, bare)


def _mark_above(
    index: UnitIndex, place: int, whole: Amounts, share: Amounts, parted: NDArray[np.bool_], slight: float
) -> None:
    """Mark the units above one of which nothing is there, where it matters to them.

    A unit that only a table names, or of which nobody knows the size, does not matter where that of the unit above is
    known: its share tells.
    """
    above = int(index.parent[place])
    while above >= 0:
        large = np.isfinite(whole[place]) and whole[place] >= slight * whole[above]
        parted[above] |= bool(large or np.isnan(share[above]))
        above = int(index.parent[above])


def _within(index: UnitIndex, units: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return bool (units), which lie in one of some units."""
    return index.down(units.astype(np.float64)) > 0


def _sum(
    context: CheckContext, terms: Iterable[MeasureTerm], index: UnitIndex, units: UnitSources
) -> Optional[Amounts]:
    """Return float64 (units), m²: the area of a layer; None where it cannot be summed up."""
    total = np.zeros(len(index))
    for term in terms:
        for one in dict.fromkeys((term, replace(term, field=None))):  # without the field: areas on the ellipsoid
            try:
                total = total + _term_sum(context, one, index, units)
                break
            except LandPlanError:
                continue
        else:
            return None
    return total


def _term_sum(context: CheckContext, term: MeasureTerm, index: UnitIndex, units: UnitSources) -> Amounts:
    """Return float64 (units), m²: the sum of a term; NaN where its features do not reach down to the unit.

    What features say of themselves is summed up without looking at their shapes.
    """
    if term.field is None or not term.unit or term.times is not None or term.less or term.within:
        return term_sums(context, term, index, units).total
    size = SQUARE_METRES.get(context.role(term.role).fields[term.field].unit or "", 1.0)
    amounts = np.asarray(context.numbers(term.role, term.field).filled(np.nan), dtype=np.float64) * size
    doubt = context.doubt
    chosen = context.selection(term.role, term.where)
    context.doubt = doubt  # the values themselves tell it
    codes = feature_codes(context, term.role, term.unit)
    place = index.finder.places(codes.names)
    unit = place[codes.index[chosen]] if len(place) else np.full(len(chosen), -1, dtype=np.int64)
    known = (unit >= 0) & np.isfinite(amounts[chosen])
    own = np.bincount(unit[known], weights=amounts[chosen][known], minlength=len(index)).astype(np.float64)
    count = np.bincount(unit[known], minlength=len(index)).astype(np.float64)
    total = index.up(own)
    stuck = (count > 0) & (index.up(count) == count)  # known of themselves only, not of the units within
    total[index.down(stuck.astype(np.float64)) > 0] = np.nan
    return total


def _unit_areas(context: CheckContext, index: UnitIndex, units: UnitSources) -> Amounts:
    """Return float64 (units), m² on the ellipsoid: by their borders, else of the units within; NaN where unknown."""
    return context.once("areas of units", lambda: _areas_by_borders(context, index, units))


def _areas_by_borders(context: CheckContext, index: UnitIndex, units: UnitSources) -> Amounts:
    areas = np.full(len(index), np.nan)
    try:
        layers = unit_borders(context, {role: units.code_of(role) for role in units.roles})
        for layer in layers:  # larger units first: their own borders count before those of what is within
            places = index.finder.places(layer.codes)
            sizes = ellipsoidal_areas(layer.polygons, context.frame(layer.role))
            for place, code, size in zip(places.tolist(), layer.codes, sizes.tolist()):
                if place >= 0 and not code[len(index.codes[place]):].strip("0") and np.isnan(areas[place]):
                    areas[place] = size
    except LandPlanError:  # no layer of units, or one that cannot be read: other sentences tell that
        return areas
    below = np.zeros(len(index))
    for place in range(len(index) - 1, -1, -1):  # children come after their parents
        if np.isnan(areas[place]) and not index.leaf[place]:
            areas[place] = below[place]
        if index.parent[place] >= 0:
            below[index.parent[place]] += areas[place]  # NaN where the area of one within is not known
    return areas


def _name(index: UnitIndex, place: int) -> str:
    code = index.codes[place]
    return index.tree[code].name or code
