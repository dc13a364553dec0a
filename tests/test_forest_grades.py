"""Protection grades: a case worked by hand, borders, shares, missing layers, recorded grades, and GEOS as oracle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from feedback_support import Watch
from forest_grades_support import RESERVES, area, forest, forest_pack, reserve, stand
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.forest_land.grades import division
from landplan_toolbox.algorithms.forest_land.grades.grading import grades_of
from landplan_toolbox.algorithms.forest_land.grades.model import Difference, Division
from landplan_toolbox.algorithms.forest_land.grades.recorded import read_recorded
from landplan_toolbox.algorithms.forest_land.grades.sentences import doubts
from landplan_toolbox.algorithms.forest_land.grades.summary import (
    count_of,
    differing,
    differing_m2,
    matrix,
    severities,
    verdict,
)
from landplan_toolbox.algorithms.forest_land.grades.tables import pieces_table, sums_table
from landplan_toolbox.algorithms.geometry.openings import holds_disc
from landplan_toolbox.algorithms.geometry.wkb_write import geometry_of
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.grade_rules import Occasion
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import Outcome, Verdict
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject
from selfcheck_support import memory_layer, square

PACK = forest_pack()
WELFARE_ROW = {"SHENG": "52", "XIAN": "520111", "XIANG": "101", "CUN": "201", "LIN_BAN": "0001", "XIAO_BAN": "1",
               "MIAN_JI": 1.0, "GJGYL_BHDJ": "2", "DI_LEI": "0111"}


def pieces_of(grades, index):
    """Return {(grade, rule id): (plane area, other rules)} of a sub-compartment."""
    found = {}
    pieces = grades.pieces
    for place in np.flatnonzero(pieces.source == index).tolist():
        rule = grades.rule_at(int(pieces.rule[place])).id
        others = {grades.variant.rules[number].id for number in np.flatnonzero(pieces.holds[:, place])} - {rule}
        shape = geometry_of(pieces.polygons, place)
        found[int(pieces.grade[place]), rule] = (round(shape.area(), 3), others)
    return found


def outcome(grades, rule_id):
    """Return what became of a rule."""
    return next(one for one in grades.outcomes if one.rule.id == rule_id)


def exact(pack=PACK, **changes):
    """Return a pack whose rules of grades are changed; without strips that are passed over."""
    return replace(pack, grades=replace(pack.grades, **{"sliver_width_m": 0.0, **changes}))


def differences(grades):
    """Return the difference of every sub-compartment."""
    return [Difference(number) for number in grades.difference.tolist()]


# --- worked by hand -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def worked():
    """Seven sub-compartments of 100 m × 100 m.

    0 lies free, 1 half in a core zone (50 × 50) and for 60 m in an experimental zone that the core zone overlaps by
    10 × 50, 2 is national welfare forest half in the core zone, 3 is local welfare forest recorded as II, 4 is
    farmland, 5 is numbered 99999, 6 lies in a timber base wholly.
    """
    rows = [
        stand(0, square(0, 0)), stand(1, square(100, 0), BH_DJ="1"),
        stand(2, square(200, 0), SEN_LIN_LB="11", SHI_QUAN_D="10", BH_DJ="2"),
        stand(3, square(0, 300), SEN_LIN_LB="12", SHI_QUAN_D="23", BH_DJ="2"),
        stand(4, square(0, 400), DI_LEI="0210", BH_DJ=None), stand(5, square(0, 500), XIAO_BAN="99999"),
        stand(6, square(0, 600)),
    ]
    return grades_of(forest(
        rows, [reserve(square(150, 0, 200, 50)), reserve(square(100, -50, 60, 300), zone="23")],
        bases=[area(square(-50, 550, 300, 300), "1")],
    ))


def test_the_strictest_rule_wins_and_the_others_are_named(worked):
    assert pieces_of(worked, 0) == {(4, "rest"): (10_000, set())}
    assert pieces_of(worked, 1) == {
        (1, "reserve_core"): (2_500, {"reserve_experimental"}),
        (2, "reserve_experimental"): (5_500, set()),
        (4, "rest"): (2_000, set()),
    }
    assert pieces_of(worked, 2) == {
        (1, "reserve_core"): (5_000, {"national_welfare"}), (2, "national_welfare"): (5_000, set()),
    }
    assert pieces_of(worked, 3) == {(3, "local_welfare"): (10_000, set())}
    assert pieces_of(worked, 6) == {(3, "timber_base"): (10_000, set())}


def test_the_whole_has_the_grade_that_half_of_it_needs(worked):
    # 1: a quarter needs I, 80 % need II or stricter; 2: half needs I
    assert worked.grade.tolist() == [4, 2, 1, 3, 0, 0, 3]
    assert worked.strictest.tolist() == [4, 1, 1, 3, 0, 0, 3]
    assert [worked.rule_at(number).id for number in worked.rule.tolist()] == [
        "rest", "reserve_experimental", "reserve_core", "local_welfare", "rest", "rest", "timber_base"]


def test_what_is_no_forest_land_has_no_grade(worked):
    assert worked.grade[[4, 5]].tolist() == [0, 0]
    assert not np.isin(worked.pieces.source, (4, 5)).any()


def test_recorded_and_computed_grades_are_compared_by_piece(worked):
    # 0 agrees; 1 is recorded as I, which its core zone needs; 2 as II, though half lies in the core zone; 3 as II
    # though III is enough; 6 as IV though it lies in a base
    assert differences(worked) == [
        Difference.AGREES, Difference.AGREES, Difference.WEAKER, Difference.STRICTER, Difference.AGREES,
        Difference.AGREES, Difference.WEAKER,
    ]
    cells = {(cell.recorded, cell.grade, cell.difference): (cell.count, round(cell.area_m2 / 1000)) for cell in
             matrix(worked)}
    assert cells == {
        (4, 4, Difference.AGREES): (1, 10), (1, 1, Difference.AGREES): (1, 2),  # 2 499.85
        (1, 2, Difference.INCLUDED): (1, 5), (1, 4, Difference.INCLUDED): (1, 2),
        (2, 1, Difference.WEAKER): (1, 5), (2, 2, Difference.AGREES): (1, 5),
        (2, 3, Difference.STRICTER): (1, 10), (4, 3, Difference.WEAKER): (1, 10),
    }
    assert np.count_nonzero(differing(worked, Difference.WEAKER)) == 2
    assert differing_m2(worked) == pytest.approx(25_000, rel=1e-4)
    assert count_of(PACK, worked, Severity.ERROR) == 2
    assert count_of(PACK, worked, Severity.WARNING) == 1
    assert verdict(PACK, worked) is Verdict.FAILED


def test_areas_of_pieces_add_up_and_share_the_declared_area(worked):
    for index in (0, 1, 2):
        mine = worked.pieces.source == index
        assert worked.pieces.area_m2[mine].sum() == pytest.approx(worked.area_m2[index], abs=1e-6)
        assert worked.pieces.declared_m2[mine].sum() == pytest.approx(10_000, abs=1e-6)
    sums = worked.areas_by_grade()
    assert sums["1"] == pytest.approx(7_500, rel=1e-4)
    assert sums["2"] == pytest.approx(10_500, rel=1e-4)
    assert sums["3"] == pytest.approx(20_000, rel=1e-4)
    assert sums["4"] == pytest.approx(12_000, rel=1e-4)


def test_what_each_rule_found_is_told(worked):
    core = outcome(worked, "reserve_core")
    assert (core.ran, core.features, core.count) == (True, 1, 2)
    assert core.area_m2 == pytest.approx(7_500, rel=1e-4)
    assert outcome(worked, "reserve_experimental").area_m2 == pytest.approx(6_000, rel=1e-4)  # the overlap, too
    assert outcome(worked, "world_heritage").features == 0
    assert worked.complete and doubts(PACK, worked) == ()


def test_the_layer_of_results_says_the_rule_the_clause_and_the_rest(worked):
    table = pieces_table(PACK, worked, Language("zh"))
    rows = [dict(zip([field.name() for field in table.fields], values)) for values in zip(*table.columns)]
    core = next(row for row in rows if row["key"].endswith("00002") and row["grade"] == "1")
    assert core["rule"] == "reserve_core" and core["layer"] == "自然保护地" and core["grade_name"] == "Ⅰ级"
    assert "Ⅰ级保护林地" in core["clause"]
    assert core["other_rules"] == "国家级公益林地"
    assert (core["difference"], core["levels"], core["recorded"], core["whole"]) == ("weaker", 1, "2", 0)
    assert core["share"] == pytest.approx(0.5, abs=1e-5) and core["declared_ha"] == 0.5
    assert core["not_excluded"] is None
    free = next(row for row in rows if row["key"].endswith("00000"))
    assert (free["rule"], free["layer"], free["other_rules"], free["whole"], free["share"]) == (
        "rest", None, None, 1, 1.0)
    assert len(table.polygons) == len(rows) == 8


def test_the_table_of_sums_has_every_part(worked):
    table = sums_table(PACK, worked, Language("en"))
    parts = table.column("part")
    assert {part: parts.count(part) for part in set(parts)} == {
        "matrix": 8, "grade": 4, "rule": len(worked.variant.rules), "not_graded": 1}
    counts = dict(zip(zip(parts, table.column("grade")), table.column("sub_count")))
    assert counts["grade", "1"] == 2 and counts["grade", "3"] == 2
    assert table.column("sub_count")[parts.index("not_graded")] == 2
    assert set(table.column("state")) >= {"run", "other_land"}


# --- borders and shares ---------------------------------------------------------------------------


def test_a_border_drawn_twice_divides_nothing():
    rows = [stand(0, square(0, 0)), stand(1, square(100, 0)), stand(2, square(200, 0))]
    # 0 is overlapped by 0.5 m, 1 wholly inside but for 0.4 m, 2 by 30 m
    sources = [reserve(square(99.5, -50, 100.1, 200)), reserve(square(270, -50, 100, 200))]
    grades = grades_of(forest(rows, sources))
    assert [pieces_of(grades, index) for index in range(3)] == [
        {(4, "rest"): (10_000, set())}, {(1, "reserve_core"): (10_000, set())},
        {(1, "reserve_core"): (3_000, set()), (4, "rest"): (7_000, set())},
    ]
    by_border = grades_of(forest(rows, sources, pack=exact()))
    assert set(pieces_of(by_border, 0)) == {(1, "reserve_core"), (4, "rest")}


def test_strips_stay_with_the_land_beside_them_and_no_land_is_lost():
    """A core zone that takes half, and a strip of 0.5 m along the other side: the strip stays outside."""
    grades = grades_of(forest(
        [stand(0, square(0, 0))], [reserve(square(-50, -50, 100, 200)), reserve(square(99.5, -50, 50, 200))]))
    assert {key: size for key, (size, _) in pieces_of(grades, 0).items()} == {
        (1, "reserve_core"): 5_000, (4, "rest"): 5_000}


def test_a_sub_compartment_narrower_than_a_strip_goes_where_most_of_it_lies():
    rows = [stand(0, square(0, 0, 0.8, 100)), stand(1, square(10, 0, 0.8, 100))]
    grades = grades_of(forest(rows, [reserve(square(-1, 0, 20, 60)), reserve(square(9, 0, 20, 10))]))
    assert grades.grade.tolist() == [1, 1]  # the first zone reaches over both
    grades = grades_of(forest(rows, [reserve(square(-1, 0, 5, 60)), reserve(square(9, 0, 20, 10))]))
    assert grades.grade.tolist() == [1, 4]


@pytest.mark.parametrize(("inside", "grade"), [(49.0, 4), (50.0, 2), (51.0, 2)])
def test_a_rule_by_share_takes_the_whole_or_nothing(inside, grade):
    welfare = [{**WELFARE_ROW, "wkt": square(0, 0, inside, 100)}]
    grades = grades_of(forest([stand(0, square(0, 0))], welfare=welfare))
    rule = "national_welfare_layer" if grade == 2 else "rest"
    assert pieces_of(grades, 0) == {(grade, rule): (10_000, set())}
    divided = grades_of(forest([stand(0, square(0, 0))], welfare=welfare), division=Division.PIECES)
    assert pieces_of(divided, 0)[2, "national_welfare_layer"][0] == inside * 100


def test_a_whole_sub_compartment_can_be_judged_by_the_share_of_its_area():
    rows = [stand(0, square(0, 0)), stand(1, square(200, 0)), stand(2, square(400, 0))]
    # 0: 30 % I and 30 % II; 1: 40 % I; 2: 60 % I
    sources = [
        reserve(square(0, 0, 30, 100)), reserve(square(30, 0, 30, 100), zone="23"),
        reserve(square(200, 0, 40, 100)), reserve(square(400, 0, 60, 100)),
    ]
    grades = grades_of(forest(rows, sources), division=Division.WHOLE)
    assert grades.grade.tolist() == [2, 4, 1] and len(grades.pieces) == 3
    assert grades.pieces.grade.tolist() == [2, 4, 1] and grades.pieces.whole.all()
    assert [grades.rule_at(number).id for number in grades.rule.tolist()] == [
        "reserve_experimental", "rest", "reserve_core"]
    held = {grades.variant.rules[number].id for number in np.flatnonzero(grades.pieces.holds[:, 0])}
    assert held == {"reserve_core", "reserve_experimental"}
    lower = grades_of(forest(rows, sources, pack=exact(share=0.3)), division=Division.WHOLE)
    assert lower.grade.tolist() == [1, 1, 1]


def test_overlapping_sources_count_once():
    sources = [reserve(square(0, 0, 40, 100)), reserve(square(10, 0, 40, 100)), reserve(square(0, 0, 40, 100))]
    grades = grades_of(forest([stand(0, square(0, 0))], sources))
    assert pieces_of(grades, 0)[1, "reserve_core"][0] == 5_000
    assert outcome(grades, "reserve_core").area_m2 == pytest.approx(5_000, rel=1e-4)


def test_land_that_has_a_grade_is_not_divided_by_weaker_rules():
    grades = grades_of(forest(
        [stand(0, square(0, 0), SHI_QUAN_D="10", SEN_LIN_LB="11")], areas=[area(square(0, 0, 50, 100), "05")],
        bases=[area(square(0, 0, 30, 100), "1")]))
    assert pieces_of(grades, 0) == {(2, "national_welfare"): (10_000, {"military", "timber_base"})}


# --- rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("row", "sources", "expected"), [
    ({}, {"areas": ["01"]}, (1, "river_source")),
    ({}, {"areas": ["02"]}, (1, "world_heritage")),
    ({}, {"areas": ["03"]}, (1, "water_conservation")),
    ({}, {"areas": ["04"]}, (1, "alpine_limit")),
    ({}, {"areas": ["05"]}, (2, "military")),
    ({}, {"areas": ["06"]}, (2, "closed_sandy_land")),
    ({}, {"areas": ["07"]}, (2, "coastal_belt")),
    ({}, {"areas": ["08", "09", "90"]}, (4, "rest")),  # drinking water: in provinces only
    ({}, {"bases": ["2"]}, (3, "grain_and_oil_base")),
    ({}, {"bases": ["3"]}, (3, "biomass_base")),
    ({}, {"zones": [("20", "1", "22")]}, (1, "reserve_core")),
    ({}, {"zones": [("20", "4", "11")]}, (1, "core_protection_zone")),
    ({}, {"zones": [("10", "1", "12")]}, (2, "general_control_zone")),
    ({}, {"zones": [("31", "1", "21")]}, (2, "national_forest_park")),
    ({}, {"zones": [("31", "2", "21"), ("32", "1", "22")]}, (4, "rest")),
    ({"SHI_QUAN_D": "10"}, {}, (2, "national_welfare")),
    ({"SHI_QUAN_D": "21"}, {}, (3, "local_welfare")),
    ({"SEN_LIN_LB": "11"}, {}, (3, "welfare_without_authority")),
    ({"SEN_LIN_LB": "012", "SHI_QUAN_D": " "}, {}, (3, "welfare_without_authority")),
    ({"DI_LEI": "111"}, {"areas": ["02"]}, (1, "world_heritage")),
    ({"DI_LEI": "030100"}, {"areas": ["02"]}, (1, "world_heritage")),
])
def test_each_rule_of_the_national_text(row, sources, expected):
    everywhere = square(-50, -50, 300, 300)
    grades = grades_of(forest(
        [stand(0, square(0, 0), **row)],
        [reserve(everywhere, zone, kind, level) for kind, level, zone in sources.get("zones", ())],
        [area(everywhere, kind) for kind in sources.get("areas", ())],
        [area(everywhere, kind) for kind in sources.get("bases", ())],
    ))
    (found,) = pieces_of(grades, 0)
    assert found == expected
    assert grades.complete


@pytest.mark.parametrize(("kind", "zone", "expected"), [
    ("08", None, (1, "drinking_water_1")), ("09", None, (2, "drinking_water_2")), ("10", None, (4, "rest")),
    ("11", None, (1, "important_wetland")), ("12", None, (1, "reservoir_catchment")), ("02", None, (1, "world_heritage")),
    (None, ("20", "2", "21"), (1, "reserve_core")), (None, ("20", "3", "21"), (2, "other_reserve")),
    (None, ("20", "1", "23"), (2, "reserve_experimental")),
])
def test_the_rules_of_jiangxi(kind, zone, expected):
    everywhere = square(-50, -50, 300, 300)
    reserves = [] if zone is None else [reserve(everywhere, zone[2], zone[0], zone[1])]
    areas = [] if kind is None else [area(everywhere, kind)]
    grades = grades_of(forest([stand(0, square(0, 0))], reserves, areas), "jiangxi")
    assert set(pieces_of(grades, 0)) == {expected}
    assert grades.variant.id == "jiangxi"


def test_the_planned_grade_goes_by_the_plan():
    rows = [
        stand(0, square(0, 0), BCLD="3"),  # taken away
        stand(1, square(200, 0), BCLD="2", DI_LEI="0240", BH_DJ=None, GH_BHDJ="4"),  # added
        stand(2, square(400, 0), GH_GJJBHDJ="1", GH_SLLB="11", GH_BHDJ="2"),
        stand(3, square(600, 0), SHI_QUAN_D="10", SEN_LIN_LB="11", GH_SLLB="22", GH_BHDJ="4", BH_DJ="2"),
        stand(4, square(800, 0), GH_SLLB="12", GH_BHDJ="4"),
    ]
    present = grades_of(forest(rows))
    assert present.grade.tolist() == [4, 0, 4, 2, 4]
    planned = grades_of(forest(rows), occasion=Occasion.PLANNED)
    assert planned.grade.tolist() == [0, 4, 2, 4, 3]
    assert planned.recorded.field == "GH_BHDJ"
    assert differences(planned)[1:] == [
        Difference.AGREES, Difference.AGREES, Difference.AGREES, Difference.WEAKER]


# --- what is missing ------------------------------------------------------------------------------


@pytest.mark.parametrize(("without", "lost"), [
    ("ZRBHD", "reserve_core"), ("ZYSTKJ", "river_source"), ("LYJD", "timber_base"),
])
def test_a_layer_that_is_missing_leaves_a_doubt_and_no_green_verdict(without, lost):
    rows = [stand(0, square(0, 0)), stand(1, square(200, 0), BH_DJ="1", SHI_QUAN_D="10", SEN_LIN_LB="11")]
    grades = grades_of(forest(rows, without=(without,)))
    gone = outcome(grades, lost)
    assert not gone.ran and gone.leaves_doubt
    assert gone.reason.values["role"] == PACK.layers[gone.rule.overlay.role].title
    assert not grades.complete and verdict(PACK, grades) is not Verdict.PASSED
    doubt = doubts(PACK, grades)
    assert len(doubt) == 1  # one for all the rules of a layer
    assert gone.rule.title.zh in doubt[0].values["rules"].zh
    table = sums_table(PACK, grades, Language("en"))
    states = dict(zip(table.column("rule"), table.column("state")))
    assert states[lost] == "not_run" and states["national_welfare"] == "run"
    row = pieces_table(PACK, grades, Language("zh")).column("not_excluded")[0]
    assert PACK.code_lists["forest_protection_grade"].names[gone.rule.grade].zh in row


def test_a_stricter_record_may_come_from_a_rule_that_was_not_applied():
    rows = [stand(0, square(0, 0), BH_DJ="1"), stand(1, square(200, 0), BH_DJ="2")]
    complete, partial = grades_of(forest(rows)), grades_of(forest(rows, without=("LYJD",)))
    assert differences(complete) == [Difference.STRICTER] * 2
    assert differences(partial) == [Difference.STRICTER] * 2  # a base gives grade III at most
    assert differences(grades_of(forest(rows, without=("ZRBHD",)))) == [Difference.OPEN] * 2


def test_a_layer_that_need_not_be_there_leaves_none():
    grades = grades_of(forest([stand(0, square(0, 0))], without=("GJJGYL",)))
    assert not outcome(grades, "national_welfare_layer").ran
    assert grades.complete and verdict(PACK, grades) is Verdict.PASSED


@pytest.mark.parametrize(("values", "lost"), [
    ({"GNFQ": None}, "reserve_core"), ({"BHDLX": " "}, "national_forest_park"),
    ({"BHDLX": "31", "BHDJB": ""}, "national_forest_park"),
])
def test_features_that_do_not_say_what_they_are_leave_a_doubt(values, lost):
    grades = grades_of(forest([stand(0, square(0, 0))], [{**reserve(square(0, 0)), **values}]))
    assert outcome(grades, lost).unclear == 1
    assert grades.grade.tolist() == [4]
    assert not grades.complete and verdict(PACK, grades) is Verdict.INCOMPLETE
    assert any(one.values.get("reason") is not None and one.values["reason"].values["count"] == 1
               for one in doubts(PACK, grades))


def test_a_class_nobody_knows_is_neither_graded_nor_passed_over():
    grades = grades_of(forest([stand(0, square(0, 0)), stand(1, square(200, 0), DI_LEI="9999"),
                               stand(2, square(400, 0), DI_LEI=None), stand(3, square(600, 0), DI_LEI="0210")]))
    assert (grades.grade.tolist(), grades.class_unknown) == ([4, 0, 0, 0], 2)
    assert verdict(PACK, grades) is Verdict.INCOMPLETE
    assert doubts(PACK, grades)[0].values["count"] == 2


def test_what_has_no_shape_is_graded_by_its_attributes_and_told():
    rows = [stand(0, square(0, 0)), stand(1, None, SHI_QUAN_D="10"), stand(2, "Polygon EMPTY")]
    grades = grades_of(forest(rows, [reserve(square(0, 0))]))
    assert grades.grade.tolist() == [1, 2, 4] and grades.shapeless == 2
    assert verdict(PACK, grades) is not Verdict.PASSED
    assert len(pieces_table(PACK, grades, Language("en"))) == 3


def test_invalid_shapes_take_part_with_what_they_enclose():
    bow_tie = "Polygon((450000 3800000, 450100 3800100, 450100 3800000, 450000 3800100, 450000 3800000))"
    grades = grades_of(forest([stand(0, bow_tie)], [reserve(square(50, -10, 100, 200))]))
    assert {grade for grade, _ in pieces_of(grades, 0)} == {1, 4}
    grades = grades_of(forest([stand(0, square(0, 0))], [reserve(bow_tie)]))
    assert pieces_of(grades, 0)[1, "reserve_core"][0] == 5_000


def test_layers_that_cannot_be_used_are_refused_or_named():
    with pytest.raises(LandPlanError):
        grades_of(forest([stand(0, square(0, 0))], without=("LDXB",)))
    with pytest.raises(LandPlanError):
        grades_of(forest([stand(0, square(0, 0))], crs=""))
    with pytest.raises(LandPlanError):
        grades_of(forest([stand(0, square(0, 0))]), "no_such")
    with pytest.raises(LandPlanError):
        grades_of(replace(forest([stand(0, square(0, 0))]), pack=load_pack("farmland", kind_specs())))
    empty = grades_of(forest([]))
    assert len(empty) == 0 and len(empty.pieces) == 0 and matrix(empty) == []
    assert len(pieces_table(PACK, empty, Language("zh"))) == 0
    assert len(sums_table(PACK, empty, Language("zh"))) == 4 + len(empty.outcomes) + 1


def test_without_a_field_of_grades_nothing_is_compared():
    dataset = forest([stand(0, square(0, 0))])
    layer = dataset.layer("subcompartment")
    layer.fields = tuple(field for field in layer.fields if field.name != "BH_DJ")
    grades = grades_of(dataset)
    assert differences(grades) == [Difference.NOT_COMPARED] and grades.grade.tolist() == [4]
    assert verdict(PACK, grades) is Verdict.INCOMPLETE
    assert [note.values["field"] for note in grades.notes] == ["BH_DJ"]


def test_a_cancel_ends_it():
    with pytest.raises(Cancelled):
        grades_of(forest([stand(0, square(0, 0))], [reserve(square(0, 0, 50))]), feedback=Watch(0))


# --- coordinate reference systems -----------------------------------------------------------------


def transformed(wkt, source, target):
    """Return a geometry in another coordinate reference system."""
    shape = QgsGeometry.fromWkt(wkt)
    shape.transform(QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(source), QgsCoordinateReferenceSystem(target), QgsProject.instance()))
    return shape.asWkt(12)


def test_layers_in_other_coordinate_reference_systems_are_brought_together():
    rows = [stand(0, square(0, 0)), stand(1, square(200, 0))]
    plain = grades_of(forest(rows, [reserve(square(50, -10, 100, 200))]))
    moved = [
        transformed(square(50, -10, 100, 200), "EPSG:4545", "EPSG:4490"),
    ]
    dataset = forest(rows)
    reserves = memory_layer("ZRBHD", RESERVES, [reserve(moved[0])], crs="EPSG:4490")
    others = [dataset.layer(role) for role in ("subcompartment", "ecological_area", "forest_base")]
    mixed = grades_of(bind(PACK, [*others, layer_source(reserves)], "test"))
    assert mixed.grade.tolist() == plain.grade.tolist() == [1, 4]
    assert mixed.pieces.area_m2 == pytest.approx(plain.pieces.area_m2, abs=0.05)


def test_sub_compartments_in_degrees_are_divided_on_a_plane():
    rows = [stand(number, transformed(square(200 * number, 0), "EPSG:4545", "EPSG:4490")) for number in range(2)]
    zone = reserve(transformed(square(50, -10, 100, 200), "EPSG:4545", "EPSG:4490"))
    strip = reserve(transformed(square(299.5, -10, 100, 200), "EPSG:4545", "EPSG:4490"))
    plain = grades_of(forest([stand(0, square(0, 0)), stand(1, square(200, 0))], [reserve(square(50, -10, 100, 200))]))
    grades = grades_of(forest(rows, [zone, strip], crs="EPSG:4490"))
    assert grades.grade.tolist() == [1, 4] and len(grades.pieces) == 3  # the strip of 0.5 m divides nothing
    assert grades.pieces.area_m2 == pytest.approx(plain.pieces.area_m2, abs=0.05)
    assert not grades.crs.isGeographic()


# --- recorded grades ------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "grade"), [
    ("1", 1), ("4", 4), ("２", 2), (" 3 ", 3), ("Ⅱ", 2), ("II", 2), ("Ⅳ级", 4), ("III级", 3), ("二级", 2), ("四", 4),
    ("Grade II", 2), ("②", 2), ("Ⅰ级保护林地", 1), ("5", 0), ("0", 0), ("x", 0), ("12", 0), ("Ⅴ", 0), ("", 0), ("½", 0),
])
def test_grades_are_understood_as_they_are_written(text, grade):
    codes = PACK.code_lists["forest_protection_grade"]
    found = read_recorded("BH_DJ", np.ma.MaskedArray(np.array([text, "1"], dtype=object), [False, True]), codes,
                          PACK.grades.grades)
    assert found.grade.tolist() == [grade, 0]
    assert found.text[1] == ""
    assert (text in found.unknown) == bool(text.strip() and not grade)
    assert (text in found.understood) == bool(grade and text not in PACK.grades.grades)


@pytest.mark.parametrize("values", [np.array([2, 5, 0]), np.array([2.0, 5.0, 0.5])])
def test_a_field_of_numbers_holds_grades_too(values):
    codes = PACK.code_lists["forest_protection_grade"]
    found = read_recorded("BH_DJ", np.ma.MaskedArray(values, [False, False, False]), codes, PACK.grades.grades)
    assert found.grade.tolist() == [2, 0, 0] and set(found.unknown) == {"5", "0" if values.dtype.kind == "i" else "0.5"}


def test_stray_grades_are_named_with_their_number():
    rows = [stand(0, square(0, 0), BH_DJ="Ⅳ"), stand(1, square(200, 0), BH_DJ="5"), stand(2, square(400, 0), BH_DJ=None),
            stand(3, square(600, 0), BH_DJ="5", DI_LEI="0210")]
    grades = grades_of(forest(rows))
    assert differences(grades)[:3] == [Difference.AGREES, Difference.UNKNOWN, Difference.MISSING]
    told = {note.values["text"]: note.values["count"] for note in grades.notes}
    assert told == {"Ⅳ": 1, "5": 1}  # not that of the farmland
    assert verdict(PACK, grades) is Verdict.FAILED


def test_how_bad_a_difference_is_says_the_pack():
    assert severities(PACK, Occasion.PRESENT) == {
        Difference.WEAKER: Severity.ERROR, Difference.STRICTER: Severity.WARNING, Difference.MISSING: Severity.ERROR,
        Difference.UNKNOWN: Severity.ERROR}
    assert severities(PACK, Occasion.PLANNED)[Difference.MISSING] is Severity.WARNING
    checks = {**PACK.checks, "6320": replace(PACK.checks["6320"], severity=Severity.WARNING)}
    assert severities(replace(PACK, checks=checks), Occasion.PRESENT)[Difference.WEAKER] is Severity.WARNING


# --- self-check -----------------------------------------------------------------------------------


def checked(dataset, *checks):
    """Return the results of some checks by their id."""
    return {result.check.id: result for result in run_selfcheck(dataset, checks, fingerprint=False).results}


def test_the_self_check_says_rule_clause_area_and_place():
    dataset = forest([stand(0, square(0, 0)), stand(1, square(200, 0), BH_DJ="2"), stand(2, square(400, 0))],
                     [reserve(square(50, 0, 50, 100))])
    results = checked(dataset, "6320", "6321", "6322")
    (weak,) = results["6320"].findings
    assert (weak.kind, weak.field, weak.measured, weak.limit) == ("grade_weaker", "BH_DJ", "4", "1")
    assert weak.clause.endswith("Ⅰ级保护林地") and weak.severity is Severity.ERROR
    assert weak.area_m2 == pytest.approx(5_000, rel=1e-4)
    place = QgsGeometry()
    place.fromWkb(weak.geometry)
    assert place.isGeosEqual(QgsGeometry.fromWkt(square(50, 0, 50, 100))) and weak.crs == "EPSG:4545"
    assert weak.features[0].key.endswith("00000")
    assert "自然保护区的核心区和缓冲区" in Language("zh").render(weak.message)
    (strict,) = results["6321"].findings
    assert (strict.kind, strict.features[0].key[-1], strict.severity) == ("grade_stricter", "1", Severity.WARNING)
    assert results["6322"].outcome is Outcome.PASSED


def test_the_self_check_passes_sound_grades():
    results = checked(forest([stand(0, square(0, 0))], [reserve(square(300, 0))]), "6320", "6321", "6322")
    assert {result.outcome for result in results.values()} == {Outcome.PASSED}
    assert {result.examined for result in results.values()} == {1}


def test_the_self_check_does_not_pass_without_a_source_layer():
    results = checked(forest([stand(0, square(0, 0))], without=("ZRBHD",)), "6320", "6321", "6322")
    assert results["6320"].outcome is Outcome.NOT_RUN
    assert "自然保护区的核心区和缓冲区" in Language("zh").render(results["6320"].reason)
    assert results["6321"].outcome is results["6322"].outcome is Outcome.PASSED
    held = checked(forest([stand(0, square(0, 0), BH_DJ="1")], without=("ZRBHD",)), "6321")
    assert held["6321"].outcome is Outcome.NOT_RUN  # the reserve may be the reason


def test_no_grades_at_all_are_one_finding():
    rows = [stand(number, square(200 * number, 0), BH_DJ=None) for number in range(5)]
    results = checked(forest(rows), "6320", "6322", "6330", "6332")
    assert len(results["6322"].findings) == 1 and not results["6322"].findings[0].features
    assert results["6320"].outcome is Outcome.NOT_RUN
    assert [results[name].outcome for name in ("6330", "6332")] == [Outcome.NOT_RUN, Outcome.FAILED]


def test_missing_and_stray_grades_are_findings():
    rows = [stand(0, square(0, 0)), stand(1, square(200, 0), BH_DJ="5"), stand(2, square(400, 0), BH_DJ=" ")]
    found = checked(forest(rows), "6322")["6322"].findings
    assert [(one.kind, one.measured, one.limit) for one in found] == [
        ("grade_missing", "", "4"), ("grade_unknown", "5", "4")]


# --- against GEOS ---------------------------------------------------------------------------------

CELLS = st.tuples(*(st.integers(-60, 260) for _ in range(2)), *(st.integers(1, 200) for _ in range(2)))
SOURCES = st.lists(st.tuples(st.sampled_from(["02", "05"]), CELLS, st.integers(0, 40)), max_size=6)


def shape_of(cell, slant):
    """Return a parallelogram as WKT."""
    x, y, width, height = cell
    corners = [(x, y), (x + width, y + slant), (x + width + slant, y + height + slant), (x + slant, y + height)]
    places = ", ".join(f"{450000 + east} {3800000 + north}" for east, north in [*corners, corners[0]])
    return f"Polygon(({places}))"


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.tuples(*(st.integers(0, 200) for _ in range(2)), *(st.integers(1, 60) for _ in range(2))), st.integers(0, 80),
       st.booleans(), st.floats(0.5, 60.0))
def test_what_is_taken_for_wide_holds_a_disc(cell, slant, hollow, width):
    x, y, across, up = cell
    shape = QgsGeometry.fromWkt(shape_of(cell, slant))
    if hollow:
        middle = QgsGeometry.fromWkt(shape_of((x, y, across, up), slant)).pointOnSurface()
        shape = shape.difference(middle.buffer(0.4, 8))
    assert division._holds_disc(shape, width) == holds_disc(shape, width)


FOUR = [stand(number, square(100 * (number % 2), 100 * (number // 2))) for number in range(4)]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(SOURCES)
def test_areas_by_grade_are_those_of_geos(sources):
    shapes = [(kind, shape_of(cell, slant)) for kind, cell, slant in sources]
    grades = grades_of(forest(FOUR, areas=[area(wkt, kind) for kind, wkt in shapes], pack=exact()))

    def union(kind):
        parts = [QgsGeometry.fromWkt(wkt) for other, wkt in shapes if other == kind]
        return QgsGeometry.unaryUnion(parts) if parts else QgsGeometry.fromWkt("Polygon EMPTY")

    first, second = union("02"), union("05")
    pieces = grades.pieces
    for index in range(4):
        whole = QgsGeometry.fromWkt(FOUR[index]["wkt"])
        one = max(whole.intersection(first).area(), 0.0)  # -1 where there is nothing
        two = max(whole.intersection(QgsGeometry.unaryUnion([first, second])).area(), 0.0) - one
        expected = {1: one, 2: two, 4: whole.area() - one - two}
        measured = {1: 0.0, 2: 0.0, 4: 0.0}
        for place in np.flatnonzero(pieces.source == index).tolist():
            measured[int(pieces.grade[place])] += geometry_of(pieces.polygons, place).area()
        assert measured == pytest.approx(expected, abs=1e-3)
        cumulative = np.cumsum([expected[1], expected[2], 0.0, expected[4]])
        near = [number + 1 for number in range(4) if cumulative[number] >= 5_000 - 1e-3]
        surely = [number + 1 for number in range(4) if cumulative[number] >= 5_000 + 1e-3]
        assert near[0] <= grades.grade[index] <= (surely or [4])[0]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(SOURCES, st.tuples(st.sampled_from(["02", "05"]), CELLS, st.integers(0, 40)), st.booleans())
def test_more_land_in_a_source_layer_never_makes_a_grade_weaker(sources, more, with_strips):
    pack = PACK if with_strips else exact()
    before, after = (
        grades_of(forest(FOUR, areas=[area(shape_of(cell, slant), kind) for kind, cell, slant in chosen], pack=pack))
        for chosen in (sources, [*sources, more])
    )
    assert (after.grade <= before.grade).all()
    assert (after.strictest <= before.strictest).all()
    for index in range(4):  # and so do parts, seen from inside each
        for place in np.flatnonzero(after.pieces.source == index).tolist():
            point = geometry_of(after.pieces.polygons, place).pointOnSurface()
            held = [int(before.pieces.grade[other]) for other in np.flatnonzero(before.pieces.source == index).tolist()
                    if geometry_of(before.pieces.polygons, other).contains(point)]
            assert all(after.pieces.grade[place] <= grade for grade in held)
