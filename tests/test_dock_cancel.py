"""Cancel loses nothing that was checked, whenever it is pressed."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from landplan_toolbox.ui.jobs import SAVE_FROM, SourceRequest, run_and_save
from selfcheck_support import make_pack, parcel, parcel_layer, square


class PressedAt:
    """A task whose cancel button is pressed at some progress."""

    def __init__(self, progress: float) -> None:
        self._limit = progress
        self._progress = 0.0

    def isCanceled(self) -> bool:
        return self._progress >= self._limit

    def setProgress(self, progress: float) -> None:
        self._progress = max(self._progress, progress)

    def tell(self, step: object) -> None:
        """Nobody listens."""


@pytest.mark.parametrize(
    ("progress", "outcomes"),
    [
        (200.0, [Outcome.PASSED, Outcome.PASSED]),
        (SAVE_FROM, [Outcome.PASSED, Outcome.PASSED]),  # while the run is written
        (0.0, [Outcome.CANCELLED, Outcome.CANCELLED]),
    ],
)
def test_a_cancelled_run_is_kept(tmp_path, progress, outcomes):
    pack = make_pack(tmp_path / "pack", [
        {"kind": "attributes.unique", "layer": "parcels"}, {"kind": "attributes.domain", "layer": "parcels"},
    ])
    layer = parcel_layer([parcel(1, square(0, 0))])
    request = SourceRequest(pack, "test", layers=(layer_source(layer),))
    path = str(tmp_path / "results.gpkg")
    run_and_save(request, (), path, Language("en"), PressedAt(progress))
    with Workspace.open(path, create=False) as workspace:
        (summary,) = workspace.runs()
        assert [result.outcome for result in workspace.load_run(summary.id).results] == outcomes
