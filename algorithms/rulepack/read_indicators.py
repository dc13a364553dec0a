"""Reads ``indicators.yaml``: the indicators of a plan, how they are judged, handed down and measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Mapping, Optional, TypeVar

from ..message import Title, translatable
from .check_ids import NamedCheck, expanded, report_unknown
from .indicator_references import report_unknown_indicators, report_wrong_sums
from .indicator_rules import (
    ChangeDirection,
    Distribution,
    IndicatorRule,
    IndicatorRules,
    LimitSense,
    Nature,
    Obligation,
    Relation,
    UnitSources,
)
from .model import CheckRule
from .problems import listing
from .read_indicator_tables import read_ledger, read_table
from .read_measures import MeasureReader, entries
from .read_pack_file import ADMIN_LEVELS, AREA_UNITS
from .read_unit_sources import read_unit_sources
from .reader import Reader
from .section import Section
from .section_parts import part_of
from .vocabulary import Vocabulary
from .yaml_lines import YamlNode

E = TypeVar("E", bound=Enum)
_MOST_DECIMALS = 6
_MOST_TOLERANCE = 10  # of the last decimal, for each value


@dataclass(frozen=True)
class PlanFrame:
    """What ``pack.yaml`` says about the plan.

    :ivar levels: administrative levels, the largest first
    """

    levels: tuple[str, ...]
    base_year: int
    target_years: tuple[int, ...]


@dataclass(frozen=True)
class IndicatorFile:
    """Content of ``indicators.yaml``.

    :ivar named: ids and patterns of checks that ledgers name, each with its key and line
    """

    rules: IndicatorRules
    named: tuple[NamedCheck, ...]


def read_indicators(
    root: YamlNode, reader: Reader, vocabulary: Vocabulary, frame: Optional[PlanFrame]
) -> Optional[IndicatorFile]:
    """Return the content of ``indicators.yaml``; None when it is no mapping.

    Whatever is wrong in the file is noted with the reader; what is returned then is not to be used.

    :param frame: None when pack.yaml could not be read
    """
    node = reader.mapping(root, reader.file)
    if node is None:
        return None
    return _IndicatorReader(Section(reader, node, 1, reader.file), vocabulary, frame).read()


def check_ledgers(content: IndicatorFile, checks: Mapping[str, CheckRule], reader: Reader) -> IndicatorRules:
    """Note ids of checks that do not exist; return the rules with patterns of ids replaced by ids."""
    report_unknown(content.named, checks, reader)
    ledgers = tuple(replace(one, checks=expanded(one.checks, checks)) for one in content.rules.ledgers)
    return replace(content.rules, ledgers=ledgers)


class _IndicatorReader:
    """Reads the whole file."""

    def __init__(self, section: Section, vocabulary: Vocabulary, frame: Optional[PlanFrame]) -> None:
        self._section = section
        self._reader = section.reader
        self._vocabulary = vocabulary
        self._levels = ADMIN_LEVELS if frame is None else frame.levels
        self._frame = frame
        self._years = None if frame is None else (frame.base_year, *frame.target_years)
        self._codes: list[tuple[str, str, int]] = []  # codes that other entries name
        self._checks: list[NamedCheck] = []
        self._lines: dict[str, int] = {}

    def read(self) -> IndicatorFile:
        """Return the content; what is wrong has been noted."""
        section = self._section
        units = part_of(
            section, "units", lambda part: read_unit_sources(part, self._vocabulary, self._levels), required=True
        ) or UnitSources((), "", "", {})
        tolerance = section.number("tolerance")
        if tolerance is not None and tolerance < 0:
            self._reader.problem(
                section.line_of("tolerance"),
                translatable("RulePack", "{key} must not be negative.", key=section.path("tolerance")),
            )
        if tolerance is not None and tolerance > _MOST_TOLERANCE:
            self._reader.problem(
                section.line_of("tolerance"),
                translatable("RulePack", "{key} is {value}: it is a share of the last decimal that values are written "
                             "with, at most {most}. More is no rounding, and would hide what is missed.",
                             key=section.path("tolerance"), value=tolerance, most=_MOST_TOLERANCE),
            )
        indicators: dict[str, IndicatorRule] = {}
        for rule in entries(section, "indicators", lambda part: self._indicator(part, units), required=True):
            indicators.setdefault(rule.code, rule)
        rules = IndicatorRules(
            indicators=indicators,
            units=units,
            tables=tuple(
                entries(section, "tables", lambda part: read_table(part, self._vocabulary, self._codes))
            ),
            relations=self._relations(section, indicators),
            ledgers=tuple(
                entries(section, "ledgers", lambda part: read_ledger(part, self._vocabulary, self._codes, self._checks))
            ),
            tolerance=0.5 if tolerance is None else tolerance,
            base_year=None if self._frame is None else self._frame.base_year,
            target_years=() if self._frame is None else self._frame.target_years,
            coverage=MeasureReader(self._vocabulary, self._years, self._codes).coverage(section),
        )
        section.finish()
        report_unknown_indicators(self._codes, indicators, self._reader)
        report_wrong_sums(indicators, self._lines, self._reader)
        self._check_once(section, "tables", [table.role for table in rules.tables])
        self._check_once(section, "ledgers", [ledger.role for ledger in rules.ledgers])
        return IndicatorFile(rules, tuple(self._checks))

    def _indicator(self, section: Section, units: UnitSources) -> IndicatorRule:
        code = section.text("code", required=True) or ""
        if code in self._lines:
            self._reader.problem(
                section.line_of("code"),
                translatable(
                    "RulePack", "The indicator {code} is there twice; the first time in line {line}.", code=code,
                    line=self._lines[code],
                ),
            )
        elif code:
            self._lines[code] = section.line_of("code")
        unit = self._unit(section)
        section.name = f"{section.name} {code}"
        measures = MeasureReader(self._vocabulary, self._years, self._codes)
        measured = measures.read(section, unit)
        rule = IndicatorRule(
            code=code,
            title=section.title("title", required=True) or Title(""),
            unit=unit,
            decimals=self._decimals(section),
            nature=section.enum("nature", Nature, Nature.EXPECTED, required=True),
            limit=section.enum("limit", LimitSense, LimitSense.EQUAL, required=True),
            clause=section.text("clause", required=True) or "",
            levels=part_of(section, "levels", lambda part: self._obligations(part, units), required=True) or {},
            change=self._optional(section, "change", ChangeDirection),
            children=self._optional(section, "children", LimitSense),
            main=section.boolean("main", False),
            distribution=section.enum("distribution", Distribution, Distribution.BASE_SHARE),
            measures=measured,
            help=section.title("help"),
            over_time=self._optional(section, "over_time", LimitSense),
            candidates=measures.candidates(section, unit),
            not_measured=measures.not_measured(section, measured),
        )
        if rule.candidates and rule.children is None:
            self._reader.problem(
                section.line_of("candidates"),
                translatable(
                    "RulePack", "{key}: values of {code} do not add up, so it is not handed down: remove it, or give "
                    "children.", key=section.path("candidates"), code=code,
                ),
            )
        if any(measure.over for measure in rule.measures) and rule.children is not None:
            self._reader.problem(
                section.line_of("children"),
                translatable(
                    "RulePack", "{key}: {code} is a ratio, and ratios of several units do not add up: remove it.",
                    key=section.path("children"), code=code,
                ),
            )
        return rule

    @staticmethod
    def _optional(section: Section, key: str, kind: type[E]) -> Optional[E]:
        return None if section.get(key) is None else section.enum(key, kind, next(iter(kind)))

    def _unit(self, section: Section) -> str:
        unit = section.text("unit", required=True) or ""
        meant = "" if unit in AREA_UNITS or "/" in unit else _AREA_WORDS.get(unit.casefold(), "")
        if meant:
            self._reader.problem(
                section.line_of("unit"),
                translatable(
                    "RulePack", "{key} is {value}: an area is written in one of {units}; did you mean {suggestion}?",
                    key=section.path("unit"), value=unit, units=listing(AREA_UNITS), suggestion=meant,
                ),
            )
        return unit

    def _decimals(self, section: Section) -> int:
        decimals = section.integer("decimals", required=True)
        if decimals is not None and not 0 <= decimals <= _MOST_DECIMALS:
            self._reader.problem(
                section.line_of("decimals"),
                translatable(
                    "RulePack", "{key} is {value}: from 0 to {most} decimals are possible.",
                    key=section.path("decimals"), value=decimals, most=_MOST_DECIMALS,
                ),
            )
        return decimals or 0

    def _obligations(self, section: Section, units: UnitSources) -> Mapping[str, Obligation]:
        found: dict[str, Obligation] = {}
        for level in self._levels:
            if section.get(level) is None:
                continue
            found[level] = section.enum(level, Obligation, Obligation.OPTIONAL)
            if units.digits and level not in units.digits:
                self._reader.problem(
                    section.line_of(level),
                    translatable(
                        "RulePack", "{key}: units.digits does not say how long a code of this level is.",
                        key=section.path(level),
                    ),
                )
        if not found:
            self._reader.problem(
                section.line, translatable("RulePack", "{key} names no level.", key=section.name)
            )
        return found

    def _relations(self, section: Section, indicators: Mapping[str, IndicatorRule]) -> tuple[Relation, ...]:
        ids: set[str] = set()
        return tuple(entries(section, "relations", lambda part: self._relation(part, indicators, ids)))

    def _relation(self, section: Section, indicators: Mapping[str, IndicatorRule], ids: set[str]) -> Relation:
        relation_id = section.read("id", self._reader.identifier, required=True) or ""
        if relation_id in ids:
            self._reader.problem(
                section.line_of("id"),
                translatable("RulePack", "Two relations have the id {id}.", id=relation_id),
            )
        ids.add(relation_id)
        left, right = section.texts("left", required=True), section.texts("right", required=True)
        for key, words in (("left", left), ("right", right)):
            self._codes += [(code, section.path(key), line) for code, line in words]
        both = [code for code, _ in (*left, *right)]
        for code in sorted({code for code in both if both.count(code) > 1}):
            self._reader.problem(
                section.line, translatable("RulePack", "{key} names {value} twice.", key=section.name, value=code)
            )
        found = {indicators[code].unit for code in both if code in indicators}
        if len({"area" if unit in AREA_UNITS else unit for unit in found}) > 1:
            self._reader.problem(
                section.line,
                translatable(
                    "RulePack", "{key} compares amounts of different units: {units}.", key=section.name,
                    units=listing(sorted(found)),
                ),
            )
        return Relation(
            id=relation_id,
            title=section.title("title", required=True) or Title(""),
            left=tuple(code for code, _ in left),
            sense=section.enum("sense", LimitSense, LimitSense.EQUAL, required=True),
            right=tuple(code for code, _ in right),
            clause=section.text("clause", required=True) or "",
        )

    def _check_once(self, section: Section, key: str, roles: list[str]) -> None:
        """Note a layer that two entries of a list are about."""
        for role in sorted({role for role in roles if role and roles.count(role) > 1}):
            self._reader.problem(
                section.line_of(key),
                translatable("RulePack", "{key} names {value} twice.", key=section.path(key), value=role),
            )


# Ways to write units of area that a pack might try, and what they are called here.
_AREA_WORDS = {
    **{unit.casefold(): unit for unit in AREA_UNITS},
    "㎡": "m2", "m²": "m2", "平方米": "m2", "sqm": "m2",
    "hm2": "ha", "hm²": "ha", "公顷": "ha", "hectare": "ha", "hectares": "ha",
    "亩": "mu", "万亩": "wan_mu", "wanmu": "wan_mu", "km²": "km2", "平方千米": "km2", "平方公里": "km2",
}
