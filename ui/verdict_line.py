"""The verdict: one line above the tabs, always visible, never green when something did not run."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ..algorithms.selfcheck.model import Verdict
from .elided_label import ElidedLabel
from .finding_sources import Counts
from .icons import icon
from .wording import verdict_word


class VerdictLine(QFrame):
    """Icon, verdict in bold, and the counts it rests on."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Say that nothing was checked yet."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._icon = QLabel(self)
        self._verdict = QLabel(self)
        font = self._verdict.font()
        font.setBold(True)
        self._verdict.setFont(font)
        self._counts = ElidedLabel(Qt.TextElideMode.ElideRight, self)
        self._counts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.addWidget(self._icon)
        row.addWidget(self._verdict)
        row.addWidget(self._counts, 1)

    def show_text(self, drawing: str, verdict: str, rest: str = "") -> None:
        """Show an icon by its name, a word in bold and the rest of the line."""
        size = self.fontMetrics().height()
        self._icon.setPixmap(icon(drawing).pixmap(QSize(size, size)))
        self._icon.setVisible(not icon(drawing).isNull())
        self._verdict.setText(verdict)
        self._verdict.setVisible(bool(verdict))
        self._counts.setText(rest)
        self.setAccessibleName(f"{verdict} {rest}".strip())

    def show_verdict(self, verdict: Verdict, counts: Counts, partial: str = "", by_exceptions: bool = False) -> None:
        """Show the verdict over results.

        :param partial: what to say of results that do not cover all checks, empty when they do
        :param by_exceptions: it is passed only because exceptions are accepted; then it is not green either
        """
        parts = [
            self.tr("Errors {count}").format(count=f"{counts.errors:,}"),
            self.tr("Warnings {count}").format(count=f"{counts.warnings:,}"),
        ]
        if counts.unfinished:  # first: it is why the verdict is not better
            parts.insert(0, self.tr("Not run {count}").format(count=f"{counts.unfinished:,}"))
        if counts.exceptions:
            exceptions = self.tr("Exceptions {count}").format(count=f"{counts.exceptions:,}")
            parts.insert(0 if by_exceptions else len(parts), exceptions)
        if counts.to_recheck:
            parts.append(self.tr("To re-check {count}").format(count=f"{counts.to_recheck:,}"))
        if partial:
            parts.insert(0, partial)
        drawings = {Verdict.PASSED: "passed", Verdict.FAILED: "error", Verdict.INCOMPLETE: "not_run"}
        drawing = "exception" if by_exceptions else drawings[verdict]
        self.show_text(drawing, verdict_word(verdict, by_exceptions), " · ".join(parts))

    def text(self) -> str:
        """Return the line as plain text."""
        return f"{self._verdict.text()} {self._counts.text()}".strip()
