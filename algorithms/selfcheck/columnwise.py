"""QGIS expressions over whole columns instead of feature by feature.

Values of codes repeat a lot, so QGIS judges each combination of values once; sums and limits of numbers, which
hardly repeat, are computed by numpy. Where an expression holds more than that (geometry, variables, dates,
aggregates…) nothing is returned, and the caller lets QGIS go through the features.
"""

from __future__ import annotations

from typing import Any, Callable, NamedTuple, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    NULL,
    QgsExpression,
    QgsExpressionNode,
    QgsExpressionNodeBinaryOperator,
    QgsExpressionNodeColumnRef,
    QgsExpressionNodeFunction,
    QgsExpressionNodeLiteral,
    QgsExpressionNodeUnaryOperator,
    QgsFeature,
)
from qgis.PyQt.QtCore import QVariant

from ..dataset.layerdata import LayerData
from ..dataset.source import SourceLayer
from ..feedback import Feedback, raise_if_cancelled
from .sure_expressions import never_fails

_Binary = QgsExpressionNodeBinaryOperator.BinaryOperator
_Unary = QgsExpressionNodeUnaryOperator.UnaryOperator

# Functions of their arguments only: equal values, equal result.
_PURE_FUNCTIONS = frozenset(
    "abs ceil coalesce concat floor if left length lower lpad max min regexp_match regexp_replace regexp_substr"
    " replace right round rpad strpos substr title to_int to_real to_string trim try upper".split()
)
_LARGEST_INTEGER = 2**50  # sums of a few stay exact as float64
_NEAR_ZERO = 4 * np.finfo(np.float64).eps  # what QGIS takes for equal (qgsDoubleNear)
_FEW = 1000  # combinations of values that are always worth judging one by one
_CANCEL_EVERY = 4096

_COMPARISONS: dict[int, Callable[[NDArray[np.float64]], NDArray[np.bool_]]] = {
    _Binary.boEQ: lambda difference: (difference > -_NEAR_ZERO) & (difference <= _NEAR_ZERO),
    _Binary.boNE: lambda difference: ~((difference > -_NEAR_ZERO) & (difference <= _NEAR_ZERO)),
    _Binary.boLE: lambda difference: difference <= 0,
    _Binary.boGE: lambda difference: difference >= 0,
    _Binary.boLT: lambda difference: difference < 0,
    _Binary.boGT: lambda difference: difference > 0,
}

Rows = NDArray[np.int64]


class Verdicts(NamedTuple):
    """What an expression says about the features of a layer.

    :ivar true: int64, array indexes of the features it is true for, ascending
    :ivar broken: int64, array indexes of the features a part of it cannot be evaluated for, ascending; QGIS may get
        by without that part
    """

    true: Rows
    broken: Rows


class _Truth(NamedTuple):
    """Three-valued truth by row: true, else unknown (NULL), else false."""

    true: NDArray[np.bool_]
    unknown: NDArray[np.bool_]


class _Number(NamedTuple):
    """Numbers by row, NULL apart; whether all are whole."""

    values: NDArray[np.float64]
    missing: NDArray[np.bool_]
    whole: bool


class _Unsupported(Exception):
    """The expression holds something that only QGIS can evaluate feature by feature."""


class ColumnCodes:
    """Which values of a column are equal, each column looked at once."""

    def __init__(self, data: LayerData) -> None:
        """
        :param data: the layer
        :ivar names: the names of its columns
        """
        self._data = data
        self._columns: dict[str, tuple[list[Any], NDArray[np.int64]]] = {}
        self._verdicts: dict[tuple[str, str], NDArray[np.int8]] = {}
        self.names = frozenset(data.column_names)

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self._data)

    def column(self, name: str) -> np.ma.MaskedArray:
        """Return the values of a column, NULL masked."""
        return self._data.column(name)

    def of(self, name: str) -> tuple[list[Any], NDArray[np.int64]]:
        """Return the distinct values of a column in order of appearance, None for NULL, and the place of each
        feature's value among them (int64, features).
        """
        if name not in self._columns:
            self._columns[name] = _coded(self._data.column(name))
        return self._columns[name]

    def verdicts(self, name: str, condition: str) -> NDArray[np.int8]:
        """Return what is known of a condition on one column so far, by distinct value; expressions share conditions.

        The array may be written to: 0 false, 1 true, 2 unknown, 3 broken, -1 not judged yet.
        """
        key = name, condition
        if key not in self._verdicts:
            self._verdicts[key] = np.full(len(self.of(name)[0]), -1, dtype=np.int8)
        return self._verdicts[key]


def _coded(column: np.ma.MaskedArray) -> tuple[list[Any], NDArray[np.int64]]:
    values = np.asarray(column.data)
    listed = (values.astype(str) if values.dtype.kind == "M" else values).tolist()
    if np.ma.getmaskarray(column).any():
        listed = [None if missing else value for value, missing in zip(listed, column.mask.tolist())]
    distinct = list(dict.fromkeys(listed))
    places = dict(zip(distinct, range(len(distinct))))
    return distinct, np.fromiter(map(places.__getitem__, listed), np.int64, len(listed))


def verdicts(layer: SourceLayer, codes: ColumnCodes, expression: str, feedback: Feedback) -> Optional[Verdicts]:
    """Return for which features of a layer an expression is true.

    :param codes: of the layer's data, shared by its expressions
    :return: None when QGIS has to go through the features
    :raises Cancelled: when the user cancelled
    """
    parsed = QgsExpression(expression)
    context = layer.expression_context()
    if parsed.hasParserError() or not parsed.prepare(context):
        return None
    if not _PURE_FUNCTIONS.issuperset(parsed.referencedFunctions()) or parsed.referencedVariables():
        return None
    # QGIS goes through the features fast only where it need not be asked whether the expression broke
    most = max(_FEW, len(codes) // 4 if never_fails(parsed) else len(codes))
    evaluation = _Evaluation(layer, codes, most, feedback)
    try:
        truth = evaluation.truth(parsed.rootNode(), np.arange(len(codes), dtype=np.int64))
    except _Unsupported:
        return None
    broken = evaluation.broken
    return Verdicts(np.flatnonzero(truth.true & ~broken), np.flatnonzero(broken))


class _Evaluation:
    """One expression on one layer.

    :ivar broken: bool (features), where QGIS reported an error
    """

    def __init__(self, layer: SourceLayer, codes: ColumnCodes, most: int, feedback: Feedback) -> None:
        """:param most: combinations of values up to which they are judged one by one"""
        self._most = most
        self.broken = np.zeros(len(codes), dtype=bool)
        self._codes = codes
        self._errors = QgsExpression()  # what a node reports its errors to
        self._feedback = feedback
        self._context = layer.expression_context()
        self._fields = layer.qgs_fields()
        self._abs = QgsExpression.functionIndex("abs")
        self._coalesce = QgsExpression.functionIndex("coalesce")

    def truth(self, node: QgsExpressionNode, rows: Rows) -> _Truth:
        """Return the truth of a node for some rows."""
        if isinstance(node, QgsExpressionNodeBinaryOperator):
            if node.op() in (_Binary.boAnd, _Binary.boOr):
                return self._joined(node, rows)
            try:
                return self._compared(node, rows)
            except _Unsupported:
                return self._judged(node, rows)
        if isinstance(node, QgsExpressionNodeUnaryOperator) and node.op() == _Unary.uoNot:
            inner = self.truth(node.operand(), rows)
            return _Truth(~inner.true & ~inner.unknown, inner.unknown)
        return self._judged(node, rows)

    def _joined(self, node: QgsExpressionNodeBinaryOperator, rows: Rows) -> _Truth:
        """AND and OR of three-valued logic; as in QGIS the right side counts only where the left leaves it open."""
        conjunction = node.op() == _Binary.boAnd
        left = self.truth(node.opLeft(), rows)
        open_ = np.flatnonzero(left.true | left.unknown if conjunction else ~left.true)
        right = self.truth(node.opRight(), rows[open_])
        true, unknown = left.true.copy(), left.unknown.copy()
        if conjunction:
            true[open_] &= right.true
            unknown[open_] = (left.unknown[open_] & (right.true | right.unknown)) | (
                left.true[open_] & right.unknown
            )
        else:
            true[open_] = right.true
            unknown[open_] = ~right.true & (left.unknown[open_] | right.unknown)
        return _Truth(true, unknown)

    def _compared(self, node: QgsExpressionNodeBinaryOperator, rows: Rows) -> _Truth:
        """Comparison of numbers, and whether a column is NULL."""
        left, right = node.opLeft(), node.opRight()
        if node.op() in (_Binary.boIs, _Binary.boIsNot):
            if not isinstance(left, QgsExpressionNodeColumnRef) or not _is_null(right):
                raise _Unsupported
            missing = np.ma.getmaskarray(self._column(left))[rows]
            return _Truth(missing if node.op() == _Binary.boIs else ~missing, np.zeros(len(rows), dtype=bool))
        holds = _COMPARISONS.get(node.op())
        if holds is None:
            raise _Unsupported
        one, two = self._number(left, rows), self._number(right, rows)
        unknown = one.missing | two.missing
        return _Truth(holds(one.values - two.values) & ~unknown, unknown)

    def _number(self, node: QgsExpressionNode, rows: Rows) -> _Number:
        """Return the number a node is for some rows."""
        if isinstance(node, QgsExpressionNodeLiteral):
            value = node.value()
            if isinstance(value, bool) or not isinstance(value, (int, float)) or abs(value) > _LARGEST_INTEGER:
                raise _Unsupported
            return _Number(np.full(len(rows), float(value)), np.zeros(len(rows), dtype=bool), isinstance(value, int))
        if isinstance(node, QgsExpressionNodeColumnRef):
            return self._number_column(node, rows)
        if isinstance(node, QgsExpressionNodeUnaryOperator) and node.op() == _Unary.uoMinus:
            inner = self._number(node.operand(), rows)
            if inner.missing.any():
                raise _Unsupported  # an error in some versions of QGIS
            return inner._replace(values=-inner.values)
        if isinstance(node, QgsExpressionNodeBinaryOperator):
            return self._calculated(node, rows)
        if isinstance(node, QgsExpressionNodeFunction):
            arguments = node.args().list() if node.args() is not None else []
            if node.fnIndex() == self._abs:
                inner = self._number(arguments[0], rows)
                return _Number(np.abs(inner.values), inner.missing, False)
            if node.fnIndex() == self._coalesce:
                return self._first_of([self._number(argument, rows) for argument in arguments])
        raise _Unsupported

    def _number_column(self, node: QgsExpressionNodeColumnRef, rows: Rows) -> _Number:
        column = self._column(node)
        if column.dtype.kind not in "if":
            raise _Unsupported
        missing = np.ma.getmaskarray(column)[rows]
        values = np.where(missing, 0, np.asarray(column.data)[rows])
        if not np.isfinite(values).all() or (column.dtype.kind == "i" and np.any(np.abs(values) > _LARGEST_INTEGER)):
            raise _Unsupported
        return _Number(values.astype(np.float64), missing, column.dtype.kind == "i")

    def _calculated(self, node: QgsExpressionNodeBinaryOperator, rows: Rows) -> _Number:
        if node.op() not in (_Binary.boPlus, _Binary.boMinus, _Binary.boMul):
            raise _Unsupported
        one, two = self._number(node.opLeft(), rows), self._number(node.opRight(), rows)
        whole = one.whole and two.whole
        with np.errstate(over="ignore"):
            if node.op() == _Binary.boPlus:
                values = one.values + two.values
            elif node.op() == _Binary.boMinus:
                values = one.values - two.values
            elif whole:
                raise _Unsupported  # products of large whole numbers are exact in QGIS only
            else:
                values = one.values * two.values
        if not np.isfinite(values).all():
            raise _Unsupported  # an overflow is an error in QGIS
        return _Number(values, one.missing | two.missing, whole)

    @staticmethod
    def _first_of(numbers: list[_Number]) -> _Number:
        """Return the first number that is not NULL (coalesce)."""
        if not numbers:
            raise _Unsupported
        result = numbers[0]
        for number in numbers[1:]:
            values = np.where(result.missing, number.values, result.values)
            result = _Number(values, result.missing & number.missing, result.whole and number.whole)
        return result

    def _judged(self, node: QgsExpressionNode, rows: Rows) -> _Truth:
        """Let QGIS judge each combination of values once."""
        names = [self._column_name(name) for name in sorted(node.referencedColumns())]
        if len(names) == 1:
            by_row = self._judged_column(node, names[0], rows)
        else:
            coded = [self._codes.of(name) for name in names]
            combined = np.zeros(len(rows), dtype=np.int64)
            for number, (values, codes) in enumerate(coded):
                if number:
                    _, combined = np.unique(combined, return_inverse=True)  # numbers stay small, whatever is combined
                combined = combined * len(values) + codes[rows]
            _, firsts, places = np.unique(combined, return_index=True, return_inverse=True)
            if len(firsts) > self._most and names:  # a condition on one column is judged once for all expressions
                raise _Unsupported
            by_row = self._judged_rows(node, names, rows[firsts])[places]
        self.broken[rows[by_row == 3]] = True
        return _Truth(by_row == 1, by_row >= 2)

    def _judged_column(self, node: QgsExpressionNode, name: str, rows: Rows) -> NDArray[np.int8]:
        """Let QGIS judge each value of a column once, for all expressions that hold the condition."""
        values, codes = self._codes.of(name)
        of_row = codes[rows]
        first = np.full(len(values), -1, dtype=np.int64)
        first[of_row[::-1]] = rows[::-1]  # the first row of a value is written last
        known = self._codes.verdicts(name, node.dump())
        new = np.flatnonzero((first >= 0) & (known < 0))
        compare = self._text_comparison(node) if len(new) > _FEW else None
        texts = [values[one] for one in new.tolist()] if compare is not None else []
        if compare is not None and set(map(type, texts)) <= {str, type(None)}:
            known[new] = [compare(text) for text in texts]
        else:
            known[new] = self._judged_rows(node, [name], first[new])
        return known[of_row]

    def _text_comparison(self, node: QgsExpressionNode) -> Optional[Callable[[Optional[str]], int]]:
        """Return how a column, or the first of a column and a text, equals a text or not, None for another condition.

        QGIS compares two texts character by character, also where they look like numbers. Judged here as it hardly
        repeats in columns of numbers of features.
        """
        if not isinstance(node, QgsExpressionNodeBinaryOperator) or node.op() not in (_Binary.boEQ, _Binary.boNE):
            return None
        left, right, other = node.opLeft(), node.opRight(), None
        if isinstance(left, QgsExpressionNodeFunction) and left.fnIndex() == self._coalesce:
            arguments = left.args().list() if left.args() is not None else []
            if len(arguments) != 2 or not _is_text(arguments[1]):
                return None
            left, other = arguments[0], arguments[1].value()
        if not isinstance(left, QgsExpressionNodeColumnRef) or not _is_text(right):
            return None
        wanted, same = right.value(), node.op() == _Binary.boEQ

        def compare(text: Optional[str]) -> int:
            given = other if text is None else text
            return 2 if given is None else int((given == wanted) is same)

        return compare

    def _judged_rows(self, node: QgsExpressionNode, names: list[str], rows: Rows) -> NDArray[np.int8]:
        """Let QGIS judge the values of some rows: 0 false, 1 true, 2 unknown, 3 broken."""
        coded = [self._codes.of(name) for name in names]
        feature = QgsFeature(self._fields)
        indexes = [self._fields.lookupField(name) for name in names]
        # A NULL has its field's type, and some operators go by it.
        nulls = [self._fields.at(index).convertCompatible(QVariant(NULL)) for index in indexes]
        judged = np.zeros(len(rows), dtype=np.int8)
        for number, row in enumerate(rows.tolist()):
            if number % _CANCEL_EVERY == 0:
                raise_if_cancelled(self._feedback)
            for index, null, (values, codes) in zip(indexes, nulls, coded):
                value = values[codes[row]]
                feature.setAttribute(index, null if value is None else value)
            self._context.setFeature(feature)
            judged[number] = self._verdict(node)
        return judged

    def _verdict(self, node: QgsExpressionNode) -> int:
        result = node.eval(self._errors, self._context)
        if self._errors.hasEvalError():
            self._errors = QgsExpression()
            return 3
        if isinstance(result, int):  # bool is one
            return int(result != 0)
        if result is None or result == NULL:
            return 2
        raise _Unsupported  # QGIS has rules of its own for the truth of texts

    def _column(self, node: QgsExpressionNodeColumnRef) -> np.ma.MaskedArray:
        return self._codes.column(self._column_name(node.name()))

    def _column_name(self, reference: str) -> str:
        """Return the name in the data of the column a reference means; QGIS does not mind the case."""
        index = self._fields.lookupField(reference)
        name = self._fields[index].name() if index >= 0 else ""
        if name not in self._codes.names or self._codes.column(name).dtype.kind not in "ifbUO":
            raise _Unsupported
        return name


def _is_null(node: QgsExpressionNode) -> bool:
    return isinstance(node, QgsExpressionNodeLiteral) and (node.value() is None or node.value() == NULL)


def _is_text(node: QgsExpressionNode) -> bool:
    return isinstance(node, QgsExpressionNodeLiteral) and isinstance(node.value(), str)
