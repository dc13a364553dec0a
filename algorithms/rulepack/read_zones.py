"""Reads ``zones.yaml``: consolidation reserves and zones of responsibility (整备区、责任保护区)."""

from __future__ import annotations

from typing import Optional

from ..message import Title, translatable
from .delineation_references import share
from .delineation_rules import OverlayCondition
from .model import CodeList, FieldType
from .reader import Reader
from .section import Section
from .section_parts import area_role, chosen_features, class_patterns, not_negative, part_of, role_field
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
    reserve = part_of(top, "reserve", lambda section: _reserve(section, vocabulary, classes, slope_codes))
    responsibility = part_of(top, "responsibility", lambda section: _responsibility(section, vocabulary, classes))
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


def _reserve(
    section: Section, vocabulary: Vocabulary, classes: Optional[CodeList], slope_codes: tuple[str, ...]
) -> ReserveRules:
    return ReserveRules(
        clause=section.text("clause", required=True) or "",
        max_gap_m=not_negative(section, "max_gap_m"),
        min_area_m2=not_negative(section, "min_area_m2"),
        min_blocks=_whole(section, "min_blocks"),
        min_farmland_share=share(section, "min_farmland_share"),
        small_block_m2=not_negative(section, "small_block_m2"),
        enclosed_share=share(section, "enclosed_share"),
        min_town_share=share(section, "min_town_share"),
        steepest_class=section.read(
            "steepest_class", lambda node, what: section.reader.choice(node, what, slope_codes)
        ),
        convertible=class_patterns(section, "convertible", classes),
        exclusions=_exclusions(section, vocabulary),
        mark=part_of(section, "mark", lambda part: _mark(part, vocabulary)),
    )


def _mark(section: Section, vocabulary: Vocabulary) -> Mark:
    role = area_role(section, vocabulary)
    return Mark(
        "" if role is None else role.id,
        role_field(section, vocabulary, role, "field") or "",
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
        role = area_role(entry, vocabulary)
        where = chosen_features(entry, role)
        exclusions.append(OverlayCondition("" if role is None else role.id, share(entry, "share"), where=where))
        entry.finish()
    return tuple(exclusions)


def _responsibility(
    section: Section, vocabulary: Vocabulary, classes: Optional[CodeList]
) -> ResponsibilityRules:
    levels = _levels(section)
    digits = section.integer("serial_digits", required=True)
    zones = part_of(section, "zones", lambda part: _zones(part, vocabulary), required=True)
    blocks = part_of(section, "blocks", lambda part: _blocks(part, vocabulary), required=True)
    parcels = part_of(section, "parcels", lambda part: _parcels(part, vocabulary, classes), required=True)
    persons = part_of(section, "persons", _persons, required=True)
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
    role = area_role(section, vocabulary)
    return ZoneFields(
        role="" if role is None else role.id,
        number=role_field(section, vocabulary, role, "number") or "",
        unit=role_field(section, vocabulary, role, "unit") or "",
        name=role_field(section, vocabulary, role, "name") or "",
        net_area=role_field(section, vocabulary, role, "net_area", required=False),
        feature_code=section.text("feature_code", required=True) or "",
        since=role_field(section, vocabulary, role, "since", required=False),
    )


def _blocks(section: Section, vocabulary: Vocabulary) -> BlockFields:
    role = area_role(section, vocabulary)
    return BlockFields(
        role="" if role is None else role.id,
        number=role_field(section, vocabulary, role, "number") or "",
        unit=role_field(section, vocabulary, role, "unit") or "",
        name=role_field(section, vocabulary, role, "name") or "",
        area=role_field(section, vocabulary, role, "area") or "",
        net_area=role_field(section, vocabulary, role, "net_area", required=False),
        farmland_area=role_field(section, vocabulary, role, "farmland_area") or "",
        quality=role_field(section, vocabulary, role, "quality", required=False),
        bounds=role_field(section, vocabulary, role, "bounds", required=False),
        feature_code=section.text("feature_code", required=True) or "",
    )


def _parcels(section: Section, vocabulary: Vocabulary, classes: Optional[CodeList]) -> FarmlandFields:
    role = area_role(section, vocabulary)
    land_class = role_field(section, vocabulary, role, "land_class") or ""
    if role is not None and land_class in role.fields and role.fields[land_class].codes:
        classes = vocabulary.find_code_list(role.fields[land_class].codes or "") or classes
    return FarmlandFields(
        role="" if role is None else role.id,
        key=role_field(section, vocabulary, role, "key") or "",
        land_class=land_class,
        farmland=class_patterns(section, "farmland", classes),
        location=role_field(section, vocabulary, role, "location") or "",
        location_name=role_field(section, vocabulary, role, "location_name") or "",
        net_area=role_field(section, vocabulary, role, "net_area", (FieldType.INTEGER, FieldType.REAL)) or "",
        quality=role_field(section, vocabulary, role, "quality", required=False),
    )


def _persons(section: Section) -> PersonColumns:
    def names(key: str, required: bool = False) -> tuple[str, ...]:
        return tuple(name for name, _ in section.texts(key, required))

    return PersonColumns(
        unit=names("unit", True), name=names("name", True), phone=names("phone"), households=names("households"),
        since=names("since"), remarks=names("remarks"),
    )


def _whole(section: Section, key: str) -> int:
    value = section.integer(key, required=True)
    if value is not None and value < 1:
        section.reader.problem(
            section.line_of(key),
            translatable("RulePack", "{key} is {value}: it must be at least 1.", key=section.path(key), value=value),
        )
    return value or 1
