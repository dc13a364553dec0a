"""Check of which forest land projects use: forbidden, needing a higher approval, or not to be judged."""

from __future__ import annotations

from typing import Iterator

import numpy as np

from ....geometry.wkb import select
from ....geometry.wkb_write import wkb_of_all
from ....message import Message, translatable
from ....rulepack.kinds import ParameterSpec, ParameterType
from ....rulepack.model import CheckRule
from ....selfcheck.context import CheckContext
from ....selfcheck.model import Finding
from ....selfcheck.registry import check_kind
from ..forest_use import ForestUse, forest_use_of
from ..judgement import OUTCOME_NAMES, UseOutcome
from ..wording import UseWords, clause_of, said
from .findings import Place, placed_finding

OUTCOMES = ParameterSpec(ParameterType.CHOICES, choices=OUTCOME_NAMES[1:])


@check_kind(
    "forest_use.limits", rules="forest_use", outcomes=OUTCOMES, tentative=ParameterSpec(ParameterType.BOOLEAN))
def limits(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Projects use the forest land only that the rules for their type and approval allow (分级分类管理).

    Each piece of project and sub-compartment is a place of its own. ``outcomes`` chooses which are told; with
    ``tentative`` only what rules decide that are defaults to be confirmed, without it what others do.
    """
    use = forest_use_of(context)
    words = check.parameters.get("outcomes") or OUTCOME_NAMES[1:]
    wanted = {OUTCOME_NAMES.index(word) for word in words}
    tentative = bool(check.parameters.get("tentative", False))
    selected = np.zeros(len(use.projects), dtype=bool)
    selected[context.selection(check.layer, check.where)] = True
    context.examined = int(selected.sum())
    grounded = np.array([one.grounded for one in use.judgements], dtype=bool)
    chosen = np.isin(use.outcomes, list(wanted)) & ~use.slight & selected[use.pieces.first]
    if len(use.pieces):
        chosen &= grounded[use.judged] != tentative
    rows = np.flatnonzero(chosen)
    saying = UseWords(context.pack, use.rules)
    shapes = wkb_of_all(select(use.pieces.polygons, rows))
    for shape, piece in zip(shapes, rows.tolist()):
        judgement = use.judgement(piece)
        area = float(use.pieces.area_m2[piece])
        project, land = int(use.pieces.first[piece]), int(use.pieces.second[piece])
        facts = use.combination(piece)
        yield placed_finding(
            context, check, OUTCOME_NAMES[judgement.outcome], _sentence(use, saying, piece),
            ((use.rules.projects.role, project), (use.rules.land.role, land)), Place(shape, use.crs, area),
            clause_of(judgement, check.clause), use.rules.projects.type, facts.grade, judgement.needed_level)


def _sentence(use: ForestUse, saying: UseWords, piece: int) -> Message:
    judgement, facts = use.judgement(piece), use.combination(piece)
    reason = saying.reason(judgement, facts)
    values = {
        "project": use.projects.called(int(use.pieces.first[piece])),
        "type": said(saying.type(facts.type)),
        "area": round(float(use.pieces.area_m2[piece]), 2),
        "grade": said(saying.grade(facts.grade)),
        "land": said(saying.kind(facts.land_class)),
        "reason": reason,
    }
    if judgement.outcome is UseOutcome.FORBIDDEN:
        return translatable(
            "ForestUse", "The project {project} ({type}) must not use these {area} m² of forest land ({grade}; "
            "{land}). {reason}", **values)
    if judgement.outcome is UseOutcome.NEEDS_APPROVAL:
        return translatable(
            "ForestUse", "The project {project} ({type}) may use these {area} m² of forest land ({grade}; {land}) only "
            "with the approval of a higher level. {reason}", **values)
    return translatable(
        "ForestUse", "Whether the project {project} ({type}) may use these {area} m² of forest land ({grade}; {land}) "
        "cannot be judged. {reason}", **values)
