"""The planning base of small counties worked by hand, bad input included."""

from __future__ import annotations

import numpy as np
import pytest
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.forest_land.planning_base.base import BaseOptions, planning_base
from landplan_toolbox.algorithms.forest_land.planning_base.checksum import ITEMS
from landplan_toolbox.algorithms.forest_land.planning_base.model import KINDS, SOURCES
from landplan_toolbox.algorithms.geometry.area import area_frame, geometry_area
from landplan_toolbox.algorithms.geometry.wkb_write import geometry_of
from landplan_toolbox.algorithms.rulepack.planning_base_rules import Decision, DisagreementKind
from planning_base_support import (
    CRS,
    base_of,
    forest_pack,
    inputs,
    key,
    parcel,
    pieces,
    source,
    stand,
    sums,
    told,
)
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry
from selfcheck_support import EAST, NORTH, square

FRAME = area_frame(QgsCoordinateReferenceSystem(CRS))


def official(wkt):
    """Return the official area of a shape, m²."""
    return geometry_area(QgsGeometry.fromWkt(wkt), FRAME)


def kind_of(base, at):
    return KINDS[base.kind[at]].value if base.kind[at] >= 0 else None


# Six parcels in a row, 100 m wide each, and what the one-map says of them:
#   A 0301 forest    | 0111 arboreal: agree
#   B 0301 forest    | nothing: forest land in the survey only
#   C 0103 dry land  | 0111: forest land in the one-map only, case retired_farmland
#   D 0201 orchard   | 0131 with the use 255: forest land in the one-map only, case garden_economic_forest
#   E 0305 shrubland | 0111: forest land of another class
#   F 0404 grassland | 0171 fit for forest: case grassland_fit_for_forest
#   G 0103 dry land  | nothing: agree, no forest land
CLASSES = (("A", "0301", "0111", ""), ("B", "0301", None, ""), ("C", "0103", "0111", ""), ("D", "0201", "0131", "255"),
           ("E", "0305K"[:4], "0111", ""), ("F", "0404", "0171", ""), ("G", "0103", None, ""))


def county():
    """Return the parcels and sub-compartments of the county above."""
    survey, one_map = [], []
    for place, (name, land_class, forest, use) in enumerate(CLASSES):
        survey.append(parcel(name, land_class, square(100 * place, 0)))
        if forest is not None:
            one_map.append(stand(f"{place:05d}", forest, square(100 * place, 0), use=use))
    return survey, one_map


def test_every_kind_of_disagreement_by_hand():
    base = base_of(*county())
    found = pieces(base)
    rules = forest_pack().planning_base
    kinds = {name: kind_of(base, at) for (name, _), at in found.items()}
    assert kinds == {"A": None, "B": "survey_only", "C": "one_map_only", "D": "one_map_only", "E": "class_differs",
                     "F": "one_map_only", "G": None}
    cases = {name: rules.cases[base.case[at]].id for (name, _), at in found.items() if base.case[at] >= 0}
    assert cases == {"C": "retired_farmland", "D": "garden_economic_forest", "F": "grassland_fit_for_forest"}
    # the pack lets the survey decide where forest land is
    forest = {name: int(base.forest[at]) for (name, _), at in found.items()}
    assert forest == {"A": 1, "B": 1, "C": 0, "D": 0, "E": 1, "F": 0, "G": 0}
    classes = {name: base.base_class[at] for (name, _), at in found.items()}
    assert classes == {"A": "0111", "B": "0111", "C": "", "D": "", "E": "0132", "F": "", "G": ""}
    assert base.forest_m2 == pytest.approx(3 * official(square(0, 0)), abs=0.02)
    assert base.disagreement_count == 5 and base.undecided_count == 0 and base.verdict == "passed"
    assert base.keys[found["C", "00002"]] == key("C", "00002") and base.keys[found["B", ""]] == key("B", "")
    assert not told(base)


def test_a_parameter_goes_before_the_pack_and_the_list_before_the_parameter():
    options = BaseOptions({DisagreementKind.ONE_MAP_ONLY: Decision.ACCEPT_ONE_MAP,
                           DisagreementKind.CLASS_DIFFERS: Decision.UNDECIDED})
    base = base_of(*county(), options, decisions=[(key("C", "00002"), "采用三调"), (key("D", "00003"), " UNDECIDED ")])
    found = {name: at for (name, _), at in pieces(base).items()}
    assert {name: int(base.forest[at]) for name, at in found.items()} == {
        "A": 1, "B": 1, "C": 0, "D": -1, "E": -1, "F": 1, "G": 0}
    assert {name: SOURCES[base.source[at]] for name, at in found.items()} == {
        "A": "agree", "B": "rule", "C": "list", "D": "list", "E": "parameter", "F": "parameter", "G": "agree"}
    assert base.base_class[found["F"]] == "0171"
    assert base.undecided_count == 2 and base.verdict == "incomplete"
    assert base.listed[key("C", "00002")].decision is Decision.ACCEPT_SURVEY


def test_what_is_wrong_with_a_list_of_decisions_is_told():
    rows = [(key("C", "00002"), "accept_one_map"), (key("D", "00003"), "accept_survey"),
            (key("D", "00003"), "accept_one_map"), ("gone|1", "accept_survey"), (key("E", "00004"), "maybe"),
            ("", "accept_survey"), (key("F", "00005"), ""), (key("C", "00002"), "一张图")]
    base = base_of(*county(), decisions=rows)
    found = {name: at for (name, _), at in pieces(base).items()}
    assert int(base.forest[found["C"]]) == 1  # said twice, the same
    assert int(base.forest[found["D"]]) == -1  # said twice, not the same
    assert SOURCES[base.source[found["E"]]] == "rule" and SOURCES[base.source[found["F"]]] == "rule"
    sentences = told(base)
    assert len(sentences) == 4
    assert any("1 rows hold a decision that is not understood, for example maybe" in each for each in sentences)
    assert any("1 rows hold a decision but no key" in each for each in sentences)
    assert any("1 keys have several different decisions" in each for each in sentences)
    assert any("1 decisions of 决定 are on disagreements that do not exist" in each and "gone|1" in each
               for each in sentences)


def test_a_list_without_its_columns_is_refused():
    made = inputs(*county())
    wrong = source("名单", {"key": "text"}, [], "None", "")
    with pytest.raises(LandPlanError, match="no field decision"):
        planning_base(forest_pack(), type(made)(made.survey, made.one_map, decisions=wrong))


def test_pieces_of_a_parcel_add_up_to_its_area_and_borders_are_exact():
    survey = [parcel("A", "0301", square(0, 0)), parcel("B", "0103", square(100, 0))]
    one_map = [stand("00001", "0111", square(40, 10, 100, 50))]
    base = base_of(survey, one_map)
    found = pieces(base)
    assert set(found) == {("A", ""), ("A", "00001"), ("B", ""), ("B", "00001")}
    assert base.area_m2[found["A", "00001"]] == pytest.approx(official(square(40, 10, 60, 50)), abs=0.01)
    assert base.area_m2[found["A", ""]] + base.area_m2[found["A", "00001"]] == pytest.approx(
        official(square(0, 0)), abs=1e-9)
    shape = geometry_of(base.polygons, found["B", "00001"])
    assert shape.area() == pytest.approx(40 * 50, abs=1e-6)
    assert shape.isGeosEqual(QgsGeometry.fromWkt(square(100, 10, 40, 50)))
    assert abs(sums(base)["survey_unexplained"]) < 1e-6 and abs(base.unexplained_m2) < 0.01


@pytest.mark.parametrize(("one", "two", "agree"), [
    ("0301K", "111", True), ("0301", "112", True), ("0302", "113", True), ("0303", "0112", True),
    ("0304", "050101", True), ("0306", "050201", True), ("0305", "0131", True), ("0305", "030302", True),
    ("0307", "0141", True), ("0307K", "030405", True), ("0307", "1633", True), ("0307", "0180", True),
    ("0301", "0120", False), ("0302", "0111", False), ("0307", "0111", False), ("0304", "0111", False),
])
def test_classes_of_all_generations_belong_together_as_the_pack_says(one, two, agree):
    base = base_of([parcel("A", one, square(0, 0))], [stand("00001", two, square(0, 0))])
    assert kind_of(base, 0) == (None if agree else "class_differs") and base.forest.tolist() == [1]


@pytest.mark.parametrize(("survey", "one_map", "kind", "note"), [
    ("0103", "0210", None, ""), ("0103", "250", None, ""), ("0301", "0240", "survey_only", ""),
    ("9999", "0111", "unknown_class", "land classes are in no code list, for example 9999"),
    ("", "0111", "unknown_class", ""),
    ("0301", "0119", "unknown_class", "a forest land class that no code list knows, for example 0119"),
    ("0301", None, "unknown_class", "have no forest land class"),
])
def test_other_land_and_classes_that_are_not_known(survey, one_map, kind, note):
    base = base_of([parcel("A", survey, square(0, 0))], [stand("00001", one_map, square(0, 0))])
    assert kind_of(base, 0) == kind
    assert base.verdict == ("incomplete" if kind == "unknown_class" else "passed")
    assert not note or any(note in each for each in told(base))


def test_land_of_an_unknown_class_can_be_decided_by_the_list_where_the_source_knows_it():
    survey, one_map = [parcel("A", "9999", square(0, 0))], [stand("00001", "0111", square(0, 0))]
    decided = base_of(survey, one_map, decisions=[(key("A", "00001"), "accept_one_map")])
    assert decided.forest.tolist() == [1] and decided.verdict == "passed"
    void = base_of(survey, one_map, decisions=[(key("A", "00001"), "accept_survey")])
    assert void.forest.tolist() == [-1] and any("stay undecided although" in each for each in told(void))


def test_99999_is_no_forest_land_whatever_its_class():
    base = base_of([parcel("A", "0103", square(0, 0))], [stand("99999", "0111", square(0, 0))])
    assert base.kind.tolist() == [-1] and base.forest.tolist() == [0]


def test_slivers_go_to_the_neighbour_in_the_parcel_with_the_longest_border():
    # the one-map's border lies 0.4 m beyond that of the survey; the strip goes to the land of B beside it
    survey = [parcel("A", "0301", square(0, 0)), parcel("B", "0103", square(100, 0))]
    base = base_of(survey, [stand("00001", "0111", square(0, 0, 100.4, 100))])
    assert set(pieces(base)) == {("A", "00001"), ("B", "")}
    assert base.area_m2.tolist() == pytest.approx([official(square(0, 0))] * 2, abs=0.02)
    found = sums(base)
    strip = official(square(100, 0, 0.4, 100))
    assert found["slivers_lost"] == pytest.approx(strip, abs=0.01) and found["slivers_gained"] == 0
    assert found["slivers"] == pytest.approx(strip, abs=0.01)
    assert found["one_map_difference"] == pytest.approx(-strip, abs=0.02)
    assert abs(found["one_map_unexplained"]) < 0.02
    kept = base_of(survey, [stand("00001", "0111", square(0, 0, 100.4, 100))], BaseOptions({}, 0.0, 0.0))
    assert set(pieces(kept)) == {("A", "00001"), ("B", "00001"), ("B", "")}


def test_a_narrow_parcel_or_sub_compartment_of_its_own_is_no_sliver():
    survey = [parcel("A", "0301", square(0, 0)), parcel("R", "1006", square(100, 0, 0.8, 100)),
              parcel("B", "0103", square(100.8, 0))]
    one_map = [stand("00001", "0111", square(0, 0)), stand("00002", "0111", square(150, 20, 0.7, 30))]
    base = base_of(survey, one_map)
    assert set(pieces(base)) == {("A", "00001"), ("R", ""), ("B", ""), ("B", "00002")}


def test_a_parcel_of_slivers_only_becomes_one_piece_of_its_largest_part():
    survey = [parcel("R", "1006", square(0, 0, 0.8, 100))]
    one_map = [stand("00001", "0111", square(-50, 0, 50.3, 100)), stand("00002", "0113", square(0.3, 0, 50, 100))]
    base = base_of(survey, one_map)
    assert set(pieces(base)) == {("R", "00002")}
    found = sums(base)
    assert found["slivers_gained"] == pytest.approx(found["slivers_lost"]) and found["slivers_lost"] > 29
    assert abs(found["one_map_unexplained"]) < 0.02


def test_overlaps_and_gaps_of_one_input_are_told_and_not_multiplied():
    survey = [parcel("A", "0301", square(0, 0)), parcel("B", "0103", square(90, 0)),
              parcel("C", "0103", square(0, 100, 190, 100)), parcel("D", "0103", square(190, 0, 10, 200)),
              parcel("E", "0103", square(0, 200, 100, 50)), parcel("F", "0103", square(110, 200, 90, 50)),
              parcel("G", "0103", square(0, 250, 200, 50))]
    base = base_of(survey, [stand("00001", "0111", square(0, 0)), stand("00002", "0111", square(0, 0, 50, 100))])
    found = sums(base)
    assert found["survey_overlap"] == pytest.approx(official(square(90, 0, 10, 100)), abs=0.02)
    assert found["survey_gap"] == pytest.approx(official(square(100, 200, 10, 50)), abs=0.02)
    assert found["one_map_overlap"] == pytest.approx(official(square(0, 0, 50, 100)), abs=0.02)
    assert found["base"] == pytest.approx(official(square(0, 0, 200, 300)) - found["survey_gap"], abs=0.1)
    assert found["survey_difference"] == pytest.approx(-found["survey_overlap"], abs=0.1)
    assert abs(found["survey_unexplained"]) < 0.1 and abs(found["one_map_unexplained"]) < 0.1
    assert sum("lie over others" in each for each in told(base)) == 2 and any("1 gaps" in each for each in told(base))


def test_land_of_the_one_map_outside_the_survey_stands_in_the_checksum():
    base = base_of([parcel("A", "0301", square(0, 0))],
                   [stand("00001", "0111", square(50, 0, 100, 100), area=1.0), stand("00002", "0111", square(500, 0))])
    found = sums(base)
    assert found["one_map_outside"] == pytest.approx(official(square(100, 0, 50, 100)) + official(square(500, 0)),
                                                     abs=0.02)
    assert found["one_map_base"] == pytest.approx(official(square(50, 0, 50, 100)), abs=0.02)
    assert found["one_map_declared"] == 10000 and abs(found["one_map_unexplained"]) < 0.02
    assert base.area_m2.sum() == pytest.approx(official(square(0, 0)))


def test_the_checksum_holds_for_every_town_and_against_the_administrative_area():
    survey = [parcel("A", "0301", square(0, 0), area=9999.38), parcel("B", "0103", square(100, 0), "520111102201")]
    one_map = [stand("00001", "0111", square(0, 0)), stand("00002", "0111", square(100, 0, 50, 100), town="102")]
    admin = [{"XZQDM": "520111101", "DCMJ": 10000.0, "JSMJ": 9999.0, "wkt": square(0, 0)},
             {"XZQDM": "520111102", "DCMJ": 20000.0, "JSMJ": 19999.0, "wkt": square(100, 0, 110, 100)}]
    base = base_of(survey, one_map, admin=admin)
    whole, first, second = sums(base), sums(base, "520111101"), sums(base, "520111102")
    for item in ("survey", "base", "one_map", "one_map_base", "admin", "admin_DCMJ", "survey_declared"):
        assert whole[item] == pytest.approx(first[item] + second[item])
    assert whole["admin_DCMJ"] == 30000 and second["admin_JSMJ"] == 19999
    assert second["admin_difference"] == pytest.approx(-official(square(200, 0, 10, 100)), abs=0.02)
    assert first["survey_declared"] == 9999.38 and first["admin_difference"] == pytest.approx(0, abs=0.02)


def test_bad_shapes_never_stop_it():
    bow = f"Polygon (({EAST} {NORTH}, {EAST + 100} {NORTH + 100}, {EAST + 100} {NORTH}, {EAST} {NORTH + 100}, " \
          f"{EAST} {NORTH}))"
    survey = [parcel("A", "0301", bow), parcel("B", "0103", None, area=77.0), parcel("C", "0301", square(200, 0))]
    base = base_of(survey, [stand("00001", "0111", square(0, 0)), stand("00002", "0111", "Polygon EMPTY")])
    assert set(pieces(base)) == {("A", "00001"), ("C", "")}
    assert base.verdict == "incomplete"
    found = sums(base)
    assert found["survey_left_out"] == 77 and found["survey_repaired"] == pytest.approx(
        official(square(0, 0)) / 2, abs=0.1)
    assert any("1 features have no shape" in each and "example B" in each for each in told(base))
    assert any("1 features with invalid geometry" in each and "example A" in each for each in told(base))


def test_empty_layers_and_layers_of_another_kind():
    assert len(base_of([], [])) == 0
    base = base_of([parcel("A", "0301", square(0, 0))], [])
    assert [kind_of(base, at) for at in range(len(base))] == ["survey_only"]
    assert len(base_of([], [stand("00001", "0111", square(0, 0))])) == 0
    points = source("点", {"BSM": "text"}, [], "Point")
    made = inputs(*county())
    with pytest.raises(LandPlanError, match="no polygons"):
        planning_base(forest_pack(), type(made)(points, made.one_map))
    nowhere = inputs(*county(), crs="")
    with pytest.raises(LandPlanError, match="no coordinate reference system"):
        planning_base(forest_pack(), nowhere)


def test_a_missing_field_is_named():
    made = inputs(*county())
    short = source("DLTB", {"BSM": "text", "TBMJ": "real", "ZLDWDM": "text"}, [{"BSM": "A", "wkt": square(0, 0)}])
    with pytest.raises(LandPlanError, match="no field DLBM"):
        planning_base(forest_pack(), type(made)(short, made.one_map))


def test_a_case_whose_field_is_missing_is_named_not_passed_over():
    made = inputs(*county())
    rows = [{key: value for key, value in row.items() if key != "LIN_ZHONG"} for row in county()[1]]
    fields = dict.fromkeys(("XIAN", "XIANG", "CUN", "LIN_BAN", "XIAO_BAN", "DI_LEI"), "text")
    short = source("LDXB", {**fields, "MIAN_JI": "real"}, rows)
    base = planning_base(forest_pack(), type(made)(made.survey, short))
    assert sum("could not be told apart" in each for each in told(base)) == 1
    assert KINDS[base.kind[pieces(base)["D", "00003"]]] is DisagreementKind.ONE_MAP_ONLY


def test_keys_that_are_missing_or_double_are_told():
    survey = [parcel("A", "0301", square(0, 0)), parcel("A", "0301", square(100, 0)), parcel("", "0301", square(200, 0))]
    base = base_of(survey, [], decisions=[(key("A", ""), "accept_one_map")])
    assert [int(value) for value in base.forest] == [0, 0, 1]
    assert any("1 keys (BSM) stand for several features" in each for each in told(base))
    assert any("1 features have no key (BSM)" in each for each in told(base))
    assert base.keys[2].startswith("#")


def test_whole_codes_and_short_codes_of_units_are_the_same_unit():
    whole = stand("00002", "0111", square(100, 0))
    whole.update(XIANG="520111101", CUN="520111101201")
    base = base_of([parcel("A", "0301", square(0, 0, 200, 100))], [stand("00001", "0111", square(0, 0)), whole])
    assert set(base.one_map_side.unit.tolist()) == {"520111101201"} == set(base.survey_side.unit.tolist())


def test_names_of_units_are_carried_and_items_of_the_checksum_are_known():
    base = base_of([{**parcel("A", "0301", square(0, 0)), "ZLDWMC": "甲村"}], [stand("1", "0111", square(0, 0))])
    assert base.survey_side.fields["ZLDWMC"].tolist() == ["甲村"]
    assert {line.item for line in base.checksum} <= set(ITEMS)


def test_supplementary_forest_land_and_why_the_rest_is_none():
    survey = [parcel("A", "0301", square(0, 0)), parcel("B", "1206", square(100, 0)), parcel("C", "0103", square(200, 0)),
              parcel("D", "0601", square(300, 0))]
    planned = [{"MC": "种树", "LX": "2", "wkt": square(50, 0, 300, 50)},  # half of A, B, C whole, half of D: 50 m high
               {"MC": "退耕", "LX": "1", "PZWH": "国退〔2019〕1号", "wkt": square(200, 50, 100, 30)},
               {"MC": "退耕无文号", "LX": "1", "wkt": square(200, 80, 100, 20)},
               {"MC": "其他", "LX": "9", "wkt": square(100, 50, 100, 10)},
               {"MC": "县外", "LX": "2", "wkt": square(900, 0)}]
    farmland = [{"BSM": "1", "wkt": square(250, 0, 50, 100)}]
    base = base_of(survey, [stand("00001", "0111", square(0, 0))], planned=planned, farmland=farmland)
    rows = {(base.planned.names[feature], reason): area for feature, reason, area in base.planned.rows}
    expected = {
        ("种树", "taken"): square(100, 0, 100, 50), ("种树", "already_forest_land"): square(50, 0, 50, 50),
        ("种树", "class_not_allowed"): square(200, 0, 150, 50),
        ("退耕", "taken"): square(200, 50, 50, 30), ("退耕", "basic_farmland"): square(250, 50, 50, 30),
        ("退耕无文号", "needs_evidence"): square(200, 80, 100, 20), ("其他", "type_not_taken"): square(100, 50, 100, 10),
        ("县外", "outside_survey"): square(900, 0),
    }
    assert set(rows) == set(expected)
    for name, wkt in expected.items():
        assert rows[name] == pytest.approx(official(wkt), abs=0.1), name
    assert base.supplement_m2 == pytest.approx(official(square(100, 0, 100, 50)) + official(square(200, 50, 50, 30)),
                                               abs=0.1)
    assert base.area_m2.sum() == pytest.approx(base.survey_side.area_m2.sum(), rel=1e-12)
    taken = base.supplementary >= 0
    assert (base.forest[taken] == 0).all() and taken.sum() == 2
    # land that is not taken stays one piece of its parcel
    assert np.count_nonzero(base.survey == 2) == 2


def test_planned_land_without_basic_farmland_is_told():
    base = base_of([parcel("B", "1206", square(0, 0))], [], planned=[{"MC": "a", "LX": "2", "wkt": square(0, 0)}])
    assert base.supplement_m2 == pytest.approx(official(square(0, 0)), abs=0.01)
    assert any("There is no layer of permanent basic farmland" in each for each in told(base))


def test_layers_in_other_coordinate_reference_systems_give_the_same_base():
    survey, one_map = county()
    plain = base_of(survey, one_map)
    made = inputs(survey, one_map)
    geographic = source("LDXB", {name: "text" for name in one_map[0] if name not in ("wkt", "MIAN_JI")}
                        | {"MIAN_JI": "real"}, [_degrees(row) for row in one_map], crs="EPSG:4490")
    other = planning_base(forest_pack(), type(made)(made.survey, geographic))
    assert np.array_equal(plain.kind, other.kind) and np.array_equal(plain.keys, other.keys)
    assert other.area_m2 == pytest.approx(plain.area_m2, abs=0.02)


def _degrees(row):
    from qgis.core import QgsCoordinateTransform, QgsProject

    shape = QgsGeometry.fromWkt(row["wkt"])
    shape.transform(QgsCoordinateTransform(QgsCoordinateReferenceSystem(CRS), QgsCoordinateReferenceSystem("EPSG:4490"),
                                           QgsProject.instance()))
    return {**row, "wkt": shape.asWkt(12)}


def test_the_order_of_features_changes_nothing():
    survey, one_map = county()
    forward, backward = base_of(survey, one_map), base_of(survey[::-1], one_map[::-1])
    for one, two in ((forward, backward),):
        by_key = [{(a.survey_side.keys[s], a.keys[n]): (int(a.kind[n]), float(a.area_m2[n]))
                   for n, s in enumerate(a.survey)} for a in (one, two)]
        assert by_key[0].keys() == by_key[1].keys()
        for name, (kind, area) in by_key[0].items():
            assert by_key[1][name] == (kind, pytest.approx(area, abs=1e-6))


def test_cancel_stops_it():
    with pytest.raises(Cancelled):
        planning_base(forest_pack(), inputs(*county()), feedback=Watch(0))


def test_a_pack_without_rules_is_refused():
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    with pytest.raises(LandPlanError, match="no rules for a planning base"):
        planning_base(load_pack("farmland", kind_specs()), inputs(*county()))


def rectangles(draw, count):
    return [square(draw(st.integers(0, 30)) * 10, draw(st.integers(0, 30)) * 10, draw(st.integers(1, 20)) * 10,
                   draw(st.integers(1, 20)) * 10) for _ in range(count)]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.data())
def test_sums_close_whatever_lies_over_what(data):
    classes = ("0301", "0305", "0103", "0404", "1206", "9999")
    forest = ("0111", "131", "030401", "0171", "0250", "77")
    survey = [parcel(str(at), data.draw(st.sampled_from(classes)), wkt)
              for at, wkt in enumerate(rectangles(data.draw, data.draw(st.integers(0, 6))))]
    one_map = [stand(f"{at:05d}", data.draw(st.sampled_from(forest)), wkt)
               for at, wkt in enumerate(rectangles(data.draw, data.draw(st.integers(0, 6))))]
    planned = [{"MC": "p", "LX": data.draw(st.sampled_from("12")), "PZWH": "1", "wkt": wkt}
               for wkt in rectangles(data.draw, data.draw(st.integers(0, 2)))]
    base = base_of(survey, one_map, planned=planned)
    found = sums(base)
    whole = max(found["survey"], found["one_map"], 1.0)
    limit = 1e-6 * whole + 0.01  # the official method rounds coordinates
    assert abs(found["survey_unexplained"]) <= limit and abs(found["one_map_unexplained"]) <= limit
    shapes = [QgsGeometry.fromWkt(row["wkt"]) for row in survey]
    union = QgsGeometry.unaryUnion(shapes).area() if shapes else 0.0
    assert base.area_m2.sum() == pytest.approx(union, rel=1e-3, abs=1e-6)
    assert sum(geometry_of(base.polygons, at).area() for at in range(len(base))) == pytest.approx(union, rel=1e-9,
                                                                                                  abs=1e-6)
    assert all(geometry_of(base.polygons, at).isGeosValid() for at in range(len(base)))
