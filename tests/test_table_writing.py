"""Values that are written as a table come back unchanged."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.delivery.indicator_values import write_values
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import AREA_UNITS, Quantity, is_area
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.indicators.tables.mapping import Layout
from landplan_toolbox.algorithms.indicators.tables.reading import read_sheets
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import Message
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from table_support import ORIGIN, TREE, B, P, farmland_rules, read, sentences, values

AMOUNTS = st.decimals(min_value=0, max_value=10**11, places=4) | st.decimals(
    min_value=0, max_value=1, places=25) | st.integers(0, 10**9).map(Decimal)


@st.composite
def sheets(draw):
    """Return a sheet of values of the farmland pack, each in a unit its indicator may be in."""
    rules = farmland_rules()
    keys = draw(st.lists(st.builds(ValueKey, st.sampled_from(list(TREE.units)), st.sampled_from(list(rules.indicators)),
                                   st.sampled_from([2014, 2020, 2035]), st.sampled_from(list(ValueKind))),
                         min_size=1, max_size=12, unique=True))
    found = []
    for key in keys:
        own = rules.indicators[key.indicator].unit
        unit = draw(st.sampled_from(list(AREA_UNITS))) if is_area(own) else own
        found.append(IndicatorValue(key, Quantity(draw(AMOUNTS), unit), ORIGIN))
    return IndicatorSheet(rules, TREE, found)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize("layout", [Layout.LONG, Layout.WIDE])
@pytest.mark.parametrize("code", ["zh", "en"])
@given(sheet=sheets())
@settings(deadline=None, max_examples=8, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_back_unchanged(tmp_path, ending, layout, code, sheet):
    path = tmp_path / f"values.{ending}"
    assert write_values(path, sheet, layout, Language(code)) > 0
    [raw_sheet] = read_sheets(path)
    _, result = read(raw_sheet, sheet)
    assert sentences(result.problems) == []
    assert (result.planned, result.unchanged) == ((), len(sheet))
    _, fresh = read(raw_sheet)
    assert {change.key: change.value.quantity.exact for change in fresh.changes} == {
        value.key: value.quantity.exact for value in sheet}
    if layout is Layout.LONG:
        assert {change.value.quantity.unit for change in fresh.changes} == {value.quantity.unit for value in sheet}


def test_names_that_look_like_formulas_are_texts(tmp_path):
    tree = UnitTree([AdminUnit("610524101", "=HYPERLINK(\"http://x\")", "town"), AdminUnit("610524102", "@镇", "town")])
    origin = Origin(Message("Test", "+cmd|' /C calc'!A0"), "-Li", datetime(2026, 1, 2, tzinfo=timezone.utc), "=1+1")
    sheet = IndicatorSheet(farmland_rules(), tree, [IndicatorValue(ValueKey(code, "01", 2020, P), Quantity(Decimal(-5), "ha"),
                                                                   origin) for code in tree.units])
    path = tmp_path / "values.csv"
    write_values(path, sheet, Layout.LONG, Language("en"))
    text = path.read_text("utf-8-sig")
    cells = [cell.strip('"') for line in text.splitlines()[1:] for cell in line.split(",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert "-5" in cells and "'-Li" in cells  # an amount stays one
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_value_in_mu_is_converted_only_where_that_is_exact(tmp_path):
    sheet = values(("610524101", "01", 2020, P, "15", "mu"), ("610524102", "01", 2020, P, "1", "mu"))
    path = tmp_path / "values.csv"
    write_values(path, sheet, Layout.WIDE, Language("en"))
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[1].endswith(",1") and lines[2].endswith(",1 mu")


def test_units_without_a_row_and_strangers_are_written_too(tmp_path):
    sheet = values(("999999", "01", 2020, P, "1", "ha"), ("610524101", "01", 2014, B, "1", "ha"))
    path = tmp_path / "values.xlsx"
    assert write_values(str(path), sheet, Layout.WIDE, Language("zh")) == 2
    [raw_sheet] = read_sheets(path)
    assert raw_sheet.rows[2][0] == "999999"


def test_an_empty_sheet_is_refused(tmp_path):
    with pytest.raises(LandPlanError):
        write_values(tmp_path / "values.ods", IndicatorSheet(farmland_rules(), TREE), Layout.WIDE, Language("zh"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["values.txt", "missing/values.csv", "missing/values.xlsx"])
def test_places_that_cannot_be_written(tmp_path, name):
    with pytest.raises(LandPlanError):
        write_values(tmp_path / name, values(("610524101", "01", 2020, P, "1", "ha")), Layout.LONG, Language("en"))
    assert list(tmp_path.iterdir()) == []
