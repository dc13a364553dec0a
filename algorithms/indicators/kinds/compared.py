"""Check that every target was compared with something: what nobody compared is kept by nobody."""

from __future__ import annotations

from typing import Iterator

from ...message import Message, translatable
from ...rulepack.indicator_rules import Obligation, ValueKind
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext, NotRunnable
from ...selfcheck.model import Finding
from ...selfcheck.registry import check_kind
from ..comparable import alone_words, indicator_words, largest, plan_alone
from ..judgement import TARGETS
from ..model import ValueKey
from ..sheet import IndicatorSheet
from .deviations import NATURE, is_chosen, plan_with_values
from .measured import Measured, asked_of, measured_of, not_all_compared

_PLAN, _LAYERS, _ANY = "plan", "layers", "any"
BY = ParameterSpec(ParameterType.CHOICES, required=True, choices=(_PLAN, _LAYERS, _ANY))


@check_kind("indicators.compared", needs_layer=False, selects=False, rules="indicators", nature=NATURE, by=BY)
def compared(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every target was compared: with the plan, with the layers where the rule pack measures them, or with either.

    It finds nothing; it has not run while a target was compared with nothing, and says which.
    """
    plan = plan_with_values(context)
    sheet = plan.sheet
    codes = [code for code, rule in sheet.rules.indicators.items() if is_chosen(check, rule)]
    if not codes:
        return  # a plan without such indicators has nothing to keep
    targets = {value.key for value in sheet
               if value.key.kind in TARGETS and value.key.indicator in codes and value.key.unit in sheet.tree}
    if not targets:
        raise NotRunnable(translatable(
            "IndicatorChecks", "None of these indicators has a target, so nothing can be compared. Enter what is "
            "assigned or planned."))
    by = check.parameters.get("by") or (_ANY,)
    lacking: list[Message] = []
    if _PLAN in by:
        lacking += [alone_words(sheet, one) for one in plan_alone(sheet, codes)]
    if _LAYERS in by or _ANY in by:
        result = measured_of(context, plan, asked_of(sheet, codes, TARGETS), TARGETS)
        if _LAYERS in by:
            lacking += (*result.lacking, *result.assumed)
        if _ANY in by:
            lacking += _with_nothing(sheet, targets, result)
    context.examined = len(targets)
    context.doubt = not_all_compared(lacking)
    yield from ()


def _with_nothing(sheet: IndicatorSheet, targets: set[ValueKey], result: Measured) -> list[Message]:
    """Return the targets of the largest units that neither plan nor layers were compared with."""
    units: dict[tuple[str, int], set[str]] = {}
    for key in targets:
        units.setdefault((key.indicator, key.year), set()).add(key.unit)
    alone = {(one.indicator, one.year, unit) for one in plan_alone(sheet, {key.indicator for key in targets})
             for unit in one.units}
    alone |= {(key.indicator, key.year, key.unit) for key in targets if key.year == sheet.rules.base_year
              and any(key._replace(kind=kind) not in targets for kind in TARGETS)}
    found = []
    for (code, year), stated in sorted(units.items()):
        for unit in sorted(largest(sheet, stated)):
            assigned = sheet.value(ValueKey(unit, code, year, ValueKind.ASSIGNED)) is not None
            level = sheet.rules.indicators[code].levels.get(sheet.tree[unit].level)
            if not assigned and level is not Obligation.REQUIRED:
                continue  # nobody hands it down
            if (code, year, unit) in alone and not result.whole(unit, code, year):
                found.append(translatable(
                    "IndicatorChecks", "{indicator} {year}, {unit}: its target was compared neither with a plan nor "
                    "with the layers", indicator=indicator_words(sheet, code), year=year,
                    unit=sheet.tree[unit].name or unit))
    return found
