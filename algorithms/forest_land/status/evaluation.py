"""The evaluation of the present state (现状分析与评价, 花·二(三)1), all of it in one run."""

from __future__ import annotations

from typing import Sequence

import numpy as np

from ...dataset.binding import Dataset
from ...errors import LandPlanError
from ...feedback import Feedback, Silent, Span, raise_if_cancelled
from ...geometry.area_units import hectares_text
from ...indicators.plan_data import read_plan
from ...indicators.terms import term_values
from ...indicators.unit_sums import UnitIndex
from ...message import Message, translatable
from ...rulepack.status_rules import StatusRules
from ...selfcheck.context import CheckContext
from .figures import figure_result
from .groupings import LeafKind, classified
from .model import StatusEvaluation
from .patches import patches_of
from .places import Places
from .quota import quota_figures
from .reuse import reused_land
from .spaces import spaces_of
from .statements import stated
from .tabulation import Tabulator
from .targets import judged_targets


def status_rules(dataset: Dataset) -> StatusRules:
    """Return the rules of the evaluation.

    :raises LandPlanError: when the pack has none
    """
    rules = dataset.pack.status
    if rules is None:
        raise LandPlanError(translatable(
            "Status", "The rule pack {pack} has no status.yaml, so there is nothing to evaluate. Choose another pack.",
            pack=dataset.pack.title))
    return rules


def _out_of_scope(context: CheckContext, rules: StatusRules) -> list[Message]:
    """Return which features are in no group of what the tables are about; none where that cannot be told."""
    if rules.scope is None:
        return []
    try:
        found = classified(context, rules.groupings[rules.scope])
        values = term_values(context, rules.subject).values
    except LandPlanError:  # each table says it
        return []
    apart = np.array([leaf.kind is not LeafKind.GROUP for leaf in found.leaves])
    features = np.flatnonzero(apart[found.index])
    if not len(features):
        return []
    return [translatable(
        "Status", "{count} features of {layer} ({area} ha) are in no group of “{grouping}”, so the tables of its "
        "groups do not hold them.", count=len(features), layer=context.layer(found.grouping.role).name,
        area=hectares_text(float(values[features].sum())), grouping=found.grouping.title)]


def evaluate_status(
    dataset: Dataset, levels: Sequence[str] = (), feedback: Feedback = Silent()  # noqa: B008
) -> StatusEvaluation:
    """Evaluate the present state of a delivery: tables, figures, targets, ecological space, problems and risks.

    What a missing layer or field would tell has no number, and a sentence says what was not there.

    :param levels: administrative levels that have rows; empty: those of the pack
    :raises LandPlanError: when the pack has no status.yaml, or the layers of units cannot be read
    :raises Cancelled: when the user cancels
    """
    rules = status_rules(dataset)
    context = CheckContext(dataset, (), Span(feedback, 0, 5))
    plan = read_plan(context, Span(feedback, 0, 5))
    tree = plan.sheet.tree
    index = UnitIndex(tree)
    places = Places(index, levels or rules.levels)
    units = plan.sheet.rules.units
    result = StatusEvaluation(dataset.pack, tree, dataset.source, places.codes, notes=list(plan.notes))
    result.notes += _out_of_scope(context, rules)
    tabulator = Tabulator(context, places, units, rules.groupings)
    for number, table in enumerate(rules.tables):
        raise_if_cancelled(feedback)
        step = 35.0 / len(rules.tables)
        context.feedback = Span(feedback, 5 + step * number, 5 + step * (number + 1))
        result.tables.append(tabulator.table(table))
    for number, figure in enumerate(rules.figures.values()):
        raise_if_cancelled(feedback)
        step = 25.0 / len(rules.figures)
        context.feedback = Span(feedback, 40 + step * number, 40 + step * (number + 1))
        result.figures.append(figure_result(context, figure, index, units))
    context.feedback = Span(feedback, 65, 70)
    if rules.use is not None:
        result.figures += quota_figures(context, plan, index, rules.use)
        if rules.use.reused is not None:
            result.figures.append(reused_land(context, index, units, rules.use, rules.use.reused))
    if rules.spaces is not None:
        context.feedback = Span(feedback, 70, 85)
        result.spaces = spaces_of(context, rules.spaces, rules.groupings)
    if rules.patches is not None:
        context.feedback = Span(feedback, 85, 92)
        result.patches = patches_of(context, rules.patches)
    if rules.targets is not None:
        result.targets, notes = judged_targets(
            dataset, plan, rules.targets, dataset.pack.base_year, Span(feedback, 92, 100))
        result.notes += notes
    result.statements, result.not_judged = stated(rules.statements, result.figures, tree)
    feedback.setProgress(100)
    return result
