"""Two editions of the one-map compared: every kind of change worked by hand, GEOS as the judge of the areas."""

from __future__ import annotations

import numpy as np
import pytest
from editions_support import TOWN_A, TOWN_B, edition, forest, former_rows, later_rows, source, stand
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.forest_land.editions.changes import CODES, Change
from landplan_toolbox.algorithms.forest_land.editions.comparison import compare_editions
from landplan_toolbox.algorithms.forest_land.editions.reasons import ProblemKind
from landplan_toolbox.algorithms.forest_land.editions.tables import (
    indicator_table,
    matrix_table,
    piece_table,
    problem_table,
    unit_table,
)
from landplan_toolbox.algorithms.forest_land.editions.twins import same_shapes
from landplan_toolbox.algorithms.geometry.area import geometry_area
from landplan_toolbox.algorithms.language import Language
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry
from selfcheck_support import CRS, square

HECTARE = 10_000.0


def compared(before=None, after=None, **options):
    """Compare two editions; the ones worked by hand where none are given."""
    before = edition(*(former_rows() if before is None else before), name="LDXB_Q")
    after = edition(*(later_rows() if after is None else after))
    return compare_editions(forest(), source(before), source(after), **options)


def pieces(result):
    """Return (kind, key before, key after, hectares) of every piece; areas to 0.1 %."""
    match = result.match
    keys = [tuple("" if at < 0 else key[at].split("|")[-1] for at, key in zip(pair, (result.before.key, result.after.key)))
            for pair in zip(match.before.tolist(), match.after.tolist())]
    return sorted((CODES[kind], *pair, round(area / HECTARE, 2)) for kind, pair, area in zip(
        result.changes.kind.tolist(), keys, match.area_m2.tolist()))


def rows(table):
    """Return the rows of a table as dictionaries."""
    names = [field.name() for field in table.fields]
    return [dict(zip(names, values)) for values in zip(*table.columns)]


def test_every_kind_of_change():
    assert pieces(compared()) == [
        ("class", "2", "2", 1.0),
        ("factors", "4", "4", 1.0),
        ("lost_land", "3", "3", 1.0),
        ("lost_land", "6", "", 1.0),
        ("merged", "8", "8", 1.0),
        ("merged", "9", "8", 1.0),
        ("new_land", "", "12", 1.0),  # 99999 has no key of its own
        ("new_land", "", "14", 1.0),
        ("renumbered", "5", "55", 1.0),
        ("shape", "10", "10", 1.0),
        ("shape", "11", "10", 0.3),
        ("shape", "11", "11", 0.7),
        ("split", "7", "7", 1.0),
        ("split", "7", "71", 1.0),
        ("unchanged", "1", "1", 1.0),
        ("unchanged", "13", "13", 1.0),
    ]


def test_the_fields_that_changed_are_named():
    result = compared()
    named = {fields for fields in result.changes.fields.tolist() if fields}
    assert "SEN_LIN_LB" in named
    factors = result.changes.fields[result.changes.kind == Change.FACTORS]
    assert factors.tolist() == ["SEN_LIN_LB"]


def test_problems_with_reasons():
    found = {(one.kind, one.field, "" if one.after < 0 else one_key(one)) for one in problems_with_keys()}
    assert found == {
        (ProblemKind.NO_REASON, "BHYY", "12"),
        (ProblemKind.NO_FEATURE, "", ""),
        (ProblemKind.CONTRADICTION, "BHYY", "14"),
        (ProblemKind.NO_YEAR, "BHND", "14"),
        (ProblemKind.PREVIOUS_MISSING, "Q_SEN_LB", "3"),
        (ProblemKind.PREVIOUS_MISSING, "Q_SEN_LB", "4"),
        (ProblemKind.PREVIOUS_MISSING, "Q_DI_LEI", "12"),
    }


_RESULT = {}


def problems_with_keys():
    """Return the problems of the hand-worked case."""
    _RESULT["one"] = compared()
    return _RESULT["one"].problems


def one_key(problem):
    """Return the number of the sub-compartment a problem is about."""
    return _RESULT["one"].after.key[problem.after].split("|")[-1]


def test_reasons_of_another_year_and_wrong_former_values():
    after = [stand("1", 0, BHYY="91", BHND="2019"), stand("2", 100, Q_DI_LEI="0120")]
    result = compared(before=[stand("1", 0), stand("2", 100)], after=after, year=2021)
    kinds = [(one.kind, one.after, one.said, one.former) for one in result.problems]
    assert kinds == [(ProblemKind.OTHER_YEAR, 0, "2019", ""), (ProblemKind.PREVIOUS_DIFFERS, 1, "0120", "0111")]
    assert compared(before=[stand("1", 0)], after=[stand("1", 0, BHYY="91", BHND="2019")]).problems == []


@pytest.mark.parametrize(
    ("reason", "now", "wrong"),
    [("11", "0250", True), ("11", "0111", False), ("41", "0111", True), ("41", "0250", False), ("42", "1635", False),
     ("50", "0111", True), ("21", "0161", False), ("99", "0120", True), ("99", "0111", False), ("92", "0250", False),
     ("71", "0162", False)],
)
def test_reason_and_what_happened(reason, now, wrong):
    result = compared(before=[stand("1", 0)], after=[stand("1", 0, land_class=now, BHYY=reason, BHND="2021")])
    assert [one.kind for one in result.problems if one.kind is ProblemKind.CONTRADICTION] == (
        [ProblemKind.CONTRADICTION] if wrong else [])


def test_units_add_up():
    table = {row["unit_code"]: row for row in rows(unit_table(compared(), Language("en")))}
    town_a, town_b, total = table["".join(TOWN_A[:2])], table["".join(TOWN_B[:2])], table[None]
    for row in table.values():
        for name in ("land", "forest"):
            made = (row[f"{name}_before_m2"] + row[f"{name}_new_m2"] - row[f"{name}_lost_m2"]
                    + row[f"{name}_moved_m2"] + row[f"{name}_drawn_m2"])
            assert made == pytest.approx(row[f"{name}_after_m2"], abs=0.005)
            assert abs(row[f"{name}_drawn_m2"]) < 0.05
    hectares = [round(town_a[name] / HECTARE, 2) for name in (
        "land_before_m2", "land_new_m2", "land_lost_m2", "land_after_m2", "forest_before_m2", "forest_new_m2",
        "forest_lost_m2", "forest_after_m2", "class_changed_m2", "factors_changed_m2")]
    assert hectares == [12.0, 1.0, 2.0, 11.0, 12.0, 0.0, 3.0, 9.0, 1.0, 1.0]
    assert round(town_b["land_new_m2"] / HECTARE, 2) == 1.0
    assert total["land_before_m2"] == pytest.approx(town_a["land_before_m2"] + town_b["land_before_m2"], abs=0.02)


def test_land_that_names_another_unit_is_moved():
    before = [stand("1", 0), stand("2", 100), stand("3", 200)]
    after = [stand("1", 0), stand("2", 100, unit=TOWN_B), stand("3", 200, unit=("520999", "101", "001"))]
    table = {row["unit_code"]: row for row in rows(unit_table(compared(before, after), Language("en")))}
    moved = {unit: round(row["land_moved_m2"] / HECTARE, 2) for unit, row in table.items()}
    assert moved["520111101"] == -2.0 and moved["520111102"] == 1.0 and moved["520111"] == -1.0 and moved[None] == 0.0
    assert all(abs(row["land_drawn_m2"]) < 0.05 for row in table.values())


def test_matrix_holds_all_land():
    result = compared()
    table = rows(matrix_table(result, Language("en")))
    by_class = [row for row in table if row["field"] == "DI_LEI"]
    assert sum(row["area_m2"] for row in by_class) == pytest.approx(result.match.area_m2.sum(), abs=0.1)
    assert {(row["value_before"], row["value_after"]): round(row["area_ha"], 2) for row in by_class} == {
        ("0111", "0111"): 10.0, ("0111", "0161"): 1.0, ("0111", "0250"): 1.0, ("0111", None): 1.0,
        ("0210", "0141"): 1.0, (None, "0132"): 1.0,
    }
    assert next(row for row in by_class if row["value_after"] == "0250")["name_after"] == "Construction land"


def test_indicators_of_both_editions():
    table = {(row["unit_code"], row["indicator"]): row for row in rows(indicator_table(compared(), Language("en")))}
    land, forest_land = table["520111", "01"], table["520111101", "01"]
    assert (land["before"], land["after"], land["difference"]) == (13.0, 13.0, 0.0)
    assert forest_land["difference"] == -1.0 and forest_land["percent"] == pytest.approx(-100 / 12)
    natural = table["520111101", "04"]
    assert (natural["before"], natural["after"]) == (12.0, 9.0)
    cover = table["520111101", "07"]
    assert cover["difference"] is None and cover["reason"]


def test_tables_of_pieces_and_problems_go_with_their_shapes():
    result = compared()
    table = piece_table(result, Language("zh"))
    assert len(table) == len(table.polygons) == len(result.match)
    assert {row["change_name"] for row in rows(table)} >= {"新增林地", "减少林地", "地类变化", "因子变化"}
    problems = problem_table(result, Language("en"))
    assert len(problems) == len(problems.polygons) == len(result.problems)
    assert all(row["message"] for row in rows(problems))


def test_editions_in_other_coordinates_and_without_optional_fields():
    before = edition(*former_rows(), name="old", without={"SEN_LIN_LB", "BHYY", "Q_DI_LEI", "LD_QS"})
    after = edition(*later_rows())
    geographic = QgsCoordinateReferenceSystem("EPSG:4490")
    from qgis.core import QgsCoordinateTransform, QgsProject, QgsVectorLayer

    moved = QgsVectorLayer("Polygon?crs=EPSG:4490", "new", "memory")
    moved.dataProvider().addAttributes(after.fields().toList())
    moved.updateFields()
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(CRS), geographic, QgsProject.instance())
    for feature in after.getFeatures():
        shape = feature.geometry()
        shape.transform(transform)
        feature.setGeometry(shape)
        moved.dataProvider().addFeature(feature)
    result = compare_editions(forest(), source(before), source(moved))
    kinds = [entry[:3] for entry in pieces(result)]
    assert ("factors", "4", "4") not in kinds  # the field is not there before
    assert ("new_land", "", "14") in kinds and ("lost_land", "6", "") in kinds and ("unchanged", "1", "1") in kinds
    assert [one for one in result.problems if one.field == "Q_SEN_LB"] == []


def test_a_border_drawn_anew_is_no_change():
    before = [stand("1", 0, 100.0), stand("2", 100, 100.0)]
    after = [stand("1", 0, 100.3), stand("2", 100.3, 99.7)]
    result = compared(before, after)
    assert pieces(result) == [("unchanged", "1", "1", 1.0), ("unchanged", "2", "2", 1.0)]
    wide = compared(before, after, sliver_width_m=0.1)
    assert [entry[:3] for entry in pieces(wide)] == [("shape", "1", "1"), ("shape", "2", "1"), ("shape", "2", "2")]


def test_an_edition_whose_vertices_all_moved_a_little_is_unchanged():
    before = [stand(str(number), 100.0 * number, 100.0) for number in range(4)]
    after = [stand(str(number), 100.0 * number + 0.1, 100.0, y=0.1) for number in range(4)]
    result = compared(before, after)
    assert result.match.same_shape.all() and {entry[0] for entry in pieces(result)} == {"unchanged"}
    exact = compared(before, after, sliver_width_m=0.05)
    assert not exact.match.same_shape.any()
    renamed = [{**row, "XIAO_BAN": f"9{row['XIAO_BAN']}"} for row in after]
    assert {entry[0] for entry in pieces(compared(before, renamed))} == {"renumbered"}


def test_repeated_keys_are_matched_by_place():
    result = compared([stand("1", 0), stand("1", 100)], [stand("1", 0), stand("1", 100)])
    assert result.before.repeated_keys == 2
    assert [entry[0] for entry in pieces(result)] == ["unchanged", "unchanged"]


def test_empty_editions():
    assert [entry[0] for entry in pieces(compared([], [stand("1", 0)]))] == ["new_land"]
    assert [entry[0] for entry in pieces(compared([stand("1", 0)], []))] == ["lost_land"]
    assert len(compared([], []).match) == 0


def test_features_without_shape_take_part_in_nothing():
    result = compared([stand("1", 0), {**stand("2", 100), "wkt": None}], [stand("1", 0), {**stand("3", 0), "wkt": None}])
    assert [entry[0] for entry in pieces(result)] == ["unchanged"]


def test_the_farmland_pack_has_no_editions():
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    layer = source(edition(stand("1", 0)))
    with pytest.raises(LandPlanError, match=r"no editions\.yaml"):
        compare_editions(load_pack("farmland", kind_specs()), layer, layer)


def test_cancelling():
    class Stop:
        def isCanceled(self):  # noqa: N802
            return True

        def setProgress(self, _percent):  # noqa: N802
            pass

        def pushWarning(self, _text):  # noqa: N802
            pass

    with pytest.raises(Cancelled):
        compared(feedback=Stop())


@settings(deadline=None, max_examples=25, derandomize=True)
@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 4), st.integers(1, 4),
                       st.sampled_from(["0111", "0250", "0132"])), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 4), st.integers(1, 4),
                       st.sampled_from(["0111", "0250", "030100"])), min_size=1, max_size=5),
)
def test_areas_are_those_of_geos(first, second):
    """Boxes without overlaps among themselves: forest land new and lost as GEOS cuts it."""
    def sound(boxes):
        taken = np.zeros((12, 12), dtype=bool)
        kept = []
        for x, y, width, height, land_class in boxes:
            if not taken[x : x + width, y : y + height].any():
                taken[x : x + width, y : y + height] = True
                kept.append((x, y, width, height, land_class))
        return kept

    before, after = sound(first), sound(second)

    def made(boxes):
        return [stand(str(number), 50.0 * x, 50.0 * width, land_class, 50.0 * y, 50.0 * height)
                for number, (x, y, width, height, land_class) in enumerate(boxes)]

    result = compared(made(before), made(after))

    def land(boxes):
        shapes = [QgsGeometry.fromWkt(square(50.0 * x, 50.0 * y, 50.0 * width, 50.0 * height))
                  for x, y, width, height, land_class in boxes if land_class != "0250"]
        return QgsGeometry.unaryUnion(shapes) if shapes else QgsGeometry.fromWkt("POLYGON EMPTY")

    def beyond(one, other):
        return one if one.isEmpty() or other.isEmpty() else one.difference(other)

    was, now = land(before), land(after)
    for kind, shape in ((Change.NEW_LAND, beyond(now, was)), (Change.LOST_LAND, beyond(was, now))):
        found = result.match.area_m2[result.changes.kind == kind].sum()
        wanted = 0.0 if shape.isEmpty() else geometry_area(shape, result.frame)
        assert found == pytest.approx(wanted, abs=0.05)


def test_equal_shapes_are_paired_once():
    from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb

    def arrays(*texts):
        return polygons_from_wkb([bytes(QgsGeometry.fromWkt(text).asWkb()) for text in texts])

    hole = "POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,4 2,4 4,2 4,2 2))"
    other_hole = "POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,4 2,4 5,2 4,2 2))"
    box, two = "POLYGON((20 0,30 0,30 10,20 10,20 0))", "POLYGON((20 0,30 0,30 10,20 10,20 0))"
    first, second = same_shapes(arrays(hole, box, two), arrays(two, other_hole, hole))
    assert first.tolist() == [0, 1] and second.tolist() == [2, 0]


def test_a_role_without_a_key_is_matched_by_place_only():
    from dataclasses import replace

    pack = forest()
    role = replace(pack.layers["subcompartment"], key=())
    bare = replace(pack, layers={**pack.layers, "subcompartment": role})
    result = compare_editions(bare, source(edition(*former_rows(), name="before")), source(edition(*later_rows())))
    assert not any(result.before.key.tolist()) and result.after.repeated_keys == 0
    assert Change.RENUMBERED not in result.changes.kind and Change.NEW_LAND in result.changes.kind
