"""Changes of values as JSON, with what was believed to be there before, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Mapping, Optional

from ..message import Message
from ..rulepack.indicator_rules import ValueKind
from .model import IndicatorValue, Origin, ValueChange, ValueKey
from .quantity import Quantity

_LARGEST_EXPONENT = 200  # as in the workspace: beyond it no number is one that a plan can hold


@dataclass(frozen=True)
class RecordedChange:
    """A change that could not be kept.

    :ivar believed: whether it was known what was there before
    :ivar was: what was there before, None for nothing
    """

    change: ValueChange
    believed: bool
    was: Optional[IndicatorValue]


def record_of(recorded: RecordedChange) -> dict[str, Any]:
    """Return the JSON form of a change."""
    key = recorded.change.key
    return {
        "key": [key.unit, key.indicator, key.year, key.kind.value],
        "value": _value_record(recorded.change.value),
        "believed": recorded.believed,
        "was": _value_record(recorded.was),
    }


def change_of(record: Mapping[str, Any]) -> RecordedChange:
    """Return the change written by `record_of`.

    :raises ValueError, KeyError, TypeError, ArithmeticError: for what is none
    """
    unit, indicator, year, kind = record["key"]
    key = ValueKey(str(unit), str(indicator), int(year), ValueKind(kind))
    return RecordedChange(
        ValueChange(key, _value_of(key, record["value"])), bool(record["believed"]), _value_of(key, record["was"])
    )


def _value_record(value: Optional[IndicatorValue]) -> Optional[dict[str, Any]]:
    if value is None:
        return None
    origin = value.origin
    return {
        "amount": str(value.quantity.amount), "unit": value.quantity.unit, "source": origin.source.to_json(),
        "person": origin.person, "at": origin.at.isoformat(), "note": origin.note,
    }


def _value_of(key: ValueKey, record: Optional[Mapping[str, Any]]) -> Optional[IndicatorValue]:
    if record is None:
        return None
    origin = Origin(Message.from_json(record["source"]), str(record["person"]), datetime.fromisoformat(record["at"]),
                    str(record["note"]))
    amount = Decimal(record["amount"])
    if not amount.is_finite() or abs(amount.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError(f"{record['amount']} is no amount of a plan")
    return IndicatorValue(key, Quantity(amount, str(record["unit"])), origin)
