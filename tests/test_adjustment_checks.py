"""Checks of an adjustment and of the three lines: what each must find and what it must pass, by hand."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Iterator, Optional

import pytest
from adjustment_support import (
    PROJECT,
    Rows,
    basic,
    county,
    layer,
    layers,
    pack,
    place,
    result,
    run,
    without_indicators,
)
from landplan_toolbox.algorithms.adjustment.scope import ledger_role, require_ledger_role, with_essential, with_rule_set
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.folders import shipped_packs_folder
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.selfcheck.catalogue import check_kinds, kind_specs
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import CheckResult, Outcome, Verdict
from landplan_toolbox.algorithms.workspace.model import FindingQuery, State
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsProject,
)
from selfcheck_support import CRS, make_dataset, square

ENGLISH, CHINESE = Language("en"), Language("zh")
M2 = 0.9999385  # m² on the ellipsoid of a square metre of the plane, 50 km from the central meridian
Change = Callable[[Rows], Any]
Found = list[tuple[str, list[str], Optional[float]]]


def found(outcome: CheckResult) -> Found:
    """Return what a check found as (kind, keys, plane area the finding's area stands for)."""
    return sorted(
        (one.kind, [feature.key for feature in one.features],
         None if one.area_m2 is None else round(one.area_m2 / M2, 1))
        for one in outcome.findings
    )


def text(outcome: CheckResult) -> str:
    """Return the sentences of a check."""
    return "\n".join(ENGLISH.render(one.message) for one in outcome.findings)


def key(number: int) -> str:
    """Return the key of a square as basic farmland."""
    return basic(number)["JBNTTBBH"]


def drop(rows: Rows, role: str, field: str, value: Any) -> None:
    """Remove rows of a layer."""
    kept = [row for row in rows[role] if row[field] != value]
    assert len(kept) < len(rows[role])
    rows[role] = kept


def change(rows: Rows, role: str, name: str, wanted: Any, **values: Any) -> None:
    """Change a row of a layer."""
    hits = [row for row in rows[role] if row[name] == wanted]
    assert hits
    for row in hits:
        row.update(values)


def parcel(rows: Rows, number: int, **values: Any) -> None:
    """Change a parcel."""
    change(rows, "land_use", "BSM", number, **values)


def zone(x: float, width: float, **values: Any) -> dict[str, Any]:
    """Return a zone from y = 0 to 120."""
    return {"MC": "区", "wkt": square(x, 0, width, 120), **values}


def no_reason(rows: Rows) -> None:
    rows["previous_farmland"].append(basic(10))


def half_on_no_parcel(rows: Rows) -> None:
    change(rows, "previous_farmland", "BSM", 8, wkt=square(700, 0, 100, 150))


def small_part(rows: Rows) -> None:
    rows["previous_farmland"].append(basic(10, wkt=square(900, 0, 40, 100)))


def hard_to_till(rows: Rows) -> None:
    rows["previous_farmland"].append(basic(10))
    parcel(rows, 10, GDPDJ="4")
    rows["evidence"].append({"TBBSM": "10", "ZMLX": "07", "CLMC": "论证材料"})


def built_on(rows: Rows) -> None:
    rows["previous_farmland"].append(basic(5))


def hard_to_till_too_early(rows: Rows) -> None:
    hard_to_till(rows)
    change(rows, "farmland_target", "XZQDM", "690121101", RWMJ=3.5)


def poor_entered(rows: Rows) -> None:
    parcel(rows, 10, GDDB=9)
    rows["basic_farmland"].append(basic(10))


def partly_entered(rows: Rows) -> None:
    rows["good_farmland_area"] = [{"wkt": place(10)}]
    rows["basic_farmland"].append(basic(10, wkt=square(900, 0, 40, 100)))


def less_net(rows: Rows) -> None:
    for number in (4, 9):
        change(rows, "basic_farmland", "BSM", number, JBNTMJ=8000.0)


def worse_quality(rows: Rows) -> None:
    for number in (4, 9):
        parcel(rows, number, GDDB=9)


def better_and_worse(rows: Rows) -> None:
    parcel(rows, 4, GDDB=7)
    parcel(rows, 9, GDDB=9)


def assigned(code: str, **values: float) -> Change:
    return lambda rows: change(rows, "assigned_change", "ZBDM", code, **values)


def fringe(*zones: dict[str, Any]) -> Change:
    return lambda rows: rows.update(urban_fringe=list(zones), previous_urban_fringe=list(zones))


def steps(*changes: Change) -> Change:
    def all_of(rows: Rows) -> None:
        for one in changes:
            one(rows)

    return all_of


def proof(kind: str, *numbers: int) -> Change:
    return lambda rows: rows["evidence"].extend(
        {"TBBSM": str(number), "ZMLX": kind, "CLMC": "证明"} for number in numbers)


# check, what puts the county out of order, what is found: kind, keys, plane area
FIRES: list[tuple[str, Change, Found]] = [
    ("7001", lambda rows: drop(rows, "adjustment_ledger", "HRHCTBBH", "2000008"),
     [("removed_undeclared", [key(8)], 10000.0)]),
    ("7001", lambda rows: rows["adjustment_ledger"].append(
        {"HRHCLXDM": "2", "HRHCTBBH": "2000010", "wkt": square(900, 0, 50, 100)}),
     [("not_removed", ["2000010"], 5000.0)]),
    ("7002", lambda rows: drop(rows, "adjustment_ledger", "HRHCTBBH", "1000004"),
     [("entered_undeclared", [key(4)], 12000.0)]),
    ("7002", lambda rows: change(rows, "adjustment_ledger", "HRHCTBBH", "0000001", HRHCLXDM="1"),
     [("not_entered", ["0000001"], 10000.0)]),
    ("7101", no_reason, [("no_reason", [key(10), "10"], 10000.0)]),
    ("7101", small_part, [("no_reason", [key(10), "10"], 4000.0)]),
    ("7101", half_on_no_parcel, [("no_reason", [key(8)], 5000.0)]),
    ("7102", lambda rows: rows["evidence"].clear(), [("no_evidence", [key(8), "8"], 10000.0)]),
    ("7102", built_on, [("no_evidence", [key(5), "5"], 10000.0)]),
    ("7103", hard_to_till_too_early, [("too_early", [key(10), "10"], 10000.0)]),
    ("7104", lambda rows: rows["retirement_plan"].append({"wkt": square(0, 0, 60, 100)}),
     [("must_leave", [key(1), "1"], 10000.0)]),
    ("7104", lambda rows: parcel(rows, 2, DLBM="031"), [("must_leave", [key(2), "2"], 10000.0)]),
    ("7201", poor_entered, [("no_criterion", [key(10), "10"], 10000.0)]),
    ("7202", lambda rows: rows["basic_farmland"].append(basic(5)), [("banned", [key(5), "5"], 10000.0)]),
    ("7202", lambda rows: rows["redline"].append({"BSM": "1", "HXBM": "1", "wkt": square(380, 0, 20, 120)}),
     [("banned", [key(4), "4"], 12000.0)]),
    ("7203", lambda rows: rows["good_farmland_area"].append({"wkt": place(10)}), [("left_out", ["10"], 10000.0)]),
    ("7203", partly_entered, [("left_out", ["10"], 6000.0)]),
    ("7204", lambda rows: parcel(rows, 1, GDPDJ="5"), [("steep", [key(1), "1"], 10000.0)]),
    ("7301", lambda rows: drop(rows, "basic_farmland", "BSM", 9), [("area_missing", [], None)]),
    ("7301", less_net, [("area_missing", [], None)]),
    ("7302", lambda rows: drop(rows, "basic_farmland", "BSM", 9), [("area_missing", ["690121101"], None)]),
    ("7303", worse_quality, [("quality_lower", [], None)]),
    ("7304", better_and_worse, [("quality_lower", ["690121101"], None)]),
    ("7401", lambda rows: rows.update(urban_fringe=[zone(0, 300)], previous_urban_fringe=[zone(0, 350)]),
     [("range_lost", [""], 6000.0)]),
    ("7401", lambda rows: rows.update(urban_fringe=[zone(0, 350)], previous_urban_fringe=[zone(0, 300)]),
     [("range_added", [""], 6000.0)]),
    ("7402", fringe(zone(200, 100)), [("area_missing", [""], None)]),
    ("7403", steps(better_and_worse, fringe(zone(700, 200))), [("quality_lower", [""], None)]),
    ("7404", fringe(zone(200, 200)),
     [("entered_unproven", [key(4), "4"], 12000.0), ("removed_unproven", [key(3), "3"], 10000.0)]),
    ("7411", lambda rows: rows["frozen_area"].append(zone(250, 100)),
     [("entered", [key(4), ""], 6000.0), ("removed", [key(3), ""], 5000.0)]),
    ("7421", lambda rows: None, [("layout_changed", [], None)]),
    ("7701", assigned("01", TZH=9.0), [("wrong_direction", ["690121-01"], None)]),
    ("7701", assigned("06", TZH=0.5), [("wrong_direction", ["690121-06"], None)]),
    ("7702", lambda rows: change(rows, "farmland_target", "XZQDM", "690121100", RWMJ=3.1),
     [("target_missed", ["690121100"], None)]),
    ("7711", assigned("01", TZH=7.5), [("indicator_missed", ["690121-01"], None)]),
    ("7712", assigned("02", TZH=6.1), [("indicator_missed", ["690121-02"], None)]),
    ("7716", assigned("06", TZH=1.5), [("indicator_exceeded", ["690121-06"], None)]),
    ("7801", lambda rows: rows.update(control_zone=[{"BSM": 1, "GZQLXDM": "010", "wkt": square(700, 0, 50, 100)}]),
     [("outside", ["1"], 5000.0)]),
    ("7802", lambda rows: rows.update(project_list=[{"XMMC": "YY公路"}]), [("unknown_reference", ["1"], None)]),
    ("7803", assigned("06", TZH=1.5), [("quota_exceeded", ["690121-06"], None)]),
    ("6601", lambda rows: rows["basic_farmland"].append(basic(8, wkt=square(750, 0, 100, 100))),
     [("overlap_with_layer", ["1", key(8)], 5000.0)]),
]

# check, what may be out of order without this check minding
SILENT: list[tuple[str, Change]] = [
    *((check, lambda rows: None) for check in (
        "7001", "7002", "7101", "7102", "7103", "7104", "7201", "7202", "7203", "7204", "7301", "7302", "7303", "7304",
        "7701", "7702", "7711", "7712", "7716", "7801", "7802", "7803", "6601", "6602", "6603")),
    ("7101", hard_to_till),
    ("7101", built_on),  # the reason is there, its proof is the business of 7102
    ("7102", steps(built_on, proof("04", 5))),
    ("7103", hard_to_till),
    ("7104", lambda rows: rows["retirement_plan"].append({"wkt": square(0, 0, 40, 100)})),  # under half of parcel 1
    ("7202", lambda rows: rows["redline"].append({"BSM": "1", "HXBM": "1", "wkt": place(1)})),  # basic farmland before
    ("7203", steps(lambda rows: rows["good_farmland_area"].append({"wkt": place(10)}), proof("05", 10))),
    ("7204", steps(lambda rows: parcel(rows, 1, GDPDJ="5"), proof("08", 1))),
    ("7301", steps(lambda rows: drop(rows, "basic_farmland", "BSM", 9), assigned("02", TZH=5.2))),
    ("7303", better_and_worse),
    ("7401", fringe(zone(0, 300))),
    ("7402", fringe(zone(200, 200))),
    ("7403", fringe(zone(700, 200))),
    ("7404", steps(fringe(zone(200, 200), zone(700, 100)), proof("13", 3, 4))),  # 8 lies on a project
    ("7411", lambda rows: rows["frozen_area"].append(zone(0, 200))),
    ("7716", lambda rows: rows["new_construction"].append({"BSM": 2, "XMMC": PROJECT, "wkt": place(5)})),
]


@pytest.mark.parametrize(("check", "disorder", "expected"), FIRES, ids=[f"{case[0]}-{i}" for i, case in enumerate(FIRES)])
def test_what_is_wrong_is_found_with_its_area(check: str, disorder: Change, expected: Found) -> None:
    rows = county()
    disorder(rows)
    outcome = result(rows, check)
    assert outcome.outcome is Outcome.FAILED, outcome.details or (outcome.reason and ENGLISH.render(outcome.reason))
    assert found(outcome) == sorted(expected)
    assert outcome.reason is None
    for finding in outcome.findings:
        assert finding.clause.startswith("陕·") and "{" not in ENGLISH.render(finding.message)
        assert CHINESE.render(finding.message)


@pytest.mark.parametrize(("check", "disorder"), SILENT, ids=[f"{case[0]}-{i}" for i, case in enumerate(SILENT)])
def test_what_is_right_passes(check: str, disorder: Change) -> None:
    rows = county()
    disorder(rows)
    outcome = result(rows, check)
    reason = outcome.details or (outcome.reason and ENGLISH.render(outcome.reason))
    assert outcome.outcome is Outcome.PASSED, reason or text(outcome)
    assert outcome.examined or check == "7204"  # no steep land in a county that is in order


def test_every_kind_is_tested_here() -> None:
    kinds = {name for name in check_kinds() if name.startswith(("adjustment.", "lines."))}
    assert {pack().checks[case[0]].kind for case in FIRES} >= kinds
    assert {pack().checks[case[0]].kind for case in SILENT} >= kinds - {"adjustment.layout_change"}


def test_no_change_is_a_small_change() -> None:
    rows = county()
    rows["previous_farmland"] = [dict(row) for row in rows["basic_farmland"]]
    assert result(rows, "7421").outcome is Outcome.PASSED


# --- arithmetic by hand --------------------------------------------------------------------------


def measures(rows: Rows, check: str) -> tuple[float, float]:
    """Return measured and limit of the one finding of a check."""
    (finding,) = result(rows, check).findings
    return finding.measured, finding.limit


def test_balance_of_area() -> None:
    rows = county()
    drop(rows, "basic_farmland", "BSM", 9)  # removed: 3 and 8, a hectare each; entered: 4, 1.2 ha
    assert measures(rows, "7301") == (round(1.2 * M2, 4), round(2 * M2, 4))
    assert "0.8 ha are missing" in text(result(rows, "7301"))
    assigned("02", TZH=5.5)(rows)  # half a hectare need not be replaced: 0.2999 ha are missing
    assert measures(rows, "7301") == (round(1.2 * M2, 4), round(2 * M2 - 0.5, 4))
    rows["assigned_change"].append({"XZQDM": "690121101", "ZBDM": "02", "TZQ": 3.0, "TZH": 2.0})
    assert result(rows, "7302").outcome is Outcome.PASSED  # the town was assigned a hectare less
    assert measures(rows, "7301")[1] == round(2 * M2 - 0.5, 4)  # the county's row counts in total, not both


def test_balance_is_net_of_deductions_where_both_layers_say_so() -> None:
    rows = county()
    less_net(rows)  # entered: 2 · 1.2 ha, of which 80 % count
    assert measures(rows, "7301") == (round(2 * 1.2 * 0.8 * M2, 4), round(2 * M2, 4))
    assert "net of deductions" in text(result(rows, "7301"))
    assert result(rows, "7301", without={"previous_farmland": ("JBNTMJ",)}).outcome is Outcome.PASSED


def test_balance_of_quality_is_weighted_by_area() -> None:
    rows = county()
    parcel(rows, 4, GDDB=5)
    parcel(rows, 9, GDDB=12)
    assert measures(rows, "7303") == (8.5, 8.0)  # (1.2 · 5 + 1.2 · 12) / 2.4; forest has no grade
    drop(rows, "basic_farmland", "BSM", 9)
    rows["basic_farmland"].append(basic(9, wkt=square(800, 0, 50, 120)))
    assert result(rows, "7303").outcome is Outcome.PASSED  # (1.2 · 5 + 0.6 · 12) / 1.8 = 7.33


def test_balance_of_a_unit_lies_where_land_was_removed_and_is_known_by_the_unit() -> None:
    rows = county()
    drop(rows, "basic_farmland", "BSM", 9)
    (finding,) = result(rows, "7302").findings
    shape = QgsGeometry()
    shape.fromWkb(finding.geometry)
    assert shape.area() == pytest.approx(10000.0)
    assert shape.boundingBox().xMinimum() == 450700.0
    assert finding.features[0].key == "690121101" and "西镇" in ENGLISH.render(finding.message)


def test_indicators() -> None:
    rows = county()
    assigned("01", TZH=7.5)(rows)
    assert measures(rows, "7711") == (7.0, 7.5)  # eight fields of a hectare, one taken by new construction
    rows["retirement_plan"] = [{"wkt": square(0, 0, 150, 100)}]
    assert measures(rows, "7711") == (5.5, 7.5)
    assigned("06", TZH=1.5)(rows)
    assert measures(rows, "7716") == (round(2 * M2, 4), 1.5)
    assert measures(rows, "7803") == (round(M2, 4), 0.5)
    rows["assigned_change"] = [{"XZQDM": "690121101", "ZBDM": "06", "TZQ": 0.0, "TZH": 0.9},
                               {"XZQDM": "690121100", "ZBDM": "06", "TZQ": 0.0, "TZH": 1.0}]
    (finding,) = result(rows, "7716").findings  # by where the land lies: 8 in the west, 5 in the east
    assert (finding.features[0].key, finding.measured) == ("690121101-06", round(M2, 4))


def test_what_is_lacking_is_named() -> None:
    rows = county()
    rows["evidence"].clear()
    told = text(result(rows, "7102"))
    assert "L12" in told and "Approval of a key project or Resettlement" in told and "parcel 8" in told
    hard_to_till_too_early(rows)
    assert "lacks 0.5 ha" in text(result(rows, "7103"))
    rows = county()
    no_reason(rows)
    del rows["polluted_land"]
    told = text(result(rows, "7101"))
    assert "class 013, unit 西镇 690121101" in told
    assert "L02" in told and "WRGD" in told  # perhaps it is polluted: nobody could look


# --- independent digitising, other CRS, bad data -------------------------------------------------


def test_borders_drawn_anew_are_no_change() -> None:
    rows = county()
    for row in rows["previous_farmland"]:
        shape = QgsGeometry.fromWkt(row["wkt"])
        shape.translate(0.3, -0.4)
        row["wkt"] = shape.asWkt(6)
    for outcome in run(rows, "7001", "7002", "7101", "7102", "7104", "7201", "7202", "7301").results:
        assert outcome.outcome is Outcome.PASSED, (outcome.check.id, text(outcome))


@pytest.mark.parametrize("moved", ["previous_farmland", "land_use", "adjustment_ledger", "basic_farmland"])
def test_a_layer_in_another_crs_is_brought_into_the_one_of_the_others(moved: str) -> None:
    rows = county()
    no_reason(rows)
    drop(rows, "adjustment_ledger", "HRHCTBBH", "2000008")
    geographic = QgsCoordinateReferenceSystem("EPSG:4490")
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(CRS), geographic, QgsCoordinateTransformContext())
    for row in rows[moved]:
        shape = QgsGeometry.fromWkt(row["wkt"])
        shape.transform(transform)
        row["wkt"] = shape.asWkt(12)
    there = [layer(role, content, geographic.authid() if role == moved else CRS) for role, content in rows.items()]
    results = run_selfcheck(make_dataset(pack(), *there), ["7001", "7101", "7301"], fingerprint=False).results
    assert [kind for kind, _, _ in found(results[0])] == ["removed_undeclared", "removed_undeclared"]
    (finding,) = results[1].findings
    assert finding.area_m2 == pytest.approx(10000 * M2, rel=1e-4)
    shape = QgsGeometry()
    shape.fromWkb(finding.geometry)
    shape.transform(QgsCoordinateTransform(QgsCoordinateReferenceSystem(finding.crs),
                                           QgsCoordinateReferenceSystem(CRS), QgsCoordinateTransformContext()))
    assert shape.area() == pytest.approx(10000, rel=1e-4)


def reason(outcome: CheckResult) -> str:
    """Return why a check did not run."""
    assert outcome.outcome is Outcome.NOT_RUN, outcome.details
    return ENGLISH.render(outcome.reason)


@pytest.mark.parametrize(("missing", "check", "named"), [
    ("previous_farmland", "7101", "TZQJBNTTB"), ("previous_farmland", "7201", "TZQJBNTTB"),
    ("basic_farmland", "7301", "JBNTBHTB"), ("land_use", "7101", "DLTB"), ("evidence", "7102", "JZCL"),
    ("farmland_target", "7103", "JBNTRW"), ("adjustment_ledger", "7001", "JBNTHRHC"),
    ("polluted_land", "7104", "WRGD"), ("redline", "7202", "STBHHX"), ("good_farmland_area", "7203", "YZGDFW"),
    ("urban_fringe", "7402", "CSZBFW"), ("previous_urban_fringe", "7401", "TZQCSZBFW"), ("frozen_area", "7411", "BDTZFW"),
    ("assigned_change", "7803", "ZBTZ"), ("previous_construction", "7716", "TZQJSYD"), ("admin_area", "7716", "Administrative areas"),
    ("admin_area", "7302", "Administrative areas"), ("redline", "6603", "STBHHX"),
])
def test_a_missing_layer_is_named(missing: str, check: str, named: str) -> None:
    rows = county()
    rows["urban_fringe"] = rows["previous_urban_fringe"] = [zone(0, 300)]
    if check == "7716":
        rows["assigned_change"] = [{"XZQDM": "690121101", "ZBDM": "06", "TZQ": 0.0, "TZH": 2.0}]
    del rows[missing]
    assert named in reason(result(rows, check))


def test_an_empty_former_delineation_is_told() -> None:
    rows = county()
    rows["previous_farmland"] = []
    assert "TZQJBNTTB has no features" in reason(result(rows, "7101"))
    assert "TZQJBNTTB has no features" in reason(result(rows, "7201"))


def test_unknown_quality_is_no_good_quality() -> None:
    rows = county()
    parcel(rows, 4, GDDB=None)
    assert "1.1999 ha" in reason(result(rows, "7303"))
    parcel(rows, 9, GDDB=9)
    outcome = result(rows, "7303")  # what is known is worse already
    assert found(outcome) == [("quality_lower", [], None)] and outcome.reason is not None


def test_bad_values_break_nothing() -> None:
    rows = county()
    parcel(rows, 8, DLBM=None, ZLDWDM=None)
    parcel(rows, 7, TBDLMJ=None)
    parcel(rows, 2, BSM=1)  # a key twice
    change(rows, "basic_farmland", "BSM", 4, JBNTMJ=None, TBMJ=0.0)
    rows["previous_farmland"].append(basic(10, wkt=None))
    rows["previous_farmland"].append(
        basic(5, wkt="Polygon((450400 3800000, 450500 3800100, 450500 3800000, 450400 3800100, 450400 3800000))"))
    rows["assigned_change"].append({"XZQDM": "合计", "ZBDM": None, "TZQ": None, "TZH": 1.0})
    rows["farmland_target"].append({"XZQDM": None, "RWMJ": None})
    rows["evidence"].append({"TBBSM": None, "ZMLX": "99", "CLMC": None})
    outcomes = {outcome.check.id: outcome for outcome in run(rows, "7*", "66*").results}
    assert [one.details for one in outcomes.values() if one.outcome is Outcome.CRASHED] == []
    assert found(outcomes["7102"]).count(("no_evidence", [key(5), "5"], 2500.0)) == 2  # the lobes of the bow-tie
    assert "have no area (TBDLMJ)" in reason(outcomes["7711"])


def test_order_of_the_features_does_not_matter() -> None:
    rows = county()
    for disorder in (no_reason, less_net, better_and_worse):
        disorder(rows)
    turned = {role: content[::-1] for role, content in rows.items()}
    checks = ("7101", "7104", "7201", "7301", "7303", "7304")
    one, two = run(rows, *checks), run(turned, *checks)
    for first, second in zip(one.results, two.results):
        assert found(first) == found(second)
        assert sorted(f.measured for f in first.findings) == sorted(f.measured for f in second.findings)


# --- three lines ---------------------------------------------------------------------------------


def conflicts(rule_set: str) -> dict[str, CheckResult]:
    """Run the three lines with redline over farmland 1 and over the urban boundary, under a rule set."""
    rows = county()
    rows["redline"] = [{"BSM": "1", "HXBM": "R1", "wkt": square(50, 0, 100, 100)},
                       {"BSM": "2", "HXBM": "R2", "wkt": square(750, 0, 40, 100)}]
    rows["flood_detention"] = [{"wkt": square(700, 0, 20, 100)}]
    changed = with_rule_set(pack(), rule_set)
    dataset = make_dataset(changed, *layers(rows))
    checks = ["6601", "6602", "6603", "6605"]
    return {one.check.id: one for one in run_selfcheck(dataset, checks, fingerprint=False).results}


def test_the_plan_of_2016_puts_farmland_and_redline_first_without_order() -> None:
    outcomes = conflicts("2016")
    assert found(outcomes["6603"]) == [("overlap_with_layer", [key(1), "R1"], 5000.0),
                                       ("overlap_with_layer", [key(2), "R1"], 5000.0)]
    assert {one.severity for one in outcomes["6603"].findings} == {Severity.WARNING}
    assert "the plan of 2016 (陕·二(一)3) neither has precedence" in text(outcomes["6603"])
    assert "Urban growth boundary has to give way" in text(outcomes["6602"])
    assert found(outcomes["6605"]) == [("overlap_with_layer", ["1", ""], 2000.0)]
    assert "Urban growth boundary has to give way" in text(outcomes["6605"])


def test_the_rules_of_2022_put_them_in_order() -> None:
    outcomes = conflicts("2022")
    assert {one.severity for one in outcomes["6603"].findings} == {Severity.ERROR}
    assert "the rules of 2022 for the three lines" in text(outcomes["6603"])
    assert "Ecological redline has to give way" in text(outcomes["6603"])
    assert "Urban growth boundary has to give way" in text(outcomes["6602"])


def test_an_unknown_rule_set_is_refused() -> None:
    with pytest.raises(LandPlanError, match=r"2019.*2016, 2022"):
        with_rule_set(pack(), "2019")
    assert with_rule_set(pack(), "") == pack()


def test_without_its_essential_checks_nothing_is_judged() -> None:
    rows = county()
    del rows["previous_farmland"]
    plain = make_dataset(pack(), *layers(rows))
    assert run_selfcheck(plain, ["7101", "7702"], fingerprint=False).verdict is Verdict.PASSED
    assert run_selfcheck(plain, ["71*"], fingerprint=False).verdict is Verdict.INCOMPLETE  # nothing ran at all
    judged = replace(plain, pack=with_essential(pack(), pack().adjustment.essential))
    assert run_selfcheck(judged, ["7101", "7702"], fingerprint=False).verdict is Verdict.INCOMPLETE


# --- life of a finding ---------------------------------------------------------------------------


def test_a_finding_is_fixed_by_a_correction_and_stays_the_same_while_it_shrinks(tmp_path: Path) -> None:
    wrong, better, right = county(), county(), county()
    for rows in (wrong, better):
        drop(rows, "basic_farmland", "BSM", 9)
    no_reason(wrong)
    better["basic_farmland"].append(basic(9, wkt=square(800, 0, 50, 120)))
    with Workspace.open(tmp_path / "工作区.gpkg") as workspace:
        seen = []
        for rows in (wrong, better, right):
            workspace.save_run(run(rows, "7101", "7302"), ENGLISH)
            seen.append({row.check_id: (row.id, row.state) for row in workspace.findings(FindingQuery())})
    assert seen[0]["7101"][1] is State.OPEN and seen[1]["7101"] == (seen[0]["7101"][0], State.FIXED)
    assert seen[1]["7302"] == seen[0]["7302"] and seen[1]["7302"][1] is State.OPEN  # less is missing: the same finding
    assert seen[2]["7302"] == (seen[0]["7302"][0], State.FIXED)


# --- through Processing --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def processing(provider: Any) -> Any:
    """Processing with the provider registered."""
    import processing

    return processing


@contextmanager
def open_project(rows: Rows) -> Iterator[None]:
    """Show a county in the open project."""
    QgsProject.instance().addMapLayers(layers(rows))
    try:
        yield
    finally:
        QgsProject.instance().clear()


def test_checkadjustment(processing: Any, tmp_path: Path) -> None:
    rows = county()
    no_reason(rows)
    drop(rows, "basic_farmland", "BSM", 9)
    paths = {"WORKSPACE": str(tmp_path / "w.gpkg"), "REPORT": str(tmp_path / "r.html"),
             "CORRECTIONS": str(tmp_path / "c.xlsx")}
    with open_project(rows):
        outcome = processing.run("landplan:checkadjustment", {
            "CHECKS": "71*, 7301, 7302, 7802", "OUTPUT": "memory:", "POINTS": "memory:", "LANGUAGE": "en", **paths})
    assert (outcome["ERROR_COUNT"], outcome["WARNING_COUNT"], outcome["NOT_RUN_COUNT"]) == (2, 1, 0)
    assert outcome["VERDICT"] == "failed"
    shapes = {row["check"]: row for row in outcome["OUTPUT"].getFeatures()}
    assert shapes["7101"].geometry().area() == pytest.approx(10000.0)
    assert not shapes["7301"].hasGeometry()
    assert sorted(row["check"] for row in outcome["POINTS"].getFeatures()) == ["7101", "7302"]
    assert all(Path(path).exists() for path in paths.values())
    with Workspace.open(paths["WORKSPACE"], create=False) as workspace:
        assert len(workspace.findings(FindingQuery())) == 3


def test_checkadjustment_of_layers_given_by_hand(processing: Any) -> None:
    rows = county()
    before, after = rows.pop("previous_farmland"), rows.pop("basic_farmland")
    parameters = {"CHECKS": "7101,7201,7301"}
    with open_project(rows):
        outcome = processing.run("landplan:checkadjustment", parameters)
        assert (outcome["VERDICT"], outcome["NOT_RUN_COUNT"]) == ("incomplete", 3)
        outcome = processing.run("landplan:checkadjustment", {
            **parameters, "BEFORE": layer("previous_farmland", before), "AFTER": layer("basic_farmland", after)})
    assert (outcome["VERDICT"], outcome["ERROR_COUNT"]) == ("passed", 0)


def test_checkadjustment_of_a_ledger_given_by_hand(processing: Any) -> None:
    rows = county()
    ledger, parameters = rows["adjustment_ledger"], {"CHECKS": "7001,7002"}
    rows["adjustment_ledger"] = ledger[:1]  # the one delivered is of no use
    with open_project(rows):
        assert processing.run("landplan:checkadjustment", parameters)["VERDICT"] == "failed"
        parameters["DECLARED"] = layer("adjustment_ledger", ledger)
        assert processing.run("landplan:checkadjustment", parameters)["VERDICT"] == "passed"


def test_a_ledger_is_refused_where_no_check_looks_at_it() -> None:
    whole = pack()
    assert ledger_role(whole) == "adjustment_ledger"
    checks = {name: check for name, check in whole.checks.items() if not check.kind.startswith("adjustment.ledger")}
    with pytest.raises(LandPlanError, match="declared ledger"):
        require_ledger_role(replace(whole, checks=checks))


def test_checkthreelines(processing: Any) -> None:
    from qgis.core import QgsProcessingException

    lines = {
        "FARMLAND": layer("basic_farmland", county()["basic_farmland"]),
        "REDLINE": layer("redline", [{"BSM": "1", "HXBM": "R1", "wkt": square(50, 0, 100, 100)}]),
        "URBAN_BOUNDARY": layer("urban_boundary", [{"BSM": "1", "wkt": place(2)}]),
    }
    outcome = processing.run("landplan:checkthreelines", {**lines, "OUTPUT": "memory:"})
    assert (outcome["ERROR_COUNT"], outcome["WARNING_COUNT"], outcome["VERDICT"]) == (2, 2, "failed")
    assert sum(row.geometry().area() for row in outcome["OUTPUT"].getFeatures()) == pytest.approx(25000.0)
    outcome = processing.run("landplan:checkthreelines", {**lines, "RULE_SET": "2022"})
    assert (outcome["ERROR_COUNT"], outcome["WARNING_COUNT"]) == (4, 0)
    del lines["REDLINE"]
    assert processing.run("landplan:checkthreelines", lines)["VERDICT"] == "incomplete"
    with pytest.raises(QgsProcessingException, match="2016, 2022"):
        processing.run("landplan:checkthreelines", {**lines, "RULE_SET": "2019"})
    with pytest.raises(QgsProcessingException, match="7101"):
        processing.run("landplan:checkthreelines", {**lines, "CHECKS": "7101"})


def test_without_indicators_the_pack_cannot_judge_them(tmp_path: Path) -> None:
    """A pack that says nothing about indicators judges the rest, and says why it does not judge these."""
    folder = tmp_path / "farmland"
    shutil.copytree(shipped_packs_folder() / "farmland", folder)
    without_indicators(folder)
    dataset = make_dataset(load_pack(folder, kind_specs()), *layers(county()))
    checked = run_selfcheck(dataset, ["7701", "7711", "7803"], fingerprint=False)
    outcomes = {one.check.id: one for one in checked.results}
    assert outcomes["7803"].outcome is Outcome.PASSED
    for one in ("7701", "7711"):
        assert "has no indicators.yaml" in reason(outcomes[one])
