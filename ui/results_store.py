"""The workspace of a session: opened for reading while its project is open, moved, and asked for runs."""

from __future__ import annotations

import os
import sqlite3
from typing import Callable, Optional

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication

from ..algorithms.errors import LandPlanError
from ..algorithms.workspace.model import RunSummary
from ..algorithms.workspace.workspace import Workspace
from .workspace_place import copy_workspace

Tell = Callable[[str, Qgis.MessageLevel], None]


class ResultsStore:
    """Holds at most one workspace; what goes wrong with it is told in a sentence."""

    def __init__(self, tell: Tell) -> None:
        """:param tell: takes a sentence for the message bar and its level"""
        self._tell = tell
        self.workspace: Optional[Workspace] = None
        self.problem = ""

    def open(self, path: str) -> None:
        """Open another workspace for reading where it exists.

        :param path: empty = none
        """
        self.close()
        self.problem = ""
        if path and os.path.exists(path):
            try:
                self.workspace = Workspace.open(path, create=False)
            except LandPlanError as error:
                self.problem = str(error)
                self._tell(self.problem, Qgis.MessageLevel.Warning)

    def close(self) -> None:
        """Let go of the file."""
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None

    def copy_to(self, old: str, new: str) -> bool:
        """Copy the results to a file that does not exist yet; close the old one.

        :return: False when that failed, which is told
        """
        self.close()
        try:
            copy_workspace(old, new)
        except (OSError, sqlite3.Error) as error:
            text = QCoreApplication.translate(
                "Session", "The results cannot be kept in {file}: {reason}. They stay where they are."
            )
            self._tell(text.format(file=new, reason=error), Qgis.MessageLevel.Critical)
            return False
        return True

    def runs(self) -> list[RunSummary]:
        """Return the runs, newest first; none where they cannot be read, which is told."""
        if self.workspace is None:
            return []
        try:
            return self.workspace.runs()
        except LandPlanError as error:
            self._tell(str(error), Qgis.MessageLevel.Warning)
            return []

    def earlier_source(self, pack_id: str, source: str) -> str:
        """Return the source whose findings may go on with another one, empty where there is none.

        That is so when the workspace knows the rule pack from another source but nothing of this one: the
        delivery came again under another name, or was moved.
        """
        if self.workspace is None:
            return ""
        try:
            if self.workspace.current_results(pack_id, source):
                return ""
            runs = [run for run in self.workspace.runs() if run.pack_id == pack_id]
        except LandPlanError:
            return ""
        return runs[0].source if runs else ""

    def continue_source(self, pack_id: str, earlier: str, source: str) -> None:
        """Let the findings and decisions of an earlier source go on with another one."""
        if self.workspace is None:
            return
        try:
            self.workspace.continue_source(pack_id, earlier, source)
        except LandPlanError as error:
            self._tell(str(error), Qgis.MessageLevel.Warning)
