"""The words and numbers of the change report, the same in HTML and in the spreadsheet."""

from __future__ import annotations

from fractions import Fraction
from typing import Iterable, Optional

from ..indicators.amount_words import amount_text
from ..indicators.kind_titles import KIND_TITLES
from ..indicators.quantity import AREA_UNITS, amount_in, rounded, unit_title
from ..language import Language
from ..message import bracketed, named
from ..rulepack.indicator_rules import ChangeDirection, IndicatorRule, Nature, ValueKind
from ..rulepack.model import Severity
from ..units.tree import AdminUnit
from .change_model import ChangeReport, ChangeRow, Remark

NOTHING = "–"
_ONE = Fraction(1)


def unit_text(unit: AdminUnit, language: Language) -> str:
    """Return name and code of a unit."""
    return language.title(named(unit.name, unit.code))


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
    size = AREA_UNITS.get(rule.unit, _ONE)
    text = _written(exact.numerator * size.denominator, exact.denominator * size.numerator, rule.decimals)
    return text if exact == 0 or text.strip("-0.") else amount_text(exact, rule)


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
    text = _written(abs(value.numerator), value.denominator, 2)
    return text if not text.strip("0.") else f"+{text}" if value > 0 else f"\u2212{text}"


def _written(number: int, over: int, decimals: int) -> str:
    """Return a fraction with some decimals, halves away from zero; a report has hundreds of thousands of them.

    :param over: above 0
    """
    digits = str((2 * abs(number) * 10**decimals + over) // (2 * over)).zfill(decimals + 1)
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{text}" if number < 0 and text.strip("0.") else text


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
    return language.listed(words) or NOTHING


def direction(change: Optional[Fraction], rule: IndicatorRule, language: Language) -> str:
    """Return which way an indicator goes, in one word; a dash where that is not known."""
    if change is None:
        return NOTHING
    if _is_slight(change, rule):
        return language.translate("Report", "unchanged")
    return language.translate("Report", "increase") if change > 0 else language.translate("Report", "decrease")


def _is_slight(change: Fraction, rule: IndicatorRule) -> bool:
    """Return whether the rounding of the written values alone may make a change."""
    return 2 * abs(change) * 10**rule.decimals <= AREA_UNITS.get(rule.unit, _ONE)


def against_the_way(change: Optional[Fraction], rule: IndicatorRule) -> bool:
    """Return whether a change goes the way the adjustment must not go (一增两减)."""
    if change is None or rule.change is None or _is_slight(change, rule):
        return False
    return (change > 0) is not (rule.change is ChangeDirection.INCREASE)


def way_text(change: Optional[Fraction], rule: IndicatorRule, language: Language) -> str:
    """Return what a change is for the adjustment, which lets some indicators only grow and others only be cut."""
    if change is None:
        return language.translate("Report", "not known: a value is missing")
    if rule.change is None:
        return direction(change, rule, language)
    if _is_slight(change, rule):
        return language.translate("Report", "unchanged, as the adjustment may leave it")
    if against_the_way(change, rule):
        if rule.change is ChangeDirection.INCREASE:
            return language.translate("Report", "decrease, but the adjustment only lets it grow")
        return language.translate("Report", "increase, but the adjustment only lets it be cut")
    if rule.change is ChangeDirection.INCREASE:
        return language.translate("Report", "increase, as the adjustment provides")
    return language.translate("Report", "decrease, as the adjustment provides")


def remarks_text(remarks: Iterable[Remark], language: Language) -> str:
    """Return notes with who wrote them and when: a line each."""
    lines = []
    for one in remarks:
        who = f"{one.person} {one.at.astimezone():%Y-%m-%d}" if one.person else ""
        lines.append(language.title(bracketed(one.note, who)) if one.note and who else one.note or who)
    return "\n".join(lines)


def missing_text(kind: ValueKind, year: int, report: ChangeReport, language: Language) -> str:
    """Return what kind of value is missing; assigned stands for a target of either kind."""
    if kind is ValueKind.ASSIGNED:
        return language.translate("Report", "Assigned or planned {year}").format(year=year)
    return kind_text(kind, language, report.pack.base_year if kind is ValueKind.BASE else year)
