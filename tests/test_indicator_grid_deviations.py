"""Deviations in the grid: signs, sums, tips, and only what hangs on an edit is judged anew."""

from __future__ import annotations

from fractions import Fraction

import pytest
from indicator_bench import CONTROL, Bench, assigned, bench
from indicator_plan import A1, COUNTY, A, B, C, key, put, rules, value
from landplan_toolbox.algorithms.indicators.model import ValueChange
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.units.tree import AdminUnit, UnitTree
from landplan_toolbox.ui.indicators.grid.edits import Place
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFontMetrics, QPalette
from qgis.PyQt.QtTest import QTest

__all__ = ["bench"]


# --- deviations ------------------------------------------------------------------------------


def test_a_sum_that_misses_is_marked_by_sign_and_tone_and_explained(bench):
    assert bench.cell(assigned(COUNTY)).tone.value == "plain"
    bench.go(assigned(B))
    bench.type("200")
    cell = bench.cell(assigned(COUNTY))
    assert (cell.sign, cell.tone.value, cell.below) == ("▼", "error", "Σ 830.00 ▼")
    tip = bench.tip(assigned(COUNTY))
    for part in ("甲县 (610101)", "Value: 900 ha", "Sum of 3 units below: 830 ha", "Difference of the sum: -70 ha",
                 "陕·三(一)", "李四", "error"):
        assert part in tip, part
    bench.press(Qt.Key.Key_Z, CONTROL)
    assert bench.cell(assigned(COUNTY)).sign == ""


def test_only_what_hangs_on_an_edit_is_worked_out_anew(bench, monkeypatch):
    from landplan_toolbox.ui.indicators.grid import judged

    bench.go(assigned(A1, "02"))
    bench.view.grab()  # all cells in sight are known
    seen, real = set(), judged.deviations_of
    monkeypatch.setattr(judged, "deviations_of", lambda sheet, *slot: seen.add(slot) or real(sheet, *slot))
    bench.type("1")
    bench.wait()
    units = bench.sheet.tree.units  # a grid of another test may still be looking
    assert {(unit, indicator) for unit, indicator, _ in seen if unit in units} == {(A1, "02"), (A, "02")}


def test_missing_units_are_named(bench):
    put(bench.sheet, B, "01", "a", None)
    bench.grid.refresh([assigned(B)])
    assert "Without a value: 西镇" in bench.tip(assigned(COUNTY))
    assert bench.cell(assigned(B)).wanted is False  # its plan is there
    put(bench.sheet, B, "01", "p", None)
    bench.grid.refresh([key(B, "01", "p")])
    assert bench.cell(assigned(B)).wanted is True


def test_a_broken_relation_is_shown_in_all_its_indicators(bench):
    put(bench.sheet, COUNTY, "07", "a", "250")
    bench.grid.refresh([key(COUNTY, "07", "a")])
    assert all(bench.cell(key(COUNTY, code, "a")).sign for code in ("06", "07", "09"))


def test_deviations_have_a_column_when_wanted(bench):
    put(bench.sheet, B, "01", "a", "200")
    bench.grid.refresh(None)
    bench.show(deviations=True)
    column = next(number for number, one in enumerate(bench.model.columns) if one.kind is None)
    assert bench.model.cell(0, column).text == "-70.00" and bench.model.cell(0, column).sign == "▼"
    assert bench.model.cell(bench.units().index(C), column).text == "✓"
    assert bench.model.key(bench.model.index(0, column)) is None
    bench.view.go(Place(0, column))
    QTest.keyClicks(bench.view, "5")
    assert "deviations are worked out" in bench.bubble()


def test_signs_differ_by_shape_not_by_colour_alone():
    from landplan_toolbox.algorithms.rulepack.model import Severity
    from landplan_toolbox.ui.indicators.grid.colours import sign_of

    signs = [sign_of(severity, over) for severity in Severity for over in (Fraction(1), Fraction(-1), None)]
    assert len(set(signs)) == 6


@pytest.mark.parametrize("dark", [False, True])
def test_every_tone_is_readable_on_its_ground(dark):
    from landplan_toolbox.ui.indicators.grid.colours import Tone, ink

    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("#2a2a2a" if dark else "#ffffff"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#dddddd" if dark else "#000000"))
    for tone in Tone:
        text, ground = ink(tone, palette)
        lights = sorted(luminance(one) for one in (text, ground or palette.color(QPalette.ColorRole.Base)))
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5, tone


def luminance(colour):
    """Return the relative luminance of a colour (WCAG)."""
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
             for part in (colour.redF(), colour.greenF(), colour.blueF())]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_what_comes_from_data_is_not_taken_for_formatting(qtbot):
    units = [AdminUnit("1", "<img src=x>县", "county"), AdminUnit("11", "<b>镇", "town", "1")]
    sheet = IndicatorSheet(rules(), UnitTree(units))
    sheet.put([ValueChange(assigned("1"), value(assigned("1"), 5))])
    bench = Bench(qtbot, sheet)
    tip = bench.tip(assigned("1"))
    assert "<img" not in tip and "&lt;img" in tip and "&lt;b&gt;镇" in tip
    head = bench.model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in head


def test_the_draft_of_an_edited_layer_stands_beside_what_is_kept(bench):
    at = key(A, "01", "m")
    put(bench.sheet, A, "01", "m", "500")
    bench.grid.refresh([at])
    bench.grid.set_draft({at: Fraction(4_900_000)})
    cell = bench.cell(at)
    assert (cell.text, cell.below, cell.sign) == ("490.00", "-10.00", "✎")
    assert "not saved: 490 ha" in bench.tip(at)
    bench.grid.set_draft({})
    assert bench.cell(at).text == "500.00"


def test_a_measured_value_alone_is_not_said_to_be_kept(bench):
    bench.show(deviations=True, indicators=("01",))
    place = bench.place(key(A, "01", "m"))
    column = next(number for number, one in enumerate(bench.model.columns) if one.kind is None)
    put(bench.sheet, A1, "01", "m", "5")
    bench.grid.refresh()
    bench.wait()
    assert bench.model.cell(bench.place(key(A1, "01", "m")).row, column).text == ""
    assert bench.model.cell(place.row, column).text == "✓"


def test_a_deviation_fits_into_its_column(bench):
    bench.show(deviations=True, indicators=("01",))
    put(bench.sheet, A, "01", "p", "99999.99")
    put(bench.sheet, A, "01", "m", "1")
    bench.grid.refresh()
    bench.wait()
    column = next(number for number, one in enumerate(bench.model.columns) if one.kind is None)
    cell = bench.model.cell(bench.place(key(A, "01", "p")).row, column)
    font = bench.view.font()
    font.setBold(True)
    assert cell.sign and QFontMetrics(font).horizontalAdvance(f"{cell.sign} {cell.text}") < (
        bench.view.columnWidth(column))
