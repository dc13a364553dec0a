"""Loads and validates rule packs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Callable, Mapping, Optional, TypeVar, Union

from .available import PackSummary, available_packs, pack_folder
from .content_hash import pack_hash
from .delineation_rules import DelineationRules
from .folders import shipped_code_lists_folder
from .forest_use_rules import ForestUseRules
from .indicator_rules import IndicatorRules
from .kinds import KindSpec
from .model import CheckRule, Pack
from .pack_files import (
    ADJUSTMENT_FILE,
    ALL_FILES,
    CHECKS_FILE,
    CODE_LISTS,
    DELINEATION_FILE,
    EDITIONS_FILE,
    FOREST_USE_FILE,
    GRADES_FILE,
    INDICATORS_FILE,
    LAYERS_FILE,
    LINES_FILE,
    PACK_FILE,
    PACK_FILES,
    PLANNING_BASE_FILE,
    STATUS_FILE,
    ZONES_FILE,
)
from .problems import PackError, Problem, ProblemList
from .read_adjustment import AdjustmentFile, check_named, read_adjustment
from .read_checks import read_checks
from .read_codes import CodeLists
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
from .vocabulary import Vocabulary
from .yaml_lines import YamlMap, YamlNode, read_yaml
from .zones_rules import ZonesRules

__all__ = ["PackError", "PackSummary", "Problem", "available_packs", "load_pack", "pack_hash"]

T = TypeVar("T")


def load_pack(pack: Union[str, Path], kinds: Mapping[str, KindSpec]) -> Pack:
    """Return a validated pack.

    :param pack: id of a shipped pack, id of a user's pack, or a folder; a shipped pack wins over a
        user's pack of the same id, which then is reached by its folder
    :param kinds: the check kinds by name, with what each demands of its entry
    :raises PackError: when the pack has problems; its sentence lists all of them
    :raises LandPlanError: when there is no such pack
    """
    folder = pack_folder(pack)
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
