"""What the last work on indicators had to say: one sentence per line, to be read and copied."""

from __future__ import annotations

from html import escape
from typing import Optional, Sequence

from qgis.PyQt.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget


class ReportPage(QWidget):
    """A headline and sentences."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.viewport().setAutoFillBackground(False)
        self.text.setAccessibleName(self.tr("Notes"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)

    def show_notes(self, headline: str, sentences: Sequence[str]) -> None:
        """Show what was said; without sentences that there is nothing to say."""
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
        nothing = self.tr("Nothing to note.")
        rest = f"<ul>{items}</ul>" if items else f"<p><i>{escape(nothing)}</i></p>"
        self.text.setHtml(f"<p><b>{escape(headline)}</b></p>{rest}")
