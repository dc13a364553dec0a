"""The workspace file: made whole or not at all, refused with a sentence, safe against kills and other programs."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from pathlib import Path

import made_runs as made
import pytest
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.workspace import database, schema
from landplan_toolbox.algorithms.workspace.model import Decision, DecisionKind, FindingQuery, State
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from osgeo import ogr
from other_user import OTHER, require_other_user
from qgis.core import QgsFeatureRequest, QgsRectangle, QgsVectorLayer, QgsWkbTypes

ROOT = Path(__file__).resolve().parent.parent
POLYGON = made.overlap("4101", ("610001", "610002"), made.square(0, 0))
POINT = made.overlap("4101", ("610003",), made.point(50, 0))
LINE = made.overlap("4101", ("610005",), made.line(80, 0))


def saved(path, name="one", *findings):
    """Save a run with one of each geometry type, or these findings."""
    with Workspace.open(path) as workspace:
        check = made.result(made.rule("4101"), findings or (POLYGON, POINT, LINE))
        workspace.save_run(made.run(name, [check]), Language("zh"))
    return path


def layer(path, name):
    """Return a layer of the workspace as QGIS opens it."""
    opened = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    assert opened.isValid(), name
    return opened


def run_python(code, *arguments, **options):
    """Run Python code with the plugin importable, in another process."""
    prelude = f"import sys; sys.path.insert(0, {str(ROOT / 'tests')!r}); import conftest\n"
    return subprocess.Popen(
        [sys.executable, "-c", prelude + textwrap.dedent(code), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        **options,
    )


def test_qgis_opens_layers_and_tables(tmp_path):
    path = saved(made.folder_file(tmp_path))
    for name, kind in (
        ("finding_point", QgsWkbTypes.Type.MultiPoint),
        ("finding_line", QgsWkbTypes.Type.MultiLineString),
        ("finding_polygon", QgsWkbTypes.Type.MultiPolygon),
    ):
        opened = layer(path, name)
        assert opened.wkbType() == kind
        assert opened.crs().authid() == made.CRS
        (feature,) = opened.getFeatures()
        assert feature["check_title"] == "地类图斑不得重叠" and feature["state"] == "open"
    assert layer(path, "finding_polygon").extent() == QgsRectangle(
        made.ORIGIN_X, made.ORIGIN_Y, made.ORIGIN_X + 4, made.ORIGIN_Y + 4
    )
    for name, count in (("check_run", 1), ("check_result", 1), ("finding", 3), ("decision", 0)):
        table = layer(path, name)
        assert table.featureCount() == count
        assert not table.isSpatial()
    dataset = ogr.Open(str(path))
    names = {dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())}
    tables = {"check_run", "check_result", "finding", "decision", "indicator_value", "indicator_history", "admin_unit",
              "unit_change", "unit_change_part", "base_decision"}
    assert names == {*schema.SPATIAL_LAYERS, *tables}


def test_the_spatial_index_finds_what_is_there_after_changes(tmp_path):
    path = saved(
        made.folder_file(tmp_path), "one", POLYGON, made.overlap("4101", ("9",), made.square(500, 0))
    )
    saved(path, "two", made.overlap("4101", ("9",), made.square(505, 0)))
    polygons = layer(path, "finding_polygon")

    def found(x):
        box = QgsRectangle(made.ORIGIN_X + x, made.ORIGIN_Y, made.ORIGIN_X + x + 1, made.ORIGIN_Y + 1)
        return [feature["key_a"] for feature in polygons.getFeatures(QgsFeatureRequest().setFilterRect(box))]

    assert (found(0), found(500), found(506)) == ([], [], ["9"])
    with sqlite3.connect(path) as connection:
        triggers = [
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ]
        assert connection.execute("SELECT count(*) FROM rtree_finding_polygon_geom").fetchone() == (1,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert sum("rtree_finding_polygon" in name for name in triggers) >= 4


def test_findings_of_another_crs_are_drawn_in_that_of_the_layer(tmp_path):
    wgs = made.overlap("4101", ("1",), made.square(0, 0), crs="EPSG:4490")
    geographic = bytes(made.QgsGeometry.fromRect(QgsRectangle(108.0, 34.0, 108.001, 34.001)).asWkb())
    path = saved(made.folder_file(tmp_path), "one", POLYGON, made.replace(wgs, geometry=geographic))
    drawn = {f["key_a"]: f.geometry().boundingBox() for f in layer(path, "finding_polygon").getFeatures()}
    assert 36_400_000 < drawn["1"].xMinimum() < 36_600_000 and 3_700_000 < drawn["1"].yMinimum() < 3_800_000
    with Workspace.open(path) as workspace:
        detail = workspace.finding(workspace.findings(FindingQuery(text="1"))[1].id)
    assert detail.crs == "EPSG:4490" and round(detail.geometry.boundingBox().xMinimum(), 6) == 108.0


def test_a_first_run_without_crs_is_drawn_and_the_next_one_sets_the_crs(tmp_path):
    path = made.folder_file(tmp_path)
    with Workspace.open(path) as workspace:
        check = made.result(made.rule("4101"), (made.replace(POLYGON, crs=""),))
        workspace.save_run(made.run("one", [check], crs=""), Language("zh"))
    assert layer(path, "finding_polygon").featureCount() == 1
    saved(path, "two")
    assert layer(path, "finding_polygon").crs().authid() == made.CRS


def test_a_crs_without_number_is_registered(tmp_path):
    wkt = made_wkt = layer_crs_wkt()
    path = made.folder_file(tmp_path)
    with Workspace.open(path) as workspace:
        check = made.result(made.rule("4101"), (made.replace(POLYGON, crs=wkt),))
        workspace.save_run(made.run("one", [check], crs=made_wkt), Language("zh"))
    opened = layer(path, "finding_polygon")
    assert opened.crs().isValid() and "lon_0=107.25" in opened.crs().toProj()


def layer_crs_wkt():
    """Return the WKT of a CRS no authority knows: a zone on a central meridian of its own."""
    from qgis.core import QgsCoordinateReferenceSystem

    crs = QgsCoordinateReferenceSystem()
    crs.createFromProj("+proj=tmerc +lat_0=0 +lon_0=107.25 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m")
    return crs.toWkt()


def test_collections_curves_and_z_are_drawn(tmp_path):
    from qgis.core import QgsGeometry

    x, y = made.ORIGIN_X, made.ORIGIN_Y
    shapes = [
        f"GEOMETRYCOLLECTION(POINT({x} {y}),POLYGON(({x} {y},{x + 1} {y},{x} {y + 1},{x} {y})))",
        f"CURVEPOLYGON(CIRCULARSTRING({x} {y},{x + 2} {y},{x} {y}))",
        f"POLYGONZM(({x} {y} 1 2,{x + 1} {y} 1 2,{x} {y + 1} 1 2,{x} {y} 1 2))",
    ]
    findings = [
        made.overlap("4101", (str(i),), bytes(QgsGeometry.fromWkt(wkt).asWkb()))
        for i, wkt in enumerate(shapes)
    ]
    path = saved(made.folder_file(tmp_path), "one", *findings)
    polygons = layer(path, "finding_polygon")
    assert sorted(feature["key_a"] for feature in polygons.getFeatures()) == ["0", "1", "2"]
    assert all(
        feature.geometry().wkbType() == QgsWkbTypes.Type.MultiPolygon for feature in polygons.getFeatures()
    )


def test_decisions_show_on_the_map_layer(tmp_path):
    path = saved(made.folder_file(tmp_path))
    with Workspace.open(path) as workspace:
        finding = next(row.id for row in workspace.findings(FindingQuery(text="610001")))
        workspace.decide([finding], Decision(DecisionKind.EXCEPTION, "批准"))
        assert workspace.layer_filter("farmland", "/交付/测试县.gdb") == '"scope_id" = 1'
        sources = workspace.layer_sources()
    (feature,) = QgsVectorLayer(sources["finding_polygon"], "f", "ogr").getFeatures()
    assert (feature.id(), feature["state"]) == (finding, "exception")


def test_saving_works_while_qgis_has_the_layers_open(tmp_path):
    path = saved(made.folder_file(tmp_path))
    polygons = layer(path, "finding_polygon")
    table = layer(path, "finding")
    reading = table.getFeatures()
    next(reading)  # an open reading transaction, as an attribute table holds one
    saved(path, "two", POLYGON, made.overlap("4101", ("9",), made.square(500, 0)))
    polygons.dataProvider().reloadData()
    assert {feature["key_a"] for feature in polygons.getFeatures()} == {"610001", "9"}
    del reading
    with Workspace.open(path) as workspace:
        assert workspace.count(FindingQuery(states=(State.OPEN,))) == 2


def test_closing_leaves_one_plain_file(tmp_path):
    path = saved(made.folder_file(tmp_path))
    assert os.listdir(tmp_path) == [path.name]
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


KILLED = """
import os, signal
from qgis.core import QgsApplication
application = QgsApplication([], False); application.initQgis()
import made_runs as made
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.workspace.workspace import Workspace

class Killer:
    def isCanceled(self): return False
    def setProgress(self, progress):
        if progress > 80:
            os.kill(os.getpid(), signal.SIGKILL)

Workspace.open(sys.argv[1]).save_run(made.many(6000), Language("zh"), Killer())
"""


def test_a_killed_run_leaves_the_previous_state(tmp_path):
    path = saved(made.folder_file(tmp_path))
    process = run_python(KILLED, path)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL, errors
    assert [run.id for run in _runs(path)] == ["one"]
    with Workspace.open(path) as workspace:
        assert workspace.count(FindingQuery()) == 3
    assert layer(path, "finding_polygon").featureCount() == 1
    saved(path, "two")
    assert [run.id for run in _runs(path)] == ["two", "one"]
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _runs(path):
    with Workspace.open(path, create=False) as workspace:
        return workspace.runs()


def test_a_cancelled_save_leaves_the_previous_state(tmp_path):
    class Canceller(Silent):
        cancelled = False

        def isCanceled(self):
            return self.cancelled

        def setProgress(self, progress):
            self.cancelled = progress > 50

    path = saved(made.folder_file(tmp_path))
    with Workspace.open(path) as workspace:
        with pytest.raises(Cancelled):
            workspace.save_run(made.many(9000), Language("zh"), Canceller())
        assert [run.id for run in workspace.runs()] == ["one"]
        assert workspace.count(FindingQuery()) == 3
        workspace.save_run(made.many(100), Language("zh"))
        assert len(workspace.runs()) == 2
    with sqlite3.connect(path) as connection:
        assert (
            connection.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'rtree_%'").fetchone()[0]
            > 20
        )


def test_two_programs_get_a_sentence_and_readers_read_on(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "LOCK_TIMEOUT", 0.2)
    path = saved(made.folder_file(tmp_path))
    with Workspace.open(path) as workspace:
        writer = run_python(
            """
            import sqlite3
            connection = sqlite3.connect(sys.argv[1], isolation_level=None)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM decision")
            print("locked", flush=True)
            sys.stdin.readline()
            """,
            path,
            stdin=subprocess.PIPE,
        )
        assert writer.stdout.readline().strip() == "locked"
        try:
            with pytest.raises(LandPlanError, match=r"being written by another program"):
                workspace.save_run(made.run("two", []), Language("zh"))
            with pytest.raises(LandPlanError, match=r"being written by another program"):
                workspace.decide([1], Decision(DecisionKind.FIXED))
            assert len(workspace.runs()) == 1
            with Workspace.open(path) as reader:
                assert reader.count(FindingQuery()) == 3
        finally:
            writer.communicate("\n", timeout=30)
        workspace.decide([1], Decision(DecisionKind.FIXED))


def test_one_workspace_serves_several_threads(tmp_path):
    problems = []
    with Workspace.open(made.folder_file(tmp_path)) as workspace:

        def work(number):
            try:
                check = made.result(made.rule("4101"), (POLYGON,))
                workspace.save_run(made.run(f"run {number}", [check], number), Language("zh"))
                assert workspace.count(FindingQuery()) == 1
            except Exception as error:  # a thread's exception would be lost otherwise
                problems.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert problems == []
        assert len(workspace.runs()) == 4


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b"", "is not a workspace file"),
        (b"PK\x03\x04 a spreadsheet", "is not a workspace file"),
        (b"SQLite format 3\x00 and then rubbish" * 100, "damaged or is no workspace"),
    ],
)
def test_another_file_is_refused_and_left_alone(tmp_path, content, sentence):
    path = tmp_path / "数据.gpkg"
    path.write_bytes(content)
    with pytest.raises(LandPlanError, match=sentence) as refused:
        Workspace.open(path)
    assert "数据.gpkg" in str(refused.value)
    assert path.read_bytes() == content and os.listdir(tmp_path) == ["数据.gpkg"]


def test_another_geopackage_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "data.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    dataset.CreateLayer("DLTB", None, ogr.wkbPolygon)
    dataset = None
    content = path.read_bytes()
    with pytest.raises(LandPlanError, match=r"is a database but not a workspace"):
        Workspace.open(path)
    assert path.read_bytes() == content


def test_a_truncated_workspace_is_refused(tmp_path):
    path = saved(made.folder_file(tmp_path))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 3])
    with pytest.raises(LandPlanError, match=r"damaged"), Workspace.open(path) as workspace:
        workspace.runs()
        list(workspace.findings(FindingQuery()))
        workspace.save_run(made.many(100), Language("zh"))


def test_missing_places_are_refused(tmp_path):
    with pytest.raises(LandPlanError, match=r"no workspace file.*nothing.gpkg"):
        Workspace.open(tmp_path / "nothing.gpkg", create=False)
    with pytest.raises(LandPlanError, match=r"folder .*缺 does not exist"):
        Workspace.open(tmp_path / "缺" / "a.gpkg")
    with pytest.raises(LandPlanError, match=r"must end with .gpkg"):
        Workspace.open(tmp_path / "a.sqlite")
    with pytest.raises(LandPlanError, match=r"is a folder"):
        Workspace.open(tmp_path)
    assert os.listdir(tmp_path) == []


REFUSED = """
from qgis.core import QgsApplication
application = QgsApplication([], False); application.initQgis()
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.workspace.workspace import Workspace
for path in sys.argv[1:]:
    try:
        Workspace.open(path)
        print("opened")
    except LandPlanError as error:
        print(error.message.text.format(**error.message.values))
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_read_only_file_and_folder_are_refused():
    """Run as another user where the tests run as root, whom no permission stops."""
    if os.geteuid() == 0:
        require_other_user()
    user = {"user": OTHER} if os.geteuid() == 0 else {}
    open_to_all = tempfile.TemporaryDirectory(prefix="landplan-read-only-")
    Path(open_to_all.name).chmod(0o755)
    read_only = Path(open_to_all.name) / "只读"
    read_only.mkdir()
    path = saved(read_only / "a.gpkg")
    content = path.read_bytes()
    path.chmod(0o444)
    read_only.chmod(0o555)
    try:
        process = run_python(REFUSED, path, read_only / "new.gpkg", **user)
        output, errors = process.communicate(timeout=60)
        assert [line for line in output.splitlines() if "opened" in line] == [], output + errors
        assert "a.gpkg is read-only" in output and "it is read-only. Choose another folder" in output, (
            output + errors
        )
        assert path.read_bytes() == content and os.listdir(read_only) == ["a.gpkg"]
    finally:
        read_only.chmod(0o755)
        open_to_all.cleanup()


def test_a_file_that_cannot_be_reached_is_a_sentence(tmp_path):
    with pytest.raises(LandPlanError, match=r"cannot be reached"):
        Workspace.open(tmp_path / ("a" * 300 + ".gpkg"))
    with pytest.raises(LandPlanError, match=r"cannot be reached|does not exist"):
        Workspace.open(str(tmp_path) + "/\0/a.gpkg")


def set_version(path, version):
    """Write another schema version into a workspace."""
    with sqlite3.connect(path) as connection:
        connection.execute(
            "UPDATE landplan_workspace SET value = ? WHERE name = 'schema_version'", (version,)
        )


def test_a_newer_workspace_is_refused(tmp_path):
    path = saved(made.folder_file(tmp_path))
    set_version(path, "99")
    with pytest.raises(LandPlanError, match=r"newer version of this plugin .format 99"):
        Workspace.open(path)


def test_an_older_workspace_is_migrated_step_by_step_or_stays_as_it_was(tmp_path):
    path = saved(made.folder_file(tmp_path))

    now = schema.SCHEMA_VERSION

    def add_table(connection):
        connection.execute("CREATE TABLE opinion (unit TEXT)")

    def fail(connection):
        connection.execute("CREATE TABLE evidence (id INTEGER)")
        raise sqlite3.OperationalError("disk is full")

    opened = database.Database(path)
    with pytest.raises(LandPlanError, match=r"disk is full"), opened.writing() as connection:
        schema.migrate(connection, str(path), now + 2, {now: add_table, now + 1: fail})
    assert schema.schema_version(opened.connection) == now
    with opened.writing() as connection:
        schema.migrate(connection, str(path), now + 1, {now: add_table})
    assert schema.schema_version(opened.connection) == now + 1
    assert opened.connection.execute("SELECT count(*) FROM opinion").fetchone() == (0,)
    with pytest.raises(LandPlanError, match=rf"old format {now + 1}"), opened.writing() as connection:
        schema.migrate(connection, str(path), now + 2, {})
    opened.close()


def test_the_file_vanishing_is_a_sentence(tmp_path):
    path = saved(made.folder_file(tmp_path))
    workspace = Workspace.open(path)
    workspace.close()
    path.unlink()
    with pytest.raises(LandPlanError):
        workspace.runs()
