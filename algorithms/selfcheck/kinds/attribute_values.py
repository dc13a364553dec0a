"""Attribute checks on the values of one field (属性检查): required, unique, domain, length, pattern, range."""

from __future__ import annotations

import re
from typing import Callable, Iterator, Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ...feedback import raise_if_cancelled
from ...message import Message, translatable
from ...rulepack.code_spelling import nearest_code
from ...rulepack.kinds import FieldChoice, ParameterSpec, ParameterType
from ...rulepack.model import CheckRule, CodeList, FieldRule, FieldType, LayerRole
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
    check: CheckRule, context: CheckContext, field: str, bad: Callable[[str], bool]
) -> NDArray[np.int64]:
    """Return the array indexes of the selected features whose (not NULL) value of a field is bad.

    Each distinct value is judged once: codes repeat a lot.
    """
    raise_if_cancelled(context.feedback)
    distinct, places = context.codes(check.layer).of(context.column_name(check.layer, field))
    verdicts = (value is not None and bad(text_of(value)) for value in distinct)
    wrong = np.fromiter(verdicts, dtype=bool, count=len(distinct))
    selected = context.selection(check.layer, check.where)
    return selected[wrong[places[selected]]]


def blank(check: CheckRule, context: CheckContext, field: str) -> NDArray[np.bool_]:
    """Return for every feature whether a field is NULL or, in text, nothing but blanks."""
    distinct, places = context.codes(check.layer).of(context.column_name(check.layer, field))
    nothing = [value is None or (isinstance(value, str) and not value.strip()) for value in distinct]
    return np.array(nothing, dtype=bool)[places]


@check_kind("attributes.required", fields=fields_parameter(is_mandatory))
def required(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Mandatory values are filled in; conditional ones where their condition holds."""
    columns, refusal = chosen_columns(check, context, is_mandatory)
    for rule, column in columns:
        selected = context.selection(check.layer, check.where)
        if rule.required_when and not rule.required:
            selected = np.intersect1d(selected, context.selection(check.layer, rule.required_when))
        for index in selected[blank(check, context, rule.name)[selected]]:
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
    for rule, _ in group:
        selected = selected[~blank(check, context, rule.name)[selected]]
    combined = np.zeros(len(selected), dtype=np.int64)
    for rule, _ in group:
        distinct, places = context.codes(check.layer).of(context.column_name(check.layer, rule.name))
        _, combined = np.unique(combined, return_inverse=True)  # numbers stay small, whatever is combined
        combined = combined * len(distinct) + places[selected]
    _, firsts, which = np.unique(combined, return_index=True, return_inverse=True)
    earlier = firsts[which]
    fields = "+".join(rule.name for rule, _ in group)
    for place in np.flatnonzero(earlier != np.arange(len(selected))):
        index = selected[place]
        value = " / ".join(text_of(column[index]) for _, column in group)
        yield feature_finding(
            context, check, int(selected[earlier[place]]), "duplicate_value",
            translatable("SelfCheck", "The value {value} of {field} occurs more than once; it must be unique.",
                         value=value, field=fields),
            fields, value, partner=int(index), geometry=None,
        )


@check_kind("attributes.domain", fields=fields_parameter(has_codes, only_such=True))
def domain(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Codes are in their code list (值域); codes of another generation count when the list maps them."""
    columns, refusal = chosen_columns(check, context, has_codes)
    for rule, column in columns:
        if rule.codes is None:
            continue
        codes = context.pack.code_lists[rule.codes]
        allowed = known_codes(codes, context.pack.code_lists)

        def unknown(value: str, allowed: frozenset[str] = allowed) -> bool:
            return bool(value) and value not in allowed

        messages: dict[str, Message] = {}
        for index in failing(check, context, rule.name, unknown):
            value = text_of(column[index])
            if value not in messages:
                messages[value] = _domain_message(rule, value, codes, allowed)
            yield feature_finding(context, check, index, "unknown_code", messages[value], rule.name, value,
                                  codes.title.zh)
    if refusal:
        raise refusal


def known_codes(codes: CodeList, lists: Mapping[str, CodeList]) -> frozenset[str]:
    """Return the codes of a list, of the generations it maps and of the lists of other generations it names."""
    others = (lists[name] for name in codes.generations if name in lists)
    return frozenset({*codes.names, *codes.aliases, *(code for other in others for code in other.names)})


def _domain_message(rule: FieldRule, value: str, codes: CodeList, allowed: frozenset[str]) -> Message:
    nearest = nearest_code(value, sorted(allowed))
    title = codes.names.get(codes.aliases.get(nearest, nearest))
    if title is None:  # nothing near, or a code of a list of its own
        return translatable("SelfCheck", "{value} in {field} ({title}) is not in the code list {codes}.", value=value,
                            field=rule.name, title=rule.title, codes=codes.title)
    return translatable("SelfCheck", "{value} in {field} ({title}) is not in the code list {codes}; the nearest code "
                        "is {nearest} ({name}).", value=value, field=rule.name, title=rule.title, codes=codes.title,
                        nearest=nearest, name=title)


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

        for index in failing(check, context, rule.name, bad):
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

        for index in failing(check, context, rule.name, misshapen):
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
        for index in _outside(check, context, rule, column):
            yield feature_finding(
                context, check, index, "out_of_range",
                translatable("SelfCheck", "{value} in {field} ({title}) is outside the allowed range {limits}.",
                             value=text_of(column[index]), field=rule.name, title=rule.title, limits=_limits(rule)),
                rule.name, text_of(column[index]), _limits(rule),
            )
    if refusal:
        raise refusal


def _outside(
    check: CheckRule, context: CheckContext, rule: FieldRule, column: np.ma.MaskedArray
) -> NDArray[np.int64]:
    """Return the array indexes of the selected features whose number is outside its limits."""
    if column.dtype.kind not in "iuf":
        return failing(check, context, rule.name, lambda value: not _within(value, rule))
    raise_if_cancelled(context.feedback)
    values = np.asarray(column.data)
    within = np.isfinite(values)
    if rule.minimum is not None:
        within &= values >= rule.minimum
    if rule.exclusive_minimum is not None:
        within &= values > rule.exclusive_minimum
    if rule.maximum is not None:
        within &= values <= rule.maximum
    selected = context.selection(check.layer, check.where)
    return selected[(~within & ~np.ma.getmaskarray(column))[selected]]


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
        for index in failing(check, context, rule.name, lambda value: _text_defect(value) is not None):
            value = text_of(column[index])
            defect = _text_defect(value) or "stray_blank"
            yield feature_finding(context, check, index, defect, _text_message(defect, value, rule), rule.name, value)
    if refusal:
        raise refusal
