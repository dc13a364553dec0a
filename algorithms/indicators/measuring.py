"""Measured values of indicators (实测值): what the layers say, for every unit and year, and the features behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple, Optional, Sequence, Union

import numpy as np
from numpy.typing import NDArray

from ..dataset.binding import Dataset
from ..dataset.source import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..message import Message, different, listed, translatable
from ..rulepack.indicator_rules import IndicatorRule, IndicatorRules, Measure, MeasureTerm, ValueKind
from ..selfcheck.context import CheckContext
from ..units.tree import UnitTree
from .coverage import Cover, covers_of
from .fallout import Fall, fall_reserves, falls_of
from .measure_words import measure_source
from .measured_origin import measured_source
from .model import ValueKey
from .quantity import AREA_UNITS, Quantity, amount_in, rounded
from .term_sums import borders_of, sentences, term_sums
from .terms import term_parts
from .unit_sums import Amounts, Reserve, UnitIndex, UnitSums, placed_sums

# Decimals that keep a square centimetre in every unit of area.
_DECIMALS = {"m2": 4, "ha": 8, "mu": 7, "wan_mu": 11, "km2": 10}
_OTHER_DECIMALS = 8
_ABOVE_COUNTY = ("country", "province", "city")  # a delivery is that of a county


@dataclass(frozen=True)
class MeasuredValue:
    """What the layers say of an indicator in a unit.

    :ivar amount: in the base of the indicator's unit (m² for areas), not rounded
    :ivar quantity: the same in the indicator's unit with more decimals than it is written with
    :ivar source: layers, fields and filters it was measured from
    :ivar reservations: what it lacks, or holds that it should not
    :ivar covered: least share of the unit that the layers cover which should fill it; None where nobody knows
    :ivar part: what the layers lack of the unit, where that is more than the pack lets pass, so that it is the value
        of a part of the unit only; None: it is that of the whole
    :ivar excess: m² that a layer which should fill the unit has more than the unit; 0 where that is within the pack's
        share
    """

    key: ValueKey
    amount: float
    quantity: Quantity
    source: Message
    reservations: tuple[Message, ...] = ()
    covered: Optional[float] = None
    part: Optional[Message] = None
    excess: float = 0.0

    @property
    def partial(self) -> bool:
        """Whether it is the value of a part of the unit only."""
        return self.part is not None

    @property
    def origin(self) -> Message:
        """What is kept with the value as its source: whether it is whole, where it comes from, what it lacks."""
        return measured_source(self.source, self.reservations, self.partial)


class NotMeasured(NamedTuple):
    """An indicator that has no value in a year, in any unit."""

    indicator: str
    year: int
    reason: Message


class Gap(NamedTuple):
    """An indicator that has no value in a year in some of the units only."""

    indicator: str
    year: int
    reason: Message
    units: tuple[str, ...]


@dataclass(frozen=True)
class Fallen:
    """Features of a layer that fall out of an indicator in a year.

    :ivar layer: name of the layer
    :ivar fids: int64, ids of the features, in the order of ``fall.features``
    """

    indicator: str
    year: int
    layer: str
    fids: NDArray[np.int64]
    fall: Fall


@dataclass
class Measurement:
    """What was measured, in the order of the indicators, years and units of the tree.

    :ivar units: codes of the units it was measured for
    :ivar fallen: features that fall out of the indicators unseen
    :ivar assumed: indicators that are measured as if a layer, which is missing, had no features
    """

    values: list[MeasuredValue] = field(default_factory=list)
    not_measured: list[NotMeasured] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    units: tuple[str, ...] = ()
    fallen: list[Fallen] = field(default_factory=list)
    assumed: list[NotMeasured] = field(default_factory=list)


@dataclass(frozen=True)
class BehindLayer:
    """The features of a layer that a number is made of.

    The number is the sum of the amounts of all layers that are no divisor, over the sum of those that are.

    :ivar fids: int64, ids of the features in the layer, ascending
    :ivar amounts: float64, what each counts in the unit, in the base unit; below 0 where it is taken off
    :ivar source: field and filter
    """

    role: str
    layer: SourceLayer
    fids: NDArray[np.int64]
    amounts: NDArray[np.float64]
    source: Message
    divisor: bool = False


@dataclass(frozen=True)
class _Total:
    """A measure in all units: values in the base of the unit, NaN where there is none, and where they come from."""

    value: Amounts
    sums: tuple[UnitSums, ...]
    source: Message
    gaps: tuple[tuple[Message, NDArray[np.bool_]], ...]
    falls: tuple[Fall, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    covers: tuple[Cover, ...] = ()


class Measurer:
    """Measures indicators of a delivery; keeps what it worked out, so that a second question is quick."""

    def __init__(self, dataset: Dataset, tree: UnitTree, context: Optional[CheckContext] = None) -> None:
        """Read nothing yet.

        :param context: what was read of the delivery so far; None: nothing
        :raises LandPlanError: when the rule pack has no indicators
        """
        self.rules = _rules(dataset)
        self._context = CheckContext(dataset, (), Silent()) if context is None else context
        self._index = UnitIndex(tree)
        self._totals: dict[tuple[str, Measure], Union[_Total, Message]] = {}

    def measure(
        self, years: Sequence[int], indicators: Sequence[str] = (), feedback: Feedback = Silent()  # noqa: B008
    ) -> Measurement:
        """Return the measured values of all units.

        :param indicators: codes; all of the pack where empty
        :raises LandPlanError: when the pack has no such indicator
        :raises Cancelled: when the user cancels
        """
        result = Measurement(units=self._index.codes)
        wanted = [self._rule(code) for code in indicators or self.rules.indicators]
        steps = [(rule, year) for rule in wanted for year in dict.fromkeys(years)]
        for number, (rule, year) in enumerate(steps):
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * number / len(steps))
            self._context.feedback = Span(feedback, 100.0 * number / len(steps), 100.0 * (number + 1) / len(steps))
            total = self._total(rule, year, ())
            if isinstance(total, Message):
                result.not_measured.append(NotMeasured(rule.code, year, total))
                continue
            result.values += self._values(rule, year, total)
            result.assumed += [NotMeasured(rule.code, year, reason) for reason in different(
                message for sums in total.sums for message in sums.assumed)]
            result.fallen += [self._fallen(rule, year, fall) for fall in total.falls]
            for reason, where in total.gaps:
                units = tuple(self._index.codes[place] for place in np.flatnonzero(where).tolist())
                result.gaps.append(Gap(rule.code, year, reason, units))
        return result

    def behind(self, key: ValueKey, feedback: Feedback = Silent()) -> list[BehindLayer]:  # noqa: B008
        """Return the features that a measured value is made of.

        :raises LandPlanError: when it cannot be measured, or there is no such unit or indicator
        :raises Cancelled: when the user cancels
        """
        self._context.feedback = feedback
        if key.unit not in self._index.tree:
            raise LandPlanError(
                translatable("Indicators", "There is no administrative unit {unit}.", unit=key.unit))
        rule = self._rule(key.indicator)
        total = self._total(rule, key.year, ())
        if isinstance(total, Message):
            raise LandPlanError(total)
        place = self._index.codes.index(key.unit)
        for reason, where in total.gaps:
            if where[place]:
                raise LandPlanError(reason)
        return list(self._behind(rule, key.year, self._index.within(place), 1.0))

    def _behind(self, rule: IndicatorRule, year: int, units: NDArray[np.bool_], factor: float) -> list[BehindLayer]:
        measure = rule.measure_of(year)
        if measure is None:
            return []
        factor *= factor_of(rule.unit, measure)
        found = [
            part for code in measure.indicators for part in self._behind(self._rule(code), year, units, factor)
        ]
        found += [self._features(term, units, factor) for term in measure.terms]
        return found + [self._features(term, units, 1.0, True) for term in measure.over]

    def _features(
        self, term: MeasureTerm, units: NDArray[np.bool_], factor: float, divisor: bool = False
    ) -> BehindLayer:
        context = self._context
        parts = term_parts(context, term, borders_of(context, term, self.rules.units))
        unit = placed_sums(self._index, parts).unit_of_part
        rows = np.flatnonzero((unit >= 0) & units[np.maximum(unit, 0)] & (parts.amount != 0))
        features, which = np.unique(parts.feature[rows], return_inverse=True)
        amounts = np.bincount(which, weights=parts.amount[rows] * factor, minlength=len(features))
        source = measure_source(context, Measure((term,)))
        return BehindLayer(term.role, context.layer(term.role), context.data(term.role).fids[features],
                           amounts.astype(np.float64), source, divisor)

    def _rule(self, code: str) -> IndicatorRule:
        rule = self.rules.indicators.get(code)
        if rule is None:
            raise LandPlanError(
                translatable("Indicators", "The rule pack {pack} has no indicator {code}; it has {codes}.",
                             pack=self._context.pack.title, code=code, codes=listed(self.rules.indicators)))
        return rule

    def _total(self, rule: IndicatorRule, year: int, above: tuple[str, ...]) -> Union[_Total, Message]:
        """Return a measure in all units, or why there is none.

        :param above: codes of the indicators it is to be a part of
        """
        measure = rule.measure_of(year)
        if measure is None and year in rule.not_measured:
            return translatable("Indicators", "{reason}", reason=rule.not_measured[year])
        if measure is None:
            return translatable("Indicators", "indicators.yaml does not say how {indicator} is measured in {year}.",
                                indicator=rule.title, year=year)
        if measure.indicators:
            return self._sum_of_indicators(rule, measure, year, above)
        if (rule.unit, measure) not in self._totals:
            self._totals[rule.unit, measure] = self._measured(rule, measure)
        return self._totals[rule.unit, measure]

    def _measured(self, rule: IndicatorRule, measure: Measure) -> Union[_Total, Message]:
        sums: list[list[UnitSums]] = []
        try:
            for terms in (measure.terms, measure.over):
                sums.append([term_sums(self._context, term, self._index, self.rules.units) for term in terms])
        except LandPlanError as error:  # a layer or field is missing, or cannot be read
            return error.message
        over = sums[1]
        gaps = [gap for part in (*sums[0], *over) for gap in part.gaps]
        value = sum((part.total for part in sums[0]), np.zeros(len(self._index))) * factor_of(rule.unit, measure)
        if measure.over:
            divisor = sum((part.total for part in over), np.zeros(len(self._index)))
            empty = divisor == 0
            value = np.divide(value, divisor, out=np.full(len(value), np.nan), where=~empty)
            if empty.any():
                gaps.append((translatable("Indicators", "What it would be divided by is 0: {source}",
                                          source=measure_source(self._context, Measure(measure.over))), empty))
        falls = falls_of(self._context, measure, self._index, self.rules.units)
        roles = [term.role for term in (*measure.terms, *measure.over)]
        covers = covers_of(self._context, self.rules.coverage, roles, self._index, self.rules.units)
        return _Total(value, (*sums[0], *over), measure_source(self._context, measure), tuple(gaps), falls,
                      tuple(fall_reserves(self._context, falls, measure)), covers)

    def _fallen(self, rule: IndicatorRule, year: int, fall: Fall) -> Fallen:
        fids = self._context.data(fall.role).fids[fall.features]
        return Fallen(rule.code, year, self._context.layer(fall.role).name, fids, fall)

    def _sum_of_indicators(
        self, rule: IndicatorRule, measure: Measure, year: int, above: tuple[str, ...]
    ) -> Union[_Total, Message]:
        if rule.code in above:
            return translatable("Indicators", "{indicator} is measured as a sum of itself: correct indicators.yaml.",
                                indicator=rule.title)
        parts = []
        for code in measure.indicators:
            part = self._total(self._rule(code), year, (*above, rule.code))
            if isinstance(part, Message):
                return translatable("Indicators", "{indicator}, which is part of it, is not measured: {reason}",
                                    indicator=self._rule(code).title, reason=part)
            parts.append(part)
        value = sum((part.value for part in parts), np.zeros(len(self._index))) * measure.factor
        return _Total(
            value, tuple(one for part in parts for one in part.sums),
            measure_source(self._context, measure, [part.source for part in parts]),
            tuple(gap for part in parts for gap in part.gaps),
            tuple(fall for part in parts for fall in part.falls),
            tuple(one for part in parts for one in part.reserves),
            tuple(dict.fromkeys(one for part in parts for one in part.covers)),
        )

    def _values(self, rule: IndicatorRule, year: int, total: _Total) -> list[MeasuredValue]:
        size = float(AREA_UNITS.get(rule.unit, 1))
        least = 0.5 * 10.0**-rule.decimals * size
        decimals = max(_DECIMALS.get(rule.unit, _OTHER_DECIMALS), rule.decimals)
        found = []
        for place in np.flatnonzero(np.isfinite(total.value)).tolist():
            amount = float(total.value[place])
            said = [message for sums in total.sums for message in sentences(sums, place, least)]
            said += [one.say(round(float(one.count[place])), _amount(one, place)) for one in total.reserves
                     if round(one.count[place])]
            covered = [(cover, cover.sentences(self._index, place)) for cover in total.covers]
            said += [message for _, messages in covered for message in messages]
            said += self._one_part(place)
            quantity = Quantity(rounded(amount_in(Fraction(amount), rule.unit), decimals), rule.unit)
            key = ValueKey(self._index.codes[place], rule.code, year, ValueKind.MEASURED)
            shares = [float(cover.share[place]) for cover in total.covers if np.isfinite(cover.share[place])]
            found.append(MeasuredValue(
                key, amount, quantity, total.source, different(said), min(shares, default=None),
                next((messages[-1] for cover, messages in covered if cover.partial[place]), None),
                max((float(cover.over[place]) for cover in total.covers), default=0.0)))
        return found

    def _one_part(self, place: int) -> list[Message]:
        """Return what is said of a province or city of which the data hold one part only, as those of a county do."""
        unit = self._index.tree[self._index.codes[place]]
        below = self._index.tree.children(unit.code)
        if unit.level not in _ABOVE_COUNTY or len(below) != 1:
            return []
        part = self._index.tree[below[0]]
        return [translatable("Indicators", "The data hold only one unit of {unit}: the value is that of {part}.",
                             unit=unit.name or unit.code, part=part.name or part.code)]


def measure(
    dataset: Dataset, tree: UnitTree, years: Sequence[int], indicators: Sequence[str] = (),
    feedback: Feedback = Silent(),  # noqa: B008
) -> Measurement:
    """Return the measured values of all units of a tree, for some years.

    Amounts of features that name their unit count there, others are divided at the borders of the units. The value
    of a unit is the sum of what lies in the units within it and of what is known of it only; a ratio is the sum of
    its numerators over the sum of its divisors in the unit, never a mean of ratios.

    :param indicators: codes; all of the pack where empty
    :raises LandPlanError: when the pack has no indicators, or none of that code
    :raises Cancelled: when the user cancels
    """
    return Measurer(dataset, tree).measure(years, indicators, feedback)


def features_behind(
    dataset: Dataset, tree: UnitTree, key: ValueKey, feedback: Feedback = Silent()  # noqa: B008
) -> list[BehindLayer]:
    """Return the features a measured value is made of; ask a `Measurer` where several values are wanted.

    :raises LandPlanError: when it cannot be measured, or there is no such unit or indicator
    :raises Cancelled: when the user cancels
    """
    return Measurer(dataset, tree).behind(key, feedback)


def _rules(dataset: Dataset) -> IndicatorRules:
    rules: Optional[IndicatorRules] = dataset.pack.indicators
    if rules is None:
        raise LandPlanError(
            translatable("Indicators", "The rule pack {pack} has no indicators.yaml, so nothing can be measured.",
                         pack=dataset.pack.title))
    return rules


def factor_of(unit: str, measure: Measure) -> float:
    """Return what Σ terms ÷ Σ over is multiplied with: terms are in m², a ratio may be per ha (m3/ha) or in ha.

    :param unit: of the result
    """
    if not measure.over:
        return measure.factor
    above, _, below = unit.partition("/")
    return measure.factor / float(AREA_UNITS.get(above, 1)) * float(AREA_UNITS.get(below, 1))


def _amount(reserve: Reserve, place: int) -> Optional[float]:
    return None if reserve.amount is None else float(reserve.amount[place])
