"""landplan:comparedelineations through Processing, and the tables it writes."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from selfcheck_support import CRS, memory_layer, square

LAND = {"JBNTTBBH": "text", "XZQDM": "text", "DLBM": "text", "GDDB": "integer", "PDJB": "text", "TBMJ": "real",
        "JBNTMJ": "real"}
PARCEL = {"BSM": "text", "DLBM": "text", "GDDB": "integer", "GDPDJ": "text", "TBMJ": "real", "TKMJ": "real"}


pytestmark = pytest.mark.usefixtures("provider")


def run(feedback=None, **parameters):
    """Run the algorithm with every output that is not given as a memory layer."""
    import processing

    given = dict.fromkeys(("OUTPUT", "LEDGER", "MATRIX"), "memory:")
    return processing.run("landplan:comparedelineations", {**given, **parameters}, feedback=feedback)


def land(*rows, name="JBNTBHTB", crs=CRS):
    """Return a delineation of rows (key, class, grade, wkt)."""
    return memory_layer(
        name, LAND, [dict(zip(("JBNTTBBH", "DLBM", "GDDB", "wkt"), row)) for row in rows], crs=crs
    )


def units():
    """Return two towns side by side, their border at x = 150."""
    rows = [{"XZQDM": "610000001", "XZQMC": "甲镇", "wkt": square(-50, -50, 200, 300)},
            {"XZQDM": "610000002", "XZQMC": "乙镇", "wkt": square(150, -50, 400, 300)}]
    return memory_layer("XZQ", {"XZQDM": "text", "XZQMC": "text"}, rows)


def rows_of(layer):
    """Return the features of a layer as dicts, NULL as None."""
    return [
        {field.name(): (feature[field.name()] or None) if feature[field.name()] != 0 else 0 for field in layer.fields()}
        for feature in layer.getFeatures()
    ]


BEFORE = [("B1", "011", 5, square(0, 0)), ("B2", "013", 7, square(100, 0)), ("B3", "013", 9, square(300, 0))]
AFTER = [("A1", "011", 5, square(0, 0)), ("A2", "011", 6, square(100, 0, 40, 100)), ("A4", "012", 4, square(400, 0))]


def test_only_the_two_delineations():
    result = run(BEFORE=land(*BEFORE), AFTER=land(*AFTER), LEDGER=None, MATRIX=None)
    assert result["KEPT_AREA"] + result["OUT_AREA"] == pytest.approx(result["BEFORE_AREA"], abs=1e-6)
    assert (result["KEPT_AREA"], result["OUT_AREA"], result["IN_AREA"]) == pytest.approx((14000, 16000, 10000), rel=1e-3)
    assert (result["SLIVERS_OUT_AREA"], result["SLIVERS_IN_AREA"]) == (0, 0)
    found = sorted((row["change"], row["key_before"] or "", row["key_after"] or "") for row in rows_of(result["OUTPUT"]))
    assert found == [("in", "", "A4"), ("kept", "B1", "A1"), ("kept", "B2", "A2"), ("out", "B2", ""), ("out", "B3", "")]
    assert result["OUTPUT"].crs().authid() == CRS
    areas = {row["change"]: 0.0 for row in rows_of(result["OUTPUT"])}
    for row in rows_of(result["OUTPUT"]):
        areas[row["change"]] += row["area_m2"]
    assert areas["kept"] == pytest.approx(result["KEPT_AREA"], abs=0.05)


def test_ledger_and_matrix_by_the_fields_of_the_delineations():
    result = run(BEFORE=land(*BEFORE), AFTER=land(*AFTER))
    (total,) = rows_of(result["LEDGER"])
    assert total["before_m2"] == pytest.approx(total["kept_m2"] + total["out_m2"], abs=1e-9)
    assert total["after_m2"] == pytest.approx(total["kept_m2"] + total["in_m2"], abs=1e-9)
    assert total["quality_before"] == pytest.approx((5 + 7 + 9) / 3, abs=1e-3)
    assert total["quality_out"] == pytest.approx((7 * 6000 + 9 * 10000) / 16000, abs=1e-3)
    assert total["quality_in"] == 4
    assert total["quality_after"] == pytest.approx((5 * 10000 + 6 * 4000 + 4 * 10000) / 24000, abs=1e-3)
    matrix = rows_of(result["MATRIX"])
    classes = {(row["change"], row["from_value"], row["to_value"]): row["area_m2"]
               for row in matrix if row["dimension"] == "class"}
    assert set(classes) == {("kept", "011", "011"), ("kept", "013", "011"), ("out", "013", None), ("in", None, "012")}
    assert classes["kept", "013", "011"] == pytest.approx(4000, rel=1e-3)
    for dimension in ("class", "quality", "slope"):
        total_area = sum(row["area_m2"] for row in matrix if row["dimension"] == dimension)
        assert total_area == pytest.approx(result["BEFORE_AREA"] + result["IN_AREA"], abs=0.1)


def test_parcels_cut_the_pieces_and_say_what_they_are():
    parcels = memory_layer("DLTB", PARCEL, [
        {"BSM": "1", "DLBM": "011", "GDDB": 5, "GDPDJ": "1", "TBMJ": 6000.0, "TKMJ": 600.0, "wkt": square(0, 0, 60, 100)},
        {"BSM": "2", "DLBM": "013", "GDDB": 8, "GDPDJ": "3", "TBMJ": 4030.0, "wkt": square(60, 0, 40.3, 100)},
        {"BSM": "3", "DLBM": "013", "GDDB": None, "GDPDJ": "2", "TBMJ": 9970.0, "wkt": square(100.3, 0, 99.7, 100)},
    ])
    before = land(("B1", "", None, square(0, 0)), ("B3", "", None, square(300, 0)))
    result = run(BEFORE=before, AFTER=land(("A1", "", None, square(0, 0))), PARCELS=parcels)
    found = {(row["change"], row["key_parcel"]): row for row in rows_of(result["OUTPUT"])}
    # the strip of 0.3 m between parcels 2 and 3 makes no piece; B3 lies in no parcel
    assert set(found) == {("kept", "1"), ("kept", "2"), ("out", None)}
    assert found["kept", "1"]["net_m2"] == pytest.approx(5400, rel=1e-3)
    assert found["kept", "2"]["slope_before"] == found["kept", "2"]["slope_after"] == "3"
    assert found["kept", "2"]["quality_before"] == 8 and found["kept", "2"]["class_after"] == "013"
    (total,) = rows_of(result["LEDGER"])
    assert total["quality_before"] == pytest.approx((5 * 6000 + 8 * 4000) / 10000, abs=1e-3)
    assert total["ungraded_before_m2"] == pytest.approx(10000, rel=1e-3)
    other = memory_layer("DLTB", {"BSM": "text", "DJ": "integer"}, [{"BSM": "1", "DJ": 3, "wkt": square(0, 0, 400, 100)}])
    graded = run(BEFORE=before, AFTER=land(*AFTER), PARCELS=other, QUALITY_FIELD="dj")
    assert rows_of(graded["LEDGER"])[-1]["quality_before"] == 3


def test_units_have_rows_and_pieces_end_at_their_border():
    result = run(BEFORE=land(*BEFORE), AFTER=land(*AFTER), UNITS=units())
    rows = {row["unit_code"]: row for row in rows_of(result["LEDGER"])}
    assert list(rows) == ["610000001", "610000002", None]
    assert rows["610000001"]["unit_name"] == "甲镇"
    # B2 is 100 .. 200, its part from 140 on left; the towns meet at 150
    assert rows["610000001"]["out_m2"] == pytest.approx(1000, rel=1e-3)
    assert rows["610000002"]["out_m2"] == pytest.approx(15000, rel=1e-3)
    for name in ("before_m2", "kept_m2", "out_m2", "in_m2", "after_m2"):
        parts = rows["610000001"][name] + rows["610000002"][name]
        assert parts == pytest.approx(rows[None][name], abs=0.02)
    assert {row["unit_code"] for row in rows_of(result["OUTPUT"])} == {"610000001", "610000002"}
    by_unit = [row for row in rows_of(result["MATRIX"]) if row["dimension"] == "unit"]
    assert sum(row["area_m2"] for row in by_unit) == pytest.approx(result["BEFORE_AREA"] + result["IN_AREA"], abs=0.1)


def test_slivers_are_said_and_width_can_be_set():
    shifted = land(("A1", "011", 5, square(0.6, 0)))
    before = land(("B1", "011", 5, square(0, 0)))
    narrow = run(BEFORE=before, AFTER=shifted, UNITS=units())
    assert narrow["OUT_AREA"] == narrow["IN_AREA"] == 0
    assert narrow["SLIVERS_OUT_AREA"] == pytest.approx(60, rel=1e-2) == narrow["SLIVERS_IN_AREA"]
    assert rows_of(narrow["LEDGER"])[0]["slivers_out_m2"] == narrow["SLIVERS_OUT_AREA"]
    strict = run(BEFORE=before, AFTER=shifted, SLIVER_WIDTH=0.5)
    assert strict["OUT_AREA"] == pytest.approx(60, rel=1e-2) == strict["IN_AREA"]
    assert run(BEFORE=before, AFTER=shifted, SLIVER_WIDTH=0)["OUT_AREA"] == strict["OUT_AREA"]


def test_declared_ledger_against_the_true_difference():
    declared = memory_layer(
        "JBNTHRHC", {"HRHCTBBH": "text", "HRHCLXDM": "text", "TBMJ": "real"},
        [
            {"HRHCTBBH": "K1", "HRHCLXDM": "0", "TBMJ": 10000.0, "wkt": square(0, 0)},
            {"HRHCTBBH": "K2", "HRHCLXDM": "0", "TBMJ": 10000.0, "wkt": square(100, 0)},  # 6000 of it left
            {"HRHCTBBH": "E1", "HRHCLXDM": "1", "TBMJ": 9000.0, "wkt": square(400.3, 0)},  # right but for digitising
            {"HRHCTBBH": "X1", "HRHCLXDM": "7", "TBMJ": 100.0, "wkt": square(700, 0, 10)},
        ],
    )
    result = run(BEFORE=land(*BEFORE), AFTER=land(*AFTER), DECLARED=declared, DECLARED_DIFFERENCES="memory:")
    found = {(row["kind"], row["key"]): row for row in rows_of(result["DECLARED_DIFFERENCES"])}
    assert set(found) == {
        ("type_differs", "K2"), ("type_unknown", "X1"), ("not_declared", "B2"), ("not_declared", "B3"),
    }
    assert found["type_differs", "K2"]["true_change"] == "out"
    assert found["type_differs", "K2"]["out_m2"] == pytest.approx(6000, rel=1e-3)
    assert found["type_unknown", "X1"]["true_change"] == "neither"
    assert result["DECLARED_DIFFERENCE_COUNT"] == 4
    (total,) = rows_of(result["LEDGER"])
    assert (total["declared_kept_m2"], total["declared_in_m2"], total["declared_out_m2"]) == (20000, 9000, 0)


def test_another_crs_after():
    after = land(*AFTER)
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(CRS), QgsCoordinateReferenceSystem("EPSG:4490"), QgsCoordinateTransformContext()
    )
    rows = []
    for feature in after.getFeatures():
        geometry = feature.geometry()
        geometry.transform(transform)
        rows.append((feature["JBNTTBBH"], feature["DLBM"], feature["GDDB"], geometry.asWkt(12)))
    degrees = land(*rows, crs="EPSG:4490")
    plain, mixed = run(BEFORE=land(*BEFORE), AFTER=after), run(BEFORE=land(*BEFORE), AFTER=degrees)
    turned = run(BEFORE=degrees, AFTER=land(*BEFORE))
    for name in ("KEPT_AREA", "OUT_AREA", "IN_AREA"):
        assert mixed[name] == pytest.approx(plain[name], abs=0.5)
    assert turned["OUT_AREA"] == pytest.approx(plain["IN_AREA"], abs=0.5)
    assert turned["OUTPUT"].crs().authid() == "EPSG:4490"
    assert turned["OUTPUT"].extent().xMaximum() < 180


def test_empty_after():
    result = run(BEFORE=land(*BEFORE), AFTER=land())
    assert result["KEPT_AREA"] == 0 and result["OUT_AREA"] == pytest.approx(30000, rel=1e-3)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"AFTER": lambda: memory_layer("无坐标", LAND, [], crs="")}, "无坐标"),
        ({"QUALITY_FIELD": lambda: "NOPE"}, "NOPE"),
        ({"DECLARED": lambda: land(*BEFORE, name="台账")}, "台账"),
        ({"UNITS": lambda: land(name="空")}, "空"),
        ({"PACK": lambda: "no-such-pack"}, "no-such-pack"),
        ({"AFTER": lambda: land(*AFTER, name="西安80", crs="EPSG:2360")}, "西安80"),
    ],
)
def test_refusals(changed, words):
    given = {"BEFORE": land(*BEFORE), "AFTER": land(*AFTER), **{name: make() for name, make in changed.items()}}
    with pytest.raises(QgsProcessingException, match=words):
        run(**given)


def test_result_in_the_data_is_refused(tmp_path):
    from qgis.core import QgsVectorFileWriter

    path = str(tmp_path / "before.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(land(*BEFORE), path, QgsCoordinateTransformContext(), options)
    with pytest.raises(QgsProcessingException):
        run(BEFORE=path, AFTER=land(*AFTER), OUTPUT=path)
    assert QgsVectorLayer(path, "before", "ogr").featureCount() == 3


def test_in_a_background_thread_and_cancelled(provider):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("landplan:comparedelineations")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    feedback.cancel()
    parameters = {"BEFORE": land(*BEFORE), "AFTER": land(*AFTER), "OUTPUT": "memory:"}
    result, good = algorithm.run(parameters, context, feedback)
    assert good and "KEPT_AREA" not in result


def test_log_says_that_the_sums_add_up():
    feedback = QgsProcessingFeedback()
    result = run(feedback, BEFORE=land(*BEFORE), AFTER=land(*AFTER))
    text = feedback.textLog()
    for name in ("KEPT_AREA", "OUT_AREA", "IN_AREA", "BEFORE_AREA", "AFTER_AREA"):
        assert f"{result[name]:,.2f} m²" in text, name
