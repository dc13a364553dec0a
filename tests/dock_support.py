"""A small rule pack, a small delivery and a dock on a real canvas, for the tests of the panel."""

from __future__ import annotations

from pathlib import Path

from osgeo import ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtWidgets import QMainWindow

PACK = """
id: small
version: "1.0.0"
title: {zh: 小规则包, en: Small pack}
description: {zh: 测试用, en: For tests}
source_document: {zh: 测试, en: Test}
base_year: 2014
target_years: [2020]
admin_levels: [county]
crs:
  accepted: [EPSG:4524]
  datum: {zh: 2000国家大地坐标系, en: CGCS2000}
  ellipsoid: cgcs2000
tolerances:
  topology: 0.001
area_units: [m2]
severities: {error: {zh: 错误, en: Error}, warning: {zh: 警告, en: Warning}}
presets:
  - id: everything
    title: {zh: 全部, en: Everything}
    checks: ["*"]
  - id: attributes
    title: {zh: 属性, en: Attributes}
    checks: ["3*"]
"""
LAYERS = """
land_use:
  title: {zh: 地类图斑, en: Land-use parcels}
  names: [DLTB]
  geometry: polygon
  presence: required
  key: [BSM]
  source: "test"
  fields:
    BSM: {title: {zh: 标识码, en: Identifier}, type: integer, length: 10, required: true, unique: true}
    DLBM: {title: {zh: 地类编码, en: Land-use code}, type: text, length: 4, required: true}
    TBMJ: {title: {zh: 图斑面积, en: Area}, type: real, length: 15, decimals: 2, required: true}
district:
  title: {zh: 行政区, en: Districts}
  names: [XZQ]
  geometry: polygon
  presence: required
  key: [XZQDM]
  source: "test"
  fields:
    XZQDM: {title: {zh: 行政区代码, en: District code}, type: text, length: 12, required: true}
red_line:
  title: {zh: 生态保护红线, en: Ecological red line}
  names: [STBHHX]
  geometry: polygon
  presence: optional
  key: [BSM]
  source: "test"
  fields:
    BSM: {title: {zh: 标识码, en: Identifier}, type: integer, length: 10, required: true}
"""
CHECKS = """
- id: "1101"
  title: {zh: 地类图斑必须存在, en: Land-use parcels must be present}
  kind: structure.layer_present
  layer: land_use
  clause: 测·一
- id: "3101"
  title: {zh: 地类图斑必填字段, en: Required fields of land-use parcels}
  kind: attributes.required
  layer: land_use
  severity: warning
  clause: 测·三
- id: "4101"
  title: {zh: 地类图斑不得重叠, en: Land-use parcels must not overlap}
  kind: topology.no_overlap
  layer: land_use
  clause: 测·四
- id: "6503"
  title: {zh: 不得与生态保护红线重叠, en: Must not overlap the ecological red line}
  kind: topology.not_overlap
  layer: land_use
  target: red_line
  clause: 测·六
"""
X, Y = 36_500_000.0, 3_800_000.0


def make_pack(folder: Path, checks: str = CHECKS) -> Path:
    """Write the small rule pack."""
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "layers.yaml").write_text(LAYERS, encoding="utf-8")
    (folder / "checks.yaml").write_text(checks, encoding="utf-8")
    return folder


def make_delivery(path: Path, columns: int = 6, rows: int = 6, overlaps: int = 2, blanks: int = 3) -> Path:
    """Write a GeoPackage with parcels of 100 m; the first ones reach 1 m over their eastern neighbour.

    :param overlaps: parcels of the first row that overlap the next one
    :param blanks: parcels of the second row without code
    """
    system = osr.SpatialReference()
    system.ImportFromEPSG(4524)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    file = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    parcels = file.CreateLayer("DLTB", system, ogr.wkbPolygon)
    for name, kind in (("BSM", ogr.OFTInteger), ("DLBM", ogr.OFTString), ("TBMJ", ogr.OFTReal)):
        parcels.CreateField(ogr.FieldDefn(name, kind))
    parcels.StartTransaction()
    for row in range(rows):
        for column in range(columns):
            feature = ogr.Feature(parcels.GetLayerDefn())
            feature["BSM"] = 610000000 + row * columns + column
            if not (row == 1 and column < blanks):
                feature["DLBM"] = "011"
            feature["TBMJ"] = 10000.0
            over = 1.0 if row == 0 and column < overlaps else 0.0
            feature.SetGeometry(ogr.CreateGeometryFromWkt(rectangle(column * 100, row * 100, 100 + over, 100)))
            parcels.CreateFeature(feature)
    parcels.CommitTransaction()
    districts = file.CreateLayer("XZQ", system, ogr.wkbPolygon)
    districts.CreateField(ogr.FieldDefn("XZQDM", ogr.OFTString))
    feature = ogr.Feature(districts.GetLayerDefn())
    feature["XZQDM"] = "610199"
    feature.SetGeometry(ogr.CreateGeometryFromWkt(rectangle(0, 0, columns * 100, rows * 100)))
    districts.CreateFeature(feature)
    other = file.CreateLayer("ZJ", system, ogr.wkbPoint)
    other.CreateField(ogr.FieldDefn("ZJNR", ogr.OFTString))
    del parcels, districts, other, feature
    del file
    return path


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """Return WKT of a rectangle, m from the origin of the tests."""
    west, south, east, north = X + x, Y + y, X + x + width, Y + y + height
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


def mend(path: Path, sql: str) -> None:
    """Change a delivery as its authors would, between two checks."""
    file = ogr.Open(str(path), update=1)
    file.ExecuteSQL(sql)
    del file


class Desktop:
    """A main window with canvas, message bar and the dock, as the plugin puts them together."""

    def __init__(self, qtbot) -> None:
        from landplan_toolbox.ui.dock import LandPlanDock

        QgsProject.instance().clear()
        self.qtbot = qtbot
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4524"))
        self.window.setCentralWidget(self.canvas)
        self.bar = QgsMessageBar(self.canvas)
        self.dock = LandPlanDock(self.canvas, self.bar, self.window)
        self.window.addDockWidget(_right(), self.dock)
        self.window.resize(1366, 768)
        self.session = self.dock.session
        self.checks = self.dock.checks
        self.data = self.dock.data

    def show(self) -> Desktop:
        """Show the window; the dock becomes active with it."""
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.dock.show()
        self.qtbot.waitUntil(lambda: self.session._active)
        return self

    def wait(self) -> None:
        """Wait until the background work has ended."""
        self.qtbot.waitUntil(lambda: not self.session.opening and not self.session.running, timeout=30_000)

    def open(self, pack: Path, source: object) -> None:
        """Choose pack and source and wait until they are bound."""
        self.session.choose_pack(str(pack))
        self.session.choose_source(str(source))
        self.wait()

    def run(self, selected: tuple[str, ...] = ()) -> None:
        """Run checks to their end."""
        self.session.run(selected)
        self.wait()

    def messages(self) -> list[str]:
        """Return the sentences in the message bar."""
        return [item.text() for item in self.bar.items()]

    def close(self) -> None:
        """Take everything down."""
        self.dock.shut_down()
        QgsProject.instance().clear()
        self.window.close()
        self.window.deleteLater()


def _right():
    from qgis.PyQt.QtCore import Qt

    return Qt.DockWidgetArea.RightDockWidgetArea
