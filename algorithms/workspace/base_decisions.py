"""Decisions on the disagreements between land survey and forest one-map (规划基数), kept with their history."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Sequence

from .database import Database

_READ = "SELECT disagreement, decision, note, person, at FROM base_decision WHERE pack_id = ?"
_STORED = "SELECT id, decision, note FROM base_decision WHERE pack_id = ? AND disagreement = ? AND valid"
_RETIRE = "UPDATE base_decision SET valid = 0 WHERE id = ?"
_INSERT = (
    "INSERT INTO base_decision (pack_id, disagreement, decision, note, person, at, valid) VALUES (?, ?, ?, ?, ?, ?, 1)"
)
_TOUCH = (
    "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = 'base_decision'"
)


@dataclass(frozen=True)
class BaseDecision:
    """What a person decided on one disagreement.

    :ivar disagreement: its key, the same in every run on the same parcels
    :ivar decision: word of the decision as `landplan:planningbase` takes it, empty = taken back
    :ivar note: why
    :ivar person: who decided
    :ivar at: when, ISO 8601 with time zone
    """

    disagreement: str
    decision: str
    note: str = ""
    person: str = ""
    at: str = ""


class BaseDecisionStore:
    """The decisions of one pack; every public method is one transaction and may be called from any thread.

    All methods raise `LandPlanError` with a sentence when the file is locked by another program, damaged or gone.
    """

    def __init__(self, database: Database, pack_id: str) -> None:
        """Use `Workspace.base_decisions` instead."""
        self._database = database
        self._pack = pack_id

    def decisions(self) -> list[BaseDecision]:
        """Return what holds now, by key; what was taken back is left out."""
        with self._database.reading() as connection:
            rows = connection.execute(
                _READ + " AND valid AND decision <> '' ORDER BY disagreement", (self._pack,)
            ).fetchall()
        return [BaseDecision(*row) for row in rows]

    def history(self, disagreement: str) -> list[BaseDecision]:
        """Return all that was ever decided on a disagreement, the newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                _READ + " AND disagreement = ? ORDER BY id DESC", (self._pack, disagreement)
            ).fetchall()
        return [BaseDecision(*row) for row in rows]

    def save(self, decisions: Sequence[BaseDecision]) -> int:
        """Write decisions in one transaction; one that says the same as what holds is left as it is.

        :return: how many were new
        """
        written = 0
        with self._database.writing() as connection:
            for decision in decisions:
                written += self._write(connection, decision)
            if written:
                connection.execute(_TOUCH)
        return written

    def _write(self, connection: sqlite3.Connection, decision: BaseDecision) -> bool:
        stored = connection.execute(_STORED, (self._pack, decision.disagreement)).fetchone()
        if stored is None and not decision.decision:
            return False
        if stored is not None:
            if stored[1:] == (decision.decision, decision.note):
                return False
            connection.execute(_RETIRE, (stored[0],))
        at = decision.at or datetime.now().astimezone().isoformat(timespec="seconds")
        connection.execute(
            _INSERT,
            (self._pack, decision.disagreement, decision.decision, decision.note, decision.person, at),
        )
        return True
