"""A county worked out by hand, reproduced exactly through the Processing algorithm.

The county is described in `farmland_county`: twenty parcels of 2 ha, town A left, town B right, columns 1 to 5 from left
to right, rows 1 (below) and 2 (above). Net area = 2 ha less the deduction: paddy (011), forest (031) and village (203)
2.00 ha, irrigated land (012) 1.95 ha, dry land (013) 1.90 ha. * = basic farmland before::

    row 2   A12 013 g7   A22 013 g6   A32 012 g8   A42 013 g5   A52 013 g12 | B12 012 g8  *B22 031     B32 031   B42 203   B52 011 g5
    row 1  *A11 011 g5  *A21 013 g6  *A31 203      A41 013 g6   A51 031     |*B11 013 g6  *B21 013 g7  B31 011 g6 B41 013 g5 B51 031

Mean quality of the farmland (fourteen parcels: A11 A21 A41 A12 A22 A32 A42 A52 B11 B21 B31 B41 B12 B52)::

    paddy       A11 B31 B52         3 · 2.00 = 6.0 ha    grade · ha = (5+6+5) · 2.00            =  32.0
    irrigated   A32 B12             2 · 1.95 = 3.9 ha    (8+8) · 1.95                           =  31.2
    dry         the other nine      9 · 1.90 = 17.1 ha   (6+6+7+6+5+12+6+7+5) · 1.90 = 60 · 1.9 = 114.0
    all                                        27.0 ha                                            177.2 → 6.562963

Screening:

* may enter: grade at most 6.56 (E02): A41 A22 A42 B41 B52 B31; irrigated or paddy (E07): A32 B12 B52 B31
* not eligible: B31 lies to 10 % in the redline (B10, limit 5 %); A12 (g7) and A52 (g12) are dry land that meets no
  criterion (N00); forest and village outside
* must leave: A31 construction land with its approval (L06, evidence 04, HCYY 02); B21 lies to 60 % in the retirement
  plan (L01, evidence 01); B22 is forest (L08), but 75 % of it are frozen: it stays
* keep: A11 A21 B11

Town A, target 9 ha. Before 2.00 + 1.90 + 2.00 = 5.90; A31 leaves, 3.90 stay; 5.10 ha are missing. The edge of the
built-up area lies 450 m left of the town, so the middles of columns 1 to 5 are 550, 750, 950, 1150 and 1350 m away:
ring 0 (up to 1000 m) ends after column 3. Order: A22 (ring 0, g6), A32 (ring 0, g8), A42 (ring 1, g5), A41 (ring 1, g6).
A22 1.90 → 5.80, A32 1.95 → 7.75, A42 1.90 → 9.65 ≥ 9: A41 is not needed. Surplus 0.65.

Town B, target 8 ha. Before 1.90 + 1.90 + 2.00 = 5.80; B21 leaves, 3.90 stay; 4.10 are missing. May enter: B41 (g5), B52
(g5), B12 (g8), all in ring 1. With a minimum block of 3 ha B41 (alone: B31, B51, B42 beside it stay outside) and B52
(alone) are too small; B12 borders B11 and B22: 1.95. After 5.85, shortfall 2.15; it would be closed by the 1.90 + 2.00 =
3.90 ha in small blocks, partly by the 2.00 ha in the redline.

Mean grade before: A11 A21 B11 B21 (A31 and B22 have none): (5 · 2.0 + 6 · 1.9 + 6 · 1.9 + 7 · 1.9) / 7.7 = 46.1 / 7.7.
After: A11 A21 A22 A32 A42 B11 B12: (10 + 11.4 + 11.4 + 15.6 + 9.5 + 11.4 + 15.6) / 13.5 = 84.9 / 13.5.

Borders after: town A is one block of five parcels with 600 m each, less twice the common borders A11|A21 100, A21|A22 200,
A22|A32 100, A32|A42 100: 3000 - 1000 = 2000 m; town B B11, B12, B22: 1800 - 2 · (200 + 100) = 1200 m. Before: A11 A21 A31
1800 - 2 · 200 = 1400 m; B11 B21 B22 1800 - 2 · (100 + 200) = 1200 m.
"""

from __future__ import annotations

import pytest
from farmland_county import (
    KEYS,
    TOWN_A,
    TOWN_B,
    VILLAGE,
    centres_layer,
    current_layer,
    frozen_layer,
    parcels_layer,
    targets_layer,
    units_layer,
    write_plan,
)
from feedback_support import Log
from landplan_toolbox.algorithms.language import Language

KEPT = ("A11", "A21", "B11", "B22")
ENTERED = ("A22", "A32", "A42", "B12")
REMOVED = ("A31", "B21")


pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    return write_plan(tmp_path_factory.mktemp("county") / "plan.gpkg")


def delineated(plan, log=None, seed=None, **changes):
    """Delineate the county."""
    import processing

    parameters = {
        "PACK": "farmland", "SOURCE": plan, "PARCELS": parcels_layer(seed), "CURRENT": current_layer(),
        "UNITS": units_layer(), "TARGETS": targets_layer(), "CENTRES": centres_layer(), "FROZEN": frozen_layer(),
        "MIN_BLOCK": 30000,
        **dict.fromkeys(("OUTPUT", "LEDGER", "OUT_PARCELS", "IN_PARCELS", "ADJUSTMENT_LEDGER"), "memory:"),
    }
    parameters.update(changes)
    return processing.run("landplan:delineatefarmland", parameters, feedback=log or Log())


@pytest.fixture(scope="module")
def result(plan):
    log = Log()
    return delineated(plan, log), log


def names(layer, field):
    """Return the parcels of a layer by their names in the drawing."""
    by_key = {key: name for name, key in KEYS.items()}
    return sorted(by_key[int(feature[field])] for feature in layer.getFeatures())


def rows(layer, key):
    """Return the features of a layer as mappings by the value of a field."""
    fields = [field.name() for field in layer.fields()]
    made = {}
    for feature in layer.getFeatures():
        values = [None if hasattr(v, "isNull") and v.isNull() else v for v in feature.attributes()]
        made[values[fields.index(key)]] = dict(zip(fields, values))
    return made


def test_the_expected_parcels(result):
    done, _ = result
    assert names(done["OUTPUT"], "BSM") == sorted(KEPT + ENTERED)
    assert names(done["IN_PARCELS"], "key") == sorted(ENTERED)
    assert names(done["OUT_PARCELS"], "key") == sorted(REMOVED)


def test_numbers(result):
    done, _ = result
    assert (done["TARGET_HA"], done["BEFORE_HA"], done["KEPT_HA"]) == (17.0, 11.7, 7.8)
    assert (done["OUT_HA"], done["IN_HA"], done["DELINEATED_HA"], done["SHORTFALL_HA"]) == (3.9, 7.7, 15.5, 2.15)
    assert done["MEAN_QUALITY_BEFORE"] == round(46.1 / 7.7, 4)
    assert done["MEAN_QUALITY_AFTER"] == round(84.9 / 13.5, 4)
    assert done["UNITS_SHORT"] == TOWN_B


def test_ledger(result):
    done, _ = result
    ledger = rows(done["LEDGER"], "unit_code")
    assert list(ledger) == [TOWN_A, TOWN_B, None]
    columns = ("target_ha", "before_ha", "kept_ha", "must_leave_ha", "out_ha", "in_ha", "after_ha", "shortfall_ha",
               "surplus_ha")
    assert [ledger[TOWN_A][name] for name in columns] == [9.0, 5.9, 3.9, 2.0, 2.0, 5.75, 9.65, 0.0, 0.65]
    assert [ledger[TOWN_B][name] for name in columns] == [8.0, 5.8, 3.9, 3.9, 1.9, 1.95, 5.85, 2.15, 0.0]
    assert [ledger[None][name] for name in columns] == [17.0, 11.7, 7.8, 5.9, 3.9, 7.7, 15.5, 2.15, 0.65]
    town_a, town_b, total = ledger[TOWN_A], ledger[TOWN_B], ledger[None]
    assert (town_a["unit_name"], town_b["unit_name"]) == ("甲镇", "乙镇")
    assert town_a["quality_before"] == round((10 + 11.4) / 3.9, 4)
    assert town_b["quality_after"] == round((11.4 + 15.6) / 3.85, 4)
    assert (town_a["blocks_before"], town_a["blocks_after"], town_b["blocks_after"], total["blocks_after"]) == (1, 1, 1, 2)
    assert (total["mean_block_after_ha"], town_b["mean_block_before_ha"]) == (7.75, 5.8)
    assert [row["boundary_before_m_per_ha"] for row in (town_a, town_b)] == [round(1400 / 5.9, 2), round(1200 / 5.8, 2)]
    assert [row["boundary_after_m_per_ha"] for row in (town_a, town_b, total)] == [
        round(2000 / 9.65, 2), round(1200 / 5.85, 2), round(3200 / 15.5, 2)
    ]


def test_ledger_mixes(result):
    done, _ = result
    ledger = rows(done["LEDGER"], "unit_code")
    title = Language.current().title
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    classes = load_pack("farmland", kind_specs()).code_lists["land_class_2007"].names
    assert ledger[TOWN_A]["classes_before"] == (
        f"011 {title(classes['011'])} 2.0000; 013 {title(classes['013'])} 1.9000; 203 {title(classes['203'])} 2.0000"
    )
    assert ledger[TOWN_B]["classes_after"] == (
        f"012 {title(classes['012'])} 1.9500; 013 {title(classes['013'])} 1.9000; 031 {title(classes['031'])} 2.0000"
    )
    assert ledger[TOWN_A]["slopes_after"] == "2 9.6500"


def test_what_would_close_the_shortfall(result):
    done, log = result
    ledger = rows(done["LEDGER"], "unit_code")
    assert ledger[TOWN_A]["note"] is None
    note = ledger[TOWN_B]["note"]
    assert "3.9 ha may enter but lie in blocks that are too small" in note
    assert "2 ha of farmland are not eligible: B10" in note
    assert "1.9 ha leave" in note
    assert "0.65 ha above their targets" in note
    assert any(TOWN_B in warning and "2.15 ha" in warning and note in warning for warning in log.warnings)
    assert any("1 of them (2 ha) would have to leave" in warning for warning in log.warnings)
    assert any("6.563" in info for info in log.infos)


def test_lists_of_parcels(result):
    done, _ = result
    leaving = rows(done["OUT_PARCELS"], "key")
    village, retired = leaving[str(KEYS["A31"])], leaving[str(KEYS["B21"])]
    assert (village["step"], village["status"], village["HCYY"]) == ("must_leave", "must_leave", "02")
    assert village["reasons"].split("; ")[0] == "L06" and village["evidence_missing"] == 0
    assert (retired["reasons"], retired["HCYY"], retired["evidence_missing"]) == ("L01", None, 0)
    assert retired["JBNTTBBH"] == VILLAGE["B"] + "000002"
    entering = rows(done["IN_PARCELS"], "key")
    assert (entering[str(KEYS["A32"])]["reasons"], entering[str(KEYS["A32"])]["ring"]) == ("E07", 0)
    assert (entering[str(KEYS["A42"])]["reasons"], entering[str(KEYS["A42"])]["ring"]) == ("E02", 1)
    assert {row["step"] for row in entering.values()} == {"filled"}
    assert entering[str(KEYS["B12"])]["net_area_m2"] == pytest.approx(19500, abs=0.02)


def test_basic_farmland_in_the_schema_of_the_pack(result):
    done, _ = result
    parcels = rows(done["OUTPUT"], "BSM")
    kept, new = parcels[KEYS["A21"]], parcels[KEYS["A42"]]
    assert (kept["JBNTTBBH"], kept["SFCSZB"], kept["ZLDJDM"]) == (VILLAGE["A"] + "000002", "否", "06")
    assert (kept["DLBM"], kept["DLMC"], kept["PDJB"], kept["GDLX"]) == ("013", "旱地", "2", "T")
    assert kept["JBNTMJ"] == pytest.approx(19000, abs=0.02) and kept["TBMJ"] == pytest.approx(20000, abs=0.02)
    assert new["SFCSZB"] is None and new["YSDM"] == "2005010300"
    numbers = {name: parcels[KEYS[name]]["JBNTTBBH"] for name in KEPT + ENTERED}
    # numbers go on after those the village has had, removed ones included, from the upper left
    assert numbers == {
        "A11": VILLAGE["A"] + "000001", "A21": VILLAGE["A"] + "000002", "B11": VILLAGE["B"] + "000001",
        "B22": VILLAGE["B"] + "000003", "A22": VILLAGE["A"] + "000004", "A32": VILLAGE["A"] + "000005",
        "A42": VILLAGE["A"] + "000006", "B12": VILLAGE["B"] + "000004",
    }
    assert parcels[KEYS["B22"]]["PDJB"] is None


def test_adjustment_ledger(result):
    done, _ = result
    changes = rows(done["ADJUSTMENT_LEDGER"], "HRHCTBBH")
    numbers = {kind: sorted(n for n, row in changes.items() if row["HRHCLXDM"] == kind) for kind in "012"}
    basic = rows(done["OUTPUT"], "JBNTTBBH")
    assert numbers["0"] == sorted(row["JBNTTBBH"] for row in basic.values() if row["BSM"] in map(KEYS.get, KEPT))
    assert numbers["1"] == sorted(row["JBNTTBBH"] for row in basic.values() if row["BSM"] in map(KEYS.get, ENTERED))
    assert numbers["2"] == [VILLAGE["A"] + "000003HC", VILLAGE["B"] + "000002HC"]
    for row in changes.values():
        parts = [round(100 * row[name]) for name in ("GDMJ", "QTNYDMJ", "JSYDMJ", "WLYDMJ")]
        assert sum(parts) == round(100 * row["TBMJ"])
    village, retired = changes[VILLAGE["A"] + "000003HC"], changes[VILLAGE["B"] + "000002HC"]
    assert (village["JSYDMJ"], village["GDMJ"]) == (pytest.approx(20000, abs=0.02), 0)
    assert (village["HCYY"], village["PZWH"], village["PZRQ"]) == ("02", "陕政土〔2013〕7号", "2013-05-06")
    assert (retired["GDMJ"], retired["QTNYDMJ"]) == (pytest.approx(19000, abs=0.02), pytest.approx(1000, abs=0.02))
    assert (retired["HCYY"], retired["PZWH"], retired["PZRQ"]) == (None, "退〔2015〕3号", "2015-02-01")
    assert {row["XZQDM"] for row in changes.values()} == set(VILLAGE.values())
    assert {row["XZQMC"] for row in changes.values()} == {"王村"}
    assert all((row["HCYY"] is None) for row in changes.values() if row["HRHCLXDM"] != "2")


def test_the_order_of_the_features_does_not_matter(plan, result):
    def content(done):
        tables = []
        for name in ("OUTPUT", "ADJUSTMENT_LEDGER", "LEDGER", "IN_PARCELS", "OUT_PARCELS"):
            layer = done[name]
            skipped = [layer.fields().lookupField("TBBH")]
            tables.append([
                (feature.geometry().asWkt(3), [str(v) for i, v in enumerate(feature.attributes()) if i not in skipped])
                for feature in layer.getFeatures()
            ])
        return tables

    expected = content(result[0])
    for seed in (1, 2, 3):
        assert content(delineated(plan, seed=seed)) == expected


def test_without_a_minimum_block_the_best_land_enters_first(plan):
    done = delineated(plan, MIN_BLOCK=0)
    # 4.10 ha are missing in town B: B41 and B52 (grade 5) 3.90, then B12 1.95
    assert names(done["IN_PARCELS"], "key") == sorted((*ENTERED, "B41", "B52"))
    assert (done["SHORTFALL_HA"], done["DELINEATED_HA"]) == (0.0, 19.4)


def test_compact_order_says_how_good_it_is(plan):
    log = Log()
    done = delineated(plan, log, ORDER=1)
    assert done["SHORTFALL_HA"] == 2.15 and done["MEAN_QUALITY_AFTER"] <= round(84.9 / 13.5, 4)
    said = [info for info in log.infos if info.startswith(("Near to far", "Compact"))]
    assert len(said) == 2 and "3.2 km" in said[0]
