"""Reads ``adjustment.yaml``: limits of an adjustment of basic farmland, and the checks that use them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, Mapping, Optional, TypeVar

from ..message import translatable
from .adjustment_rules import (
    AdjustmentRules,
    AreaBasis,
    AssignedTable,
    FringeRule,
    SteepRule,
    ThreeLineRules,
)
from .check_ids import NamedCheck, check_ids, expanded, report_unknown
from .kinds import KindSpec
from .model import CheckRule, CodeList, LayerRole
from .read_checks import read_checks
from .read_three_lines import read_three_lines
from .reader import Reader
from .section import Section
from .section_parts import not_negative
from .vocabulary import Vocabulary
from .yaml_lines import YamlNode

T = TypeVar("T")


@dataclass(frozen=True)
class AdjustmentFile:
    """Content of ``adjustment.yaml``.

    :ivar named: ids and patterns of checks that the rules name, each with its key and line
    :ivar evidence: kinds of evidence that they name, likewise
    """

    rules: AdjustmentRules
    checks: Mapping[str, CheckRule]
    named: tuple[NamedCheck, ...]
    evidence: tuple[tuple[str, str, int], ...]


def read_adjustment(
    root: YamlNode, reader: Reader, vocabulary: Vocabulary, kinds: Mapping[str, KindSpec]
) -> Optional[AdjustmentFile]:
    """Return the content of ``adjustment.yaml``; None when it is no mapping."""
    node = reader.mapping(root, reader.file)
    if node is None:
        return None
    return _AdjustmentReader(Section(reader, node, 1, reader.file), vocabulary, kinds).read()


def check_named(
    content: AdjustmentFile, checks: Mapping[str, CheckRule], evidence: Optional[CodeList], reader: Reader
) -> AdjustmentFile:
    """Note ids and kinds of evidence that do not exist; return the rules with patterns of ids replaced by ids.

    :param evidence: the kinds of evidence; None where they could not be read
    """
    for word, key, line in content.evidence if evidence is not None else ():
        if evidence is not None and word not in evidence.names:
            reader.problem(
                line,
                translatable("RulePack", "{key}: the code list {list} has no code {code}.", key=key, code=word,
                             list=evidence.id),
            )
    report_unknown(content.named, checks, reader)
    lines = content.rules.three_lines
    three_lines = None if lines is None else replace(
        lines, checks=expanded(lines.checks, checks), essential=expanded(lines.essential, checks)
    )
    rules = replace(
        content.rules, three_lines=three_lines, essential=expanded(content.rules.essential, checks),
        checks=tuple(content.checks),
    )
    return replace(content, rules=rules)


class _AdjustmentReader:
    """Reads the whole file."""

    def __init__(self, section: Section, vocabulary: Vocabulary, kinds: Mapping[str, KindSpec]) -> None:
        self._section = section
        self._reader = section.reader
        self._vocabulary = vocabulary
        self._kinds = kinds
        self._named: list[NamedCheck] = []
        self._evidence: list[tuple[str, str, int]] = []

    def read(self) -> AdjustmentFile:
        """Return the content; what is wrong has been noted."""
        section = self._section
        before, after = self._role(section, "before"), self._role(section, "after")
        net, gross = (
            self._field(section, key, (before, after)) for key in ("net_area", "gross_area")
        )
        rules = AdjustmentRules(
            before=section.text("before") or "",
            after=section.text("after") or "",
            sliver_width_m=not_negative(section, "sliver_width"),
            min_piece_m2=not_negative(section, "min_piece"),
            area_basis=section.enum("area", AreaBasis, AreaBasis.NET),
            net_area=net,
            gross_area=gross,
            changed_share=self._share(section, "changed_share"),
            fringe=self._part(section, "fringe", self._fringe, FringeRule((), ())),
            steep=self._part(section, "steep", self._steep, SteepRule((), ())),
            assigned=self._part(section, "assigned", self._assigned, AssignedTable("", "", "", "", "", "", "")),
            three_lines=self._three_lines(section),
            essential=check_ids(section, "essential", self._named),
        )
        node = section.get("checks", required=True)
        checks = None if node is None else read_checks(node, self._reader, self._vocabulary, self._kinds)
        section.finish()
        return AdjustmentFile(rules, checks or {}, tuple(self._named), tuple(self._evidence))

    def _part(self, section: Section, key: str, read: Callable[[Section], T], nothing: T) -> T:
        node = section.get(key, required=True)
        mapping = None if node is None else self._reader.mapping(node, section.path(key))
        if mapping is None:
            return nothing
        part = Section(self._reader, mapping, section.line_of(key), section.path(key))
        value = read(part)
        part.finish()
        return value

    def _fringe(self, part: Section) -> FringeRule:
        projects = part.texts("projects")
        for name, line in projects:
            self._vocabulary.role(self._reader, name, line, part.path("projects"))
        return FringeRule(
            self._kinds_of_evidence(part), tuple(name for name, _ in projects), self._share(part, "project_share")
        )

    def _steep(self, part: Section) -> SteepRule:
        return SteepRule(self._words(part, "classes"), self._kinds_of_evidence(part))

    def _kinds_of_evidence(self, part: Section) -> tuple[str, ...]:
        kinds = part.texts("evidence", required=True)
        self._evidence += [(kind, part.path("evidence"), line) for kind, line in kinds]
        return tuple(kind for kind, _ in kinds)

    def _assigned(self, part: Section) -> AssignedTable:
        role = self._role(part, "layer")
        return AssignedTable(
            role=part.text("layer") or "",
            unit=self._field(part, "unit", (role,)),
            indicator=self._field(part, "indicator", (role,)),
            before=self._field(part, "before", (role,)),
            after=self._field(part, "after", (role,)),
            farmland=part.text("farmland", required=True) or "",
            construction=part.text("construction", required=True) or "",
        )

    def _three_lines(self, section: Section) -> Optional[ThreeLineRules]:
        node = section.get("three_lines")
        mapping = None if node is None else self._reader.mapping(node, section.path("three_lines"))
        if mapping is None:
            return None
        part = Section(self._reader, mapping, section.line_of("three_lines"), section.path("three_lines"))
        rules = read_three_lines(
            part, self._vocabulary, check_ids(part, "checks", self._named),
            check_ids(part, "essential", self._named),
        )
        part.finish()
        return rules

    def _words(self, part: Section, key: str) -> tuple[str, ...]:
        return tuple(word for word, _ in part.texts(key, required=True))

    def _role(self, part: Section, key: str) -> Optional[LayerRole]:
        name = part.text(key, required=True)
        if name is None:
            return None
        return self._vocabulary.role(self._reader, name, part.line_of(key), part.path(key))

    def _field(self, part: Section, key: str, roles: tuple[Optional[LayerRole], ...]) -> str:
        name = part.text(key, required=True)
        for role in roles if name is not None else ():
            if role is not None:
                self._vocabulary.check_field(self._reader, role, name or "", part.line_of(key), part.path(key))
        return name or ""

    def _share(self, part: Section, key: str) -> float:
        share = not_negative(part, key)
        if share > 1:
            self._reader.problem(
                part.line_of(key),
                translatable("RulePack", "{key} is a share of an area, from 0 to 1.", key=part.path(key)),
            )
        return share
