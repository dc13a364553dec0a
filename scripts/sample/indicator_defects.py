"""Defects of indicator values planted into both deliveries, with every finding that follows."""

from __future__ import annotations

from typing import Callable

from . import farmland_indicators as land
from . import forest_indicators as wood
from .forest_fallout import expect_fallout
from .indicator_planting import IDS, IndicatorPlanting
from .indicator_table import ASSIGNED, BASE, FORMER, PLANNED
from .measured_values import HECTARE, LayerSums, Sums, county_and_below, matches, number, quotient
from .names import COUNTY_CODE
from .planting import Planting
from .tables import Row

YEAR = land.TARGET_YEAR
BASE_YEAR = wood.BASE_YEAR
SEAT, EAST, FIELDS, SLOPE, LAST = land.TOWN_CODES


def plant_farmland_indicators(planting: Planting) -> None:
    """Plant defects into the values of the farmland plan and expect what the defects of its layers do to them."""
    it = IndicatorPlanting(planting)
    _farmland_sums(it)
    _farmland_rows(it)
    planting.defect("行政区图层的缺陷使指标无着落", "Towns that the unit layers add have no targets")
    it.expect_new_towns(_added_towns(planting, "XZQ", "CJXZQ", "XZQDM"), ("01", "06", "07", "08"), (YEAR,))
    planting.defect("指标调整表、任务表的缺陷使两表指标不一致", "The tables of targets differ from the indicators")
    for town, indicator, role, field in (
        (LAST, "06", "assigned_change", "TZH"), (FIELDS, "01", "assigned_change", "TZH"),
        (FIELDS, "02", "farmland_target", "RWMJ"),
    ):  # fmt: skip
        it.expect(IDS.table, "double", (town, indicator, YEAR, ASSIGNED), role, field)
    planting.defect("以上图层缺陷使图上量算与规划指标、基期指标不符", "The defects of layers change what they measure")
    measured = measured_farmland(planting)
    it.expect_measured(measured, land.BASE_YEAR)
    planting.not_run.append("6719")  # a value that is none, and units of which the layers have nothing
    county = next(
        row for row in planting.tables["ZBTZ"].rows
        if (row.values["XZQDM"], row.values["ZBDM"]) == (COUNTY_CODE, "06")
    )  # fmt: skip
    after, before = float(county.values["TZH"]), float(county.values["TZQ"])
    if measured["06", YEAR][COUNTY_CODE] > after:
        planting.expect("7716", "indicator_exceeded", "ZBTZ", county, field="TZH")
    if measured["10", YEAR][COUNTY_CODE] > after - before:
        planting.expect("7803", "quota_exceeded", "ZBTZ", county, field="TZH")


def _farmland_sums(it: IndicatorPlanting) -> None:
    """Values that do not fit each other."""
    planting = it.planting
    it.change((EAST, "03", YEAR, ASSIGNED), -0.5)
    planting.defect("园地下达指标分解之和小于县级指标", "Less garden land handed down than the county was assigned")
    it.expect(IDS.handed_down, "missing_children", (COUNTY_CODE, "03", YEAR, ASSIGNED))  # the added towns have none

    it.rows.remove(it.row(SLOPE, "13", YEAR, ASSIGNED))
    planting.defect("整理复垦开发规模未分解到一个乡", "One town got no share of the land to be reclaimed")
    it.expect(IDS.handed_down, "missing_children", (COUNTY_CODE, "13", YEAR, ASSIGNED))

    below = 0.7 + it.value(FIELDS, "04", YEAR, PLANNED) - it.value(FIELDS, "04", YEAR, ASSIGNED)
    it.change((FIELDS, "04", YEAR, PLANNED), -below)
    planting.defect("林地规划指标低于下达指标", "A town plans less forest land than it was assigned")
    it.expect("6723", "planned_against_assigned", (FIELDS, "04", YEAR, PLANNED))
    it.expect(IDS.handed_down, "missing_children", (COUNTY_CODE, "04", YEAR, PLANNED))

    former, now = it.value(EAST, "01", YEAR, FORMER), it.value(EAST, "01", YEAR, ASSIGNED)
    it.change((EAST, "01", YEAR, FORMER), now - former - 1.0)
    planting.defect("耕地保有量调整后不减反增", "Farmland retained grows where it may only be cut")
    it.expect("6715", "wrong_direction", (EAST, "01", YEAR, ASSIGNED))
    it.expect("6715", "wrong_direction", (EAST, "01", YEAR, PLANNED))
    it.expect(IDS.handed_down, "missing_children", (COUNTY_CODE, "01", YEAR, FORMER))
    it.expect(IDS.table, "double", (EAST, "01", YEAR, FORMER), "assigned_change", "TZQ")

    it.change((LAST, "09", YEAR, FORMER), 0.5)
    planting.defect("建设用地总规模不等于两项之和", "Construction land is not the sum of its two parts")
    it.expect("6726", "relation", (LAST, "06", YEAR, FORMER))
    it.expect("6721", "children_sum", (COUNTY_CODE, "09", YEAR, FORMER))

    rise = it.value(SLOPE, "06", YEAR, ASSIGNED) - it.value(SLOPE, "06", YEAR, FORMER) + 1.0
    it.change((SLOPE, "06", YEAR, FORMER), rise)
    planting.defect("建设用地总规模调整后不增反减", "Construction land shrinks where it may only grow")
    it.expect("6725", "wrong_direction", (SLOPE, "06", YEAR, ASSIGNED))
    it.expect("6725", "wrong_direction", (SLOPE, "06", YEAR, PLANNED))
    it.expect("6726", "relation", (SLOPE, "06", YEAR, FORMER))
    it.expect("6721", "children_sum", (COUNTY_CODE, "06", YEAR, FORMER))
    it.expect(IDS.table, "double", (SLOPE, "06", YEAR, FORMER), "assigned_change", "TZQ")

    it.change((COUNTY_CODE, "15", YEAR, PLANNED), 40.0)
    planting.defect("中心城区规模大于下达指标和城镇工矿用地", "The central town is too large")
    it.expect("6713", "planned_against_assigned", (COUNTY_CODE, "15", YEAR, PLANNED))
    it.expect("6716", "relation", (COUNTY_CODE, "15", YEAR, PLANNED))

    it.change((SEAT, "12", YEAR, PLANNED), 0.6)
    it.change((SEAT, "12", YEAR, ASSIGNED), 0.6)
    planting.defect("占用耕地指标分解之和大于县级指标", "More farmland may be taken in the towns than in the county")
    it.expect("6711", "children_sum", (COUNTY_CODE, "12", YEAR, ASSIGNED))
    it.expect("6711", "children_sum", (COUNTY_CODE, "12", YEAR, PLANNED))

    for kind in (ASSIGNED, PLANNED):
        it.rows.remove(it.row(FIELDS, "08", YEAR, kind))
    planting.defect("镇级规划缺城镇工矿用地规模", "A town's plan lacks its urban and mining land")
    it.expect("6722", "missing_value", (FIELDS, "08", YEAR, ASSIGNED))

    villages = (
        row for row in it.rows
        if len(str(row.values["XZQDM"])) == 12 and str(row.values["XZQDM"]).startswith(EAST)
        and row.values["ZBZLX"] == PLANNED
    )  # fmt: skip
    village = max(villages, key=lambda row: float(row.values["ZBZ"]))
    village.values["ZBZ"] = round(float(village.values["ZBZ"]) * 15, 2)
    planting.defect("村级指标以亩填写, 单位仍为公顷", "A target was written in mu, its unit says hectares")


def _farmland_rows(it: IndicatorPlanting) -> None:
    """Rows that cannot be read or say something twice."""
    planting = it.planting
    first = it.row(COUNTY_CODE, "08", YEAR, PLANNED)
    again = Row(dict(first.values) | {"ZBZ": round(float(first.values["ZBZ"]) + 1.2, 2)})
    it.rows.append(again)
    planting.defect("同一指标值重复填报且不一致", "The same value twice, in different ways")
    it.expect(IDS.table, "double", (COUNTY_CODE, "08", YEAR, PLANNED), field="ZBZ")

    stranger = {"XZQDM": f"{COUNTY_CODE}777", "XZQMC": "无此镇"}
    it.rows.append(Row(dict(it.row(SEAT, "01", YEAR, ASSIGNED).values) | stranger))
    planting.defect("指标表的行政区不存在", "A value of a town that does not exist")
    it.expect(IDS.table, "unknown_unit", (f"{COUNTY_CODE}777", "01", YEAR, ASSIGNED), field="XZQDM")

    it.row(SLOPE, "53", YEAR, PLANNED).values["DW"] = "平方丈"
    planting.defect("计量单位无法识别", "A unit of measurement that is none")
    it.expect(IDS.table, "unknown_measure", (SLOPE, "53", YEAR, PLANNED), field="DW")

    it.row(EAST, "13", YEAR, PLANNED).values["ZBZ"] = -0.4
    planting.defect("指标值为负数", "A negative value")
    it.expect(IDS.table, "negative", (EAST, "13", YEAR, PLANNED), field="ZBZ")
    it.expect(IDS.handed_down, "missing_children", (COUNTY_CODE, "13", YEAR, PLANNED))


def _added_towns(planting: Planting, *layers_and_field: str) -> list[str]:
    """Return the towns that the layers of units have beyond those of the county."""
    *layers, field = layers_and_field
    codes = {str(row.values[field] or "")[:9] for layer in layers for row in planting.tables[layer].rows}
    return sorted(code for code in codes if len(code) == 9 and code.isdigit() and code not in land.TOWN_CODES)


def measured_farmland(planting: Planting) -> dict[tuple[str, int], Sums]:
    """Return what the layers of the farmland delivery measure, by indicator and year."""
    it = LayerSums(planting, "XZQ", "CJXZQ", "XZQDM")

    def hectares(field: str) -> Callable[[Row], float]:
        return lambda row: number(row, field) / HECTARE

    def drawn(row: Row) -> float:
        return it.area(row) / HECTARE

    found: dict[tuple[str, int], Sums] = {}
    classes = {"03": "12", "04": "13", "05": "14", "07": "21", "08": "211|213|214", "09": "2[23]"}
    for indicator, pattern in {"01": "11", "06": "2", **classes}.items():
        rows = it.rows("JQDLTB", matches("DLDM", pattern))
        found[indicator, land.BASE_YEAR] = it.by_code(rows, hectares("TBDLMJ"), "XZQDM")
    for indicator, pattern in classes.items():
        found[indicator, YEAR] = it.by_code(it.rows("TDGHDL", matches("GHDLDM", pattern)), hectares("GHDLMJ"), "XZQDM")
    found["13", YEAR] = it.by_place(it.rows("ZLFKKFXM"), lambda row: number(row, "XZGDMJ"))
    for year, layer, code, area in ((land.BASE_YEAR, "JQDLTB", "DLDM", "TBDLMJ"), (YEAR, "TDGHDL", "GHDLDM", "GHDLMJ")):
        central, amount = it.free_share("ZXCQFW"), hectares(area)
        found["15", year] = it.by_code(
            it.rows(layer, matches(code, "211|213|214")),
            lambda row, central=central, amount=amount: amount(row) * (1.0 - central(row)), "XZQDM")
    before, after = it.rows("TZQJBNTTB"), it.rows("JBNTBHTB")
    found["02", land.BASE_YEAR] = it.by_place(before, hectares("JBNTMJ"))
    found["02", YEAR] = it.by_code(after, hectares("JBNTMJ"), "ZLDWDM")
    found["51", land.BASE_YEAR] = it.by_place(before, hectares("JBNTMJ"), within="TZQCSZBFW")
    found["51", YEAR] = it.by_place(after, hectares("JBNTMJ"), within="CSZBFW")
    farmland = it.rows("DLTB", matches("DLBM", "01"))
    free = it.free_share("XZJSYD", "TGHLHC")
    found["01", YEAR] = it.by_code(farmland, lambda row: number(row, "TBDLMJ") / HECTARE * free(row), "ZLDWDM")
    added = it.by_place(it.rows("XZJSYD"), drawn, less="TZQJSYD")
    built = it.by_place(it.rows("TZQJSYD"), drawn)
    total = {unit: built.get(unit, 0.0) + added.get(unit, 0.0) for unit in {*built, *added}}
    found["06", YEAR], found["10", YEAR] = total, added
    agricultural = it.rows("DLTB", matches("DLBM", land.AGRICULTURAL.pattern))
    found["11", YEAR] = it.by_place(agricultural, drawn, less="TZQJSYD", within="XZJSYD")
    found["12", YEAR] = it.by_place(farmland, hectares("TBDLMJ"), less="TZQJSYD", within="XZJSYD")
    for indicator, above, field in (("14", found["08", YEAR], "CZRK"), ("52", total, "ZRK"), ("53", total, "DQSCZZ")):
        below = it.by_code(it.rows("XZQJBQK"), lambda row, name=field: number(row, name), "XZQDM")
        found[indicator, YEAR] = quotient(above, below, HECTARE)
    return {key: county_and_below(sums) for key, sums in found.items()}


def plant_forest_indicators(planting: Planting) -> None:
    """Plant defects into the values of the forest plan and expect what the defects of its layers do to them."""
    it = IndicatorPlanting(planting)
    near, last = wood.NEAR_YEAR, wood.TARGET_YEAR
    it.change((SEAT, "01", near, PLANNED), -1.0)
    planting.defect("林地保有量近期规划指标低于下达指标", "A town plans less forest land than it was assigned")
    it.expect("6713", "planned_against_assigned", (SEAT, "01", near, PLANNED))
    it.expect(IDS.handed_down, "missing_children", (COUNTY_CODE, "01", near, PLANNED))  # the added town has none

    it.change((SLOPE, "04", last, ASSIGNED), -2.0)
    planting.defect("天然林保有量远期指标低于近期", "Natural forest falls behind the near target")
    it.expect("6727", "over_time", (SLOPE, "04", last, ASSIGNED))
    it.expect(IDS.handed_down, "missing_children", (COUNTY_CODE, "04", last, ASSIGNED))

    over = it.value(LAST, "02", last, PLANNED) - it.value(LAST, "04", last, PLANNED) + 3.0
    it.change((LAST, "04", last, PLANNED), over)
    planting.defect("天然林保有量大于森林保有量", "More natural forest than forest")
    it.expect("6726", "relation", (LAST, "04", last, PLANNED))

    it.change((LAST, "03", last, PLANNED), 40.0)
    planting.defect("乡级占用林地定额大于县级定额", "The quotas of the towns are more than that of the county")
    it.expect("6713", "planned_against_assigned", (LAST, "03", last, PLANNED))
    it.expect("6711", "children_sum", (COUNTY_CODE, "03", last, PLANNED))

    over = it.value(SEAT, "02", last, PLANNED) - it.value(SEAT, "02", near, PLANNED) + 1.0
    it.change((SEAT, "02", last, PLANNED), -over)
    planting.defect("森林保有量远期规划指标低于近期", "Forest falls behind the near target")
    it.expect("6717", "over_time", (SEAT, "02", last, PLANNED))
    it.expect("6713", "planned_against_assigned", (SEAT, "02", last, PLANNED))

    it.change((FIELDS, "07", last, PLANNED), -1.0)
    planting.defect("森林覆盖率规划指标低于下达指标", "A town plans less forest cover than it was assigned")
    it.expect("6723", "planned_against_assigned", (FIELDS, "07", last, PLANNED))
    it.expect("6727", "over_time", (FIELDS, "07", last, PLANNED))

    excess = it.value(EAST, "02", near, PLANNED) - it.value(EAST, "01", near, PLANNED)
    it.change((EAST, "02", near, PLANNED), 1.0 - excess)
    it.change((EAST, "02", last, PLANNED), 1.0 - excess)
    planting.defect("森林保有量大于林地保有量", "More forest than forest land")
    it.expect("6716", "relation", (EAST, "02", near, PLANNED))
    it.expect("6716", "relation", (EAST, "02", last, PLANNED))

    it.change((EAST, "04", BASE_YEAR, BASE), 3.0)
    planting.defect("天然林基期指标分解之和与县级不符", "Natural forest of the towns is not that of the county")
    it.expect("6721", "children_sum", (COUNTY_CODE, "04", BASE_YEAR, BASE))
    it.expect("6726", "relation", (EAST, "04", BASE_YEAR, BASE))

    for kind in (ASSIGNED, PLANNED):
        it.rows.remove(it.row(COUNTY_CODE, "05", near, kind))
        it.rows.remove(it.row(COUNTY_CODE, "02", near, kind))
    planting.defect(
        "县级规划缺近期的森林保有量和公益林比率", "The county states neither forest nor welfare share for 2025"
    )
    it.expect("6722", "missing_value", (COUNTY_CODE, "05", near, ASSIGNED))
    it.expect("6712", "missing_value", (COUNTY_CODE, "02", near, ASSIGNED))

    stranger = {"XZQDM": f"{COUNTY_CODE}777", "XZQMC": "无此镇"}
    it.rows.append(Row(dict(it.row(SEAT, "02", last, ASSIGNED).values) | stranger))
    planting.defect("指标表的行政区不存在", "A value of a town that does not exist")
    it.expect(IDS.table, "unknown_unit", (f"{COUNTY_CODE}777", "02", last, ASSIGNED), field="XZQDM")
    planting.defect("以上图层缺陷使图上量算与规划指标、基期指标不符", "The defects of layers change what they measure")
    it.expect_measured(measured_forest(planting), wood.BASE_YEAR)
    expect_fallout(planting)


def measured_forest(planting: Planting) -> dict[tuple[str, int], Sums]:
    """Return what the layers of the forest delivery measure; the villages are lines, so nothing is placed by them."""
    it = LayerSums(planting, "XZQ", "CJDCQ", "ZLDWDM")

    def area(rows: list[Row], field: str = "") -> Sums:
        return it.by_code(
            rows, lambda row: number(row, "MIAN_JI") * (number(row, field) if field else 1.0), "XIAN", "XIANG", "CUN"
        )

    land_rows, stays = it.rows("LDXB", wood.is_forest_land), it.rows("LDXB", wood.stays_forest_land)
    forest, planned = it.rows("LDXB", wood.is_forest), it.rows("LDXB", wood.is_planned_forest)
    key = [row for row in land_rows if row.values["SEN_LIN_LB"] in ("11", "011")]
    key_last = [row for row in stays if row.values["GH_SLLB"] in ("11", "011")]
    total = it.by_code(it.rows("XZQ"), lambda row: number(row, "DCMJ") / HECTARE, "XZQDM")
    base, last = wood.BASE_YEAR, wood.TARGET_YEAR
    found = {
        ("01", base): area(land_rows), ("01", last): area(stays), ("02", base): area(forest),
        ("04", base): area([row for row in forest if str(row.values["QI_YUAN"] or "").startswith("1")]),
        ("05", base): quotient(area(key), area(land_rows), 100),
        ("05", last): quotient(area(key_last), area(stays), 100),
        ("06", base): quotient(area(land_rows, "HUO_LMGQXJ"), area(land_rows), 1),
        ("07", base): quotient(area(forest), total, 100),
        ("02", last): area(planned), ("07", last): quotient(area(planned), total, 100),
        ("04", last): area(it.rows("LDXB", wood.stays_natural)),
    }
    return {place: county_and_below(sums) for place, sums in found.items()}
