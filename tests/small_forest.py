"""A county of ten sub-compartments in a row with every layer the algorithms of forest land read."""

from __future__ import annotations

from planning_base_support import PLANNED, SURVEY
from selfcheck_support import CRS, memory_layer, square

COUNTY = "520111"
LAND = dict.fromkeys(("SHENG", "XIAN", "XIANG", "CUN", "LIN_BAN", "XIAO_BAN", "DI_LEI", "LD_QS", "SEN_LIN_LB", "SHI_QUAN_D", "GJGYL_BHDJ", "BH_DJ", "ZL_DJ", "BCLD", "LIN_ZHONG", "QI_YUAN", "GH_DI_LEI", "GH_LZ", "GH_SLLB", "GH_GJJBHDJ", "GH_BHDJ", "QYKZ", "LING_ZU", "BHYY", "BHND", "Q_DI_LEI", "Q_SEN_LB"), "text")
LAND.update({"MIAN_JI": "real", "HUO_LMGQXJ": "real", "YU_BI_DU": "real"})
PROJECTS = {"XMBH": "text", "XMMC": "text", "XMLX": "text", "PZJB": "text", "SYXZ": "text", "SYND": "integer",
            "SYLDMJ": "real", "SHWH": "text"}
WORKS = {"GCMC": "text", "GCLX": "text", "KSND": "integer", "JSND": "integer", "GCMJ": "real"}
VALUES = {"XZQDM": "text", "XZQMC": "text", "ZBDM": "text", "ND": "integer", "ZBZLX": "text", "ZBZ": "real",
          "DW": "text"}


def land_rows():
    """Return the sub-compartments: the first key public welfare, the third farmland to become forest, the eighth built."""
    rows = []
    for number in range(1, 11):
        rows.append({
            "SHENG": "52", "XIAN": COUNTY, "XIANG": "101" if number < 6 else "102", "CUN": "201", "LIN_BAN": "0001",
            "XIAO_BAN": f"{number:05d}", "MIAN_JI": 0.99994, "DI_LEI": "0111", "LD_QS": "10", "SEN_LIN_LB": "22",
            "BH_DJ": "4", "ZL_DJ": "3", "BCLD": "1", "LIN_ZHONG": "231", "QI_YUAN": "21", "HUO_LMGQXJ": 50.0,
            "GH_DI_LEI": "0111", "GH_LZ": "231", "GH_SLLB": "22", "GH_BHDJ": "4", "QYKZ": "3", "YU_BI_DU": 0.5,
            "LING_ZU": "2", "wkt": square(100.0 * (number - 1), 0)})
    rows[0].update(SEN_LIN_LB="11", SHI_QUAN_D="10", GJGYL_BHDJ="1", BH_DJ="1", LIN_ZHONG="111", QI_YUAN="11")
    rows[1].update(SEN_LIN_LB="12", SHI_QUAN_D="21", BH_DJ="3", LIN_ZHONG="112")
    rows[2].update(DI_LEI="0210", BCLD="2")
    rows[7].update(DI_LEI="0250", BCLD=None, BH_DJ=None, LIN_ZHONG=None, QI_YUAN=None, SEN_LIN_LB=None)
    return rows


def _survey_rows():
    classes = ["0301"] * 10
    classes[2], classes[5], classes[7] = "0103", "0101", "0103"
    return [{"BSM": f"B{number:03d}", "DLBM": code, "ZLDWDM": COUNTY + ("101" if number < 5 else "102") + "201" + "0" * 7,
             "ZLDWMC": "村", "TBMJ": 9999.4, "wkt": square(100.0 * number, 0)} for number, code in enumerate(classes)]


def _value(unit, year, amount, code="03"):
    return {"XZQDM": unit, "ZBDM": code, "ND": year, "ZBZLX": "2", "ZBZ": amount, "DW": "公顷"}


def layers():
    """Return fresh layers by name."""
    land = land_rows()
    former = [dict(row) for row in land]
    former[4]["DI_LEI"] = "0210"
    towns = [{"XZQDM": COUNTY + code, "XZQMC": name, "DCMJ": 49997.0, "JSMJ": 49997.0, "wkt": square(x, 0, 500, 100)}
             for code, name, x in (("101", "甲镇", 0), ("102", "乙镇", 500))]
    area = {"MC": "text", "LX": "text"}
    projects = [
        {"XMBH": "1", "XMMC": "路", "XMLX": "11", "PZJB": "5", "SYXZ": "1", "SYND": 2022, "SYLDMJ": 0.14,
         "wkt": square(30, 30, 20, 70)},
        {"XMBH": "2", "XMMC": "场", "XMLX": "31", "PZJB": "5", "SYXZ": "1", "SYND": 2023, "SYLDMJ": 0.2,
         "wkt": square(480, 30, 40, 50)},
        {"XMBH": "3", "XMMC": "临时", "XMLX": "11", "PZJB": "3", "SYXZ": "2", "SYND": 2023, "SYLDMJ": 0.1,
         "wkt": square(850, 30, 20, 50)}]
    return {
        "LDXB": memory_layer("LDXB", LAND, land),
        "LDXB_Q": memory_layer("LDXB_Q", LAND, former),
        "DLTB": memory_layer("DLTB", SURVEY, _survey_rows()),
        "XZQ": memory_layer("XZQ", {"XZQDM": "text", "XZQMC": "text", "DCMJ": "real", "JSMJ": "real"}, towns),
        "GHFZLY": memory_layer("GHFZLY", PLANNED, [{"MC": "退耕", "LX": "1", "PZWH": "1号", "wkt": square(200, 0, 50, 100)}]),
        "YJJBNTTB": memory_layer("YJJBNTTB", {"BSM": "text"}, [{"BSM": "1", "wkt": square(240, 0, 50, 100)}]),
        "ZRBHD": memory_layer("ZRBHD", {"BHDMC": "text", "BHDLX": "text", "BHDJB": "text", "GNFQ": "text"}, [
            {"BHDMC": "区", "BHDLX": "20", "BHDJB": "1", "GNFQ": "21", "wkt": square(0, 0, 250, 100)}]),
        "ZYSTKJ": memory_layer("ZYSTKJ", area, [{"MC": "区", "LX": "11", "wkt": square(300, 0, 150, 100)}]),
        "LYJD": memory_layer("LYJD", area, [{"MC": "基地", "LX": "1", "wkt": square(600, 0, 100, 100)}]),
        "STBHHX": memory_layer("STBHHX", {"HXBM": "text", "HXMC": "text"}, [
            {"HXBM": "1", "HXMC": "红线", "wkt": square(0, 0, 150, 100)}]),
        "SYLDXM": memory_layer("SYLDXM", PROJECTS, projects),
        "ZDGC": memory_layer("ZDGC", WORKS, [{"GCMC": "造林", "GCLX": "11", "KSND": 2021, "JSND": 2025, "GCMJ": 1.0,
                                              "wkt": square(300, 0, 100, 100)}]),
        "GHZB": memory_layer("GHZB", VALUES, [
            _value(COUNTY, 2025, 1.0), _value(COUNTY + "101", 2025, 0.5), _value(COUNTY + "102", 2025, 0.5),
            _value(COUNTY, 2020, 8.0, "01")], "None", CRS),
    }
