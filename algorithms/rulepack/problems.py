"""Problems of a rule pack, collected so that an author sees all of them at once."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterable

from ..errors import LandPlanError
from ..message import Message, translatable


@dataclass(frozen=True)
class Problem:
    """One problem of a pack.

    :ivar file: file name relative to the pack folder, with ``/``
    :ivar line: line in the file counted from 1; 0 when it concerns the file as a whole
    """

    file: str
    line: int
    message: Message

    @property
    def sentence(self) -> Message:
        """The problem with its place in front, as ``file:line: sentence``."""
        if self.line:
            return translatable(
                "RulePack", "{file}:{line}: {problem}", file=self.file, line=self.line, problem=self.message
            )
        return translatable("RulePack", "{file}: {problem}", file=self.file, problem=self.message)


class PackError(LandPlanError):
    """A rule pack that cannot be used; its sentence lists every problem with file and line."""

    def __init__(self, folder: Path, problems: Iterable[Problem]) -> None:
        """:param problems: all problems of the pack, in the order they are to be read"""
        self.folder = folder
        self.problems = tuple(problems)
        super().__init__(
            translatable(
                "RulePack",
                "The rule pack {folder} cannot be used; problems found: {count}\n{problems}",
                folder=str(folder),
                count=len(self.problems),
                problems=tuple(problem.sentence for problem in self.problems),
            )
        )


@dataclass
class ProblemList:
    """Collects the problems of a pack while its files are read."""

    items: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, message: Message) -> None:
        """Note a problem; the same sentence at the same place counts once."""
        problem = Problem(file, line, message)
        if problem not in self.items:
            self.items.append(problem)

    def ordered(self, file_order: Iterable[str]) -> list[Problem]:
        """Return the problems by file and line.

        :param file_order: files in the order an author reads them; other files come last
        """
        order = {name: number for number, name in enumerate(file_order)}
        return sorted(self.items, key=lambda item: (order.get(item.file, len(order)), item.file, item.line))


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like ``word``, or an empty text when none comes near."""
    candidates = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), list(candidates), n=1, cutoff=0.6)
    return candidates[found[0]] if found else ""


def listing(words: Iterable[str]) -> str:
    """Return words for a sentence, shortened when there are too many to read."""
    shown = list(words)
    return ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")
