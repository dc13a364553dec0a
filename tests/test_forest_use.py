"""Use limits of forest land worked by hand; pieces against GEOS; the quota against plain sums."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from forest_use_support import (
    CLASSES,
    TOWN_A,
    TOWN_B,
    county,
    forest_pack,
    land,
    land_layer,
    project,
    project_layer,
    quota,
    town_layer,
    value_layer,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.forest_land.use.assessment import assess_use, with_grades, with_periods
from landplan_toolbox.algorithms.forest_land.use.authority import authorities
from landplan_toolbox.algorithms.forest_land.use.forest_use import forest_use_of
from landplan_toolbox.algorithms.forest_land.use.judgement import (
    OUTCOME_NAMES,
    Combination,
    Fact,
    UseJudge,
    UseOutcome,
)
from landplan_toolbox.algorithms.forest_land.use.pieces import pieces_between
from landplan_toolbox.algorithms.forest_land.use.quota import QuotaState, quota_use_of
from landplan_toolbox.algorithms.forest_land.use.wording import UseWords
from landplan_toolbox.algorithms.geometry.area import area_frame
from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.forest_use_rules import AuthorityRule, GradeSource
from landplan_toolbox.algorithms.selfcheck.context import CheckContext
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry
from selfcheck_support import CRS, EAST, NORTH, square

PUBLIC, BUSINESS = ("11", "12", "13"), ("21", "22", "23", "24", "25", "26")
TYPES = (*PUBLIC, "14", *BUSINESS, "31", "41", "51", "90", None)
APPROVALS = ("1", "2", "3", "4", "5", None)
GRADES = ("1", "2", "3", "4", None)
ALLOWED, HIGHER, FORBIDDEN, OPEN = OUTCOME_NAMES


def expected_of_public(approval, grade, land_class) -> str:
    """Infrastructure, public and livelihood projects on grade II and below."""
    if approval in ("1", "2", "3"):
        return OPEN if grade is None else ALLOWED
    if land_class == "national_1" and approval is not None:
        return OPEN if grade is None else HIGHER
    return OPEN if None in (approval, grade, land_class) else ALLOWED


def expected(facts: Combination) -> str:
    """What the text of the regulation says of a combination, written out case by case."""
    kind, approval, nature, grade, land_class, marks = facts
    if kind == "51" or nature == "3":
        return OPEN  # facilities that serve forestry: no rule was found
    if grade == "1":
        return FORBIDDEN
    if kind is None:
        return OPEN
    if kind in PUBLIC:
        return expected_of_public(approval, grade, land_class)
    if kind == "14":
        return OPEN if grade is None else ALLOWED
    if kind in BUSINESS:
        if land_class == "national_1":
            return FORBIDDEN
        return OPEN if None in (grade, land_class) else ALLOWED
    if grade is None:
        return OPEN
    if kind == "31":
        return FORBIDDEN if grade == "2" else ALLOWED
    if kind == "41":
        return FORBIDDEN if grade == "2" and "stocked" in marks else ALLOWED
    return ALLOWED if grade == "4" else FORBIDDEN


def every_combination():
    """Yield all combinations of facts there can be."""
    marks = (frozenset(), frozenset({"stocked"}))
    for facts in product(TYPES, APPROVALS, ("1", "2", "3"), GRADES, CLASSES, marks):
        yield Combination(*facts)


def test_every_combination_is_judged_as_the_regulation_says():
    judge = UseJudge(forest_pack().forest_use)
    wrong = [(facts, OUTCOME_NAMES[found.outcome]) for facts in every_combination()
             if OUTCOME_NAMES[(found := judge.judge(facts)).outcome] != expected(facts)]
    assert wrong == []


# type, approval, nature, grade, class, stocked → outcome, rule or ban, lowest level needed, what is missing
BY_HAND = [
    ("11", "1", "1", "1", "commercial", 0, FORBIDDEN, "grade_1", None, ()),
    ("14", "1", "1", "1", "commercial", 0, FORBIDDEN, "grade_1", None, ()),
    (None, None, "1", "1", None, 0, FORBIDDEN, "grade_1", None, ()),
    ("11", "3", "1", "2", "national_1", 1, ALLOWED, "high_public", None, ()),
    ("12", "2", "2", "2", "national_1", 1, ALLOWED, "high_public", None, ()),
    ("13", "4", "1", "2", "national_2", 1, ALLOWED, "local_public", None, ()),
    ("11", "5", "1", "2", "national_1", 1, HIGHER, "high_public", "3", ()),
    ("11", "5", "1", "2", None, 1, OPEN, "high_public", "3", (Fact.CLASS,)),
    ("11", None, "1", "3", "local", 1, OPEN, "local_public", "5", (Fact.APPROVAL,)),
    ("11", None, "1", "2", "national_1", 1, OPEN, "high_public", "3", (Fact.APPROVAL,)),
    ("11", "5", "1", None, "local", 1, OPEN, None, None, (Fact.GRADE,)),
    ("14", None, "1", "2", "national_1", 1, ALLOWED, "defence", None, ()),
    ("23", None, "1", "2", "national_2", 1, ALLOWED, "named_business", None, ()),
    ("24", None, "1", "2", "national_1", 1, FORBIDDEN, None, None, ()),
    ("26", None, "1", "3", "commercial", 1, ALLOWED, "town_village_plan", None, ()),
    ("31", None, "1", "2", "commercial", 0, FORBIDDEN, None, None, ()),
    ("31", None, "1", "3", None, 0, ALLOWED, "other_business", None, ()),
    ("41", None, "1", "2", "commercial", 1, FORBIDDEN, None, None, ()),
    ("41", None, "1", "2", "commercial", 0, ALLOWED, "quarry", None, ()),
    ("41", None, "1", "3", "commercial", 1, ALLOWED, "quarry", None, ()),
    ("90", "1", "1", "4", "commercial", 0, ALLOWED, "others", None, ()),
    ("90", "1", "1", "3", "commercial", 0, FORBIDDEN, None, None, ()),
    (None, "1", "1", "4", "commercial", 0, OPEN, None, None, (Fact.TYPE,)),
    (None, None, "1", None, None, 0, OPEN, None, None, (Fact.TYPE, Fact.APPROVAL, Fact.GRADE, Fact.CLASS)),
]


@pytest.mark.parametrize("row", BY_HAND)
def test_cases_worked_by_hand(row):
    kind, approval, nature, grade, land_class, stocked, outcome, rule, needed, missing = row
    facts = Combination(kind, approval, nature, grade, land_class, frozenset({"stocked"} if stocked else ()))
    found = UseJudge(forest_pack().forest_use).judge(facts)
    assert OUTCOME_NAMES[found.outcome] == outcome
    assert (None if found.rule is None else found.rule.id, found.needed_level) == (rule, needed)
    assert (found.missing, found.no_rule) == (missing, False)
    assert found.grounded is (kind != "90" or grade == "1")


def test_without_a_rule_it_is_said_so():
    judge, words = UseJudge(forest_pack().forest_use), UseWords(forest_pack(), forest_pack().forest_use)
    for facts, text in (
        (Combination("51", "1", "1", "1", None), "no rule for this type of project (Facilities serving forestry"),
        (Combination("11", "1", "3", "4", None), "no rule for this nature of use (Serving forestry directly)"),
    ):
        found = judge.judge(facts)
        assert found.no_rule and found.outcome is UseOutcome.NOT_JUDGED
        assert text in Language("en").render(words.reason(found, facts))


def test_every_combination_has_a_sentence_in_both_languages():
    rules = forest_pack().forest_use
    judge, words = UseJudge(rules), UseWords(forest_pack(), rules)
    for language in (Language("en"), Language("zh")):
        texts = {language.render(words.reason(judge.judge(facts), facts)) for facts in every_combination()}
        assert len(texts) > 20 and all(texts) and not any("{" in text or "None" in text for text in texts)


# --- pieces -----------------------------------------------------------------------------------------


def rectangles(most):
    """Rectangles on a grid of 1 m, some of them the same or side by side."""
    number = st.integers(0, 30)
    return st.lists(st.tuples(number, number, st.integers(1, 15), st.integers(1, 15), st.booleans()), min_size=1,
                    max_size=most)


def shape(x, y, width, height, cut):
    """A rectangle, or the triangle below its diagonal."""
    e, n = EAST + x, NORTH + y
    corners = [(e, n), (e + width, n), (e + width, n + height), *([] if cut else [(e, n + height)]), (e, n)]
    return QgsGeometry.fromWkt(f"Polygon(({', '.join(f'{a} {b}' for a, b in corners)}))")


def arrays(shapes):
    """Polygons of some geometries."""
    return polygons_from_wkb([bytes(one.asWkb()) for one in shapes])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(rectangles(6), rectangles(8), st.randoms(use_true_random=False))
def test_pieces_are_the_intersections_of_geos(first, second, random):
    one, two = [shape(*values) for values in first], [shape(*values) for values in second]
    rank = list(range(len(one)))
    random.shuffle(rank)
    frame = area_frame(QgsCoordinateReferenceSystem(CRS))
    pieces = pieces_between(arrays(one), arrays(two), np.array(rank), frame, Silent())
    wanted = {(a, b): one[a].intersection(two[b]).area() for a in range(len(one)) for b in range(len(two))}
    found = dict.fromkeys(wanted, 0.0)
    for a, b, polygon in zip(pieces.first.tolist(), pieces.second.tolist(), range(len(pieces))):
        found[a, b] += plane_area(pieces.polygons, polygon)
    assert all(abs(found[pair] - area) < 1e-6 for pair, area in wanted.items())
    assert (np.diff(pieces.first) >= 0).all()
    # All land counts once, and as much of it as there is.
    both = QgsGeometry.unaryUnion(one).intersection(QgsGeometry.unaryUnion(two))
    assert pieces.counted_m2.sum() == pytest.approx(both.area(), rel=1e-3, abs=1e-3)
    assert (pieces.counted_m2 <= pieces.area_m2).all()
    for number, whole in enumerate(one):
        own = whole.intersection(QgsGeometry.unaryUnion(two)).area()
        assert pieces.own_m2[pieces.first == number].sum() == pytest.approx(own, rel=1e-3, abs=1e-3)
    assert (pieces.counted_m2 <= pieces.own_m2 + 1e-9).all() and (pieces.own_m2 <= pieces.area_m2).all()
    leading = pieces.first == rank.index(0)
    mine = one[rank.index(0)].intersection(QgsGeometry.unaryUnion(two)).area()
    assert pieces.counted_m2[leading].sum() == pytest.approx(mine, rel=1e-3, abs=1e-3)


def plane_area(polygons, index):
    """The plane area of a feature."""
    from landplan_toolbox.algorithms.geometry.wkb import geometry_of

    return geometry_of(polygons, index).area()


def use_of(*layers, pack=None):
    """The use of forest land in some layers, and the context."""
    from landplan_toolbox.algorithms.dataset.binding import bind
    from landplan_toolbox.algorithms.dataset.source import layer_source

    dataset = county(*layers) if pack is None else bind(pack, [layer_source(layer) for layer in layers], "test")
    context = CheckContext(dataset, (), Silent())
    return forest_use_of(context), context


def test_pieces_carry_what_the_layers_say():
    rows = [land(1, square(0, 0), BH_DJ="2", **CLASSES["national_1"]), land(2, square(100, 0), DI_LEI="0173"),
            land(3, square(200, 0), DI_LEI="0210"), land(99999, square(300, 0)),
            land(4, square(400, 0), BH_DJ="7"), land(5, square(500, 0), BH_DJ=" 3 ", DI_LEI="111", **CLASSES[None])]
    use, _ = use_of(town_layer(), land_layer(rows), project_layer([project("路", square(50, 10, 500, 10))]))
    assert use.pieces.second.tolist() == [0, 1, 4, 5]  # farmland and number 99999 are no forest land
    facts = [use.combination(piece) for piece in range(4)]
    assert [one.grade for one in facts] == ["2", "4", None, "3"]
    assert [one.land_class for one in facts] == ["national_1", "commercial", "commercial", None]
    assert [one.marks for one in facts] == [{"stocked"}, set(), {"stocked"}, {"stocked"}]
    assert [OUTCOME_NAMES[one] for one in use.outcomes] == [HIGHER, ALLOWED, OPEN, OPEN]
    assert any("7" in Language("en").render(note) for note in use.notes)


def test_slivers_of_borders_are_not_judged_but_measured():
    rows = [land(1, square(0, 0), BH_DJ="1"), land(2, square(100, 0))]
    use, _ = use_of(town_layer(), land_layer(rows), project_layer([project("路", square(99.8, 0, 50, 50))]))
    assert use.slight.tolist() == [True, False]
    assert use.area_of(UseOutcome.FORBIDDEN) == 0
    assert use.measured_m2()[0] == pytest.approx(2500, rel=1e-3)


def test_projects_in_another_crs_are_brought_into_that_of_the_land():
    rows = [land(1, square(0, 0))]
    moved = QgsGeometry.fromWkt(square(10, 10, 50))
    from qgis.core import QgsCoordinateTransform, QgsProject

    moved.transform(QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(CRS), QgsCoordinateReferenceSystem("EPSG:4490"), QgsProject.instance()))
    use, _ = use_of(town_layer(), land_layer(rows), project_layer([project("路", moved.asWkt(17))], crs="EPSG:4490"))
    assert use.pieces.area_m2.sum() == pytest.approx(2500, rel=1e-3)
    assert use.crs.authid() == CRS


def test_a_project_off_the_forest_land_has_no_piece():
    use, _ = use_of(town_layer(), land_layer([land(1, square(0, 0))]),
                    project_layer([project("路", square(500, 500)), project("空", None)]))
    assert len(use.pieces) == 0 and use.measured_m2().tolist() == [0, 0] and use.outcomes.tolist() == []


# --- quota ------------------------------------------------------------------------------------------


def border_land():
    """Two sub-compartments in two towns, side by side."""
    return land_layer([land(1, square(900, 0)), land(2, square(1000, 0), TOWN_B)])


def rows_of(quota_use):
    """The rows of the quota by unit and last year of the period."""
    return {(row.unit, row.period.last): row for row in quota_use.rows}


def test_a_project_across_a_border_is_divided_by_area():
    layers = (town_layer(), border_land(), project_layer([project("路", square(970, 0, 40, 10), SYLDMJ=0.08)]),
              value_layer([quota("690121", 2025, 0.05), quota(TOWN_A, 2025, 0.07), quota("690121", 2035, 0.5)]))
    _, context = use_of(*layers)
    found = rows_of(quota_use_of(context))
    assert found["690121", 2025].declared == pytest.approx(800)
    assert found[TOWN_A, 2025].declared == pytest.approx(600, rel=1e-5)
    assert found[TOWN_B, 2025].declared == pytest.approx(200, rel=1e-5)
    assert found[TOWN_A, 2025].measured == pytest.approx(300, rel=1e-3)
    assert found["690121", 2025].state is QuotaState.EXCEEDED
    assert found["690121", 2025].remaining == pytest.approx(-300)
    assert found[TOWN_A, 2025].state is QuotaState.KEPT
    assert found[TOWN_B, 2025].state is QuotaState.NO_QUOTA
    # the quota of 2035 includes that of 2025: what was used before counts
    later = found["690121", 2035]
    assert (later.used, later.to_date, later.projects) == (0, pytest.approx(800), 0)
    assert later.remaining == pytest.approx(4200) and later.state is QuotaState.KEPT
    assert found["690121", 2025].projects == 1


def test_what_counts_against_the_quota():
    rows = [
        project("永久", square(900, 0, 10, 10), SYND=2025),
        project("临时", square(920, 0, 10, 10), SYXZ="2"),
        project("林业", square(940, 0, 10, 10), SYXZ="3"),
        project("未填", square(960, 0, 10, 10), SYXZ=None, SYND=2026, SYLDMJ=0.03),
        project("无年", square(980, 0, 10, 10), SYND=None),
        project("早", square(990, 20, 10, 10), SYND=2019),
        project("非林地", square(0, 500, 10, 10), SYLDMJ=0.02),
    ]
    _, context = use_of(town_layer(), border_land(), project_layer(rows), value_layer([quota("690121", 2025, 1)]))
    use = quota_use_of(context)
    assert use.counting.tolist() == [True, False, False, True, True, True, True]
    assert (use.no_year, use.outside) == ((4,), (5,))
    found = rows_of(use)
    assert found["690121", 2025].used == pytest.approx(100 + 200, rel=1e-3)  # the bare one counts in the county
    assert found["690121", 2035].used == pytest.approx(300 + 100, rel=1e-3)  # the one without a year, too
    assert found[TOWN_A, 2025].used == pytest.approx(100, rel=1e-3)
    assert use.total_used() == pytest.approx(700, rel=1e-3)
    assert use.total_remaining() == pytest.approx(10_000 - 300, rel=1e-3)


def test_projects_without_a_year_count_in_no_period_where_the_pack_says_so():
    from dataclasses import replace

    pack = forest_pack()
    rules = replace(pack.forest_use, quota=replace(pack.forest_use.quota, without_year=False))
    _, context = use_of(town_layer(), border_land(), project_layer([project("无年", square(980, 0, 10), SYND=None)]),
                        value_layer([quota("690121", 2025, 1)]), pack=replace(pack, forest_use=rules))
    use = quota_use_of(context)
    assert use.no_year == (0,) and use.total_used() == 0 and use.period_of.tolist() == [-1]


def test_land_under_several_projects_counts_once_for_the_earlier():
    rows = [project("后", square(900, 0, 20, 10), SYND=2024, SYLDMJ=0.02),
            project("先", square(910, 0, 20, 10), SYND=2022, SYLDMJ=0.02),
            project("临时", square(900, 0, 50, 10), SYND=2021, SYXZ="2")]
    use, context = use_of(town_layer(), border_land(), project_layer(rows), value_layer([quota("690121", 2025, 1)]))
    assert use.pieces.counted_m2.tolist() == pytest.approx([100, 200, 200], rel=1e-3)
    assert quota_use_of(context).used_m2.tolist() == pytest.approx([100, 200, 0], rel=1e-3)
    assert rows_of(quota_use_of(context))["690121", 2025].used == pytest.approx(300, rel=1e-3)


def test_sub_compartments_that_overlap_count_once_under_a_project():
    land_rows = land_layer([land(1, square(900, 0, 100)), land(2, square(950, 0, 50))])
    rows = [project("路", square(900, 0, 100, 10), SYND=2022, SYLDMJ=0.1),
            project("后", square(940, 0, 20, 10), SYND=2023)]
    use, context = use_of(town_layer(), land_rows, project_layer(rows), value_layer([quota("690121", 2025, 1)]))
    assert use.measured_m2().tolist() == pytest.approx([1000, 200], rel=1e-3)
    found = quota_use_of(context)
    assert found.used_m2.tolist() == pytest.approx([1000, 0], rel=1e-3, abs=1e-2)
    assert rows_of(found)["690121", 2025].declared == pytest.approx(1000, rel=1e-6)


def test_assigned_values_come_before_planned_ones():
    values = [quota("690121", 2025, 2, kind="3"), quota("690121", 2025, 1), quota(TOWN_A, 2025, 3, kind="3")]
    _, context = use_of(town_layer(), border_land(), project_layer([project("路", square(950, 0, 10))]),
                        value_layer(values))
    found = rows_of(quota_use_of(context))
    assert (float(found["690121", 2025].quota), float(found[TOWN_A, 2025].quota)) == (10_000, 30_000)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 18), st.integers(0, 9), st.sampled_from([2021, 2024, 2025, 2026, 2035]),
                          st.sampled_from(["1", "2"]), st.one_of(st.none(), st.integers(1, 50))),
                min_size=1, max_size=12, unique_by=lambda row: row[:2]))
def test_sums_of_the_quota_are_plain_sums(spots):
    # squares of 8 m, 10 m apart in rows and columns, some across the border of the towns at x = 1000
    rows = [project(f"P{number}", square(907 + 10 * x, 10 * y, 8), SYND=year, SYXZ=nature,
                    SYLDMJ=None if area is None else area / 10_000)
            for number, (x, y, year, nature, area) in enumerate(spots)]
    use, context = use_of(town_layer(), border_land(), project_layer(rows), value_layer([quota("690121", 2025, 1)]))
    found = rows_of(quota_use_of(context))
    areas = use.measured_m2()
    for years, last in ((range(2021, 2026), 2025), (range(2026, 2036), 2035)):
        plain = {"690121": 0.0, TOWN_A: 0.0, TOWN_B: 0.0}
        for number, (x, _, year, nature, area) in enumerate(spots):
            if year not in years or nature != "1":
                continue
            amount = areas[number] if area is None else float(area)
            inside = min(max((1000 - (907 + 10 * x)) / 8, 0.0), 1.0)
            plain["690121"] += amount
            plain[TOWN_A] += amount * inside
            plain[TOWN_B] += amount * (1 - inside)
        for unit, amount in plain.items():
            used = found[unit, last].used if (unit, last) in found else 0.0
            assert used == pytest.approx(amount, rel=1e-5, abs=1e-3)


def test_own_periods_and_wrong_ones():
    pack = with_periods(forest_pack(), "2021-2022， 2023—2025")
    layers = (town_layer(), border_land(), project_layer([project("路", square(950, 0, 10))]),
              value_layer([quota("690121", 2025, 1)]))
    _, context = use_of(*layers, pack=pack)
    found = rows_of(quota_use_of(context))
    assert {last for _, last in found} == {2022, 2025}
    assert found["690121", 2025].projects == 1 and found["690121", 2022].quota is None
    assert with_periods(forest_pack(), " ") is forest_pack()
    for text in ("2025", "2021-20255", "2025-2021", "2021-2025, 2025-2030", "a-b"):
        with pytest.raises(LandPlanError):
            with_periods(forest_pack(), text)


def test_computed_grades_count_where_they_are_asked_for():
    # recorded as grade IV, but national public-welfare forest: grade II by the rules
    rows = [land(1, square(0, 0), BH_DJ="4", **CLASSES["national_2"])]
    layers = (town_layer(), land_layer(rows), project_layer([project("厂", square(10, 10, 20), XMLX="31")]))
    recorded, _ = use_of(*layers)
    computed, context = use_of(*layers, pack=with_grades(forest_pack(), GradeSource.COMPUTED))
    assert [OUTCOME_NAMES[one] for one in recorded.outcomes] == [ALLOWED]
    assert [OUTCOME_NAMES[one] for one in computed.outcomes] == [FORBIDDEN]
    assert computed.combination(0).grade == "2" and computed.pieces.second.tolist() == [0]
    assert computed.pieces.area_m2.sum() == pytest.approx(recorded.pieces.area_m2.sum(), rel=1e-9)
    assert recorded.doubt is None and context.doubt is not None  # layers of the rules of the grades are missing


def test_authorities_are_empty_unless_the_pack_names_them():
    from dataclasses import replace

    pack = forest_pack()
    rows = [land(1, square(0, 0)), land(2, square(100, 0), **CLASSES["local"])]
    layers = (town_layer(), land_layer(rows), project_layer([
        project("大", square(0, 0, 150, 100)), project("小", square(0, 0, 10)), project("临", square(0, 0, 99), SYXZ="2")]))
    use, _ = use_of(*layers)
    assert authorities(use) == [None, None, None]
    some = (AuthorityRule("3", 0.0, "省", natures=("1",)), AuthorityRule("2", 1.2, "部", natures=("1",)),
            AuthorityRule("1", 0.4, "国", kinds=("local",), grades=("4",)))
    use, _ = use_of(*layers, pack=replace(pack, forest_use=replace(pack.forest_use, authorities=some)))
    assert [None if rule is None else rule.level for rule in authorities(use)] == ["1", "3", None]


def test_the_assessment_as_a_whole():
    layers = (town_layer(), border_land(), project_layer([project("路", square(950, 0, 20), SYLDMJ=0.04)]))
    quotas = value_layer([quota("690121", 2025, 0.05), quota("690121", 2035, 0.05)])
    good = assess_use(county(*layers, quotas))
    assert (good.errors, good.verdict.value) == (0, "passed")
    assert assess_use(county(*layers)).verdict.value == "incomplete"  # no quota
    bad = assess_use(county(*layers, value_layer([quota("690121", 2025, 0.01)])))
    assert (bad.errors, bad.verdict.value) == (1, "failed")
    with pytest.raises(LandPlanError):
        assess_use(county(town_layer(), border_land()))
