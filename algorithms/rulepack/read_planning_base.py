"""Reads ``planningbase.yaml``: land survey and forest one-map brought to one base (规划基数)."""

from __future__ import annotations

from typing import Optional

from ..message import Title, translatable
from .model import CodeList, FieldType
from .planning_base_rules import (
    AdminSource,
    CaseRule,
    ClassPair,
    Decision,
    DisagreementKind,
    KindRule,
    OneMapSource,
    PlanningBaseRules,
    SupplementRules,
    SupplementSource,
    SurveySource,
)
from .problems import listing
from .reader import Reader
from .section import Section
from .section_lists import coded_field, entries, in_hectares, matching_codes, unique_ids
from .section_parts import area_role, check_role_field, chosen_features, not_negative, part_of, role_field
from .vocabulary import Vocabulary
from .yaml_lines import YamlNode

_NUMBERS = (FieldType.INTEGER, FieldType.REAL)
_NO_KIND = KindRule(Title(""), Decision.UNDECIDED)


def read_planning_base(root: YamlNode, reader: Reader, vocabulary: Vocabulary) -> Optional[PlanningBaseRules]:
    """Return the content of ``planningbase.yaml``; None when it is no mapping.

    Whatever is wrong in the file is noted with the reader; what is returned then is not to be used.
    """
    node = reader.mapping(root, reader.file)
    if node is None:
        return None
    return _PlanningBaseReader(Section(reader, node, 1, reader.file), vocabulary).read()


class _PlanningBaseReader:
    """Reads the whole file; later parts speak of the code lists of the fields that the sources name."""

    def __init__(self, top: Section, vocabulary: Vocabulary) -> None:
        self._top = top
        self._vocabulary = vocabulary
        self._land_classes: Optional[CodeList] = None
        self._forest_classes: Optional[CodeList] = None
        self._one_map_role = ""

    def read(self) -> PlanningBaseRules:
        """Return the content; what is wrong has been noted."""
        top = self._top
        survey = part_of(top, "survey", self._survey, required=True)
        one_map = part_of(top, "one_map", self._one_map, required=True)
        admin = part_of(top, "admin", self._admin)
        slivers = part_of(top, "slivers", _slivers, required=True) or (0.0, 0.0)
        forest_land = frozenset(matching_codes(top, "forest_land", self._land_classes, required=True))
        pairs = entries(top, "pairs", lambda entry: self._pair(entry, forest_land), required=True)
        kinds = part_of(top, "kinds", _kinds, required=True) or dict.fromkeys(DisagreementKind, _NO_KIND)
        cases = entries(top, "cases", self._case)
        unique_ids(top, [(case.id, line) for case, line in cases])
        words = part_of(top, "words", _words, required=True) or {}
        rules = PlanningBaseRules(
            clause=top.text("clause", required=True) or "",
            survey=survey or SurveySource("", "", "", "", ""),
            one_map=one_map or OneMapSource("", "", (), "", "", "", None),
            admin=admin,
            sliver_area_m2=slivers[0],
            sliver_width_m=slivers[1],
            forest_land=forest_land,
            pairs=tuple(pair for pair, _ in pairs),
            kinds=kinds,
            cases=tuple(case for case, _ in cases),
            words=words,
            supplement=part_of(top, "supplement", self._supplement),
        )
        top.finish()
        return rules

    def _survey(self, section: Section) -> SurveySource:
        role = area_role(section, self._vocabulary)
        land_class, self._land_classes = coded_field(section, self._vocabulary, role, "class")
        return SurveySource(
            role="" if role is None else role.id,
            land_class=land_class,
            unit=role_field(section, self._vocabulary, role, "unit") or "",
            unit_name=role_field(section, self._vocabulary, role, "unit_name", required=False) or "",
            area=role_field(section, self._vocabulary, role, "area", _NUMBERS) or "",
        )

    def _one_map(self, section: Section) -> OneMapSource:
        role = area_role(section, self._vocabulary)
        self._one_map_role = "" if role is None else role.id
        land_class, self._forest_classes = coded_field(section, self._vocabulary, role, "class")
        unit = section.texts("unit", required=True)
        for name, line in unit:
            check_role_field(section, self._vocabulary, role, "unit", name, line, tuple(FieldType))
        area = role_field(section, self._vocabulary, role, "area", _NUMBERS) or ""
        forest_land = section.text("forest_land", required=True) or ""
        known = self._forest_classes
        if known is not None and forest_land and forest_land not in known.sets:
            section.reader.problem(
                section.line_of("forest_land"),
                translatable("RulePack", "{key}: the code list {list} has no set {name}; its sets: {sets}.",
                             key=section.path("forest_land"), list=known.id, name=forest_land,
                             sets=listing(known.sets)),
            )
        excluded = part_of(section, "excluded", lambda part: chosen_features(part, role))
        return OneMapSource(
            role="" if role is None else role.id,
            land_class=land_class,
            unit=tuple(name for name, _ in unit),
            area=in_hectares(section, role, area, "area"),
            code_list="" if known is None else known.id,
            forest_land=forest_land,
            excluded=excluded,
        )

    def _admin(self, section: Section) -> AdminSource:
        role = area_role(section, self._vocabulary)
        areas = section.texts("areas")
        for name, line in areas:
            check_role_field(section, self._vocabulary, role, "areas", name, line, _NUMBERS)
        return AdminSource(
            role="" if role is None else role.id,
            unit=role_field(section, self._vocabulary, role, "unit") or "",
            name=role_field(section, self._vocabulary, role, "name", required=False) or "",
            areas=tuple(name for name, _ in areas),
        )

    def _pair(self, entry: Section, forest_land: frozenset[str]) -> ClassPair:
        survey = matching_codes(entry, "survey", self._land_classes, required=True)
        foreign = [code for code in survey if code not in forest_land]
        if foreign and forest_land:
            entry.reader.problem(
                entry.line_of("survey"),
                translatable("RulePack", "{key} names {value}, which forest_land does not.", key=entry.path("survey"),
                             value=listing(foreign)),
            )
        one_map = matching_codes(entry, "one_map", self._forest_classes, required=True)
        becomes = entry.text("becomes") or ""
        if becomes and self._forest_classes is not None and becomes not in one_map:
            entry.reader.problem(
                entry.line_of("becomes"),
                translatable("RulePack", "{key} has to be one of the classes of one_map: {known}.",
                             key=entry.path("becomes"), known=listing(one_map)),
            )
        return ClassPair(frozenset(survey), frozenset(one_map), becomes)

    def _case(self, entry: Section) -> CaseRule:
        role = None if self._vocabulary.layers is None else self._vocabulary.layers.get(self._one_map_role)
        return CaseRule(
            id=entry.read("id", entry.reader.identifier, required=True) or "",
            title=entry.title("title", required=True) or Title(""),
            kind=entry.enum("kind", DisagreementKind, DisagreementKind.ONE_MAP_ONLY, required=True),
            survey=frozenset(matching_codes(entry, "survey", self._land_classes)),
            one_map=frozenset(matching_codes(entry, "one_map", self._forest_classes)),
            where=chosen_features(entry, role),
            decision=entry.enum("decision", Decision, Decision.UNDECIDED, required=True),
            clause=entry.text("clause") or "",
        )

    def _supplement(self, section: Section) -> SupplementRules:
        role = area_role(section, self._vocabulary)
        of_type, types = coded_field(section, self._vocabulary, role, "type")
        farmland = part_of(section, "not_on", lambda part: area_role(part, self._vocabulary))

        def source(entry: Section) -> SupplementSource:
            return SupplementSource(
                types=frozenset(matching_codes(entry, "types", types, required=True)),
                survey=frozenset(matching_codes(entry, "survey", self._land_classes, required=True)),
                needs_approval=entry.boolean("needs_approval", False),
                clause=entry.text("clause") or "",
            )

        return SupplementRules(
            role="" if role is None else role.id,
            type=of_type,
            name=role_field(section, self._vocabulary, role, "name", required=False) or "",
            approval=role_field(section, self._vocabulary, role, "approval", required=False) or "",
            farmland_role="" if farmland is None else farmland.id,
            sources=tuple(found for found, _ in entries(section, "sources", source, required=True)),
        )


def _slivers(section: Section) -> tuple[float, float]:
    return not_negative(section, "area_m2"), not_negative(section, "width_m")


def _kinds(section: Section) -> dict[DisagreementKind, KindRule]:
    def kind(part: Section) -> KindRule:
        decision = part.enum("decision", Decision, Decision.UNDECIDED, required=True)
        return KindRule(part.title("title", required=True) or Title(""), decision)

    return {each: part_of(section, each.value, kind, required=True) or _NO_KIND for each in DisagreementKind}


def _words(section: Section) -> dict[str, Decision]:
    found = {decision.value: decision for decision in Decision}
    for decision in Decision:
        for word, line in section.texts(decision.value):
            if found.setdefault(word.casefold(), decision) is not decision:
                section.reader.problem(
                    line,
                    translatable("RulePack", "{key}: {value} stands for another decision already.",
                                 key=section.path(decision.value), value=word),
                )
    return found
