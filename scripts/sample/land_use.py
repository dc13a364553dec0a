"""What the parcels of the county are used for, and what follows from slope: the same in both surveys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from .county import County
from .landscape import Cover


@dataclass(frozen=True)
class Use:
    """A land use with its code in each classification."""

    second_survey: str  # 二调, three digits
    third_survey: str  # 三调, four digits
    planning: str  # 规划地类
    ownership: str  # QSXZ: 20 state, 30 collective

    @property
    def farmland(self) -> bool:
        """Whether the use is 耕地."""
        return self.second_survey.startswith("01")


USES = {
    "paddy": Use("011", "0101", "111", "30"),
    "irrigated": Use("012", "0102", "112", "30"),
    "dry": Use("013", "0103", "113", "30"),
    "orchard": Use("021", "0201", "121", "30"),
    "forest": Use("031", "0301", "131", "30"),
    "shrub": Use("032", "0305", "132", "30"),
    "other_forest": Use("033", "0307", "133", "30"),
    "grass": Use("043", "0404", "320", "30"),
    "bare": Use("127", "1207", "320", "30"),
    "river": Use("111", "1101", "311", "20"),
    "reservoir": Use("113", "1103", "226", "20"),
    "pond": Use("114", "1104", "153", "30"),
    "shoal": Use("116", "1106", "313", "30"),
    "road": Use("102", "1003", "222", "20"),
    "town": Use("202", "0701", "211", "20"),
    "village": Use("203", "0702", "212", "30"),
}

#: field ridges (田坎) as a share of the field by slope class, on slopes and on terraces; none on flat land
RIDGE_SHARE = {"2": (0.07, 0.05), "3": (0.11, 0.09), "4": (0.16, 0.13), "5": (0.2, 0.17)}


def uses_of(county: County) -> list[str]:
    """Return the use of each parcel as a key of `USES`."""
    wetlands = np.flatnonzero(county.cover == Cover.WETLAND)
    reservoir = int(wetlands[np.argmax(county.areas[wetlands])])
    town = _town_parcels(county)
    uses = []
    for parcel in range(county.count):
        cover, slope = Cover(county.cover[parcel]), county.slope[parcel]
        if cover is Cover.SETTLEMENT:
            use = "town" if parcel in town else "village"
        elif cover is Cover.IRRIGATED:
            use = "paddy" if slope <= 6 and county.village[parcel] % 2 else "irrigated"
        elif cover is Cover.SHRUB:
            use = "grass" if slope < 12 else "other_forest" if slope < 20 else "shrub"
        elif cover in (Cover.WETLAND, Cover.WATER):
            small = county.areas[parcel] < 12_000
            use = "reservoir" if parcel == reservoir else "pond" if small else "shoal"
        else:
            use = {
                Cover.DRY_FIELD: "dry",
                Cover.ORCHARD: "orchard",
                Cover.FOREST: "forest",
                Cover.GRASS: "grass",
                Cover.ROCK: "bare",
                Cover.RIVER: "river",
                Cover.ROAD: "road",
            }[cover]
        uses.append(use)
    return uses


def _town_parcels(county: County) -> set[int]:
    """Return the parcels of the largest settlement, the county seat."""
    groups = ["built" if cover == Cover.SETTLEMENT else None for cover in county.cover]
    pieces = county.dissolve(groups)
    return set(max(pieces, key=lambda piece: county.areas[list(piece.members)].sum()).members)


def farmland_slope_class(slope: float) -> str:
    """Return the slope class of farmland (坡度级别 1–5, intervals closed on the right)."""
    return str(1 + sum(slope > limit for limit in (2, 6, 15, 25)))


def farmland_form(parcel: int, slope_class: str) -> Optional[str]:
    """Return T for terraces, P for sloping fields, None on flat land."""
    if slope_class == "1":
        return None
    return "T" if slope_class >= "3" and parcel % 3 else "P"


def ridge_share(slope_class: str, form: Optional[str]) -> Optional[float]:
    """Return the share of field ridges, None on flat land."""
    if form is None:
        return None
    return RIDGE_SHARE[slope_class][1 if form == "T" else 0]


def quality_grade(use: str, slope: float, height: float) -> int:
    """Return a plausible quality grade of farmland (等别, 1 best to 15), made up from water, slope, height."""
    base = {"paddy": 5, "irrigated": 6}.get(use, 8)
    return int(min(15, base + slope // 5 + max(0.0, height - 1_250) // 120))


def urban_area(county: County, uses: list[str], reach: float, slope: float = 14.0) -> set[int]:
    """Return the county seat with the gentle open land around it, in one piece.

    :param reach: largest distance of a parcel's centre from the middle of the seat, in fine cells
    """
    seat = [parcel for parcel, use in enumerate(uses) if use == "town"]
    middle = county.centres[seat].mean(axis=0)
    distance = np.hypot(*(county.centres - middle).T)
    found, queue = set(seat), list(seat)
    while queue:
        for other in county.neighbours[queue.pop()]:
            open_land = USES[uses[other]].farmland or uses[other] in ("orchard", "village", "pond", "grass")
            if other not in found and open_land and distance[other] <= reach and county.slope[other] <= slope:
                found.add(other)
                queue.append(other)
    return found


def redline_pieces(county: County, uses: list[str], least: float = 350_000) -> set[int]:
    """Return the parcels of the ecological redline: large steep wild land (m² of the smallest piece)."""
    wild = {"forest", "shrub", "bare", "other_forest"}
    groups = [True if use in wild and county.slope[i] > 24 else None for i, use in enumerate(uses)]
    return {
        member
        for piece in county.dissolve(groups)
        if county.areas[list(piece.members)].sum() >= least
        for member in piece.members
    }
