"""Conflicts between the three lines (三线): permanent basic farmland, ecological redline, urban boundary."""

from __future__ import annotations

from typing import Iterator

from ...geometry.overlay import overlaps_between
from ...message import Message, Value, translatable
from ...rulepack.adjustment_rules import LineRuleSet
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext
from ...selfcheck.findings import ErrorArea, area_findings, feature_of
from ...selfcheck.model import Finding
from ...selfcheck.one_crs import in_crs_of
from ...selfcheck.registry import check_kind

NUMBER = ParameterSpec(ParameterType.NUMBER)
ROLE = ParameterSpec(ParameterType.ROLE, required=True)
TARGET_EXPRESSION = ParameterSpec(ParameterType.TARGET_EXPRESSION)


@check_kind("lines.conflict", rules="three_lines", target=ROLE, target_where=TARGET_EXPRESSION, tolerance=NUMBER)
def conflict(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Two lines, or a line and an area it has to avoid, do not overlap; the rule set says which gives way."""
    target_id, target_where = check.parameters["target"], check.parameters.get("target_where")
    polygons = context.polygons(check.layer, check.where)
    selected = context.selection(check.layer, check.where)
    other = in_crs_of(context, check.layer, target_id, context.polygons(target_id, target_where))
    target_selected = context.selection(target_id, target_where)
    context.examined = len(polygons)
    errors = overlaps_between(polygons, other, context.layer_tolerance(check), context.feedback)
    sentence = _Sentence(check, context)
    yield from area_findings(
        context,
        check,
        [
            ErrorArea(
                "overlap_with_layer",
                (
                    feature_of(context, check.layer, int(selected[error.feature_a])),
                    feature_of(context, target_id, int(target_selected[error.feature_b])),
                ),
                error.geometry,
                sentence.of,
            )
            for error in errors
        ],
    )


class _Sentence:
    """Makes the sentence of a conflict under the rule set in force."""

    def __init__(self, check: CheckRule, context: CheckContext) -> None:
        adjustment = context.pack.adjustment
        if adjustment is None or adjustment.three_lines is None:
            raise ValueError("the pack has no rules for the three lines")  # the loader refuses such a pack
        self._rules: LineRuleSet = adjustment.three_lines.rule_set
        layer, target = context.role(check.layer), context.role(check.parameters["target"])
        self._titles: dict[str, Value] = {"layer": layer.title, "target": target.title}
        giving = self._rules.gives_way(layer.id, target.id)
        self._giving = None if giving is None else context.role(giving).title

    def of(self, area: float) -> Message:
        """Return the sentence for a conflict over an area in m²."""
        values: dict[str, Value] = {
            **self._titles, "area": round(area, 4), "rules": self._rules.title, "clause": self._rules.clause
        }
        if self._giving is None:
            return translatable(
                "Adjustment", "{layer} and {target} conflict on {area} m². Under {rules} ({clause}) neither has "
                "precedence: decide which of the two is to be redrawn, so that they do not cross.", **values,
            )
        return translatable(
            "Adjustment", "{layer} and {target} conflict on {area} m². By {rules} ({clause}) {giving} has to give way.",
            giving=self._giving, **values,
        )
