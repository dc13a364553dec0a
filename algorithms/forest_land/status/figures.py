"""Figures: one number per unit, a sum or a ratio of sums, measured as the indicators of a plan are."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ...errors import LandPlanError
from ...indicators.measure_words import measure_source
from ...indicators.measuring import factor_of
from ...indicators.quantity import AREA_UNITS
from ...indicators.term_sums import sentences, term_sums
from ...indicators.unit_sums import UnitIndex
from ...message import Message, translatable
from ...rulepack.indicator_rules import UnitSources
from ...rulepack.status_rules import Figure
from ...selfcheck.context import CheckContext
from .model import FigureResult, FigureValue


def figure_result(context: CheckContext, rule: Figure, index: UnitIndex, units: UnitSources) -> FigureResult:
    """Return a figure in all units of a tree.

    :raises Cancelled: when the user cancels
    """
    measure = rule.measure
    source = measure_source(context, measure)
    try:
        sums = [[term_sums(context, term, index, units) for term in terms] for terms in (measure.terms, measure.over)]
    except LandPlanError as error:  # a layer or field is missing, or cannot be read
        return FigureResult(rule, {}, source, error.message)
    above, over = (sum((part.total for part in parts), np.zeros(len(index))) for parts in sums)
    factor = factor_of(rule.unit, measure)
    if measure.over:
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(over != 0, above * factor / over, np.nan)
    else:
        value = above * factor
    least = 0.5 * 10.0**-rule.decimals * float(AREA_UNITS.get(rule.unit, Fraction(1)))
    found: dict[str, FigureValue] = {}
    for place in np.flatnonzero(np.isfinite(value)).tolist():
        said: list[Message] = []
        for part in (*sums[0], *sums[1]):
            said += [message for message in sentences(part, place, least) if message not in said]
        found[index.codes[place]] = FigureValue(index.codes[place], float(value[place]), tuple(said))
    reason = None
    if not found:
        reason = translatable("Status", "What it would be divided by is 0 everywhere.") if measure.over else (
            translatable("Status", "There are no administrative units it could be measured for."))
    return FigureResult(rule, found, source, reason)
