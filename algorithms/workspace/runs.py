"""Reading back saved runs: summaries, results of checks, and the whole run as the self-check made it."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from itertools import groupby
from typing import Any, Mapping, Optional

from ..message import Message
from ..rulepack.model import Severity
from ..selfcheck.model import CheckResult, CheckRun, Outcome, Verdict
from .model import RunSummary, Standing, Standings, State, StoredResult
from .queries import named, scope_ids, shown_in_run
from .records import message_of, notes_of, rule_of, run_of, title_of
from .rows import SHOWN_COLUMNS, finding_of

_RESULT_COLUMNS = "SELECT r.*, c.run_id, c.started FROM check_result r JOIN check_run c ON c.id = r.run"


def summaries(connection: sqlite3.Connection) -> list[RunSummary]:
    """Return all runs, the newest first."""
    return [_summary(row) for row in named(connection.execute("SELECT * FROM check_run ORDER BY id DESC"))]


def summary_of(connection: sqlite3.Connection, number: int) -> RunSummary:
    """Return one run by its number."""
    return _summary(named(connection.execute("SELECT * FROM check_run WHERE id = ?", (number,)))[0])


def results_of(connection: sqlite3.Connection, number: int) -> list[StoredResult]:
    """Return the results of a run in its order."""
    sql = " ".join((_RESULT_COLUMNS, "WHERE r.run = ? ORDER BY r.id"))
    return _results(connection, sql, number)


def newest_results(connection: sqlite3.Connection, pack_id: str, source: str) -> list[StoredResult]:
    """Return the newest result of every check of a pack on a source, by check id.

    Checks the pack had dropped by the newest complete run are left out.
    """
    scopes = scope_ids(connection, pack_id, source)
    if not scopes:
        return []
    sql = " ".join(
        (
            _RESULT_COLUMNS,
            "WHERE r.id IN (SELECT max(r2.id) FROM check_result r2 JOIN check_run c2 ON c2.id = r2.run",
            "WHERE c2.scope_id = ?1 GROUP BY r2.check_id)",
            "AND r.run >= (SELECT coalesce(max(id), 0) FROM check_run WHERE scope_id = ?1 AND NOT partial)",
            "ORDER BY r.check_id",
        )
    )
    return _results(connection, sql, scopes[0])


def whole_run(connection: sqlite3.Connection, number: int) -> CheckRun:
    """Return a run with all findings as it was saved."""
    columns = named(connection.execute("SELECT * FROM check_run WHERE id = ?", (number,)))[0]
    shown = ", ".join(shown_in_run(name) + " AS " + name for name in SHOWN_COLUMNS)
    found = connection.execute(
        " ".join(
            (
                "SELECT f.check_id, f.kind, f.role, f.field,",
                shown,
                ", CASE WHEN s.was IS NULL THEN g.crs ELSE w.crs END AS crs,",
                "CASE WHEN s.was IS NULL THEN g.wkb ELSE w.wkb END AS wkb",
                "FROM sighting s JOIN finding f ON f.id = s.finding_id",
                "LEFT JOIN finding_was w ON w.id = s.was LEFT JOIN finding_shape g ON g.finding_id = f.id",
                "WHERE s.run = ? ORDER BY f.check_id, s.position",
            )
        ),
        (number,),
    )
    findings = {
        check_id: tuple(finding_of(row) for row in rows)
        for check_id, rows in groupby(named(found), key=lambda row: row["check_id"])
    }
    rows = named(connection.execute("SELECT * FROM check_result WHERE run = ? ORDER BY id", (number,)))
    notes = notes_of(columns)
    results = tuple(
        CheckResult(
            check=rule_of(row["rule"]),
            outcome=Outcome(row["outcome"]),
            findings=findings.get(row["check_id"], ()),
            reason=message_of(row["reason_json"]),
            details=row["details"],
            seconds=row["seconds"],
            examined=row["examined"],
            note=notes.get(row["check_id"]),
        )
        for row in rows
    )
    return run_of(columns, results)


def standings_of(connection: sqlite3.Connection, number: int) -> Standings:
    """Return state, first sight and valid decision of every finding of a run."""
    decided = {
        row["finding_id"]: row
        for row in named(
            connection.execute(
                "SELECT d.* FROM decision d JOIN sighting s ON s.finding_id = d.finding_id AND s.run = ?"
                " WHERE NOT d.undone ORDER BY d.id",
                (number,),
            )
        )
    }
    started = {
        run: datetime.fromisoformat(text)
        for run, text in connection.execute("SELECT id, started FROM check_run")
    }
    standings: dict[tuple[str, int], Standing] = {}
    for finding, check_id, position, state, first_run in connection.execute(
        "SELECT f.id, f.check_id, s.position, f.state, f.first_run FROM sighting s"
        " JOIN finding f ON f.id = s.finding_id WHERE s.run = ?",
        (number,),
    ):
        decision = decided.get(finding)
        if decision is None or decision["kind"] != state:
            standings[check_id, position] = Standing(State(state), started[first_run])
            continue
        standings[check_id, position] = Standing(
            State(state),
            started[first_run],
            decision["reason"],
            decision["person"],
            decision["evidence"],
            datetime.fromisoformat(decision["date"]),
        )
    return standings


def _summary(row: Mapping[str, Any]) -> RunSummary:
    return RunSummary(
        id=row["run_id"],
        number=row["id"],
        started=datetime.fromisoformat(row["started"]),
        finished=datetime.fromisoformat(row["finished"]),
        pack_id=row["pack_id"],
        pack_title=title_of({"zh": row["pack_title_zh"], "en": row["pack_title_en"]}),
        pack_version=row["pack_version"],
        source=row["source"],
        verdict=Verdict(row["verdict"]),
        partial=bool(row["partial"]),
        check_count=row["check_count"],
        result_count=row["result_count"],
        error_count=row["error_count"],
        warning_count=row["warning_count"],
        not_run_count=row["not_run_count"],
        crashed_count=row["crashed_count"],
        cancelled_count=row["cancelled_count"],
        crs=row["crs"],
    )


def _results(connection: sqlite3.Connection, sql: str, number: int) -> list[StoredResult]:
    rows = named(connection.execute(sql, (number,)))
    notes: dict[str, Mapping[str, Message]] = {}
    for run in {row["run_id"] for row in rows}:
        columns = named(connection.execute("SELECT record FROM check_run WHERE run_id = ?", (run,)))
        notes[run] = notes_of(columns[0])
    return [_result(row, notes[row["run_id"]].get(row["check_id"])) for row in rows]


def _result(row: Mapping[str, Any], note: Optional[Message]) -> StoredResult:
    rule = rule_of(row["rule"])
    return StoredResult(
        run_id=row["run_id"],
        started=datetime.fromisoformat(row["started"]),
        check_id=rule.id,
        title=rule.title,
        kind=rule.kind,
        layer=rule.layer or "",
        severity=Severity(row["severity"]),
        clause=rule.clause,
        required=rule.required,
        outcome=Outcome(row["outcome"]),
        reason=message_of(row["reason_json"]),
        details=row["details"],
        finding_count=row["finding_count"],
        examined=row["examined"],
        note=note,
    )
