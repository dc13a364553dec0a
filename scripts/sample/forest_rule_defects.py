"""Defects against the rules of the sub-compartments: grades, growth, site, changes and planned values."""

from __future__ import annotations

from .forest_values import Values, anything, commercial, local, national, plain_compartment
from .planting import Planting


def no_forest(values: Values) -> bool:
    """A compartment that is not forest land."""
    return values["XIAO_BAN"] == "99999" and str(values["DI_LEI"]) in ("0230", "0240")


def trees(values: Values) -> bool:
    """A compartment of trees of commercial forest, no longer young."""
    return commercial(values) and values["DI_LEI"] == "0111" and values["LING_ZU"] != "1" and values["BHYY"] is None


def plant_rules(planting: Planting) -> None:
    """Break each rule of the sub-compartments once."""
    _plant_codes(planting)
    _plant_grades(planting)
    _plant_growth(planting)
    _plant_changes(planting)
    planting.not_run += ["6321", "6331"]


def _plant(planting: Planting, cases: tuple) -> None:
    for wanted, note, findings, values in cases:
        planting.change("LDXB", wanted, note, findings, **values)


def _plant_codes(planting: Planting) -> None:
    _plant(planting, (
        (trees, ("地类代码为二类调查3位码", "A class code of three digits among those of four"),
         [("3314", "other_generation", "DI_LEI")], {"DI_LEI": "111"}),
        (trees, ("小班号为6位", "A sub-compartment number of six digits"),
         [("6212", "condition_not_met", "XIAO_BAN"), ("3465", "other_length", "XIAO_BAN")], {"XIAO_BAN": "000123"}),
        (no_forest, ("非林地小班编号为9999", "Land that is no forest numbered 9999"),
         [("6213", "condition_not_met", "XIAO_BAN"), ("6315", "condition_not_met", "XIAO_BAN"),
          ("3465", "other_length", "XIAO_BAN")], {"XIAO_BAN": "9999"}),
    ))  # fmt: skip
    planting.change(
        "GJGYL", anything, ("国家级公益林地类为3位码", "A class code of three digits in the welfare forest"),
        [("3315", "other_generation", "DI_LEI")], DI_LEI="111",
    )  # fmt: skip
    planting.change(
        "GJGYL", anything, ("国家级公益林省代码与县代码不符", "A province code that does not fit the county"),
        [("6217", "wrong_prefix", "XIAN")], SHENG="61",
    )  # fmt: skip


def _plant_grades(planting: Planting) -> None:
    _plant(planting, (
        # not told while a nature reserve does not say its zone, which is planted as well
        (commercial, ("商品林登记为Ⅲ级保护林地而无依据", "Commercial forest of grade III without a ground"), [],
         {"BH_DJ": "3", "Q_BH_DJ": "3", "GH_BHDJ": "3"}),
        (commercial, ("林地未填保护等级", "Forest land without a protection grade"),
         [("6322", "grade_missing", "BH_DJ"), ("3604", "null_value", "BH_DJ")], {"BH_DJ": None}),
        (lambda v: v["DI_LEI"] == "0141" and v["BHYY"] is None,
         ("规划成为森林的未成林地未填规划林种", "Young forest that is to become forest, of no planned use type"), [],
         {"GH_LZ": None}),
        (lambda v: plain_compartment(v) and v["DI_LEI"] == "0131",
         ("规划林地未填规划森林类别", "Planned forest land without a planned category"),
         [("6359", "condition_not_met", "GH_BHDJ")], {"GH_SLLB": None}),
        (commercial, ("林地未填规划保护等级", "Forest land without a planned protection grade"),
         [("6332", "grade_missing", "GH_BHDJ"), ("6359", "condition_not_met", "GH_BHDJ")], {"GH_BHDJ": None}),
        (national, ("国家级公益林登记为一般公益林", "National welfare forest entered as ordinary welfare forest"),
         [("6340", "condition_not_met", "SEN_LIN_LB")], {"SEN_LIN_LB": "12", "Q_SEN_LB": "12"}),
        (national, ("规划调出重点公益林未说明原因", "Key welfare forest taken out by the plan without a reason"),
         [("6358", "condition_not_met", "GH_SLLB"), ("6356", "condition_not_met", "GH_SLLB")], {"GH_SLLB": "12"}),
        (lambda v: national(v) and v["GJGYL_BHDJ"] == "1",
         ("规划国家级公益林保护等级降低未说明原因", "A lower planned national grade without a reason"),
         [("6361", "condition_not_met", "GH_GJJBHDJ")], {"GH_GJJBHDJ": "2"}),
        (commercial, ("规划减少的林地未说明原因", "Forest land taken away by the plan without a reason"),
         [("6319", "condition_not_met", "BHYY")], {"BCLD": "3"}),
    ))  # fmt: skip


def _plant_growth(planting: Planting) -> None:
    _plant(planting, (
        (trees, ("乔木林郁闭度小于0.2", "Trees of a canopy density below 0.2"),
         [("6341", "condition_not_met", "YU_BI_DU")], {"YU_BI_DU": 0.1}),
        (lambda v: plain_compartment(v) and v["DI_LEI"] == "0120",
         ("疏林地郁闭度大于0.2", "Open forest of a canopy density above 0.2"),
         [("6342", "condition_not_met", "YU_BI_DU")], {"YU_BI_DU": 0.3}),
        (trees, ("乔木林未填郁闭度", "Trees without a canopy density"),
         [("6343", "condition_not_met", "YU_BI_DU")], {"YU_BI_DU": None}),
        (trees, ("乔木林未填优势树种", "Trees without a dominant species"),
         [("6344", "condition_not_met", "YOU_SHI_SZ")], {"YOU_SHI_SZ": None}),
        (trees, ("乔木林未填蓄积", "Trees without growing stock"),
         [("6345", "condition_not_met", "HUO_LMGQXJ")], {"HUO_LMGQXJ": None}),
        (no_forest, ("非林地填了蓄积", "Growing stock on land that is no forest"),
         [("6346", "condition_not_met", "HUO_LMGQXJ")], {"HUO_LMGQXJ": 50.0}),
        (trees, ("乔木林未填龄组", "Trees without an age group"),
         [("6347", "condition_not_met", "LING_ZU")], {"LING_ZU": None}),
        (lambda v: v["DI_LEI"] == "0141" and v["BHYY"] is None,
         ("未成林造林地填了龄组", "An age group on a young plantation"),
         [("6348", "condition_not_met", "LING_ZU")], {"LING_ZU": "1"}),
        (trees, ("幼龄林平均年龄90年", "Young forest of a mean age of 90 years"),
         [("6349", "condition_not_met", "PINGJUN_NL")], {"LING_ZU": "1", "PINGJUN_NL": 90}),
        (lambda v: commercial(v) and v["PO_DU"] == "3" and v["PO_WEI"] == "3",
         ("斜坡的坡向填无坡向", "No aspect on a slope"), [("6350", "condition_not_met", "PO_DU")], {"PO_XIANG": "9"}),
        (lambda v: commercial(v) and v["PO_DU"] == "3" and v["PO_XIANG"] != "9",
         ("斜坡的坡位填平地", "Flat ground on a slope"), [("6351", "condition_not_met", "PO_DU")], {"PO_WEI": "6"}),
        (no_forest, ("非林地填了起源", "An origin on land that is no forest"),
         [("6352", "condition_not_met", "QI_YUAN")], {"QI_YUAN": "11"}),
        (lambda v: v["DI_LEI"] == "0141" and v["BHYY"] is None,
         ("未成林造林地起源为天然", "A young plantation of natural origin"),
         [("6353", "condition_not_met", "QI_YUAN")], {"QI_YUAN": "11"}),
        (local, ("林地未评定质量等级", "Forest land without a quality grade"),
         [("6354", "condition_not_met", "ZL_DJ")], {"ZL_DJ": None}),
        (trees, ("有蓄积的乔木林平均胸径3厘米", "Growing stock of a mean diameter of 3 cm"),
         [("6355", "condition_not_met", "PINGJUN_XJ")], {"PINGJUN_XJ": 3.0}),
    ))  # fmt: skip


def _plant_changes(planting: Planting) -> None:
    _plant(planting, (
        (trees, ("采伐小班的前地类为未利用地", "Waste land that was logged"),
         [("6407", "condition_not_met", "Q_DI_LEI")], {"BHYY": "24", "BHND": "2020", "Q_DI_LEI": "0240"}),
        (trees, ("未审批占用后仍为乔木林", "Trees on land occupied without approval"),
         [("6408", "condition_not_met", "DI_LEI")], {"BHYY": "42", "BHND": "2020"}),
        (trees, ("退耕还林小班的前地类不是耕地", "Farmland returned to forest that was none"),
         [("6409", "condition_not_met", "DI_LEI")], {"BHYY": "31", "BHND": "2020", "Q_DI_LEI": "0240"}),
        (no_forest, ("造林小班不是林地", "Afforested land that is no forest land"),
         [("6410", "condition_not_met", "DI_LEI")], {"BHYY": "11", "BHND": "2020"}),
        (trees, ("毁林开荒小班仍为乔木林", "Trees on land cleared for tilling"),
         [("6411", "condition_not_met", "DI_LEI")], {"BHYY": "50", "BHND": "2020"}),
        (no_forest, ("林地变为非林地以采伐为原因", "Forest land that is no more for being logged"),
         [("6412", "condition_not_met", "BHYY")], {"BHYY": "21", "BHND": "2020", "Q_DI_LEI": "0111"}),
    ))  # fmt: skip


def expect_lengths(planting: Planting) -> None:
    """Expect what codes written in two ways give: one finding for each length, on the first that has it.

    Comes last, for it looks at all sub-compartments as they are delivered.
    """
    for field, usual, check in (("XIANG", 3, "3464"), ("CUN", 3, "3464"), ("LIN_BAN", 4, "3465")):
        seen: set[int] = set()
        for row in planting.tables["LDXB"].rows:
            size = len(str(row.values[field] or ""))
            if size and size != usual and size not in seen:
                seen.add(size)
                if not planting.defects[-1].en.startswith("Codes written in two ways"):
                    planting.defect("同一图层编码写法不一致", "Codes written in two ways in one layer")
                planting.expect(check, "other_length", "LDXB", row, field=field)
