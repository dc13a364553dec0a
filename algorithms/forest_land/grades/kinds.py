"""The check kind that compares recorded protection grades with those the rules give (林地保护等级核对)."""

from __future__ import annotations

from typing import Iterator, Sequence

import numpy as np

from ...geometry.wkb_write import wkb_of
from ...message import translatable
from ...rulepack.grade_rules import Occasion
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.findings import crs_text, feature_finding, feature_of, layer_finding
from ...selfcheck.model import Finding
from ...selfcheck.registry import check_kind
from .grading import graded
from .model import Difference, Grades
from .sentences import doubt, weaker_sentence, whole_sentence
from .variants import grade_rules

WORDS = {
    "weaker": Difference.WEAKER,
    "stricter": Difference.STRICTER,
    "missing": Difference.MISSING,
    "unknown": Difference.UNKNOWN,
}


@check_kind(
    "grades.recorded",
    rules="grades",
    differences=ParameterSpec(ParameterType.CHOICES, required=True, choices=tuple(WORDS)),
    planned=ParameterSpec(ParameterType.BOOLEAN),
    variant=ParameterSpec(ParameterType.TEXT),
)
def recorded(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The recorded protection grade is the one the rules of the pack give.

    ``differences``: which kinds of difference are findings; ``planned``: the planned grade instead of the present one;
    ``variant``: of the rules, the pack's own choice without one. A rule that could not be applied leaves a doubt, so
    a check of grades that are too weak does not pass then.
    """
    rules = grade_rules(context.pack)
    if check.layer != rules.role:
        raise NotRunnable(
            translatable("Grades", "The check {check} is about {layer}, but grades.yaml grades {other}: write that "
                         "layer in checks.yaml.", check=check.id, layer=check.layer or "", other=rules.role)
        )
    occasion = Occasion.PLANNED if check.parameters.get("planned", False) else Occasion.PRESENT
    record = rules.recorded.get(occasion)
    if record is not None:
        context.column_name(check.layer, record.field)  # without the column there is nothing to compare
    grades = graded(context, check.parameters.get("variant"), occasion, feedback=context.feedback)
    selected = np.zeros(len(grades), dtype=bool)
    selected[context.selection(check.layer, check.where)] = True
    context.examined = int(np.count_nonzero(selected & (grades.grade > 0)))
    wanted = [WORDS[word] for word in check.parameters["differences"]]
    if context.examined and not (grades.recorded.text[selected & (grades.grade > 0)] != "").any():
        yield from _nothing_recorded(check, grades, wanted)
        return
    if Difference.WEAKER in wanted:
        yield from _weaker(check, context, grades, selected)
    for difference in wanted:
        if difference is Difference.WEAKER:
            continue
        for index in np.flatnonzero(selected & (grades.grade > 0) & (grades.difference == int(difference))).tolist():
            yield feature_finding(
                context, check, index, f"grade_{difference.name.lower()}",
                whole_sentence(context.pack, grades, index), record.field if record is not None else "",
                measured=str(grades.recorded.text[index]), limit=grades.code_of(int(grades.grade[index])))
    stricter_open = Difference.STRICTER in wanted and bool(
        (selected & (grades.difference == int(Difference.OPEN)) & (grades.grade > 0)).any())
    if Difference.WEAKER in wanted or stricter_open:
        context.doubt = context.doubt or doubt(context.pack, grades)


def _nothing_recorded(check: CheckRule, grades: Grades, wanted: Sequence[Difference]) -> Iterator[Finding]:
    """Yield one finding where no sub-compartment has a grade; there is nothing to compare then."""
    message = translatable("Grades", "{field} of {layer} is empty for all forest land: fill in the grades, for example "
                           "those that Protection grades of forest land computes.", field=grades.recorded.field,
                           layer=grades.layer)
    if Difference.MISSING not in wanted:
        raise NotRunnable(message)
    yield layer_finding(check, "grade_missing", message, grades.layer, grades.recorded.field)


def _weaker(check: CheckRule, context: CheckContext, grades: Grades, selected: np.ndarray) -> Iterator[Finding]:
    """Yield a finding for each part of a sub-compartment that needs a stricter grade, at its place."""
    pieces = grades.pieces
    crs = crs_text(grades.crs)
    chosen = selected[pieces.source] & (pieces.difference == int(Difference.WEAKER))
    for piece in np.flatnonzero(chosen).tolist():
        source = int(pieces.source[piece])
        area = float(pieces.area_m2[piece])
        has_shape = pieces.polygons.feature_offsets[piece] != pieces.polygons.feature_offsets[piece + 1]
        yield Finding(
            check_id=check.id,
            role=check.layer or "",
            layer_name=grades.layer,
            kind="grade_weaker",
            severity=check.severity,
            clause=grades.rule_at(int(pieces.rule[piece])).clause,
            message=weaker_sentence(context.pack, grades, piece),
            features=(feature_of(context, check.layer, source),),
            field=grades.recorded.field,
            measured=str(grades.recorded.text[source]),
            limit=grades.code_of(int(pieces.grade[piece])),
            area_m2=area if np.isfinite(area) else None,
            geometry=wkb_of(pieces.polygons, piece) if has_shape else None,
            crs=crs,
        )
