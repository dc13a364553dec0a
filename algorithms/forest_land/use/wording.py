"""Sentences on what the rules say of a piece of forest land, and names of its facts."""

from __future__ import annotations

from typing import Optional, Union

from ...message import Message, Title, translatable
from ...rulepack.forest_use_rules import ForestUseRules, UseRule
from ...rulepack.model import CodeList, Pack
from .judgement import Combination, Fact, Failure, Judgement, UseOutcome

FACT_NAMES = {
    Fact.TYPE: translatable("ForestUse", "type of the project"),
    Fact.APPROVAL: translatable("ForestUse", "level of the project's approval"),
    Fact.GRADE: translatable("ForestUse", "protection grade of the land"),
    Fact.CLASS: translatable("ForestUse", "class of public-welfare forest"),
}
OUTCOME_TITLES = {
    UseOutcome.ALLOWED: translatable("ForestUse", "allowed"),
    UseOutcome.NEEDS_APPROVAL: translatable("ForestUse", "needs approval of a higher level"),
    UseOutcome.FORBIDDEN: translatable("ForestUse", "forbidden"),
    UseOutcome.NOT_JUDGED: translatable("ForestUse", "cannot be judged"),
}


class UseWords:
    """Says what the rules of a pack decide, with the names of its code lists."""

    def __init__(self, pack: Pack, rules: ForestUseRules) -> None:
        """:param rules: of the use of forest land, part of the pack"""
        self._rules = rules
        projects = pack.layers[rules.projects.role].fields
        self._types = _list(pack, projects[rules.projects.type].codes)
        self._approvals = _list(pack, projects[rules.projects.approval].codes)
        self._natures = _list(pack, projects[rules.projects.nature].codes)
        self._grades = _list(pack, pack.layers[rules.land.role].fields[rules.land.grade].codes)

    def type(self, code: Optional[str]) -> Optional[Title]:
        """Return the name of a type of project."""
        return _name(self._types, code)

    def approval(self, code: Optional[str]) -> Optional[Title]:
        """Return the name of a level of approval."""
        return _name(self._approvals, code)

    def nature(self, code: Optional[str]) -> Optional[Title]:
        """Return the name of a nature of use."""
        return _name(self._natures, code)

    def grade(self, code: Optional[str]) -> Optional[Title]:
        """Return the name of a protection grade."""
        return _name(self._grades, code)

    def kind(self, kind_id: Optional[str]) -> Optional[Title]:
        """Return the name of a class of public-welfare forest or a mark."""
        return None if kind_id is None else self._rules.land.title_of(kind_id)

    def reason(self, judgement: Judgement, facts: Combination) -> Message:
        """Return the sentence on why the rules say so."""
        outcome = judgement.outcome
        if outcome is UseOutcome.ALLOWED and judgement.rule is not None:
            return self._grounded(judgement, translatable("ForestUse", "{rule}.", rule=judgement.rule.title))
        if outcome is UseOutcome.NEEDS_APPROVAL and judgement.rule is not None:
            return self._grounded(judgement, translatable(
                "ForestUse", "The project is approved by {approval}; it takes the approval of {needed} or above: "
                "{rule}.",
                approval=self.approval(facts.approval), needed=self.approval(judgement.needed_level),
                rule=judgement.rule.title))
        if outcome is UseOutcome.NOT_JUDGED:
            return self._not_judged(judgement, facts)
        if judgement.rule is not None:
            return translatable("ForestUse", "{rule}.", rule=judgement.rule.title)
        reasons = tuple(self._failure(rule, failure, kinds, facts) for rule, failure, kinds in judgement.failures)
        if not reasons:
            return translatable("ForestUse", "No rule allows it.")
        one = reasons[0] if len(reasons) == 1 else translatable(
            "ForestUse", "No rule allows it:\n{rules}", rules=reasons)
        return self._grounded(judgement, one)

    def _not_judged(self, judgement: Judgement, facts: Combination) -> Message:
        if judgement.no_rule:
            if facts.type is None or not any(facts.type in rule.types for rule in self._rules.rules):
                return translatable(
                    "ForestUse", "The rule pack has no rule for this type of project ({type}): judge it by hand.",
                    type=self.type(facts.type) or translatable("ForestUse", "not stated"))
            return translatable(
                "ForestUse", "The rule pack has no rule for this nature of use ({nature}): judge it by hand.",
                nature=self.nature(facts.nature) or translatable("ForestUse", "not stated"))
        missing = tuple(FACT_NAMES[fact] for fact in judgement.missing)
        if judgement.needed_level is not None:
            return translatable(
                "ForestUse", "It takes the approval of {needed} or above, as far as can be told. Not stated:\n"
                "{missing}",
                needed=self.approval(judgement.needed_level), missing=missing)
        return translatable("ForestUse", "Not stated:\n{missing}", missing=missing)

    def _failure(
        self, rule: UseRule, failure: Failure, kinds: tuple[str, ...], facts: Combination
    ) -> Message:
        if failure is Failure.WITHOUT and kinds:
            return translatable(
                "ForestUse", "The land is {kind}, but: {rule}.", kind=self.kind(kinds[0]), rule=rule.title)
        return translatable(
            "ForestUse", "The land has {grade}, but: {rule}.", grade=self.grade(facts.grade), rule=rule.title)

    @staticmethod
    def _grounded(judgement: Judgement, sentence: Message) -> Message:
        if judgement.grounded:
            return sentence
        return translatable(
            "ForestUse", "{sentence} (A default of the rule pack: confirm it by the text in force.)", sentence=sentence)


def clause_of(judgement: Judgement, otherwise: str) -> str:
    """Return the clause of the rule that decides; another one where none does."""
    if judgement.rule is not None and judgement.rule.clause:
        return judgement.rule.clause
    return next((rule.clause for rule, _, _ in judgement.failures if rule.clause), otherwise)


def rules_of(judgement: Judgement) -> str:
    """Return the ids of the rules that decide, separated by commas."""
    if judgement.rule is not None:
        return judgement.rule.id
    return ",".join(rule.id for rule, _, _ in judgement.failures)


def said(title: Union[Title, Message, None]) -> Union[Title, Message]:
    """Return a name, or that nothing is stated."""
    return title or translatable("ForestUse", "not stated")


def _list(pack: Pack, codes: Optional[str]) -> Optional[CodeList]:
    return None if codes is None else pack.code_lists.get(codes)


def _name(codes: Optional[CodeList], code: Optional[str]) -> Optional[Title]:
    return None if codes is None or code is None else codes.names.get(code)
