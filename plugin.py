"""The plugin's life cycle: translator, Processing provider, dock, menu and toolbar button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator
from qgis.PyQt.QtWidgets import QAction

from .algorithms.language import TRANSLATION_FILE, Language
from .processing_provider.provider import LandPlanProvider

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .ui.dock import LandPlanDock


class LandPlanToolboxPlugin:
    """What QGIS loads; without ``iface`` (``qgis_process``) only the Processing provider is set up."""

    def __init__(self, iface: Optional[QgisInterface]) -> None:
        """:param iface: the desktop's interface, None where QGIS runs without a desktop"""
        self.iface = iface
        self.provider: Optional[LandPlanProvider] = None
        self.dock: Optional[LandPlanDock] = None
        self._actions: list[QAction] = []
        self._menu = ""
        self._translator: Optional[QTranslator] = None
        self._install_translator()

    def initProcessing(self) -> None:  # noqa: N802
        """Register the Processing provider; all that ``qgis_process`` needs."""
        if self.provider is None:
            self.provider = LandPlanProvider()
            QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:  # noqa: N802
        """Add the dock, its menu entry and its toolbar button to the desktop."""
        from .ui.dock import LandPlanDock
        from .ui.icons import icon

        self.initProcessing()
        iface = self.iface
        if iface is None:
            return
        window = iface.mainWindow()
        self.dock = LandPlanDock(iface.mapCanvas(), iface.messageBar(), window)
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()  # QGIS shows it again where the user had left it open

        toggle = QAction(icon("icon"), self.tr("Land Plan Toolbox"), window)
        toggle.setObjectName("landplanToggleDock")
        toggle.setCheckable(True)
        toggle.setToolTip(self.tr("Show or hide the Land Plan Toolbox panel"))
        self.dock.setToggleVisibilityAction(toggle)
        self._menu = self.tr("Land Plan Toolbox")
        iface.addPluginToMenu(self._menu, toggle)
        iface.addToolBarIcon(toggle)
        self._actions = [toggle]
        for action, shortcut in self.dock.window_actions():
            iface.registerMainWindowAction(action, shortcut)
            iface.addPluginToMenu(self._menu, action)
            self._actions.append(action)

    def unload(self) -> None:
        """Take away everything this plugin has added."""
        if self.iface is not None:
            self._leave(self.iface)
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None

    def _leave(self, iface: QgisInterface) -> None:
        """Take dock, menu entries and toolbar button out of the desktop."""
        for position, action in enumerate(self._actions):
            iface.removePluginMenu(self._menu, action)
            if position == 0:
                iface.removeToolBarIcon(action)
                action.deleteLater()
            else:
                iface.unregisterMainWindowAction(action)
        self._actions = []
        if self.dock is not None:
            self.dock.shut_down()
            iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None

    def _install_translator(self) -> None:
        if Language.current().code != "zh":
            return
        translator = QTranslator()
        if translator.load(str(TRANSLATION_FILE)):
            QCoreApplication.installTranslator(translator)
            self._translator = translator

    @staticmethod
    def tr(text: str) -> str:
        """Return the translation of a text in the context of this class."""
        return QCoreApplication.translate("LandPlanToolboxPlugin", text)
