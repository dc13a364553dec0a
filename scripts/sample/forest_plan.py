"""Layers of the forest-land plan beside the sub-compartments: projects, reserves, bases, works, land to be planted.

Projects and works keep to the rules of the plan in the clean edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, Iterable, Optional

from qgis.core import QgsPointXY

from .county import Piece
from .forest_changes import FormerEdition
from .landscape import FINE
from .names import COUNTY_NAME, VILLAGES, town_code
from .overlays import blob, free_of, geometry_of, line_of, parcels_shape, shapes_of
from .redraw import square
from .tables import Value

if TYPE_CHECKING:
    from .forest import ForestDelivery

Values = dict[str, Value]


@dataclass(frozen=True)
class Project:
    """A project that uses forest land.

    :ivar kind: code list forest_project_type; ``level`` approval_level; ``nature`` forest_use_nature
    :ivar grade: protection grade of the forest land it lies on
    :ivar side: length of the side of its square, m
    :ivar trees: whether it lies on trees (有林地)
    """

    name: str
    kind: str
    level: str
    nature: str
    year: int
    grade: str
    side: float
    trees: bool = True


PROJECTS = (
    Project("县道改线工程", "11", "5", "1", 2021, "4", 90.0),
    Project("乡村旅游停车场", "24", "5", "1", 2021, "4", 60.0),
    Project("通信基站及进场道路", "11", "5", "1", 2022, "4", 40.0),
    Project("省道过境段改建工程", "11", "3", "1", 2023, "2", 110.0),
    Project("地质灾害避险搬迁安置点", "13", "5", "1", 2024, "3", 80.0),
    Project("农产品加工仓储中心", "31", "5", "1", 2025, "3", 70.0),
    Project("城镇污水处理厂", "12", "4", "1", 2027, "4", 75.0),
    Project("省道改建配套取土场", "41", "3", "2", 2028, "3", 60.0, False),
    Project("林区防火道路", "11", "5", "1", 2029, "4", 35.0),
    Project("抽水蓄能电站", "11", "2", "1", 2031, "2", 120.0),
)


class ForestPlan:
    """Adds the layers."""

    def __init__(self, delivery: ForestDelivery) -> None:
        """:param delivery: with land survey and sub-compartments"""
        self._delivery = delivery
        self._county = delivery.county
        self._taken = set(delivery.changes)

    def add_layers(self) -> None:
        """Add every layer, the ones beneath the sub-compartments first."""
        self._reserves()
        self._ecological_areas()
        self._bases()
        self._afforestation()
        self._projects()
        self._works()
        FormerEdition(self._delivery).add_layer()

    # --- what grades follow from ---------------------------------------------------------------

    def _reserves(self) -> None:
        table = self._delivery.table("nature_reserve", "ZRBHD")
        zones = self._delivery.zones
        names = {"20": f"{COUNTY_NAME}鹿鸣山省级自然保护区", "31": f"{COUNTY_NAME}云坳国家森林公园"}

        def values(kind: str, level: str) -> Callable[[Piece, float], Values]:
            return lambda piece, area: {
                "BHDMC": names[kind], "BHDLX": kind, "BHDJB": level,
                "GNFQ": piece.group if kind == "20" else None, "MJ": round(area / 10_000, 4),
            }  # fmt: skip

        self._delivery.pieces(table, self._grouped(zones.reserve, zones.reserve.__getitem__), values("20", "2"))
        self._delivery.pieces(table, self._grouped(zones.park, lambda parcel: "park"), values("31", "1"))

    def _ecological_areas(self) -> None:
        table = self._delivery.table("ecological_area", "ZYSTKJ")
        self._delivery.pieces(
            table, self._grouped(self._delivery.zones.water_conservation, lambda parcel: "03"), lambda piece, area: {
                "MC": "上砚水源涵养地", "LX": "03", "MJ": round(area / 10_000, 4),
            }
        )  # fmt: skip
        reservoir = self._delivery.uses.index("reservoir")
        centre = self._county.place(*self._county.centres[reservoir].tolist())
        near, far = blob(centre, 260.0, 3), blob(centre, 520.0, 4)
        for kind, name, area in (("08", "一级保护区", near), ("09", "二级保护区", far.difference(near.buffer(1, 2)))):
            for polygon in shapes_of(area.intersection(self._inside()), 0.5):
                size = float(self._county.area_of([polygon])[0])
                self._delivery.add(table, [polygon], MC=f"砚溪水库{name}", LX=kind, MJ=round(size / 10_000, 4))

    def _inside(self) -> object:
        """Return the county, as one geometry."""
        piece, = self._county.dissolve([True] * self._county.count)
        return geometry_of([piece.polygon])

    def _bases(self) -> None:
        table = self._delivery.table("forest_base", "LYJD")
        names = {"1": "速生丰产用材林基地", "2": "木本油料基地", "3": "生物质能源林基地"}
        bases = self._delivery.zones.bases
        self._delivery.pieces(
            table, self._grouped(bases, lambda parcel: (bases[parcel], int(self._county.village[parcel]))),
            lambda piece, area: {
                "MC": VILLAGES[piece.group[1]] + names[piece.group[0]], "LX": piece.group[0],
                "MJ": round(area / 10_000, 4),
            },
        )  # fmt: skip

    def _afforestation(self) -> None:
        """Supplementary forest land by a plan of the county, and steep farmland to be returned to forest."""
        table = self._delivery.table("afforestation_plan", "GHFZLY")
        for kind, level, number, name, parcels in (
            ("2", "5", "砚政发〔2019〕14号", "荒山造林地块", self._delivery.supplements),
            ("1", "1", "国办函〔2019〕33号", "退耕还林地块", self._steep_farmland()),
        ):
            self._delivery.pieces(
                table, self._grouped(parcels, lambda parcel: int(self._county.village[parcel])),
                lambda piece, area, kind=kind, level=level, number=number, name=name: {
                    "MC": VILLAGES[piece.group] + name, "LX": kind, "PZJB": level, "PZWH": number,
                    "MJ": round(area / 10_000, 4),
                },
            )  # fmt: skip

    def _steep_farmland(self) -> list[int]:
        """Return the farmland of slope class 4 and 5 that is no basic farmland."""
        basic = set(self._delivery.basic)
        return [
            parcel
            for parcel in range(self._county.count)
            if self._delivery.farmland(parcel) and self._delivery.slope_class[parcel] >= "4" and parcel not in basic
        ]

    # --- what uses forest land -------------------------------------------------------------------

    def _projects(self) -> None:
        table = self._delivery.table("forest_use_project", "SYLDXM")
        self._delivery.used_land = []
        for number, project in enumerate(PROJECTS, start=1):
            parcel, place = self._room(project)
            polygon = square(place, project.side)
            area = round(float(self._county.area_of([polygon])[0]) / 10_000, 4)
            self._delivery.add(
                table, [polygon], XMBH=f"SY{project.year}{number:03d}", XMMC=COUNTY_NAME + project.name,
                XMLX=project.kind, PZJB=project.level, SYXZ=project.nature, SYND=project.year, SYLDMJ=area,
                SHWH=f"砚林许准〔{project.year}〕{number}号",
            )  # fmt: skip
            self._delivery.used_land.append((project.year, town_code(self._delivery.town_of(parcel)), area))

    def _room(self, project: Project) -> tuple[int, tuple[float, float]]:
        """Return the first untouched sub-compartment a project fits into, and its place there."""
        for parcel, values in self._delivery.compartments.items():
            trees = str(values["DI_LEI"]).startswith("011")
            if values["BH_DJ"] != project.grade or values["BCLD"] != "1" or trees != project.trees:
                continue
            place = self._deepest(parcel, project.side * 0.75) if parcel not in self._taken else None
            if place is not None:
                self._taken.add(parcel)
                return parcel, place
        raise LookupError(f"no forest land of grade {project.grade} has room for {project.name}")

    def _deepest(self, parcel: int, least: float) -> Optional[tuple[float, float]]:
        shape = geometry_of([self._county.polygons[parcel]])
        deepest = shape.poleOfInaccessibility(1.0)
        place, depth = deepest if isinstance(deepest, tuple) else (deepest, 0.0)
        if depth < least or place.isNull():
            return None
        point: QgsPointXY = place.asPoint()
        return round(point.x(), 4), round(point.y(), 4)

    # --- works ----------------------------------------------------------------------------------

    def _works(self) -> None:
        delivery, table = self._delivery, self._delivery.table("forest_works", "ZDGC")
        reserve = delivery.zones.reserve
        first_base = min(delivery.zones.bases)
        village = int(self._county.village[first_base])
        for name, kind, years, parcels in (
            ("荒山造林绿化工程", "11", (2021, 2025), sorted(delivery.supplements)[:2]),
            ("陡坡耕地退耕还林工程", "12", (2022, 2026), self._steep_farmland()[:3]),
            ("用材林基地质量提升工程", "13", (2022, 2030),
             [parcel for parcel in delivery.zones.bases if int(self._county.village[parcel]) == village]),
            ("鹿鸣山天然林保护修复工程", "16", (2021, 2035),
             [parcel for parcel in reserve if reserve[parcel] == "23" and parcel in delivery.compartments]),
            ("废弃采石场生态修复工程", "15", (2023, 2025),
             [parcel for parcel, use in enumerate(delivery.uses) if use == "bare"
              and parcel not in delivery.supplements | delivery.redline][:1]),
            ("存量宅基地盘活工程", "22", (2024, 2028),
             [parcel for parcel, use in enumerate(delivery.uses) if use == "village"][:2]),
        ):  # fmt: skip
            delivery.pieces(
                table, self._grouped(parcels, lambda parcel: "works"),
                lambda piece, area, name=name, kind=kind, years=years: {
                    "GCMC": COUNTY_NAME + name, "GCLX": kind, "KSND": years[0], "JSND": years[1],
                    "GCMJ": round(area / 10_000, 4),
                },
            )  # fmt: skip
        self._erosion_control()

    def _erosion_control(self) -> None:
        """A strip along the longest brook, over land of every kind but basic farmland."""
        table = self._delivery.tables["ZDGC"]
        brook = max(self._county.brooks, key=len)
        line = line_of(self._county.place(*point) for point in brook.tolist())
        area = line.simplify(FINE).buffer(25.0, 3).intersection(self._inside())
        area = free_of(area, parcels_shape(self._county, self._delivery.basic))
        for polygon in shapes_of(area, 1.0)[:1]:
            size = float(self._county.area_of([polygon])[0])
            self._delivery.add(
                table, [polygon], GCMC=f"{COUNTY_NAME}小流域水土流失治理工程", GCLX="14", KSND=2022, JSND=2027,
                GCMJ=round(size / 10_000, 4),
            )  # fmt: skip

    def _grouped(self, parcels: Iterable[int], key: Callable[[int], object]) -> list[object]:
        return self._delivery.grouped(parcels, key)
