"""What several parts of ``delineation.yaml`` refer to: layer roles, shares of area, codes of a list."""

from __future__ import annotations

from typing import Optional

from ..message import Message, translatable
from .model import CodeList, GeometryKind, LayerRole
from .problems import closest, listing
from .section import Section
from .vocabulary import Vocabulary


def share(section: Section, key: str) -> float:
    """Return a share of area, more than 0 and at most 1; what is wrong is noted."""
    value = section.read(key, section.reader.number, required=True)
    if value is None:
        return 1.0
    if not 0.0 < value <= 1.0:
        section.reader.problem(
            section.line_of(key),
            translatable(
                "RulePack",
                "{key} is {value}: a share of the area must be more than 0 and at most 1 (0.5 is half).",
                key=section.path(key),
                value=value,
            ),
        )
    return value


def checked_role(
    vocabulary: Vocabulary,
    section: Section,
    key: str,
    name: str,
    line: int,
    geometries: tuple[GeometryKind, ...],
) -> Optional[LayerRole]:
    """Return a layer role, noting a name that is not known and a geometry that cannot serve.

    :param key: key of the section that names the role, at ``line``
    :param geometries: the kinds of geometry that can serve
    """
    role = vocabulary.role(section.reader, name, line, section.path(key))
    if role is not None and role.geometry not in geometries:
        section.reader.problem(
            line,
            translatable(
                "RulePack",
                "{key} names the layer {layer}, whose geometry is {geometry}; possible: {choices}.",
                key=section.path(key),
                layer=name,
                geometry=role.geometry.value,
                choices=listing([kind.value for kind in geometries]),
            ),
        )
    return role


def selects(pattern: str, code: str) -> bool:
    """Return whether a pattern (a code, or a prefix ending with ``*``) selects a code."""
    return code.startswith(pattern[:-1]) if pattern.endswith("*") else code == pattern


def no_such_code(what: str, code: str, codes: CodeList) -> Message:
    """Return the sentence for a code that a list does not have.

    :param what: the key that names the code
    """
    suggestion = closest(code, codes.names)
    if suggestion:
        return translatable(
            "RulePack",
            "{key}: {code} is no code of the code list {name}; did you mean {suggestion}?",
            key=what,
            code=code,
            name=codes.id,
            suggestion=suggestion,
        )
    return translatable(
        "RulePack",
        "{key}: {code} is no code of the code list {name}; its codes: {codes}.",
        key=what,
        code=code,
        name=codes.id,
        codes=listing(codes.names),
    )
