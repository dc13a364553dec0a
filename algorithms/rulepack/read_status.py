"""Reads ``status.yaml``: tables, figures and statements of the evaluation of the present state (现状分析与评价)."""

from __future__ import annotations

from typing import Mapping, Optional, Sequence

from ..message import Title, translatable
from .conditions import checked_expression
from .indicator_rules import IndicatorRules, Measure, MeasureTerm, ValueKind
from .model import LayerRole
from .problems import closest, listing
from .read_measures import NUMBERS, MeasureReader, entries
from .read_pack_file import ADMIN_LEVELS
from .read_status_tables import GroupingReader, TableReader, decimals_of, subject_term
from .reader import Reader
from .section import Section
from .section_parts import area_role, part_of, role_field
from .status_rules import (
    QUOTA_FIGURES,
    REUSED,
    Aspect,
    Comparison,
    Figure,
    Grouping,
    PatchRules,
    SpaceRules,
    SpaceSource,
    Statement,
    StatusRules,
    TargetRules,
    UseRules,
    Weight,
)
from .vocabulary import Vocabulary
from .yaml_lines import YamlNode


def read_status(
    root: YamlNode, reader: Reader, vocabulary: Vocabulary, indicators: Optional[IndicatorRules],
    has_indicators: bool = True,
) -> Optional[StatusRules]:
    """Return the content of ``status.yaml``; None when it is no mapping.

    Whatever is wrong in the file is noted with the reader; what is returned then is not to be used.

    :param indicators: of the pack, for the units of the tables and the codes that are named; None where not known
    :param has_indicators: whether the pack has indicators.yaml
    """
    node = reader.mapping(root, reader.file)
    if node is None:
        return None
    if not has_indicators:
        reader.problem(1, translatable(
            "RulePack", "{file} needs indicators.yaml, which says what the administrative units are.",
            file=reader.file))
    return _StatusReader(Section(reader, node, 1, reader.file), vocabulary, indicators).read()


class _StatusReader:
    """Reads the whole file."""

    def __init__(self, section: Section, vocabulary: Vocabulary, indicators: Optional[IndicatorRules]) -> None:
        self._section, self._reader = section, section.reader
        self._vocabulary, self._indicators = vocabulary, indicators
        self._subject: Optional[MeasureTerm] = None
        self._groupings: dict[str, Grouping] = {}
        self._ids: dict[tuple[str, str], int] = {}  # kind of entry and id → line

    def read(self) -> StatusRules:
        """Return the content; what is wrong has been noted."""
        section = self._section
        clause = section.text("clause", required=True) or ""
        levels = self._levels(section)
        self._subject = part_of(
            section, "subject", lambda part: subject_term(part, self._vocabulary, None), required=True)
        self._read_groupings(section)
        tables = TableReader(self._vocabulary, self._subject, self._groupings)
        found_tables = tuple(entries(section, "tables", tables.read, required=True))
        self._check_once([table.id for table in found_tables], "tables")
        figures: dict[str, Figure] = {}
        for figure in entries(section, "figures", lambda part: self._figure(part, clause)):
            figures.setdefault(figure.id, figure)
        use = part_of(section, "use", lambda part: self._use(part, clause))
        rules = StatusRules(
            clause=clause, levels=levels, subject=self._subject or MeasureTerm(""), groupings=self._groupings,
            tables=found_tables, figures=figures,
            statements=tuple(entries(
                section, "statements", lambda part: self._statement(part, clause, figures, use is not None))),
            spaces=part_of(section, "spaces", lambda part: self._spaces(part, clause)),
            use=use,
            patches=part_of(section, "patches", lambda part: self._patches(part, clause)),
            targets=part_of(section, "targets", lambda part: self._targets(part, clause)),
            scope=self._scope(section),
        )
        section.finish()
        return rules

    def _levels(self, section: Section) -> tuple[str, ...]:
        levels = section.texts("levels", required=True)
        known = ADMIN_LEVELS if self._indicators is None else tuple(self._indicators.units.digits)
        for level, line in levels:
            if level not in known:
                self._reader.problem(line, translatable(
                    "RulePack", "{key} cannot be {value}; possible: {choices}.", key=section.path("levels"),
                    value=level, choices=listing(known)))
        return tuple(level for level, _ in levels)

    def _scope(self, section: Section) -> Optional[str]:
        name = section.text("scope")
        if name is None:
            return None
        subject = "" if self._subject is None else self._subject.role
        if name not in self._groupings or self._groupings[name].role != subject:
            self._reader.problem(section.line_of("scope"), translatable(
                "RulePack", "{key} must be a grouping of the layer of the subject; groupings: {groupings}.",
                key=section.path("scope"), groupings=listing(
                    [one.id for one in self._groupings.values() if one.role == subject])))
        return name

    def _read_groupings(self, section: Section) -> None:
        node = section.get("groupings", required=True)
        mapping = None if node is None else self._reader.mapping(node, section.path("groupings"))
        reader = GroupingReader(self._vocabulary, self._subject)
        for key, value in [] if mapping is None else mapping.entries:
            name = self._reader.identifier(key, section.path("groupings"))
            inner = self._reader.mapping(value, f"{section.path('groupings')}.{name}")
            if inner is not None and name:
                part = Section(self._reader, inner, key.line, f"{section.path('groupings')}.{name}")
                self._groupings[name] = reader.read(part, name)
                part.finish()

    def _figure(self, section: Section, clause: str) -> Figure:
        name = self._id(section, "figure")
        unit = section.text("measure", required=True) or ""
        named: list[tuple[str, str, int]] = []
        measures = MeasureReader(self._vocabulary, None, named).read(section, unit)
        for _, key, line in named:
            self._reader.problem(line, translatable(
                "RulePack", "{key}: a figure is measured from layers; give terms.", key=key))
        if len(measures) != 1:
            self._reader.problem(section.line_of("measures"), translatable(
                "RulePack", "{key} must hold one way to measure.", key=section.path("measures")))
        return Figure(
            id=name, title=section.title("title", required=True) or Title(name),
            aspect=section.enum("aspect", Aspect, Aspect.QUANTITY, required=True), unit=unit,
            decimals=decimals_of(section), clause=section.text("clause") or clause,
            measure=measures[0] if measures else Measure(), source=section.text("source") or "",
            help=section.title("help"))

    def _statement(
        self, section: Section, clause: str, figures: Mapping[str, Figure], quota: bool
    ) -> Statement:
        name = self._id(section, "statement")
        figure = section.text("figure", required=True) or ""
        known = [*figures, *((*QUOTA_FIGURES, REUSED) if quota else ())]
        if figure and figure not in known:
            self._reader.problem(section.line_of("figure"), translatable(
                "RulePack", "{key} names the figure {name}, which is not there; figures: {figures}.",
                key=section.path("figure"), name=figure, figures=closest(figure, known) or listing(known)))
        limit = section.read("limit", self._reader.number, required=True)
        levels = section.texts("levels")
        for level, line in levels:
            if level not in ADMIN_LEVELS:
                self._reader.problem(line, translatable(
                    "RulePack", "{key} cannot be {value}; possible: {choices}.", key=section.path("levels"),
                    value=level, choices=listing(ADMIN_LEVELS)))
        return Statement(
            id=name, title=section.title("title", required=True) or Title(name), figure=figure,
            when=section.enum("when", Comparison, Comparison.BELOW, required=True), limit=limit or 0.0,
            weight=section.enum("weight", Weight, Weight.PROBLEM, required=True),
            clause=section.text("clause") or clause, source=section.title("source", required=True) or Title(""),
            levels=tuple(level for level, _ in levels))

    def _spaces(self, section: Section, clause: str) -> SpaceRules:
        land = part_of(
            section, "land", lambda part: subject_term(part, self._vocabulary, self._subject), required=True)
        columns = section.texts("columns")
        for name, line in columns:
            grouping = self._groupings.get(name)
            if grouping is None:
                self._reader.problem(line, translatable(
                    "RulePack", "{key} names the grouping {name}, which is not there; groupings: {groupings}.",
                    key=section.path("columns"), name=name, groupings=listing(self._groupings)))
            elif land is not None and grouping.role != land.role:
                self._reader.problem(line, translatable(
                    "RulePack", "{key}: {name} goes by the layer {layer}, but {other} is summed up.",
                    key=section.path("columns"), name=name, layer=grouping.role, other=land.role))
        return SpaceRules(
            clause=section.text("clause") or clause,
            sources=tuple(entries(section, "sources", lambda part: self._space(part, clause), required=True)),
            land=land or MeasureTerm(""), columns=tuple(name for name, _ in columns))

    def _space(self, section: Section, clause: str) -> SpaceSource:
        role = area_role(section, self._vocabulary)
        where = section.text("where")
        if where is not None:
            where = checked_expression(self._reader, where, section.line_of("where"), role)
        own = role.title if role is not None else Title("")
        return SpaceSource(
            "" if role is None else role.id, section.title("title") or own, section.text("clause") or clause, where,
            role_field(section, self._vocabulary, role, "by", required=False))

    def _use(self, section: Section, clause: str) -> UseRules:
        code = section.text("indicator", required=True) or ""
        known = {} if self._indicators is None else self._indicators.indicators
        if code and self._indicators is not None and code not in known:
            self._reader.problem(section.line_of("indicator"), translatable(
                "RulePack", "{key} names the indicator {code}, which indicators.yaml does not have; its indicators: "
                "{codes}.", key=section.path("indicator"), code=code, codes=listing(known)))
        land = subject_term(section, self._vocabulary, None)
        role: Optional[LayerRole] = (self._vocabulary.layers or {}).get(land.role)
        year = role_field(section, self._vocabulary, role, "year", NUMBERS) or ""
        used = section.title("used", required=True) or Title(QUOTA_FIGURES[0])
        ahead = section.title("ahead", required=True) or Title(QUOTA_FIGURES[1])
        return UseRules(section.text("clause") or clause, code, land, year, used, ahead, section.title("reused"))

    def _patches(self, section: Section, clause: str) -> PatchRules:
        land = subject_term(section, self._vocabulary, self._subject)
        node = section.get("sizes", required=True)
        sizes: list[float] = []
        for item in [] if node is None else self._reader.items(node, section.path("sizes")):
            size = self._reader.number(item, section.path("sizes"))
            if size is None:
                continue
            if size <= (sizes[-1] if sizes else 0.0):
                self._reader.problem(item.line, translatable(
                    "RulePack", "{key} must be more than 0 and ascend.", key=section.path("sizes")))
            sizes.append(size)
        return PatchRules(section.text("clause") or clause, land, tuple(sizes))

    def _targets(self, section: Section, clause: str) -> TargetRules:
        words = [kind.value for kind in ValueKind]
        kinds: list[ValueKind] = []
        for word, line in section.texts("kinds", required=True):
            if word in words:
                kinds.append(ValueKind(word))
            else:
                self._reader.problem(line, translatable(
                    "RulePack", "{key} cannot be {value}; possible: {choices}.", key=section.path("kinds"), value=word,
                    choices=listing(words)))
        return TargetRules(section.text("clause") or clause, tuple(kinds))

    def _id(self, section: Section, kind: str) -> str:
        """Return the id of a figure or statement, noting one that is there before."""
        name = section.read("id", self._reader.identifier, required=True) or ""
        if (kind, name) in self._ids:
            self._reader.problem(section.line_of("id"), translatable(
                "RulePack", "{key}: {name} is there twice, the first time in line {line}.", key=section.name, name=name,
                line=self._ids[kind, name]))
        elif name:
            self._ids[kind, name] = section.line_of("id")
        return name

    def _check_once(self, names: Sequence[str], key: str) -> None:
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            self._reader.problem(self._section.line_of(key), translatable(
                "RulePack", "{key}: {name} is there twice.", key=self._section.path(key), name=name))
