"""Small counties for tests of the planning base: parcels and sub-compartments as rectangles."""

from __future__ import annotations

from functools import lru_cache

from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.forest_land.planning_base.base import BaseInputs, BaseOptions, planning_base
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from selfcheck_support import memory_layer

CRS = "EPSG:4545"
SURVEY = {"BSM": "text", "DLBM": "text", "ZLDWDM": "text", "ZLDWMC": "text", "TBMJ": "real"}
ONE_MAP = {"XIAN": "text", "XIANG": "text", "CUN": "text", "LIN_BAN": "text", "XIAO_BAN": "text", "MIAN_JI": "real",
           "DI_LEI": "text", "LIN_ZHONG": "text"}
ADMIN = {"XZQDM": "text", "XZQMC": "text", "DCMJ": "real", "JSMJ": "real"}
PLANNED = {"MC": "text", "LX": "text", "PZWH": "text"}
FARMLAND = {"BSM": "text"}
DECISIONS = {"key": "text", "decision": "text", "person": "text", "date": "text", "note": "text"}


@lru_cache(maxsize=1)
def forest_pack():
    """Return the shipped pack of the forest plan."""
    return load_pack("forest", kind_specs())


def parcel(bsm, land_class, wkt, village="520111101201", area=None):
    """Return the row of a survey parcel."""
    return {"BSM": bsm, "DLBM": land_class, "ZLDWDM": village + "0000000", "TBMJ": area, "wkt": wkt}


def stand(number, land_class, wkt, town="101", use="", area=None):
    """Return the row of a sub-compartment; its key ends with the number."""
    return {"XIAN": "520111", "XIANG": town, "CUN": "201", "LIN_BAN": "0001", "XIAO_BAN": number, "MIAN_JI": area,
            "DI_LEI": land_class, "LIN_ZHONG": use, "wkt": wkt}


def key(bsm, number, town="101"):
    """Return the key of a disagreement."""
    return f"{bsm}|520111-{town}-201-0001-{number}" if number else f"{bsm}|-"


def source(name, fields, rows, geometry="Polygon", crs=CRS):
    """Return rows as a layer of a delivery."""
    return layer_source(memory_layer(name, fields, rows, geometry, crs))


def inputs(survey, one_map, *, admin=None, planned=None, farmland=None, decisions=None, crs=CRS, one_map_crs=None):
    """Return the inputs from rows; decisions as (key, decision) or rows."""
    listed = None
    if decisions is not None:
        rows = [one if isinstance(one, dict) else dict(zip(("key", "decision"), one)) for one in decisions]
        listed = source("决定", DECISIONS, rows, "None", "")
    return BaseInputs(
        survey=source("DLTB", SURVEY, survey, crs=crs),
        one_map=source("LDXB", ONE_MAP, one_map, crs=one_map_crs or crs),
        admin=None if admin is None else source("XZQ", ADMIN, admin, crs=crs),
        planned=None if planned is None else source("GHFZLY", PLANNED, planned, crs=crs),
        farmland=None if farmland is None else source("YJJBNTTB", FARMLAND, farmland, crs=crs),
        decisions=listed,
    )


def base_of(survey, one_map, options=None, **others):
    """Return the planning base of some rows."""
    return planning_base(forest_pack(), inputs(survey, one_map, **others), options or BaseOptions())


def pieces(base):
    """Return the pieces by (parcel, sub-compartment): their places."""
    found = {}
    for at, (one, two) in enumerate(zip(base.survey.tolist(), base.one_map.tolist())):
        numbers = base.one_map_side.fields["XIAO_BAN"]
        found[base.survey_side.keys[one], "" if two < 0 else numbers[two]] = at
    return found


def sums(base, unit=""):
    """Return the areas of the checksum by item."""
    return {line.item: line.area_m2 for line in base.checksum if line.unit == unit}


def told(base):
    """Return the notes as sentences."""
    return [note.text.format(**note.values) for note in base.notes]
