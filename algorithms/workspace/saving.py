"""Saving a run: one transaction that stores it and moves every finding on in its life.

A finding found again keeps its state, unless it was fixed: then it is reopened. A finding its check no
longer finds is fixed, but only when the check ended (passed or failed) and looked at all it should: one that
did not run, crashed, was cancelled or had to stop half-way proves nothing about what it did not get to.
"""

from __future__ import annotations

import sqlite3
from typing import Any, Iterable, Optional, Sequence

from qgis.core import QgsGeometry

from ..errors import LandPlanError
from ..feedback import Feedback, Span, raise_if_cancelled
from ..language import Language
from ..message import translatable
from ..rulepack.model import Severity
from ..selfcheck.model import CheckResult, CheckRun, Finding, Outcome
from .changes import Changes, StoredFinding
from .database import Database
from .garbage import garbage_left_alone
from .identity import Anchor, Mark, mark_of, match_marks, reach_of
from .layers import index_by_hand, placer_for, undraw, update_contents
from .model import State
from .placing import Box, placed_geometry
from .records import message_text, rule_text, run_text
from .rows import finding_values
from .states import change_states

_BATCH = 2_000  # findings written at once, and between two looks at Cancel

_Placed = Optional[tuple[QgsGeometry, Box]]


class RunWriter:
    """Writes one run into the connection of an open write transaction."""

    def __init__(self, connection: sqlite3.Connection, run: CheckRun, language: Language) -> None:
        """:param connection: in a write transaction, rolled back by the caller when anything raises"""
        self._connection = connection
        self._run = run
        self._language = language
        self._scope = _scope_id(connection, run.pack_id, run.source)
        self._number = 0
        self._next_id = 1 + connection.execute("SELECT coalesce(max(id), 0) FROM finding").fetchone()[0]
        self._placer = placer_for(connection, run.crs)

    def write(self, feedback: Feedback) -> None:
        """Write the run; raises `Cancelled` when the user cancels."""
        self._number = self._insert_run()
        count = sum(len(result.findings) for result in self._run.results) or 1
        done = 0
        with index_by_hand(self._connection):
            for result in self._run.results:
                raise_if_cancelled(feedback)
                size = len(result.findings)
                self._insert_result(result)
                span = Span(feedback, 95.0 * done / count, 95.0 * (done + size) / count)
                self._write_findings(result, span)
                done += size
            if not self._run.partial:
                self._retire_dropped_checks()
        update_contents(self._connection)
        feedback.setProgress(100.0)

    def _insert_run(self) -> int:
        run = self._run
        values = {
            "run_id": run.id,
            "scope_id": self._scope,
            "started": run.started.isoformat(),
            "finished": run.finished.isoformat(),
            "pack_id": run.pack_id,
            "pack_title_zh": run.pack_title.zh,
            "pack_title_en": run.pack_title.en,
            "pack_version": run.pack_version,
            "source": run.source,
            "verdict": run.verdict.value,
            "partial": run.partial,
            "check_count": run.check_count,
            "result_count": len(run.results),
            "error_count": run.count(Severity.ERROR),
            "warning_count": run.count(Severity.WARNING),
            "not_run_count": run.count_outcome(Outcome.NOT_RUN),
            "crashed_count": run.count_outcome(Outcome.CRASHED),
            "cancelled_count": run.count_outcome(Outcome.CANCELLED),
            "pack_hash": run.pack_hash,
            "fingerprint": run.fingerprint,
            "crs": run.crs,
            "record": run_text(run),
        }
        return self._connection.execute(_insert("check_run", values), values).lastrowid or 0

    def _insert_result(self, result: CheckResult) -> None:
        rule = result.check
        values = {
            "run": self._number,
            "check_id": rule.id,
            "title": self._language.title(rule.title),
            "severity": rule.severity.value,
            "clause": rule.clause,
            "required": rule.required,
            "outcome": result.outcome.value,
            "reason": "" if result.reason is None else self._language.render(result.reason),
            "finding_count": len(result.findings),
            "examined": result.examined,
            "seconds": result.seconds,
            "reason_json": message_text(result.reason),
            "details": result.details,
            "rule": rule_text(rule),
        }
        self._connection.execute(_insert("check_result", values), values)

    def _write_findings(self, result: CheckResult, feedback: Feedback) -> None:
        stored, stored_marks = self._stored_findings(result.check.id)
        placed, marks = self._placed(result, Span(feedback, 0.0, 30.0))
        partners = match_marks(stored_marks, marks)
        title = self._language.title(result.check.title)
        for start in range(0, len(result.findings), _BATCH):
            raise_if_cancelled(feedback)
            feedback.setProgress(30.0 + 70.0 * start / len(result.findings))
            changes = Changes()
            for position in range(start, min(start + _BATCH, len(result.findings))):
                partner = partners[position]
                old = None if partner is None else stored[partner]
                values = finding_values(result.findings[position], title, marks[position], self._language)
                values.update(position=position, scope_id=self._scope, run=self._number)
                self._sort_out(changes, result.findings[position], values, placed[position], old)
            changes.write(self._connection, self._number, self._run.finished.isoformat())
        if result.complete:
            met = {partner for partner in partners if partner is not None}
            self._close_gone([old for index, old in enumerate(stored) if index not in met])
        feedback.setProgress(100.0)

    def _placed(self, result: CheckResult, feedback: Feedback) -> tuple[list[_Placed], list[Mark]]:
        """Return geometry and mark of each finding of a check."""
        placed_findings: list[_Placed] = []
        marks = []
        for position, finding in enumerate(result.findings):
            if position % _BATCH == 0:
                raise_if_cancelled(feedback)
                feedback.setProgress(100.0 * position / len(result.findings))
            placed = placed_geometry(finding.geometry)
            placed_findings.append(placed)
            anchor = None if placed is None else self._placer.anchor(placed[1], finding.crs)
            marks.append(mark_of(finding, anchor))
        return placed_findings, marks

    def _sort_out(
        self,
        changes: Changes,
        finding: Finding,
        values: dict[str, Any],
        placed: _Placed,
        old: Optional[StoredFinding],
    ) -> None:
        """Gather what a finding changes, new or seen again."""
        if old is None:
            changes.add_new(values, self._next_id)
            self._next_id += 1
        else:
            changes.add_seen_again(values, old)
        if old is None or not old.present or old.retired or not old.shows(values):
            shape = None if placed is None else self._placer.map_geometry(*placed, finding.crs)
            if shape is not None:
                changes.drawn.append((shape, values))
            if old is not None:
                changes.shapeless.append(old.id)
            if finding.geometry:
                changes.shapes.append((values["id"], finding.crs, finding.geometry))
        changes.sightings.append((values["id"], values["position"]))

    def _stored_findings(self, check_id: str) -> tuple[list[StoredFinding], list[Mark]]:
        stored: list[StoredFinding] = []
        marks: list[Mark] = []
        for row in self._connection.execute(
            "SELECT id, state, present, retired, position, content, look, base, identity,"
            " anchor_x, anchor_y, anchor_width, anchor_height, key_a <> '' OR key_b <> '', field <> ''"
            " FROM finding WHERE scope_id = ? AND retired IN (0, 1) AND check_id = ? ORDER BY id",
            (self._scope, check_id),
        ):
            stored.append(StoredFinding(row[0], row[1], bool(row[2]), bool(row[3]), *row[4:7]))
            anchor = None if row[9] is None else Anchor(*row[9:13])
            reach = reach_of(bool(row[13]), bool(row[14])) if anchor else float("inf")
            marks.append(Mark(row[7], row[8], anchor, reach))
        return stored, marks

    def _close_gone(self, gone: Sequence[StoredFinding]) -> None:
        """Mark findings as fixed that their check no longer finds."""
        undraw(self._connection, [old.id for old in gone if old.present])
        self._connection.executemany(
            "UPDATE finding SET present = 0 WHERE id = ?", [(old.id,) for old in gone if old.present]
        )
        fixed = [(old.id, old.state, State.FIXED.value) for old in gone if old.state != State.FIXED.value]
        self._change_states(fixed)

    def _change_states(self, states: Sequence[tuple[int, str, str]]) -> None:
        change_states(self._connection, states, self._run.finished.isoformat(), run=self._number)

    def _retire_dropped_checks(self) -> None:
        """Take findings off the current list whose check the pack no longer has."""
        known = {result.check.id for result in self._run.results}
        stored = self._connection.execute(
            "SELECT DISTINCT check_id FROM finding WHERE scope_id = ? AND retired = 0", (self._scope,)
        ).fetchall()
        for (check_id,) in stored:
            if check_id in known:
                continue
            ids = self._connection.execute(
                "SELECT id FROM finding WHERE scope_id = ? AND retired = 0 AND check_id = ?",
                (self._scope, check_id),
            ).fetchall()
            undraw(self._connection, [finding for (finding,) in ids])
            self._connection.executemany("UPDATE finding SET retired = 1 WHERE id = ?", ids)


def save_run(database: Database, run: CheckRun, language: Language, feedback: Feedback) -> None:
    """Store a run in one transaction.

    :raises LandPlanError: when the run is already in the workspace, or the file cannot be written
    :raises Cancelled: when the user cancels; the workspace is then as before
    """
    with database.writing() as connection:
        known = connection.execute("SELECT 1 FROM check_run WHERE run_id = ?", (run.id,)).fetchone()
        if known is not None:
            raise LandPlanError(
                translatable(
                    "Workspace",
                    "The run {run} is already in the workspace {path}.",
                    run=run.id,
                    path=str(database.path),
                )
            )
        with garbage_left_alone():
            RunWriter(connection, run, language).write(feedback)


def _insert(table: str, columns: Iterable[str]) -> str:
    """Return an INSERT with named parameters; names come from this package only."""
    names = list(columns)
    return " ".join(
        (
            "INSERT INTO",
            table,
            "(",
            ", ".join(names),
            ") VALUES (",
            ", ".join(":" + name for name in names),
            ")",
        )
    )


def _scope_id(connection: sqlite3.Connection, pack_id: str, source: str) -> int:
    connection.execute("INSERT OR IGNORE INTO scope (pack_id, source) VALUES (?, ?)", (pack_id, source))
    return int(
        connection.execute(
            "SELECT id FROM scope WHERE pack_id = ? AND source = ?", (pack_id, source)
        ).fetchone()[0]
    )
