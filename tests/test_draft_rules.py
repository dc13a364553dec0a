"""The rules on a draft: what they say of touched features is what the checks say of the whole draft."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any, Callable, Optional, Sequence

import pytest
from adjustment_support import Rows, county, layer, pack, place
from landplan_toolbox.algorithms.adjustment.draft import DraftRules
from landplan_toolbox.algorithms.adjustment.touched_land import TouchedLand
from landplan_toolbox.algorithms.dataset.dataset import Dataset
from landplan_toolbox.algorithms.dataset.project_layers import layer_source
from landplan_toolbox.algorithms.dataset.rebind import with_layers
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.indicators.live.draft import draft_of
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.rulepack.model import FieldType, Pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import Finding, Outcome
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsVectorLayer,
)
from selfcheck_support import CRS, make_dataset, memory_layer, square

ENGLISH = Language("en")
ROLE = "basic_farmland"
OTHER_CRS = "EPSG:4547"  # central meridian 114° instead of 108°
Edit = Callable[[QgsVectorLayer], None]


class Plan:
    """A plan whose basic farmland is edited in QGIS."""

    def __init__(self, rows: Rows, changed: Optional[Pack] = None, elsewhere: str = "") -> None:
        """:param elsewhere: role of a layer in another CRS"""
        self.pack = changed or pack()
        self.layers = {role: layer(role, content) for role, content in rows.items()}
        if elsewhere:
            self.layers[elsewhere] = layer(elsewhere, [moved(row) for row in rows[elsewhere]], OTHER_CRS)
        self.edited = self.layers[ROLE]
        self.saved = self.dataset()

    def dataset(self) -> Dataset:
        """Return the plan as it stands now, edits included."""
        return make_dataset(self.pack, *self.layers.values())

    def edit(self, *edits: Edit) -> None:
        """Edit without saving."""
        self.edited.startEditing()
        for one in edits:
            one(self.edited)

    def told(self, rules: Optional[DraftRules] = None) -> list[tuple[Any, ...]]:
        """Return what the rules say of the draft."""
        rules = rules or DraftRules(self.saved, ROLE)
        draft = draft_of(self.edited)
        return plain(rules.findings(draft.touched, draft.removed))

    def expected(self) -> list[tuple[Any, ...]]:
        """Return what the checks say of the whole draft, on the land that was touched."""
        draft = draft_of(self.edited)
        rules = DraftRules(self.saved, ROLE)
        run = run_selfcheck(self.dataset(), [check.id for check in rules.checks], fingerprint=False)
        assert not [result for result in run.results if result.outcome is Outcome.CRASHED]
        shapes = [draft.touched.read().polygons, draft.removed]
        fids = {int(fid) for polygons in shapes for fid in polygons.fids}
        touched = TouchedLand(ROLE, fids, shapes, self.edited.crs())
        return plain(touched.of([finding for result in run.results for finding in result.findings]))


def moved(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its shape in another zone of the same datum."""
    shape = QgsGeometry.fromWkt(row["wkt"])
    shape.transform(QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(CRS), QgsCoordinateReferenceSystem(OTHER_CRS), QgsCoordinateTransformContext()))
    return {**row, "wkt": shape.asWkt(9)}


def plain(findings: Sequence[Finding]) -> list[tuple[Any, ...]]:
    """Return findings so that they can be compared: shapes to the square centimetre, sentences without areas."""
    rows = []
    for one in findings:
        shape = QgsGeometry()
        shape.fromWkb(one.geometry or b"")
        where = "" if shape.isNull() else shape.boundingBox().toString(2)
        values = {name: value for name, value in one.message.values.items() if name != "area"}
        sentence = ENGLISH.render(replace(one.message, values={**values, "area": round(one.area_m2 or 0.0)}))
        rows.append((one.check_id, one.kind, one.severity.value, one.features, where, round(one.area_m2 or 0.0, 1),
                     sentence, one.clause, one.role, one.layer_name, one.crs))
    return sorted(rows, key=str)


def kinds(told: list[tuple[Any, ...]]) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in told]


# --- edits


def fid_at(edited: QgsVectorLayer, number: int) -> int:
    """Return the id of the feature over a square of the county."""
    middle = QgsGeometry.fromWkt(place(number)).centroid()
    return next(one.id() for one in edited.getFeatures() if one.geometry().intersects(middle))


def take_out(number: int) -> Edit:
    return lambda edited: edited.deleteFeature(fid_at(edited, number))


def reshape(number: int, wkt: str) -> Edit:
    return lambda edited: edited.changeGeometry(fid_at(edited, number), QgsGeometry.fromWkt(wkt))


def bring_in(wkt: str) -> Edit:
    def add(edited: QgsVectorLayer) -> None:
        feature = QgsFeature(edited.fields())
        feature["JBNTTBBH"] = "new"
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        edited.addFeature(feature)

    return add


def poor_county() -> Rows:
    """Return the county with land of a grade below the mean on square 10."""
    rows = county()
    next(row for row in rows["land_use"] if row["BSM"] == 10)["GDDB"] = 12
    return rows


# --- what is told, by hand

@pytest.mark.parametrize(("edits", "wrong"), [
    ([take_out(1)], [("7101", "no_reason")]),
    ([bring_in(place(3))], [("7104", "must_leave")]),
    ([bring_in(place(5))], [("7202", "banned")]),
    ([bring_in(place(10))], [("7201", "no_criterion")]),
    ([bring_in(place(8))], [("6601", "overlap_with_layer"), ("6608", "overlap_with_layer")]),
    ([bring_in(place(6))], [("4156", "duplicate")]),
    ([take_out(4)], []),  # it was not before
    ([reshape(1, square(0, 0, 50, 100))], [("7101", "no_reason")]),
    ([reshape(2, square(50, 0, 150, 100))], [("4106", "overlap")]),
    ([], []),
])
def test_edits_are_judged(edits: list[Edit], wrong: list[tuple[str, str]]) -> None:
    plan = Plan(poor_county())
    plan.edit(*edits)
    assert plan.told() == plan.expected()
    found = set(kinds(plan.told()))
    assert set(wrong) <= found and bool(found) == bool(wrong)


def test_only_touched_land_is_judged() -> None:
    rows = county()
    rows[ROLE] = [row for row in rows[ROLE] if not row["JBNTTBBH"].endswith("1")]  # left without reason, and saved
    plan = Plan(rows)
    assert "7101" in {one.check.id for one in run_selfcheck(plan.dataset(), ["7101"], fingerprint=False).results
                      if one.findings}
    plan.edit(take_out(7))
    told = plan.told()
    assert kinds(told) == [("7101", "no_reason")] and told == plan.expected()


def test_taking_the_edits_back_takes_the_findings_back() -> None:
    plan = Plan(county())
    rules = DraftRules(plan.saved, ROLE)
    plan.edit(take_out(1))
    assert kinds(plan.told(rules)) == [("7101", "no_reason")]
    plan.edited.undoStack().undo()
    assert plan.told(rules) == []


def test_evidence_counts() -> None:
    rows = county()
    rows["key_project"].append({"BSM": 2, "XMMC": "XX铁路", "wkt": place(7)})
    plan = Plan(rows)
    plan.edit(take_out(7))
    assert kinds(plan.told()) == [("7102", "no_evidence")] and plan.told() == plan.expected()
    rows["evidence"].append({"TBBSM": "7", "ZMLX": "05", "CLMC": "立项批复"})
    plan = Plan(rows)
    plan.edit(take_out(7))
    assert plan.told() == [] == plan.expected()


def test_zones_and_lines() -> None:
    rows = poor_county()
    rows["frozen_area"] = [{"MC": "甲", "wkt": square(0, 0, 150, 100)}]
    rows["urban_fringe"] = [{"MC": "乙", "wkt": square(500, 0, 500, 100)}]
    rows["redline"] = [{"BSM": "1", "HXBM": "R1", "wkt": square(950, 0, 100, 100)}]
    plan = Plan(rows)
    plan.edit(take_out(1), take_out(6), bring_in(place(10)))
    told = plan.told()
    assert {"7101", "7202", "7404", "7411", "6603"} <= {row[0] for row in told} and told == plan.expected()


def test_a_strip_of_digitising_is_no_change() -> None:
    plan = Plan(county())
    plan.edit(reshape(1, square(0.4, 0, 99.6, 100)))
    assert plan.told() == [] == plan.expected()


def test_the_last_features_may_go() -> None:
    plan = Plan(county())
    plan.edit(*(take_out(number) for number in (1, 2, 4, 6, 7)))
    assert plan.told() == plan.expected() and len(plan.told()) == 4  # 9 is left, 4 was not before


# --- the same as the whole, whatever the edits

CLASSES = ("011", "013", "013", "031", "203", "012", "111")


def random_plan(seed: int) -> Rows:
    """Return a county of 8 by 8 squares with all sorts of land, two delineations and zones."""
    chance = random.Random(seed)
    rows = county()
    squares = [(100.0 * x, 100.0 * y) for y in range(8) for x in range(8)]
    rows["admin_area"] = [{"XZQDM": code, "XZQMC": code, "wkt": square(400.0 * number, 0, 400, 800)}
                          for number, code in enumerate(("690121100", "690121101"))]
    rows["land_use"], before, after = [], [], []
    for number, (x, y) in enumerate(squares, 1):
        code = chance.choice(CLASSES)
        farmland = code < "02"
        rows["land_use"].append({
            "BSM": number, "DLBM": code, "GDDB": chance.choice((6, 8, 10)) if farmland else None,
            "GDPDJ": chance.choice("25") if farmland else None, "ZLDWDM": "6901211000010000000", "TBMJ": 10000.0,
            "TBDLMJ": 10000.0, "wkt": square(x, y)})
        for found, shift in ((before, 0.0), (after, chance.choice((0.0, 0.0, 0.3)))):
            if chance.random() < (0.75 if farmland else 0.15):
                width = chance.choice((100.0, 100.0, 60.0))
                found.append({"JBNTTBBH": f"{'B' if found is before else 'A'}{number:06d}", "TBMJ": 10000.0,
                              "JBNTMJ": 9000.0, "wkt": square(x + shift, y, width, 100.0)})
    rows["previous_farmland"], rows[ROLE] = before, after
    rows["evidence"] = [{"TBBSM": str(chance.randint(1, 64)), "ZMLX": chance.choice(("01", "05", "08")), "CLMC": "件"}
                        for _ in range(20)]
    rows["key_project"] = [{"BSM": 1, "XMMC": "XX铁路", "wkt": square(250, 0, 120, 800)}]
    rows["retirement_plan"] = [{"PZWH": "1", "wkt": square(0, 620, 500, 60)}]
    rows["frozen_area"] = [{"MC": "甲", "wkt": square(0, 0, 250, 250)}]
    rows["urban_fringe"] = [{"MC": "乙", "wkt": square(400, 400, 400, 250)}]
    rows["redline"] = [{"BSM": "1", "HXBM": "R1", "wkt": square(550, 0, 200, 150)}]
    rows["urban_boundary"] = [{"BSM": "1", "wkt": square(300, 300, 220, 180)}]
    return rows


def random_edits(plan: Plan, chance: random.Random) -> None:
    """Delete, change and add features."""
    plan.edited.startEditing()
    fids = [one.id() for one in plan.edited.getFeatures()]
    for _ in range(chance.randint(1, 5)):
        kind = chance.choice("daacr")
        x, y = 100.0 * chance.randint(0, 7), 100.0 * chance.randint(0, 7)
        if kind == "a":
            bring_in(square(x + chance.choice((0, 0, 30)), y, chance.choice((100, 150, 100.2)), 100))(plan.edited)
            continue
        fid = chance.choice(fids)
        shape = plan.edited.getFeature(fid).geometry()
        if kind == "d" or shape.isNull():
            plan.edited.deleteFeature(fid)
            fids.remove(fid)
        elif kind == "c":
            shape.translate(chance.choice((0.4, 20, -35)), chance.choice((0, 0, 15)))
            plan.edited.changeGeometry(fid, shape)
        else:
            plan.edited.changeGeometry(fid, shape.buffer(-chance.choice((0.3, 10)), 1))


@pytest.mark.parametrize("seed", range(14))
def test_the_draft_is_judged_as_the_whole(seed: int) -> None:
    plan = Plan(random_plan(seed))
    random_edits(plan, random.Random(1000 + seed))
    told, expected = plan.told(), plan.expected()
    assert told == expected


@pytest.mark.parametrize("seed", range(6))
def test_after_saves_and_edits_of_other_layers_the_rules_that_are_taken_over_say_the_same(seed: int) -> None:
    plan, chance = Plan(random_plan(seed)), random.Random(2000 + seed)
    rules, told = DraftRules(plan.saved, ROLE), []
    for step, other in enumerate((ROLE, ROLE, chance.choice(("previous_farmland", "land_use")), "redline", ROLE)):
        if other != ROLE:
            edited = plan.layers[other]
            edited.startEditing()
            for fid in sorted(edited.allFeatureIds())[step::5]:
                shape = edited.getFeature(fid).geometry()
                shape.translate(15.0, 5.0)
                edited.changeGeometry(fid, shape)
            assert edited.commitChanges()
        random_edits(plan, chance)
        if other == ROLE:
            assert plan.edited.commitChanges()
        saved = rules.dataset
        changed = {other: layer_source(plan.layers[other])}
        rules = DraftRules(with_layers(saved, changed), ROLE, earlier=rules)
        if other == ROLE:
            assert rules._county is not None and rules.dataset.layer("land_use") is saved.layer("land_use")
            random_edits(plan, chance)
        plan.saved = rules.dataset
        told += plan.told(rules)
        assert plan.told(rules) == plan.expected()
        if other != ROLE:
            plan.edited.rollBack()
    assert told


def test_what_is_worked_out_for_the_county_is_taken_over_only_from_the_very_same_layers() -> None:
    plan = Plan(random_plan(1))
    rules = DraftRules(plan.saved, ROLE)
    for role, same in ((ROLE, True), ("frozen_area", True), ("urban_fringe", True), ("previous_farmland", False), ("land_use", False),
                       ("redline", False), ("evidence", False)):
        changed = with_layers(plan.saved, {role: layer_source(plan.layers[role])})
        assert (DraftRules(changed, ROLE, earlier=rules)._county is rules._county) == same, role


def test_the_random_plans_have_something_to_tell() -> None:
    found: set[str] = set()
    for seed in range(14):
        plan = Plan(random_plan(seed))
        random_edits(plan, random.Random(1000 + seed))
        found |= {row[0] for row in plan.told()}
    assert found >= {"4106", "6601", "6603", "7101", "7102", "7104", "7201", "7202", "7204", "7404", "7411"}


@pytest.mark.parametrize("role", ["previous_farmland", "land_use", "redline", "urban_boundary", "frozen_area"])
def test_a_layer_in_another_crs(role: str) -> None:
    plan = Plan(random_plan(3), elsewhere=role)
    random_edits(plan, random.Random(3))
    bring_in(square(560, 20))(plan.edited)
    bring_in(square(320, 320))(plan.edited)
    told = plan.told()
    assert told == plan.expected()
    assert {"redline": "6603", "urban_boundary": "6601", "frozen_area": "4106"}.get(role, "7202") in {
        row[0] for row in told}


# --- what cannot be judged

def test_a_missing_layer_is_told_by_check() -> None:
    rows = county()
    del rows["previous_farmland"]
    plan = Plan(rows)
    plan.edit(reshape(2, square(50, 0, 150, 100)))
    rules = DraftRules(plan.saved, ROLE)
    assert {row[0] for row in plan.told(rules)} == {"4106"}  # the others need what was before
    assert "7101" in rules.not_judged and "Basic farmland before the adjustment" in ENGLISH.render(
        rules.not_judged["7101"])


def test_a_criterion_that_cannot_be_judged_is_told_as_in_the_whole() -> None:
    rows = county()
    del rows["polluted_land"]
    plan = Plan(rows)
    plan.edit(take_out(1), bring_in(place(10)))
    rules = DraftRules(plan.saved, ROLE)
    assert plan.told(rules) == plan.expected()
    assert "7104" in rules.not_judged


def test_sums_of_the_county_are_left_out() -> None:
    rules = pack().indicators
    assert rules is not None
    ledgers = tuple(replace(one, checks=(*one.checks, "7301", "7702")) if one.role == ROLE else one
                    for one in rules.ledgers)
    changed = replace(pack(), indicators=replace(rules, ledgers=ledgers))
    found = DraftRules(Plan(county(), changed).saved, ROLE)
    assert [check.id for check in found.left_out] == ["7301", "7702"]
    assert "7301" not in {check.id for check in found.checks}


def test_every_check_of_the_shipped_ledgers_is_run() -> None:
    found = DraftRules(Plan(county()).saved, ROLE)
    assert found.left_out == () and len(found.checks) == 13


def test_a_layer_without_ledger_is_refused() -> None:
    with pytest.raises(LandPlanError, match="no ledger"):
        DraftRules(Plan(county()).saved, "redline")


def test_another_crs_is_refused() -> None:
    plan = Plan(county())
    plan.edit(take_out(1), bring_in(place(10)))
    draft = draft_of(plan.edited)
    draft.touched.crs = QgsCoordinateReferenceSystem("EPSG:4547")
    with pytest.raises(LandPlanError, match="another coordinate reference system"):
        DraftRules(plan.saved, ROLE).findings(draft.touched, draft.removed)


def test_it_can_be_cancelled() -> None:
    class Stopped:
        def isCanceled(self) -> bool:
            return True

        def setProgress(self, _: float) -> None: ...

        def __getattr__(self, _: str) -> Callable[..., None]:
            return lambda *_: None

    plan = Plan(county())
    plan.edit(take_out(1))
    rules, draft = DraftRules(plan.saved, ROLE), draft_of(plan.edited)
    with pytest.raises(Cancelled):
        rules.findings(draft.touched, draft.removed, Stopped())
    assert rules.findings(draft.touched, draft.removed)


# --- a plan without adjustment

def test_sub_compartments_are_judged_while_they_are_edited() -> None:
    """The forest plan: conditions of attributes, and forest on basic farmland."""
    forest = load_pack("forest", kind_specs())
    role = forest.layers["subcompartment"]
    fields = {name: "text(60)" if rule.type is FieldType.TEXT else rule.type.value for name, rule in role.fields.items()}
    rows = [{"XIAN": "520111", "XIANG": "001", "CUN": "001", "LIN_BAN": "0001", "XIAO_BAN": f"{number:05d}",
             "MIAN_JI": 1.0, "DI_LEI": "0111", "BCLD": "1", "wkt": place(number)} for number in range(1, 6)]
    edited = memory_layer(role.names[0], fields, rows)
    farmland = memory_layer("YJJBNT", {"BSM": "text"}, [{"BSM": "1", "wkt": square(450, 0, 200, 100)}])
    saved = make_dataset(forest, edited, farmland)
    rules = DraftRules(saved, "subcompartment")
    assert {check.kind for check in rules.checks} == {"attributes.condition", "topology.not_overlap"}
    assert rules.left_out == ()
    edited.startEditing()
    fids = [one.id() for one in edited.getFeatures()]
    edited.changeAttributeValue(fids[1], edited.fields().lookupField("DI_LEI"), "0210")
    shape = edited.getFeature(fids[3]).geometry()
    shape.translate(120, 0)
    edited.changeGeometry(fids[3], shape)
    draft = draft_of(edited)
    told = rules.findings(draft.touched, draft.removed)
    run = run_selfcheck(make_dataset(forest, edited, farmland), [check.id for check in rules.checks], fingerprint=False)
    shapes = [draft.touched.read().polygons, draft.removed]
    touched = TouchedLand("subcompartment", {fids[1], fids[3]}, shapes, edited.crs())
    assert plain(told) == plain(touched.of([finding for one in run.results for finding in one.findings]))
    assert {"6312", "6604"} <= {one.check_id for one in told}
    assert any(len(one.findings) for one in run.results if one.check.id == "6604")
