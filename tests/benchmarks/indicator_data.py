"""The synthetic county with all the indicators of both packs are measured from."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from osgeo import ogr

_TYPES = {"TEXT": ogr.OFTString, "REAL": ogr.OFTReal, "INTEGER": ogr.OFTInteger}
# what each second-survey class is in the planning classes and in the forest inventory
_PLANNED = "CASE substr(DLBM, 1, 2) WHEN '01' THEN '111' WHEN '02' THEN '121' WHEN '03' THEN '131' WHEN '04' THEN '141' " \
           "WHEN '20' THEN '212' WHEN '10' THEN '221' ELSE '311' END"
_FOREST = "CASE substr(DLBM, 1, 2) WHEN '03' THEN '0111' WHEN '04' THEN '0131' WHEN '02' THEN '0141' ELSE '0254' END"
SHIFT = (35.0, 20.0)  # metres; new construction does not keep to the borders of the parcels


def write_farmland(county: Path, target: Path) -> None:
    """Copy a county of `delineation_data` and add base year, planned land use, construction, fringe and facts."""
    with _copy(county, target) as path:
        dataset = ogr.Open(str(path), 1)
        system = dataset.GetLayerByName("DLTB").GetSpatialRef()
        for name, fields in (
            ("JQDLTB", {"BSM": "INTEGER", "XZQDM": "TEXT", "DLDM": "TEXT", "TBMJ": "REAL", "TBDLMJ": "REAL"}),
            ("TDGHDL", {"BSM": "INTEGER", "XZQDM": "TEXT", "GHDLDM": "TEXT", "GHDLMJ": "REAL"}),
        ):
            _layer(dataset, name, system, fields)
        _shifted(dataset, "JCQ", "TZQJSYD", (0.0, 0.0))
        _shifted(dataset, "CSKFBJ", "XZJSYD", SHIFT, {"BSM": 1.0})
        _shifted(dataset, "JBNTBHQ", "CSZBFW", SHIFT)
        _shifted(dataset, "JBNTBHQ", "TZQCSZBFW", (0.0, 0.0))
        _layer(dataset, "XZQJBQK", None, {"XZQDM": "TEXT", "ZRK": "INTEGER", "CZRK": "INTEGER", "DQSCZZ": "REAL"})
        dataset = None
        _fill(path, [
            "INSERT INTO JQDLTB (fid, geom, BSM, XZQDM, DLDM, TBMJ, TBDLMJ) SELECT fid, geom, BSM, "
            f"substr(ZLDWDM, 1, 12), {_PLANNED}, TBMJ, TBDLMJ FROM DLTB",
            "INSERT INTO TDGHDL (fid, geom, BSM, XZQDM, GHDLDM, GHDLMJ) SELECT fid, geom, BSM, substr(ZLDWDM, 1, 12), "
            f"{_PLANNED}, TBDLMJ FROM DLTB",
            "ALTER TABLE TZQJBNTTB ADD COLUMN JBNTMJ REAL",
            "UPDATE TZQJBNTTB SET JBNTMJ = TBMJ * 0.9",
            "INSERT INTO XZQJBQK (XZQDM, ZRK, CZRK, DQSCZZ) SELECT XZQDM, 20000, 5000, 80000.0 FROM XZQ",
        ])


def write_forest(county: Path, target: Path) -> None:
    """Copy a county of `county_data` and make its parcels sub-compartments."""
    with _copy(county, target) as path:
        dataset = ogr.Open(str(path), 1)
        system = dataset.GetLayerByName("DLTB").GetSpatialRef()
        texts = ("XIAN", "XIANG", "CUN", "LIN_BAN", "XIAO_BAN", "DI_LEI", "QI_YUAN", "SEN_LIN_LB", "BCLD", "GH_SLLB")
        _layer(dataset, "LDXB", system, {**dict.fromkeys(texts, "TEXT"), "MIAN_JI": "REAL", "HUO_LMGQXJ": "REAL"})
        _shifted(dataset, "CSKFBJ", "SYLDXM", SHIFT, {"SYLDMJ": 1.5})
        towns = dataset.GetLayerByName("XZQ")
        towns.CreateField(ogr.FieldDefn("DCMJ", ogr.OFTReal))
        towns = None
        _layer(dataset, "CJDCQ", system, {
            **dict.fromkeys(("BSM", "YSDM", "ZLDWDM", "ZLDWMC"), "TEXT"), "DCMJ": "REAL", "JSMJ": "REAL"})
        for name in ("JBNTBHTB", "JBNTHRHC", "JBNTBHPK", "JBNTBHQ", "TDYTQ", "JSYDGZQ"):
            if dataset.GetLayerByName(name) is not None:
                dataset.DeleteLayer(name)
        dataset = None
        _fill(path, [
            "INSERT INTO LDXB (fid, geom, XIAN, XIANG, CUN, LIN_BAN, XIAO_BAN, DI_LEI, QI_YUAN, SEN_LIN_LB, BCLD, "
            "GH_SLLB, MIAN_JI, HUO_LMGQXJ) SELECT fid, geom, substr(ZLDWDM, 1, 6), substr(ZLDWDM, 7, 3), "
            f"substr(ZLDWDM, 10, 3), '0001', CAST(BSM AS TEXT), {_FOREST}, CASE BSM % 3 WHEN 0 THEN '11' ELSE '21' END, "
            "CASE BSM % 4 WHEN 0 THEN '11' ELSE '21' END, CASE BSM % 50 WHEN 0 THEN '2' WHEN 1 THEN '3' END, "
            "CASE BSM % 4 WHEN 0 THEN '11' ELSE '21' END, TBMJ / 10000.0, 40.0 + BSM % 60 FROM DLTB",
            "UPDATE XZQ SET DCMJ = JSMJ",
            "INSERT INTO CJDCQ (fid, geom, BSM, YSDM, ZLDWDM, ZLDWMC, DCMJ, JSMJ) SELECT fid, geom, CAST(BSM AS TEXT), YSDM, "
            "XZQDM || '0000000', XZQMC, JSMJ, JSMJ FROM CJXZQ",
        ])


class _copy:  # noqa: N801  (reads as a function)
    """A copy of a file that has its name only once it is finished."""

    def __init__(self, source: Path, target: Path) -> None:
        self._source, self._target = source, target
        self._path = target.with_name("unfinished-" + target.name)

    def __enter__(self) -> Path:
        self._path.write_bytes(self._source.read_bytes())
        return self._path

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._path.rename(self._target)


def _layer(dataset: ogr.DataSource, name: str, system: object, fields: dict[str, str]) -> ogr.Layer:
    layer = dataset.CreateLayer(name, system, ogr.wkbNone if system is None else ogr.wkbPolygon, ["SPATIAL_INDEX=NO"])
    for field, kind in fields.items():
        layer.CreateField(ogr.FieldDefn(field, _TYPES[kind]))
    return layer


def _shifted(
    dataset: ogr.DataSource, source: str, name: str, shift: tuple[float, float], values: dict[str, float] | None = None
) -> None:
    """Copy the shapes of a layer, moved by some metres."""
    origin = dataset.GetLayerByName(source)
    layer = _layer(dataset, name, origin.GetSpatialRef(), dict.fromkeys(values or {}, "REAL"))
    layer.StartTransaction()
    for feature in origin:
        shape = feature.GetGeometryRef().Clone()
        ring = shape.GetGeometryRef(0)
        for number in range(ring.GetPointCount()):
            x, y = ring.GetPoint_2D(number)
            ring.SetPoint_2D(number, x + shift[0], y + shift[1])
        made = ogr.Feature(layer.GetLayerDefn())
        made.SetGeometry(shape)
        for field, value in (values or {}).items():
            made.SetField(field, value)
        layer.CreateFeature(made)
    layer.CommitTransaction()


def _fill(path: Path, statements: list[str]) -> None:
    """Run SQL on a file that OGR has let go of."""
    connection = sqlite3.connect(str(path))
    try:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    finally:
        connection.close()
