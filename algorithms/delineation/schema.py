"""Result layers in the schema of a pack's layer role: fields as the standard declares them, values by column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsField, QgsFields
from qgis.PyQt.QtCore import QDate, QVariant

from ..geometry.area import round_half_up
from ..geometry.arrays import PolygonArrays
from ..rulepack.model import FieldRule, FieldType, LayerRole

_TYPES = {
    FieldType.TEXT: QVariant.String,
    FieldType.INTEGER: QVariant.LongLong,
    FieldType.REAL: QVariant.Double,
    FieldType.DATE: QVariant.Date,
}

_WHOLE = re.compile(r"\s*[+-]?\d+\s*")

Column = Sequence[Any]


@dataclass(frozen=True)
class ResultTable:
    """A result layer that is ready to be written.

    :ivar columns: a sequence of n values for each field, None for NULL
    :ivar polygons: n features, None for a table without geometry
    """

    fields: QgsFields
    columns: Sequence[Column]
    polygons: Optional[PolygonArrays] = None

    def __post_init__(self) -> None:
        """Refuse columns that do not belong together.

        :raises ValueError: when they are not as many as the fields, or not of one length
        """
        lengths = {len(column) for column in self.columns}
        if self.polygons is not None:
            lengths.add(len(self.polygons))
        if len(lengths) > 1 or len(self.columns) not in (0, self.fields.count()):
            raise ValueError(f"{len(self.columns)} columns of {sorted(lengths)} rows for {self.fields.count()} fields")

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.columns[0]) if self.columns else 0

    def column(self, name: str) -> Column:
        """Return the values of a field.

        :raises KeyError: when there is no such field
        """
        index = self.fields.lookupField(name)
        if index < 0:
            raise KeyError(name)
        return self.columns[index]


def role_fields(role: LayerRole) -> QgsFields:
    """Return all fields of a role with the types, lengths and decimals the pack declares."""
    fields = QgsFields()
    for rule in role.fields.values():
        fields.append(QgsField(rule.name, _TYPES[rule.type], "", rule.length or 0, rule.decimals or 0))
    return fields


def plain_fields(*described: tuple[str, str]) -> QgsFields:
    """Return fields given as (name, type): text, integer or real."""
    fields = QgsFields()
    for name, kind in described:
        fields.append(QgsField(name, _TYPES[FieldType(kind)]))
    return fields


def described_table(
    columns: Sequence[tuple[str, str, Column]], polygons: Optional[PolygonArrays] = None
) -> ResultTable:
    """Return a table whose columns are given as (name, type, values); types as for `plain_fields`."""
    fields = plain_fields(*((name, kind) for name, kind, _ in columns))
    return ResultTable(fields, [values for _, _, values in columns], polygons)


def table_of_rows(described: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]]) -> ResultTable:
    """Return a table without shapes given by rows.

    :param described: (name, type) of each column, types as for `plain_fields`
    """
    columns = [list(column) for column in zip(*rows)] if rows else [[] for _ in described]
    return described_table([(name, kind, values) for (name, kind), values in zip(described, columns)])


def column_of(values: Mapping[str, Any], rule: FieldRule, count: int) -> Column:
    """Return the column of a field in the type the pack declares; all NULL where nothing is known.

    :param values: columns by field name: sequences or arrays of n values, masked where NULL
    """
    column = values.get(rule.name)
    if column is None:
        return [None] * count
    if isinstance(column, np.ma.MaskedArray):
        column = plain(column)
    elif isinstance(column, np.ndarray):
        column = column.tolist()
    values_ = [converted(value, rule.type) for value in column]
    if rule.type is FieldType.TEXT and rule.length:
        values_ = [fitting(value, rule.length) for value in values_]
    return values_


def plain(column: np.ma.MaskedArray, rows: Optional[NDArray[np.int64]] = None) -> list[Any]:
    """Return a column as Python values, None for NULL; ``rows`` chooses and orders them, -1 gives None."""
    if rows is None:
        rows = np.arange(len(column))
    missing = np.ma.getmaskarray(column)
    known = rows >= 0
    known[known] = ~missing[rows[known]]
    values: list[Any] = [None] * len(rows)
    places = np.flatnonzero(known)
    for place, value in zip(places.tolist(), np.ma.getdata(column)[rows[places]].tolist()):
        values[place] = value
    return values


def texts_or_null(values: NDArray[np.object_]) -> list[Optional[str]]:
    """Return texts (n,) as a column, None for those that are empty."""
    return [text or None for text in values.tolist()]


def numbers_or_null(values: NDArray[np.float64], decimals: Optional[int] = None) -> list[Optional[float]]:
    """Return numbers (n,) as a column, None for NaN; rounded as tables are where ``decimals`` is given."""
    shown = values if decimals is None else round_half_up(values, decimals)
    return [None if value != value else value for value in shown.tolist()]


def converted(value: Any, kind: FieldType) -> Any:
    """Return a value in the type of a field, None where it cannot be one; blanks around text are kept."""
    if value is None:
        return None
    if kind is FieldType.TEXT:
        if isinstance(value, float):  # codes that a table keeps as numbers have more digits than a measure
            whole = value.is_integer() and abs(value) < 2.0**53
            return str(int(value)) if whole else f"{value:.10g}" if np.isfinite(value) else None
        return str(value)
    if kind is FieldType.DATE:
        if isinstance(value, QDate):
            return value
        text = str(value)[:10].replace("/", "-")
        date = QDate.fromString(text, "yyyy-MM-dd")
        return date if date.isValid() else None
    try:
        if kind is FieldType.INTEGER and not isinstance(value, float) and _WHOLE.fullmatch(str(value)):
            exact = int(value)  # not by way of a float, which holds no more than 15 digits
            return exact if abs(exact) < 2**63 else None
        number = float(value)
    except (TypeError, ValueError):
        return None
    if not np.isfinite(number):
        return None
    return int(number) if kind is FieldType.INTEGER else number


def fitting(text: Optional[str], length: int) -> Optional[str]:
    """Return a text that a field of some characters holds: without blanks around it, then cut, where it is too long."""
    return text if text is None or len(text) <= length else text.strip()[:length]


def cents(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return areas as whole hundredths, halves away from zero; NaN counts as 0."""
    return np.asarray(np.rint(round_half_up(np.nan_to_num(values), 2) * 100.0), dtype=np.int64)


def from_cents(values: NDArray[np.int64]) -> list[float]:
    """Return whole hundredths as numbers of two decimals."""
    return [value / 100.0 for value in values.tolist()]
