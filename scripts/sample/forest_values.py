"""Defects of values planted into the forest delivery."""

from __future__ import annotations

from typing import Callable

from .planting import Planting, flat_area, settle_third_survey
from .tables import Value

Values = dict[str, Value]
Wanted = Callable[[Values], bool]


def wild(values: Values) -> bool:
    """A forest parcel of the land survey."""
    return str(values["DLBM"]).startswith("03")


def farmland(values: Values) -> bool:
    """A sloping farmland parcel of the land survey."""
    return str(values["DLBM"]) in ("0102", "0103") and values["KCXS"] is not None


def forest_compartment(values: Values) -> bool:
    """A compartment of forest land."""
    return str(values["DI_LEI"]).startswith("01")


def plain_compartment(values: Values) -> bool:
    """A compartment of trees or shrubs, which has a use type and an origin."""
    return values["LIN_ZHONG"] is not None and values["BCLD"] == "1"


def commercial(values: Values) -> bool:
    """A compartment of commercial forest of the lowest protection grade."""
    return plain_compartment(values) and values["SEN_LIN_LB"] == "22"


def national(values: Values) -> bool:
    """A compartment of national welfare forest."""
    return plain_compartment(values) and values["SHI_QUAN_D"] == "10"


def local(values: Values) -> bool:
    """A compartment of local welfare forest."""
    return plain_compartment(values) and values["SHI_QUAN_D"] == "21"


def anything(values: Values) -> bool:
    """Any feature."""
    return True


def plant_land_use_values(planting: Planting) -> None:
    """Values of the land survey."""
    for wanted, note, findings, values in (
        (farmland, ("地类编码不存在", "A land class that does not exist"),
         [("3303", "unknown_code", "DLBM")], {"DLBM": "0109"}),
        (wild, ("权属性质代码不存在", "An ownership code that does not exist"),
         [("3303", "unknown_code", "QSXZ")], {"QSXZ": "50"}),
        (lambda v: v["DLBM"] == "0702", ("城镇村属性码不存在", "An urban attribute that does not exist"),
         [("3303", "unknown_code", "CZCSXM")], {"CZCSXM": "209"}),
        (farmland, ("种植属性代码不存在", "A planting code that does not exist"),
         [("3353", "unknown_code", "ZZSXDM")], {"ZZSXDM": "XX"}),
        (wild, ("权属单位代码含字母", "An owner code with a letter"),
         [("3403", "wrong_form", "QSDWDM")], {"QSDWDM": "690121000000000000X"}),
        (wild, ("权属单位名称超长", "An owner name that is too long"),
         [("3453", "wrong_length", "QSDWMC")], {"QSDWMC": "砚溪县集体林权制度改革联户经营合作社" * 15}),
        (farmland, ("耕地等别16不存在", "Farmland grade 16 does not exist"),
         [("3503", "out_of_range", "GDDB")], {"GDDB": 16}),
        (wild, ("座落单位名称为空", "A parcel without a location name"),
         [("3603", "null_value", "ZLDWMC")], {"ZLDWMC": None}),
        (farmland, ("耕地未填坡度级别", "Farmland without a slope class"),
         [("3603", "null_value", "GDPDJB")], {"GDPDJB": None}),
        (wild, ("地类编码前有空格", "A class code with a leading blank"),
         [("3803", "stray_blank", "QSXZ"), ("3303", "unknown_code", "QSXZ")], {"QSXZ": " 3"}),
        (farmland, ("扣除地类编码为全角数字", "A deducted class in full-width digits"),
         [("3803", "full_width", "KCDLBM"), ("3303", "unknown_code", "KCDLBM"),
          ("6105", "condition_not_met", "KCDLBM")], {"KCDLBM": "１203"}),
        (wild, ("地类名称与编码不符", "A class name that does not fit the code"),
         [("6101", "code_name_mismatch", "DLMC")], {"DLMC": "果园"}),
        (wild, ("林地填了坡度级别", "A slope class on forest land"),
         [("6102", "condition_not_met", "GDPDJB")], {"GDPDJB": "4"}),
        (wild, ("林地填了耕地类型", "A kind of farmland on forest land"),
         [("6104", "condition_not_met", "GDLX")], {"GDLX": "PD"}),
        (farmland, ("扣除地类不是田坎", "A deducted class other than field ridges"),
         [("6105", "condition_not_met", "KCDLBM")], {"KCDLBM": "1107"}),
        (wild, ("林地填了扣除地类", "A deducted class on forest land"),
         [("6106", "condition_not_met", "KCMJ")], {"KCDLBM": "1203"}),
        (farmland, ("有扣除面积而无扣除地类", "A deducted area without its class"),
         [("6107", "condition_not_met", "KCDLBM")], {"KCDLBM": None}),
        (farmland, ("1级坡度耕地扣除了田坎", "Ridges deducted at slope class 1"),
         [("6108", "condition_not_met", "KCMJ")], {"GDPDJB": "1"}),
        (wild, ("林地填了线状地物宽度", "A width of linear feature on forest land"),
         [("6110", "condition_not_met", "XZDWKD")], {"XZDWKD": 6.5}),
        (lambda v: v["DLBM"] == "0702", ("农村宅基地未填城镇村属性码", "A homestead without the village attribute"),
         [("6111", "condition_not_met", "CZCSXM")], {"CZCSXM": None}),
        (lambda v: v["DLBM"] == "0702", ("采矿用地的城镇村属性码有误", "Mining land with a wrong attribute"),
         [("6112", "condition_not_met", "CZCSXM")], {"DLBM": "0602", "DLMC": "采矿用地", "CZCSXM": "203"}),
        (lambda v: v["DLBM"] == "0702", ("特殊用地的城镇村属性码有误", "Special land with a wrong attribute"),
         [("6113", "condition_not_met", "CZCSXM")], {"DLBM": "09", "DLMC": "特殊用地", "CZCSXM": "203"}),
        (wild, ("林地的图斑细化与地类不符", "A refinement that does not fit forest land"),
         [("6114", "condition_not_met", "TBXHDM")], {"TBXHDM": "LQGD", "TBXHMC": "林区耕地"}),
        (farmland, ("耕地的种植属性与地类不符", "A planting attribute that does not fit farmland"),
         [("6115", "condition_not_met", "ZZSXDM")], {"ZZSXDM": "JKHF", "ZZSXMC": "即可恢复"}),
    ):  # fmt: skip
        planting.change("DLTB", wanted, note, findings, **values)
    _plant_land_use_areas(planting)
    first, second = planting.pick("DLTB", wild), planting.pick("DLTB", wild)
    planting.set(second, BSM=first.values["BSM"])
    planting.defect("两个图斑标识码相同", "Two parcels with the same identifier")
    planting.expect("3703", "duplicate_value", "DLTB", first, second, field="BSM")
    first = planting.pick("DLTB", wild)
    second = planting.pick("DLTB", lambda v: wild(v) and v["ZLDWDM"] == first.values["ZLDWDM"])
    planting.set(second, TBBH=first.values["TBBH"])
    planting.defect("同一村内两个图斑编号相同", "Two parcels of a village with the same number")
    planting.expect("3753", "duplicate_value", "DLTB", first, second, field="ZLDWDM+TBBH")
    row = planting.pick("DLTB", wild)
    planting.recode(row, "ZLDWDM", lambda code: "690121555" + code[9:])
    planting.defect("座落单位的乡镇不存在", "A parcel in a town that does not exist")
    planting.expect("6201", "unknown_reference", "DLTB", row, field="ZLDWDM")
    planting.expect("6202", "unknown_reference", "DLTB", row, field="ZLDWDM")


def _plant_land_use_areas(planting: Planting) -> None:
    row = planting.pick("DLTB", lambda v: farmland(v) and float(v["TBMJ"]) > 30_000)
    settle_third_survey(planting, row, flat_area(row.shape))
    planting.defect("图斑面积为平面面积(投影面积)", "The area of a parcel was taken on the plane")
    planting.expect("5103", "area_differs", "DLTB", row, field="TBMJ")
    row = planting.pick("DLTB", farmland)
    planting.set(row, TBDLMJ=row.values["TBMJ"])
    planting.defect("地类面积未扣除田坎", "A net area from which the ridges were not deducted")
    planting.expect("5203", "arithmetic", "DLTB", row, field="TBDLMJ")
    row = planting.pick("DLTB", farmland)
    values = row.values
    planting.set(row, KCMJ=round(float(values["KCMJ"]) + 40, 2), TBDLMJ=round(float(values["TBDLMJ"]) - 40, 2))
    planting.defect("扣除面积与系数不符", "A deducted area that does not fit the coefficient")
    planting.expect("5213", "arithmetic", "DLTB", row, field="KCMJ")
    row = planting.pick("DLTB", farmland)
    planting.set(row, KCXS=7.0)
    planting.defect("扣除系数按百分数填写", "A deduction coefficient in per cent")
    planting.expect("3503", "out_of_range", "DLTB", row, field="KCXS")
    planting.expect("5213", "arithmetic", "DLTB", row, field="KCMJ")
    planting.expect("6109", "condition_not_met", "DLTB", row, field="KCXS")


def plant_compartment_values(planting: Planting) -> None:
    """Values of the forest compartments."""
    for wanted, note, findings, values in (
        (commercial, ("林地质量等级6不存在", "Quality grade 6 does not exist"),
         [("3304", "unknown_code", "ZL_DJ")], {"ZL_DJ": "6"}),
        (commercial, ("坡向代码不存在", "An aspect code that does not exist"),
         [("3354", "unknown_code", "PO_XIANG")], {"PO_XIANG": "0"}),
        (commercial, ("变化年度格式有误", "A year of change in a wrong form"),
         [("3404", "wrong_form", "BHND")], {"BHND": "20年"}),
        (commercial, ("林班号超长", "A compartment number that is too long"),
         [("3454", "wrong_length", "LIN_BAN")], {"LIN_BAN": "00123"}),
        (commercial, ("郁闭度按百分数填写", "A canopy density in per cent"),
         [("3504", "out_of_range", "YU_BI_DU")], {"YU_BI_DU": 65.0}),
        (commercial, ("小班号为空", "A compartment without its number"),
         [("3604", "null_value", "XIAO_BAN")], {"XIAO_BAN": None}),
        (commercial, ("林地未填森林类别", "Forest land without a category"),
         [("3604", "null_value", "SEN_LIN_LB")], {"SEN_LIN_LB": None}),
        (commercial, ("土地权属为全角数字", "Ownership in full-width digits"),
         [("3804", "full_width", "LD_QS"), ("3304", "unknown_code", "LD_QS"), ("6406", "condition_not_met", "BHYY")],
         {"LD_QS": "２0"}),
        (commercial, ("起源代码带不可见字符", "An origin code with an invisible character"),
         [("3804", "control_character", "LIN_ZHONG"), ("3304", "unknown_code", "LIN_ZHONG")],
         {"LIN_ZHONG": "23\u200b", "GH_LZ": None}),
        (national, ("省代码与县代码不符", "A province code that does not fit the county"),
         [("6207", "wrong_prefix", "XIAN")], {"SHENG": "61"}),
        (commercial, ("乔木林未填起源", "Trees without an origin"),
         [("6301", "condition_not_met", "QI_YUAN")], {"QI_YUAN": None}),
        (commercial, ("乔木林未填林种", "Trees without a use type"),
         [("6302", "condition_not_met", "LIN_ZHONG")], {"LIN_ZHONG": None}),
        (lambda v: v["DI_LEI"] == "0141" and v["SEN_LIN_LB"] == "22", ("未成林地填了林种", "A use type on saplings"),
         [("6304", "condition_not_met", "LIN_ZHONG")], {"LIN_ZHONG": "233"}),
        (commercial, ("商品林填了防护林林种", "Commercial forest with a protection use type"),
         [("6305", "condition_not_met", "LIN_ZHONG")], {"LIN_ZHONG": "112"}),
        (commercial, ("商品林填了事权等级", "Commercial forest with a level of authority"),
         [("6306", "condition_not_met", "SHI_QUAN_D"), ("6309", "condition_not_met", "BH_DJ"),
          ("6320", "grade_weaker", "BH_DJ")], {"SHI_QUAN_D": "23"}),
        (local, ("地方公益林填了国家级保护等级", "Local welfare forest with a national grade"),
         [("6307", "condition_not_met", "GJGYL_BHDJ")], {"GJGYL_BHDJ": "2"}),
        (national, ("国家级公益林保护等级为Ⅲ级", "National welfare forest of protection grade III"),
         [("6308", "condition_not_met", "BH_DJ"), ("6320", "grade_weaker", "BH_DJ"),
          ("6404", "condition_not_met", "BHYY")],
         {"BH_DJ": "3"}),
        (local, ("地方公益林保护等级为Ⅳ级", "Local welfare forest of protection grade IV"),
         [("6309", "condition_not_met", "BH_DJ"), ("6320", "grade_weaker", "BH_DJ"),
          ("6404", "condition_not_met", "BHYY")],
         {"BH_DJ": "4"}),
        (commercial, ("Ⅳ级保护林地划为公益林", "Welfare forest of protection grade IV"),
         [("6310", "condition_not_met", "SEN_LIN_LB"), ("3604", "null_value", "SHI_QUAN_D"),
          ("6320", "grade_weaker", "BH_DJ"), ("6405", "condition_not_met", "BHYY")],
         {"SEN_LIN_LB": "12", "LIN_ZHONG": "112"}),
        (commercial, ("有林地登记为补充林地", "Present forest entered as supplementary"),
         [("6313", "condition_not_met", "DI_LEI")], {"BCLD": "2"}),
        (commercial, ("林地小班编号为99999", "Forest land numbered 99999"),
         [("6314", "condition_not_met", "DI_LEI")], {"XIAO_BAN": "99999"}),
        (commercial, ("备注有无法解读的字符", "Remarks with characters that cannot be read"),
         [], {"REMARKS": "补\ufffd\ufffd调查"}),
        (lambda v: v["XIAO_BAN"] == "99999", ("非林地填了森林类别", "A category on land that is no forest"),
         [("6311", "condition_not_met", "SEN_LIN_LB")], {"SEN_LIN_LB": "22"}),
        (lambda v: v["XIAO_BAN"] == "99999", ("非林地小班编号不是99999", "Land that is no forest not numbered 99999"),
         [("6315", "condition_not_met", "XIAO_BAN")], {"XIAO_BAN": "09921"}),
        (commercial, ("林地未标明现状或补充", "Forest land not marked as present or supplementary"),
         [("6316", "condition_not_met", "BCLD")], {"BCLD": None}),
        (local, ("规划国家级公益林的规划保护等级为Ⅳ级", "Planned national welfare forest of planned grade IV"),
         [(check, "condition_not_met", "GH_SLLB" if check == "6356" else "GH_BHDJ")
          for check in ("6317", "6356", "6357", "6360")] + [("6330", "grade_weaker", "GH_BHDJ")],
         {"GH_GJJBHDJ": "2", "GH_BHDJ": "4"}),
        (commercial, ("规划林种与规划森林类别不符", "A planned use type that does not fit the planned category"),
         [("6318", "condition_not_met", "GH_LZ")], {"GH_LZ": "111"}),
        (commercial, ("地类变化未填变化原因", "A change of class without a reason"),
         [("6401", "condition_not_met", "BHYY")], {"Q_DI_LEI": "0210"}),
        (commercial, ("有变化原因未填变化年度", "A reason of change without a year"),
         [("6402", "condition_not_met", "BHND")], {"BHYY": "11", "Q_DI_LEI": "0210"}),
        (commercial, ("经审批占用后仍为林地", "Still forest land after an approved occupation"),
         [("6403", "condition_not_met", "DI_LEI")], {"BHYY": "41", "BHND": "2020"}),
    ):  # fmt: skip
        planting.change("LDXB", wanted, note, findings, **values)
        if "REMARKS" in values:
            planting.expect("2201", "unreadable_text", "LDXB", field="REMARKS")
    row = planting.pick("LDXB", commercial)
    planting.set(row, DI_LEI="0199X", Q_DI_LEI=None)
    parcel = next(each for each in planting.tables["DLTB"].rows if each.shape == row.shape)
    planting.use(parcel)
    planting.defect("地类代码不存在, 三调林地因而未落入林地小班", "A forest class that does not exist")
    planting.expect("3304", "unknown_code", "LDXB", row, field="DI_LEI")
    planting.expect("6304", "condition_not_met", "LDXB", row, field="LIN_ZHONG")
    if row.values["LING_ZU"]:
        planting.expect("6348", "condition_not_met", "LDXB", row, field="LING_ZU")
    planting.expect("6312", "condition_not_met", "LDXB", row, field="DI_LEI")
    planting.expect("6502", "outside", "DLTB", parcel)
    first = planting.pick("LDXB", commercial)
    second = planting.pick("LDXB", lambda v: commercial(v) and v["CUN"] == first.values["CUN"]
                           and v["XIANG"] == first.values["XIANG"])  # fmt: skip
    planting.set(second, XIAO_BAN=first.values["XIAO_BAN"])
    planting.defect("两个小班编号相同", "Two compartments with the same number")
    planting.expect("3704", "duplicate_value", "LDXB", first, second, field="XIAN+XIANG+CUN+LIN_BAN+XIAO_BAN")
    row = planting.pick("LDXB", lambda v: commercial(v) and float(v["MIAN_JI"]) > 4)
    planting.set(row, MIAN_JI=round(float(row.values["MIAN_JI"]) * 15, 4))
    planting.defect("小班面积以亩填写", "A compartment area in mu instead of hectares")
    planting.expect("5104", "area_differs", "LDXB", row, field="MIAN_JI")


def plant_other_values(planting: Planting) -> None:
    """Values of towns, villages, welfare forest, basic farmland."""
    for layer, wanted, note, findings, values in (
        ("XZQ", anything, ("行政区要素代码含字母", "The feature code of a town holds a letter"),
         [("3401", "wrong_form", "YSDM")], {"YSDM": "A000600100"}),
        ("XZQ", anything, ("乡镇名称为空", "A town without a name"),
         [("3601", "null_value", "XZQMC")], {"XZQMC": None}),
        ("CJDCQ", anything, ("村要素代码含字母", "The feature code of a village holds a letter"),
         [("3402", "wrong_form", "YSDM")], {"YSDM": "B000600100"}),
        ("CJDCQ", anything, ("村名为空", "A village without a name"),
         [("3602", "null_value", "ZLDWMC")], {"ZLDWMC": None}),
        ("GJGYL", anything, ("国家级公益林保护等级不存在", "A national grade that does not exist"),
         [("3305", "unknown_code", "GJGYL_BHDJ")], {"GJGYL_BHDJ": "4"}),
        ("GJGYL", anything, ("省代码只有一位", "A province code of one digit"),
         [("3405", "wrong_form", "SHENG")], {"SHENG": "6"}),
        ("GJGYL", anything, ("国家级公益林未填林班", "Welfare forest without a compartment"),
         [("3605", "null_value", "LIN_BAN")], {"LIN_BAN": None}),
        ("GJGYL", anything, ("国家级公益林所在县不存在", "Welfare forest in a county that does not exist"),
         [("6210", "unknown_reference", "XIAN")], {"XIAN": "690999"}),
        ("GJGYL", anything, ("国家级公益林所在乡不存在", "Welfare forest in a town that does not exist"),
         [("6214", "unknown_reference", "XIANG")], {"XIANG": "777"}),
        ("GJGYL", anything, ("国家级公益林所在村不存在", "Welfare forest in a village that does not exist"),
         [("6215", "unknown_reference", "CUN")], {"CUN": "777"}),
        ("YJJBNTBHTB", anything, ("坡度级别不存在", "A slope class that does not exist"),
         [("3306", "unknown_code", "GDPDJB")], {"GDPDJB": "9"}),
        ("YJJBNTBHTB", anything, ("未填是否稳定耕地", "Not said whether the farmland is stable"),
         [("3606", "null_value", "WDGD")], {"WDGD": None}),
        ("YJJBNTBHTB", lambda v: v["KCXS"] is not None, ("永久基本农田面积未扣除田坎",
         "Net basic farmland from which the ridges were not deducted"), [("5206", "arithmetic", "YJJBNTMJ")],
         {"YJJBNTMJ": 999.0}),
    ):  # fmt: skip
        planting.change(layer, wanted, note, findings, **values)
    row = planting.pick("GJGYL")
    planting.set(row, MIAN_JI=-1.0)
    planting.defect("国家级公益林面积为负", "A negative area of welfare forest")
    planting.expect("3505", "out_of_range", "GJGYL", row, field="MIAN_JI")
    planting.expect("5105", "area_differs", "GJGYL", row, field="MIAN_JI")
    first = planting.pick("GJGYL")
    second = planting.pick("GJGYL", lambda v: v["CUN"] == first.values["CUN"] and v["XIANG"] == first.values["XIANG"])
    planting.set(second, XIAO_BAN=first.values["XIAO_BAN"])
    planting.defect("国家级公益林小班编号重复", "Two welfare compartments with the same number")
    planting.expect("3705", "duplicate_value", "GJGYL", first, second, field="XIAN+XIANG+CUN+LIN_BAN+XIAO_BAN")
    row = planting.pick("LDXB", commercial)
    planting.set(row, XIAN="690999", SHENG="69")
    planting.defect("小班所在县不存在", "A compartment in a county that does not exist")
    planting.expect("6204", "unknown_reference", "LDXB", row, field="XIAN")
    for length, field, check in ((9, "XIANG", "6205"), (12, "CUN", "6206")):
        row = planting.pick("LDXB", commercial)
        planting.set(row, **{field: "690121777777"[:length]})
        planting.defect("小班的乡(村)代码不存在", "A compartment in a town or village that does not exist")
        planting.expect(check, "unknown_reference", "LDXB", row, field=field)
    row = planting.pick("LDXB", commercial)
    planting.set(row, XIANG="690122100")
    planting.defect("小班的乡代码不以县代码开头", "A town code that does not begin with the county code")
    planting.expect("6205", "unknown_reference", "LDXB", row, field="XIANG")
    planting.expect("6208", "wrong_prefix", "LDXB", row, field="XIANG")
    row = planting.pick("LDXB", commercial)
    town = str(row.values["XIANG"])
    other = "690121" + ("101" if town == "100" else "100")
    planting.set(row, XIANG=other, CUN="690121" + town + str(row.values["CUN"]))
    planting.defect("小班的村代码不以乡代码开头", "A village code that does not begin with the town code")
    planting.expect("6209", "wrong_prefix", "LDXB", row, field="CUN")
    row = planting.pick("XZQ")
    planting.set(row, JSMJ=round(float(row.values["JSMJ"]) + 1_000, 2))
    planting.defect("行政区计算面积有误", "A wrong computed area of a town")
    planting.expect("5101", "area_differs", "XZQ", row, field="JSMJ")
    row = planting.pick("CJDCQ")
    planting.recode(row, "ZLDWDM", lambda code: code + " ")
    planting.defect("村代码末尾有空格", "A village code with a trailing blank")
    planting.expect("3802", "stray_blank", "CJDCQ", row, field="ZLDWDM")
    planting.expect("3402", "wrong_form", "CJDCQ", row, field="ZLDWDM")
    village = planting.pick("CJDCQ")
    stray = planting.add_copy("CJDCQ", village, village.shape, ZLDWDM="690121999201" + "0" * 7, ZLDWMC="飞地村")
    planting.defect("村所属乡镇不存在(多余的村)", "A village too many, of a town that does not exist")
    planting.expect("6203", "unknown_reference", "CJDCQ", stray, field="ZLDWDM")
    first, second = planting.pick("XZQ"), planting.pick("XZQ")
    planting.set(second, BSM=first.values["BSM"])
    planting.defect("两个乡镇标识码相同", "Two towns with the same identifier")
    planting.expect("3701", "duplicate_value", "XZQ", first, second, field="BSM")
    first, second = planting.pick("CJDCQ"), planting.pick("CJDCQ")
    planting.set(second, BSM=first.values["BSM"])
    planting.defect("两个村标识码相同", "Two villages with the same identifier")
    planting.expect("3702", "duplicate_value", "CJDCQ", first, second, field="BSM")
