"""Expression rules: all rules of one layer are evaluated in a single pass over its features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

import numpy as np
from qgis.core import NULL, QgsExpression, QgsExpressionContext

from ..dataset.source import SourceLayer
from ..feedback import raise_if_cancelled
from ..message import translatable
from ..rulepack.model import CheckRule
from .context import CANCEL_EVERY, CheckContext, NotRunnable, attribute_request

ROUNDING = 1e-6  # keeps a difference of exactly the tolerance from failing by binary rounding


@dataclass(frozen=True)
class Failure:
    """A feature that fails an expression rule.

    :ivar index: array index of the feature
    :ivar declared: value of the arithmetic rule's field, None for a condition
    :ivar computed: value of the arithmetic rule's formula, None for a condition
    :ivar error: why the expression could not be evaluated, empty when it could
    """

    index: int
    declared: Optional[float] = None
    computed: Optional[float] = None
    error: str = ""


@dataclass(frozen=True)
class _Rule:
    check: CheckRule
    failing: str  # true where the feature fails; an evaluation error is not caught
    values: tuple[str, ...]  # expressions whose values the finding quotes


def failures(context: CheckContext, check: CheckRule) -> Sequence[Failure]:
    """Return the features that fail a check of the kind ``attributes.condition`` or ``areas.arithmetic``.

    A condition that is NULL counts as met. A feature whose expression cannot be evaluated fails with
    the reason.

    :raises NotRunnable: when the layer or a column the expression needs is missing
    """
    rule = _rule(context, check)
    by_check = context.once(("expressions", check.layer), lambda: _evaluate_layer(context, check.layer))
    context.examined = len(context.selection(check.layer, check.where))
    result = by_check.get(check.id)
    return _evaluate(context, check.layer, [rule])[check.id] if result is None else result


def _rule(context: CheckContext, check: CheckRule) -> _Rule:
    def expression(text: str) -> str:
        return context.layer_expression(check.layer, text)

    where = f"({expression(check.where)}) AND " if check.where else ""
    if check.kind == "attributes.condition":
        return _Rule(check, f"{where}NOT ({expression(check.parameters['must'])})", ())
    column = context.column_name(check.layer, check.parameters["field"])
    declared = QgsExpression.quotedColumnRef(column)
    formula = f"({expression(check.parameters['formula'])})"
    limit = context.number(check, "tolerance", 0.01) + ROUNDING
    return _Rule(check, f"{where}abs({declared} - {formula}) > {limit!r}", (declared, formula))


def _evaluate_layer(context: CheckContext, role_id: Optional[str]) -> Mapping[str, Sequence[Failure]]:
    """Evaluate every expression rule of the run on one layer; those that cannot run are left out."""
    rules = []
    for check in context.checks:
        if check.layer != role_id or check.kind not in ("attributes.condition", "areas.arithmetic"):
            continue
        try:
            rules.append(_rule(context, check))
        except NotRunnable:
            continue  # raised again, and reported, when that check has its turn
    return _evaluate(context, role_id, rules)


def _evaluate(context: CheckContext, role_id: Optional[str], rules: Sequence[_Rule]) -> Mapping[str, list[Failure]]:
    layer = context.layer(role_id)
    # try(): a feature on which an expression breaks passes the filter and is looked at closely below.
    filters = [f"try({rule.failing}, true)" for rule in rules]
    request = attribute_request(layer, *filters, *(value for rule in rules for value in rule.values))
    request.setFilterExpression(" OR ".join(filters))
    request.setExpressionContext(layer.expression_context())
    expression_context = layer.expression_context()
    prepared = [_prepare(layer, rule, expression_context) for rule in rules]
    found: dict[str, list[tuple[int, Failure]]] = {rule.check.id: [] for rule in rules}
    for number, feature in enumerate(layer.features(request)):
        if number % CANCEL_EVERY == 0:
            raise_if_cancelled(context.feedback)
        expression_context.setFeature(feature)
        for rule, (failing, values) in zip(rules, prepared):
            verdict = failing.evaluate(expression_context)
            error = failing.evalErrorString() if failing.hasEvalError() else ""
            if error or (verdict != NULL and verdict):
                numbers = [_number(value.evaluate(expression_context)) for value in values]
                declared, computed = numbers if numbers else (None, None)
                found[rule.check.id].append((feature.id(), Failure(-1, declared, computed, error)))
    return {check_id: _indexed(context, role_id, pairs) for check_id, pairs in found.items()}


def _prepare(
    layer: SourceLayer, rule: _Rule, expression_context: QgsExpressionContext
) -> tuple[QgsExpression, list[QgsExpression]]:
    expressions = [QgsExpression(text) for text in (rule.failing, *rule.values)]
    for expression in expressions:
        if expression.hasParserError() or not expression.prepare(expression_context):
            raise NotRunnable(
                translatable("SelfCheck", "The expression of check {check} does not fit the layer {layer}: {reason}.",
                             check=rule.check.id, layer=layer.name,
                             reason=expression.parserErrorString() or expression.evalErrorString())
            )
    return expressions[0], expressions[1:]


def _number(value: object) -> Optional[float]:
    return float(value) if isinstance(value, (int, float)) else None


def _indexed(
    context: CheckContext, role_id: Optional[str], pairs: Sequence[tuple[int, Failure]]
) -> list[Failure]:
    """Turn feature ids into array indexes, in the order of the layer."""
    if not pairs:
        return []
    indexes = context.indexes(role_id, np.array([fid for fid, _ in pairs], dtype=np.int64))
    failures_ = [
        Failure(int(index), failure.declared, failure.computed, failure.error)
        for index, (_, failure) in zip(indexes, pairs)
    ]
    return sorted(failures_, key=lambda failure: failure.index)
