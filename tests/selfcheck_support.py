"""Small packs and layers for tests of the self-check."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterable, Mapping, Optional, Sequence

import yaml
from landplan_toolbox.algorithms.dataset.binding import Dataset, bind
from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import Pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import CheckResult, CheckRun
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

CRS = "EPSG:4545"  # CGCS2000 / 3-degree Gauss-Kruger CM 108E
EAST, NORTH = 450000.0, 3800000.0

PACK = {
    "id": "test_pack",
    "version": "1.0.0",
    "title": {"zh": "测试", "en": "Test"},
    "description": {"zh": "测试", "en": "Test"},
    "source_document": {"zh": "测试", "en": "Test"},
    "base_year": 2020,
    "target_years": [2035],
    "admin_levels": ["county", "town"],
    "crs": {"accepted": [CRS], "datum": {"zh": "2000国家大地坐标系", "en": "CGCS2000"}, "ellipsoid": "cgcs2000"},
    "tolerances": {"topology": 0.001, "area": 0.01},
    "area_units": ["m2"],
    "severities": {"error": {"zh": "错误", "en": "Error"}, "warning": {"zh": "警告", "en": "Warning"}},
    "presets": [{"id": "all", "title": {"zh": "全部", "en": "All"}, "checks": ["*"]}],
}

PARCELS = {
    "title": {"zh": "地类图斑", "en": "Parcels"},
    "names": ["DLTB"],
    "geometry": "polygon",
    "presence": "required",
    "key": ["BSM"],
    "fields": {
        "BSM": {"title": {"zh": "标识码"}, "type": "integer", "length": 10, "required": True, "unique": True},
        "DLBM": {"title": {"zh": "地类编码"}, "type": "text", "length": 4, "required": True, "codes": "test_classes",
                 "pattern": "[0-9]+"},
        "DLMC": {"title": {"zh": "地类名称"}, "type": "text", "length": 10},
        "TBMJ": {"title": {"zh": "图斑面积"}, "type": "real", "length": 15, "decimals": 2, "required": True,
                 "exclusive_minimum": 0},
        "KCMJ": {"title": {"zh": "扣除面积"}, "type": "real", "length": 15, "decimals": 2, "minimum": 0},
        "JMJ": {"title": {"zh": "净面积"}, "type": "real", "length": 15, "decimals": 2},
        "ZLDWDM": {"title": {"zh": "坐落单位代码"}, "type": "text", "length": 12},
        "GDLX": {"title": {"zh": "耕地类型"}, "type": "text", "length": 2, "required_when": "\"DLBM\" LIKE '01%'"},
    },
}

TOWNS = {
    "title": {"zh": "行政区", "en": "Towns"},
    "names": ["XZQ"],
    "geometry": "polygon",
    "presence": "required",
    "key": ["XZQDM"],
    "fields": {"XZQDM": {"title": {"zh": "行政区代码"}, "type": "text", "length": 12, "required": True}},
}

CODES = {
    "id": "test_classes",
    "title": {"zh": "测试地类", "en": "Test classes"},
    "source": "test",
    "codes": {"011": {"zh": "水田", "en": "Paddy"}, "031": {"zh": "林地", "en": "Forest", "aliases": ["0301"]}},
}

FIELD_TYPES = {"integer": "int8", "text": "string", "real": "double", "date": "date"}


def square(x: float, y: float, width: float = 100.0, height: Optional[float] = None) -> str:
    """Return the WKT of a rectangle whose corner lies (x, y) metres from the test origin."""
    height = width if height is None else height
    e, n = EAST + x, NORTH + y
    return (
        f"Polygon(({e} {n}, {e + width} {n}, {e + width} {n + height}, {e} {n + height}, {e} {n}))"
    )


def parcel(bsm: Any, wkt: Optional[str], **values: Any) -> dict[str, Any]:
    """Return the row of a sound forest parcel, with the values that the test changes."""
    row = {"BSM": bsm, "DLBM": "031", "DLMC": "林地", "TBMJ": 9999.38, "KCMJ": 0.0, "JMJ": 9999.38,
           "ZLDWDM": "690101001001", "GDLX": None, "wkt": wkt}
    row.update(values)
    return row


def memory_layer(
    name: str, fields: Mapping[str, str], rows: Iterable[Mapping[str, Any]], geometry: str = "Polygon", crs: str = CRS
) -> QgsVectorLayer:
    """Return a memory layer.

    :param fields: field name → type of the pack (text, integer, real, date), optionally ``text(4)``
    :param rows: attribute values by field, geometry under ``wkt``
    """
    definition = []
    for field, kind in fields.items():
        base, _, size = kind.partition("(")
        definition.append(f"field={field}:{FIELD_TYPES[base]}" + (f"({size}" if size else ""))
    layer = QgsVectorLayer(f"{geometry}?crs={crs}&" + "&".join(definition), name, "memory")
    features = []
    for row in rows:
        feature = QgsFeature(layer.fields())
        for field in fields:
            feature[field] = row.get(field)
        if row.get("wkt"):
            feature.setGeometry(QgsGeometry.fromWkt(row["wkt"]))
        features.append(feature)
    accepted, _ = layer.dataProvider().addFeatures(features)
    if not accepted:
        raise ValueError(layer.dataProvider().lastError())
    return layer


def parcel_layer(rows: Iterable[Mapping[str, Any]], name: str = "DLTB", **changed: str) -> QgsVectorLayer:
    """Return a parcel layer with the fields of the test pack, some of another type."""
    fields = {field: rule["type"] for field, rule in PARCELS["fields"].items()}
    fields.update(changed)
    return memory_layer(name, fields, rows)


def town_layer(rows: Iterable[Mapping[str, Any]], crs: str = CRS) -> QgsVectorLayer:
    """Return a layer of towns."""
    return memory_layer("XZQ", {"XZQDM": "text"}, rows, crs=crs)


def make_pack(folder: Path, checks: Sequence[Mapping[str, Any]], **changes: Any) -> Pack:
    """Write a pack with these checks to a folder and load it."""
    entries = []
    for number, check in enumerate(checks):
        entry = {"id": f"{1001 + number}", "title": {"zh": f"检查{number}", "en": f"Check {number}"}, "clause": "陕·五(三)"}
        entry.update(check)
        entries.append(entry)
    (folder / "codelists").mkdir(parents=True, exist_ok=True)
    files = {
        "pack.yaml": {**PACK, **changes},
        "layers.yaml": {"parcels": PARCELS, "towns": TOWNS},
        "checks.yaml": entries,
        "codelists/test_classes.yaml": CODES,
    }
    for name, content in files.items():
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return load_pack(folder, kind_specs())


def memory_dataset(pack: Pack, source: str, *layers: QgsVectorLayer) -> Dataset:
    """Bind layers to a pack as if they came from ``source``."""
    return bind(pack, [layer_source(layer) for layer in layers], source)


def make_dataset(pack: Pack, *layers: QgsVectorLayer) -> Dataset:
    """Bind layers to a pack."""
    return memory_dataset(pack, "test", *layers)


def run_checks(folder: Path, checks: Sequence[Mapping[str, Any]], *layers: QgsVectorLayer, **changes: Any) -> CheckRun:
    """Run checks of a small pack on layers."""
    return run_selfcheck(make_dataset(make_pack(folder, checks, **changes), *layers))


def run_check(folder: Path, check: Mapping[str, Any], *layers: QgsVectorLayer, **changes: Any) -> CheckResult:
    """Run one check of a small pack on layers."""
    return run_checks(folder, [check], *layers, **changes).results[0]


def found(result: CheckResult) -> list[tuple[str, ...]]:
    """Return what a check found as (kind, key, key…)."""
    return [(finding.kind, *(feature.key for feature in finding.features)) for finding in result.findings]
