"""The targets handed down (保护任务): one area per administrative unit, from any table with a code and an area.

A table may name the units themselves, larger ones (one total for the county: the towns whose codes begin with it
share it) or smaller ones (villages, added up to the towns that are delineated). What cannot be meant is refused;
whatever is read otherwise than it is written is said in `Targets.notes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np
from numpy.typing import NDArray

from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent
from ..geometry.area_units import M2_PER_HA
from ..message import Message, translatable
from ..rulepack.delineation_rules import TargetTable
from ..rulepack.model import Pack
from ..units.codes import is_within
from .model import Units
from .target_rows import TargetRow, target_rows

_DIFFERENCE_HA = 0.005  # half of the last digit targets are written with


@dataclass(frozen=True)
class Targets:
    """What has to be reached, and by which units together.

    :ivar codes: codes of the target units
    :ivar names: their names, same order
    :ivar area_m2: float64 (target units,), NaN where a unit has no target
    :ivar of_unit: int64 (units,), the target unit of each administrative unit
    :ivar unknown_ha: targets of codes that no unit has, by code, ha: they cannot be met at all
    :ivar notes: what a person should know
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    area_m2: NDArray[np.float64]
    of_unit: NDArray[np.int64]
    unknown_ha: Mapping[str, float]
    notes: tuple[Message, ...]


def read_targets(
    pack: Pack,
    rules: TargetTable,
    layer: SourceLayer,
    units: Units,
    unit_field: Optional[str] = None,
    area_field: Optional[str] = None,
    feedback: Feedback = Silent(),  # noqa: B008
) -> Targets:
    """Read the table of targets for some administrative units.

    :param rules: role and fields of the table in the pack
    :param layer: the table; its geometry, if any, is not looked at
    :param unit_field: field of the unit codes; None: the pack's, else the one whose values are codes of the units
    :param area_field: field of the areas in ha; None: the pack's, else the only field with numbers
    :raises LandPlanError: when a field cannot be found, or a target is negative, no number or contradicts another
    """
    rows, notes = target_rows(pack, rules, layer, units, unit_field, area_field, feedback)
    given = _unique(layer, rows)
    return _assigned(layer, units, given, notes)


def _unique(layer: SourceLayer, rows: list[TargetRow]) -> dict[str, float]:
    """Return the areas by code, in ha; the same row twice counts once."""
    given: dict[str, float] = {}
    for row in rows:
        if row.code in given and given[row.code] != row.area_ha:
            raise LandPlanError(
                translatable(
                    "Targets",
                    "The table of targets {layer} holds two targets for unit {code}: {first} ha and {second} ha. "
                    "Keep the right one.",
                    layer=layer.name, code=row.code, first=given[row.code], second=row.area_ha,
                )
            )
        given[row.code] = row.area_ha
    return given


def _assigned(layer: SourceLayer, units: Units, given: Mapping[str, float], notes: list[Message]) -> Targets:
    """Match the codes of the table with the units, from villages up to the county."""
    area: dict[str, float] = {}  # by target unit, ha
    of_unit: dict[str, str] = {}
    above: list[str] = []  # codes of larger units than those delineated
    below: dict[str, list[str]] = {}  # codes of smaller units, by the unit they lie in
    unknown: dict[str, float] = {}
    for code in sorted(given):
        if code in units.codes:
            area[code] = given[code]
            of_unit[code] = code
        elif any(is_within(unit, code) for unit in units.codes):
            above.append(code)
        else:
            parent = max((unit for unit in units.codes if is_within(code, unit)), key=len, default=None)
            if parent is None:
                unknown[code] = given[code]
            else:
                below.setdefault(parent, []).append(code)
    _add_smaller(given, area, of_unit, below, notes)
    _add_larger(units, given, area, of_unit, above, notes)
    notes.extend(
        translatable(
            "Targets",
            "The target of {area} ha for unit {code} cannot be met: the layer of units has no such unit. Correct the "
            "code in {layer}, or give the layer that has the unit.",
            area=value, code=code, layer=layer.name,
        )
        for code, value in unknown.items()
    )
    without = [code for code in units.codes if code not in of_unit]
    if without:
        notes.append(
            translatable(
                "Targets",
                "{count} units have no target: {units}. Their basic farmland is kept where nothing asks it to leave, "
                "and nothing is filled up there.",
                count=len(without), units=_listed(without),
            )
        )
    names = dict(zip(units.codes, units.names))
    codes = tuple(sorted({*area, *without}))
    place = {code: index for index, code in enumerate(codes)}
    return Targets(
        codes,
        tuple(names.get(code, "") for code in codes),
        np.array([area.get(code, np.nan) * M2_PER_HA for code in codes], dtype=np.float64),
        np.array([place[of_unit.get(code, code)] for code in units.codes], dtype=np.int64),
        unknown,
        tuple(notes),
    )


def _add_smaller(
    given: Mapping[str, float], area: dict[str, float], of_unit: dict[str, str], below: Mapping[str, list[str]],
    notes: list[Message],
) -> None:
    """Add the targets of villages up to the towns that are delineated."""
    for parent, codes in below.items():
        # Only the level just below counts, or a town's villages and their groups would be added twice.
        length = min(map(len, codes))
        total = sum(given[code] for code in codes if len(code) == length)
        if parent in area:
            _compare(parent, area[parent], total, notes)
            continue
        area[parent] = total
        of_unit[parent] = parent
        notes.append(
            translatable(
                "Targets",
                "The targets of {count} smaller units were added up to {area} ha for unit {code}, because the layer "
                "of units holds no smaller ones. Give the layer of the smaller units to delineate each of them.",
                count=len(codes), area=total, code=parent,
            )
        )


def _add_larger(
    units: Units, given: Mapping[str, float], area: dict[str, float], of_unit: dict[str, str], above: list[str],
    notes: list[Message],
) -> None:
    """Give the units without a target of their own a common one, what is left of that of the larger unit."""
    for code in sorted(above, key=len, reverse=True):
        members = [unit for unit in units.codes if is_within(unit, code)]
        open_ = [unit for unit in members if unit not in of_unit]
        reached = sum(area[target] for target in {of_unit[unit] for unit in members if unit in of_unit})
        if not open_:
            _compare(code, given[code], reached, notes)
            continue
        rest = given[code] - reached
        if rest < -_DIFFERENCE_HA:
            raise LandPlanError(
                translatable(
                    "Targets",
                    "The targets of the units of {code} add up to {sum} ha, more than the {total} ha of {code} itself, "
                    "and {count} of its units have none. Correct the table of targets.",
                    code=code, sum=reached, total=given[code], count=len(open_),
                )
            )
        area[code] = max(rest, 0.0)
        of_unit.update((unit, code) for unit in open_)
        notes.append(
            translatable(
                "Targets",
                "{count} units share the target of {area} ha of {code}: {units}. It was not divided among them.",
                count=len(open_), area=area[code], code=code, units=_listed(open_),
            )
        )


def _compare(code: str, total: float, parts: float, notes: list[Message]) -> None:
    """Say where the targets of the units of a larger one do not add up to its own."""
    if abs(total - parts) > _DIFFERENCE_HA:
        notes.append(
            translatable(
                "Targets",
                "The target of {code} is {total} ha, but those of its units add up to {parts} ha.",
                code=code, total=total, parts=parts,
            )
        )


def _listed(codes: list[str]) -> str:
    shown = ", ".join(codes[:10])
    return shown if len(codes) <= 10 else shown + " …"
