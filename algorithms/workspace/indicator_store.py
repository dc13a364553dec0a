"""The indicators of a plan in the workspace: values with their history, administrative units and their changes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Iterable, Mapping, Optional, Sequence

from ..errors import LandPlanError
from ..indicators.model import IndicatorValue, ValueChange, ValueKey
from ..language import Language
from ..message import translatable
from ..units.change_model import UnitChange
from ..units.kept_borders import KeptBorders
from ..units.tree import AdminUnit
from ..units.tree_builder import UnitRow
from . import border_rows, unit_rows
from .database import Database
from .garbage import garbage_left_alone
from .indicator_rows import KEY_COLUMNS, VALUE_COLUMNS, RowReader, RowWriter, ValueRow
from .meanwhile import ChangedMeanwhile, MeanwhileChange

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

    def save(
        self,
        changes: Sequence[ValueChange],
        person: str = "",
        at: Optional[datetime] = None,
        *,
        units: Optional[Iterable[AdminUnit]] = None,
        unit_changes: Sequence[UnitChange] = (),
        borders: Optional[KeptBorders] = None,
        given: Optional[Sequence[UnitRow]] = None,
        seen: Optional[Mapping[ValueKey, Optional[IndicatorValue]]] = None,
    ) -> None:
        """Write and remove values; what was valid so far goes to the history.

        A value that says the same as the stored one (amount, unit, source and note) is left as it is. Of several
        changes of one value the last counts. Values, units and borders are written in one transaction.

        :param person: who removes values; those that are written say themselves who wrote them
        :param at: when they are removed, with time zone; None = now
        :param units: replace the administrative units, see `save_units`; None = they stay
        :param unit_changes: what became of units before
        :param borders: borders of the units, see `save_units`
        :param given: units that came from a table or another workspace; None = they stay
        :param seen: what whoever makes the changes believes to be stored, for the values it knows of; None = write
            over whatever is there
        :raises ChangedMeanwhile: when somebody else has changed one of the values otherwise since they were seen;
            nothing is saved then
        :raises LandPlanError: also for a number that is not finite; nothing is saved then
        :raises ValueError: for a change whose value is of another key, or a unit given twice
        """
        latest: dict[ValueKey, ValueChange] = {}
        for change in changes:
            if change.value is not None and change.value.key != change.key:
                raise ValueError(f"{change.key} is given the value of {change.value.key}")
            latest[change.key] = change
        listed = None if units is None else _each_once(units)
        writer = RowWriter(self._language)
        with garbage_left_alone():
            rows = [
                (_columns(key), None if change.value is None else writer.row(change.value))
                for key, change in latest.items()
            ]
            believed = {
                key: None if value is None else writer.row(value) for key, value in (seen or {}).items()
                if key in latest
            }
        moment = (at or datetime.now().astimezone()).isoformat()
        with garbage_left_alone(), self._database.writing() as connection:
            if believed:
                self._require_as_seen(connection, latest, dict(zip(latest, (row for _, row in rows))), believed)
            if listed is not None:
                self._replace_units(connection, listed, unit_changes, borders, writer)
            if given is not None:
                border_rows.replace_given(connection, self._pack, given)
            self._write(connection, rows, person, moment)

    def _require_as_seen(
        self,
        connection: sqlite3.Connection,
        latest: Mapping[ValueKey, ValueChange],
        rows: Mapping[ValueKey, Optional[ValueRow]],
        believed: Mapping[ValueKey, Optional[ValueRow]],
    ) -> None:
        """Return when nobody else has given a value another content than it had, or is to have."""
        found = []
        for key, was in believed.items():
            stored = connection.execute(_STORED, (self._pack, *_columns(key))).fetchone()
            if not any(_is(row, stored) for row in (was, rows[key])):
                (newest, *_) = [*self._versions(connection, key), ValueVersion(None, "", datetime.now().astimezone())]
                found.append(MeanwhileChange(latest[key], newest.value, newest.person, newest.at))
        if found:
            raise ChangedMeanwhile(found)

    def history(self, key: ValueKey) -> list[ValueVersion]:
        """Return all versions of a value, the newest first; the first is the valid one, or its removal."""
        with self._database.reading() as connection:
            return self._versions(connection, key)

    def _versions(self, connection: sqlite3.Connection, key: ValueKey) -> list[ValueVersion]:
        at = (self._pack, *_columns(key))
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

    def save_units(
        self, units: Iterable[AdminUnit], changes: Sequence[UnitChange] = (), borders: Optional[KeptBorders] = None
    ) -> None:
        """Replace the administrative units, and record what became of those before.

        Units that are no longer among them are kept as former ones; values are not touched.

        :param borders: of these units, kept to tell later what became of them; None: those that are kept stay
        :raises ValueError: for a code given twice
        """
        given = _each_once(units)
        writer = RowWriter(self._language)
        with self._database.writing() as connection:
            self._replace_units(connection, given, changes, borders, writer)

    def _replace_units(
        self,
        connection: sqlite3.Connection,
        units: Sequence[AdminUnit],
        changes: Sequence[UnitChange],
        borders: Optional[KeptBorders],
        writer: RowWriter,
    ) -> None:
        unit_rows.replace_units(connection, self._pack, units)
        unit_rows.add_changes(connection, self._pack, changes, writer)
        if borders is not None:
            border_rows.replace_borders(connection, self._pack, borders)
        _touch(connection, "admin_unit", *(("unit_change", "unit_change_part") if changes else ()))

    def borders(self) -> KeptBorders:
        """Return the borders the units had when they were kept; none where none are kept."""
        with self._database.reading() as connection:
            return border_rows.borders_of(connection, self._pack)

    def given_units(self) -> list[UnitRow]:
        """Return the units that came from a table or another workspace; they count beside those of the layers."""
        with self._database.reading() as connection:
            return border_rows.given_units(connection, self._pack)

    def borders_digest(self) -> str:
        """Return what tells the borders that are kept from others; empty where none are."""
        with self._database.reading() as connection:
            return border_rows.digest_of(connection, self._pack)

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
            _touch_values(connection)


def _each_once(units: Iterable[AdminUnit]) -> list[AdminUnit]:
    given = list(units)
    if len({unit.code for unit in given}) != len(given):
        raise ValueError("a unit is given twice")
    return given


def _is(row: Optional[ValueRow], stored: Optional[Sequence[Any]]) -> bool:
    """Return whether a row says what is stored: id and the columns of `ValueRow.says`, None for nothing."""
    if row is None or stored is None:
        return row is None and stored is None
    return row.says(*stored[1:])


def _columns(key: ValueKey) -> _Key:
    return key.unit, key.indicator, key.year, key.kind.value


def _touch_values(connection: sqlite3.Connection) -> None:
    _touch(connection, "indicator_value", "indicator_history")


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
