"""The Indicators tab when the file that keeps its values is read-only, gone or something else; keys that mean nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from indicator_bench import Bench
from indicator_plan import COUNTY as PLAN_COUNTY
from indicator_plan import key as plan_key
from indicator_plan import plan_sheet
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from other_user import another_user, open_the_way_to, require_other_user
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from test_indicators_tab import desktop, key, rest, stored, written

__all__ = ["desktop"]


def amounts(path):
    """Return the amounts that a workspace keeps of the value, the newest first."""
    with Workspace.open(path, create=False) as opened:
        return [version.value and version.value.quantity.amount for version in opened.indicators("farmland").history(
            key())]


def test_changes_and_their_undo_wait_while_the_workspace_is_read_only(desktop, tmp_path):
    require_other_user()
    tab, path = desktop.dock.indicators, Path(desktop.session.workspace_path)
    tab.grid.apply([written(tab, key(), "1")], "first")
    open_the_way_to(tmp_path)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with another_user():
            tab.grid.apply([written(tab, key(), "2")], "second")
            assert "read-only" in tab.state_text.text() and tab.work.unsaved
            tab.grid.undo_stack.undo()
            tab.grid.undo_stack.undo()
            assert tab.work.unsaved[-1].value is None and tab.work.sheet.value(key()) is None
    finally:
        tmp_path.chmod(0o755)
        path.chmod(0o644)
    assert amounts(path)[0] == 1
    tab.state_button.click()
    assert not tab.work.unsaved and amounts(path) == [None, 1]


def test_a_file_that_is_gone_is_written_anew_with_all_values(desktop):
    tab, path = desktop.dock.indicators, Path(desktop.session.workspace_path)
    tab.work.take_over()
    rest(desktop)
    before = stored(desktop)
    assert len(before) > 100
    path.unlink()
    tab.grid.apply([written(tab, key(), "3")], "typed")
    after = stored(desktop)
    assert {at: one.quantity for at, one in after.items() if at != key()} == {
        at: one.quantity for at, one in before.items() if at != key()}
    assert after[key()].quantity.amount == Decimal(3)
    with Workspace.open(path, create=False) as opened:
        assert len(opened.indicators("farmland").units()) == len(tab.work.sheet.tree)


def test_a_file_that_is_something_else_now_is_not_written_over(desktop):
    tab, path = desktop.dock.indicators, Path(desktop.session.workspace_path)
    tab.grid.apply([written(tab, key(), "1")], "first")
    path.write_bytes(b"something else")
    tab.grid.apply([written(tab, key(), "2")], "second")
    assert path.read_bytes() == b"something else" and len(tab.work.unsaved) == 1
    assert "not a workspace file" in tab.state_text.text()


@pytest.mark.parametrize("text", ["-5", "−5", "9" * 70, "1e400", "=1+1", "<b>5</b>", "5%", "1/2", "٥", "nan", "inf"])
def test_texts_that_are_no_amount_change_nothing_and_say_so(qtbot, text):
    bench, at = Bench(qtbot, plan_sheet()), plan_key(PLAN_COUNTY, "01", "a")
    bench.go(at)
    bench.type("0", None)
    bench.editor().setText(text)  # QTest cannot type what has no key
    QTest.keyClick(bench.editor(), Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: bench.bubble() != "")
    assert bench.amount(at).amount == 900 and not bench.told
    QTest.keyClick(bench.editor(), Qt.Key.Key_Escape)
    bench.paste(f"1\t{text}")
    assert bench.amount(at).amount == 900 and not bench.told and bench.bubble()


def test_changes_wait_while_the_folder_of_the_workspace_cannot_be_entered(desktop, tmp_path):
    require_other_user()
    tab, path = desktop.dock.indicators, Path(desktop.session.workspace_path)
    tab.grid.apply([written(tab, key(), "1")], "first")
    tmp_path.chmod(0o700)
    try:
        with another_user():
            tab.grid.apply([written(tab, key(), "2")], "second")
            assert path.name in tab.state_text.text() and tab.work.unsaved
    finally:
        tmp_path.chmod(0o755)
    assert amounts(path)[0] == 1
    tab.state_button.click()
    assert not tab.work.unsaved and amounts(path) == [2, 1]
