"""The clean delivery of the forest-land plan: 2020 survey, CGCS2000, every layer the pack knows."""

from __future__ import annotations

from typing import Hashable, Optional, Sequence

import numpy as np

from .county import County, Piece, Stand
from .delivery import Delivery, cents
from .forest_changes import CHANGE_YEAR, REGRADED, RETURNED, changes_of
from .forest_indicators import ForestIndicators
from .forest_plan import ForestPlan
from .forest_zones import STEEP, zones_of
from .land_use import (
    USES,
    farmland_form,
    farmland_slope_class,
    quality_grade,
    redline_pieces,
    ridge_share,
    urban_area,
)
from .names import COUNTY_CODE, COUNTY_NAME, VILLAGES, town_code, town_name
from .standards import code_names
from .tables import Table, Value

PACK = "forest"
EPSG = 4524  # CGCS2000, 3-degree zone 36, easting with zone number
ZONE = 36

#: feature codes (YSDM) by layer, in the manner of the standards
FEATURE_CODES = {
    "XZQ": "1000600100",
    "CJDCQ": "1000600400",
    "DLTB": "2001010100",
    "LDXB": "2100010000",
    "GJGYL": "2100020000",
    "YJJBNTBHTB": "2005010300",
    "STBHHX": "2090010000",
    "CZKFBJ": "2090020000",
    "SYLDXM": "2100030000",
}  # the layers of which nothing is known but what the pack says have no feature code

FOREST_USES = ("forest", "shrub", "other_forest")
STOCKED = ("0111", "0120", "0131", "0132")  # classes that have a use type (LIN_ZHONG) and an origin

#: tree species by the code of the stand survey (1 pine, 2 spruce, others broadleaved)
SPECIES = {"1": "油松", "2": "云杉", "29": "桦木"}

#: age group, mean age, diameter, height, growing stock and stems by development class of the survey
DEVELOPMENT = {
    "02": ("2", 38, 13.2, 10.4, 92.0, 1_650),
    "03": ("3", 61, 19.5, 15.1, 168.0, 980),
    "04": ("4", 92, 26.4, 19.8, 236.0, 610),
    "T2": ("1", 14, 6.1, 4.2, 21.0, 2_300),
}


class ForestDelivery(Delivery):
    """Builds the layers one after the other."""

    def __init__(self, county: County, stands: Sequence[Stand]) -> None:
        """:param county: the county in the CRS of the delivery"""
        super().__init__(PACK, county, FEATURE_CODES)
        self.stands = stands
        self._decide()
        self._admin_areas()
        self._land_use()
        self._subcompartments()
        self._basic_farmland()
        self._three_lines()
        ForestPlan(self).add_layers()
        ForestIndicators(self)

    def _decide(self) -> None:
        county, uses = self.county, self.uses
        self.conditional = urban_area(county, uses, 165)
        self.allowed = urban_area(county, uses, 120)
        self.urban = self.allowed | self.conditional
        self.redline = redline_pieces(county, uses)
        self.slope_class = [farmland_slope_class(slope) for slope in county.slope]
        self.form = [farmland_form(parcel, self.slope_class[parcel]) for parcel in range(county.count)]
        self.grade = [quality_grade(use, county.slope[i], county.height[i]) for i, use in enumerate(uses)]
        self.basic = [
            parcel
            for parcel in range(county.count)
            if self.farmland(parcel) and parcel not in self.urban
            if self.slope_class[parcel] <= "3" and self.grade[parcel] <= 11 and parcel % 13
        ]
        self.supplements = {
            parcel
            for parcel, use in enumerate(uses)
            if use == "bare" and parcel not in self.redline and county.village[parcel] % 2 == 0
        }
        wooded = {parcel for parcel, use in enumerate(uses) if use in FOREST_USES}
        self.zones = zones_of(county, self.redline, wooded | self.supplements)
        self.changes = changes_of(self, wooded)

    def _admin_areas(self) -> None:
        towns = self.table("admin_area", "XZQ")
        groups: list[Optional[Hashable]] = [self.town_of(parcel) for parcel in range(self.county.count)]
        self.pieces(
            towns, groups, lambda piece, area: {
                "XZQDM": town_code(piece.group), "XZQMC": town_name(piece.group),
                "DCMJ": area, "JSMJ": area, "MSSM": "00",
            }
        )  # fmt: skip
        villages = self.table("village", "CJDCQ")
        self.pieces(
            villages, [int(village) for village in self.county.village], lambda piece, area: {
                "ZLDWDM": self.county.village_codes[piece.group] + "0" * 7, "ZLDWMC": VILLAGES[piece.group],
                "DCMJ": area, "JSMJ": area, "MSSM": "00",
            }
        )  # fmt: skip

    def _land_use(self) -> None:
        table = self.table("land_use", "DLTB")
        self.facts: list[dict[str, Value]] = []
        for parcel in range(self.county.count):
            facts = self._facts(parcel)
            self.facts.append(facts)
            use = self.uses[parcel]
            farmland = self.farmland(parcel)
            self.add(
                table, [self.county.polygons[parcel]], **facts,
                GDDB=self.grade[parcel] if farmland else None,
                ZZSXDM="LS" if farmland else None,
                ZZSXMC=code_names("planting_attribute")["LS"] if farmland else None,
                XZDWKD={"road": 8.5, "river": 32.0}.get(use),
                CZCSXM={"town": "202", "village": "203"}.get(use),
                FRDBS="0", SJNF=2020, MSSM="00",
            )  # fmt: skip

    def _facts(self, parcel: int) -> dict[str, Value]:
        """Return the fields of a parcel that land survey and basic farmland share."""
        use = USES[self.uses[parcel]]
        farmland = use.farmland
        share = ridge_share(self.slope_class[parcel], self.form[parcel]) if farmland else None
        area = float(self.county.areas[parcel])
        ridges = cents(area * share) if share else 0.0
        code = self.county.village_code(parcel)
        state = use.ownership == "20" or (self.county.stand[parcel] >= 0 and self.uses[parcel] in FOREST_USES)
        return {
            "TBBH": self.serial(f"parcel of {code} ", 1).rsplit(" ", 1)[1],
            "DLBM": use.third_survey,
            "DLMC": code_names("land_class_2019")[use.third_survey],
            "QSXZ": "20" if state else use.ownership,
            "QSDWDM": (COUNTY_CODE + "0" * 13) if state else code + "0" * 7,
            "QSDWMC": COUNTY_NAME if state else self.village_name(parcel),
            "ZLDWDM": code + "0" * 7,
            "ZLDWMC": self.village_name(parcel),
            "TBMJ": area,
            "KCDLBM": "1203" if share else None,
            "KCXS": share,
            "KCMJ": ridges if share else 0.0,
            "TBDLMJ": cents(area - ridges),
            "GDLX": {"T": "TT", "P": "PD"}.get(self.form[parcel] or "") if farmland else None,
            "GDPDJB": self.slope_class[parcel] if farmland else None,
        }

    # --- forest land -------------------------------------------------------------------------

    def _subcompartments(self) -> None:
        table = self.table("subcompartment", "LDXB")
        welfare = self.table("national_welfare_forest", "GJGYL")
        self.compartments: dict[int, dict[str, Value]] = {}
        self.drawn: dict[int, dict[str, Value]] = {}  # land that is no forest included
        for parcel, use in enumerate(self.uses):
            supplement = parcel in self.supplements
            if use not in FOREST_USES and not supplement:
                self._other_land(table, parcel)
                continue
            values = self._subcompartment(parcel, supplement)
            self.compartments[parcel] = self.drawn[parcel] = values
            self.add(table, [self.county.polygons[parcel]], **values)
            if values["SHI_QUAN_D"] == "10":
                names = {column.name for column in welfare.columns}
                same = {name: value for name, value in values.items() if name in names}
                self.add(
                    welfare, [self.county.polygons[parcel]], **same,
                    TDQS=values["LD_QS"], PO_DU_JI=values["PO_DU"],
                )  # fmt: skip

    def _other_land(self, table: Table, parcel: int) -> None:
        """Land among the forest that is none: drawn as compartment 99999, as the standard has it."""
        forest_class = {"grass": "0240", "pond": "0230"}.get(self.uses[parcel])
        change = self.changes.get(parcel)
        if change is not None:
            forest_class = change.forest_class
        if forest_class is None:
            return
        village = self.county.village_code(parcel)
        values: dict[str, Value] = {
            "SHENG": COUNTY_CODE[:2], "XIAN": COUNTY_CODE, "XIANG": village[6:9], "CUN": village[9:],
            "LIN_BAN": self.block(parcel), "XIAO_BAN": "99999", "DI_LEI": forest_class, "BCLD": None,
            "MIAN_JI": round(float(self.county.areas[parcel]) / 10_000, 4),
            "Q_DI_LEI": change.former_class if change else forest_class,
            "BHYY": change.reason if change else None, "BHND": CHANGE_YEAR if change else None,
            "Q_LD_QS": "20" if change else None, "Q_SEN_LB": "22" if change else None,
            "Q_BH_DJ": "4" if change else None,
        }  # fmt: skip
        self.drawn[parcel] = values
        self.add(table, [self.county.polygons[parcel]], **values)

    def block(self, parcel: int) -> str:
        """Return the number of the compartment (林班), one to a village."""
        return f"{int(self.county.village[parcel]) + 1:04d}"

    def _subcompartment(self, parcel: int, supplement: bool) -> dict[str, Value]:
        stand = self.stand_of(parcel)
        forest_class = "0240" if supplement else self.forest_class(parcel)
        village = self.county.village_code(parcel)
        values: dict[str, Value] = {
            "SHENG": COUNTY_CODE[:2],
            "XIAN": COUNTY_CODE,
            "XIANG": village[6:9],
            "CUN": village[9:],
            "LIN_BAN": self.block(parcel),
            "XIAO_BAN": self.serial(f"compartment {village} ", 5).rsplit(" ", 1)[1],
            "LIN_YE_JU": f"{COUNTY_NAME}林业局",
            "LIN_CHANG": f"{COUNTY_NAME}国有林场" if stand else None,
            "MIAN_JI": round(float(self.county.areas[parcel]) / 10_000, 4),
            "DI_LEI": forest_class,
            "LD_QS": "10" if stand else "20",
            "LMQS": "1" if stand else "2",
            "ZL_DJ": str(min(5, 1 + int(self.county.slope[parcel] // 10))),
            "BCLD": "2" if supplement else "1",
            "QYKZ": "3",
            "BHND": None,
            "SFNRLD": "1",
        }
        values |= self._category(parcel, forest_class)
        values |= self._site(parcel)
        values |= self._growth(parcel, forest_class, stand)
        change = self.changes.get(parcel)
        if change is not None and change.reason:
            values |= {"BHYY": change.reason, "BHND": CHANGE_YEAR}
        values["Q_DI_LEI"] = "0240" if supplement else change.former_class if change else forest_class
        regraded = change is not None and change.kind == REGRADED
        returned = change is not None and change.kind == RETURNED
        values["Q_LD_QS"] = None if supplement or returned else values["LD_QS"]
        values["Q_BH_DJ"] = None if supplement or returned else "4" if regraded else values["BH_DJ"]
        values["Q_SEN_LB"] = None if supplement or returned else "22" if regraded else values["SEN_LIN_LB"]
        becoming = supplement or forest_class == "0141"  # the plan grows forest on it
        values["GH_LZ"] = self._category(parcel, "0111")["LIN_ZHONG"] if becoming else values["LIN_ZHONG"]
        values["GH_SLLB"] = values["SEN_LIN_LB"]
        values["GH_GJJBHDJ"] = values["GJGYL_BHDJ"]
        values["GH_BHDJ"] = values["BH_DJ"]
        return values

    def stand_of(self, parcel: int) -> Optional[Stand]:
        """Return the surveyed stand of a parcel."""
        return self.stands[self.county.stand[parcel]] if self.county.stand[parcel] >= 0 else None

    def alike(self, one: int, other: int) -> bool:
        """Whether two parcels of trees differ in nothing but their place."""
        first, second = self.stand_of(one), self.stand_of(other)
        return first == second and (one in self.zones.bases) == (other in self.zones.bases)

    def forest_class(self, parcel: int) -> str:
        """Return the forest class (DI_LEI) of a parcel with forest or shrubs."""
        use, stand = self.uses[parcel], self.stand_of(parcel)
        if use == "shrub":
            return "0131" if self.county.slope[parcel] > 28 else "0132"
        if use == "other_forest":
            return "0141" if parcel % 3 == 0 else "0120"
        if stand is not None and stand.development in ("T1", "A0"):
            return "0141" if stand.development == "T1" else "0161"
        return "0111"

    def _category(self, parcel: int, forest_class: str) -> dict[str, Value]:
        """Category, authority, grades and use type, as the definitions of the protection grades demand."""
        slope = self.county.slope[parcel]
        if parcel in self.redline:
            grade = "1" if self.zones.first_grade(parcel) else "2"
            category, authority, national, protection, use_type = "11", "10", grade, grade, "111"
        elif slope > STEEP:
            category, authority, national, protection, use_type = "12", "21", None, "3", "112"
        elif parcel in self.zones.bases:
            category, authority, national, protection, use_type = "21", None, None, "3", "232"
        else:
            category, authority, national, protection, use_type = "22", None, None, "4", "233"
        return {
            "SEN_LIN_LB": category,
            "SHI_QUAN_D": authority,
            "GJGYL_BHDJ": national,
            "BH_DJ": protection,
            "LIN_ZHONG": use_type if forest_class in STOCKED else None,
        }

    def _site(self, parcel: int) -> dict[str, Value]:
        slope = float(self.county.slope[parcel])
        sector = int((self.county.aspect[parcel] + 22.5) % 360 // 45) + 1
        around = [self.county.height[other] for other in self.county.neighbours[parcel]]
        rise = float(self.county.height[parcel] - np.mean(around))
        position = "6" if slope < 5 else "2" if rise > 25 else "4" if rise < -25 else "3"
        height = round(float(self.county.height[parcel]))
        return {
            "DI_MAO": "3" if height >= 1_000 else "4",
            "HAI_BA": float(height),
            "PO_XIANG": "9" if slope < 5 else str(sector),
            "PO_WEI": position,
            "PO_DU": str(1 + sum(slope >= limit for limit in (5, 15, 25, 35, 45))),
            "TU_RANG_LX": "褐土" if height < 1_500 else "棕壤",
            "TU_CENG_HD": float(max(15, 80 - int(slope))),
            "TD_TH_LX": "0",
        }

    def _growth(self, parcel: int, forest_class: str, stand: Optional[Stand]) -> dict[str, Value]:
        """Stocking: from the open stand data where there is a stand, ordinary values elsewhere."""
        if forest_class not in STOCKED:
            planted = forest_class == "0141"
            return {"QI_YUAN": "21" if planted else None, "YOU_SHI_SZ": "侧柏" if planted else None}
        if forest_class in ("0131", "0132"):
            return {"QI_YUAN": "11", "YOU_SHI_SZ": "虎榛子", "YU_BI_DU": 0.4}
        age_group, age, diameter, height, stock, stems = DEVELOPMENT.get(
            stand.development if stand else ("02", "03", "04")[parcel % 3], DEVELOPMENT["02"]
        )
        density = 0.15 if forest_class == "0120" else 0.5 + parcel % 5 * 0.08
        share = 0.2 if forest_class == "0120" else 1.0
        return {
            "QI_YUAN": "21" if stand else "11",
            "YOU_SHI_SZ": SPECIES.get(stand.species, "桦木") if stand else "辽东栎",
            "YU_BI_DU": round(density, 2),
            "LING_ZU": age_group,
            "PINGJUN_NL": age,
            "PINGJUN_XJ": diameter,
            "PINGJUN_SG": height,
            "HUO_LMGQXJ": round(stock * share, 1),
            "MEI_GQ_ZS": int(stems * share),
        }

    # --- other layers ------------------------------------------------------------------------

    def _basic_farmland(self) -> None:
        table = self.table("basic_farmland", "YJJBNTBHTB")
        for parcel in self.basic:
            facts = dict(self.facts[parcel])
            code = self.county.village_code(parcel)
            net, gross = facts.pop("TBDLMJ"), facts.pop("TBMJ")
            self.add(
                table, [self.county.polygons[parcel]], **facts, XZQDM=code, XZQMC=self.village_name(parcel),
                YJJBNTTBBH=self.serial(code, 6), YJJBNTTBMJ=gross, YJJBNTMJ=net, SJNF=2020, WDGD="是",
            )  # fmt: skip

    def _three_lines(self) -> None:
        redline = self.table("redline", "STBHHX")
        self.pieces(
            redline, self.grouped(self.redline, lambda parcel: "redline"), lambda piece, area: {
                "XZQDM": COUNTY_CODE, "HXBM": self.serial(COUNTY_CODE + "HX", 4),
                "HXMC": f"{COUNTY_NAME}山地水源涵养生态保护红线", "HXLX": "水源涵养", "MJ": area,
            }
        )  # fmt: skip
        boundary = self.table("urban_boundary", "CZKFBJ")

        def values(piece: Piece, area: float) -> dict[str, Value]:
            return {
                "XZQDM": town_code(0), "XZQMC": town_name(0), "GHFQDM": piece.group,
                "GHFQMC": "集中建设区" if piece.group == "110" else "弹性发展区", "MJ": area,
            }  # fmt: skip

        groups = self.grouped(self.urban, lambda parcel: "110" if parcel in self.allowed else "120")
        self.pieces(boundary, groups, values)
