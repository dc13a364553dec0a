"""QGIS projects of the delivery editions: Chinese layer names, simple styles, relative paths, packed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsLayerTreeGroup,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProject,
    QgsRasterLayer,
    QgsReferencedRectangle,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QColor

from .standards import layer_titles

#: outline and fill of the layers drawn in one colour
OUTLINES = {
    "XZQ": ("#7a0177", None, 0.7),
    "CJXZQ": ("#c51b8a", None, 0.35),
    "CJDCQ": ("#c51b8a", None, 0.35),
    "JBNTBHQ": ("#b30000", None, 0.5),
    "JBNTBHPK": ("#e34a33", None, 0.35),
    "JBNTBHTB": ("#b8860b", "#ffff0060", 0.2),
    "YJJBNTBHTB": ("#b8860b", "#ffff0060", 0.2),
    "STBHHX": ("#d7301f", "#d7301f30", 0.5),
    "CSKFBJ": ("#2171b5", "#2171b530", 0.6),
    "CZKFBJ": ("#2171b5", "#2171b530", 0.6),
    "GJGYL": ("#00441b", "#00441b30", 0.3),
    "LDXB": ("#1b7837", "#a6dba080", 0.15),
    "TZQJBNTTB": ("#8c6d31", None, 0.35),
    "TGHLHC": ("#006d2c", "#31a35450", 0.3),
    "WRGD": ("#54278f", "#756bb160", 0.3),
    "SHGD": ("#7f2704", "#a6360360", 0.3),
    "XHHD": ("#08519c", "#3182bd40", 0.3),
    "QLBL": ("#005824", "#41ae7630", 0.4),
    "GBZNT": ("#d94801", "#fd8d3c40", 0.3),
    "YZGDFW": ("#e6550d", None, 0.4),
    "CSZBFW": ("#ce1256", None, 0.5),
    "ZXCQFW": ("#ae017e", None, 0.4),
    "ZLFKKFXM": ("#8c510a", "#dfc27d60", 0.3),
    "BDTZFW": ("#252525", "#25252530", 0.4),
    "JCQ": ("#99000d", "#cb181d50", 0.2),
    "ZYDL": ("#54278f", None, 0.8),
    "XZJSYD": ("#99000d", "#fb6a4a60", 0.3),
    "TZQJSYD": ("#67000d", "#fcbba160", 0.2),
    "ZYSTGNQ": ("#00441b", "#74c47630", 0.3),
    "STMGQ": ("#238b45", "#c7e9c040", 0.3),
    "FJMSHXQ": ("#006d2c", "#00441b30", 0.4),
    "SYDBHQ": ("#08306b", "#6baed640", 0.3),
    "SYLDXM": ("#99000d", "#fb6a4a90", 0.4),
    "LDXB_Q": ("#8c6d31", None, 0.2),
    "ZRBHD": ("#006d2c", "#00441b40", 0.5),
    "ZYSTKJ": ("#08519c", "#6baed640", 0.3),
    "LYJD": ("#a63603", "#fdae6b40", 0.4),
    "GHFZLY": ("#238b45", "#c7e9c080", 0.4),
    "ZDGC": ("#54278f", "#9e9ac850", 0.5),
}
VISIBLE = {"XZQ", "CJXZQ", "CJDCQ", "DLTB", "JBNTBHTB", "YJJBNTBHTB", "STBHHX", "CSKFBJ", "CZKFBJ"}
#: groups of the layer tree, from top to bottom; what is in none lies below the administrative areas
FARMLAND_GROUPS = (
    ("永久基本农田", ("JBNTBHTB", "JBNTHRHC", "JBNTBHPK", "JBNTBHQ", "TZQJBNTTB")),
    ("三线及避让范围", ("CSKFBJ", "STBHHX", "XZHQ", "DZZHGWQ", "KCCKQ")),
    ("应调出和不得划入范围", ("TGHLHC", "WRGD", "SHGD", "XHHD", "QLBL")),
    ("划入和调整依据", ("YZGDFW", "GBZNT", "CSZBFW", "TZQCSZBFW", "ZXCQFW", "ZLFKKFXM", "BDTZFW", "JCQ", "ZYDL")),
    ("生态保护空间来源", ("ZYSTGNQ", "STMGQ", "FJMSHXQ", "SYDBHQ")),
    ("建设项目和相关规划", ("MZZDJSXM", "XZJSYD", "TZQJSYD", "CSGHFW", "CYGHFW")),
    ("规划图层", ("TDYTQ", "JSYDGZQ", "GHYT", "TDGHDL", "GHJBNTTZ", "JQDLTB")),
    ("任务、指标和举证表", ("JBNTRW", "ZBTZ", "GHZB", "XZQJBQK", "XMQD", "JZCL")),
    ("现状", ("XZDW", "LXDW", "PDT")),
)
FOREST_GROUPS = (
    ("使用林地与工程", ("SYLDXM", "ZDGC")),
    ("保护等级依据", ("ZRBHD", "ZYSTKJ", "LYJD", "GJGYL")),
    ("规划与监测", ("GHFZLY", "LDXB_Q", "GHZB")),
)
GROUPS = {"farmland": FARMLAND_GROUPS, "forest": FOREST_GROUPS}
ELEVATION_PACK = "farmland"
ON_TOP = ("XZQ", "CJXZQ", "CJDCQ", "CSKFBJ", "CZKFBJ", "STBHHX")

#: fill of the land classes by how their code begins, second and third survey
LAND_COLOURS = (
    ("耕地", ("01",), "#f5e6a8"),
    ("园地", ("02",), "#f3c48b"),
    ("林地", ("03",), "#b5d99c"),
    ("草地", ("04",), "#dcecb8"),
    ("城镇村及建设用地", ("20", "05", "06", "07", "08", "09"), "#e39a9a"),
    ("交通运输用地", ("10",), "#c4b7c9"),
    ("水域及水利设施用地", ("11",), "#a9cfe8"),
    ("其他土地", ("12",), "#d9d5cc"),
)


def write_projects(folder: Path) -> None:
    """Write the project of each delivery edition beside its GeoPackage."""
    for pack, epsg, title in (
        ("farmland", 2381, "砚溪县 永久基本农田划定(示例交付)"),
        ("forest", 4524, "砚溪县 林地保护利用规划(示例交付)"),
    ):
        _write_project(folder, pack, epsg, title)


def _write_project(folder: Path, pack: str, epsg: int, title: str) -> None:
    project = QgsProject()
    path = folder / f"sample_{pack}.qgs"
    path.unlink(missing_ok=True)  # else QGIS keeps a backup beside it
    project.setFileName(str(path))
    project.setTitle(title)
    project.setCrs(QgsCoordinateReferenceSystem(f"EPSG:{epsg}"))
    project.writeEntryBool("Paths", "/Absolute", False)
    source = folder / f"{pack}_delivery.gpkg"
    # The panel opens ready to check.
    project.writeEntry("landplan_toolbox", "/pack", pack)
    project.writeEntry("landplan_toolbox", "/source", project.writePath(str(source)))
    layers = {}
    for name, caption in layer_titles(pack).items():
        layer = QgsVectorLayer(f"{source}|layername={name}", caption, "ogr")
        if not layer.isValid():
            continue  # the delivery edition lacks the layer on purpose
        if not layer.crs().isValid():
            layer.setCrs(QgsCoordinateReferenceSystem())
        _style(layer, name)
        layers[name] = layer
    _arrange(project, layers, pack)
    if pack == ELEVATION_PACK:
        _add_elevation(project, folder / "dem.tif")
    extent = layers["XZQ"].extent()
    extent.scale(1.05)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, project.crs()))
    project.write(str(path))
    _make_repeatable(path)
    _pack(path)


def _arrange(project: QgsProject, layers: dict[str, QgsVectorLayer], pack: str) -> None:
    """Put the layers into the layer tree: areas on top, groups folded, the land survey at the bottom."""
    root = project.layerTreeRoot()

    def add(parent: QgsLayerTreeGroup, name: str) -> None:
        project.addMapLayer(layers[name], False)
        node = parent.addLayer(layers[name])
        node.setItemVisibilityChecked(name in VISIBLE)
        node.setExpanded(False)

    groups = GROUPS[pack]
    grouped = {name for _, names in groups for name in names}
    top = [name for name in ON_TOP if name in layers and name not in grouped]
    for name in [*top, *(name for name in layers if name not in (*ON_TOP, *grouped, "DLTB"))]:
        add(root, name)
    for title, names in groups:
        group = root.addGroup(title)
        for name in names:
            if name in layers:
                add(group, name)
        group.setExpanded(False)
    add(root, "DLTB")


def _add_elevation(project: QgsProject, path: Path) -> None:
    """Add the elevation model below everything, switched off."""
    layer = QgsRasterLayer(str(path), "数字高程模型")
    project.addMapLayer(layer, False)
    node = project.layerTreeRoot().addLayer(layer)
    node.setItemVisibilityChecked(False)
    node.setExpanded(False)


def _style(layer: QgsVectorLayer, name: str) -> None:
    if name == "DLTB":
        layer.setRenderer(_land_use())
        return
    kind = layer.geometryType()
    if kind == QgsWkbTypes.GeometryType.NullGeometry:
        return
    outline, fill, width = OUTLINES.get(name, ("#636363", None, 0.2))
    if kind == QgsWkbTypes.GeometryType.PointGeometry:
        symbol = QgsMarkerSymbol.createSimple({"name": "circle", "size": "1.6", "color": "#2b8cbe"})
    elif kind == QgsWkbTypes.GeometryType.LineGeometry:
        symbol = QgsLineSymbol.createSimple({"line_color": outline, "line_width": str(width)})
    else:
        symbol = _fill(outline, fill, width)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    if name in ("CJXZQ", "XZQ"):
        _label(layer, "XZQMC", 9 if name == "CJXZQ" else 12)


def _fill(outline: str, fill: Optional[str], width: float) -> QgsFillSymbol:
    properties = {"outline_color": outline, "outline_width": str(width), "style": "solid" if fill else "no"}
    symbol = QgsFillSymbol.createSimple(properties)
    if fill:
        colour = QColor(fill[:7])
        colour.setAlpha(int(fill[7:9], 16) if len(fill) == 9 else 255)
        symbol.symbolLayer(0).setFillColor(colour)
    return symbol


def _land_use() -> QgsRuleBasedRenderer:
    root = QgsRuleBasedRenderer.Rule(None)
    for label, beginnings, colour in LAND_COLOURS:
        words = " OR ".join(f"\"DLBM\" LIKE '{beginning}%'" for beginning in beginnings)
        rule = QgsRuleBasedRenderer.Rule(_fill("#8c8c8c", colour, 0.1), label=label, filterExp=words)
        root.appendChild(rule)
    other = QgsRuleBasedRenderer.Rule(_fill("#d7301f", "#ffffff", 0.3), label="编码有误", elseRule=True)
    root.appendChild(other)
    return QgsRuleBasedRenderer(root)


def _label(layer: QgsVectorLayer, field: str, size: float) -> None:
    settings = QgsPalLayerSettings()
    settings.fieldName = field
    text = QgsTextFormat()
    text.setSize(size)
    buffer = text.buffer()
    buffer.setEnabled(True)
    buffer.setSize(0.8)
    text.setBuffer(buffer)
    settings.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def _make_repeatable(path: Path) -> None:
    """Take user, time and random identifiers out of the project file."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r' (saveUser|saveUserFull|saveDateTime)="[^"]*"', r' \1=""', text)
    text = re.sub(r"\n *<layer-setting [^>]*/>", "", text)  # snapping, in an order that varies
    text = re.sub(r' fontFamily="[^"]*"', ' fontFamily=""', text)  # the default font of whoever opens it
    text = re.sub(r"<creation>[^<]*</creation>", "<creation></creation>", text)
    layers = re.findall(r" *<maplayer .*?</maplayer>\n", text, flags=re.DOTALL)
    ordered = iter(sorted(layers, key=lambda layer: re.findall("<datasource>(.*?)</datasource>", layer)))
    text = re.sub(r" *<maplayer .*?</maplayer>\n", lambda _match: next(ordered), text, flags=re.DOTALL)
    found: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        mark = match.group(1)
        return found.setdefault(match.group(0), mark.join(("00000000", "0000", "0000", "0000", f"{len(found):012d}")))

    text = re.sub(r"[0-9a-f]{8}([-_])[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}", number, text)
    path.write_text(text, encoding="utf-8")


def _pack(path: Path) -> None:
    """Put the project file into an archive (.qgz), which is a twentieth of its size, the same bytes each time."""
    entry = zipfile.ZipInfo(path.name, date_time=(2024, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    with zipfile.ZipFile(path.with_suffix(".qgz"), "w") as archive:
        archive.writestr(entry, path.read_bytes(), compresslevel=9)
    path.unlink()
