"""Land that more than one project takes (林地重复使用): what later projects take where earlier ones lay."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...errors import LandPlanError
from ...geometry.overlap_areas import sound_overlaps, sound_shares
from ...geometry.wkb import select
from ...indicators.measure_words import measure_source
from ...indicators.sound_layers import sound_features
from ...indicators.term_sums import borders_of
from ...indicators.terms import term_parts
from ...indicators.unit_sums import UnitIndex, placed_sums
from ...message import Title, translatable
from ...rulepack.indicator_rules import Measure, MeasureTerm, UnitSources
from ...rulepack.status_rules import REUSED, Aspect, Figure, UseRules
from ...selfcheck.context import CheckContext
from .model import FigureResult, FigureValue


def reused_land(
    context: CheckContext, index: UnitIndex, units: UnitSources, rules: UseRules, title: Title
) -> FigureResult:
    """Return the area on the ellipsoid that projects take again, by unit: Σ of their areas less that of their union.

    Of two projects the one of the later year takes again, of the same year the one that stands later in the layer.

    :raises Cancelled: when the user cancels
    """
    term = MeasureTerm(rules.land.role, None, rules.land.where, rules.land.unit)
    figure = Figure(REUSED, title, Aspect.EFFICIENCY, "ha", 2, rules.clause, Measure((term,)))
    source = measure_source(context, figure.measure)
    try:
        parts = term_parts(context, term, borders_of(context, term, units))
        years = context.numbers(term.role, rules.year).filled(np.inf)  # one without a year comes last
        shares = _reused_shares(context, term.role, parts.values.chosen, np.asarray(years, dtype=np.float64))
    except LandPlanError as error:
        return FigureResult(figure, {}, source, error.message)
    sums = placed_sums(index, parts)
    known = sums.unit_of_part >= 0
    own = np.bincount(
        sums.unit_of_part[known], weights=(parts.amount * shares[parts.feature])[known], minlength=len(index))
    total = index.up(own.astype(np.float64))
    values = {code: FigureValue(code, float(total[place])) for place, code in enumerate(index.codes)}
    reason = None if values else translatable(
        "Status", "There are no administrative units it could be measured for.")
    return FigureResult(figure, values, source, reason)


def _reused_shares(
    context: CheckContext, role: str, chosen: NDArray[np.int64], years: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return float64 (features of the layer), the share of each that earlier ones cover."""
    shares = np.zeros(len(years))
    shapes = sound_features(context, role, chosen)
    pairs = sound_overlaps(shapes, shapes, 0.0, context.feedback)
    order = np.lexsort((chosen, years[chosen]))
    rank = np.empty(len(chosen), dtype=np.int64)
    rank[order] = np.arange(len(chosen))
    earlier = rank[pairs.second] < rank[pairs.first]
    first, second = pairs.first[earlier], pairs.second[earlier]
    whole = np.zeros(len(chosen))
    own = pairs.first == pairs.second
    whole[pairs.first[own]] = pairs.area[own]
    count = np.bincount(first, minlength=len(chosen))
    alone = count[first] == 1
    shares[chosen[first[alone]]] = pairs.area[earlier][alone] / whole[first[alone]]
    for later in np.flatnonzero(count > 1).tolist():  # projects that lie over several earlier ones are few
        cover = select(shapes, second[first == later])
        shares[chosen[later]] = sound_shares(select(shapes, np.array([later])), cover, context.feedback)[0]
    return shares
