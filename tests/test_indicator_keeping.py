"""Values of indicators typed at bad moments: they reach the plan they were typed in, and no other."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from dock_support import Desktop
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.workspace import database
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from landplan_toolbox.ui.indicators.state import read_view
from landplan_toolbox.ui.indicators.units_dialog import UnitsDialog
from qgis.core import Qgis, QgsProject
from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox, QTextBrowser

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
KEY = ValueKey("690121", "01", 2020, ValueKind.PLANNED)


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch):
    """Wait a moment only for a workspace that somebody else holds."""
    monkeypatch.setattr(database, "LOCK_TIMEOUT", 0.3)


@pytest.fixture
def desktop(qtbot, tmp_path):
    """The dock with the farmland sample, its workspace in the test's folder."""
    one = Desktop(qtbot).show()
    source = tmp_path / "county.gpkg"
    shutil.copy(SAMPLE / "farmland_clean.gpkg", source)
    one.open(Path("farmland"), source)
    one.session.choose_workspace(str(tmp_path / "results.gpkg"))
    rest(one)
    yield one
    one.close()


def rest(desktop):
    """Wait until the values of the plan are shown, and return the work."""
    work = desktop.dock.indicators.work
    desktop.wait()
    desktop.qtbot.waitUntil(lambda: not work.running and work.sheet is not None, timeout=60_000)
    return work


def type_in(desktop, amount):
    """Type a value, as the grid tells of it."""
    origin = Origin(translatable("Indicators", "Entered by hand"), "somebody", datetime.now(timezone.utc))
    value = IndicatorValue(KEY, Quantity(Decimal(amount), "ha"), origin)
    desktop.dock.indicators.grid.apply([ValueChange(KEY, value)], "typed")


@contextmanager
def locked(path):
    """Another program writes to a workspace."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def stored(path, pack="farmland"):
    """Return the amount in a workspace, None where there is none."""
    with Workspace.open(path, create=False) as kept:
        return next((str(value.quantity.amount) for value in kept.indicators(pack).values() if value.key == KEY), None)


def test_the_first_value_makes_the_workspace_and_stays_on_screen(desktop):
    path = desktop.session.workspace_path
    assert not Path(path).exists()
    type_in(desktop, "7")
    assert stored(path) == "7" and desktop.session.workspace is not None
    assert desktop.dock.indicators.grid.undo_stack.canUndo()


def test_what_waits_goes_to_the_plan_it_was_typed_in(desktop):
    type_in(desktop, "1")
    path = desktop.session.workspace_path
    with locked(path):
        type_in(desktop, "2")
        desktop.session.choose_pack("forest")
        work = rest(desktop)
        assert work.pack.id == "forest" and work.unsaved
        assert work.sheet.value(KEY) is None
    work.flush()
    assert not work.unsaved
    assert stored(path) == "2"
    assert stored(path, "forest") is None


def test_what_waits_is_never_written_to_the_workspace_of_another_project(desktop, tmp_path):
    type_in(desktop, "1")
    path = desktop.session.workspace_path
    with locked(path):
        type_in(desktop, "2")
        source = desktop.session.state.source
        QgsProject.instance().clear()
        desktop.open(Path("farmland"), Path(source))
        desktop.session.choose_workspace(str(tmp_path / "other.gpkg"))
        work = rest(desktop)
        assert work.sheet.value(KEY) is None
    work.flush()
    assert stored(path) == "2"
    assert not (tmp_path / "other.gpkg").exists()


def test_what_waits_goes_along_to_the_file_the_user_chooses_for_the_results(desktop, tmp_path):
    type_in(desktop, "1")
    with locked(desktop.session.workspace_path):
        type_in(desktop, "2")
        desktop.session.choose_workspace(str(tmp_path / "free.gpkg"))
    work = rest(desktop)
    assert not work.unsaved and stored(tmp_path / "free.gpkg") == "2"
    assert work.sheet.value(KEY).quantity.amount == 2


def test_a_value_typed_while_the_values_are_read_stays(desktop):
    type_in(desktop, "1")
    work = desktop.dock.indicators.work
    work._shown = ()
    work.renew()
    assert work.running == "load"
    type_in(desktop, "2")
    rest(desktop)
    assert work.sheet.value(KEY).quantity.amount == 2
    assert stored(desktop.session.workspace_path) == "2"


def test_a_value_that_waits_is_not_lost_when_the_source_is_read_again(desktop):
    type_in(desktop, "1")
    with locked(desktop.session.workspace_path):
        type_in(desktop, "2")
        desktop.session.reload()
        work = rest(desktop)
        assert work.sheet.value(KEY).quantity.amount == 2 and len(work.unsaved) == 1
    work.flush()
    assert stored(desktop.session.workspace_path) == "2"


def test_values_typed_while_something_else_writes_are_kept_afterwards(desktop):
    type_in(desktop, "1")
    work = desktop.dock.indicators.work
    desktop.session.hold_workspace(True)
    type_in(desktop, "2")
    assert len(work.unsaved) == 1 and stored(desktop.session.workspace_path) == "1"
    desktop.session.hold_workspace(False)
    desktop.qtbot.waitUntil(lambda: not work.unsaved, timeout=5_000)
    assert stored(desktop.session.workspace_path) == "2"


def test_what_waits_is_kept_when_the_plugin_is_unloaded(desktop):
    type_in(desktop, "1")
    desktop.session.hold_workspace(True)
    type_in(desktop, "2")
    path = desktop.session.workspace_path
    desktop.dock.indicators.work.shut_down()
    assert stored(path) == "2"


def test_nothing_is_checked_while_values_wait(desktop):
    type_in(desktop, "1")
    work = desktop.dock.indicators.work
    with locked(desktop.session.workspace_path):
        type_in(desktop, "2")
        work.check()
        assert not work.running and len(work.unsaved) == 1


def test_without_a_file_the_values_wait(qtbot):
    one = Desktop(qtbot).show()
    one.session.choose_pack("farmland")
    work = rest(one)
    assert not one.session.workspace_path
    type_in(one, "3")
    assert len(work.unsaved) == 1 and work.save_problem
    work.keep([ValueChange(KEY, None)])
    one.close()


def test_a_report_is_not_written_over_a_file_that_was_not_named(desktop, tmp_path, monkeypatch):
    type_in(desktop, "1")
    there = tmp_path / "report.html"
    there.write_text("mine")
    exports = desktop.dock.indicators.exports
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "report"), ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.button(QMessageBox.StandardButton.Cancel).click())
    exports.report()
    assert exports._run is None and there.read_text() == "mine"


def test_a_report_does_not_leave_out_what_waits(desktop, tmp_path, monkeypatch):
    type_in(desktop, "1")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "report.html"), ""))
    exports = desktop.dock.indicators.exports
    with locked(desktop.session.workspace_path):
        type_in(desktop, "2")
        exports.report()
    assert exports._run is None and not (tmp_path / "report.html").exists()


def test_looking_at_the_units_writes_nothing(desktop, monkeypatch):
    monkeypatch.setattr(UnitsDialog, "exec", lambda self: UnitsDialog.DialogCode.Accepted)
    desktop.dock.indicators.unit_deeds.show()
    assert not Path(desktop.session.workspace_path).exists()


def test_names_that_look_like_markup_are_shown_as_they_are(desktop):
    desktop.session.told.emit("The layer a<b> & <i>c</i> is gone.", Qgis.MessageLevel.Info)
    browser = desktop.bar.currentItem().findChild(QTextBrowser)
    assert "The layer a<b> & <i>c</i> is gone." in browser.toPlainText()


def test_a_locked_workspace_is_waited_for_once_not_at_each_value(desktop):
    type_in(desktop, "1")
    work = desktop.dock.indicators.work
    with locked(desktop.session.workspace_path):
        type_in(desktop, "2")
        said = len(desktop.messages())
        type_in(desktop, "3")
        type_in(desktop, "4")
        assert len(work.unsaved) == 3 and len(desktop.messages()) == said
    assert work._keeper._later.isActive()  # nobody has to press a button
    work._keeper._later.timeout.emit()
    assert stored(desktop.session.workspace_path) == "4" and not work.unsaved


def test_how_the_grid_is_shown_is_saved_with_the_project(desktop, tmp_path):
    grid = desktop.dock.indicators.grid
    grid.set_shown(replace(grid.shown, area_unit="mu"))
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "project.qgz"))
    assert read_view(project) == grid.state()
