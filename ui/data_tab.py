"""The Data tab: rule pack, source, and how each layer role is bound."""

from __future__ import annotations

import os
from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..algorithms.dataset.binding import BindingState
from ..algorithms.rulepack.model import Presence
from . import settings
from .bindings_view import BindingsView
from .elided_label import ElidedLabel
from .fitting_row import FittingRow
from .icons import icon
from .pack_combo import PackCombo
from .rebind_dialog import AUTOMATIC, NO_LAYER, RebindDialog
from .session import Session
from .source_line import SourceLine


class DataTab(QWidget):
    """Shows what a `Session` has opened and lets the user choose something else."""

    layers_wanted = pyqtSignal()  # the bound layers are to be added to the map

    def __init__(self, session: Session, parent: Optional[QWidget] = None) -> None:
        """Show a session."""
        super().__init__(parent)
        self._session = session
        self.pack = PackCombo(self)
        self.pack.setAccessibleName(self.tr("Rule pack"))
        self.source = SourceLine(self)
        self.source.path.setAccessibleName(self.tr("Data source"))
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Rule pack"), self.pack)
        form.addRow(self.tr("Source"), self.source)
        self.problem = QPlainTextEdit(self)
        self.problem.setReadOnly(True)
        self.problem.setFrameShape(QFrame.Shape.StyledPanel)
        self.problem.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.problem.setAccessibleName(self.tr("Problems of the rule pack or source"))
        self.problem.setMinimumHeight(self.fontMetrics().height() * 5)
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        self.again = QFrame(self)
        self.again.setFrameShape(QFrame.Shape.StyledPanel)
        self._again_text = QLabel(self.again)
        self._again_text.setTextFormat(Qt.TextFormat.PlainText)
        self._again_text.setWordWrap(True)
        self.go_on = QToolButton(self.again)
        self.go_on.setText(self.tr("Go on with them"))
        self.go_on.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.go_on.clicked.connect(lambda: session.continue_findings(session.earlier_submission()))
        again_row = QHBoxLayout(self.again)
        again_row.setContentsMargins(6, 2, 2, 2)
        again_row.addWidget(self._again_text, 1)
        again_row.addWidget(self.go_on)
        self.roles = BindingsView(session.language, self)
        self.roles.rebind.connect(self._rebind)
        self.roles.selectionModel().currentChanged.connect(lambda *_: self._show_buttons())
        self.roles.setAccessibleName(self.tr("Layers the rule pack knows"))
        row = FittingRow(self)
        self.rebind = self._button("bind", self.tr("Choose layer…"), self.tr("Bind the selected role by hand"))
        self.rebind.clicked.connect(lambda: self._rebind(self.roles.current_role()))
        self.add_layers = self._button(
            "add_layers", self.tr("Add layers to the map"), self.tr("Add the bound layers to the open project")
        )
        self.add_layers.clicked.connect(self.layers_wanted)
        self.reload = self._button("recheck", self.tr("Read again"), self.tr("Read rule pack and source anew"))
        self.reload.clicked.connect(session.reload)
        for button, rank in ((self.rebind, 1), (self.add_layers, 2), (self.reload, 0)):
            row.add(button, button.text(), rank=rank)
        self.workspace = ElidedLabel(Qt.TextElideMode.ElideMiddle, self)
        self.move_workspace = QToolButton(self)
        self.move_workspace.setText("…")
        self.move_workspace.setToolTip(self.tr("Keep the results in another file"))
        self.move_workspace.clicked.connect(self._move_workspace)
        below = QFormLayout()
        below.setContentsMargins(0, 0, 0, 0)
        place = QHBoxLayout()
        place.addWidget(self.workspace, 1)
        place.addWidget(self.move_workspace)
        below.addRow(self.tr("Results in"), place)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addLayout(form)
        column.addWidget(self.problem, 1)
        column.addWidget(self.summary)
        column.addWidget(self.again)
        column.addWidget(self.roles, 3)
        column.addWidget(row)
        column.addLayout(below)
        self._rest = QWidget(self)  # takes the room while there is no list
        column.addWidget(self._rest, 3)
        self.pack.chosen.connect(session.choose_pack)
        self.source.chosen.connect(session.choose_source)
        session.opened.connect(self.refresh)
        session.busy_changed.connect(self._show_buttons)
        self.refresh()

    def refresh(self) -> None:
        """Show what the session has opened by now."""
        session = self._session
        self.pack.fill(session.packs(), session.state.pack)
        self.source.show_source(session.state.source)
        problem = session.pack_problem or session.source_problem or session.workspace_problem
        self.problem.setPlainText(problem)
        self.problem.setVisible(bool(problem))
        self.roles.show_content(session.pack, session.content)
        has_roles = session.pack is not None and not session.pack_problem
        self.roles.setVisible(has_roles)
        self._rest.setVisible(not has_roles and not problem)
        self.summary.setText(self._summary())
        earlier = "" if session.running else session.earlier_submission()
        self.again.setVisible(bool(earlier))
        self._again_text.setText(
            self.tr(
                "Findings of {source} are kept. If this is the same delivery, handed in again or moved, "
                "they go on with it."
            ).format(source=os.path.basename(os.path.normpath(earlier)))
        )
        self._again_text.setToolTip(earlier)
        path = session.workspace_path
        self.workspace.setText(path or self.tr("(chosen with the source)"))
        self._show_buttons()

    def _summary(self) -> str:
        session = self._session
        if session.pack_problem:
            return self.tr("The rule pack cannot be used. Mend it and press “Read again”, or choose another one.")
        if session.opening:
            return self.tr("Opening…")
        if not session.state.pack:
            return self.tr("Choose the rule pack of the plan you check, then the delivered data.")
        if not session.state.source:
            return self.tr("Choose the data source, or drop a folder, .gdb, .gpkg or .shp here.")
        if session.content is None:
            return self.tr("The source cannot be used.")
        states = [binding.state for binding in session.content.dataset.bindings.values()]
        required = [
            binding
            for binding in session.content.dataset.bindings.values()
            if binding.state is BindingState.MISSING and binding.role.presence is Presence.REQUIRED
        ]
        parts = [
            self.tr("{bound} of {all} layers found").format(bound=states.count(BindingState.BOUND), all=len(states))
        ]
        if required:
            parts.append(self.tr("{count} required layers missing").format(count=len(required)))
        if BindingState.AMBIGUOUS in states:
            parts.append(self.tr("{count} ambiguous").format(count=states.count(BindingState.AMBIGUOUS)))
        if BindingState.WRONG in states:
            parts.append(self.tr("{count} not as demanded").format(count=states.count(BindingState.WRONG)))
        return " · ".join(parts)

    def _show_buttons(self) -> None:
        session = self._session
        free = not session.running and not session.opening
        self.pack.setEnabled(not session.running)
        self.source.setEnabled(not session.running)
        self.rebind.setEnabled(free and session.content is not None and bool(self.roles.current_role()))
        self.add_layers.setEnabled(session.content is not None and not session.inside_project)
        self.reload.setEnabled(free and bool(session.state.pack))
        self.move_workspace.setEnabled(free and not session.state.empty)

    def _rebind(self, role: str) -> None:
        session = self._session
        if not role or session.content is None or session.running:
            return
        binding = session.content.dataset.bindings[role]
        overrides = session.state.overrides
        chosen = (overrides[role] or NO_LAYER) if role in overrides else AUTOMATIC
        dialog = RebindDialog(binding, session.content.layers, chosen, session.language, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        choice = dialog.choice()
        if choice == AUTOMATIC:
            session.choose_layer(role, None, automatic=True)
        else:
            session.choose_layer(role, None if choice == NO_LAYER else choice)

    def _move_workspace(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Keep the results in"),
            self._session.workspace_path or settings.last_folder(),
            self.tr("Workspace") + " (*.gpkg)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if path:
            settings.remember_folder(path)
            path = path if path.lower().endswith(".gpkg") else f"{path}.gpkg"
            self._session.choose_workspace(os.path.normpath(path))

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(f"{text}\n{tip}")
        button.setIcon(icon(name))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button
