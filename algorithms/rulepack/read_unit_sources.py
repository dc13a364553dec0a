"""Reads where the administrative units come from: layers, fields of code and name, digits of the codes."""

from __future__ import annotations

from typing import Mapping, Sequence

from ..message import translatable
from .delineation_references import checked_role
from .indicator_rules import UnitSources
from .model import FieldType, GeometryKind
from .section import Section
from .section_parts import check_role_field, part_of
from .vocabulary import Vocabulary

_ANY = tuple(FieldType)


def read_unit_sources(section: Section, vocabulary: Vocabulary, levels: Sequence[str]) -> UnitSources:
    """Return where the administrative units come from.

    :param levels: administrative levels of the plan, the largest first
    """
    roles = section.texts("roles", required=True)
    code, name = section.text("code", required=True) or "", section.text("name", required=True) or ""
    others = part_of(section, "fields", lambda part: _other_fields(part, vocabulary, roles)) or {}
    for role_id, line in roles:
        role = checked_role(vocabulary, section, "roles", role_id, line, (GeometryKind.POLYGON,))
        if role_id not in others:
            for key, field in (("code", code), ("name", name)):
                if field:
                    check_role_field(section, vocabulary, role, key, field, section.line_of(key), _ANY)
    tables = section.texts("named_by")
    for role_id, line in tables:
        role = checked_role(vocabulary, section, "named_by", role_id, line, (GeometryKind.NONE,))
        for key, field in (("code", code), ("name", name)):
            if field:
                check_role_field(section, vocabulary, role, key, field, section.line_of(key), _ANY)
    digits = part_of(section, "digits", lambda part: _digits(part, levels), required=True) or {}
    return UnitSources(tuple(role_id for role_id, _ in roles), code, name, digits, others,
                       tuple(role_id for role_id, _ in tables))


def _other_fields(
    section: Section, vocabulary: Vocabulary, roles: Sequence[tuple[str, int]]
) -> Mapping[str, tuple[str, str]]:
    """Return code and name field by role, of the roles that call them otherwise."""
    found: dict[str, tuple[str, str]] = {}
    for role_id, _ in roles:
        fields = part_of(section, role_id, lambda part: _fields(part, vocabulary, part.name.rsplit(".", 1)[-1]))
        if fields is not None:
            found[role_id] = fields
    return found


def _fields(section: Section, vocabulary: Vocabulary, role_id: str) -> tuple[str, str]:
    role = None if vocabulary.layers is None else vocabulary.layers.get(role_id)
    names = []
    for key in ("code", "name"):
        name = section.text(key, required=True) or ""
        if name:
            check_role_field(section, vocabulary, role, key, name, section.line_of(key), _ANY)
        names.append(name)
    return names[0], names[1]


def _digits(section: Section, levels: Sequence[str]) -> Mapping[str, int]:
    """Return the digits of the codes by level; those of a smaller unit are more."""
    found: dict[str, int] = {}
    for level in levels:
        digits = section.integer(level)
        if digits is None:
            continue
        if digits <= max(found.values(), default=0):
            section.reader.problem(
                section.line_of(level),
                translatable(
                    "RulePack", "{key}: a code of {digits} digits is no longer than that of the larger unit.",
                    key=section.path(level), digits=digits,
                ),
            )
        found[level] = digits
    if not found:
        section.reader.problem(
            section.line, translatable("RulePack", "{key} names no level.", key=section.name)
        )
    return found
