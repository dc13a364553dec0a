"""Conditional expressions (逻辑一致性检查)."""

from __future__ import annotations

import re
from typing import Iterator

from ...message import Title, translatable
from ...rulepack.conditions import in_words
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ..context import CheckContext
from ..expressions import failures
from ..findings import feature_finding, text_of
from ..model import Finding
from ..registry import check_kind

# A long list of constants within brackets: the first four, and the others.
_LONG_LIST = re.compile(r"""\(\s*((?:'(?:[^']|'')*'\s*,\s*){4})(?:'(?:[^']|'')*'\s*,\s*){3,}'(?:[^']|'')*'\s*\)""")


def shown(expression: str) -> str:
    """Return an expression as a sentence shows it: long lists of constants end in an ellipsis."""
    return _LONG_LIST.sub(lambda match: f"({match.group(1)}…)", expression)


@check_kind(
    "attributes.condition",
    must=ParameterSpec(ParameterType.EXPRESSION, required=True),
    field=ParameterSpec(ParameterType.FIELD),
)
def condition(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every feature meets a condition; NULL (unknown) counts as met, required values are checked elsewhere."""
    field = check.parameters.get("field", "")
    demanded = shown(check.parameters["must"])
    words = in_words(check.parameters["must"], context.role(check.layer).conditions)
    said = Title(shown(words.zh), shown(words.en))
    for failure in failures(context, check):
        value = text_of(context.column(check.layer, field)[failure.index]) if field else None
        if failure.error:
            message = translatable("SelfCheck", "The condition {condition} cannot be evaluated here: {reason}.",
                                   condition=said, reason=failure.error)
            kind = "not_evaluated"
        else:
            message = translatable("SelfCheck", "{title}: the condition {condition} is not met.", title=check.title,
                                   condition=said)
            kind = "condition_not_met"
        yield feature_finding(context, check, failure.index, kind, message, field, value, demanded)
