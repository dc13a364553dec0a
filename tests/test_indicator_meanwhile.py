"""Values saved while others save, while nobody can save, and when the computer stops in the middle."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.change_records import RecordedChange, change_of, record_of
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.units.change_model import UnitChange, UnitChangeKind
from landplan_toolbox.algorithms.units.kept_borders import KeptBorders, UnitBorder
from landplan_toolbox.algorithms.units.tree import AdminUnit
from landplan_toolbox.algorithms.workspace import indicator_store
from landplan_toolbox.algorithms.workspace.meanwhile import ChangedMeanwhile
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from landplan_toolbox.ui.indicators import keeping
from landplan_toolbox.ui.indicators.conflicts_dialog import ConflictsDialog
from landplan_toolbox.ui.indicators.loading import author
from landplan_toolbox.ui.indicators.unsaved_files import Place, UnsavedFiles, unsaved_folder
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from test_indicator_keeping import KEY, desktop, locked, rest, stored, type_in

__all__ = ["desktop"]

AT = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=8)))
ORIGIN = Origin(translatable("Indicators", "Entered by hand"), "王", AT)
UNITS = [AdminUnit("610116", "甲县", "county")]


def value(amount, person="王", key=KEY):
    """Return a value in hectares."""
    return IndicatorValue(key, Quantity(Decimal(amount), "ha"), replace(ORIGIN, person=person))


def change(amount, person="王", key=KEY):
    """Return the change that writes a value, or removes it where the amount is None."""
    return ValueChange(key, None if amount is None else value(amount, person, key))


@pytest.fixture
def store(tmp_path):
    """The values of a new workspace."""
    with Workspace.open(tmp_path / "台账.gpkg") as opened:
        yield opened.indicators("farmland")


def amounts(store):
    """Return the stored amounts by unit and year."""
    return {(one.key.unit, one.key.year): str(one.quantity.amount) for one in store.values()}


# --- the store ---------------------------------------------------------------------------------


def test_what_another_has_changed_meanwhile_is_not_overwritten(store):
    store.save([change("1")])
    store.save([change("2", "李")])
    other = KEY._replace(year=2014)
    with pytest.raises(ChangedMeanwhile) as refused:
        store.save([change("3"), change("9", key=other)], seen={KEY: value("1"), other: None})
    (conflict,) = refused.value.changes
    assert (conflict.stored.quantity.amount, conflict.person, conflict.wanted.value.quantity.amount) == (2, "李", 3)
    assert "李" in str(refused.value) and KEY.unit in str(refused.value)
    assert amounts(store) == {(KEY.unit, 2020): "2"}  # nothing of it, as a whole
    store.save([change("3"), change("9", key=other)], seen={KEY: value("2"), other: None})
    assert amounts(store) == {(KEY.unit, 2020): "3", (KEY.unit, 2014): "9"}


@pytest.mark.parametrize(("there", "seen", "wanted", "refused"), [
    ("1", "1", "2", False), ("1", "1", None, False), (None, None, "2", False), (None, None, None, False),
    ("2", "1", "2", False),  # both have written the same
    ("2", "1", None, True), ("2", None, "3", True), (None, "1", "3", True), (None, "1", None, False),
])
def test_only_other_contents_are_conflicts(store, there, seen, wanted, refused):
    store.save([change("7")])
    store.save([change(there)])
    believed = {KEY: None if seen is None else value(seen, "another")}
    if refused:
        with pytest.raises(ChangedMeanwhile):
            store.save([change(wanted)], seen=believed)
        assert amounts(store) == ({} if there is None else {(KEY.unit, 2020): there})
    else:
        store.save([change(wanted)], seen=believed)
        assert amounts(store) == ({} if wanted is None else {(KEY.unit, 2020): wanted})


def test_who_has_removed_a_value_is_named(store):
    store.save([change("1")])
    store.save([change(None)], "赵", AT)
    with pytest.raises(ChangedMeanwhile) as refused:
        store.save([change("2")], seen={KEY: value("1")})
    (conflict,) = refused.value.changes
    assert (conflict.stored, conflict.person, conflict.at) == (None, "赵", AT)


def test_units_borders_and_values_are_one_transaction(store, monkeypatch):
    store.save_units(UNITS)
    split = UnitChange(UnitChangeKind.SPLIT, ("a",), ("b", "c"), handed=("a",))
    borders = KeptBorders((UnitBorder("610116", "EPSG:4524", b"\1"),), "digest")
    store.save([change("1")])
    monkeypatch.setattr(indicator_store, "_UPDATE", "broken")
    with pytest.raises(LandPlanError):
        store.save([change("2")], units=[], unit_changes=[split], borders=borders)
    assert store.units() == UNITS and store.unit_changes() == [] and not len(store.borders())
    monkeypatch.undo()
    store.save([change("2")], units=[], unit_changes=[split], borders=borders)
    assert (store.units(), store.unit_changes(), store.borders()) == ([], [split], borders)
    store.save([], units=UNITS)
    assert store.borders() == borders and store.borders_digest() == "digest"


KILLED = """
import os, signal, sys
sys.path[:0] = [{tests!r}]
import conftest
from test_indicator_meanwhile import UNITS, change, KEY
from landplan_toolbox.algorithms.workspace import indicator_store
from landplan_toolbox.algorithms.workspace.workspace import Workspace
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
indicator_store._touch_values = die
with Workspace.open({path!r}) as opened:
    keys = [KEY._replace(unit=str(number)) for number in range(2000)]
    opened.indicators("farmland").save([change("2", key=key) for key in (KEY, *keys)], units=[])
"""


def test_a_program_killed_while_it_saves_leaves_the_former_state(store, tmp_path):
    store.save([change("1")], units=UNITS)
    path = str(tmp_path / "台账.gpkg")
    done = subprocess.run(
        [sys.executable, "-c", KILLED.format(tests=str(Path(__file__).parent), path=path)], check=False,
        capture_output=True, timeout=60, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert done.returncode == -signal.SIGKILL, done.stderr
    with Workspace.open(path) as opened:
        again = opened.indicators("farmland")
        assert amounts(again) == {(KEY.unit, 2020): "1"} and again.units() == UNITS
        again.save([change("3")])


@pytest.mark.parametrize(("patience", "milliseconds"), [(0.0, 0), (0.25, 250), (None, 3000)])
def test_how_long_it_waits_can_be_said(store, tmp_path, patience, milliseconds):
    with Workspace.open(tmp_path / "台账.gpkg", patience=patience) as other:
        assert other._database.connection.execute("PRAGMA busy_timeout").fetchone() == (milliseconds,)


def test_who_has_no_patience_is_told_that_another_program_writes(store, tmp_path):
    path = tmp_path / "台账.gpkg"
    with locked(path), Workspace.open(path, patience=0.0) as other, pytest.raises(LandPlanError, match="by another"):
        other.indicators("farmland").save([change("1")])


def test_changes_come_back_from_their_records():
    for recorded in (RecordedChange(change("1.50"), True, value("2")), RecordedChange(change(None), False, None)):
        assert change_of(record_of(recorded)) == recorded
    with pytest.raises((ValueError, KeyError)):
        change_of({"key": ["a", "01", 2020, "?"], "value": None, "believed": True, "was": None})


# --- the window --------------------------------------------------------------------------------


def write_elsewhere(path, amount, person="李四"):
    """Change the value as another window does."""
    with Workspace.open(path, create=False) as other:
        other.indicators("farmland").save([change(amount, person)], person)


def test_two_windows_that_edit_one_cell(desktop, monkeypatch):
    type_in(desktop, "1")
    path = desktop.session.workspace_path
    write_elsewhere(path, "5")
    type_in(desktop, "2")
    tab = desktop.dock.indicators
    assert stored(path) == "5" and len(tab.work.conflicts) == len(tab.work.unsaved) == 1
    assert "李四" in tab.state_text.text() and tab.state_button.isVisibleTo(tab)
    shown = []

    def look(dialog):
        shown.append([dialog.table.item(0, column).text() for column in range(dialog.table.columnCount())])
        return ConflictsDialog.DialogCode.Accepted

    monkeypatch.setattr(ConflictsDialog, "exec", look)
    tab.state_button.click()
    assert "2" in shown[0][2] and "5" in shown[0][3] and "李四" in shown[0][3]
    assert stored(path) == "5" and not tab.work.unsaved  # theirs, unless one says otherwise
    assert tab.work.sheet.value(KEY).quantity.amount == 5 and tab.work.sheet.value(KEY).origin.person == "李四"
    tab.grid.undo_stack.undo()  # mine after all
    assert stored(path) == "2" and not tab.work.conflicts


def test_of_two_windows_mine_can_be_kept(desktop, monkeypatch):
    type_in(desktop, "1")
    path = desktop.session.workspace_path
    write_elsewhere(path, None)
    type_in(desktop, "2")
    tab = desktop.dock.indicators

    def tick(dialog):
        dialog.table.item(0, 2).setCheckState(Qt.CheckState.Checked)
        return ConflictsDialog.DialogCode.Accepted

    monkeypatch.setattr(ConflictsDialog, "exec", tick)
    tab.state_button.click()
    assert stored(path) == "2" and not tab.work.unsaved
    with Workspace.open(path, create=False) as opened:
        versions = [one.value and str(one.value.quantity.amount)
                    for one in opened.indicators("farmland").history(KEY)]
    assert versions == ["2", None, "1"]


def test_what_another_window_does_elsewhere_disturbs_nobody(desktop):
    type_in(desktop, "1")
    path = desktop.session.workspace_path
    with Workspace.open(path, create=False) as other:
        other.indicators("farmland").save([change("5", key=KEY._replace(indicator="02"))])
    type_in(desktop, "2")
    assert stored(path) == "2" and not desktop.dock.indicators.work.conflicts


def test_a_locked_file_is_tried_again_without_a_hand(desktop, monkeypatch):
    monkeypatch.setattr(keeping, "AGAIN", (0.05, 0.05))
    work = desktop.dock.indicators.work
    work._keeper._later.setInterval(50)
    type_in(desktop, "1")
    with locked(desktop.session.workspace_path):
        type_in(desktop, "2")
        assert len(work.unsaved) == 1 and desktop.dock.indicators.state_text.text()
    desktop.qtbot.waitUntil(lambda: not work.unsaved, timeout=5_000)
    assert stored(desktop.session.workspace_path) == "2"
    assert not list(unsaved_folder().glob(f"{work._keeper._files._own}*.json"))


def opened_again(qtbot, source, path):
    """Return the desktop of a later QGIS with the same plan."""
    from dock_support import Desktop

    QgsProject.instance().clear()
    again = Desktop(qtbot).show()
    again.open(Path("farmland"), Path(source))
    again.session.choose_workspace(path)
    return again


def test_what_cannot_be_kept_at_the_end_comes_back(desktop, qtbot, monkeypatch):
    monkeypatch.setattr(keeping, "LAST_PATIENCE", 0.1)
    type_in(desktop, "1")
    path, source = desktop.session.workspace_path, desktop.session.state.source
    with locked(path):
        type_in(desktop, "2")
        desktop.dock.indicators.work.shut_down()
        assert stored(path) == "1"
    again = opened_again(qtbot, source, path)
    work = rest(again)
    qtbot.waitUntil(lambda: stored(path) == "2", timeout=5_000)
    assert work.sheet.value(KEY).quantity.amount == 2 and not work.unsaved
    assert any("are back: 1." in text for text in again.messages())
    again.dock.indicators.grid.undo_stack.undo()
    assert stored(path) == "1"
    assert not UnsavedFiles().take(Place("farmland", source, path))
    again.close()


def test_what_comes_back_does_not_overwrite_what_was_changed_since(desktop, qtbot, monkeypatch):
    monkeypatch.setattr(keeping, "LAST_PATIENCE", 0.1)
    type_in(desktop, "1")
    path, source = desktop.session.workspace_path, desktop.session.state.source
    with locked(path):
        type_in(desktop, "2")
        desktop.dock.indicators.work.shut_down()
    write_elsewhere(path, "5")
    again = opened_again(qtbot, source, path)
    work = rest(again)
    qtbot.waitUntil(lambda: bool(work.conflicts), timeout=5_000)
    assert stored(path) == "5"
    work.decide(())
    assert work.sheet.value(KEY).quantity.amount == 5 and not work.unsaved
    again.close()


def test_files_of_a_qgis_that_is_open_are_left_to_it():
    place = Place("farmland", "somewhere", "/nowhere/at all.gpkg")
    one, other = UnsavedFiles(), UnsavedFiles()
    one.write(place, [change("1"), change("2")], {KEY: None})
    assert other.take(place) == []
    one.close()
    (found,) = other.take(place)
    assert found == RecordedChange(change("2"), True, None)
    assert other.take(place) == [] and UnsavedFiles().take(place) == []
    other.forget_taken()
    assert UnsavedFiles().take(place) == []
    other.close()


@pytest.mark.parametrize(("name", "content"), [
    ("amount", "NaN"), ("amount", "1E+99999"), ("amount", None), ("at", "yesterday"), ("source", None),
    ("source", {"context": "A", "text": "B", "values": None}), ("source", {"context": "A", "text": 1, "values": {}})])
def test_a_record_that_somebody_has_changed_is_none(name, content):
    record = record_of(RecordedChange(change("1"), False, None))
    assert change_of(record).change == change("1")
    record["value"][name] = content
    with pytest.raises((ValueError, KeyError, TypeError, ArithmeticError)):
        change_of(record)


def test_a_damaged_file_of_values_is_passed_over():
    place = Place("farmland", "somewhere else", "/nowhere/at all.gpkg")
    one = UnsavedFiles()
    one.write(place, [change("1")], None)
    (path,) = one._written
    one.close()
    path.write_text('{"place": ["farmland"', encoding="ascii")
    assert UnsavedFiles().take(place) == [] and path.exists()
    path.unlink()


def test_who_writes_is_named(desktop):
    type_in(desktop, "1")
    with sqlite3.connect(desktop.session.workspace_path) as connection:
        assert connection.execute("SELECT person FROM indicator_value").fetchall() == [("somebody",)]
    assert author()


def test_the_key_is_of_the_sample():
    assert ValueKey("690121", "01", 2020, ValueKind.PLANNED) == KEY
