"""What the last work on indicators had to say: groups of sentences, to be read and copied."""

from __future__ import annotations

from html import escape
from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from .notes import NoteGroup

MOST = 6  # sentences of a group in sight at first


class ReportPage(QWidget):
    """A headline and below it the groups; long and unimportant ones open at a click."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._headline = ""
        self._groups: tuple[NoteGroup, ...] = ()
        self._whole: set[int] = set()
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.document().setDefaultStyleSheet("p, ul { margin: 2px 0 2px 0 } ul { margin-left: -22px }")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.viewport().setAutoFillBackground(False)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.text.setAccessibleName(self.tr("Notes"))
        self.text.anchorClicked.connect(self._open_or_close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self.show_notes("", ())

    def show_notes(self, headline: str, groups: Sequence[NoteGroup]) -> None:
        """Show what was said; without sentences that there is nothing to note."""
        self._headline = headline
        self._groups = tuple(group for group in groups if group.sentences)
        self._whole = set()
        self._write()

    def _write(self) -> None:
        parts = [f"<p><b>{escape(self._headline)}</b></p>"] if self._headline else []
        if not self._groups:
            parts.append(f"<p><i>{escape(self.tr('Nothing to note.'))}</i></p>")
        for number, group in enumerate(self._groups):
            parts.append(self._group(number, group, number in self._whole))
        self.text.setHtml("".join(parts))

    def _group(self, number: int, group: NoteGroup, whole: bool) -> str:
        count = len(group.sentences)
        title = escape(f"{group.title} ({count})")
        if group.minor and not whole:
            return f'<p><a href="{number}">▸ {title}</a></p>'
        shown = group.sentences if whole else group.sentences[:MOST]
        head = f'<p><a href="{number}">▾ {title}</a></p>' if group.minor else f"<p><b>{title}</b></p>"
        lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in shown)
        rest = ""
        if len(shown) < count:
            more = self.tr("{count} more…").format(count=count - len(shown))
            rest = f'<p><a href="{number}">{escape(more)}</a></p>'
        return f"{head}<ul>{lines}</ul>{rest}"

    def _open_or_close(self, link: QUrl) -> None:
        number = int(link.toString())
        self._whole ^= {number}
        height = self.text.verticalScrollBar().value()
        self._write()
        self.text.verticalScrollBar().setValue(height)
