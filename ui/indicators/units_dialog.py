"""The administrative units of the plan: how many there are, what is odd about them, what became of former ones."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timezone
from fractions import Fraction
from functools import partial
from html import escape
from typing import Callable, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.dataset.dataset import Dataset
from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Feedback
from ...algorithms.indicators.amount_words import level_title
from ...algorithms.indicators.model import ValueChange
from ...algorithms.indicators.moved_values import MovedValues, move_all
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.indicators.tables.reading import read_sheets
from ...algorithms.indicators.tables.unit_rows import unit_rows
from ...algorithms.language import Language
from ...algorithms.message import Message
from ...algorithms.rulepack.model import Pack
from ...algorithms.units.changes import UnitChange, proposals, with_shares
from ...algorithms.units.former_layer import FormerLayer, FormerUnits, former_units
from ...algorithms.units.read_tree import TreeReading, UnitRow, tree_of_dataset, tree_of_rows
from ...algorithms.units.tree import UnitTree
from ...algorithms.units.unit_overlaps import UnitOverlaps
from ...algorithms.workspace.other_plan import (
    OtherPlan,
    changes_from,
    joined_rows,
    read_other_plan,
    rows_of,
)
from .. import settings
from ..dialog_buttons import Standard, standard_buttons
from ..progress_line import ProgressLine
from ..tasks import BackgroundTask, start, stop
from .former_layer_dialog import FormerLayerDialog
from .loading import author
from .moved_preview import MovedPreview
from .other_plan_dialog import OtherPlanDialog
from .unit_by_hand import UnitByHandDialog
from .unit_changes_view import UnitChangesView
from .unit_shares import share_rules

_SAME_SHARE = Fraction(1, 1_000_000)


@dataclass(frozen=True)
class UnitsShown:
    """What the dialog begins with.

    :ivar notes: what is odd about the units
    :ivar proposals: what may have become of units that have values and are no longer there
    :ivar before: former units, for their names
    :ivar overlaps: what units before and now share, where that is known
    :ivar dataset: the data with the borders of now, None while none is open
    :ivar given: units that came from a table or another workspace
    :ivar pack: the rule pack
    :ivar workspace: path of the plan's own workspace
    """

    sheet: IndicatorSheet
    notes: Sequence[Message] = ()
    proposals: Sequence[UnitChange] = ()
    before: UnitTree = field(default_factory=lambda: UnitTree(()))
    overlaps: UnitOverlaps = field(default_factory=UnitOverlaps)
    dataset: Optional[Dataset] = None
    given: tuple[UnitRow, ...] = ()
    pack: Optional[Pack] = None
    workspace: str = ""


class UnitsDialog(QDialog):
    """Shows the units and lets a person say what became of those that are no longer there."""

    def __init__(
        self, shown: UnitsShown, asked: bool, language: Language, parent: Optional[QWidget] = None
    ) -> None:
        """:param shown: the units and what is known of former ones
        :param asked: whether it is asked what became of units, so that OK is an answer, whatever is ticked
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Administrative units"))
        self._shown, self._sheet, self._language = shown, shown.sheet, language
        self.tree: UnitTree = shown.sheet.tree
        self._other_tree = False
        self._before, self._overlaps = shown.before, shown.overlaps
        self._task: Optional[BackgroundTask] = None
        self._offered: Optional[OtherPlan] = None  # was read, and is to be shown
        self._decided = asked
        self._given = shown.given
        self.added: list[ValueChange] = []  # values of other plans
        self.moved = MovedValues((), ())
        self.text = QTextBrowser(self)
        self.text.setAccessibleName(self.tr("The units and what is odd about them"))
        self.changes = UnitChangesView(language, self)
        self._heading = QLabel(self.tr("Values of units that are no longer there go with these changes:"), self)
        self._heading.setWordWrap(True)
        self._heading.setBuddy(self.changes)
        self.rule = QComboBox(self)
        self.rule.setAccessibleName(self.tr("Divide the values of the chosen split"))
        self._divide = self._divide_row()
        self.preview = MovedPreview(language, self)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.progress = ProgressLine(self)
        self.buttons = standard_buttons(self, Standard.Ok, Standard.Cancel)
        self.compare_button = self._button(
            self.tr("Compare with former borders…"),
            self.tr("Choose a layer of the units as they were; what became of each is told by the areas they share"))
        self.hand_button = self._button(
            self.tr("By hand…"), self.tr("Say yourself what became of a unit that has values and is no longer there"))
        self.read_button = self._button(
            self.tr("Read units from a table…"),
            self.tr("XLSX, ODS or CSV with a code and a name per row; for plans without a layer of units"))
        self.add_button = self._button(
            self.tr("Add another plan…"),
            self.tr("Take over units and values of another workspace or delivery, e.g. of each county of a city"))
        self.forget_button = self._button(
            self.tr("Forget the table"), self.tr("Leave only the units of the layers"))
        self.add_button.clicked.connect(self._ask_plan)
        self.forget_button.clicked.connect(self._forget_given)
        self.compare_button.clicked.connect(self._ask_layer)
        self.hand_button.clicked.connect(self._ask_hand)
        self.read_button.clicked.connect(self._ask_table)
        self.changes.changed.connect(self._changes_edited)
        self.changes.refused.connect(self._say)
        self.changes.currentItemChanged.connect(self._show_rules)
        self.rule.activated.connect(self._rule_chosen)
        self.progress.cancelled.connect(self._cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 2)
        column.addWidget(self._heading)
        column.addWidget(self.changes, 4)
        column.addWidget(self._divide)
        column.addWidget(self.preview, 3)
        for widget in (self.problem, self.progress, self.buttons):
            column.addWidget(widget)
        self.resize(self.fontMetrics().averageCharWidth() * 96, self.fontMetrics().height() * 36)
        self._show(shown.notes, shown.proposals)

    @property
    def has_other_tree(self) -> bool:
        """True when units were read from a table or another plan."""
        return self._other_tree

    @property
    def given(self) -> Sequence[UnitRow]:
        """The units that came from a table or another plan."""
        return self._given

    @property
    def decided(self) -> bool:
        """True when what became of units is to be kept."""
        return self._decided

    def chosen(self) -> list[UnitChange]:
        """Return the changes that are ticked."""
        return self.changes.chosen()

    def done(self, result: int) -> None:
        """Close; a comparison under way ends."""
        stop(self._task)
        self._task = self._offered = None
        super().done(result)

    # --- units from a table --------------------------------------------------------------------

    def read_table(self, path: str) -> None:
        """Read the units from a table; a problem is said in the dialog and leaves the units as they are."""
        try:
            rows = unit_rows(read_sheets(path))
            self._use_given(rows)
        except LandPlanError as error:
            self._say(self._language.render(error.message))

    def _use_given(self, rows: Sequence[UnitRow]) -> None:
        """Make the tree of the units of the layers and of others.

        :raises LandPlanError: when a layer cannot be read
        """
        digits = self._sheet.rules.units.digits
        dataset = self._shown.dataset
        reading = tree_of_rows(rows, digits) if dataset is None else tree_of_dataset(dataset, rows=rows)
        if dataset is None and not rows:
            reading = TreeReading(self._before, ())
        self._say("")
        self.tree, self._other_tree, self._given = reading.tree, True, tuple(rows)
        before = self._before if len(self._before) else self._sheet.tree
        self._before = before
        self._show(reading.notes, proposals(before, self.tree, self._sheet, self._overlaps))

    def _forget_given(self) -> None:
        try:
            self._use_given(())
        except LandPlanError as error:
            self._say(self._language.render(error.message))

    # --- another plan --------------------------------------------------------------------------

    def read_plan(self, path: str) -> None:
        """Read another plan in the background; then it is shown what it brings."""
        shown = self._shown
        if shown.pack is None or self._task is not None:
            return
        if shown.workspace and os.path.realpath(path) == os.path.realpath(shown.workspace):
            self._say(self.tr("This is the workspace of this plan itself. Choose the one of another plan."))
            return
        task = BackgroundTask(self.tr("Reading another plan"), partial(read_other_plan, path, shown.pack))
        self._begin(task, self.tr("Reading {file}…").format(file=os.path.basename(path)), self._plan_read)

    def _ask_plan(self) -> None:
        filters = self.tr("Workspaces and deliveries") + " (*.gpkg *.shp *.fgb *.geojson)"
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Add another plan"), settings.last_folder(), filters)
        if path:
            settings.remember_folder(path)
            self.read_plan(path)

    def _plan_read(self, other: object) -> None:
        """Offer another plan once its task has ended: QGIS would wait for a window that opens within the end."""
        if isinstance(other, OtherPlan):
            self._offered = other
            QTimer.singleShot(0, self._offer_plan)

    def _offer_plan(self) -> None:
        """Show what another plan brings, and take it over."""
        other, self._offered = self._offered, None
        if other is None:
            return
        known = {value.key: value for value in self._sheet}
        known.update({change.key: change.value for change in self.added if change.value is not None})
        new, differing = changes_from(other, known, author(), datetime.now(timezone.utc))
        dialog = OtherPlanDialog(other, new, differing, self._sheet, self._language, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.added += dialog.changes()
            try:
                self._use_given(joined_rows(self._rows_here(), rows_of(other.tree)))
            except LandPlanError as error:
                self._say(self._language.render(error.message))
        dialog.deleteLater()

    def _rows_here(self) -> Sequence[UnitRow]:
        """Return the rows another plan is added to: without layers the units that are here are only known by them."""
        return self._given if self._shown.dataset is not None else joined_rows(rows_of(self.tree), self._given)

    def _ask_table(self) -> None:
        filters = self.tr("Tables") + " (*.xlsx *.ods *.csv *.txt *.xls)"
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Read units"), settings.last_folder(), filters)
        if path:
            settings.remember_folder(path)
            self.read_table(path)

    # --- former borders ------------------------------------------------------------------------

    def compare(self, former: FormerLayer) -> None:
        """Compare the units with those of a layer, in the background; the proposals are those of the comparison."""
        dataset = self._shown.dataset
        if dataset is None or self._task is not None:
            return
        task = BackgroundTask(self.tr("Comparing borders"), partial(_compare, former, dataset))
        self._begin(task, self.tr("Comparing borders…"), self._compared)

    def _begin(self, task: BackgroundTask, words: str, done: Callable[[object], None]) -> None:
        self._task = task
        task.progressChanged.connect(self.progress.set_progress)
        task.succeeded.connect(done)
        task.refused.connect(self._say)
        task.ended.connect(self._task_ended)
        self._say("")
        self.progress.show_work(True, words)
        self._enable()
        start(task)

    def _ask_layer(self) -> None:
        dialog = FormerLayerDialog(self._sheet.rules.units, self._language, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            former = dialog.former()
            if former is not None:
                self.compare(former)
        dialog.deleteLater()

    def _compared(self, found: object) -> None:
        if not isinstance(found, FormerUnits):
            return
        known = {unit.code: unit for unit in self._before.units.values()}
        known.update(found.tree.units)
        try:
            before = UnitTree(known.values())
        except ValueError:  # the layer says otherwise who lies in whom
            before = found.tree
        self._before, self._overlaps, self._decided = before, _joined(self._overlaps, found.overlaps), True
        changes = proposals(before, self.tree, self._sheet, self._overlaps)
        self._show(found.notes or self._shown.notes, changes)
        if not changes:
            self._say(self.tr("The borders were compared: no unit that has values has become another one."))

    def _task_ended(self) -> None:
        self._task = None
        self.progress.show_work(False, "")
        self._enable()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    # --- by hand -------------------------------------------------------------------------------

    def _ask_hand(self) -> None:
        dialog = UnitByHandDialog(self._sheet, self.tree, self._before, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            change = dialog.change()
            if change is not None:
                self.add_change(change)
        dialog.deleteLater()

    def add_change(self, change: UnitChange) -> None:
        """Show one more change; another one of the same units makes way for it."""
        kept = [one for one in self.changes.changes if not set(one.sources) & set(change.sources)]
        self._decided = True
        self._show_changes([*kept, change])

    # --- what is shown -------------------------------------------------------------------------

    def _divide_row(self) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel(self.tr("&Divide the values of the chosen split:"), line)
        label.setBuddy(self.rule)
        row.addWidget(label)
        row.addWidget(self.rule, 1)
        return line

    def _button(self, text: str, tip: str) -> QPushButton:
        button: QPushButton = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _show(self, notes: Sequence[Message], changes: Sequence[UnitChange]) -> None:
        counts = Counter(unit.level for unit in self.tree.units.values())
        lines = [
            self.tr("{level}: {count}").format(level=self._language.title(level_title(level)), count=counts[level])
            for level in self._sheet.rules.units.digits if counts[level]
        ] or [self.tr("There are no units yet: bind the layer of administrative areas on the Data tab, or read a "
                      "table.")]
        said = [self._language.render(note) for note in notes]
        if self.added:
            said.insert(0, self.tr("Values of other plans that OK takes over: {count}").format(count=len(self.added)))
        said += [
            self.tr("{unit} has {count} values but is not among the units.").format(
                unit=self._before[code].name + " " + code if code in self._before else code, count=count)
            for code, count in sorted(self._strangers().items())
        ]
        items = "".join(f"<li>{escape(line)}</li>" for line in said)
        self.text.setHtml(f"<p>{escape(' · '.join(lines))}</p><ul>{items}</ul>")
        self._show_changes(changes)

    def _show_changes(self, changes: Sequence[UnitChange]) -> None:
        self.changes.show_changes(changes, self.tree, self._before, self._overlaps)
        for widget in (self._heading, self.changes, self.preview):
            widget.setVisible(bool(changes))
        self._show_rules()
        self._enable()

    def _show_rules(self, *_: object) -> None:
        """Offer the ways in which the chosen split can be divided."""
        row = self.changes.current_split()
        self._divide.setVisible(row is not None)
        self.rule.clear()
        if row is None:
            return
        for title, amounts in share_rules(self.changes.changes[row], self._sheet, self._overlaps, self._language):
            self.rule.addItem(title, amounts)
        self.rule.setCurrentIndex(-1)
        self._mark_rule()

    def _mark_rule(self) -> None:
        """Show the way that gives the chosen split the shares it has; none where they were typed."""
        row = self.changes.current_split()
        change = None if row is None else self.changes.changes[row]
        alike = [] if change is None else [
            place for place in range(self.rule.count())
            if _are_alike(with_shares(change, self.rule.itemData(place)).shares, change.shares)]
        if self.rule.currentIndex() not in alike:
            self.rule.setCurrentIndex(alike[0] if alike else -1)

    def _rule_chosen(self, place: int) -> None:
        row = self.changes.current_split()
        if row is not None:
            change = self.changes.changes[row]
            self.changes.replace_change(row, with_shares(change, self.rule.itemData(place)))

    def _changes_edited(self) -> None:
        """Show what the ticked changes would do."""
        self._mark_rule()
        sheet = self._sheet.with_tree(self.tree) if self._other_tree else self._sheet
        try:
            self.moved = move_all(sheet, self.chosen(), author(), datetime.now(timezone.utc))
        except LandPlanError as error:
            self.moved = MovedValues((), ())
            self._say(self._language.render(error.message))
        self.preview.show_moved(sheet, self.tree, self._before, self.moved)
        wrong = [change for change in self.chosen() if change.shares and sum(change.shares.values()) != 1]
        if wrong:
            self._say(self.tr("The shares of {unit} do not add up to 100 %; they are taken in proportion.").format(
                unit=self._language.listed(wrong[0].sources)))

    def _enable(self) -> None:
        idle = self._task is None
        self.compare_button.setEnabled(idle and self._shown.dataset is not None and not self._other_tree)
        for button in (self.read_button, self.forget_button):
            button.setEnabled(idle)
        self.add_button.setEnabled(idle and self._shown.pack is not None)
        self.forget_button.setVisible(bool(self._given))
        self.hand_button.setEnabled(idle and bool(self._strangers()))
        self.buttons.button(Standard.Ok).setEnabled(idle)

    def _strangers(self) -> dict[str, int]:
        return dict(self._sheet.with_tree(self.tree).strangers())

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def _compare(former: FormerLayer, dataset: Dataset, feedback: Feedback) -> FormerUnits:
    try:
        return former_units(former, dataset, feedback)
    finally:
        former.layer.forget()


def _joined(one: UnitOverlaps, other: UnitOverlaps) -> UnitOverlaps:
    """Return what two comparisons tell; of a unit that both know the other one."""
    return UnitOverlaps({**one.shared, **other.shared}, {**one.before, **other.before}, {**one.after, **other.after})


def _are_alike(one: Mapping[str, Fraction], other: Mapping[str, Fraction]) -> bool:
    """Return whether shares are the same, up to what a percentage shows."""
    return one.keys() == other.keys() and all(abs(one[code] - other[code]) <= _SAME_SHARE for code in one)
