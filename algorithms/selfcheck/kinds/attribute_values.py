"""Attribute checks on the values of one field (属性检查): required, unique, domain, length, pattern, range."""

from __future__ import annotations

import re
from typing import Callable, Iterator, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ...feedback import raise_if_cancelled
from ...message import Message, translatable
from ...rulepack.kinds import FieldChoice, ParameterSpec, ParameterType
from ...rulepack.model import CheckRule, FieldRule, FieldType, LayerRole
from ..context import CheckContext, NotRunnable
from ..findings import feature_finding, text_of
from ..model import Finding
from ..registry import check_kind


def fields_parameter(default: FieldChoice, only_such: bool = False) -> ParameterSpec:
    """Return the parameter ``fields``: the loader refuses a check that would look at no field."""
    return ParameterSpec(ParameterType.FIELDS, default_fields=default, only_such=only_such)


def is_mandatory(rule: FieldRule, role: LayerRole) -> bool:
    """Return whether a value is demanded, always or under a condition."""
    return rule.required or bool(rule.required_when)


def is_unique(rule: FieldRule, role: LayerRole) -> bool:
    """Return whether values must not occur twice."""
    return rule.unique


def has_codes(rule: FieldRule, role: LayerRole) -> bool:
    """Return whether values come from a code list."""
    return rule.codes is not None


def has_length(rule: FieldRule, role: LayerRole) -> bool:
    """Return whether text has a greatest length."""
    return rule.type is FieldType.TEXT and rule.length is not None


def has_pattern(rule: FieldRule, role: LayerRole) -> bool:
    """Return whether values have a given form."""
    return rule.pattern is not None


def has_limits(rule: FieldRule, role: LayerRole) -> bool:
    """Return whether numbers have limits."""
    return any(limit is not None for limit in (rule.minimum, rule.exclusive_minimum, rule.maximum))


def is_code_or_key(rule: FieldRule, role: LayerRole) -> bool:
    """Return whether text identifies something, so that a stray blank would break the link."""
    return rule.type is FieldType.TEXT and (rule.name in role.key or bool(rule.codes) or bool(rule.pattern))


Column = tuple[FieldRule, np.ma.MaskedArray]


def chosen_columns(
    check: CheckRule, context: CheckContext, default: FieldChoice
) -> tuple[list[Column], Optional[NotRunnable]]:
    """Return the columns a check looks at: those it names, else those ``default`` chooses.

    The second value is the refusal to raise after the findings when columns the standard demands are
    missing: what could be looked at was, but the check as a whole has not run.
    """
    role = context.role(check.layer)
    names = check.parameters.get("fields")
    if names:
        rules = [role.fields[name] for name in names]
    else:
        rules = [rule for rule in role.fields.values() if default(rule, role)]
    present, missing = context.available_fields(check, rules)
    columns = [(rule, context.column(check.layer, rule.name)) for rule in present]
    context.examined = len(context.selection(check.layer, check.where))
    if not missing:
        return columns, None
    layer = context.layer(check.layer)
    return columns, NotRunnable(
        translatable("SelfCheck", "The layer {layer} has no field {fields}, so its values could not be checked.",
                     layer=layer.name, fields=", ".join(rule.name for rule in missing))
    )


def failing(
    check: CheckRule, context: CheckContext, column: np.ma.MaskedArray, bad: Callable[[str], bool]
) -> NDArray[np.int64]:
    """Return the array indexes of the selected features whose (not NULL) value is bad.

    Each distinct value is judged once: codes repeat a lot.
    """
    raise_if_cancelled(context.feedback)
    selected = context.selection(check.layer, check.where)
    selected = selected[~np.ma.getmaskarray(column)[selected]]
    distinct, inverse = np.unique(np.asarray(column.data)[selected], return_inverse=True)
    verdicts = np.fromiter((bad(text_of(value)) for value in distinct), dtype=bool, count=len(distinct))
    result: NDArray[np.int64] = selected[verdicts[inverse]] if len(distinct) else selected
    return result


def blank(column: np.ma.MaskedArray) -> NDArray[np.bool_]:
    """Return which values are NULL or, in text, nothing but blanks."""
    missing = np.ma.getmaskarray(column).copy()
    if column.dtype.kind in "OU":
        rest = ~missing
        missing[rest] = [not str(value).strip() for value in column.data[rest]]
    return missing


@check_kind("attributes.required", fields=fields_parameter(is_mandatory))
def required(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Mandatory values are filled in; conditional ones where their condition holds."""
    columns, refusal = chosen_columns(check, context, is_mandatory)
    for rule, column in columns:
        selected = context.selection(check.layer, check.where)
        if rule.required_when and not rule.required:
            selected = np.intersect1d(selected, context.selection(check.layer, rule.required_when))
        for index in selected[blank(column)[selected]]:
            yield feature_finding(
                context, check, index, "null_value",
                translatable("SelfCheck", "The mandatory field {field} ({title}) is not filled in.", field=rule.name,
                             title=rule.title),
                rule.name, text_of(column[index]),
            )
    if refusal:
        raise refusal


@check_kind("attributes.unique", fields=fields_parameter(is_unique))
def unique(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Values occur once: the named fields together, or each unique field of the layer."""
    names = check.parameters.get("fields")
    columns, refusal = chosen_columns(check, context, is_unique)
    if refusal and names:
        raise refusal  # part of a composite key says nothing
    groups: Sequence[list[Column]] = [columns] if names else [[column] for column in columns]
    for group in groups:
        yield from _duplicates(check, context, group)
    if refusal:
        raise refusal


def _duplicates(check: CheckRule, context: CheckContext, group: Sequence[Column]) -> Iterator[Finding]:
    selected = context.selection(check.layer, check.where)
    filled = ~np.logical_or.reduce([blank(column)[selected] for _, column in group])
    first: dict[tuple[str, ...], int] = {}
    fields = "+".join(rule.name for rule, _ in group)
    for index in selected[filled]:
        value = tuple(text_of(column[index]) for _, column in group)
        earlier = first.setdefault(value, int(index))
        if earlier != index:
            yield feature_finding(
                context, check, earlier, "duplicate_value",
                translatable("SelfCheck", "The value {value} of {field} occurs more than once; it must be unique.",
                             value=" / ".join(value), field=fields),
                fields, " / ".join(value), partner=int(index), geometry=None,
            )


@check_kind("attributes.domain", fields=fields_parameter(has_codes, only_such=True))
def domain(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Codes are in their code list (值域); codes of another generation count when the list maps them."""
    columns, refusal = chosen_columns(check, context, has_codes)
    for rule, column in columns:
        if rule.codes is None:
            continue
        codes = context.pack.code_lists[rule.codes]
        allowed = set(codes.names) | set(codes.aliases)

        def unknown(value: str, allowed: set[str] = allowed) -> bool:
            return bool(value) and value not in allowed

        for index in failing(check, context, column, unknown):
            yield feature_finding(
                context, check, index, "unknown_code",
                translatable("SelfCheck", "{value} in {field} ({title}) is not in the code list {codes}.",
                             value=text_of(column[index]), field=rule.name, title=rule.title, codes=codes.title),
                rule.name, text_of(column[index]), codes.title.zh,
            )
    if refusal:
        raise refusal


@check_kind(
    "attributes.length", fields=fields_parameter(has_length, only_such=True), exact=ParameterSpec(ParameterType.BOOLEAN)
)
def length(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Text is not longer than its field (with ``exact``: has just that many characters)."""
    exact = bool(check.parameters.get("exact", False))
    columns, refusal = chosen_columns(check, context, has_length)
    for rule, column in columns:
        limit = rule.length
        if limit is None:
            continue

        def bad(value: str, limit: int = limit) -> bool:
            return bool(value) and (len(value) != limit if exact else len(value) > limit)

        for index in failing(check, context, column, bad):
            value = text_of(column[index])
            yield feature_finding(context, check, index, "wrong_length", _length_message(rule, value, limit, exact),
                                  rule.name, float(len(value)), float(limit))
    if refusal:
        raise refusal


def _length_message(rule: FieldRule, value: str, limit: int, exact: bool) -> Message:
    if exact:
        return translatable("SelfCheck", "{value} in {field} ({title}) has {found} characters; it must have {limit}.",
                            value=value, field=rule.name, title=rule.title, found=len(value), limit=limit)
    return translatable(
        "SelfCheck", "{value} in {field} ({title}) has {found} characters; at most {limit} are allowed.",
        value=value, field=rule.name, title=rule.title, found=len(value), limit=limit)


@check_kind("attributes.pattern", fields=fields_parameter(has_pattern, only_such=True))
def pattern(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Values have the form the standard gives (for example twelve digits)."""
    columns, refusal = chosen_columns(check, context, has_pattern)
    for rule, column in columns:
        if rule.pattern is None:
            continue
        form = re.compile(rule.pattern)

        def misshapen(value: str, form: re.Pattern[str] = form) -> bool:
            return bool(value) and form.fullmatch(value) is None

        for index in failing(check, context, column, misshapen):
            yield feature_finding(
                context, check, index, "wrong_form",
                translatable("SelfCheck", "{value} in {field} ({title}) does not have the form {form}.",
                             value=text_of(column[index]), field=rule.name, title=rule.title, form=rule.pattern),
                rule.name, text_of(column[index]), rule.pattern,
            )
    if refusal:
        raise refusal


@check_kind("attributes.range", fields=fields_parameter(has_limits, only_such=True))
def value_range(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Numbers are finite and within their limits."""
    columns, refusal = chosen_columns(check, context, has_limits)
    for rule, column in columns:

        def outside(value: str, rule: FieldRule = rule) -> bool:
            return not _within(value, rule)

        for index in failing(check, context, column, outside):
            yield feature_finding(
                context, check, index, "out_of_range",
                translatable("SelfCheck", "{value} in {field} ({title}) is outside the allowed range {limits}.",
                             value=text_of(column[index]), field=rule.name, title=rule.title, limits=_limits(rule)),
                rule.name, text_of(column[index]), _limits(rule),
            )
    if refusal:
        raise refusal


def _within(text: str, rule: FieldRule) -> bool:
    try:
        value = float(text)
    except ValueError:
        return False
    return (
        bool(np.isfinite(value))
        and (rule.minimum is None or value >= rule.minimum)
        and (rule.exclusive_minimum is None or value > rule.exclusive_minimum)
        and (rule.maximum is None or value <= rule.maximum)
    )


def _limits(rule: FieldRule) -> str:
    parts = []
    if rule.minimum is not None:
        parts.append(f"≥ {rule.minimum:g}")
    if rule.exclusive_minimum is not None:
        parts.append(f"> {rule.exclusive_minimum:g}")
    if rule.maximum is not None:
        parts.append(f"≤ {rule.maximum:g}")
    return ", ".join(parts)


FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\ufeff]")


def _text_defect(value: str) -> Optional[str]:
    if FULL_WIDTH.search(value):
        return "full_width"
    if CONTROL.search(value):
        return "control_character"
    if re.search(r"\s", value):
        return "stray_blank"
    return None


def _text_message(defect: str, value: str, rule: FieldRule) -> Message:
    if defect == "full_width":
        return translatable(
            "SelfCheck", "“{value}” in {field} ({title}) holds full-width characters; codes are written with "
            "half-width digits and letters.", value=value, field=rule.name, title=rule.title)
    if defect == "control_character":
        return translatable("SelfCheck", "“{value}” in {field} ({title}) holds invisible control characters.",
                            value=repr(value)[1:-1], field=rule.name, title=rule.title)
    return translatable("SelfCheck", "“{value}” in {field} ({title}) holds blanks.", value=value, field=rule.name,
                        title=rule.title)


@check_kind("attributes.clean_text", fields=fields_parameter(is_code_or_key))
def clean_text(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Codes and keys hold no blanks, full-width or invisible characters."""
    columns, refusal = chosen_columns(check, context, is_code_or_key)
    for rule, column in columns:
        for index in failing(check, context, column, lambda value: _text_defect(value) is not None):
            value = text_of(column[index])
            defect = _text_defect(value) or "stray_blank"
            yield feature_finding(context, check, index, defect, _text_message(defect, value, rule), rule.name, value)
    if refusal:
        raise refusal
