"""The panel at the widths people give it: words where there is room, everything reachable where there is not."""

from __future__ import annotations

import pytest
from dock_support import Desktop, make_delivery, make_pack
from landplan_toolbox.ui.fitting_row import FittingRow
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QToolButton, QWidget


@pytest.fixture
def desktop(qtbot, tmp_path):
    made = Desktop(qtbot)
    made.show()
    made.open(make_pack(tmp_path / "pack"), make_delivery(tmp_path / "delivery.gpkg"))
    made.run()
    yield made
    made.close()


def set_width(desktop, width):
    """Make the panel so wide; 0 = as narrow as it can be."""

    def reached():
        desktop.window.resizeDocks([desktop.dock], [max(width, 50)], Qt.Orientation.Horizontal)
        least = desktop.dock.minimumSizeHint().width()
        return abs(desktop.dock.width() - max(width, least)) < 30

    desktop.qtbot.waitUntil(reached)
    desktop.qtbot.wait(20)


def buttons(desktop):
    checks = desktop.checks
    found = [checks.filters.button(name) for name in ("errors", "warnings", "exceptions", "fixed", "passed")]
    found += [checks.details.button(name) for name in ("zoom", "previous", "next", "exception", "fixed", "recheck")]
    return [*found, checks.results_bar.map, checks.results_bar.export, checks.results_bar.runs]


def test_a_narrow_panel_leaves_most_of_its_height_to_the_list(desktop):
    set_width(desktop, 400)
    assert desktop.checks.tree.height() > 0.4 * desktop.dock.height()
    one_line = desktop.checks.filters.button("errors").height() + 2
    assert desktop.checks.details._row.height() <= one_line
    assert desktop.checks.filters._row.height() <= one_line


@pytest.mark.parametrize("width", [0, 400, 900])
def test_every_button_is_seen_whole_and_named_at_any_width(desktop, width):
    set_width(desktop, width)
    for button in buttons(desktop):
        assert button.isVisible(), button.accessibleName()
        assert button.parentWidget().rect().contains(button.geometry()), (button.accessibleName(), width)
        assert button.accessibleName() and button.toolTip()
        assert button.width() >= button.sizeHint().width()


def test_a_wide_panel_shows_words_and_can_be_made_narrow_again(desktop):
    set_width(desktop, 900)
    assert desktop.checks.results_bar.export.text() == "Export"
    assert desktop.checks.filters.button("warnings").text() == "Warnings 3"
    assert desktop.checks.details.button("previous").text() == "Previous"
    set_width(desktop, 0)
    assert desktop.dock.width() < 420
    assert desktop.checks.results_bar.export.text() == ""
    assert desktop.checks.filters.button("warnings").text() == "3"
    assert desktop.checks.details.button("previous").text() == ""


def test_tab_goes_from_left_to_right(desktop):
    order, widget = [], desktop.checks.run_bar.run
    for _ in range(12):
        widget = widget.nextInFocusChain()
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget)
    bar = desktop.checks.results_bar
    assert order[:4] == [desktop.checks.run_bar.presets, bar.map, bar.export, bar.runs]


def test_the_heights_of_list_and_details_are_remembered(desktop, qtbot):
    desktop.checks.splitter.setSizes([200, 200])
    desktop.checks.splitter.splitterMoved.emit(200, 1)
    sizes = desktop.checks.splitter.sizes()
    from landplan_toolbox.ui import settings

    assert settings.list_and_details() == sizes
    settings.remember_list_and_details([])
    assert settings.list_and_details() == []


def test_words_are_given_up_by_rank(qtbot):
    window = QWidget()
    row = FittingRow(window)
    first, second = QToolButton(row), QToolButton(row)
    row.add(first, "Given up first", rank=0)
    row.add(second, "Given up last", short="last", rank=1)
    both = first.sizeHint().width() + second.sizeHint().width() + 3
    alone = second.sizeHint().width()
    qtbot.addWidget(window)
    window.show()
    row.resize(both, 40)
    assert (first.text(), second.text()) == ("Given up first", "Given up last")
    row.resize(both - 1, 40)
    assert (first.text(), second.text()) == ("", "Given up last")
    row.resize(alone, 40)
    assert (first.text(), second.text()) == ("", "last")
    assert second.accessibleName() == "Given up last"


def test_alt_and_arrows_walk_the_findings_from_the_list(desktop):
    tree = desktop.checks.tree
    desktop.window.activateWindow()
    tree.setFocus()
    desktop.qtbot.waitUntil(tree.hasFocus)
    desktop.qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    first = tree.current_finding()
    desktop.qtbot.keyClick(tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    second = tree.current_finding()
    desktop.qtbot.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert first is not None and second.id != first.id
    assert tree.current_finding().id == first.id
