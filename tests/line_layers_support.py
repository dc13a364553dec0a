"""Layers of a small county for urban boundary and ecological space, in squares of 100 m."""

from __future__ import annotations

from functools import lru_cache

from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

CRS = "EPSG:2381"  # Xi'an 1980, 3-degree zone, 108° east
EAST, NORTH = 500_000.0, 3_800_000.0


@lru_cache(maxsize=1)
def farmland_pack():
    """Return the pack, loaded once."""
    return load_pack("farmland", kind_specs())


def box(x, y, width=100.0, height=None):
    """Return a rectangle in metres from the corner of the county."""
    height = width if height is None else height
    return QgsGeometry.fromRect(QgsRectangle(EAST + x, NORTH + y, EAST + x + width, NORTH + y + height))


def layer(name, shapes, fields="", values=(), crs=CRS):
    """Return a memory layer; ``values`` holds a tuple of attributes for each shape."""
    uri = f"MultiPolygon?crs={crs}" + "".join(f"&field={field}" for field in fields.split() if field)
    made = QgsVectorLayer(uri, name, "memory")
    features = []
    for number, shape in enumerate(shapes):
        feature = QgsFeature(made.fields())
        if values:
            feature.setAttributes(list(values[number]))
        if shape is not None:
            geometry = QgsGeometry.fromWkt(shape) if isinstance(shape, str) else QgsGeometry(shape)
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
        features.append(feature)
    made.dataProvider().addFeatures(features)
    return made


def zones(shapes, codes, kind="string(4)", crs=CRS):
    """Return the layer of construction control zones with all the fields it must have."""
    fields = f"BSM:integer YSDM:string XZQDM:string GZQLXDM:{kind} GZQMJ:double"
    rows = [(number, "2003020100", "610124", code, 1.0) for number, code in enumerate(codes, 1)]
    return layer("JSYDGZQ", shapes, fields, rows, crs)


def farmland(shapes):
    """Return a layer of basic farmland with the fields it must have."""
    pack = farmland_pack()
    names = [rule.name for rule in pack.layers["basic_farmland"].fields.values()]
    return layer("JBNTBHTB", shapes, " ".join(f"{name}:string" for name in names))


def county(*layers):
    """Return memory layers bound to the roles of the farmland pack."""
    return bind(farmland_pack(), [layer_source(made) for made in layers], "county")
