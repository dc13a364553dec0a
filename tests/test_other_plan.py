"""Several counties in one plan: units from tables and other workspaces beside those of the layers, and their sums."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from dock_support import Desktop
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.judgement import deviations_of
from landplan_toolbox.algorithms.indicators.measured_origin import measured_source
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.sheet import IndicatorSheet
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.units.read_tree import UnitRow, tree_of_rows
from landplan_toolbox.algorithms.workspace.other_plan import changes_from, joined_rows, read_other_plan, rows_of
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from landplan_toolbox.ui.indicators.other_plan_dialog import OtherPlanDialog
from landplan_toolbox.ui.indicators.units_dialog import UnitsDialog
from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QDialog
from test_indicators_tab import desktop, rest, stored

__all__ = ["desktop"]

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample" / "farmland_clean.gpkg"
DIGITS = {"province": 2, "city": 4, "county": 6, "town": 9, "village": 12}
AT = datetime(2026, 3, 1, tzinfo=timezone.utc)
CITY, ONE, TWO = "6901", "690121", "690122"
ACCEPTED = QDialog.DialogCode.Accepted


@pytest.fixture(scope="module")
def pack(qgis_application):
    """The farmland pack."""
    return load_pack("farmland", kind_specs())


def value(unit, amount, indicator="01", kind=ValueKind.PLANNED):
    """Return a value of 2020 in hectares."""
    origin = Origin(translatable("Indicators", "Entered by hand"), "王", AT)
    return IndicatorValue(ValueKey(unit, indicator, 2020, kind), Quantity(Decimal(amount), "ha"), origin)


def county(path, code, name, *amounts):
    """Write the workspace of a county with towns, each with an amount."""
    rows = [UnitRow(code, name), *(UnitRow(f"{code}10{number}", f"{name}{number}镇") for number in range(len(amounts)))]
    tree = tree_of_rows(rows, DIGITS).tree
    values = [value(code, str(sum(map(Decimal, amounts))))]
    values += [value(f"{code}10{number}", amount) for number, amount in enumerate(amounts)]
    with Workspace.open(path) as opened:
        opened.indicators("farmland").save([ValueChange(one.key, one) for one in values], units=tree.units.values())
    return str(path)


# --- reading -----------------------------------------------------------------------------------


def test_a_workspace_is_read_and_left_as_it_is(tmp_path, pack):
    path = county(tmp_path / "二县.gpkg", TWO, "二县", "1.5", "2")
    before = Path(path).read_bytes(), sorted(one.name for one in tmp_path.iterdir())
    other = read_other_plan(path, pack)
    assert (Path(path).read_bytes(), sorted(one.name for one in tmp_path.iterdir())) == before
    assert other.tree.roots == (TWO,) and {one.key.unit for one in other.values} == {TWO, TWO + "100", TWO + "101"}
    new, differing = changes_from(other, {}, "李", AT)
    assert len(new) == 3 and not differing
    assert Language("en").render(new[0].value.origin.source) == "From 二县.gpkg: Entered by hand"
    assert new[0].value.origin.person == "李"
    here = {one.key: one for one in (value(TWO, "3.50"), value(TWO + "100", "9"))}
    new, differing = changes_from(other, here, "李", AT)
    assert [one.key.unit for one in new] == [TWO + "101"] and [one.key.unit for one in differing] == [TWO + "100"]


def test_what_a_county_measured_for_a_part_only_is_no_whole_value_of_the_city(tmp_path, pack):
    path = county(tmp_path / "二县.gpkg", TWO, "二县", "1.5")
    measured = value(TWO, "1", kind=ValueKind.MEASURED)
    source = measured_source(translatable("Indicators", "land"), (translatable("Indicators", "half"),), partial=True)
    with Workspace.open(path) as opened:
        opened.indicators("farmland").save([
            ValueChange(measured.key, replace(measured, origin=replace(measured.origin, source=source)))])
    other = read_other_plan(path, pack)
    city = IndicatorSheet(pack.indicators, other.tree)
    city.put(changes_from(other, {}, "李", AT)[0])
    assert city.is_partial(measured.key) and not deviations_of(city, TWO, "01", 2020)
    city.put([ValueChange(measured.key, measured)])
    assert deviations_of(city, TWO, "01", 2020)


def test_what_was_written_last_is_read_while_the_workspace_is_open(tmp_path, pack):
    path = county(tmp_path / "二县.gpkg", TWO, "二县", "1")
    with Workspace.open(path) as opened:
        one = value(TWO, "8")
        opened.indicators("farmland").save([ValueChange(one.key, one)])
        assert Decimal(8) in {value.quantity.amount for value in read_other_plan(path, pack).values}


def test_a_delivery_is_read_by_its_tables(pack):
    other = read_other_plan(str(SAMPLE), pack)
    assert ONE in other.tree and len(other.values) > 100


@pytest.mark.parametrize("case", ["missing", "empty", "rubbish", "another pack"])
def test_what_holds_no_plan_is_refused_in_a_sentence(tmp_path, pack, case):
    path = tmp_path / "二县.gpkg"
    if case == "empty":
        Workspace.open(path).close()
    elif case == "rubbish":
        path.write_bytes(b"rubbish" * 99)
    elif case == "another pack":
        county(path, TWO, "二县", "1")
        pack = load_pack("forest", kind_specs())
    with pytest.raises(LandPlanError, match=path.name):
        read_other_plan(str(path), pack)


def test_values_of_units_it_does_not_have_are_named(tmp_path, pack):
    path = county(tmp_path / "二县.gpkg", TWO, "二县", "1")
    with Workspace.open(path) as opened:
        one = value("690199", "8")
        opened.indicators("farmland").save([ValueChange(one.key, one)])
    other = read_other_plan(path, pack)
    assert "690199" not in {one.key.unit for one in other.values}
    assert "690199" in Language("en").render(other.notes[0])


def test_rows_are_joined_and_the_newer_says_more():
    rows = joined_rows([UnitRow("1", "a", "0"), UnitRow("2", "b")], [UnitRow("1", "", ""), UnitRow("2", "c", "1")])
    assert rows == [UnitRow("1", "a", "0"), UnitRow("2", "c", "1")]
    tree = tree_of_rows([UnitRow(ONE, "一县"), UnitRow(TWO, ""), UnitRow("690171001", "园区", ONE)], DIGITS).tree
    assert tree_of_rows(rows_of(tree), DIGITS).tree.units == tree.units


# --- the window --------------------------------------------------------------------------------


@pytest.fixture
def answer(monkeypatch):
    """Answer the dialogs by a function that is given the dialog of the units."""
    def put(deed, replace_differing=False):
        def run(dialog):
            deed(dialog)
            return ACCEPTED

        def take(dialog):
            dialog.replace.setChecked(replace_differing)
            return ACCEPTED

        monkeypatch.setattr(UnitsDialog, "exec", run)
        monkeypatch.setattr(OtherPlanDialog, "exec", take)

    return put


def read_plan(desktop, dialog, path):
    dialog.read_plan(str(path))
    desktop.qtbot.waitUntil(lambda: dialog._task is None and dialog._offered is None, timeout=30_000)


def test_a_city_adds_up_its_counties(desktop, tmp_path, answer):
    tab = desktop.dock.indicators
    tab.work.take_over()
    rest(desktop)
    path = county(tmp_path / "二县.gpkg", TWO, "二县", "10", "20.25")
    own = tab.work.sheet.exact(ValueKey(ONE, "01", 2020, ValueKind.PLANNED))

    def add(dialog):
        read_plan(desktop, dialog, path)
        assert CITY in dialog.tree and dialog.tree.children(CITY) == (ONE, TWO) and dialog.forget_button.isEnabled()
        assert dialog.added
        assert f"Values of other plans that OK takes over: {len(dialog.added)}" in dialog.text.toPlainText()

    answer(add)
    tab.unit_deeds.show()
    sheet = tab.work.sheet
    assert sheet.tree.roots == (CITY,) and sheet.tree[TWO].name == "二县"
    total = sheet.child_sum(ValueKey(CITY, "01", 2020, ValueKind.PLANNED)).total
    assert total == own + 302_500
    assert {key.unit for key in stored(desktop)} >= {ONE, TWO, TWO + "101"}
    target = replace(value(CITY, "1", kind=ValueKind.ASSIGNED))
    tab.grid.apply([ValueChange(target.key, target)], "target")
    desktop.session.reload()  # the layers know nothing of the second county
    work = rest(desktop)
    assert work.sheet.tree.roots == (CITY,) and not work.proposals and TWO + "101" in work.sheet.tree
    tab.grid.undo_stack.undo()

    def forget(dialog):
        assert dialog.forget_button.isVisibleTo(dialog)
        dialog.forget_button.click()
        assert dialog.tree.roots == (ONE,)

    answer(forget)
    tab.unit_deeds.show()
    assert tab.work.sheet.tree.roots == (ONE,)
    desktop.session.reload()
    assert rest(desktop).sheet.tree.roots == (ONE,)


def test_the_own_workspace_is_no_other_plan(desktop, answer):
    tab = desktop.dock.indicators
    tab.work.take_over()
    rest(desktop)
    said = []

    def add(dialog):
        dialog.read_plan(desktop.session.workspace_path)
        said.append(dialog.problem.text())

    answer(add)
    tab.unit_deeds.show()
    assert "of this plan itself" in said[0]


def test_a_city_without_layers_is_made_of_its_counties(qtbot, tmp_path, answer, provider):
    one = Desktop(qtbot).show()
    one.session.choose_pack("farmland")
    one.session.choose_workspace(str(tmp_path / "城市.gpkg"))
    work = rest(one)
    assert not len(work.sheet.tree)
    paths = [county(tmp_path / f"{code}.gpkg", code, name, "1", "2") for code, name in ((ONE, "一县"), (TWO, "二县"))]

    def add(dialog):
        for path in paths:
            read_plan(one, dialog, path)

    answer(add)
    one.dock.indicators.unit_deeds.show()
    sheet = one.dock.indicators.work.sheet
    assert sheet.tree.roots == (CITY,) and len(sheet.tree) == 7
    assert sheet.child_sum(ValueKey(CITY, "01", 2020, ValueKind.PLANNED)).total == 60_000
    one.session.reload()
    assert rest(one).sheet.tree.roots == (CITY,)
    one.close()
    QgsProject.instance().clear()


def test_values_that_differ_stay_unless_one_says_otherwise(desktop, tmp_path, answer):
    tab = desktop.dock.indicators
    mine = value(TWO, "5")
    tab.grid.apply([ValueChange(mine.key, mine)], "typed")
    path = county(tmp_path / "二县.gpkg", TWO, "二县", "10")
    answer(lambda dialog: read_plan(desktop, dialog, path))
    tab.unit_deeds.show()
    assert tab.work.sheet.value(mine.key).quantity.amount == 5
    answer(lambda dialog: read_plan(desktop, dialog, path), replace_differing=True)
    tab.unit_deeds.show()
    assert tab.work.sheet.value(mine.key).quantity.amount == 10
    tab.grid.undo_stack.undo()
    assert tab.work.sheet.value(mine.key).quantity.amount == 5
