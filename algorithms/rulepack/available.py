"""The rule packs there are to choose from, and what can be told of them without validating them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Optional, Union

from ..errors import LandPlanError
from ..message import Title, translatable
from .folders import shipped_packs_folder, user_packs_folder
from .pack_files import ADJUSTMENT_FILE, GRADES_FILE, PACK_FILE, PACK_FILES
from .problems import ProblemList, closest, listing
from .reader import Reader
from .section import Section, read_title
from .yaml_lines import YamlList, YamlMap, YamlNode, YamlScalar, read_yaml


@dataclass(frozen=True)
class PackSummary:
    """A pack that can be chosen, not validated yet.

    :ivar shipped: True for a pack that comes with the plugin, False for one in the user's profile
    """

    id: str
    title: Title
    folder: Path
    shipped: bool


def available_packs() -> list[PackSummary]:
    """Return the shipped packs, then the user's, each group ordered by id.

    A pack whose ``pack.yaml`` cannot be read is listed under its folder's name, so that choosing it
    shows what is wrong with it.
    """
    packs = []
    for parent, shipped in ((shipped_packs_folder(), True), (user_packs_folder(), False)):
        found = [_summary(folder, shipped) for folder in _folders(parent) if _holds_pack(folder)]
        packs += sorted(found, key=lambda summary: summary.id)
    return packs


@lru_cache(maxsize=32)
def rule_set_ids(folder: Path) -> tuple[str, ...]:
    """Return the ids of the rule sets of a pack for the three lines, without validating the pack."""
    if not os.path.isfile(folder / ADJUSTMENT_FILE):
        return ()
    root = read_yaml(folder / ADJUSTMENT_FILE, ADJUSTMENT_FILE, ProblemList())
    lines = _value(root, "three_lines")
    sets = _value(lines, "rule_sets")
    found = [_value(one, "id") for one in sets.items] if isinstance(sets, YamlList) else []
    return tuple(one.raw for one in found if isinstance(one, YamlScalar))


@lru_cache(maxsize=32)
def grade_variant_ids(folder: Path) -> tuple[str, ...]:
    """Return the ids of the variants of a pack's rules of protection grades, without validating the pack."""
    if not os.path.isfile(folder / GRADES_FILE):
        return ()
    variants = _value(read_yaml(folder / GRADES_FILE, GRADES_FILE, ProblemList()), "variants")
    found = [_value(one, "id") for one in variants.items] if isinstance(variants, YamlList) else []
    return tuple(one.raw for one in found if isinstance(one, YamlScalar))


def _value(node: Optional[YamlNode], key: str) -> Optional[YamlNode]:
    entries = node.entries if isinstance(node, YamlMap) else []
    return next((value for name, value in entries if name.raw == key), None)


def pack_folder(pack: Union[str, Path]) -> Path:
    """Return the folder of a pack.

    :param pack: id of a shipped pack, id of a user's pack, or a folder; a shipped pack wins
    :raises LandPlanError: when there is no such pack
    """
    if isinstance(pack, str):
        summaries = available_packs()
        for summary in summaries:
            if summary.id == pack:
                return summary.folder
        folder = Path(pack).expanduser() if pack else Path()
        if pack and (folder.is_dir() or len(folder.parts) > 1 or folder.is_absolute()):
            return _checked_folder(folder)
        ids = [summary.id for summary in summaries]
        suggestion = closest(pack, ids)
        if suggestion:
            raise LandPlanError(
                translatable(
                    "RulePack",
                    "There is no rule pack {pack}; did you mean {suggestion}?",
                    pack=pack,
                    suggestion=suggestion,
                )
            )
        raise LandPlanError(
            translatable(
                "RulePack",
                "There is no rule pack {pack}: give one of {packs}, or the folder of a pack.",
                pack=pack,
                packs=listing(ids),
            )
        )
    return _checked_folder(pack)


def _checked_folder(folder: Path) -> Path:
    if folder.is_dir():
        return folder.resolve()
    if folder.is_file():
        raise LandPlanError(
            translatable(
                "RulePack",
                "{path} is a file: a rule pack is a folder that holds pack.yaml, layers.yaml and checks.yaml.",
                path=str(folder),
            )
        )
    raise LandPlanError(
        translatable("RulePack", "The rule pack folder {path} does not exist.", path=str(folder))
    )


def _folders(parent: Path) -> list[Path]:
    try:
        return sorted(path for path in parent.iterdir() if path.is_dir())
    except OSError:  # not there, or not ours to read: that must not hide the shipped packs
        return []


def _holds_pack(folder: Path) -> bool:
    return any(os.path.isfile(folder / name) for name in PACK_FILES)


def _summary(folder: Path, shipped: bool) -> PackSummary:
    """Return what a pack is called; its file is read again only when it has changed."""
    try:
        state = os.stat(folder / PACK_FILE)
    except OSError:  # reading it says why
        return _read_summary(folder, shipped)
    return _known_summary(folder, shipped, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _known_summary(folder: Path, shipped: bool, _changed: int, _size: int) -> PackSummary:
    return _read_summary(folder, shipped)


def _read_summary(folder: Path, shipped: bool) -> PackSummary:
    problems = ProblemList()
    reader = Reader(PACK_FILE, problems)
    root = read_yaml(folder / PACK_FILE, PACK_FILE, problems)
    pack_id: Optional[str] = None
    title: Optional[Title] = None
    if isinstance(root, YamlMap):
        section = Section(reader, root, 1, PACK_FILE)
        pack_id = section.text("id")
        title = section.read("title", lambda node, what: read_title(reader, node, what))
    return PackSummary(
        pack_id or folder.name,
        title if title is not None and title.zh else Title(folder.name),
        folder,
        shipped,
    )
