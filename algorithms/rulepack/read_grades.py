"""Reads ``grades.yaml``: protection grades of forest land (林地保护等级)."""

from __future__ import annotations

from typing import Mapping, Optional

from ..message import Title, translatable
from .conditions import checked_expression
from .delineation_references import no_such_code, share
from .grade_rules import (
    AppliesBy,
    GradeRule,
    GradeRules,
    GradeSource,
    GradeVariant,
    Occasion,
    RecordedGrade,
)
from .model import FieldType, LayerRole
from .problems import closest, listing
from .reader import Reader
from .section import Section
from .section_parts import area_role, chosen_features, not_negative, part_of, role_field
from .vocabulary import Vocabulary
from .yaml_lines import YamlMap, YamlNode, YamlScalar


def read_grades(root: YamlNode, reader: Reader, vocabulary: Vocabulary) -> Optional[GradeRules]:
    """Return the content of ``grades.yaml``; None when it is no mapping.

    Whatever is wrong in the file is noted with the reader; what is returned then is not to be used.
    """
    node = reader.mapping(root, reader.file)
    return None if node is None else _GradesReader(Section(reader, node, 1, reader.file), vocabulary).read()


class _GradesReader:
    """Reads the file from its head to its variants."""

    def __init__(self, top: Section, vocabulary: Vocabulary) -> None:
        self._top = top
        self._reader = top.reader
        self._vocabulary = vocabulary
        self._role: Optional[LayerRole] = None
        self._grades: tuple[str, ...] = ()
        self._share = 1.0

    def read(self) -> GradeRules:
        """Return the rules."""
        top = self._top
        self._role = area_role(top, self._vocabulary)
        code_list = self._code_list()
        recorded = part_of(top, "recorded", self._recorded, required=True)
        self._share = share(top, "share")
        sliver_width = not_negative(top, "sliver_width_m")
        area = role_field(top, self._vocabulary, self._role, "area", (FieldType.REAL,), required=False)
        rest = part_of(top, "rest", lambda section: self._rule(section, is_rest=True), required=True)
        base = self._rules(top, "rules", required=True)
        variants = self._variants(base)
        default = top.text("default", required=True) or ""
        if default and variants and default not in variants:
            self._unknown("default", default, tuple(variants), top.line_of("default"))
        top.finish()
        return GradeRules(
            role="" if self._role is None else self._role.id,
            code_list=code_list,
            grades=self._grades,
            recorded=recorded or {},
            area=area,
            share=self._share,
            sliver_width_m=sliver_width,
            rest=rest or GradeRule("", "", Title(""), "", ""),
            variants=variants,
            default=default,
        )

    def _code_list(self) -> str:
        """Read the code list and the grades, strictest first."""
        top = self._top
        name = top.text("codes", required=True) or ""
        if name:
            self._vocabulary.check_code_list(self._reader, name, top.line_of("codes"), top.path("codes"))
        known = self._vocabulary.find_code_list(name) if name else None
        found = top.texts("grades", required=True)
        self._grades = tuple(code for code, _ in found)
        for code, line in found:
            if known is not None and code not in known.names:
                self._reader.problem(line, no_such_code(top.path("grades"), code, known))
        missing = [] if known is None or not found else [code for code in known.names if code not in self._grades]
        if missing:
            self._reader.problem(
                top.line_of("grades"),
                translatable(
                    "RulePack",
                    "{key} leaves out {codes} of the code list {name}: name every grade once, the strictest first.",
                    key=top.path("grades"), codes=listing(missing), name=name,
                ),
            )
        return name

    def _recorded(self, section: Section) -> Mapping[Occasion, RecordedGrade]:
        found = {}
        for occasion in Occasion:
            record = part_of(
                section, occasion.value, self._record, required=occasion is Occasion.PRESENT)
            if record is not None:
                found[occasion] = record
        return found

    def _record(self, section: Section) -> RecordedGrade:
        field = role_field(section, self._vocabulary, self._role, "field") or ""
        land = section.text("land", required=True) or ""
        if land:
            land = checked_expression(self._reader, land, section.line_of("land"), self._role)
        return RecordedGrade(field, land)

    def _rules(self, parent: Section, key: str, required: bool = False) -> dict[str, GradeRule]:
        """Return rules by id; an id that comes twice is a problem."""
        node = parent.get(key, required)
        what = parent.path(key)
        found: dict[str, GradeRule] = {}
        lines: dict[str, int] = {}
        for item in [] if node is None else self._reader.items(node, what):
            entry = self._reader.mapping(item, what)
            if entry is None:
                continue
            section = Section(self._reader, entry, entry.line, f"{what}.{_id_of(entry)}")
            rule = self._rule(section)
            line = section.line_of("id")
            section.finish()
            if rule.id and rule.id in found:
                self._reader.problem(
                    line,
                    translatable("RulePack", "The id {id} is used twice; the first time in line {line}.",
                                 id=rule.id, line=lines[rule.id]),
                )
            lines.setdefault(rule.id, line)
            found.setdefault(rule.id, rule)
        return found

    def _rule(self, section: Section, is_rest: bool = False) -> GradeRule:
        name = section.read("id", self._reader.identifier, required=True) or ""
        grade = section.text("grade", required=True) or ""
        if grade and self._grades and grade not in self._grades:
            self._unknown(section.path("grade"), grade, self._grades, section.line_of("grade"))
        title = section.title("title", required=True) or Title("")
        clause = section.text("clause", required=True) or ""
        source = section.text("source", required=True) or ""
        if is_rest:
            return GradeRule(name, grade, title, clause, source)
        rule = GradeRule(
            id=name, grade=grade, title=title, clause=clause, source=source,
            where=self._condition(section, "where"),
            planned_where=self._condition(section, "planned_where"),
            overlay=part_of(section, "overlay", self._overlay),
            required=section.boolean("required", True),
        )
        if rule.where is None and rule.overlay is None:
            self._reader.problem(
                section.line,
                translatable(
                    "RulePack",
                    "{section} concerns all forest land: give a condition (where), a layer (overlay) or both; what "
                    "is left over has its grade by rest.",
                    section=section.name,
                ),
            )
        return rule

    def _condition(self, section: Section, key: str) -> Optional[str]:
        text = section.text(key)
        if text is None:
            return None
        return checked_expression(self._reader, text, section.line_of(key), self._role)

    def _overlay(self, section: Section) -> GradeSource:
        role = area_role(section, self._vocabulary)
        by = section.enum("by", AppliesBy, AppliesBy.PIECES)
        own_share = self._share
        if section.get("share") is not None:
            own_share = share(section, "share")
            if by is not AppliesBy.SHARE:
                self._reader.problem(
                    section.line_of("share"),
                    translatable("RulePack", "{key} says nothing where the rule applies by {by}: leave it out, or "
                                 "write by: share.", key=section.path("share"), by=by.value),
                )
        where = chosen_features(section, role)
        unclear = section.text("unclear")
        if unclear is not None:
            unclear = checked_expression(self._reader, unclear, section.line_of("unclear"), role)
        return GradeSource("" if role is None else role.id, by, own_share, where, unclear)

    def _variants(self, base: Mapping[str, GradeRule]) -> dict[str, GradeVariant]:
        node = self._top.get("variants", required=True)
        found: dict[str, GradeVariant] = {}
        for item in [] if node is None else self._reader.items(node, "variants"):
            entry = self._reader.mapping(item, "variants")
            if entry is None:
                continue
            section = Section(self._reader, entry, entry.line, f"variants.{_id_of(entry)}")
            variant = self._variant(section, base)
            if variant.id in found:
                self._reader.problem(
                    section.line_of("id"),
                    translatable("RulePack", "{key} names {value} twice.", key="variants", value=variant.id),
                )
            section.finish()
            found[variant.id] = variant
        if node is not None and not found:
            self._reader.problem(node.line, translatable("RulePack", "{key} is empty.", key="variants"))
        return found

    def _variant(self, section: Section, base: Mapping[str, GradeRule]) -> GradeVariant:
        name = section.read("id", self._reader.identifier, required=True) or ""
        title = section.title("title", required=True) or Title("")
        source = section.text("source", required=True) or ""
        own = self._rules(section, "rules")
        left_out = section.texts("leave_out")
        for rule_id, line in left_out:
            if rule_id not in base:
                self._unknown(section.path("leave_out"), rule_id, tuple(base), line)
            elif rule_id in own:
                self._reader.problem(
                    line,
                    translatable("RulePack", "{key} leaves out {id}, which the variant replaces by a rule of its own: "
                                 "do one of the two.", key=section.path("leave_out"), id=rule_id),
                )
        gone = {rule_id for rule_id, _ in left_out}
        kept = {key: rule for key, rule in base.items() if key not in gone}
        merged = {**kept, **own}  # a rule of the same id takes the place of the national one
        order = {grade: place for place, grade in enumerate(self._grades)}
        rules = sorted(merged.values(), key=lambda rule: order.get(rule.grade, len(order)))
        return GradeVariant(name, title, source, tuple(rules))

    def _unknown(self, what: str, word: str, choices: tuple[str, ...], line: int) -> None:
        suggestion = closest(word, choices)
        if suggestion:
            self._reader.problem(
                line,
                translatable("RulePack", "{key} cannot be {value}; did you mean {suggestion}? Possible: {choices}.",
                             key=what, value=word, suggestion=suggestion, choices=listing(choices)),
            )
        else:
            self._reader.problem(
                line,
                translatable("RulePack", "{key} cannot be {value}; possible: {choices}.", key=what, value=word,
                             choices=listing(choices)),
            )


def _id_of(node: YamlMap) -> str:
    """Return the id of an entry for the sentences, ``?`` where it has none."""
    return next((value.raw for key, value in node.entries if key.raw == "id" and isinstance(value, YamlScalar)), "?")
