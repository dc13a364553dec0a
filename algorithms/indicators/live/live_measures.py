"""Measured values of the indicators that depend on an edited layer, kept while it is edited.

What the features of the edited layer count is measured again for those that were touched only. Where the edited layer
is what other layers are cut by (``less``, ``within``), their features near the change are measured again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Mapping, Optional, Sequence

import numpy as np
from qgis.core import QgsVectorLayer

from ...dataset.dataset import Dataset
from ...dataset.layer import SourceLayer
from ...errors import LandPlanError
from ...feedback import Feedback, Silent, Span, raise_if_cancelled
from ...geometry.wkb import bounding_boxes
from ...message import Message, translatable
from ...rulepack.indicator_rules import IndicatorRule, IndicatorRules, MeasureTerm, ValueKind
from ...selfcheck.context import CheckContext
from ...units.tree import UnitTree
from ..measuring import factor_of
from ..model import ValueKey
from ..term_sums import term_sums
from ..unit_sums import UnitIndex
from .depends import roles_of
from .edited_layers import present_of
from .feature_boxes import FeatureBoxes
from .ledger import PER_M2
from .live_terms import TermLedger, counted_parts
from .part_layers import BoxedLayer, Boxes, StillPart, boxed, part_of
from .reading import with_layer

Values = list[Optional[Fraction]]  # by unit, None where nothing is known


@dataclass
class LiveMeasures:
    """The terms of the indicators that depend on a layer, as they stood when they were last measured.

    :ivar codes: indicators that depend on the layer
    :ivar ledgers: of the terms that depend on the layer
    :ivar blanks: units that the layers of a term cannot tell of, by term
    :ivar still: sums of the other terms by unit, units within included
    :ivar problems: why an indicator is not measured, by code
    :ivar boxes: of the features of the edited layer
    """

    dataset: Dataset
    role: str
    year: int
    index: UnitIndex
    codes: tuple[str, ...] = ()
    ledgers: dict[MeasureTerm, TermLedger] = field(default_factory=dict)
    blanks: dict[MeasureTerm, frozenset[int]] = field(default_factory=dict)
    still: dict[MeasureTerm, Values] = field(default_factory=dict)
    problems: dict[str, Message] = field(default_factory=dict)
    boxes: FeatureBoxes = field(
        default_factory=lambda: FeatureBoxes(np.empty(0, dtype=np.int64), np.empty((0, 4))))
    near: dict[str, Optional[BoxedLayer]] = field(default_factory=dict)

    @property
    def rules(self) -> IndicatorRules:
        """The indicators of the pack."""
        return rules_of(self.dataset)

    # --- edits -------------------------------------------------------------------------------

    def update(self, layer: QgsVectorLayer, fids: frozenset[int]) -> None:
        """Measure again what was touched; call it in the thread the layer lives in.

        :param fids: features that were added, changed or deleted since the last time
        :raises LandPlanError: when a field is gone or the layer cannot be read
        """
        if not fids or not self.ledgers:
            return
        before = [box for fid in fids if (box := self.boxes.of(fid)) is not None]
        part = part_of(layer, present_of(layer, fids))
        polygons = part.read().polygons
        now = bounding_boxes(polygons)
        found = np.isfinite(now).all(axis=1)
        self.boxes.set(fids, polygons.fids[found], now[found])
        own = [term for term in self.ledgers if term.role == self.role]
        if own:
            context = self._context(part, now[found], own)
            for term in own:
                self.ledgers[term].set(fids, counted_parts(context, term, self.index, self.rules.units))
        changed = np.array([*before, *map(tuple, now[found].tolist())]).reshape(-1, 4)
        for term in self.ledgers:
            if term.role != self.role:
                self._update_cut(layer, term, changed)

    def _update_cut(self, layer: QgsVectorLayer, term: MeasureTerm, changed: Boxes) -> None:
        """Measure again the features of another layer near a change of the edited layer."""
        whole = self.dataset.layer(term.role)
        if whole is None:
            return
        there = self.near.get(term.role)
        data = whole.read()
        rows = np.arange(len(data), dtype=np.int64) if there is None else there.rows_near(changed)
        if not len(rows):
            return
        cut = StillPart(whole, rows)
        if there is None:
            covering = self.boxes.fids()
            places = changed
        else:
            places = there.boxes[rows]
            covering = self.boxes.near(places)
        context = self._context(part_of(layer, covering), places, [term], {term.role: cut})
        counted = counted_parts(context, term, self.index, self.rules.units)
        self.ledgers[term].set(data.fids[rows].tolist(), counted)

    def _context(
        self, part: SourceLayer, places: Boxes, terms: Sequence[MeasureTerm],
        given: Optional[Mapping[str, SourceLayer]] = None,
    ) -> CheckContext:
        """Return a context in which the edited layer is the part touched, and others are what lies near it."""
        dataset = with_layer(self.dataset, self.role, part)
        for role, layer in (given or {}).items():
            dataset = with_layer(dataset, role, layer)
        others = {role for term in terms for role in (*term.less, *term.within)}
        if any(not term.unit for term in terms):
            others |= set(self.rules.units.roles)
        for role in others - {self.role, *(given or {})}:
            there = self.near.get(role)
            if there is not None:
                dataset = with_layer(dataset, role, StillPart(there.layer, there.rows_near(places)))
        return CheckContext(dataset, (), Silent())

    # --- values ------------------------------------------------------------------------------

    def values(self) -> dict[ValueKey, Fraction]:
        """Return the values of all units, in the base of each indicator's unit (m² for areas)."""
        totals = {term: self._total(term, ledger) for term, ledger in self.ledgers.items()}
        totals.update(self.still)
        found: dict[ValueKey, Fraction] = {}
        for code in self.codes:
            if code in self.problems:
                continue
            for place, value in enumerate(self._measured(self.rules.indicators[code], totals)):
                if value is not None:
                    found[ValueKey(self.index.codes[place], code, self.year, ValueKind.MEASURED)] = value
        return found

    def _total(self, term: MeasureTerm, ledger: TermLedger) -> Values:
        sums = ledger.sums()
        for place in range(len(sums) - 1, -1, -1):  # children come after their parents
            parent = int(self.index.parent[place])
            if parent >= 0:
                sums[parent] += sums[place]
        blank = self.blanks.get(term, frozenset())
        return [None if place in blank else Fraction(amount, PER_M2) for place, amount in enumerate(sums)]

    def _measured(self, rule: IndicatorRule, totals: Mapping[MeasureTerm, Values]) -> Values:
        measure = rule.measure_of(self.year)
        nothing: Values = [None] * len(self.index)
        if measure is None:
            return nothing
        if measure.indicators:
            parts = [self._measured(self.rules.indicators[code], totals) for code in measure.indicators]
            return [_times(_sum(row), measure.factor) for row in zip(*parts)]
        factor = factor_of(rule.unit, measure)
        above = [_times(_sum(row), factor) for row in zip(*(totals[one] for one in measure.terms))]
        if not measure.over:
            return above
        below = [_sum(row) for row in zip(*(totals[one] for one in measure.over))]
        return [one / other if one is not None and other else None for one, other in zip(above, below)]


def measures_of(
    dataset: Dataset, tree: UnitTree, role: str, source: SourceLayer, year: int, feedback: Feedback
) -> LiveMeasures:
    """Measure all indicators that depend on a layer; heavy, in any thread.

    :param source: the edited layer as it stands
    :raises Cancelled: when the user cancels
    """
    whole = with_layer(dataset, role, source)
    measures = LiveMeasures(whole, role, year, UnitIndex(tree))
    rules, index = measures.rules, measures.index
    context = CheckContext(whole, (), feedback)
    dependent = [code for code, rule in rules.indicators.items() if role in roles_of(rules, rule, year)]
    for number, code in enumerate(dependent):
        raise_if_cancelled(feedback)
        context.feedback = Span(feedback, 100.0 * number / len(dependent), 100.0 * (number + 1) / len(dependent))
        try:
            for term in _terms(rules, rules.indicators[code], year, ()):
                if term in measures.ledgers or term in measures.still:
                    continue
                if term.role == role and role in (*term.less, *term.within):
                    raise LandPlanError(translatable(
                        "Indicators", "{indicator} cuts a layer by itself: correct indicators.yaml.",
                        indicator=rules.indicators[code].title))
                sums = term_sums(context, term, index, rules.units).total
                if role in (term.role, *term.less, *term.within):
                    measures.ledgers[term] = TermLedger(
                        len(index), counted_parts(context, term, index, rules.units))
                    measures.blanks[term] = frozenset(np.flatnonzero(np.isnan(sums)).tolist())
                else:
                    measures.still[term] = [None if np.isnan(one) else Fraction(one) for one in sums.tolist()]
        except LandPlanError as error:
            measures.problems[code] = error.message
    near = {other for term in measures.ledgers for other in (term.role, *term.less, *term.within)}
    for other in (near | set(rules.units.roles)) - {role}:
        measures.near[other] = boxed(dataset.layer(other), source.crs)
    polygons = source.read(feedback).polygons
    return replace(
        measures, codes=tuple(dependent), boxes=FeatureBoxes(polygons.fids, bounding_boxes(polygons)))


def rules_of(dataset: Dataset) -> IndicatorRules:
    """Return the indicators of the pack.

    :raises LandPlanError: when it has none
    """
    if dataset.pack.indicators is None:
        raise LandPlanError(translatable(
            "Indicators", "The rule pack {pack} has no indicators.yaml, so nothing can be measured.",
            pack=dataset.pack.title))
    return dataset.pack.indicators


def _terms(
    rules: IndicatorRules, rule: IndicatorRule, year: int, above: tuple[str, ...]
) -> tuple[MeasureTerm, ...]:
    """Return all terms a measure is made of, those of the indicators it sums up included.

    :raises LandPlanError: when an indicator is a part of itself
    """
    measure = rule.measure_of(year)
    if measure is None:
        return ()
    if rule.code in above:
        raise LandPlanError(translatable(
            "Indicators", "{indicator} is measured as a sum of itself: correct indicators.yaml.",
            indicator=rule.title))
    parts = [_terms(rules, rules.indicators[code], year, (*above, rule.code)) for code in measure.indicators]
    return (*measure.terms, *measure.over, *(term for part in parts for term in part))


def _sum(row: Sequence[Optional[Fraction]]) -> Optional[Fraction]:
    total = Fraction(0)
    for value in row:
        if value is None:
            return None
        total += value
    return total


def _times(value: Optional[Fraction], factor: float) -> Optional[Fraction]:
    return None if value is None else value * Fraction(factor)
