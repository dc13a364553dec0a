"""Problems and risks: figures beyond the limits a pack gives, each stated with its number and its limit."""

from __future__ import annotations

from decimal import Decimal
from typing import Sequence

from ...indicators.quantity import unit_title
from ...message import Message, Value, translatable
from ...rulepack.status_rules import Comparison, Figure, Statement
from ...units.tree import UnitTree
from .model import FigureResult, NotJudged, Stated, written


def stated(
    statements: Sequence[Statement], figures: Sequence[FigureResult], tree: UnitTree
) -> tuple[list[Stated], list[NotJudged]]:
    """Return what the figures show, and which statements could not be judged."""
    by_id = {figure.rule.id: figure for figure in figures}
    found: list[Stated] = []
    lacking: list[NotJudged] = []
    for rule in statements:
        figure = by_id.get(rule.figure)
        if figure is None or figure.reason is not None:
            reason = translatable("Status", "The figure {figure} was not measured.", figure=rule.figure) if (
                figure is None or figure.reason is None) else figure.reason
            lacking.append(NotJudged(rule, reason))
            continue
        units = [code for code in tree.walk() if not rule.levels or tree[code].level in rule.levels]
        absent = tuple(code for code in units if code not in figure.values)
        if absent or not units:
            lacking.append(NotJudged(
                rule, translatable("Status", "There is no value in these units."), absent))
        for code in units:
            value = figure.values.get(code)
            if value is None:
                continue
            amount = written(value.amount, figure.rule.unit, figure.rule.decimals)
            if amount is None or not _beyond(amount, rule):
                continue
            sentence = _sentence(rule, figure.rule, amount, code, tree)
            found.append(Stated(rule, figure.rule, code, value.amount, sentence))
    return found, lacking


def _beyond(amount: Decimal, rule: Statement) -> bool:
    """Return whether a number, as it is written, is beyond its limit."""
    limit = Decimal(str(rule.limit))
    return amount < limit if rule.when is Comparison.BELOW else amount > limit


def _sentence(rule: Statement, figure: Figure, amount: Decimal, code: str, tree: UnitTree) -> Message:
    name: Value = tree[code].name or code
    values: dict[str, Value] = {
        "unit": name, "title": rule.title, "figure": figure.title, "value": with_unit(amount, figure.unit),
        "limit": with_unit(Decimal(f"{rule.limit:.10g}"), figure.unit), "source": rule.source}
    if rule.when is Comparison.BELOW:
        return translatable(
            "Status", "{title}: {figure} of {unit} is {value}, below {limit} ({source}).", **values)
    return translatable("Status", "{title}: {figure} of {unit} is {value}, above {limit} ({source}).", **values)


def with_unit(amount: Decimal, unit: str) -> Message:
    """Return an amount with its unit of measure; per cent stands without a blank."""
    text = f"{amount:f}"
    if unit == "percent":
        return translatable("Status", "{amount}%", amount=text)
    return translatable("Status", "{amount} {unit}", amount=text, unit=unit_title(unit))
