"""Reads how an indicator is measured from layers: sums of features, ratios of sums, sums of indicators."""

from __future__ import annotations

from typing import Callable, Optional, TypeVar

from ..message import translatable
from .indicator_rules import Measure, MeasureTerm
from .model import FieldType, GeometryKind, LayerRole
from .read_pack_file import AREA_UNITS
from .section import Section
from .section_parts import check_role_field, chosen_features, role_field
from .vocabulary import Vocabulary

T = TypeVar("T")
NUMBERS = (FieldType.INTEGER, FieldType.REAL)


def entries(section: Section, key: str, read: Callable[[Section], T], required: bool = False) -> list[T]:
    """Return what ``read`` makes of each mapping of a list; an empty list is a problem."""
    reader, what = section.reader, section.path(key)
    node = section.get(key, required)
    items = [] if node is None else reader.items(node, what)
    if node is not None and not items:
        reader.problem(node.line, translatable("RulePack", "{key} is empty.", key=what))
    found: list[T] = []
    for item in items:
        mapping = reader.mapping(item, what)
        if mapping is not None:
            part = Section(reader, mapping, item.line, what)
            found.append(read(part))
            part.finish()
    return found


def named_role(section: Section, vocabulary: Vocabulary, key: str = "layer") -> Optional[LayerRole]:
    """Return the layer role that a key names."""
    name = section.text(key, required=True)
    return None if name is None else vocabulary.role(section.reader, name, section.line_of(key), section.path(key))


def unit_fields(section: Section, vocabulary: Vocabulary, role: Optional[LayerRole]) -> tuple[str, ...]:
    """Return the fields that together hold the code of the administrative unit."""
    names = section.texts("unit")
    for name, line in names:
        check_role_field(section, vocabulary, role, "unit", name, line, tuple(FieldType))
    return tuple(name for name, _ in names)


class MeasureReader:
    """Reads the measures of one indicator."""

    def __init__(
        self, vocabulary: Vocabulary, years: Optional[tuple[int, ...]], named: list[tuple[str, str, int]]
    ) -> None:
        """:param years: the plan's base year and target years; None when not known

        :param named: codes of indicators that measures name are added, each with key and line
        """
        self._vocabulary = vocabulary
        self._years = years
        self._named = named

    def read(self, section: Section, unit: str) -> tuple[Measure, ...]:
        """Return the measures of an indicator.

        :param unit: unit of its values
        """
        taken: set[Optional[int]] = set()
        return tuple(entries(section, "measures", lambda part: self._measure(part, unit, taken)))

    def candidates(self, section: Section, unit: str) -> tuple[MeasureTerm, ...]:
        """Return the terms of what a unit could have of an indicator at most.

        :param unit: unit of its values
        """
        return tuple(entries(section, "candidates", lambda part: self._term(part, unit)))

    def _measure(self, section: Section, unit: str, taken: set[Optional[int]]) -> Measure:
        years = self._measure_years(section, taken)
        indicators = section.texts("indicators")
        self._named += [(code, section.path("indicators"), line) for code, line in indicators]
        ratio = section.get("over") is not None
        sum_in = "" if ratio else unit
        terms = entries(section, "terms", lambda part: self._term(part, sum_in))
        over = entries(section, "over", lambda part: self._term(part, ""))
        factor = section.number("factor")
        if bool(section.get("terms")) == bool(section.get("indicators")):
            section.reader.problem(
                section.line, translatable("RulePack", "{key}: give either terms or indicators.", key=section.name)
            )
        if ratio and section.get("indicators") is not None:
            section.reader.problem(
                section.line_of("over"),
                translatable("RulePack", "{key}: only terms can be divided.", key=section.path("over")),
            )
        if factor is not None and factor <= 0:
            section.reader.problem(
                section.line_of("factor"),
                translatable("RulePack", "{key} must be more than 0.", key=section.path("factor")),
            )
        return Measure(
            tuple(terms), tuple(over), 1.0 if factor is None else factor, tuple(code for code, _ in indicators), years
        )

    def _measure_years(self, section: Section, taken: set[Optional[int]]) -> tuple[int, ...]:
        """Return the years of a measure; a year that two measures have, or that the plan does not, is a problem."""
        reader, what = section.reader, section.path("years")
        node = section.get("years")
        years: list[int] = []
        for item in [] if node is None else reader.items(node, what):
            year = reader.integer(item, what)
            if year is None:
                continue
            if self._years is not None and year not in self._years:
                reader.problem(
                    item.line,
                    translatable(
                        "RulePack", "{key}: {year} is neither the base year nor a target year of pack.yaml ({years}).",
                        key=what, year=year, years=", ".join(map(str, self._years)),
                    ),
                )
            if year in taken:
                reader.problem(
                    item.line, translatable("RulePack", "{key}: two measures hold for {year}.", key=what, year=year)
                )
            taken.add(year)
            years.append(year)
        if node is None:
            if None in taken:
                reader.problem(
                    section.line,
                    translatable(
                        "RulePack", "{key}: two measures name no years, so both would hold for the others.",
                        key=section.name,
                    ),
                )
            taken.add(None)
        return tuple(years)

    def _term(self, section: Section, unit: str) -> MeasureTerm:
        """Return a term.

        :param unit: unit of the sum; empty where the term is part of a ratio
        """
        role = named_role(section, self._vocabulary)
        field = role_field(section, self._vocabulary, role, "field", NUMBERS, required=False)
        times = role_field(section, self._vocabulary, role, "times", NUMBERS, required=False)
        term = MeasureTerm(
            role="" if role is None else role.id,
            field=field,
            where=chosen_features(section, role),
            unit=unit_fields(section, self._vocabulary, role),
            less=self._covers(section, "less"),
            within=self._covers(section, "within"),
            times=times,
            subtract=section.boolean("subtract", False),
        )
        if role is not None:
            self._check_unit(section, role, term, unit)
        return term

    def _covers(self, section: Section, key: str) -> tuple[str, ...]:
        roles = section.texts(key)
        for name, line in roles:
            role = self._vocabulary.role(section.reader, name, line, section.path(key))
            if role is not None and role.geometry is not GeometryKind.POLYGON:
                section.reader.problem(
                    line,
                    translatable(
                        "RulePack", "{key} names the layer {layer}, which has no areas.", key=section.path(key),
                        layer=name,
                    ),
                )
        return tuple(name for name, _ in roles)

    @staticmethod
    def _check_unit(section: Section, role: LayerRole, term: MeasureTerm, unit: str) -> None:
        """Note a term that cannot give what is measured: a table without a field, amounts of another sort."""
        if role.geometry is not GeometryKind.POLYGON and (term.field is None or term.less or term.within):
            section.reader.problem(
                section.line,
                translatable(
                    "RulePack", "{key}: {layer} has no areas, so name a field, and neither less nor within.",
                    key=section.name, layer=role.id,
                ),
            )
            return
        if not unit or term.times is not None or (term.field is not None and term.field not in role.fields):
            return
        own = "m2" if term.field is None else role.fields[term.field].unit
        if (own in AREA_UNITS) != (unit in AREA_UNITS) or (own not in AREA_UNITS and own != unit):
            section.reader.problem(
                section.line_of("field"),
                translatable(
                    "RulePack", "{key}: {field} is in {own}, but the indicator in {unit}.", key=section.path("field"),
                    field=term.field or "geometry", own=own or "–", unit=unit,
                ),
            )
