"""Zones of responsibility: a town worked out by hand, the pack's own checks on the result, bad input."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from feedback_support import Log
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)
from selfcheck_support import memory_dataset, memory_layer

CRS = "EPSG:2381"  # Xi'an 1980, central meridian 108
EAST, NORTH = 500_000.0, 3_800_000.0
SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample" / "farmland_clean.gpkg"
TOWN, VILLAGE, OTHER = "690121100", "690121100200", "690121100201"
SINKS = ("ZONES", "BLOCKS", "PARCELS", "RESPONSIBLE", "RESPONSIBILITY_TABLE")


pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture(autouse=True)
def _empty_project():
    """Every test starts and ends with an empty project."""
    QgsProject.instance().clear()
    yield
    QgsProject.instance().clear()


def run(log=None, **parameters):
    """Run the algorithm with all outputs in memory."""
    import processing

    parameters = {**dict.fromkeys(SINKS, "memory:"), **parameters}
    return processing.run("landplan:responsibilityzones", parameters, feedback=log or Log())


def rectangle(x, y, width, height):
    """Return the WKT of a rectangle; metres from the test's origin."""
    e, n = EAST + x, NORTH + y
    return f"Polygon(({e} {n}, {e + width} {n}, {e + width} {n + height}, {e} {n + height}, {e} {n}))"


def farmland(rows):
    """Return basic farmland of rows (number, class, location code, net area, grade, rectangle)."""
    fields = {"JBNTTBBH": "text(20)", "DLBM": "text(4)", "ZLDWDM": "text(19)", "ZLDWMC": "text(60)", "JBNTMJ": "real",
              "ZLDJDM": "text(2)"}
    return memory_layer("JBNTBHTB", fields, [
        {"JBNTTBBH": number, "DLBM": land_class, "ZLDWDM": location, "ZLDWMC": "甲村", "JBNTMJ": area, "ZLDJDM": grade,
         "wkt": rectangle(*place)}
        for number, land_class, location, area, grade, place in rows
    ], crs=CRS)


def units(name, rows):
    """Return a layer of administrative units of rows (code, name, rectangle)."""
    return memory_layer(name, {"XZQDM": "text(19)", "XZQMC": "text(100)"}, [
        {"XZQDM": code, "XZQMC": title, "wkt": rectangle(*place)} for code, title, place in rows
    ], crs=CRS)


def towns():
    return units("XZQ", [(TOWN, "砚溪镇", (0, 0, 2000, 1000)), ("690121101", "松台镇", (2000, 0, 1000, 1000))])


def villages():
    return units("CJXZQ", [(VILLAGE, "甲村", (0, 0, 1000, 1000)), (OTHER, "乙村", (1000, 0, 1000, 1000))])


ROWS = [
    # two parcels side by side in the first group of 甲村, one apart from them in the second group
    ("1", "011", VILLAGE + "0100000", 6666.67, "08", (100, 700, 100, 100)),
    ("2", "021", VILLAGE + "0100000", 3333.33, "09", (200, 700, 100, 100)),
    ("3", "013", VILLAGE + "0200000", 1000.0, "10", (100, 100, 100, 100)),
    # across the border from each other: the border of the villages parts them
    ("4", "012", VILLAGE + "0200000", 2000.0, "08", (900, 300, 100, 100)),
    ("5", "012", OTHER + "0000000", 4000.0, "07", (1000, 300, 100, 100)),
]
PERSONS = {"XZQDM": "text(19)", "姓名": "text(20)", "联系电话": "text(20)", "农户个数": "integer", "责任起始时间": "text(20)",
           "备注": "text(20)"}


def persons(rows):
    """Return a table of persons of rows (code, name, phone, households, since, remarks)."""
    return memory_layer("责任人", PERSONS, [dict(zip(PERSONS, row)) for row in rows], geometry="NoGeometry")


def rows_of(layer):
    """Return the features of a layer as dictionaries."""
    names = [field.name() for field in layer.fields()]
    return [dict(zip(names, feature.attributes())) for feature in layer.getFeatures()]


def test_town_worked_out_by_hand():
    """甲村 has three blocks, numbered from north to south; 乙村 has one; the town has one zone of all of them."""
    people = persons([
        (TOWN, "赵镇长", "0911-1", None, "2016-12-31", None), (VILLAGE, "钱主任", "0911-2", 40, "2017-01-01", "网格化"),
        (VILLAGE + "01", "孙组长", "0911-3", 25, None, None), (VILLAGE + "02", "李组长", "0911-4", 15, None, None),
        (VILLAGE + "02", "周组长", "0911-5", None, None, None), ("690121999", "吴某", None, None, None, None),
        (None, "郑某", None, None, None, None),
    ])
    log = Log()
    result = run(log, BASIC_FARMLAND=farmland(ROWS), UNITS=towns(), VILLAGES=villages(), PERSONS=people,
                 SINCE="2016-12-31")
    zones, blocks = rows_of(result["ZONES"]), rows_of(result["BLOCKS"])
    assert [(row["BHQBH"], row["XZQDM"], row["XZQMC"], row["JBNTMJ"]) for row in zones] == [
        (TOWN + "0001", TOWN, "砚溪镇", 17000.0)
    ]
    assert zones[0]["BHKSSJ"].toString("yyyy-MM-dd") == "2016-12-31"
    assert [(row["BHPKBH"], row["XZQMC"], row["JBNTMJ"], row["GDMJ"], row["ZLDJDM"]) for row in blocks] == [
        (VILLAGE + "0001", "甲村", 10000.0, 6666.67, "08"),
        (VILLAGE + "0002", "甲村", 2000.0, 2000.0, "08"),
        (VILLAGE + "0003", "甲村", 1000.0, 1000.0, "10"),
        (OTHER + "0001", "乙村", 4000.0, 4000.0, "07"),
    ]
    assert blocks[0]["BHPKMJ"] == pytest.approx(20000, abs=10)
    assert blocks[1]["SZFW"] == "东至乙村，南至甲村，西至甲村，北至甲村"
    assert blocks[3]["SZFW"] == "东至乙村，南至乙村，西至甲村，北至乙村"
    parcels = {row["JBNTTBBH"]: row for row in rows_of(result["PARCELS"])}
    assert {number: row["BHPKBH"][-4:] for number, row in parcels.items()} == {
        "1": "0001", "2": "0001", "3": "0003", "4": "0002", "5": "0001"
    }
    assert parcels["3"]["town_person"] == "赵镇长" and parcels["3"]["village_person"] == "钱主任"
    assert parcels["3"]["group_person"] == "李组长、周组长" and parcels["3"]["group_phone"] == "0911-4、0911-5"
    assert parcels["1"]["area_mu"] == 10.0 and parcels["1"]["group_code"] == VILLAGE + "01"
    assert parcels["5"]["group_code"] is None or not parcels["5"]["group_code"]
    table = rows_of(result["RESPONSIBILITY_TABLE"])
    assert [(row["no"], row["block"][-4:], row["group_person"], row["households"]) for row in table[:3]] == [
        (1, "0001", "孙组长", 25), (2, "0002", "李组长、周组长", 15), (3, "0003", "李组长、周组长", 15)
    ]
    assert (table[0]["area_mu"], table[0]["farmland_mu"], table[0]["other_mu"]) == (15.0, 10.0, 5.0)
    assert table[0]["village_person"] == "钱主任" and table[0]["since"] == "2017-01-01"
    assert table[0]["remarks"] == "网格化" and len(table) == 4
    for row in table:
        assert row["area_mu"] == pytest.approx(row["farmland_mu"] + row["other_mu"])
    responsible = {row["unit_code"]: row for row in rows_of(result["RESPONSIBLE"])}
    assert responsible[TOWN]["person"] == "赵镇长" and responsible[TOWN]["blocks"] == 4
    assert responsible[VILLAGE]["area_m2"] == 13000.0 and responsible[VILLAGE + "02"]["area_mu"] == 4.5
    assert (result["ZONE_COUNT"], result["BLOCK_COUNT"], result["PARCEL_COUNT"]) == (1, 4, 5)
    assert result["WITHOUT_VILLAGE_COUNT"] == 0 and result["WITHOUT_PERSON_COUNT"] == 1  # 乙村
    said = "\n".join(log.warnings)
    assert "乙村" in said and "690121999" in said and "1 rows" in said


def test_bounds_name_the_land_beside_a_block():
    """Inside the own village the land-use parcel there, else the village, the town or the county's border."""
    land = memory_layer("DLTB", {
        "BSM": "integer", "YSDM": "text", "TBBH": "text", "DLBM": "text(4)", "DLMC": "text", "QSXZ": "text",
        "QSDWDM": "text", "QSDWMC": "text", "ZLDWDM": "text", "ZLDWMC": "text", "TBMJ": "real", "TBDLMJ": "real",
    }, [
        {"BSM": 1, "DLBM": "104", "wkt": rectangle(0, 690, 600, 10)},  # field road south of the first block
        {"BSM": 2, "DLBM": "203", "wkt": rectangle(1000, 0, 1000, 300)},  # the other village: its name counts
    ], crs=CRS)
    QgsProject.instance().addMapLayer(land)
    rows = [ROWS[0], ("9", "011", VILLAGE + "0100000", 1.0, "08", (0, 900, 100, 100))]
    blocks = rows_of(run(BASIC_FARMLAND=farmland(rows), UNITS=towns(), VILLAGES=villages())["BLOCKS"])
    assert [row["SZFW"] for row in blocks] == [
        "东至甲村，南至甲村，西至县界，北至县界", "东至甲村，南至农村道路，西至甲村，北至甲村",
    ]


def test_one_zone_for_each_contiguous_part():
    result = run(BASIC_FARMLAND=farmland(ROWS), UNITS=towns(), VILLAGES=villages(), ONE_PART_ZONES=True)
    zones = rows_of(result["ZONES"])
    # the parcels on both sides of the border of the villages lie in one zone
    assert [(row["BHQBH"][-4:], row["JBNTMJ"]) for row in zones] == [
        ("0001", 10000.0), ("0002", 6000.0), ("0003", 1000.0)
    ]


def test_villages_by_the_map_where_the_code_names_none():
    rows = [
        ("1", "011", "690121100999" + "0000000", 100.0, "08", (100, 100, 50, 50)),  # no such village: 甲村 by the map
        ("2", "011", VILLAGE + "0000000", 100.0, "08", (1500, 100, 50, 50)),  # code 甲村, map 乙村
        ("3", "011", "", 100.0, "08", (5000, 100, 50, 50)),  # nowhere
    ]
    log = Log()
    result = run(log, BASIC_FARMLAND=farmland(rows), UNITS=towns(), VILLAGES=villages())
    assert {row["JBNTTBBH"]: row["village_code"] or None for row in rows_of(result["PARCELS"])} == {
        "1": VILLAGE, "2": VILLAGE, "3": None
    }
    said = "\n".join(log.warnings)
    assert "1 parcels lie in another village" in said and "1 parcels (100 m²) are in no village" in said
    assert result["WITHOUT_VILLAGE_COUNT"] == 1


def test_without_layers_of_units_the_codes_decide():
    result = run(BASIC_FARMLAND=farmland(ROWS))
    assert [row["BHQBH"] for row in rows_of(result["ZONES"])] == [TOWN + "0001"]
    blocks = rows_of(result["BLOCKS"])
    assert len(blocks) == 4 and blocks[0]["XZQMC"] == "甲村" and not blocks[0]["SZFW"]


def test_parcels_without_or_with_a_broken_shape():
    """A parcel without a shape is in no block; a bow-tie takes part with its repaired shape."""
    layer = farmland(ROWS[:1])
    empty = QgsFeature(layer.fields())
    empty.setAttributes(["7", "011", VILLAGE + "0100000", "甲村", 50.0, "08"])
    e, n = EAST + 500, NORTH + 500
    bow_tie = QgsFeature(layer.fields())
    bow_tie.setAttributes(["8", "011", VILLAGE + "0100000", "甲村", 60.0, "08"])
    bow_tie.setGeometry(QgsGeometry.fromWkt(f"Polygon(({e} {n}, {e + 50} {n + 50}, {e + 50} {n}, {e} {n + 50}, {e} {n}))"))
    layer.dataProvider().addFeatures([empty, bow_tie])
    log = Log()
    result = run(log, BASIC_FARMLAND=layer, UNITS=towns(), VILLAGES=villages())
    assert [row["JBNTMJ"] for row in rows_of(result["BLOCKS"])] == [6666.67, 60.0]
    assert all(feature.geometry().isGeosValid() for feature in result["BLOCKS"].getFeatures())
    assert result["PARCELS"].featureCount() == 3
    assert any("1 parcels have no shape" in line and "7" in line for line in log.warnings)


def test_groups_of_a_layer():
    groups = units("组", [(VILLAGE + "11", "一组", (0, 500, 1000, 500)), (VILLAGE + "12", "二组", (0, 0, 1000, 500))])
    result = run(BASIC_FARMLAND=farmland(ROWS), UNITS=towns(), VILLAGES=villages(), GROUPS=groups)
    names = {row["JBNTTBBH"]: row["group_name"] or None for row in rows_of(result["PARCELS"])}
    assert names == {"1": "一组", "2": "一组", "3": "二组", "4": "二组", "5": None}


def test_result_passes_the_checks_of_the_pack():
    """The sample county's farmland, divided anew, satisfies every check of zones and blocks."""

    def sample(name):
        return QgsVectorLayer(f"{SAMPLE}|layername={name}", name, "ogr")

    pack = load_pack("farmland", kind_specs())
    result = run(BASIC_FARMLAND=sample("JBNTBHTB"), UNITS=sample("XZQ"), VILLAGES=sample("CJXZQ"), PACK="farmland")
    result["ZONES"].setName("JBNTBHQ")
    result["BLOCKS"].setName("JBNTBHPK")
    dataset = memory_dataset(
        pack, "test", result["ZONES"], result["BLOCKS"], *(sample(name) for name in ("JBNTBHTB", "XZQ", "CJXZQ"))
    )
    roles = {"protection_zone", "protection_block"}
    checks = [
        check.id
        for check in pack.checks.values()
        if check.id[0] not in "12" and (check.layer in roles or check.parameters.get("target") in roles)
        and {check.layer, check.parameters.get("target")} <= {*roles, "basic_farmland", "admin_area", "village", None}
    ]
    assert {"3404", "3405", "3605", "4105", "4704", "4705", "4706", "5105", "6205", "6208", "6209", "6421"} <= set(checks)
    outcome = run_selfcheck(dataset, checks)
    assert {result.check.id: result.outcome for result in outcome.results} == dict.fromkeys(
        sorted(checks), Outcome.PASSED
    )
    total = sum(feature["JBNTMJ"] for feature in sample("JBNTBHTB").getFeatures())
    for name in ("ZONES", "BLOCKS"):
        assert sum(row["JBNTMJ"] for row in rows_of(result[name])) == pytest.approx(total, abs=0.001)


@settings(deadline=None, max_examples=10, derandomize=True)
@given(st.integers(0, 1000))
def test_order_of_the_parcels_does_not_matter(seed):
    random = np.random.default_rng(seed)
    rows = [
        (f"{column:02d}{row:02d}", "013", (VILLAGE if column < 3 else OTHER) + "0100000", 1234.56, str(row % 3),
         (column * 100, row * 100, 100, 100))
        for column in range(6) for row in range(5) if random.random() < 0.6
    ]

    def numbers(ordered):
        result = run(BASIC_FARMLAND=farmland(ordered))
        parcels = {row["JBNTTBBH"]: row["BHPKBH"] for row in rows_of(result["PARCELS"])}
        return parcels, sorted((row["BHPKBH"], row["ZLDJDM"], row["BHPKMJ"]) for row in rows_of(result["BLOCKS"]))

    if rows:
        assert numbers(rows) == numbers([rows[index] for index in random.permutation(len(rows))])


def test_refusals():
    with pytest.raises(QgsProcessingException, match="several parcels"):
        run(BASIC_FARMLAND=farmland([ROWS[0], ROWS[0]]))
    with pytest.raises(QgsProcessingException, match="12 digits"):
        run(BASIC_FARMLAND=farmland(ROWS), VILLAGES=towns())
    with pytest.raises(QgsProcessingException, match="YYYY-MM-DD"):
        run(BASIC_FARMLAND=farmland(ROWS), SINCE="31.12.2016")
    with pytest.raises(QgsProcessingException, match="no column with the names of the persons"):
        run(BASIC_FARMLAND=farmland(ROWS), PERSONS=memory_layer("p", {"XZQDM": "text"}, [], geometry="NoGeometry"))
    with pytest.raises(QgsProcessingException, match="knows no zones of responsibility"):
        run(BASIC_FARMLAND=farmland(ROWS), PACK="forest")
    with pytest.raises(QgsProcessingException, match="holds no parcel"):
        run(BASIC_FARMLAND=farmland([]))


def test_columns_of_persons_chosen_by_hand():
    table = memory_layer("p", {"编码": "text", "谁": "text"}, [{"编码": TOWN, "谁": "赵镇长"}], geometry="NoGeometry")
    result = run(BASIC_FARMLAND=farmland(ROWS), PERSONS=table, PERSON_UNIT_FIELD="编码", PERSON_NAME_FIELD="谁")
    assert {row["town_person"] for row in rows_of(result["PARCELS"])} == {"赵镇长"}


def test_more_areas_than_numbers(tmp_path):
    shipped = Path(__file__).resolve().parent.parent / "resources" / "rulepacks" / "farmland"
    shutil.copytree(shipped, tmp_path / "farmland")
    path = tmp_path / "farmland" / "zones.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("serial_digits: 4", "serial_digits: 1"), encoding="utf-8")
    rows = [(str(n), "013", VILLAGE + "0100000", 100.0, "08", (n * 300, 0, 100, 100)) for n in range(10)]
    with pytest.raises(QgsProcessingException, match="more than 9 separate areas"):
        run(BASIC_FARMLAND=farmland(rows), PACK=str(tmp_path / "farmland"))
