"""What the layers of a delivery say of the indicators, by unit: plain sums and GEOS, without the plugin.

Used to reckon which targets and base values a planted defect of a layer breaks.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Callable, Mapping, Optional, Sequence

from qgis.core import QgsGeometry

from .names import COUNTY_CODE
from .overlays import geometry_of
from .planting import Planting
from .tables import Row, Table, Value

HECTARE = 10_000.0
VILLAGE = 12
_PART = 3  # digits of a town within its county, of a village within its town
_LENGTHS = (6, 9, VILLAGE)

Sums = dict[str, float]  # by unit, what lies in units within it included


def code_of(*parts: Value) -> str:
    """Return the code of a unit out of one or more fields, at most that of a village.

    A field holds what follows or the whole code; a whole code that contradicts the fields before it names no unit.
    """
    code = ""
    for part in parts:
        text = "".join(unicodedata.normalize("NFKC", str(part if part is not None else "")).split())
        if text.startswith(code):
            code = text
        elif len(text) <= _PART:
            code += text
        else:
            return ""
    code = code[:VILLAGE]
    while len(code) > 6 and code.endswith("000"):
        code = code[:-3]
    return code


def upward(code: str) -> list[str]:
    """Return a unit and the units it lies in."""
    return [code[:length] for length in _LENGTHS if length <= len(code)]


class LayerSums:
    """Sums over the layers of a delivery, in ha where they are areas."""

    def __init__(self, planting: Planting, towns: str, villages: str, village_field: str) -> None:
        """:param towns: layer of the towns, ``villages`` that of the villages with the field of their code"""
        self._planting = planting
        self.tables: Mapping[str, Table] = planting.tables
        self._shapes: dict[int, QgsGeometry] = {}
        self._villages = self._units(villages, village_field)
        self._towns = self._units(towns, "XZQDM")

    def _units(self, layer: str, field: str) -> list[tuple[str, QgsGeometry]]:
        rows = self.tables[layer].rows if self.tables[layer].geometry == "polygon" else []
        return [(code_of(row.values[field]), self.shape(row)) for row in rows if row.shape]

    def shape(self, row: Row) -> QgsGeometry:
        """Return the shape of a feature, made valid."""
        if id(row) not in self._shapes:
            shape = geometry_of(row.shape) if row.shape else QgsGeometry()
            self._shapes[id(row)] = shape if shape.isGeosValid() else shape.makeValid()
        return self._shapes[id(row)]

    def area(self, row: Row) -> float:
        """Return the official area of a feature in m²."""
        return self._planting.area(row) if row.shape else 0.0

    def rows(self, layer: str, wanted: Callable[[Row], bool] = lambda row: True) -> list[Row]:
        """Return some features of a layer, none where it is not delivered."""
        return [row for row in self.tables[layer].rows if wanted(row)] if layer in self.tables else []

    def by_code(
        self, rows: Sequence[Row], amount: Callable[[Row], float], *fields: str,
    ) -> Sums:
        """Return sums of features that name their unit."""
        sums: Sums = {}
        for row in rows:
            for unit in upward(code_of(*(row.values.get(field) for field in fields))):
                sums[unit] = sums.get(unit, 0.0) + amount(row)
        return sums

    def free_share(self, *layers: str) -> Callable[[Row], float]:
        """Return a function that gives the share of a feature that none of some layers covers."""
        covers = [self.shape(row) for layer in layers for row in self.rows(layer)]

        def share(row: Row) -> float:
            shape = self.shape(row)
            if shape.isEmpty():
                return 1.0
            taken = _united([cover.intersection(shape) for cover in covers if cover.intersects(shape)])
            return 1.0 if taken is None or not shape.area() else 1.0 - min(1.0, taken.area() / shape.area())

        return share

    def by_place(
        self, rows: Sequence[Row], amount: Callable[[Row], float], less: str = "", within: str = "",
    ) -> Sums:
        """Return sums of features divided by the units they lie in: villages, what is in none by towns."""
        sums: Sums = {}
        covers = {layer: [self.shape(row) for row in self.rows(layer)] for layer in (less, within) if layer}
        for row in rows:
            whole = self.shape(row)
            if whole.isEmpty() or whole.area() <= 0:
                continue
            counted = whole
            if within:
                counted = _united([counted.intersection(c) for c in covers[within] if c.intersects(counted)])
            for cover in covers.get(less, ()):
                if counted is not None and cover.boundingBoxIntersects(counted) and cover.intersects(counted):
                    counted = counted.difference(cover)
            if counted is None or counted.isEmpty():
                continue
            per_area = amount(row) / whole.area()
            rest = QgsGeometry(counted)
            for level in (self._villages, self._towns):
                near = [(code, unit) for code, unit in level if unit.intersects(rest)]
                for code, unit in near:
                    share = rest.intersection(unit).area() * per_area
                    for above in upward(code):
                        sums[above] = sums.get(above, 0.0) + share
                for _, unit in near:
                    rest = rest.difference(unit)
                if rest.isEmpty() or rest.area() < 1e-6 * whole.area():
                    break
        return sums


def _united(shapes: Sequence[QgsGeometry]) -> Optional[QgsGeometry]:
    parts = [shape for shape in shapes if not shape.isEmpty()]
    return QgsGeometry.unaryUnion(parts) if parts else None


def number(row: Row, field: str) -> float:
    """Return a number field, 0 where it is empty or no number."""
    value = row.values.get(field)
    try:
        return float(value) if value is not None else 0.0
    except ValueError:
        return 0.0


def matches(field: str, pattern: str) -> Callable[[Row], bool]:
    """Return a test whether the code of a feature begins with a pattern."""
    compiled = re.compile(pattern)
    return lambda row: compiled.match(str(row.values.get(field) or "")) is not None


def quotient(above: Sums, below: Sums, factor: float) -> Sums:
    """Return the ratio of two sums in every unit that has a divisor."""
    return {unit: above.get(unit, 0.0) / amount * factor for unit, amount in below.items() if amount}


def county_and_below(sums: Sums) -> Sums:
    """Return sums of the units of the county only."""
    return {unit: amount for unit, amount in sums.items() if unit.startswith(COUNTY_CODE)}
