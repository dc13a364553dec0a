"""A small county of forest land worked by hand, and its evaluation.

Seven sub-compartments, squares of 100 m from west to east, in town A (1 to 3), town B (4 to 6), and in another county
(7). Declared areas in ha: 10.005, 5, 1.25, 4, 2, 3, 1; forest land without 6: 23.255.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Mapping, Optional, Sequence

from landplan_toolbox.algorithms.dataset.binding import Dataset
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.forest_land.status.evaluation import evaluate_status
from landplan_toolbox.algorithms.forest_land.status.model import StatusEvaluation, TableResult
from landplan_toolbox.algorithms.forest_land.status.places import Places
from landplan_toolbox.algorithms.forest_land.status.tabulation import Tabulator
from landplan_toolbox.algorithms.indicators.plan_data import read_plan
from landplan_toolbox.algorithms.indicators.unit_sums import UnitIndex
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import FieldType, GeometryKind, Pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.context import CheckContext
from qgis.core import QgsVectorLayer
from selfcheck_support import CRS, make_dataset, memory_layer, square

COUNTY, A, B = "690121", "690121100", "690121101"
HA = 10_000.0
Rows = dict[str, list[dict[str, Any]]]


@lru_cache(maxsize=1)
def forest_pack() -> Pack:
    """Return the shipped pack, loaded once."""
    return load_pack("forest", kind_specs())


def land(number: int, town: str, area: float, **values: Any) -> dict[str, Any]:
    """Return a sub-compartment in its square."""
    return {"XIAN": town[:6], "XIANG": town[6:], "CUN": "001", "LIN_BAN": "0001", "XIAO_BAN": f"{number:05d}",
            "MIAN_JI": area, "wkt": square(100.0 * (number - 1), 0), **values}


def county(**changed: Any) -> Rows:
    """Return the rows of all layers by role; None takes a layer away."""
    rows: Rows = {
        "admin_area": [
            {"XZQDM": A, "XZQMC": "甲镇", "DCMJ": 500_000.0, "wkt": square(0, 0, 300, 100)},
            {"XZQDM": B, "XZQMC": "乙镇", "DCMJ": 400_000.0, "wkt": square(300, 0, 300, 100)}],
        "subcompartment": [
            land(1, A, 10.005, DI_LEI="0111", QI_YUAN="11", LD_QS="10", SEN_LIN_LB="11", LIN_ZHONG="111",
                 SHI_QUAN_D="10", GJGYL_BHDJ="1", BH_DJ="1", ZL_DJ="1", HUO_LMGQXJ=100.0, LING_ZU="2", YU_BI_DU=0.5,
                 GH_BHDJ="1", GH_SLLB="11", GH_LZ="111", GH_GJJBHDJ="1", QYKZ="3"),
            land(2, A, 5.0, DI_LEI="131", QI_YUAN="12", LD_QS="20", SEN_LIN_LB="012", LIN_ZHONG="112",
                 SHI_QUAN_D="21", BH_DJ="3", ZL_DJ="2", GH_BHDJ="3", GH_SLLB="12", GH_LZ="112"),
            land(3, A, 1.25, DI_LEI="030404", LD_QS="20", SEN_LIN_LB="22", BH_DJ="4", ZL_DJ="3", GH_BHDJ="4",
                 GH_SLLB="22"),
            land(4, B, 4.0, DI_LEI="0111", QI_YUAN="21", LD_QS=None, SEN_LIN_LB="22", LIN_ZHONG="231", BH_DJ="4",
                 ZL_DJ="9", HUO_LMGQXJ=50.0, LING_ZU="1", YU_BI_DU=0.7, GH_BHDJ="4", GH_SLLB="22", GH_LZ="231"),
            land(5, B, 2.0, DI_LEI="0120", QI_YUAN=None, LD_QS="10", SEN_LIN_LB="22", LIN_ZHONG="255", BH_DJ="4",
                 ZL_DJ="3", YU_BI_DU=0.1, GH_BHDJ="4", GH_SLLB="22", GH_LZ="255"),
            {**land(6, B, 3.0, DI_LEI="0210", BCLD="2", GH_BHDJ="4", GH_SLLB="22", GH_DI_LEI="0111"),
             "XIAO_BAN": "99999"},
            land(7, "690199100", 1.0, DI_LEI="0171", LD_QS="10", SEN_LIN_LB="22", BH_DJ="4", ZL_DJ="5", GH_BHDJ="4",
                 GH_SLLB="22")],
        # the two reserves overlap each other between 50 and 100 m
        "nature_reserve": [
            {"BHDMC": "一", "BHDLX": "20", "wkt": square(0, 0, 100, 100)},
            {"BHDMC": "二", "BHDLX": "31", "wkt": square(50, 0, 100, 100)}],
        "redline": [{"HXBM": "1", "HXMC": "红线", "wkt": square(0, 0, 50, 100)}],
        "forest_use_project": [
            {"XMBH": "1", "XMMC": "路", "XMLX": "11", "SYXZ": "1", "SYND": 2021, "SYLDMJ": 0.5,
             "wkt": square(10, 10, 20, 20)},
            {"XMBH": "2", "XMMC": "场", "XMLX": "31", "SYXZ": "2", "SYND": 2023, "SYLDMJ": 0.3,
             "wkt": square(310, 10, 20, 20)},
            {"XMBH": "3", "XMMC": "旧", "XMLX": "11", "SYXZ": "1", "SYND": 2019, "SYLDMJ": 0.2,
             "wkt": square(320, 10, 20, 20)}],
        "indicator_value": [
            value(COUNTY, "01", 2020, "2", 22.0), value(A, "01", 2020, "3", 17.0), value(B, "01", 2020, "2", 5.0),
            value(COUNTY, "03", 2025, "2", 1.0), value(A, "03", 2025, "3", 2.0)],
    }
    rows.update(changed)
    return {role: content for role, content in rows.items() if content is not None}


def value(unit: str, code: str, year: int, kind: str, amount: float) -> dict[str, Any]:
    """Return a row of the table of values, in ha."""
    return {"XZQDM": unit, "ZBDM": code, "ND": year, "ZBZLX": kind, "ZBZ": amount, "DW": "公顷"}


def layer(role_id: str, rows: Sequence[Mapping[str, Any]], without: Sequence[str] = ()) -> QgsVectorLayer:
    """Return a memory layer with the fields of a role."""
    role = forest_pack().layers[role_id]
    fields = {name: f"text({max(rule.length or 60, 60)})" if rule.type is FieldType.TEXT else rule.type.value
              for name, rule in role.fields.items() if name not in without}
    kind = "NoGeometry" if role.geometry is GeometryKind.NONE else "Polygon"
    return memory_layer(role.names[0], fields, rows, kind, "" if kind == "NoGeometry" else CRS)


def dataset(rows: Optional[Rows] = None, without: Optional[Mapping[str, Sequence[str]]] = None) -> Dataset:
    """Return a county bound to the forest pack; ``without`` names fields that a role's layer lacks."""
    return make_dataset(forest_pack(), *(
        layer(role, content, (without or {}).get(role, ()))
        for role, content in (county() if rows is None else rows).items()))


def evaluation(rows: Optional[Rows] = None, **options: Any) -> StatusEvaluation:
    """Return the evaluation of a county."""
    levels = options.pop("levels", ())
    return evaluate_status(dataset(rows, **options), levels)


def tables(bound: Dataset, *names: str, levels: Sequence[str] = ("county", "town")) -> list[TableResult]:
    """Return some tables only."""
    rules = bound.pack.status
    context = CheckContext(bound, (), Silent())
    plan = read_plan(context)
    places = Places(UnitIndex(plan.sheet.tree), levels)
    maker = Tabulator(context, places, plan.sheet.rules.units, rules.groupings)
    return [maker.table(table) for table in rules.tables if table.id in names]
