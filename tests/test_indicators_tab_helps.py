"""What the Indicators tab says and offers to somebody who begins, walks through deviations, or follows a number."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from dock_support import Desktop
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.ui.indicators.state import read_view
from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QFileDialog
from test_indicators_tab import COUNTY, SAMPLE, TOWN, desktop, key, rest, written

__all__ = ["desktop"]


def test_features_that_no_longer_make_up_the_value_are_told(desktop):
    tab = desktop.dock.indicators
    tab.work.measure([2020])
    rest(desktop)
    measured = key(TOWN, "02", kind=ValueKind.MEASURED)
    tab.work.sheet.put([written(tab, measured, "1.00")])
    tab.deeds.show_features(measured)
    desktop.qtbot.waitUntil(lambda: any("They count" in text for text in desktop.messages()), timeout=30_000)
    assert "not the 1.00 ha" in " ".join(desktop.messages()) and "measure again" in " ".join(desktop.messages())


def test_features_of_a_plan_that_is_gone_are_not_selected(desktop):
    tab = desktop.dock.indicators
    tab.work.measure([2020])
    rest(desktop)
    measured = key(TOWN, "02", kind=ValueKind.MEASURED)
    features = tab.deeds.features
    features.show(tab.work.sheet, measured)
    QgsProject.instance().setFileName("another.qgz")  # another project was opened meanwhile
    desktop.qtbot.waitUntil(lambda: features._task is None, timeout=30_000)
    assert "changed meanwhile" in " ".join(desktop.messages())
    assert not any(layer.selectedFeatureCount() for layer in QgsProject.instance().mapLayers().values())


def test_a_picture_of_the_chart_says_where_it_is_or_why_not(desktop, tmp_path, monkeypatch):
    tab = desktop.dock.indicators
    tab.work.take_over()
    rest(desktop)
    tab.grid.show_value(key())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "chart.png"), ""))
    tab.chart.ask_and_save()
    assert (tmp_path / "chart.png").exists() and "chart.png" in " ".join(desktop.messages())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "nowhere" / "chart.png"), ""))
    tab.chart.ask_and_save()
    assert "nowhere" in " ".join(desktop.messages())


def test_f8_goes_from_one_deviation_to_the_next(desktop):
    tab, dock = desktop.dock.indicators, desktop.dock
    tab.work.take_over()
    rest(desktop)
    tab.grid.apply([written(tab, key(TOWN), "1.00")], "typed")
    tab.grid.show_value(key(COUNTY, kind=ValueKind.BASE)._replace(year=2014))
    desktop.qtbot.waitUntil(lambda: tab.grid.model.judged.done, timeout=30_000)
    following, previous = (action for action, _ in dock.window_actions())
    following.trigger()
    seen = [tab.grid.current_key()]
    while not any("no deviation after" in text for text in desktop.messages()):
        following.trigger()
        seen.append(tab.grid.current_key())
        assert len(seen) < 200
    assert TOWN in {at.unit for at in seen} and len(set(seen)) == len(seen) - 1
    previous.trigger()
    assert tab.grid.current_key() == seen[-3]


def test_who_begins_is_told_how(desktop):
    tab = desktop.dock.indicators
    tab.work.offered = 0
    tab._refresh()
    assert tab.state.isVisibleTo(tab) and "No values yet" in tab.state.text.text()
    assert not tab.state.button.isVisibleTo(tab)
    tab.grid.apply([written(tab, key(), "2")], "first")
    assert not tab.state.isVisibleTo(tab)


def test_without_units_the_next_step_is_one_button_away(qtbot, tmp_path, provider, monkeypatch):
    source = tmp_path / "县.gpkg"
    shutil.copy(SAMPLE / "farmland_clean.gpkg", source)
    with sqlite3.connect(source) as file:
        for table in ("XZQ", "CJXZQ", "XZQJBQK"):
            file.execute(f"DROP TABLE {table}")
            file.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (table,))
    file.close()
    one = Desktop(qtbot).show()
    one.open(Path("farmland"), source)
    one.session.choose_workspace(str(tmp_path / "成果.gpkg"))
    one.dock.tabs.setCurrentWidget(one.dock.indicators)
    rest(one)
    tab = one.dock.indicators
    assert not len(tab.work.sheet.tree) and tab.work.offered
    assert "no administrative units" in tab.state.text.text() and not tab.grid.isVisible()
    opened = []
    monkeypatch.setattr(tab.unit_deeds, "show", lambda: opened.append(True))
    tab.state.button.click()
    assert opened
    one.close()


def test_walking_through_the_cells_leaves_the_project_as_it_is(desktop, tmp_path):
    tab, project = desktop.dock.indicators, QgsProject.instance()
    assert tab.grid.show_value(key())
    assert project.write(str(tmp_path / "project.qgz"))
    assert read_view(project)["at"][0] == COUNTY
    project.setDirty(False)
    assert tab.grid.show_value(key(TOWN))
    desktop.dock.tabs.setCurrentWidget(desktop.dock.data)
    assert not project.isDirty() and read_view(project)["at"][0] == COUNTY
    assert project.write()
    assert read_view(project)["at"][0] == TOWN
    desktop.dock.tabs.setCurrentWidget(tab)
    tab.grid.filters.binding_button.click()
    desktop.dock.tabs.setCurrentWidget(desktop.dock.data)
    assert project.isDirty() and read_view(project)["binding_only"]


def test_the_chart_of_a_base_value_shows_what_it_leads_to(desktop):
    tab = desktop.dock.indicators
    tab.work.take_over()
    rest(desktop)
    assert tab.grid.show_value(key(year=2014, kind=ValueKind.BASE))
    assert tab.chart._painter.content.year == 2020
    assert "2020" in tab.chart.accessibleDescription()
    assert "2014" in tab.details.text.toPlainText()
