"""Reads the part ``works`` of ``forestuse.yaml``: where engineering works must and must not lie (工程布局)."""

from __future__ import annotations

from typing import Optional

from ..message import Title, translatable
from .forest_use_rules import Demand, LandChoice, LayoutRule, WorksRules
from .model import CodeList, FieldType
from .section import Section
from .section_lists import coded_field, entries, in_hectares, matching_codes, unique_ids
from .section_parts import area_role, chosen_features, role_field
from .vocabulary import Vocabulary

_NUMBERS = (FieldType.INTEGER, FieldType.REAL)


def read_works(section: Section, vocabulary: Vocabulary) -> WorksRules:
    """Return the rules of the layout of works; what is wrong is noted."""
    role = area_role(section, vocabulary)
    of_type, types = coded_field(section, vocabulary, role, "type")
    rules = entries(section, "rules", lambda entry: _rule(entry, vocabulary, types), required=True)
    unique_ids(section, [(rule.id, line) for rule, line in rules])
    return WorksRules(
        role="" if role is None else role.id,
        name=role_field(section, vocabulary, role, "name") or "",
        type=of_type,
        first_year=role_field(section, vocabulary, role, "first_year", _NUMBERS) or "",
        last_year=role_field(section, vocabulary, role, "last_year", _NUMBERS) or "",
        area=in_hectares(section, role, role_field(section, vocabulary, role, "area", _NUMBERS) or "", "area"),
        clause=section.text("clause", required=True) or "",
        rules=tuple(rule for rule, _ in rules),
    )


def _rule(section: Section, vocabulary: Vocabulary, types: Optional[CodeList]) -> LayoutRule:
    demand = section.enum("demand", Demand, Demand.AVOID, required=True)
    lands = entries(section, "lands", lambda entry: _land(entry, vocabulary), required=True)
    return LayoutRule(
        id=section.read("id", section.reader.identifier, required=True) or "",
        title=section.title("title", required=True) or Title(""),
        clause=section.text("clause", required=True) or "",
        types=matching_codes(section, "types", types, required=True),
        demand=demand,
        lands=tuple(land for land, _ in lands),
        share=_share(section, demand),
    )


def _land(section: Section, vocabulary: Vocabulary) -> LandChoice:
    role = area_role(section, vocabulary)
    return LandChoice("" if role is None else role.id, chosen_features(section, role))


def _share(section: Section, demand: Demand) -> float:
    """Return the share of a rule: without one works lie wholly within the land, or wholly without."""
    share = section.number("share")
    if share is None:
        return 1.0 if demand is Demand.INSIDE else 0.0
    if not (0.0 < share <= 1.0 if demand is Demand.INSIDE else 0.0 <= share < 1.0):
        section.reader.problem(section.line_of("share"), translatable(
            "RulePack", "{key} is {value}: with avoid a share is from 0 to less than 1, with inside more than 0 and at "
            "most 1.", key=section.path("share"), value=share))
    return share
