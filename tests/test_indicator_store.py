"""Indicator values, administrative units and their changes in the workspace file."""

from __future__ import annotations

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import made_runs as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.message import Title, translatable
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.units.changes import UnitChange, UnitChangeKind
from landplan_toolbox.algorithms.units.tree import AdminUnit
from landplan_toolbox.algorithms.units.tree_builder import UnitRow
from landplan_toolbox.algorithms.workspace import database, schema
from landplan_toolbox.algorithms.workspace.indicator_store import ValueVersion
from landplan_toolbox.algorithms.workspace.model import FindingQuery
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from qgis.core import QgsVectorLayer

ROOT = Path(__file__).resolve().parent.parent
FIXED = settings(deadline=None, max_examples=40, derandomize=True)
AT = datetime(2026, 3, 1, 9, 30, 15, 250000, tzinfo=timezone(timedelta(hours=8)))
SOURCE = translatable("Indicators", "Sheet {sheet} of {file}.", sheet="指标", file="下达.xlsx")
KEY = ValueKey("610116001", "02", 2020, ValueKind.ASSIGNED)


def value(amount, key=KEY, unit="ha", person="王", at=AT, **origin):
    """Return a value."""
    given = {"source": SOURCE, "note": "", **origin}
    return IndicatorValue(key, Quantity(Decimal(amount), unit), Origin(person=person, at=at, **given))


def change(amount, key=KEY, **more):
    """Return the change that writes a value, or removes it where the amount is None."""
    return ValueChange(key, None if amount is None else value(amount, key, **more))


@pytest.fixture
def workspace(tmp_path):
    """Return a new workspace."""
    with Workspace.open(tmp_path / "台账.gpkg") as opened:
        yield opened


def query(workspace, sql, *parameters):
    """Return rows of another connection."""
    connection = sqlite3.connect(workspace.path)
    try:
        return connection.execute(sql, parameters).fetchall()
    finally:
        connection.close()


# --- values --------------------------------------------------------------------------------------


@pytest.mark.parametrize("amount", ["1234.5600", "0", "-0.00", "1E+3", "1e-7", "0.1", "12345678901234567890123456789.12"])
def test_amounts_come_back_as_they_were_written(workspace, amount):
    store = workspace.indicators("farmland")
    store.save([change(amount)])
    (stored,) = store.values()
    assert str(stored.quantity.amount) == str(Decimal(amount)) and stored == value(amount)


def test_all_of_a_value_comes_back(workspace):
    nested = translatable("A", "{layer}: {filter}", layer=Title("地类图斑", "Land use"), filter=translatable("B", "none"),
                          count=3, share=0.25, nothing=None, both=(translatable("C", "x"), translatable("C", "y")))
    one = value("3.20", unit="wan_mu", source=nested, note="依据<批复>'\"; DROP TABLE", person="李 四")
    store = workspace.indicators("farmland", Language("en"))
    store.save([ValueChange(KEY, one)])
    assert store.values() == [one]
    assert store.values()[0].origin.at.utcoffset() == timedelta(hours=8)
    assert query(workspace, "SELECT value, source, amount FROM indicator_value") == [
        (3.2 * 10**8 / 15, Language("en").render(nested), "3.20")]


def test_texts_of_a_broken_encoding_are_saved_as_far_as_they_can_be(workspace):
    store = workspace.indicators("farmland")
    store.save([change("1", note="备\ud800注", source=translatable("A", "{file}", file="\udcff.xlsx"))])
    (stored,) = store.values()
    assert stored.origin.note == "备?注" and stored.origin.source.values == {"file": "?.xlsx"}


def test_each_pack_has_its_own_values(workspace):
    workspace.indicators("farmland").save([change("1")])
    workspace.indicators("forest").save([change("2"), change("3", KEY._replace(year=2035))])
    assert [str(one.quantity.amount) for one in workspace.indicators("farmland").values()] == ["1"]
    assert [one.key.year for one in workspace.indicators("forest").values()] == [2020, 2035]


def test_the_history_keeps_every_version(workspace):
    store = workspace.indicators("farmland")
    assert store.history(KEY) == []
    later = [AT + timedelta(days=day) for day in range(5)]
    store.save([change("1", at=later[0])])
    store.save([change("2", at=later[1], person="李")])
    store.save([change(None)], "赵", later[2])
    assert store.values() == []
    assert store.history(KEY) == [
        ValueVersion(None, "赵", later[2]), ValueVersion(value("2", at=later[1], person="李"), "李", later[1]),
        ValueVersion(value("1", at=later[0]), "王", later[0]),
    ]
    store.save([change("3", at=later[3])])
    assert [version.value and str(version.value.quantity.amount) for version in store.history(KEY)] == [
        "3", None, "2", "1"]
    assert store.history(KEY._replace(year=2021)) == []
    assert workspace.indicators("forest").history(KEY) == []


def test_what_does_not_change_writes_no_history(workspace):
    store = workspace.indicators("farmland")
    store.save([change("1.50")])
    store.save([change("1.50", person="李", at=AT + timedelta(days=1)), change(None, KEY._replace(year=2021))])
    assert store.history(KEY) == [ValueVersion(value("1.50"), "王", AT)]
    assert query(workspace, "SELECT count(*) FROM indicator_history") == [(0,)]
    for number, other in enumerate([{"note": "新"}, {"note": "新", "unit": "mu"},
                                    {"note": "新", "unit": "mu", "source": translatable("A", "b")}], 2):
        store.save([change("1.50", **other)])
        assert len(store.history(KEY)) == number
    store.save([change("1.5", note="新", unit="mu", source=translatable("A", "b"))])
    assert len(store.history(KEY)) == 5  # written otherwise


def test_of_several_changes_of_one_value_the_last_counts(workspace):
    store = workspace.indicators("farmland")
    store.save([change("1"), change("2"), change(None), change("3")])
    assert [str(one.quantity.amount) for one in store.values()] == ["3"] and len(store.history(KEY)) == 1
    store.save([change("4"), change(None)])
    assert store.values() == []
    store.save([])


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "1E+400", "1E-400"])
def test_numbers_no_plan_can_hold_are_refused_and_nothing_is_saved(workspace, amount):
    store = workspace.indicators("farmland")
    with pytest.raises(LandPlanError, match=r"02 for unit 610116001 is no number"):
        store.save([change("1", KEY._replace(year=2014)), change(amount)])
    assert store.values() == []


def test_a_value_of_another_key_is_a_mistake_of_ours(workspace):
    with pytest.raises(ValueError, match="is given the value of"):
        workspace.indicators("farmland").save([ValueChange(KEY, value("1", KEY._replace(year=1)))])


def test_rows_made_unreadable_by_hand_are_named(workspace):
    store = workspace.indicators("farmland")
    store.save([change("1"), change("2", KEY._replace(year=2014)), change("3", KEY._replace(year=2035))])
    with sqlite3.connect(workspace.path) as connection:
        connection.execute("UPDATE indicator_value SET amount = '一百' WHERE year = 2014")
        connection.execute("UPDATE indicator_value SET kind = 'guessed' WHERE year = 2035")
    with pytest.raises(LandPlanError, match=r"Rows of the table indicator_value .*2.: .*2014 assigned 一百; .*guessed"):
        store.values()
    with sqlite3.connect(workspace.path) as connection:
        connection.execute("DELETE FROM indicator_value WHERE kind = 'guessed'")
        connection.execute("UPDATE indicator_value SET amount = 100 WHERE year = 2014")
    assert [str(one.quantity.amount) for one in store.values()] == ["100", "1"]


def test_an_edit_by_hand_is_kept_in_the_history(workspace):
    store = workspace.indicators("farmland")
    store.save([change("1")])
    layer = QgsVectorLayer(f"{workspace.path}|layername=indicator_value", "t", "ogr")
    assert layer.isValid() and layer.featureCount() == 1
    assert layer.startEditing()
    (feature,) = layer.getFeatures()
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("amount"), "7.70")
    assert layer.commitChanges(), layer.commitErrors()
    del layer
    store.save([change("2")])
    assert [str(version.value.quantity.amount) for version in store.history(KEY)] == ["2", "7.70"]


PACK_NUMBERS = itertools.count()
STEPS = st.lists(st.lists(st.tuples(st.integers(0, 3), st.none() | st.decimals(-1000, 1000, places=2)), max_size=4),
                 max_size=6)


@FIXED
@given(STEPS)
def test_the_store_agrees_with_a_plain_model(tmp_path_factory, steps):
    path = tmp_path_factory.getbasetemp() / "model.gpkg"
    with Workspace.open(path) as opened:
        pack = f"pack {next(PACK_NUMBERS)}"
        store = opened.indicators(pack)
        keys = [KEY._replace(unit=str(number)) for number in range(4)]
        known: dict[int, list] = {number: [] for number in range(4)}
        for step in steps:
            store.save([change(None if amount is None else str(amount), keys[number]) for number, amount in step])
            for number, amount in dict(step).items():
                text = None if amount is None else str(amount)
                if (known[number][-1] if known[number] else None) != text:
                    known[number].append(text)
        assert {one.key.unit: str(one.quantity.amount) for one in store.values()} == {
            str(number): texts[-1] for number, texts in known.items() if texts and texts[-1] is not None}
        for number, texts in known.items():
            found = [version.value and str(version.value.quantity.amount) for version in store.history(keys[number])]
            assert found == texts[::-1]


# --- units ---------------------------------------------------------------------------------------

UNITS = [AdminUnit("610116", "鄠邑区", "county"), AdminUnit("610116001", "甘亭街道", "town", "610116")]


def test_units_are_replaced_and_former_ones_are_kept(workspace):
    store = workspace.indicators("farmland")
    assert store.units() == [] == store.former_units() == store.unit_changes()
    store.save_units(reversed(UNITS))
    assert store.units() == UNITS and workspace.indicators("forest").units() == []
    new = [replace(UNITS[0], name="户县"), AdminUnit("610116002", "余下街道", "town", "610116")]
    store.save_units(new)
    assert store.units() == new and store.former_units() == [UNITS[1]]
    store.save_units(UNITS)
    assert store.units() == UNITS and store.former_units() == [new[1]]
    with pytest.raises(ValueError, match="twice"):
        store.save_units([UNITS[0], UNITS[0]])
    assert store.units() == UNITS


def test_units_that_lie_in_each_other_by_hand_are_a_sentence(workspace):
    store = workspace.indicators("farmland")
    store.save_units(UNITS)
    with sqlite3.connect(workspace.path) as connection:
        connection.execute("UPDATE admin_unit SET parent = '610116001' WHERE code = '610116'")
    with pytest.raises(LandPlanError, match="lie in each other"):
        store.units()


def test_changes_of_units_are_recorded(workspace):
    store = workspace.indicators("farmland")
    changes = [
        UnitChange(UnitChangeKind.SPLIT, ("a",), ("c", "d"), {"c": Fraction(1, 3), "d": Fraction(2, 3)}, "批复", "王", AT,
                   translatable("UnitChanges", "By area.")),
        UnitChange(UnitChangeKind.MERGED, ("b", "a"), ("b",)),
    ]
    store.save_units(UNITS, changes)
    store.save_units(UNITS, [UnitChange(UnitChangeKind.RENAMED, ("x",), ("y",))])
    assert store.unit_changes()[:2] == changes and len(store.unit_changes()) == 3
    assert workspace.indicators("forest").unit_changes() == []
    with sqlite3.connect(workspace.path) as connection:
        connection.execute("UPDATE unit_change_part SET share = '1/0' WHERE code = 'c'")
    with pytest.raises(LandPlanError, match="number 1 in the table unit_change"):
        store.unit_changes()


def test_units_and_changes_are_saved_together_or_not_at_all(workspace):
    store = workspace.indicators("farmland")
    store.save_units(UNITS)
    broken = UnitChange(UnitChangeKind.RENAMED, ("a",), (None,))  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        store.save_units(UNITS[:1], [broken])
    assert store.units() == UNITS and store.unit_changes() == []


# --- the file ------------------------------------------------------------------------------------

# The tables of format 1 as the first version of the plugin made them, word for word.
FORMAT_1 = """
CREATE TABLE landplan_workspace (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
CREATE TABLE scope (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, pack_id TEXT NOT NULL, source TEXT NOT NULL,
    UNIQUE (pack_id, source)
);
CREATE TABLE check_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, run_id TEXT NOT NULL UNIQUE,
    scope_id INTEGER NOT NULL REFERENCES scope (id), started TEXT NOT NULL, finished TEXT NOT NULL,
    pack_id TEXT NOT NULL, pack_title_zh TEXT NOT NULL, pack_title_en TEXT NOT NULL, pack_version TEXT NOT NULL,
    source TEXT NOT NULL, verdict TEXT NOT NULL, partial BOOLEAN NOT NULL, check_count INTEGER NOT NULL,
    result_count INTEGER NOT NULL, error_count INTEGER NOT NULL, warning_count INTEGER NOT NULL,
    not_run_count INTEGER NOT NULL, crashed_count INTEGER NOT NULL, cancelled_count INTEGER NOT NULL,
    pack_hash TEXT NOT NULL, fingerprint TEXT NOT NULL, crs TEXT NOT NULL, record TEXT NOT NULL
);
CREATE INDEX check_run_scope ON check_run (scope_id, id);
CREATE TABLE check_result (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, run INTEGER NOT NULL REFERENCES check_run (id),
    check_id TEXT NOT NULL, title TEXT NOT NULL, severity TEXT NOT NULL, clause TEXT NOT NULL,
    required BOOLEAN NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, finding_count INTEGER NOT NULL,
    examined INTEGER NOT NULL, seconds REAL NOT NULL, reason_json TEXT, details TEXT NOT NULL, rule TEXT NOT NULL,
    UNIQUE (run, check_id)
);
CREATE INDEX check_result_check ON check_result (check_id, run);
CREATE TABLE finding (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, scope_id INTEGER NOT NULL REFERENCES scope (id),
    check_id TEXT NOT NULL, position INTEGER NOT NULL, check_title TEXT NOT NULL, severity TEXT NOT NULL,
    state TEXT NOT NULL, present BOOLEAN NOT NULL, retired BOOLEAN NOT NULL, kind TEXT NOT NULL, role TEXT NOT NULL,
    layer_name TEXT NOT NULL, key_a TEXT NOT NULL, key_b TEXT NOT NULL, fid_a INTEGER, fid_b INTEGER,
    field TEXT NOT NULL, measured REAL, measured_text TEXT, limit_value REAL, limit_text TEXT, area_m2 REAL,
    clause TEXT NOT NULL, message TEXT NOT NULL, first_run INTEGER NOT NULL REFERENCES check_run (id),
    last_run INTEGER NOT NULL REFERENCES check_run (id), message_json TEXT NOT NULL, more_features TEXT,
    base TEXT NOT NULL, identity TEXT NOT NULL, anchor_x REAL, anchor_y REAL, anchor_width REAL, anchor_height REAL,
    content TEXT NOT NULL, look TEXT NOT NULL
);
CREATE INDEX finding_check ON finding (scope_id, retired, check_id, position, id, severity, state);
CREATE INDEX finding_severity ON finding (scope_id, retired, severity, id, state, check_id);
CREATE INDEX finding_state ON finding (scope_id, retired, state, id, severity, check_id);
CREATE INDEX finding_layer ON finding (scope_id, retired, layer_name, id, severity, state, check_id);
CREATE INDEX finding_key ON finding (scope_id, retired, key_a, id, severity, state, check_id);
CREATE INDEX finding_field ON finding (scope_id, retired, field, id, severity, state, check_id);
CREATE INDEX finding_area ON finding (scope_id, retired, area_m2, id, severity, state, check_id);
CREATE INDEX finding_measured ON finding (scope_id, retired, measured, measured_text, id, severity, state, check_id);
CREATE TABLE finding_text (
    finding_id INTEGER PRIMARY KEY NOT NULL REFERENCES finding (id), text TEXT NOT NULL
);
CREATE TABLE finding_shape (
    finding_id INTEGER PRIMARY KEY NOT NULL REFERENCES finding (id), crs TEXT NOT NULL, wkb BLOB NOT NULL
);
CREATE TABLE finding_was (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, check_title TEXT NOT NULL, severity TEXT NOT NULL,
    layer_name TEXT NOT NULL, key_a TEXT NOT NULL, key_b TEXT NOT NULL, fid_a INTEGER, fid_b INTEGER, measured REAL,
    measured_text TEXT, limit_value REAL, limit_text TEXT, area_m2 REAL, clause TEXT NOT NULL, message TEXT NOT NULL,
    message_json TEXT NOT NULL, more_features TEXT, crs TEXT, wkb BLOB
);
CREATE TABLE sighting (
    run INTEGER NOT NULL REFERENCES check_run (id), finding_id INTEGER NOT NULL REFERENCES finding (id),
    position INTEGER NOT NULL, was INTEGER REFERENCES finding_was (id), PRIMARY KEY (run, finding_id)
) WITHOUT ROWID;
CREATE INDEX sighting_finding ON sighting (finding_id) WHERE was IS NULL;
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, finding_id INTEGER NOT NULL REFERENCES finding (id),
    kind TEXT NOT NULL, reason TEXT NOT NULL, person TEXT NOT NULL, evidence TEXT NOT NULL, date TEXT NOT NULL,
    undone BOOLEAN NOT NULL
);
CREATE INDEX decision_finding ON decision (finding_id);
CREATE TABLE state_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, finding_id INTEGER NOT NULL REFERENCES finding (id),
    at TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, run INTEGER REFERENCES check_run (id),
    decision_id INTEGER REFERENCES decision (id)
);
CREATE INDEX state_change_finding ON state_change (finding_id, id);
"""


def file_of_format_1(path):
    """Make a workspace as the first version of the plugin made it, with a run and its findings."""
    schema.create_layers(str(path))
    with sqlite3.connect(path) as connection:
        connection.executescript(FORMAT_1)
        connection.executemany(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) VALUES (?, 'attributes', ?, ?)",
            [("check_run", "check_run", "Self-check runs"), ("check_result", "check_result", "Results of the checks"),
             ("finding", "finding", "Findings"), ("decision", "decision", "Decisions on findings")],
        )
        connection.executemany("INSERT INTO landplan_workspace (name, value) VALUES (?, ?)",
                               [("schema_version", "1"), ("layer_crs", "")])
    connection.close()
    # Saving a run has not changed since; it does not look at the version.
    found = made.overlap("4101", ("610001", "610002"), made.square(0, 0))
    old = Workspace(database.Database(path))
    old.save_run(made.run("one", [made.result(made.rule("4101"), [found])]), Language("zh"))
    old.close()
    return path


def shape_of(path):
    """Return tables and columns, indexes, and what is registered, in any order."""
    with sqlite3.connect(path) as connection:
        names = [row[0] for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'rtree_%'"
            " AND name NOT LIKE 'sqlite_%'")]
        columns = {name: connection.execute(f'PRAGMA table_info("{name}")').fetchall() for name in names}
        indexes = set(connection.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'"))
        contents = set(connection.execute("SELECT table_name, data_type, identifier, description FROM gpkg_contents"))
        return columns, indexes, contents


def test_a_file_of_format_1_is_migrated_with_all_it_holds(tmp_path):
    path = file_of_format_1(tmp_path / "旧.gpkg")
    Workspace.open(tmp_path / "新.gpkg").close()
    with Workspace.open(path, create=False) as opened:
        assert [run.id for run in opened.runs()] == ["one"] and opened.count(FindingQuery()) == 1
        store = opened.indicators("farmland")
        assert store.values() == [] and store.units() == []
        store.save([change("1")])
        store.save_units(UNITS)
    with Workspace.open(path, create=False) as opened:
        assert opened.indicators("farmland").values() == [value("1")]
        assert opened.indicators("farmland").units() == UNITS
    assert shape_of(path) == shape_of(tmp_path / "新.gpkg")
    with sqlite3.connect(path) as connection:
        assert schema.schema_version(connection) == schema.SCHEMA_VERSION
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path):
    path = file_of_format_1(tmp_path / "旧.gpkg")
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE unit_change_part (mine TEXT)")  # in the way of the last table that is made
    connection.close()
    before = shape_of(path)
    with pytest.raises(LandPlanError):
        Workspace.open(path)
    assert shape_of(path) == before
    with sqlite3.connect(path) as connection:
        assert schema.schema_version(connection) == 1


def test_an_older_plugin_refuses_the_file(workspace):
    workspace.indicators("farmland").save([change("1")])
    opened = database.Database(workspace.path)
    with pytest.raises(LandPlanError, match=r"newer version of this plugin .format 4, this one reads up to 1"), \
            opened.writing() as connection:
        schema.migrate(connection, str(workspace.path), 1, {})
    opened.close()
    assert workspace.indicators("farmland").values() == [value("1")]


def test_names_with_halves_of_characters_do_not_stop_the_saving(workspace):
    """Broken encodings leave them, in names as in notes; the values of the plan are kept all the same."""
    store = workspace.indicators("farmland")
    reason = translatable("Test", "{name}", name="\ud800新")
    told = UnitChange(UnitChangeKind.RENAMED, ("610116001",), ("610116002",), note="\udcff", person="王\ud800",
                      reason=reason)
    named = [replace(UNITS[0], name="半\ud800"), *UNITS[1:]]
    store.save([change("1")], units=named, unit_changes=[told], given=[UnitRow("610116", "县\ud800", "")])
    assert store.values() == [value("1")] and store.units()[0].name == "半?"
    assert store.unit_changes()[0].person == "王?" and store.given_units()[0].name == "县?"


def test_qgis_lists_the_tables(workspace):
    store = workspace.indicators("farmland", Language("en"))
    store.save([change("1.50", unit="mu")])
    store.save([change(None)])
    store.save([change("2")])
    store.save_units(UNITS, [UnitChange(UnitChangeKind.RENAMED, ("x",), ("y",))])
    for name, count in (("indicator_value", 1), ("indicator_history", 2), ("admin_unit", 2), ("unit_change", 1),
                        ("unit_change_part", 2)):
        layer = QgsVectorLayer(f"{workspace.path}|layername={name}", name, "ogr")
        assert layer.isValid() and layer.featureCount() == count and not layer.isSpatial(), name
    (row,) = QgsVectorLayer(f"{workspace.path}|layername=indicator_value", "t", "ogr").getFeatures()
    assert (row["value"], row["amount"], row["source"]) == (20000.0, "2", "Sheet 指标 of 下达.xlsx.")


KILLED = """
import os, signal
from decimal import Decimal
from datetime import datetime, timezone
from qgis.core import QgsApplication
application = QgsApplication([], False); application.initQgis()
import test_indicator_store as made
from landplan_toolbox.algorithms.workspace import indicator_store
from landplan_toolbox.algorithms.workspace.workspace import Workspace

indicator_store._touch = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # all is written, nothing committed
changes = [made.change(str(i), made.KEY._replace(unit=str(i))) for i in range(5000)]
Workspace.open(sys.argv[1]).indicators("farmland").save([made.change(None), *changes])
"""


def run_python(code, *arguments, **options):
    """Run Python code with the tests and the plugin importable, in another process."""
    prelude = f"import sys; sys.path.insert(0, {str(ROOT / 'tests')!r}); import conftest\n"
    return subprocess.Popen(
        [sys.executable, "-c", prelude + textwrap.dedent(code), *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, **options,
    )


def test_a_crash_in_the_middle_leaves_the_former_state(tmp_path):
    path = tmp_path / "a.gpkg"
    with Workspace.open(path) as opened:
        opened.indicators("farmland").save([change("1")])
    process = run_python(KILLED, path)
    _, errors = process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL, errors
    with Workspace.open(path, create=False) as opened:
        store = opened.indicators("farmland")
        assert store.values() == [value("1")] and len(store.history(KEY)) == 1
        store.save([change("2")])
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_another_writer_is_a_sentence_and_readers_read_on(workspace, monkeypatch):
    monkeypatch.setattr(database, "LOCK_TIMEOUT", 0.2)
    store = workspace.indicators("farmland")
    store.save([change("1")])
    with Workspace.open(workspace.path) as other:
        with other._database.writing() as connection:
            connection.execute("UPDATE indicator_value SET amount = '9'")
            assert [str(one.quantity.amount) for one in store.values()] == ["1"]
            failures = []

            def write():
                with Workspace.open(workspace.path) as third:
                    for save in (lambda: third.indicators("farmland").save([change("2")]),
                                 lambda: third.indicators("farmland").save_units(UNITS)):
                        with pytest.raises(LandPlanError, match="being written by another program") as refused:
                            save()
                        failures.append(refused)

            thread = threading.Thread(target=write)
            thread.start()
            thread.join()
            assert len(failures) == 2
        assert [str(one.quantity.amount) for one in other.indicators("farmland").values()] == ["9"]
    store.save([change("2")])
    assert [str(version.value.quantity.amount) for version in store.history(KEY)] == ["2", "9"]
    assert store.units() == []


def test_threads_share_one_store(workspace):
    store = workspace.indicators("farmland")
    problems = []

    def work(number):
        try:
            for step in range(5):
                store.save([change(str(step), KEY._replace(unit=str(number))), change(f"{number}.{step}")])
                assert len(store.values()) >= 2
        except Exception as error:  # a thread's exception would be lost otherwise
            problems.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(store.values()) == 5 and len(store.history(KEY)) == 20


def test_a_file_that_is_gone_is_a_sentence(tmp_path):
    opened = Workspace.open(tmp_path / "a.gpkg")
    store = opened.indicators("farmland")
    opened.close()
    (tmp_path / "a.gpkg").unlink()
    with pytest.raises(LandPlanError):
        store.values()
    with pytest.raises(LandPlanError):
        store.save([change("1")])


def test_the_page_on_the_workspace_names_what_there_is_and_its_query_works(workspace):
    page = (ROOT / "docs" / "workspace.md").read_text("utf-8")
    for (table,) in query(workspace, "SELECT table_name FROM gpkg_contents UNION SELECT name FROM sqlite_master"
                          " WHERE sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'gpkg%' AND name NOT LIKE 'rtree%'"
                          " AND name NOT LIKE 'sqlite%'"):
        assert f"`{table}`" in page, table
    for column in query(workspace, "PRAGMA table_info(indicator_value)")[1:]:
        assert f"`{column[1]}`" in page, column[1]
    assert f"| {schema.SCHEMA_VERSION} |" in page
    store = workspace.indicators("farmland")
    store.save([change("1")])
    store.save([change("2")])
    store.save([change(None)], "赵", AT)
    store.save([change("3")])
    sql = page.split("```sql")[1].split("```")[0]
    assert [row[0] for row in query(workspace, sql.strip().rstrip(";"))] == ["3", None, "2", "1"]
