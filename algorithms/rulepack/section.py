"""Reading of one mapping with known keys: missing and unknown keys become problems with their line."""

from __future__ import annotations

from enum import Enum
from typing import Callable, Optional, TypeVar

from ..message import Message, Title, translatable
from .problems import closest, listing
from .reader import Reader
from .yaml_lines import ScalarKind, YamlMap, YamlNode, YamlScalar

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


class Section:
    """One mapping with known keys; `finish` reports the keys nobody asked for."""

    def __init__(self, reader: Reader, node: YamlMap, line: int, name: str) -> None:
        """:param line: where a missing key is reported

        :param name: what the mapping is called in problems
        """
        self.reader = reader
        self.line = line
        self.name = name
        self._values: dict[str, tuple[YamlScalar, YamlNode]] = {
            key.raw: (key, value) for key, value in node.entries
        }
        self._asked: list[str] = []
        self._missing: list[str] = []

    def get(self, key: str, required: bool = False) -> Optional[YamlNode]:
        """Return the value of a key, or None; a required key that is missing is a problem."""
        if key not in self._asked:
            self._asked.append(key)
        if key in self._values:
            return self._values[key][1]
        if required and key not in self._missing:
            self._missing.append(key)
        return None

    def is_missing(self, key: str) -> bool:
        """Return whether a key is required and not there, which `finish` will report."""
        return key in self._missing

    def line_of(self, key: str) -> int:
        """Return the line of a key's value, or of the section where the key is missing."""
        return self._values[key][1].line if key in self._values else self.line

    def path(self, key: str) -> str:
        """Return how a key is called in problems."""
        return f"{self.name}.{key}"

    def read(
        self, key: str, read: Callable[[YamlNode, str], Optional[T]], required: bool = False
    ) -> Optional[T]:
        """Return the value of a key as ``read`` reads it, None when it is missing or wrong."""
        node = self.get(key, required)
        return None if node is None else read(node, self.path(key))

    def text(self, key: str, required: bool = False) -> Optional[str]:
        """Return the text of a key."""
        return self.read(key, self.reader.text, required)

    def number(self, key: str) -> Optional[float]:
        """Return the number of a key."""
        return self.read(key, self.reader.number)

    def integer(self, key: str, required: bool = False) -> Optional[int]:
        """Return the whole number of a key."""
        return self.read(key, self.reader.integer, required)

    def boolean(self, key: str, default: bool) -> bool:
        """Return the truth value of a key."""
        value = self.read(key, self.reader.boolean)
        return default if value is None else value

    def texts(self, key: str, required: bool = False) -> list[tuple[str, int]]:
        """Return the texts of a list with their lines."""
        return self.read(key, self.reader.texts, required) or []

    def enum(self, key: str, kind: type[E], default: E, required: bool = False) -> E:
        """Return a member of an enumeration by its value."""
        words = [str(member.value) for member in kind]
        word = self.read(key, lambda node, what: self.reader.choice(node, what, words), required)
        return default if word is None else kind(word)

    def title(self, key: str, required: bool = False) -> Optional[Title]:
        """Return a title with its Chinese and, where given, its English text."""
        return self.read(key, lambda node, what: read_title(self.reader, node, what), required)

    def finish(self, all_known: bool = True) -> None:
        """Report missing keys and unknown ones; a key that is only misspelt counts as one problem.

        :param all_known: False when it could not be told which other keys may stand here, so that
            only those are reported that seem to be a misspelt required key
        """
        unused = [key for key in self._asked if key not in self._values]
        for raw, (key, value) in self._values.items():
            if raw in self._asked:
                continue
            suggestion = closest(raw, self._missing) or (closest(raw, unused) if all_known else "")
            if suggestion in self._missing:
                self._missing.remove(suggestion)
            if suggestion or all_known:
                self.reader.problem(key.line, self._unknown_key(raw, value, suggestion))
        for name in self._missing:
            self.reader.problem(
                self.line,
                translatable("RulePack", "{section}: the key {key} is missing.", section=self.name, key=name),
            )

    def _unknown_key(self, raw: str, value: YamlNode, suggestion: str) -> Message:
        if suggestion:
            return translatable(
                "RulePack",
                "{section}: the key {key} is not known; did you mean {suggestion}?",
                section=self.name,
                key=raw,
                suggestion=suggestion,
            )
        if isinstance(value, YamlScalar) and value.kind is ScalarKind.EMPTY and not value.raw:
            return translatable(
                "RulePack",
                "{section}: {key} stands there without a value; a text that holds a comma or a colon "
                "must stand in quotes.",
                section=self.name,
                key=raw,
            )
        return translatable(
            "RulePack",
            "{section}: the key {key} is not known; known keys: {known}.",
            section=self.name,
            key=raw,
            known=listing(self._asked),
        )


def read_title(reader: Reader, node: YamlNode, what: str) -> Optional[Title]:
    """Return a title written ``{zh: …, en: …}``; the Chinese text is required."""
    if not isinstance(node, YamlMap):
        reader.problem(
            node.line,
            translatable(
                "RulePack", "{key} must be written {example}.", key=what, example="{zh: 中文, en: English}"
            ),
        )
        return None
    section = Section(reader, node, node.line, what)
    title = Title(section.text("zh", required=True) or "", section.text("en") or "")
    section.finish()
    return title
