"""The Delineation tab: its models alone, then the whole walk in a dock."""

from __future__ import annotations

import pytest
from landplan_toolbox.ui.algorithm_run import free_file, sink_in
from landplan_toolbox.ui.delineation.summary_columns import screening_rows
from landplan_toolbox.ui.delineation.targets_model import TARGET, TargetsModel, UnitRow, parsed_area
from landplan_toolbox.ui.ledger_model import LedgerColumn, LedgerModel, rows_of
from landplan_toolbox.ui.steps.state import StepsState, read_steps, write_steps
from qgis.core import QgsFeature, QgsField, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QVariant

ENTRY = "/delineation"
TOWNS = [UnitRow("690121102", "北镇", 20.0), UnitRow("690121101", "南镇", None)]


@pytest.fixture
def targets():
    model = TargetsModel()
    model.set_rows(TOWNS)
    return model


@pytest.mark.parametrize(
    ("text", "area"),
    [("12.5", 12.5), (" 1,234.5 ", 1234.5), ("１２．５", 12.5), ("0", 0.0),
     ("-1", None), ("nan", None), ("inf", None), ("12 ha", None), ("", None)],
)
def test_areas_as_people_write_them(text, area):
    assert parsed_area(text) == area


def test_units_come_by_code_and_an_empty_target_is_none(targets):
    assert [targets.index(row, 0).data() for row in range(2)] == ["690121101", "690121102"]
    assert targets.targets() == {"690121102": 20.0}
    assert targets.index(0, TARGET).data() == ""


def test_a_typed_target_is_told(targets, qtbot):
    with qtbot.waitSignal(targets.edited) as told:
        assert targets.setData(targets.index(0, TARGET), "7.25")
    assert told.args == [{"690121101": 7.25, "690121102": 20.0}]


def test_text_is_refused_and_changes_nothing(targets, qtbot):
    with qtbot.waitSignal(targets.refused) as told:
        assert not targets.setData(targets.index(0, TARGET), "many")
    assert "many" in told.args[0]
    assert targets.targets() == {"690121102": 20.0}


def test_a_column_is_pasted_from_the_chosen_row_down(targets):
    assert targets.paste([["1"], ["2"]], [0])
    assert targets.targets() == {"690121101": 1.0, "690121102": 2.0}


def test_a_range_with_units_is_pasted_by_code_or_name(targets):
    assert targets.paste([["北镇", "x", "5"], ["690121101", "y", "6"]], [1])
    assert targets.targets() == {"690121101": 6.0, "690121102": 5.0}


@pytest.mark.parametrize("lines", [[["1"], ["2"], ["3"]], [["1"], ["two"]], [["东镇", "5"]]])
def test_a_paste_that_does_not_fit_is_refused_as_a_whole(targets, lines, qtbot):
    with qtbot.waitSignal(targets.refused):
        assert not targets.paste(lines, [0])
    assert targets.targets() == {"690121102": 20.0}


def test_the_state_survives_the_project_and_leaves_no_entry_when_empty(tmp_path):
    project = QgsProject()
    project.setFileName(str(tmp_path / "a.qgz"))
    state = StepsState({"DEM": "/x/dem.tif"}, {"ORDER": 1}, {"690121101": 7.5},
                       {"screening": str(tmp_path / "a_screening.gpkg")})
    write_steps(project, ENTRY, state)
    assert read_steps(project, ENTRY) == state
    write_steps(project, ENTRY, StepsState())
    assert read_steps(project, ENTRY) == StepsState()
    assert "delineation" not in project.entryList("landplan_toolbox", "")


@pytest.mark.parametrize("text", ["[", "[]", '{"inputs": 3, "targets": {"a": "b"}}'])
def test_entries_nobody_can_read_count_as_empty(text):
    project = QgsProject()
    project.writeEntry("landplan_toolbox", "/delineation", text)
    assert read_steps(project, ENTRY) == StepsState()


def test_results_go_to_a_file_of_their_own(tmp_path):
    assert free_file(str(tmp_path), "a") == str(tmp_path / "a.gpkg")
    (tmp_path / "a.gpkg").touch()
    assert free_file(str(tmp_path), "a") == str(tmp_path / "a_2.gpkg")
    assert sink_in("/x/it's.gpkg", "OUT") == "ogr:dbname='/x/it\\'s.gpkg' table=\"OUT\" (geom)"


def test_rows_that_fall_short_stand_out(qapp):
    layer = QgsVectorLayer("NoGeometry", "ledger", "memory")
    layer.dataProvider().addAttributes([QgsField("unit_name", QVariant.String), QgsField("short", QVariant.Double)])
    layer.updateFields()
    for name, short in (("南镇", 0.0), ("北镇", 3.5), ("无", None)):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name, short])
        layer.dataProvider().addFeature(feature)
    model = LedgerModel([LedgerColumn("unit_name", "Unit"), LedgerColumn("nowhere", "?"), LedgerColumn("short", "S", 2)])
    model.set_rows(rows_of(layer), lambda row: (row["short"] or 0) > 0)
    assert (model.rowCount(), model.columnCount()) == (3, 2)
    assert [model.index(row, 1).data() for row in range(3)] == ["0.00", "3.50", "–"]
    assert model.index(0, 0).data(Qt.ItemDataRole.ForegroundRole) is None
    assert model.index(1, 0).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert model.short_rows() == 1


def test_the_summary_of_the_units_becomes_one_of_the_county(qapp):
    rows = [
        {"status": "may_leave", "reason_code": "L13", "reason": "scattered", "parcel_count": 2, "net_area_ha": 1.5},
        {"status": "may_leave", "reason_code": None, "reason": "total", "parcel_count": 2, "net_area_ha": 1.5},
        {"status": "must_enter", "reason_code": None, "reason": "total", "parcel_count": 1, "net_area_ha": 4.0},
        {"status": "may_leave", "reason_code": None, "reason": "total", "parcel_count": 3, "net_area_ha": 0.5},
    ]
    assert [(row["judgement"], row["parcel_count"], row["net_area_ha"], row["is_total"])
            for row in screening_rows(rows)] == [
        ("must enter", 1, 4.0, True), ("may leave", 5, 2.0, True), ("    L13 scattered", 2, 1.5, False),
    ]
