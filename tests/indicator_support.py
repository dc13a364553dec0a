"""The plan worked by hand as a delivery of the farmland pack: three towns, two villages, and the table of values."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from adjustment_support import layer
from adjustment_support import pack as farmland
from indicator_plan import A1, A2, NAMES, A, B, C, plan_values
from landplan_toolbox.algorithms.dataset.binding import Dataset
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import CheckResult, Finding
from selfcheck_support import make_dataset, square

Rows = dict[str, list[dict[str, Any]]]
CODES = {ValueKind.BASE: "0", ValueKind.FORMER: "1", ValueKind.ASSIGNED: "2", ValueKind.PLANNED: "3",
         ValueKind.MEASURED: "4"}
PLACES = {A: (0, 0), B: (2000, 0), C: (4000, 0), A1: (0, 0), A2: (500, 0)}
__all__ = ["change", "dataset", "delivery", "farmland", "keys", "layer", "result", "value_row"]


def value_row(unit: str, indicator: str, kind: ValueKind, year: int, amount: Any, measure: Optional[str] = "公顷",
              **other: Any) -> dict[str, Any]:
    """Return a row of the table of values."""
    return {"XZQDM": unit, "XZQMC": NAMES.get(unit, ""), "ZBDM": indicator, "ND": year, "ZBZLX": CODES.get(kind),
            "ZBZ": amount, "DW": measure, **other}


def delivery(**changed: Any) -> Rows:
    """Return the rows of all layers by role; None takes a layer away."""
    rows: Rows = {
        "admin_area": [{"XZQDM": code, "XZQMC": NAMES[code], "wkt": square(*PLACES[code], 2000, 1000)}
                       for code in (A, B, C)],
        "village": [{"XZQDM": code, "XZQMC": NAMES[code], "wkt": square(*PLACES[code], 500, 1000)}
                    for code in (A1, A2)],
        "indicator_value": [
            value_row(value.key.unit, value.key.indicator, value.key.kind, value.key.year,
                      float(value.quantity.amount), "m2/person" if value.key.indicator == "14" else "公顷")
            for value in plan_values()],
    }
    rows.update(changed)
    return {role: content for role, content in rows.items() if content is not None}


def dataset(rows: Rows, without: Optional[dict[str, Sequence[str]]] = None) -> Dataset:
    """Return a delivery bound to the farmland pack."""
    return make_dataset(
        farmland(), *(layer(role, content, without=(without or {}).get(role, ())) for role, content in rows.items()))


def change(rows: Rows, unit: str, indicator: str, kind: ValueKind, amount: Any) -> Rows:
    """Write one amount into the table of values, or take its rows out where it is None."""
    table = rows["indicator_value"]
    for row in list(table):
        if (row["XZQDM"], row["ZBDM"], row["ZBZLX"]) == (unit, indicator, CODES[kind]):
            if amount is None:
                table.remove(row)
            else:
                row["ZBZ"] = amount
    return rows


def result(rows: Rows, check: str, **options: Any) -> CheckResult:
    """Run one check of the pack."""
    return run_selfcheck(dataset(rows, **options), [check], fingerprint=False).results[0]


def keys(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """Return findings as kind, unit and value."""
    return [(one.kind, one.features[0].key, one.features[1].key) for one in findings]
