"""Two editions of the one-map, small enough to be worked by hand: squares of 100 m in a row, each with a tale."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Optional

from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import Pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from qgis.core import QgsVectorLayer
from selfcheck_support import CRS, memory_layer, square

FIELDS = {
    "XIAN": "text", "XIANG": "text", "CUN": "text", "LIN_BAN": "text", "XIAO_BAN": "text", "MIAN_JI": "real",
    "DI_LEI": "text", "LD_QS": "text", "SEN_LIN_LB": "text", "BH_DJ": "text", "QI_YUAN": "text", "BHYY": "text",
    "BHND": "text", "Q_DI_LEI": "text", "Q_SEN_LB": "text", "HUO_LMGQXJ": "real",
}
TOWN_A, TOWN_B = ("520111", "101", "001"), ("520111", "102", "001")


@lru_cache(maxsize=1)
def forest() -> Pack:
    """Return the shipped forest pack."""
    return load_pack("forest", kind_specs())


def stand(number: str, x: float, width: float = 100.0, land_class: str = "0111", y: float = 0.0, height: float = 100.0,
          unit: tuple[str, str, str] = TOWN_A, **other: Any) -> dict[str, Any]:
    """Return a sub-compartment: natural arboreal forest of key public welfare unless something else is said."""
    row = {
        "XIAN": unit[0], "XIANG": unit[1], "CUN": unit[2], "LIN_BAN": "0001", "XIAO_BAN": number,
        "MIAN_JI": width * height / 10_000.0, "DI_LEI": land_class, "LD_QS": "20", "SEN_LIN_LB": "11", "BH_DJ": "2",
        "QI_YUAN": "11", "HUO_LMGQXJ": 100.0, "wkt": square(x, y, width, height),
    }
    row.update(other)
    return row


def edition(*rows: dict[str, Any], name: str = "LDXB", crs: str = CRS,
            without: Optional[set[str]] = None) -> QgsVectorLayer:
    """Return an edition as a memory layer."""
    fields = {field: kind for field, kind in FIELDS.items() if field not in (without or set())}
    return memory_layer(name, fields, list(rows), crs=crs)


def source(layer: QgsVectorLayer) -> Any:
    """Return a layer as the algorithms read it."""
    return layer_source(layer)


def former_rows() -> list[dict[str, Any]]:
    """Return the edition before."""
    return [
        stand("1", 0), stand("2", 100), stand("3", 200), stand("4", 300), stand("5", 400), stand("6", 500),
        stand("7", 600, 200.0), stand("8", 800), stand("9", 900), stand("10", 1000), stand("11", 1100),
        stand("99999", 1200, land_class="0210", SEN_LIN_LB=None, BH_DJ=None, QI_YUAN=None),
        stand("13", 1300, unit=TOWN_B),
    ]


def later_rows() -> list[dict[str, Any]]:
    """Return the edition after; the comment says what became of each."""
    year = {"BHND": "2021"}
    return [
        stand("1", 0),  # nothing
        stand("2", 100, land_class="0161", BHYY="21", Q_DI_LEI="0111", **year),  # cut
        stand("3", 200, land_class="0250", SEN_LIN_LB=None, BH_DJ=None, QI_YUAN=None, BHYY="41",
              Q_DI_LEI="0111", **year),  # built upon, approved
        stand("4", 300, SEN_LIN_LB="12"),  # another category, Q_SEN_LB left empty
        stand("55", 400),  # another number
        # 6 is gone: no feature
        stand("7", 600), stand("71", 700),  # split
        stand("8", 800, 200.0),  # 8 and 9 made one
        stand("10", 1000, 130.0),  # grew by 30 m into 11
        stand("11", 1130, 70.0),
        stand("12", 1200, land_class="0141", QI_YUAN="21"),  # planted on farmland, no reason
        stand("13", 1300, unit=TOWN_B, land_class="111", BHYY="11", **year),  # the same class of the inventory
        stand("14", 1400, unit=TOWN_B, land_class="0132", BHYY="41"),  # new, with a reason that cannot be
    ]
