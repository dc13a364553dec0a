"""A pack as the checks of an adjustment and of the three lines want it."""

from __future__ import annotations

from dataclasses import replace
from typing import Collection

from ..errors import LandPlanError
from ..message import translatable
from ..rulepack.adjustment_rules import AdjustmentRules, ThreeLineRules
from ..rulepack.model import CheckRule, Pack, Severity
from ..rulepack.problems import listing

LEDGER_KINDS = ("adjustment.ledger_removed", "adjustment.ledger_entered")


def rules_of(pack: Pack) -> AdjustmentRules:
    """Return the adjustment rules of a pack.

    :raises LandPlanError: when the pack has none
    """
    if pack.adjustment is None:
        raise LandPlanError(
            translatable("Adjustment", "The rule pack {pack} has no adjustment.yaml, so no adjustment can be judged. "
                         "Choose another pack.", pack=pack.title)
        )
    return pack.adjustment


def lines_of(pack: Pack) -> ThreeLineRules:
    """Return the rules of a pack for the three lines.

    :raises LandPlanError: when the pack has none
    """
    lines = None if pack.adjustment is None else pack.adjustment.three_lines
    if lines is None:
        raise LandPlanError(
            translatable("Adjustment", "The rule pack {pack} has no rules for the three lines. Choose another pack.",
                         pack=pack.title)
        )
    return lines


def ledger_role(pack: Pack) -> str:
    """Return the role of the declared ledger that checks of a pack hold against the difference; empty without any."""
    ledgers = (check.layer for check in pack.checks.values() if check.kind in LEDGER_KINDS)
    return next((role for role in ledgers if role), "")


def require_ledger_role(pack: Pack) -> None:
    """Refuse a declared ledger where a pack has no check for it.

    :raises LandPlanError: when no check of the pack looks at a ledger
    """
    if not ledger_role(pack):
        raise LandPlanError(
            translatable("Adjustment", "No check of the rule pack {pack} looks at a declared ledger. Leave it out.",
                         pack=pack.title)
        )


def with_essential(pack: Pack, essential: Collection[str]) -> Pack:
    """Return a pack in which some checks are required: without them the verdict is incomplete."""
    return _with_checks(pack, {check_id: replace(pack.checks[check_id], required=True) for check_id in essential})


def with_rule_set(pack: Pack, rule_set: str) -> Pack:
    """Return a pack with a rule set of the three lines in force.

    A conflict of two lines is an error where the rule set says which of them gives way, else a warning.

    :param rule_set: id of the rule set, empty for the pack's default
    :raises LandPlanError: when the pack has no such rule set
    """
    lines, rules = lines_of(pack), rules_of(pack)
    wanted = rule_set.strip() or lines.chosen
    if wanted not in lines.rule_sets:
        raise LandPlanError(
            translatable("Adjustment", "The rule pack {pack} has no rule set {rules} for the three lines; it has "
                         "{known}.", pack=pack.title, rules=wanted, known=listing(lines.rule_sets))
        )
    lines = replace(lines, chosen=wanted)
    checks: dict[str, CheckRule] = {}
    for check in pack.checks.values():
        pair = (check.layer or "", str(check.parameters.get("target", "")))
        if check.kind == "lines.conflict" and all(lines.rule_set.rank(role) is not None for role in pair):
            severity = Severity.WARNING if lines.rule_set.gives_way(*pair) is None else Severity.ERROR
            checks[check.id] = replace(check, severity=severity)
    return _with_checks(replace(pack, adjustment=replace(rules, three_lines=lines)), checks)


def _with_checks(pack: Pack, changed: dict[str, CheckRule]) -> Pack:
    return replace(pack, checks={check_id: changed.get(check_id, check) for check_id, check in pack.checks.items()})
