"""The checks of the use of forest land find what they should and nothing else; so does the algorithm."""

from __future__ import annotations

import pytest
from feedback_support import Log
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
    works_layer,
)
from landplan_toolbox.algorithms.forest_land.use.tables import piece_table
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from qgis.core import QgsGeometry, QgsProcessingException, QgsProcessingFeedback, QgsProject
from selfcheck_support import CRS, memory_layer, square

LANDS = {  # roles the layout of works asks for: a layer of each with one square of 100 m at (1000, 0)
    "basic_farmland": ("YJJBNTBHTB", {"BSM": "text"}, {"BSM": "1"}),
    "redline": ("STBHHX", {"HXBM": "text"}, {"HXBM": "1"}),
    "nature_reserve": ("ZRBHD", {"GNFQ": "text"}, {"GNFQ": "21"}),
    "land_use": ("DLTB", {"BSM": "text", "DLBM": "text"}, {"BSM": "1", "DLBM": "0101"}),
}


def run(check_id, *layers):
    """Run one check of the pack."""
    return run_selfcheck(county(*layers), [check_id], fingerprint=False).results[0]


def kinds(result):
    """What a check found: kinds and keys of the features."""
    return [(finding.kind, *(feature.key for feature in finding.features)) for finding in result.findings]


def text(finding, language="en"):
    """The sentence of a finding."""
    return Language(language).render(finding.message)


def area(finding):
    """The plane area of the place of a finding."""
    shape = QgsGeometry()
    shape.fromWkb(finding.geometry)
    return shape.area()


def mixed():
    """Land of several grades and classes in a row, each 100 m wide."""
    return land_layer([
        land(1, square(0, 0), BH_DJ="1"), land(2, square(100, 0), BH_DJ="2", **CLASSES["national_1"]),
        land(3, square(200, 0), BH_DJ="3"), land(4, square(300, 0), BH_DJ=None), land(5, square(400, 0), BH_DJ="3"),
    ])


def road(**values):
    """A project of the county over all of that land, 20 m wide."""
    return project_layer([project("路", square(50, 40, 400, 20), **values)])


def test_forbidden_land_is_found_at_its_place_with_its_clause():
    result = run("6605", town_layer(), mixed(), road(SYLDMJ=0.8))
    assert result.outcome is Outcome.FAILED and result.examined == 1
    assert kinds(result) == [("forbidden", "", "690121-100-001-0001-00001")]
    finding = result.findings[0]
    assert finding.severity is Severity.ERROR and "35号" in finding.clause and finding.crs == CRS
    assert area(finding) == pytest.approx(50 * 20) and finding.area_m2 == pytest.approx(1000, rel=1e-3)
    assert "Grade I" in text(finding) and "路" in text(finding)
    assert run("6605", town_layer(), land_layer([land(1, square(0, 0))]), road()).outcome is Outcome.PASSED


def test_the_level_of_approval_that_is_needed():
    result = run("6606", town_layer(), mixed(), road())
    assert kinds(result) == [("needs_approval", "", "690121-100-001-0001-00002")]
    assert (result.findings[0].limit, "Province" in text(result.findings[0])) == ("3", True)
    assert run("6606", town_layer(), mixed(), road(PZJB="3")).outcome is Outcome.PASSED


def test_what_cannot_be_judged_is_named():
    result = run("6611", town_layer(), mixed(), road())
    assert kinds(result) == [("not_judged", "", "690121-100-001-0001-00004")]
    assert "protection grade of the land" in text(result.findings[0])
    result = run("6611", town_layer(), mixed(), road(XMLX="51"))
    assert len(result.findings) == 5 and all("no rule for this type" in text(one) for one in result.findings)
    result = run("6611", town_layer(), mixed(), road(XMLX="77"))  # no code of the list: as if not stated
    assert [one.features[1].key[-1] for one in result.findings] == ["2", "3", "4", "5"]
    assert "type of the project" in text(result.findings[0])


def test_what_only_a_default_says_is_a_warning_of_its_own():
    assert [key[2][-1] for key in kinds(run("6605", town_layer(), mixed(), road(XMLX="90")))] == ["1"]
    result = run("6612", town_layer(), mixed(), road(XMLX="90"))
    assert [key[2][-1] for key in kinds(result)] == ["2", "3", "5"]
    assert all(one.severity is Severity.WARNING and "confirm" in text(one) for one in result.findings)
    assert run("6612", town_layer(), mixed(), road()).outcome is Outcome.PASSED


def test_a_type_with_blanks_or_stored_as_a_number_is_read():
    rows = [project("路", square(50, 40, 400, 20), XMLX=" 31 ", PZJB="5")]
    assert len(run("6605", town_layer(), mixed(), project_layer(rows)).findings) == 2
    fields = {"XMMC": "text", "XMLX": "integer", "PZJB": "integer", "SYXZ": "integer", "SYND": "text", "SYLDMJ": "text"}
    rows = [{"XMMC": "路", "XMLX": 31, "PZJB": 5, "SYXZ": 1, "SYND": "2023", "SYLDMJ": "0.8", "wkt": square(50, 40, 400, 20)}]
    layers = (town_layer(), mixed(), memory_layer("SYLDXM", fields, rows))
    assert len(run("6605", *layers).findings) == 2
    assert run("6613", *layers).outcome is Outcome.PASSED and run("6615", *layers).outcome is Outcome.PASSED


def test_without_the_columns_nothing_is_guessed():
    layer = memory_layer("SYLDXM", {"XMMC": "text"}, [{"XMMC": "路", "wkt": square(50, 40, 400, 20)}])
    result = run("6611", town_layer(), mixed(), layer)
    assert len(result.findings) == 4  # but for grade I, which none may use
    assert kinds(run("6605", town_layer(), mixed(), layer)) == [("forbidden", "", "690121-100-001-0001-00001")]
    without = memory_layer("LDXB", {"DI_LEI": "text"}, [{"DI_LEI": "0111", "wkt": square(0, 0)}])
    assert run("6605", town_layer(), without, road()).outcome is Outcome.NOT_RUN


def test_missing_layers_end_as_not_run():
    for layers in ((town_layer(), mixed()), (town_layer(), road()), (town_layer(), mixed(), project_layer([]))):
        for check in ("6605", "6613", "6614", "6615", "6616"):
            assert run(check, *layers).outcome is Outcome.NOT_RUN


def test_invalid_and_missing_shapes_do_not_stop_the_check():
    bow_tie = "Polygon((450000 3800000, 450100 3800100, 450100 3800000, 450000 3800100, 450000 3800000))"
    rows = [project("路", bow_tie), project("空", None), project("好", square(50, 40, 400, 20))]
    result = run("6605", town_layer(), mixed(), project_layer(rows))
    assert len(result.findings) == 2 and result.findings[0].area_m2 == pytest.approx(5000, rel=1e-3)


def test_the_stated_area():
    layers = (town_layer(), mixed())
    assert run("6613", *layers, road(SYLDMJ=0.8)).outcome is Outcome.PASSED
    assert run("6613", *layers, road(SYLDMJ=0.794)).outcome is Outcome.PASSED  # within 1 %
    result = run("6613", *layers, road(SYLDMJ=0.7))
    assert [(one.kind, one.measured, one.field) for one in result.findings] == [("declared_area", 0.7, "SYLDMJ")]
    assert result.findings[0].limit == pytest.approx(0.8, rel=1e-3)
    assert kinds(run("6613", *layers, road())) == [("no_declared_area", "")]
    assert kinds(run("6613", *layers, project_layer([project("远", square(900, 900), SYLDMJ=0.1)]))) == [
        ("declared_area", "")]


def test_overlapping_projects():
    rows = [project("甲", square(0, 0, 50)), project("乙", square(40, 0, 50), SYND=2022),
            project("丙", square(90, 0, 20)), project("丁", square(109.8, 0, 20))]
    result = run("6614", town_layer(), mixed(), project_layer(rows))
    assert len(result.findings) == 1  # 丙 only touches 乙, 丁 overlaps 丙 by less than borders are drawn apart
    finding = result.findings[0]
    assert [feature.fid for feature in finding.features] == [2, 1] and area(finding) == pytest.approx(500)
    assert "counts once, for 乙" in text(finding)
    assert run("6614", town_layer(), mixed(), project_layer(rows[2:])).outcome is Outcome.PASSED


def test_the_years_of_projects():
    rows = [project("甲", square(0, 0, 5), SYND=None), project("乙", square(10, 0, 5), SYND=2036),
            project("丙", square(20, 0, 5), SYND=2035), project("丁", square(30, 0, 5), SYND=None, SYXZ="2")]
    result = run("6615", town_layer(), mixed(), project_layer(rows))
    assert [(one.kind, one.features[0].fid) for one in result.findings] == [("no_year", 1), ("outside_periods", 2)]
    assert "2021–2025, 2026–2035" in text(result.findings[0])


@pytest.mark.parametrize(("written", "kind"), [
    ("2023年", "text"), ("2023-05-01", "date"), ("2023/5", "text"), (" 2023 ", "text"), ("20235", "text"), ("二〇二三", "text"),
    (None, "date")])
def test_years_in_other_spellings(written, kind):
    fields = {"XMMC": "text", "XMLX": "text", "PZJB": "text", "SYXZ": "text", "SYND": kind, "SYLDMJ": "real"}
    rows = [{"XMMC": "路", "XMLX": "11", "PZJB": "5", "SYXZ": "1", "SYND": written, "wkt": square(0, 0, 5)}]
    result = run("6615", town_layer(), mixed(), memory_layer("SYLDXM", fields, rows))
    is_year = written is not None and "2023" in written and written != "20235"
    assert (result.outcome is Outcome.PASSED) is is_year


def test_projects_without_crs_are_refused_or_told():
    rows = [project("路", square(50, 40, 400, 20))]
    for check in ("6605", "6614"):
        result = run(check, town_layer(), mixed(), project_layer(rows, crs=""))
        assert result.outcome is Outcome.NOT_RUN and "SYLDXM" in Language("en").render(result.reason)
    result = run("6605", town_layer(), land_layer([land(1, square(0, 0))], crs=""), project_layer(rows))
    assert result.outcome is Outcome.NOT_RUN and "LDXB" in Language("en").render(result.reason)


def test_the_quota():
    rows = [project("路", square(0, 0, 100), SYLDMJ=0.5)]
    layers = (town_layer(), mixed(), project_layer(rows))
    assert run("6616", *layers).outcome is Outcome.NOT_RUN
    kept = run("6616", *layers, value_layer([quota("690121", 2025, 0.5), quota(TOWN_A, 2025, 0.6)]))
    assert kept.outcome is Outcome.PASSED and kept.examined == 2
    over = run("6616", *layers, value_layer([quota("690121", 2025, 0.4), quota(TOWN_A, 2025, 0.6)]))
    assert kinds(over) == [("quota_exceeded", "690121", "03/2025/assigned")]
    assert over.findings[0].geometry is not None  # in the unit
    assert (over.findings[0].measured, over.findings[0].limit) == (0.5, 0.4)
    assert "0.1 ha too much" in text(over.findings[0])
    # the rounding of the target explains half of its last decimal and no more
    assert run("6616", *layers, value_layer([quota("690121", 2025, 0.495)])).outcome is Outcome.PASSED
    assert run("6616", *layers, value_layer([quota("690121", 2025, 0.4949)])).outcome is Outcome.FAILED
    # by what the layers show it is a hectare
    measured = run("6617", *layers, value_layer([quota("690121", 2025, 0.5)]))
    assert kinds(measured) == [("quota_exceeded_measured", "690121", "03/2025/assigned")]
    assert run("6617", *layers, value_layer([quota("690121", 2025, 1)])).outcome is Outcome.PASSED


def test_a_quota_used_up_before_counts_later():
    rows = [project("早", square(0, 0, 100), SYND=2022, SYLDMJ=1), project("晚", square(100, 0, 100), SYND=2030, SYLDMJ=1)]
    values = value_layer([quota("690121", 2025, 1), quota("690121", 2035, 1.5)])
    result = run("6616", town_layer(), mixed(), project_layer(rows), values)
    assert kinds(result) == [("quota_exceeded", "690121", "03/2035/assigned")]
    assert result.findings[0].measured == pytest.approx(2)


def test_land_whose_unit_is_not_known_leaves_a_doubt():
    rows = [land(1, square(0, 0)), land(2, square(100, 0), "700000000")]
    layers = (town_layer(), land_layer(rows), project_layer([project("路", square(50, 0, 100, 10))]),
              value_layer([quota("690121", 2025, 1)]))
    result = run("6616", *layers)
    assert result.reason is not None and "0.05 ha of 1 projects" in Language("en").render(result.reason)


# --- engineering works ------------------------------------------------------------------------------


def lands(*roles, **changed):
    """Layers with a square of 100 m at (1000, 0), of some roles."""
    made = []
    for role in roles:
        name, fields, row = LANDS[role]
        made.append(memory_layer(name, fields, [{**row, **changed.get(role, {}), "wkt": square(1000, 0)}]))
    return made


def works(kind, wkt=None, **values):
    """A layer with works of a type, 20 m × 20 m, by default within the square of the lands."""
    row = {"GCMC": "工程", "GCLX": kind, "KSND": 2022, "JSND": 2030, "GCMJ": 0.04, "wkt": wkt or square(1010, 10, 20)}
    return works_layer([{**row, **values}])


def subcompartments(**values):
    """A layer with one sub-compartment, the square of the lands."""
    return land_layer([land(1, square(1000, 0), TOWN_B, **values)])


FAR = square(1500, 500, 20)
BARE = {"DLBM": "1206"}
# type of works, layers it lies on, whether that is a conflict, which rule; elsewhere is the other way round
LAYOUT = [
    ("14", lambda: lands("basic_farmland"), "avoid", "not_on_basic_farmland"),
    ("16", lambda: [*lands("land_use", land_use={"DLBM": "0701"})], "avoid", "not_on_built_land"),
    ("11", lambda: [subcompartments()], "avoid", "afforestation_not_on_forest"),
    ("12", lambda: lands("land_use"), "inside", "return_on_farmland"),
    ("13", lambda: [subcompartments(DI_LEI="0120")], "inside", "improvement_on_forest"),
    ("15", lambda: lands("land_use", land_use={"DLBM": "0602"}), "inside", "mine_on_mining_land"),
    ("22", lambda: lands("land_use", land_use={"DLBM": "05H1"}), "inside", "reuse_on_built_land"),
    ("23", lambda: [subcompartments(BH_DJ="1")], "avoid", "saving_not_on_grade_1"),
    ("23", lambda: lands("redline"), "avoid", "saving_not_on_redline"),
    ("23", lambda: lands("nature_reserve"), "avoid", "saving_not_on_core"),
    ("22", lambda: lands("basic_farmland"), "avoid", "saving_not_on_basic_farmland"),
]


@pytest.mark.parametrize(("kind", "made", "demand", "rule"), LAYOUT)
def test_a_rule_of_the_layout_fires_and_stays_silent(kind, made, demand, rule):
    title = next(one.title for one in forest_pack().forest_use.works.rules if one.id == rule).en

    def told(wkt):
        return [one for one in run("6621", town_layer(), *made(), works(kind, wkt)).findings if title in text(one)]

    inside, elsewhere = told(None), told(FAR)
    broken, kept = (inside, elsewhere) if demand == "avoid" else (elsewhere, inside)
    assert [one.kind for one in broken] == [f"works_{demand}"] and kept == []
    assert area(broken[0]) == pytest.approx(400) and broken[0].severity is Severity.WARNING


def test_recovery_lies_where_land_was_occupied_for_a_time():
    either = (subcompartments(DI_LEI="0111"), project_layer([project("临", square(1000, 0), SYXZ="2")]))
    assert run("6621", town_layer(), *either, works("21")).outcome is Outcome.PASSED
    either = (subcompartments(DI_LEI="1632"), project_layer([project("永", square(1000, 0))]))
    assert run("6621", town_layer(), *either, works("21")).outcome is Outcome.PASSED
    result = run("6621", town_layer(), *either, works("21", FAR))
    assert [one.kind for one in result.findings] == ["works_inside"]
    # one of the layers is missing: what lies in neither could lie in that one
    result = run("6621", town_layer(), subcompartments(DI_LEI="1632"), works("21", FAR))
    assert result.findings == () and result.outcome is Outcome.NOT_RUN


def test_a_share_of_the_works_may_lie_elsewhere():
    land_use = lands("land_use")
    mostly = works("12", square(1000, 0, 105, 100))  # 95 % on farmland
    assert not [one for one in run("6621", town_layer(), *land_use, mostly).findings if one.kind == "works_inside"]
    half = works("12", square(1050, 0, 100, 100))
    found = [one for one in run("6621", town_layer(), *land_use, half).findings if one.kind == "works_inside"]
    assert [one.measured for one in found] == [pytest.approx(0.5, rel=1e-3)] and area(found[0]) == pytest.approx(5000)


def test_rules_whose_layers_are_missing_are_named():
    result = run("6621", town_layer(), works("12"), *lands("land_use"))
    assert result.outcome is Outcome.NOT_RUN and result.findings == ()
    assert "Works of restoration do not lie on basic farmland" in Language("en").render(result.reason)
    assert run("6621", town_layer(), works("14"), *lands("redline")).outcome is Outcome.NOT_RUN


def test_years_and_area_of_works():
    assert run("6622", works("11")).outcome is Outcome.PASSED
    for values, kind in (({"KSND": 2020}, "outside_term"), ({"JSND": 2036}, "outside_term"),
                         ({"KSND": 2031}, "years_reversed"), ({"KSND": None}, "no_years")):
        assert kinds(run("6622", works("11", **values))) == [(kind, "")]
    assert run("6623", works("11")).outcome is Outcome.PASSED
    assert run("6623", works("11", GCMJ=None)).outcome is Outcome.PASSED
    assert kinds(run("6623", works("11", GCMJ=0.05))) == [("works_area", "")]


# --- algorithm --------------------------------------------------------------------------------------


pytestmark = pytest.mark.usefixtures("provider")


def process(layers, **parameters):
    """Run the algorithm on the open project."""
    import processing

    QgsProject.instance().addMapLayers(layers)
    log = Log()
    try:
        wanted = dict.fromkeys(("OUTPUT", "PROJECTS", "QUOTA", "WORKS"), "memory:")
        return processing.run("landplan:checkforestquota", {**wanted, **parameters}, feedback=log), log.said
    finally:
        for name in [layer.id() for layer in layers]:
            QgsProject.instance().removeMapLayer(name)


def whole_county():
    """Layers of everything."""
    return [town_layer(), mixed(), road(SYLDMJ=0.7), value_layer([quota("690121", 2025, 0.5), quota("690121", 2035, 2)]),
            works("14"), *lands("basic_farmland")]


def test_the_algorithm_writes_what_the_checks_find():
    result, log = process(whole_county())
    pieces = {feature["land"][-1]: feature for feature in result["OUTPUT"].getFeatures()}
    assert {key: piece["outcome"] for key, piece in pieces.items()} == {
        "1": "forbidden", "2": "needs_approval", "3": "allowed", "4": "not_judged", "5": "allowed"}
    assert pieces["2"]["needed"] == "3" and pieces["4"]["missing"] == "grade" and pieces["3"]["rule"] == "local_public"
    assert pieces["1"].geometry().area() == pytest.approx(1000)
    (row,) = result["PROJECTS"].getFeatures()
    assert row["outcome"] == "forbidden" and row["declared_ha"] == 0.7 and row["measured_ha"] == pytest.approx(0.8, rel=1e-3)
    parts = [row[f"{name}_ha"] for name in ("allowed", "needs_approval", "forbidden", "not_judged", "slight")]
    assert parts == pytest.approx([0.3, 0.2, 0.1, 0.2, 0], rel=1e-3)
    sums = {(row["unit_code"], row["last_year"]): row for row in result["QUOTA"].getFeatures()}
    assert sums["690121", 2025]["state"] == "exceeded" and sums["690121", 2025]["remaining_ha"] == pytest.approx(-0.2)
    assert sums["690121", 2035]["to_date_ha"] == pytest.approx(0.7)
    assert [feature["rule"] for feature in result["WORKS"].getFeatures()] == ["not_on_basic_farmland"]
    assert result["VERDICT"] == "failed" and result["ERROR_COUNT"] == 3
    assert [result[f"{name}_HA"] for name in ("FORBIDDEN", "NEEDS_APPROVAL", "NOT_JUDGED", "USED", "REMAINING")] == (
        pytest.approx([0.1, 0.2, 0.2, 0.7, 1.3], rel=1e-3))
    assert any("authorities" in line for line in log) and any("6616" in line for line in log)


def test_the_algorithm_agrees_with_the_self_check():
    layers = whole_county()
    run_ = run_selfcheck(county(*layers), ["6605", "6606", "661*", "662*"], fingerprint=False)
    result, _ = process(layers)
    assert result["ERROR_COUNT"] == run_.count(Severity.ERROR) == 3
    assert result["WARNING_COUNT"] == run_.count(Severity.WARNING)


def test_layers_and_periods_by_hand():
    other = road(XMLX="14")
    layers = [*whole_county(), other]
    other.setName("改线方案")
    result, _ = process(layers, USE=other, PERIODS="2021-2023, 2024-2025")
    assert {feature["outcome"] for feature in result["OUTPUT"].getFeatures()} == {"forbidden", "allowed", "not_judged"}
    assert {feature["period"] for feature in result["QUOTA"].getFeatures()} == {"2021–2023", "2024–2025"}
    with pytest.raises(QgsProcessingException, match="2021-23"):
        process(whole_county(), PERIODS="2021-23")


def test_computed_grades_by_parameter():
    result, _ = process([town_layer(), land_layer([land(1, square(0, 0), **CLASSES["national_2"])]),
                         project_layer([project("厂", square(10, 10, 20), XMLX="31")])], GRADES=1)
    (piece,) = result["OUTPUT"].getFeatures()
    assert (piece["grade"], piece["outcome"], result["VERDICT"]) == ("2", "forbidden", "incomplete")
    with pytest.raises(QgsProcessingException):
        process(whole_county(), GRADES=1, VARIANT="atlantis")


def test_refusals_are_sentences():
    with pytest.raises(QgsProcessingException, match="forest"):
        process([town_layer(), mixed()])
    with pytest.raises(QgsProcessingException, match=r"forestuse\.yaml"):
        process(whole_county(), PACK="farmland")


def test_no_forest_land_under_the_projects_gives_empty_results():
    result, _ = process([town_layer(), mixed(), project_layer([project("远", square(900, 900))])])
    assert result["OUTPUT"].featureCount() == 0
    (row,) = result["PROJECTS"].getFeatures()
    assert row["outcome"] == "no_forest_land" and row["measured_ha"] == 0


def test_land_without_units_is_judged_and_the_quota_is_not():
    rows = [{"DI_LEI": "0111", "BH_DJ": "1", "SEN_LIN_LB": "22", "wkt": square(0, 0)}]
    fields = {"DI_LEI": "text", "BH_DJ": "text", "SEN_LIN_LB": "text", "SHI_QUAN_D": "text", "GJGYL_BHDJ": "text",
              "XIAO_BAN": "text"}
    result, log = process([town_layer(), memory_layer("LDXB", fields, rows), project_layer([
        project("路", square(10, 10, 20), XMLX="31", SYLDMJ=0.04)])])
    (piece,) = result["OUTPUT"].getFeatures()
    assert (piece["outcome"], piece["unit_code"] or None) == ("forbidden", None)
    assert "QUOTA" not in result and result["VERDICT"] == "incomplete" and any("XIAN" in line for line in log)


def test_cancelling_ends_without_results():
    import processing

    class Cancelling(QgsProcessingFeedback):
        """Cancels as soon as there is progress."""

        def setProgress(self, progress):  # noqa: N802
            self.cancel()

    layers = whole_county()
    QgsProject.instance().addMapLayers(layers)
    try:
        result = processing.run("landplan:checkforestquota", {"OUTPUT": "memory:"}, feedback=Cancelling(False))
    finally:
        for name in [layer.id() for layer in layers]:
            QgsProject.instance().removeMapLayer(name)
    assert "OUTPUT" not in result


def test_layers_in_degrees_give_the_same():
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform

    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(CRS), QgsCoordinateReferenceSystem("EPSG:4490"), QgsProject.instance())

    def moved(layer):
        """A layer in degrees."""
        fields = {field.name(): "real" if field.isNumeric() else "text" for field in layer.fields()}
        rows = []
        for feature in layer.getFeatures():
            shape = feature.geometry()
            shape.transform(transform)
            rows.append({**{name: feature[name] if feature[name] else None for name in fields}, "wkt": shape.asWkt(17)})
        return memory_layer(layer.name(), fields, rows, crs="EPSG:4490")

    def measured(made):
        """What the algorithm says of some layers."""
        result, _ = process(made)
        return [result[f"{name}_HA"] for name in ("FORBIDDEN", "NEEDS_APPROVAL", "NOT_JUDGED", "USED")]

    plane = whole_county()
    degrees = [layer if layer.name() == "GHZB" else moved(layer) for layer in whole_county()]
    assert measured(degrees) == pytest.approx(measured(plane), rel=1e-4)


def test_values_of_a_workspace_count_first(tmp_path):
    from datetime import datetime, timezone
    from decimal import Decimal

    from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
    from landplan_toolbox.algorithms.indicators.quantity import Quantity
    from landplan_toolbox.algorithms.message import translatable
    from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
    from landplan_toolbox.algorithms.workspace.workspace import Workspace

    path = tmp_path / "work.gpkg"
    key = ValueKey("690121", "03", 2025, ValueKind.ASSIGNED)
    origin = Origin(translatable("Test", "by hand"), "me", datetime(2024, 1, 1, tzinfo=timezone.utc))
    with Workspace.open(str(path)) as workspace:
        workspace.indicators("forest").save([ValueChange(key, IndicatorValue(
            key, Quantity(Decimal("0.9"), "ha"), origin))], "me")
    result, _ = process(whole_county(), WORKSPACE=str(path))
    rows = {(row["unit_code"], row["last_year"]): row for row in result["QUOTA"].getFeatures()}
    assert rows["690121", 2025]["quota_ha"] == pytest.approx(0.9) and rows["690121", 2025]["state"] == "kept"
    with pytest.raises(QgsProcessingException, match=r"nowhere\.gpkg"):
        process(whole_county(), WORKSPACE=str(tmp_path / "nowhere.gpkg"))


def test_tables_are_in_both_languages():
    from landplan_toolbox.algorithms.feedback import Silent
    from landplan_toolbox.algorithms.forest_land.use.forest_use import forest_use_of
    from landplan_toolbox.algorithms.selfcheck.context import CheckContext

    context = CheckContext(county(*whole_county()), (), Silent())
    table = piece_table(context, forest_use_of(context), Language("zh"))
    assert table.column("class_name")[1] == "一级国家级公益林" and table.column("type_name")[0] == "基础设施项目"
