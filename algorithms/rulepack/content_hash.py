"""The hash over everything that decides what a rule pack checks."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Mapping, Optional

from .folders import shipped_code_lists_folder
from .pack_files import ALL_FILES, CODE_LISTS
from .problems import ProblemList
from .read_codes import code_list_path, generations_of
from .yaml_lines import YamlList, YamlNode, YamlScalar, read_yaml


def pack_hash(pack_folder: Path, read: Optional[Mapping[str, Optional[YamlNode]]] = None) -> str:
    """Return the SHA-256 over everything that decides what a pack checks, for the report.

    It covers the files of the pack, its own code lists and the shared code lists that its layers and
    checks name. Line ends are read as line feeds, so that a copy made on another system agrees.

    :param read: content of the pack's files by name where they have been read already
    """
    folder = Path(pack_folder)
    own_lists = folder / CODE_LISTS
    paths = {name: folder / name for name in ALL_FILES if os.path.isfile(folder / name)}
    words: set[str] = set()
    if read is None:
        read = {name: read_yaml(path, name, ProblemList()) for name, path in paths.items()}
    for root in read.values():
        if root is not None:
            words |= _words(root)
    words |= {path.stem for path in own_lists.glob("*.yaml")}
    waiting = sorted(words)
    while waiting:
        path = code_list_path(waiting.pop(), own_lists, shipped_code_lists_folder())
        if path is not None and f"{CODE_LISTS}/{path.name}" not in paths:
            paths[f"{CODE_LISTS}/{path.name}"] = path
            waiting += generations_of(path)
    digest = hashlib.sha256()
    for name, path in sorted(paths.items()):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _words(node: YamlNode) -> set[str]:
    """Return all texts written as values anywhere below a node."""
    if isinstance(node, YamlScalar):
        return {node.raw}
    children = node.items if isinstance(node, YamlList) else [value for _, value in node.entries]
    return set().union(*(_words(child) for child in children)) if children else set()
