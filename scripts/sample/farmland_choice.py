"""Which parcels were basic farmland, which leave it and why, and which enter: the story of the clean delivery.

It is told so that every rule of the plan holds: what must leave leaves, every removal has a reason, each town enters
at least as much land of at least the same quality, in the urban fringe as well, and the frozen villages stay as they
are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .county import County
from .land_use import USES

#: villages (of the town of most farmland) whose layout is frozen (不得调整)
FROZEN_VILLAGES = (1, 10)

FRINGE = 196.0  # fine cells from the middle of the county seat to the rim of the urban fringe (城市周边)

PROJECT_HA = 28.0  # basic farmland that the projects take, about

SPARE = 1.03  # land that enters for each hectare that leaves


@dataclass(frozen=True)
class Reason:
    """Why a parcel leaves.

    :ivar ledger: code of the removal reason (划出原因); 01 and 02 are official, the sources end there
    :ivar evidence: kinds of evidence it comes with
    :ivar title: Chinese name
    """

    ledger: str
    evidence: tuple[str, ...]
    title: str


REASONS = {
    "project": Reason("01", ("05",), "重点建设项目占用"),
    "built": Reason("02", ("04", "06"), "已依法批准的建设用地"),
    "retirement": Reason("09", ("01",), "计划退耕还林"),
    "polluted": Reason("09", ("02",), "严重污染"),
    "destroyed": Reason("09", ("03",), "严重损毁"),
    "flood": Reason("09", ("11",), "河道行洪"),
    "foothill": Reason("09", ("06",), "秦岭北麓25°以上坡耕地"),
    "wood": Reason("09", ("06",), "图斑为林地"),
}


@dataclass(frozen=True)
class Facts:
    """What is known of the parcels before anything is chosen.

    :ivar net: (parcels) m² that count as farmland
    :ivar allowed: parcels where construction is allowed; ``urban``: where it is allowed or conditional
    """

    uses: Sequence[str]
    slope_class: Sequence[str]
    form: Sequence[object]
    grade: Sequence[int]
    net: NDArray[np.float64]
    allowed: set[int]
    urban: set[int]
    redline: set[int]


class Choice:
    """The adjustment of the basic farmland.

    :ivar change: parcels of the ledger: 0 kept, 1 entered, 2 removed
    :ivar reason: removed parcels with their reason, a key of `REASONS`
    :ivar terraces: kept terraces steeper than 25°
    :ivar mean_grade: mean quality grade of the county's farmland
    """

    def __init__(self, county: County, facts: Facts) -> None:
        """:param county: the county in any CRS"""
        self._county = county
        self._facts = facts
        seat = [parcel for parcel, use in enumerate(facts.uses) if use == "town"]
        self.middle = county.centres[seat].mean(axis=0)
        self._reach = np.hypot(*(county.centres - self.middle).T)
        self._river = {
            other
            for parcel, use in enumerate(facts.uses)
            if use == "river"
            for other in county.neighbours[parcel]
        }
        self.frozen = {p for p in range(county.count) if int(county.village[p]) in FROZEN_VILLAGES}
        fields = [p for p in range(county.count) if self._farmland(p)]
        self.mean_grade = mean_grade(facts, fields)
        self.reason: dict[int, str] = {}
        self._remove()
        self.terraces = self._first(3, lambda p: self._steep(p) and facts.form[p] == "T")
        good = [p for p in range(county.count) if self._good(p) and p not in self.reason]
        self.change = dict.fromkeys(self.reason, "2")
        self.change |= dict.fromkeys([*good, *self.terraces], "0")
        self._enter(good)
        self.change = dict(sorted(self.change.items()))

    @property
    def previous(self) -> list[int]:
        """The parcels that were basic farmland."""
        return [parcel for parcel, change in self.change.items() if change != "1"]

    @property
    def basic(self) -> list[int]:
        """The parcels that are basic farmland now."""
        return [parcel for parcel, change in self.change.items() if change != "2"]

    def of(self, change: str) -> list[int]:
        """Return the parcels of one kind of change."""
        return [parcel for parcel, each in self.change.items() if each == change]

    def because(self, *reasons: str) -> list[int]:
        """Return the parcels removed for some reasons."""
        return [parcel for parcel, reason in sorted(self.reason.items()) if reason in reasons]

    def near_seat(self, parcel: int, reach: float) -> bool:
        """Whether a parcel's centre is within a distance (fine cells) of the middle of the county seat."""
        return bool(self._reach[parcel] <= reach)

    def _farmland(self, parcel: int) -> bool:
        return USES[self._facts.uses[parcel]].farmland

    def _steep(self, parcel: int) -> bool:
        return self._farmland(parcel) and self._facts.slope_class[parcel] == "5" and parcel not in self.reason

    def _good(self, parcel: int) -> bool:
        facts = self._facts
        return (
            self._farmland(parcel) and parcel not in facts.urban and facts.slope_class[parcel] <= "3"
            and facts.grade[parcel] <= 11 and (self._above_mean(parcel) or parcel % 13 != 0)
        )  # fmt: skip

    def _above_mean(self, parcel: int) -> bool:
        """Whether a field is at least of the county's mean grade: such land is not left out."""
        return self._facts.grade[parcel] <= self.mean_grade

    def _first(self, count: int, wanted: Callable[[int], bool], town: int = -1) -> list[int]:
        """Return so many parcels outside urban, frozen and redline land, in an order that jumps about."""
        barred = self._facts.urban | self._facts.redline | self.frozen | set(self.reason)
        parcels = [
            p
            for p in range(self._county.count)
            if p not in barred and wanted(p) and (town < 0 or self._town(p) == town) and not self._on_fringe_rim(p)
        ]
        return sorted(parcels, key=lambda p: (p * 37 % 101, p))[:count]

    def _on_fringe_rim(self, parcel: int) -> bool:
        """Whether the rim of the urban fringe may cut the parcel."""
        return bool(abs(self._reach[parcel] - FRINGE) < 22)

    def _town(self, parcel: int) -> int:
        return int(self._county.town[self._county.village[parcel]])

    def _among_basic(self, parcel: int) -> bool:
        around = self._county.neighbours[parcel]
        return sum(self._good(other) for other in around) >= 3 and float(self._county.areas[parcel]) < 40_000

    def _remove(self) -> None:
        """Choose what leaves, reason by reason."""
        facts = self._facts
        taken = 0.0
        for parcel in sorted(facts.allowed, key=lambda p: (self._reach[p], p)):
            if self._farmland(parcel) and taken < PROJECT_HA * 10_000:
                self.reason[parcel] = "project"
                taken += float(facts.net[parcel])
        for reason, count, town, wanted in (
            ("foothill", 2, 2, lambda p: self._steep(p) and self._county.centres[p][0] < 320),
            ("retirement", 1, 2, lambda p: self._steep(p) and facts.form[p] == "P"),
            ("retirement", 1, 3, lambda p: self._farmland(p) and facts.slope_class[p] == "4"),
            ("retirement", 1, 1, lambda p: self._farmland(p) and facts.slope_class[p] == "4"),
            ("polluted", 2, 3, lambda p: self._good(p) and facts.grade[p] >= 9),
            ("destroyed", 1, 1, lambda p: self._good(p) and facts.grade[p] >= 10),
            ("flood", 1, 2, lambda p: self._good(p) and p in self._river),
            ("flood", 1, 1, lambda p: self._good(p) and p in self._river and facts.uses[p] == "dry"),
            ("wood", 2, -1, lambda p: facts.uses[p] in ("forest", "other_forest") and self._among_basic(p)),
            ("built", 1, -1, lambda p: facts.uses[p] == "village" and self._among_basic(p)),
        ):
            found = self._first(count, wanted, town)
            if len(found) < count:
                raise LookupError(f"too few parcels can leave for the reason {reason} in town {town}")
            self.reason |= dict.fromkeys(found, reason)

    def _enter(self, good: Iterable[int]) -> None:
        """Let land enter: in each town a little more than leaves there, and no worse than what leaves."""
        candidates = [p for p in good if self._above_mean(p) and p not in self.frozen and not self._on_fringe_rim(p)]
        for town in sorted(set(self._county.town.tolist())):
            left = [p for p in self.reason if self._town(p) == town]
            wanted = SPARE * self._gross(left)
            here = [p for p in candidates if self._town(p) == town]
            if town == 0:  # what the projects take lies in the urban fringe, and so does what makes up for it
                here = [p for p in here if self.near_seat(p, FRINGE)]
            limit = mean_grade(self._facts, [p for p in left if self._farmland(p)]) if left else 0.0
            entered: list[int] = []
            waiting = sorted(here, key=lambda p: (-self._facts.grade[p], p * 37 % 101, p))
            while self._gross(entered) < wanted:
                fitting = [p for p in waiting if mean_grade(self._facts, [*entered, p]) <= limit]
                if not fitting:
                    raise LookupError(f"town {town} cannot replace what leaves: {len(entered)} parcels could enter")
                lacking = wanted - self._gross(entered)
                enough = [p for p in fitting if self._county.areas[p] >= lacking]
                parcel = min(enough, key=lambda p: (float(self._county.areas[p]), p)) if enough else fitting[0]
                entered.append(parcel)
                waiting.remove(parcel)
            self.change |= dict.fromkeys(entered, "1")

    def _gross(self, parcels: Iterable[int]) -> float:
        return float(sum(self._county.areas[parcel] for parcel in parcels))


def mean_grade(facts: Facts, parcels: Sequence[int]) -> float:
    """Return the area-weighted mean quality grade of some farmland parcels."""
    return float(np.average([facts.grade[p] for p in parcels], weights=facts.net[list(parcels)]))


def by_town(parcels: Iterable[int], county: County) -> Mapping[int, list[int]]:
    """Return parcels by town number."""
    result: dict[int, list[int]] = {town: [] for town in sorted(set(county.town.tolist()))}
    for parcel in parcels:
        result[int(county.town[county.village[parcel]])].append(parcel)
    return result
