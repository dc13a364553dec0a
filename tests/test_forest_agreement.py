"""Random small counties: what the algorithms of forest land say of the same land must agree."""

from __future__ import annotations

import random

import pytest
from planning_base_support import SURVEY
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProject
from selfcheck_support import CRS, memory_layer, square
from small_forest import COUNTY, LAND, PROJECTS, layers
from test_forest_bad_input import numbers, run

FOREST = ("0111", "0113", "0120", "0131", "0132", "0141", "0150", "0161", "0171")
OTHER = ("0210", "0220", "0250")
SURVEY_CLASS = {"0111": "0301", "0113": "0302"}
SIDE = 5


@pytest.fixture(scope="module", autouse=True)
def forest_pack(provider):
    """The rule pack, read once: most of a small run is reading it."""
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
    from landplan_toolbox.processing_provider import pack_algorithm

    pack = load_pack("forest", kind_specs())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pack_algorithm, "load_pack", lambda name, specs: pack)
        yield


@pytest.fixture(autouse=True)
def clean_project():
    yield
    QgsProject.instance().clear()


def hectares(wkt):
    """Return the area on the ellipsoid in ha."""
    from landplan_toolbox.algorithms.geometry.area import geometry_area
    from landplan_toolbox.algorithms.geometry.projection import area_frame

    return geometry_area(QgsGeometry.fromWkt(wkt), area_frame(QgsCoordinateReferenceSystem(CRS))) / 10_000.0


def county(seed):
    """Return the layers of a county of squares whose sources agree, with an edition before and projects apart."""
    chance = random.Random(seed)
    land, former, survey, projects = [], [], [], []
    for number in range(SIDE * SIDE):
        x, y = divmod(number, SIDE)
        forest = chance.random() < 0.75
        shape = square(100.0 * x, 100.0 * y)
        row = {"SHENG": "52", "XIAN": COUNTY, "XIANG": "101" if x < 2 else "102", "CUN": "201", "LIN_BAN": "0001",
               "XIAO_BAN": f"{number + 1:05d}", "MIAN_JI": hectares(shape), "LD_QS": chance.choice(("10", "20")),
               "DI_LEI": chance.choice(FOREST if forest else OTHER), "wkt": shape}
        if forest:
            row.update(SEN_LIN_LB=chance.choice(("12", "22")), BH_DJ=chance.choice("1234"), ZL_DJ="3", BCLD="1",
                       LIN_ZHONG="231", QI_YUAN=chance.choice(("11", "21")), HUO_LMGQXJ=50.0)
            row["SHI_QUAN_D"] = "21" if row["SEN_LIN_LB"] == "12" else None
        land.append(row)
        former.append({**row, "DI_LEI": chance.choice(FOREST + OTHER) if chance.random() < 0.3 else row["DI_LEI"]})
        survey.append({"BSM": f"B{number:03d}", "DLBM": SURVEY_CLASS.get(row["DI_LEI"], "0307") if forest else "0103",
                       "ZLDWDM": COUNTY + row["XIANG"] + "201" + "0" * 7, "TBMJ": 10_000 * row["MIAN_JI"], "wkt": shape})
        if forest and chance.random() < 0.4:  # inside one sub-compartment
            place = square(100.0 * x + 10, 100.0 * y + 20, chance.randrange(5, 70))
            projects.append({"XMBH": str(number), "XMMC": f"项目{number}", "XMLX": "11", "PZJB": "5",
                             "SYXZ": chance.choice("112"), "SYND": chance.choice((2021, 2023, 2025)),
                             "SYLDMJ": hectares(place), "wkt": place})
    projects.append({"XMBH": "0", "XMMC": "旧", "XMLX": "11", "PZJB": "5", "SYXZ": "1", "SYND": 2022, "SYLDMJ": 0.0001,
                     "wkt": square(0, 0, 1)})
    towns = [{"XZQDM": COUNTY + code, "XZQMC": code, "DCMJ": 1e4 * hectares(shape), "JSMJ": 1e4 * hectares(shape),
              "wkt": shape} for code, shape in (("101", square(0, 0, 200, 500)), ("102", square(200, 0, 300, 500)))]
    made = layers()
    for name in ("ZRBHD", "ZYSTKJ", "LYJD", "GHFZLY", "YJJBNTTB", "ZDGC"):
        del made[name]
    made.update({
        "LDXB": memory_layer("LDXB", LAND, land), "LDXB_Q": memory_layer("LDXB_Q", LAND, former),
        "DLTB": memory_layer("DLTB", SURVEY, survey), "SYLDXM": memory_layer("SYLDXM", PROJECTS, projects),
        "XZQ": memory_layer("XZQ", {"XZQDM": "text", "XZQMC": "text", "DCMJ": "real", "JSMJ": "real"}, towns)})
    return made


def rows(layer):
    """Return the rows of a result as mappings."""
    names = [field.name() for field in layer.fields()]
    return [dict(zip(names, feature.attributes())) for feature in layer.getFeatures()]


def result_of(algorithm, seed, **options):
    result, _, refusal = run(algorithm, county(seed), **options)
    assert not refusal
    return result


def measured(result, code, year, unit=COUNTY):
    return next(row["value"] for row in rows(result["OUTPUT"])
                if (row["unit"], row["indicator"], row["year"]) == (unit, code, year))


@pytest.mark.parametrize("seed", range(4))
def test_forest_land_is_the_same_everywhere(seed):
    indicators = result_of("measureindicators", seed)
    base = numbers(result_of("planningbase", seed))
    grades = numbers(result_of("forestgrades", seed))
    status = {(row["id"], row["unit"], row["column"]): row["value"]
              for row in rows(result_of("evaluatestatus", seed)["FIGURES"]) if row["part"] == "table"}
    forest_land = measured(indicators, "01", 2020)
    assert base["FOREST_LAND_HA"] == pytest.approx(forest_land, abs=2e-4)
    assert base["SURVEY_DIFFERENCE_M2"] == pytest.approx(0, abs=0.01)
    assert sum(grades[f"GRADE_{number}_HA"] for number in range(1, 5)) == pytest.approx(forest_land, abs=3e-4)
    assert status["protection", COUNTY, "present"] == pytest.approx(forest_land, abs=0.006)


@pytest.mark.parametrize("seed", range(4))
def test_recorded_grades_are_the_columns_of_the_status_table(seed):
    recorded = {}
    for feature in county(seed)["LDXB"].getFeatures():
        if feature["DI_LEI"] in FOREST:
            recorded[feature["BH_DJ"]] = recorded.get(feature["BH_DJ"], 0.0) + feature["MIAN_JI"]
    status = {row["column"]: row["value"] for row in rows(result_of("evaluatestatus", seed)["FIGURES"])
              if row["id"] == "protection" and row["unit"] == COUNTY}
    for code, area in recorded.items():
        assert status[f"present/level_{code}"] == pytest.approx(area, abs=0.006)


@pytest.mark.parametrize("seed", range(4))
def test_the_net_change_of_editions_is_the_difference_of_their_indicators(seed):
    result = result_of("compareeditions", seed)
    after = measured(result_of("measureindicators", seed), "01", 2020)
    made = county(seed)
    made["LDXB"] = made.pop("LDXB_Q")
    made["LDXB"].setName("LDXB")
    before_result, _, _ = run("measureindicators", made)
    net = (result["NEW_LAND_AREA"] - result["LOST_LAND_AREA"]) / 10_000
    assert net == pytest.approx(after - measured(before_result, "01", 2020), abs=2e-4)
    own = next(row for row in rows(result["INDICATORS"]) if (row["unit_code"], row["indicator"]) == (COUNTY, "01"))
    assert own["difference"] == pytest.approx(net, abs=2e-4)


@pytest.mark.parametrize("seed", range(4))
def test_what_the_quota_counts_as_used_is_what_the_indicator_measures(seed):
    used = result_of("checkforestquota", seed)
    assert used["USED_HA"] == pytest.approx(measured(result_of("measureindicators", seed), "03", 2025), abs=2e-4)
    assert used["USED_HA"] + used["REMAINING_HA"] == pytest.approx(1.0)
