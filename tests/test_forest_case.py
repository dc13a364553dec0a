"""A county of twelve rectangles, worked by hand through every algorithm of the forest-land plan.

The county is a grid of four columns of 500 m and three rows of 400 m, 20 ha each, within a kilometre of the central
meridian of the zone (CGCS2000, 3-degree zone 36, EPSG:4524). There the Gauss-Krüger projection is 1 + x²/2R² in length,
so a hectare of the plane is a hectare of the ellipsoid to less than 3 parts in 10⁸ (0.000006 ha of the county's 240 ha):
every area below is the product of two sides and is compared to 0.0005 ha::

    8 bare rock, to be planted | 9 field, basic farmland | 10 houses, forest last year | 11 grass
    4 timber                   | 5 shrubs                | 6 young trees, was a field  | 7 timber, grade too strict
    0 national forest, core    | 1 national forest       | 2 local, special shrubs     | 3 timber base
"""

from __future__ import annotations

import pytest
from osgeo import ogr, osr
from qgis.core import NULL, QgsFeature, QgsProcessingFeedback, QgsVectorLayer

WIDE, HIGH = 500, 400  # m
WEST, SOUTH = 36_499_000, 2_920_000
COUNTY = "520111"
WEST_VILLAGE, EAST_VILLAGE = "520111100200", "520111101200"  # each is all of its town
NEAR = 0.0005  # ha
TEXT, REAL, WHOLE = ogr.OFTString, ogr.OFTReal, ogr.OFTInteger

#: land survey: class of each rectangle
SURVEY = ("0301", "0301", "0305", "0301", "0301", "0305", "0307", "0301", "1207", "0103", "0702", "0404")

#: sub-compartments: DI_LEI, QI_YUAN, SEN_LIN_LB, SHI_QUAN_D, GJGYL_BHDJ, BH_DJ, LIN_ZHONG, m³/ha, of rectangles 0 to 7
STANDS = (
    ("0111", "11", "11", "10", "1", "1", "111", 100.0),
    ("0111", "11", "11", "10", "2", "2", "111", 80.0),
    ("0131", "11", "12", "21", None, "3", "112", None),
    ("0111", "21", "21", None, None, "3", "232", 60.0),
    ("0111", "21", "22", None, None, "4", "233", 40.0),
    ("0132", "11", "22", None, None, "4", "233", None),
    ("0141", "21", "22", None, None, "4", None, None),
    ("0111", "21", "22", None, None, "3", "233", 20.0),
)


def box(x, y, wide, high):
    """Return a rectangle, metres from the county's south-west corner."""
    west, south, east, north = WEST + x, SOUTH + y, WEST + x + wide, SOUTH + y + high
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


def cell(number):
    """Return one of the twelve rectangles."""
    return box(number % 4 * WIDE, number // 4 * HIGH, WIDE, HIGH)


def village(number):
    return WEST_VILLAGE if number % 4 < 2 else EAST_VILLAGE


def compartment(number, **more):
    """Return the keys of a sub-compartment and what is the same for all."""
    return {"wkt": cell(number), "XIAN": COUNTY, "XIANG": village(number)[6:9], "CUN": village(number)[9:],
            "LIN_BAN": "0001", "XIAO_BAN": f"{number:05d}", "MIAN_JI": 20.0, **more}


def stands():
    """The sub-compartments of the plan: eight of forest land, one to be planted, two that are none."""
    names = ("DI_LEI", "QI_YUAN", "SEN_LIN_LB", "SHI_QUAN_D", "GJGYL_BHDJ", "BH_DJ", "LIN_ZHONG", "HUO_LMGQXJ")
    rows = []
    for number, values in enumerate(STANDS):
        facts = dict(zip(names, values))
        rows.append(compartment(
            number, BCLD="1", LD_QS="20", ZL_DJ="2", Q_DI_LEI=facts["DI_LEI"], GH_SLLB=facts["SEN_LIN_LB"],
            GH_BHDJ=facts["BH_DJ"], GH_GJJBHDJ=facts["GJGYL_BHDJ"],
            GH_LZ=facts["LIN_ZHONG"] or "233", **facts))
    rows[6] |= {"Q_DI_LEI": "0210", "BHYY": "31", "BHND": "2020"}
    rows[4] |= {"Q_DI_LEI": "0161", "BHYY": "11", "BHND": "2020"}
    rows.append(compartment(8, DI_LEI="0240", BCLD="2", SEN_LIN_LB="22", BH_DJ="4", GH_SLLB="22", GH_BHDJ="4",
                            GH_LZ="233", Q_DI_LEI="0240"))
    rows.append(compartment(9, XIAO_BAN="99999", DI_LEI="0210", Q_DI_LEI="0210"))
    rows.append(compartment(10, XIAO_BAN="99999", DI_LEI="0250", Q_DI_LEI="0111", BHYY="41", BHND="2020"))
    return rows


def year_before():
    """The one-map of the year before: 4 was cut over, 6 a field, 10 forest, and 5 had another number."""
    kept = ("wkt", "XIAN", "XIANG", "CUN", "LIN_BAN", "XIAO_BAN", "MIAN_JI", "DI_LEI", "LD_QS", "SEN_LIN_LB",
            "SHI_QUAN_D", "GJGYL_BHDJ", "BH_DJ", "LIN_ZHONG", "QI_YUAN", "HUO_LMGQXJ")
    rows = [{name: row.get(name) for name in kept} for row in stands() if row["DI_LEI"] != "0240"]
    rows[4] |= {"DI_LEI": "0161", "QI_YUAN": None, "LIN_ZHONG": None, "HUO_LMGQXJ": None}
    rows[5] |= {"XIAO_BAN": "00077"}
    rows[6] = {name: rows[6][name] for name in kept[:5]} | {"XIAO_BAN": "99999", "MIAN_JI": 20.0, "DI_LEI": "0210"}
    rows[9] |= {"XIAO_BAN": "00010", "DI_LEI": "0111", "LD_QS": "20", "SEN_LIN_LB": "22", "BH_DJ": "4",
                "LIN_ZHONG": "233", "QI_YUAN": "21", "HUO_LMGQXJ": 50.0}
    return rows


def one_map_before_agreement():
    """What forestry had before the land survey came, in the three digits of the inventory.

    The border of 0 and 1 is drawn half a metre off; 5 is forest instead of shrubs; 3 lacks a strip of 200 m; a strip of
    100 m of the field 9 is forest.
    """
    def stand(number, code, shape, hectares):
        return compartment(number) | {"wkt": shape, "MIAN_JI": hectares, "DI_LEI": code}

    return [
        stand(0, "111", box(0, 0, 500.5, 400), 20.02), stand(1, "111", box(500.5, 0, 499.5, 400), 19.98),
        stand(2, "131", cell(2), 20.0), stand(3, "111", box(1500, 0, 300, 400), 12.0),
        stand(4, "111", cell(4), 20.0), stand(5, "111", cell(5), 20.0), stand(6, "141", cell(6), 20.0),
        stand(7, "111", cell(7), 20.0), stand(9, "111", box(500, 800, 100, 400), 4.0),
    ]


LAYERS = {
    "XZQ": [
        {"wkt": box(x, 0, 1000, 1200), "XZQDM": code[:9], "XZQMC": name, "DCMJ": 1_200_000.0, "JSMJ": 1_200_000.0}
        for x, code, name in ((0, WEST_VILLAGE, "西镇"), (1000, EAST_VILLAGE, "东镇"))
    ],
    "CJDCQ": [
        {"wkt": box(x, 0, 1000, 1200), "ZLDWDM": f"{code}0000000", "ZLDWMC": name}
        for x, code, name in ((0, WEST_VILLAGE, "西村"), (1000, EAST_VILLAGE, "东村"))
    ],
    "DLTB": [
        {"wkt": cell(number), "BSM": f"{number:018d}", "DLBM": code, "TBMJ": 200_000.0, "TBDLMJ": 200_000.0,
         "ZLDWDM": f"{village(number)}0000000", "ZLDWMC": "村"}
        for number, code in enumerate(SURVEY)
    ],
    "LDXB": stands(),
    "LDXB_Q": year_before(),
    "ONE_MAP": one_map_before_agreement(),
    "GJGYL": [compartment(number, DI_LEI="0111", GJGYL_BHDJ=str(number + 1)) for number in (0, 1)],
    "YJJBNTBHTB": [{"wkt": cell(9), "BSM": "9", "DLBM": "0103"}],
    # planned on bare rock as a government may; on the field without an approval of the state, and it is basic farmland
    "GHFZLY": [{"wkt": cell(8), "MC": "荒山", "LX": "2", "PZJB": "5", "PZWH": "1号"},
               {"wkt": cell(9), "MC": "坡地", "LX": "1", "PZJB": "1", "PZWH": "2号"}],
    # the core covers 0 and the first 100 m of 1
    "ZRBHD": [{"wkt": box(0, 0, 600, 400), "BHDMC": "自然保护区", "BHDLX": "20", "BHDJB": "1", "GNFQ": "21"}],
    "LYJD": [{"wkt": cell(3), "MC": "基地", "LX": "1"}],
    "ZYSTKJ": [{"wkt": cell(10), "MC": "其他", "LX": "90"}],  # gives no grade
    # protection of forest on forest; built land used again that is grass
    "ZDGC": [{"wkt": box(0, 0, 1000, 400), "GCMC": "天然林保护", "GCLX": "16", "KSND": 2021, "JSND": 2035, "GCMJ": 40.0},
             {"wkt": cell(11), "GCMC": "盘活", "GCLX": "22", "KSND": 2022, "JSND": 2025, "GCMJ": 20.0}],
    "SYLDXM": [
        {"wkt": box(x, y, wide, high), "XMMC": name, "XMLX": kind, "PZJB": level, "SYXZ": nature, "SYND": year,
         "SYLDMJ": wide * high / 10_000, "XMBH": name, "SHWH": "1"}
        for name, kind, level, nature, year, x, y, wide, high in (
            ("A", "11", "3", "1", 2022, 800, 100, 100, 100),   # road of the province on national forest of grade 2
            ("B", "31", "5", "1", 2023, 800, 250, 100, 100),   # warehouse there
            ("C", "31", "5", "1", 2030, 100, 500, 200, 100),   # warehouse on timber of grade IV
            ("D", "24", "5", "1", 2024, 100, 100, 50, 100),    # tourism in the core of the reserve
            ("E", "51", "5", "3", 2024, 100, 700, 50, 50),     # forest warden's house, which no rule speaks of
        )
    ],
    "GHZB": [
        {"wkt": None, "XZQDM": COUNTY, "ZBDM": "03", "ND": 2025, "ZBZLX": "2", "ZBZ": 2.0},
        {"wkt": None, "XZQDM": COUNTY, "ZBDM": "03", "ND": 2035, "ZBZLX": "2", "ZBZ": 6.0},
        {"wkt": None, "XZQDM": COUNTY, "ZBDM": "01", "ND": 2020, "ZBZLX": "2", "ZBZ": 150.0},  # the last plan's targets
        {"wkt": None, "XZQDM": COUNTY, "ZBDM": "02", "ND": 2020, "ZBZLX": "2", "ZBZ": 130.0},
    ],
}


@pytest.fixture(scope="module")
def county(provider, tmp_path_factory):
    """The county as a GeoPackage."""
    path = tmp_path_factory.mktemp("county") / "county.gpkg"
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4524)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    for name, rows in LAYERS.items():
        shaped = rows[0]["wkt"] is not None
        layer = dataset.CreateLayer(name, reference if shaped else None, ogr.wkbPolygon if shaped else ogr.wkbNone)
        columns = list(dict.fromkeys(field for row in rows for field in row if field != "wkt"))
        for field in columns:
            sample = next((row[field] for row in rows if row.get(field) is not None), "")
            kind = REAL if isinstance(sample, float) else WHOLE if isinstance(sample, int) else TEXT
            layer.CreateField(ogr.FieldDefn(field, kind))
        for row in rows:
            feature = ogr.Feature(layer.GetLayerDefn())
            for field in columns:
                if row.get(field) is not None:
                    feature[field] = row[field]
            if shaped:
                feature.SetGeometry(ogr.CreateGeometryFromWkt(row["wkt"]))
            layer.CreateFeature(feature)
        layer = None
    dataset = None
    return str(path)


def run(name, **parameters):
    import processing

    return processing.run(f"landplan:{name}", {"PACK": "forest", **parameters}, feedback=QgsProcessingFeedback(False))


def rows_of(layer):
    return [{name: None if value == NULL else value for name, value in feature.attributeMap().items()}
            for feature in layer.getFeatures()]


def near(value):
    return pytest.approx(value, abs=NEAR)


# --- the planning base -------------------------------------------------------------------------------


def base(county, **more):
    layers = {"SURVEY": "DLTB", "ONE_MAP": "ONE_MAP", "ADMIN": "XZQ", "PLANNED": "GHFZLY", "BASIC_FARMLAND": "YJJBNTBHTB"}
    sources = {name: f"{county}|layername={layer}" for name, layer in layers.items()}
    sinks = dict.fromkeys(("OUTPUT", "DISAGREEMENTS", "MATRIX", "CHECKSUM"), "memory:")
    return run("planningbase", **{**sources, **sinks, "LANGUAGE": "en", **more})


@pytest.fixture(scope="module")
def agreed(county):
    """The base as the rules of the pack decide it."""
    return base(county)


def test_three_kinds_of_disagreement_and_a_sliver_that_is_none(agreed):
    done = agreed
    cases = {row["kind"]: row for row in rows_of(done["DISAGREEMENTS"])}
    assert done["DISAGREEMENT_COUNT"] == 3
    assert {kind: row["area_ha"] for kind, row in cases.items()} == {
        "one_map_only": near(4.0), "survey_only": near(8.0), "class_differs": near(20.0)}
    assert (cases["one_map_only"]["DLBM"], cases["one_map_only"]["one_map_class"]) == ("0103", "0111")
    assert (cases["survey_only"]["DLBM"], cases["survey_only"]["one_map_class"]) == ("0301", None)
    assert (cases["class_differs"]["DLBM"], cases["class_differs"]["one_map_class"]) == ("0305", "0111")
    # 12 parcels, cut at the strip of 3 and at the strip of 9; the half metre between 0 and 1 makes no piece
    assert len(rows_of(done["OUTPUT"])) == 14


def test_base_follows_the_survey_and_adds_up(agreed):
    done = agreed
    pieces = rows_of(done["OUTPUT"])
    assert sum(row["area_ha"] for row in pieces) == near(240.0)
    assert sum(row["area_ha"] for row in pieces if row["forest_land"] and row["BCLD"] != "2") == near(160.0)
    assert done["SUPPLEMENT_HA"] == near(20.0)  # the bare rock; the field is basic farmland
    assert done["UNDECIDED_COUNT"] == 0 and done["VERDICT"] == "passed"
    assert done["SURVEY_DIFFERENCE_M2"] == pytest.approx(0, abs=1)
    assert done["ADMIN_DIFFERENCE_M2"] == pytest.approx(0, abs=1)
    assert done["UNEXPLAINED_M2"] == pytest.approx(0, abs=0.1)


def test_transfer_matrix_has_the_areas_of_the_rectangles(agreed):
    matrix = {(row["survey_class"], row["one_map_class"]): row["area_ha"]
              for row in rows_of(agreed["MATRIX"]) if row["town"] is None}
    assert matrix["0301", "0111"] == near(20 + 20 + 12 + 20 + 20)
    assert matrix["0301", None] == near(8.0)
    assert matrix["0305", "0131"] == near(20.0) and matrix["0305", "0111"] == near(20.0)
    assert matrix["0307", "0141"] == near(20.0)
    assert matrix["0103", "0111"] == near(4.0) and matrix["0103", None] == near(16.0)


def test_decisions_move_exactly_their_land(county, agreed):
    keys = {row["kind"]: row["key"] for row in rows_of(agreed["DISAGREEMENTS"])}

    def decided(**decisions):
        table = QgsVectorLayer("None?field=key:string(100)&field=decision:string(30)", "decisions", "memory")
        rows = []
        for kind, decision in decisions.items():
            feature = QgsFeature(table.fields())
            feature.setAttributes([keys[kind], decision])
            rows.append(feature)
        table.dataProvider().addFeatures(rows)
        return base(county, DECISIONS=table)

    forest = agreed["FOREST_LAND_HA"]
    both = decided(one_map_only="accept_one_map", class_differs="accept_one_map")
    assert both["FOREST_LAND_HA"] - forest == near(4.0)
    of_five = [row for row in rows_of(both["OUTPUT"]) if row["BSM"] == f"{5:018d}"]
    assert [row["base_class"] for row in of_five] == ["0111"]
    assert decided(survey_only="accept_one_map")["FOREST_LAND_HA"] - forest == near(-8.0)
    open_case = decided(survey_only="undecided")
    assert open_case["UNDECIDED_COUNT"] == 1 and open_case["UNDECIDED_HA"] == near(8.0)
    assert open_case["VERDICT"] != "passed"


# --- indicators ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def measured(county):
    """Measured indicators, a row each."""
    return rows_of(run("measureindicators", SOURCE=county, OUTPUT="memory:")["OUTPUT"])


def test_indicators(measured):
    values = {(row["indicator"], row["year"]): row["value"] for row in measured if row["unit"] == COUNTY}
    forest_land, forest, total = 160.0, 120.0, 240.0  # rectangles 0–7; of them 0, 1, 3, 4, 7 and the shrubs 2
    assert values["01", 2020] == near(forest_land)
    assert values["01", 2035] == near(forest_land + 20)  # and the bare rock
    assert values["02", 2020] == near(forest)
    assert values["02", 2035] == near(forest + 20 + 20)  # and the young trees, and the bare rock
    assert values["03", 2025] == near(2.5)  # A, B, D
    assert values["03", 2035] == near(4.5)  # and C; E serves forestry and does not count
    assert values["04", 2020] == near(60.0)  # 0, 1, 2
    assert values["05", 2020] == pytest.approx(25.0, abs=0.001)  # 0 and 1 of 160 ha
    assert values["05", 2035] == pytest.approx(40 / 180 * 100, abs=0.001)
    stock = (100 + 80 + 60 + 40 + 20) * 20
    assert values["06", 2020] == pytest.approx(stock / forest_land, abs=0.001)
    assert values["07", 2020] == pytest.approx(forest / total * 100, abs=0.001)
    assert values["07", 2035] == pytest.approx(160 / total * 100, abs=0.001)


def test_indicators_of_a_village(measured):
    values = {(row["unit"], row["indicator"], row["year"]): row["value"] for row in measured}
    west, east = WEST_VILLAGE, EAST_VILLAGE
    assert (values[west, "01", 2020], values[east, "01", 2020]) == (near(80.0), near(80.0))  # 0 1 4 5; 2 3 6 7
    assert (values[west, "02", 2020], values[east, "02", 2020]) == (near(60.0), near(60.0))
    assert (values[west, "04", 2020], values[east, "04", 2020]) == (near(40.0), near(20.0))


# --- grades and use -------------------------------------------------------------------------------------


def test_grades_with_each_rule(county):
    done = run("forestgrades", SOURCE=county, OUTPUT="memory:", TABLE="memory:")
    pieces = rows_of(done["OUTPUT"])
    areas = {}
    for row in pieces:
        key = (row["grade"], row["rule"])
        areas[key] = areas.get(key, 0.0) + row["area_m2"] / 10_000
    assert areas == {
        ("1", "reserve_core"): near(24.0),  # 0, and 100 m of 1
        ("2", "national_welfare"): near(16.0),  # the rest of 1
        ("3", "local_welfare"): near(20.0),  # 2
        ("3", "timber_base"): near(20.0),  # 3
        ("4", "rest"): near(80.0),  # 4 to 7
    }
    assert [done[f"GRADE_{grade}_HA"] for grade in range(1, 5)] == [near(24), near(16), near(40), near(80)]
    different = {(row["key"].rsplit("-", 1)[1], row["difference"]): row["area_m2"] / 10_000
                 for row in pieces if row["difference"] in ("weaker", "stricter")}
    assert different == {("00001", "weaker"): near(4.0), ("00007", "stricter"): near(20.0)}
    assert (done["DIFFERENT_COUNT"], done["DIFFERENT_HA"]) == (2, near(24.0))
    assert done["NOT_JUDGED_COUNT"] == 0


@pytest.fixture(scope="module")
def judged(county):
    """Projects, quota and works as judged."""
    return run("checkforestquota", SOURCE=county, OUTPUT="memory:", QUOTA="memory:", WORKS="memory:")


def test_use_with_each_verdict(judged):
    done = judged
    outcomes = {row["number"]: (row["outcome"], row["area_m2"] / 10_000) for row in rows_of(done["OUTPUT"])}
    assert {number: outcome for number, (outcome, _) in outcomes.items()} == {
        "A": "allowed", "B": "forbidden", "C": "allowed", "D": "forbidden", "E": "not_judged"}
    assert {number: area for number, (_, area) in outcomes.items()} == {
        "A": near(1.0), "B": near(1.0), "C": near(2.0), "D": near(0.5), "E": near(0.25)}
    assert done["FORBIDDEN_HA"] == near(1.5)
    assert done["NOT_JUDGED_HA"] == near(0.25)
    assert done["VERDICT"] == "failed"
    conflicts = [(row["works"], row["area_m2"] / 10_000) for row in rows_of(done["WORKS"])]
    assert conflicts == [("盘活", near(20.0))]


def test_quota_is_exceeded_by_2025_and_kept_by_2035(judged):
    done = judged
    quota = {row["last_year"]: row for row in rows_of(done["QUOTA"]) if row["unit_code"] == COUNTY}
    assert (quota[2025]["quota_ha"], quota[2025]["to_date_ha"], quota[2025]["remaining_ha"]) == (
        near(2.0), near(2.5), near(-0.5))
    assert (quota[2035]["quota_ha"], quota[2035]["used_ha"], quota[2035]["to_date_ha"], quota[2035]["remaining_ha"]) == (
        near(6.0), near(2.0), near(4.5), near(1.5))
    assert [quota[year]["state"] for year in (2025, 2035)] == ["exceeded", "kept"]
    assert (done["USED_HA"], done["REMAINING_HA"]) == (near(4.5), near(1.5))


# --- status and monitoring -----------------------------------------------------------------------------


def test_status_tables_and_the_targets_of_the_last_plan(county, tmp_path):
    done = run("evaluatestatus", SOURCE=county, REPORT=str(tmp_path / "r.html"), TABLES=str(tmp_path / "t.xlsx"),
               FIGURES="memory:", LANGUAGE="en")
    total = {row["column"]: row["value"] for row in rows_of(done["FIGURES"])
             if row["id"] == "present" and not row["unit"] and row["row"] == "total"}
    assert total["land_total"] == near(240.0)
    assert total["surveyed/forest_land"] == near(160.0)
    assert total["surveyed/forest_land/stocked"] == near(100.0)  # 0, 1, 3, 4, 7
    assert done["MISSED_COUNT"] == 1  # 160 ha of forest land were wanted 150, 120 ha of forest 130
    report = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "160" in report and "150" in report
    assert (tmp_path / "t.xlsx").stat().st_size > 0


def test_changes_between_two_editions(county):
    layers = {name: f"{county}|layername={layer}" for name, layer in
              (("BEFORE", "LDXB_Q"), ("AFTER", "LDXB"), ("ADMIN", "XZQ"))}
    done = run("compareeditions", **layers, OUTPUT="memory:", MATRIX="memory:", UNITS="memory:")
    assert done["NEW_LAND_AREA"] / 10_000 == near(20.0)  # 6 was a field
    assert done["LOST_LAND_AREA"] / 10_000 == near(20.0)  # 10 is built over
    assert done["CLASS_CHANGED_AREA"] / 10_000 == near(20.0)  # 4 was cut over
    changes = {(row["class_before"], row["class_after"]): row["area_ha"]
               for row in rows_of(done["OUTPUT"]) if row["class_before"] != row["class_after"] and row["class_before"]}
    assert changes == {("0210", "0141"): near(20.0), ("0111", "0250"): near(20.0), ("0161", "0111"): near(20.0)}
    renumbered = [row for row in rows_of(done["OUTPUT"]) if row["relation"] == "renumbered"]
    assert [row["area_ha"] for row in renumbered] == [near(20.0)]
    units = {row["unit_code"]: row for row in rows_of(done["UNITS"])}
    assert units[COUNTY]["land_before_m2"] / 10_000 == near(160.0)
    assert units[COUNTY]["land_after_m2"] / 10_000 == near(160.0)
