"""What the checks of an adjustment need of the pack and of the entry they stand in."""

from __future__ import annotations

from ...message import translatable
from ...rulepack.adjustment_rules import AdjustmentRules
from ...rulepack.delineation_rules import DelineationRules
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext, NotRunnable


def adjustment_rules(context: CheckContext) -> AdjustmentRules:
    """Return the adjustment rules of the pack.

    :raises NotRunnable: when the pack has none
    """
    if context.pack.adjustment is None:
        raise NotRunnable(
            translatable("Adjustment", "The rule pack {pack} has no adjustment.yaml, so no adjustment can be judged.",
                         pack=context.pack.title)
        )
    return context.pack.adjustment


def delineation_rules(context: CheckContext) -> DelineationRules:
    """Return the delineation rules of the pack.

    :raises NotRunnable: when the pack has none
    """
    if context.pack.delineation is None:
        raise NotRunnable(
            translatable("Adjustment", "The rule pack {pack} has no delineation.yaml, so nobody knows what may enter "
                         "and leave.", pack=context.pack.title)
        )
    return context.pack.delineation


def expect_layer(check: CheckRule, context: CheckContext, role_id: str) -> None:
    """Refuse a check whose layer is not the one its kind looks at.

    :raises NotRunnable: naming the layer that adjustment.yaml has to give
    """
    if check.layer != role_id:
        raise NotRunnable(
            translatable("Adjustment", "Checks of the kind {kind} look at the layer {expected}, but the rule "
                         "pack says {layer}: correct the layer of the check.", kind=check.kind, expected=role_id,
                         layer=check.layer or "")
        )
