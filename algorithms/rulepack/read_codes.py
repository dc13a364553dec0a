"""Reads code lists (值域): ``codelists/<id>.yaml``, the pack's own before the shipped ones."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

from ..message import Title, translatable
from .code_sets import Links, check_links, read_generations, read_sets, same_as_lines
from .model import CodeList
from .problems import ProblemList
from .reader import ID_PATTERN, Reader
from .section import Section
from .yaml_lines import YamlMap, YamlNode, YamlScalar, read_yaml

GROUPS = ("agricultural", "construction", "unused")


class CodeLists:
    """The code lists within reach of a pack, each read when it is first asked for."""

    def __init__(self, own_folder: Path, shipped_folder: Path, problems: ProblemList) -> None:
        """:param own_folder: ``codelists`` of the pack; its lists replace shipped ones of the same id"""
        self._own_folder = own_folder
        self._shipped_folder = shipped_folder
        self._problems = problems
        self._read: dict[str, Optional[CodeList]] = {}

    def ids(self) -> list[str]:
        """Return the ids of all lists within reach."""
        return sorted(
            {path.stem for folder in (self._own_folder, self._shipped_folder) for path in _files(folder)}
        )

    def read_own(self) -> None:
        """Read every list of the pack itself, used or not, so that its author sees all problems."""
        for path in _files(self._own_folder):
            self.find(path.stem)

    def find(self, list_id: str) -> Optional[CodeList]:
        """Return a list by its id, None when there is none or it has problems."""
        if list_id not in self._read:
            path = code_list_path(list_id, self._own_folder, self._shipped_folder)
            content = None if path is None else _read_file(path, self._problems)
            self._read[list_id] = None if content is None else content[0]
            if content is not None:  # lists of other generations are read along
                check_links(content[0], content[1], self.find, self.ids, self._problems)
        return self._read[list_id]

    def all_read(self) -> dict[str, CodeList]:
        """Return the lists read so far by id."""
        return {list_id: found for list_id, found in sorted(self._read.items()) if found is not None}


def code_list_path(list_id: str, own_folder: Path, shipped_folder: Path) -> Optional[Path]:
    """Return the file of a code list, None when there is none."""
    if not ID_PATTERN.fullmatch(list_id):
        return None
    paths = (folder / f"{list_id}.yaml" for folder in (own_folder, shipped_folder))
    return next((path for path in paths if os.path.isfile(path)), None)


def read_code_list(path: Path, problems: ProblemList) -> Optional[CodeList]:
    """Return the code list of a file, or None after noting why there is none.

    What it says of lists of other generations is not judged: `CodeLists` does that.
    """
    content = _read_file(path, problems)
    return None if content is None else content[0]


def generations_of(path: Path) -> tuple[str, ...]:
    """Return the ids of the lists of other generations that a code list names; none where it cannot be read."""
    found = read_code_list(path, ProblemList())
    return () if found is None else found.generations


def _read_file(path: Path, problems: ProblemList) -> Optional[tuple[CodeList, Links]]:
    file = f"codelists/{path.name}"
    reader = Reader(file, problems)
    root = read_yaml(path, file, problems)
    node = None if root is None else reader.mapping(root, file)
    if node is None:
        return None
    section = Section(reader, node, 1, file)
    list_id = section.read("id", reader.identifier, required=True) or path.stem
    if list_id != path.stem:
        reader.problem(
            section.line_of("id"),
            translatable(
                "RulePack", "The id {id} must be the name of the file, {stem}.", id=list_id, stem=path.stem
            ),
        )
    title = section.title("title", required=True) or Title("")
    source = section.text("source", required=True) or ""
    codes = section.get("codes", required=True)
    generations, generation_of, generation_of_line = read_generations(section)
    sets_node = section.get("sets")
    section.finish()
    content = _Codes(reader)
    entries = None if codes is None else reader.mapping(codes, section.path("codes"))
    if entries is not None:
        content.read(entries)
    sets = {} if sets_node is None else read_sets(sets_node, section.path("sets"), reader, content.names)
    code_list = CodeList(
        path.stem, title, source, content.names, content.groups, content.aliases, sets, tuple(generations),
        generation_of, content.same_as,
    )
    return code_list, Links(generations, generation_of_line, same_as_lines(entries))


class _Codes:
    """The codes of one list."""

    def __init__(self, reader: Reader) -> None:
        self.names: dict[str, Title] = {}
        self.groups: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        self.same_as: dict[str, str] = {}
        self._alias_lines: dict[str, int] = {}
        self._reader = reader

    def read(self, node: YamlMap) -> None:
        """Read the mapping of codes."""
        if not node.entries:
            self._reader.problem(node.line, translatable("RulePack", "The list has no code."))
        problems_before = len(self._reader.problems.items)
        for key, value in node.entries:
            self._code(key, value)
        if len(self._reader.problems.items) > problems_before:
            return  # what is compared below is not what the author meant
        for alias, line in self._alias_lines.items():
            if alias in self.names:
                self._reader.problem(
                    line,
                    translatable(
                        "RulePack",
                        "The alias {alias} of {code} is itself a code of the list.",
                        alias=alias,
                        code=self.aliases[alias],
                    ),
                )
        if self.groups and len(self.groups) < len(self.names):
            missing = next(code for code in self.names if code not in self.groups)
            self._reader.problem(
                node.line,
                translatable(
                    "RulePack",
                    "Some codes have a group, {code} has none: give all a group or none.",
                    code=missing,
                ),
            )

    def _code(self, key: YamlScalar, value: YamlNode) -> None:
        code = self._reader.text(key, "code") or key.raw
        entry = self._reader.mapping(value, code)
        if entry is None:
            self.names[code] = Title("")
            return
        section = Section(self._reader, entry, key.line, code)
        self.names[code] = Title(section.text("zh", required=True) or "", section.text("en") or "")
        group = section.read("group", lambda node, what: self._reader.choice(node, what, GROUPS))
        if group is not None:
            self.groups[code] = group
        same_as = section.text("same_as")
        if same_as is not None:
            self.same_as[code] = same_as
        for alias, line in section.texts("aliases"):
            if alias in self.aliases:
                self._reader.problem(
                    line,
                    translatable(
                        "RulePack",
                        "{alias} is an alias of {first} and of {second}.",
                        alias=alias,
                        first=self.aliases[alias],
                        second=code,
                    ),
                )
            self.aliases[alias] = code
            self._alias_lines[alias] = line
        section.finish()


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml")) if folder.is_dir() else []
