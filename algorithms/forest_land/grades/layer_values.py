"""What the layer of sub-compartments itself says: its recorded grades and declared areas, and what is odd in them."""

from __future__ import annotations

from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ...errors import LandPlanError
from ...geometry.area_units import M2_PER_HA
from ...message import Message, translatable
from ...rulepack.grade_rules import GradeRules, Occasion, RecordedGrade
from ...rulepack.model import Pack
from ...selfcheck.context import CheckContext, NotRunnable
from .recorded import Recorded, no_recorded, read_recorded


def recorded_rule(pack: Pack, rules: GradeRules, occasion: Occasion) -> RecordedGrade:
    """Return where the grade of an occasion is recorded.

    :raises LandPlanError: when the pack does not say
    """
    record = rules.recorded.get(occasion)
    if record is None:
        raise LandPlanError(
            translatable("Grades", "grades.yaml of the rule pack {pack} does not say where the planned grade is "
                         "recorded: add recorded.planned to it.", pack=pack.id)
        )
    return record


def recorded_grades(
    context: CheckContext, rules: GradeRules, record: RecordedGrade
) -> tuple[Recorded, Optional[Message]]:
    """Return the recorded grades of all sub-compartments; none, and a sentence, where the layer has no such field."""
    layer, rule = context.layer(rules.role), context.role(rules.role).fields[record.field]
    name = layer.field_name(rule)
    if name is None:
        return no_recorded(len(context.data(rules.role))), translatable(
            "Grades", "The layer {layer} has no field {field} ({title}), so the grades are computed but not compared.",
            layer=layer.name, field=rule.name, title=rule.title)
    column = context.data(rules.role).column(name)
    return read_recorded(name, column, context.pack.code_lists[rules.code_list], rules.grades), None


def recorded_notes(
    recorded: Recorded, chosen: NDArray[np.int64], layer: str, rules: GradeRules
) -> list[Message]:
    """Return which recorded grades are not written as codes.

    :param chosen: int64, the sub-compartments that are graded
    :param layer: name of the layer
    """
    notes = []
    texts, counts = np.unique(recorded.text[chosen].astype(str), return_counts=True)
    count_of = dict(zip(texts.tolist(), counts.tolist()))
    for text, code in recorded.understood.items():
        if text in count_of:
            notes.append(
                translatable("Grades", "{field} of {layer} holds “{text}” in {count} sub-compartments; it was "
                             "taken for {code}. Write the code.", field=recorded.field, layer=layer,
                             text=text, count=count_of[text], code=code)
            )
    for text in recorded.unknown:
        if text in count_of:
            notes.append(
                translatable("Grades", "{field} of {layer} holds “{text}” in {count} sub-compartments, which is no "
                             "protection grade; the grades are {codes}.", field=recorded.field,
                             layer=layer, text=text, count=count_of[text], codes=", ".join(rules.grades))
            )
    return notes


def declared_areas(context: CheckContext, rules: GradeRules) -> tuple[NDArray[np.float64], Optional[Message]]:
    """Return float64 (sub-compartments), the declared areas in m², NaN where there are none, and why if there is no
    such field.
    """
    if rules.area is not None:
        try:
            declared = context.numbers(rules.role, rules.area)
            return np.asarray(np.ma.filled(declared, np.nan), dtype=np.float64) * M2_PER_HA, None
        except NotRunnable as error:
            return np.full(len(context.data(rules.role)), np.nan), error.message
    return np.full(len(context.data(rules.role)), np.nan), None
