"""Expression rules: which features fail them, and with which values.

Columns are judged as a whole where that is possible; what fails, and rules that need more than columns, QGIS
evaluates feature by feature, all rules of one layer in a single pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import NULL, QgsExpression, QgsExpressionContext, QgsFeatureRequest

from ..dataset.source import SourceLayer
from ..errors import Cancelled
from ..feedback import raise_if_cancelled
from ..message import translatable
from ..rulepack.model import CheckRule
from .columnwise import verdicts
from .context import CANCEL_EVERY, CheckContext, NotRunnable, attribute_request

ROUNDING = 1e-6  # keeps a difference of exactly the tolerance from failing by binary rounding
_FIDS_WORTH = 10  # fetching one feature costs as much as passing by so many


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

    # The newlines end a comment at the end of an expression.
    where = f"({expression(check.where)}\n) AND " if check.where else ""
    if check.kind == "attributes.condition":
        return _Rule(check, f"{where}NOT ({expression(check.parameters['must'])}\n)", ())
    column = context.column_name(check.layer, check.parameters["field"])
    declared = QgsExpression.quotedColumnRef(column)
    formula = f"({expression(check.parameters['formula'])}\n)"
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
    try:
        return _evaluate(context, role_id, rules)
    except Cancelled:
        raise
    except Exception:  # noqa: BLE001  (one rule takes no other along: each is evaluated when its check has its turn)
        return {}


def _evaluate(context: CheckContext, role_id: Optional[str], rules: Sequence[_Rule]) -> Mapping[str, list[Failure]]:
    layer = context.layer(role_id)
    suspects: dict[str, NDArray[np.int64]] = {}
    for rule in rules:
        found = verdicts(layer, context.codes(role_id), rule.failing, context.feedback)
        if found is not None:
            suspects[rule.check.id] = np.union1d(found.true, found.broken)
    judged = [rule for rule in rules if rule.check.id in suspects]
    others = [rule for rule in rules if rule.check.id not in suspects]
    return {**_verified(context, role_id, judged, suspects), **_searched(context, role_id, others)}


def _verified(
    context: CheckContext, role_id: Optional[str], rules: Sequence[_Rule], suspects: Mapping[str, NDArray[np.int64]]
) -> Mapping[str, list[Failure]]:
    """Let QGIS evaluate rules for the features that fail them, for the values and the errors to quote."""
    fids = context.data(role_id).fids
    wanted = {rule.check.id: set(fids[suspects[rule.check.id]].tolist()) for rule in rules}
    everyone = sorted(set().union(*wanted.values()))
    if not everyone:
        return {rule.check.id: [] for rule in rules}
    layer = context.layer(role_id)
    request = attribute_request(layer, *_texts(rules))
    if len(everyone) < len(fids) // _FIDS_WORTH:
        request.setFilterFids(everyone)
    return _failures(context, role_id, rules, request, wanted)


def _searched(context: CheckContext, role_id: Optional[str], rules: Sequence[_Rule]) -> Mapping[str, list[Failure]]:
    """Let QGIS evaluate rules for every feature."""
    if not rules:
        return {}
    layer = context.layer(role_id)
    # try(): a feature on which an expression breaks passes the filter and is looked at closely below.
    filters = [f"try({rule.failing}, true)" for rule in rules]
    request = attribute_request(layer, *filters, *_texts(rules))
    request.setFilterExpression(" OR ".join(filters))
    request.setExpressionContext(layer.expression_context())
    return _failures(context, role_id, rules, request)


def _failures(
    context: CheckContext,
    role_id: Optional[str],
    rules: Sequence[_Rule],
    request: QgsFeatureRequest,
    wanted: Optional[Mapping[str, set[int]]] = None,
) -> Mapping[str, list[Failure]]:
    """Return the failures of rules among the features of a request.

    :param wanted: ids of the features worth looking at for each check; all where not given
    """
    layer = context.layer(role_id)
    expression_context = layer.expression_context()
    prepared = [
        (rule.check.id, *_prepare(layer, rule, expression_context), wanted and wanted[rule.check.id]) for rule in rules
    ]
    found: dict[str, list[tuple[int, Failure]]] = {rule.check.id: [] for rule in rules}
    for number, feature in enumerate(layer.features(request)):
        if number % CANCEL_EVERY == 0:
            raise_if_cancelled(context.feedback)
        fid = feature.id()
        expression_context.setFeature(feature)
        for check_id, failing, values, chosen in prepared:
            if chosen is not None and fid not in chosen:
                continue
            verdict = failing.evaluate(expression_context)
            error = failing.evalErrorString() if failing.hasEvalError() else ""
            if error or (verdict != NULL and verdict):
                numbers = [_number(value.evaluate(expression_context)) for value in values]
                declared, computed = numbers if numbers else (None, None)
                found[check_id].append((fid, Failure(-1, declared, computed, error)))
    return {check_id: _indexed(context, role_id, pairs) for check_id, pairs in found.items()}


def _texts(rules: Sequence[_Rule]) -> list[str]:
    """Return all expressions of some rules."""
    return [text for rule in rules for text in (rule.failing, *rule.values)]


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
