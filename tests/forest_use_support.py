"""A small county of forest land with projects on it, in the shipped forest pack."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Iterable, Mapping, Optional

from landplan_toolbox.algorithms.dataset.binding import Dataset
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import Pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from qgis.core import QgsVectorLayer
from selfcheck_support import make_dataset, memory_layer, square

TOWN_A, TOWN_B = "690121100", "690121200"
LAND_FIELDS = {
    "XIAN": "text", "XIANG": "text", "CUN": "text", "LIN_BAN": "text", "XIAO_BAN": "text", "MIAN_JI": "real",
    "DI_LEI": "text", "SEN_LIN_LB": "text", "SHI_QUAN_D": "text", "GJGYL_BHDJ": "text", "BH_DJ": "text", "BCLD": "text",
}
PROJECT_FIELDS = {
    "XMBH": "text", "XMMC": "text", "XMLX": "text", "PZJB": "text", "SYXZ": "text", "SYND": "integer", "SYLDMJ": "real",
    "SHWH": "text",
}
WORKS_FIELDS = {"GCMC": "text", "GCLX": "text", "KSND": "integer", "JSND": "integer", "GCMJ": "real"}
VALUE_FIELDS = {"XZQDM": "text", "XZQMC": "text", "ZBDM": "text", "ND": "integer", "ZBZLX": "text", "ZBZ": "real",
                "DW": "text"}
CLASSES = {  # what the land has to say to be of a class of the pack
    "national_1": {"SEN_LIN_LB": "11", "SHI_QUAN_D": "10", "GJGYL_BHDJ": "1"},
    "national_2": {"SEN_LIN_LB": "11", "SHI_QUAN_D": "10", "GJGYL_BHDJ": "2"},
    "national_3": {"SEN_LIN_LB": "11", "SHI_QUAN_D": "10", "GJGYL_BHDJ": "3"},
    "local": {"SEN_LIN_LB": "12", "SHI_QUAN_D": "21"},
    "commercial": {"SEN_LIN_LB": "22"},
    None: {"SEN_LIN_LB": "12"},
}


@lru_cache(maxsize=1)
def forest_pack() -> Pack:
    """Return the shipped pack, loaded once."""
    return load_pack("forest", kind_specs())


def land(number: int, wkt: Optional[str], town: str = TOWN_A, **values: Any) -> dict[str, Any]:
    """Return a sub-compartment: commercial arboreal forest of grade IV, with the values that a test changes."""
    row = {
        "XIAN": town[:6], "XIANG": town[6:9], "CUN": "001", "LIN_BAN": "0001", "XIAO_BAN": f"{number:05d}",
        "DI_LEI": "0111", "SEN_LIN_LB": "22", "SHI_QUAN_D": None, "GJGYL_BHDJ": None, "BH_DJ": "4", "wkt": wkt,
    }
    row.update(values)
    return row


def project(name: Optional[str], wkt: Optional[str], **values: Any) -> dict[str, Any]:
    """Return a project: a road of the county of 2023, permanent, with the values that a test changes."""
    row = {"XMBH": None, "XMMC": name, "XMLX": "11", "PZJB": "5", "SYXZ": "1", "SYND": 2023, "SYLDMJ": None,
           "wkt": wkt}
    row.update(values)
    return row


def quota(unit: str, year: int, amount: float, kind: str = "2") -> dict[str, Any]:
    """Return a row of the table of indicators with a quota in hectares."""
    return {"XZQDM": unit, "ZBDM": "03", "ND": year, "ZBZLX": kind, "ZBZ": amount, "DW": "公顷"}


def land_layer(rows: Iterable[Mapping[str, Any]], **changed: Any) -> QgsVectorLayer:
    """Return a layer of sub-compartments."""
    return memory_layer("LDXB", LAND_FIELDS, rows, **changed)


def project_layer(rows: Iterable[Mapping[str, Any]], **changed: Any) -> QgsVectorLayer:
    """Return a layer of projects."""
    return memory_layer("SYLDXM", PROJECT_FIELDS, rows, **changed)


def works_layer(rows: Iterable[Mapping[str, Any]]) -> QgsVectorLayer:
    """Return a layer of engineering works."""
    return memory_layer("ZDGC", WORKS_FIELDS, rows)


def value_layer(rows: Iterable[Mapping[str, Any]]) -> QgsVectorLayer:
    """Return the table of indicators."""
    return memory_layer("GHZB", VALUE_FIELDS, rows, geometry="None")


def town_layer() -> QgsVectorLayer:
    """Return two towns side by side, 1 km × 1 km each."""
    rows = [{"XZQDM": TOWN_A, "XZQMC": "甲镇", "wkt": square(0, 0, 1000)},
            {"XZQDM": TOWN_B, "XZQMC": "乙镇", "wkt": square(1000, 0, 1000)}]
    return memory_layer("XZQ", {"XZQDM": "text", "XZQMC": "text"}, rows)


def county(*layers: QgsVectorLayer) -> Dataset:
    """Bind layers to the forest pack."""
    return make_dataset(forest_pack(), *layers)
