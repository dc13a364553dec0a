"""Reads how an indicator is measured from layers: sums of features, ratios of sums, sums of indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Optional, Sequence, TypeVar

from ..message import Title, translatable
from .indicator_rules import CoverRule, Measure, MeasureTerm, Need
from .model import FieldType, GeometryKind, LayerRole
from .problems import listing
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
        """Return the measures of an indicator, of several variants those of the chosen one.

        :param unit: unit of its values
        """
        taken: set[Optional[int]] = set()
        common = entries(section, "measures", lambda part: self._measure(part, unit, taken))
        measures = [*common, *self._variant(section, unit, taken)]
        needs = self._needs(section)
        return tuple(replace(one, needs=_different((*self._of(one, needs), *one.needs))) for one in measures)

    def not_measured(self, section: Section, measures: Sequence[Measure]) -> dict[int, Title]:
        """Return why no layer tells the value of some years.

        :param measures: those of the indicator; a year that one of them names is a problem
        """
        found: dict[int, Title] = {}
        measured = {year for measure in measures for year in measure.years}

        def one(part: Section) -> None:
            because = part.title("because", required=True) or Title("")
            taken: set[Optional[int]] = {*found, *measured}
            for year in self._measure_years(part, taken, required=True):
                found[year] = because

        entries(section, "not_measured", one)
        return found

    def _variant(self, section: Section, unit: str, taken: set[Optional[int]]) -> list[Measure]:
        """Return the measures of the chosen one of several variants; all of them are read."""
        chosen = section.text("variant")
        variants: dict[str, list[Measure]] = {}

        def one(part: Section) -> None:
            name = part.read("id", part.reader.identifier, required=True) or ""
            title = part.title("title", required=True) or Title("")
            own = set(taken)
            read = entries(part, "measures", lambda inner: self._measure(inner, unit, own), required=True)
            if name in variants:
                part.reader.problem(
                    part.line_of("id"),
                    translatable("RulePack", "{key} names {value} twice.", key=part.path("id"), value=name),
                )
            variants[name] = [replace(measure, variant=title) for measure in read]

        entries(section, "variants", one)
        if (chosen is None) != (not variants):
            section.reader.problem(
                section.line,
                translatable("RulePack", "{key}: variant and variants go together.", key=section.name),
            )
        elif chosen is not None and chosen not in variants:
            section.reader.problem(
                section.line_of("variant"),
                translatable("RulePack", "{key} cannot be {value}; possible: {choices}.", key=section.path("variant"),
                             value=chosen, choices=listing(variants)),
            )
        return variants.get(chosen or "", [])

    def _needs(self, section: Section) -> list[Need]:
        """Return the fields without which features fall out."""
        def one(part: Section) -> Need:
            role = named_role(part, self._vocabulary)
            field = role_field(part, self._vocabulary, role, "field") or ""
            return Need("" if role is None else role.id, field, chosen_features(part, role))

        return entries(section, "needs", one)

    @staticmethod
    def _of(measure: Measure, needs: Sequence[Need]) -> list[Need]:
        """Return the needs of an indicator that concern layers a measure sums up."""
        roles = {term.role for term in (*measure.terms, *measure.over)}
        return [need for need in needs if need.role in roles]

    def candidates(self, section: Section, unit: str) -> tuple[MeasureTerm, ...]:
        """Return the terms of what a unit could have of an indicator at most.

        :param unit: unit of its values
        """
        return tuple(entries(section, "candidates", lambda part: self._term(part, unit)))

    def coverage(self, section: Section) -> tuple[CoverRule, ...]:
        """Return the layers that should fill the units."""
        return tuple(entries(section, "coverage", self._cover))

    def _cover(self, section: Section) -> CoverRule:
        least, slight = (self._share(section, key) for key in ("least", "slight"))
        of = entries(section, "of", lambda part: self._term(part, "m2"))
        return CoverRule(self._term(section, "m2"), least, slight, tuple(of))

    @staticmethod
    def _share(section: Section, key: str) -> float:
        value = section.read(key, section.reader.number, required=True)
        if value is not None and not 0 < value <= 1:
            section.reader.problem(
                section.line_of(key),
                translatable("RulePack", "{key} is a share: more than 0 and at most 1.", key=section.path(key)),
            )
        return 1.0 if value is None else value

    def _measure(self, section: Section, unit: str, taken: set[Optional[int]]) -> Measure:
        years = self._measure_years(section, taken)
        indicators = section.texts("indicators")
        self._named += [(code, section.path("indicators"), line) for code, line in indicators]
        ratio = section.get("over") is not None
        sum_in = "" if ratio else unit
        terms = entries(section, "terms", lambda part: self._term(part, sum_in))
        over = entries(section, "over", lambda part: self._term(part, ""))
        factor = section.number("factor")
        needs = self._needs(section)
        summed = {term.role for term in (*terms, *over)}
        for need in needs:
            if need.role and need.role not in summed:
                section.reader.problem(
                    section.line_of("needs"),
                    translatable("RulePack", "{key} names the layer {layer}, of which nothing is summed up here.",
                                 key=section.path("needs"), layer=need.role),
                )
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
            tuple(terms), tuple(over), 1.0 if factor is None else factor, tuple(code for code, _ in indicators), years,
            tuple(needs),
        )

    def _measure_years(
        self, section: Section, taken: set[Optional[int]], required: bool = False
    ) -> tuple[int, ...]:
        """Return the years of a measure; a year that two measures have, or that the plan does not, is a problem."""
        reader, what = section.reader, section.path("years")
        node = section.get("years", required)
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
        if node is None and not required:
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


def _different(needs: Sequence[Need]) -> tuple[Need, ...]:
    """Return needs without those that are there before."""
    return tuple(dict.fromkeys(needs))
