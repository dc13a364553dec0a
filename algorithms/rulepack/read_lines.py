"""Reads ``lines.yaml``: urban growth boundary and ecological space (城市开发边界、生态保护空间)."""

from __future__ import annotations

from typing import Optional

from ..message import translatable
from .delineation_references import no_such_code
from .lines_rules import (
    EcologicalSpaceRules,
    LinesRules,
    PieceLimits,
    ResultFields,
    SourceRule,
    UrbanBoundaryRules,
    ZoneRule,
)
from .model import FieldType
from .read_pack_file import AREA_UNITS
from .reader import Reader
from .section import Section
from .section_parts import area_role, chosen_features, not_negative, part_of, role_field
from .vocabulary import Vocabulary
from .yaml_lines import YamlNode

_NUMBERS = (FieldType.REAL,)


def read_lines(root: YamlNode, reader: Reader, vocabulary: Vocabulary) -> Optional[LinesRules]:
    """Return the content of ``lines.yaml``; None when it is no mapping.

    Whatever is wrong in the file is noted with the reader; what is returned then is not to be used.
    """
    node = reader.mapping(root, reader.file)
    if node is None:
        return None
    top = Section(reader, node, 1, reader.file)
    urban = part_of(top, "urban_boundary", lambda section: _urban(section, vocabulary))
    ecological = part_of(top, "ecological_space", lambda section: _ecological(section, vocabulary))
    top.finish()
    if not node.entries:
        reader.problem(
            1,
            translatable(
                "RulePack",
                "{file} says nothing: give urban_boundary, ecological_space or both, or leave the file out.",
                file=reader.file,
            ),
        )
    return LinesRules(urban, ecological)


def _urban(section: Section, vocabulary: Vocabulary) -> UrbanBoundaryRules:
    clause = section.text("clause", required=True) or ""
    result = part_of(section, "result", lambda part: _result(part, vocabulary), required=True)
    zones = part_of(section, "zones", lambda part: _zones(part, vocabulary), required=True)
    return UrbanBoundaryRules(
        clause=clause,
        result=result or ResultFields("", "", None, None, "", AREA_UNITS[0]),
        zones=zones or ZoneRule("", "", "", (), ()),
        plans=_sources(section, "plans", vocabulary, clause),
        avoid=_sources(section, "avoid", vocabulary, clause, required=True),
        limits=_limits(section),
    )


def _ecological(section: Section, vocabulary: Vocabulary) -> EcologicalSpaceRules:
    clause = section.text("clause", required=True) or ""
    return EcologicalSpaceRules(
        clause=clause,
        sources=_sources(section, "sources", vocabulary, clause, required=True),
        conflicts=_sources(section, "conflicts", vocabulary, clause),
        limits=_limits(section),
    )


def _limits(section: Section) -> PieceLimits:
    return PieceLimits(
        not_negative(section, "min_area_m2"),
        not_negative(section, "min_width_m"),
        not_negative(section, "min_hole_m2"),
    )


def _sources(
    section: Section, key: str, vocabulary: Vocabulary, clause: str, required: bool = False
) -> tuple[SourceRule, ...]:
    """Return a list of layers; a layer comes once, and a list that is required has one at least."""
    reader, what = section.reader, section.path(key)
    node = section.get(key, required)
    found: list[SourceRule] = []
    items = [] if node is None else reader.items(node, what)
    for item in items:
        mapping = reader.mapping(item, what)
        if mapping is None:
            continue
        entry = Section(reader, mapping, item.line, what)
        role = area_role(entry, vocabulary)
        where = chosen_features(entry, role)
        rule = SourceRule("" if role is None else role.id, entry.text("clause") or clause, where)
        entry.finish()
        if role is not None and any(rule.role == other.role for other in found):
            reader.problem(
                item.line, translatable("RulePack", "{key} names {value} twice.", key=what, value=rule.role)
            )
        found.append(rule)
    if required and node is not None and not items:
        reader.problem(node.line, translatable("RulePack", "{key} is empty.", key=what))
    return tuple(found)


def _result(section: Section, vocabulary: Vocabulary) -> ResultFields:
    role = area_role(section, vocabulary)
    unit = section.read(
        "area_unit", lambda node, what: section.reader.choice(node, what, AREA_UNITS), required=True
    )
    return ResultFields(
        role="" if role is None else role.id,
        number=role_field(section, vocabulary, role, "number") or "",
        unit=role_field(section, vocabulary, role, "unit", required=False),
        name=role_field(section, vocabulary, role, "name", required=False),
        area=role_field(section, vocabulary, role, "area", _NUMBERS) or "",
        area_unit=unit or AREA_UNITS[0],
    )


def _zones(section: Section, vocabulary: Vocabulary) -> ZoneRule:
    role = area_role(section, vocabulary)
    field = role_field(section, vocabulary, role, "field") or ""
    codes = role.fields[field].codes if role is not None and field in role.fields else None
    if role is not None and field in role.fields and codes is None:
        section.reader.problem(
            section.line_of("field"),
            translatable(
                "RulePack",
                "{key} names the field {field}, which has no code list.",
                key=section.path("field"),
                field=field,
            ),
        )
    return ZoneRule(
        role="" if role is None else role.id,
        field=field,
        codes=codes or "",
        allowed=_codes(section, "allowed", vocabulary, codes),
        conditional=_codes(section, "conditional", vocabulary, codes),
    )


def _codes(section: Section, key: str, vocabulary: Vocabulary, code_list: Optional[str]) -> tuple[str, ...]:
    found = section.texts(key, required=True)
    known = vocabulary.find_code_list(code_list) if code_list else None
    for code, line in found:
        if known is not None and code not in known.names:
            section.reader.problem(line, no_such_code(section.path(key), code, known))
    return tuple(code for code, _ in found)
