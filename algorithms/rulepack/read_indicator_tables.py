"""Reads which tables of a delivery hold values of indicators, and which layers have a live ledger."""

from __future__ import annotations

from typing import Mapping, Optional

from ..message import translatable
from .check_ids import NamedCheck, check_ids
from .indicator_rules import IndicatorTable, LedgerRules, ValueKind
from .model import FieldType, GeometryKind, LayerRole
from .read_measures import NUMBERS, named_role, unit_fields
from .section import Section
from .section_parts import area_role, check_role_field, chosen_features, role_field
from .vocabulary import Vocabulary
from .yaml_lines import YamlMap

_KINDS = tuple(kind.value for kind in ValueKind)


def read_table(section: Section, vocabulary: Vocabulary, named: list[tuple[str, str, int]]) -> IndicatorTable:
    """Return a table that holds values of indicators.

    :param named: the code of the indicator, where every row has the same, is added with key and line
    """
    role = named_role(section, vocabulary)
    unit = role_field(section, vocabulary, role, "unit") or ""
    indicator = role_field(section, vocabulary, role, "indicator", required=False)
    code = section.text("code")
    if code is not None:
        named.append((code, section.path("code"), section.line_of("code")))
    if (indicator is None) == (code is None):
        section.reader.problem(
            section.line,
            translatable(
                "RulePack", "{key}: give either indicator, the field of the code, or code, the indicator of all rows.",
                key=section.name,
            ),
        )
    kind = role_field(section, vocabulary, role, "kind", required=False)
    values, kinds = _values(section, vocabulary, role, kind)
    return IndicatorTable(
        role="" if role is None else role.id,
        unit=unit,
        values=values,
        indicator=indicator,
        code=code,
        year=role_field(section, vocabulary, role, "year", (FieldType.INTEGER, FieldType.TEXT), required=False),
        kind=kind,
        kinds=kinds,
        value_unit=role_field(section, vocabulary, role, "value_unit", (FieldType.TEXT,), required=False),
    )


def _values(
    section: Section, vocabulary: Vocabulary, role: Optional[LayerRole], kind: Optional[str]
) -> tuple[Mapping[str, Optional[ValueKind]], Mapping[str, ValueKind]]:
    """Return the kind of value by field, and the kind by the code in the field of kinds."""
    value = role_field(section, vocabulary, role, "value", NUMBERS, required=False)
    several = _words(section, "values")
    for name, (_, line) in several.items():
        check_role_field(section, vocabulary, role, "values", name, line, NUMBERS)
    kinds = _words(section, "kinds")
    if role is not None and kind is not None and kind in role.fields and role.fields[kind].codes is not None:
        known = vocabulary.find_code_list(role.fields[kind].codes or "")
        for code, (_, line) in kinds.items():
            if known is not None and code not in known.names:
                section.reader.problem(
                    line,
                    translatable("RulePack", "{key}: the code list {list} has no code {code}.",
                                 key=section.path("kinds"), list=known.id, code=code),
                )
    if (kind is not None) != (value is not None) or (kind is not None) != bool(kinds) or bool(several) == bool(value):
        section.reader.problem(
            section.line,
            translatable(
                "RulePack", "{key}: give either values, the kind of value by field, or value, kind and kinds.",
                key=section.name,
            ),
        )
    found: dict[str, Optional[ValueKind]] = {name: one for name, (one, _) in several.items()}
    if value is not None:
        found[value] = None
    return found, {code: one for code, (one, _) in kinds.items()}


def _words(section: Section, key: str) -> dict[str, tuple[ValueKind, int]]:
    """Return a mapping of names to kinds of value, with lines."""
    reader, what = section.reader, section.path(key)
    node = section.get(key)
    mapping: Optional[YamlMap] = None if node is None else reader.mapping(node, what)
    found: dict[str, tuple[ValueKind, int]] = {}
    for name, value in [] if mapping is None else mapping.entries:
        written = reader.text(name, what)
        word = reader.choice(value, what, _KINDS)
        if written is not None and word is not None:
            found[written] = (ValueKind(word), value.line)
    return found


def read_ledger(
    section: Section, vocabulary: Vocabulary, codes: list[tuple[str, str, int]], named: list[NamedCheck]
) -> LedgerRules:
    """Return what is kept per unit while a layer is edited.

    :param codes: the code of the indicator is added with key and line
    :param named: the ids of its checks likewise
    """
    role = area_role(section, vocabulary)
    indicator = section.text("indicator", required=True)
    if indicator is not None:
        codes.append((indicator, section.path("indicator"), section.line_of("indicator")))
    before = None
    if section.get("before") is not None:
        before = named_role(section, vocabulary, "before")
        if before is not None and before.geometry is not GeometryKind.POLYGON:
            section.reader.problem(
                section.line_of("before"),
                translatable("RulePack", "{key} names the layer {layer}, which has no areas.",
                             key=section.path("before"), layer=before.id),
            )
    return LedgerRules(
        role="" if role is None else role.id,
        indicator=indicator or "",
        area=role_field(section, vocabulary, role, "area", NUMBERS, required=False),
        gross=role_field(section, vocabulary, role, "gross", NUMBERS, required=False),
        where=chosen_features(section, role),
        unit=unit_fields(section, vocabulary, role),
        # grades are often kept as text
        quality=role_field(section, vocabulary, role, "quality", (*NUMBERS, FieldType.TEXT), required=False),
        smaller_is_better=section.boolean("smaller_is_better", True),
        before=None if before is None else before.id,
        checks=check_ids(section, "checks", named, required=False),
    )
