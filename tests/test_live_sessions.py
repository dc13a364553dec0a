"""Live sessions on real layers: after every edit the rows are those of a full recomputation."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.indicators.live.session import LiveState
from live_support import RandomEditor, basic_farmland, session_of, stored
from qgis.PyQt.QtCore import QCoreApplication


def make_layer(kind, folder):
    memory = basic_farmland()
    if kind == "memory":
        return memory
    return stored(memory, folder / "县 数据", kind)


def settle():
    for _ in range(3):
        QCoreApplication.processEvents()


@pytest.mark.parametrize("kind", ["memory", "GPKG", "ESRI Shapefile"])
@pytest.mark.parametrize("seed", range(3))
def test_after_every_edit_the_rows_are_those_of_a_full_recomputation(kind, seed, tmp_path):
    layer = make_layer(kind, tmp_path)
    session = session_of(layer)
    editor = RandomEditor(layer, seed)
    steps = []
    for _ in range(40):
        steps.append(editor.step())
        settle()
        assert session.state is LiveState.READY, (steps, session.problem)
        assert session.rows() == session.recomputed(), steps
    assert {row.unit for row in session.rows() if row.changed} or steps
