"""The indicators of a plan in the workspace: values with their history, administrative units and their changes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Iterable, Optional, Sequence

from ..errors import LandPlanError
from ..indicators.model import IndicatorValue, ValueChange, ValueKey
from ..language import Language
from ..message import translatable
from ..units.change_model import UnitChange
from ..units.tree import AdminUnit
from . import unit_rows
from .database import Database
from .garbage import garbage_left_alone
from .indicator_rows import KEY_COLUMNS, VALUE_COLUMNS, RowReader, RowWriter, ValueRow

_Key = tuple[str, str, int, str]

_OF_KEY = "WHERE pack_id = ? AND unit_code = ? AND indicator = ? AND year = ? AND kind = ?"
_READ = ", ".join(("id", *KEY_COLUMNS, *VALUE_COLUMNS))
_ALL = " ".join(("SELECT", _READ, "FROM indicator_value WHERE pack_id = ? ORDER BY unit_code, indicator, year, kind"))
_VALID = " ".join(("SELECT", _READ, "FROM indicator_value", _OF_KEY))
_EARLIER = " ".join(("SELECT", _READ, "FROM indicator_history", _OF_KEY, "ORDER BY id DESC"))
_STORED = " ".join(("SELECT id, amount, area_unit, source_json, note FROM indicator_value", _OF_KEY))
_INSERT = (
    "INSERT INTO indicator_value (pack_id, unit_code, indicator, year, kind, amount, area_unit, value, source,"
    " source_json, note, person, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE = (
    "UPDATE indicator_value SET amount = ?, area_unit = ?, value = ?, source = ?, source_json = ?, note = ?,"
    " person = ?, at = ? WHERE id = ?"
)
_KEEP = (  # the version that is no longer valid
    "INSERT INTO indicator_history (pack_id, unit_code, indicator, year, kind, amount, area_unit, value, source,"
    " source_json, note, person, at) SELECT pack_id, unit_code, indicator, year, kind, amount, area_unit, value,"
    " source, source_json, note, person, at FROM indicator_value WHERE id = ?"
)
_REMOVED = (
    "INSERT INTO indicator_history (pack_id, unit_code, indicator, year, kind, person, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_TOUCH = "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?"


@dataclass(frozen=True)
class ValueVersion:
    """What a value was at some time.

    :ivar value: None where it was removed
    :ivar person: who wrote or removed it
    :ivar at: when, with time zone
    """

    value: Optional[IndicatorValue]
    person: str
    at: datetime


class IndicatorStore:
    """Values and units of one pack; every public method is one transaction and may be called from any thread.

    All methods raise `LandPlanError` with a sentence when the file is locked by another program, damaged or
    gone. A method that changes something leaves the file as it was when it raises.
    """

    def __init__(self, database: Database, pack_id: str, language: Language) -> None:
        """Use `Workspace.indicators` instead."""
        self._database = database
        self._pack = pack_id
        self._language = language

    def values(self) -> list[IndicatorValue]:
        """Return all values, by unit, indicator, year and kind.

        :raises LandPlanError: also for rows that somebody has made unreadable by hand
        """
        with garbage_left_alone(), self._database.reading() as connection:
            rows = connection.execute(_ALL, (self._pack,)).fetchall()
        reader = RowReader("indicator_value")
        with garbage_left_alone():
            values = [value for value in map(reader.value, rows) if value is not None]
        reader.finish()
        return values

    def save(self, changes: Sequence[ValueChange], person: str = "", at: Optional[datetime] = None) -> None:
        """Write and remove values; what was valid so far goes to the history.

        A value that says the same as the stored one (amount, unit, source and note) is left as it is. Of several
        changes of one value the last counts.

        :param person: who removes values; those that are written say themselves who wrote them
        :param at: when they are removed, with time zone; None = now
        :raises LandPlanError: also for a number that is not finite; nothing is saved then
        :raises ValueError: for a change whose value is of another key
        """
        latest: dict[ValueKey, ValueChange] = {}
        for change in changes:
            if change.value is not None and change.value.key != change.key:
                raise ValueError(f"{change.key} is given the value of {change.value.key}")
            latest[change.key] = change
        writer = RowWriter(self._language)
        with garbage_left_alone():
            rows = [
                (_columns(key), None if change.value is None else writer.row(change.value))
                for key, change in latest.items()
            ]
        moment = (at or datetime.now().astimezone()).isoformat()
        with garbage_left_alone(), self._database.writing() as connection:
            self._write(connection, rows, person, moment)

    def history(self, key: ValueKey) -> list[ValueVersion]:
        """Return all versions of a value, the newest first; the first is the valid one, or its removal."""
        at = (self._pack, *_columns(key))
        with self._database.reading() as connection:
            valid = connection.execute(_VALID, at).fetchall()
            earlier = connection.execute(_EARLIER, at).fetchall()
        versions = []
        for table, rows in (("indicator_value", valid), ("indicator_history", earlier)):
            reader = RowReader(table)
            for row in rows:
                removed = row[1 + len(KEY_COLUMNS)] is None  # no amount
                value = None if removed else reader.value(row)
                if removed or value is not None:
                    versions.append(ValueVersion(value, row[-2] or "", _moment(table, row)))
            reader.finish()
        return versions

    def units(self) -> list[AdminUnit]:
        """Return the administrative units, by code."""
        with self._database.reading() as connection:
            return unit_rows.units_of(connection, self._pack, former=False)

    def former_units(self) -> list[AdminUnit]:
        """Return the units that once were and no longer are, by code: values may still be kept under them."""
        with self._database.reading() as connection:
            return unit_rows.units_of(connection, self._pack, former=True)

    def save_units(self, units: Iterable[AdminUnit], changes: Sequence[UnitChange] = ()) -> None:
        """Replace the administrative units, and record what became of those before.

        Units that are no longer among them are kept as former ones; values are not touched.

        :raises ValueError: for a code given twice
        """
        given = list(units)
        if len({unit.code for unit in given}) != len(given):
            raise ValueError("a unit is given twice")
        writer = RowWriter(self._language)
        with self._database.writing() as connection:
            unit_rows.replace_units(connection, self._pack, given)
            unit_rows.add_changes(connection, self._pack, changes, writer)
            _touch(connection, "admin_unit", *(("unit_change", "unit_change_part") if changes else ()))

    def unit_changes(self) -> list[UnitChange]:
        """Return the recorded changes of units, the oldest first."""
        with self._database.reading() as connection:
            return unit_rows.changes_of(connection, self._pack)

    def _write(
        self,
        connection: sqlite3.Connection,
        rows: Sequence[tuple[_Key, Optional[ValueRow]]],
        person: str,
        at: str,
    ) -> None:
        """Sort the rows out against what is stored, and write what differs."""
        new: list[tuple[Any, ...]] = []
        changed: list[tuple[Any, ...]] = []
        removed: list[tuple[Any, ...]] = []
        gone: list[tuple[int]] = []
        for key, row in rows:
            stored = connection.execute(_STORED, (self._pack, *key)).fetchone()
            if stored is None:
                if row is not None:
                    new.append((self._pack, *key, *row))
            elif row is None:
                removed.append((self._pack, *key, person, at))
                gone.append(stored[:1])
            elif not row.says(*stored[1:]):
                changed.append((*row, stored[0]))
        connection.executemany(_KEEP, [*((row[-1],) for row in changed), *gone])
        connection.executemany(_REMOVED, removed)
        connection.executemany(_UPDATE, changed)
        connection.executemany("DELETE FROM indicator_value WHERE id = ?", gone)
        connection.executemany(_INSERT, new)
        if new or changed or gone:
            _touch(connection, "indicator_value", "indicator_history")


def _columns(key: ValueKey) -> _Key:
    return key.unit, key.indicator, key.year, key.kind.value


def _touch(connection: sqlite3.Connection, *tables: str) -> None:
    """Keep the time of change in ``gpkg_contents`` as the GeoPackage standard wants it."""
    connection.executemany(_TOUCH, [(table,) for table in tables])


def _moment(table: str, row: Sequence[Any]) -> datetime:
    try:
        return datetime.fromisoformat(row[-1])
    except (TypeError, ValueError) as error:
        raise LandPlanError(
            translatable(
                "IndicatorStore",
                "The row {number} of the table {table} in the workspace has no readable date. Somebody has changed it "
                "outside this plugin; correct or delete it there.",
                number=row[0], table=table,
            )
        ) from error
