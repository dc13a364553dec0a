"""The area checksum of the base: against both sources and the administrative area, differences explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np
from numpy.typing import NDArray

from ...units.codes import TOWN_DIGITS
from .model import ChecksumRow, Floats, Integers, Side, Texts

ITEMS = (
    "survey_declared",  # sum of the declared areas of the survey
    "survey",  # sum of its areas on the ellipsoid
    "survey_overlap",  # of that, counted several times because features overlap
    "survey_left_out",  # declared area of features without a shape that can be used
    "survey_repaired",  # of features that take part with their repaired shape
    "survey_gap",  # enclosed by the survey but in none of its features
    "base",  # sum of the pieces
    "survey_difference",  # base - survey
    "survey_unexplained",  # base - (survey - survey_overlap)
    "one_map_declared",
    "one_map",
    "one_map_overlap",
    "one_map_left_out",
    "one_map_repaired",
    "one_map_outside",  # land of the one-map outside the survey: no part of the base
    "slivers_lost",  # land of sub-compartments given to other land of the same parcel
    "slivers_gained",  # land given to sub-compartments
    "one_map_base",  # pieces of the base that lie in a sub-compartment
    "one_map_difference",  # one_map_base - one_map
    "one_map_unexplained",  # one_map_base - (one_map - overlap - outside - lost + gained)
    "admin",
    "admin_difference",  # base - admin
    "slivers",
)
DECLARED = "admin_"  # begins the items of the fields that declare the administrative area
_LIMIT = 1e-6  # of an area: what differs less is rounding


@dataclass(frozen=True)
class Extras:
    """Areas that explain why sums differ, all on the ellipsoid; each array has an entry for every feature.

    :ivar survey_overlap: float64 (survey): land of a feature that the base counts for another one; ``one_map_overlap``
    :ivar outside: float64 (one-map): land outside the survey
    :ivar lost: float64 (one-map): slivers that went elsewhere; ``gained``: that came to it
    :ivar gap_m2: enclosed by the survey, in none of its features; ``gap_count``: how many places
    :ivar sliver_survey: int64 (slivers), the parcel of each; ``sliver_m2``: its area
    """

    survey_overlap: Floats
    one_map_overlap: Floats
    outside: Floats
    lost: Floats
    gained: Floats
    gap_m2: float
    gap_count: int
    sliver_survey: Integers
    sliver_m2: Floats


@dataclass(frozen=True)
class AdminArea:
    """The administrative area by feature: town, area on the ellipsoid, declared areas by field name (m²)."""

    layer: str
    town: Texts
    names: Texts
    area_m2: Floats
    declared: Mapping[str, Floats]


def town_of(units: Texts) -> Texts:
    """Return the code of the town of each unit."""
    return np.array([code[:TOWN_DIGITS] for code in units.tolist()], dtype=object)


def checksum(
    survey: Side,
    one_map: Side,
    piece_survey: Integers,
    piece_one_map: Integers,
    area_m2: Floats,
    extras: Extras,
    admin: Optional[AdminArea],
) -> tuple[tuple[ChecksumRow, ...], float]:
    """Return the lines for the whole and for every town, and the largest area nothing explains.

    A town's lines on the survey go by the parcels' codes, those on the one-map by the sub-compartments' codes.
    """
    town_s, town_o = town_of(survey.unit), town_of(one_map.unit)
    towns = sorted({*town_s.tolist(), *town_o.tolist(), *(admin.town.tolist() if admin is not None else ())} - {""})
    rows: list[ChecksumRow] = []
    unexplained = 0.0
    inside = piece_one_map >= 0
    base_of_survey = np.bincount(piece_survey, weights=area_m2, minlength=len(survey))
    pieces_of_survey = np.bincount(piece_survey, minlength=len(survey))
    base_of_one_map = np.bincount(piece_one_map[inside], weights=area_m2[inside], minlength=len(one_map))
    pieces_of_one_map = np.bincount(piece_one_map[inside], minlength=len(one_map))
    sliver_count = np.bincount(extras.sliver_survey, minlength=len(survey))
    sliver_m2 = np.bincount(extras.sliver_survey, weights=extras.sliver_m2, minlength=len(survey))
    for town in ["", *towns]:
        of_s = np.ones(len(survey), dtype=bool) if not town else town_s == town
        of_o = np.ones(len(one_map), dtype=bool) if not town else town_o == town
        lines: dict[str, tuple[Optional[int], float]] = {}
        _of_side(lines, "survey", survey, of_s, extras.survey_overlap)
        if not town:
            lines["survey_gap"] = extras.gap_count, extras.gap_m2
        base = float(base_of_survey[of_s].sum())
        lines["base"] = int(pieces_of_survey[of_s].sum()), base
        whole, twice = float(survey.area_m2[of_s].sum()), lines["survey_overlap"][1]
        lines["survey_difference"] = None, base - whole
        lines["survey_unexplained"] = None, base - (whole - twice)
        _of_side(lines, "one_map", one_map, of_o, extras.one_map_overlap)
        for name, values in (
            ("one_map_outside", extras.outside), ("slivers_lost", extras.lost), ("slivers_gained", extras.gained),
        ):
            lines[name] = int(np.count_nonzero(values[of_o] > 0)), float(values[of_o].sum())
        covered, whole = float(base_of_one_map[of_o].sum()), float(one_map.area_m2[of_o].sum())
        lines["one_map_base"] = int(pieces_of_one_map[of_o].sum()), covered
        lines["one_map_difference"] = None, covered - whole
        explained = whole - lines["one_map_overlap"][1] - lines["one_map_outside"][1]
        explained += lines["slivers_gained"][1] - lines["slivers_lost"][1]
        lines["one_map_unexplained"] = None, covered - explained
        if admin is not None:
            _of_admin(lines, admin, np.ones(len(admin.town), dtype=bool) if not town else admin.town == town, base)
        lines["slivers"] = int(sliver_count[of_s].sum()), float(sliver_m2[of_s].sum())
        rows += [ChecksumRow(town, item, *line) for item, line in lines.items()]
        if not town:
            open_ = (lines["survey_unexplained"][1], lines["one_map_unexplained"][1])
            unexplained = max(open_, key=abs)
    return tuple(rows), unexplained


def _of_side(
    lines: dict[str, tuple[Optional[int], float]], name: str, side: Side, chosen: NDArray[np.bool_], overlap: Floats
) -> None:
    declared = side.declared_m2[chosen]
    lines[f"{name}_declared"] = int(np.count_nonzero(~np.isnan(declared))), float(np.nansum(declared))
    lines[name] = int(np.count_nonzero(chosen)), float(side.area_m2[chosen].sum())
    lines[f"{name}_overlap"] = int(np.count_nonzero(overlap[chosen] > 0)), float(overlap[chosen].sum())
    left_out = side.left_out[chosen[side.left_out]]
    lines[f"{name}_left_out"] = len(left_out), float(np.nansum(side.declared_m2[left_out]))
    repaired = side.repaired[chosen[side.repaired]]
    lines[f"{name}_repaired"] = len(repaired), float(side.area_m2[repaired].sum())


def _of_admin(
    lines: dict[str, tuple[Optional[int], float]], admin: AdminArea, chosen: NDArray[np.bool_], base: float
) -> None:
    count = int(np.count_nonzero(chosen))
    for name, declared in admin.declared.items():
        lines[DECLARED + name] = count, float(np.nansum(declared[chosen]))
    area = float(admin.area_m2[chosen].sum())
    lines["admin"] = count, area
    lines["admin_difference"] = None, base - area
