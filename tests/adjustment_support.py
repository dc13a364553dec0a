"""A county of ten squares whose adjustment is in order, and ways to put it out of order.

Squares of 100 m stand in a row from west to east, number n at x = 100 (n - 1). Town 690121100 holds 1 to 5, town
690121101 holds 6 to 10. By the criteria of the farmland pack:

1, 2, 6, 7  farmland, basic farmland before and after
3           forest, basic farmland before only: has to leave (L08), needs no evidence
4           paddy, basic farmland after only: may enter as irrigated land (E07); 120 m high
5           village, never basic farmland
8           farmland on a project, basic farmland before only: may leave with the approval of the project (L12)
9           paddy, basic farmland after only; 120 m high
10          dry land, never basic farmland
"""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any, Optional, Sequence

from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import FieldType, GeometryKind, Pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import CheckResult, CheckRun
from qgis.core import QgsVectorLayer
from selfcheck_support import CRS, make_dataset, memory_layer, square

TOWNS = ("690121100", "690121101")
CLASSES = {1: "013", 2: "013", 3: "031", 4: "011", 5: "203", 6: "013", 7: "013", 8: "013", 9: "011", 10: "013"}
BEFORE, AFTER = (1, 2, 3, 6, 7, 8), (1, 2, 4, 6, 7, 9)
PROJECT = "XX铁路"
Rows = dict[str, list[dict[str, Any]]]
_PACKS: list[Pack] = []


def pack() -> Pack:
    """Return the farmland pack, loaded once."""
    if not _PACKS:
        _PACKS.append(load_pack("farmland", kind_specs()))
    return _PACKS[0]


def without_indicators(folder: Path) -> None:
    """Take the indicators out of a copy of a pack, with the checks of their own and the preset of these."""
    (folder / "indicators.yaml").unlink()
    path = folder / "checks.yaml"
    entries = re.split(r"(?m)^(?=- )", path.read_text(encoding="utf-8"))
    path.write_text("".join(one for one in entries if "kind: indicators." not in one), encoding="utf-8")
    path = folder / "pack.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('checks: ["67*"]', 'checks: ["66*"]'), encoding="utf-8")


def place(number: int) -> str:
    """Return the WKT of a square; those that enter are higher, so that they make up for what leaves."""
    return square(100.0 * (number - 1), 0, 100.0, 120.0 if number in (4, 9) else 100.0)


def town(number: int) -> str:
    """Return the code of the town a square lies in."""
    return TOWNS[0] if number <= 5 else TOWNS[1]


def basic(number: int, **values: Any) -> dict[str, Any]:
    """Return a row of basic farmland."""
    row = {"JBNTTBBH": f"{town(number)}001{number:06d}", "BSM": number, "DLBM": CLASSES[number], "XZQDM": town(number),
           "ZLDWDM": f"{town(number)}0010000000", "TBMJ": 10000.0, "JBNTMJ": 10000.0, "wkt": place(number)}
    return {**row, **values}


def county() -> Rows:
    """Return the rows of all layers by role."""
    nothing: Rows = {role: [] for role in (
        "retirement_plan", "polluted_land", "destroyed_land", "flood_way", "qinling_foothill", "improved_land",
        "good_farmland_area", "redline", "urban_fringe", "previous_urban_fringe", "frozen_area")}
    rows: Rows = {
        **nothing,
        "admin_area": [{"XZQDM": code, "XZQMC": name, "wkt": square(500.0 * index, -50, 500, 300)}
                       for index, (code, name) in enumerate(zip(TOWNS, ("东镇", "西镇")))],
        "land_use": [{"BSM": number, "DLBM": CLASSES[number], "GDDB": 8 if CLASSES[number] < "02" else None,
                      "GDPDJ": "2" if CLASSES[number] < "02" else None, "ZLDWDM": f"{town(number)}0010000000",
                      "TBMJ": 10000.0, "TBDLMJ": 10000.0, "wkt": place(number)} for number in range(1, 11)],
        "previous_farmland": [basic(number) for number in BEFORE],
        "basic_farmland": [basic(number) for number in AFTER],
        "adjustment_ledger": [
            {"HRHCLXDM": kind, "HRHCTBBH": f"{kind}{number:06d}", "XZQDM": f"{town(number)}001", "wkt": place(number)}
            for kind, numbers in (("0", (1, 2, 6, 7)), ("1", (4, 9)), ("2", (3, 8))) for number in numbers],
        "evidence": [{"TBBSM": "8", "ZMLX": "05", "CLMC": "立项批复"}],
        "key_project": [{"BSM": 1, "XMMC": PROJECT, "wkt": place(8)}],
        "farmland_target": [{"XZQDM": code, "RWMJ": 3.0} for code in TOWNS],
        "assigned_change": [
            {"XZQDM": "690121", "ZBDM": "01", "TZQ": 8.0, "TZH": 6.0},
            {"XZQDM": "690121", "ZBDM": "02", "TZQ": 6.0, "TZH": 6.0},
            {"XZQDM": "690121", "ZBDM": "06", "TZQ": 1.0, "TZH": 2.0}],
        "project_list": [{"XMMC": PROJECT}],
        "previous_construction": [{"wkt": place(5)}],
        "new_construction": [{"BSM": 1, "XMMC": PROJECT, "wkt": place(8)}],
        "control_zone": [{"BSM": 1, "GZQLXDM": "010", "wkt": place(8)}],
        "urban_boundary": [{"BSM": "1", "wkt": place(8)}],
    }
    return copy.deepcopy(rows)


def layer(role_id: str, rows: Sequence[dict[str, Any]], crs: str = CRS, without: Sequence[str] = ()) -> QgsVectorLayer:
    """Return a memory layer with the fields of a role."""
    role = pack().layers[role_id]
    fields = {name: f"text({max(rule.length or 254, 60)})" if rule.type is FieldType.TEXT else rule.type.value
              for name, rule in role.fields.items() if name not in without}
    kind = "NoGeometry" if role.geometry is GeometryKind.NONE else "Polygon"
    return memory_layer(role.names[0], fields or {"MC": "text"}, rows, kind, "" if kind == "NoGeometry" else crs)


def layers(rows: Rows, without: Optional[dict[str, Sequence[str]]] = None) -> list[QgsVectorLayer]:
    """Return the layers of a county; ``without`` names fields that a role's layer lacks."""
    return [layer(role, content, without=(without or {}).get(role, ())) for role, content in rows.items()]


def run(rows: Rows, *checks: str, **options: Any) -> CheckRun:
    """Run checks of the pack on a county."""
    return run_selfcheck(make_dataset(pack(), *layers(rows, **options)), list(checks), fingerprint=False)


def result(rows: Rows, check: str, **options: Any) -> CheckResult:
    """Run one check of the pack on a county."""
    return run(rows, check, **options).results[0]
