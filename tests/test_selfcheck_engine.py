"""The promises of the engine: five outcomes, no green without a run, one bad check stops nothing."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.rulepack.kinds import KindSpec
from landplan_toolbox.algorithms.selfcheck import registry
from landplan_toolbox.algorithms.selfcheck.catalogue import check_kinds
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import Outcome, Verdict
from landplan_toolbox.algorithms.selfcheck.registry import CheckKind
from qgis.core import QgsFeedback
from selfcheck_support import make_dataset, make_pack, parcel, parcel_layer, run_checks, square, town_layer

OVERLAP = {"kind": "topology.no_overlap", "layer": "parcels"}
UNIQUE = {"kind": "attributes.unique", "layer": "parcels"}
TOWNS_PRESENT = {"kind": "structure.layer_present", "layer": "towns"}
COVERED = {"kind": "topology.covered_by", "layer": "parcels", "target": "towns"}
GOOD = [parcel(1, square(0, 0)), parcel(2, square(100, 0))]
TOWN = {"XZQDM": "690101001", "wkt": square(0, 0, 200, 100)}


@pytest.fixture
def crashing_kind():
    """A check kind that breaks off, as a bug would make it."""
    check_kinds()

    def crash(check, context):
        raise ZeroDivisionError("planted")

    registry._KINDS["test.crash"] = CheckKind(KindSpec("test.crash", {}), crash)
    yield {"kind": "test.crash", "layer": "parcels"}
    del registry._KINDS["test.crash"]


def test_sound_data_passes(tmp_path):
    run = run_checks(tmp_path, [OVERLAP, UNIQUE, TOWNS_PRESENT, COVERED], parcel_layer(GOOD), town_layer([TOWN]))
    assert [result.outcome for result in run.results] == [Outcome.PASSED] * 4
    assert run.verdict is Verdict.PASSED
    assert not run.partial
    assert len(run.fingerprint) == 64


def test_missing_layer_is_not_run_and_never_green(tmp_path):
    run = run_checks(tmp_path, [OVERLAP, COVERED], parcel_layer(GOOD))
    passed, not_run = run.results
    assert passed.outcome is Outcome.PASSED
    assert not_run.outcome is Outcome.NOT_RUN
    assert not_run.reason is not None and "行政区" in str(not_run.reason.values)
    assert run.verdict is Verdict.INCOMPLETE


def test_optional_check_that_did_not_run_leaves_the_verdict(tmp_path):
    run = run_checks(tmp_path, [OVERLAP, {**COVERED, "required": False}], parcel_layer(GOOD))
    assert run.results[1].outcome is Outcome.NOT_RUN
    assert run.verdict is Verdict.PASSED


def test_error_finding_fails_and_warning_does_not(tmp_path):
    layer = parcel_layer([parcel(1, square(0, 0)), parcel(1, square(100, 0))])
    assert run_checks(tmp_path / "e", [UNIQUE], layer).verdict is Verdict.FAILED
    run = run_checks(tmp_path / "w", [{**UNIQUE, "severity": "warning"}], layer)
    assert run.results[0].outcome is Outcome.FAILED
    assert run.verdict is Verdict.PASSED


def test_an_empty_layer_passes_nothing_but_its_structure(tmp_path):
    checks = [{"kind": "structure.layer_present", "layer": "parcels"}, UNIQUE, OVERLAP]
    run = run_checks(tmp_path, checks, parcel_layer([]))
    assert [result.outcome for result in run.results] == [Outcome.PASSED, Outcome.NOT_RUN, Outcome.NOT_RUN]
    assert run.verdict is Verdict.INCOMPLETE


def test_an_error_found_by_an_optional_check_is_never_green(tmp_path):
    layer = parcel_layer([parcel(1, square(0, 0)), parcel(1, square(100, 0))])
    assert run_checks(tmp_path, [{**UNIQUE, "required": False}], layer).verdict is Verdict.FAILED


def test_crashing_check_stops_nothing_and_is_never_green(tmp_path, crashing_kind):
    run = run_checks(tmp_path, [{**crashing_kind, "required": False}, OVERLAP, UNIQUE], parcel_layer(GOOD))
    crashed, *others = run.results
    assert crashed.outcome is Outcome.CRASHED
    assert "planted" in crashed.details
    assert "ZeroDivisionError" in str(crashed.reason.values)
    assert [result.outcome for result in others] == [Outcome.PASSED, Outcome.PASSED]
    assert run.verdict is Verdict.INCOMPLETE


def test_cancel_ends_running_and_remaining_checks(tmp_path):
    dataset = make_dataset(make_pack(tmp_path, [UNIQUE, OVERLAP, COVERED]), parcel_layer(GOOD), town_layer([TOWN]))
    feedback = QgsFeedback()
    run = run_selfcheck(dataset, feedback=feedback, on_result=lambda result: feedback.cancel())
    assert [result.outcome for result in run.results] == [Outcome.PASSED, Outcome.CANCELLED, Outcome.CANCELLED]
    assert run.verdict is Verdict.INCOMPLETE


def test_findings_before_a_missing_column_stand(tmp_path):
    layer = parcel_layer([parcel(1, square(0, 0), TBMJ=None)])
    layer.dataProvider().deleteAttributes([layer.fields().lookupField("DLBM")])
    layer.updateFields()
    result = run_checks(tmp_path, [{"kind": "attributes.required", "layer": "parcels"}], layer).results[0]
    assert result.outcome is Outcome.FAILED
    assert [finding.field for finding in result.findings] == ["TBMJ"]
    assert "DLBM" in str(result.reason.values)


def test_missing_column_alone_is_not_run(tmp_path):
    layer = parcel_layer(GOOD)
    layer.dataProvider().deleteAttributes([layer.fields().lookupField("DLBM")])
    layer.updateFields()
    result = run_checks(tmp_path, [{"kind": "attributes.domain", "layer": "parcels"}], layer).results[0]
    assert result.outcome is Outcome.NOT_RUN


def test_selection_by_prefix_and_preset(tmp_path):
    pack = make_pack(tmp_path, [UNIQUE, OVERLAP, {**UNIQUE, "id": "4101"}])
    dataset = make_dataset(pack, parcel_layer(GOOD))
    assert [result.check.id for result in run_selfcheck(dataset, ["1*"]).results] == ["1001", "1002"]
    assert run_selfcheck(dataset, ["4101"]).partial
    assert not run_selfcheck(dataset, ["all"]).partial
    with pytest.raises(LandPlanError, match="9999"):
        run_selfcheck(dataset, ["9999"])


def test_same_data_same_findings_in_any_order(tmp_path):
    rows = [parcel(1, square(0, 0)), parcel(2, square(99, 0)), parcel(3, square(300, 0), DLBM="999")]
    checks = [OVERLAP, {"kind": "attributes.domain", "layer": "parcels"}]

    def place(run):
        return sorted((f.check_id, f.kind, tuple(sorted(x.key for x in f.features)), f.area_m2) for f in run.findings)

    first = run_checks(tmp_path / "a", checks, parcel_layer(rows))
    second = run_checks(tmp_path / "b", checks, parcel_layer(rows[::-1]))
    assert place(first) == place(second) and len(place(first)) == 2


def test_edits_that_are_not_saved_are_seen(tmp_path):
    layer = parcel_layer(GOOD)
    layer.startEditing()
    feature = next(layer.getFeatures())
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("DLBM"), "999")
    result = run_checks(tmp_path, [{"kind": "attributes.domain", "layer": "parcels"}], layer).results[0]
    assert result.outcome is Outcome.FAILED
