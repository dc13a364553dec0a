"""Reads a table that is imported and looks it through, without holding up the window."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Optional, Sequence

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.feedback import Feedback, Silent
from ...algorithms.indicators.model import Origin, ValueChange
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.indicators.tables.corrections import corrected, correction_of, head_of
from ...algorithms.indicators.tables.guess import propose
from ...algorithms.indicators.tables.mapping import TableMapping
from ...algorithms.indicators.tables.names import NameBook
from ...algorithms.indicators.tables.preview import ImportPreview, preview
from ...algorithms.indicators.tables.raw_sheet import RawSheet
from ...algorithms.indicators.tables.reading import read_sheets
from ...algorithms.indicators.tables.several import joined, sheets_alike
from ...algorithms.message import translatable
from ..tasks import BackgroundTask, start
from . import import_memory

_AT_ONCE = 8000  # cells that are looked through without a background task


class ImportReading(QObject):
    """The table, what it is taken to mean, and what its import would change.

    Tells `opened` when the sheets are there, `mapped` when a meaning has changed, `looking` before a long look with
    the number of rows, `looked` with what the import would do, and `refused` with the sentence why there is nothing.
    """

    opened = pyqtSignal()
    mapped = pyqtSignal()
    looking = pyqtSignal(int)
    looked = pyqtSignal(object)  # ImportPreview
    refused = pyqtSignal(str)

    def __init__(self, sheet: IndicatorSheet, person: str, parent: QObject) -> None:
        """:param sheet: the values there are
        :param person: who imports
        """
        super().__init__(parent)
        self._current, self._person = sheet, person
        self._book = NameBook(sheet.rules, sheet.tree)
        self._path = ""
        self._task: Optional[BackgroundTask] = None
        self._place = 0
        self._with_others = False
        self._others: list[int] = []
        self.sheets: list[RawSheet] = []
        self.mapping: Optional[TableMapping] = None
        self.preview: Optional[ImportPreview] = None

    @property
    def sheet(self) -> RawSheet:
        """The sheet that is shown."""
        return self.sheets[self._place]

    @property
    def place(self) -> int:
        """Which of the sheets is shown."""
        return self._place

    @property
    def others(self) -> int:
        """How many other sheets have the same head."""
        return len(self._others)

    @property
    def with_others(self) -> bool:
        """Whether these are imported together with the one that is shown."""
        return self._with_others and bool(self._others)

    def changes(self) -> list[ValueChange]:
        """Return the changes to apply; none while anything stands against the import."""
        return [] if self.preview is None else self.preview.changes

    def open_file(self, path: str) -> None:
        """Read a table in the background; `opened` or `refused` follows."""
        self._path = path
        self.forget()
        task = self._begin(BackgroundTask(self.tr("Read a table"), lambda _task: read_sheets(path)))
        task.succeeded.connect(self._take_sheets)
        task.refused.connect(self.refused)
        start(task)

    def forget(self) -> None:
        """Let go of the table."""
        self.end()
        self.sheets, self._others = [], []
        self.mapping = self.preview = None
        self._place, self._with_others = 0, False

    def end(self) -> None:
        """Let go of what is under way without waiting for it: the window goes on."""
        task, self._task = self._task, None
        if task is not None:
            task.abandon()

    def choose(self, place: int) -> None:
        """Show another sheet; it is looked through."""
        self._place = place
        self._propose(None)
        mapping = self.mapping
        self._others = [] if mapping is None else sheets_alike(self.sheets, place, mapping, self._book)
        self.look()

    def choose_others(self, wanted: bool) -> None:
        """Import the other sheets with the same head, too, or this one alone."""
        self._with_others = wanted
        self.look()

    def begin_data(self, row: int) -> None:
        """Take the data to begin in a row, counted from 0."""
        self._propose(row)
        self.look()

    def change(self, mapping: TableMapping) -> None:
        """Take another meaning of the table, as a person has chosen it."""
        self.mapping = mapping
        self.look()

    def remember(self) -> None:
        """Keep what a person has corrected, for the next table with the same head."""
        if self.mapping is not None:
            # Against the bare proposal: what an earlier table was corrected in stays a correction.
            plain = propose(self.sheet, self._book.rules, self._book.tree, self.mapping.first_row, self._book)
            import_memory.remember(correction_of(self.sheet, plain, self.mapping))

    def look(self) -> None:
        """Look the table through under the mapping as it is now."""
        if self.mapping is None:
            return
        self.end()
        self.preview = None
        self.mapped.emit()
        places = [self._place, *(self._others if self.with_others else ())]
        cells = sum(len(self.sheets[place].rows) * self.sheets[place].width for place in places)
        if cells <= _AT_ONCE:
            self._take_preview(self._preview_of(places, self.mapping, Silent()))
            return
        self.looking.emit(sum(len(self.sheets[place].rows) for place in places))
        mapping = self.mapping
        task = self._begin(BackgroundTask(
            self.tr("Look through a table"), lambda task: self._preview_of(places, mapping, task)))
        task.succeeded.connect(self._take_preview)
        task.refused.connect(self.refused)
        start(task)

    def _preview_of(self, places: Sequence[int], mapping: TableMapping, feedback: Feedback) -> ImportPreview:
        """Return what the import of some sheets would do, the first under a mapping and the others as it is corrected.

        Runs in the background, too: it only reads what does not change meanwhile.
        """
        found = []
        file = os.path.basename(self._path)
        sheets, rules, tree = self.sheets, self._book.rules, self._book.tree
        shown = sheets[places[0]]
        own = propose(shown, rules, tree, mapping.first_row, self._book)
        correction = correction_of(shown, own, mapping)
        for place in places:
            sheet = sheets[place]
            its = mapping
            if place != places[0]:
                its = corrected(sheet, propose(sheet, rules, tree, book=self._book), correction, self._book)
            source = translatable("Tables", "{file}, sheet {sheet}", file=file, sheet=sheet.name)
            origin = Origin(source, self._person, datetime.now().astimezone())
            found.append((sheet, preview(sheet, its, rules, tree, self._current, origin, self._book, feedback)))
        return found[0][1] if len(found) == 1 else joined(found, self._current)

    def _propose(self, first_row: Optional[int]) -> None:
        sheet = self.sheet
        proposed = propose(sheet, self._book.rules, self._book.tree, first_row, self._book)
        kept = import_memory.recall(head_of(sheet, proposed))
        self.mapping = proposed if kept is None else corrected(sheet, proposed, kept, self._book)

    def _take_sheets(self, sheets: Sequence[RawSheet]) -> None:
        self.sheets = list(sheets)
        self.opened.emit()

    def _take_preview(self, found: ImportPreview) -> None:
        self.preview = found
        self.looked.emit(found)

    def _begin(self, task: BackgroundTask) -> BackgroundTask:
        self.end()
        self._task = task
        task.ended.connect(lambda: self._let_go(task))
        return task

    def _let_go(self, task: BackgroundTask) -> None:
        """Let go of a task that has ended: QGIS deletes it."""
        if self._task is task:
            self._task = None
