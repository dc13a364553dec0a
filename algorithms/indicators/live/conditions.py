"""The filter of a ledger on single features; features of the same values are judged once."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from qgis.core import NULL, QgsExpression, QgsExpressionContext, QgsFeature, QgsFeatureRequest, QgsFields
from qgis.PyQt.QtCore import QVariant

# Functions whose result depends on nothing but their arguments.
_PURE = frozenset((
    "abs", "array", "array_contains", "ceil", "char", "coalesce", "concat", "floor", "if", "ascii", "left", "length",
    "lower", "lpad", "ltrim", "max", "min", "nullif", "regexp_match", "regexp_replace", "regexp_substr", "replace",
    "right", "round", "rpad", "rtrim", "sqrt", "strpos", "substr", "to_int", "to_real", "to_string", "trim", "try",
    "upper",
))
_MOST_KEPT = 50_000  # different values whose verdict is remembered


class Condition:
    """A prepared QGIS expression; belongs to the thread it was prepared in."""

    def __init__(self, expression: QgsExpression, fields: QgsFields, context: QgsExpressionContext) -> None:
        """
        :param expression: prepared with the context
        :param fields: of the features that will be judged
        """
        self._expression = expression
        self._context = context
        self._columns = [fields.lookupField(name) for name in sorted(
            expression.referencedColumns() - {QgsFeatureRequest.ALL_ATTRIBUTES})]
        self._known: dict[tuple[Any, ...], Optional[bool]] = {}
        self._by_values = _depends_on_columns_alone(expression)

    @property
    def needs_geometry(self) -> bool:
        """Whether it looks at the geometry of a feature, or may."""
        return not self._by_values or bool(self._expression.needsGeometry())

    def of(self, feature: QgsFeature, values: Sequence[Any]) -> Optional[bool]:
        """Return whether it holds for a feature, not where it is NULL; None where it cannot be evaluated.

        :param values: the attributes of the feature
        """
        if not self._by_values:
            return self._evaluated(feature)
        try:
            key = tuple(_plain(values[index]) for index in self._columns)
            if key in self._known:
                return self._known[key]
        except (IndexError, TypeError):  # fewer attributes than fields, or a value that cannot be a key
            return self._evaluated(feature)
        verdict = self._evaluated(feature)
        if len(self._known) < _MOST_KEPT:
            self._known[key] = verdict
        return verdict

    def _evaluated(self, feature: QgsFeature) -> Optional[bool]:
        self._context.setFeature(feature)
        verdict = self._expression.evaluate(self._context)
        if self._expression.hasEvalError():
            return None
        return not is_null(verdict) and bool(verdict)


def _depends_on_columns_alone(expression: QgsExpression) -> bool:
    """Return whether features of the same values of the columns it names are all judged alike."""
    return (
        QgsFeatureRequest.ALL_ATTRIBUTES not in expression.referencedColumns()
        and not expression.referencedVariables()
        and not expression.needsGeometry()
        and {str(name).lower() for name in expression.referencedFunctions()} <= _PURE
    )


def _plain(value: Any) -> tuple[type, Any]:
    """Return a value with its type, as 1, 1.0 and True are equal to Python; two NULLs are the same."""
    return type(value), None if isinstance(value, QVariant) and value.isNull() else value


def is_null(value: Any) -> bool:
    """Return whether an attribute or the result of an expression is NULL."""
    return value is None or value == NULL or (isinstance(value, QVariant) and value.isNull())
