"""Finds, loads and validates rule packs."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Callable, Mapping, Optional, TypeVar, Union

from ..errors import LandPlanError
from ..message import Title, translatable
from .delineation_rules import DelineationRules
from .folders import shipped_code_lists_folder, shipped_packs_folder, user_packs_folder
from .forest_use_rules import ForestUseRules
from .indicator_rules import IndicatorRules
from .kinds import KindSpec
from .model import CheckRule, Pack
from .problems import PackError, Problem, ProblemList, closest, listing
from .read_adjustment import AdjustmentFile, check_named, read_adjustment
from .read_checks import read_checks
from .read_codes import CodeLists, code_list_path, generations_of
from .read_delineation import read_delineation
from .read_editions import read_editions
from .read_forest_use import indicator_codes, read_forest_use
from .read_grades import read_grades
from .read_indicators import PlanFrame, check_ledgers, read_indicators
from .read_layers import read_layers
from .read_lines import read_lines
from .read_pack_file import PackHead, check_presets, read_pack_file
from .read_planning_base import read_planning_base
from .read_slope import check_slope
from .read_status import read_status
from .read_zones import read_zones
from .reader import Reader
from .section import Section, read_title
from .vocabulary import Vocabulary
from .yaml_lines import YamlList, YamlMap, YamlNode, YamlScalar, read_yaml
from .zones_rules import ZonesRules

__all__ = ["PackError", "PackSummary", "Problem", "available_packs", "load_pack", "pack_hash"]

T = TypeVar("T")

PACK_FILE, LAYERS_FILE, CHECKS_FILE = "pack.yaml", "layers.yaml", "checks.yaml"
DELINEATION_FILE, ADJUSTMENT_FILE, ZONES_FILE = "delineation.yaml", "adjustment.yaml", "zones.yaml"
LINES_FILE, INDICATORS_FILE = "lines.yaml", "indicators.yaml"
GRADES_FILE = "grades.yaml"
PLANNING_BASE_FILE = "planningbase.yaml"
FOREST_USE_FILE = "forestuse.yaml"
STATUS_FILE = "status.yaml"
EDITIONS_FILE = "editions.yaml"
PACK_FILES = (PACK_FILE, LAYERS_FILE, CHECKS_FILE)
OPTIONAL_FILES = (  # for plans that need them
    DELINEATION_FILE, ADJUSTMENT_FILE, ZONES_FILE, LINES_FILE, INDICATORS_FILE,
    FOREST_USE_FILE,
    GRADES_FILE,
    PLANNING_BASE_FILE,
    STATUS_FILE,
    EDITIONS_FILE,
)
ALL_FILES = PACK_FILES + OPTIONAL_FILES
CODE_LISTS = "codelists"


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


def load_pack(pack: Union[str, Path], kinds: Mapping[str, KindSpec]) -> Pack:
    """Return a validated pack.

    :param pack: id of a shipped pack, id of a user's pack, or a folder; a shipped pack wins over a
        user's pack of the same id, which then is reached by its folder
    :param kinds: the check kinds by name, with what each demands of its entry
    :raises PackError: when the pack has problems; its sentence lists all of them
    :raises LandPlanError: when there is no such pack
    """
    folder = _find_folder(pack)
    problems = ProblemList()
    files = {name: Reader(name, problems) for name in ALL_FILES}
    roots = {
        name: read_yaml(folder / name, name, problems)
        for name in ALL_FILES
        if name in PACK_FILES or os.path.lexists(folder / name)
    }
    code_lists = CodeLists(folder / CODE_LISTS, shipped_code_lists_folder(), problems)
    code_lists.read_own()

    head_root, layers_root, checks_root = (roots[name] for name in PACK_FILES)
    head = None if head_root is None else read_pack_file(head_root, files[PACK_FILE])
    vocabulary = Vocabulary(None if head is None else head.tolerances, None, code_lists.find, code_lists.ids)
    if layers_root is not None:
        vocabulary.layers = read_layers(layers_root, files[LAYERS_FILE], vocabulary)
    vocabulary.rules = _rule_parts(roots)
    adjustment = None
    adjustment_root = roots.get(ADJUSTMENT_FILE)
    if adjustment_root is not None:
        adjustment = read_adjustment(adjustment_root, files[ADJUSTMENT_FILE], vocabulary, kinds)
    checks = None
    if checks_root is not None:
        elsewhere = {} if adjustment is None else dict.fromkeys(adjustment.checks, ADJUSTMENT_FILE)
        checks = read_checks(checks_root, files[CHECKS_FILE], vocabulary, kinds, elsewhere)

    def part(file: str, read: Callable[[YamlNode, Reader, Vocabulary], Optional[T]]) -> Optional[T]:
        root = roots.get(file)
        return None if root is None else read(root, files[file], vocabulary)

    delineation = part(DELINEATION_FILE, read_delineation)
    zones = _zones(roots.get(ZONES_FILE), files[ZONES_FILE], vocabulary, head, delineation)
    lines = part(LINES_FILE, read_lines)
    base = part(PLANNING_BASE_FILE, read_planning_base)
    grades = part(GRADES_FILE, read_grades)
    if checks is not None and adjustment is not None:
        adjustment = _joined(adjustment, checks, delineation, code_lists, files[ADJUSTMENT_FILE])
    indicators = _indicators(roots.get(INDICATORS_FILE), files[INDICATORS_FILE], vocabulary, head, checks)
    forest_use = _forest_use(roots, files[FOREST_USE_FILE], vocabulary, indicators)
    editions = part(EDITIONS_FILE, read_editions)
    status_root, status = roots.get(STATUS_FILE), None
    if status_root is not None:
        status = read_status(status_root, files[STATUS_FILE], vocabulary, indicators, INDICATORS_FILE in roots)
    if head is not None and head.outline is not None:
        vocabulary.role(files[PACK_FILE], head.outline, head.outline_line, "outline")
    if head is not None and head.slope is not None:
        check_slope(head.slope, files[PACK_FILE], vocabulary)
    if head is not None and checks is not None:
        check_presets(head, checks, files[PACK_FILE])

    if problems.items or head is None or vocabulary.layers is None or checks is None:
        raise PackError(folder, problems.ordered(ALL_FILES))
    return Pack(
        id=head.id,
        version=head.version,
        title=head.title,
        description=head.description,
        source_document=head.source_document,
        base_year=head.base_year,
        target_years=head.target_years,
        admin_levels=head.admin_levels,
        crs=head.crs,
        tolerances=head.tolerances,
        area_units=head.area_units,
        severity_titles=head.severity_titles,
        layers=vocabulary.layers,
        code_lists=code_lists.all_read(),
        checks=checks,
        presets=head.presets,
        folder=folder,
        outline=head.outline,
        content_hash=pack_hash(folder, roots),
        slope=None if head.slope is None else head.slope.scheme,
        delineation=delineation,
        adjustment=None if adjustment is None else adjustment.rules,
        zones=zones,
        lines=lines,
        indicators=indicators,
        editions=editions,
        forest_use=forest_use,
        grades=grades,
        planning_base=base,
        status=status,
    )


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


def _zones(
    root: Optional[YamlNode],
    reader: Reader,
    vocabulary: Vocabulary,
    head: Optional[PackHead],
    delineation: Optional[DelineationRules],
) -> Optional[ZonesRules]:
    if root is None:
        return None
    slope_codes = () if head is None or head.slope is None else head.slope.scheme.codes
    classes = None if delineation is None else delineation.parcels.land_classes
    return read_zones(root, reader, vocabulary, classes, slope_codes)


def _indicators(
    root: Optional[YamlNode],
    reader: Reader,
    vocabulary: Vocabulary,
    head: Optional[PackHead],
    checks: Optional[Mapping[str, CheckRule]],
) -> Optional[IndicatorRules]:
    if root is None:
        return None
    frame = None if head is None else PlanFrame(head.admin_levels, head.base_year, head.target_years)
    content = read_indicators(root, reader, vocabulary, frame)
    return None if content is None or checks is None else check_ledgers(content, checks, reader)


def _forest_use(
    roots: Mapping[str, Optional[YamlNode]],
    reader: Reader,
    vocabulary: Vocabulary,
    indicators: Optional[IndicatorRules],
) -> Optional[ForestUseRules]:
    root = roots.get(FOREST_USE_FILE)
    if root is None:
        return None
    known = None if INDICATORS_FILE in roots and indicators is None else indicator_codes(indicators)
    return read_forest_use(root, reader, vocabulary, known)


def _joined(
    adjustment: AdjustmentFile,
    checks: dict[str, CheckRule],
    delineation: Optional[DelineationRules],
    code_lists: CodeLists,
    reader: Reader,
) -> AdjustmentFile:
    """Add the checks of ``adjustment.yaml`` to the others, and judge what it names by the other files."""
    checks.update(adjustment.checks)
    kinds_of_evidence = None if delineation is None else code_lists.find(delineation.evidence.kinds)
    return check_named(adjustment, checks, kinds_of_evidence, reader)


def _rule_parts(roots: Mapping[str, Optional[YamlNode]]) -> frozenset[str]:
    """Return which parts of the rules the pack has, as check kinds name them (`KindSpec.rules`)."""
    parts = set()
    if DELINEATION_FILE in roots:
        parts.add("delineation")
    if ADJUSTMENT_FILE in roots:
        parts.add("adjustment")
        root = roots[ADJUSTMENT_FILE]
        if root is None or (isinstance(root, YamlMap) and any(key.raw == "three_lines" for key, _ in root.entries)):
            parts.add("three_lines")
    if INDICATORS_FILE in roots:
        parts.add("indicators")
    if FOREST_USE_FILE in roots:
        parts.add("forest_use")
    if GRADES_FILE in roots:
        parts.add("grades")
    return frozenset(parts)


def _find_folder(pack: Union[str, Path]) -> Path:
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


def _words(node: YamlNode) -> set[str]:
    """Return all texts written as values anywhere below a node."""
    if isinstance(node, YamlScalar):
        return {node.raw}
    children = node.items if isinstance(node, YamlList) else [value for _, value in node.entries]
    return set().union(*(_words(child) for child in children)) if children else set()
