"""Attribute checks between fields and layers: code–name pairs, key prefixes, references."""

from __future__ import annotations

from typing import Iterator, Optional

import numpy as np

from ...message import translatable
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ..context import CheckContext
from ..findings import feature_finding, text_of
from ..model import Finding
from ..registry import check_kind
from .attribute_values import failing

FIELD = ParameterSpec(ParameterType.FIELD, required=True)


def _filled(context: CheckContext, check: CheckRule, *columns: np.ma.MaskedArray) -> Iterator[int]:
    """Yield the indexes of the selected features that have a value in every column."""
    selected = context.selection(check.layer, check.where)
    context.examined = len(selected)
    empty = np.logical_or.reduce([np.ma.getmaskarray(column)[selected] for column in columns])
    for index in selected[~empty]:
        yield int(index)


@check_kind(
    "attributes.code_name", code=FIELD, name=FIELD, codes=ParameterSpec(ParameterType.CODES, required=True)
)
def code_name(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The name beside a code is the name the code list gives (代码与名称一致)."""
    parameters = check.parameters
    codes = context.pack.code_lists[parameters["codes"]]
    code_column = context.column(check.layer, parameters["code"])
    name_column = context.column(check.layer, parameters["name"])
    for index in _filled(context, check, code_column, name_column):
        code = text_of(code_column[index])
        title = codes.names.get(codes.aliases.get(code, code))
        name = text_of(name_column[index])
        if title is not None and name and name != title.zh:
            yield feature_finding(
                context,
                check,
                index,
                "code_name_mismatch",
                translatable(
                    "SelfCheck",
                    "{name} in {field} does not belong to the code {code}, whose name is {expected}.",
                    name=name,
                    field=parameters["name"],
                    code=code,
                    expected=title.zh,
                ),
                parameters["name"],
                name,
                title.zh,
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
    for index in _filled(context, check, column, prefix_column):
        value = text_of(column[index])
        prefix = text_of(prefix_column[index])[:length]
        if value and prefix and not value.startswith(prefix):
            yield feature_finding(
                context, check, index, "wrong_prefix",
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
    target_column = context.column(parameters["target"], parameters["target_field"])
    known = {text_of(value)[:length] for value in np.unique(target_column.compressed())}
    target = context.layer(parameters["target"])
    context.examined = len(context.selection(check.layer, check.where))
    for index in failing(check, context, column, lambda value: bool(value) and value[:length] not in known):
        value = text_of(column[index])
        yield feature_finding(
            context, check, index, "unknown_reference",
            translatable("SelfCheck", "{value} in {field} is not found in {target_field} of the layer {target}.",
                         value=value[:length], field=parameters["field"], target_field=parameters["target_field"],
                         target=target.name),
            parameters["field"], value,
        )
