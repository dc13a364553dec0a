"""What falls out of the measured indicators of the forest plan because a field of a sub-compartment is empty."""

from __future__ import annotations

import re

from . import forest_indicators as wood
from .measured_values import code_of
from .names import COUNTY_CODE
from .planting import Expected, Planting
from .tables import Row

CHECK = "6741"
CLASS = re.compile("0[0-9]{3}|163[0-9]|[12][0-9]{2}|03[0-9]{4}|050[12]01")
ARBOREAL = re.compile("0111|111|112|114|030100")
UNIT_FIELDS = ("XIAN", "XIANG", "CUN")


def expect_fallout(planting: Planting) -> None:
    """Expect a finding for each village and field that a sub-compartment lacks, and one for units that do not exist."""
    groups: dict[tuple[str, str, str], None] = {}
    villages = {code_of(row.values["ZLDWDM"]) for row in planting.tables["CJDCQ"].rows}
    for row in planting.tables["LDXB"].rows:
        unit = code_of(*(row.values[name] for name in UNIT_FIELDS))
        if unit not in villages or unit[:6] != COUNTY_CODE:
            if _counted(row):
                groups["", "+".join(UNIT_FIELDS), "fallout_unknown_unit"] = None
            unit = unit if unit[:6] == COUNTY_CODE else ""
        for name in _lacking(row):
            groups[_known(unit, villages), name, "fallout_empty"] = None
        if row.values["XIAO_BAN"] != "99999" and CLASS.fullmatch(str(row.values["DI_LEI"] or "")) is None:
            groups[_known(unit, villages), "DI_LEI", "fallout_unknown"] = None
    planting.defect("以上图层缺陷使小班漏统", "The defects of the sub-compartments let them fall out of the indicators")
    for unit, name, kind in sorted(groups):
        field = name.split("+")[0]
        planting.defects[-1].expected.append(Expected(CHECK, kind, "subcompartment", field, keys=(unit, name)))


def _known(unit: str, villages: set[str]) -> str:
    """Return the smallest unit there is that a code begins with."""
    return unit if unit in villages else unit[:9] if any(code.startswith(unit[:9]) for code in villages) else unit[:6]


def _counted(row: Row) -> bool:
    return wood.is_forest_land(row) or wood.stays_forest_land(row)


def _lacking(row: Row) -> list[str]:
    """Return the fields a sub-compartment has no value in and is counted by."""
    values, land = row.values, wood.is_forest_land(row)
    young = values["XIAO_BAN"] != "99999" and wood.YOUNG.fullmatch(str(values["DI_LEI"])) is not None
    arboreal = values["XIAO_BAN"] != "99999" and ARBOREAL.fullmatch(str(values["DI_LEI"])) is not None
    becoming = values["BCLD"] == "2" or (young and values["BCLD"] != "3")
    needed = {
        "QI_YUAN": wood.is_forest(row), "SEN_LIN_LB": land, "HUO_LMGQXJ": arboreal, "GH_LZ": becoming,
        "GH_SLLB": wood.stays_forest_land(row),
    }  # fmt: skip
    return [name for name, wanted in needed.items() if wanted and values[name] is None]
