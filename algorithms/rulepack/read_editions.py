"""Reads ``editions.yaml``: how two editions of the one-map are compared."""

from __future__ import annotations

from typing import Optional

from ..message import Title, translatable
from .edition_rules import ComparedField, EditionRules, LandEvent, ReasonRule
from .model import FieldType, LayerRole
from .problems import closest, listing
from .read_measures import entries, unit_fields
from .reader import Reader
from .section import Section
from .section_parts import area_role, not_negative, part_of, role_field
from .vocabulary import Vocabulary
from .yaml_lines import YamlNode

_EVENTS = tuple(event.value for event in LandEvent)
_CHANGES = (LandEvent.NEW_LAND, LandEvent.LOST_LAND, LandEvent.NEW_FOREST, LandEvent.LOST_FOREST,
            LandEvent.CLASS_CHANGED)
_CODED = (FieldType.TEXT, FieldType.INTEGER)


def read_editions(root: YamlNode, reader: Reader, vocabulary: Vocabulary) -> Optional[EditionRules]:
    """Return the content of ``editions.yaml``; None when it is no mapping.

    Whatever is wrong in the file is noted with the reader; what is returned then is not to be used.
    """
    node = reader.mapping(root, reader.file)
    if node is None:
        return None
    section = Section(reader, node, 1, reader.file)
    role = area_role(section, vocabulary)
    if role is not None and not role.key:
        reader.problem(
            section.line_of("layer"),
            translatable("RulePack", "{key}: {layer} has no key in layers.yaml, so its features could not be matched.",
                         key=section.path("layer"), layer=role.id),
        )
    seen: set[str] = set()
    land_class = part_of(section, "class", lambda part: _field(part, vocabulary, role, seen), required=True)
    if role is not None and land_class is not None:
        rule = role.fields.get(land_class.field)
        if rule is not None and rule.codes is None:
            reader.problem(
                section.line_of("class"),
                translatable("RulePack", "{key}: {field} has no code list, so classes of two generations could not be "
                             "compared.", key=section.path("class"), field=land_class.field),
            )
    reason = part_of(section, "reason", lambda part: _reason(part, vocabulary, role))
    rules = EditionRules(
        role="" if role is None else role.id,
        land_class=land_class or ComparedField(""),
        land=_condition(section, "land", role, required=True) or "",
        forest=_condition(section, "forest", role, required=True) or "",
        unit=unit_fields(section, vocabulary, role),
        compared=tuple(entries(section, "compared", lambda part: _field(part, vocabulary, role, seen), required=True)),
        sliver_width_m=not_negative(section, "sliver_width"),
        least_share=_share(section),
        numbered=_condition(section, "numbered", role),
        reason=None if reason is None else reason[0],
        year=None if reason is None else reason[1],
        needed_for=() if reason is None else reason[2],
        reasons=tuple(entries(section, "contradictions", lambda part: _contradiction(part, vocabulary, role, reason))),
    )
    section.finish()
    return rules


def _field(
    section: Section, vocabulary: Vocabulary, role: Optional[LayerRole], seen: set[str]
) -> ComparedField:
    """Return a field that is compared.

    :param seen: the fields before, which it is added to
    """
    name = role_field(section, vocabulary, role, "field") or ""
    if name in seen:
        section.reader.problem(
            section.line_of("field"),
            translatable("RulePack", "{key} names {value} twice.", key=section.path("field"), value=name),
        )
    seen.add(name)
    return ComparedField(name, role_field(section, vocabulary, role, "previous", required=False))


def _condition(section: Section, key: str, role: Optional[LayerRole], required: bool = False) -> Optional[str]:
    """Return the name of a condition of the role."""
    name = section.text(key, required)
    if name is None or role is None or name in role.conditions:
        return name
    suggestion = closest(name, role.conditions)
    if suggestion:
        section.reader.problem(
            section.line_of(key),
            translatable("RulePack", "{key} names the condition {name}, which {layer} does not have; did you mean "
                         "{suggestion}?", key=section.path(key), name=name, layer=role.id, suggestion=suggestion),
        )
    else:
        section.reader.problem(
            section.line_of(key),
            translatable("RulePack", "{key} names the condition {name}, which {layer} does not have; its conditions: "
                         "{conditions}.", key=section.path(key), name=name, layer=role.id,
                         conditions=listing(role.conditions) or "–"),
        )
    return name


def _share(section: Section) -> float:
    value = section.read("least_share", section.reader.number, required=True)
    if value is not None and not 0 < value <= 1:
        section.reader.problem(
            section.line_of("least_share"),
            translatable("RulePack", "{key} must be more than 0 and at most 1.", key=section.path("least_share")),
        )
    return 1.0 if value is None else value


def _reason(
    section: Section, vocabulary: Vocabulary, role: Optional[LayerRole]
) -> tuple[str, Optional[str], tuple[LandEvent, ...]]:
    field = role_field(section, vocabulary, role, "field", _CODED) or ""
    year = role_field(section, vocabulary, role, "year", _CODED, required=False)
    return field, year, _events(section, "needed_for", _CHANGES)


def _events(
    section: Section, key: str, allowed: tuple[LandEvent, ...] = tuple(LandEvent), required: bool = False
) -> tuple[LandEvent, ...]:
    words = tuple(event.value for event in allowed)
    node = section.get(key, required)
    items = [] if node is None else section.reader.items(node, section.path(key))
    found = [section.reader.choice(item, section.path(key), words) for item in items]
    return tuple(dict.fromkeys(LandEvent(word) for word in found if word is not None))


def _contradiction(
    section: Section, vocabulary: Vocabulary, role: Optional[LayerRole],
    reason: Optional[tuple[str, Optional[str], tuple[LandEvent, ...]]],
) -> ReasonRule:
    if reason is None:
        section.reader.problem(
            section.line,
            translatable("RulePack", "{key}: give reason, the field with the reason of a change, as well.",
                         key=section.name),
        )
    codes = section.texts("codes", required=True)
    rule = ReasonRule(
        tuple(code for code, _ in codes),
        _events(section, "never", required=True),
        section.title("title", required=True) or Title(""),
        section.text("clause", required=True) or "",
    )
    field = None if role is None or reason is None else role.fields.get(reason[0])
    known = None if field is None or field.codes is None else vocabulary.find_code_list(field.codes)
    for code, line in codes:
        single = ReasonRule((code,), (), Title(""), "")
        if known is not None and not any(single.covers(name) for name in known.names):
            section.reader.problem(
                line,
                translatable("RulePack", "{key}: the code list {list} has no code {code}.", key=section.path("codes"),
                             list=known.id, code=code),
            )
    return rule
