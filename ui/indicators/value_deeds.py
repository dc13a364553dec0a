"""What can be done with the value of one cell: hand it down, see its history, write a note, find it on the map."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

from qgis.core import Qgis
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QObject
from qgis.PyQt.QtWidgets import QWidget

from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.model import ValueChange, ValueKey
from ..dialog_buttons import asked_lines
from ..map_link import MapLink
from ..session import Session
from .features_behind import FeaturesBehind
from .grid.grid import IndicatorGrid
from .handing_down import HandingDown
from .history_dialog import HistoryDialog
from .loading import author
from .map_menu import MapMaker
from .unit_place import UnitPlace
from .work import IndicatorsWork

translate = QCoreApplication.translate


class ValueDeeds(QObject):
    """Does it; changes go through the grid, so that they can be taken back."""

    def __init__(
        self, session: Session, work: IndicatorsWork, grid: IndicatorGrid, map_link: MapLink, canvas: QgsMapCanvas,
        window: QWidget,
    ) -> None:
        """:param canvas: where features behind a number are shown
        :param window: dialogs stand before it
        """
        super().__init__(window)
        self._session, self._work, self._grid, self._window = session, work, grid, window
        self.features = FeaturesBehind(session, canvas, self)
        self.places = UnitPlace(session, map_link, self)
        self.maps = MapMaker(session, window)
        self.handing_down = HandingDown(session, window)

    def shut_down(self) -> None:
        """End the background work."""
        for part in (self.features, self.places, self.maps, self.handing_down):
            part.shut_down()

    def do(self, name: str, key: ValueKey, button: QWidget) -> None:
        """Do what a button says.

        :param name: features, history, decompose, note or map
        :param button: a menu opens below it
        """
        deeds = {"features": self.show_features, "history": self.show_history, "decompose": self.hand_down,
                 "note": self.write_note}
        if name in deeds:
            deeds[name](key)
        elif name == "map" and self._work.sheet is not None:
            menu = self.maps.menu(self._work.sheet, key, self._grid.area_unit)
            menu.exec(button.mapToGlobal(button.rect().bottomLeft()))
            menu.deleteLater()

    def hand_down(self, key: ValueKey) -> None:
        """Share a target out among the units below."""
        if self._work.sheet is not None:
            step = translate("IndicatorsTab", "Hand down")
            self.handing_down.ask(self._work.sheet, key, lambda changes: self._grid.apply(list(changes), step))

    def show_history(self, key: ValueKey) -> None:
        """Show the versions of a value."""
        workspace, pack, sheet = self._session.workspace, self._work.pack, self._work.sheet
        if pack is None or sheet is None:
            return
        try:
            versions = [] if workspace is None else workspace.indicators(pack.id).history(key)
        except LandPlanError as error:
            self._session.told.emit(self._session.language.render(error.message), Qgis.MessageLevel.Warning)
            return
        dialog = HistoryDialog(sheet, key, versions, self._session.language, self._window)
        dialog.exec()
        dialog.deleteLater()

    def write_note(self, key: ValueKey) -> None:
        """Let a person remark something on a value; the value itself and where it comes from stay."""
        sheet = self._work.sheet
        value = None if sheet is None else sheet.value(key)
        if value is None:
            return
        note = asked_lines(self._window, translate("IndicatorsTab", "Note"),
                           translate("IndicatorsTab", "Remark on this value:"), value.origin.note)
        note = None if note is None else note.strip()
        if note is not None and note != value.origin.note:
            origin = replace(value.origin, note=note, person=author(), at=datetime.now(timezone.utc))
            self._grid.apply([ValueChange(key, replace(value, origin=origin))], translate("IndicatorsTab", "Note"))

    def show_features(self, key: ValueKey) -> None:
        """Select the features behind a measured value."""
        sheet = self._work.sheet
        if sheet is not None:
            self.features.show(sheet, key, self._grid.area_unit)

    def show_place(self, code: str) -> None:
        """Show a unit on the map."""
        if self._work.sheet is not None:
            self.places.show(self._work.sheet.tree, code)
