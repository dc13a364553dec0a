"""Ways to divide the values of a unit that was split: by area, by base values, in equal parts."""

from __future__ import annotations

from fractions import Fraction

from qgis.PyQt.QtCore import QCoreApplication

from ...algorithms.indicators.model import ValueKey
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.language import Language
from ...algorithms.rulepack.indicator_rules import ValueKind
from ...algorithms.units.changes import UnitChange
from ...algorithms.units.unit_overlaps import UnitOverlaps

translate = QCoreApplication.translate


def share_rules(
    change: UnitChange, sheet: IndicatorSheet, overlaps: UnitOverlaps, language: Language
) -> list[tuple[str, dict[str, Fraction]]]:
    """Return the ways that are possible for a split, each with its name and the amounts of the units after it."""
    found: list[tuple[str, dict[str, Fraction]]] = []
    areas: dict[str, Fraction] = {}
    for source in change.sources:
        for code, area in overlaps.shared.get(source, {}).items():
            if code in change.after:
                areas[code] = areas.get(code, Fraction(0)) + Fraction(area)
    if all(code in areas for code in change.after):
        found.append((translate("UnitShares", "By area"), areas))
    found.append((translate("UnitShares", "In equal parts"), {code: Fraction(1) for code in change.after}))
    years = sheet.years(ValueKind.BASE)
    for indicator, rule in sheet.rules.indicators.items():
        for year in years if rule.children is not None else ():
            amounts = {
                code: amount for code in change.after
                if (amount := sheet.exact(ValueKey(code, indicator, year, ValueKind.BASE))) is not None
            }
            if len(amounts) == len(change.after) and sum(amounts.values()) > 0 and min(amounts.values()) >= 0:
                name = translate("UnitShares", "By {indicator} in {year}").format(
                    indicator=language.title(rule.title), year=year)
                found.append((name, amounts))
    return found
