"""Defects of structure, values and areas planted into the farmland delivery."""

from __future__ import annotations

from typing import Callable

from .planting import Planting, flat_area, settle_second_survey
from .tables import Row, Value

Values = dict[str, Value]
Wanted = Callable[[Values], bool]


def farmland(values: Values) -> bool:
    """A sloping farmland parcel of the land survey without lines or points on it."""
    return str(values["DLBM"]) in ("012", "013") and values["TKXS"] is not None and not values["XZDWMJ"]


def flat_farmland(values: Values) -> bool:
    """A farmland parcel of slope class 1."""
    return str(values["DLBM"]).startswith("01") and values["GDPDJ"] == "1"


def wild(values: Values) -> bool:
    """A forest parcel."""
    return str(values["DLBM"]) in ("031", "032", "033")


def kept(values: Values) -> bool:
    """A ledger parcel that stays basic farmland."""
    return values["HRHCLXDM"] == "0"


def removed(values: Values) -> bool:
    """A ledger parcel taken out."""
    return values["HRHCLXDM"] == "2"


def plant_structure(planting: Planting) -> None:
    """Fields and coordinate systems of secondary layers, unreadable text."""
    planting.retype_column("STBHHX", "MJ", "text")
    planting.defect("生态保护红线的面积字段为文本型", "The area of the redline is a text field")
    planting.expect("3216", "wrong_field_type", "STBHHX", field="MJ")
    planting.retype_column("CSKFBJ", "XZQMC", "text", 60)
    planting.defect("城市开发边界的行政区名称字段长度不足", "The name field of the urban boundary is too short")
    planting.expect("3217", "wrong_field_length", "CSKFBJ", field="XZQMC")
    planting.drop_column("CSKFBJ", "MJ")
    planting.defect("城市开发边界缺面积字段", "The urban boundary has no area field")
    planting.expect("3217", "missing_field", "CSKFBJ", field="MJ")
    planting.retype_column("JBNTBHQ", "XZQMC", "text", 80)
    planting.defect("保护区的行政区名称字段长度不足", "The name field of the protection zones is too short")
    planting.expect("3204", "wrong_field_length", "JBNTBHQ", field="XZQMC")
    planting.retype_column("JSYDGZQ", "XZQDM", "text", 9)
    planting.defect("管制区的行政区代码字段长度不足", "The unit code of the control zones is too short")
    planting.expect("3209", "wrong_field_length", "JSYDGZQ", field="XZQDM")
    planting.retype_column("TDYTQ", "SM", "integer")
    planting.defect("土地用途区说明字段为整型", "The note of the land-use zones is an integer field")
    planting.expect("3208", "wrong_field_type", "TDYTQ", field="SM")
    for layer, check, name, length in (
        ("XZQ", "3201", "XZQMC", 60), ("DLTB", "3203", "PZWH", 30), ("JBNTBHPK", "3205", "XZQMC", 60),
        ("JBNTBHTB", "3206", "DLMC", 40), ("JBNTHRHC", "3207", "PZJG", 60),
    ):  # fmt: skip
        planting.retype_column(layer, name, "text", length)
        title = planting.tables[layer].title
        planting.defect(f"{title}的字段{name}长度不足", f"The field {name} of {layer} is too short")
        planting.expect(check, "wrong_field_length", layer, field=name)
    planting.move_to_crs("GHYT", 4545)
    planting.defect("规划用途图层为2000国家大地坐标系", "The planned-use parcels are in CGCS2000")
    planting.expect("2101", "unaccepted_crs", "GHYT")
    planting.move_to_crs("PDT", 2360, 36_000_000.0)
    planting.defect("坡度图带有带号, 与其他图层坐标系不一致", "The slope map alone has a zone number")
    planting.expect("2101", "different_crs", "PDT")
    planting.move_to_crs("XZDW", 0)
    planting.defect("线状地物未定义坐标系", "The linear features have no coordinate reference system")
    planting.expect("2101", "missing_crs", "XZDW")
    row = planting.pick("JBNTHRHC", removed)
    planting.set(row, PZWH="砚政土\ufffd2016\ufffd7号")
    planting.defect("批准文号有无法解读的字符", "An approval number holds characters that cannot be read")
    planting.expect("2201", "unreadable_text", "JBNTHRHC", field="PZWH")


def plant_codes(planting: Planting) -> None:
    """Codes outside their lists, wrong forms, too long text, ranges."""
    planting.change("DLTB", farmland, ("地类编码不存在", "A land class that does not exist"),
           [("3303", "unknown_code", "DLBM")], DLBM="019")  # fmt: skip
    planting.change("DLTB", wild, ("权属性质代码不存在", "An ownership code that does not exist"),
           [("3303", "unknown_code", "QSXZ")], QSXZ="35")  # fmt: skip
    planting.change("DLTB", farmland, ("坡度级别6不存在", "Slope class 6 does not exist for farmland"),
           [("3303", "unknown_code", "GDPDJ")], GDPDJ="6")  # fmt: skip
    planting.change("DLTB", farmland, ("扣除地类编码不存在", "A deducted class that does not exist"),
           [("3303", "unknown_code", "KCDLBM"), ("6105", "condition_not_met", "KCDLBM")], KCDLBM="129")  # fmt: skip
    planting.change("DLTB", farmland, ("耕地类型代码不存在", "A kind of farmland that does not exist"),
           [("3353", "unknown_code", "GDLX")], GDLX="X")  # fmt: skip
    planting.change("JBNTBHTB", lambda v: True, ("基本农田坡度级别不存在", "A slope class that does not exist"),
           [("3306", "unknown_code", "PDJB")], PDJB="7")  # fmt: skip
    row = planting.change("JBNTHRHC", kept, ("划入划出类型代码不存在", "A ledger code that does not exist"),
                 [("3307", "unknown_code", "HRHCLXDM")], HRHCLXDM="3")  # fmt: skip
    basic = basic_parcel(planting, row)
    planting.use(basic)
    planting.expect("6320", "outside", "JBNTBHTB", basic)
    for layer, field, code, check, zh, en in (
        ("JQDLTB", "DLDM", "199", "3310", "基期规划地类不存在", "A base-year class that does not exist"),
        ("TDGHDL", "GHDLDM", "199", "3311", "规划地类不存在", "A planned class that does not exist"),
        ("GHJBNTTZ", "TZLXDM", "3", "3313", "调整类型代码不存在", "An adjustment code that does not exist"),
        ("PDT", "PDJB", "8", "3315", "坡度图的坡度级别不存在", "A slope class of the slope map that does not exist"),
        ("XZDW", "DLBM", "199", "3318", "线状地物地类不存在", "A class of a linear feature that does not exist"),
        ("LXDW", "DLBM", "199", "3319", "零星地物地类不存在", "A class of a scattered feature that does not exist"),
        ("JBNTBHTB", "GDLX", "X", "3356", "基本农田的耕地类型不存在", "A kind of farmland that does not exist"),
    ):
        planting.change(layer, lambda v: True, (zh, en), [(check, "unknown_code", field)], **{field: code})
    planting.change("TDYTQ", lambda v: v["TDYTQLXDM"] == "090", ("用途区代码不存在", "A zone code that does not exist"),
           [("3308", "unknown_code", "TDYTQLXDM")], TDYTQLXDM="091")  # fmt: skip
    planting.change("JSYDGZQ", lambda v: v["GZQLXDM"] == "040", ("管制区代码不存在", "A control zone code unknown"),
           [("3309", "unknown_code", "GZQLXDM")], GZQLXDM="050")  # fmt: skip
    planting.change("XZQ", lambda v: True, ("行政区要素代码含字母", "The feature code of a town holds a letter"),
           [("3401", "wrong_form", "YSDM")], YSDM="A000600100")  # fmt: skip
    row = planting.pick("DLTB", wild)
    planting.recode(row, "ZLDWDM", lambda code: code[:18])
    planting.defect("座落单位代码只有18位", "A location code of 18 digits")
    planting.expect("3403", "wrong_form", "DLTB", row, field="ZLDWDM")
    for layer, field, check, zh, en in (
        ("JBNTBHQ", "BHQBH", "3404", "保护区编号含字母", "A zone number with a letter"),
        ("JBNTBHPK", "BHPKBH", "3405", "片(块)编号含字母", "A block number with a letter"),
        ("JBNTBHTB", "QSDWDM", "3406", "权属单位代码含字母", "An owner code with a letter"),
    ):
        row = planting.pick(layer)
        planting.recode(row, field, lambda code: code[:-1] + "X")
        planting.defect(zh, en)
        planting.expect(check, "wrong_form", layer, row, field=field)
    planting.change("JBNTHRHC", removed, ("划出原因代码只有一位", "A reason of removal of one digit"),
           [("3407", "wrong_form", "HCYY")], HCYY="1")  # fmt: skip
    planting.change("DLTB", wild, ("权属单位名称超长", "An owner name that is too long"),
           [("3453", "wrong_length", "QSDWMC")], QSDWMC="砚溪县集体林权制度改革联户经营合作社" * 4)  # fmt: skip
    planting.change("JBNTBHTB", lambda v: True, ("座落单位名称超长", "A location name that is too long"),
           [("3456", "wrong_length", "ZLDWMC")], ZLDWMC="砚溪县农村土地承包经营联合社" * 5)  # fmt: skip
    planting.change("DLTB", flat_farmland, ("扣除系数为0", "A deduction coefficient of zero"),
           [("3503", "out_of_range", "TKXS")], TKXS=0.0)  # fmt: skip
    row = planting.pick("DLTB", wild)
    planting.set(row, XZDWMJ=-5.0, TBDLMJ=round(float(row.values["TBMJ"]) + 5, 2))
    planting.defect("线状地物面积为负", "A negative area of linear features")
    planting.expect("3503", "out_of_range", "DLTB", row, field="XZDWMJ")
    row = planting.pick("JBNTBHTB", lambda v: not v["LXDWMJ"])
    planting.set(row, LXDWMJ=-8.0, JBNTMJ=round(float(row.values["JBNTMJ"]) + 8, 2))
    planting.defect("零星地物面积为负", "A negative area of scattered features")
    planting.expect("3506", "out_of_range", "JBNTBHTB", row, field="LXDWMJ")
    row = planting.pick("JBNTHRHC", kept)
    planting.set(row, WLYDMJ=-1.0, GDMJ=round(float(row.values["GDMJ"]) + 1, 2))
    planting.defect("未利用地面积为负", "A negative area of unused land")
    planting.expect("3507", "out_of_range", "JBNTHRHC", row, field="WLYDMJ")


def plant_missing_values(planting: Planting) -> None:
    """NULL and blank values where values are mandatory."""
    anything: Wanted = lambda values: True  # noqa: E731
    for layer, wanted, check, field, value, zh, en in (
        ("XZQ", anything, "3601", "XZQMC", None, "乡镇名称为空", "A town without a name"),
        ("DLTB", wild, "3603", "DLMC", None, "地类名称为空", "A parcel without a class name"),
        ("DLTB", wild, "3603", "QSDWMC", "  ", "权属单位名称只有空格", "An owner name of nothing but blanks"),
        ("DLTB", farmland, "3603", "GDPDJ", None, "耕地未填坡度级", "Farmland without a slope class"),
        ("JBNTBHQ", anything, "3604", "XZQMC", None, "保护区的行政区名称为空", "A protection zone without a unit name"),
        ("JBNTBHPK", anything, "3605", "ZLDJDM", None, "有耕地的片(块)未填质量等级", "A block without a grade"),
        ("JBNTBHTB", anything, "3606", "QSDWMC", None, "基本农田权属单位名称为空", "Basic farmland without an owner"),
        ("JBNTBHTB", anything, "3606", "PDJB", None, "基本农田未填坡度级别", "Basic farmland without a slope class"),
        ("JBNTHRHC", kept, "3607", "XZQMC", None, "划入划出的行政区名称为空", "A ledger parcel without a village name"),
        ("JBNTHRHC", removed, "3607", "HCYY", None, "划出图斑未填划出原因", "A removed parcel without a reason"),
        ("GHYT", anything, "3612", "GHYTDM", None, "规划用途代码为空", "A planned use without its code"),
        ("MZZDJSXM", anything, "3614", "XMMC", None, "重点项目名称为空", "A key project without a name"),
        ("TDYTQ", lambda v: v["TDYTQLXDM"] == "990", "3608", "XZQDM", None, "用途区无行政区代码", "A zone of no unit"),
        ("JSYDGZQ", lambda v: v["GZQLXDM"] == "040", "3609", "XZQDM", None, "管制区未填行政区代码",
         "A control zone without a unit"),
    ):  # fmt: skip
        planting.change(layer, wanted, (zh, en), [(check, "null_value", field)], **{field: value})
    row = planting.pick("DLTB", wild)
    planting.set(row, TBDLMJ=None)
    planting.defect("图斑地类面积为空", "A parcel without a net area")
    planting.expect("3603", "null_value", "DLTB", row, field="TBDLMJ")


def plant_duplicates_and_dirt(planting: Planting) -> None:
    """Values that occur twice, blanks, full-width digits and invisible characters in codes."""
    first, second = planting.pick("DLTB", wild), planting.pick("DLTB", wild)
    planting.set(second, BSM=first.values["BSM"])
    planting.defect("两个图斑标识码相同", "Two parcels with the same identifier")
    planting.expect("3703", "duplicate_value", "DLTB", first, second, field="BSM")
    first = planting.pick("JBNTBHPK")
    second = planting.pick("JBNTBHPK", lambda v: v["XZQDM"] == first.values["XZQDM"])
    planting.set(second, BHPKBH=first.values["BHPKBH"])
    planting.defect("两个片(块)编号相同", "Two blocks with the same number")
    planting.expect("3705", "duplicate_value", "JBNTBHPK", first, second, field="BHPKBH")
    first = planting.pick("JBNTBHQ")
    second = planting.pick("JBNTBHQ", lambda v: v["XZQDM"] == first.values["XZQDM"])
    planting.set(second, BHQBH=first.values["BHQBH"])
    planting.defect("两个保护区编号相同", "Two zones with the same number")
    planting.expect("3704", "duplicate_value", "JBNTBHQ", first, second, field="BHQBH")
    first, second = planting.pick("JBNTBHTB"), planting.pick("JBNTBHTB")
    planting.set(second, BSM=first.values["BSM"])
    planting.defect("两个基本农田图斑标识码相同", "Two basic-farmland parcels with the same identifier")
    planting.expect("3706", "duplicate_value", "JBNTBHTB", first, second, field="BSM")
    first = planting.pick("JBNTHRHC", removed)
    second = planting.pick("JBNTHRHC", lambda v: removed(v) and v["XZQDM"] == first.values["XZQDM"])
    planting.set(second, HRHCTBBH=first.values["HRHCTBBH"])
    planting.defect("两个划出图斑编号相同", "Two removed parcels with the same number")
    planting.expect("3707", "duplicate_value", "JBNTHRHC", first, second, field="HRHCTBBH")
    first = planting.pick("DLTB", wild)
    second = planting.pick("DLTB", lambda v: wild(v) and v["ZLDWDM"] == first.values["ZLDWDM"])
    planting.set(second, TBBH=first.values["TBBH"])
    planting.defect("同一村内两个图斑编号相同", "Two parcels of a village with the same number")
    planting.expect("3753", "duplicate_value", "DLTB", first, second, field="ZLDWDM+TBBH")
    planting.change("DLTB", farmland, ("地类编码末尾有空格", "A class code with a trailing blank"),
           [("3803", "stray_blank", "DLBM"), ("3303", "unknown_code", "DLBM")], DLBM="013 ")  # fmt: skip
    planting.change("DLTB", wild, ("权属性质为全角数字", "An ownership code in full-width digits"),
           [("3803", "full_width", "QSXZ"), ("3303", "unknown_code", "QSXZ")], QSXZ="３0")  # fmt: skip
    row = planting.pick("JBNTBHTB")
    planting.recode(row, "QSXZ", lambda code: code + "\u200b")
    planting.defect("权属性质带零宽字符", "An ownership code with an invisible character")
    planting.expect("3806", "control_character", "JBNTBHTB", row, field="QSXZ")
    planting.expect("3306", "unknown_code", "JBNTBHTB", row, field="QSXZ")
    row = planting.pick("JBNTHRHC", removed)
    planting.recode(row, "HRHCTBBH", lambda code: code[:18] + " HC")
    planting.defect("划出图斑编号中有空格", "A blank in the number of a removed parcel")
    planting.expect("3807", "stray_blank", "JBNTHRHC", row, field="HRHCTBBH")
    planting.expect("6312", "condition_not_met", "JBNTHRHC", row, field="HRHCTBBH")


def plant_areas(planting: Planting) -> None:
    """Areas that are not the official ones, sums and products that do not come out."""
    for layer, field, check, zh, en in (
        ("XZQ", "JSMJ", "5101", "行政区计算面积有误", "A wrong computed area of a town"),
        ("JBNTBHPK", "BHPKMJ", "5105", "片(块)面积有误", "A wrong area of a block"),
        ("TDYTQ", "TDYTQMJ", "5108", "土地用途区面积有误", "A wrong area of a land-use zone"),
        ("JSYDGZQ", "GZQMJ", "5109", "管制区面积有误", "A wrong area of a control zone"),
    ):
        row = planting.pick(layer)
        planting.set(row, **{field: round(float(row.values[field]) + 1_000, 2)})
        planting.defect(zh, en)
        planting.expect(check, "area_differs", layer, row, field=field)
    row = planting.pick("CJXZQ")
    planting.set(row, JSMJ=flat_area(row.shape))
    planting.defect("村的计算面积为平面面积", "The area of a village was taken on the plane")
    planting.expect("5102", "area_differs", "CJXZQ", row, field="JSMJ")
    row = planting.pick("DLTB", lambda v: farmland(v) and float(v["TBMJ"]) > 30_000)
    settle_second_survey(planting, row, flat_area(row.shape))
    planting.defect("图斑面积为平面面积(投影面积)", "The area of a parcel was taken on the plane")
    planting.expect("5103", "area_differs", "DLTB", row, field="TBMJ")
    row = planting.pick("DLTB", wild)
    planting.set(row, TBMJ=round(float(row.values["TBMJ"]) + 900, 2))
    planting.defect("图斑面积录入错误, 地类面积未随之改动", "A parcel area mistyped, the net area left as it was")
    planting.expect("5103", "area_differs", "DLTB", row, field="TBMJ")
    planting.expect("5203", "arithmetic", "DLTB", row, field="TBDLMJ")
    row = planting.pick("JBNTBHTB", lambda v: float(v["TBMJ"]) > 30_000)
    settle_second_survey(planting, row, flat_area(row.shape))
    planting.defect("基本农田图斑面积为平面面积", "The area of a basic-farmland parcel was taken on the plane")
    planting.expect("5106", "area_differs", "JBNTBHTB", row, field="TBMJ")
    row = planting.pick("JBNTHRHC", lambda v: kept(v) and float(v["TBMJ"]) > 30_000)
    area, shape = flat_area(row.shape), row.values
    planting.set(row, TBMJ=area, GDMJ=round(area - float(shape["QTNYDMJ"]), 2))
    planting.defect("划入划出图斑面积为平面面积", "The area of a ledger parcel was taken on the plane")
    planting.expect("5107", "area_differs", "JBNTHRHC", row, field="TBMJ")
    row = planting.pick("DLTB", farmland)
    planting.set(row, TBDLMJ=row.values["TBMJ"])
    planting.defect("地类面积未扣除田坎", "A net area from which the ridges were not deducted")
    planting.expect("5203", "arithmetic", "DLTB", row, field="TBDLMJ")
    row = planting.pick("JBNTBHTB", lambda v: v["TKXS"] is not None)
    planting.set(row, JBNTMJ=row.values["TBMJ"])
    planting.defect("基本农田面积未扣除田坎", "Net basic farmland from which the ridges were not deducted")
    planting.expect("5206", "arithmetic", "JBNTBHTB", row, field="JBNTMJ")
    row = planting.pick("JBNTHRHC", kept)
    planting.set(row, QTNYDMJ=round(float(row.values["QTNYDMJ"]) + 12.5, 2))
    planting.defect("图斑面积不等于各地类面积之和", "A parcel area that is not the sum of its parts")
    planting.expect("5207", "arithmetic", "JBNTHRHC", row, field="TBMJ")
    for layer, check, net in (("DLTB", "5213", "TBDLMJ"), ("JBNTBHTB", "5216", "JBNTMJ")):
        row = planting.pick(layer, lambda v: v["TKXS"] is not None)
        values = row.values
        planting.set(row, TKMJ=round(float(values["TKMJ"]) + 150, 2), **{net: round(float(values[net]) - 150, 2)})
        planting.defect("田坎面积与系数不符", "A ridge area that does not fit the coefficient")
        planting.expect(check, "arithmetic", layer, row, field="TKMJ")


def plant_logic(planting: Planting) -> None:
    """Fields of a parcel that contradict each other."""
    planting.change("DLTB", wild, ("地类名称与编码不符", "A class name that does not fit the code"),
           [("6101", "code_name_mismatch", "DLMC")], DLMC="旱地")  # fmt: skip
    planting.change("DLTB", wild, ("林地填了坡度级", "A slope class on forest land"),
           [("6102", "condition_not_met", "GDPDJ")], GDPDJ="4")  # fmt: skip
    planting.change("DLTB", wild, ("林地填了耕地类型", "A kind of farmland on forest land"),
           [("6104", "condition_not_met", "GDLX")], GDLX="P")  # fmt: skip
    planting.change("DLTB", farmland, ("扣除地类不是田坎", "A deducted class other than field ridges"),
           [("6105", "condition_not_met", "KCDLBM")], KCDLBM="117")  # fmt: skip
    row = planting.pick("DLTB", wild)
    area = float(row.values["TBMJ"])
    planting.set(row, KCDLBM="123", TKXS=0.1, TKMJ=round(area * 0.1, 2), TBDLMJ=round(area - round(area * 0.1, 2), 2))
    planting.defect("林地扣除了田坎", "Field ridges deducted from forest land")
    planting.expect("6106", "condition_not_met", "DLTB", row, field="TKMJ")
    planting.change("DLTB", farmland, ("有扣除面积而无扣除地类", "A deducted area without its class"),
           [("6107", "condition_not_met", "KCDLBM")], KCDLBM=None)  # fmt: skip
    planting.change("DLTB", farmland, ("1级坡度耕地扣除了田坎", "Ridges deducted at slope class 1"),
           [("6108", "condition_not_met", "TKMJ")], GDPDJ="1")  # fmt: skip
    planting.change("DLTB", farmland, ("扣除系数按百分数填写", "A deduction coefficient in per cent"),
           [("6109", "condition_not_met", "TKXS"), ("5213", "arithmetic", "TKMJ")], TKXS=7.0)  # fmt: skip


def plant_hierarchy(planting: Planting) -> None:
    """Codes of units that do not exist or do not fit each other."""
    row = planting.pick("DLTB", wild)
    planting.recode(row, "ZLDWDM", lambda code: "690121555" + code[9:])
    planting.defect("座落单位的乡镇不存在", "A parcel in a town that does not exist")
    planting.expect("6201", "unknown_reference", "DLTB", row, field="ZLDWDM")
    planting.expect("6202", "unknown_reference", "DLTB", row, field="ZLDWDM")
    row = planting.pick("DLTB", wild)
    planting.recode(row, "ZLDWDM", lambda code: code[:9] + "299" + code[12:])
    planting.defect("座落单位的村不存在", "A parcel in a village that does not exist")
    planting.expect("6202", "unknown_reference", "DLTB", row, field="ZLDWDM")
    village = planting.pick("CJXZQ")
    stray = planting.add_copy("CJXZQ", village, village.shape, XZQDM="690121999201", XZQMC="飞地村")
    planting.defect("村所属乡镇不存在(多余的村)", "A village too many, of a town that does not exist")
    planting.expect("6203", "unknown_reference", "CJXZQ", stray, field="XZQDM")
    row = planting.pick("JBNTBHQ")
    planting.recode(row, "BHQBH", lambda code: "690121777" + code[9:])
    planting.defect("保护区编号不以乡镇代码开头", "A zone number that does not begin with the town code")
    planting.expect("6204", "wrong_prefix", "JBNTBHQ", row, field="BHQBH")
    row = planting.pick("JBNTBHPK")
    planting.recode(row, "BHPKBH", lambda code: code[:9] + "888" + code[12:])
    planting.defect("片(块)编号不以村代码开头", "A block number that does not begin with the village code")
    planting.expect("6205", "wrong_prefix", "JBNTBHPK", row, field="BHPKBH")
    row = planting.pick("JBNTHRHC", kept)
    basic = basic_parcel(planting, row)
    planting.use(basic)
    number = "690121999999" + str(row.values["HRHCTBBH"])[12:]
    planting.set(row, HRHCTBBH=number)
    planting.set(basic, JBNTTBBH=number)
    planting.defect("基本农田图斑编号不以村代码开头", "A basic-farmland number that begins with another village")
    planting.expect("6206", "wrong_prefix", "JBNTBHTB", basic, field="JBNTTBBH")
    row = planting.pick("JBNTBHTB")
    planting.recode(row, "ZLDWDM", lambda code: "690121666" + code[9:])
    planting.defect("基本农田座落单位的乡镇不存在", "Basic farmland in a town that does not exist")
    planting.expect("6207", "unknown_reference", "JBNTBHTB", row, field="ZLDWDM")
    planting.expect("6209", "unknown_reference", "JBNTBHTB", row, field="ZLDWDM")
    planting.expect("6206", "wrong_prefix", "JBNTBHTB", row, field="JBNTTBBH")
    counts: dict[object, int] = {}
    for block in planting.tables["JBNTBHPK"].rows:
        counts[block.values["XZQDM"]] = counts.get(block.values["XZQDM"], 0) + 1
    row = planting.pick("JBNTBHPK", lambda v: counts[v["XZQDM"]] > 3)
    planting.recode(row, "XZQDM", lambda code: "690121444" + code[9:])
    planting.defect("片(块)所在乡镇没有保护区", "A block in a town without a protection zone")
    planting.expect("6208", "unknown_reference", "JBNTBHPK", row, field="XZQDM")
    planting.expect("6205", "wrong_prefix", "JBNTBHPK", row, field="BHPKBH")
    row = planting.pick("JBNTHRHC", kept)
    planting.recode(row, "XZQDM", lambda code: "690121333" + code[9:])
    planting.defect("划入划出图斑的乡镇不存在", "A ledger parcel in a town that does not exist")
    planting.expect("6210", "unknown_reference", "JBNTHRHC", row, field="XZQDM")


def plant_ledger_and_quality(planting: Planting) -> None:
    """The ledger against the basic farmland, and what basic farmland consists of."""
    row = planting.pick("JBNTHRHC", kept)
    basic = basic_parcel(planting, row)
    planting.use(basic)
    planting.recode(row, "HRHCTBBH", lambda code: code[:12] + "990001")
    planting.defect("保留图斑编号在基本农田图斑中不存在", "A kept parcel whose number no basic farmland has")
    planting.expect("6311", "unknown_reference", "JBNTHRHC", row, field="HRHCTBBH")
    planting.expect("6314", "unknown_reference", "JBNTBHTB", basic, field="JBNTTBBH")
    row = planting.pick("JBNTHRHC", removed)
    planting.recode(row, "HRHCTBBH", lambda code: code[:18])
    planting.defect("划出图斑编号未以HC结尾", "The number of a removed parcel does not end in HC")
    planting.expect("6312", "condition_not_met", "JBNTHRHC", row, field="HRHCTBBH")
    row = planting.pick("JBNTHRHC", removed)
    planting.recode(row, "HRHCTBBH", lambda code: "690121222222" + code[12:])
    planting.defect("划出图斑编号不以行政区代码开头", "The number of a removed parcel does not begin with its village")
    planting.expect("6313", "wrong_prefix", "JBNTHRHC", row, field="HRHCTBBH")
    row = planting.pick("JBNTHRHC", kept)
    planting.set(row, QTNYDMJ=row.values["TBMJ"], GDMJ=0.0)
    planting.defect("保留图斑没有耕地面积", "A kept parcel without any farmland")
    planting.expect("6315", "condition_not_met", "JBNTHRHC", row, field="GDMJ")
    planting.change("JBNTHRHC", kept, ("保留图斑填了划出原因", "A kept parcel with a reason of removal"),
           [("6316", "condition_not_met", "HCYY")], HCYY="01")  # fmt: skip
    planting.change("JBNTHRHC", lambda v: v["HCYY"] == "02",
           ("依法批准建设用地缺批准文号", "Approved construction without the approval number"),
           [("6317", "condition_not_met", "PZWH")], PZWH=None)  # fmt: skip
    row = planting.pick("JBNTHRHC", kept)
    basic = basic_parcel(planting, row)
    planting.use(basic)
    planting.set(row, HRHCLXDM="2", HRHCTBBH=str(row.values["XZQDM"]) + "880001HC", HCYY="01")
    planting.defect("图斑登记为划出, 仍在基本农田内", "A parcel entered as removed that is still basic farmland")
    planting.expect("6318", "overlap_with_layer", "JBNTHRHC", row, partner=("JBNTBHTB", basic))
    planting.expect("7001", "not_removed", "JBNTHRHC", row)
    planting.expect("6314", "unknown_reference", "JBNTBHTB", basic, field="JBNTTBBH")
    planting.expect("6320", "outside", "JBNTBHTB", basic)
    row = planting.pick("JBNTHRHC", removed)
    before = previous_parcel(planting, row)
    planting.set(row, HRHCLXDM="1", HRHCTBBH=str(row.values["XZQDM"]) + "770001", HCYY=None)
    planting.defect("图斑登记为划入, 不在基本农田内", "A parcel entered as added that is not basic farmland")
    planting.expect("7002", "not_entered", "JBNTHRHC", row)
    planting.expect_on("7001", "removed_undeclared", "JBNTHRHC", ("TZQJBNTTB", before))
    planting.expect("6311", "unknown_reference", "JBNTHRHC", row, field="HRHCTBBH")
    planting.expect("6319", "outside", "JBNTHRHC", row)
    planting.change("JBNTBHTB", lambda v: True, ("基本农田为村庄用地", "Basic farmland that is a village"),
           [("6411", "condition_not_met", "DLBM")], DLBM="203", DLMC="村庄", PDJB=None)  # fmt: skip
    planting.change("JBNTBHTB", lambda v: True, ("基本农田为有林地", "Basic farmland that is forest"),
           [("6412", "condition_not_met", "DLBM")], DLBM="031", DLMC="有林地", PDJB=None)  # fmt: skip
    planting.change("JBNTBHTB", lambda v: True, ("25°以上坡耕地划为基本农田", "Sloping land over 25°"),
           [("6413", "condition_not_met", "GDLX")], PDJB="5", GDLX="P")  # fmt: skip
    planting.change("JBNTBHTB", lambda v: True, ("基本农田未填质量等级", "Basic farmland without a quality grade"),
           [("6414", "condition_not_met", "ZLDJDM")], ZLDJDM=None)  # fmt: skip
    planting.change("JBNTBHTB", lambda v: v["DLBM"] == "013", ("基本农田地类名称与编码不符", "A class name of basic "
           "farmland that does not fit"), [("6415", "code_name_mismatch", "DLMC")], DLMC="水田")  # fmt: skip
    planting.change("JBNTBHTB", lambda v: True, ("果园填了坡度级别", "A slope class on an orchard"),
           [("6412", "condition_not_met", "DLBM"), ("6416", "condition_not_met", "PDJB")],
           DLBM="021", DLMC="果园")  # fmt: skip
    row = planting.pick("JBNTBHPK")
    planting.set(row, GDMJ=round(float(row.values["BHPKMJ"]) * 1.2, 2))
    planting.defect("片(块)耕地面积大于片(块)面积", "A block with more farmland than land")
    planting.expect("6421", "condition_not_met", "JBNTBHPK", row, field="GDMJ")


def basic_parcel(planting: Planting, row: Row) -> Row:
    """Return the basic-farmland parcel of a ledger parcel."""
    number = row.values["HRHCTBBH"]
    return next(each for each in planting.tables["JBNTBHTB"].rows if each.values["JBNTTBBH"] == number)


def previous_parcel(planting: Planting, row: Row) -> Row:
    """Return the former basic farmland of a removed ledger parcel."""
    number = str(row.values["HRHCTBBH"]).replace("HC", "")
    return next(each for each in planting.tables["TZQJBNTTB"].rows if each.values["JBNTTBBH"] == number)
