"""Refusals: what a user did or gave that cannot be worked with, said in a plain sentence."""

from __future__ import annotations

from .language import Language
from .message import Message


class LandPlanError(Exception):
    """A refusal with a sentence that names the file, layer, field or feature and what to do."""

    def __init__(self, message: Message) -> None:
        """:param message: the sentence, rendered by whoever shows it"""
        super().__init__(message.text)
        self.message = message

    def __str__(self) -> str:
        """Return the sentence in the language QGIS runs in."""
        return Language.current().render(self.message)


class Cancelled(Exception):
    """The user cancelled; raised by long work and turned into the outcome ``cancelled``."""
