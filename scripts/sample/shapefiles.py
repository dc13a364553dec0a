"""A third, small delivery: one village as shapefiles in GBK, with the defects only files can have."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Sequence

from osgeo import gdal, ogr, osr

from .farmland import FarmlandDelivery
from .planting import Planting
from .tables import Row, Table, line_wkb, polygon_wkb

gdal.UseExceptions()

VILLAGE = 0
DBF_CODE_PAGE = 29  # offset of the language driver id in a dbf header
NUMBER_WIDTH = {"integer": 10, "real": 15}
_TYPES = {"text": ogr.OFTString, "integer": ogr.OFTInteger64, "real": ogr.OFTReal, "date": ogr.OFTDate}


def village_extract(delivery: FarmlandDelivery) -> dict[str, Table]:
    """Return the required layers of the farmland delivery, cut down to one village (XZQ at village level)."""
    code = delivery.county.village_codes[VILLAGE]
    tables = {}
    for name, start in (("DLTB", code), ("JBNTBHQ", code[:9]), ("JBNTBHPK", code), ("JBNTBHTB", code)):
        table = delivery.tables[name].copy()
        table.rows = [
            row for row in table.rows if str(row.values.get("ZLDWDM") or row.values.get("XZQDM")).startswith(start)
        ]
        tables[name] = table
    area = delivery.tables["XZQ"].copy()
    village = next(row for row in delivery.tables["CJXZQ"].rows if row.values["XZQDM"] == code)
    area.rows = [Row({column.name: village.values.get(column.name) for column in area.columns}, village.shape)]
    return {"XZQ": area, **tables}


def plant_file_defects(planting: Planting) -> None:
    """Plant what only files can get wrong: missing, doubled, empty and misread layers."""
    tables = planting.tables
    planting.defect("缺基本农田划入划出图层", "The adjustment ledger is missing")
    planting.expect_layer("1107", "missing_layer", "adjustment_ledger")
    tables["基本农田保护片块"] = tables["JBNTBHPK"].copy()
    tables["基本农田保护片块"].name = "基本农田保护片块"
    planting.defect("保护片(块)图层有两个, 无法确定用哪一个", "The protection blocks are delivered twice")
    planting.expect_layer("1105", "ambiguous_layer", "protection_block")
    tables["JBNTBHTB"].rows = []
    planting.defect("基本农田图斑图层没有要素", "The layer of basic farmland has no features")
    planting.expect_layer("1206", "empty_layer", "basic_farmland")
    zones = tables["JBNTBHQ"]
    zones.geometry = "line"
    for row in zones.rows:
        row.shape = row.shape[0][0]
    planting.defect("基本农田保护区为线图层", "The protection zones are lines")
    planting.expect_layer("3104", "wrong_geometry_type", "protection_zone")
    planting.defect(".cpg文件注明UTF-8, 实为GBK", "The .cpg file says UTF-8, the text is GBK")
    planting.expect_layer("2201", "encoding", "land_use")
    planting.defect("既无.cpg文件也无代码页标识", "Neither a .cpg file nor a code page in the dbf header")
    planting.expect_layer("2201", "encoding", "admin_area")
    wide = tables["DLTB"].column("ZLDWMC")
    planting.retype_column("DLTB", "ZLDWMC", "text", wide.length - 20)
    planting.defect("座落单位名称字段长度不足", "The location name field is too short")
    planting.expect_layer("3203", "wrong_field_length", "land_use", "ZLDWMC")
    planting.retype_column("DLTB", "LXDWMJ", "real", decimals=1)
    planting.defect("零星地物面积字段只有一位小数", "The area of scattered features keeps one decimal only")
    planting.expect_layer("3203", "wrong_field_decimals", "land_use", "LXDWMJ")
    planting.drop_column("DLTB", "TBYBH")
    planting.defect("缺图斑预编号字段", "The field of provisional numbers is missing")
    planting.expect_layer("3203", "missing_field", "land_use", "TBYBH")


def write_shapefiles(tables: Sequence[Table], folder: Path) -> None:
    """Write each table as a shapefile in GBK into a new folder (replacing it)."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    dataset = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(folder))
    for table in tables:
        _write(dataset, table)
    dataset = None
    (folder / "DLTB.cpg").write_text("UTF-8", encoding="ascii")
    (folder / "XZQ.cpg").unlink(missing_ok=True)
    content = bytearray((folder / "XZQ.dbf").read_bytes())
    content[DBF_CODE_PAGE] = 0
    (folder / "XZQ.dbf").write_bytes(bytes(content))


def _write(dataset: ogr.DataSource, table: Table) -> None:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(table.crs)
    line = table.geometry == "line"
    layer = dataset.CreateLayer(
        table.name,
        reference,
        ogr.wkbLineString if line else ogr.wkbPolygon,
        ["ENCODING=CP936", "DBF_DATE_LAST_UPDATE=2024-01-01"],
    )
    for column in table.columns:
        definition = ogr.FieldDefn(column.name, _TYPES[column.type])
        if column.type == "text":
            definition.SetWidth(column.length or 50)
        elif column.type in NUMBER_WIDTH:
            definition.SetWidth(NUMBER_WIDTH[column.type])
            definition.SetPrecision(column.decimals if column.type == "real" else 0)
        layer.CreateField(definition)
    for row in table.rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for column in table.columns:
            value = row.values.get(column.name)
            if value is not None:
                feature.SetField(column.name, value)
        wkb = line_wkb(row.shape) if line else polygon_wkb(row.shape)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
        layer.CreateFeature(feature)
