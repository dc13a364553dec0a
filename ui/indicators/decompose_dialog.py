"""Asks how a target is handed down to the units below (分解下达), and shows what each would get."""

from __future__ import annotations

from datetime import datetime, timezone
from fractions import Fraction
from typing import Mapping, Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.amount_words import unit_name
from ...algorithms.indicators.decomposition import decompose_down
from ...algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
from ...algorithms.indicators.quantity import Quantity, is_area
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.language import Language
from ...algorithms.message import translatable
from ...algorithms.rulepack.indicator_rules import Distribution, ValueKind
from ..dialog_buttons import Standard, standard_buttons
from .grid.amount_text import AREA_UNIT_CHOICES
from .grid.colours import Tone, ink
from .grid.words import unit_word
from .shares_model import PROPOSED, UNIT, WEIGHT, SharesModel, Way

_AS_NEEDED = -1
_MOST_DECIMALS = 8
ROWS = 12  # rows of the table that are in sight at least, where there are so many
_NONE: Mapping[str, Fraction] = {}


class DecomposeDialog(QDialog):
    """Shares of a target by a rule, some of them fixed by hand; what is left over is always in sight."""

    def __init__(
        self,
        sheet: IndicatorSheet,
        key: ValueKey,
        language: Language,
        person: str,
        parent: Optional[QWidget] = None,
        candidates: Mapping[str, Fraction] = _NONE,
    ) -> None:
        """Propose shares by the rule of the indicator.

        :param key: of the value that is handed down
        :param person: the name that is put to the new values
        :param candidates: what each unit can have at most, in the base of the unit (m² for areas)
        """
        super().__init__(parent)
        self._sheet, self._key, self._language, self._person = sheet, key, language, person
        self._further: dict[str, Quantity] = {}  # shares of the units below those of the table
        rule = sheet.rules.indicators[key.indicator]
        self.setWindowTitle(self.tr("Hand down to the units below"))
        self.model = SharesModel(sheet, key, Way(rule.distribution, candidates=dict(candidates)), language, self)
        heading = QLabel(self.tr("{unit}: {indicator}, {year}").format(
            unit=unit_name(sheet.tree, key.unit), indicator=language.title(rule.title), year=key.year))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.rule = QComboBox(self)
        for one, title in self._rule_titles().items():
            self.rule.addItem(title, one.value)
        self.rule.setCurrentIndex(self.rule.findData(rule.distribution.value))
        self.rule.currentIndexChanged.connect(self._rule_chosen)
        self.area_unit = QComboBox(self)
        self.area_unit.addItem(unit_word(rule.unit, language), "")
        if is_area(rule.unit):
            for unit in AREA_UNIT_CHOICES:
                if unit != rule.unit:
                    self.area_unit.addItem(unit_word(unit, language), unit)
        self.area_unit.currentIndexChanged.connect(self._written_otherwise)
        self.decimals = QSpinBox(self)
        self.decimals.setRange(_AS_NEEDED, _MOST_DECIMALS)
        self.decimals.setSpecialValueText(self.tr("as needed"))
        self.decimals.setValue(_AS_NEEDED)
        self.decimals.valueChanged.connect(self._written_otherwise)
        self.table = self._table()
        self.rest = QLabel(self)
        self.rest.setTextFormat(Qt.TextFormat.PlainText)
        self.rest.setWordWrap(True)
        self.rest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.note = QLineEdit(self)
        self.note.setPlaceholderText(self.tr("e.g. the document that hands the target down"))
        self.deeper = QCheckBox(self.tr("Go on among the units below each of them"), self)
        self.deeper.setToolTip(self.tr("The shares are handed down to the smallest units by the same rule"))
        self.deeper.setVisible(any(sheet.tree.children(code) for code in sheet.tree.children(key.unit)))
        self.release = QPushButton(self.tr("Let all go by the rule"), self)
        self.release.setToolTip(self.tr("Take the ticks away: no share is fixed any more"))
        self.release.setAutoDefault(False)
        self.release.clicked.connect(self._release_all)
        self._buttons = standard_buttons(self, Standard.Ok, Standard.Cancel)
        self.ok_button.setText(self.tr("Hand down"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        written = QHBoxLayout()
        written.addWidget(self.area_unit, 1)
        written.addWidget(QLabel(self.tr("Decimals")))
        written.addWidget(self.decimals, 1)
        form = QFormLayout()
        form.addRow(self.tr("Shared out"), self.rule)
        form.addRow(self.tr("Written in"), written)
        below = QFormLayout()
        below.addRow(self.deeper)
        below.addRow(self.tr("Note"), self.note)
        last = QHBoxLayout()
        last.addWidget(self.release)
        last.addStretch(1)
        last.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        column.addLayout(form)
        column.addWidget(self.table, 1)
        for label in (self.rest, self.problem):
            column.addWidget(label)
        column.addLayout(below)
        column.addLayout(last)
        self.model.worked_out.connect(self._show)
        self.model.refused.connect(self._show_refusal)
        self.resize(self.fontMetrics().averageCharWidth() * 92, self.sizeHint().height())
        self._show()

    @property
    def ok_button(self) -> QPushButton:
        """The button that hands down."""
        return self._buttons.button(Standard.Ok)

    def _rule_titles(self) -> dict[Distribution, str]:
        return {
            Distribution.BASE_SHARE: self.tr("in proportion to the base year"),
            Distribution.CANDIDATE_SHARE: self.tr("in proportion to what each unit can have at most"),
            Distribution.EQUAL: self.tr("in equal parts"),
            Distribution.BY_HAND: self.tr("by hand"),
        }

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Shares of the units below"))
        table.setAlternatingRowColors(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        header = table.horizontalHeader()
        rows = min(max(self.model.rowCount(), 3), ROWS)
        table.setMinimumHeight(rows * table.verticalHeader().defaultSectionSize() + header.sizeHint().height() + 4)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(UNIT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(60)
        return table

    # --- what is chosen ----------------------------------------------------------------------

    def _rule_chosen(self, _: int) -> None:
        self.model.way.rule = Distribution(self.rule.currentData())
        if self.model.way.rule is Distribution.BY_HAND:
            self.model.fix_what_is_there()
        self._work_out()

    def _written_otherwise(self, _: int) -> None:
        way = self.model.way
        way.area_unit = str(self.area_unit.currentData() or "")
        way.decimals = None if self.decimals.value() == _AS_NEEDED else self.decimals.value()
        self._work_out()

    def _release_all(self) -> None:
        self.model.way.fixed.clear()
        self._work_out()

    def _work_out(self) -> None:
        """Divide anew and stay at the row."""
        here = self.table.currentIndex()
        self.model.work_out()
        if here.isValid():
            self.table.setCurrentIndex(self.model.index(here.row(), here.column()))

    # --- what is shown -----------------------------------------------------------------------

    def _show(self) -> None:
        model = self.model
        target, handed, left = model.rest_text()
        text = self.tr("Handed out {handed} of {target} {unit} · left {left}")
        self.rest.setText(text.format(handed=handed, target=target, left=left,
                                      unit=unit_word(model.unit, self._language)))
        whole = model.result is not None
        self.ok_button.setEnabled(whole)
        self.release.setEnabled(bool(model.way.fixed) and model.way.rule is not Distribution.BY_HAND)
        notes: Sequence[str] = [] if model.result is None else [
            self._language.render(note) for note in model.result.notes]
        self._say(model.problem or "\n".join(notes), Tone.ERROR if model.problem else Tone.WARNING)
        self.table.setColumnHidden(WEIGHT, model.way.rule in (Distribution.EQUAL, Distribution.BY_HAND))

    def _show_refusal(self, sentence: str) -> None:
        self._say(sentence, Tone.ERROR)

    def _say(self, text: str, tone: Tone) -> None:
        # By style sheet, because that of a theme goes before the palette.
        self.problem.setStyleSheet(f"color: {ink(tone, self.palette()).text.name()};")
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Be high enough for what is said, once the width is known."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Grow for a sentence of several lines: a layout asks for one, and would lay the others over the table."""
        layout = self.layout()
        layout.activate()
        needed = layout.minimumHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    def accept(self) -> None:
        """Close when the shares can be handed down as far as was asked for; else say why not."""
        try:
            self._further = self._shares_below() if self.deeper.isChecked() else {}
        except LandPlanError as error:
            self._show_refusal(self._language.render(error.message))
            return
        super().accept()

    def _shares_below(self) -> dict[str, Quantity]:
        """Return the shares of the units below those of the table, by code.

        :raises LandPlanError: when the rule cannot be applied somewhere below
        """
        key, shares = self._key._replace(kind=ValueKind.ASSIGNED), self.model.by_unit()
        handed = IndicatorSheet(self._sheet.rules, self._sheet.tree, self._sheet)
        handed.put(self._changes_of(shares))
        way = self.model.way
        by_hand = way.rule is Distribution.BY_HAND
        rule = self._sheet.rules.indicators[key.indicator].distribution if by_hand else way.rule
        found: dict[str, Quantity] = {}
        for code in shares:
            if not self._sheet.tree.children(code):
                continue
            part = decompose_down(
                handed, key._replace(unit=code), rule, levels=tuple(self._sheet.tree.levels),
                candidates=way.candidates, decimals=way.decimals, unit=way.area_unit or None)
            found.update({below.unit: share for below, share in part.shares.items()})
        return found

    def changes(self) -> list[ValueChange]:
        """Return what is handed down: assigned values of the units below, those that stay the same left out."""
        return self._changes_of({**self.model.by_unit(), **self._further})

    def _changes_of(self, shares: Mapping[str, Quantity]) -> list[ValueChange]:
        source = translatable(
            "Indicators", "Handed down from {unit}", unit=unit_name(self._sheet.tree, self._key.unit))
        rule = self.rule.currentText()
        note = self.note.text().strip()
        origin = Origin(source, self._person, datetime.now(timezone.utc), f"{note} ({rule})" if note else rule)
        changes = []
        for code, share in shares.items():
            key = self._key._replace(unit=code, kind=ValueKind.ASSIGNED)
            before = self._sheet.value(key)
            if before is None or before.quantity != share:
                changes.append(ValueChange(key, IndicatorValue(key, share, origin)))
        return changes

    def begin_at(self, row: int) -> None:
        """Go to the share of a unit."""
        self.table.setCurrentIndex(self.model.index(row, PROPOSED))
        self.table.setFocus()
