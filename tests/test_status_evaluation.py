"""The evaluation of the present state: a county worked by hand, what is missing, and sums of another program."""

from __future__ import annotations

import math
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.forest_land.status.evaluation import evaluate_status
from landplan_toolbox.algorithms.forest_land.status.model import ColumnKind, RowKind, TableResult, written
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from selfcheck_support import make_dataset, square
from status_support import COUNTY, HA, A, B, county, dataset, evaluation, forest_pack, land, tables

ENGLISH = Language("en")
SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"


def said(messages) -> str:
    """Return messages as one text."""
    return "\n".join(ENGLISH.render(message) for message in messages)


def ha(table: TableResult, unit: str, column: str, *groups: str) -> float:
    """Return a cell in ha, rounded to a square metre."""
    return round(table.value(unit, column, *groups) / HA, 4)


@pytest.fixture(scope="module")
def found():
    """Return the evaluation of the county worked by hand."""
    return evaluation()


# --- tables ----------------------------------------------------------------------------------------


def test_present_land_by_hand(found):
    table = found.table("present")
    assert ha(table, "", "land_total") == 90.0
    assert ha(table, "", "surveyed") == 26.255
    assert ha(table, "", "surveyed/forest_land") == 23.255
    assert ha(table, "", "surveyed/not_forest_land") == 3.0
    assert ha(table, A, "surveyed/forest_land/stocked/arboreal") == 10.005
    assert ha(table, A, "surveyed/forest_land/shrub/shrub_special") == 5.0   # 131, the inventory's code
    assert ha(table, A, "surveyed/forest_land/nursery") == 1.25              # 030404, the third survey's
    assert ha(table, B, "surveyed/forest_land/open") == 2.0
    assert ha(table, COUNTY, "surveyed") == 25.255                            # not what is in no unit
    assert table.value(A, "forest_cover") == pytest.approx(100 * 15.005 / 50)
    assert table.value(COUNTY, "green_cover") == pytest.approx(100 * 19.005 / 90)


def test_rows_by_ownership_and_origin(found):
    table = found.table("present")
    assert ha(table, A, "surveyed", "state") == 10.005
    assert ha(table, A, "surveyed", "collective", "natural") == 5.0
    assert ha(table, A, "surveyed", "collective", "outside") == 1.25          # a nursery needs no origin
    assert ha(table, B, "surveyed", "not_stated") == 4.0                      # no LD_QS
    assert ha(table, B, "surveyed", "state", "not_stated") == 2.0             # open forest without an origin
    assert ha(table, B, "surveyed", "outside", "outside") == 3.0              # farmland needs neither
    assert math.isnan(table.value(A, "land_total", "state"))                  # another layer has no such rows
    assert math.isnan(table.value(A, "forest_cover", "state"))
    notes = said(table.notes)
    assert "4 ha (1 features of LDXB) have no LD_QS" in notes
    assert "2 ha (1 features of LDXB) have no QI_YUAN" in notes


def test_what_is_in_no_unit_has_its_row(found):
    table = found.table("quality")
    (row,) = [number for number, one in enumerate(table.rows) if one.kind is RowKind.UNPLACED]
    assert table.values[row, table.place("forest_land/quality_5")] == pytest.approx(HA)
    assert "690199100" in said(table.notes)


def test_structure_uses_grades_and_plan(found):
    structure = found.table("structure")
    assert ha(structure, "", "forest_land/welfare/key_welfare/protection") == 10.005
    assert ha(structure, "", "forest_land/welfare/general_welfare") == 5.0    # 012 is 12
    assert ha(structure, "", "forest_land/commercial/general_commercial/outside") == 2.25  # nursery, 宜林: no use type
    assert ha(structure, "", "forest_land/commercial/general_commercial/economic", "not_stated") == 2.0
    national = found.table("national_welfare")
    assert ha(national, A, "national/grade_1/protection", "natural") == 10.005
    quality = found.table("quality")
    assert ha(quality, B, "forest_land/other") == 4.0
    assert "4 features" not in said(quality.notes) and "value of ZL_DJ that belongs to no group: 9" in said(quality.notes)
    protection = found.table("protection")
    assert ha(protection, "", "present") == 23.255 and ha(protection, "", "planned") == 26.255
    assert ha(protection, B, "planned/level_4") == 9.0
    planned = found.table("planned_land")
    assert ha(planned, "", "forest") == 19.005
    assert ha(planned, "", "added_land/farmland") == 3.0 and ha(planned, "", "added_forest/farmland") == 3.0
    assert ha(found.table("national_planned"), "", "planned/grade_1") == 10.005
    assert ha(found.table("planned_use"), "", "forest_land/commercial") == 11.25


def test_stock_density_projects_and_counts(found):
    stock = found.table("stock")
    assert stock.value("", "stock") == pytest.approx(1000.5 + 200)
    assert stock.value("", "stock/1", "planted") == pytest.approx(200)
    assert stock.value(A, "per_hectare") * HA == pytest.approx(100 * HA)      # m³/ha is the base of such a ratio
    density = found.table("density")
    assert ha(density, "", "area/from_70") == 4.0 and ha(density, "", "area/under_20") == 2.0
    projects = found.table("projects")
    assert ha(projects, COUNTY, "used") == pytest.approx(1.0)
    assert ha(projects, B, "used/2", "31") == 0.3
    assert projects.value(B, "count") == 2 and projects.value("", "count", "11") == 2
    assert projects.value(B, "per_project") == pytest.approx(0.25 * HA)
    assert ha(found.table("yearly"), "", "used", "2019") == 0.2
    assert found.table("size").value("", "count/to_5") == 4.0


def test_land_used_again_is_the_sum_less_the_union():
    rows = county()
    rows["forest_use_project"] = [
        {"XMLX": "11", "SYND": year, "SYLDMJ": 0.1, "wkt": square(x, 0, 40, 50)}
        for year, x in ((2021, 0), (2022, 20), (2023, 10), (None, 100), (2020, 110), (2020, 250))]
    result = evaluation(rows)
    # 0 to 60 m taken three times over 120 m, and 100 to 150 m twice over 80 m
    assert result.figure("reused").values[COUNTY].amount == pytest.approx((120 - 60 + 80 - 50) * 50, rel=1e-3)


def test_halves_go_up_when_written(found):
    table = found.table("present")
    assert str(written(table.value(A, "surveyed/forest_land/stocked"), "ha", 2)) == "10.01"
    assert str(written(1.005 * HA, "ha", 2)) == "1.01" and str(written(-1.005 * HA, "ha", 2)) == "-1.01"
    assert written(float("nan"), "ha", 2) is None
    assert str(written(0.5, "count", 0)) == "1"


def test_villages_are_rows_when_asked_for():
    rows = county(village=[
        {"ZLDWDM": f"{A}001", "ZLDWMC": "一村", "DCMJ": 1.0, "wkt": square(0, 0, 300, 100)},
        {"ZLDWDM": f"{A}002", "ZLDWMC": "二村", "DCMJ": 1.0, "wkt": square(0, 0, 1, 1)}])
    rows["subcompartment"][2]["CUN"] = None
    (table,) = tables(dataset(rows), "quality", levels=("county", "town", "village"))
    assert ha(table, f"{A}001", "forest_land") == 15.005
    assert ha(table, f"{A}002", "forest_land") == 0.0
    rest = [(row, values) for row, values in zip(table.rows, table.values) if row.kind is RowKind.REMAINDER]
    assert [(row.unit, values[0] / HA) for row, values in rest] == [(A, 1.25)]


# --- figures, targets, quota, space, patches, statements -------------------------------------------


def test_figures_by_hand(found):
    def amount(name: str, unit: str = COUNTY) -> float:
        return found.figure(name).values[unit].amount

    assert amount("forest_land") / HA == pytest.approx(22.255)
    assert amount("productivity", A) == pytest.approx(1000.5 / 16.255)
    assert amount("productivity_arboreal") == pytest.approx(1200.5 / 14.005)
    assert amount("key_welfare", A) == pytest.approx(100 * 10.005 / 16.255)
    assert amount("in_reserves", A) == pytest.approx(100 * (10.005 + 2.5) / 16.255, rel=1e-6)
    assert amount("low_grade_in_reserves", A) / HA == pytest.approx(2.5, rel=1e-6)
    assert amount("idle") == pytest.approx(0.0)
    assert amount("used") / HA == pytest.approx(1.0)
    assert amount("temporary") == pytest.approx(30.0)
    assert amount("quota_used") == pytest.approx(80.0)                        # 2019 is before the term
    assert amount("quota_ahead") == pytest.approx(80.0 - 60.0)                # three of five years are over
    assert amount("quota_used", A) == pytest.approx(25.0)                     # 0.5 of 2
    # project 2 of 2023 lies over half of project 3 of 2019: 10 m × 20 m
    assert amount("reused") == pytest.approx(200.0, rel=1e-3) and amount("reused", A) == 0.0
    assert "690199100" in said(found.figure("forest_land").values[COUNTY].reservations)


def test_targets_of_the_plan_before(found):
    by_unit = {one.unit: one for one in found.targets if one.rule.code == "01"}
    assert by_unit[COUNTY].kind is ValueKind.ASSIGNED and by_unit[A].kind is ValueKind.PLANNED
    assert by_unit[COUNTY].met and float(by_unit[COUNTY].difference) == pytest.approx(2550.0)
    assert by_unit[A].met is False and float(by_unit[A].difference) == pytest.approx(-7450.0)
    assert by_unit[B].met
    assert not [one for one in found.targets if one.rule.code == "03"]        # 2025 is no year before the plan


def test_no_targets_is_said():
    result = evaluation(county(indicator_value=None))
    assert not result.targets and "no targets of a year up to 2020" in said(result.notes)
    assert "no value assigned or planned" in ENGLISH.render(result.figure("quota_used").reason)


def test_overlapping_space_counts_once(found):
    rows = {(row.role, row.type): row for row in found.spaces.rows}
    whole = rows["nature_reserve", ""]
    assert whole.area_m2 == pytest.approx(15_000, rel=1e-3)
    assert rows["nature_reserve", "20"].area_m2 + rows["nature_reserve", "31"].area_m2 == pytest.approx(20_000, rel=1e-3)
    assert whole.land[0] / HA == pytest.approx(12.505, rel=1e-6)
    assert rows["redline", ""].land[0] / HA == pytest.approx(5.0025, rel=1e-6)
    total = rows["", ""]
    assert total.land[0] / HA == pytest.approx(12.505, rel=1e-6)              # the redline lies in the reserve
    assert total.area_m2 == pytest.approx(15_000, rel=1e-3)
    columns = {column.id: number for number, column in enumerate(found.spaces.columns)}
    assert total.land[columns["forest_class/stocked/arboreal"]] / HA == pytest.approx(10.005, rel=1e-6)
    assert total.land[columns["protection_grade/level_3"]] / HA == pytest.approx(2.5, rel=1e-6)
    missing = rows["ecological_area", ""]
    assert missing.area_m2 is None and missing.land is None and missing.reason is not None
    assert "only the layers that are there" in said(found.spaces.notes)


def test_patches_hang_together_along_borders(found):
    # 1 and 2 are forest side by side, 4 stands alone
    assert found.patches.count == 2 and found.patches.features == 3
    assert found.patches.largest_m2 == pytest.approx(15.005 * HA)
    assert found.patches.area_m2 == pytest.approx(19.005 * HA)
    assert sum(one.count for one in found.patches.classes) == 2


def test_statements_have_their_number_and_limit(found):
    texts = {(one.rule.id, one.unit): ENGLISH.render(one.message) for one in found.statements}
    assert "53.9 m³/ha" in texts["low_productivity", COUNTY] and "90 m³/ha" in texts["low_productivity", COUNTY]
    assert "2.50 ha" in texts["low_grade_in_reserves", A]
    assert ("low_grade_in_reserves", B) not in texts
    assert "20.00%" in texts["quota_early", COUNTY]
    assert not any(name == "quota_used_up" for name, _ in texts)
    lacking = {one.rule.id: one for one in found.not_judged}
    assert B in lacking["quota_early"].units                                   # it has no quota


def test_limits_are_compared_as_written():
    # 39.996 % is written 40.00 and not below 40
    rows = county(subcompartment=[
        land(1, A, 3.9996, DI_LEI="0111", SEN_LIN_LB="11"), land(2, A, 6.0004, DI_LEI="0111", SEN_LIN_LB="22")])
    result = evaluation(rows)
    assert not [one for one in result.statements if one.rule.id == "few_key_welfare"]


# --- what is missing -------------------------------------------------------------------------------


def test_a_missing_field_is_said_and_has_no_number():
    result = evaluation(without={"subcompartment": ("QI_YUAN", "ZL_DJ", "GH_DI_LEI", "HUO_LMGQXJ")})
    quality = result.table("quality")
    assert [column.id for column in quality.columns] == ["forest_land"]
    assert "is not divided" in said(quality.notes) and "ZL_DJ" in said(quality.notes)
    present = result.table("present")
    assert ha(present, A, "surveyed", "state") == 10.005
    assert "There are no rows by Origin" in said(present.notes)
    planned = result.table("planned_land")
    assert math.isnan(planned.value("", "added_forest")) and "GH_DI_LEI" in said(planned.notes)
    assert math.isnan(result.table("stock").value("", "per_hectare"))
    assert result.figure("productivity").values == {} and result.figure("productivity").reason is not None
    assert result.incomplete
    assert "HUO_LMGQXJ" in said(one.reason for one in result.not_judged if one.rule.id == "low_productivity")


def test_missing_layers_are_said():
    result = evaluation(county(nature_reserve=None, forest_use_project=None, redline=None))
    assert all(row.reason is not None and row.area_m2 is None for row in result.spaces.rows)
    assert math.isnan(result.table("projects").value("", "used"))
    assert result.figure("in_reserves").reason is not None
    assert {"low_grade_in_reserves", "quota_used_up"} <= {one.rule.id for one in result.not_judged}


def test_without_sub_compartments_nothing_is_zero():
    result = evaluation(county(subcompartment=None))
    for table in result.tables:
        for number, column in enumerate(table.columns):
            if column.path[0] not in ("land_total", "used", "count", "per_project"):
                assert np.isnan(table.values[:, number]).all(), (table.rule.id, column.id)
    assert result.patches.reason is not None and result.figure("forest_land").reason is not None


def test_without_units_everything_is_in_no_unit():
    result = evaluation(county(admin_area=None, indicator_value=None))
    table = result.table("quality")
    assert [row.kind for row in table.rows if not row.groups] == [RowKind.TOTAL, RowKind.UNPLACED]
    assert ha(table, "", "forest_land") == 23.255
    assert result.figure("forest_land").reason is not None


def test_values_that_are_called_like_what_is_not_stated():
    rows = county()
    for row, region in zip(rows["subcompartment"], ("other", "not_stated", "outside", None, "甲", "甲", "甲")):
        row["LYFQ"] = region
    (table,) = tables(dataset(rows), "layout")
    assert ha(table, "", "by_region/=other") == 10.005 and ha(table, "", "by_region/=outside") == 1.25
    assert ha(table, "", "by_region/not_stated") == 4.0 and ha(table, "", "by_region/甲") == 3.0
    assert ha(table, "", "by_region") == 23.255


def test_very_many_values_are_no_columns():
    rows = county(subcompartment=[
        land(number, A, 1.0, DI_LEI="0111", LYFQ=str(number % 100)) for number in range(200)])
    (table,) = tables(dataset(rows), "layout")
    columns = [column for column in table.columns if column.path[0] == "by_region"]
    assert len(columns) == 62 and ha(table, "", "by_region/other") == 80.0
    assert "80 features" in said(table.notes)


def test_without_the_area_nothing_is_counted():
    result = evaluation(without={"subcompartment": ("MIAN_JI",)})
    assert math.isnan(result.table("quality").value("", "forest_land"))
    assert "MIAN_JI" in said(result.table("quality").notes) and result.figure("forest").reason is not None
    assert all(row.land is None for row in result.spaces.rows) and result.spaces.rows[0].area_m2 is not None
    assert result.patches.reason is not None


def test_two_counties_have_their_total():
    rows = county()
    rows["admin_area"].append({"XZQDM": "690199100", "XZQMC": "丙镇", "DCMJ": 1000.0, "wkt": square(600, 0)})
    (table,) = tables(dataset(rows), "quality")
    assert ha(table, "690199", "forest_land") == 1.0 and ha(table, COUNTY, "forest_land") == 22.255
    assert ha(table, "", "forest_land") == 23.255
    assert not [row for row in table.rows if row.kind is RowKind.UNPLACED]


def test_empty_layers():
    result = evaluation(county(subcompartment=[], forest_use_project=[], nature_reserve=[]))
    assert result.table("quality").value("", "forest_land") == 0.0
    assert math.isnan(result.table("projects").value("", "per_project"))
    assert result.patches.count == 0
    assert result.spaces.rows[0].area_m2 == 0.0


def test_nulls_strange_areas_and_broken_shapes_do_not_stop_it():
    rows = county()
    rows["subcompartment"] += [
        land(8, A, None, DI_LEI="0111"), land(9, A, -1.0, DI_LEI="0111"), land(10, A, 1e300, DI_LEI="0111"),
        {**land(11, A, 1.0, DI_LEI="0111"), "wkt": None},
        {**land(12, A, 1.0, DI_LEI="０１１１ ", LD_QS="１０"),
         "wkt": "Polygon((450000 3800000, 450100 3800100, 450100 3800000, 450000 3800100, 450000 3800000))"}]
    result = evaluation(rows)
    table = result.table("present")
    assert ha(table, A, "surveyed/forest_land/stocked") == pytest.approx(10.005 - 1 + 1)
    assert ha(table, A, "surveyed", "state") == pytest.approx(11.005)
    # a class that has to be cleaned is for the self-check to find: it is shown, not dropped
    assert ha(table, A, "surveyed/outside") == 1.0 and "Class not stated or not clear" in said(table.notes)
    assert "no shape" in said(result.patches.notes) or "no usable shape" in said(result.patches.notes)
    assert table.notes
    assert "1 features of LDXB (1 ha) are in no group of “Forest land or not”" in said(result.notes)


def test_a_pack_without_status_is_refused():
    farmland = load_pack("farmland", kind_specs())
    with pytest.raises(LandPlanError) as caught:
        evaluate_status(make_dataset(farmland))
    assert "status.yaml" in ENGLISH.render(caught.value.message)


class _Stop:
    """A feedback whose user cancels after some looks at the button."""

    def __init__(self, looks: int) -> None:
        self.left = looks

    def isCanceled(self) -> bool:  # noqa: N802
        self.left -= 1
        return self.left < 0

    def setProgress(self, progress: float) -> None:  # noqa: N802
        assert 0 <= progress <= 100.0001


@pytest.mark.parametrize("looks", [0, 5, 25])
def test_cancel(looks):
    with pytest.raises(Cancelled):
        evaluate_status(dataset(), (), _Stop(looks))


def test_input_order_does_not_matter(found):
    rows = county()
    rows["subcompartment"].reverse()
    rows["nature_reserve"].reverse()
    other = evaluation(rows)
    for one, two in zip(found.tables, other.tables):
        assert one.rows == two.rows and [column.id for column in one.columns] == [column.id for column in two.columns]
        assert np.allclose(one.values, two.values, equal_nan=True)


# --- totals on random attributes -------------------------------------------------------------------

CODES = {
    "DI_LEI": [None, "", "0111", "111", "030100", "0131", "0120", "0150", "0171", "0210", "1635", "9999", "二", " 0113"],
    "QI_YUAN": [None, "", "11", "21", "31", "9", "x"],
    "LD_QS": [None, "10", "20", "23", "7"],
    "SEN_LIN_LB": [None, "11", "012", "21", "22", "99"],
    "LIN_ZHONG": [None, "111", "127", "231", "255", "240", "0"],
    "SHI_QUAN_D": [None, "10", "21", "3"],
    "GJGYL_BHDJ": [None, "1", "2", "3", "4"],
    "BH_DJ": [None, "1", "2", "3", "4", "5"],
    "ZL_DJ": [None, "1", "5", "6"],
    "BCLD": [None, "1", "2", "3"],
    "GH_SLLB": [None, "11", "22", "0"],
    "GH_LZ": [None, "111", "231"],
    "XIANG": ["100", "101", "999", None],
    "XIAO_BAN": ["00001", "99999", None],
}
FEATURE = st.fixed_dictionaries({
    **{name: st.sampled_from(codes) for name, codes in CODES.items()},
    "MIAN_JI": st.one_of(st.none(), st.integers(1, 10**7).map(lambda value: value / 10_000)),
    "YU_BI_DU": st.one_of(st.none(), st.floats(0, 1)),
})


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.lists(FEATURE, min_size=1, max_size=25))
def test_every_table_adds_up(features):
    rows = county(subcompartment=[
        {**feature, "XIAN": "690121", "CUN": "001", "LIN_BAN": "1"} for feature in features])
    names = ("present", "structure", "national_welfare", "quality", "protection", "planned_land", "composition", "size")
    everything = sum(feature["MIAN_JI"] or 0.0 for feature in features)
    for table in tables(dataset(rows), *names):
        tops = [number for number, column in enumerate(table.columns) if column.kind is ColumnKind.TOTAL]
        if table.rule.id == "present":
            assert table.value("", "surveyed") / HA == pytest.approx(everything)
        for top in tops:
            block = table.columns[top].path[0]
            if block == "land_total":
                continue
            _adds_up(table, block)


def _adds_up(table: TableResult, block: str) -> None:
    columns = [number for number, column in enumerate(table.columns) if column.path[0] == block]
    kinds = [(row.kind, row.unit, row.group_ids) for row in table.rows]
    for number, row in enumerate(table.rows):
        values = table.values[number]
        for place in columns:  # each column is the sum of its parts
            path = table.columns[place].path
            parts = [other for other in columns
                     if len(table.columns[other].path) == len(path) + 1
                     and table.columns[other].path[:len(path)] == path]
            if parts:
                assert values[parts].sum() == pytest.approx(values[place], abs=1e-6, nan_ok=True)
        below = [other for other, (kind, unit, groups) in enumerate(kinds)
                 if (kind, unit) == (row.kind, row.unit) and groups[:len(row.group_ids)] == row.group_ids
                 and len(groups) == len(row.group_ids) + 1]
        if below and table.row_titles:  # each row is the sum of its groups
            summed = table.values[below][:, columns].sum(axis=0)
            assert np.allclose(summed, values[columns], atol=1e-6, equal_nan=True)
    whole = [number for number, (kind, unit, groups) in enumerate(kinds)
             if not groups and (kind is RowKind.UNPLACED or (kind is RowKind.UNIT and len(unit) == 6))]
    assert np.allclose(table.values[whole][:, columns].sum(axis=0), table.values[0, columns], atol=1e-6)
    towns = [number for number, (kind, unit, groups) in enumerate(kinds)
             if not groups and ((kind is RowKind.UNIT and len(unit) == 9) or kind is RowKind.REMAINDER)]
    (of_county,) = [number for number, (kind, unit, groups) in enumerate(kinds)
                    if not groups and kind is RowKind.UNIT and len(unit) == 6]
    # where all that is known is known of the county only, the towns have no number
    assert np.allclose(np.nansum(table.values[towns][:, columns], axis=0), table.values[of_county, columns], atol=1e-6)


# --- the sample, added up by SQLite ----------------------------------------------------------------

ORIGINS = {"natural": "\"QI_YUAN\" LIKE '1%'", "planted": "(\"QI_YUAN\" LIKE '2%' OR \"QI_YUAN\" LIKE '3%')"}
FOREST_LAND = (
    "coalesce(XIAO_BAN, '') <> '99999' AND (DI_LEI GLOB '01[0-9][0-9]' OR DI_LEI GLOB '163[0-9]' OR DI_LEI GLOB '1[1-8][0-9]' "
    "OR DI_LEI GLOB '03[0-9][0-9][0-9][0-9]' OR DI_LEI IN ('050101', '050201'))")
STOCKED = "DI_LEI IN ('0111', '0112', '0113', '111', '112', '113', '114', '030100', '030200')"
ASKED = [
    ("present", "surveyed/forest_land", FOREST_LAND),
    ("present", "surveyed/forest_land/stocked", f"{FOREST_LAND} AND {STOCKED}"),
    ("present", "surveyed/forest_land/shrub/shrub_special",
     f"{FOREST_LAND} AND DI_LEI IN ('0131', '131', '030301')"),
    ("structure", "forest_land/welfare", f"{FOREST_LAND} AND SEN_LIN_LB IN ('11', '12', '011', '012')"),
    ("structure", "forest_land/commercial/general_commercial/timber",
     f"{FOREST_LAND} AND SEN_LIN_LB IN ('22', '022') AND LIN_ZHONG LIKE '23%'"),
    ("national_welfare", "national/grade_2",
     f"{FOREST_LAND} AND SHI_QUAN_D LIKE '1%' AND GJGYL_BHDJ = '2'"),
    ("quality", "forest_land/quality_3", f"{FOREST_LAND} AND ZL_DJ = '3'"),
    ("protection", "present/level_4", f"{FOREST_LAND} AND BH_DJ = '4' AND coalesce(BCLD, '') <> '2'"),
    ("planned_land", "added_land", "BCLD = '2'"),
]


@pytest.mark.parametrize("name", ["forest_clean.gpkg", "forest_delivery.gpkg"])
def test_sample_against_sqlite(name):
    path = SAMPLE / name
    result = evaluate_status(bind(forest_pack(), open_source(str(path)), str(path)))
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
        def asked(where: str) -> float:
            found = database.execute(f"SELECT total(MIAN_JI) FROM LDXB WHERE {where}").fetchone()
            return round(float(found[0]), 6)

        for table_id, column, where in ASKED:
            table = result.table(table_id)
            assert table.value("", column) / HA == pytest.approx(asked(where), abs=1e-6), (table_id, column)
            if name != "forest_clean.gpkg":
                continue  # codes planted there name a town that is not meant
            towns = {row.unit for row in table.rows if row.kind is RowKind.UNIT and len(row.unit) == 9}
            for town in sorted(towns):
                there = f"{where} AND XIAN || substr(XIANG, -3) = '{town}'"
                assert table.value(town, column) / HA == pytest.approx(asked(there), abs=1e-6), (column, town)
            if "origin" in table.rule.rows and len(table.rule.rows) == 1:
                for origin, condition in ORIGINS.items():
                    value = table.value("", column, origin)
                    assert (0.0 if math.isnan(value) else value / HA) == pytest.approx(
                        asked(f"{where} AND {condition}"), abs=1e-6), (column, origin)
