"""Expressions that can be evaluated on any feature, whatever its values: no error can arise."""

from __future__ import annotations

from qgis.core import (
    QgsExpression,
    QgsExpressionNode,
    QgsExpressionNodeBinaryOperator,
    QgsExpressionNodeColumnRef,
    QgsExpressionNodeFunction,
    QgsExpressionNodeInOperator,
    QgsExpressionNodeLiteral,
    QgsExpressionNodeUnaryOperator,
)

_Binary = QgsExpressionNodeBinaryOperator.BinaryOperator
_Unary = QgsExpressionNodeUnaryOperator.UnaryOperator

# QGIS compares numbers as numbers and anything else as text, and never fails at it.
_COMPARISONS = frozenset((
    _Binary.boEQ, _Binary.boNE, _Binary.boLE, _Binary.boGE, _Binary.boLT, _Binary.boGT, _Binary.boIs,
    _Binary.boIsNot, _Binary.boLike, _Binary.boNotLike, _Binary.boILike, _Binary.boNotILike,
))
_COMBINATIONS = frozenset((_Binary.boAnd, _Binary.boOr))
# Text functions: anything can be turned into text; their further arguments must be literals.
_TEXT_FUNCTIONS = frozenset(("left", "right", "substr", "trim", "lower", "upper", "coalesce"))


def never_fails(expression: QgsExpression) -> bool:
    """Return True for a condition made of comparisons of fields, literals and their text only.

    False says that an error may arise on some feature, as in ``to_int("DLMC") > 1``.
    """
    root = expression.rootNode()
    return root is not None and _is_condition(root)


def _is_condition(node: QgsExpressionNode) -> bool:
    if isinstance(node, QgsExpressionNodeBinaryOperator):
        sides = (node.opLeft(), node.opRight())
        if node.op() in _COMPARISONS:
            return all(map(_is_value, sides))
        return node.op() in _COMBINATIONS and all(map(_is_condition, sides))
    if isinstance(node, QgsExpressionNodeInOperator):
        return _is_value(node.node()) and all(map(_is_value, node.list().list()))
    return (
        isinstance(node, QgsExpressionNodeUnaryOperator)
        and node.op() == _Unary.uoNot
        and _is_condition(node.operand())
    )


def _is_value(node: QgsExpressionNode) -> bool:
    if isinstance(node, (QgsExpressionNodeLiteral, QgsExpressionNodeColumnRef)):
        return True
    if not isinstance(node, QgsExpressionNodeFunction):
        return False
    name = QgsExpression.Functions()[node.fnIndex()].name()
    arguments = node.args().list() if node.args() is not None else []
    if name not in _TEXT_FUNCTIONS or not arguments:
        return False
    return _is_value(arguments[0]) and all(isinstance(each, QgsExpressionNodeLiteral) for each in arguments[1:])
