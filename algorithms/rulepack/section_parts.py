"""Parts of sections that several files of a pack have: layer roles, fields of a role, land classes, limits."""

from __future__ import annotations

from typing import Callable, Optional, TypeVar

from ..message import translatable
from .conditions import checked_expression
from .delineation_references import checked_role, no_such_code, selects
from .model import CodeList, FieldType, GeometryKind, LayerRole
from .section import Section
from .vocabulary import Vocabulary

T = TypeVar("T")


def part_of(parent: Section, key: str, read: Callable[[Section], T], required: bool = False) -> Optional[T]:
    """Return what ``read`` makes of a mapping, None where there is none."""
    node = parent.get(key, required)
    mapping = None if node is None else parent.reader.mapping(node, parent.path(key))
    if mapping is None:
        return None
    section = Section(parent.reader, mapping, parent.line_of(key), parent.path(key))
    content = read(section)
    section.finish()
    return content


def area_role(section: Section, vocabulary: Vocabulary) -> Optional[LayerRole]:
    """Return the layer role of polygons that the key ``layer`` names."""
    name = section.text("layer", required=True)
    if name is None:
        return None
    return checked_role(vocabulary, section, "layer", name, section.line_of("layer"), (GeometryKind.POLYGON,))


def role_field(
    section: Section,
    vocabulary: Vocabulary,
    role: Optional[LayerRole],
    key: str,
    types: tuple[FieldType, ...] = tuple(FieldType),
    required: bool = True,
) -> Optional[str]:
    """Return the field of a role that a key names.

    :param types: types the field may have; others hold no numbers
    """
    name = section.text(key, required)
    if name is not None:
        check_role_field(section, vocabulary, role, key, name, section.line_of(key), types)
    return name


def check_role_field(
    section: Section,
    vocabulary: Vocabulary,
    role: Optional[LayerRole],
    key: str,
    name: str,
    line: int,
    types: tuple[FieldType, ...],
) -> None:
    """Note a field that a role does not have, or one of another type."""
    if role is None:
        return
    vocabulary.check_field(section.reader, role, name, line, section.path(key))
    if name in role.fields and role.fields[name].type not in types:
        section.reader.problem(
            line,
            translatable(
                "RulePack",
                "{key} names the field {field}, which is of the type {type} and holds no numbers.",
                key=section.path(key),
                field=name,
                type=role.fields[name].type.value,
            ),
        )


def class_patterns(section: Section, key: str, classes: Optional[CodeList]) -> tuple[str, ...]:
    """Return patterns of land classes; one that selects no class of the list is a problem."""
    patterns = section.texts(key, required=True)
    for pattern, line in patterns:
        if classes is not None and not any(selects(pattern, code) for code in classes.names):
            section.reader.problem(line, no_such_code(section.path(key), pattern, classes))
    return tuple(pattern for pattern, _ in patterns)


def not_negative(section: Section, key: str) -> float:
    """Return a number that must not be negative; 0 where it is missing or wrong."""
    value = section.read(key, section.reader.number, required=True)
    if value is not None and value < 0:
        section.reader.problem(
            section.line_of(key), translatable("RulePack", "{key} must not be negative.", key=section.path(key))
        )
    return value or 0.0


def chosen_features(section: Section, role: Optional[LayerRole]) -> Optional[str]:
    """Return the expression ``where`` with its named conditions put in; what is wrong with it is noted."""
    where = section.text("where")
    return None if where is None else checked_expression(section.reader, where, section.line_of("where"), role)
