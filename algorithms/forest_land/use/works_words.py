"""Sentences on the layout of engineering works."""

from __future__ import annotations

from ...message import Message, Value, translatable
from ...rulepack.forest_use_rules import Demand
from .works import LayoutConflict, RuleNotJudged, WorksLayout


def conflict_sentence(layout: WorksLayout, conflict: LayoutConflict) -> Message:
    """Return the sentence on works that do not lie where they should."""
    values: dict[str, Value] = {
        "works": layout.called(conflict.works), "area": round(conflict.area_m2, 2), "rule": conflict.rule.title,
        "share": round(100.0 * conflict.share, 2), "limit": round(100.0 * conflict.rule.share, 2),
    }
    if conflict.rule.demand is Demand.AVOID:
        return translatable(
            "ForestUse", "The works {works} lie here on {area} m² of land they should avoid ({share} % of them, at "
            "most {limit} %): {rule}.", **values)
    return translatable(
        "ForestUse", "The works {works} lie here with {area} m² outside of the land they should lie in (only {share} % "
        "of them lie in it, at least {limit} %): {rule}.", **values)


def reason_sentence(one: RuleNotJudged) -> Message:
    """Return the sentence on a rule that could not be judged."""
    return translatable("ForestUse", "{rule}: {reason}", rule=one.rule.title, reason=one.reason)
