"""Lists and coded fields of a section: entries with their lines, ids used once, codes that patterns select."""

from __future__ import annotations

from typing import Callable, Optional, TypeVar

from ..message import translatable
from .delineation_references import no_such_code, selects
from .model import CodeList, LayerRole
from .section import Section
from .section_parts import role_field
from .vocabulary import Vocabulary
from .yaml_lines import YamlScalar

T = TypeVar("T")


def entries(
    parent: Section, key: str, read: Callable[[Section], T], required: bool = False
) -> list[tuple[T, int]]:
    """Return what ``read`` makes of each mapping of a list, with its line; a required list is not empty."""
    reader, what = parent.reader, parent.path(key)
    node = parent.get(key, required)
    items = [] if node is None else reader.items(node, what)
    if required and node is not None and not items:
        reader.problem(node.line, translatable("RulePack", "{key} is empty.", key=what))
    found = []
    for item in items:
        mapping = reader.mapping(item, what)
        if mapping is None:
            continue
        id_node = next((value for name, value in mapping.entries if name.raw == "id"), None)
        name = f"{what}.{id_node.raw}" if isinstance(id_node, YamlScalar) else what
        entry = Section(reader, mapping, item.line, name)
        found.append((read(entry), item.line))
        entry.finish()
    return found


def unique_ids(section: Section, ids: list[tuple[str, int]]) -> None:
    """Note an id that is used twice in a part of a file."""
    seen: dict[str, int] = {}
    for name, line in ids:
        if name in seen:
            section.reader.problem(
                line,
                translatable("RulePack", "The id {id} is used twice; the first time in line {line}.", id=name,
                             line=seen[name]),
            )
        elif name:
            seen[name] = line


def matching_codes(
    section: Section, key: str, code_list: Optional[CodeList], required: bool = False
) -> tuple[str, ...]:
    """Return the codes of a list that some codes and prefixes (``1*``) select, in the order of the list.

    What selects none is a problem, and so is a required list without any.
    """
    found: list[str] = []
    node = section.get(key, required)
    patterns = section.texts(key, required)
    if required and node is not None and not patterns:
        section.reader.problem(node.line, translatable("RulePack", "{key} is empty.", key=section.path(key)))
    for pattern, line in patterns:
        if code_list is None:
            continue
        chosen = [code for code in code_list.names if selects(pattern, code)]
        if not chosen:
            section.reader.problem(line, no_such_code(section.path(key), pattern, code_list))
        found.extend(code for code in chosen if code not in found)
    return tuple(found)


def coded_field(
    section: Section, vocabulary: Vocabulary, role: Optional[LayerRole], key: str
) -> tuple[str, Optional[CodeList]]:
    """Return a field of a role and its code list; a field without one is a problem."""
    name = role_field(section, vocabulary, role, key) or ""
    if role is None or name not in role.fields:
        return name, None
    codes = role.fields[name].codes
    if codes is None:
        section.reader.problem(
            section.line_of(key),
            translatable("RulePack", "{key} names the field {field}, which has no code list.",
                         key=section.path(key), field=name),
        )
        return name, None
    return name, vocabulary.find_code_list(codes)


def in_hectares(section: Section, role: Optional[LayerRole], name: str, key: str) -> str:
    """Return a field of areas; one that is not in hectares is a problem."""
    if role is not None and name in role.fields and role.fields[name].unit != "ha":
        section.reader.problem(
            section.line_of(key),
            translatable("RulePack", "{key} names the field {field}, whose unit in layers.yaml is not ha.",
                         key=section.path(key), field=name),
        )
    return name
