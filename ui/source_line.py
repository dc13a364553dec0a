"""The line that names the data source: typed, recent, browsed for, or the open project."""

from __future__ import annotations

import os
from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QMenu, QToolButton, QWidget

from . import settings
from .icons import icon
from .project_state import OPEN_PROJECT


class SourceLine(QWidget):
    """A path with the recent ones in its list and a button to browse."""

    chosen = pyqtSignal(str)  # absolute path, or OPEN_PROJECT

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Make an empty line; `show_source` fills it."""
        super().__init__(parent)
        self._source = ""
        self.path = QComboBox(self)
        self.path.setEditable(True)
        self.path.setCompleter(None)  # a path typed half must not become another one
        self.path.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.path.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.path.setMinimumContentsLength(12)
        self.path.lineEdit().setPlaceholderText(self.tr("Folder, .gdb, .gpkg or .shp"))
        self.path.lineEdit().setAcceptDrops(False)  # the panel takes what is dropped
        self.path.setAcceptDrops(False)
        self.path.activated.connect(self._picked)
        self.path.lineEdit().returnPressed.connect(self._typed)
        self.browse = QToolButton(self)
        self.browse.setIcon(icon("folder"))
        self.browse.setToolTip(self.tr("Choose the data source"))
        self.browse.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.browse)
        menu.addAction(self.tr("Folder or geodatabase (.gdb)…"), self._browse_folder)
        menu.addAction(self.tr("File…"), self._browse_file)
        menu.addSeparator()
        menu.addAction(self.tr("Layers of the open project"), lambda: self._choose(OPEN_PROJECT))
        self.browse.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.path)

    def show_source(self, source: str) -> None:
        """Show the source in use and refresh the list of recent ones."""
        self._source = source
        self.path.clear()
        self.path.addItem(self.tr("Layers of the open project"), OPEN_PROJECT)
        for path in settings.recent_sources():
            self.path.addItem(path, path)
        position = self.path.findData(source)
        if source and position < 0:
            self.path.addItem(source, source)
            position = self.path.count() - 1
        self.path.setCurrentIndex(position)
        if not source:
            self.path.clearEditText()
        for row in range(self.path.count()):
            self.path.setItemData(row, self.path.itemData(row), Qt.ItemDataRole.ToolTipRole)
        self.path.setToolTip("" if source == OPEN_PROJECT else source)

    def _picked(self, position: int) -> None:
        value = self.path.itemData(position)
        if value:
            self._choose(value)

    def _typed(self) -> None:
        text = self.path.currentText().strip().strip('"')
        position = self.path.findText(text)
        value = self.path.itemData(position) if position >= 0 else os.path.abspath(os.path.expanduser(text))
        if text:
            self._choose(value)

    def _browse_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Choose a folder or a geodatabase"), settings.last_folder()
        )
        if folder:
            settings.remember_folder(os.path.dirname(folder))
            self._choose(os.path.normpath(folder))

    def _browse_file(self) -> None:
        file, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a data file"),
            settings.last_folder(),
            self.tr("Vector data")
            + " (*.gpkg *.shp *.fgb *.geojson *.json *.tab *.mif *.mdb *.sqlite);;"
            + self.tr("All files")
            + " (*)",
        )
        if file:
            settings.remember_folder(file)
            self._choose(os.path.normpath(file))

    def _choose(self, source: str) -> None:
        self.show_source(source)
        self.chosen.emit(source)
