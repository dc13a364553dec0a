"""Values of indicators: what each says, where it comes from, and who wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Optional

from ..message import Message
from ..rulepack.indicator_rules import ValueKind
from .quantity import Quantity


class ValueKey(NamedTuple):
    """What a value is of: at most one value has a key.

    :ivar unit: code of the administrative unit, as the unit tree writes it
    :ivar indicator: code of the indicator
    """

    unit: str
    indicator: str
    year: int
    kind: ValueKind


@dataclass(frozen=True)
class Origin:
    """Where a value comes from, who wrote it and when.

    :ivar source: e.g. entered by hand, a file with its sheet, the layer and filter it was measured from
    :ivar note: the person's remark
    :ivar at: with time zone
    """

    source: Message
    person: str
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class IndicatorValue:
    """A value of an indicator."""

    key: ValueKey
    quantity: Quantity
    origin: Origin


@dataclass(frozen=True)
class ValueChange:
    """A value that is written, or removed where ``value`` is None."""

    key: ValueKey
    value: Optional[IndicatorValue]
