"""landplan:planningbase as scripts and the toolbox call it."""

from __future__ import annotations

import pytest
from feedback_support import Log
from planning_base_support import ADMIN, CRS, DECISIONS, FARMLAND, ONE_MAP, PLANNED, SURVEY, key, parcel, stand
from qgis.core import NULL, QgsProcessingException
from selfcheck_support import memory_layer, square

pytestmark = pytest.mark.usefixtures("provider")


def county():
    """Three parcels, two stands: one agrees, one disagrees, one parcel of forest is not in the one-map."""
    survey = [parcel("A", "0301", square(0, 0), area=9999.38), parcel("B", "0103", square(100, 0), area=9999.38),
              parcel("C", "0302", square(200, 0), area=9999.38), parcel("D", "1206", square(300, 0), area=9999.38)]
    one_map = [stand("00001", "0111", square(0, 0), area=1.0), stand("00002", "111", square(100, 0, 60, 100), area=0.6)]
    return (memory_layer("DLTB", SURVEY, survey, crs=CRS), memory_layer("LDXB", ONE_MAP, one_map, crs=CRS))


def run(log=None, **parameters):
    """Run the algorithm; its layers come back as layers."""
    import processing

    survey, one_map = county()
    sinks = dict.fromkeys(("OUTPUT", "DISAGREEMENTS", "MATRIX", "CHECKSUM", "PLANNED_LAND"), "memory:")
    parameters = {"SURVEY": survey, "ONE_MAP": one_map, "PACK": "forest", "LANGUAGE": "en", **sinks, **parameters}
    return processing.run("landplan:planningbase", parameters, feedback=log or Log())


def rows_of(layer):
    return [{name: None if value == NULL else value for name, value in feature.attributeMap().items()}
            for feature in layer.getFeatures()]


def by(layer, *names):
    return {tuple(row[name] for name in names): row for row in rows_of(layer)}


def test_results_and_numbers():
    planned = memory_layer("GHFZLY", PLANNED, [{"MC": "p", "LX": "2", "wkt": square(300, 0, 40, 100)}], crs=CRS)
    farmland = memory_layer("YJJBNTTB", FARMLAND, [], crs=CRS)
    admin = memory_layer("XZQ", ADMIN, [{"XZQDM": "520111101", "DCMJ": 40000.0, "JSMJ": 39997.5,
                                         "wkt": square(0, 0, 400, 100)}], crs=CRS)
    done = run(PLANNED=planned, BASIC_FARMLAND=farmland, ADMIN=admin)
    assert done["DISAGREEMENT_COUNT"] == 2 and done["UNDECIDED_COUNT"] == 0 and done["VERDICT"] == "passed"
    assert done["FOREST_LAND_HA"] == pytest.approx(1.9999, abs=1e-4)
    assert done["SUPPLEMENT_HA"] == pytest.approx(0.4, abs=1e-4)
    assert abs(done["SURVEY_DIFFERENCE_M2"]) < 1e-6 and abs(done["ADMIN_DIFFERENCE_M2"]) < 0.1
    assert abs(done["ONE_MAP_DIFFERENCE_M2"]) < 0.1 and abs(done["UNEXPLAINED_M2"]) < 0.1
    pieces = by(done["OUTPUT"], "BSM", "XIAO_BAN", "BCLD")
    assert set(pieces) == {("A", "00001", "1"), ("B", "00002", None), ("B", None, None), ("C", None, "1"),
                           ("D", None, "2"), ("D", None, None)}
    first = pieces["A", "00001", "1"]
    assert first["DLBM"] == "0301" and first["DI_LEI"] == "0111" and first["base_class"] == "0111"
    assert first["forest_land"] == 1 and first["source"] == "agree" and first["decision"] is None
    assert first["unit"] == "520111101201" and first["town"] == "520111101"
    assert first["area_m2"] == pytest.approx(9999.385, abs=0.01) and first["XIAN"] == "520111"
    listed = by(done["DISAGREEMENTS"], "key")
    assert set(listed) == {(key("B", "00002"),), (key("C", ""),)}
    assert listed[(key("B", "00002"),)]["decision"] is None and listed[(key("B", "00002"),)]["applied"] == "accept_survey"
    assert listed[(key("B", "00002"),)]["title"] == "Forest land in the one-map, not in the survey"
    matrix = by(done["MATRIX"], "town", "survey_class", "one_map_class")
    assert matrix[None, "0103", "0111"]["count"] == 1 and matrix[None, "0103", "0111"]["kind"] == "one_map_only"
    assert matrix[None, "0103", "0111"]["area_ha"] == pytest.approx(0.6, abs=1e-4)
    assert matrix["520111101", "0302", None]["forest_land_ha"] == pytest.approx(0.9999, abs=1e-4)
    sums = by(done["CHECKSUM"], "town", "item")
    assert sums[None, "survey_declared"]["area_m2"] == pytest.approx(4 * 9999.38)
    assert sums[None, "admin_DCMJ"]["title"] == "Administrative area declared in DCMJ"
    assert sums[None, "planned_taken"]["area_ha"] == pytest.approx(0.4, abs=1e-4)
    assert [row["reason"] for row in rows_of(done["PLANNED_LAND"])] == ["taken"]
    assert [row["fid"] for row in rows_of(done["PLANNED_LAND"])] == [feature.id() for feature in planned.getFeatures()]


def test_the_layer_of_disagreements_filled_in_is_the_list_of_the_next_run():
    first = run(FOREST_ONLY=2)
    assert first["VERDICT"] == "incomplete" and first["UNDECIDED_COUNT"] == 1
    layer = first["DISAGREEMENTS"]
    layer.startEditing()
    for feature in layer.getFeatures():
        if feature["kind"] == "one_map_only":
            feature["decision"], feature["person"], feature["date"] = "采用一张图", "张三", "2022-03-01"
            layer.updateFeature(feature)
    assert layer.commitChanges()
    second = run(FOREST_ONLY=2, DECISIONS=layer)
    assert second["VERDICT"] == "passed"
    row = by(second["DISAGREEMENTS"], "key")[(key("B", "00002"),)]
    assert (row["decision"], row["applied"], row["source"]) == ("accept_one_map", "accept_one_map", "list")
    assert (row["person"], row["date"], row["forest_land"], row["base_class"]) == ("张三", "2022-03-01", 1, "0111")
    third = run(FOREST_ONLY=2, DECISIONS=second["DISAGREEMENTS"])
    assert by(third["DISAGREEMENTS"], "key")[(key("B", "00002"),)]["person"] == "张三"


def test_a_plain_table_of_decisions_will_do():
    table = memory_layer("d", DECISIONS, [{"key": key("B", "00002"), "decision": "一张图"}], "None", "")
    assert run(DECISIONS=table)["FOREST_LAND_HA"] == pytest.approx(2.5999, abs=1e-4)


@pytest.mark.parametrize(("value", "forest"), [(0, 1.9999), (1, 2.5999), (2, 1.9999), (None, 1.9999)])
def test_the_choice_for_a_kind(value, forest):
    done = run(FOREST_ONLY=value)
    assert done["FOREST_LAND_HA"] == pytest.approx(forest, abs=1e-4)
    assert done["UNDECIDED_COUNT"] == (1 if value == 2 else 0)


def test_the_log_says_what_there_is():
    log = Log()
    run(log, FOREST_ONLY=2)
    assert any("1 pieces, 0.6" in line for line in log.infos)
    assert any("1 disagreements are undecided (0.6" in line for line in log.warnings)


def test_tables_may_be_left_out():
    done = run(DISAGREEMENTS=None, MATRIX=None, CHECKSUM=None, PLANNED_LAND=None)
    assert "MATRIX" not in done and done["OUTPUT"].featureCount() == 5


def test_titles_in_chinese():
    done = run(LANGUAGE="zh")
    assert {row["title"] for row in rows_of(done["DISAGREEMENTS"])} == {"一张图为林地、三调为非林地", "三调为林地、一张图为非林地"}


def test_a_pack_without_the_rules_is_refused():
    with pytest.raises(QgsProcessingException, match=r"planningbase\.yaml"):
        run(PACK="farmland")


def test_input_stays_as_it_is():
    survey, one_map = county()
    before = [[feature.attributes() for feature in layer.getFeatures()] for layer in (survey, one_map)]
    run(SURVEY=survey, ONE_MAP=one_map)
    assert [[feature.attributes() for feature in layer.getFeatures()] for layer in (survey, one_map)] == before
