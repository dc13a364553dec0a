"""How it stands with a live session, and what the pack keeps of a layer."""

from __future__ import annotations

from enum import Enum

from ...dataset.dataset import Dataset
from ...errors import LandPlanError
from ...message import translatable
from ...rulepack.indicator_rules import LedgerRules


class LiveState(Enum):
    """How it stands with a live session."""

    PREPARING = "preparing"  # a pass over the layer is under way; there are no rows until it is done
    READY = "ready"
    FAILED = "failed"  # `LiveSession.problem` says why
    STOPPED = "stopped"


def ledger_rules(dataset: Dataset, role: str) -> LedgerRules:
    """Return what the pack keeps of a role while it is edited.

    :raises LandPlanError: when it keeps no ledger of it
    """
    indicators = dataset.pack.indicators
    for rules in () if indicators is None else indicators.ledgers:
        if rules.role == role:
            return rules
    known = dataset.pack.layers.get(role)
    raise LandPlanError(translatable(
        "Indicators", "The pack keeps no ledger of the layer {layer}.", layer=role if known is None else known.title))


def ledger_year(dataset: Dataset, rules: LedgerRules) -> int:
    """Return the year whose targets a ledger is kept against: the first one its indicator is measured for.

    Features that hold the planned state of 2035 tell nothing of a target of 2025.
    """
    years = dataset.pack.target_years
    indicators = dataset.pack.indicators
    rule = None if indicators is None else indicators.indicators.get(rules.indicator)
    return next((year for year in years if rule is not None and rule.measure_of(year) is not None), years[0])
