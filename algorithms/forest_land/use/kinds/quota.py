"""Check of the forest land occupied against the quota (占用林地定额)."""

from __future__ import annotations

from typing import Iterator, Optional

from ....geometry.area_units import hectares
from ....indicators.kinds.findings import value_finding
from ....indicators.model import ValueKey
from ....indicators.plan_data import plan_of
from ....message import Message, Value, translatable
from ....rulepack.indicator_rules import ValueKind
from ....rulepack.kinds import ParameterSpec, ParameterType
from ....rulepack.model import CheckRule
from ....selfcheck.context import CheckContext, NotRunnable
from ....selfcheck.model import Finding
from ....selfcheck.registry import check_kind
from ..forest_use import forest_use_of
from ..quota import QuotaRow, QuotaState, QuotaUse, quota_rules, quota_use_of

_BY = {"used": QuotaState.EXCEEDED, "measured": QuotaState.EXCEEDED_MEASURED}


@check_kind(
    "forest_use.quota", selects=False, rules="forest_use",
    by=ParameterSpec(ParameterType.CHOICES, choices=tuple(_BY)))
def quota(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """No more forest land is occupied than the quota of a unit allows until the end of each period.

    ``by``: by what counts against it (used), or only by what the layers show while what the projects state keeps it.
    """
    found = quota_use_of(context)
    use = forest_use_of(context)
    rules = quota_rules(context, use)
    wanted = {_BY[word] for word in check.parameters.get("by") or tuple(_BY)}
    judged = [row for row in found.rows if row.quota is not None]
    context.examined = len(judged)
    if not judged:
        raise NotRunnable(translatable(
            "ForestUse", "No unit has a quota of forest land (indicator {indicator}) for the periods {periods}. Enter "
            "the values on the Indicators tab, or deliver them in the table of indicators.",
            indicator=rules.indicator,
            periods=", ".join(f"{period.first}–{period.last}" for period in found.periods)))
    for row in judged:
        if row.state not in wanted or row.quota is None:
            continue
        key = ValueKey(row.unit, rules.indicator, row.period.last, row.kind or ValueKind.ASSIGNED)
        amount = row.to_date if row.state is QuotaState.EXCEEDED else row.measured_to_date
        yield value_finding(
            context, check, key, f"quota_{row.state.value}", _sentence(row, amount), rules.clause,
            hectares(amount), hectares(float(row.quota)))
    context.doubt = context.doubt or _doubt(context, found)


def _sentence(row: QuotaRow, amount: float) -> Message:
    quota_m2 = float(row.quota or 0)
    values: dict[str, Value] = {
        "unit": row.name or row.unit, "year": row.period.last, "quota": hectares(quota_m2), "used": hectares(amount),
        "over": hectares(amount - quota_m2),
    }
    if row.state is QuotaState.EXCEEDED:
        return translatable(
            "ForestUse", "{unit} may occupy {quota} ha of forest land until {year}, but {used} ha are used: {over} ha "
            "too much. The quota must not be exceeded.", **values)
    return translatable(
        "ForestUse", "{unit} may occupy {quota} ha of forest land until {year}. What the projects state keeps that, "
        "but the layers show {used} ha under them: {over} ha too much.", **values)


def _doubt(context: CheckContext, found: QuotaUse) -> Optional[Message]:
    """Return why the check did not look at all it should, None where it did."""
    reasons = []
    without = sum(row.quota is None and row.projects > 0 and row.unit in found.roots for row in found.rows)
    if without:
        reasons.append(translatable(
            "ForestUse", "The largest units have no quota for {count} periods in which projects use forest land.",
            count=without))
    if found.nowhere:
        use = forest_use_of(context)
        reasons.append(translatable(
            "ForestUse", "{area} ha of {count} projects, for example {project}, lie in sub-compartments whose unit is "
            "not known: they count in no unit.", area=hectares(found.nowhere_m2), count=len(found.nowhere),
            project=use.projects.called(found.nowhere[0])))
    if not len(plan_of(context).sheet.tree):
        reasons.append(translatable("ForestUse", "There are no administrative units."))
    if not reasons:
        return None
    return reasons[0] if len(reasons) == 1 else translatable("ForestUse", "{reasons}", reasons=tuple(reasons))
