"""What is measured for every parcel, and conditions over measures and fields judged for all parcels at once."""

from __future__ import annotations

from typing import Callable, Iterable, NamedTuple, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import NULL, QgsCoordinateReferenceSystem, QgsExpression, QgsFeature, QgsField, QgsFields, QgsWkbTypes
from qgis.PyQt.QtCore import QVariant

from ..dataset.layer import SourceLayer
from ..dataset.layerdata import LayerData
from ..feedback import Feedback, Silent, raise_if_cancelled
from ..message import Message, translatable
from ..rulepack.delineation_rules import MEASURES
from ..rulepack.model import Pack
from ..selfcheck.columnwise import ColumnCodes, verdicts
from .model import Parcels

_CANCEL_EVERY = 4096
_TYPES = {"i": QVariant.LongLong, "u": QVariant.LongLong, "f": QVariant.Double, "b": QVariant.Bool}


class Truth(NamedTuple):
    """For which parcels a condition is true.

    :ivar holds: bool (n,)
    :ivar unknown: bool (n,), NULL because a measure is not known
    :ivar broken: number of parcels it could not be evaluated for
    :ivar reason: why not, for one of them
    """

    holds: NDArray[np.bool_]
    unknown: NDArray[np.bool_]
    broken: int
    reason: str


class ConditionTable:
    """The parcels' fields and measures as conditions of the criteria see them."""

    def __init__(
        self,
        pack: Pack,
        parcels: Parcels,
        mean_quality: float,
        cluster_area_m2: Callable[[], NDArray[np.float64]],
    ) -> None:
        """:param cluster_area_m2: gives float64 (n,); called only where a condition asks for it"""
        self._pack = pack
        self._parcels = parcels
        self._mean_quality = mean_quality
        self._cluster_area = cluster_area_m2
        self._columns: dict[str, np.ma.MaskedArray] = {}

    def missing(self, condition: str) -> Optional[Message]:
        """Return what a condition needs and the data do not have, None when nothing is missing."""
        if self._pack.delineation is None:
            raise ValueError("the pack has no delineation rules")
        role = self._pack.layers[self._pack.delineation.parcels.role]
        for name in sorted(QgsExpression(condition).referencedColumns()):
            if name in MEASURES or name in self._parcels.values:
                continue
            return translatable(
                "Delineation",
                "The parcels have no field {field} ({title}).",
                field=name,
                title=role.fields[name].title,
            )
        return None

    def unknown_everywhere(self, condition: str) -> tuple[str, ...]:
        """Return the measures of a condition that no parcel has a value of."""
        names = sorted(set(QgsExpression(condition).referencedColumns()) & set(MEASURES))
        return tuple(name for name in names if np.ma.getmaskarray(self.column(name)).all())

    def column(self, name: str) -> np.ma.MaskedArray:
        """Return a field or measure (n,), masked where NULL."""
        if name not in self._columns:
            self._columns[name] = self._measure(name) if name in MEASURES else self._field(name)
        return self._columns[name]

    def truth(self, condition: str, feedback: Feedback = Silent()) -> Truth:  # noqa: B008
        """Judge a condition for all parcels; `missing` must be None.

        :raises Cancelled: when the user cancels
        """
        names = sorted(QgsExpression(condition).referencedColumns())
        layer = _Table({name: self.column(name) for name in names}, len(self._parcels))
        codes = ColumnCodes(layer.read())
        everything = np.arange(len(self._parcels))
        holds, broken, reason = layer.judged(condition, codes, everything, feedback)
        doubtful = np.zeros(len(self._parcels), dtype=bool)
        for name in set(names) & set(MEASURES):
            doubtful |= np.ma.getmaskarray(self.column(name))
        unknown = np.zeros(len(self._parcels), dtype=bool)
        doubtful &= ~holds
        if doubtful.any():
            null, _, _ = layer.judged(f"({condition}\n) IS NULL", codes, np.flatnonzero(doubtful), feedback)
            unknown = null & doubtful
        return Truth(holds, unknown, broken, reason)

    def _field(self, name: str) -> np.ma.MaskedArray:
        rules = self._pack.delineation
        if rules is not None and name == rules.parcels.land_class:
            return _masked_text(self._parcels.land_class)  # codes of other generations replaced
        return self._parcels.values[name]

    def _measure(self, name: str) -> np.ma.MaskedArray:
        parcels = self._parcels
        count = len(parcels)
        arrays: dict[str, Callable[[], np.ma.MaskedArray]] = {
            "net_area_m2": lambda: _masked_number(parcels.net_area_m2),
            "area_m2": lambda: _masked_number(parcels.area_m2),
            "mean_slope": lambda: _masked_number(parcels.mean_slope),
            "steep_share": lambda: _masked_number(parcels.steep_share),
            "slope_class": lambda: _masked_text(parcels.slope_class),
            "quality_grade": lambda: _masked_number(parcels.quality),
            "mean_quality_grade": lambda: _masked_number(np.full(count, self._mean_quality)),
            "land_group": lambda: _masked_text(parcels.land_group),
            "is_farmland": lambda: np.ma.MaskedArray(parcels.is_farmland.astype(np.int64)),
            "is_current": lambda: np.ma.MaskedArray(parcels.is_current.astype(np.int64)),
            "current_share": lambda: _masked_number(parcels.current_share),
            "cluster_area_m2": lambda: _masked_number(self._cluster_area()),
        }
        return arrays[name]()


class _Table(SourceLayer):
    """Columns that expressions can be prepared for and judged over."""

    def __init__(self, columns: dict[str, np.ma.MaskedArray], count: int) -> None:
        crs = QgsCoordinateReferenceSystem()
        super().__init__("", "", "", (), QgsWkbTypes.Type.NoGeometry, crs, count)
        held = {name: _Held(column) for name, column in columns.items()}
        self._content = LayerData(np.arange(count, dtype=np.int64), held, list, False)
        self._qgs_fields = QgsFields()
        for name, column in columns.items():
            self._qgs_fields.append(QgsField(name, _TYPES.get(column.dtype.kind, QVariant.String)))

    def qgs_fields(self) -> QgsFields:
        """Return the columns as fields."""
        return self._qgs_fields

    def judged(
        self, condition: str, codes: ColumnCodes, rows: NDArray[np.int64], feedback: Feedback
    ) -> tuple[NDArray[np.bool_], int, str]:
        """Return for which of some rows a condition is true, bool (n,), and how many could not be evaluated."""
        holds = np.zeros(len(codes), dtype=bool)
        found = verdicts(self, codes, condition, feedback)
        if found is not None:
            holds[found.true] = True
            rows = np.intersect1d(rows, found.broken)
        broken, reason = self._one_by_one(condition, rows, holds, feedback)
        return holds, broken, reason

    def _one_by_one(
        self, condition: str, rows: NDArray[np.int64], holds: NDArray[np.bool_], feedback: Feedback
    ) -> tuple[int, str]:
        """Let QGIS evaluate a condition row by row."""
        if not len(rows):
            return 0, ""
        context = self.expression_context()
        expression = QgsExpression(condition)
        expression.prepare(context)
        columns = [self._content.column(field.name()) for field in self._qgs_fields]
        values = [np.asarray(column.data)[rows].tolist() for column in columns]
        missing = [np.ma.getmaskarray(column)[rows].tolist() for column in columns]
        nulls = [field.convertCompatible(QVariant(NULL)) for field in self._qgs_fields]
        feature = QgsFeature(self._qgs_fields)
        broken, reason = 0, ""
        for number, row in enumerate(rows.tolist()):
            if number % _CANCEL_EVERY == 0:
                raise_if_cancelled(feedback)
            feature.setAttributes(
                [null if void[number] else value[number] for value, void, null in zip(values, missing, nulls)]
            )
            context.setFeature(feature)
            result = expression.evaluate(context)
            if expression.hasEvalError():
                broken, reason = broken + 1, reason or str(expression.evalErrorString())
            else:
                holds[row] = result is not None and result != NULL and bool(result)
        return broken, reason

    def _read(self, feedback: Feedback) -> LayerData:
        return self._content


class _Held:
    """A column that is there already."""

    def __init__(self, values: np.ma.MaskedArray) -> None:
        self._values = values

    def values(self) -> np.ma.MaskedArray:
        """Return the values."""
        return self._values

    def reordered(self, order: NDArray[np.int64]) -> _Held:
        """Return the column with its rows in another order."""
        return _Held(self._values[order])

    def update(self, add: Callable[[bytes], None]) -> None:
        """Feed the content to a hash."""
        add(repr(self._values.tolist()).encode())


def measures_of(conditions: Iterable[str]) -> frozenset[str]:
    """Return the measures that some conditions look at."""
    found: set[str] = set()
    for condition in conditions:
        found |= set(QgsExpression(condition).referencedColumns())
    return frozenset(found & set(MEASURES))


def _masked_number(values: NDArray[np.float64]) -> np.ma.MaskedArray:
    unknown = ~np.isfinite(values)
    return np.ma.MaskedArray(np.where(unknown, 0.0, values), mask=unknown)


def _masked_text(values: NDArray[np.object_]) -> np.ma.MaskedArray:
    return np.ma.MaskedArray(values, mask=np.asarray(values == "", dtype=bool))
