"""Reads ``zones.yaml``: consolidation reserves and zones of responsibility (整备区、责任保护区)."""

from __future__ import annotations

from typing import Callable, Optional, TypeVar

from ..message import Title, translatable
from .delineation_references import checked_role, no_such_code, selects, share
from .delineation_rules import OverlayCondition
from .expressions import expression_problems
from .model import CodeList, FieldType, GeometryKind, LayerRole
from .reader import Reader
from .section import Section
from .vocabulary import Vocabulary
from .yaml_lines import YamlNode
from .zones_rules import (
    BlockFields,
    FarmlandFields,
    Mark,
    PersonColumns,
    ReserveRules,
    ResponsibilityLevel,
    ResponsibilityRules,
    ZoneFields,
    ZonesRules,
)

T = TypeVar("T")

_AREAS = (GeometryKind.POLYGON,)
_LEVELS = ("town", "village", "group")


def read_zones(
    root: YamlNode,
    reader: Reader,
    vocabulary: Vocabulary,
    land_classes: Optional[str] = None,
    slope_codes: tuple[str, ...] = (),
) -> Optional[ZonesRules]:
    """Return the content of ``zones.yaml``; None when it is no mapping.

    Whatever is wrong in the file is noted with the reader; what is returned then is not to be used.

    :param land_classes: code list of the land classes of the parcels, None when not known
    :param slope_codes: codes of the pack's slope classes, from flat to steep
    """
    node = reader.mapping(root, reader.file)
    if node is None:
        return None
    top = Section(reader, node, 1, reader.file)
    classes = vocabulary.find_code_list(land_classes) if land_classes else None
    reserve = _part(top, "reserve", lambda section: _reserve(section, vocabulary, classes, slope_codes))
    responsibility = _part(top, "responsibility", lambda section: _responsibility(section, vocabulary, classes))
    top.finish()
    if reserve is None and responsibility is None:
        reader.problem(
            1,
            translatable(
                "RulePack", "{file} says nothing: give reserve, responsibility or both, or leave the file out.",
                file=reader.file,
            ),
        )
    return ZonesRules(reserve, responsibility)


def _part(
    parent: Section, key: str, read: Callable[[Section], T], required: bool = False
) -> Optional[T]:
    """Return what ``read`` makes of a mapping, None where there is none."""
    node = parent.get(key, required)
    mapping = None if node is None else parent.reader.mapping(node, parent.path(key))
    if mapping is None:
        return None
    section = Section(parent.reader, mapping, parent.line_of(key), parent.path(key))
    content = read(section)
    section.finish()
    return content


def _reserve(
    section: Section, vocabulary: Vocabulary, classes: Optional[CodeList], slope_codes: tuple[str, ...]
) -> ReserveRules:
    return ReserveRules(
        clause=section.text("clause", required=True) or "",
        max_gap_m=_not_negative(section, "max_gap_m"),
        min_area_m2=_not_negative(section, "min_area_m2"),
        min_blocks=_whole(section, "min_blocks"),
        min_farmland_share=share(section, "min_farmland_share"),
        small_block_m2=_not_negative(section, "small_block_m2"),
        enclosed_share=share(section, "enclosed_share"),
        min_town_share=share(section, "min_town_share"),
        steepest_class=section.read(
            "steepest_class", lambda node, what: section.reader.choice(node, what, slope_codes)
        ),
        convertible=_classes(section, "convertible", classes),
        exclusions=_exclusions(section, vocabulary),
        mark=_part(section, "mark", lambda part: _mark(part, vocabulary)),
    )


def _mark(section: Section, vocabulary: Vocabulary) -> Mark:
    role = _role(section, vocabulary)
    return Mark(
        "" if role is None else role.id,
        _field(section, vocabulary, role, "field") or "",
        section.text("value", required=True) or "",
    )


def _exclusions(section: Section, vocabulary: Vocabulary) -> tuple[OverlayCondition, ...]:
    node = section.get("exclusions")
    what = section.path("exclusions")
    exclusions = []
    for item in [] if node is None else section.reader.items(node, what):
        mapping = section.reader.mapping(item, what)
        if mapping is None:
            continue
        entry = Section(section.reader, mapping, item.line, what)
        role = _role(entry, vocabulary)
        where = entry.text("where")
        if where is not None and role is not None:
            for problem in expression_problems(where, role.id, role.fields):
                section.reader.problem(entry.line_of("where"), problem)
        exclusions.append(OverlayCondition("" if role is None else role.id, share(entry, "share"), where=where))
        entry.finish()
    return tuple(exclusions)


def _responsibility(
    section: Section, vocabulary: Vocabulary, classes: Optional[CodeList]
) -> ResponsibilityRules:
    levels = _levels(section)
    digits = section.integer("serial_digits", required=True)
    zones = _part(section, "zones", lambda part: _zones(part, vocabulary), required=True)
    blocks = _part(section, "blocks", lambda part: _blocks(part, vocabulary), required=True)
    parcels = _part(section, "parcels", lambda part: _parcels(part, vocabulary, classes), required=True)
    persons = _part(section, "persons", _persons, required=True)
    if digits is not None and not 1 <= digits <= 9:
        section.reader.problem(
            section.line_of("serial_digits"),
            translatable(
                "RulePack", "{key} is {value}: a serial number has 1 to 9 digits.",
                key=section.path("serial_digits"), value=digits,
            ),
        )
    return ResponsibilityRules(
        clause=section.text("clause", required=True) or "",
        levels=levels,
        serial_digits=digits or 1,
        zones=zones or ZoneFields("", "", "", "", None, "", None),
        blocks=blocks or BlockFields("", "", "", "", "", None, "", None, None, ""),
        parcels=parcels or FarmlandFields("", "", "", (), "", "", "", None),
        persons=persons or PersonColumns((), (), (), (), (), ()),
    )


def _levels(section: Section) -> tuple[ResponsibilityLevel, ...]:
    reader, what = section.reader, section.path("levels")
    node = section.get("levels", required=True)
    levels: list[ResponsibilityLevel] = []
    for item in [] if node is None else reader.items(node, what):
        mapping = reader.mapping(item, what)
        if mapping is None:
            continue
        entry = Section(reader, mapping, item.line, what)
        unit = entry.read("unit", lambda value, key: reader.choice(value, key, _LEVELS), required=True)
        digits = entry.integer("digits", required=True) or 0
        title = entry.title("title", required=True) or Title("")
        entry.finish()
        if levels and digits and digits <= levels[-1].digits:
            reader.problem(
                entry.line_of("digits"),
                translatable(
                    "RulePack", "{key}: a code of {digits} digits is no longer than that of the larger unit.",
                    key=entry.path("digits"), digits=digits,
                ),
            )
        levels.append(ResponsibilityLevel(unit or "", digits, title))
    if node is not None and tuple(level.unit for level in levels) != _LEVELS:
        reader.problem(
            node.line,
            translatable("RulePack", "{key} must name town, village and group, in this order.", key=what),
        )
    return tuple(levels)


def _zones(section: Section, vocabulary: Vocabulary) -> ZoneFields:
    role = _role(section, vocabulary)
    return ZoneFields(
        role="" if role is None else role.id,
        number=_field(section, vocabulary, role, "number") or "",
        unit=_field(section, vocabulary, role, "unit") or "",
        name=_field(section, vocabulary, role, "name") or "",
        net_area=_field(section, vocabulary, role, "net_area", required=False),
        feature_code=section.text("feature_code", required=True) or "",
        since=_field(section, vocabulary, role, "since", required=False),
    )


def _blocks(section: Section, vocabulary: Vocabulary) -> BlockFields:
    role = _role(section, vocabulary)
    return BlockFields(
        role="" if role is None else role.id,
        number=_field(section, vocabulary, role, "number") or "",
        unit=_field(section, vocabulary, role, "unit") or "",
        name=_field(section, vocabulary, role, "name") or "",
        area=_field(section, vocabulary, role, "area") or "",
        net_area=_field(section, vocabulary, role, "net_area", required=False),
        farmland_area=_field(section, vocabulary, role, "farmland_area") or "",
        quality=_field(section, vocabulary, role, "quality", required=False),
        bounds=_field(section, vocabulary, role, "bounds", required=False),
        feature_code=section.text("feature_code", required=True) or "",
    )


def _parcels(section: Section, vocabulary: Vocabulary, classes: Optional[CodeList]) -> FarmlandFields:
    role = _role(section, vocabulary)
    land_class = _field(section, vocabulary, role, "land_class") or ""
    if role is not None and land_class in role.fields and role.fields[land_class].codes:
        classes = vocabulary.find_code_list(role.fields[land_class].codes or "") or classes
    return FarmlandFields(
        role="" if role is None else role.id,
        key=_field(section, vocabulary, role, "key") or "",
        land_class=land_class,
        farmland=_classes(section, "farmland", classes),
        location=_field(section, vocabulary, role, "location") or "",
        location_name=_field(section, vocabulary, role, "location_name") or "",
        net_area=_field(section, vocabulary, role, "net_area", (FieldType.INTEGER, FieldType.REAL)) or "",
        quality=_field(section, vocabulary, role, "quality", required=False),
    )


def _persons(section: Section) -> PersonColumns:
    def names(key: str, required: bool = False) -> tuple[str, ...]:
        return tuple(name for name, _ in section.texts(key, required))

    return PersonColumns(
        unit=names("unit", True), name=names("name", True), phone=names("phone"), households=names("households"),
        since=names("since"), remarks=names("remarks"),
    )


def _role(section: Section, vocabulary: Vocabulary) -> Optional[LayerRole]:
    name = section.text("layer", required=True)
    if name is None:
        return None
    return checked_role(vocabulary, section, "layer", name, section.line_of("layer"), _AREAS)


def _field(
    section: Section,
    vocabulary: Vocabulary,
    role: Optional[LayerRole],
    key: str,
    types: tuple[FieldType, ...] = tuple(FieldType),
    required: bool = True,
) -> Optional[str]:
    """Return the field of a role that a key names."""
    name = section.text(key, required)
    if name is None or role is None:
        return name
    vocabulary.check_field(section.reader, role, name, section.line_of(key), section.path(key))
    if name in role.fields and role.fields[name].type not in types:
        section.reader.problem(
            section.line_of(key),
            translatable(
                "RulePack",
                "{key} names the field {field}, which is of the type {type} and holds no numbers.",
                key=section.path(key),
                field=name,
                type=role.fields[name].type.value,
            ),
        )
    return name


def _classes(section: Section, key: str, classes: Optional[CodeList]) -> tuple[str, ...]:
    patterns = section.texts(key, required=True)
    for pattern, line in patterns:
        if classes is not None and not any(selects(pattern, code) for code in classes.names):
            section.reader.problem(line, no_such_code(section.path(key), pattern, classes))
    return tuple(pattern for pattern, _ in patterns)


def _whole(section: Section, key: str) -> int:
    value = section.integer(key, required=True)
    if value is not None and value < 1:
        section.reader.problem(
            section.line_of(key),
            translatable("RulePack", "{key} is {value}: it must be at least 1.", key=section.path(key), value=value),
        )
    return value or 1


def _not_negative(section: Section, key: str) -> float:
    value = section.read(key, section.reader.number, required=True)
    if value is not None and value < 0:
        section.reader.problem(
            section.line_of(key), translatable("RulePack", "{key} must not be negative.", key=section.path(key))
        )
    return value or 0.0
