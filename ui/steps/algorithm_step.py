"""A step that is one algorithm: what it does, its options, the button, and the tables of its last run."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Callable, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QWidget

from ..icons import icon
from ..ledger_model import LedgerColumn, Row
from .parameter_lines import Choices, ParameterLines
from .report_lines import ReportLines
from .result_table import ResultTable
from .run_note import RunNote
from .step_box import StepBox
from .step_work import StepWork

_MARKS = {"passed": "passed", "failed": "error", "incomplete": "warning"}


Place = tuple[str, Mapping[str, object]]


def _never(_: Row) -> bool:
    return False


@dataclass(frozen=True)
class StepTable:
    """A table that a step shows.

    :ivar name: of the table, unlike those of the others of the step
    :ivar output: of the algorithm that it shows
    :ivar title: above the table
    :ivar rows: makes the rows that are shown from those of the layer
    :ivar stands_out: whether a row is to be seen to
    :ivar is_total: whether a row is a sum of others
    :ivar wrapped: whether its text is shown whole, in several lines
    :ivar place: the output and the values by field whose features a row stands for, None where it has no place
    """

    name: str
    output: str
    title: str
    columns: Sequence[LedgerColumn]
    rows: Callable[[Sequence[Row]], Sequence[Row]] = list
    stands_out: Callable[[Row], bool] = _never
    is_total: Callable[[Row], bool] = _never
    place: Optional[Callable[[Row], Optional[Place]]] = None
    wrapped: bool = False


@dataclass(frozen=True)
class StepWords:
    """What a step says.

    :ivar title: its name
    :ivar purpose: a sentence on what it does
    :ivar run: text of its button
    :ivar done: makes the line of state from the numbers of the last run
    :ivar changed: the line of state once something else would be given to a run, empty for the usual one
    """

    title: str
    purpose: str
    run: str
    done: Callable[[Mapping[str, Any]], str]
    changed: str = ""


class AlgorithmStep(StepBox):
    """Runs an algorithm and shows what came of it."""

    place_wanted = pyqtSignal(str, dict)  # output and the values by field of the features to be shown
    export_wanted = pyqtSignal()

    def __init__(
        self,
        number: int,
        step: str,
        work: StepWork,
        words: StepWords,
        tables: Sequence[StepTable],
        options: Sequence[str] = (),
        choices: Choices = MappingProxyType({}),
        parent: Optional[QWidget] = None,
    ) -> None:
        """:param number: of the step, from 1
        :param step: of the work
        :param options: names of the algorithm's parameters that are asked for
        :param choices: values and words to choose from, for parameters that are text
        """
        super().__init__(number, parent)
        self.step, self._work, self._words = step, work, words
        self.set_title(words.title)
        self.content.addWidget(self.text_label(words.purpose))
        self.options = ParameterLines(work.algorithms[step], options, choices, self)
        self.options.changed.connect(lambda name, value: work.set_option(f"{step}/{name}", value))
        self.content.addWidget(self.options)
        self.run_button = QPushButton(icon("run"), words.run, self)
        self.run_button.clicked.connect(lambda: work.run(step))
        translate = QCoreApplication.translate  # tr would look under the name of the subclass
        self.map_button = QPushButton(icon("zoom"), translate("AlgorithmStep", "Show on the map"), self)
        self.export_button = QPushButton(icon("export"), translate("AlgorithmStep", "Export…"), self)
        self.export_button.setToolTip(
            translate("AlgorithmStep", "Write the tables of this step as a spreadsheet"))
        self.export_button.clicked.connect(self.export_wanted)
        self._buttons = self.add_buttons(self.run_button, self.map_button, self.export_button)
        self.tables_from = QWidget(self)  # what a step shows besides its tables stands above this mark
        self.tables_from.hide()
        self.content.addWidget(self.tables_from)
        self.tables: dict[str, ResultTable] = {}
        self._specs = {table.name: table for table in tables}
        self._headings: dict[str, QLabel] = {}
        for table in tables:
            self._add_table(table)
        self.empty = self.text_label()
        self.empty.hide()
        self.content.addWidget(self.empty)
        self.notes = ReportLines(False, self)
        self.content.addWidget(self.notes)

    def renew(self) -> None:
        """Show options and results of the last run, and what it said."""
        work, note = self._work, self._work.note(self.step)
        prefix = f"{self.step}/"
        chosen = {name[len(prefix):]: value for name, value in work.state.options.items() if name.startswith(prefix)}
        self.options.show_values(chosen)
        for name, table in self.tables.items():
            spec = self._specs[name]
            table.renew(work, spec.rows, spec.stands_out, spec.is_total)
            self._headings[name].setVisible(bool(table.ledger.rowCount()))
        done = bool(note.ended) and not work.lost(self.step) and bool(work.state.results.get(self.step))
        empty = [spec.title for spec in self._specs.values() if not self.tables[spec.name].ledger.rowCount()]
        nothing = QCoreApplication.translate("AlgorithmStep", "Nothing to list in this run: {tables}.")
        self.empty.setText(nothing.format(tables=", ".join(empty)))
        self.empty.setVisible(done and bool(empty))
        self.map_button.setEnabled(done)
        self.export_button.setEnabled(any(table.whole for table in self.tables.values()))
        self.set_problem(work.problems.get(self.step, ""))
        self.notes.show_note(note if done else RunNote())
        self.set_state(*self._how_far(done))

    def add_to_buttons(self, *buttons: QWidget) -> None:
        """Put further buttons beside those there are."""
        for button in buttons:
            self._buttons.addWidget(button)

    def enable(self, ready: bool, reason: str) -> None:
        """Enable the button once there is everything it needs.

        :param reason: what is missing, for the tooltip
        """
        self.run_button.setEnabled(ready)
        self.run_button.setToolTip(reason)

    def whole_tables(self) -> list[tuple[str, Sequence[Row]]]:
        """Return the tables with all their fields, each with its title."""
        return [(self._specs[name].title, list(self._specs[name].rows(table.whole)))
                for name, table in self.tables.items()]

    def field_titles(self) -> dict[str, str]:
        """Return what the fields of the tables are called."""
        return {column.field: column.title for table in self._specs.values() for column in table.columns}

    def _add_table(self, spec: StepTable) -> None:
        heading = QLabel(spec.title, self.body)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        heading.setWordWrap(True)
        heading.hide()
        table = ResultTable(self.step, spec.output, spec.columns, self, spec.wrapped)
        table.setAccessibleName(spec.title)
        if spec.place is not None:
            table.setToolTip(
                QCoreApplication.translate("AlgorithmStep", "Double-click a row to see it on the map."))
            table.row_wanted.connect(lambda place: self._want(spec, table.ledger.row(place)))
        heading.setBuddy(table)
        self.content.addWidget(heading)
        self.content.addWidget(table)
        self.tables[spec.name] = table
        self._headings[spec.name] = heading

    def _want(self, spec: StepTable, row: Row) -> None:
        found = None if spec.place is None else spec.place(row)
        if found is not None:
            self.place_wanted.emit(found[0], dict(found[1]))

    def _how_far(self, done: bool) -> tuple[str, str]:
        work, translate = self._work, QCoreApplication.translate
        if self.problem:
            return "error", translate("AlgorithmStep", "refused: {reason}").format(reason=self.problem)
        if work.lost(self.step):
            return "warning", translate("AlgorithmStep", "the file of the results is gone: run again")
        if not done:
            return "", translate("AlgorithmStep", "not run yet")
        if work.outdated(self.step):
            return "warning", translate("AlgorithmStep", "inputs or options have changed since: run again")
        note = work.note(self.step)
        mark = _MARKS.get(str(note.figures.get("VERDICT", "")), "warning" if note.warnings else "passed")
        return mark, self._words.done(note.figures)
