"""The choice of a rule pack: shipped, of the user, or a folder anywhere."""

from __future__ import annotations

import os
from typing import Optional, Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QWidget

from . import settings

CHOOSE = "choose:"


class PackCombo(QComboBox):
    """Lists the packs at hand; its last entry asks for a folder."""

    chosen = pyqtSignal(str)  # id of a pack or folder

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Make an empty combo; `fill` gives it the packs."""
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.activated.connect(self._activated)
        self._current = ""

    def fill(self, packs: Sequence[tuple[str, str, bool]], current: str) -> None:
        """Show the packs and select one.

        :param packs: id, title and whether the pack is shipped
        :param current: id or folder of the pack in use, empty for none
        """
        self._current = current
        self.clear()
        self.addItem(self.tr("Choose a rule pack"), "")
        shipped = [pack for pack in packs if pack[2]]
        own = [pack for pack in packs if not pack[2]]
        for identifier, title, _ in shipped:
            self.addItem(title, identifier)
        if own:
            self.insertSeparator(self.count())
            for identifier, title, _ in own:
                self.addItem(self.tr("{title} (my own)").format(title=title), identifier)
        folders = settings.recent_pack_folders()
        if os.path.isabs(current) and current not in folders:
            folders.insert(0, current)
        if folders:
            self.insertSeparator(self.count())
        for folder in folders:
            self.addItem(os.path.basename(folder), folder)
            self.setItemData(self.count() - 1, folder, 3)
        self.insertSeparator(self.count())
        self.addItem(self.tr("Choose folder…"), CHOOSE)
        position = self.findData(current)
        if position < 0:
            self.insertItem(1, self.tr("{pack} (not found)").format(pack=current), current)
            position = 1
        self.setCurrentIndex(position)
        self.setToolTip(self.currentText() if current else "")

    def _activated(self, position: int) -> None:
        value = self.itemData(position)
        if value == CHOOSE:
            self.setCurrentIndex(max(self.findData(self._current), 0))
            folder = QFileDialog.getExistingDirectory(
                self, self.tr("Choose the folder of a rule pack"), settings.last_folder()
            )
            if not folder:
                return
            folder = os.path.normpath(folder)
            settings.remember_folder(folder)
            settings.remember_pack_folder(folder)
            value = folder
        if value is not None and value != self._current:
            self._current = value
            self.chosen.emit(value)
