"""The panel never writes a result over the data or over the workspace."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from landplan_toolbox.ui.export import export_corrections, export_report
from selfcheck_support import make_pack, memory_dataset, parcel, parcel_layer, square


@pytest.fixture
def kept(tmp_path):
    """A workspace with one run whose source is a file beside it."""
    source = tmp_path / "delivery.gpkg"
    source.write_bytes(b"the data")
    pack = make_pack(tmp_path / "pack", [{"kind": "attributes.unique", "layer": "parcels"}])
    run = run_selfcheck(memory_dataset(pack, str(source), parcel_layer([parcel(1, square(0, 0))])))
    path = str(tmp_path / "results.gpkg")
    with Workspace.open(path) as workspace:
        workspace.save_run(run, Language("en"))
    return tmp_path, path, run.id


def test_report_is_written(kept):
    folder, workspace, run_id = kept
    export_report(workspace, run_id, str(folder / "report.html"), Language("en"))
    assert "Self-check report" in (folder / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("export", [export_report, export_corrections])
@pytest.mark.parametrize("name", ["delivery.gpkg", "results.gpkg"])
def test_nothing_of_the_users_is_written_over(kept, export, name):
    folder, workspace, run_id = kept
    with pytest.raises(LandPlanError, match=name):
        export(workspace, run_id, str(folder / name), Language("en"))
    assert (folder / "delivery.gpkg").read_bytes() == b"the data"
    with Workspace.open(workspace, create=False) as intact:
        assert [summary.id for summary in intact.runs()] == [run_id]
