"""Consolidation reserves: a county worked out by hand, properties on random counties, the algorithm as a whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.delineation.model import Parcels
from landplan_toolbox.algorithms.delineation.reserve import ReserveOptions, draw_reserves
from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsProcessingException, QgsProject
from selfcheck_support import memory_layer

CRS = "EPSG:2381"  # Xi'an 1980, central meridian 108
EAST, NORTH = 500_000.0, 3_800_000.0
OPTIONS = ReserveOptions(
    max_gap_m=20.0, min_area_m2=20_000.0, min_farmland_share=0.6, small_block_m2=10_000.0, enclosed_share=0.5
)


def rectangle(x, y, width, height):
    """Return the WKT of a rectangle; metres from the test's origin."""
    e, n = EAST + x, NORTH + y
    return f"Polygon(({e} {n}, {e + width} {n}, {e + width} {n + height}, {e} {n + height}, {e} {n}))"


def parcels_of(rows):
    """Return parcels of rows (key, (x, y, width, height), farmland?, current?, unit)."""
    count = len(rows)
    shapes = [bytes(QgsGeometry.fromWkt(rectangle(*row[1])).asWkb().data()) for row in rows]
    area = np.array([row[1][2] * row[1][3] for row in rows], dtype=np.float64)

    def texts(value):
        column = np.empty(count, dtype=object)
        column[:] = value
        return column

    return Parcels(
        keys=texts([row[0] for row in rows]), polygons=polygons_from_wkb(shapes),
        crs=QgsCoordinateReferenceSystem(CRS), area_m2=area, net_area_m2=area, land_class=texts("013"),
        land_group=texts("agricultural"), is_farmland=np.array([row[2] for row in rows], dtype=bool),
        quality=np.full(count, 10.0), mean_slope=np.full(count, np.nan), steep_share=np.full(count, np.nan),
        slope_class=texts("2"), unit=np.array([row[4] for row in rows], dtype=np.int64),
        current_share=np.zeros(count), is_current=np.array([row[3] for row in rows], dtype=bool), values={},
    )


def drawn(rows, convertible=(), barred=(), **changed):
    """Draw reserves and return them with the keys of each."""
    parcels = parcels_of(rows)
    keys = parcels.keys.tolist()
    options = ReserveOptions(**{**OPTIONS.__dict__, **changed})
    reserves = draw_reserves(
        parcels, parcels.polygons, 1.0, np.isin(keys, convertible), np.isin(keys, barred), options, 0.001
    )
    members = [
        sorted(key for key, zone in zip(keys, reserves.zone.tolist()) if zone == number)
        for number in range(len(reserves.unit))
    ]
    return reserves, members


def test_county_worked_out_by_hand():
    """One town along a line, all parcels 100 m high, from west to east:

    | key | metres    | what                                                                               |
    |-----|-----------|------------------------------------------------------------------------------------|
    | a   | 0–100     | farmland, 1 ha                                                                     |
    | b   | 100–120   | field road between a and c: borders two blocks, joins (0.2 ha)                       |
    | c   | 120–200   | farmland, 0.8 ha                                                                   |
    | d   | 200–300   | other grassland: a quarter of its border along c and along e, does not join         |
    | e   | 300–340   | farmland, 0.4 ha: 100 m from c, a group of its own, too small                        |
    | f   | 215–295 (300 m north) farmland 0.8 ha in the other town, 10 m from g: not joined with it  |
    | g   | 215–295 (410 m north) farmland 0.8 ha in the first town                             |

    The group a, c is 1.8 ha; with b it is 2.0 ha of which 90 % are farmland: exactly the smallest reserve.
    """
    rows = [
        ("a", (0, 0, 100, 100), True, False, 0), ("b", (100, 0, 20, 100), False, False, 0),
        ("c", (120, 0, 80, 100), True, False, 0), ("d", (200, 0, 100, 100), False, False, 0),
        ("e", (300, 0, 40, 100), True, False, 0), ("f", (215, 300, 80, 100), True, False, 1),
        ("g", (215, 410, 80, 100), True, False, 0),
    ]
    reserves, members = drawn(rows, convertible=("b", "d"))
    assert members == [["a", "b", "c"]]
    assert reserves.farmland.tolist() == [True, False, True, False, False, False, False]
    assert reserves.convertible.tolist() == [False, True, False, False, False, False, False]
    assert reserves.left_small.tolist() == [False, False, False, False, True, True, True]
    assert reserves.blocks.tolist() == [2] and reserves.unit.tolist() == [0]
    assert drawn(rows, convertible=("b", "d"), min_area_m2=20_000.01)[1] == []
    # without the road a and c are still one group, since they are 20 m apart, but 1.8 ha are too small
    assert drawn(rows, convertible=("d",))[1] == []
    assert drawn(rows, convertible=("d",), min_area_m2=18_000.0)[1] == [["a", "c"]]
    assert drawn(rows, convertible=("d",), min_area_m2=8_000.0, max_gap_m=19.9)[1] == [["a"], ["c"], ["g"], ["f"]]
    # with a gap of 100 m e hangs together with them, g (310 m to the north) does not
    assert drawn(rows, convertible=("b",), max_gap_m=100.0)[1] == [["a", "b", "c", "e"]]


def test_fewest_blocks():
    rows = [
        ("a", (0, 0, 200, 100), True, False, 0), ("b", (200, 0, 100, 100), True, False, 0),
        ("c", (500, 0, 200, 100), True, False, 0), ("d", (710, 0, 100, 100), True, False, 0),
    ]
    assert drawn(rows)[1] == [["a", "b"], ["c", "d"]]
    reserves, members = drawn(rows, min_blocks=2)
    assert members == [["c", "d"]] and reserves.blocks.tolist() == [2]
    assert reserves.left_small.tolist() == [True, True, False, False]


def test_share_of_farmland_limits_what_joins():
    """A 1 ha field on each side of grassland of 2 ha: with it only half is farmland."""
    rows = [
        ("a", (0, 0, 100, 100), True, False, 0), ("b", (100, 0, 200, 100), False, False, 0),
        ("c", (300, 0, 100, 100), True, False, 0),
    ]
    wide = {"max_gap_m": 200.0, "min_area_m2": 10_000.0}
    assert drawn(rows, convertible=("b",), **wide)[1] == [["a", "c"]]
    assert drawn(rows, convertible=("b",), min_farmland_share=0.5, **wide)[1] == [["a", "b", "c"]]


def test_enclosed_land_joins_and_may_enclose_other_land():
    """A ring of fields around two parcels: the outer one is enclosed at once, the inner one once that has joined."""
    rows = [
        ("south", (0, 0, 300, 100), True, False, 0), ("west", (0, 100, 100, 100), True, False, 0),
        ("north", (0, 200, 300, 100), True, False, 0), ("outer", (100, 100, 60, 100), False, False, 0),
        ("inner", (160, 100, 140, 100), False, False, 0),
    ]
    reserves, members = drawn(rows, convertible=("outer", "inner"), enclosed_share=0.7)
    # inner: 280 of 480 m at first, 380 of 480 m (0.79) once outer (220 of 320 m = 0.69 …) has joined
    assert members == [["north", "south", "west"]]
    reserves, members = drawn(rows, convertible=("outer", "inner"), enclosed_share=0.65)
    assert members == [["inner", "north", "outer", "south", "west"]]
    assert reserves.blocks.tolist() == [1]


def test_basic_farmland_counts_only_in_small_blocks():
    rows = [
        ("large", (0, 0, 200, 100), True, True, 0), ("small", (400, 0, 90, 100), True, True, 0),
        ("other", (500, 0, 200, 100), True, False, 0),
    ]
    assert drawn(rows)[1] == [["other", "small"]]


def test_bans_and_parcels_of_no_town_stay_out():
    rows = [
        ("a", (0, 0, 200, 100), True, False, 0), ("b", (200, 0, 200, 100), True, False, 0),
        ("c", (400, 0, 200, 100), True, False, -1),
    ]
    assert drawn(rows, barred=("b",))[1] == [["a"]]
    assert drawn(rows)[1] == [["a", "b"]]
    assert drawn([])[1] == []


def random_county(seed, size):
    """Return rows of a grid of parcels with random use, and the keys of convertible and barred ones."""
    random = np.random.default_rng(seed)
    rows, convertible, barred = [], [], []
    for column in range(size):
        for row in range(size):
            key = f"{column:02d}{row:02d}"
            kind = random.choice(["field", "grass", "forest", "hole"], p=[0.5, 0.2, 0.2, 0.1])
            if kind == "hole":
                continue
            width = 60.0 if random.random() < 0.2 else 100.0
            place = (column * 100.0, row * 100.0, width, 100.0)
            unit = int(column >= size // 2) if random.random() > 0.02 else -1
            rows.append((key, place, kind == "field", bool(random.random() < 0.4), unit))
            if kind == "grass":
                convertible.append(key)
            if random.random() < 0.1:
                barred.append(key)
    return rows, convertible, barred


@settings(deadline=None, max_examples=25, derandomize=True)
@given(st.integers(0, 10_000), st.integers(4, 9), st.sampled_from([0.0, 40.0, 101.0]))
def test_properties(seed, size, gap):
    rows, convertible, barred = random_county(seed, size)
    reserves, members = drawn(rows, convertible, barred, max_gap_m=gap)
    by_key = {row[0]: row for row in rows}
    assert len({key for zone in members for key in zone}) == sum(len(zone) for zone in members)  # disjoint
    for zone, unit in zip(members, reserves.unit.tolist()):
        area = sum(by_key[key][1][2] * 100.0 for key in zone)
        farmland = sum(by_key[key][1][2] * 100.0 for key in zone if by_key[key][2])
        assert {by_key[key][4] for key in zone} == {unit}
        assert not set(zone) & set(barred)
        assert all(by_key[key][2] or key in convertible for key in zone)
        assert area >= OPTIONS.min_area_m2
        assert farmland >= OPTIONS.min_farmland_share * area - 1e-6
    assert not (reserves.farmland & reserves.convertible).any()
    assert np.array_equal(reserves.farmland | reserves.convertible, reserves.zone >= 0)
    assert np.array_equal(reserves.scattered, reserves.farmland | reserves.left_small)
    order = np.random.default_rng(seed + 1).permutation(len(rows))
    again = drawn([rows[index] for index in order], convertible, barred, max_gap_m=gap)[1]
    assert again == members


# --- the algorithm as a whole


pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture(autouse=True)
def _empty_project():
    """Every test starts and ends with an empty project."""
    QgsProject.instance().clear()
    yield
    QgsProject.instance().clear()


def run(**parameters):
    """Run the algorithm."""
    import processing

    return processing.run(
        "landplan:consolidationreserve",
        {"OUTPUT": "memory:", "ZONE_PARCELS": "memory:", "LEDGER": "memory:", **parameters},
    )


def land_use(rows):
    """Return a parcel layer of rows (BSM, DLBM, GDPDJ, rectangle)."""
    fields = {"BSM": "integer", "DLBM": "text(4)", "ZLDWDM": "text(19)", "GDPDJ": "text(2)", "GDDB": "integer"}
    return memory_layer("DLTB", fields, [
        {"BSM": bsm, "DLBM": land_class, "ZLDWDM": "6901211000000000000", "GDPDJ": slope, "GDDB": bsm % 7 + 1,
         "wkt": rectangle(*place)}
        for bsm, land_class, slope, place in rows
    ], crs=CRS)


def towns():
    """Return two towns side by side."""
    return memory_layer("XZQ", {"XZQDM": "text(12)", "XZQMC": "text(100)"}, [
        {"XZQDM": "690121100", "XZQMC": "甲镇", "wkt": rectangle(-50, -50, 550, 400)},
        {"XZQDM": "690121101", "XZQMC": "乙镇", "wkt": rectangle(500, -50, 600, 400)},
    ], crs=CRS)


ROWS = [
    (1, "013", "2", (0, 0, 100, 100)),  # field
    (2, "104", None, (100, 0, 20, 100)),  # field road between fields
    (3, "012", "3", (120, 0, 80, 100)),  # field
    (4, "013", "5", (200, 0, 100, 100)),  # too steep
    (5, "031", None, (0, 100, 300, 100)),  # forest
    (6, "013", "2", (450, 0, 100, 100)),  # across the border of the towns
    (7, "013", "2", (560, 0, 300, 100)),  # field of the second town
    (8, "013", "2", (860, 0, 100, 100)),  # field inside the redline
]


def test_algorithm():
    redline = memory_layer("STBHHX", {"HXBM": "text"}, [{"HXBM": "1", "wkt": rectangle(860, -10, 200, 200)}], crs=CRS)
    QgsProject.instance().addMapLayer(redline)
    result = run(PARCELS=land_use(ROWS), UNITS=towns(), MIN_AREA=19_000)
    zones = {feature["zone"]: feature for feature in result["OUTPUT"].getFeatures()}
    assert sorted(zones) == ["690121100-0001", "690121101-0001"]
    first = zones["690121100-0001"]
    assert (first["unit_name"], first["parcels"], first["farmland_parcels"], first["blocks"]) == ("甲镇", 3, 2, 2)
    assert first["JBNTZBQ"] == "1"
    assert first["area_m2"] == pytest.approx(20_000, abs=10) and first["convertible_m2"] == pytest.approx(2_000, abs=1)
    assert first["farmland_share"] == 0.9
    assert first["mean_slope_class"] == pytest.approx((2 * 1 + 3 * 0.8) / 1.8, abs=0.005)
    assert first["mean_quality"] == pytest.approx((2 * 1 + 4 * 0.8) / 1.8, abs=0.005)
    assert first.geometry().area() == pytest.approx(20_000)
    parts = {int(feature["key"]): (feature["part"], feature["zone"]) for feature in result["ZONE_PARCELS"].getFeatures()}
    assert parts[1] == ("farmland", "690121100-0001") and parts[2] == ("convertible", "690121100-0001")
    assert {bsm for bsm, (part, _) in parts.items() if part == "left_out"} == {4, 6, 8}
    assert 5 not in parts
    reasons = {int(feature["key"]): feature["reason"] for feature in result["ZONE_PARCELS"].getFeatures()}
    assert "slope class 4" in reasons[4] and "border" in reasons[6] and "redline" in reasons[8]
    ledger = {row["unit_code"]: row for row in result["LEDGER"].getFeatures()}
    assert ledger["690121100"]["zones"] == 1 and ledger["690121101"]["zones"] == 1
    assert ledger["690121101"]["barred_ha"] == pytest.approx(1.0, abs=0.001)
    assert result["ZONE_COUNT"] == 2
    assert result["AREA_HA"] == pytest.approx(result["FARMLAND_HA"] + result["CONVERTIBLE_HA"])
    assert run(PARCELS=land_use(ROWS), UNITS=towns(), MIN_AREA=19_000, MIN_BLOCKS=2)["ZONE_COUNT"] == 1
    assert run(PARCELS=land_use(ROWS), UNITS=towns(), MIN_AREA=19_000, MAX_SLOPE_CLASS="all")["AREA_HA"] == pytest.approx(6.0, abs=0.01)


def test_basic_farmland_leaves_the_reserve():
    current = memory_layer("JBNTBHTB", {"JBNTTBBH": "text"}, [
        {"JBNTTBBH": "1", "wkt": rectangle(560, 0, 300, 100)}], crs=CRS)
    result = run(PARCELS=land_use(ROWS), UNITS=towns(), CURRENT=current, MIN_AREA=5_000)
    assert {feature["unit_code"] for feature in result["OUTPUT"].getFeatures()} == {"690121100", "690121101"}
    kept = {int(feature["key"]) for feature in result["ZONE_PARCELS"].getFeatures() if feature["part"] == "farmland"}
    assert 7 not in kept and 8 in kept  # 8 is not basic farmland


def test_geographic_coordinates_count_in_metres():
    """The gap is in metres also where the data are in degrees."""
    import processing

    degrees = [
        processing.run("native:reprojectlayer", {"INPUT": layer, "TARGET_CRS": "EPSG:4610", "OUTPUT": "memory:"})["OUTPUT"]
        for layer in (land_use(ROWS), towns())
    ]
    found = run(PARCELS=degrees[0], UNITS=degrees[1], MIN_AREA=19_000)
    assert found["ZONE_COUNT"] == 2
    assert found["AREA_HA"] == pytest.approx(6.0, abs=0.01)
    # fields 20 m apart, the road between them is no part of the plan
    fields = land_use([row for row in ROWS if row[0] in (1, 3)])
    for gap, zones in ((19, 2), (21, 1)):
        degree = processing.run(
            "native:reprojectlayer", {"INPUT": fields, "TARGET_CRS": "EPSG:4610", "OUTPUT": "memory:"}
        )["OUTPUT"]
        assert run(PARCELS=degree, UNITS=degrees[1], MAX_GAP=gap, MIN_AREA=1_000)["ZONE_COUNT"] == zones


def test_refusals(tmp_path):
    with pytest.raises(QgsProcessingException, match="town"):
        run(PARCELS=land_use(ROWS))
    with pytest.raises(QgsProcessingException, match="9 is no slope class"):
        run(PARCELS=land_use(ROWS), UNITS=towns(), MAX_SLOPE_CLASS="9")
    with pytest.raises(QgsProcessingException, match="draws no consolidation reserves"):
        run(PARCELS=land_use(ROWS), UNITS=towns(), PACK="forest")


def test_nothing_is_scattered():
    result = run(PARCELS=land_use([(5, "031", None, (0, 100, 300, 100))]), UNITS=towns())
    assert result["ZONE_COUNT"] == 0 and result["OUTPUT"].featureCount() == 0
    assert result["LEDGER"].featureCount() == 2


@pytest.mark.parametrize(("old", "new", "said"), [
    ("max_gap_m: 20 ", "max_gap: 20 ", "max_gap_m"),
    ("max_gap_m: 20 ", "max_gap_m: -1 ", "must not be negative"),
    ("min_blocks: 1 ", "min_blocks: 0 ", "at least 1"),
    ("min_farmland_share: 0.6", "min_farmland_share: 60", "more than 0 and at most 1"),
    ("layer: redline", "layer: redlin", "redline"),
    ("steepest_class: \"4\"", "steepest_class: \"8\"", "steepest_class"),
    ("convertible: [\"021K\"", "convertible: [\"999\"", "999"),
    ("\\\"GZQLXDM\\\" IN", "\\\"GZQLX\\\" IN", "GZQLXDM"),
    ("field: JBNTZBQ", "field: JBNTZB", "JBNTZBQ"),
    ("unit: village, digits: 12", "unit: village, digits: 8", "no longer than"),
    ("{unit: town, digits: 9", "{unit: village, digits: 9", "town, village and group"),
    ("serial_digits: 4", "serial_digits: 0", "serial number"),
    ("number: BHPKBH", "number: BHPKB", "BHPKBH"),
    ("net_area: JBNTMJ\n    quality: ZLDJDM\n  persons", "net_area: ZLDJDM\n    quality: ZLDJDM\n  persons", "no numbers"),
])
def test_errors_of_the_pack_name_file_and_line(tmp_path, old, new, said):
    from landplan_toolbox.algorithms.rulepack.loader import PackError, load_pack, pack_hash
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    shipped = Path(__file__).resolve().parent.parent / "resources" / "rulepacks" / "farmland"
    folder = tmp_path / "farmland"
    shutil.copytree(shipped, folder)
    before = pack_hash(folder)
    text = (folder / "zones.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "zones.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as error:
        load_pack(folder, kind_specs())
    assert {problem.file for problem in error.value.problems} == {"zones.yaml"}
    assert all(problem.line for problem in error.value.problems)
    assert said in str(error.value)
    assert pack_hash(folder) != before
