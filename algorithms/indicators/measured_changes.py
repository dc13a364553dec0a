"""Measured values as changes of the stored values."""

from __future__ import annotations

from datetime import datetime
from typing import Iterable

from ..rulepack.indicator_rules import ValueKind
from .measured_origin import is_measured
from .measuring import Measurement
from .model import IndicatorValue, Origin, ValueChange


def measured_changes(
    measurement: Measurement, stored: Iterable[IndicatorValue], person: str, at: datetime
) -> list[ValueChange]:
    """Return what writes measured values to a store: each with its source and reservations.

    A value that was measured before is taken back where the layers no longer tell it, because the unit now has none
    or because a layer or field is missing: what nobody can measure again is no measured value. Its history is kept.
    What a person entered or imported as measured stays, and so do values of units, indicators and years that were
    not measured for.

    :param stored: the values there are
    :param at: when it was measured, with time zone
    """
    changes, tried = [], {(one.indicator, one.year) for one in measurement.not_measured}
    for found in measurement.values:
        tried.add((found.key.indicator, found.key.year))
        changes.append(ValueChange(found.key, IndicatorValue(
            found.key, found.quantity, Origin(found.origin, person, at))))
    tried.update((gap.indicator, gap.year) for gap in measurement.gaps)
    new, units = {change.key for change in changes}, frozenset(measurement.units)
    changes += [
        ValueChange(value.key, None) for value in stored
        if value.key.kind is ValueKind.MEASURED and value.key not in new and value.key.unit in units
        and (value.key.indicator, value.key.year) in tried and is_measured(value.origin.source)]
    return changes
