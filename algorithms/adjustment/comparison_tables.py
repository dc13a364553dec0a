"""Result tables of a comparison: pieces, ledger of the units, transfer matrix (转移矩阵)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsField, QgsFields
from qgis.PyQt.QtCore import QVariant

from ..delineation.schema import ResultTable, plain_fields
from ..geometry.area import round_half_up
from ..geometry.area_units import known, rounded
from ..geometry.arrays import PolygonArrays
from ..geometry.grouping import group_rows
from ..language import Language
from .comparison import CHANGES, IN, KEPT, OUT
from .layer_comparison import LayerComparison, Values, side_of

_PIECE_FIELDS = (
    ("change", "text"), ("area_m2", "real"), ("net_m2", "real"), ("class_before", "text"), ("class_after", "text"),
    ("quality_before", "real"), ("quality_after", "real"), ("slope_before", "text"), ("slope_after", "text"),
    ("unit_code", "text"), ("unit_name", "text"), ("key_before", "text"), ("key_after", "text"),
    ("key_parcel", "text"),
)
_AREAS = ("before_m2", "kept_m2", "out_m2", "in_m2", "after_m2", "slivers_out_m2", "slivers_in_m2")
_NET = ("kept_net_m2", "out_net_m2", "in_net_m2")
_QUALITIES = ("quality_before", "quality_out", "quality_in", "quality_after")
_UNGRADED = ("ungraded_before_m2", "ungraded_after_m2")
_DECLARED = ("declared_kept_m2", "declared_out_m2", "declared_in_m2")
_LEDGER_FIELDS = (
    ("unit_code", "text"), ("unit_name", "text"),
    *((name, "real") for name in (*_AREAS, *_NET, *_QUALITIES, *_UNGRADED, *_DECLARED)),
)
_MATRIX_FIELDS = (
    ("dimension", "text"), ("change", "text"), ("from_value", "text"), ("to_value", "text"), ("area_m2", "real"),
)
OUTSIDE = "-"  # in the place of the code, for land in no unit; the total has none
NO_UNIT, TOTAL = -1, -2


@dataclass(frozen=True)
class LedgerRow:
    """Sums of one unit, m²; always before = kept + out and after = kept - slivers out + slivers in + in.

    :ivar unit: place in the units, `NO_UNIT` or `TOTAL`
    :ivar net: kept, out and in net of what does not count
    :ivar qualities: area-weighted mean grades before, out, in and after; NaN where no grade is known
    :ivar ungraded: land before and after without a grade
    :ivar declared: kept, out and in by the declared ledger, None without one
    """

    unit: int
    kept: float
    out: float
    entered: float
    slivers_out: float
    slivers_in: float
    net: tuple[float, float, float]
    qualities: tuple[float, float, float, float]
    ungraded: tuple[float, float]
    declared: Optional[tuple[float, float, float]] = None

    @property
    def before(self) -> float:
        """Land before."""
        return self.kept + self.out

    @property
    def after(self) -> float:
        """Land after."""
        return self.kept - self.slivers_out + self.slivers_in + self.entered


def ledger_rows(
    result: LayerComparison, declared: Optional[NDArray[np.float64]] = None
) -> list[LedgerRow]:
    """Return the sums of the units in the order of their codes, land in no unit where there is some, the total last.

    :param declared: float64 (units + 1, 3), declared kept, out and in by unit, the last for no unit
    """
    count = len(result.units.codes)
    rows = [_row(result, number, declared) for number in range(count)]
    if count:
        nowhere = _row(result, NO_UNIT, declared)
        if max(nowhere.before, nowhere.after, abs(nowhere.slivers_in), *(nowhere.declared or (0.0,))) > 0.005:
            rows.append(nowhere)
    rows.append(_row(result, TOTAL, declared))
    return rows


def _row(result: LayerComparison, unit: int, declared: Optional[NDArray[np.float64]]) -> LedgerRow:
    here = np.ones(len(result), dtype=bool) if unit == TOTAL else result.unit == unit
    slivers = result.comparison.slivers
    near = np.ones(len(slivers.x), dtype=bool) if unit == TOTAL else result.sliver_unit == unit
    areas, change = result.area_m2, result.change
    before, after = here & side_of(result, True), here & side_of(result, False)
    said = None
    if declared is not None:
        chosen = declared.sum(axis=0) if unit == TOTAL else declared[unit]
        said = (float(chosen[0]), float(chosen[1]), float(chosen[2]))
    return LedgerRow(
        unit=unit,
        kept=float(areas[here & (change == KEPT)].sum()),
        out=float(areas[here & (change == OUT)].sum()),
        entered=float(areas[here & (change == IN)].sum()),
        slivers_out=float(slivers.area_m2[near & (slivers.change == OUT)].sum()),
        slivers_in=float(slivers.area_m2[near & (slivers.change == IN)].sum()),
        net=(
            float(result.net_m2[here & (change == KEPT)].sum()),
            float(result.net_m2[here & (change == OUT)].sum()),
            float(result.net_m2[here & (change == IN)].sum()),
        ),
        qualities=(
            _mean(result.before, before, areas),
            _mean(result.before, here & (change == OUT), areas),
            _mean(result.after, here & (change == IN), areas),
            _mean(result.after, after, areas),
        ),
        ungraded=(
            float(areas[before & np.isnan(result.before.quality)].sum()),
            float(areas[after & np.isnan(result.after.quality)].sum()),
        ),
        declared=said,
    )


def _mean(values: Values, chosen: NDArray[np.bool_], areas: NDArray[np.float64]) -> float:
    """Return the area-weighted mean grade of the chosen land whose grade is known."""
    known = chosen & ~np.isnan(values.quality)
    total = float(areas[known].sum())
    return float((values.quality[known] * areas[known]).sum()) / total if total > 0 else float("nan")


def ledger_table(result: LayerComparison, rows: Sequence[LedgerRow], language: Language) -> ResultTable:
    """Return the ledger as a table; rounded numbers of a row add up."""
    listed = []
    for row in rows:
        code, name = unit_texts(result, row.unit, language)
        kept, out, entered, less, more = (
            _cents(value) for value in (row.kept, row.out, row.entered, row.slivers_out, row.slivers_in)
        )
        areas = (kept + out, kept, out, entered, kept - less + more + entered, less, more)
        listed.append([
            code,
            name,
            *(value / 100.0 for value in areas),
            *(_cents(value) / 100.0 for value in row.net),
            *(known(rounded(value, 4)) for value in row.qualities),
            *(_cents(value) / 100.0 for value in row.ungraded),
            *((None, None, None) if row.declared is None else (_cents(value) / 100.0 for value in row.declared)),
        ])
    return ResultTable(_fields(_LEDGER_FIELDS), [list(column) for column in zip(*listed)])


def unit_texts(result: LayerComparison, unit: int, language: Language) -> tuple[Optional[str], Optional[str]]:
    """Return code and name of a unit for a table."""
    if unit == TOTAL:
        return None, language.translate("Ledger", "Total")
    if unit == NO_UNIT:
        return OUTSIDE, language.translate("Ledger", "in no unit")
    return result.units.codes[unit], result.units.names[unit] or None


def piece_table(result: LayerComparison, polygons: Optional[PolygonArrays] = None) -> ResultTable:
    """Return the pieces as a table with their shapes.

    Values before are NULL for land that entered, values after for land that left.

    :param polygons: the shapes in the CRS of the output, `LayerComparison.polygons` where None
    """
    had, has = side_of(result, True), side_of(result, False)
    codes = np.array([*result.units.codes, None], dtype=object)
    names = np.array([name or None for name in (*result.units.names, None)], dtype=object)
    names_of_change = np.array(CHANGES, dtype=object)
    columns = [
        names_of_change[result.change].tolist(),
        round_half_up(result.area_m2, 2).tolist(),
        round_half_up(result.net_m2, 2).tolist(),
        _texts(result.before.land_class, had), _texts(result.after.land_class, has),
        _numbers(result.before.quality, had), _numbers(result.after.quality, has),
        _texts(result.before.slope, had), _texts(result.after.slope, has),
        codes[result.unit].tolist(), names[result.unit].tolist(),
        _texts(result.key_before, had), _texts(result.key_after, has), _texts(result.key_parcel, had | has),
    ]
    shapes = result.polygons if polygons is None else polygons
    return ResultTable(_fields(_PIECE_FIELDS), columns, shapes)


def matrix_table(result: LayerComparison) -> ResultTable:
    """Return areas by dimension, change, value before and value after.

    Within a dimension the rows add up to all land before and after. NULL is land that was not there before
    (entered) or is not there after (left); an empty text is a value that is not known.
    """
    unit = np.array([*result.units.codes, ""], dtype=object)[result.unit]
    dimensions = [
        ("class", result.before.land_class, result.after.land_class),
        ("quality", _grades(result.before.quality), _grades(result.after.quality)),
        ("slope", result.before.slope, result.after.slope),
        ("unit", unit, unit),
    ]
    rows = []
    had, has = side_of(result, True), side_of(result, False)
    for name, before, after in dimensions:
        if name == "unit" and not result.units.codes:
            continue
        one, two = np.where(had, before, "").astype(str), np.where(has, after, "").astype(str)
        groups, count = group_rows(result.change, one, two)
        sums = np.bincount(groups, weights=result.area_m2, minlength=count).astype(np.float64)
        first = np.full(count, len(groups))
        np.minimum.at(first, groups, np.arange(len(groups)))
        for at, area in zip(first.tolist(), round_half_up(sums, 2).tolist()):
            rows.append([
                name, CHANGES[result.change[at]], str(one[at]) if had[at] else None,
                str(two[at]) if has[at] else None, area,
            ])
    columns = [list(column) for column in zip(*rows)] if rows else [[] for _ in _MATRIX_FIELDS]
    return ResultTable(_fields(_MATRIX_FIELDS), columns)


def _fields(described: Sequence[tuple[str, str]]) -> QgsFields:
    fields = plain_fields(*described)
    result = QgsFields()
    for field in fields:
        whole = field.type() == QVariant.Double and field.name().endswith("_m2")
        result.append(QgsField(field.name(), field.type(), "", 20 if whole else 0, 2 if whole else 0))
    return result


def _cents(value: float) -> int:
    return int(np.rint(rounded(value, 2) * 100.0))


def _texts(values: NDArray[np.object_], there: NDArray[np.bool_]) -> list[Optional[str]]:
    return [text or None if shown else None for text, shown in zip(values.tolist(), there.tolist())]


def _numbers(values: NDArray[np.float64], there: NDArray[np.bool_]) -> list[Optional[float]]:
    shown = there & ~np.isnan(values)
    return [value if known else None for value, known in zip(values.tolist(), shown.tolist())]


def _grades(values: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return grades as text, empty where not known."""
    distinct, places = np.unique(values, return_inverse=True)
    named = np.array(["" if np.isnan(value) else f"{value:.10g}" for value in distinct.tolist()], dtype=object)
    return np.asarray(named[places.reshape(-1)] if len(values) else np.empty(0, dtype=object))
