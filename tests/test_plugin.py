"""The plugin's life cycle: it comes, goes without a trace, and comes again."""

from __future__ import annotations

import landplan_toolbox
import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsDockWidget, QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAction, QMainWindow, QMenu, QToolBar


class Desktop:
    """The part of QGIS's desktop interface that a plugin touches, on a real main window."""

    def __init__(self) -> None:
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.window.setCentralWidget(self.canvas)
        self.bar = QgsMessageBar(self.canvas)
        self.menu = QMenu(self.window)
        self.tools = QToolBar(self.window)
        self.shortcuts: dict[QAction, str] = {}

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)
        dock.show()

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)

    def addPluginToMenu(self, name, action):
        self.menu.addAction(action)

    def removePluginMenu(self, name, action):
        self.menu.removeAction(action)

    def addToolBarIcon(self, action):
        self.tools.addAction(action)

    def removeToolBarIcon(self, action):
        self.tools.removeAction(action)

    def registerMainWindowAction(self, action, shortcut):
        action.setShortcut(shortcut)
        self.window.addAction(action)
        self.shortcuts[action] = shortcut

    def unregisterMainWindowAction(self, action):
        self.window.removeAction(action)
        self.shortcuts.pop(action)


@pytest.fixture
def desktop(qtbot):
    made = Desktop()
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitExposed(made.window)
    return made


def provider():
    return QgsApplication.processingRegistry().providerById("landplan")


def test_it_comes_goes_without_a_trace_and_comes_again(desktop, qtbot):
    for _ in range(2):
        plugin = landplan_toolbox.classFactory(desktop)
        plugin.initGui()
        assert provider() is not None
        assert provider().algorithm("runselfcheck") is not None
        assert len(desktop.window.findChildren(QgsDockWidget)) == 1
        assert len(desktop.menu.actions()) == 3
        assert sorted(desktop.shortcuts.values()) == ["F8", "Shift+F8"]
        assert len(desktop.tools.actions()) == 1
        plugin.unload()
        qtbot.waitUntil(lambda: not desktop.window.findChildren(QgsDockWidget))
        assert provider() is None
        assert desktop.menu.actions() == []
        assert desktop.tools.actions() == []
        assert desktop.shortcuts == {}
        qtbot.waitUntil(
            lambda: not [action for action in desktop.window.findChildren(QAction) if "landplan" in action.objectName()]
        )


def test_the_button_shows_and_hides_the_panel(desktop, qtbot):
    plugin = landplan_toolbox.classFactory(desktop)
    plugin.initGui()
    toggle = desktop.tools.actions()[0]
    assert not plugin.dock.isVisible()
    toggle.trigger()
    qtbot.waitUntil(plugin.dock.isVisible)
    assert toggle.isChecked()
    toggle.trigger()
    qtbot.waitUntil(lambda: not plugin.dock.isVisible())
    assert not toggle.isChecked()
    plugin.unload()


def test_a_project_opened_after_unloading_is_left_alone(desktop, tmp_path):
    plugin = landplan_toolbox.classFactory(desktop)
    plugin.initGui()
    plugin.dock.show()
    plugin.unload()
    project = QgsProject.instance()
    project.clear()
    assert project.write(str(tmp_path / "later.qgs"))
    assert "landplan" not in (tmp_path / "later.qgs").read_text(encoding="utf-8")


def test_without_a_desktop_only_the_provider_is_set_up():
    plugin = landplan_toolbox.classFactory(None)
    plugin.initProcessing()
    assert provider() is not None
    assert plugin.dock is None
    plugin.unload()
    assert provider() is None


def test_next_and_previous_do_nothing_without_findings(desktop):
    plugin = landplan_toolbox.classFactory(desktop)
    plugin.initGui()
    for action in list(desktop.shortcuts):
        action.trigger()
    assert plugin.dock.checks.tree.current_finding() is None
    plugin.unload()


def test_the_dock_fits_a_narrow_column(desktop, qtbot):
    plugin = landplan_toolbox.classFactory(desktop)
    plugin.initGui()
    plugin.dock.show()
    desktop.window.resize(1366, 700)
    desktop.window.resizeDocks([plugin.dock], [380], Qt.Orientation.Horizontal)
    assert plugin.dock.minimumSizeHint().width() <= 380
    assert plugin.dock.minimumSizeHint().height() <= 560
    plugin.unload()
