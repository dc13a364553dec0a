"""Check of the tables that hold values of indicators: every row can be read and says nothing twice."""

from __future__ import annotations

from typing import Iterator

from ...message import listed, translatable
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.model import Feature, Finding
from ...selfcheck.registry import check_kind
from ..plan_data import plan_of
from ..table_problems import ProblemKind, ValueProblem
from ..unit_places import unit_place
from .findings import NO_FEATURE

KINDS = ParameterSpec(ParameterType.CHOICES, choices=tuple(kind.value for kind in ProblemKind))


@check_kind("indicators.table", needs_layer=False, selects=False, rules="indicators", kinds=KINDS)
def table(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The rows of all tables of indicators can be read, and no value is given twice in different ways."""
    plan = plan_of(context)
    if not plan.read.tables and not plan.read.problems:
        tables = "" if context.pack.indicators is None else listed(
            context.pack.layers[one.role].names[0] for one in context.pack.indicators.tables)
        raise NotRunnable(translatable(
            "IndicatorChecks", "None of the tables of indicators is delivered: {tables}. Add one of them.",
            tables=tables))
    if not len(plan.sheet) and not plan.read.problems:
        raise NotRunnable(translatable(
            "IndicatorChecks", "The tables of indicators hold no value. Fill them in, or enter the values."))
    context.examined = len(plan.sheet) + len(plan.read.problems)
    wanted = check.parameters.get("kinds")
    for problem in plan.read.problems:
        if not wanted or problem.kind.value in wanted:
            yield _finding(context, check, problem)


def _finding(context: CheckContext, check: CheckRule, problem: ValueProblem) -> Finding:
    """Return a problem as a finding on the row, at the unit where that is known."""
    key = problem.key
    place = None if key is None else unit_place(context, plan_of(context).sheet.tree, key.unit)
    fid = NO_FEATURE
    layer = context.dataset.layer(problem.role)
    if layer is not None and problem.row is not None:
        source = getattr(layer, "delivered", None) or layer
        fid = int(source.read(context.feedback).fids[problem.row])
    keys = [f"#{fid}"] if key is None else [key.unit, f"{key.indicator}/{key.year}/{key.kind.value}"]
    return Finding(
        check_id=check.id, role=problem.role, layer_name=problem.layer, kind=problem.kind.value,
        severity=check.severity, clause=check.clause, message=problem.message,
        features=() if problem.row is None else tuple(Feature(fid, text) for text in keys), field=problem.field,
        geometry=None if place is None else place.geometry, crs="" if place is None else place.crs,
    )
