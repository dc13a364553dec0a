"""What a chart says in words: amounts, the legend, the explanation of a unit on hover and to screen readers."""

from __future__ import annotations

from fractions import Fraction
from html import escape

from qgis.PyQt.QtCore import QCoreApplication

from ...algorithms.indicators.chart_content import ChartBar, ChartContent, ChartGroup
from ...algorithms.indicators.kind_titles import KIND_TITLES
from ...algorithms.indicators.quantity import rounded, unit_title
from ...algorithms.language import Language
from ...algorithms.rulepack.indicator_rules import ValueKind

MINUS = "−"


class ChartTexts:
    """The words of a chart in a language."""

    def __init__(self, content: ChartContent, language: Language) -> None:
        """:param content: what is shown"""
        self._content = content
        self._language = language
        self.unit = language.title(unit_title(content.area_unit))
        self.target = language.translate("IndicatorChart", "Target")
        self.no_value = language.translate("IndicatorChart", "no value")

    @property
    def title(self) -> str:
        """Name of the indicator with unit and year."""
        rule = self._content.rule
        if rule is None:
            return ""
        text = self._language.translate("IndicatorChart", "{code} {indicator} ({unit}), {year}")
        return text.format(
            code=rule.code, indicator=self._language.title(rule.title), unit=self.unit, year=self._content.year
        )

    def empty(self) -> str:
        """Return why there is nothing to show, empty where there is something."""
        return "" if self._content.empty is None else self._language.render(self._content.empty)

    def kind(self, kind: ValueKind) -> str:
        """Return what a kind of value is called."""
        return self._language.title(KIND_TITLES[kind])

    def amount(self, amount: Fraction) -> str:
        """Return an amount with commas between thousands."""
        return f"{rounded(amount, self._content.decimals):,f}".replace("-", MINUS)

    def against(self, bar: ChartBar) -> str:
        """Return what a value has more or less than the target, with a sign that points up or down; empty for 0."""
        if bar.against is None or not rounded(bar.against, self._content.decimals):
            return ""
        return f"▲ +{self.amount(bar.against)}" if bar.against > 0 else f"▼ {self.amount(bar.against)}"

    def left_out(self, count: int) -> str:
        """Return what a picture says of the units it has no room for."""
        text = self._language.translate("IndicatorChart", "… and {count} more units")
        return text.format(count=f"{count:,}")

    def hover(self, group: ChartGroup) -> str:
        """Return the values of a unit and what is wrong with them as rich text."""
        rows = []
        for bar in group.bars:
            value = self.no_value if bar.amount is None else f"{self.amount(bar.amount)} {self.unit}"
            cells = (self.kind(bar.kind), value, self.against(bar))
            rows.append("<tr>" + "".join(f"<td>{escape(cell)}&nbsp;</td>" for cell in cells) + "</tr>")
        wrong = "".join(f"<p>{escape(self._language.render(one.message))}</p>" for one in group.deviations)
        return f"<p><b>{escape(group.name)}</b> {escape(group.unit)}</p><table>{''.join(rows)}</table>{wrong}"

    def spoken(self, group: ChartGroup) -> str:
        """Return the values of a unit as one plain text, for screen readers."""
        said = [f"{group.name}: "]
        parts = [
            f"{self.kind(bar.kind)} " + (self.no_value if bar.amount is None else f"{self.amount(bar.amount)}")
            for bar in group.bars
        ]
        said.append("; ".join(parts) + f" ({self.unit})")
        said += [" " + self._language.render(one.message) for one in group.deviations]
        return "".join(said)


def chart_name() -> str:
    """Return what the chart is called by screen readers."""
    return QCoreApplication.translate("IndicatorChart", "Chart of an indicator")
