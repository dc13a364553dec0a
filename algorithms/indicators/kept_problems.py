"""What cannot be used of the values that are kept in the workspace: each is told, none is guessed or left out quietly.

Such values come about when units or the rule pack change after they were entered, or when somebody changes the tables
of the workspace by hand.
"""

from __future__ import annotations

from collections import Counter
from typing import Sequence

from ..message import Message, translatable
from ..rulepack.indicator_rules import IndicatorRules
from ..units.tree import UnitTree
from .model import IndicatorValue, ValueKey
from .quantity import is_area, unit_title
from .table_cells import shown
from .table_problems import ProblemKind, ValueProblem


def usable_values(
    values: Sequence[IndicatorValue], rules: IndicatorRules, tree: UnitTree, role: str, layer: str
) -> tuple[list[IndicatorValue], list[ValueProblem]]:
    """Return the values that mean something for the rules, and what is to be said of the others.

    Values of units that are none of the tree are told and returned, as those of tables are.

    :param role: of the table the values stand for, and ``layer``: its name
    """
    usable: list[IndicatorValue] = []
    problems: list[ValueProblem] = []
    first: dict[str, ValueKey] = {}
    units: Counter[str] = Counter()
    unknown: Counter[str] = Counter()

    def problem(kind: ProblemKind, message: Message, key: ValueKey) -> None:
        problems.append(ValueProblem(kind, role, layer, None, "", message, key))

    for value in values:
        rule = rules.indicators.get(value.key.indicator)
        if rule is None:
            unknown[value.key.indicator] += 1
            first.setdefault(value.key.indicator, value.key)
            continue
        given = value.quantity.unit
        if given != rule.unit and not (is_area(given) and is_area(rule.unit)):
            problem(ProblemKind.OTHER_SORT, translatable(
                "IndicatorTables", "The workspace keeps a value of {indicator} for {unit}, {year}, in {given}, but it "
                "is written in {wanted}; it does not count. Enter it again.", indicator=rule.title,
                unit=value.key.unit, year=value.key.year, given=unit_title(given), wanted=unit_title(rule.unit)),
                value.key)
            continue
        if value.quantity.amount < 0:
            problem(ProblemKind.NEGATIVE, translatable(
                "IndicatorTables", "The workspace keeps a negative value of {indicator} for {unit}, {year}: {amount}; "
                "it does not count. Enter it again.", indicator=rule.title, unit=value.key.unit,
                year=value.key.year, amount=shown(value.quantity)), value.key)
            continue
        if value.key.unit not in tree:
            units[value.key.unit] += 1
            first.setdefault(value.key.unit, value.key)
        usable.append(value)
    for code, count in unknown.items():
        problem(ProblemKind.UNKNOWN_INDICATOR, translatable(
            "IndicatorTables", "The workspace keeps values of the indicator {code}, which the rule pack does not have "
            "({count}); they do not count. Choose the rule pack they were entered for, or remove them.", code=code,
            count=count), first[code])
    for code, count in units.items():
        problem(ProblemKind.UNKNOWN_UNIT, translatable(
            "IndicatorTables", "The workspace keeps values of {unit}, which is none of the administrative units "
            "({count}). Say what became of the unit, or add it to the layer of units.", unit=code, count=count),
            first[code])
    return usable, problems
