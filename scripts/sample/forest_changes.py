"""What changed in the forest of the sample county within a year, and the one-map edition of the year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .arcs import Polygon
from .names import COUNTY_CODE
from .tables import Value

if TYPE_CHECKING:
    from .forest import ForestDelivery

CHANGE_YEAR = "2020"
PLANTED, FELLED, RETURNED, LOST, SPLIT, RENUMBERED, REGRADED = (
    "planted", "felled", "returned", "lost", "split", "renumbered", "regraded",
)  # fmt: skip

#: what a stand was before it was felled or built over
GROWN: dict[str, Value] = {"LIN_ZHONG": "233", "QI_YUAN": "11", "HUO_LMGQXJ": 92.0}


@dataclass(frozen=True)
class Change:
    """A change of a parcel between the two editions.

    :ivar forest_class: DI_LEI now; ``former_class`` that of the year before
    :ivar reason: BHYY, empty where the class and what it is managed by are the same
    :ivar partner: the other parcel of a split or of exchanged numbers
    """

    kind: str
    forest_class: str
    former_class: str
    reason: str = ""
    partner: int = -1


def changes_of(delivery: ForestDelivery, wooded: set[int]) -> dict[int, Change]:
    """Choose the parcels that changed, each kind where it may happen; the same parcels every time.

    :param wooded: parcels with forest or shrubs in the land survey
    """
    county, uses = delivery.county, delivery.uses
    classes = {parcel: delivery.forest_class(parcel) for parcel in sorted(wooded)}
    free = [parcel for parcel in classes if parcel not in delivery.redline]
    changes: dict[int, Change] = {}
    young = [parcel for parcel in free if classes[parcel] == "0141"]
    for parcel in young[:3]:
        changes[parcel] = Change(PLANTED, "0141", "0171", "11")
    changes[young[3]] = Change(RETURNED, "0141", "0210", "31")
    for parcel in [parcel for parcel in free if classes[parcel] == "0161"]:
        changes[parcel] = Change(FELLED, "0161", "0111", "21")
    beside_forest = [
        parcel
        for parcel, use in enumerate(uses)
        if use == "village" and any(other in wooded for other in county.neighbours[parcel])
    ]
    for parcel in sorted(beside_forest, key=lambda each: float(county.areas[each]))[:2]:
        changes[parcel] = Change(LOST, "0250", "0111", "41")
    trees = [parcel for parcel in free if classes[parcel] == "0111" and county.slope[parcel] <= 27]
    for kind in (SPLIT, RENUMBERED):
        one, other = next(
            (one, other)
            for one in trees
            for other in sorted(county.neighbours[one])
            if other in trees and county.village[one] == county.village[other] and delivery.alike(one, other)
            if one not in changes and other not in changes
        )
        changes[one] = Change(kind, "0111", "0111", partner=other)
        changes[other] = Change(kind, "0111", "0111", partner=one)
    steep = next(p for p in free if county.slope[p] > 27 and classes[p] == "0111" and p not in changes)
    changes[steep] = Change(REGRADED, "0111", "0111", "32")
    return changes


class FormerEdition:
    """Adds the one-map edition of the year before."""

    def __init__(self, delivery: ForestDelivery) -> None:
        """:param delivery: with its sub-compartments"""
        self._delivery = delivery
        self._table = delivery.table("former_subcompartment", "LDXB_Q")
        self._names = {column.name for column in self._table.columns}

    def add_layer(self) -> None:
        """Add what was, parcel by parcel."""
        county = self._delivery.county
        for parcel in range(county.count):
            change = self._delivery.changes.get(parcel)
            now = self._delivery.drawn.get(parcel)
            if change is not None and change.kind == LOST:
                self._add(self._lost(parcel, change), county.polygons[parcel])
            elif now is None:
                continue
            elif now["BCLD"] == "2":  # the plan's choice: the year before it was waste land like other
                self._add(self._no_forest(now, "0240"), county.polygons[parcel])
            elif change is None:
                self._add(now, county.polygons[parcel])
            elif change.kind != SPLIT:
                self._add(self._before(now, change), county.polygons[parcel])
            elif parcel < change.partner:
                self._add_whole(now, parcel, change.partner)

    def _add(self, values: dict[str, Value], polygon: Polygon) -> None:
        kept = {name: value for name, value in values.items() if name in self._names}
        self._delivery.add(self._table, [polygon], **kept)

    def _add_whole(self, values: dict[str, Value], one: int, other: int) -> None:
        """Two sub-compartments of today as the one they were."""
        county = self._delivery.county
        piece, = county.dissolve([True if parcel in (one, other) else None for parcel in range(county.count)])
        area = float(county.area_of([piece.polygon])[0])
        self._add(values | {"MIAN_JI": round(area / 10_000, 4)}, piece.polygon)

    def _before(self, now: dict[str, Value], change: Change) -> dict[str, Value]:
        """Return a sub-compartment as it was."""
        if change.kind == PLANTED:
            return now | {"DI_LEI": change.former_class, "QI_YUAN": None, "LIN_ZHONG": None, "HUO_LMGQXJ": None}
        if change.kind == RETURNED:
            return self._no_forest(now, change.former_class)
        if change.kind == FELLED:
            return now | {"DI_LEI": change.former_class, **GROWN}
        if change.kind == RENUMBERED:
            return now | {"XIAO_BAN": self._delivery.drawn[change.partner]["XIAO_BAN"]}
        return now | {"BH_DJ": "4", "SEN_LIN_LB": "22", "SHI_QUAN_D": None, "LIN_ZHONG": "233"}

    def _lost(self, parcel: int, change: Change) -> dict[str, Value]:
        """Return the forest that stood where there are houses now."""
        county = self._delivery.county
        village = county.village_code(parcel)
        return {
            "XIAN": COUNTY_CODE, "XIANG": village[6:9], "CUN": village[9:], "LIN_BAN": self._delivery.block(parcel),
            "XIAO_BAN": self._delivery.serial(f"compartment {village} ", 5).rsplit(" ", 1)[1],
            "MIAN_JI": round(float(county.areas[parcel]) / 10_000, 4), "DI_LEI": change.former_class, "LD_QS": "20",
            "SEN_LIN_LB": "22", "BH_DJ": "4", **GROWN,
        }  # fmt: skip

    @staticmethod
    def _no_forest(now: dict[str, Value], code: str) -> dict[str, Value]:
        place = {name: now[name] for name in ("XIAN", "XIANG", "CUN", "LIN_BAN", "MIAN_JI")}
        return {**place, "XIAO_BAN": "99999", "DI_LEI": code}
