"""Values of indicators as rows of their tables, and back."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, Optional, Sequence

from ..errors import LandPlanError
from ..indicators.model import IndicatorValue, Origin, ValueKey
from ..indicators.quantity import Quantity
from ..language import Language
from ..message import Message, translatable
from ..rulepack.indicator_rules import ValueKind
from .records import message_text

KEY_COLUMNS = ("unit_code", "indicator", "year", "kind")
VALUE_COLUMNS = ("amount", "area_unit", "source_json", "note", "person", "at")
_LARGEST_EXPONENT = 200  # beyond it a number is none that a plan can hold, nor one the table's REAL column can
_LISTED = 5


class ValueRow(NamedTuple):
    """What is written of a value beside its key, in the order of the columns."""

    amount: str
    area_unit: str
    value: float
    source: str
    source_json: str
    note: str
    person: str
    at: str

    def says(self, amount: str, area_unit: str, source_json: str, note: str) -> bool:
        """Return whether a stored value says the same, whoever wrote it when."""
        return (self.amount, self.area_unit, self.source_json, self.note) == (amount, area_unit, source_json, note)


class RowWriter:
    """Turns values into rows; sources that many values share are worked out once."""

    def __init__(self, language: Language) -> None:
        """:param language: of the sentences for people who open the tables"""
        self._language = language
        self._records: dict[int, tuple[Message, str]] = {}  # the message is kept so that its id stays its own
        self._sentences: dict[str, str] = {}

    def row(self, value: IndicatorValue) -> ValueRow:
        """Return the row of a value.

        :raises LandPlanError: for a number that is not finite or too large for any plan
        """
        amount, origin = value.quantity.amount, value.origin
        if not _is_possible(amount):
            raise LandPlanError(
                translatable(
                    "IndicatorStore",
                    "The value {amount} of indicator {indicator} for unit {unit} is no number a plan can hold. Nothing "
                    "was saved; correct it.",
                    amount=str(amount)[:40], indicator=value.key.indicator, unit=value.key.unit,
                )
            )
        text, record = self._source(origin.source)
        return ValueRow(
            str(amount), value.quantity.unit, float(value.quantity.exact), text, record, storable(origin.note),
            storable(origin.person), origin.at.isoformat(),
        )

    def sentence(self, message: Message) -> str:
        """Return a message in the language of the tables."""
        return self._language.render(message)

    def _source(self, source: Message) -> tuple[str, str]:
        """Return a source as text and as JSON."""
        known = self._records.get(id(source))
        if known is None:
            known = self._records[id(source)] = (source, storable(message_text(source) or ""))
        record = known[1]
        text = self._sentences.get(record)
        if text is None:
            text = self._sentences[record] = storable(self._language.render(source))
        return text, record


class RowReader:
    """Turns rows into values; origins, keys and units that many rows share are one object."""

    def __init__(self, table: str) -> None:
        """:param table: the table the rows come from, for the refusal"""
        self._table = table
        self._origins: dict[tuple[str, str, str, str], Origin] = {}
        self._sources: dict[str, Message] = {}
        self._kinds = {kind.value: kind for kind in ValueKind}
        self._bad: list[str] = []
        self._bad_count = 0

    def value(self, row: Sequence[Any]) -> Optional[IndicatorValue]:
        """Return the value of a row of id, `KEY_COLUMNS` and `VALUE_COLUMNS`.

        None for one that cannot be read because somebody has changed it by hand; `finish` then refuses.
        """
        number, unit_code, indicator, year, kind, amount, area_unit, source, note, person, at = row
        try:
            key = ValueKey(unit_code, indicator, int(year), self._kinds[kind])
            quantity = Quantity(Decimal(amount), area_unit)
            if not _is_possible(quantity.amount):
                raise InvalidOperation
            origin = self._origin(source, note, person, at)
        except (ArithmeticError, ValueError, KeyError, TypeError):
            self._bad_count += 1
            if len(self._bad) < _LISTED:
                self._bad.append(f"id {number}: {unit_code} {indicator} {year} {kind} {amount}")
            return None
        return IndicatorValue(key, quantity, origin)

    def finish(self) -> None:
        """Return when all rows could be read.

        :raises LandPlanError: naming the rows that could not
        """
        if self._bad:
            shown = "; ".join(self._bad) + (" …" if self._bad_count > len(self._bad) else "")
            raise LandPlanError(
                translatable(
                    "IndicatorStore",
                    "Rows of the table {table} in the workspace cannot be read ({count}): {rows}. Somebody has changed "
                    "them outside this plugin; correct or delete them there.",
                    count=self._bad_count, table=self._table, rows=shown,
                )
            )

    def _origin(self, source: str, note: str, person: str, at: str) -> Origin:
        known = self._origins.get((source, note, person, at))
        if known is None:
            message = self._sources.get(source)
            if message is None:
                message = self._sources[source] = Message.from_json(json.loads(source))
            known = Origin(message, person or "", datetime.fromisoformat(at), note or "")
            self._origins[source, note, person, at] = known
        return known


def storable(text: str) -> str:
    """Return a text that can be written: halves of characters, as broken encodings leave them, become ``?``."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _is_possible(amount: Decimal) -> bool:
    return amount.is_finite() and (not amount or abs(amount.adjusted()) <= _LARGEST_EXPONENT)
