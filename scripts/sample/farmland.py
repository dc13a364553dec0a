"""The clean delivery of the farmland plan: 2014 survey, Xi'an 80, every layer the pack knows."""

from __future__ import annotations

from typing import Callable, Hashable, Optional

import numpy as np
from qgis.core import QgsGeometry, QgsPointXY

from .arcs import Point
from .county import County, Piece
from .delivery import Delivery, cents
from .farmland_choice import REASONS, Choice, Facts
from .farmland_indicators import FarmlandIndicators
from .farmland_inputs import PROJECTS, FarmlandInputs
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
from .tables import Table, Value, polygon_wkb

PACK = "farmland"
EPSG = 2381  # Xi'an 1980, 3-degree zone of central meridian 108°E, easting without zone number

#: the town whose own slope map is part of the delivery
PLANNED_TOWN = 0

#: feature codes (YSDM) by layer, in the manner of the standards
FEATURE_CODES = {
    "XZQ": "1000600100",
    "CJXZQ": "1000600100",
    "DLTB": "2001010100",
    "XZDW": "2001020000",
    "LXDW": "2001030000",
    "JBNTBHQ": "2005010100",
    "JBNTBHPK": "2005010200",
    "JBNTBHTB": "2005010300",
    "JBNTHRHC": "2005010400",
    "PDT": "2010010000",
    "JQDLTB": "2003010100",
    "TDYTQ": "2003020100",
    "GHYT": "2003020200",
    "TDGHDL": "2003020300",
    "JSYDGZQ": "2003020400",
    "GHJBNTTZ": "2003020500",
    "MZZDJSXM": "2003020600",
    "STBHHX": "2090010000",
    "CSKFBJ": "2090020000",
    "XZJSYD": "2003020700",
}


class FarmlandDelivery(Delivery):
    """Builds the layers one after the other."""

    def __init__(self, county: County) -> None:
        """:param county: the county in the CRS of the delivery"""
        super().__init__(PACK, county, FEATURE_CODES)
        self._decide()
        self._lines_and_points()
        self.net = [self._facts(parcel) for parcel in range(county.count)]
        self._choose()
        self._admin_areas()
        self._land_use()
        self._basic_farmland()
        self._ledger()
        self._zones()
        self._plan_layers()
        self._three_lines()
        self.inputs = FarmlandInputs(self)
        self._planned_land_use()
        FarmlandIndicators(self)

    # --- what is where -----------------------------------------------------------------------

    def _decide(self) -> None:
        county, uses = self.county, self.uses
        self.conditional = urban_area(county, uses, 165)
        self.allowed = urban_area(county, uses, 120)
        self.urban = self.allowed | self.conditional
        self.redline = redline_pieces(county, uses)
        self.slope_class = [farmland_slope_class(slope) for slope in county.slope]
        self.form = [farmland_form(parcel, self.slope_class[parcel]) for parcel in range(county.count)]
        self.grade = [quality_grade(use, county.slope[i], county.height[i]) for i, use in enumerate(uses)]

    def _choose(self) -> None:
        """Decide what was basic farmland, what leaves and what enters."""
        net = np.array([float(facts["TBDLMJ"] or 0) for facts in self.net])
        facts = Facts(
            self.uses, self.slope_class, self.form, self.grade, net, self.allowed, self.urban, self.redline
        )  # fmt: skip
        self.choice = Choice(self.county, facts)
        self.change = self.choice.change
        self.basic = self.choice.basic
        self.project_of = {p: self._project(p) for p in self.choice.because("project")}

    def _project(self, parcel: int) -> str:
        """Return the project that takes a parcel, by the side of the county seat it lies on."""
        down, right = self.county.centres[parcel] - self.choice.middle
        return PROJECTS[0 if down < 0 else 1 if right < 0 else 2].name

    # --- layers ------------------------------------------------------------------------------

    def _lines_and_points(self) -> None:
        """Brooks as linear features cut at the parcels they cross, ponds as scattered features."""
        lines, points = self.table("linear_feature", "XZDW"), self.table("scattered_feature", "LXDW")
        self.line_area = [0.0] * self.county.count
        self.point_area = [0.0] * self.county.count
        shapes = []
        for polygon in self.county.polygons:
            shape = QgsGeometry()
            shape.fromWkb(polygon_wkb([polygon]))
            shapes.append(shape)
        for number, course in enumerate(self.county.brooks):
            width = 2.0 + number % 4 * 0.5
            places = [QgsPointXY(*self.county.place(row, column)) for row, column in course.tolist()]
            line = QgsGeometry.fromPolylineXY(places)
            for parcel in range(self.county.count):
                crossing = self.farmland(parcel) or self.uses[parcel] in ("orchard", "forest", "other_forest", "grass")
                if crossing and shapes[parcel].boundingBoxIntersects(line):
                    self._brook(lines, shapes[parcel].intersection(line), parcel, width)
        ditch = code_names("land_class_2007")
        for parcel in range(self.county.count):
            if self.farmland(parcel) and parcel % 17 == 5:
                place = shapes[parcel].pointOnSurface().asPoint()
                area = 80.0 + parcel % 7 * 23.5
                self.point_area[parcel] = area
                here = (round(place.x(), 4), round(place.y(), 4))
                self.add(points, here, DLBM="114", DLMC=ditch["114"], MJ=area)

    def _brook(self, lines: Table, cut: QgsGeometry, parcel: int, width: float) -> None:
        for part in cut.asGeometryCollection():
            if part.length() < 25:
                continue
            course: list[Point] = [(round(p.x(), 4), round(p.y(), 4)) for p in part.asPolyline()]
            length = cents(sum(float(np.hypot(a[0] - b[0], a[1] - b[1])) for a, b in zip(course, course[1:])))
            area = cents(length * width)
            self.line_area[parcel] = cents(self.line_area[parcel] + area)
            self.add(
                lines, course, DLBM="117", DLMC=code_names("land_class_2007")["117"],
                CD=length, KD=width, XZDWMJ=area,
            )  # fmt: skip

    def _admin_areas(self) -> None:
        towns = self.table("admin_area", "XZQ")
        groups: list[Optional[Hashable]] = [self.town_of(parcel) for parcel in range(self.county.count)]
        self.pieces(
            towns, groups, lambda piece, area: {
                "XZQDM": town_code(piece.group), "XZQMC": town_name(piece.group), "KZMJ": area, "JSMJ": area,
            }
        )  # fmt: skip
        villages = self.table("village", "CJXZQ")
        self.pieces(
            villages, [int(village) for village in self.county.village], lambda piece, area: {
                "XZQDM": self.county.village_codes[piece.group], "XZQMC": VILLAGES[piece.group],
                "KZMJ": area, "JSMJ": area,
            }
        )  # fmt: skip

    def _land_use(self) -> None:
        table = self.table("land_use", "DLTB")
        for parcel in range(self.county.count):
            farmland = self.farmland(parcel)
            self.add(
                table, [self.county.polygons[parcel]], **self.net[parcel],
                GDLX=self.form[parcel] if farmland else None,
                GDPDJ=self.slope_class[parcel] if farmland else None,
                GDDB=self.grade[parcel] if farmland else None,
            )  # fmt: skip

    def _facts(self, parcel: int) -> dict[str, Value]:
        """Return the fields of a parcel that all survey layers share."""
        use = USES[self.uses[parcel]]
        share = ridge_share(self.slope_class[parcel], self.form[parcel]) if use.farmland else None
        area = float(self.county.areas[parcel])
        line, point = self.line_area[parcel], self.point_area[parcel]
        ridges = cents((area - line - point) * share) if share else 0.0
        code = self.county.village_code(parcel)
        state = use.ownership == "20"
        return {
            "TBBH": self.serial(f"parcel of {code} ", 1).rsplit(" ", 1)[1],
            "DLBM": use.second_survey,
            "DLMC": code_names("land_class_2007")[use.second_survey],
            "QSXZ": use.ownership,
            "QSDWDM": (COUNTY_CODE + "0" * 13) if state else code + "0" * 7,
            "QSDWMC": COUNTY_NAME if state else self.village_name(parcel),
            "ZLDWDM": code + "0" * 7,
            "ZLDWMC": self.village_name(parcel),
            "KCDLBM": "123" if share else None,
            "TKXS": share,
            "TBMJ": area,
            "XZDWMJ": line,
            "LXDWMJ": point,
            "TKMJ": ridges,
            "TBDLMJ": cents(area - line - point - ridges),
        }

    def _basic_farmland(self) -> None:
        parcels = self.table("basic_farmland", "JBNTBHTB")
        self.ledger_number: dict[int, str] = {}
        for parcel in self.basic:
            facts = dict(self.net[parcel])
            self.ledger_number[parcel] = self.serial(self.county.village_code(parcel), 6)
            self.add(
                parcels, [self.county.polygons[parcel]], **{k: v for k, v in facts.items() if k != "TBDLMJ"},
                JBNTTBBH=self.ledger_number[parcel], GDLX=self.form[parcel], PDJB=self.slope_class[parcel],
                ZLDJDM=f"{self.grade[parcel]:02d}", JBNTMJ=facts["TBDLMJ"],
            )  # fmt: skip
        basic = set(self.basic)
        blocks = self.table("protection_block", "JBNTBHPK")
        self.pieces(blocks, self.grouped(basic, self.county.village_code), self._block)
        zones = self.table("protection_zone", "JBNTBHQ")
        self.pieces(zones, self.grouped(basic, self.town_of), self._protection_zone)

    def _net_sum(self, piece: Piece) -> float:
        return cents(sum(float(self.net[parcel]["TBDLMJ"] or 0) for parcel in piece.members))

    def _block(self, piece: Piece, area: float) -> dict[str, Value]:
        weights = self.county.areas[list(piece.members)]
        grade = np.average([self.grade[parcel] for parcel in piece.members], weights=weights)
        net = self._net_sum(piece)
        return {
            "BHPKBH": self.serial(f"{piece.group}", 4),
            "XZQDM": piece.group,
            "XZQMC": self.village_name(piece.members[0]),
            "BHPKMJ": area,
            "JBNTMJ": net,
            "GDMJ": net,
            "ZLDJDM": f"{round(float(grade)):02d}",
            "SZFW": self._bounds(piece),
        }

    def _bounds(self, piece: Piece) -> str:
        """Say which village lies on each side of a piece (四至)."""
        inside = set(piece.members)
        middle = self.county.centres[list(piece.members)].mean(axis=0)
        sides: dict[str, list[str]] = {"东": [], "南": [], "西": [], "北": []}
        for parcel in piece.members:
            for other in self.county.neighbours[parcel]:
                if other not in inside:
                    down, right = self.county.centres[other] - middle
                    side = ("东" if right > 0 else "西") if abs(right) > abs(down) else ("南" if down > 0 else "北")
                    sides[side].append(self.village_name(other))
        return "，".join(
            f"{side}至{max(sorted(set(names)), key=names.count) if names else '县界'}" for side, names in sides.items()
        )

    def _protection_zone(self, piece: Piece, area: float) -> dict[str, Value]:
        return {
            "BHQBH": self.serial(town_code(piece.group), 4),
            "XZQDM": town_code(piece.group),
            "XZQMC": town_name(piece.group),
            "JBNTMJ": self._net_sum(piece),
            "BHKSSJ": "2016/12/31",
        }

    def _ledger(self) -> None:
        table = self.table("adjustment_ledger", "JBNTHRHC")
        for parcel, change in sorted(self.change.items()):
            facts = self.net[parcel]
            code = self.county.village_code(parcel)
            area = float(facts["TBMJ"])
            built = area if self.uses[parcel] == "village" else 0.0
            other = cents(float(facts["TKMJ"]) + float(facts["XZDWMJ"]) + float(facts["LXDWMJ"]))
            if not self.farmland(parcel):
                other = cents(area - built)
            values: dict[str, Value] = {
                "XZQDM": code,
                "XZQMC": self.village_name(parcel),
                "HRHCLXDM": change,
                "HRHCTBBH": self.ledger_number.get(parcel) or self.serial(code, 6) + "HC",
                "TBMJ": facts["TBMJ"],
                "GDMJ": cents(area - other - built),
                "QTNYDMJ": other,
                "JSYDMJ": built,
                "WLYDMJ": 0.0,
            }
            if change == "2":
                reason = REASONS[self.choice.reason[parcel]]
                values |= {
                    "HCYY": reason.ledger,
                    "SJXMMC": self.project_of.get(parcel, reason.title),
                    "PZJG": f"{COUNTY_NAME}人民政府",
                    "PZWH": f"砚政土〔2016〕{parcel % 50 + 1}号",
                    "PZRQ": "2016-09-20",
                }
            self.add(table, [self.county.polygons[parcel]], **values)

    def _zones(self) -> None:
        table = self.table("land_use_zone", "TDYTQ")
        groups: list[Optional[Hashable]] = [
            (self.town_of(parcel), self._use_zone(parcel)) for parcel in range(self.county.count)
        ]
        self.pieces(
            table, groups, lambda piece, area: {
                "XZQDM": town_code(piece.group[0]), "TDYTQLXDM": piece.group[1],
                "TDYTQBH": self.serial(town_code(piece.group[0]) + piece.group[1], 4), "TDYTQMJ": area,
            }
        )  # fmt: skip
        table = self.table("control_zone", "JSYDGZQ")
        groups = [(self.town_of(parcel), self._control_zone(parcel)) for parcel in range(self.county.count)]
        self.pieces(
            table, groups, lambda piece, area: {
                "XZQDM": town_code(piece.group[0]), "GZQLXDM": piece.group[1], "GZQMJ": area,
            }
        )  # fmt: skip

    def _use_zone(self, parcel: int) -> str:
        use = self.uses[parcel]
        if parcel in self.redline:
            return "070"
        if parcel in self.allowed:
            return "030"
        if use == "village":
            return "040"
        if self.change.get(parcel) in ("0", "1"):
            return "010"
        if USES[use].farmland or use in ("orchard", "pond", "grass"):
            return "020"
        return "090" if use in ("forest", "shrub", "other_forest") else "990"

    def _control_zone(self, parcel: int) -> str:
        if parcel in self.redline:
            return "040"
        if parcel in self.allowed or self.uses[parcel] == "village":
            return "010"
        return "020" if parcel in self.conditional else "030"

    def _plan_layers(self) -> None:
        self._slope_map()
        self._base_land_use()
        self._planned_use_parcels()
        adjustment = self.table("planned_farmland_adjustment", "GHJBNTTZ")
        groups = self.grouped(self.change, lambda p: (self.county.village_code(p), self.change[p]))
        self.pieces(
            adjustment, groups, lambda piece, area: {
                "XZQDM": piece.group[0], "TZLXDM": None if piece.group[1] == "0" else piece.group[1], "MJ": area,
            }
        )  # fmt: skip
        projects = self.table("key_project", "MZZDJSXM")
        self.pieces(
            projects, self.grouped(self.project_of, self.project_of.__getitem__),
            lambda piece, area: {"XMMC": piece.group, "MJ": area},
        )  # fmt: skip

    def _slope_map(self) -> None:
        table = self.table("slope_map", "PDT")
        planned = {parcel for parcel in range(self.county.count) if self.town_of(parcel) == PLANNED_TOWN}
        self.pieces(
            table, self.grouped(planned, lambda parcel: self.slope_class[parcel]),
            lambda piece, area: {"PDJB": piece.group},
        )  # fmt: skip

    def _base_land_use(self) -> None:
        table = self.table("base_land_use", "JQDLTB")

        def group(parcel: int) -> Hashable:
            farmland = self.farmland(parcel)
            share = ridge_share(self.slope_class[parcel], self.form[parcel]) if farmland else None
            return (
                self._base_unit(parcel), USES[self.uses[parcel]].planning,
                self.slope_class[parcel] if farmland else None, share, USES[self.uses[parcel]].ownership,
            )  # fmt: skip

        def values(piece: Piece, area: float) -> dict[str, Value]:
            unit, code, slope_class, share, ownership = piece.group
            ridges = cents(area * share) if share else 0.0
            return {
                "TBBH": self.serial(f"base parcel of {unit} ", 1).rsplit(" ", 1)[1],
                "XZQDM": unit, "DLDM": code, "DLMC": code_names("planning_land_class")[code],
                "QSXZ": ownership, "PDJB": slope_class, "TKXS": share or 0.0, "KKSM": ridges,
                "TBMJ": area, "TBDLMJ": cents(area - ridges),
            }  # fmt: skip

        self.pieces(table, [group(p) for p in range(self.county.count)], values)

    def _base_unit(self, parcel: int) -> str:
        """Return the unit a base-year parcel belongs to: its village in the town with a slope map, else its town."""
        town = self.town_of(parcel)
        return self.county.village_code(parcel) if town == PLANNED_TOWN else town_code(town)

    def _planned_land_use(self) -> None:
        table = self.table("planned_land_use", "TDGHDL")
        groups: list[Optional[Hashable]] = [
            (self.town_of(p), self._planned_class(p)) for p in range(self.county.count)
        ]
        self.pieces(
            table, groups, lambda piece, area: {
                "TBBH": self.serial(f"plan parcel of {piece.group[0]} ", 1).rsplit(" ", 1)[1],
                "XZQDM": town_code(piece.group[0]), "GHDLDM": piece.group[1],
                "GHDLMC": code_names("planning_land_class")[piece.group[1]], "GHDLMJ": area,
            }
        )  # fmt: skip

    def _planned_class(self, parcel: int) -> str:
        """Return the planned class: land of the projects becomes urban, as villages that the town grows around do."""
        use = self.uses[parcel]
        is_urban = parcel in self.inputs.added or (parcel in self.allowed and use in ("town", "village"))
        return "211" if is_urban else USES[use].planning

    def _planned_use_parcels(self) -> None:
        """Settlements as they are (X…), their extension (G…), and farmland held for consolidation."""
        table = self.table("planned_use_parcel", "GHYT")

        def group(parcel: int) -> Optional[Hashable]:
            use = self.uses[parcel]
            if use in ("town", "village"):
                return self.town_of(parcel), "X" + USES[use].planning
            if parcel in self.allowed:
                return self.town_of(parcel), "G211"
            if USES[use].farmland and parcel not in self.change and parcel not in self.urban:
                return self.town_of(parcel), "X" + USES[use].planning
            return None

        def values(piece: Piece, area: float) -> dict[str, Value]:
            town, code = piece.group
            return {
                "XZQDM": town_code(town), "XZQMC": town_name(town), "YTDKBH": self.serial(town_code(town), 3),
                "GHYTDM": code, "GHYTMC": code_names("planning_land_class")[code[1:]], "MJ": area, "JMJ": area,
                "JBNTZBQ": "1" if code.startswith("X11") else None,
            }  # fmt: skip

        self.pieces(table, [group(parcel) for parcel in range(self.county.count)], values)

    def _three_lines(self) -> None:
        redline = self.table("redline", "STBHHX")
        self.pieces(
            redline, self.grouped(self.redline, lambda parcel: "redline"), lambda piece, area: {
                "XZQDM": COUNTY_CODE, "HXBM": self.serial(COUNTY_CODE + "HX", 4),
                "HXMC": f"{COUNTY_NAME}山地水源涵养生态保护红线", "HXLX": "水源涵养", "MJ": area,
            }
        )  # fmt: skip
        boundary = self.table("urban_boundary", "CSKFBJ")
        self.pieces(
            boundary, self.grouped(self.urban, lambda parcel: "urban"), lambda piece, area: {
                "XZQDM": town_code(0), "XZQMC": town_name(self.town_of(piece.members[0])), "MJ": area,
            }
        )  # fmt: skip
        self._avoided("flood_detention", "XZHQ", lambda p: self.uses[p] == "shoal", 20_000)
        self._avoided("geohazard_area", "DZZHGWQ", lambda p: self.county.slope[p] > 36, 60_000)
        self._avoided(
            "mined_out_area", "KCCKQ", lambda p: self.uses[p] == "bare" and p not in self.redline, 40_000
        )

    def _avoided(self, role: str, name: str, member: Callable[[int], bool], least: float) -> None:
        """Add a layer the urban boundary has to avoid; the packs know no fields of it."""
        table = self.table(role, name)
        chosen = {p for p in range(self.county.count) if member(p) and p not in self.urban}
        for piece in self.county.dissolve(self.grouped(chosen, lambda parcel: name)):
            if self.county.areas[list(piece.members)].sum() >= least:
                self.add(table, [piece.polygon])
