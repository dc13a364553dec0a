"""Small forests for tests of protection grades: sub-compartments as rectangles and the layers that give grades."""

from __future__ import annotations

from functools import lru_cache

from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from selfcheck_support import memory_layer

CRS = "EPSG:4545"  # CGCS2000 / 3-degree Gauss-Kruger CM 108E: that of `square`
FIELDS = {
    "XIAN": "text", "XIANG": "text", "CUN": "text", "LIN_BAN": "text", "XIAO_BAN": "text", "MIAN_JI": "real",
    "DI_LEI": "text", "SEN_LIN_LB": "text", "SHI_QUAN_D": "text", "BH_DJ": "text", "BCLD": "text",
    "GH_SLLB": "text", "GH_GJJBHDJ": "text", "GH_BHDJ": "text",
}
RESERVES = {"BHDMC": "text", "BHDLX": "text", "BHDJB": "text", "GNFQ": "text"}
AREAS = {"MC": "text", "LX": "text"}
WELFARE = {
    "SHENG": "text", "XIAN": "text", "XIANG": "text", "CUN": "text", "LIN_BAN": "text", "XIAO_BAN": "text",
    "MIAN_JI": "real", "GJGYL_BHDJ": "text", "DI_LEI": "text",
}


@lru_cache(maxsize=1)
def forest_pack():
    """Return the shipped pack of the forest plan."""
    return load_pack("forest", kind_specs())


def stand(number, wkt, **values):
    """Return the row of a sub-compartment of arboreal forest of 1 ha, commercial, recorded as grade IV."""
    row = {"XIAN": "520111", "XIANG": "101", "CUN": "201", "LIN_BAN": "0001", "XIAO_BAN": f"{number:05d}",
           "MIAN_JI": 1.0, "DI_LEI": "0111", "SEN_LIN_LB": "22", "BH_DJ": "4", "BCLD": "1", "wkt": wkt}
    row.update(values)
    return row


def stands(rows, name="LDXB", crs=CRS, **fields):
    """Return a layer of sub-compartments."""
    return memory_layer(name, {**FIELDS, **fields}, rows, crs=crs)


def reserve(wkt, zone="21", kind="20", level="1"):
    """Return the row of a nature reserve: of the nation, its core zone."""
    return {"BHDMC": "保护区", "BHDLX": kind, "BHDJB": level, "GNFQ": zone, "wkt": wkt}


def area(wkt, kind):
    """Return the row of an ecological area or a base."""
    return {"MC": "区", "LX": kind, "wkt": wkt}


def forest(rows, reserves=(), areas=(), bases=(), welfare=(), without=(), pack=None, crs=CRS, **fields):
    """Return a dataset of the forest pack; every source layer is there, if need be empty, but those ``without``."""
    pack = pack or forest_pack()
    layers = {
        "LDXB": stands(rows, crs=crs, **fields),
        "ZRBHD": memory_layer("ZRBHD", RESERVES, reserves, crs=crs),
        "ZYSTKJ": memory_layer("ZYSTKJ", AREAS, areas, crs=crs),
        "LYJD": memory_layer("LYJD", AREAS, bases, crs=crs),
        "GJJGYL": memory_layer(pack.layers["national_welfare_forest"].names[0], WELFARE, welfare, crs=crs),
    }
    kept = [layer_source(layer) for name, layer in layers.items() if name not in without]
    return bind(pack, kept, "test")
