"""Typed reading of the values of a pack file: every deviation becomes a problem with its line.

A value that is wrong is reported once and replaced by a harmless one, so that reading goes on and
the author sees all problems together; a pack with a problem is never returned.
"""

from __future__ import annotations

import re
from typing import Optional, Sequence, Union

from ..message import Message, translatable
from .problems import ProblemList, closest, listing
from .yaml_lines import ScalarKind, YamlList, YamlMap, YamlNode, YamlScalar, is_finite_number

ID_PATTERN = re.compile(r"[a-z][a-z0-9_]*")


class Reader:
    """Reads values of one file, noting what is wrong with them."""

    def __init__(self, file: str, problems: ProblemList) -> None:
        """:param file: name of the file in problems"""
        self.file = file
        self.problems = problems

    def problem(self, line: int, message: Message) -> None:
        """Note a problem of this file."""
        self.problems.add(self.file, line, message)

    def text(self, node: YamlNode, what: str) -> Optional[str]:
        """Return a non-empty text; a number, date or yes/no that YAML made of unquoted text is a problem."""
        if not isinstance(node, YamlScalar) or node.kind is ScalarKind.EMPTY:
            self.problem(node.line, translatable("RulePack", "{key} must be text.", key=what))
            return None
        if node.kind not in (ScalarKind.TEXT, ScalarKind.MERGE):
            self.problem(node.line, unquoted(node, what))
            return node.raw  # what the author meant, so that nothing else is reported because of it
        if not node.raw.strip():
            self.problem(node.line, translatable("RulePack", "{key} is empty.", key=what))
            return None
        text = node.raw.strip("\n")  # a text written over several lines ends with a line feed
        if text != text.strip():
            self.problem(node.line, translatable("RulePack", "{key} begins or ends with a blank.", key=what))
        return text.strip()

    def number(self, node: YamlNode, what: str) -> Optional[float]:
        """Return a finite number."""
        if not is_finite_number(node):
            self.problem(node.line, self._not_a_number(node, what))
            return None
        return float(self._plain_decimal(node, what))

    def integer(self, node: YamlNode, what: str) -> Optional[int]:
        """Return a whole number."""
        if not isinstance(node, YamlScalar) or node.kind is not ScalarKind.INTEGER:
            self.problem(node.line, translatable("RulePack", "{key} must be a whole number.", key=what))
            return None
        return int(self._plain_decimal(node, what))

    def boolean(self, node: YamlNode, what: str) -> Optional[bool]:
        """Return true or false."""
        if not isinstance(node, YamlScalar) or node.kind is not ScalarKind.BOOLEAN:
            self.problem(node.line, translatable("RulePack", "{key} must be true or false.", key=what))
            return None
        return bool(node.value)

    def choice(self, node: YamlNode, what: str, choices: Sequence[str]) -> Optional[str]:
        """Return one of the given words."""
        word = self.text(node, what)
        if word is None or word in choices:
            return word
        suggestion = closest(word, choices)
        if suggestion:
            self.problem(
                node.line,
                translatable(
                    "RulePack",
                    "{key} cannot be {value}; did you mean {suggestion}? Possible: {choices}.",
                    key=what,
                    value=word,
                    suggestion=suggestion,
                    choices=listing(choices),
                ),
            )
        else:
            self.problem(
                node.line,
                translatable(
                    "RulePack",
                    "{key} cannot be {value}; possible: {choices}.",
                    key=what,
                    value=word,
                    choices=listing(choices),
                ),
            )
        return None

    def items(self, node: YamlNode, what: str) -> list[YamlNode]:
        """Return the entries of a list."""
        if isinstance(node, YamlList):
            return node.items
        self.problem(node.line, translatable("RulePack", "{key} must be a list: [first, second].", key=what))
        return []

    def texts(self, node: YamlNode, what: str) -> list[tuple[str, int]]:
        """Return the texts of a list with their lines; one that comes twice is a problem."""
        found: list[tuple[str, int]] = []
        for item in self.items(node, what):
            value = self.text(item, what)
            if value is None:
                continue
            if any(value.casefold() == other.casefold() for other, _ in found):
                self.problem(
                    item.line, translatable("RulePack", "{key} names {value} twice.", key=what, value=value)
                )
            else:
                found.append((value, item.line))
        return found

    def mapping(self, node: YamlNode, what: str) -> Optional[YamlMap]:
        """Return a mapping."""
        if isinstance(node, YamlMap):
            return node
        self.problem(
            node.line,
            translatable("RulePack", "{key} must be a mapping: lines of the form key: value.", key=what),
        )
        return None

    def identifier(self, node: YamlNode, what: str) -> str:
        """Return a key or value that names something inside packs: small letters, digits, underscores."""
        name = self.text(node, what) or ""
        if name and not ID_PATTERN.fullmatch(name):
            self.problem(
                node.line,
                translatable(
                    "RulePack",
                    "{key} {value} must consist of small letters, digits and underscores.",
                    key=what,
                    value=name,
                ),
            )
        return name

    def _plain_decimal(self, node: YamlNode, what: str) -> Union[int, float]:
        if not isinstance(node, YamlScalar) or not isinstance(node.value, (int, float)):
            raise TypeError(f"line {node.line} of {self.file} holds no number")
        if node.kind is ScalarKind.INTEGER and not re.fullmatch(r"[-+]?(0|[1-9][0-9]*)", node.raw):
            self.problem(
                node.line,
                translatable(
                    "RulePack",
                    "{key} is written {text}, which YAML reads as {value}: write it in plain decimals.",
                    key=what,
                    text=node.raw,
                    value=node.value,
                ),
            )
        return node.value

    @staticmethod
    def _not_a_number(node: YamlNode, what: str) -> Message:
        if isinstance(node, YamlScalar) and node.kind is ScalarKind.TEXT and _looks_like_number(node.raw):
            return translatable(
                "RulePack",
                "{key} is written {text}, which YAML reads as text: write it as {example}.",
                key=what,
                text=node.raw,
                example=_decimal_text(node.raw),
            )
        return translatable("RulePack", "{key} must be a number.", key=what)


def unquoted(node: YamlScalar, what: str) -> Message:
    """Return the sentence for a text that YAML read as something else because quotes are missing."""
    quoted = f'"{node.raw}"'
    if node.kind is ScalarKind.BOOLEAN:
        return translatable(
            "RulePack",
            "{key} must be text, but without quotes YAML reads {text} as yes or no: write {quoted}.",
            key=what,
            text=node.raw,
            quoted=quoted,
        )
    if node.kind is ScalarKind.DATE:
        return translatable(
            "RulePack",
            "{key} must be text, but without quotes YAML reads {text} as a date: write {quoted}.",
            key=what,
            text=node.raw,
            quoted=quoted,
        )
    return translatable(
        "RulePack",
        "{key} must be text, but without quotes YAML reads {text} as the number {value}: write {quoted}.",
        key=what,
        text=node.raw,
        value=str(node.value),
        quoted=quoted,
    )


def _looks_like_number(text: str) -> bool:
    return re.fullmatch(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?", text) is not None


def _decimal_text(text: str) -> str:
    """Return a number so that YAML reads it as one: 1e-8 becomes 1.0e-08."""
    mantissa, _, exponent = repr(float(text)).partition("e")
    if not exponent:
        return mantissa
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}e{int(exponent):+03d}"
