"""Measured values as a table and as a layer of units."""

from __future__ import annotations

from typing import Any, Optional, Sequence

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ..dataset.binding import Dataset
from ..delineation.schema import ResultTable, described_table
from ..errors import LandPlanError
from ..feedback import Feedback, Silent
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_input import sound_polygons
from ..geometry.dissolve import dissolved
from ..geometry.reproject import reprojected
from ..geometry.wkb import concatenate, polygons_from_wkb, select
from ..indicators.amount_words import LEVEL_TITLES
from ..indicators.feature_codes import UnitCodes
from ..indicators.measuring import Measurement
from ..indicators.model import ValueKey
from ..indicators.quantity import is_area, unit_title
from ..indicators.unit_borders import unit_borders
from ..language import Language
from ..message import translatable
from ..rulepack.indicator_rules import IndicatorRules, ValueKind
from ..rulepack.model import GeometryKind
from ..selfcheck.context import CheckContext
from ..units.tree import UnitTree


def value_table(
    measurement: Measurement, rules: IndicatorRules, tree: UnitTree, language: Language, level: Optional[str] = None
) -> ResultTable:
    """Return a row for each measured value, then those without a value with the reason.

    ``covered_percent`` is the least share of the unit that the layers cover which should fill it, ``partial`` 1 where
    that is too little, so that the value is that of a part of the unit.

    :param level: only units of this administrative level; None: all
    """
    rows: list[tuple[Any, ...]] = []

    def add(unit: str, code: str, year: int, value: Any, area: Any, source: Optional[str], said: str,
            covered: Optional[float] = None, partial: Optional[int] = None) -> None:
        rule, known = rules.indicators[code], tree[unit] if unit else None
        rows.append((
            unit or None, known.name if known else None, known.level if known else None, code,
            language.title(rule.title), year, value, language.title(unit_title(rule.unit)), area, source, said or None,
            None if covered is None else round(100.0 * covered, 2), partial))

    for found in measurement.values:
        key = found.key
        if level is None or tree[key.unit].level == level:
            area = found.amount if is_area(rules.indicators[key.indicator].unit) else None
            add(key.unit, key.indicator, key.year, float(found.quantity.amount), area, language.render(found.source),
                "\n".join(language.render(message) for message in found.reservations), found.covered,
                int(found.partial))
    told: set[tuple[str, str, int]] = set()
    for gap in measurement.gaps:
        for unit in gap.units:
            place = (unit, gap.indicator, gap.year)
            if (level is None or tree[unit].level == level) and place not in told:
                told.add(place)
                add(unit, gap.indicator, gap.year, None, None, None, language.render(gap.reason))
    for missing in measurement.not_measured:
        add("", missing.indicator, missing.year, None, None, None, language.render(missing.reason))
    names = ("unit", "unit_name", "level", "indicator", "indicator_title", "year", "value", "unit_of_value", "area_m2",
             "source", "reservation", "covered_percent", "partial")
    kinds = {"year": "integer", "value": "real", "area_m2": "real", "covered_percent": "real", "partial": "integer"}
    columns = list(zip(*rows)) if rows else [()] * len(names)
    return described_table([(name, kinds.get(name, "text"), values) for name, values in zip(names, columns)])


def unit_table(
    dataset: Dataset, tree: UnitTree, measurement: Measurement, level: Optional[str] = None,
    feedback: Feedback = Silent(),  # noqa: B008
) -> tuple[ResultTable, QgsCoordinateReferenceSystem]:
    """Return the units with their borders and a column for each indicator (and year, where there are several), and
    the CRS of the borders; ``partial`` names the columns whose value is that of a part of the unit only. Layers of
    `roles_without_borders` are passed over.

    :param level: units of this administrative level, made from those within them where they have no borders of
        their own; None: all that have borders
    :raises LandPlanError: when there are no borders
    :raises Cancelled: when the user cancels
    """
    rules = dataset.pack.indicators
    if rules is None:
        raise ValueError("the pack has no indicators")
    context = CheckContext(dataset, (), feedback)
    roles = [role for role in rules.units.roles if role not in roles_without_borders(dataset)] or rules.units.roles
    layers = unit_borders(context, {role: rules.units.code_of(role) for role in roles})
    crs = context.layer(layers[0].role).crs
    finder = UnitCodes(tree)
    shapes, units = [], []
    for layer in layers:
        polygons = layer.polygons
        if layer.role != layers[0].role:
            polygons = reprojected(polygons, context.layer(layer.role).crs, crs, context.layer(layer.role).name)
        shapes.append(polygons)
        units += [_unit_of_border(finder, code) for code in layer.codes]
    codes, polygons = _of_level(concatenate(shapes), units, tree, level, feedback)
    if not codes and not level:
        raise LandPlanError(
            translatable("Indicators", "No administrative unit has borders, so there is no layer of units to write. "
                         "Check the shapes of their layer, or leave that result out."))
    if not codes:
        raise LandPlanError(
            translatable("Indicators", "No administrative unit of the level {level} has borders, so there is no layer "
                         "of units to write. Choose another level, or leave that result out.",
                         level=LEVEL_TITLES.get(level or "", level)))
    values = {found.key: float(found.quantity.amount) for found in measurement.values}
    partial = [found.key for found in measurement.values if found.partial]
    named: dict[str, list[str]] = {}
    kinds = list(dict.fromkeys((key.indicator, key.year) for key in values))
    several = len({year for _, year in kinds}) > 1
    columns: list[tuple[str, str, Sequence[Any]]] = [
        ("unit", "text", codes), ("unit_name", "text", [tree[code].name for code in codes]),
        ("level", "text", [tree[code].level for code in codes]),
    ]
    for indicator, year in kinds:
        name = f"I{indicator}_{year}" if several else f"I{indicator}"
        columns.append((name, "real", [
            values.get(ValueKey(code, indicator, year, ValueKind.MEASURED)) for code in codes]))
        for key in partial:
            if (key.indicator, key.year) == (indicator, year):
                named.setdefault(key.unit, []).append(name)
    columns.append(("partial", "text", [", ".join(named.get(code, ())) or None for code in codes]))
    return described_table(columns, polygons), crs


def roles_without_borders(dataset: Dataset) -> list[str]:
    """Return the layers of administrative units that are there, but without polygons or without a CRS."""
    found = []
    for role in () if dataset.pack.indicators is None else dataset.pack.indicators.units.roles:
        layer = dataset.bound_layers.get(role)
        if layer is not None and not (layer.geometry is GeometryKind.POLYGON and layer.crs.isValid()):
            found.append(role)
    return found


def _unit_of_border(finder: UnitCodes, code: str) -> Optional[str]:
    """Return the unit that borders with a code are those of, None where the tree has no such unit."""
    place = finder.place(code)
    if place < 0:
        return None
    unit = finder.codes[place]
    return unit if not code[len(unit):].strip("0") else None  # a code may be filled up with zeros


def _of_level(
    polygons: PolygonArrays, units: Sequence[Optional[str]], tree: UnitTree, level: Optional[str], feedback: Feedback
) -> tuple[list[str], PolygonArrays]:
    """Return the units that are wanted with their borders."""
    first: dict[str, int] = {}
    for row, unit in enumerate(units):
        if unit is not None:
            first.setdefault(unit, row)
    own = [unit for unit in first if level is None or tree[unit].level == level]
    rows = np.array([first[unit] for unit in own], dtype=np.int64)
    made = [] if level is None else [
        code for code in tree.walk() if tree[code].level == level and code not in first
        and any(below in first for below in tree.walk(code))]
    if not made:
        return own, select(polygons, rows)
    group = np.full(len(polygons), -1, dtype=np.int64)
    for number, code in enumerate(made):
        for below in tree.walk(code):
            if below in first:
                group[first[below]] = number
    shapes = dissolved(sound_polygons(polygons, feedback), group, len(made), feedback)
    united = polygons_from_wkb([bytes(shape.asWkb()) for shape in shapes])
    return [*own, *made], concatenate((select(polygons, rows), united))
