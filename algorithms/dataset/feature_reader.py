"""The slow path that reads everything: features one by one through QGIS."""

from __future__ import annotations

import json
from functools import partial
from typing import Any, Callable, Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsFeatureIterator, QgsFeatureRequest, QgsFields
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, QTime, QVariant

from ..errors import LandPlanError
from ..feedback import Feedback, raise_if_cancelled
from ..message import translatable
from .columns import NUMPY_TYPES, Column, ColumnKind, LateColumn, fixed_column, text_column
from .layer import SourceField
from .layerdata import LayerData

Features = Callable[[QgsFeatureRequest], QgsFeatureIterator]

_STEP = 2000  # features between two looks at cancel
_EPOCH_DAY = QDate(1970, 1, 1)
_DAY_MS = 86_400_000
_INT64 = np.iinfo(np.int64)


def read_features(
    features: Features,
    qgs_fields: QgsFields,
    fields: Sequence[SourceField],
    layer_name: str,
    feature_count: int,
    is_polygon: bool,
    feedback: Feedback,
) -> LayerData:
    """Read a layer through QGIS: feature ids and geometries now, the columns when they are asked for.

    :param features: gives the features of a request; every call sees the same state of the layer
    :param qgs_fields: the fields of these features
    :param fields: the fields to read
    """
    request = QgsFeatureRequest()
    request.setSubsetOfAttributes([])
    fids: list[int] = []
    shapes: list[Optional[bytes]] = []
    total = max(feature_count, 1)
    for feature in features(request):
        if len(fids) % _STEP == 0:
            raise_if_cancelled(feedback)
            feedback.setProgress(min(100.0, 100.0 * len(fids) / total))
        fids.append(feature.id())
        geometry = feature.geometry()
        shapes.append(None if geometry.isNull() else geometry.asWkb().data())
    ids = np.array(fids, dtype=np.int64)
    reader = _ColumnReader(features, qgs_fields, fields, layer_name, np.sort(ids))
    columns = {field.name: LateColumn(partial(reader.column, field.name)) for field in fields}
    return LayerData(ids, columns, lambda: shapes, is_polygon)


class _ColumnReader:
    """Reads all columns in one go when the first of them is asked for."""

    def __init__(
        self,
        features: Features,
        qgs_fields: QgsFields,
        fields: Sequence[SourceField],
        layer_name: str,
        fids: NDArray[np.int64],
    ) -> None:
        self._arguments = (features, qgs_fields, fields, layer_name, fids)
        self._columns: dict[str, Column] = {}

    def column(self, name: str) -> Column:
        if not self._columns:
            self._columns = read_columns(*self._arguments)
        return self._columns[name]


def read_columns(
    features: Features,
    qgs_fields: QgsFields,
    fields: Sequence[SourceField],
    layer_name: str,
    fids: NDArray[np.int64],
) -> dict[str, Column]:
    """Read columns of a layer through QGIS.

    :param fids: int64 (features), ascending; the columns come in this order
    :raises LandPlanError: when the layer no longer has exactly these features and fields
    """
    indices = [qgs_fields.lookupField(field.name) for field in fields]
    if -1 in indices:
        raise LandPlanError(_changed(layer_name))
    request = QgsFeatureRequest()
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes(indices)
    found: list[int] = []
    # Lists of plain values alone: Python looks through every list and every QVariant for garbage, again and again.
    columns: list[list[Any]] = [[] for _ in fields]
    targets = [(column.append, index) for column, index in zip(columns, indices)]
    for feature in features(request):
        found.append(feature.id())
        values = feature.attributes()
        for append, index in targets:
            value = values[index]
            append(None if type(value) is QVariant and value.isNull() else value)
    order = np.argsort(np.array(found, dtype=np.int64), kind="stable")
    if not np.array_equal(np.array(found, dtype=np.int64)[order], fids):
        raise LandPlanError(_changed(layer_name))
    if np.any(order[1:] < order[:-1]):
        places = order.tolist()
        columns = [[column[place] for place in places] for column in columns]
    return {field.name: _column(column, field.kind) for field, column in zip(fields, columns)}


def _column(values: list[Any], kind: ColumnKind) -> Column:
    plain = _as_expected(values, kind)
    if plain is None:
        convert = _CONVERTERS[kind]
        plain = [None if _is_null(value) or _is_promised(value, kind) else convert(value) for value in values]
    if kind in NUMPY_TYPES:
        return fixed_column(plain, len(plain), kind)
    return text_column(plain)


def _as_expected(values: list[Any], kind: ColumnKind) -> Optional[list[Any]]:
    """Return the values with None for NULL when all have the Python type one expects, else None."""
    expected = _EXPECTED.get(kind)
    types = set(map(type, values))
    if expected is None or not types <= {expected, QVariant, type(None)}:
        return None
    plain = values
    if not types <= {expected}:
        if any(type(value) is QVariant and not value.isNull() for value in values):
            return None
        plain = [value if type(value) is expected else None for value in values]
    if expected is int:
        numbers = [value for value in plain if value is not None]
        if numbers and (min(numbers) < _INT64.min or max(numbers) > _INT64.max):
            return None
    return plain


def _changed(layer_name: str) -> Any:
    return translatable(
        "Dataset",
        "Layer {layer} was changed while it was read. Start again when it is at rest.",
        layer=layer_name,
    )


def _is_null(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, (int, float, str)):
        return False
    if isinstance(value, (QDate, QDateTime, QTime)):
        return not value.isValid()
    return isinstance(value, (QVariant, QByteArray)) and bool(value.isNull())


def _is_promised(value: Any, kind: ColumnKind) -> bool:
    """Return whether a value is what the data source will only give when the edits are saved.

    A feature that was added and not saved yet has a text such as “Autogenerate” in fields of any type, since QGIS 3.28
    an object of its own.
    """
    if type(value).__name__ == "QgsUnsetAttributeValue":
        return True
    return isinstance(value, str) and kind not in (ColumnKind.TEXT, ColumnKind.OTHER) and not _is_number(value)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _integer(value: Any) -> int:
    return min(max(int(value), int(_INT64.min)), int(_INT64.max))


def _day(value: Any) -> int:
    day = value.date() if isinstance(value, QDateTime) else value
    return int(_EPOCH_DAY.daysTo(day))


def _milliseconds(value: Any) -> int:
    if isinstance(value, QDate):
        return _day(value) * _DAY_MS
    return _day(value) * _DAY_MS + int(value.time().msecsSinceStartOfDay())


def _text(value: Any) -> str:
    """Return the text of any value: ISO for times, hexadecimal for binary, JSON for lists and maps."""
    if isinstance(value, str):
        return value
    if isinstance(value, QTime):
        return str(value.toString("HH:mm:ss.zzz"))
    if isinstance(value, QByteArray):
        return bytes(value.toHex()).decode("ascii")
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value)


_CONVERTERS: dict[ColumnKind, Callable[[Any], Any]] = {
    ColumnKind.INTEGER: _integer,
    ColumnKind.REAL: float,
    ColumnKind.BOOLEAN: bool,
    ColumnKind.DATE: _day,
    ColumnKind.DATETIME: _milliseconds,
    ColumnKind.TEXT: _text,
    ColumnKind.OTHER: _text,
}

_EXPECTED: dict[ColumnKind, type] = {
    ColumnKind.INTEGER: int,
    ColumnKind.REAL: float,
    ColumnKind.BOOLEAN: bool,
    ColumnKind.TEXT: str,
}
