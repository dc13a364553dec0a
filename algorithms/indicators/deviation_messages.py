"""The sentences of deviations: which unit, which indicator, the amounts in its unit, the difference, what to do."""

from __future__ import annotations

from fractions import Fraction
from typing import Sequence

from ..message import Message, Value, listed, named, translatable
from ..rulepack.indicator_rules import ChangeDirection, IndicatorRule, LimitSense, Relation, ValueKind
from .amount_words import amount_text, compared_texts, level_title, unit_name
from .kind_titles import KIND_TITLES
from .model import ValueKey
from .quantity import unit_title
from .sheet import IndicatorSheet

_MOST_NAMED = 8  # units that a sentence names


def units_named(sheet: IndicatorSheet, codes: Sequence[str]) -> str:
    """Return units with name and code, the first of them where they are many."""
    return listed([named(unit_name(sheet.tree, code), code) for code in codes[:_MOST_NAMED + 1]], _MOST_NAMED)


def _where(sheet: IndicatorSheet, rule: IndicatorRule, key: ValueKey) -> dict[str, Value]:
    return {
        "name": unit_name(sheet.tree, key.unit), "code": key.unit, "indicator": rule.title, "year": key.year,
        "unit": unit_title(rule.unit),
    }


def _compared(
    sheet: IndicatorSheet, rule: IndicatorRule, key: ValueKey, measured: Fraction, limit: Fraction, gap: Fraction
) -> dict[str, Value]:
    first, second = compared_texts(measured, limit, rule)
    return {**_where(sheet, rule, key), "measured": first, "limit": second, "difference": amount_text(gap, rule)}


def children_sum(
    sheet: IndicatorSheet, rule: IndicatorRule, sense: LimitSense, key: ValueKey, of: ValueKind, total: Fraction,
    limit: Fraction, gap: Fraction, counted: int,
) -> Message:
    """Return the sentence for units below that do not add up to what their unit has.

    :param of: kind of the values below; that of the unit is ``key.kind``
    """
    values = _compared(sheet, rule, key, total, limit, gap)
    values.update(kind=KIND_TITLES[of], of=KIND_TITLES[key.kind], count=counted)
    if sense is LimitSense.AT_LEAST:
        return translatable(
            "Indicators", "{name} ({code}), {indicator} {year}: the units directly below ({count}) have "
            "{measured} {unit} together ({kind}), but at least {limit} {unit} ({of}) have to be handed "
            "down; {difference} {unit} are missing. Hand the rest down, or correct the value of the unit.",
            **values)
    if sense is LimitSense.AT_MOST:
        return translatable(
            "Indicators", "{name} ({code}), {indicator} {year}: the units directly below ({count}) have "
            "{measured} {unit} together ({kind}), but at most {limit} {unit} ({of}) may be handed down; "
            "{difference} {unit} are too much. Take them back, or correct the value of the unit.", **values)
    return translatable(
        "Indicators", "{name} ({code}), {indicator} {year}: the units directly below ({count}) have "
        "{measured} {unit} together ({kind}), the unit itself has {limit} {unit} ({of}); the difference is "
        "{difference} {unit}. Correct the units below, or the value of the unit.", **values)


def also_missing(sheet: IndicatorSheet, message: Message, missing: Sequence[str]) -> Message:
    """Return a sentence on a sum with the units below that have no value."""
    return translatable(
        "Indicators", "{sentence} Units without a value: {units}.", sentence=message,
        units=units_named(sheet, missing))


def missing_children(
    sheet: IndicatorSheet, rule: IndicatorRule, key: ValueKey, of: ValueKind, total: Fraction, present: int,
    missing: Sequence[str],
) -> Message:
    """Return the sentence for a unit whose value is not, or not wholly, handed down."""
    values = _where(sheet, rule, key)
    values.update(kind=KIND_TITLES[of], units=units_named(sheet, missing), count=len(missing),
                  limit=amount_text(sheet.exact(key) or Fraction(0), rule), measured=amount_text(total, rule))
    if not present:
        return translatable(
            "Indicators", "{name} ({code}), {indicator} {year}: {limit} {unit} ({kind}) are not handed "
            "down; none of the units directly below ({count}) has a value: {units}. Hand them down, or "
            "enter the values.", **values)
    return translatable(
        "Indicators", "{name} ({code}), {indicator} {year}: of {limit} {unit} ({kind}) {measured} {unit} "
        "are handed down; these units directly below have no value yet: {units}. Enter their values.",
        **values)


def planned_against_assigned(
    sheet: IndicatorSheet, rule: IndicatorRule, key: ValueKey, measured: Fraction, limit: Fraction, gap: Fraction
) -> Message:
    """Return the sentence for a planned value that misses the assigned one."""
    values = _compared(sheet, rule, key, measured, limit, gap)
    if rule.limit is LimitSense.AT_LEAST:
        return translatable(
            "Indicators", "{name} ({code}), {indicator} {year}: the plan has {measured} {unit}, but at "
            "least {limit} {unit} are assigned; {difference} {unit} are missing. Raise the planned value, "
            "or have the assigned one changed.", **values)
    if rule.limit is LimitSense.AT_MOST:
        return translatable(
            "Indicators", "{name} ({code}), {indicator} {year}: the plan has {measured} {unit}, but at "
            "most {limit} {unit} are assigned; {difference} {unit} are too much. Lower the planned value, "
            "or have the assigned one changed.", **values)
    return translatable(
        "Indicators", "{name} ({code}), {indicator} {year}: the plan has {measured} {unit}, but {limit} "
        "{unit} are assigned; the difference is {difference} {unit}. Correct the planned value, or have "
        "the assigned one changed.", **values)


def measured_against_target(
    sheet: IndicatorSheet, rule: IndicatorRule, key: ValueKey, of: ValueKind, measured: Fraction, limit: Fraction,
    gap: Fraction,
) -> Message:
    """Return the sentence for layers that do not keep a target.

    :param of: kind of the target: planned or assigned
    """
    values = _compared(sheet, rule, key, measured, limit, gap)
    values["kind"] = KIND_TITLES[of]
    if rule.limit is LimitSense.AT_LEAST:
        return translatable(
            "Indicators", "{name} ({code}), {indicator} {year}: the layers measure {measured} {unit}, the "
            "target is at least {limit} {unit} ({kind}); {difference} {unit} are missing. Correct the "
            "layers, or the target.",
            **values)
    if rule.limit is LimitSense.AT_MOST:
        return translatable(
            "Indicators", "{name} ({code}), {indicator} {year}: the layers measure {measured} {unit}, the "
            "target is at most {limit} {unit} ({kind}); {difference} {unit} are too much. Correct the "
            "layers, or the target.",
            **values)
    return translatable(
        "Indicators", "{name} ({code}), {indicator} {year}: the layers measure {measured} {unit}, the "
        "target is {limit} {unit} ({kind}); the difference is {difference} {unit}. Correct the layers, or "
        "the target.", **values)


def base_against_measured(
    sheet: IndicatorSheet, rule: IndicatorRule, key: ValueKey, base: Fraction, measured: Fraction, gap: Fraction
) -> Message:
    """Return the sentence for a base value that is not what the layers of the base year measure."""
    return translatable(
        "Indicators", "{name} ({code}), {indicator} {year}: the base value is {measured} {unit}, but the "
        "layers measure {limit} {unit}; the difference is {difference} {unit}. Correct the base value, or "
        "say in a note where it comes from.", **_compared(sheet, rule, key, base, measured, gap))


def wrong_direction(
    sheet: IndicatorSheet, rule: IndicatorRule, key: ValueKey, after: Fraction, before: Fraction, gap: Fraction
) -> Message:
    """Return the sentence for a change that goes the wrong way (一增两减)."""
    values = _compared(sheet, rule, key, after, before, gap)
    values["kind"] = KIND_TITLES[key.kind]
    if rule.change is ChangeDirection.INCREASE:
        return translatable(
            "Indicators", "{name} ({code}), {indicator} {year}: it falls from {limit} {unit} before the "
            "adjustment to {measured} {unit} ({kind}), by {difference} {unit}, but the adjustment only "
            "lets it grow. Correct one of the two values.", **values)
    return translatable(
        "Indicators", "{name} ({code}), {indicator} {year}: it rises from {limit} {unit} before the "
        "adjustment to {measured} {unit} ({kind}), by {difference} {unit}, but the adjustment only lets it "
        "be cut. Correct one of the two values.", **values)


def relation(
    sheet: IndicatorSheet, rule: IndicatorRule, demanded: Relation, key: ValueKey, left: Fraction, right: Fraction,
    gap: Fraction,
) -> Message:
    """Return the sentence for indicators that do not have to each other what they should."""
    values = _compared(sheet, rule, key, left, right, gap)
    values.update(kind=KIND_TITLES[key.kind], relation=demanded.title, left=" + ".join(demanded.left),
                  right=" + ".join(demanded.right))
    if demanded.sense is LimitSense.AT_LEAST:
        return translatable(
            "Indicators", "{name} ({code}), {year}, {kind}: “{relation}” does not hold: {left} is "
            "{measured} {unit}, less than {right} with {limit} {unit}, by {difference} {unit}. Correct the "
            "values.",
            **values)
    if demanded.sense is LimitSense.AT_MOST:
        return translatable(
            "Indicators", "{name} ({code}), {year}, {kind}: “{relation}” does not hold: {left} is "
            "{measured} {unit}, more than {right} with {limit} {unit}, by {difference} {unit}. Correct the "
            "values.",
            **values)
    return translatable(
        "Indicators", "{name} ({code}), {year}, {kind}: “{relation}” does not hold: {left} is {measured} "
        "{unit}, {right} is {limit} {unit}; the difference is {difference} {unit}. Correct the values.",
        **values)


def missing_value(sheet: IndicatorSheet, rule: IndicatorRule, key: ValueKey) -> Message:
    """Return the sentence for a unit without a target that its level must have."""
    return translatable(
        "Indicators", "{name} ({code}) has neither an assigned nor a planned value of {indicator} for "
        "{year}, which a plan of the {level} level must state. Enter it, or hand it down from the unit "
        "above.",
        level=level_title(sheet.tree[key.unit].level), **_where(sheet, rule, key))


def level_without(sheet: IndicatorSheet, rule: IndicatorRule, key: ValueKey) -> Message:
    """Return the sentence for a target of a level that does not have the indicator."""
    return translatable(
        "Indicators", "{name} ({code}) has a value of {indicator} for {year} ({kind}), but plans of the "
        "{level} level do not have this indicator. Remove the value, or check its code.",
        kind=KIND_TITLES[key.kind],
        level=level_title(sheet.tree[key.unit].level), **_where(sheet, rule, key))


def over_time(
    sheet: IndicatorSheet, rule: IndicatorRule, key: ValueKey, later: Fraction, earlier: Fraction, gap: Fraction,
    since: int,
) -> Message:
    """Return the sentence for a later target that goes back behind an earlier one.

    :param since: year of the earlier target
    """
    values = _compared(sheet, rule, key, later, earlier, gap)
    values.update(kind=KIND_TITLES[key.kind], since=since)
    if rule.over_time is LimitSense.AT_LEAST:
        return translatable(
            "Indicators", "{name} ({code}), {indicator}: the value of {year} ({kind}) is {measured} "
            "{unit}, but it must not be less than the {limit} {unit} of {since}; {difference} {unit} are "
            "missing. Correct one of the two values.", **values)
    if rule.over_time is LimitSense.AT_MOST:
        return translatable(
            "Indicators", "{name} ({code}), {indicator}: the value of {year} ({kind}) is {measured} "
            "{unit}, but it must not be more than the {limit} {unit} of {since}; {difference} {unit} are "
            "too much. Correct one of the two values.", **values)
    return translatable(
        "Indicators", "{name} ({code}), {indicator}: the value of {year} ({kind}) is {measured} {unit}, "
        "but it must stay the {limit} {unit} of {since}; the difference is {difference} {unit}. Correct "
        "one of the two values.",
        **values)
