"""Attribute checks between fields and layers: code–name pairs, key prefixes, references."""

from __future__ import annotations

from typing import Callable, Iterator, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ...feedback import raise_if_cancelled
from ...message import Title, translatable
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ..context import CheckContext
from ..findings import feature_finding, text_of
from ..model import Finding
from ..registry import check_kind
from .attribute_values import failing

FIELD = ParameterSpec(ParameterType.FIELD, required=True)


def _disagreeing(
    check: CheckRule, context: CheckContext, fields: tuple[str, str], bad: Callable[[str, str], bool]
) -> NDArray[np.int64]:
    """Return the array indexes of the selected features whose values of two fields do not go together.

    Features without a value in one of them are passed over; each pair of values is judged once.
    """
    raise_if_cancelled(context.feedback)
    selected = context.selection(check.layer, check.where)
    context.examined = len(selected)
    codes = context.codes(check.layer)
    (one, first), (two, second) = (codes.of(context.column_name(check.layer, field)) for field in fields)
    pairs, which = np.unique(first[selected] * len(two) + second[selected], return_inverse=True)
    wrong = np.zeros(len(pairs), dtype=bool)
    for number, pair in enumerate(pairs.tolist()):
        value, other = one[pair // len(two)], two[pair % len(two)]
        wrong[number] = value is not None and other is not None and bad(text_of(value), text_of(other))
    return selected[wrong[which]]


@check_kind(
    "attributes.code_name", code=FIELD, name=FIELD, codes=ParameterSpec(ParameterType.CODES, required=True)
)
def code_name(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The name beside a code is the name the code list gives (代码与名称一致)."""
    parameters = check.parameters
    codes = context.pack.code_lists[parameters["codes"]]
    code_column = context.column(check.layer, parameters["code"])
    name_column = context.column(check.layer, parameters["name"])

    def expected(code: str) -> Optional[Title]:
        return codes.names.get(codes.aliases.get(code, code))

    def mismatch(code: str, name: str) -> bool:
        title = expected(code)
        return title is not None and bool(name) and name != title.zh

    for index in _disagreeing(check, context, (parameters["code"], parameters["name"]), mismatch):
        code, name = text_of(code_column[index]), text_of(name_column[index])
        title = expected(code)
        right = title.zh if title is not None else ""
        yield feature_finding(
            context, check, int(index), "code_name_mismatch",
            translatable("SelfCheck", "{name} in {field} does not belong to the code {code}, whose name is {expected}.",
                         name=name, field=parameters["name"], code=code, expected=right),
            parameters["name"], name, right,
        )


@check_kind(
    "attributes.key_prefix", field=FIELD, starts_with=FIELD, length=ParameterSpec(ParameterType.INTEGER)
)
def key_prefix(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """A key begins with the key of what it belongs to."""
    parameters = check.parameters
    column = context.column(check.layer, parameters["field"])
    prefix_column = context.column(check.layer, parameters["starts_with"])
    length: Optional[int] = parameters.get("length")

    def differs(value: str, prefix: str) -> bool:
        return bool(value) and not value.startswith(prefix[:length])

    for index in _disagreeing(check, context, (parameters["field"], parameters["starts_with"]), differs):
        value = text_of(column[index])
        prefix = text_of(prefix_column[index])[:length]
        yield feature_finding(
            context, check, int(index), "wrong_prefix",
            translatable("SelfCheck", "{value} in {field} must begin with {prefix}, as {other} says.", value=value,
                         field=parameters["field"], prefix=prefix, other=parameters["starts_with"]),
            parameters["field"], value, prefix,
        )


@check_kind(
    "attributes.reference",
    field=FIELD,
    target=ParameterSpec(ParameterType.ROLE, required=True),
    target_field=ParameterSpec(ParameterType.TARGET_FIELD, required=True),
    length=ParameterSpec(ParameterType.INTEGER),
)
def reference(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """A value exists in the layer it refers to."""
    parameters = check.parameters
    length: Optional[int] = parameters.get("length")
    column = context.column(check.layer, parameters["field"])
    target_column = context.column_name(parameters["target"], parameters["target_field"])
    values, _ = context.codes(parameters["target"]).of(target_column)
    known = {text_of(value)[:length] for value in values if value is not None}
    target = context.layer(parameters["target"])
    context.examined = len(context.selection(check.layer, check.where))

    def unknown(value: str) -> bool:
        return bool(value) and value[:length] not in known

    for index in failing(check, context, parameters["field"], unknown):
        value = text_of(column[index])
        yield feature_finding(
            context, check, index, "unknown_reference",
            translatable("SelfCheck", "{value} in {field} is not found in {target_field} of the layer {target}.",
                         value=value[:length], field=parameters["field"], target_field=parameters["target_field"],
                         target=target.name),
            parameters["field"], value,
        )


@check_kind(
    "attributes.key_reference",
    fields=ParameterSpec(ParameterType.FIELDS, required=True),
    target=ParameterSpec(ParameterType.ROLE, required=True),
    target_field=ParameterSpec(ParameterType.TARGET_FIELD, required=True),
    length=ParameterSpec(ParameterType.INTEGER),
)
def key_reference(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """A key made of several fields exists in the layer it refers to.

    A field holds its own part of the key, or the whole key down to itself: county 690121 and town 100 are 690121100,
    and so are county 690121 and town 690121100 [S37, S41]. Features that lack a part are passed over, and so are
    those whose unit above is not found either: that is one defect, which the check of that unit finds.
    """
    parameters = check.parameters
    names: tuple[str, ...] = parameters["fields"]
    length: Optional[int] = parameters.get("length")
    target_column = context.column_name(parameters["target"], parameters["target_field"])
    values, _ = context.codes(parameters["target"]).of(target_column)
    known = {text_of(value)[:length] for value in values if value is not None}
    target = context.layer(parameters["target"])
    columns = [context.column(check.layer, name) for name in names]
    codes = context.codes(check.layer)
    selected = context.selection(check.layer, check.where)
    context.examined = len(selected)
    combined = np.zeros(len(selected), dtype=np.int64)
    for name in names:
        distinct, places = codes.of(context.column_name(check.layer, name))
        _, combined = np.unique(combined, return_inverse=True)  # numbers stay small, whatever is combined
        combined = combined * len(distinct) + places[selected]
    _, firsts, which = np.unique(combined, return_index=True, return_inverse=True)
    parts = [[text_of(column[selected[first]]).strip() for column in columns] for first in firsts.tolist()]
    keys = [joined_key(each) for each in parts]
    above = [joined_key(each[:-1]) for each in parts]
    beginnings = {value[:size] for size in set(map(len, above)) for value in known}
    wrong = np.array([bool(key) and key[:length] not in known and unit in beginnings
                      for key, unit in zip(keys, above)], dtype=bool)
    raise_if_cancelled(context.feedback)
    for place in np.flatnonzero(wrong[which]) if len(selected) else ():
        key = keys[which[place]][:length]
        yield feature_finding(
            context, check, int(selected[place]), "unknown_reference",
            translatable("SelfCheck", "{value}, made of {fields}, is not found in {target_field} of the layer "
                         "{target}.", value=key, fields="+".join(names), target_field=parameters["target_field"],
                         target=target.name),
            names[-1], key,
        )


def joined_key(parts: Sequence[str]) -> str:
    """Return the whole key of its parts, each either a part or the whole key down to it; empty where one is empty.

    A part longer than the key before it is a whole key; whether it begins as it should is for `key_prefix` to say.
    """
    key = ""
    for part in parts:
        if not part:
            return ""
        key = part if len(part) > len(key) else key + part
    return key
