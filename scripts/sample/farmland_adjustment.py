"""Defects of the adjustment planted into the farmland delivery: what left, what entered, and what follows in sum."""

from __future__ import annotations

from typing import Callable, Iterable, Optional

import numpy as np

from .names import COUNTY_CODE
from .overlays import blob, geometry_of, shapes_of
from .planting import Planting
from .redraw import roomy, square
from .tables import Row

HECTARE = 10_000.0
SMALL_CHANGE = 0.10  # share of the former area whose removal still is a small adjustment
WORST_GRADE = 15
FAR_TARGET = 80.0  # ha; more than the farmland of the town that is not steep


class Adjustment:
    """What changed in the delivery, parcel by parcel, as the defects alter it.

    :ivar left: parcels of the land survey (DLTB) that were removed; ``came``: that entered
    """

    def __init__(self, planting: Planting) -> None:
        """:param planting: the delivery before any defect"""
        self._planting = planting
        self._at = {
            layer: {_outline(row): row for row in planting.tables[layer].rows}
            for layer in ("DLTB", "TZQJBNTTB", "JBNTBHTB", "JBNTHRHC")
        }
        self.left = [self.parcel(row) for row in self.ledger("2")]
        self.came = [self.parcel(row) for row in self.ledger("1")]
        self._before = sum(float(row.values["TBMJ"]) for row in planting.tables["TZQJBNTTB"].rows)

    def plant(self) -> None:
        """Plant all defects of the adjustment; the sums they change are expected last."""
        self._targets_and_indicators()
        self._without_reason()
        self._without_evidence()
        self._too_early()
        self._still_there()
        self._banned()
        self._frozen()
        self._fringe()
        self._left_out()
        self._worse()
        self._steep()
        self._construction()
        self._sums()

    # --- parcels -----------------------------------------------------------------------------

    def ledger(self, kind: str) -> list[Row]:
        """Return the ledger parcels of a kind (0 kept, 1 entered, 2 removed), in an order that jumps about."""
        rows = self._planting.scattered("JBNTHRHC")
        return [row for row in rows if row.values["HRHCLXDM"] == kind]

    def parcel(self, row: Row) -> Row:
        """Return the parcel of the land survey that a feature is drawn on."""
        return self._at["DLTB"][_outline(row)]

    def previous(self, row: Row) -> Row:
        """Return the former basic farmland that a feature is drawn on."""
        return self._at["TZQJBNTTB"][_outline(row)]

    def basic(self, row: Row) -> Row:
        """Return the basic farmland that a feature is drawn on."""
        return self._at["JBNTBHTB"][_outline(row)]

    def _pick(self, kind: str, *wanted: Callable[[Row], bool], large: bool = False) -> Row:
        """Reserve a ledger parcel with everything drawn on it, for one defect only."""
        rows = self.ledger(kind)
        if large:
            rows.sort(key=lambda row: -float(row.values["TBMJ"]))
        for row in rows:
            drawn = [found for layer in self._at.values() for found in (layer.get(_outline(row)),) if found is not None]
            if all(self._planting.free(each) for each in drawn) and all(test(row) for test in wanted):
                for each in drawn:
                    self._planting.reserve(each)
                return row
        raise LookupError(f"no ledger parcel of kind {kind} is of the kind wanted")

    def _town(self, *numbers: str) -> Callable[[Row], bool]:
        return lambda row: str(row.values["XZQDM"])[6:9] in numbers

    def _in(self, layer: str, least: float = 0.98) -> Callable[[Row], bool]:
        """Return a test whether a layer covers a feature by at least a share."""
        return lambda row: self._share(layer, row) >= least

    def _out(self, *layers: str) -> Callable[[Row], bool]:
        return lambda row: all(self._share(layer, row) < 0.01 for layer in layers)

    def _share(self, layer: str, row: Row) -> float:
        shape = geometry_of(row.shape)
        covers = [geometry_of(each.shape) for each in self._planting.tables[layer].rows if each.shape]
        return sum(shape.intersection(cover).area() for cover in covers) / shape.area()

    def _graded(self, least: int, most: int, use: str = "013") -> Callable[[Row], bool]:
        """Return a test for farmland of a class and of grades within limits."""

        def test(row: Row) -> bool:
            values = self.parcel(row).values
            return str(values["DLBM"]) == use and least <= int(values["GDDB"] or 0) <= most

        return test

    def _evidence(self, parcel: Row, kind: str) -> list[Row]:
        key = str(parcel.values["BSM"])
        rows = self._planting.tables["JZCL"].rows
        return [row for row in rows if row.values["TBBSM"] == key and row.values["ZMLX"] == kind]

    def _prove(self, parcel: Row, kind: str, title: str) -> None:
        values = {"TBBSM": str(parcel.values["BSM"]), "ZMLX": kind, "CLMC": title, "WH": "砚国土〔2016〕55号"}
        self._planting.tables["JZCL"].rows.append(Row(values | {"RQ": "2016-08-25"}))

    def _take_out(self, row: Row) -> None:
        """Remove a kept parcel from basic farmland, with its ledger entry."""
        self._planting.tables["JBNTBHTB"].rows.remove(self.basic(row))
        self._planting.set(
            row, HRHCLXDM="2", HRHCTBBH=f"{row.values['HRHCTBBH']}HC", HCYY="01", SJXMMC="规划调整",
            PZJG="砚溪县人民政府", PZWH="砚政土〔2016〕77号", PZRQ="2016-09-20",
        )  # fmt: skip
        self.left.append(self.parcel(row))

    def _spread(self, row: Row, layer: str, number: str) -> None:
        """Draw an area over a feature."""
        shape = geometry_of(row.shape)
        centre = shape.centroid().asPoint()
        area = blob((centre.x(), centre.y()), (shape.area() / 3.1416) ** 0.5, 2).intersection(shape.buffer(-2, 2))
        if area.area() < 0.6 * shape.area():
            area = shape.buffer(-2, 2)
        for polygon in shapes_of(area):
            self._planting.tables[layer].rows.append(Row({"PZWH": number}, [polygon]))

    def _expect(self, check: str, kind: str, layer: str, row: Row) -> None:
        """Expect a finding on a feature of a layer and the parcel below it."""
        self._planting.expect(check, kind, layer, row, partner=("DLTB", self.parcel(row)))

    # --- defects -----------------------------------------------------------------------------

    def _without_reason(self) -> None:
        planting = self._planting
        row = self._pick("2", self._in("WRGD", 0.6), self._graded(1, 10))
        shape = geometry_of(row.shape)
        areas = planting.tables["WRGD"]
        areas.rows = [each for each in areas.rows if not geometry_of(each.shape).intersects(shape)]
        planting.defect("划出图斑不在污染范围内, 无划出理由", "A parcel left as polluted that no pollution is known of")
        self._expect("7101", "no_reason", "TZQJBNTTB", self.previous(row))

    def _without_evidence(self) -> None:
        planting = self._planting
        row = self._pick("2", self._in("SHGD", 0.6))
        for evidence in self._evidence(self.parcel(row), "03"):
            planting.tables["JZCL"].rows.remove(evidence)
        planting.defect("损毁耕地划出缺鉴定材料", "A destroyed field left without the expert's finding")
        self._expect("7102", "no_evidence", "TZQJBNTTB", self.previous(row))

    def _too_early(self) -> None:
        """The town whose target is out of reach lets poor land go."""
        planting = self._planting
        row = self._pick("2", self._in("QLBL"), self._graded(12, 15))
        foothills = planting.tables["QLBL"].rows[0]
        foothills.shape = shapes_of(geometry_of(foothills.shape).difference(geometry_of(row.shape).buffer(2, 2)))
        self._prove(self.parcel(row), "07", "零星劣质耕地论证报告")
        planting.defect("保护任务未完成即调出劣质耕地", "Poor land left in a town whose target is not met")
        self._expect("7103", "too_early", "TZQJBNTTB", self.previous(row))

    def _still_there(self) -> None:
        planting = self._planting
        row = self._pick("0", self._town("200"), self._out("CSZBFW", "GBZNT"), self._graded(1, 11))
        self._spread(row, "SHGD", "砚国土〔2015〕60号")
        planting.defect("严重损毁耕地未调出", "A field destroyed beyond repair is still basic farmland")
        self._expect("7104", "must_leave", "JBNTBHTB", self.basic(row))

    def _banned(self) -> None:
        planting = self._planting
        row = self._pick("1", self._town("102"))
        self._spread(row, "WRGD", "砚环监〔2015〕31号")
        planting.defect("划入严重污染耕地", "A polluted field entered")
        self._expect("7202", "banned", "JBNTBHTB", self.basic(row))

    def _frozen(self) -> None:
        planting = self._planting
        frozen = planting.tables["BDTZFW"].rows
        for _ in range(2):
            row = self._pick("0", self._in("BDTZFW"), self._graded(1, 10), large=True)
            self._take_out(row)
            planting.defect("不得调整的范围内划出基本农田, 且无理由", "A parcel left where nothing may change")
            self._expect("7101", "no_reason", "TZQJBNTTB", self.previous(row))
            shape = geometry_of(row.shape)
            area = max(frozen, key=lambda each, shape=shape: geometry_of(each.shape).intersection(shape).area())
            planting.expect("7411", "removed", "BDTZFW", area, partner=("TZQJBNTTB", self.previous(row)))

    def _fringe(self) -> None:
        planting = self._planting
        row = self._pick("0", self._in("CSZBFW"), self._town("100"), self._graded(1, 10), large=True)
        self._take_out(row)
        self._spread(row, "WRGD", "砚环监〔2015〕32号")
        self._prove(self.parcel(row), "02", "农用地土壤污染鉴定报告")
        planting.defect("城市周边划出基本农田缺论证材料", "A parcel left in the urban fringe without proof")
        features = (("TZQJBNTTB", self.previous(row)), ("DLTB", self.parcel(row)))
        planting.expect_on("7404", "removed_unproven", "CSZBFW", *features)
        fringe, before = planting.tables["CSZBFW"].rows[0], planting.tables["TZQCSZBFW"].rows[0]
        ring = fringe.shape[0][0][:-1]
        middle = geometry_of(fringe.shape).centroid().asPoint()
        number = min(range(len(ring)), key=lambda i: (self._changes_near(ring[i]), i))
        x, y = ring[number]
        moved = (round(x + (middle.x() - x) * 0.02, 4), round(y + (middle.y() - y) * 0.02, 4))
        fringe.shape = [[[moved if point == (x, y) else point for point in fringe.shape[0][0]]]]
        planting.defect("城市周边范围缩小", "The urban fringe got smaller")
        planting.expect_on("7401", "range_lost", "CSZBFW", ("TZQCSZBFW", before))

    def _changes_near(self, place: tuple[float, float], reach: float = 400.0) -> int:
        """Return how many changed parcels lie near a place."""
        near = blob(place, reach, 0)
        return sum(geometry_of(row.shape).intersects(near) for row in [*self.left, *self.came])

    def _left_out(self) -> None:
        planting = self._planting
        row = self._pick("1", self._town("101", "200"), self._in("YZGDFW", 0.55))
        planting.tables["JBNTBHTB"].rows.remove(self.basic(row))
        planting.tables["JBNTHRHC"].rows.remove(row)
        parcel = self.parcel(row)
        self.came.remove(parcel)
        planting.defect("交通沿线优质耕地应划未划", "Good farmland along a road was left out")
        planting.expect("7203", "left_out", "DLTB", parcel)

    def _worse(self) -> None:
        """Fields of the worst grade entered: in three towns, one of them in the urban fringe."""
        planting = self._planting
        for town in ("100", "101", "200"):
            row = self._pick("1", self._town(town), self._graded(1, 9), self._out("GBZNT"), large=True)
            parcel = self.parcel(row)
            planting.set(parcel, GDDB=WORST_GRADE)
            planting.defect("划入等别最差的耕地, 不符合划入条件", "Farmland of the worst grade entered by no criterion")
            self._expect("7201", "no_criterion", "JBNTBHTB", self.basic(row))

    def _steep(self) -> None:
        planting = self._planting
        row = self._pick("0", lambda each: self.parcel(each).values["GDPDJ"] == "5")
        for evidence in self._evidence(self.parcel(row), "08"):
            planting.tables["JZCL"].rows.remove(evidence)
        planting.defect("25°以上基本农田缺梯田证明", "Basic farmland over 25° without proof of terraces")
        self._expect("7204", "steep", "JBNTBHTB", self.basic(row))

    def _construction(self) -> None:
        planting = self._planting
        table = planting.tables["XZJSYD"]
        _, place = roomy(planting, "DLTB", lambda values: values["DLBM"] == "031", 30)
        spot = planting.add_copy("XZJSYD", table.rows[0], [square(place, 12)], MJ=144.0, XZQDM=None)
        planting.defect("新增建设用地不在允许建设区内", "New construction outside the zones that allow it")
        planting.expect("7801", "outside", "XZJSYD", spot)
        row = planting.pick("XZJSYD", lambda values: values["BSM"] != spot.values["BSM"])
        planting.set(row, XMMC="砚溪县会展中心工程")
        planting.defect("新增建设用地不属于清单内项目", "New construction for a project that is not listed")
        planting.expect("7802", "unknown_reference", "XZJSYD", row, field="XMMC")

    def _targets_and_indicators(self) -> None:
        planting = self._planting
        changes = {(row.values["XZQDM"], row.values["ZBDM"]): row for row in planting.tables["ZBTZ"].rows}
        row = changes[f"{COUNTY_CODE}201", "06"]
        planting.set(row, TZH=round(float(row.values["TZQ"]) - 0.5, 2))
        planting.defect("建设用地总规模指标不增反减", "Construction land assigned to shrink instead of growing")
        planting.expect("7701", "wrong_direction", "ZBTZ", row, field="TZH")
        planting.expect("7716", "indicator_exceeded", "ZBTZ", row, field="TZH")
        planting.expect("7803", "quota_exceeded", "ZBTZ", row, field="TZH")
        row = changes[f"{COUNTY_CODE}102", "01"]
        planting.set(row, TZH=row.values["TZQ"])
        planting.defect("耕地保有量未扣除退耕和新增建设", "Farmland retained that retirement and construction take")
        planting.expect("7711", "indicator_missed", "ZBTZ", row, field="TZH")
        row = next(row for row in planting.tables["JBNTRW"].rows if row.values["XZQDM"] == f"{COUNTY_CODE}102")
        planting.set(row, RWMJ=FAR_TARGET)
        planting.defect("保护任务超出全镇可划耕地", "A target beyond what the town has to offer")

    # --- sums --------------------------------------------------------------------------------

    def _sums(self) -> None:
        """Expect what the parcels above change in sum, reckoned parcel by parcel."""
        planting = self._planting
        planting.defect("以上划出、划入使补划数量不足", "What left and what entered above leaves the balance short")
        for town, check in (("", "7301"), *((code, "7302") for code in self._towns())):
            left, came = self._of(self.left, town), self._of(self.came, town)
            if left and _net(left) - self._relief(town) - _net(came) > 0.005:
                planting.expect_unit(check, "area_missing", "TZQJBNTTB", town, field="JBNTMJ")
        planting.defect("以上等别使补划质量降低", "The grades above make what enters worse than what left")
        for town, check in (("", "7303"), *((code, "7304") for code in self._towns())):
            left, came = self._of(self.left, town), self._of(self.came, town)
            if _grade(came) > _grade(left):
                planting.expect_unit(check, "quality_lower", "TZQJBNTTB", town, field="GDDB")
        fringe = planting.tables["CSZBFW"].rows[0]
        left, came = ([p for p in each if self._share("CSZBFW", p) > 0.5] for each in (self.left, self.came))
        if _net(left) > _net(came):
            planting.defect("城市周边基本农田面积减少", "Basic farmland in the urban fringe shrank")
            planting.expect("7402", "area_missing", "CSZBFW", fringe, field="JBNTMJ")
        if _grade(came) > _grade(left):
            planting.defect("城市周边基本农田质量下降", "Basic farmland in the urban fringe got worse")
            planting.expect("7403", "quality_lower", "CSZBFW", fringe, field="GDDB")
        if sum(float(parcel.values["TBMJ"]) for parcel in self.left) > SMALL_CHANGE * self._before:
            planting.defect("布局调整超过微调的幅度", "More of the layout changed than in a small adjustment")
            planting.expect_layer("7421", "layout_changed", "previous_farmland")

    def _towns(self) -> list[str]:
        return sorted({str(parcel.values["ZLDWDM"])[:9] for parcel in self.left})

    @staticmethod
    def _of(parcels: Iterable[Row], town: str) -> list[Row]:
        return [parcel for parcel in parcels if str(parcel.values["ZLDWDM"]).startswith(town)]

    def _relief(self, town: str) -> float:
        """Return the reduction handed down, which need not be replaced, in m²."""
        code = town or COUNTY_CODE
        rows = self._planting.tables["ZBTZ"].rows
        row = next(row for row in rows if row.values["XZQDM"] == code and row.values["ZBDM"] == "02")
        return (float(row.values["TZQ"]) - float(row.values["TZH"])) * HECTARE


def expect_targets(planting: Planting) -> None:
    """Expect the targets and indicators that basic farmland misses once every defect is planted."""
    planting.defect("以上缺陷使基本农田少于任务或指标", "The defects above leave less basic farmland than demanded")
    rows = planting.tables["JBNTBHTB"].rows
    for layer, check, kind, field, slack, wanted in (
        ("JBNTRW", "7702", "target_missed", "RWMJ", 0.005, None),
        ("ZBTZ", "7712", "indicator_missed", "TZH", 0.01, "02"),
    ):
        for row in planting.tables[layer].rows:
            if row.values.get("ZBDM") != wanted:
                continue
            code = str(row.values["XZQDM"])
            here = [r for r in rows if str(r.values["ZLDWDM"]).startswith(code)]
            area = sum(float(r.values["JBNTMJ"] or 0) for r in here) / HECTARE
            if float(row.values[field] or 0) - area > slack:
                planting.expect(check, kind, layer, row, field=field)


def _outline(row: Row) -> Optional[str]:
    return repr(row.shape[0]) if row.shape else None


def _net(parcels: Iterable[Row]) -> float:
    return sum(float(parcel.values["TBDLMJ"] or 0) for parcel in parcels)


def _grade(parcels: Iterable[Row]) -> float:
    graded = [parcel for parcel in parcels if parcel.values["GDDB"] is not None]
    if not graded:
        return float("nan")
    weights = [float(parcel.values["TBDLMJ"]) for parcel in graded]
    return float(np.average([int(parcel.values["GDDB"]) for parcel in graded], weights=weights))
