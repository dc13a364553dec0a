"""Which variant of the rules is in force: the pack's own choice, or another one asked for."""

from __future__ import annotations

from typing import Optional

from ...errors import LandPlanError
from ...message import translatable
from ...rulepack.grade_rules import GradeRules, GradeVariant
from ...rulepack.model import Pack
from ...rulepack.problems import closest, listing


def grade_rules(pack: Pack) -> GradeRules:
    """Return the rules of protection grades of a pack.

    :raises LandPlanError: when it has none
    """
    if pack.grades is None:
        raise LandPlanError(
            translatable(
                "Grades",
                "The rule pack {pack} has no grades.yaml, so it does not say what gives forest land its protection "
                "grade: choose another pack, for example forest.",
                pack=pack.id,
            )
        )
    return pack.grades


def chosen_variant(rules: GradeRules, variant: Optional[str]) -> GradeVariant:
    """Return a variant by its id or one of its titles; the one in force where none is asked for.

    :raises LandPlanError: when there is no such variant
    """
    if not variant or not variant.strip():
        return rules.variant
    wanted = variant.strip()
    if wanted in rules.variants:
        return rules.variants[wanted]
    for found in rules.variants.values():
        if wanted.casefold() in (found.title.zh, found.title.en.casefold(), found.id.casefold()):
            return found
    suggestion = closest(wanted, rules.variants)
    if suggestion:
        raise LandPlanError(
            translatable("Grades", "The rules of protection grades have no variant {variant}; did you mean "
                         "{suggestion}?", variant=wanted, suggestion=suggestion)
        )
    raise LandPlanError(
        translatable("Grades", "The rules of protection grades have no variant {variant}; there are {variants}.",
                     variant=wanted, variants=listing(rules.variants))
    )
