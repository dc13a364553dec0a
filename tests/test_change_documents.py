"""The change report as documents: tables of the annex, HTML on paper, files that are whole or not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from indicator_plan import COUNTY, ORIGIN, A, B, C, key, value
from indicator_support import change, dataset, delivery, farmland
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.delivery.change_annex import annex_tables
from landplan_toolbox.algorithms.delivery.change_html_page import Page
from landplan_toolbox.algorithms.delivery.change_report import ChangeReport, change_report
from landplan_toolbox.algorithms.delivery.change_report_html import change_report_html, write_change_report
from landplan_toolbox.algorithms.delivery.change_report_tables import change_sheets, write_change_tables
from landplan_toolbox.algorithms.delivery.change_words import amount
from landplan_toolbox.algorithms.delivery.printed_parts import PrintedTable, sheet_names
from landplan_toolbox.algorithms.errors import Cancelled
from landplan_toolbox.algorithms.indicators.plan_data import read_plan
from landplan_toolbox.algorithms.indicators.quantity import amount_in, rounded
from landplan_toolbox.algorithms.indicators.tables.reading import read_sheets
from landplan_toolbox.algorithms.indicators.values_layer import values_layer, with_values
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

BASE, FORMER, ASSIGNED, PLANNED, MEASURED = ValueKind
NOW = datetime(2026, 3, 4, 5, 6, tzinfo=timezone.utc)
ENGLISH = Language("en")
DAY = f"{ORIGIN.at.astimezone():%Y-%m-%d}"  # on which the values were written


def report(rows: Any = None, kept: Any = ()) -> ChangeReport:
    """Return the report on a delivery."""
    bound = with_values(dataset(delivery() if rows is None else rows), list(kept))
    return change_report(farmland(), read_plan(bound), "delivery.gpkg")


def html(found: ChangeReport) -> str:
    """Return the report as HTML."""
    return change_report_html(found, ENGLISH, NOW)


def section_of(found: ChangeReport, unit: str):
    """Return the section of a unit."""
    return next(one for one in found.sections if one.unit.code == unit)


# --- the tables of the annex ---------------------------------------------------------------------


def test_the_annex_has_the_tables_as_they_are_handed_in():
    """01: 950 → 900 in the county, 475 → 450, 285 → 270 and 190 → 180 in its towns."""
    found = report(kept=[value(key(COUNTY, "01", "p"), 900)])
    tables = annex_tables(found, ENGLISH)
    first, handed, below = tables[0], tables[1], tables[-1]
    assert first.title == f"{COUNTY}: Adjustment of indicators"
    row = dict(zip(first.head[0], first.rows[0]))
    assert (row["Indicator"], row["Before the adjustment 2020"], row["Planned 2020"], row["Change"], row["Change (%)"]) == (
        "01 Farmland retained", 950, 900, -50, Decimal("-5.26"))
    assert row["Reason, who and when"] == f"李四 {DAY}"
    assert [text for text in handed.head[0] if text][2:] == [
        "01 Farmland retained", "02 Basic farmland protected", "06 Construction land in total"]
    assert [line[:5] for line in handed.rows] == [
        [A, "东镇", 475, 450, -25], [B, "西镇", 285, 270, -15], [C, "南镇", 190, 180, -10]]
    assert handed.total[:5] == ["", "Sum of the units", 950, 900, -50]
    assert [line[:5] for line in handed.closing] == [[COUNTY, COUNTY, 950, 900, -50]]
    assert handed.is_summed(2) and "Empty: no value, not 0." in handed.notes[0]
    assert all(len(line) == len(table.columns) for table in tables for line in (*table.head, *table.rows))
    assert {line[0] for line in below.rows} == {A, B, C} and "town" in below.title


def test_a_sum_of_the_annex_that_lacks_a_value_is_left_open():
    rows = change(change(delivery(), B, "02", ASSIGNED, None), B, "02", PLANNED, None)
    handed = annex_tables(report(rows), ENGLISH)[1]
    place = handed.head[0].index("02 Basic farmland protected")
    assert handed.rows[1][place:place + 3] == [Decimal("237.5"), None, None]
    assert handed.total[place:place + 3] == [760, None, None]


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_the_file_with_annex_and_lists_is_read_back(tmp_path, ending):
    path = tmp_path / f"change{ending}"
    found = report()
    write_change_tables(found, path, ENGLISH)
    sheets = {sheet.name: sheet for sheet in read_sheets(path)}
    assert len(sheets) == len(annex_tables(found, ENGLISH)) + len(change_sheets(found, ENGLISH))
    values = sheets["Indicators"]
    assert values.rows[0][0] == "Code of the unit"
    again = tmp_path / f"again{ending}"
    write_change_tables(found, again, ENGLISH)
    assert path.read_bytes() == again.read_bytes()


def test_an_indicator_without_a_base_lacks_none():
    """The quota of occupation begins with the plan, so nothing is missing and nothing can be compared."""
    forest = load_pack("forest", kind_specs())
    county = "520111"
    values = [value(key(county, code, "p", year), 100) for code in ("01", "03") for year in (2025, 2035)]
    found = change_report(forest, read_plan(bind(forest, [values_layer(forest, values)], "m")), "m")
    section = next(one for one in found.sections if one.year == 2025)
    row = next(one for one in section.main if one.rule.code == "03")
    assert row.base is None and not found.has_before(row.rule)
    page = Page(found, ENGLISH)
    assert "missing" not in "".join(page.values(row))
    assert "missing" in "".join(page.values(next(one for one in section.main if one.rule.code == "01")))
    assert html(found).count("nothing to compare with: there is no base value") == 2
    assert annex_tables(found, ENGLISH)[0].title.endswith("Planned indicators")


def test_units_of_the_same_name_have_sheets_of_their_own():
    tables = [PrintedTable("甲 表", "t", "a", [], [], [], []), PrintedTable("甲 表", "t", "a", [], [], [], [])]
    assert sheet_names(tables) == ["甲 表", "甲 表 (2)"]


# --- the report as a document --------------------------------------------------------------------


def test_the_summary_says_which_way_the_main_indicators_go():
    text = html(report(change(delivery(), COUNTY, "01", FORMER, 890)))
    assert "increase, but the adjustment only lets it be cut" in text  # 01: 890 → 900
    assert "decrease, as the adjustment provides" in text and "increase, as the adjustment provides" in text
    assert '<div class="after wrong" style="width:100.0%" title="900.00">' in text
    assert '<div style="width:98.9%" title="890.00">' in text


def test_who_wrote_a_target_when_and_why_is_beside_it():
    kept = value(key(COUNTY, "02", "p"), 700)
    noted = replace(kept, origin=replace(kept.origin, note="渭河河道 <退出>"))
    text = html(report(kept=[noted]))
    assert f"渭河河道 &lt;退出&gt; (李四 {DAY})" in text and f"{DAY}</td>" in text


def test_what_a_level_need_not_state_is_told_at_the_end():
    text = html(report())
    assert text.index("All values that have to be stated are there") < text.index("甲县 (610101), county, target year 2020")
    assert text.index("Not stated, and need not be") > text.index("The values do not contradict each other.")


def test_of_very_many_deviations_the_first_are_in_the_report():
    found = report(change(delivery(), C, "02", PLANNED, 100))
    many = replace(found, deviations=found.deviations * 600)
    text = html(many)
    assert text.count("Hand the rest down, or correct") + text.count("Raise the planned value") == 1000
    assert "The first 1000 of 1200 deviations" in text


def test_a_value_measured_for_a_part_of_a_unit_is_called_so():
    found = report(change(delivery(), C, "02", MEASURED, 1))
    section = section_of(found, COUNTY)
    table = next(one for one in section.tables if one.rule.code == "02")
    partial = replace(table.rows[0], measured=Fraction(10_000), partial=True)
    changed = replace(section, tables=(replace(table, rows=(partial, *table.rows[1:])),))
    assert "1.00 (part of the unit)" in html(replace(found, sections=(changed,)))


def test_nothing_is_left_behind_when_the_report_cannot_be_finished(tmp_path):
    target = tmp_path / "r.html"
    target.write_text("before", "utf-8")
    for patience in range(6):
        with pytest.raises(Cancelled):
            write_change_report(report(), target, ENGLISH, NOW, Watch(patience))
    assert target.read_text("utf-8") == "before" and len(list(tmp_path.iterdir())) == 1
    for ending in (".xlsx", ".ods"):
        for patience in range(0, 12, 3):
            with pytest.raises(Cancelled):
                write_change_tables(report(), tmp_path / f"r{ending}", ENGLISH, Watch(patience))
    assert len(list(tmp_path.iterdir())) == 1


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.fractions(-10**9, 10**9), st.sampled_from(("ha", "mu", "m2", "percent")), st.integers(0, 4))
def test_amounts_are_written_as_decimals_are_rounded(exact, unit, decimals):
    """Against `rounded`, that is halves away from zero; what would show as 0 has more decimals."""
    rule = replace(farmland().indicators.indicators["01"], unit=unit, decimals=decimals)
    shown = rounded(amount_in(exact, unit), decimals)
    if shown or not exact:
        assert amount(exact, rule) == f"{shown:f}"
    else:
        assert amount(exact, rule).strip("-0.") or abs(amount_in(exact, unit)) < Fraction(1, 10**8)
