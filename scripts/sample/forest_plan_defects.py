"""Defects in the layers of the forest-land plan beside the sub-compartments: projects, works, what grades follow from.

New features are put where they do nothing else: what gives a grade or is to be planted on farmland that is no basic
farmland, projects inside single sub-compartments.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

from .forest_indicators import BASE_YEAR, NEAR_YEAR, TARGET_YEAR
from .forest_values import Values, commercial
from .indicator_planting import IndicatorPlanting
from .indicator_table import ASSIGNED
from .names import COUNTY_CODE
from .planting import Planting
from .redraw import first_border, middle, overlapping, roomy, shift, square
from .tables import Row, Value

SIDE = 40.0  # m, of the squares of new features


class Grounds:
    """Places for new features on farmland that is no basic farmland, each given once."""

    def __init__(self, planting: Planting) -> None:
        """:param planting: the delivery"""
        basic = [row.shape for row in planting.tables["YJJBNTBHTB"].rows]
        self._places = []
        for row in planting.scattered("DLTB", again=True):
            # steeper fields are planned to be returned to forest
            level = str(row.values["DLBM"]) == "0201" or str(row.values["GDPDJB"]) < "4"
            if str(row.values["DLBM"]) in ("0103", "0201") and level and row.shape not in basic:
                place = middle(row, SIDE)
                if place is not None:
                    self._places.append(place)

    def next(self) -> tuple[float, float]:
        """Return a place with room around it."""
        return self._places.pop()


def _project(
    planting: Planting, wanted: Callable[[Values], bool], name: str, size: float = SIDE, **changes: Value
) -> tuple[Row, Row]:
    """Add a project inside a sub-compartment; return both.

    Temporary, so that it does not count against the quota, where nothing else is said.
    """
    land, place = roomy(planting, "LDXB", wanted, size * 0.8)
    planting.reserve(land)
    plain = {"XMBH": None, "XMLX": "11", "PZJB": "3", "SYXZ": "2", "SYND": 2024, "XMMC": f"砚溪县{name}"}
    template = planting.tables["SYLDXM"].rows[0]
    row = planting.add_copy("SYLDXM", template, [square(place, size)], **(plain | changes))
    if "SYLDMJ" not in changes:
        planting.settle("SYLDXM", row)
    return row, land


def grade(number: str, **more: Value) -> Callable[[Values], bool]:
    """Return a test for untouched forest land of a protection grade."""
    return lambda values: (
        values["BH_DJ"] == number and values["BCLD"] == "1" and values["DI_LEI"] in ("0111", "0131")
        and all(values[name] == value for name, value in more.items())
    )  # fmt: skip


def plant_projects(planting: Planting) -> None:
    """Projects that the use limits forbid, that exceed the quota, or whose statements are wrong."""
    row, land = _project(planting, grade("1"), "采石场扩建")
    planting.defect("建设项目使用Ⅰ级保护林地", "A project on forest land of grade I")
    planting.expect("6605", "forbidden", "SYLDXM", row, field="XMLX", partner=("LDXB", land))
    row, land = _project(planting, grade("2"), "物流园", XMLX="31", PZJB="5")
    planting.defect("经营性项目使用Ⅱ级保护林地", "A commercial project on forest land of grade II")
    planting.expect("6605", "forbidden", "SYLDXM", row, field="XMLX", partner=("LDXB", land))
    row, land = _project(planting, grade("2", GJGYL_BHDJ="2"), "乡村道路", PZJB="5")
    planting.set(land, GJGYL_BHDJ="1", GH_GJJBHDJ="1")
    planting.defect(
        "县级批准的项目使用一级国家级公益林", "A project approved by the county on national forest of grade 1"
    )
    planting.expect("6606", "needs_approval", "SYLDXM", row, field="XMLX", partner=("LDXB", land))
    row, land = _project(planting, commercial, "林区管护站", XMLX="51", SYXZ="3")
    planting.defect("直接为林业生产服务的设施无规则可判", "A facility of forestry, for which there is no rule")
    planting.expect("6611", "not_judged", "SYLDXM", row, field="XMLX", partner=("LDXB", land))
    row, land = _project(planting, grade("3"), "观景平台", XMLX="90")
    planting.defect("其他项目使用Ⅲ级保护林地", "A project of no named type on forest land of grade III")
    planting.expect("6612", "forbidden", "SYLDXM", row, field="XMLX", partner=("LDXB", land))
    row, land = _project(planting, commercial, "输变电工程", SYLDMJ=0.5)
    planting.defect("项目使用林地面积与图形不符", "A project that states another area than it takes")
    planting.expect("6613", "declared_area", "SYLDXM", row, field="SYLDMJ")
    row, land = _project(planting, commercial, "提前实施项目", SYXZ="1", SYND=2019)
    planting.defect("永久使用林地的项目年度早于规划期", "A project that takes forest land for good before the plan")
    planting.expect("6615", "outside_periods", "SYLDXM", row, field="SYND")


def keep_clear(planting: Planting) -> None:
    """Reserve the sub-compartments that projects use, so that no other defect changes what is said of the projects."""
    for project in planting.tables["SYLDXM"].rows:
        planting.reserve(*overlapping(planting, "LDXB", project.shape))


def plant_quota(planting: Planting) -> None:
    """Projects that exceed the quota: one by what it states, one by what it takes only."""
    row, _ = _project(planting, commercial, "工业大道", SYXZ="1", SYND=2023, SYLDMJ=9.5)
    planting.defect("项目填报面积突破定额", "A project that states more than the quota")
    planting.expect("6613", "declared_area", "SYLDXM", row, field="SYLDMJ")
    town = _town(planting, row)
    row, _ = _project(
        planting, lambda values: commercial(values) and values["XIANG"] not in (town, "100"), "田园综合体", 120.0,
        SYXZ="1", SYND=2024, SYLDMJ=0.02,
    )  # fmt: skip
    planting.defect("项目图上面积突破定额, 填报面积未突破", "A project that takes more than the quota and states less")
    planting.expect("6613", "declared_area", "SYLDXM", row, field="SYLDMJ")


def _town(planting: Planting, project: Row) -> str:
    """Return the number of the town a project lies in."""
    return str(overlapping(planting, "LDXB", project.shape)[0].values["XIANG"])


def expect_quota(planting: Planting) -> None:
    """Expect what exceeds the quota, reckoned project by project; after all defects of layers and indicators."""
    it = IndicatorPlanting(planting)
    stated: dict[tuple[str, int], float] = {}
    taken: dict[tuple[str, int], float] = {}
    for row in planting.tables["SYLDXM"].rows:
        year = int(row.values["SYND"] or 0)
        if row.values["SYXZ"] != "1" or not BASE_YEAR < year <= TARGET_YEAR:
            continue
        for last in (NEAR_YEAR, TARGET_YEAR):
            for unit in (COUNTY_CODE, COUNTY_CODE + _town(planting, row)):
                if year <= last:
                    stated[unit, last] = stated.get((unit, last), 0.0) + float(row.values["SYLDMJ"])
                    taken[unit, last] = taken.get((unit, last), 0.0) + planting.area(row) / 10_000
    planting.defect("以上项目使各期使用林地突破定额", "The projects above exceed the quota of their period")
    for (unit, year), amount in sorted(stated.items()):
        quota = it.value(unit, "03", year, ASSIGNED)
        if quota is None:
            continue
        key = (unit, "03", year, ASSIGNED)
        if amount > quota + 0.005:
            it.expect("6616", "quota_exceeded", key, "forest_use_project")
        elif taken[unit, year] > quota + 0.005:
            it.expect("6617", "quota_exceeded_measured", key, "forest_use_project")


def plant_works(planting: Planting) -> None:
    """Works where their purpose does not allow them, and out of the term of the plan."""
    grounds = Grounds(planting)
    for zh, en, kind, years, findings in (
        ("天然林保护工程布设在耕地上", "Protection of forest on farmland", "16", (2022, 2030),
         [("6621", "works_inside")]),
        ("工程结束年度早于开始年度", "Works that end before they begin", "14", (2030, 2024),
         [("6805", "condition_not_met"), ("6622", "years_reversed")]),
        ("工程年度超出规划期", "Works beyond the term of the plan", "14", (2036, 2040),
         [("6806", "condition_not_met"), ("6622", "outside_term")]),
    ):  # fmt: skip
        row = _square(planting, "ZDGC", grounds, GCMC=f"砚溪县{zh}", GCLX=kind, KSND=years[0], JSND=years[1])
        planting.defect(zh, en)
        for check, finding in findings:
            field = {"6621": "GCLX", "6805": "JSND"}.get(check, "KSND")
            planting.expect(check, finding, "ZDGC", row, field=field)
    row, place = roomy(planting, "YJJBNTBHTB", lambda values: True, SIDE)
    works = planting.add_copy("ZDGC", planting.tables["ZDGC"].rows[0], [square(place, SIDE)], GCMC="砚溪县河滩造林",
                              GCLX="14", KSND=2022, JSND=2026)  # fmt: skip
    planting.settle("ZDGC", works)
    planting.defect("生态修复工程占用永久基本农田", "Works of restoration on basic farmland")
    planting.use(row)
    planting.expect("6621", "works_avoid", "ZDGC", works, field="GCLX")


def _square(planting: Planting, layer: str, grounds: Grounds, size: float = SIDE, **changes: Value) -> Row:
    """Add a feature on a place of its own."""
    template = planting.tables[layer].rows[0]
    row = planting.add_copy(layer, template, [square(grounds.next(), size)], **changes)
    planting.settle(layer, row)
    return row


@dataclass(frozen=True)
class PlanLayer:
    """How the defects of a layer of the plan are made.

    :ivar number: last two digits of its checks
    :ivar plain: values of a new feature that nothing is wrong with
    :ivar code: field with a code, ``name`` that with a name, ``area`` that of the area, ``text`` one that is retyped
    :ivar overlap: whether features must not overlap; ``inside``: whether they must lie in the county
    """

    layer: str
    number: str
    plain: dict[str, Value]
    code: str
    name: str
    area: str
    overlap: bool = True
    inside: bool = True


PLAN_LAYERS = (
    PlanLayer("GHFZLY", "32", {"LX": "9", "PZJB": "5", "PZWH": "砚政发〔2020〕3号"}, "LX", "MC", "MJ"),
    PlanLayer("ZRBHD", "33", {"BHDLX": "34", "BHDJB": "3", "GNFQ": None}, "BHDLX", "BHDMC", "MJ", inside=False),
    PlanLayer("ZYSTKJ", "34", {"LX": "90"}, "LX", "MC", "MJ", overlap=False, inside=False),
    PlanLayer("LYJD", "35", {"LX": "2"}, "LX", "MC", "MJ"),
    PlanLayer("ZDGC", "36", {"GCLX": "14", "KSND": 2022, "JSND": 2027}, "GCLX", "GCMC", "GCMJ", overlap=False),
)


def plant_plan_layers(planting: Planting) -> None:
    """Codes, values, shapes and fields of the other layers of the plan."""
    grounds = Grounds(planting)
    for each in PLAN_LAYERS:
        _plant_values(planting, each, grounds)
        _plant_shapes(planting, each, grounds)
    _plant_plans(planting, grounds)
    _plant_project_layer(planting)


def _plant_values(planting: Planting, each: PlanLayer, grounds: Grounds) -> None:
    title = planting.tables[each.layer].title
    for zh, en, changes, findings in (
        ("类型代码不存在", "A type that does not exist", {each.code: "8" if each.layer in ("GHFZLY", "LYJD") else "88"},
         [(f"33{each.number}", "unknown_code", each.code)]),
        ("名称为空", "No name", {each.name: None}, [(f"36{each.number}", "null_value", each.name)]),
    ):  # fmt: skip
        row = _square(planting, each.layer, grounds, **(each.plain | changes))
        planting.defect(f"{title}{zh}", f"{en} in {each.layer}")
        for check, kind, field in findings:
            planting.expect(check, kind, each.layer, row, field=field)
    row = _square(planting, each.layer, grounds, **each.plain)
    planting.set(row, **{each.area: -1.0})
    planting.defect(f"{title}面积为负", f"A negative area in {each.layer}")
    planting.expect(f"35{each.number}", "out_of_range", each.layer, row, field=each.area)
    _expect_area(planting, each, row)
    row = _square(planting, each.layer, grounds, **each.plain)
    planting.set(row, **{each.area: round(float(row.values[each.area]) * 15, 4)})
    planting.defect(f"{title}面积以亩填写", f"An area in mu in {each.layer}")
    _expect_area(planting, each, row)


def _expect_area(planting: Planting, each: PlanLayer, row: Row) -> None:
    planting.expect(f"51{each.number}", "area_differs", each.layer, row, field=each.area)
    if each.layer == "ZDGC":
        planting.expect("6623", "works_area", each.layer, row, field=each.area)


def _plant_shapes(planting: Planting, each: PlanLayer, grounds: Grounds) -> None:
    layer, title = each.layer, planting.tables[each.layer].title
    row = _square(planting, layer, grounds, **each.plain)
    twin = planting.add_copy(layer, row, row.shape)
    planting.defect(f"{title}图形重复", f"A shape drawn twice in {layer}")
    planting.expect(f"41{int(each.number) + 50}", "duplicate", layer, row, twin)
    if each.overlap:
        x, y = grounds.next()
        rows = []
        for shift_by in (-8.0, 8.0):
            row = planting.add_copy(layer, row, [square((x + shift_by, y), SIDE)], **each.plain)
            planting.settle(layer, row)
            rows.append(row)
        planting.defect(f"{title}图形重叠", f"Two features overlap in {layer}")
        planting.expect(f"41{each.number}", "overlap", layer, *rows)
    row = _square(planting, layer, grounds, **each.plain)
    _short_hole(row)
    planting.defect(f"{title}洞环点数不足", f"A hole of too few points in {layer}")
    planting.expect(f"44{each.number}", "ring_too_few_points", layer, row)
    if each.inside:
        row = planting.add_copy(layer, row, [square(_outside(planting), SIDE)], **each.plain)
        planting.settle(layer, row)
        planting.defect(f"{title}超出县界", f"A feature beyond the county in {layer}")
        planting.expect(f"47{each.number}", "outside", layer, row)


def _short_hole(row: Row) -> None:
    x, y = row.shape[0][0][0]
    x, y = round(x + SIDE / 2, 4), round(y + SIDE / 2, 4)
    row.shape = [[*row.shape[0], [(x, y), (round(x + 5, 4), y), (x, y)]]]


def _outside(planting: Planting) -> tuple[float, float]:
    """Return a place beyond the county, another one each time."""
    east = max(point[0] for row in planting.tables["XZQ"].rows[:5] for point in row.shape[0][0])
    north = max(point[1] for row in planting.tables["XZQ"].rows[:5] for point in row.shape[0][0])
    number = len(planting.defects)
    return round(east - 100.0, 4), round(north + 100.0 + 60.0 * number, 4)


def _plant_plans(planting: Planting, grounds: Grounds) -> None:
    """What a plan of forestry and a nature reserve must state."""
    for layer, changes, note, check, field in (
        ("GHFZLY", {"LX": "1", "PZJB": "1", "PZWH": None},
         ("退耕还林地未填批准文号", "Farmland to be returned to forest without an approval"), "6801", "PZWH"),
        ("GHFZLY", {"LX": "2", "PZJB": None, "PZWH": None},
         ("规划发展林业的土地未填批准级别", "Land planned for forestry by nobody knows whom"), "6802", "PZJB"),
        ("ZRBHD", {"BHDLX": "34", "BHDJB": "3", "GNFQ": "11"},
         ("湿地公园填了功能分区", "A zone of a wetland park"), "6803", "GNFQ"),
        ("ZRBHD", {"BHDLX": "20", "BHDJB": "4", "GNFQ": None},
         ("自然保护区未填功能分区", "A nature reserve without a zone"), "6804", "GNFQ"),
    ):  # fmt: skip
        row = _square(planting, layer, grounds, **changes)
        planting.defect(*note)
        planting.expect(check, "condition_not_met", layer, row, field=field)
    farmland, place = roomy(planting, "YJJBNTBHTB", lambda values: True, SIDE)
    row = planting.add_copy("GHFZLY", planting.tables["GHFZLY"].rows[0], [square(place, SIDE)],
                            **PLAN_LAYERS[0].plain)  # fmt: skip
    planting.settle("GHFZLY", row)
    planting.defect("规划发展林业用地占用永久基本农田", "Land planned for forestry on basic farmland")
    planting.expect("6607", "overlap_with_layer", "GHFZLY", row, partner=("YJJBNTBHTB", farmland))


def _plant_project_layer(planting: Planting) -> None:
    """Codes, values and shapes of the projects."""
    row, _ = _project(planting, commercial, "砂石便道", SYXZ="8")
    planting.defect("项目使用性质代码不存在", "A nature of use that does not exist")
    planting.expect("3337", "unknown_code", "SYLDXM", row, field="SYXZ")
    row, _ = _project(planting, commercial, "", XMMC=None)
    planting.defect("使用林地项目名称为空", "A project without a name")
    planting.expect("3637", "null_value", "SYLDXM", row, field="XMMC")
    row, _ = _project(planting, commercial, "旧采石场", SYND=1998)
    planting.defect("项目使用年度早于2010年", "A project of a year before 2010")
    planting.expect("3537", "out_of_range", "SYLDXM", row, field="SYND")
    row, _ = _project(planting, commercial, "变电站")
    twin = planting.add_copy("SYLDXM", row, row.shape, XMMC="砚溪县变电站(重复)")
    planting.defect("项目图形重复", "A project drawn twice")
    planting.expect("4187", "duplicate", "SYLDXM", row, twin)
    planting.expect("6614", "projects_overlap", "SYLDXM", row, twin)
    row, _ = _project(planting, commercial, "弃渣场一期")
    x, y = row.shape[0][0][0]
    other = planting.add_copy("SYLDXM", row, [square((x + SIDE / 2 + 12, y + SIDE / 2), SIDE)], XMMC="砚溪县弃渣场二期")
    planting.settle("SYLDXM", other)
    planting.defect("两个项目图形重叠", "Two projects overlap")
    planting.expect("4137", "overlap", "SYLDXM", row, other)
    planting.expect("6614", "projects_overlap", "SYLDXM", row, other)
    row, _ = _project(planting, commercial, "跨县输水管线")
    row.shape = [square(_outside(planting), SIDE)]
    planting.settle("SYLDXM", row)
    planting.defect("项目超出县界", "A project beyond the county")
    planting.expect("4737", "outside", "SYLDXM", row)
    planting.expect("6613", "declared_area", "SYLDXM", row, field="SYLDMJ")
    row, _ = _project(planting, commercial, "蓄水池")
    _short_hole(row)
    planting.defect("项目图形洞环点数不足", "A project with a hole of too few points")
    planting.expect("4437", "ring_too_few_points", "SYLDXM", row)


def plant_former_edition(planting: Planting) -> None:
    """Defects in the one-map edition of the year before."""
    for note, findings, values in (
        (("上年度小班权属代码不存在", "An ownership code that does not exist in the edition before"),
         [("3331", "unknown_code", "LD_QS")], {"LD_QS": "99"}),
        (("上年度小班地类为3位码", "A class code of three digits in the edition before"),
         [("3381", "other_generation", "DI_LEI")], {"DI_LEI": "111"}),
        (("上年度小班乡代码含字母", "A town code with a letter in the edition before"),
         [("3431", "wrong_form", "XIANG"), ("6808", "unknown_reference", "XIANG")], {"XIANG": "1A0"}),
        (("上年度小班蓄积为负", "A negative growing stock in the edition before"),
         [("3531", "out_of_range", "HUO_LMGQXJ")], {"HUO_LMGQXJ": -5.0}),
        (("上年度小班号为空", "A sub-compartment without number in the edition before"),
         [("3631", "null_value", "XIAO_BAN")], {"XIAO_BAN": None}),
        (("上年度小班村代码带空格", "A village code with a blank in the edition before"),
         [("3831", "stray_blank", "LIN_BAN")], {"LIN_BAN": "005 "}),
        (("上年度小班所在县不存在", "A county that does not exist in the edition before"),
         [("6807", "unknown_reference", "XIAN")], {"XIAN": "690999"}),
    ):  # fmt: skip
        planting.change("LDXB_Q", before, note, findings, **values)
    first = planting.pick("LDXB_Q", before)
    second = planting.pick("LDXB_Q", lambda v: before(v) and v["CUN"] == first.values["CUN"]
                           and v["XIANG"] == first.values["XIANG"])  # fmt: skip
    planting.set(second, XIAO_BAN=first.values["XIAO_BAN"])
    planting.defect("上年度两个小班编号相同", "Two sub-compartments with the same number in the edition before")
    planting.expect("3731", "duplicate_value", "LDXB_Q", first, second, field="XIAN+XIANG+CUN+LIN_BAN+XIAO_BAN")
    row = planting.pick("LDXB_Q", before, exclusive=True)
    twin = planting.add_copy("LDXB_Q", row, row.shape, XIAO_BAN="09902")
    planting.defect("上年度小班图形重复", "A shape drawn twice in the edition before")
    planting.expect("4181", "duplicate", "LDXB_Q", row, twin)
    border = first_border(planting, "LDXB_Q", before, before)
    shift(planting, "LDXB_Q", border, 6.0)
    planting.defect("上年度小班重叠", "Two sub-compartments overlap in the edition before")
    planting.expect("4131", "overlap", "LDXB_Q", border.inner, border.outer)
    row, (x, y) = roomy(planting, "LDXB_Q", before, 15)
    row.shape = [[*row.shape[0], [(x, y), (round(x + 5, 4), y), (x, y)]], *row.shape[1:]]
    planting.defect("上年度小班洞环点数不足", "A hole of too few points in the edition before")
    planting.expect("4431", "ring_too_few_points", "LDXB_Q", row)
    row = planting.pick("LDXB_Q", lambda v: before(v) and float(v["MIAN_JI"]) > 4)
    planting.set(row, MIAN_JI=round(float(row.values["MIAN_JI"]) * 15, 4))
    planting.defect("上年度小班面积以亩填写", "An area in mu in the edition before")
    planting.expect("5131", "area_differs", "LDXB_Q", row, field="MIAN_JI")


def before(values: Values) -> bool:
    """A sub-compartment of trees in the edition before."""
    return values["DI_LEI"] == "0111" and values["XIAO_BAN"] not in (None, "99999")


def plant_fields(planting: Planting) -> None:
    """Fields of another type or length than the pack has."""
    for layer, check, name, length in (
        ("LDXB_Q", "3231", "LIN_BAN", 6), ("GHFZLY", "3232", "PZWH", 20), ("ZRBHD", "3233", "BHDMC", 40),
        ("ZYSTKJ", "3234", "MC", 40), ("LYJD", "3235", "MC", 40), ("ZDGC", "3236", "GCMC", 40),
        ("SYLDXM", "3237", "SHWH", 20),
    ):  # fmt: skip
        planting.retype_column(layer, name, "text", length)
        planting.defect(f"{planting.tables[layer].title}的字段{name}长度有误", f"A wrong length of {name} in {layer}")
        planting.expect(check, "wrong_field_length", layer, field=name)
