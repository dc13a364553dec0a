"""The sentences of handing a target down: why it cannot be, and what a person should know."""

from __future__ import annotations

from fractions import Fraction
from typing import Optional, Sequence

from ..message import Message, Value, translatable
from ..rulepack.indicator_rules import Distribution, IndicatorRule, ValueKind
from .amount_words import amount_text, plain, unit_name
from .deviation_messages import units_named
from .kind_titles import KIND_TITLES
from .model import ValueKey
from .quantity import Quantity, unit_title
from .sheet import IndicatorSheet


def _values(sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule) -> dict[str, Value]:
    return {
        "name": unit_name(sheet.tree, key.unit), "code": key.unit, "indicator": indicator.title, "year": key.year,
        "kind": KIND_TITLES[key.kind], "unit": unit_title(indicator.unit),
    }


def no_sum(indicator: IndicatorRule) -> Message:
    """The indicator is a ratio, or one place has it."""
    return translatable(
        "Indicators", "{indicator} is not the sum of what the units below have, so it cannot be divided "
        "among them. Enter the value of each unit.", indicator=indicator.title)


def not_handed_down(indicator: IndicatorRule, kind: ValueKind) -> Message:
    """The value is what there is, no target."""
    return translatable(
        "Indicators", "{indicator}: a value of the kind {kind} says what there is and is not handed down. "
        "Choose an assigned or a planned value.", indicator=indicator.title, kind=KIND_TITLES[kind])


def no_target(sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule) -> Message:
    """There is nothing to hand down."""
    return translatable(
        "Indicators", "{name} ({code}) has no value of {indicator} for {year} ({kind}) that could be "
        "handed down. Enter it first.", **_values(sheet, key, indicator))


def negative_target(sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, exact: Fraction) -> Message:
    """The target is less than nothing."""
    return translatable(
        "Indicators", "{indicator} {year} of {name} ({code}) is {amount} {unit}: a negative value cannot "
        "be handed down. Correct it first.",
        amount=amount_text(exact, indicator), **_values(sheet, key, indicator))


def nobody_below(sheet: IndicatorSheet, key: ValueKey) -> Message:
    """The unit has no units below it."""
    return translatable(
        "Indicators", "{name} ({code}) has no administrative units below it that a target could be handed "
        "down to. Add the layer or table of the smaller units.",
        name=unit_name(sheet.tree, key.unit), code=key.unit)


def not_below(sheet: IndicatorSheet, key: ValueKey, code: str) -> Message:
    """A fixed share of a unit that gets none."""
    return translatable(
        "Indicators", "A share is fixed for {other} ({other_code}), but that is none of the units below "
        "{name} ({code}) that the target is handed down to. Remove it.",
        other=unit_name(sheet.tree, code), other_code=code,
        name=unit_name(sheet.tree, key.unit), code=key.unit)


def wrong_fixed(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, code: str, share: Quantity
) -> Message:
    """A fixed share that cannot be one."""
    return translatable(
        "Indicators", "The fixed share of {other} ({other_code}) is {amount} {given}: a share of "
        "{indicator} is 0 or more, in {unit} or another unit that measures the same.",
        other=unit_name(sheet.tree, code), other_code=code,
        amount=plain(share.amount), given=unit_title(share.unit), indicator=indicator.title,
        unit=unit_title(indicator.unit))


def wrong_unit(indicator: IndicatorRule, unit: str) -> Message:
    """The shares are to be written in a unit that measures something else."""
    return translatable(
        "Indicators", "{indicator} is written in {unit}: its shares cannot be written in {given}.",
        indicator=indicator.title, unit=unit_title(indicator.unit), given=unit_title(unit))


def does_not_fit(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, target: Fraction, given: Fraction
) -> Message:
    """The shares that are kept do not leave a rest that can be shared."""
    values = _values(sheet, key, indicator)
    values.update(target=amount_text(target, indicator), given=amount_text(given, indicator),
                  difference=amount_text(abs(target - given), indicator))
    if given > target:
        return translatable(
            "Indicators", "{indicator} {year}: the shares fixed below {name} ({code}) come to {given} "
            "{unit}, {difference} {unit} more than the {target} {unit} to be handed down. Lower them.",
            **values)
    return translatable(
        "Indicators", "{indicator} {year}: the shares fixed below {name} ({code}) come to {given} {unit}, "
        "{difference} {unit} less than the {target} {unit} to be handed down, and no unit is left that "
        "could take the rest. Raise them, or free one.", **values)


def by_hand_missing(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, missing: Sequence[str]
) -> Message:
    """By hand, but not for every unit."""
    return translatable(
        "Indicators", "{indicator} {year} is handed down by hand, but these units below {name} ({code}) "
        "have no share yet: {units}. Enter their shares, or choose another rule.",
        units=units_named(sheet, missing),
        **_values(sheet, key, indicator))


def cannot_be_written(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, target: Quantity, written: str,
    decimals: Optional[int],
) -> Message:
    """The target is no decimal number in the unit of the shares."""
    values = _values(sheet, key, indicator)
    values.update(amount=plain(target.amount), given=unit_title(target.unit), written=unit_title(written),
                  decimals=indicator.decimals if decimals is None else decimals)
    return translatable(
        "Indicators", "{indicator} {year} of {name} ({code}) is {amount} {given}: what is to be shared "
        "cannot be written exactly in {written} with {decimals} decimals, so the shares would not add up. "
        "Choose more decimals or another unit.", **values)


def finer(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, written: str, decimals: int
) -> Message:
    """The shares are written otherwise than the indicator, so that they add up."""
    return translatable(
        "Indicators", "{indicator} {year}: the shares below {name} ({code}) are written in {written} with "
        "{decimals} decimals; only so do they add up exactly to the target.",
        written=unit_title(written), decimals=decimals,
        **_values(sheet, key, indicator))


def no_weights(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, rule: Distribution, missing: Sequence[str],
    year: int,
) -> Message:
    """Units without what the shares are in proportion to."""
    values = _values(sheet, key, indicator)
    values.update(units=units_named(sheet, missing), base=year)
    if rule is Distribution.BASE_SHARE:
        return translatable(
            "Indicators", "{indicator} is handed down in proportion to the base values of {base}, but "
            "these units have none: {units}. Enter them, fix the shares of these units, or choose another "
            "rule.", **values)
    return translatable(
        "Indicators", "{indicator} is handed down in proportion to what each unit can have at most, "
        "but of these units that is not known: {units}. Fix their shares, or choose another rule.", **values)


def negative_weights(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, rule: Distribution, units: Sequence[str]
) -> Message:
    """Weights that are less than nothing."""
    values = _values(sheet, key, indicator)
    values["units"] = units_named(sheet, units)
    if rule is Distribution.BASE_SHARE:
        return translatable(
            "Indicators", "{indicator} cannot be handed down in proportion to negative base values: "
            "{units}. Correct them.", **values)
    return translatable(
        "Indicators", "{indicator} cannot be handed down in proportion to negative candidates: {units}. "
        "Correct them.",
        **values)


def all_zero(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, rule: Distribution, units: Sequence[str]
) -> Message:
    """No unit has any weight."""
    values = _values(sheet, key, indicator)
    values["units"] = units_named(sheet, units)
    if rule is Distribution.BASE_SHARE:
        return translatable(
            "Indicators", "{indicator} {year} of {name} ({code}) cannot be handed down in proportion to "
            "the base values: all of them are 0 ({units}). Choose another rule.", **values)
    return translatable(
        "Indicators", "{indicator} {year} of {name} ({code}) cannot be handed down in proportion to the "
        "candidates: no unit has any ({units}). Choose another rule.", **values)


def zero_weights(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, rule: Distribution, units: Sequence[str]
) -> Message:
    """Some units get nothing."""
    values = _values(sheet, key, indicator)
    values["units"] = units_named(sheet, units)
    if rule is Distribution.BASE_SHARE:
        return translatable(
            "Indicators", "{indicator} {year}: these units get no share because their base value is 0: "
            "{units}.", **values)
    return translatable(
        "Indicators", "{indicator} {year}: these units get no share because they have no candidates: "
        "{units}.", **values)


def summed_weights(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, rule: Distribution, units: Sequence[str]
) -> Message:
    """The weight of some units is the sum of those below them."""
    values = _values(sheet, key, indicator)
    values["units"] = units_named(sheet, units)
    if rule is Distribution.BASE_SHARE:
        return translatable(
            "Indicators", "{indicator} {year}: these units have no base value of their own; the sum of the "
            "units below them was taken: {units}.", **values)
    return translatable(
        "Indicators", "{indicator} {year}: the candidates of these units are the sum of those of the units "
        "below them: {units}.", **values)


def more_than_candidates(
    sheet: IndicatorSheet, key: ValueKey, indicator: IndicatorRule, units: Sequence[str]
) -> Message:
    """Shares that exceed what a unit can have at most."""
    return translatable(
        "Indicators", "{indicator} {year}: the shares of these units are more than they can have at "
        "most: {units}.", units=units_named(sheet, units), **_values(sheet, key, indicator))
