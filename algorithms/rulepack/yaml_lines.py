"""Reads a YAML file into a tree that remembers lines and how each value was written.

PyYAML's own loading forgets line numbers, lets the last of two equal keys win and turns an unquoted
``011`` into the number 9; none of that can be told afterwards. So the tree is built here from the
parser's events: nothing is ever constructed but text, numbers, booleans and nothing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Iterator, Optional, Union

import yaml

from ..message import Message, translatable
from .problems import ProblemList

MAX_BYTES = 4_000_000  # a code list of every village of a province stays below
MAX_NODES = 400_000  # after aliases are written out: bounds what a few lines of aliases can blow up to
MAX_DEPTH = 30

# The C parser gives the same events some fifteen times faster; not every platform has it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"


class ScalarKind(Enum):
    """What YAML makes of a single value."""

    TEXT = "str"
    INTEGER = "int"
    NUMBER = "float"
    BOOLEAN = "bool"
    EMPTY = "null"
    DATE = "timestamp"
    MERGE = "merge"


@dataclass(frozen=True)
class YamlScalar:
    """A single value: what YAML makes of it, and ``raw`` as it is written."""

    line: int
    raw: str
    kind: ScalarKind
    value: Union[str, int, float, bool, None]


@dataclass
class YamlList:
    """A list."""

    line: int
    items: list[YamlNode] = field(default_factory=list)


@dataclass
class YamlMap:
    """A mapping in the order of the file; merged entries (``<<``) come after its own."""

    line: int
    entries: list[tuple[YamlScalar, YamlNode]] = field(default_factory=list)


YamlNode = Union[YamlScalar, YamlList, YamlMap]


class _Stop(Exception):
    """The file cannot be read any further."""

    def __init__(self, line: int, message: Message) -> None:
        super().__init__(message.text)
        self.line = line
        self.message = message


def read_yaml(path: Path, file: str, problems: ProblemList) -> Optional[YamlNode]:
    """Return the tree of a YAML file, or None after noting why it cannot be read.

    :param file: name of the file in problems, relative to the pack
    :param problems: receives unreadable files, syntax errors and keys written twice
    """
    try:
        text = _read_text(path)
        return _TreeBuilder(file, problems).build(text)
    except _Stop as stop:
        problems.add(file, stop.line, stop.message)
        return None


def _read_text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _Stop(
                0,
                translatable(
                    "RulePack",
                    "The file is too large: {size} bytes, at most {limit} are read.",
                    size=size,
                    limit=MAX_BYTES,
                ),
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise _Stop(0, translatable("RulePack", "The file is missing.")) from error
    except OSError as error:
        raise _Stop(
            0,
            translatable(
                "RulePack",
                "The file cannot be read: {reason}.",
                reason=error.strerror or type(error).__name__,
            ),
        ) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _Stop(
            line, translatable("RulePack", "The file is not UTF-8 text: save it in UTF-8.")
        ) from error
    unprintable = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if unprintable:
        raise _Stop(
            text.count("\n", 0, unprintable.start()) + 1,
            translatable(
                "RulePack",
                "The line holds the character U+{code}, which a YAML file must not hold.",
                code=f"{ord(unprintable.group()):04X}",
            ),
        )
    return text


class _TreeBuilder:
    """Builds the tree from parser events without recursion, so that depth is bounded by us."""

    def __init__(self, file: str, problems: ProblemList) -> None:
        self._file = file
        self._problems = problems
        self._resolver = yaml.SafeLoader("")
        self._anchors: dict[str, tuple[YamlNode, int]] = {}  # anchor → node and its size written out
        self._open_anchors: set[str] = set()
        # open collections: node, keys and values read so far, size written out, anchor
        self._stack: list[tuple[Union[YamlList, YamlMap], list[YamlNode], list[int], str]] = []
        self._root: Optional[YamlNode] = None

    def build(self, text: str) -> Optional[YamlNode]:
        """Return the tree of the only document of a text.

        :raises _Stop: when the text is no YAML or exceeds the limits
        """
        for event in self._events(text):
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
                raise _Stop(
                    line,
                    translatable(
                        "RulePack",
                        "A second document begins here: one file holds one document, remove the line ---.",
                    ),
                )
            if isinstance(event, yaml.AliasEvent):
                self._alias(event.anchor, line)
            elif isinstance(event, yaml.ScalarEvent):
                self._close(self._scalar(event, line), 1, event.anchor)
            elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                self._open(event, line)
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                self._end()
        if self._root is None:
            raise _Stop(0, translatable("RulePack", "The file is empty."))
        return self._root

    def _events(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            detail = ", ".join(part for part in (error.context, error.problem) if part)
            raise _Stop(
                mark.line + 1 if mark else 0,
                translatable("RulePack", "This is not valid YAML: {detail}.", detail=detail),
            ) from error
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            raise _Stop(
                0, translatable("RulePack", "This is not valid YAML: {detail}.", detail=str(error))
            ) from error

    def _open(self, event: yaml.CollectionStartEvent, line: int) -> None:
        is_list = isinstance(event, yaml.SequenceStartEvent)
        if event.tag not in (None, "!", _TAG + ("seq" if is_list else "map")):
            raise _Stop(line, _foreign_tag(event.tag))
        if len(self._stack) >= MAX_DEPTH:
            raise _Stop(
                line,
                translatable(
                    "RulePack", "The file is nested more than {limit} levels deep.", limit=MAX_DEPTH
                ),
            )
        node: Union[YamlList, YamlMap] = YamlList(line) if is_list else YamlMap(line)
        if event.anchor:
            self._open_anchors.add(event.anchor)
        self._stack.append((node, [], [1], event.anchor or ""))

    def _end(self) -> None:
        node, children, sizes, anchor = self._stack.pop()
        if isinstance(node, YamlList):
            node.items = children
        else:
            node.entries = self._entries(children)
        self._open_anchors.discard(anchor)
        self._close(node, sum(sizes), anchor)

    def _close(self, node: YamlNode, size: int, anchor: Optional[str]) -> None:
        if size > MAX_NODES:
            raise _Stop(
                node.line,
                translatable(
                    "RulePack",
                    "The file holds more than {limit} values once its aliases are written out.",
                    limit=MAX_NODES,
                ),
            )
        if anchor:
            self._anchors[anchor] = (node, size)
        if self._stack:
            self._stack[-1][1].append(node)
            self._stack[-1][2].append(size)
        else:
            self._root = node

    def _alias(self, name: str, line: int) -> None:
        if name in self._open_anchors:
            raise _Stop(
                line,
                translatable("RulePack", "The alias *{name} stands inside what it refers to.", name=name),
            )
        if name not in self._anchors:
            raise _Stop(
                line,
                translatable(
                    "RulePack", "The alias *{name} refers to nothing: no &{name} comes before it.", name=name
                ),
            )
        node, size = self._anchors[name]
        self._close(node, size, None)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> YamlScalar:
        tag = event.tag
        if tag in (None, "!"):
            tag = self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag == _TAG + "value":  # a lone "="
            tag = _TAG + "str"
        try:
            kind = ScalarKind(tag[len(_TAG) :] if tag.startswith(_TAG) else tag)
        except ValueError as error:
            raise _Stop(line, _foreign_tag(tag)) from error
        if kind in (ScalarKind.TEXT, ScalarKind.DATE, ScalarKind.MERGE):
            return YamlScalar(line, event.value, kind, event.value)
        try:
            value = self._resolver.construct_object(yaml.ScalarNode(tag, event.value))
        except (ValueError, KeyError, yaml.YAMLError) as error:
            raise _Stop(
                line,
                translatable(
                    "RulePack", "{text} cannot be read as {tag}.", text=event.value, tag="!!" + kind.value
                ),
            ) from error
        return YamlScalar(line, event.value, kind, value)

    def _entries(self, children: list[YamlNode]) -> list[tuple[YamlScalar, YamlNode]]:
        own: dict[str, tuple[YamlScalar, YamlNode]] = {}
        merged: list[YamlMap] = []
        for key, value in zip(children[::2], children[1::2]):
            if not isinstance(key, YamlScalar):
                raise _Stop(
                    key.line,
                    translatable("RulePack", "A key must be a single word, not a list or a mapping."),
                )
            if key.kind is ScalarKind.MERGE:
                merged += self._merge_sources(value, key.line)
            elif key.raw in own:
                self._problems.add(
                    self._file,
                    key.line,
                    translatable(
                        "RulePack",
                        "The key {key} is written twice; the first time in line {line}: remove one.",
                        key=key.raw,
                        line=own[key.raw][0].line,
                    ),
                )
            else:
                own[key.raw] = (key, value)
        for source in merged:
            for key, value in source.entries:
                own.setdefault(key.raw, (key, value))
        return list(own.values())

    @staticmethod
    def _merge_sources(value: YamlNode, line: int) -> list[YamlMap]:
        nodes = value.items if isinstance(value, YamlList) else [value]
        sources = [node for node in nodes if isinstance(node, YamlMap)]
        if len(sources) < len(nodes):
            raise _Stop(
                line,
                translatable(
                    "RulePack", "The key << takes a mapping, or a list of mappings, given by an alias."
                ),
            )
        return sources


def _foreign_tag(tag: str) -> Message:
    return translatable(
        "RulePack", "The tag {tag} is not allowed in a rule pack.", tag=tag.replace(_TAG, "!!")
    )


def is_finite_number(node: YamlNode) -> bool:
    """Return whether a value is a finite number (true and false are none)."""
    return (
        isinstance(node, YamlScalar)
        and node.kind in (ScalarKind.INTEGER, ScalarKind.NUMBER)
        and isinstance(node.value, (int, float))
        and abs(node.value) <= sys.float_info.max
    )
