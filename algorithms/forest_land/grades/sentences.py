"""Sentences about grades, for the log, the findings and the reasons of checks."""

from __future__ import annotations

import json
from typing import Mapping, Optional, Sequence

import numpy as np

from ...geometry.area_units import rounded
from ...message import Message, Title, Value, translatable
from ...rulepack.grade_rules import GradeRule
from ...rulepack.model import Pack
from .model import Difference, Grades, RuleOutcome

DIFFERENCE_TITLES: Mapping[Difference, Title] = {
    Difference.AGREES: Title("一致", "agrees"),
    Difference.WEAKER: Title("登记等级偏低", "recorded too weak"),
    Difference.STRICTER: Title("登记等级偏高", "recorded stricter"),
    Difference.INCLUDED: Title("随小班其他部分从严", "stricter for another part"),
    Difference.OPEN: Title("偏高原因待核实", "recorded stricter, cannot be told"),
    Difference.MISSING: Title("未登记", "not recorded"),
    Difference.UNKNOWN: Title("登记值无效", "no valid grade"),
    Difference.NOT_COMPARED: Title("未比较", "not compared"),
}


def grade_title(pack: Pack, grades: Grades, grade: int) -> Title:
    """Return what a grade is called; a dash for 0."""
    code = grades.code_of(grade)
    return Title("–", "–") if code is None else pack.code_lists[grades.rules.code_list].names[code]


def rule_place(pack: Pack, rule: GradeRule) -> Optional[Title]:
    """Return what the source layer of a rule is called, None for a rule without one."""
    return None if rule.overlay is None else pack.layers[rule.overlay.role].title


def weaker_sentence(pack: Pack, grades: Grades, piece: int) -> Message:
    """Return what is wrong with land that is recorded with too weak a grade."""
    pieces = grades.pieces
    source = int(pieces.source[piece])
    rule = grades.rule_at(int(pieces.rule[piece]))
    values: dict[str, Value] = {
        "field": grades.recorded.field,
        "recorded": grade_title(pack, grades, int(grades.recorded.grade[source])),
        "grade": grade_title(pack, grades, int(pieces.grade[piece])),
        "levels": int(grades.recorded.grade[source]) - int(pieces.grade[piece]),
        "rule": rule.title,
        "clause": rule.clause,
    }
    area = float(pieces.area_m2[piece])
    place = rule_place(pack, rule)
    if bool(pieces.whole[piece]) or not np.isfinite(area):
        return translatable(
            "Grades", "The sub-compartment needs {grade} ({rule}; {clause}), but {field} says "
            "{recorded}, too weak by {levels}.", **values)
    if place is None:
        return translatable(
            "Grades", "{area} m² of the sub-compartment need {grade} ({rule}; {clause}), but {field} "
            "says {recorded}, too weak by {levels}.", area=rounded(area, 2), **values)
    return translatable(
        "Grades", "{area} m² of the sub-compartment lie in {layer} and need {grade} ({rule}; "
        "{clause}), but {field} says {recorded}, too weak by {levels}. Raise the grade, or divide the sub-compartment "
        "at the border.", area=rounded(area, 2), layer=place, **values)


def whole_sentence(pack: Pack, grades: Grades, index: int) -> Message:
    """Return what is wrong with the recorded grade of a sub-compartment as a whole (all but `Difference.WEAKER`)."""
    difference = Difference(int(grades.difference[index]))
    strictest = int(grades.strictest[index])
    values: dict[str, Value] = {
        "field": grades.recorded.field,
        "grade": grade_title(pack, grades, int(grades.grade[index])),
        "rule": grades.rule_at(int(grades.rule[index])).title,
    }
    if difference is Difference.MISSING:
        return translatable("Grades", "{field} is empty; the rules give {grade} ({rule}).", **values)
    if difference is Difference.UNKNOWN:
        return translatable(
            "Grades", "{field} holds “{text}”, which is no protection grade; the grades are {codes}, and the rules "
            "give {grade} ({rule}).", text=str(grades.recorded.text[index]),
            codes=", ".join(grades.rules.grades), **values)
    held = int(grades.recorded.grade[index])
    values["recorded"] = grade_title(pack, grades, held)
    values["strictest"] = grade_title(pack, grades, strictest)
    values["levels"] = strictest - held
    if difference is Difference.OPEN:
        return translatable(
            "Grades", "{field} says {recorded}, stricter by {levels} than the rules that could be applied give "
            "({strictest}); whether a rule that was not applied is the reason cannot be told.", **values)
    return translatable(
        "Grades", "{field} says {recorded}, stricter by {levels} than any part of the sub-compartment needs "
        "({strictest}, {rule}). Lower the grade, or state the reason.", **values)


def doubts(pack: Pack, grades: Grades) -> tuple[Message, ...]:
    """Return why a stricter grade cannot be excluded everywhere, one sentence for each reason."""
    reasons: dict[str, tuple[Message, list[GradeRule]]] = {}
    for outcome in grades.outcomes:
        if outcome.leaves_doubt:
            reason = outcome.reason or outcome.doubt or _unclear(pack, outcome)
            key = json.dumps(reason.to_json(), sort_keys=True)
            reasons.setdefault(key, (reason, []))[1].append(outcome.rule)
    sentences = [
        translatable(
            "Grades", "{grade} could not be excluded ({rules}). {reason}",
            grade=grade_title(pack, grades, min(grades.rules.number(rule.grade) for rule in rules)),
            rules=_listed([rule.title for rule in rules]), reason=reason)
        for reason, rules in reasons.values()
    ]
    if not len(grades):
        sentences.append(
            translatable("Grades", "The layer {layer} has no features, so there is nothing to grade.",
                         layer=grades.layer))
    if grades.class_unknown:
        sentences.append(
            translatable("Grades", "{count} sub-compartments of {layer} have no class that is a known code, so nobody "
                         "can tell whether they are forest land; they have no grade.",
                         count=grades.class_unknown, layer=grades.layer))
    if grades.shapeless:
        sentences.append(
            translatable("Grades", "{count} sub-compartments of {layer} have no usable shape, so no source layer says "
                         "anything of them; they are graded by their attributes only.",
                         count=grades.shapeless, layer=grades.layer))
    return tuple(sentences)


def doubt(pack: Pack, grades: Grades) -> Optional[Message]:
    """Return all of `doubts` as one sentence, None where there are none."""
    found = doubts(pack, grades)
    if not found:
        return None
    return found[0] if len(found) == 1 else translatable("Grades", "{doubts}", doubts=found)


def _unclear(pack: Pack, outcome: RuleOutcome) -> Message:
    """Return why it cannot be told which features of a layer a rule concerns."""
    return translatable(
        "Grades", "{count} features of {layer} do not say what they are: fill in or correct their type, zone and "
        "level.",
        count=outcome.unclear, layer=rule_place(pack, outcome.rule) or Title(""))


def _listed(titles: Sequence[Title]) -> Title:
    return Title("；".join(title.zh for title in titles), "; ".join(title.text("en") for title in titles))
