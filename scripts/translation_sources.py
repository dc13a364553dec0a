"""Collects the translatable texts of the sources with Python's own parser, independent of the Qt tools."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("algorithms", "processing_provider", "ui")
WITH_CONTEXT = ("translatable", "translate")  # context and text are the first two arguments
WITH_CLASS = ("tr", "_tr")  # the context is the enclosing class
# Functions that pass on a text they were given: the only places where it is no literal.
FORWARDERS = ("translatable", "translate", "tr", "_tr", "render")


@dataclass(frozen=True)
class Text:
    """A text to translate, or a call whose text is no literal (``text`` is None)."""

    context: str
    text: Optional[str]
    place: str


def source_files() -> list[Path]:
    """Return the Python files whose texts users may see."""
    return [ROOT / "plugin.py", *(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))]


def texts() -> list[Text]:
    """Return all translatable texts of the sources."""
    return [text for path in source_files() for text in _Collector(path).collect()]


def classes_whose_texts_lose_their_context() -> list[str]:
    """Return the classes that use ``self.tr`` and have subclasses.

    At run time the context is the class of the object, so the subclass would look in vain.
    """
    bases: dict[str, set[str]] = {}
    users: dict[str, str] = {}
    for path in source_files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                for base in node.bases:
                    bases.setdefault(getattr(base, "id", getattr(base, "attr", "")), set()).add(node.name)
        for text in _Collector(path).collect():
            if text.text is not None and text.place.endswith(" tr"):
                users[text.context] = text.place
    return [f"{place}: {name} has subclasses: {', '.join(sorted(bases[name]))}"
            for name, place in users.items() if name in bases]


class _Collector:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._constants: dict[str, str] = {}

    def collect(self) -> Iterator[Text]:
        """Yield the texts of the file."""
        module = ast.parse(self._path.read_text("utf-8"))
        self._constants = dict(_constants(module))
        yield from self._visit(module, "@default", "")

    def _visit(self, node: ast.AST, class_name: str, function: str) -> Iterator[Text]:
        if isinstance(node, ast.ClassDef):
            class_name = node.name
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            function = node.name
        if isinstance(node, ast.Call):
            yield from self._call(node, class_name, function)
        for child in ast.iter_child_nodes(node):
            yield from self._visit(child, class_name, function)

    def _call(self, node: ast.Call, class_name: str, function: str) -> Iterator[Text]:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        place = f"{self._path.relative_to(ROOT).as_posix()}:{node.lineno} {name}"
        literals = [arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else None
                    for arg in node.args]
        if name in WITH_CONTEXT and len(literals) >= 2 and not _is_number(node.args[0]):
            if isinstance(node.args[0], ast.Name):  # a context may have a name in its file, a text may not
                literals[0] = self._constants.get(node.args[0].id)
            if None not in literals[:2]:
                yield Text(literals[0], literals[1], place)
            elif function not in FORWARDERS:
                yield Text("", None, place)
        elif name in WITH_CLASS and isinstance(node.func, ast.Attribute) and literals:
            if literals[0] is not None:
                yield Text(class_name, literals[0], place)
            elif function not in FORWARDERS:
                yield Text("", None, place)


def _is_number(node: ast.expr) -> bool:
    """Say whether an argument is a number, as in ``painter.translate(0, top)``, which translates no text."""
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float))


def _constants(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of the strings that a file gives names to."""
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) \
                and isinstance(node.value.value, str):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node.value.value
