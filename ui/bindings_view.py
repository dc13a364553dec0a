"""The list of layer roles: what each is bound to, or why it is not."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QModelIndex, QPoint, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import QAbstractItemView, QMenu, QTreeView, QWidget

from ..algorithms.dataset.binding import Binding, BindingState
from ..algorithms.dataset.source import SourceLayer
from ..algorithms.language import Language
from ..algorithms.rulepack.model import GeometryKind, LayerRole, Pack, Presence
from .icons import icon
from .jobs import SourceContent
from .two_line_delegate import DIMMED, SECOND_LINE, TwoLineDelegate

ROLE_ID = Qt.ItemDataRole.UserRole + 10
_ORDER = {Presence.REQUIRED: 0, Presence.CONDITIONAL: 1, Presence.OPTIONAL: 2}


class BindingsView(QTreeView):
    """Two lines a role: its title, then layer, count and CRS, or the reason it has none."""

    rebind = pyqtSignal(str)  # id of a role the user wants to bind by hand

    def __init__(self, language: Language, parent: Optional[QWidget] = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._language = language
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setHeaderHidden(True)
        self.setItemDelegate(TwoLineDelegate(self))
        self.setIconSize(QSize(16, 16))
        self.setIndentation(12)
        self.setRootIsDecorated(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.activated.connect(self._activated)

    def show_content(self, pack: Optional[Pack], content: Optional[SourceContent]) -> None:
        """Show the roles of a pack, bound or not; without a source only what is looked for."""
        chosen = self.current_role()
        self._rows.clear()
        if pack is None:
            return
        for role in sorted(pack.layers.values(), key=lambda role: _ORDER[role.presence]):
            binding = content.dataset.bindings.get(role.id) if content else None
            self._rows.appendRow(self._role_row(role, binding))
        extra = content.dataset.extra_layers if content else ()
        if extra:
            heading = QStandardItem(self.tr("Other layers of the source ({count})").format(count=len(extra)))
            heading.setToolTip(self.tr("No role of the rule pack claims these layers; they are listed, not checked."))
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for layer in extra:
                heading.appendRow(self._extra_row(layer))
            self._rows.appendRow(heading)
            self.expandAll()
        self._select(chosen)

    def current_role(self) -> str:
        """Return the id of the role of the current row, empty for none."""
        return str(self.currentIndex().data(ROLE_ID) or "")

    def _role_row(self, role: LayerRole, binding: Optional[Binding]) -> QStandardItem:
        title = self._language.title(role.title)
        presence = self._presence(role.presence)
        item = QStandardItem(title if role.presence is Presence.REQUIRED else f"{title} ({presence})")
        item.setData(role.id, ROLE_ID)
        names = ", ".join(role.names)
        if binding is None:
            second = self.tr("Looked for as {names}").format(names=names)
            item.setIcon(icon("not_run"))
        else:
            second = self._binding_line(binding, role)
            quiet = binding.state is BindingState.MISSING and role.presence is not Presence.REQUIRED
            item.setIcon(icon("not_run" if quiet else binding.state.name.lower()))
        item.setData(second, SECOND_LINE)
        item.setData(role.presence is not Presence.REQUIRED, DIMMED)
        lines = [f"{title} ({presence})", second, self.tr("Known names: {names}").format(names=names)]
        item.setToolTip("\n".join(lines))
        item.setData(f"{title}, {second}", Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _binding_line(self, binding: Binding, role: LayerRole) -> str:
        note = self._language.render(binding.note) if binding.note else ""
        if binding.layer is None:
            return note or self.tr("Missing: no layer named {names}").format(names=", ".join(role.names))
        line = self._layer_line(binding.layer)
        return f"{line} · {note}" if note else line

    def _layer_line(self, layer: SourceLayer) -> str:
        if layer.geometry in (None, GeometryKind.NONE):
            crs = self.tr("table")
        else:
            crs = layer.crs.authid() or layer.crs.description() if layer.crs.isValid() else self.tr("no CRS")
        count = self.tr("{count} features").format(count=f"{layer.feature_count:,}")
        return " · ".join((layer.name, count, crs or self.tr("CRS without a code")))

    def _extra_row(self, layer: SourceLayer) -> QStandardItem:
        kind = layer.geometry.value if layer.geometry else "none"
        item = QStandardItem(icon("table" if kind == "none" else kind), self._layer_line(layer))
        item.setToolTip(layer.path or layer.name)
        if layer.problem is not None:
            item.setIcon(icon("wrong"))
            item.setText(layer.name)
            item.setData(self._language.render(layer.problem), SECOND_LINE)
            item.setToolTip(self._language.render(layer.problem))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return item

    def _presence(self, presence: Presence) -> str:
        words = {
            Presence.REQUIRED: self.tr("required"),
            Presence.CONDITIONAL: self.tr("conditional"),
            Presence.OPTIONAL: self.tr("optional"),
        }
        return words[presence]

    def _select(self, role: str) -> None:
        for row in range(self._rows.rowCount()):
            index = self._rows.index(row, 0)
            if role and index.data(ROLE_ID) == role:
                self.setCurrentIndex(index)

    def _activated(self, index: QModelIndex) -> None:
        role = index.data(ROLE_ID)
        if role:
            self.rebind.emit(role)

    def _show_menu(self, position: QPoint) -> None:
        role = self.indexAt(position).data(ROLE_ID)
        if role:
            menu = QMenu(self)
            menu.addAction(icon("bind"), self.tr("Choose the layer…"), lambda: self.rebind.emit(role))
            menu.exec(self.viewport().mapToGlobal(position))
