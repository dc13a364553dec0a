"""The Forest land tab: inputs, planning base, protection grades, use and quota, monitoring and status."""

from __future__ import annotations

from typing import Mapping, Optional, Sequence

from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QShowEvent
from qgis.PyQt.QtWidgets import QToolButton, QWidget

from ...algorithms.rulepack.model import Pack
from ..icons import icon
from ..ledger_model import Row
from ..map_link import MapLink
from ..session import Session
from ..steps.algorithm_step import AlgorithmStep
from ..steps.row_place import place_of
from ..steps.steps_tab import StepsTab, missing_text
from .base_step import BaseStep
from .inputs import has_forest_land
from .status_step import StatusStep
from .steps import editions_step, grades_step, use_step
from .tools_menu import tools_menu
from .work import BASE, EDITIONS, GRADES, STATUS, USE, ForestLandWork

_NEEDED = {BASE: ("SURVEY", "ONE_MAP"), GRADES: ("ONE_MAP",), USE: ("ONE_MAP",), EDITIONS: ("ONE_MAP",),
           STATUS: ("ONE_MAP",)}


class ForestLandTab(StepsTab):
    """Walks through the forest-land plan; every step can be repeated at any time."""

    export_wanted = pyqtSignal(list, dict)  # tables with their titles, titles of their fields

    work: ForestLandWork

    def __init__(self, session: Session, map_link: MapLink, parent: Optional[QWidget] = None) -> None:
        """:param session: gives pack, data source and bindings
        :param map_link: where places are shown
        """
        work = ForestLandWork(session)
        super().__init__(session, map_link, work, parent)
        self.tools_button = QToolButton(self)
        self.tools_button.setText(self.tr("Further tools"))
        self.tools_button.setIcon(icon("options"))
        self.tools_button.setToolTip(self.tr("The tools of QGIS's toolbox, filled in with these inputs"))
        self.tools_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tools_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.inputs.add_buttons(self.tools_button)
        self.base = BaseStep(2, work, self)
        self.grades = grades_step(3, work, self)
        self.use = use_step(4, work, self)
        self.editions = editions_step(5, work, self)
        self.status = StatusStep(6, work, self)
        self.runs: tuple[AlgorithmStep, ...] = (self.base, self.grades, self.use, self.editions, self.status)
        self.set_steps(self.runs)
        work.decided.connect(self._later)
        for step in self.runs:
            step.map_button.clicked.connect(lambda _, name=step.step: self._show_on_map(name))
            step.export_wanted.connect(lambda step=step: self._export(step))
            step.place_wanted.connect(lambda output, values, name=step.step: self._zoom(name, output, values))
        self.base.disagreement_wanted.connect(
            lambda row: self._zoom(BASE, "DISAGREEMENTS", _where(row)))
        self.base.disagreement_chosen.connect(self._mark)
        self.base.list_wanted.connect(self.export_wanted)
        session.busy_changed.connect(self._show_busy)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look at the project and the decisions anew: both may have changed."""
        self.work.forget_decisions()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Take the mark of the chosen disagreement off the map."""
        super().hideEvent(event)
        self._map.clear()

    def go(self, step: int) -> None:
        """Show the next (1) or previous (-1) undecided disagreement in list and map."""
        if not self.base.disagreements.go(step):
            self.work.tell(self.tr("No undecided disagreement in the list: make the planning base first, or look at "
                                   "the filters above the list."), Qgis.MessageLevel.Info)
            return
        self.base.set_open(True)
        self.view.bring_up(self.base, self.base.disagreements)

    def shut_down(self) -> None:
        """End the background work."""
        self.base.shut_down()
        super().shut_down()

    # --- what is shown -----------------------------------------------------------------------

    def _why_nothing(self, pack: Pack) -> str:
        if not has_forest_land(pack):
            return self.tr("This rule pack has no rules of forest land, so there is nothing to do here.")
        return ""

    def _show_steps(self) -> None:
        if self.tools_button.menu() is None:  # the provider of the algorithms may come later than the panel
            self.tools_button.setMenu(tools_menu(self.work, self))
        for step in self.runs:
            step.renew()

    def _key_chains(self) -> list[tuple[QWidget, ...]]:
        return [
            (self.inputs.head, *self.form.lines.values(), self.tools_button),
            *((step.head, *step.options.lines.values()) for step in self.runs),
        ]

    def _show_busy(self) -> None:
        running = self.work.running
        words = {
            BASE: self.tr("Making the planning base…"), GRADES: self.tr("Grading the forest land…"),
            USE: self.tr("Checking use and quota…"), EDITIONS: self.tr("Comparing the editions…"),
            STATUS: self.tr("Evaluating the status…"),
        }
        self.view.progress.show_work(bool(running), words.get(running, ""))
        given = self.work.input_values()
        titles = {needed.name: needed.title for needed in self.work.inputs}
        for step in self.runs:
            missing = [titles.get(name, name) for name in _NEEDED[step.step] if name not in given]
            step.enable(not running and not missing and self._session.may_decide, missing_text(missing))
        self.base.disagreements.allow(self.work.may_decide)

    # --- deeds -------------------------------------------------------------------------------

    def _finished(self, step: str) -> None:
        self._refresh()
        self.view.bring_up(next(each for each in self.runs if each.step == step))

    def _failed(self, step: str) -> None:
        self._finished(step)

    def _zoom(self, step: str, output: str, values: Mapping[str, object]) -> None:
        layer = self.work.result(step, output)
        place = place_of(layer, values)
        if layer is None or place is None or not self._map.show(place, layer.crs()):
            self.work.tell(self.tr("This row has no place on the map."), Qgis.MessageLevel.Info)

    def _mark(self, row: Mapping[str, object]) -> None:
        """Mark the disagreement that is chosen on the map, which stays where it is."""
        if not row or not self.isVisible():
            return
        layer = self.work.result(BASE, "DISAGREEMENTS")
        place = place_of(layer, _where(row))
        if layer is None or place is None or not self._map.mark(place, layer.crs()):
            self._map.clear()

    def _export(self, step: AlgorithmStep) -> None:
        tables: list[tuple[str, Sequence[Row]]] = step.whole_tables()
        self.export_wanted.emit(tables, step.field_titles())


def _where(row: Mapping[str, object]) -> dict[str, object]:
    """Return by which field the shape of a disagreement is found fastest."""
    name = "key" if row.get("fid") is None else "fid"
    return {name: row.get(name)}
