"""landplan:compareeditions through Processing."""

from __future__ import annotations

import pytest
from editions_support import edition, former_rows, later_rows
from qgis.core import QgsProcessingException
from selfcheck_support import CRS, memory_layer, square

pytestmark = pytest.mark.usefixtures("provider")


def run(**parameters):
    """Run the algorithm with every output as a memory layer."""
    import processing

    given = dict.fromkeys(("OUTPUT", "MATRIX", "UNITS", "INDICATORS", "PROBLEMS"), "memory:")
    given.update(BEFORE=edition(*former_rows(), name="before"), AFTER=edition(*later_rows()))
    return processing.run("landplan:compareeditions", {**given, **parameters})


def test_results():
    result = run()
    assert result["CHANGED_COUNT"] == result["OUTPUT"].featureCount() == 14
    assert result["PROBLEM_COUNT"] == result["PROBLEMS"].featureCount() == 7
    assert round(result["NEW_LAND_AREA"] / 10_000, 2) == 2.0
    assert round(result["LOST_LAND_AREA"] / 10_000, 2) == 2.0
    assert round(result["CLASS_CHANGED_AREA"] / 10_000, 2) == 1.0
    assert result["OUTPUT"].crs().authid() == CRS
    assert {feature["change"] for feature in result["OUTPUT"].getFeatures()} == {
        "class", "factors", "lost_land", "merged", "new_land", "renumbered", "shape", "split"}
    for feature in result["OUTPUT"].getFeatures():
        assert feature.geometry().area() == pytest.approx(feature["area_m2"], rel=1e-3)
    lost = next(feature for feature in result["PROBLEMS"].getFeatures() if feature["kind"] == "no_feature")
    assert lost.geometry().boundingBox().xMinimum() == pytest.approx(450500.0)


def test_unchanged_land_and_the_names_of_towns():
    towns = memory_layer("XZQ", {"XZQDM": "text", "XZQMC": "text", "DCMJ": "real"}, [
        {"XZQDM": "520111101", "XZQMC": "甲镇", "DCMJ": 200_000.0, "wkt": square(0, 0, 1300, 100)},
        {"XZQDM": "520111102", "XZQMC": "乙镇", "DCMJ": 30_000.0, "wkt": square(1300, 0, 300, 100)},
    ])
    result = run(ADMIN=towns, UNCHANGED=True)
    assert result["OUTPUT"].featureCount() == 16
    names = {row["unit_code"]: row["unit_name"] for row in result["UNITS"].getFeatures()}
    assert names["520111101"] == "甲镇"
    cover = {row["unit_code"]: row for row in result["INDICATORS"].getFeatures() if row["indicator"] == "07"}
    assert cover["520111101"]["before"] == pytest.approx(60.0) and cover["520111101"]["after"] == pytest.approx(45.0)


def test_numbers_left_empty_are_those_of_the_pack():
    # a text parameter line gives an empty text where the dialog gives nothing
    left_out, empty = run(), run(SLIVER_WIDTH="", YEAR="")
    numbers = ("CHANGED_COUNT", "PROBLEM_COUNT", "NEW_LAND_AREA", "LOST_LAND_AREA", "CLASS_CHANGED_AREA")
    assert [empty[name] for name in numbers] == [left_out[name] for name in numbers]


def test_layers_that_cannot_be_compared():
    lines = memory_layer("LDXB", {"XIAN": "text"}, [], "LineString")
    with pytest.raises(QgsProcessingException):
        run(AFTER=lines)
    bare = memory_layer("LDXB", {"MC": "text"}, [{"MC": "a", "wkt": square(0, 0)}])
    with pytest.raises(QgsProcessingException, match=r"XIAN|DI_LEI"):
        run(AFTER=bare)
    unplaced = edition(*later_rows(), crs="")
    with pytest.raises(QgsProcessingException, match="coordinate reference system"):
        run(AFTER=unplaced)
    with pytest.raises(QgsProcessingException, match=r"editions\.yaml"):
        run(PACK="farmland")
