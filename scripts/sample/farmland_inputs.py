"""What a delineation is worked out from and an adjustment is judged by: the input layers of the farmland plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Iterable, Mapping

from qgis.core import QgsGeometry

from .arcs import Polygon
from .farmland_choice import FRINGE, FROZEN_VILLAGES, REASONS
from .land_use import USES
from .landscape import FINE
from .names import COUNTY_CODE, COUNTY_NAME, VILLAGES, town_code, town_name
from .overlays import blob, free_of, geometry_of, line_of, parcels_shape, shapes_of
from .tables import Value

if TYPE_CHECKING:
    from .farmland import FarmlandDelivery


@dataclass(frozen=True)
class Project:
    """A construction project of the list."""

    name: str
    kind: str  # code list project_type
    number: str


PROJECTS = (
    Project(f"{COUNTY_NAME}城北移民搬迁安置工程", "04", "砚发改〔2015〕12号"),
    Project(f"{COUNTY_NAME}城区道路工程", "03", "砚发改〔2015〕31号"),
    Project(f"{COUNTY_NAME}人民医院迁建工程", "05", "砚发改〔2016〕7号"),
    Project(f"{COUNTY_NAME}农产品加工园", "06", "砚发改〔2016〕18号"),
)
PARK = PROJECTS[3]  # stands on land that never was basic farmland

#: documents by kind of evidence: name and number
DOCUMENTS = {
    "01": ("新一轮退耕还林还草实施方案批复", "砚政函〔2015〕22号"),
    "02": ("农用地土壤污染鉴定报告", "砚环监〔2015〕8号"),
    "03": ("灾毁耕地鉴定报告", "砚国土〔2015〕41号"),
    "04": ("建设用地批准书", "砚政土批〔2013〕5号"),
    "05": ("建设项目立项批复", "砚发改〔2015〕12号"),
    "06": ("地类认定实地核查表", "砚国土〔2016〕3号"),
    "08": ("水平梯田实地核查表及照片", "砚国土〔2016〕4号"),
    "09": ("灌溉设施竣工验收单", "砚水〔2014〕17号"),
    "10": ("高标准农田建设项目验收意见", "砚国土整〔2014〕2号"),
    "11": ("河道行洪论证报告", "砚水〔2015〕9号"),
    "13": ("城市周边永久基本农田调整论证报告", "砚国土〔2016〕19号"),
}

#: radius of the range of the central town in m: it cuts the urban land
CENTRAL = 460

#: farmland and basic farmland the plan lets the county lose besides what the map shows, a share of what there was
PLANNED_LOSS = 0.002


class FarmlandInputs:
    """Adds the input layers to a delivery whose basic farmland is decided."""

    def __init__(self, delivery: FarmlandDelivery) -> None:
        """:param delivery: the delivery with its land survey and basic farmland"""
        self._delivery = delivery
        self._county = delivery.county
        self._choice = delivery.choice
        self._basic = parcels_shape(delivery.county, delivery.choice.basic)
        self._middle = self._county.place(*self._choice.middle.tolist())
        self.before()
        self.must_leave()
        self.good_land()
        self.limits()
        self.ecology()
        self.construction()
        self.tables()

    # --- helpers -----------------------------------------------------------------------------

    def _parcel(self, parcel: int) -> QgsGeometry:
        return geometry_of([self._county.polygons[parcel]])

    def _areas(self, role: str, name: str, shapes: Iterable[Polygon], **values: Value) -> None:
        """Add a layer of areas, numbering their names."""
        delivery = self._delivery
        table = delivery.tables.get(name) or delivery.table(role, name)
        for polygon in shapes:
            numbered = {
                key: f"{value}{len(table.rows) + 1}" if key == "MC" else value for key, value in values.items()
            }
            delivery.add(table, [polygon], **numbered)

    def _within(self, parcels: Iterable[int], test: Mapping[int, object] | set[int]) -> list[int]:
        return [parcel for parcel in parcels if parcel in test]

    def _all(self) -> range:
        return range(self._county.count)

    # --- layers ------------------------------------------------------------------------------

    def before(self) -> None:
        """Basic farmland before the adjustment: what is kept, and what leaves."""
        delivery = self._delivery
        table = delivery.table("previous_farmland", "TZQJBNTTB")
        numbers = {
            id(row.shape[0]): str(row.values["HRHCTBBH"]) for row in delivery.tables["JBNTHRHC"].rows if row.shape
        }
        for parcel in self._choice.previous:
            facts, farmland = delivery.net[parcel], delivery.farmland(parcel)
            polygon = self._county.polygons[parcel]
            delivery.add(
                table, [polygon], JBNTTBBH=numbers[id(polygon)].replace("HC", ""),
                XZQDM=self._county.village_code(parcel), DLBM=facts["DLBM"],
                GDDB=delivery.grade[parcel] if farmland else None,
                PDJB=delivery.slope_class[parcel] if farmland else None,
                TBMJ=facts["TBMJ"], JBNTMJ=facts["TBDLMJ"],
            )  # fmt: skip

    def must_leave(self) -> None:
        """Retirement plan, polluted and destroyed farmland, flood way, foothills: beside what stays."""
        choice, county, delivery = self._choice, self._county, self._delivery
        retired = set(choice.because("retirement"))
        around = {
            other
            for parcel in retired
            for other in county.neighbours[parcel]
            if delivery.uses[other] in ("shrub", "other_forest") and county.areas[other] < 60_000
        }
        shapes = shapes_of(parcels_shape(county, retired | around))
        steep = [p for p in self._all() if delivery.farmland(p) and delivery.slope_class[p] == "4"
                 and p not in delivery.change and p not in delivery.urban and p not in choice.frozen]  # fmt: skip
        for parcel in steep[::6]:  # cut the field: part of it only is in the plan
            area = blob(self._county.place(*county.centres[parcel].tolist()), 130, parcel)
            shapes += shapes_of(free_of(area, self._basic))
        self._areas("retirement_plan", "TGHLHC", shapes, PZWH=DOCUMENTS["01"][1])
        for role, name, reason, kind in (
            ("polluted_land", "WRGD", "polluted", "02"), ("destroyed_land", "SHGD", "destroyed", "03"),
        ):  # fmt: skip
            for parcel in choice.because(reason):
                self._areas(role, name, self._spoilt(parcel), PZWH=DOCUMENTS[kind][1])
        river = parcels_shape(county, [p for p in self._all() if delivery.uses[p] == "river"])
        dry = [parcel for parcel in choice.change if parcel not in choice.because("flood")]
        banks = free_of(river.buffer(14, 3), parcels_shape(county, dry))
        flooded = parcels_shape(county, choice.because("flood"))
        way = river.combine(banks).combine(flooded)
        self._areas("flood_way", "XHHD", shapes_of(way, 1.5), MC="砚溪河行洪范围")
        rim = [
            p for p in self._all() if county.centres[p][0] < 320 and delivery.town_of(p) == 2
            and p not in choice.terraces
        ]  # fmt: skip
        self._areas("qinling_foothill", "QLBL", shapes_of(parcels_shape(county, rim)), MC="北麓范围")

    def _spoilt(self, parcel: int) -> list[Polygon]:
        """Return an area over most of a parcel and some of the land around it that is not basic farmland."""
        shape = self._parcel(parcel)
        centre = self._county.place(*self._county.centres[parcel].tolist())
        radius = (shape.area() / 3.1416) ** 0.5
        others = parcels_shape(self._county, [other for other in self._choice.change if other != parcel])
        spot = free_of(blob(centre, radius * 1.25, parcel), others)
        covered = spot.intersection(shape).area() / shape.area()
        return shapes_of(spot if covered > 0.7 else spot.combine(shape))

    def good_land(self) -> None:
        """Improved land, and the good farmland at the edge of the town and along the roads."""
        county, delivery = self._county, self._delivery
        self.improved: set[int] = set()
        for village in (3, 8, 13):
            watered = [p for p in self._all() if int(county.village[p]) == village
                       and delivery.uses[p] in ("paddy", "irrigated")]  # fmt: skip
            around = {other for p in watered for other in county.neighbours[p]}
            beside = {p for p in around if p in delivery.change and county.areas[p] < 30_000}
            chosen = [p for p in {*watered, *beside} if p not in delivery.allowed and p not in self._choice.reason]
            self.improved |= set(chosen)
            self._areas(
                "improved_land", "GBZNT", shapes_of(parcels_shape(county, chosen)),
                MC=f"{VILLAGES[village]}高标准农田建设项目", PZWH=DOCUMENTS["10"][1],
            )  # fmt: skip
        strips = [line_of(county.place(*point) for point in course.tolist()).buffer(160, 3) for course in county.roads]
        good = blob(self._middle, 1_500, 3)
        for strip in strips:
            good = good.combine(strip)
        good = free_of(good.simplify(8.0), parcels_shape(county, delivery.urban))
        self._areas("good_farmland_area", "YZGDFW", shapes_of(good), MC="城市周边和交通沿线优质耕地范围")

    def limits(self) -> None:
        """Urban fringe, frozen area, built-up areas and main roads."""
        county, delivery = self._county, self._delivery
        seat_town = parcels_shape(county, [p for p in self._all() if delivery.town_of(p) == 0])
        around = blob(self._middle, FRINGE * FINE, 1, corners=32, unrest=0.03).intersection(seat_town)
        fringe = geometry_of(shapes_of(around)[:1])
        self._check_fringe(fringe)
        self._areas("urban_fringe", "CSZBFW", shapes_of(fringe), MC=f"{COUNTY_NAME}城市周边范围")
        self._areas("previous_urban_fringe", "TZQCSZBFW", shapes_of(fringe), MC=f"{COUNTY_NAME}城市周边范围")
        central = blob(self._middle, CENTRAL, 2, corners=24, unrest=0.05).intersection(seat_town)
        self._areas("central_town", "ZXCQFW", shapes_of(central)[:1], MC=f"{COUNTY_NAME}中心城区规划控制范围")
        for village in FROZEN_VILLAGES:
            land = [p for p in self._all() if int(county.village[p]) == village]
            self._areas("frozen_area", "BDTZFW", shapes_of(parcels_shape(county, land)),
                        MC=f"{VILLAGES[village]}已划定范围")  # fmt: skip
        built = [p for p in self._all() if delivery.uses[p] in ("town", "village")]
        self._areas("built_up_area", "JCQ", shapes_of(parcels_shape(county, built)), MC="建成区")
        roads = delivery.table("main_road", "ZYDL")
        for number, course in enumerate(county.roads, start=1):
            delivery.add(roads, [county.place(*point) for point in course.tolist()], MC=f"砚{number:02d}公路")

    def _check_fringe(self, fringe: QgsGeometry) -> None:
        """Make sure that the rim of the fringe cuts nothing that changes."""
        for parcel, change in self._choice.change.items():
            shape = self._parcel(parcel)
            if change != "0" and 1e-6 < fringe.intersection(shape).area() / shape.area() < 1 - 1e-6:
                raise ValueError(f"the rim of the urban fringe cuts parcel {parcel}, which changes")

    def ecology(self) -> None:
        """Sources of the ecological space, clear of basic farmland; some cut parcels."""
        county, delivery = self._county, self._delivery
        wild = ("forest", "shrub", "other_forest", "bare")
        redline = parcels_shape(county, delivery.redline)
        largest = shapes_of(redline)[0]
        beside = {
            o for p in delivery.redline for o in county.neighbours[p]
            if delivery.uses[o] in wild and county.slope[o] > 18 and delivery.town_of(o) in (1, 3)
        }  # fmt: skip
        important = parcels_shape(county, delivery.redline | beside)
        settled = self._basic.combine(parcels_shape(county, delivery.urban))
        important = free_of(important.simplify(6.0), settled)
        self._areas("important_ecological_area", "ZYSTGNQ", shapes_of(important)[:3], MC="水源涵养重要区")
        steep = [p for p in self._all() if delivery.uses[p] in wild and county.slope[p] > 34]
        sensitive = [shape for shape in shapes_of(parcels_shape(county, steep)) if geometry_of([shape]).area() > 8e4]
        self._areas("ecologically_sensitive_area", "STMGQ", sensitive, MC="水土流失敏感区")
        heart = geometry_of([largest]).poleOfInaccessibility(5.0)
        place = (heart[0] if isinstance(heart, tuple) else heart).asPoint()
        scenic = free_of(blob((place.x(), place.y()), 520, 5), self._basic)
        self._areas("scenic_core", "FJMSHXQ", shapes_of(scenic), MC="砚山风景名胜区核心区")
        reservoir = parcels_shape(county, [p for p in self._all() if delivery.uses[p] == "reservoir"])
        around = reservoir.buffer(150, 4).intersection(parcels_shape(county, self._all()))
        source = reservoir.combine(free_of(around, self._basic))
        self._areas("water_source_area", "SYDBHQ", shapes_of(source, 1.0)[:1], MC="砚溪水库水源地保护区")

    def construction(self) -> None:
        """Plans of the town and of industry, construction land as it was, and what is added."""
        county, delivery = self._county, self._delivery
        urban = parcels_shape(county, delivery.urban)
        plan = free_of(urban.buffer(40, 3), self._basic)
        self._areas("city_plan_area", "CSGHFW", shapes_of(plan, 5.0)[:1], MC=f"{COUNTY_NAME}城市总体规划范围")
        park = parcels_shape(county, self.park)
        spread = free_of(park.buffer(25, 2), self._basic)
        self._areas("industry_plan_area", "CYGHFW", shapes_of(spread, 2.0), MC="农产品加工园规划范围")
        built = [p for p in self._all() if USES[delivery.uses[p]].second_survey in CONSTRUCTION]
        before = delivery.table("previous_construction", "TZQJSYD")
        delivery.pieces(before, delivery.grouped(built, delivery.town_of), lambda piece, area: {})
        table = delivery.table("new_construction", "XZJSYD")
        self.added = {**delivery.project_of, **dict.fromkeys(self.park, PARK.name)}
        delivery.pieces(
            table, delivery.grouped(self.added, lambda p: (delivery.town_of(p), self.added[p])),
            lambda piece, area: {"XMMC": piece.group[1], "XZQDM": town_code(piece.group[0]), "MJ": area},
        )  # fmt: skip

    @property
    def park(self) -> list[int]:
        """The parcels of the industry park: allowed farmland that never was basic farmland."""
        delivery = self._delivery
        free = [p for p in sorted(delivery.allowed) if delivery.farmland(p) and p not in delivery.change]
        return free[-4:]

    def tables(self) -> None:
        """Project list, evidence, targets and assigned changes."""
        delivery, county = self._delivery, self._county
        projects = delivery.table("project_list", "XMQD")
        for project in PROJECTS:
            area = sum(float(county.areas[p]) for p, name in self.added.items() if name == project.name)
            delivery.add(
                projects, None, XMMC=project.name, XMLX=project.kind, PZJG=f"{COUNTY_NAME}发展和改革局",
                PZWH=project.number, MJ=round(area / 10_000 + 0.05, 1),
            )  # fmt: skip
        self._evidence()
        self._assigned()
        targets = delivery.table("farmland_target", "JBNTRW")
        goals = {r.values["XZQDM"]: r.values["TZH"] for r in delivery.tables["ZBTZ"].rows if r.values["ZBDM"] == "02"}
        for town in sorted(set(county.town.tolist())):
            code = town_code(town)
            delivery.add(targets, None, XZQDM=code, XZQMC=town_name(town), RWMJ=goals[code])

    def _evidence(self) -> None:
        delivery, choice = self._delivery, self._choice
        table = delivery.table("evidence", "JZCL")
        kinds: dict[int, list[str]] = {p: list(REASONS[reason].evidence) for p, reason in choice.reason.items()}
        for parcel in choice.change:
            if choice.change[parcel] != "0" and choice.near_seat(parcel, FRINGE):
                kinds.setdefault(parcel, []).append("13")
        for parcel in choice.terraces:
            kinds.setdefault(parcel, []).append("08")
        for parcel in choice.of("1"):
            if delivery.uses[parcel] in ("paddy", "irrigated"):
                kinds.setdefault(parcel, []).append("09")
            if parcel in self.improved:
                kinds.setdefault(parcel, []).append("10")
        for parcel, needed in sorted(kinds.items()):
            for kind in needed:
                title, number = DOCUMENTS[kind]
                delivery.add(
                    table, None, TBBSM=str(delivery.tables["DLTB"].rows[parcel].values["BSM"]), ZMLX=kind,
                    CLMC=title, WH=number, RQ="2016-08-20",
                )  # fmt: skip

    def _hectares(self, parcels: Iterable[int]) -> float:
        return sum(float(self._delivery.net[p]["TBDLMJ"] or 0) for p in parcels) / 10_000

    def _lost(self, parcel: int) -> float:
        """Return the farmland of a parcel that construction and retirement take, in ha."""
        shape = self._parcel(parcel)
        taken = [
            shape.intersection(geometry_of(row.shape)).area()
            for name in ("XZJSYD", "TGHLHC")
            for row in self._delivery.tables[name].rows
            if shape.boundingBoxIntersects(geometry_of(row.shape))
        ]
        return self._hectares([parcel]) * min(1.0, sum(taken) / shape.area())

    def _assigned(self) -> None:
        """Indicators before and after the adjustment, county and towns: one rises, two fall (一增两减)."""
        delivery, county, choice = self._delivery, self._county, self._choice
        table = delivery.table("assigned_change", "ZBTZ")
        farmland = [p for p in self._all() if delivery.farmland(p)]
        built = [p for p in self._all() if USES[delivery.uses[p]].second_survey in CONSTRUCTION]
        towns = sorted(set(county.town.tolist()))
        rows = []
        for town in towns:

            def here(parcels: Iterable[int], town: int = town) -> list[int]:
                return [p for p in parcels if delivery.town_of(p) == town]

            before = self._hectares(here(farmland))
            lost = sum(self._lost(p) for p in here(farmland))
            basic = self._hectares(here(choice.previous))
            had = sum(float(county.areas[p]) for p in here(built)) / 10_000
            added = sum(float(county.areas[p]) for p in here(self.added)) / 10_000
            rows.append((
                town_code(town),
                (round(before, 2), round(before - lost - before * PLANNED_LOSS, 2)),
                (round(basic, 2), round(basic * (1 - PLANNED_LOSS), 2)),
                (round(had, 2), round(had + added + 0.02, 2)),
            ))  # fmt: skip
        total = tuple(
            tuple(round(sum(row[column][side] for row in rows), 2) for side in (0, 1)) for column in (1, 2, 3)
        )  # fmt: skip
        for code, *pairs in [(COUNTY_CODE, *total), *rows]:
            for indicator, (first, second) in zip(("01", "02", "06"), pairs):
                delivery.add(table, None, XZQDM=code, ZBDM=indicator, TZQ=first, TZH=second)


#: classes of construction land (建设用地) among those the county has
CONSTRUCTION = ("102", "113", "202", "203")
