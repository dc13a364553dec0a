"""The use of forest land of a delivery as a whole: judged, summed up, checked (林地使用与定额审查)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Optional

from ...dataset.dataset import Dataset
from ...dataset.source import SourceLayer
from ...errors import LandPlanError
from ...feedback import Feedback, Silent, Span
from ...message import Message, different, translatable
from ...rulepack.forest_use_rules import GradeSource, Period
from ...rulepack.model import CheckRule, Pack, Severity
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.engine import run_in
from ...selfcheck.model import CheckResult, Outcome, Verdict, verdict_of
from .forest_use import ForestUse, forest_use_of, use_rules
from .judgement import UseOutcome
from .quota import QuotaUse, quota_use_of
from .works import WorksLayout, works_layout_of

FAMILY = "forest_use"
# Without these nothing can be said about the use of forest land and its quota.
_ESSENTIAL = ("forest_use.limits", "forest_use.quota")
_PERIOD = re.compile(r"(\d{4})\s*[-–—~至到]\s*(\d{4})")


@dataclass(frozen=True)
class UseAssessment:
    """What is said of the use of forest land.

    :ivar context: the layers, with what was worked out of them
    :ivar quota: None where the pack says nothing about a quota, or the administrative units could not be read
    :ivar works: None where there are no works, or the pack says nothing about them
    :ivar results: how the checks of the pack on the use of forest land ended
    :ivar layers: that were read
    :ivar notes: what a person should know
    """

    context: CheckContext
    use: ForestUse
    quota: Optional[QuotaUse]
    works: Optional[WorksLayout]
    results: tuple[CheckResult, ...]
    layers: tuple[SourceLayer, ...]
    notes: tuple[Message, ...]

    @property
    def errors(self) -> int:
        """Number of findings that are errors."""
        return self._count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """Number of findings that are warnings."""
        return self._count(Severity.WARNING)

    @property
    def not_run(self) -> int:
        """Number of checks that did not end."""
        return sum(one.outcome not in (Outcome.PASSED, Outcome.FAILED) for one in self.results)

    @property
    def verdict(self) -> Verdict:
        """Incomplete where the limits or the quota could not be judged wholly, failed where they are not kept."""
        verdict = verdict_of(
            (one.check.required or _is_essential(one.check), one.check.severity, one.outcome) for one in self.results)
        doubtful = any(one.reason is not None for one in self.results if _is_essential(one.check))
        doubtful = doubtful or self.use.area_of(UseOutcome.NOT_JUDGED) > 0
        return Verdict.INCOMPLETE if doubtful and verdict is Verdict.PASSED else verdict

    def _count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for result in self.results for finding in result.findings)


def _is_essential(check: CheckRule) -> bool:
    return check.kind in _ESSENTIAL and check.severity is Severity.ERROR


def use_checks(pack: Pack) -> tuple[CheckRule, ...]:
    """Return the checks of a pack on the use of forest land.

    :raises LandPlanError: when it has none
    """
    found = tuple(check for check in pack.checks.values() if check.family == FAMILY)
    if not found:
        raise LandPlanError(translatable(
            "ForestUse", "The rule pack {pack} has no checks of the use of forest land. Choose another one.",
            pack=pack.title))
    return found


def assess_use(dataset: Dataset, feedback: Feedback = Silent()) -> UseAssessment:  # noqa: B008
    """Judge the use of forest land of a delivery, sum up the quota and run the checks of the pack on it.

    :raises LandPlanError: when the pack has no rules for it, or projects and sub-compartments cannot be laid over each
        other
    :raises Cancelled: when the user cancels
    """
    rules = use_rules(dataset.pack)
    checks = use_checks(dataset.pack)
    context = CheckContext(dataset, checks, Span(feedback, 0, 70))
    use = forest_use_of(context)
    notes = [*use.notes, *(() if use.doubt is None else (use.doubt,))]
    quota: Optional[QuotaUse] = None
    works: Optional[WorksLayout] = None
    if rules.quota is not None:
        try:
            quota = quota_use_of(context)
            notes += quota.notes
        except LandPlanError as refusal:
            notes.append(refusal.message)
    context.feedback = Span(feedback, 70, 85)
    if rules.works is not None and dataset.layer(rules.works.role) is not None:
        try:
            works = works_layout_of(context)
            notes += works.notes
        except NotRunnable as refusal:
            notes.append(refusal.message)
    if not rules.authorities:
        notes.append(translatable(
            "ForestUse", "Which authority approves the use of forest land itself the rule pack does not say "
            "(authorities in forestuse.yaml): that column is empty."))
    unsaid = int(use.projects.unsaid.sum())
    if unsaid:
        notes.append(translatable(
            "ForestUse", "{count} projects do not state the nature of their use; the default of the rule pack counts.",
            count=unsaid))
    context.doubt = None
    context.feedback = Span(feedback, 85, 100)
    results = tuple(run_in(context, checks))
    bound = (rules.projects.role, rules.land.role, *(() if works is None else (works.rules.role,)))
    layers = tuple(context.layer(role) for role in bound)
    return UseAssessment(context, use, quota, works, results, layers, different(notes))


def with_periods(pack: Pack, text: str) -> Pack:
    """Return a pack with the periods of the quota that a person gives as text; without a text as it is.

    :param text: first and last year of each period, such as ``2021-2025, 2026-2035``
    :raises LandPlanError: when the text holds anything else, or the periods overlap or have no order
    """
    if not text.strip():
        return pack
    rules = use_rules(pack)
    periods = []
    for word in re.split(r"[,;、]", unicodedata.normalize("NFKC", text)):  # full-width digits and signs, too
        match = _PERIOD.fullmatch(word.strip())
        if match is None:
            raise LandPlanError(translatable(
                "ForestUse", "“{text}” is no period. Give the first and the last year of each, for example 2021-2025, "
                "2026-2035.", text=word.strip()))
        periods.append(Period(int(match[1]), int(match[2])))
    for number, period in enumerate(periods):
        if period.last < period.first or (number and period.first <= periods[number - 1].last):
            raise LandPlanError(translatable(
                "ForestUse", "The period {first}–{last} must follow the one before it and end after it begins.",
                first=period.first, last=period.last))
    if rules.quota is None:
        raise LandPlanError(translatable(
            "ForestUse", "The rule pack {pack} says nothing about a quota of forest land.", pack=pack.title))
    quota = replace(rules.quota, periods=tuple(periods))
    return replace(pack, forest_use=replace(rules, quota=quota))


def with_grades(pack: Pack, source: Optional[GradeSource], variant: str = "") -> Pack:
    """Return a pack in which other protection grades count.

    :param source: recorded or computed grades; None: as the pack says
    :param variant: of the rules of computed grades; empty: as the pack says
    """
    rules = use_rules(pack)
    land = replace(
        rules.land, grade_source=source or rules.land.grade_source, variant=variant.strip() or rules.land.variant)
    return replace(pack, forest_use=replace(rules, land=land))
