"""The workspace as the rest of the plugin sees it: one GeoPackage that keeps runs, findings and decisions."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Optional, Sequence, Union

from ..errors import LandPlanError
from ..feedback import Feedback, Silent
from ..language import Language
from ..message import translatable
from ..selfcheck.model import CheckRun
from . import decisions, runs
from .base_decisions import BaseDecisionStore
from .comparison import compare
from .database import Database, open_database
from .indicator_store import IndicatorStore
from .model import (
    Comparison,
    Decision,
    FindingDetail,
    FindingQuery,
    RunSummary,
    Standings,
    StoredResult,
    StoredRun,
)
from .placing import geometry_of
from .queries import Counts, FindingRows, Selection, fetch_rows, read_findings, run_number, scope_ids
from .rows import finding_row
from .saving import save_run
from .schema import SPATIAL_LAYERS


class Workspace:
    """Keeps runs and findings; every public method is one transaction and may be called from any thread.

    All methods raise `LandPlanError` with a sentence when the file is locked by another program, damaged or
    gone. A method that changes something leaves the file as it was when it raises.
    """

    def __init__(self, database: Database) -> None:
        """Use `Workspace.open` instead."""
        self._database = database

    @classmethod
    def open(cls, path: Union[str, Path], create: bool = True, patience: Optional[float] = None) -> Workspace:
        """Open a workspace file; an older one is brought to this version.

        :param path: a ``.gpkg`` file
        :param create: make it when it does not exist
        :param patience: seconds to wait where another program is writing; None = three
        :raises LandPlanError: when the folder does not exist, the file is no workspace, read-only, damaged, or
            of a newer version
        """
        return cls(open_database(Path(path).absolute(), create, patience))

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    def close(self) -> None:
        """Close the file; a later call opens it again."""
        self._database.close()

    def __enter__(self) -> Workspace:
        """Return itself; closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        """Close the file."""
        self.close()

    def require_unlocked(self) -> None:
        """Return when the file can be written now.

        :raises LandPlanError: when another program is writing it
        """
        with self._database.writing():
            return

    def save_run(self, run: CheckRun, language: Language, feedback: Optional[Feedback] = None) -> None:
        """Store a run and move the findings of its pack and source on: fixed, reopened, new.

        :param language: language of the sentences stored for people who open the tables
        :raises LandPlanError: when the run is already stored
        :raises Cancelled: when the user cancels; nothing is stored then
        """
        save_run(self._database, run, language, feedback or Silent())

    def runs(self) -> list[RunSummary]:
        """Return all runs, the newest first."""
        with self._database.reading() as connection:
            return runs.summaries(connection)

    def load_run(self, run_id: str) -> StoredRun:
        """Return a run with the outcome of each check.

        :raises LandPlanError: for an unknown run
        """
        with self._database.reading() as connection:
            number = self._known_run(run_number(connection, run_id), run_id)
            return StoredRun(runs.summary_of(connection, number), tuple(runs.results_of(connection, number)))

    def whole_run(self, run_id: str) -> CheckRun:
        """Return a run with all its findings as it was saved, for a report made later.

        :raises LandPlanError: for an unknown run
        """
        with self._database.reading() as connection:
            return runs.whole_run(connection, self._known_run(run_number(connection, run_id), run_id))

    def standings(self, run_id: str) -> Standings:
        """Return state, first sight and decision of every finding of a run, for report and correction list.

        :raises LandPlanError: for an unknown run
        """
        with self._database.reading() as connection:
            return runs.standings_of(connection, self._known_run(run_number(connection, run_id), run_id))

    def current_results(self, pack_id: str, source: str) -> list[StoredResult]:
        """Return the newest result of every check of a pack on a source, over full and partial runs."""
        with self._database.reading() as connection:
            return runs.newest_results(connection, pack_id, source)

    def findings(self, query: FindingQuery) -> FindingRows:
        """Return findings in the order asked for; rows are read when they are looked at."""
        with self._database.reading() as connection:
            selection = Selection(connection, query)
            return self._rows(selection.ids(connection), selection.run)

    def count(self, query: FindingQuery) -> int:
        """Return the number of findings of a query, whatever its limit and offset."""
        with self._database.reading() as connection:
            return Selection(connection, query).count(connection)

    def counts(self, query: FindingQuery) -> Counts:
        """Return the number of findings by check, severity and state; combinations without any are left out."""
        with self._database.reading() as connection:
            return Selection(connection, query).counts(connection)

    def finding(self, finding_id: int) -> FindingDetail:
        """Return a finding with its geometry and history.

        :raises LandPlanError: for an unknown finding
        """
        with self._database.reading() as connection:
            found = read_findings(connection, None, [finding_id])
            if not found:
                raise LandPlanError(
                    translatable(
                        "Workspace", "The finding number {number} is not in the workspace.", number=finding_id
                    )
                )
            wkb, crs = connection.execute(
                "SELECT g.wkb, coalesce(g.crs, '') FROM finding f LEFT JOIN finding_shape g ON g.finding_id = f.id"
                " WHERE f.id = ?",
                (finding_id,),
            ).fetchone()
            first_id, first, last_id, last, present = connection.execute(
                "SELECT a.run_id, a.started, b.run_id, b.started, f.present FROM finding f"
                " JOIN check_run a ON a.id = f.first_run JOIN check_run b ON b.id = f.last_run WHERE f.id = ?",
                (finding_id,),
            ).fetchone()
            return FindingDetail(
                row=finding_row(found[0]),
                geometry=geometry_of(wkb),
                crs=crs,
                first_seen=datetime.fromisoformat(first),
                first_run_id=first_id,
                last_seen=datetime.fromisoformat(last),
                last_run_id=last_id,
                present=bool(present),
                history=decisions.history_of(connection, finding_id),
                decisions=decisions.decisions_of(connection, finding_id),
            )

    def decide(self, finding_ids: Sequence[int], decision: Decision) -> None:
        """Record a decision on one or several findings.

        :raises LandPlanError: for an exception without a reason, or an unknown finding
        """
        with self._database.writing() as connection:
            decisions.decide(connection, finding_ids, decision)

    def undo_decision(self, finding_ids: Sequence[int]) -> int:
        """Take back the last decision on each finding and return how many were taken back.

        A finding that a later run has moved on keeps its state.
        """
        with self._database.writing() as connection:
            return decisions.undo_decision(connection, finding_ids)

    def compare(self, earlier: str, later: str) -> Comparison:
        """Return two runs side by side; they may be of different sources, as a delivery and its re-submission.

        :raises LandPlanError: for an unknown run
        """
        with self._database.reading() as connection:
            before = self._known_run(run_number(connection, earlier), earlier)
            after = self._known_run(run_number(connection, later), later)
            parts = compare(connection, before, after)
            return Comparison(
                earlier=runs.summary_of(connection, before),
                later=runs.summary_of(connection, after),
                new=self._rows(parts.new, after),
                gone=self._rows(parts.gone, before),
                still=self._rows(parts.still, after),
                not_rechecked=self._rows(parts.not_rechecked, before),
                not_checked_before=self._rows(parts.not_checked_before, after),
            )

    def continue_source(self, pack_id: str, old_source: str, new_source: str) -> None:
        """Let findings and runs of a source go on under another path: the re-submission of a delivery.

        :raises LandPlanError: when nothing was checked at the old path, or something was at the new one
        """
        with self._database.writing() as connection:
            if not scope_ids(connection, pack_id, old_source):
                raise LandPlanError(
                    translatable("Workspace", "The workspace holds no check of {source}.", source=old_source)
                )
            if scope_ids(connection, pack_id, new_source):
                raise LandPlanError(
                    translatable(
                        "Workspace",
                        "The workspace already holds checks of {source}; the two histories cannot be joined.",
                        source=new_source,
                    )
                )
            connection.execute(
                "UPDATE scope SET source = ? WHERE pack_id = ? AND source = ?",
                (new_source, pack_id, old_source),
            )

    def indicators(self, pack_id: str, language: Optional[Language] = None) -> IndicatorStore:
        """Return the values of the indicators and the administrative units of a pack.

        :param language: language of the sentences stored for people who open the tables; None = that of QGIS
        """
        return IndicatorStore(self._database, pack_id, language or Language.current())

    def base_decisions(self, pack_id: str) -> BaseDecisionStore:
        """Return the decisions on the disagreements between land survey and one-map."""
        return BaseDecisionStore(self._database, pack_id)

    def layer_sources(self) -> dict[str, str]:
        """Return the QGIS data source of each spatial layer by its name."""
        return {name: f"{self.path}|layername={name}" for name in SPATIAL_LAYERS}

    def layer_filter(self, pack_id: str, source: str) -> str:
        """Return the subset string that shows only the findings of a pack on a source."""
        with self._database.reading() as connection:
            scopes = scope_ids(connection, pack_id, source)
        return f'"scope_id" = {scopes[0] if scopes else 0}'

    def _rows(self, ids: Sequence[int], run: Optional[int]) -> FindingRows:
        return FindingRows(ids, partial(fetch_rows, self._database, run))

    def _known_run(self, number: int, run_id: str) -> int:
        if number == 0:
            raise LandPlanError(
                translatable(
                    "Workspace", "The workspace {path} has no run {run}.", path=str(self.path), run=run_id
                )
            )
        return number
