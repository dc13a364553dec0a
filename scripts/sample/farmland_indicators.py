"""Indicators of the farmland plan: values of all kinds that fit each other and what the layers hold.

Everything is summed up here from the tables of the delivery, without the plugin, so that what it measures can be
held against it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Callable, Iterable

from .indicator_table import (
    ASSIGNED,
    BASE,
    FORMER,
    PLANNED,
    TOWN_CODES,
    IndicatorTable,
    Units,
    below,
    divided,
    nearest,
    present,
    scaled,
    with_county,
)
from .names import COUNTY_CODE, TOWNS, town_name
from .overlays import geometry_of, parcels_shape, shapes_of
from .tables import Row

if TYPE_CHECKING:
    from .farmland import FarmlandDelivery

BASE_YEAR, TARGET_YEAR = 2014, 2020
HECTARE = 10_000.0
URBAN = re.compile("211|213|214")
BASE_CLASSES = {"06": "2", "07": "21", "08": URBAN.pattern, "09": "2[23]"}
PROJECT_PARCELS = 4  # parcels of a project of consolidation
SPARE_ADDED = 0.35  # ha that a project adds beyond what its town plans
AGRICULTURAL = re.compile("0[123]|04[12]|104|114|117|12[23]")

#: total and urban population of the towns in the target year, and their product in 10 000 yuan
PEOPLE = {
    "100": (13_460, 9_120, 41_300.0), "101": (4_870, 610, 9_850.0), "102": (3_920, 430, 7_640.0),
    "200": (2_980, 260, 5_120.0), "201": (3_340, 310, 5_980.0),
}  # fmt: skip

Sums = dict[str, float]


class FarmlandIndicators:
    """Adds the table of indicator values and that of facts about the towns."""

    def __init__(self, delivery: FarmlandDelivery) -> None:
        """:param delivery: with all its layers"""
        self._delivery = delivery
        self._table = IndicatorTable(delivery)
        self._facts()
        self._from_assigned_changes()
        self._land_classes()
        self._construction()
        self._fringe()
        self._villages()

    # --- sums of the layers --------------------------------------------------------------------

    def _rows(self, layer: str) -> list[Row]:
        return self._delivery.tables[layer].rows

    def _sum(
        self, layer: str, field: str, unit: str, wanted: Callable[[Row], bool] = lambda row: True,
        share: Callable[[Row], float] = lambda row: 1.0, digits: int = 9,
    ) -> Sums:
        """Return the sum of an area field (m²) by town in hectares; every town is there."""
        sums = dict.fromkeys(TOWN_CODES, 0.0) if digits == 9 else {}
        for row in self._rows(layer):
            if wanted(row):
                code = str(row.values[unit])[:digits]
                sums[code] = sums.get(code, 0.0) + float(row.values[field] or 0) * share(row) / HECTARE
        return sums

    def _planning(self, layer: str, pattern: str) -> Sums:
        """Return the area of planning classes by town, in the base year or as planned."""
        code, area = ("DLDM", "TBDLMJ") if layer == "JQDLTB" else ("GHDLDM", "GHDLMJ")
        return self._sum(layer, area, "XZQDM", lambda row: re.match(pattern, str(row.values[code])) is not None)

    def _share_in(self, layer: str) -> Callable[[Row], float]:
        areas = [geometry_of(row.shape) for row in self._rows(layer)]

        def share(row: Row) -> float:
            shape = geometry_of(row.shape)
            return min(1.0, sum(shape.intersection(area).area() for area in areas) / shape.area())

        return share

    def _of_parcels(self, parcels: Iterable[int], area: Callable[[int], float]) -> Sums:
        sums = dict.fromkeys(TOWN_CODES, 0.0)
        for parcel in parcels:
            sums[TOWN_CODES[self._delivery.town_of(parcel)]] += area(parcel) / HECTARE
        return sums

    # --- values --------------------------------------------------------------------------------

    def _put(self, indicator: str, year: int, kind: str, towns: Units) -> None:
        self._table.put(indicator, year, kind, with_county(towns))

    def _base(self, indicator: str, towns: Sums) -> None:
        self._table.put(indicator, BASE_YEAR, BASE, present(towns))

    def _targets(self, indicator: str, former: Units, assigned: Units, planned: Units) -> None:
        for kind, towns in ((FORMER, former), (ASSIGNED, assigned), (PLANNED, planned)):
            self._put(indicator, TARGET_YEAR, kind, towns)

    def _changes(self, indicator: str) -> tuple[Units, Units]:
        """Return what was assigned before and after the adjustment (ZBTZ), by town."""
        rows = [r.values for r in self._rows("ZBTZ") if r.values["ZBDM"] == indicator]
        return tuple(
            nearest({str(row["XZQDM"]): float(row[field]) for row in rows if row["XZQDM"] != COUNTY_CODE})
            for field in ("TZQ", "TZH")
        )

    def _facts(self) -> None:
        table = self._delivery.table("unit_statistics", "XZQJBQK")
        for number, code in enumerate(TOWN_CODES):
            people, urban, product = PEOPLE[TOWNS[number][0]]
            self._delivery.add(
                table, None, XZQDM=code, XZQMC=town_name(number), ZRK=people, CZRK=urban, DQSCZZ=product
            )

    def _from_assigned_changes(self) -> None:
        """Farmland, basic farmland: the plan keeps more than is assigned and less than the layers hold."""
        lost = {layer: self._share_in(layer) for layer in ("XZJSYD", "TGHLHC")}
        farmland = self._sum(
            "DLTB", "TBDLMJ", "ZLDWDM", lambda row: str(row.values["DLBM"]).startswith("01"),
            lambda row: 1.0 - min(1.0, sum(share(row) for share in lost.values())),
        )
        basic = self._sum("JBNTBHTB", "JBNTMJ", "ZLDWDM")
        base = {"01": self._planning("JQDLTB", "11"), "02": self._sum("TZQJBNTTB", "JBNTMJ", "XZQDM")}
        for indicator, held in (("01", farmland), ("02", basic)):
            former, assigned = self._changes(indicator)
            halfway = below({town: (held[town] + assigned[town] / 100) / 2 for town in TOWN_CODES})
            planned = {town: min(halfway[town], former[town]) for town in TOWN_CODES}  # it only falls
            self._base(indicator, base[indicator])
            self._targets(indicator, former, assigned, planned)

    def _land_classes(self) -> None:
        """Garden land, forest land, pasture: floors a little below what the plan shows."""
        for indicator, pattern in (("03", "12"), ("04", "13"), ("05", "14")):
            base, planned = self._planning("JQDLTB", pattern), below(self._planning("TDGHDL", pattern))
            self._base(indicator, base)
            self._targets(indicator, scaled(nearest(base), 1.001), scaled(planned, 0.998), planned)
        farmland = nearest(self._planning("JQDLTB", "11"))  # 13: what consolidation adds to the farmland
        assigned = scaled(farmland, 0.012)
        planned = scaled(assigned, 1.05)
        self._targets("13", scaled(farmland, 0.01), assigned, planned)
        self._projects(planned)

    def _projects(self, planned: Units) -> None:
        """A project of consolidation in each town, which adds a little more farmland than the town plans."""
        delivery, county = self._delivery, self._delivery.county
        table = delivery.table("consolidation_project", "ZLFKKFXM")
        for number, code in enumerate(TOWN_CODES):
            fields = [p for p in range(county.count) if delivery.town_of(p) == number and delivery.farmland(p)
                      and p not in delivery.change]  # fmt: skip
            chosen = sorted(fields, key=lambda p: (-county.areas[p], p))[:PROJECT_PARCELS]
            for polygon in shapes_of(parcels_shape(county, chosen))[:1]:
                delivery.add(table, [polygon], XMMC=f"{town_name(number)}土地整治项目", XZQDM=code,
                             XZGDMJ=round(planned[code] + SPARE_ADDED, 2))  # fmt: skip

    def _construction(self) -> None:
        """Construction land: ceilings a little above what the plan shows, whose parts add up (06 = 07 + 09)."""
        delivery = self._delivery
        former, assigned = self._changes("06")
        planned = {town: amount - 1 for town, amount in assigned.items()}
        urban = nearest(self._planning("TDGHDL", URBAN.pattern))
        settled = nearest(self._planning("TDGHDL", "21"))
        base = {code: self._planning("JQDLTB", pattern) for code, pattern in BASE_CLASSES.items()}
        for code, towns in base.items():
            self._base(code, towns)
        central = {layer: self._central(layer) for layer in ("JQDLTB", "TDGHDL")}
        self._table.put("15", BASE_YEAR, BASE, {COUNTY_CODE: round(100 * central["JQDLTB"])})
        for kind, total, towns, inner in (
            (FORMER, former, nearest(base["07"]), nearest(base["08"])),
            (ASSIGNED, assigned, {town: amount + 1 for town, amount in settled.items()}, urban),
            (PLANNED, planned, settled, urban),
        ):  # fmt: skip
            rest = {town: amount - towns[town] for town, amount in total.items()}
            for code, amounts in (("06", total), ("07", towns), ("08", inner), ("09", rest)):
                self._put(code, TARGET_YEAR, kind, amounts)
            self._table.put("15", TARGET_YEAR, kind, {
                COUNTY_CODE: round(100 * central["JQDLTB" if kind == FORMER else "TDGHDL"])})
        uses = {parcel: str(delivery.net[parcel]["DLBM"]) for parcel in delivery.inputs.added}
        for indicator, parcels, area, spare in (
            ("10", uses, lambda p: float(delivery.county.areas[p]), 3),
            ("11", [p for p in uses if AGRICULTURAL.match(uses[p])], lambda p: float(delivery.county.areas[p]), 2),
            ("12", [p for p in uses if uses[p].startswith("01")], lambda p: float(delivery.net[p]["TBDLMJ"]), 1),
        ):  # fmt: skip
            taken = nearest(self._of_parcels(parcels, area))
            room = {town: amount + (spare if amount else 0) for town, amount in taken.items()}
            self._targets(indicator, scaled(room, 0.8), room, taken)
        self._intensity(planned, urban)

    def _central(self, layer: str) -> float:
        """Return the urban land in the range of the central town, in ha."""
        code, area = ("DLDM", "TBDLMJ") if layer == "JQDLTB" else ("GHDLDM", "GHDLMJ")
        return sum(self._sum(
            layer, area, "XZQDM", lambda row: URBAN.match(str(row.values[code])) is not None,
            share=self._share_in("ZXCQFW"),
        ).values())

    def _intensity(self, construction: Units, urban: Units) -> None:
        """Construction land per head and per product, urban land per head (总量和强度双控)."""
        for indicator, area, column, decimals in (
            ("14", urban, 1, 0), ("52", construction, 0, 0), ("53", construction, 2, 1),
        ):  # fmt: skip
            by = {town: PEOPLE[TOWNS[number][0]][column] for number, town in enumerate(TOWN_CODES)}
            amounts = {town: area[town] * 100 / by[town] for town in TOWN_CODES}
            amounts[COUNTY_CODE] = sum(area.values()) * 100 / sum(by.values())
            planned = {unit: amount + 1 for unit, amount in nearest(amounts, decimals).items()}
            for kind, values in (
                (FORMER, scaled(planned, 1.02)), (ASSIGNED, {u: a + 1 for u, a in planned.items()}), (PLANNED, planned),
            ):  # fmt: skip
                self._table.put(indicator, TARGET_YEAR, kind, values)

    def _fringe(self) -> None:
        """Basic farmland in the urban fringe, as it was and as it is."""
        before = self._sum("TZQJBNTTB", "JBNTMJ", "XZQDM", share=self._share_in("TZQCSZBFW"))
        planned = below(self._sum("JBNTBHTB", "JBNTMJ", "ZLDWDM", share=self._share_in("CSZBFW")))
        self._base("51", before)
        self._targets("51", nearest(before), scaled(planned, 0.99), planned)

    def _villages(self) -> None:
        """Basic farmland handed down from the towns to their villages, in proportion to what they hold."""
        held = self._sum("JBNTBHTB", "JBNTMJ", "ZLDWDM", digits=12)
        codes = self._delivery.county.village_codes
        for kind in (ASSIGNED, PLANNED):
            for town in TOWN_CODES:
                rows = self._rows("GHZB")
                total = next(
                    row.values["ZBZ"] for row in rows
                    if (row.values["XZQDM"], row.values["ZBDM"], row.values["ZBZLX"]) == (town, "02", kind)
                )
                weights = {code: held.get(code, 0.0) for code in codes if code.startswith(town)}
                self._table.put("02", TARGET_YEAR, kind, divided(round(float(total) * 100), weights))
