"""The sample county: clean editions are clean, delivery editions hold exactly the planted defects."""

from __future__ import annotations

import importlib
import sqlite3
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import yaml
from landplan_toolbox.algorithms.dataset.binding import BindingState, bind
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import Outcome, Verdict
from landplan_toolbox.algorithms.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample"
LIMIT = 10_500_000  # bytes: elevation model, inputs, indicators and the edition of the year before came on top of the delivery
# values against those entered in a workspace, of which there is none
NOT_IN_THE_SAMPLE = ("6702",)
DELIVERIES = [
    ("farmland", "farmland_delivery.gpkg", Verdict.FAILED),
    ("farmland", "farmland_shapefiles", Verdict.INCOMPLETE),
    ("forest", "forest_delivery.gpkg", Verdict.INCOMPLETE),
]


def check(pack_id, source, fingerprint=False):
    pack = load_pack(pack_id, kind_specs())
    path = str(SAMPLE / source)
    return run_selfcheck(bind(pack, open_source(path), path), fingerprint=fingerprint)


@pytest.fixture(scope="module")
def listed():
    return yaml.safe_load((SAMPLE / "planted_defects.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def runs(qgis_application):
    return {source: check(pack, source) for pack, source, _ in DELIVERIES}


@pytest.fixture(scope="module")
def scripts():
    sys.path.insert(0, str(ROOT / "scripts"))
    yield
    sys.path.remove(str(ROOT / "scripts"))


def planted(listed, source):
    return Counter(
        (entry["check"], entry["kind"], entry["layer"], entry["field"], tuple(entry["keys"]))
        for entry in listed["findings"]
        if entry["source"] == source
    )


def found(run):
    return Counter(
        (each.check_id, each.kind, each.role, each.field, tuple(sorted(feature.key for feature in each.features)))
        for each in run.findings
    )


@pytest.mark.parametrize("pack", ["farmland", "forest"])
def test_clean_edition_passes_every_check_without_finding(pack):
    run = check(pack, f"{pack}_clean.gpkg")
    assert [str(each) for each in run.findings] == []
    assert {result.outcome for result in run.results} == {Outcome.PASSED}
    idle = [r.check.id for r in run.results if not r.examined and r.check.where is None]
    assert idle == []
    assert run.verdict is Verdict.PASSED


@pytest.mark.parametrize("pack", ["farmland", "forest"])
def test_clean_edition_has_every_layer_of_the_pack(pack):
    rules = load_pack(pack, kind_specs())
    dataset = bind(rules, open_source(str(SAMPLE / f"{pack}_clean.gpkg")), "sample")
    assert {binding.state for binding in dataset.bindings.values()} == {BindingState.BOUND}
    assert dataset.extra_layers == ()
    assert all(binding.layer.feature_count for binding in dataset.bindings.values())


@pytest.mark.parametrize(("_pack", "source", "verdict"), DELIVERIES)
def test_delivery_edition_yields_exactly_the_planted_findings(runs, listed, _pack, source, verdict):
    run = runs[source]
    assert found(run) - planted(listed, source) == Counter()
    assert planted(listed, source) - found(run) == Counter()
    assert run.verdict is verdict


@pytest.mark.parametrize("source", ["farmland_delivery.gpkg", "forest_delivery.gpkg"])
def test_only_checks_whose_input_was_taken_away_do_not_run(runs, listed, source):
    not_run = {r.check.id for r in runs[source].results if r.outcome not in (Outcome.PASSED, Outcome.FAILED)}
    assert not_run == set(listed["not_run"].get(source, []))


def test_every_check_kind_of_the_packs_is_violated_somewhere(runs):
    fired = {r.check.kind for run in runs.values() for r in run.results if r.outcome is Outcome.FAILED}
    wanted = {check.kind for pack in ("farmland", "forest") for check in load_pack(pack, kind_specs()).checks.values()}
    assert wanted - fired <= {"structure.readable", "indicators.compared"}  # the latter has run or not, it finds nothing


@pytest.mark.parametrize("pack", ["farmland", "forest"])
def test_nearly_every_single_check_is_violated(runs, pack):
    silent = {
        r.check.kind
        for source, run in runs.items()
        for r in run.results
        if source == f"{pack}_delivery.gpkg" and r.outcome is Outcome.PASSED and r.check.id not in NOT_IN_THE_SAMPLE
    }
    assert silent <= {
        "structure.readable", "structure.layer_present", "structure.not_empty", "structure.geometry_type",
        "indicators.compared",
    }  # fmt: skip


def test_list_of_defects_is_complete_and_bilingual(listed):
    by_source = Counter(entry["source"] for entry in listed["findings"])
    assert by_source["farmland_delivery.gpkg"] >= 60
    assert by_source["forest_delivery.gpkg"] >= 60
    checks = {pack: load_pack(pack, kind_specs()).checks for pack in ("farmland", "forest")}
    for entry in listed["findings"]:
        assert set(entry) == {"defect", "pack", "source", "check", "kind", "layer", "field", "keys", "note"}
        assert entry["note"]["zh"] and entry["note"]["en"]
        assert entry["check"] in checks[entry["pack"]]


@pytest.mark.parametrize("pack", ["farmland", "forest"])
def test_project_opens_with_relative_paths_and_chinese_names(pack):
    from qgis.core import QgsProject

    path = SAMPLE / f"sample_{pack}.qgz"
    project = QgsProject()
    assert project.read(str(path))
    layers = list(project.mapLayers().values())
    assert len(layers) >= 9
    assert all(layer.isValid() for layer in layers)
    assert all(any("\u4e00" <= c <= "\u9fff" for c in layer.name()) for layer in layers)
    with zipfile.ZipFile(path) as archive:
        text = archive.read(f"sample_{pack}.qgs").decode("utf-8")
    assert f'source="./{pack}_delivery.gpkg' in text
    assert str(ROOT) not in text


def rows(edition, layer):
    connection = sqlite3.connect(f"file:{SAMPLE / edition}?mode=ro&immutable=1", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f'SELECT * FROM "{layer}"')]
    finally:
        connection.close()


def test_ledger_of_the_clean_edition_is_the_difference_of_both_delineations():
    before = {row["JBNTTBBH"]: row for row in rows("farmland_clean.gpkg", "TZQJBNTTB")}
    after = {row["JBNTTBBH"]: row for row in rows("farmland_clean.gpkg", "JBNTBHTB")}
    numbers = {kind: set() for kind in "012"}
    for row in rows("farmland_clean.gpkg", "JBNTHRHC"):
        numbers[row["HRHCLXDM"]].add(row["HRHCTBBH"].replace("HC", ""))
    assert all(numbers.values())
    assert numbers["0"] | numbers["2"] == set(before)
    assert numbers["0"] | numbers["1"] == set(after)
    assert all(before[number]["geom"] == after[number]["geom"] for number in numbers["0"])


def test_in_every_town_at_least_as_much_and_no_worse_land_enters_as_leaves():
    before = {row["JBNTTBBH"]: row for row in rows("farmland_clean.gpkg", "TZQJBNTTB")}
    after = {row["JBNTTBBH"]: row for row in rows("farmland_clean.gpkg", "JBNTBHTB")}
    towns = {number[:9] for number in set(before) - set(after)}
    assert len(towns) == 4
    for town in towns:
        left = [row for number, row in before.items() if number not in after and number.startswith(town)]
        came = [row for number, row in after.items() if number not in before and number.startswith(town)]
        assert sum(row["JBNTMJ"] for row in came) >= sum(row["JBNTMJ"] for row in left)
        graded = [(row["GDDB"], row["JBNTMJ"]) for row in left if row["GDDB"] is not None]
        entered = [(int(row["ZLDJDM"]), row["JBNTMJ"]) for row in came]
        mean_left, mean_came = (sum(g * m for g, m in each) / sum(m for _, m in each) for each in (graded, entered))
        assert mean_came <= mean_left


def test_quality_grades_are_those_of_farmland_only():
    parcels = rows("farmland_clean.gpkg", "DLTB")
    assert all((row["GDDB"] is not None) == row["DLBM"].startswith("01") for row in parcels)
    assert {row["GDDB"] for row in parcels} - {None} <= set(range(1, 16))


def test_targets_are_met_in_the_clean_edition_and_one_is_out_of_reach_in_the_delivery():
    farmland = {}
    for row in rows("farmland_clean.gpkg", "DLTB"):
        if row["DLBM"].startswith("01"):
            town = row["ZLDWDM"][:9]
            farmland[town] = farmland.get(town, 0) + row["TBDLMJ"] / 10_000
    basic = {}
    for row in rows("farmland_clean.gpkg", "JBNTBHTB"):
        basic[row["ZLDWDM"][:9]] = basic.get(row["ZLDWDM"][:9], 0) + row["JBNTMJ"] / 10_000
    targets = {row["XZQDM"]: row["RWMJ"] for row in rows("farmland_clean.gpkg", "JBNTRW")}
    assert len(targets) == 5
    assert all(basic.get(town, 0) >= target for town, target in targets.items())
    delivered = {row["XZQDM"]: row["RWMJ"] for row in rows("farmland_delivery.gpkg", "JBNTRW")}
    raised = [town for town, target in delivered.items() if target != targets[town]]
    assert len(raised) == 1
    assert basic[raised[0]] < delivered[raised[0]] < farmland[raised[0]]


def test_overlays_cut_parcels_as_well_as_follow_them(qgis_application):
    from landplan_toolbox.algorithms.geometry.overlap_areas import covered_shares

    source = {layer.name: layer for layer in open_source(str(SAMPLE / "farmland_clean.gpkg"))}
    parcels = source["DLTB"].read().polygons
    for name in ("TGHLHC", "WRGD", "YZGDFW", "CSZBFW", "CSGHFW"):
        shares = covered_shares(parcels, source[name].read().polygons)
        assert ((shares > 0.05) & (shares < 0.95)).any(), name
    whole = covered_shares(parcels, source["QLBL"].read().polygons)
    assert ((whole < 1e-6) | (whole > 1 - 1e-6)).all()


def test_elevation_model_covers_the_county_but_for_one_woodland_parcel(qgis_application):
    from landplan_toolbox.algorithms.geometry.terrain import terrain_of
    from osgeo import gdal

    source = {layer.name: layer for layer in open_source(str(SAMPLE / "farmland_clean.gpkg"))}
    layer = source["DLTB"]
    data = layer.read()
    dem = str(SAMPLE / "dem.tif")
    terrain = terrain_of(data.polygons, layer.crs, dem, 25.0)
    reference = gdal.Open(dem).GetSpatialRef()
    assert reference.IsGeographic() and not layer.crs.isGeographic()
    parcels = rows("farmland_clean.gpkg", "DLTB")
    without = [row["DLBM"] for row, share in zip(parcels, terrain.covered_share) if share == 0]
    assert without == ["031"]
    limits = (2, 6, 15, 25)
    apart = [
        abs(1 + sum(slope > limit for limit in limits) - int(row["GDPDJ"]))
        for row, slope in zip(parcels, terrain.mean_slope)
        if row["GDPDJ"] is not None
    ]
    assert len(apart) > 300
    assert max(apart) <= 1
    assert apart.count(0) >= 0.97 * len(apart)


def test_every_adjustment_check_is_violated_in_the_delivery(runs):
    judged = {
        r.check.id: r.outcome for r in runs["farmland_delivery.gpkg"].results if r.check.id.startswith("7")
    }
    assert len(judged) >= 25
    assert set(judged.values()) == {Outcome.FAILED}


def test_project_groups_the_inputs_and_leaves_them_switched_off():
    from qgis.core import QgsProject

    project = QgsProject()
    assert project.read(str(SAMPLE / "sample_farmland.qgz"))
    root = project.layerTreeRoot()
    groups = [group.name() for group in root.findGroups()]
    assert len(groups) >= 8
    visible = {node.name() for node in root.findLayers() if node.isVisible()}
    assert "基本农田图斑" in visible
    assert not visible & {"严重污染耕地", "城市周边范围", "不得调整布局的已划定范围", "数字高程模型", "生态敏感区"}
    assert len(root.findLayers()) == len(project.mapLayers())


def test_licences_are_stated():
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    for word in ("CC0", "CC BY 4.0", "Metsäkeskus", "spDataLarge", "does not exist", "map review"):
        assert word in text


def test_sample_is_small():
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < LIMIT


@pytest.mark.parametrize("pack", ["farmland", "forest"])
def test_every_indicator_has_values_and_every_unit_is_known(pack):
    from landplan_toolbox.algorithms.indicators.dataset_values import values_of_dataset
    from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
    from landplan_toolbox.algorithms.units.read_tree import tree_of_dataset

    rules = load_pack(pack, kind_specs())
    path = str(SAMPLE / f"{pack}_clean.gpkg")
    dataset = bind(rules, open_source(path), path)
    tree = tree_of_dataset(dataset).tree
    assert sum(unit.level == "town" for unit in tree.units.values()) == 5
    assert sum(unit.level == "village" for unit in tree.units.values()) == 20
    read = values_of_dataset(dataset, tree)
    assert read.problems == []
    for kind in (ValueKind.ASSIGNED, ValueKind.PLANNED):
        assert {value.key.indicator for value in read.values if value.key.kind is kind} == set(rules.indicators.indicators)
    years = {value.key.year for value in read.values}
    assert years == {rules.base_year, *rules.target_years}
    handed_to_villages = {v.key.unit for v in read.values if len(v.key.unit) == 12}
    assert len(handed_to_villages) == (20 if pack == "farmland" else 0)


def test_classes_of_the_base_and_of_the_plan_cover_the_county_and_projects_become_urban():
    total = sum(row["JSMJ"] for row in rows("farmland_clean.gpkg", "XZQ"))
    base, planned = rows("farmland_clean.gpkg", "JQDLTB"), rows("farmland_clean.gpkg", "TDGHDL")
    assert sum(row["TBMJ"] for row in base) == pytest.approx(total, abs=5)
    assert sum(row["GHDLMJ"] for row in planned) == pytest.approx(total, abs=5)
    urban = sum(row["GHDLMJ"] for row in planned if row["GHDLDM"] == "211")
    was = sum(row["TBMJ"] for row in base if row["DLDM"] == "211")
    added = sum(row["MJ"] for row in rows("farmland_clean.gpkg", "XZJSYD"))
    assert urban >= was + added - 1


def test_no_real_province_has_the_code():
    connection = sqlite3.connect(f"file:{SAMPLE / 'farmland_clean.gpkg'}?mode=ro&immutable=1", uri=True)
    codes = {code for (code,) in connection.execute("SELECT XZQDM FROM XZQ")}
    connection.close()
    assert {code[:6] for code in codes} == {"690121"}


def test_builder_loads_without_the_open_data_and_says_what_is_missing(scripts, tmp_path, capsys):
    for name in ("deliveries", "projects", "shapefiles"):
        importlib.import_module(f"sample.{name}")
    builder = importlib.import_module("build_sample")
    assert builder.main(["--data", str(tmp_path), "--output", str(tmp_path / "out")]) == 1
    assert "nlcd.tif" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_planted_shapes_are_what_they_claim(scripts):
    """The border arithmetic of the builder, on a raster small enough to see."""
    import numpy as np

    arcs = importlib.import_module("sample.arcs")
    labels = np.array([[0, 0, 1, 1], [0, 0, 1, 1], [2, 2, 2, 1], [2, 3, 2, 1]])
    fabric = arcs.Fabric(labels, 10.0, (500_000.0, 4_000_000.0), 0.0)
    shapes = fabric.polygons([0, 1, 2, 3])
    whole = fabric.polygons(["all"] * 4)["all"]
    assert [len(shapes[region]) for region in range(4)] == [1, 1, 1, 1]
    total = sum(arcs.ring_area(ring) for polygons in shapes.values() for polygon in polygons for ring in polygon)
    assert total == pytest.approx(arcs.ring_area(whole[0][0]))
    outer = set(whole[0][0])
    inner = [point for polygons in shapes.values() for point in set(polygons[0][0]) if point not in outer]
    assert all(count >= 2 for count in Counter(inner).values())


def test_demo_reads_the_workspace_as_the_engine_found(scripts, runs, listed, tmp_path):
    demo = importlib.import_module("demo")
    source = "forest_delivery.gpkg"
    with Workspace.open(tmp_path / "workspace.gpkg") as workspace:
        workspace.save_run(runs[source], Language("en"))
    findings, not_run = demo.found_in(tmp_path / "workspace.gpkg")
    expected, notes, expected_not_run = demo.planted_in(source)
    assert findings == expected == planted(listed, source)
    assert set(not_run) == expected_not_run
    assert all(reason for reason in not_run.values())
    assert set(notes) == set(expected)


def test_demo_fails_for_a_result_that_is_not_as_it_must_be(scripts, capsys):
    demo, chain = importlib.import_module("demo"), importlib.import_module("demo_chain")
    step = chain.Step("delineatefarmland", 1.0, ["a fact"])
    step.demand(True, "never said")
    assert demo.verdict([], [step]) == 0
    step.demand(False, "the ledger does not add up")
    assert demo.verdict([], [step]) == 1
    chain.print_steps([step])
    said = capsys.readouterr().out
    assert "NOT AS IT MUST BE: the ledger does not add up" in said
    assert "delineatefarmland" in said and "a fact" in said and "never said" not in said


def test_demo_of_indicators_fails_where_a_measured_value_is_not_the_sum_of_its_layer(scripts, monkeypatch, tmp_path):
    demo = importlib.import_module("demo_indicators")
    plan = SAMPLE / "farmland_clean.gpkg"
    rows = [
        {"unit": unit, "indicator": indicator, "year": year, "value": amount}
        for (indicator, year), source in demo.SUMS["farmland"].items()
        for unit, amount in demo.independent_sums(plan, *source).items()
    ]
    assert len(rows) > 20
    monkeypatch.setattr(demo, "run", lambda *_: {"MEASURED_COUNT": len(rows)})
    monkeypatch.setattr(demo, "rows_of", lambda _: rows)
    steps = demo.IndicatorSteps("", {}, SAMPLE, tmp_path)
    steps.measured("farmland")
    assert steps.steps[-1].problems == []
    rows[3]["value"] += 0.001
    del rows[5]
    steps.measured("farmland")
    assert len(steps.steps[-1].problems) == 2
