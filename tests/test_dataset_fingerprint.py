"""The fingerprint of a dataset follows its content and nothing else."""

from __future__ import annotations

import os

import pytest
from dataset_files import pack, role, square, write_layer
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import layer_source, open_source
from landplan_toolbox.algorithms.errors import Cancelled
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.rulepack.model import GeometryKind
from osgeo import ogr
from qgis.core import QgsVectorLayer

FIELDS = [("BSM", ogr.OFTInteger), ("DLMC", ogr.OFTString, 60, 0), ("RQ", ogr.OFTDate)]
ROWS = [(square(0), 1, "水田", "2014/12/31"), (square(1), 2, "", None), (None, 3, None, "1949/10/01")]
PACK = pack(role(fields=("BSM", "DLMC")), role("places", ("DM",), ("BSM",), GeometryKind.POINT))


def fingerprint(*layers) -> str:
    return bind(PACK, layers, "x").fingerprint()


def write(folder, rows=ROWS, fields=FIELDS, epsg=4524, name="DLTB", **more):
    folder.mkdir(exist_ok=True)
    return write_layer(folder / "县.gpkg", "GPKG", fields, rows, name=name, epsg=epsg, **more)


def test_it_depends_on_content_only(tmp_path):
    first = write(tmp_path / "a")
    second = write(tmp_path / "b")
    os.utime(second, (1, 1))
    expected = fingerprint(*open_source(str(first)))
    assert fingerprint(*open_source(str(second))) == expected
    assert len(expected) == 64 and int(expected, 16) >= 0


def test_it_does_not_depend_on_the_reading_path(tmp_path):
    path = write(tmp_path / "a")
    expected = fingerprint(*open_source(str(path)))
    layer = QgsVectorLayer(str(path), "地类图斑", "ogr")  # the name it is shown by is no content
    assert fingerprint(layer_source(layer)) == expected
    layer.startEditing()
    assert fingerprint(layer_source(layer)) == expected  # through getFeatures
    layer.rollBack()


@pytest.mark.parametrize(
    "change",
    [
        {"rows": [(square(2), *ROWS[0][1:]), *ROWS[1:]]},
        {"rows": [(ROWS[0][0], 1, "旱地", "2014/12/31"), *ROWS[1:]]},
        {"rows": [ROWS[0], (square(1), 2, None, None), ROWS[2]]},  # '' is not NULL
        {"rows": [ROWS[0], ROWS[1], ("POLYGON EMPTY", *ROWS[2][1:])]},
        {"rows": [ROWS[1], ROWS[0], ROWS[2]]},
        {"rows": ROWS[:2]},
        {"fields": [FIELDS[0], ("DLMC", ogr.OFTString, 61, 0), FIELDS[2]]},
        {"fields": [FIELDS[0], ("DLMX", ogr.OFTString, 60, 0), FIELDS[2]]},
        {"epsg": 4525},
    ],
)
def test_every_change_changes_it(change, tmp_path):
    before = fingerprint(*open_source(str(write(tmp_path / "a"))))
    assert fingerprint(*open_source(str(write(tmp_path / "b", **change)))) != before


def test_points_count_too(tmp_path):
    prints = set()
    for index, wkt in enumerate(("POINT (1 2)", "POINT (1 3)", None)):
        path = write(tmp_path / str(index), [(wkt, 1, "x", None)], name="DM", geometry_type=ogr.wkbPoint)
        prints.add(fingerprint(*open_source(str(path))))
    assert len(prints) == 3


def test_layers_no_role_claims_do_not_count(tmp_path):
    path = write(tmp_path / "a")
    expected = fingerprint(*open_source(str(path)))
    write_layer(path, "GPKG", [("x", ogr.OFTInteger)], [(square(5), 1)], name="别的", append=True)
    assert fingerprint(*open_source(str(path))) == expected


def test_it_reports_progress_and_stops_when_cancelled(tmp_path):
    class Recorder(Silent):
        def __init__(self):
            self.seen, self.cancel = [], False

        def isCanceled(self):
            return self.cancel

        def setProgress(self, progress):
            self.seen.append(progress)

    recorder = Recorder()
    dataset = bind(PACK, open_source(str(write(tmp_path / "a"))), "x")
    dataset.fingerprint(recorder)
    assert recorder.seen and max(recorder.seen) <= 100.0
    recorder.cancel = True
    with pytest.raises(Cancelled):
        dataset.fingerprint(recorder)
