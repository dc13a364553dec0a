"""The synthetic county with all layers of the forest plan: sub-compartments, the year before, grades, projects, works."""

from __future__ import annotations

from pathlib import Path

from indicator_data import _copy, _fill, _layer, _shifted, write_forest
from osgeo import ogr

_GRADES = "CASE WHEN SEN_LIN_LB = '11' THEN '2' WHEN BSM % 9 = 0 THEN '3' ELSE '4' END"
_COMPARED = "XIAN, XIANG, CUN, LIN_BAN, XIAO_BAN, MIAN_JI, LD_QS, SEN_LIN_LB, SHI_QUAN_D, GJGYL_BHDJ, BH_DJ, QI_YUAN"


def write_forest_plan(county: Path, target: Path) -> None:
    """Copy a county of `county_data`, make its parcels sub-compartments and add the other layers of the plan."""
    unfinished = target.with_name("first-" + target.name)
    write_forest(county, unfinished)
    with _copy(unfinished, target) as path:
        dataset = ogr.Open(str(path), 1)
        system = dataset.GetLayerByName("LDXB").GetSpatialRef()
        texts = _COMPARED.replace(" ", "").split(",")
        fields = {name: "REAL" if name == "MIAN_JI" else "TEXT" for name in texts}
        _layer(dataset, "LDXB_Q", system, {**fields, "DI_LEI": "TEXT", "LIN_ZHONG": "TEXT", "HUO_LMGQXJ": "REAL"})
        sub_compartments = dataset.GetLayerByName("LDXB")
        for name in ("LD_QS", "SHI_QUAN_D", "GJGYL_BHDJ", "BH_DJ", "LIN_ZHONG", "GH_BHDJ", "GH_LZ", "BHYY", "BHND"):
            sub_compartments.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        sub_compartments = None
        for source, name, shift in (
            ("STBHHX", "ZRBHD", (35.0, 20.0)), ("CJDCQ", "LYJD", (450.0, 400.0)), ("STBHHX", "ZYSTKJ", (-60.0, 90.0)),
            ("CSKFBJ", "ZDGC", (-35.0, -20.0)),
        ):  # fmt: skip
            _shifted(dataset, source, name, shift)
        for name, columns in (
            ("ZRBHD", {"BHDMC": "TEXT", "BHDLX": "TEXT", "BHDJB": "TEXT", "GNFQ": "TEXT", "MJ": "REAL"}),
            ("LYJD", {"MC": "TEXT", "LX": "TEXT", "MJ": "REAL"}), ("ZYSTKJ", {"MC": "TEXT", "LX": "TEXT", "MJ": "REAL"}),
            ("ZDGC", {"GCMC": "TEXT", "GCLX": "TEXT", "KSND": "INTEGER", "JSND": "INTEGER", "GCMJ": "REAL"}),
            ("SYLDXM", {"XMMC": "TEXT", "XMLX": "TEXT", "PZJB": "TEXT", "SYXZ": "TEXT", "SYND": "INTEGER"}),
        ):  # fmt: skip
            layer = dataset.GetLayerByName(name)
            for field, kind in columns.items():
                layer.CreateField(ogr.FieldDefn(field, {"TEXT": ogr.OFTString, "REAL": ogr.OFTReal}.get(kind, ogr.OFTInteger)))
            layer = None
        _layer(dataset, "GHZB", None, {
            "XZQDM": "TEXT", "ZBDM": "TEXT", "ND": "INTEGER", "ZBZLX": "TEXT", "ZBZ": "REAL"})  # fmt: skip
        dataset = None
        grades = _GRADES.replace("BSM", "fid")
        _fill(path, [
            f"UPDATE LDXB SET BH_DJ = {grades}, LD_QS = '20', GH_SLLB = SEN_LIN_LB, GH_BHDJ = {grades} "
            "WHERE DI_LEI LIKE '01%'",
            "UPDATE LDXB SET SHI_QUAN_D = '10', GJGYL_BHDJ = '2', LIN_ZHONG = '112' WHERE SEN_LIN_LB = '11'",
            "UPDATE LDXB SET LIN_ZHONG = '233', SEN_LIN_LB = '22' WHERE SEN_LIN_LB <> '11'",
            f"INSERT INTO LDXB_Q (fid, geom, {_COMPARED}, DI_LEI, LIN_ZHONG, HUO_LMGQXJ) SELECT fid, geom, {_COMPARED}, "
            "CASE WHEN fid % 50 = 0 THEN '0171' ELSE DI_LEI END, LIN_ZHONG, HUO_LMGQXJ FROM LDXB WHERE fid % 97 <> 0",
            "UPDATE LDXB SET BHYY = '11', BHND = '2020' WHERE fid % 50 = 0",
            "UPDATE ZRBHD SET BHDMC = '保护区', BHDLX = '20', BHDJB = '2', GNFQ = CASE fid % 3 WHEN 0 THEN '21' WHEN 1 THEN "
            "'22' ELSE '23' END",
            "UPDATE LYJD SET MC = '基地', LX = CASE fid % 3 WHEN 0 THEN '1' WHEN 1 THEN '2' ELSE '3' END",
            "UPDATE ZYSTKJ SET MC = '水源涵养地', LX = '03'",
            "UPDATE ZDGC SET GCMC = '工程' || fid, GCLX = CASE fid % 2 WHEN 0 THEN '13' ELSE '22' END, KSND = 2021, JSND = 2030",
            "UPDATE SYLDXM SET XMMC = '项目' || fid, XMLX = CASE fid % 3 WHEN 0 THEN '11' WHEN 1 THEN '31' ELSE '24' END, "
            "PZJB = '5', SYXZ = '1', SYND = 2021 + fid % 14",
            "INSERT INTO GHZB (XZQDM, ZBDM, ND, ZBZLX, ZBZ) SELECT XZQDM, '03', 2025, '2', 10.0 FROM XZQ",
            "INSERT INTO GHZB (XZQDM, ZBDM, ND, ZBZLX, ZBZ) SELECT XZQDM, '03', 2035, '2', 30.0 FROM XZQ",
        ])  # fmt: skip
    unfinished.unlink()
