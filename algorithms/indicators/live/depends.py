"""What a live ledger depends on besides the edited layer."""

from __future__ import annotations

from ...dataset.dataset import Dataset
from ...rulepack.indicator_rules import IndicatorRule, IndicatorRules, LedgerRules


def ledger_roles(dataset: Dataset, rules: LedgerRules) -> frozenset[str]:
    """Return the roles that the rows depend on, without that of the edited layer."""
    indicators = dataset.pack.indicators
    units = () if indicators is None else indicators.units.roles
    return frozenset(role for role in (*units, rules.before) if role is not None and role != rules.role)


def measure_roles(dataset: Dataset, role: str, year: int) -> frozenset[str]:
    """Return the roles that the measured values of the indicators that depend on a layer depend on, without its own."""
    rules = dataset.pack.indicators
    if rules is None:
        return frozenset()
    found: set[str] = set(rules.units.roles)
    for rule in rules.indicators.values():
        roles = roles_of(rules, rule, year)
        if role in roles:
            found |= roles
    return frozenset(found - {role})


def roles_of(
    rules: IndicatorRules, rule: IndicatorRule, year: int, above: tuple[str, ...] = ()
) -> frozenset[str]:
    """Return the roles of the layers an indicator is measured from, those of the indicators it sums up included.

    :param above: codes of the indicators it is a part of
    """
    measure = rule.measure_of(year)
    if measure is None or rule.code in above:
        return frozenset()
    parts = (roles_of(rules, rules.indicators[code], year, (*above, rule.code)) for code in measure.indicators)
    return measure.roles.union(*parts)
