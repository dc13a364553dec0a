"""What people decide about findings, and taking it back."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any, Mapping, Sequence

from ..errors import LandPlanError
from ..message import translatable
from .model import Decision, DecisionKind, DecisionRecord, HistoryEntry, State
from .queries import named
from .states import change_states, take_back_decision

_STATE_AFTER: Mapping[DecisionKind, State] = {
    DecisionKind.EXCEPTION: State.EXCEPTION,
    DecisionKind.FIXED: State.FIXED,
    DecisionKind.REOPENED: State.REOPENED,
}


def decide(connection: sqlite3.Connection, finding_ids: Sequence[int], decision: Decision) -> None:
    """Record one decision on several findings, in the caller's transaction.

    :raises LandPlanError: for an exception without a reason, or a finding that is not in the workspace
    """
    if decision.kind is DecisionKind.EXCEPTION and not decision.reason.strip():
        raise LandPlanError(
            translatable("Workspace", "An exception needs a reason. Write why it is accepted.")
        )
    date = (decision.date or datetime.now().astimezone()).isoformat()
    after = _STATE_AFTER[decision.kind].value
    states: list[tuple[int, str, str]] = []
    records: list[int] = []
    for finding in dict.fromkeys(finding_ids):
        row = connection.execute("SELECT state FROM finding WHERE id = ?", (finding,)).fetchone()
        if row is None:
            raise _unknown(finding)
        record = connection.execute(
            "INSERT INTO decision (finding_id, kind, reason, person, evidence, date, undone)"
            " VALUES (?, ?, ?, ?, ?, ?, 0)",
            (
                finding,
                decision.kind.value,
                decision.reason.strip(),
                decision.person.strip(),
                decision.evidence.strip(),
                date,
            ),
        ).lastrowid
        states.append((finding, row[0], after))
        records.append(record or 0)
    change_states(connection, states, date, decisions=records)


def undo_decision(connection: sqlite3.Connection, finding_ids: Sequence[int]) -> int:
    """Take back the last decision on each finding, in the caller's transaction.

    :returns: number of findings whose decision was taken back; a finding that a later run has moved on, or
        that has no decision, stays as it is
    """
    return sum(take_back_decision(connection, finding) for finding in dict.fromkeys(finding_ids))


def decisions_of(connection: sqlite3.Connection, finding: int) -> tuple[DecisionRecord, ...]:
    """Return the decisions on a finding, the oldest first, those taken back included."""
    rows = named(connection.execute("SELECT * FROM decision WHERE finding_id = ? ORDER BY id", (finding,)))
    return tuple(_record(row) for row in rows)


def history_of(connection: sqlite3.Connection, finding: int) -> tuple[HistoryEntry, ...]:
    """Return how a finding's state changed, the oldest change first."""
    decisions = {record.id: record for record in decisions_of(connection, finding)}
    rows = connection.execute(
        "SELECT h.at, h.before, h.after, coalesce(c.run_id, ''), h.decision_id FROM state_change h"
        " LEFT JOIN check_run c ON c.id = h.run WHERE h.finding_id = ? ORDER BY h.id",
        (finding,),
    )
    return tuple(
        HistoryEntry(datetime.fromisoformat(at), State(before), State(after), run_id, decisions.get(decision))
        for at, before, after, run_id, decision in rows
    )


def _record(row: Mapping[str, Any]) -> DecisionRecord:
    return DecisionRecord(
        id=row["id"],
        kind=DecisionKind(row["kind"]),
        reason=row["reason"],
        person=row["person"],
        evidence=row["evidence"],
        date=datetime.fromisoformat(row["date"]),
        undone=bool(row["undone"]),
    )


def _unknown(finding: int) -> LandPlanError:
    return LandPlanError(
        translatable("Workspace", "The finding number {number} is not in the workspace.", number=finding)
    )
