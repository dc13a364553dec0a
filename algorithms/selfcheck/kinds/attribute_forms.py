"""Whether the values of a field are written one way: keys in two spellings do not meet (编码写法一致)."""

from __future__ import annotations

from typing import Iterator

import numpy as np

from ...message import translatable
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule, FieldRule, FieldType, LayerRole
from ..context import CheckContext
from ..findings import feature_finding, text_of
from ..model import Finding
from ..registry import check_kind
from .attribute_values import chosen_columns


def is_key_text(rule: FieldRule, role: LayerRole) -> bool:
    """Return whether text is part of the key of a layer."""
    return rule.type is FieldType.TEXT and rule.name in role.key


@check_kind("attributes.same_length", fields=ParameterSpec(ParameterType.FIELDS, default_fields=is_key_text))
def same_length(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Values of a field have one number of characters all over the layer.

    A county that writes the town as 3 digits here and as 9 there finds neither duplicates nor units. Each length
    that is not the most frequent one gives one finding, at the first feature that has it.
    """
    columns, refusal = chosen_columns(check, context, is_key_text)
    selected = context.selection(check.layer, check.where)
    for rule, column in columns:
        distinct, places = context.codes(check.layer).of(context.column_name(check.layer, rule.name))
        by_value = np.array([len(text_of(value).strip()) for value in distinct], dtype=np.int64)
        lengths = by_value[places[selected]]
        filled = np.flatnonzero(lengths)
        found, firsts, counts = np.unique(lengths[filled], return_index=True, return_counts=True)
        if len(found) < 2:
            continue
        usual = int(np.argmax(counts))
        for number, (size, first, count) in enumerate(zip(found.tolist(), filled[firsts].tolist(), counts.tolist())):
            if number == usual:
                continue
            index = int(selected[first])
            value = text_of(column[index])
            yield feature_finding(
                context, check, index, "other_length",
                translatable("SelfCheck", "{field} ({title}) has {size} characters on {count} features, such as "
                             "{value}, and {usual} on {most} others: write it one way in the whole layer.",
                             field=rule.name, title=rule.title, size=size, count=count, value=value,
                             usual=int(found[usual]), most=int(counts[usual])),
                rule.name, float(size), float(found[usual]),
            )
    if refusal:
        raise refusal
