"""Measured values as changes of the stored values."""

from __future__ import annotations

from datetime import datetime
from typing import Iterable

from ..message import Message, translatable
from ..rulepack.indicator_rules import ValueKind
from .measuring import Measurement
from .model import IndicatorValue, Origin, ValueChange


def measured_changes(
    measurement: Measurement, stored: Iterable[IndicatorValue], person: str, at: datetime
) -> list[ValueChange]:
    """Return what writes measured values to a store: each with its source and reservations.

    A value stored before is removed where its indicator was measured for the year and the unit now has none; values
    of indicators that could not be measured at all stay, and so do those of units that were not measured for.

    :param stored: the values there are
    :param at: when it was measured, with time zone
    """
    changes, measured = [], set()
    for found in measurement.values:
        measured.add((found.key.indicator, found.key.year))
        origin = Origin(_origin(found.source, found.reservations), person, at)
        changes.append(ValueChange(found.key, IndicatorValue(found.key, found.quantity, origin)))
    new, units = {change.key for change in changes}, frozenset(measurement.units)
    changes += [
        ValueChange(value.key, None) for value in stored
        if value.key.kind is ValueKind.MEASURED and value.key not in new and value.key.unit in units
        and (value.key.indicator, value.key.year) in measured]
    return changes


def _origin(source: Message, reservations: tuple[Message, ...]) -> Message:
    if not reservations:
        return translatable("Indicators", "Measured: {source}", source=source)
    return translatable("Indicators", "Measured: {source}\n{reservations}", source=source, reservations=reservations)
