"""Whether a project may use a piece of forest land: the rules of the pack on one combination of facts (分级分类管理).

Source: 建设项目使用林地审核审批管理办法 (国家林业局令第35号, 2015), as `forestuse.yaml` of the pack writes it
down. A fact that is not known makes a rule neither hold nor fail; so land that every rule forbids is forbidden whatever
else is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Iterable, Mapping, NamedTuple, Optional, Union

from ...rulepack.forest_use_rules import ForestUseRules, UseBan, UseRule


class UseOutcome(IntEnum):
    """What is said of a piece; the order is that of results."""

    ALLOWED = 0
    NEEDS_APPROVAL = 1  # a higher level would have to approve the project
    FORBIDDEN = 2
    NOT_JUDGED = 3


OUTCOME_NAMES = ("allowed", "needs_approval", "forbidden", "not_judged")


class Fact(Enum):
    """What has to be known to judge a piece."""

    TYPE = "type"
    APPROVAL = "approval"
    GRADE = "grade"
    CLASS = "class"


class Combination(NamedTuple):
    """The facts of a piece; None where they are not known.

    :ivar type: code of the type of the project, ``approval`` of who approved it, ``nature`` of the use
    :ivar grade: code of the protection grade of the land
    :ivar land_class: id of the class of public-welfare forest
    :ivar marks: ids of the marks the land has
    """

    type: Optional[str]
    approval: Optional[str]
    nature: Optional[str]
    grade: Optional[str]
    land_class: Optional[str]
    marks: frozenset[str] = frozenset()


class Failure(Enum):
    """What of a rule of the project's type the land does not meet."""

    GRADE = "grade"
    WITHOUT = "without"


@dataclass(frozen=True)
class Judgement:
    """What the rules say of a combination of facts.

    :ivar rule: the rule that allows it, that would with another approval, or the ban; None where none applies
    :ivar needed_level: lowest level of approval that makes it allowed; None where none does or none is asked
    :ivar missing: facts that would have to be known
    :ivar no_rule: True where the pack has no rule for the type or the nature of the use
    :ivar failures: the rules for the type that the land fails, with what fails: the grade, or classes and marks
    :ivar grounded: False where a rule that is only a default decides
    """

    outcome: UseOutcome
    rule: Union[UseRule, UseBan, None] = None
    needed_level: Optional[str] = None
    missing: tuple[Fact, ...] = ()
    no_rule: bool = False
    failures: tuple[tuple[UseRule, Failure, tuple[str, ...]], ...] = ()
    grounded: bool = True


class _Reading(NamedTuple):
    """How a rule stands to a combination of facts.

    :ivar type: True, False, or None where it is not known; ``approval`` likewise
    :ivar land: likewise; ``missing`` what of it is not known
    """

    rule: UseRule
    type: Optional[bool]
    approval: Optional[bool]
    land: Optional[bool]
    missing: frozenset[Fact]
    failure: Failure
    barred: tuple[str, ...]


class UseJudge:
    """Judges combinations of facts; each is judged once."""

    def __init__(self, rules: ForestUseRules) -> None:
        """:param rules: of the pack"""
        self._rules = rules
        self._classes = {kind.id for kind in rules.land.classes}
        self._rank: Mapping[str, int] = {code: place for place, code in enumerate(rules.levels)}
        self._known: dict[Combination, Judgement] = {}

    def judge(self, facts: Combination) -> Judgement:
        """Return what the rules say.

        A ban comes first; a project of unknown type or nature is no exception to it. Then the project may use the land
        where one rule allows it, whatever the others say.
        """
        if facts not in self._known:
            self._known[facts] = self._judge(facts)
        return self._known[facts]

    def _judge(self, facts: Combination) -> Judgement:
        for ban in self._rules.bans:
            if facts.type in ban.except_types or facts.nature in ban.except_natures:
                continue
            if facts.grade in ban.grades:
                return Judgement(UseOutcome.FORBIDDEN, ban)
        of_nature = [rule for rule in self._rules.rules if not rule.natures or facts.nature in rule.natures]
        readings = [self._read(rule, facts) for rule in of_nature]
        of_type = [reading for reading in readings if reading.type is not False]
        if not of_type:
            return Judgement(UseOutcome.NOT_JUDGED, no_rule=True)
        holding = [one for one in of_type if one.type and one.approval and one.land]
        if holding:
            best = next((one for one in holding if one.rule.grounded), holding[0])
            return Judgement(UseOutcome.ALLOWED, best.rule, grounded=best.rule.grounded)
        by_level = [one for one in of_type if one.type and one.land and one.rule.approvals]
        level = self._lowest(code for one in by_level for code in one.rule.approvals)
        of_level = next((one.rule for one in by_level if level in one.rule.approvals), None)
        # With another approval, too, a rule is open only where the land is not known.
        open_ = [one for one in of_type if one.land is not False
                 and (one.approval is not False or None in (one.type, one.land))]
        if open_:
            return Judgement(UseOutcome.NOT_JUDGED, of_level, level, _missing(open_))
        if of_level is not None:
            return Judgement(UseOutcome.NEEDS_APPROVAL, of_level, level, grounded=_grounded(by_level))
        failures = tuple((one.rule, one.failure, one.barred) for one in of_type if one.type and one.land is False)
        return Judgement(UseOutcome.FORBIDDEN, failures=failures, grounded=_grounded(of_type))

    def _read(self, rule: UseRule, facts: Combination) -> _Reading:
        missing: set[Fact] = set()
        of_type: Optional[bool] = None
        if facts.type is None:
            missing.add(Fact.TYPE)
        else:
            of_type = facts.type in rule.types
        approval: Optional[bool] = True
        if rule.approvals:
            approval = None if facts.approval is None else facts.approval in rule.approvals
            if approval is None:
                missing.add(Fact.APPROVAL)
        land: Optional[bool] = False
        barred: tuple[str, ...] = ()
        failure = Failure.GRADE
        for condition in rule.land:
            if facts.grade is not None and facts.grade not in condition.grades:
                continue
            bars = tuple(kind for kind in condition.without if kind == facts.land_class or kind in facts.marks)
            if bars:
                barred, failure = bars, Failure.WITHOUT
                continue
            by_class = facts.land_class is None and any(kind in self._classes for kind in condition.without)
            if facts.grade is None or by_class:
                missing.update(fact for fact, unknown in (
                    (Fact.GRADE, facts.grade is None), (Fact.CLASS, by_class)) if unknown)
                land = land or None
            else:
                land = True
        if land is not None:
            missing -= {Fact.GRADE, Fact.CLASS}
        return _Reading(rule, of_type, approval, land, frozenset(missing), failure, barred)

    def _lowest(self, levels: Iterable[str]) -> Optional[str]:
        """Return the lowest of some levels of approval, None of none."""
        return max(levels, key=lambda code: self._rank.get(code, -1), default=None)


def _missing(readings: Iterable[_Reading]) -> tuple[Fact, ...]:
    found = frozenset(fact for one in readings for fact in one.missing)
    return tuple(fact for fact in Fact if fact in found)


def _grounded(readings: Iterable[_Reading]) -> bool:
    """Return whether any of some rules, or no rule at all, stands in a text at hand."""
    listed = list(readings)
    return not listed or any(one.rule.grounded for one in listed)
