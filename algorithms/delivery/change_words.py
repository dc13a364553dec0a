"""The words and numbers of the change report, the same in HTML and in the spreadsheet."""

from __future__ import annotations

from fractions import Fraction
from typing import Optional

from ..indicators.amount_words import amount_text
from ..indicators.kind_titles import KIND_TITLES
from ..indicators.quantity import amount_in, rounded, unit_title
from ..language import Language
from ..rulepack.indicator_rules import IndicatorRule, Nature, ValueKind
from ..rulepack.model import Severity
from ..units.tree import AdminUnit
from .change_report import ChangeRow

NOTHING = "–"


def unit_text(unit: AdminUnit) -> str:
    """Return name and code of a unit."""
    return f"{unit.name} ({unit.code})" if unit.name and unit.name != unit.code else unit.code


def indicator_text(rule: IndicatorRule, language: Language) -> str:
    """Return code and name of an indicator."""
    return f"{rule.code} {language.title(rule.title)}"


def measure_text(rule: IndicatorRule, language: Language) -> str:
    """Return the unit an indicator is written in."""
    return language.title(unit_title(rule.unit))


def difference_title(one: ValueKind, other: ValueKind, language: Language) -> str:
    """Return what a difference of two values is called."""
    return language.translate("Report", "{one} − {other}").format(
        one=kind_text(one, language), other=kind_text(other, language))


def nature_text(rule: IndicatorRule, language: Language) -> str:
    """Return whether an indicator is binding or expected."""
    if rule.nature is Nature.BINDING:
        return language.translate("Report", "binding")
    return language.translate("Report", "expected")


def kind_text(kind: ValueKind, language: Language, year: Optional[int] = None) -> str:
    """Return a kind of value, with its year where one is given."""
    title = language.title(KIND_TITLES[kind])
    return title if year is None else f"{title} {year}"


def amount(exact: Optional[Fraction], rule: IndicatorRule) -> str:
    """Return an amount with all decimals of its indicator, a dash where there is none."""
    if exact is None:
        return NOTHING
    shown = rounded(amount_in(exact, rule.unit), rule.decimals)
    return f"{shown:f}" if shown or not exact else amount_text(exact, rule)


def signed(exact: Optional[Fraction], rule: IndicatorRule) -> str:
    """Return a difference with its sign, a dash where there is none."""
    if exact is None:
        return NOTHING
    text = amount(abs(exact), rule)
    return text if not exact else f"+{text}" if exact > 0 else f"\u2212{text}"


def percent(value: Optional[Fraction]) -> str:
    """Return a change in per cent with two decimals and its sign, a dash where there is none."""
    if value is None:
        return NOTHING
    shown = rounded(abs(value), 2)
    return f"{shown:f}" if not shown else f"+{shown:f}" if value > 0 else f"\u2212{shown:f}"


def plain_number(exact: Optional[Fraction], rule: IndicatorRule) -> Optional[float]:
    """Return an amount as the number of a spreadsheet cell, None where there is none."""
    return None if exact is None else float(rounded(amount_in(exact, rule.unit), max(rule.decimals, 6)))


def judgement(row: ChangeRow, language: Language) -> str:
    """Return how many deviations a row has, a dash for none."""
    errors = sum(one.severity is Severity.ERROR for one in row.deviations)
    warnings = len(row.deviations) - errors
    words = []
    if errors:
        words.append(language.translate("Report", "errors: {count}").format(count=errors))
    if warnings:
        words.append(language.translate("Report", "warnings: {count}").format(count=warnings))
    return ", ".join(words) or NOTHING
