"""Reads from features what the ledger counts them by: geometry, declared areas, quality, codes, and the filter."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, Iterable, Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsExpression, QgsExpressionContext, QgsFeature, QgsFeatureRequest, QgsFields

from ...dataset.dataset import Binding, BindingState, Dataset
from ...dataset.layer import SourceLayer
from ...dataset.layerdata import LayerData
from ...errors import LandPlanError
from ...feedback import Feedback, Silent, raise_if_cancelled
from ...geometry.arrays import PolygonArrays
from ...geometry.wkb import polygons_from_wkb, select
from ...message import translatable
from ...selfcheck.context import CANCEL_EVERY, CheckContext
from ..feature_codes import joined_code
from .conditions import Condition, is_null

DECLARED, GROSS, GRADE, CHOSEN = "declared", "gross", "grade", "chosen"  # what columns are read as


@dataclass(frozen=True)
class FeatureFields:
    """The columns of a layer that are read of every feature.

    :ivar numbers: columns with numbers, by what they are needed as
    :ivar codes: columns that together hold the code of the unit, the largest unit first
    :ivar conditions: QGIS expressions with the layer's column names, by what they are needed as
    """

    numbers: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    conditions: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> frozenset[str]:
        """All columns, those of the conditions included, as they are written there."""
        referenced = (QgsExpression(text).referencedColumns() for text in self.conditions.values())
        return frozenset((*self.numbers.values(), *self.codes, *(name for names in referenced for name in names)))

    @property
    def whole(self) -> bool:
        """Whether a condition may look at any column."""
        return QgsFeatureRequest.ALL_ATTRIBUTES in self.columns


@dataclass(frozen=True)
class Batch:
    """What was read of some features.

    :ivar fids: int64 (n)
    :ivar polygons: their shapes
    :ivar numbers: float64 (n) by what they are needed as, NaN where there is no number
    :ivar codes: code of the unit of each, '' where it names none
    :ivar chosen: bool (n) by condition; true where it holds, also not where it is NULL
    :ivar broken: ids of the features a condition could not be evaluated on
    """

    fids: NDArray[np.int64]
    polygons: PolygonArrays
    numbers: Mapping[str, NDArray[np.float64]]
    codes: list[str]
    chosen: Mapping[str, NDArray[np.bool_]]
    broken: tuple[int, ...] = ()

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.fids)

    def chosen_ones(self) -> NDArray[np.bool_]:
        """Return bool (n), the features that pass the filter of the ledger; all where there is none."""
        return self.chosen.get(CHOSEN, np.ones(len(self), dtype=bool))

    def some(self, chosen: NDArray[np.bool_]) -> Batch:
        """Return some of the features, chosen by bool (n)."""
        if chosen.all():
            return self
        return Batch(
            self.fids[chosen],
            select(self.polygons, chosen),
            {name: column[chosen] for name, column in self.numbers.items()},
            [code for code, wanted in zip(self.codes, chosen.tolist()) if wanted],
            {name: column[chosen] for name, column in self.chosen.items()},
            tuple(sorted(set(self.broken) & set(self.fids[chosen].tolist()))),
        )


class FeatureReader:
    """Reads features of one layer; belongs to the thread that made it."""

    def __init__(
        self, fields: FeatureFields, qgs_fields: QgsFields, context: QgsExpressionContext, layer_name: str
    ) -> None:
        """
        :param qgs_fields: fields of the features that will be read
        :param context: in which the conditions are evaluated
        :raises LandPlanError: when a column is not there (any more) or a condition does not fit
        """
        self._fields = fields
        self._context = context
        self._indexes: dict[str, int] = {}
        for name in (*fields.numbers.values(), *fields.codes):
            index = qgs_fields.lookupField(name)
            if index < 0:
                raise LandPlanError(_missing(layer_name, name))
            self._indexes[name] = index
        self._conditions: dict[str, Condition] = {}
        for meaning, text in fields.conditions.items():
            expression = QgsExpression(text)
            for name in expression.referencedColumns() - {QgsFeatureRequest.ALL_ATTRIBUTES}:
                if qgs_fields.lookupField(name) < 0:
                    raise LandPlanError(_missing(layer_name, name))
            if expression.hasParserError() or not expression.prepare(context):
                raise LandPlanError(translatable(
                    "Indicators", "The filter of the ledger does not fit the layer {layer}: {reason}.",
                    layer=layer_name, reason=expression.parserErrorString() or expression.evalErrorString(),
                ))
            self._conditions[meaning] = Condition(expression, qgs_fields, context)

    @property
    def looks_at_shapes(self) -> bool:
        """Whether a condition needs the geometry of a feature."""
        return any(condition.needs_geometry for condition in self._conditions.values())

    def read(
        self, features: Iterable[QgsFeature], total: int = 0, feedback: Feedback = Silent(),  # noqa: B008
        shapes: bool = True,
    ) -> Batch:
        """Read features.

        :param total: how many they are about, for the progress
        :param shapes: read their geometries; False leaves all of them empty
        :raises Cancelled: when the user cancels
        """
        fids: list[int] = []
        wkb: list[Optional[bytes]] = []
        numbers: dict[str, list[float]] = {name: [] for name in self._fields.numbers}
        chosen: dict[str, list[bool]] = {name: [] for name in self._conditions}
        codes: list[str] = []
        broken: list[int] = []
        read_numbers = [(numbers[name], self._indexes[column]) for name, column in self._fields.numbers.items()]
        read_codes = [self._indexes[column] for column in self._fields.codes]
        joined: dict[tuple[Any, ...], str] = {}
        for number, feature in enumerate(features):
            if not number % CANCEL_EVERY:
                raise_if_cancelled(feedback)
                feedback.setProgress(100.0 * number / max(total, number, 1))
            fids.append(feature.id())
            if shapes:
                geometry = feature.geometry()
                wkb.append(None if geometry.isNull() else geometry.asWkb().data())
            values = feature.attributes()
            for target, index in read_numbers:
                target.append(number_of(values[index]) if index < len(values) else math.nan)
            parts = tuple(_plain(values[index]) if index < len(values) else None for index in read_codes)
            if parts not in joined:
                joined[parts] = joined_code(parts)
            codes.append(joined[parts])
            for name, condition in self._conditions.items():
                verdict = condition.of(feature, values)
                if verdict is None:
                    broken.append(feature.id())
                chosen[name].append(bool(verdict))
        ids = np.array(fids, dtype=np.int64)
        return Batch(
            ids,
            polygons_from_wkb(wkb, ids) if shapes else without_shapes(ids),
            {name: np.array(column, dtype=np.float64) for name, column in numbers.items()},
            codes,
            {name: np.array(column, dtype=bool) for name, column in chosen.items()},
            tuple(sorted(set(broken))),
        )


def batch_of(data: LayerData, fields: FeatureFields) -> Batch:
    """Return what is read of all features of a layer that nobody edits, from its arrays; conditions are not read.

    A connection that QGIS keeps open to a GeoPackage fails once another layer of the file is edited; the arrays do not.
    """
    codes = [[_plain_cell(value) for value in data.column(name)] for name in fields.codes]
    return Batch(
        data.fids,
        data.polygons,
        {name: _numbers(data.column(column)) for name, column in fields.numbers.items()},
        [joined_code(parts) for parts in zip(*codes)] if codes else [""] * len(data),
        {},
    )


def without_shapes(fids: NDArray[np.int64]) -> PolygonArrays:
    """Return features without any polygon."""
    return polygons_from_wkb([None] * len(fids), fids)


def _numbers(column: np.ma.MaskedArray) -> NDArray[np.float64]:
    if column.dtype.kind in "iuf":
        values = np.ma.asarray(column, dtype=np.float64).filled(np.nan)
        return np.where(np.isfinite(values), values, np.nan)
    return np.array([number_of(_plain_cell(value)) for value in column], dtype=np.float64)


def _plain_cell(value: Any) -> Any:
    if value is np.ma.masked:
        return None
    return value.item() if isinstance(value, np.generic) else value


def number_of(value: Any) -> float:
    """Return a value as a number, also one that a text field holds; NaN where it is none."""
    if isinstance(value, (int, float)):  # the common case
        return float(value) if math.isfinite(value) else math.nan
    if is_null(value):
        return math.nan
    try:
        number = float(str(value))  # full-width digits are digits to Python
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan


def column_of(dataset: Dataset, role: str, layer: SourceLayer, name: Optional[str]) -> Optional[str]:
    """Return the column of a layer that a field of a role is, None where it has none or the role no such field."""
    rule = dataset.pack.layers[role].fields.get(name or "")
    return None if rule is None else layer.field_name(rule)


def columns_of(dataset: Dataset, role: str, layer: SourceLayer, names: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of several fields, none at all where one of them is missing."""
    found = [column_of(dataset, role, layer, name) for name in names]
    return tuple(name for name in found if name is not None) if None not in found else ()


def with_layer(dataset: Dataset, role: str, layer: SourceLayer) -> Dataset:
    """Return a dataset in which another layer has a role: the edited layer as it stands."""
    bound = Binding(dataset.pack.layers[role], BindingState.BOUND, layer)
    return replace(dataset, bindings={**dataset.bindings, role: bound})


def expression_of(dataset: Dataset, role: str, where: str) -> str:
    """Return an expression with the columns of the layer bound to a role instead of the pack's field names.

    :raises LandPlanError: when a column it needs is missing
    """
    return CheckContext(dataset, (), Silent()).layer_expression(role, where)


def _plain(value: Any) -> Any:
    return None if is_null(value) else value


def _missing(layer_name: str, field_name: str) -> Any:
    return translatable(
        "Indicators", "The layer {layer} has no field {field} (any more), which the ledger counts by. Add the field "
        "or undo its removal.", layer=layer_name, field=field_name,
    )
