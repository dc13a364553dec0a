"""Screening by hand-made cases: shares, evidence, precedence, gate, unknown values, missing inputs, other CRS."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.dataset.source import layer_source
from landplan_toolbox.algorithms.delineation.gate import gates
from landplan_toolbox.algorithms.delineation.inputs import delineation_rules, read_parcels, read_units
from landplan_toolbox.algorithms.delineation.model import STATUSES, Units
from landplan_toolbox.algorithms.delineation.screening import mean_quality, screen
from landplan_toolbox.algorithms.delineation.screening_reasons import reason_texts
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.geometry.terrain import Terrain
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.delineation_rules import Status
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsProject,
)
from screening_support import CRS, EAST, NORTH, STEP, MadeCounty, farmland_pack, place, rectangle
from selfcheck_support import make_dataset, memory_layer

ENGLISH = Language("en")


def status(screening, key):
    """Return the status of a parcel by its number."""
    return STATUSES[int(screening.status[key - 1])]


def texts(county, screening):
    """Return the English texts of all parcels."""
    return reason_texts(screening, county.pack.code_lists["evidence_type"], ENGLISH)


# --- parcels -------------------------------------------------------------------------------------------------------


def test_areas_are_on_the_ellipsoid_and_net_areas_without_deductions():
    county = MadeCounty()
    county.parcel(XZDWMJ=100.0, LXDWMJ=20.5, TKMJ=1000.0)
    county.parcel(TKMJ=1e9)
    county.parcel(TKMJ=-5.0)
    parcels, _ = county.screened()
    # 200 m x 200 m on the plane, 1 to 3 km from the central meridian: shrunk by less than 1e-6
    assert parcels.area_m2 == pytest.approx([40_000.0] * 3, abs=0.05)
    assert parcels.net_area_m2 == pytest.approx([parcels.area_m2[0] - 1120.5, 0.0, parcels.area_m2[2]])


def test_missing_deductions_and_missing_quality_count_nothing():
    county = MadeCounty()
    county.parcel(TKMJ=1000.0, GDDB=5)
    parcels, screening = county.screened(county.layers(skip=("TKMJ", "XZDWMJ", "LXDWMJ", "GDDB")))
    assert parcels.net_area_m2[0] == parcels.area_m2[0]
    assert np.isnan(parcels.quality[0]) and np.isnan(screening.mean_quality)


def test_codes_of_other_spelling_are_understood():
    county = MadeCounty()
    county.parcel(DLBM=" 013 ", GDPDJ="05")
    county.parcel(DLBM="13")
    county.parcel(DLBM="XX", GDPDJ="9")
    parcels, screening = county.screened()
    assert parcels.land_class.tolist() == ["013", "013", "XX"]
    assert parcels.is_farmland.tolist() == [True, True, False]
    assert parcels.land_group.tolist() == ["agricultural", "agricultural", ""]
    assert parcels.slope_class.tolist() == ["", "1", ""]
    assert any("have no land class" in ENGLISH.render(note) for note in screening.notes)


def test_keys_are_text_and_parcels_without_key_are_still_told_apart():
    county = MadeCounty()
    for _ in range(3):
        county.parcel()
    county.rows[1]["BSM"] = None
    parcels, _ = county.screened()
    assert parcels.keys.tolist() == ["1", "fid 2", "3"]


def test_parcels_of_the_same_key_are_refused():
    county = MadeCounty()
    county.parcel()
    county.parcel(BSM=1)
    with pytest.raises(LandPlanError, match="for example 1"):
        county.screened()


def test_layers_that_cannot_be_parcels_are_refused():
    pack = farmland_pack()
    county = MadeCounty()
    county.parcel()
    with pytest.raises(LandPlanError, match="holds no parcel"):
        read_parcels(pack, layer_source(county.layer("land_use", [])))
    with pytest.raises(LandPlanError, match="has no field DLBM"):
        read_parcels(pack, layer_source(county.layer("land_use", county.rows, skip=("DLBM",))))
    with pytest.raises(LandPlanError, match="holds no polygons"):
        read_parcels(pack, layer_source(county.layer("evidence", [])))
    with pytest.raises(LandPlanError, match="no coordinate reference system"):
        read_parcels(pack, layer_source(county.layer("land_use", county.rows, crs="")))
    with pytest.raises(LandPlanError, match="has no field NONE"):
        read_parcels(pack, layer_source(county.layer("land_use", county.rows)), quality_field="NONE")


def test_a_pack_without_delineation_is_refused():
    with pytest.raises(LandPlanError, match="forest"):
        delineation_rules(load_pack("forest", kind_specs()))


def test_grades_outside_the_range_are_not_known():
    county = MadeCounty()
    for grade in (0, 1, 15, 16):
        county.parcel(GDDB=grade)
    parcels, _ = county.screened()
    assert np.isfinite(parcels.quality).tolist() == [False, True, True, False]


def test_chosen_fields_give_quality_and_slope():
    county = MadeCounty()
    county.parcel(TKXS=30.0, TBBH="3")
    county.parcel(TKXS=25.0, TBBH="x")
    parcels, _ = county.screened(quality_field="TBBH", slope_field="TKXS")
    assert parcels.quality[0] == 3.0 and np.isnan(parcels.quality[1])
    assert parcels.mean_slope.tolist() == [30.0, 25.0] and parcels.slope_class.tolist() == ["5", "4"]


def test_terrain_gives_the_class_and_the_field_where_there_is_none():
    county = MadeCounty()
    county.parcel(GDPDJ="1")
    county.parcel(GDPDJ="3")
    terrain = Terrain(np.array([25.1, np.nan]), np.array([0.7, np.nan]), np.array([1.0, 0.0]))
    parcels, _ = county.screened(terrain=terrain)
    assert parcels.slope_class.tolist() == ["5", "3"]
    assert parcels.steep_share[0] == 0.7 and np.isnan(parcels.mean_slope[1])


def test_the_unit_is_that_of_the_largest_part():
    county = MadeCounty()
    for _ in range(3):
        county.parcel()
    # the border runs through the second parcel, 40 % to the west; the third lies outside
    border = 2 * STEP + 80.0
    units = county.units({
        "610124102": rectangle(border, -500, 500.0, 1_000),
        "610124101": rectangle(0, -500, border, 1_000),
    })
    assert units.codes == ("610124101", "610124102") and units.names[0] == "town 610124101"
    parcels, _ = county.screened(units=units)
    assert parcels.unit.tolist() == [0, 1, -1]


def test_units_without_shapes_go_by_the_location_code():
    county = MadeCounty()
    county.parcel(ZLDWDM="6101241010010000000")
    county.parcel(ZLDWDM="6101241020010000000")
    county.parcel(ZLDWDM=None)
    units = Units(("610124", "610124102"), ("county", "town"))
    parcels, _ = county.screened(units=units)
    assert parcels.unit.tolist() == [0, 1, -1]


def test_features_of_one_code_are_one_unit_and_those_without_code_none():
    county = MadeCounty()
    rows = [
        {"XZQDM": "610124102", "XZQMC": "B", "wkt": rectangle(0, 0, 10, 10)},
        {"XZQDM": "610124101", "XZQMC": "", "wkt": rectangle(20, 0, 10, 10)},
        {"XZQDM": "610124102", "XZQMC": None, "wkt": rectangle(40, 0, 10, 10)},
        {"XZQDM": None, "XZQMC": "X", "wkt": rectangle(60, 0, 10, 10)},
    ]
    units = read_units(county.pack, layer_source(county.layer("admin_area", rows)))
    assert (units.codes, units.names) == (("610124101", "610124102"), ("610124101", "B"))
    assert np.diff(units.polygons.feature_offsets).tolist() == [1, 2]
    assert units.polygons.x.min() == EAST and units.polygons.x.max() == EAST + 50


def test_the_field_of_the_codes_is_found_by_its_values():
    county = MadeCounty()
    layer = memory_layer(
        "towns", {"NAME": "text", "ID": "text"},
        [{"NAME": "A", "ID": "610124101", "wkt": rectangle(0, 0, 10, 10)}], crs=CRS,
    )
    assert read_units(county.pack, layer_source(layer), codes=("610124101",)).codes == ("610124101",)
    assert read_units(county.pack, layer_source(layer), code_field="NAME").codes == ("A",)
    with pytest.raises(LandPlanError, match="Choose the field"):
        read_units(county.pack, layer_source(layer))
    with pytest.raises(LandPlanError, match="has no field CODE"):
        read_units(county.pack, layer_source(layer), code_field="CODE")


# --- statuses ------------------------------------------------------------------------------------------------------


def test_precedence_outside():
    county = MadeCounty()
    county.anchor(8)
    good = {"GDDB": 5, "cover": {"good_farmland_area": 1.0}}
    must = county.parcel(**good)
    banned = county.parcel(GDDB=5, cover={"good_farmland_area": 1.0, "polluted_land": 1.0})
    lifted = county.parcel(evidence=["05"], **good)
    project = county.parcel(GDDB=5, cover={"good_farmland_area": 1.0, "key_project": 1.0}, evidence=["05"])
    nothing = county.parcel(GDDB=12)
    forest = county.parcel(DLBM="031")
    _, screening = county.screened()
    assert [status(screening, key) for key in (must, banned, lifted, project, nothing, forest)] == [
        Status.MUST_ENTER, Status.NOT_ELIGIBLE, Status.MAY_ENTER, Status.NOT_ELIGIBLE, Status.NOT_ELIGIBLE,
        Status.NOT_ELIGIBLE]
    written = texts(county, screening)
    assert written.codes[[key - 1 for key in (must, banned, lifted, project, nothing, forest)]].tolist() == [
        "E02,E03", "B05", "E02", "B03", "N00", "B02"]
    assert written.clauses[must - 1] == "陕·二(二)1" and written.clauses[nothing - 1] == ""
    assert written.titles[nothing - 1] == "meets no criterion for entering"


def test_precedence_inside():
    county = MadeCounty()
    keep = county.parcel(current=1.0)
    may = county.parcel(current=1.0, GDPDJ="5")
    must = county.parcel(current=1.0, GDPDJ="5", cover={"retirement_plan": 1.0})
    # criteria for entering and bans say nothing of what is inside
    inside = county.parcel(current=1.0, cover={"redline": 1.0, "good_farmland_area": 1.0, "control_zone": 1.0})
    _, screening = county.screened()
    assert [status(screening, key) for key in (keep, may, must, inside)] == [
        Status.KEEP, Status.MAY_LEAVE, Status.MUST_LEAVE, Status.KEEP]
    written = texts(county, screening)
    assert written.codes.tolist() == ["", "L11", "L01,L11", ""]
    assert written.clauses[must - 1] == "陕·二(二)1, 陕·二(一)2"
    assert written.evidence_missing[must - 1].startswith("L01: 01 ")
    assert written.evidence_needed[must - 1] == written.evidence_missing[must - 1]


def test_a_parcel_cut_by_a_line_is_judged_by_its_share():
    county = MadeCounty()
    half = county.parcel(current=1.0, cover={"polluted_land": 0.5})
    less = county.parcel(current=1.0, cover={"polluted_land": 0.4999})
    _, screening = county.screened()
    assert [status(screening, key) for key in (half, less)] == [Status.MUST_LEAVE, Status.KEEP]
    assert screening.shares["polluted_land"] == pytest.approx([0.5, 0.4999], abs=1e-9)


def test_current_is_what_is_covered_by_half():
    county = MadeCounty()
    for share in (0.5, 0.4999, 1.0):
        county.parcel(current=share)
    parcels, _ = county.screened()
    assert parcels.is_current.tolist() == [True, False, True]
    assert parcels.current_share == pytest.approx([0.5, 0.4999, 1.0], abs=1e-9)


def test_overlapping_features_of_an_overlay_count_once():
    county = MadeCounty()
    key = county.parcel(current=1.0, cover={"polluted_land": 0.3})
    county.covers["polluted_land"] *= 2
    _, screening = county.screened()
    assert screening.shares["polluted_land"][key - 1] == pytest.approx(0.3, abs=1e-9)
    assert status(screening, key) is Status.KEEP


def test_an_overlay_in_another_crs_is_brought_over():
    county = MadeCounty()
    key = county.parcel(current=1.0, cover={"polluted_land": 0.6})
    layers = county.layers()
    zone = QgsCoordinateReferenceSystem("EPSG:2360")  # the neighbouring zone of the same datum, with zone prefix
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(CRS), zone, QgsProject.instance())
    moved = []
    for row in county.covers["polluted_land"]:
        shape = QgsGeometry.fromWkt(row["wkt"])
        shape.transform(transform)
        moved.append({**row, "wkt": shape.asWkt(6)})
    layers["polluted_land"] = county.layer("polluted_land", moved, crs="EPSG:2360")
    _, screening = county.screened(layers)
    assert screening.shares["polluted_land"][key - 1] == pytest.approx(0.6, abs=1e-6)
    assert status(screening, key) is Status.MUST_LEAVE


# --- what is missing -----------------------------------------------------------------------------------------------


def unjudged(screening):
    """Return the sentences of the criteria that were not judged, by code."""
    return {criterion.code: ENGLISH.render(message) for criterion, message in screening.not_judged}


def test_a_missing_layer_leaves_its_criteria_unjudged_and_no_others():
    county = MadeCounty()
    county.parcel(current=1.0, GDDB=8)
    _, screening = county.screened(county.layers(without=("polluted_land",)))
    assert set(unjudged(screening)) == {"B05", "L02"}
    assert "WRGD" in unjudged(screening)["L02"]
    assert len(screening.criteria) + 2 == len(county.pack.delineation.criteria)
    assert screening.holds.shape == (len(screening.criteria), 1)


def test_without_any_other_layer_only_overlays_are_unjudged():
    county = MadeCounty()
    county.parcel(GDDB=3)
    parcels = read_parcels(county.pack, layer_source(county.layers()["land_use"]))
    screening = screen(county.pack, parcels)
    with_overlay = {item.code for item in county.pack.delineation.criteria if item.overlay is not None}
    assert set(unjudged(screening)) == with_overlay
    assert status(screening, 1) is Status.MAY_ENTER


def test_a_missing_field_leaves_its_criteria_unjudged():
    county = MadeCounty()
    county.parcel(GDDB=8)
    _, screening = county.screened(county.layers(skip=("GDLX",)))
    assert set(unjudged(screening)) == {"E05", "E08", "B09", "L11"}
    assert "GDLX" in unjudged(screening)["B09"]


def test_a_measure_nobody_has_leaves_its_criteria_unjudged():
    county = MadeCounty()
    county.parcel(GDPDJ=None)
    county.parcel(GDPDJ=None, current=1.0)
    _, screening = county.screened()
    codes = unjudged(screening)
    assert {"E02", "L14", "L15", "L11", "B09"} <= set(codes)
    assert "slope class" in codes["L11"] and "quality grade" in codes["E02"]
    assert "E07" not in codes and "E04" not in codes  # those say what holds for values that are not known


def test_values_that_some_parcels_lack_are_said_and_count_as_not_met():
    county = MadeCounty()
    county.anchor(8)
    known = county.parcel(GDDB=5)
    unknown = county.parcel()
    _, screening = county.screened()
    assert unjudged(screening) == {}
    assert [status(screening, key) for key in (known, unknown)] == [Status.MAY_ENTER, Status.NOT_ELIGIBLE]
    notes = [ENGLISH.render(note) for note in screening.notes]
    assert any(note.startswith("E02 ") and "for 1 parcels it cannot be told" in note for note in notes)
    assert any(note.startswith("1 parcels of farmland have no quality grade") for note in notes)


def test_an_overlay_without_crs_is_not_judged():
    county = MadeCounty()
    county.parcel(current=1.0, GDDB=8, cover={"polluted_land": 1.0})
    layers = county.layers()
    layers["polluted_land"] = county.layer("polluted_land", county.covers["polluted_land"], crs="")
    _, screening = county.screened(layers)
    assert set(unjudged(screening)) == {"B05", "L02"}


def test_a_condition_that_breaks_is_said(tmp_path):
    county = broken_county(tmp_path)
    key = county.parcel(current=1.0, TBYBH="x")
    fine = county.parcel(current=1.0, TBYBH="2")
    _, screening = county.screened()
    assert [status(screening, number) for number in (key, fine)] == [Status.KEEP, Status.MUST_LEAVE]
    assert any("cannot be evaluated for 1 parcels" in ENGLISH.render(note) for note in screening.notes)


def broken_county(tmp_path):
    """Return a county whose pack has a criterion that breaks on texts that are no numbers."""
    import shutil

    folder = tmp_path / "pack"
    shutil.copytree(farmland_pack().folder, folder)
    path = folder / "delineation.yaml"
    text = path.read_text(encoding="utf-8")
    old = '''      "land_group" = 'unused' AND "DLBM" NOT IN ('043', '124')'''
    assert old in text
    path.write_text(text.replace(old, '''      to_int("TBYBH") > 1'''), encoding="utf-8")
    return MadeCounty(load_pack(folder, kind_specs()))


# --- evidence ------------------------------------------------------------------------------------------------------


def test_missing_evidence_is_flagged_or_keeps_a_criterion_from_holding():
    county = MadeCounty()
    flagged = county.parcel(current=1.0, cover={"polluted_land": 1.0})
    ignored = county.parcel(current=1.0, cover={"key_project": 1.0})
    found = county.parcel(current=1.0, cover={"key_project": 1.0}, evidence=["12"])
    _, screening = county.screened()
    assert [status(screening, key) for key in (flagged, ignored, found)] == [
        Status.MUST_LEAVE, Status.KEEP, Status.MAY_LEAVE]
    assert screening.evidence_missing[place(screening, "L02")].tolist() == [True, False, False]
    assert screening.evidence_missing[place(screening, "L12")].tolist() == [False, True, False]
    assert screening.evidence_found[place(screening, "L12")].tolist() == [False, False, True]
    written = texts(county, screening)
    assert written.evidence_missing[flagged - 1] == "L02: 02 Expert finding of pollution"
    assert written.evidence_missing[ignored - 1].startswith("L12: 05 ") and " / 12 " in written.evidence_missing[1]
    assert written.evidence_found[found - 1].startswith("L12: ") and written.evidence_missing[found - 1] == ""


def test_built_on_land_asks_for_the_proof_that_changes_its_reason():
    county = MadeCounty()
    county.parcel(current=1.0, DLBM="203")
    county.parcel(current=1.0, DLBM="203", evidence=["04"])
    _, screening = county.screened()
    written = texts(county, screening)
    assert written.codes.tolist() == ["L07", "L06"]
    assert written.evidence_missing.tolist() == ["L07: 04 Approval of construction", ""]
    assert screening.exempted[place(screening, "L07")].tolist() == [False, True]


def test_rows_of_evidence_that_fit_nothing_are_said():
    county = MadeCounty()
    key = county.parcel(current=1.0, DLBM="203")
    county.evidence += [
        {"TBBSM": "1", "ZMLX": "04", "CLMC": " "},
        {"TBBSM": "77", "ZMLX": "04", "CLMC": "letter"},
        {"TBBSM": "1", "ZMLX": "99", "CLMC": "letter"},
    ]
    _, screening = county.screened()
    assert texts(county, screening).codes[key - 1] == "L07"  # a row without document proves nothing
    notes = "\n".join(ENGLISH.render(note) for note in screening.notes)
    assert "1 rows name no document" in notes
    assert "1 rows are about parcels that do not exist, for example 77" in notes
    assert "1 rows have a kind of evidence the rule pack does not know, for example 99" in notes


def test_evidence_may_be_kept_as_numbers():
    county = MadeCounty()
    county.parcel(current=1.0, DLBM="203")
    layers = county.layers()
    layers["evidence"] = memory_layer(
        "JZCL", {"TBBSM": "integer", "ZMLX": "integer", "CLMC": "text"},
        [{"TBBSM": 1, "ZMLX": 4, "CLMC": "letter"}], geometry="NoGeometry", crs="",
    )
    _, screening = county.screened(layers)
    assert texts(county, screening).codes.tolist() == ["L06"]


def test_no_table_of_evidence_is_said_and_another_table_is_refused():
    county = MadeCounty()
    county.parcel(current=1.0, cover={"key_project": 1.0})
    _, screening = county.screened(county.layers(without=("evidence",)))
    assert any("There is no table of evidence" in ENGLISH.render(note) for note in screening.notes)
    parcels, _ = county.screened()
    with pytest.raises(LandPlanError, match="is no table of evidence"):
        screen(county.pack, parcels, None, layer_source(county.layer("farmland_target", [])))


# --- quality, clusters, gate ---------------------------------------------------------------------------------------


def test_the_mean_grade_is_weighted_by_net_area_and_looks_at_farmland_only():
    county = MadeCounty()
    county.parcel(GDDB=4, side=100)
    county.parcel(GDDB=10, side=200)
    county.parcel(GDDB=15, side=400, DLBM="031")
    county.parcel(side=400)
    parcels, screening = county.screened()
    assert screening.mean_quality == pytest.approx((4 * 1 + 10 * 4) / 5, abs=1e-6)
    assert mean_quality(parcels) == screening.mean_quality


def test_land_of_exactly_the_mean_grade_may_enter():
    county = MadeCounty()
    for grade in (6, 6, 6):
        county.parcel(GDDB=grade)
    _, screening = county.screened()
    assert screening.mean_quality == 6.0
    assert screening.has(Status.MAY_ENTER).all()


def test_connected_farmland_counts_together():
    county = MadeCounty()
    # two squares of 81 m that share a border: 1.3 ha together; one of the same size alone: 0.66 ha
    west = county.parcel(current=1.0, side=81, at=(0, 2_000), evidence=["07"])
    east = county.parcel(current=1.0, side=81, at=(81, 2_000), evidence=["07"])
    road = county.parcel(current=1.0, side=81, at=(162, 2_000), DLBM="104")
    alone = county.parcel(current=1.0, side=81, at=(243, 2_000), evidence=["07"])
    parcels, screening = county.screened()
    areas = screening.cluster_area_m2
    assert areas[west - 1] == pytest.approx(parcels.net_area_m2[[0, 1]].sum()) and areas[east - 1] == areas[west - 1]
    assert np.isnan(areas[road - 1]) and areas[alone - 1] == pytest.approx(parcels.net_area_m2[alone - 1])
    assert screening.holds[place(screening, "L13")].tolist() == [False, False, False, True]


def test_waiting_land_and_the_gate():
    county = MadeCounty()
    county.parcel(current=1.0)  # 4 ha stay
    waits = county.parcel(current=1.0, GDPDJ="4", evidence=["07"])  # 4 ha wait
    free = county.parcel(current=1.0, GDPDJ="5")  # 4 ha may leave at once
    county.parcel(current=1.0, DLBM="031")  # 4 ha must leave
    both = county.parcel(current=1.0, GDPDJ="4", evidence=["07", "05"], cover={"key_project": 1.0})
    units = Units(("610124100001",), ("village",))
    parcels, screening = county.screened(units=units)
    assert screening.waits_for_target.tolist() == [False, True, False, False, False]
    assert [status(screening, key) for key in (waits, free, both)] == [Status.MAY_LEAVE] * 3
    of_unit = np.zeros(1, dtype=np.int64)
    sure = parcels.net_area_m2[[0, 1, 2, 4]].sum()
    cases = {sure: (True, 0.0), sure - 10_000: (True, 10_000.0), sure - 1e6: (True, parcels.net_area_m2[1]),
             sure + 1: (False, 0.0), np.nan: (False, 0.0)}
    for target, (is_open, releasable) in cases.items():
        found = gates(parcels, screening, np.array([target]), of_unit)
        assert bool(found.is_open[0]) is is_open
        assert found.releasable_m2[0] == pytest.approx(releasable)
        assert found.staying_m2[0] == pytest.approx(sure) and found.waiting_m2[0] == parcels.net_area_m2[1]


def test_what_must_enter_counts_for_the_gate_of_its_unit_only():
    county = MadeCounty()
    county.anchor(8)
    county.parcel(GDDB=5, cover={"good_farmland_area": 1.0}, ZLDWDM="610124101")
    county.parcel(current=1.0, GDPDJ="4", evidence=["07"], ZLDWDM="610124102")
    units = Units(("610124101", "610124102"), ("A", "B"))
    parcels, screening = county.screened(units=units)
    found = gates(parcels, screening, np.array([1_000.0, 1e6]), np.array([0, 1]))
    assert found.is_open.tolist() == [True, False]
    assert found.entering_m2[0] == parcels.net_area_m2[1] and found.entering_m2[1] == 0.0


# --- the run as a whole --------------------------------------------------------------------------------------------

CASE = st.fixed_dictionaries({
    "DLBM": st.sampled_from(["011", "013", "021", "031", "203", "127", "999"]),
    "GDPDJ": st.sampled_from(["1", "4", "5", None]),
    "GDDB": st.sampled_from([3, 12, None]),
    "current": st.sampled_from([0.0, 0.4, 1.0]),
    "cover": st.dictionaries(
        st.sampled_from(["redline", "key_project", "polluted_land", "good_farmland_area"]), st.sampled_from([0.3, 1.0]),
        max_size=2,
    ),
    "evidence": st.lists(st.sampled_from(["04", "05", "07", "09"]), unique=True, max_size=2),
})


@settings(deadline=None, max_examples=15, derandomize=True)
@given(cases=st.lists(CASE, min_size=1, max_size=8), turned=st.randoms(use_true_random=False))
def test_the_order_of_the_parcels_does_not_matter(cases, turned):
    county = MadeCounty()
    for case in cases:
        county.parcel(**case)
    parcels, screening = county.screened()
    turned.shuffle(county.rows)
    again, other = county.screened()
    here = dict(zip(parcels.keys.tolist(), zip(screening.status.tolist(), texts(county, screening).codes.tolist())))
    there = dict(zip(again.keys.tolist(), zip(other.status.tolist(), texts(county, other).codes.tolist())))
    assert here == there
    # no status contradicts what it is made of
    inside = {Status.KEEP, Status.MAY_LEAVE, Status.MUST_LEAVE}
    for is_current, found in zip(parcels.is_current.tolist(), screening.status.tolist()):
        assert (STATUSES[found] in inside) == is_current
    may_enter = screening.has(Status.MAY_ENTER) | screening.has(Status.MUST_ENTER)
    assert not (may_enter & ~parcels.is_farmland).any()
    assert not (screening.waits_for_target & ~screening.has(Status.MAY_LEAVE)).any()


def test_invalid_and_empty_shapes_do_not_stop_the_screening():
    county = MadeCounty()
    county.parcel(current=1.0)
    county.parcel()
    county.parcel(current=1.0)
    e, n = EAST + 20_000, NORTH
    county.rows[0]["wkt"] = f"Polygon(({e} {n}, {e + 100} {n + 100}, {e + 100} {n}, {e} {n + 100}, {e} {n}))"
    county.rows[1]["wkt"] = None
    parcels, screening = county.screened()
    assert parcels.area_m2[1] == 0.0
    assert status(screening, 2) is Status.NOT_ELIGIBLE and status(screening, 3) is Status.KEEP


def test_cancel_stops_it():
    county = MadeCounty()
    county.parcel()
    parcels, _ = county.screened()
    with pytest.raises(Cancelled):
        screen(county.pack, parcels, make_dataset(county.pack, *county.layers().values()), feedback=Watch(0))


def test_progress_only_rises():
    class Noted:
        def __init__(self):
            self.seen = []

        def isCanceled(self):  # noqa: N802
            return False

        def setProgress(self, progress):  # noqa: N802
            self.seen.append(progress)

    county = MadeCounty()
    for _ in range(5):
        county.parcel(cover={"redline": 0.3, "polluted_land": 0.7})
    parcels, _ = county.screened()
    noted = Noted()
    screen(county.pack, parcels, make_dataset(county.pack, *county.layers().values()), feedback=noted)
    assert noted.seen == sorted(noted.seen) and noted.seen[-1] == 100


def test_a_status_without_reasons_writes_nothing():
    county = MadeCounty()
    county.parcel(current=1.0)
    _, screening = county.screened()
    bare = replace(screening, evidence_found=None)
    assert texts(county, bare).codes.tolist() == [""]


def test_the_transformation_the_user_has_chosen_is_used():
    county = MadeCounty()
    key = county.parcel(current=1.0, cover={"polluted_land": 0.6})
    layers = county.layers()
    other = QgsCoordinateReferenceSystem("EPSG:4545")  # CGCS2000: nothing is known of the way there
    layers["polluted_land"] = county.layer("polluted_land", county.covers["polluted_land"], crs=other.authid())
    parcels, screening = county.screened(layers)
    assert {"B05", "L02"} <= set(unjudged(screening))
    transforms = QgsCoordinateTransformContext()
    operation = "+proj=noop"
    transforms.addCoordinateOperation(other, parcels.crs, operation)
    screening = screen(county.pack, parcels, make_dataset(county.pack, *layers.values()), transforms=transforms)
    assert screening.shares["polluted_land"][key - 1] == pytest.approx(0.6, abs=1e-6)
