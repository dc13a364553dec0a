"""The view of the grid: a table with the tree of units at its left, worked like a spreadsheet."""

from __future__ import annotations

from typing import Callable, Optional, Sequence

from qgis.PyQt.QtCore import (
    QEvent,
    QModelIndex,
    QRect,
    Qt,
    pyqtSignal,
)
from qgis.PyQt.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
)
from qgis.PyQt.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QTableView,
    QWidget,
)

from .clip import copied, to_paste
from .colours import Tone
from .delegate import AmountEditor
from .edits import Edits, Place, Refusal
from .headed import copied_with_heads
from .model import GridModel
from .moves import Moves
from .table import GridTable

_STANDARD = QKeySequence.StandardKey


class GridView(GridTable):
    """A table whose cells are typed into; what is typed, pasted and filled goes out as changes."""

    changes_made = pyqtSignal(list, str)  # list[ValueChange] and what they are called
    undo_wanted = pyqtSignal()
    redo_wanted = pyqtSignal()
    search_wanted = pyqtSignal()

    def __init__(self, model: GridModel, edits: Edits, parent: Optional[QWidget] = None) -> None:
        """:param edits: makes the changes"""
        super().__init__(model, parent)
        self._edits = edits
        self._editor: Optional[AmountEditor] = None  # one that holds what could not be taken
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)  # Tab is seen to below, so that it can leave at the end
        model.modelReset.connect(self._forget_editor)

    # --- keys --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep the grid's keys while it has the focus; the desktop has deeds of its own."""
        if event.type() == QEvent.Type.ShortcutOverride and self._deed(event) is not None:
            event.accept()
            return True
        return bool(super().event(event))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Go on to the next cell by Tab; behind the last and before the first one leave the grid."""
        here = self.here()
        target = None if here is None else self._moves().next(here, forward)
        if target is None:
            return bool(super().focusNextPrevChild(forward))
        self.go(target)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move, edit, copy, paste, fill, take back."""
        if self.is_editing():
            self._key_of_editor(event)
            return
        self.bubble.hide()
        deed = self._deed(event)
        if deed is not None:
            deed()
            return
        here = self.here()
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if here is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and control:
            QTableView.focusNextPrevChild(self, key == Qt.Key.Key_Tab)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(self._moves().below(here, not event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif (target := self._moves().target(event, here)) is not None:
            self.go(target, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.text().isprintable() and event.text().strip() and not control:
            self._type(event.text())
        else:
            event.ignore()

    def _key_of_editor(self, event: QKeyEvent) -> None:
        """The arrows the editor leaves to the grid take what was typed and go on; other keys are the editor's own."""
        editor = self.indexWidget(self.currentIndex())
        here = self._place_of(editor) if isinstance(editor, AmountEditor) else None
        target = None if here is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else (
            self._moves().beside(event, here))
        if not isinstance(editor, AmountEditor) or target is None:
            event.accept()
            return
        self.commitData(editor)
        if not editor.refused:
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.setFocus()
            self.go(target)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Begin to edit with an input method: full-width digits are typed with it."""
        if not event.commitString().strip() and not event.preeditString():
            super().inputMethodEvent(event)
            return
        self._type("")
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, AmountEditor):
            QApplication.sendEvent(editor, event)

    def _deed(self, event: QKeyEvent) -> Optional[Callable[[], object]]:
        """Return what a key does beside moving and typing."""
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = Qt.KeyboardModifier.ControlModifier
        alt = Qt.KeyboardModifier.AltModifier
        standard = (
            (_STANDARD.Copy, self.copy), (_STANDARD.Cut, self.cut), (_STANDARD.Paste, self.paste),
            (_STANDARD.Undo, self.undo_wanted.emit), (_STANDARD.Redo, self.redo_wanted.emit),
            (_STANDARD.SelectAll, self.selectAll), (_STANDARD.Find, self.search_wanted.emit),
        )
        for sequence, deed in standard:
            if event.matches(sequence):
                return deed
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not modifiers:
            return self.clear
        if key == Qt.Key.Key_F2 and not modifiers:
            return self.begin_edit
        own: tuple[tuple[Qt.Key, Qt.KeyboardModifier, Callable[[], object]], ...] = (
            (Qt.Key.Key_D, control, lambda: self.fill(True)),
            (Qt.Key.Key_R, control, lambda: self.fill(False)),
            (Qt.Key.Key_Y, control, self.redo_wanted.emit),
            (Qt.Key.Key_C, control | Qt.KeyboardModifier.ShiftModifier, self.copy_with_heads),
            (Qt.Key.Key_Right, alt, lambda: self._open_here(True)),
            (Qt.Key.Key_Left, alt, lambda: self._open_here(False)),
        )
        return next((deed for code, with_, deed in own if key == code and modifiers == with_), None)

    def _open_here(self, wanted: bool) -> None:
        """Open the current row or close it; a row without units below closes the one above."""
        here = self.here()
        if here is None:
            return
        row = self._grid.row(here.row)
        if not wanted and not (row.opens and self._grid.outline.is_open(row.code)):
            above = next((place for place in range(here.row - 1, -1, -1)
                          if self._grid.row(place).depth < row.depth), None)
            if above is not None:
                self.go(Place(above, here.column))
                self._grid.close(above)
            return
        if wanted:
            self._grid.open(here.row)
        else:
            self._grid.close(here.row)

    def _moves(self) -> Moves:
        page = self.viewport().height() // max(self.units.defaultSectionSize(), 1) - 1
        return Moves(self._grid.rowCount(), self._grid.columnCount(), page, self._filled)

    def _filled(self, place: Place) -> bool:
        key = self._grid.key(self._grid.index(*place))
        return key is not None and self._grid.sheet.value(key) is not None

    # --- editing -----------------------------------------------------------------------------

    def begin_edit(self) -> None:
        """Open the editor of the current cell, or say why it has none."""
        here = self.here()
        if here is None:
            return
        try:
            self._edits.check(here)
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.edit(self.currentIndex())

    def edit(self, index: QModelIndex, *rest: object) -> object:
        """Open an editor, unless one is still open with something that cannot be taken."""
        if not rest:
            super().edit(index)
            return None
        trigger = rest[0]
        waiting = self._editor is not None and self._editor.refused
        if waiting and trigger != QAbstractItemView.EditTrigger.NoEditTriggers:
            if self._editor is not None:
                self._editor.setFocus()
            return False
        if trigger == QAbstractItemView.EditTrigger.DoubleClicked and index.isValid():
            try:
                self._edits.check(Place(index.row(), index.column()))
            except Refusal as refusal:
                self.refuse(refusal)
                return False
        return super().edit(index, *rest)

    def _type(self, text: str) -> None:
        """Begin to edit with what was typed, in the place of what stood there."""
        self.begin_edit()
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, AmountEditor):
            editor.setText(text)
            editor.setModified(True)
            editor.setCursorPosition(len(text))
            editor.over_typed = True

    def commitData(self, editor: QWidget) -> None:  # noqa: N802
        """Take what was typed; when it cannot be taken say so and keep it."""
        if not isinstance(editor, AmountEditor):
            super().commitData(editor)
            return
        editor.refused = False
        place = self._place_of(editor)
        if place is None or editor.text() == editor.before:
            return
        try:
            changes = self._edits.typed(place, editor.text())
        except Refusal as refusal:
            editor.refused = True
            self._editor = editor
            self.refuse(refusal)
            return
        if changes:
            self.changes_made.emit(changes, self.tr("Enter {cell}").format(cell=self._grid.place_text(*place)))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802
        """Close an editor and go on as in a spreadsheet; one that was refused stays until it is right or given up."""
        hints = QAbstractItemDelegate.EndEditHint
        given_up = hint == hints.RevertModelCache
        if isinstance(editor, AmountEditor) and editor.refused and not given_up:
            return
        here = self._place_of(editor) or self.here()
        self._editor = None
        self.bubble.hide()
        super().closeEditor(editor, hints.NoHint)
        if here is None:
            return
        moves = self._moves()
        if hint == hints.SubmitModelCache:
            self.go(moves.below(here, True))
        elif hint in (hints.EditNextItem, hints.EditPreviousItem):
            self.go(moves.next(here, hint == hints.EditNextItem) or here)
        if hint != hints.NoHint:
            self.setFocus()

    def _forget_editor(self) -> None:
        self._editor = None

    def is_editing(self) -> bool:
        """Return whether an editor is open."""
        return bool(self.state() == QAbstractItemView.State.EditingState) or self._editor is not None

    def _place_of(self, editor: QWidget) -> Optional[Place]:
        code = editor.property("unit")
        name = editor.property("column")
        row = self._grid.outline.place(code) if code else None
        column = next((number for number, one in enumerate(self._grid.columns) if one.name == name), None)
        return None if row is None or column is None else Place(row, column)

    def refuse(self, refusal: Refusal, tone: Tone = Tone.ERROR) -> None:
        """Say beside the cell why nothing was changed."""
        cell = QRect()
        if refusal.place is not None:
            index = self._grid.index(*refusal.place)
            self.scrollTo(index)
            cell = self.visualRect(index)
        self.bubble.say(refusal.sentence, cell, tone)

    def _try(self, make: Callable[[], Sequence[object]], text: str) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            changes = list(make())
            if changes:
                self.changes_made.emit(changes, text)
        except Refusal as refusal:
            self.refuse(refusal)
        finally:
            QApplication.restoreOverrideCursor()

    def fill(self, down: bool) -> None:
        """Take the first row (column) of what is chosen over into the rest of it."""
        text = self.tr("Fill down") if down else self.tr("Fill right")
        self._try(lambda: self._edits.filled(self.areas(), down), text)

    def clear(self) -> None:
        """Remove the values of what is chosen; measured ones stay."""
        try:
            changes, kept = self._edits.cleared(self.areas())
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if changes:
            self.changes_made.emit(changes, self.tr("Clear"))
        if kept:
            text = self.tr("{count} measured values stay: they cannot be typed.").format(count=kept)
            self.refuse(Refusal(text, self.here()), Tone.WARNING)

    # --- clipboard ---------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the rectangle around what is chosen."""
        areas = self.areas()
        if areas:
            QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                data = copied(self._grid, areas)
            finally:
                QApplication.restoreOverrideCursor()
            QApplication.clipboard().setMimeData(data)

    def copy_with_heads(self) -> None:
        """Copy what is chosen as a table of its own, with the heads of the columns and the units."""
        data = copied_with_heads(self._grid, self.areas())
        if data is not None:
            QApplication.clipboard().setMimeData(data)

    def cut(self) -> None:
        """Copy what is chosen and remove it."""
        self.copy()
        try:
            changes, _ = self._edits.cleared(self.areas())
        except Refusal as refusal:
            self.refuse(refusal)
            return
        if changes:
            self.changes_made.emit(changes, self.tr("Cut"))

    def paste(self) -> None:
        """Write what was copied, all of it or nothing."""
        block, exact = to_paste(QApplication.clipboard().mimeData())
        if not block:
            self.refuse(Refusal(self.tr("There is nothing on the clipboard to paste."), self.here()), Tone.WARNING)
            return
        self._try(lambda: self._edits.pasted(block, self.areas(), exact), self.tr("Paste"))
