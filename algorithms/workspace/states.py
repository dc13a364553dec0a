"""Changing the state of findings, in list and map layers, with its history."""

from __future__ import annotations

import sqlite3
from typing import Optional, Sequence

from .layers import show_states


def change_states(
    connection: sqlite3.Connection,
    states: Sequence[tuple[int, str, str]],
    at: str,
    run: Optional[int] = None,
    decisions: Optional[Sequence[int]] = None,
) -> None:
    """Set the states of findings and write the history.

    :param states: finding, state before, state after
    :param at: ISO time of the change
    :param run: number of the run that caused it, or
    :param decisions: the decisions that caused it, one per state
    """
    _set_states(connection, [(after, finding) for finding, _, after in states])
    causes: Sequence[Optional[int]] = decisions if decisions is not None else [None] * len(states)
    connection.executemany(
        "INSERT INTO state_change (finding_id, at, before, after, run, decision_id) VALUES (?, ?, ?, ?, ?, ?)",
        [(finding, at, before, after, run, cause) for (finding, before, after), cause in zip(states, causes)],
    )


def take_back_decision(connection: sqlite3.Connection, finding: int) -> bool:
    """Take back the last change of a finding's state when it was a decision; return whether it was."""
    row = connection.execute(
        "SELECT id, before, decision_id FROM state_change WHERE finding_id = ? ORDER BY id DESC LIMIT 1",
        (finding,),
    ).fetchone()
    if row is None or row[2] is None:
        return False
    change, before, decision = row
    _set_states(connection, [(before, finding)])
    connection.execute("DELETE FROM state_change WHERE id = ?", (change,))
    connection.execute("UPDATE decision SET undone = 1 WHERE id = ?", (decision,))
    return True


def _set_states(connection: sqlite3.Connection, states: Sequence[tuple[str, int]]) -> None:
    connection.executemany("UPDATE finding SET state = ? WHERE id = ?", states)
    show_states(connection, states)
