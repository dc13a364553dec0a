"""Reads ``forestuse.yaml``: use limits of forest land, its quota, the layout of works (林地使用、定额、工程布局)."""

from __future__ import annotations

from typing import Optional, Sequence

from ..message import Title, translatable
from .delineation_references import no_such_code
from .forest_use_rules import (
    AuthorityRule,
    CountedArea,
    ForestUseRules,
    GradeSource,
    LandCondition,
    LandKind,
    Period,
    ProjectFields,
    QuotaRules,
    UseBan,
    UsedLand,
    UseRule,
)
from .indicator_rules import IndicatorRules
from .model import CodeList, FieldType, LayerRole
from .problems import closest, listing
from .read_forest_works import read_works
from .reader import Reader
from .section import Section
from .section_lists import coded_field, entries, in_hectares, matching_codes, unique_ids
from .section_parts import area_role, check_role_field, chosen_features, not_negative, part_of, role_field
from .vocabulary import Vocabulary
from .yaml_lines import ScalarKind, YamlNode, YamlScalar

_NUMBERS = (FieldType.INTEGER, FieldType.REAL)


def indicator_codes(rules: Optional[IndicatorRules]) -> tuple[str, ...]:
    """Return the codes of the indicators of a pack, none where it has no indicators."""
    return () if rules is None else tuple(rules.indicators)


def read_forest_use(
    root: YamlNode, reader: Reader, vocabulary: Vocabulary, indicators: Optional[Sequence[str]] = None
) -> Optional[ForestUseRules]:
    """Return the content of ``forestuse.yaml``; None when it is no mapping.

    Whatever is wrong in the file is noted with the reader; what is returned then is not to be used.

    :param indicators: codes of the indicators of the pack, None where they could not be read
    """
    node = reader.mapping(root, reader.file)
    if node is None:
        return None
    top = Section(reader, node, 1, reader.file)
    words = _Words(vocabulary, indicators)
    projects = part_of(top, "projects", words.projects, required=True)
    land = part_of(top, "land", words.land, required=True)
    levels = words.codes_of(top, "levels", words.approvals, required=True)
    rules = entries(top, "rules", words.rule, required=True)
    bans = entries(top, "bans", words.ban)
    unique_ids(top, [*((rule.id, line) for rule, line in rules), *((ban.id, line) for ban, line in bans)])
    authorities = entries(top, "authorities", lambda entry: words.authority(entry, levels))
    quota = part_of(top, "quota", words.quota)
    works = part_of(top, "works", lambda section: read_works(section, vocabulary))
    limits = part_of(top, "limits", lambda section: _limits(section, vocabulary), required=True)
    top.finish()
    sliver, piece, tolerance, share = limits or (0.0, 0.0, 0.0, 0.0)
    return ForestUseRules(
        projects=projects or ProjectFields("", "", "", "", "", "", ""),
        land=land or UsedLand("", "", ()),
        levels=levels,
        rules=tuple(rule for rule, _ in rules),
        bans=tuple(ban for ban, _ in bans),
        quota=quota,
        works=works,
        authorities=tuple(authority for authority, _ in authorities),
        sliver_width_m=sliver,
        min_piece_m2=piece,
        area_tolerance_m2=tolerance,
        area_share=share,
    )


def _limits(section: Section, vocabulary: Vocabulary) -> tuple[float, float, float, float]:
    return (
        not_negative(section, "sliver_width_m"),
        not_negative(section, "min_piece_m2"),
        _tolerance(section, "area_tolerance", vocabulary),
        not_negative(section, "area_share"),
    )


def _tolerance(section: Section, key: str, vocabulary: Vocabulary) -> float:
    """Return a number that is not negative, or the tolerance of pack.yaml that is named."""
    node = section.get(key, required=True)
    if isinstance(node, YamlScalar) and node.kind is ScalarKind.TEXT:
        vocabulary.check_tolerance(section.reader, node.raw, node.line, section.path(key))
        return float((vocabulary.tolerances or {}).get(node.raw, 0.0))
    return 0.0 if node is None else not_negative(section, key)


class _Words:
    """Reads the parts of the file; later parts speak of the code lists of the fields that earlier ones name."""

    def __init__(self, vocabulary: Vocabulary, indicators: Optional[Sequence[str]]) -> None:
        self._vocabulary = vocabulary
        self._indicators = indicators
        self._types: Optional[CodeList] = None
        self.approvals: Optional[CodeList] = None
        self._natures: Optional[CodeList] = None
        self._grades: Optional[CodeList] = None
        self._kinds: Optional[list[str]] = None  # classes and marks of the land, None: not known

    def projects(self, section: Section) -> ProjectFields:
        role = area_role(section, self._vocabulary)

        def field(key: str, types: tuple[FieldType, ...] = tuple(FieldType), required: bool = True) -> str:
            return role_field(section, self._vocabulary, role, key, types, required) or ""

        name = field("name")
        of_type, self._types = coded_field(section, self._vocabulary, role, "type")
        approval, self.approvals = coded_field(section, self._vocabulary, role, "approval")
        nature, self._natures = coded_field(section, self._vocabulary, role, "nature")
        blank = section.text("blank_nature") or ""
        if blank and self._natures is not None and blank not in self._natures.names:
            section.reader.problem(
                section.line_of("blank_nature"), no_such_code(section.path("blank_nature"), blank, self._natures))
        return ProjectFields(
            role="" if role is None else role.id, name=name, type=of_type, approval=approval, nature=nature,
            year=field("year", _NUMBERS), area=in_hectares(section, role, field("area", _NUMBERS), "area"),
            number=field("number", required=False) or None, document=field("document", required=False) or None,
            blank_nature=blank,
        )

    def land(self, section: Section) -> UsedLand:
        role = area_role(section, self._vocabulary)
        grade, self._grades = coded_field(section, self._vocabulary, role, "grade")
        classes = entries(section, "classes", lambda entry: self._kind(entry, role))
        marks = entries(section, "marks", lambda entry: self._kind(entry, role))
        kinds = [(kind.id, line) for kind, line in (*classes, *marks)]
        unique_ids(section, kinds)
        self._kinds = [name for name, _ in kinds]
        unit = section.texts("unit", required=True)
        for name, line in unit:
            check_role_field(section, self._vocabulary, role, "unit", name, line, tuple(FieldType))
        return UsedLand(
            role="" if role is None else role.id,
            grade=grade,
            unit=tuple(name for name, _ in unit),
            where=chosen_features(section, role),
            grade_source=section.enum("grades", GradeSource, GradeSource.RECORDED),
            variant=section.text("variant") or "",
            classes=tuple(kind for kind, _ in classes),
            marks=tuple(kind for kind, _ in marks),
        )

    @staticmethod
    def _kind(section: Section, role: Optional[LayerRole]) -> LandKind:
        section.get("where", required=True)
        return LandKind(
            section.read("id", section.reader.identifier, required=True) or "",
            section.title("title", required=True) or Title(""),
            chosen_features(section, role) or "",
        )

    def rule(self, section: Section) -> UseRule:
        return UseRule(
            id=section.read("id", section.reader.identifier, required=True) or "",
            title=section.title("title", required=True) or Title(""),
            clause=section.text("clause", required=True) or "",
            types=matching_codes(section, "types", self._types, required=True),
            land=tuple(one for one, _ in entries(section, "land", self._condition, required=True)),
            approvals=self.codes_of(section, "approvals", self.approvals),
            natures=matching_codes(section, "natures", self._natures),
            grounded=section.boolean("grounded", True),
        )

    def ban(self, section: Section) -> UseBan:
        return UseBan(
            id=section.read("id", section.reader.identifier, required=True) or "",
            title=section.title("title", required=True) or Title(""),
            clause=section.text("clause", required=True) or "",
            grades=matching_codes(section, "grades", self._grades, required=True),
            except_types=matching_codes(section, "except_types", self._types),
            except_natures=matching_codes(section, "except_natures", self._natures),
        )

    def authority(self, section: Section, levels: tuple[str, ...]) -> AuthorityRule:
        level = section.read(
            "level", lambda node, what: section.reader.choice(node, what, levels), required=True) or ""
        section.get("at_least_ha", required=True)
        return AuthorityRule(
            level=level,
            at_least_ha=not_negative(section, "at_least_ha"),
            clause=section.text("clause", required=True) or "",
            natures=matching_codes(section, "natures", self._natures),
            grades=matching_codes(section, "grades", self._grades),
            kinds=self._known_kinds(section, "kinds"),
        )

    def quota(self, section: Section) -> QuotaRules:
        indicator = section.text("indicator", required=True)
        if indicator is not None and self._indicators is not None and indicator not in self._indicators:
            section.reader.problem(section.line_of("indicator"), translatable(
                "RulePack", "{key}: {code} is no indicator of indicators.yaml; there are {known}.",
                key=section.path("indicator"), code=indicator, known=listing(self._indicators) or "–"))
        return QuotaRules(
            indicator=indicator or "",
            clause=section.text("clause", required=True) or "",
            natures=matching_codes(section, "natures", self._natures, required=True),
            cumulative=section.boolean("cumulative", True),
            counted=section.enum("counted", CountedArea, CountedArea.DECLARED),
            periods=_periods(section),
            without_year=section.boolean("without_year", False),
        )

    def _condition(self, section: Section) -> LandCondition:
        return LandCondition(
            matching_codes(section, "grades", self._grades, required=True), self._known_kinds(section, "without"))

    def _known_kinds(self, section: Section, key: str) -> tuple[str, ...]:
        names = section.texts(key)
        for name, line in names:
            if self._kinds is None or name in self._kinds:
                continue
            suggestion = closest(name, self._kinds)
            if suggestion:
                section.reader.problem(line, translatable(
                    "RulePack", "{key}: {name} is no class and no mark of the land; did you mean {suggestion}?",
                    key=section.path(key), name=name, suggestion=suggestion))
            else:
                section.reader.problem(line, translatable(
                    "RulePack", "{key}: {name} is no class and no mark of the land; there are {known}.",
                    key=section.path(key), name=name, known=listing(self._kinds) or "–"))
        return tuple(name for name, _ in names)

    @staticmethod
    def codes_of(section: Section, key: str, codes: Optional[CodeList], required: bool = False) -> tuple[str, ...]:
        """Return codes in the order they are given; one that the list does not have is a problem."""
        found = section.texts(key, required)
        for code, line in found:
            if codes is not None and code not in codes.names:
                section.reader.problem(line, no_such_code(section.path(key), code, codes))
        return tuple(code for code, _ in found)


def _periods(section: Section) -> tuple[Period, ...]:
    found = entries(section, "periods", lambda entry: Period(
        entry.integer("first", required=True) or 0, entry.integer("last", required=True) or 0))
    before = 0
    for period, line in found:
        if period.first <= before or period.last < period.first:
            section.reader.problem(line, translatable(
                "RulePack", "{key}: the period {first}–{last} must follow the one before it and end after it begins.",
                key=section.path("periods"), first=period.first, last=period.last))
        before = max(before, period.last)
    return tuple(period for period, _ in found)
