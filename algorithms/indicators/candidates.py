"""What each unit could have of an indicator at most, measured from the layers: the weights a target is divided by."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Mapping

import numpy as np

from ..dataset.binding import Dataset
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..message import Message, listed, translatable
from ..rulepack.indicator_rules import IndicatorRule, UnitSources
from ..selfcheck.context import CheckContext
from ..units.tree import UnitTree
from .quantity import AREA_UNITS
from .term_sums import sentences, term_sums
from .unit_sums import UnitIndex

_LISTED = 10


@dataclass(frozen=True)
class Candidates:
    """What the units could have of an indicator at most.

    :ivar amounts: by unit, in the base of the indicator's unit (m² for areas), 0 or more unless terms take off more
        than there is; units the layers do not tell of are not in it
    :ivar notes: what the amounts lack, or hold that they should not
    """

    amounts: Mapping[str, Fraction]
    notes: tuple[Message, ...] = ()


def candidates(
    dataset: Dataset, tree: UnitTree, indicator: str, feedback: Feedback = Silent()  # noqa: B008
) -> Candidates:
    """Measure what each unit could have of an indicator, as ``candidates`` of ``indicators.yaml`` say.

    It is what there is and may stay, and what the unit could still bring in; to be given to `decompose` with
    `Distribution.CANDIDATE_SHARE`. The amount of a unit is that of all units within it and of what is known of it only.

    :raises LandPlanError: when the rule pack has no such indicator, does not say what units could have of it, or a
        layer it names is missing or cannot be used
    :raises Cancelled: when the user cancels
    """
    rule, units = _rule(dataset, indicator)
    context = CheckContext(dataset, (), feedback)
    index = UnitIndex(tree)
    total = np.zeros(len(index))
    notes: list[Message] = []
    size = float(AREA_UNITS.get(rule.unit, 1))
    least = 0.5 * 10.0**-rule.decimals * size
    roots = np.flatnonzero(index.roots).tolist()
    for number, term in enumerate(rule.candidates):
        raise_if_cancelled(feedback)
        parts = len(rule.candidates)
        context.feedback = Span(feedback, 100.0 * number / parts, 100.0 * (number + 1) / parts)
        sums = term_sums(context, term, index, units)
        total = total + sums.total
        notes += [message for place in roots for message in sentences(sums, place, least)]
        notes += [_unknown(reason, [index.codes[at] for at in np.flatnonzero(where).tolist()])
                  for reason, where in sums.gaps]
    total[np.abs(total) <= least * 1e-6] = 0.0  # what is taken off again leaves the rounding of the sums
    amounts = {code: Fraction(float(total[place])) for place, code in enumerate(index.codes)
               if np.isfinite(total[place])}
    different: list[Message] = []
    for note in notes:
        if note not in different:
            different.append(note)
    return Candidates(amounts, tuple(different))


def _rule(dataset: Dataset, code: str) -> tuple[IndicatorRule, UnitSources]:
    """Return the rule of an indicator that has candidates, and where the units come from."""
    rules = dataset.pack.indicators
    rule = None if rules is None else rules.indicators.get(code)
    if rules is None or rule is None:
        raise LandPlanError(translatable(
            "Indicators", "The rule pack has no indicator {code}. Choose one that it has.", code=code))
    if not rule.candidates:
        raise LandPlanError(translatable(
            "Indicators", "indicators.yaml does not say what the units could have of {indicator} at most. Enter the "
            "amounts by hand, or hand it down by another rule.", indicator=rule.title))
    return rule, rules.units


def _unknown(reason: Message, codes: list[str]) -> Message:
    """Return the sentence on units the layers do not tell of."""
    return translatable("Indicators", "What {units} could have is not known: {reason}", units=listed(codes, _LISTED),
                        reason=reason)
