"""Says of every piece whether survey and one-map agree, what kind of disagreement there is, and what settles it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np
from numpy.typing import NDArray

from ...geometry.grouping import first_of_groups, group_rows
from ...geometry.lookups import taken
from ...message import Message, translatable
from ...rulepack.planning_base_rules import Decision, DisagreementKind, PlanningBaseRules
from ...selfcheck.context import CheckContext, NotRunnable
from .model import (
    AGREE,
    DECISIONS,
    KINDS,
    LIST,
    ONE_MAP,
    PARAMETER,
    RULE,
    SURVEY,
    UNDECIDED,
    DecisionList,
    Flags,
    Integers,
    ListedDecision,
    Side,
    Texts,
)

_EXAMPLES = 5
_NOTHING = "-"  # stands for the sub-compartment in the key of land that the one-map does not hold


@dataclass(frozen=True)
class Judged:
    """What is known of pieces; see `PlanningBase` for the arrays."""

    kind: NDArray[np.int8]
    case: Integers
    keys: Texts
    decision: NDArray[np.int8]
    source: NDArray[np.int8]
    listed: Mapping[str, ListedDecision]
    forest: NDArray[np.int8]
    base_class: Texts
    notes: tuple[Message, ...]


def judged(
    context: CheckContext,
    rules: PlanningBaseRules,
    survey_side: Side,
    one_map_side: Side,
    survey: Integers,
    one_map: Integers,
    chosen: Mapping[DisagreementKind, Decision],
    decisions: DecisionList,
) -> Judged:
    """Judge pieces by the features they lie in.

    :param survey: int64 (pieces), feature of the survey; ``one_map``: of the one-map, -1 for none
    :param chosen: decisions for whole kinds that go before the rules
    :param decisions: decisions on single disagreements, which go before everything
    """
    inside = one_map >= 0
    survey_class, forest_s = survey_side.land_class[survey], survey_side.forest[survey]
    class_o = taken(one_map_side.land_class, one_map, "")
    forest_o = np.zeros(len(survey), dtype=np.int8)
    forest_o[inside] = one_map_side.forest[one_map[inside]]
    pair_of, becomes = _classes_of(rules, survey_class, class_o)
    kind = np.full(len(survey), -1, dtype=np.int8)
    kind[(forest_s == 1) & (forest_o == 1) & ~pair_of] = KINDS.index(DisagreementKind.CLASS_DIFFERS)
    kind[(forest_s == 1) & (forest_o == 0)] = KINDS.index(DisagreementKind.SURVEY_ONLY)
    kind[(forest_s == 0) & (forest_o == 1)] = KINDS.index(DisagreementKind.ONE_MAP_ONLY)
    kind[(forest_s < 0) | (forest_o < 0)] = KINDS.index(DisagreementKind.UNKNOWN_CLASS)
    differ = kind >= 0
    case, unclear = _cases(context, rules, kind, survey_class, class_o, one_map)
    keys = np.full(len(survey), "", dtype=object)
    compartment = taken(one_map_side.keys, one_map, _NOTHING)
    keys[differ] = [f"{one}|{two}" for one, two in zip(survey_side.keys[survey[differ]], compartment[differ])]
    decision, source = _settled(rules, kind, case, chosen)
    listed, notes = _from_list(keys, differ, decision, source, decisions)
    notes += unclear
    forest = np.where(kind < 0, forest_s, -1).astype(np.int8)
    forest = np.where(decision == SURVEY, forest_s, forest)
    forest = np.where(decision == ONE_MAP, forest_o, forest).astype(np.int8)
    base = np.where((forest == 1) & ((decision == ONE_MAP) | (kind < 0)), class_o, "")
    base = np.where((forest == 1) & (decision == SURVEY), becomes, base).astype(object)
    void = int(np.count_nonzero(differ & (forest < 0) & (decision != UNDECIDED)))
    if void:
        notes.append(
            translatable(
                "PlanningBase",
                "{count} pieces stay undecided although a decision was taken: the source it goes by has no class that "
                "is known there. Correct the class, or go by the other source.",
                count=void,
            )
        )
    return Judged(kind, case, keys, decision, source, listed, forest, base, tuple(notes))


def _classes_of(rules: PlanningBaseRules, survey: Texts, one_map: Texts) -> tuple[Flags, Texts]:
    """Return whether the classes of each piece belong together, and what the survey's class alone becomes."""
    labels, count = group_rows(survey.astype(str), one_map.astype(str))
    rows = first_of_groups(labels, count)
    agree = np.zeros(count, dtype=bool)
    becomes = np.full(count, "", dtype=object)
    for number, (one, two) in enumerate(zip(survey[rows].tolist(), one_map[rows].tolist())):
        pairs = [pair for pair in rules.pairs if one in pair.survey]
        agree[number] = any(two in pair.one_map for pair in pairs)
        becomes[number] = next((pair.becomes for pair in pairs if pair.becomes), "")
    return agree[labels], becomes[labels]


def _cases(
    context: CheckContext,
    rules: PlanningBaseRules,
    kind: NDArray[np.int8],
    survey: Texts,
    one_map: Texts,
    compartment: Integers,
) -> tuple[Integers, list[Message]]:
    """Return the first named case that fits each disagreement, -1 for none, and which cases cannot be told."""
    case, notes = np.full(len(kind), -1, dtype=np.int64), []
    for number, rule in enumerate(rules.cases):
        fits = (case < 0) & (kind == KINDS.index(rule.kind))
        if rule.survey and fits.any():
            fits &= np.isin(survey.astype(str), sorted(rule.survey))
        if rule.one_map and fits.any():
            fits &= np.isin(one_map.astype(str), sorted(rule.one_map))
        if rule.where is not None and fits.any():
            holds = np.zeros(len(context.data(rules.one_map.role)) + 1, dtype=bool)  # the last place is for none
            try:
                holds[context.selection(rules.one_map.role, rule.where)] = True
            except NotRunnable as error:
                notes.append(
                    translatable(
                        "PlanningBase",
                        "The case {title} could not be told apart from the other disagreements of its kind: {reason}",
                        title=rule.title, reason=error.message,
                    )
                )
            fits &= holds[compartment]
        case[fits] = number
    return case, notes


def _settled(
    rules: PlanningBaseRules, kind: NDArray[np.int8], case: Integers, chosen: Mapping[DisagreementKind, Decision]
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Return the decision on each piece by rules and choices, and where it comes from."""
    decision = np.full(len(kind), -1, dtype=np.int8)
    source = np.full(len(kind), AGREE, dtype=np.int8)
    for number, each in enumerate(KINDS):
        mine = kind == number
        picked: Optional[Decision] = chosen.get(each)
        decision[mine] = DECISIONS.index(rules.kinds[each].decision if picked is None else picked)
        source[mine] = RULE if picked is None else PARAMETER
    for number, rule in enumerate(rules.cases):
        if rule.kind not in chosen:
            decision[case == number] = DECISIONS.index(rule.decision)
    return decision, source


def _from_list(
    keys: Texts,
    differ: Flags,
    decision: NDArray[np.int8],
    source: NDArray[np.int8],
    decisions: DecisionList,
) -> tuple[dict[str, ListedDecision], list[Message]]:
    """Put the decisions of the list in place; return those that were applied, and notes on the others."""
    notes: list[Message] = []
    if not decisions.decisions and not decisions.conflicting:
        return {}, notes
    rows = np.flatnonzero(differ)
    found = keys[rows].tolist()
    applied: dict[str, ListedDecision] = {}
    for row, key in zip(rows.tolist(), found):
        entry = decisions.decisions.get(key)
        if entry is not None:
            decision[row] = DECISIONS.index(entry.decision)
            source[row] = LIST
            applied[key] = entry
    gone = [key for key in decisions.decisions if key not in applied]
    if gone:
        notes.append(
            translatable(
                "PlanningBase",
                "{count} decisions of {layer} are on disagreements that do not exist (any more), for example "
                "{examples}. They change nothing.",
                count=len(gone), layer=decisions.layer, examples=", ".join(sorted(gone)[:_EXAMPLES]),
            )
        )
    open_ = set(decisions.conflicting)
    for row, key in zip(rows.tolist(), found) if open_ else ():
        if key in open_:
            decision[row] = UNDECIDED
            source[row] = LIST
    return applied, notes
