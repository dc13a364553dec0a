"""The choice of what a table for the printer holds."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.ui.indicators.matrix_dialog import MatrixDialog
from table_support import TREE, B, P, farmland_rules, values

SHEET = values(
    ("610524", "01", 2020, P, "30", "ha"), ("610524101", "01", 2020, P, "10", "ha"),
    ("610524101", "01", 2014, B, "1", "mu"))


@pytest.fixture
def dialog(qtbot):
    found = MatrixDialog(SHEET, Language("en"), "mu")
    qtbot.addWidget(found)
    return found


def test_only_what_there_is_can_be_chosen(dialog):
    assert [value for _, value in dialog.kinds] == [B, P]
    assert [value for _, value in dialog.years] == [2014, 2020]
    assert [value for _, value in dialog.levels] == ["county", "town"]
    assert dialog.area_unit.currentData() == "mu" and "合阳县" in dialog.title.text()
    assert dialog.summary.text() == "Units: 2. Columns with values: 2." and dialog._ok.isEnabled()


def test_the_choice_is_what_is_ticked_and_its_size_is_said_at_once(dialog):
    dialog.years[0][0].setChecked(False)
    dialog.levels[0][0].setChecked(False)
    choice = dialog.choice()
    assert choice.years == (2020,) and choice.levels == ("town",) and choice.area_unit == "mu"
    assert dialog.summary.text().startswith("Units: 1. Columns with values: 1.")
    dialog.years[1][0].setChecked(False)
    assert not dialog._ok.isEnabled() and "at least one" in dialog.summary.text()


def test_a_choice_without_a_value_is_refused_before_it_is_written(dialog):
    dialog.years[1][0].setChecked(False)  # base values of towns are there, those of the county are not
    dialog.levels[1][0].setChecked(False)
    assert not dialog._ok.isEnabled() and "no values" in dialog.summary.text()


def test_amounts_that_do_not_end_in_the_unit_are_told(dialog):
    dialog.area_unit.setCurrentIndex(dialog.area_unit.findData("ha"))
    dialog._tell()
    assert "cannot be written exactly" in dialog.summary.text()


def test_a_sheet_without_values(qtbot):
    empty = MatrixDialog(IndicatorSheet(farmland_rules(), TREE), Language("en"))
    qtbot.addWidget(empty)
    assert not empty._ok.isEnabled()
