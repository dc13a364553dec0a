"""Writes the values of the sheet and the change report to files the user names."""

from __future__ import annotations

import os
from typing import Any, Callable, Mapping, Optional

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ...algorithms.delivery.destinations import require_apart
from ...algorithms.delivery.indicator_matrix import write_matrix
from ...algorithms.delivery.indicator_values import write_values
from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.indicators.tables.mapping import Layout
from .. import settings
from ..algorithm_run import AlgorithmRun
from ..dialog_buttons import is_confirmed
from ..session import Session
from .matrix_dialog import MatrixDialog
from .work import IndicatorsWork


class IndicatorExports(QObject):
    """Asks where to, writes, and says where it is."""

    def __init__(
        self, session: Session, work: IndicatorsWork, parent: QWidget, area_unit: Callable[[], str] = str
    ) -> None:
        """:param work: has the values
        :param area_unit: gives the unit areas are shown in; empty: that of each indicator
        """
        super().__init__(parent)
        self._area_unit = area_unit
        self._session = session
        self._work = work
        self._window = parent
        self._run: Optional[AlgorithmRun] = None

    def values(self) -> None:
        """Write the values as a spreadsheet or CSV."""
        wide, long = self.tr("one row per unit"), self.tr("one row per value")
        printed = self.tr("table for printing")
        kinds: dict[str, tuple[str, Optional[Layout]]] = {
            f"{self.tr('Excel workbook')}, {printed} (*.xlsx)": (".xlsx", None),
            f"{self.tr('OpenDocument table')}, {printed} (*.ods)": (".ods", None),
            f"{self.tr('Excel workbook')}, {wide} (*.xlsx)": (".xlsx", Layout.WIDE),
            f"{self.tr('Excel workbook')}, {long} (*.xlsx)": (".xlsx", Layout.LONG),
            f"{self.tr('OpenDocument table')}, {wide} (*.ods)": (".ods", Layout.WIDE),
            f"{self.tr('OpenDocument table')}, {long} (*.ods)": (".ods", Layout.LONG),
            f"{self.tr('CSV')}, {wide} (*.csv)": (".csv", Layout.WIDE),
            f"{self.tr('CSV')}, {long} (*.csv)": (".csv", Layout.LONG),
        }
        path, chosen = self._ask(self.tr("Write the values"), ";;".join(kinds), "_indicators")
        sheet = self._work.sheet
        if not path or sheet is None:
            return
        suffix, layout = kinds.get(chosen, (".xlsx", Layout.WIDE))
        path = self._with_ending(path, suffix)
        if not path:
            return
        try:
            require_apart([path], [self._session.source_name])
            if layout is None:
                if not self._write_printed(path, sheet):
                    return
            else:
                write_values(path, sheet, layout, self._session.language)
        except LandPlanError as error:
            self._refused(self._session.language.render(error.message))
            return
        self._session.written.emit(path)

    def _write_printed(self, path: str, sheet: IndicatorSheet) -> bool:
        """Ask what the table is to hold and write it; return False where the person does not want it after all.

        :raises LandPlanError: when it cannot be written
        """
        dialog = MatrixDialog(sheet, self._session.language, self._area_unit(), self._window)
        accepted = dialog.exec() == MatrixDialog.DialogCode.Accepted
        choice, title = dialog.choice(), dialog.title.text().strip()
        dialog.deleteLater()
        if accepted:
            write_matrix(path, sheet, choice, self._session.language, title)
        return accepted

    def report(self) -> None:
        """Write the change report of the indicators and open it."""
        if self._run is not None:
            return
        path, _ = self._ask(self.tr("Write the change report"), self.tr("Report") + " (*.html)", "_changes")
        path = self._with_ending(path, ".html") if path else ""
        if not path:
            return
        session = self._session
        self._work.flush()
        if self._work.unsaved:
            self._refused(self.tr("Some values are not kept in the workspace yet, so the report would lack them. Try "
                                  "again once they are."))
            return
        parameters = {"PACK": session.state.pack, "OUTPUT": path}
        if not session.inside_project:
            parameters["SOURCE"] = session.state.source
        if os.path.isfile(session.workspace_path):
            parameters["WORKSPACE"] = session.workspace_path
        try:
            self._run = AlgorithmRun("landplan:changereport", parameters, self)
        except LandPlanError as error:
            self._refused(session.language.render(error.message))
            return
        self._run.succeeded.connect(self._reported)
        self._run.refused.connect(self._refused)
        self._run.ended.connect(self._ended)
        self._run.start()

    def shut_down(self) -> None:
        """End the work under way."""
        run, self._run = self._run, None
        if run is not None:
            run.cancel()
            run.wait()

    def _ask(self, title: str, filters: str, ending: str) -> tuple[str, str]:
        name = os.path.splitext(os.path.basename(os.path.normpath(self._session.source_name)))[0] or "landplan"
        folder = settings.last_folder() or os.path.dirname(self._session.workspace_path)
        path, chosen = QFileDialog.getSaveFileName(self._window, title, os.path.join(folder, name + ending), filters)
        if path:
            settings.remember_folder(path)
            path = os.path.normpath(path)
        return path, chosen

    def _with_ending(self, path: str, ending: str) -> str:
        """Return a path with an ending; empty where that names a file the user has not agreed to replace."""
        if os.path.splitext(path)[1]:
            return path
        path += ending
        if os.path.exists(path) and not is_confirmed(
            self._window, self.tr("Replace the file?"),
            self.tr("{file} is there already. Replace it?").format(file=os.path.basename(path)), self.tr("Replace"),
        ):
            return ""
        return path

    def _reported(self, results: Mapping[str, Any]) -> None:
        path = str(results.get("OUTPUT") or "")
        self._session.written.emit(path)
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def _ended(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()

    def _refused(self, sentence: str) -> None:
        if sentence:
            self._session.told.emit(sentence, Qgis.MessageLevel.Critical)
