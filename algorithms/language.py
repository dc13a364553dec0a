"""Chinese and English: turns messages and pack titles into text."""

from __future__ import annotations

from pathlib import Path
from typing import Iterable, Union

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QTranslator

from .message import Listed, Message, Title, Value, listed

TRANSLATION_FILE = Path(__file__).resolve().parent.parent / "i18n" / "landplan_toolbox_zh.qm"


class Language:
    """One of the two languages of the plugin, independent of the language QGIS runs in."""

    def __init__(self, code: str) -> None:
        """:param code: ``zh`` or ``en``; any other code is read as English"""
        self.code = "zh" if code.lower().startswith("zh") else "en"
        self._translator = QTranslator()
        if self.code == "zh":
            self._translator.load(str(TRANSLATION_FILE))

    @classmethod
    def current(cls) -> Language:
        """Return the language of the running QGIS (its Chinese locale is ``zh-Hans``)."""
        return cls(QgsApplication.locale() or "en")

    def translate(self, context: str, text: str) -> str:
        """Return the translation of a source text, or the source text where there is none."""
        # As bytes: a str goes through ASCII, and m² or × would raise.
        return self._translator.translate(context.encode(), text.encode()) or text

    def render(self, message: Message) -> str:
        """Return the sentence of a message with its values filled in."""
        values = {name: self._shown(value) for name, value in message.values.items()}
        return self.translate(message.context, message.text).format(**values)

    def title(self, title: Title) -> str:
        """Return a pack title in this language."""
        return title.text(self.code)

    def said(self, text: Union[Title, Message]) -> str:
        """Return a pack title or a translatable text in this language."""
        return self.title(text) if isinstance(text, Title) else self.render(text)

    def paragraph(self, messages: Iterable[Message]) -> str:
        """Return sentences one after the other: Chinese puts no blank between them."""
        return ("" if self.code == "zh" else " ").join(self.render(message) for message in messages)

    def listed(self, names: Iterable[Union[str, Title]], most: int = 0) -> str:
        """Return names one after the other, with the sign this language puts between them.

        :param most: of more names only so many are said; 0 = all
        """
        return listed(names, most).text(self.code)

    def _shown(self, value: Value) -> str:
        if isinstance(value, Listed):
            return value.text(self.code)
        if isinstance(value, Title):
            return self.title(value)
        if isinstance(value, Message):
            return self.render(value)
        if isinstance(value, tuple):
            return "\n".join(self.render(message) for message in value)
        if value is None:
            return "NULL"
        return format(value, ".10g") if isinstance(value, float) else str(value)
