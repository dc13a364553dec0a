"""Differences of indicators as a table of an algorithm (指标差异表)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Optional, Sequence

from ..delineation.schema import ResultTable, described_table
from ..indicators.amount_words import level_title
from ..indicators.differences import DIFFERENCE_KINDS, DIFFERENCE_PAIRS, DifferenceRow
from ..indicators.quantity import amount_in, rounded, unit_title
from ..language import Language
from ..rulepack.indicator_rules import IndicatorRule, Nature
from ..rulepack.model import Severity

_NAMES = ("plan_base", "plan_assigned", "meas_plan", "meas_base")  # columns of `DIFFERENCE_PAIRS`
_MOST_DECIMALS = 6


def difference_table(rows: Sequence[DifferenceRow], language: Language) -> ResultTable:
    """Return a row per unit, indicator and target year: the values, their differences (absolute and in per cent) and
    what is to be said of them. Amounts are in the unit of the indicator; NULL where a value is missing.
    """
    described = [("unit", "text"), ("unit_name", "text"), ("level", "text"), ("indicator", "text"), ("title", "text"),
                 ("nature", "text"), ("year", "integer"), ("measure", "text")]
    described += [(kind.value, "real") for kind in DIFFERENCE_KINDS]
    for name in _NAMES:
        described += [(name, "real"), (f"{name}_pct", "real")]
    described += [("errors", "integer"), ("warnings", "integer"), ("judgement", "text")]
    content = [_row(row, language) for row in rows]
    columns = [list(column) for column in zip(*content)] if content else [[] for _ in described]
    return described_table([(name, kind, values) for (name, kind), values in zip(described, columns)])


def _row(row: DifferenceRow, language: Language) -> list[Any]:
    rule = row.rule
    nature = language.translate("Report", "binding")
    if rule.nature is Nature.EXPECTED:
        nature = language.translate("Report", "expected")
    found: list[Any] = [
        row.unit.code, row.unit.name or None, language.title(level_title(row.unit.level)), rule.code,
        language.title(rule.title), nature, row.year, language.title(unit_title(rule.unit)),
    ]
    found += [_number(row.amounts.get(kind), rule) for kind in DIFFERENCE_KINDS]
    for one, other in DIFFERENCE_PAIRS:
        percent = row.percent(one, other)
        found += [_number(row.difference(one, other), rule), None if percent is None else round(float(percent), 4)]
    errors = sum(one.severity is Severity.ERROR for one in row.deviations)
    return [*found, errors, len(row.deviations) - errors, judgement_text(row, language) or None]


def judgement_text(row: DifferenceRow, language: Language) -> str:
    """Return what is to be said of a row, in one paragraph."""
    return language.paragraph(row.judgement)


def _number(exact: Optional[Fraction], rule: IndicatorRule) -> Optional[float]:
    return None if exact is None else float(rounded(amount_in(exact, rule.unit), max(rule.decimals, _MOST_DECIMALS)))
