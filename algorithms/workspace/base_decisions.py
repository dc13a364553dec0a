"""Decisions on the disagreements between land survey and forest one-map (规划基数), kept with their history."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Mapping, Sequence

from .database import Database

_READ = "SELECT disagreement, decision, note, person, at FROM base_decision WHERE pack_id = ?"
_STORED = "SELECT disagreement, id, decision, note FROM base_decision WHERE pack_id = ? AND valid"
_OF_KEY = " AND disagreement = ?"
_FEW = 50  # decisions that are looked up one by one
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

        Of several decisions on one disagreement the last counts.

        :return: how many were new
        """
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        wanted = {decision.disagreement: decision for decision in decisions}
        with self._database.writing() as connection:
            stored = self._stored(connection, wanted)
            retired, made = [], []
            for key, decision in wanted.items():
                held = stored.get(key)
                if (held[1:] if held else ("", "")) == (decision.decision, decision.note) or (
                    held is None and not decision.decision
                ):
                    continue
                if held is not None:
                    retired.append((held[0],))
                made.append((self._pack, key, decision.decision, decision.note, decision.person, decision.at or now))
            connection.executemany(_RETIRE, retired)
            connection.executemany(_INSERT, made)
            if made:
                connection.execute(_TOUCH)
        return len(made)

    def _stored(
        self, connection: sqlite3.Connection, wanted: Mapping[str, BaseDecision]
    ) -> dict[str, tuple[int, str, str]]:
        """Return id, decision and note of what holds on disagreements: one by one, all at once where they are many."""
        if len(wanted) < _FEW:
            found = (connection.execute(_STORED + _OF_KEY, (self._pack, key)).fetchone() for key in wanted)
            return {row[0]: row[1:] for row in found if row is not None}
        return {row[0]: row[1:] for row in connection.execute(_STORED, (self._pack,))}
