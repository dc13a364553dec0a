"""Words for values of indicators: kinds, amounts and how they oblige."""

from __future__ import annotations

from fractions import Fraction

from qgis.PyQt.QtCore import QCoreApplication

from ...algorithms.indicators.kind_titles import KIND_TITLES
from ...algorithms.indicators.quantity import amount_in, unit_title
from ...algorithms.indicators.shown_amounts import grouped_amount
from ...algorithms.language import Language
from ...algorithms.rulepack.indicator_rules import IndicatorRule, Nature, ValueKind


def kind_word(kind: ValueKind) -> str:
    """Return the word for what a value is, in the language of QGIS."""
    return Language.current().title(KIND_TITLES[kind])


def nature_word(nature: Nature) -> str:
    """Return the word for how an indicator obliges."""
    words = {
        Nature.BINDING: QCoreApplication.translate("IndicatorWords", "binding"),
        Nature.EXPECTED: QCoreApplication.translate("IndicatorWords", "expected"),
    }
    return words[nature]


def amount_text(exact: Fraction, unit: str, decimals: int, language: Language) -> str:
    """Return an amount given in the base of its unit (m² for areas), with thousands apart and the unit."""
    return f"{grouped_amount(amount_in(exact, unit), decimals)} {language.title(unit_title(unit))}"


def rule_amount(exact: Fraction, rule: IndicatorRule, language: Language) -> str:
    """Return an amount as tables of the plan write it."""
    return amount_text(exact, rule.unit, rule.decimals, language)
