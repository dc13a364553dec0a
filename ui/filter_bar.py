"""The filter buttons, each with its count, and the search box."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from .finding_sources import Counts, Shown
from .fitting_row import FittingRow
from .icons import icon

TYPING_PAUSE = 200  # milliseconds after the last key before the search runs


class FilterBar(QWidget):
    """Counts are the filters: a pressed button shows its kind of finding."""

    changed = pyqtSignal(object)  # the Shown that is wanted

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Show errors and warnings to begin with."""
        super().__init__(parent)
        self._shown = Shown()
        self._counts = Counts()
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)  # the panel takes what is dropped
        self.search.setPlaceholderText(self.tr("Search key, layer, field, check, message…"))
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setAccessibleName(self.tr("Search in the findings"))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._typing.timeout.connect(self._searched)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.returnPressed.connect(self._searched)
        self._row = FittingRow(self)
        self._buttons: dict[str, QToolButton] = {}
        for name, drawing in (
            ("errors", "error"),
            ("warnings", "warning"),
            ("exceptions", "exception"),
            ("fixed", "fixed"),
            ("only_unfinished", "not_run"),
            ("passed", "passed"),
        ):
            button = QToolButton(self._row)
            button.setObjectName(f"filter_{name}")
            button.setCheckable(True)
            button.setChecked(getattr(self._shown, name))
            button.setIcon(icon(drawing))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.toggled.connect(self._toggled)
            self._row.add(button, "")
            self._buttons[name] = button
        self._tips = {
            "errors": self.tr("Show the open errors"),
            "warnings": self.tr("Show the open warnings"),
            "exceptions": self.tr("Show what was marked as exception"),
            "fixed": self.tr("Show what was fixed"),
            "only_unfinished": self.tr("Show only the checks that did not run, crashed or were cancelled"),
            "passed": self.tr("Show the checks that passed"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self._row)
        self.show_counts(Counts())

    @property
    def shown(self) -> Shown:
        """The filter as it stands."""
        return self._shown

    def button(self, name: str) -> QToolButton:
        """Return the button of a part of `Shown`."""
        return self._buttons[name]

    def show_counts(self, counts: Counts) -> None:
        """Put the counts on the buttons; in a narrow dock the icon stands for the word."""
        self._counts = counts
        texts = {
            "errors": (self.tr("Errors {count}"), counts.errors),
            "warnings": (self.tr("Warnings {count}"), counts.warnings),
            "exceptions": (self.tr("Exceptions {count}"), counts.exceptions),
            "fixed": (self.tr("Fixed {count}"), counts.fixed),
            "only_unfinished": (self.tr("Not run {count}"), counts.unfinished),
            "passed": (self.tr("Passed {count}"), counts.passed),
        }
        for name, (text, count) in texts.items():
            number = f"{count:,}"
            words = text.format(count=number)
            self._row.set_words(self._buttons[name], words, number)
            self._buttons[name].setToolTip(f"{words}\n{self._tips[name]}")
        self._row.refit()

    def reset(self) -> None:
        """Show open errors and warnings and search for nothing."""
        self.search.clear()
        for name, button in self._buttons.items():
            button.setChecked(getattr(Shown(), name))
        self._searched()

    def _toggled(self) -> None:
        values = {name: button.isChecked() for name, button in self._buttons.items()}
        self._tell(replace(self._shown, **values))

    def _searched(self) -> None:
        self._typing.stop()
        self._tell(replace(self._shown, text=self.search.text().strip()))

    def _tell(self, shown: Shown) -> None:
        if shown != self._shown:
            self._shown = shown
            self.changed.emit(shown)
