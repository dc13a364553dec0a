"""The urban growth boundary: a county worked by hand, and that no square metre goes astray."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from feedback_support import Watch
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.delineation.line_layers import LineLayers
from landplan_toolbox.algorithms.delineation.urban_boundary import Agreement, draw_urban_boundary
from landplan_toolbox.algorithms.errors import Cancelled, LandPlanError
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.geometry.area import ellipsoidal_areas
from landplan_toolbox.algorithms.geometry.projection import area_frame
from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.lines_rules import PieceLimits
from line_layers_support import CRS, EAST, NORTH, box, county, farmland, farmland_pack, layer, zones
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

ALL = PieceLimits(0.0, 0.0, 0.0)
PACK_LIMITS = PieceLimits(400.0, 5.0, 400.0)


def conserved_m2(boundary):
    """Return by how much the ledger does not add up: zones + holes closed − taken − dropped − result, in m²."""
    signs = {"base": 1.0, "closed": 1.0, "avoid": -1.0, "dropped": -1.0, "result": -1.0}
    return sum(
        (-1.0 if row.reason == "no_plan" else signs.get(row.step, 0.0)) * (row.area_m2 or 0.0)
        for row in boundary.ledger
    )


def official(*shapes):
    """Return the official area of shapes in m²."""
    frame = area_frame(QgsCoordinateReferenceSystem(CRS))
    return float(ellipsoidal_areas(polygons_from_wkb([bytes(shape.asWkb()) for shape in shapes]), frame).sum())


def drawn(*layers, limits=ALL, agreement=Agreement.COMPARE, feedback=Silent()):  # noqa: B008
    dataset = county(*layers)
    rules = dataset.pack.lines.urban_boundary
    return draw_urban_boundary(rules, limits, agreement, LineLayers(dataset, feedback), feedback)


def row(boundary, step, reason):
    (found,) = [row for row in boundary.ledger if (row.step, row.reason) == (step, reason)]
    return found


def avoided(**present):
    """Return all layers to be avoided; those not named are there and empty."""
    makers = {
        "farmland": farmland,
        "redline": lambda shapes: layer(
            "STBHHX", shapes, "BSM:string YSDM:string XZQDM:string HXBM:string HXMC:string MJ:double"),
        "flood": lambda shapes: layer("XZHQ", shapes),
        "hazard": lambda shapes: layer("DZZHGWQ", shapes),
        "mined": lambda shapes: layer("KCCKQ", shapes),
    }
    return [make(present.get(name, [])) for name, make in makers.items()]


def test_a_county_by_hand():
    """Zones of 4 × 2 squares; farmland takes one square, the redline half of it again and half of the next.

        allowed 0-200, conditional 200-400, restricted 400-500     (x in m, y from 0 to 200)
        farmland 0-100 × 0-100, redline 50-150 × 0-100, mined-out 300-350 × 150-200, flood outside of all zones
    """
    boundary = drawn(
        zones([box(0, 0, 200), box(200, 0, 200), box(400, 0, 100, 200)], ["010", "020", "030"]),
        *avoided(farmland=[box(0, 0)], redline=[box(50, 0)], mined=[box(300, 150, 50)], flood=[box(900, 900)]),
    )
    base = [found.title for found in boundary.ledger if found.step == "base"]
    assert [title.zh for title in base] == ["允许建设区", "有条件建设区"]  # as the code list calls them
    assert row(boundary, "avoid", "basic_farmland").area_m2 == pytest.approx(official(box(0, 0)), abs=0.01)
    redline = row(boundary, "avoid", "redline")
    assert redline.area_m2 == pytest.approx(official(box(100, 0, 50, 100)), abs=0.01)  # farmland took the other half
    assert redline.overlap_m2 == pytest.approx(official(box(50, 0)), abs=0.01)
    assert row(boundary, "avoid", "mined_out_area").area_m2 == pytest.approx(official(box(300, 150, 50)), abs=0.01)
    assert row(boundary, "avoid", "flood_detention").area_m2 == 0.0
    assert row(boundary, "avoid", "geohazard_area").area_m2 == 0.0
    expected = 80_000 - 10_000 - 5_000 - 2_500
    assert sum(piece.area() for piece in boundary.pieces) == pytest.approx(expected)
    assert row(boundary, "result", "urban_boundary").area_m2 == pytest.approx(boundary.area_m2)
    base = [row.area_m2 for row in boundary.ledger if row.step == "base"]
    assert base == pytest.approx([official(box(0, 0, 200)), official(box(200, 0, 200))], abs=0.01)
    assert conserved_m2(boundary) == pytest.approx(0.0, abs=0.02)
    assert all(found.clause == "陕·二(一)3" for found in boundary.ledger)
    assert not boundary.missing
    assert {(taken.reason, round(taken.piece.area())) for taken in boundary.taken} == {
        ("basic_farmland", 10_000), ("redline", 5_000), ("mined_out_area", 2_500),
    }


def test_missing_layers_are_told_and_not_taken_as_empty():
    boundary = drawn(zones([box(0, 0)], ["010"]), layer("XZHQ", [box(50, 50)]), layer("KCCKQ", []))
    assert [missing.rule.role for missing in boundary.missing] == ["basic_farmland", "redline", "geohazard_area"]
    assert row(boundary, "avoid", "redline").area_m2 is None
    assert "STBHHX" in Language("en").render(row(boundary, "avoid", "redline").note)
    empty = row(boundary, "avoid", "mined_out_area")
    assert (empty.state.value, empty.area_m2) == ("empty", 0.0) and empty.note is not None
    assert row(boundary, "avoid", "flood_detention").area_m2 == pytest.approx(official(box(50, 50, 50)), abs=0.01)


@pytest.mark.parametrize(("kind", "codes"), [
    ("string(4)", ["010", "1020", "1030"]), ("string(4)", ["011", "022", "030"]), ("string(8)", [" 010 ", "０２０", "030"]),
    ("integer", [10, 20, 30]), ("integer", [1010, 1020, 1040]), ("double", [10.0, 1020.0, 40.0]),
])
def test_codes_of_every_generation(kind, codes):
    boundary = drawn(zones([box(0, 0), box(100, 0), box(200, 0)], codes, kind), *avoided())
    assert sum(piece.area() for piece in boundary.pieces) == pytest.approx(20_000)
    assert len(boundary.pieces) == 1  # one piece across the border of the two zones
    assert not boundary.notes


def test_zones_without_a_known_type_are_told():
    boundary = drawn(zones([box(0, 0), box(100, 0), box(200, 0)], ["010", "77", None]), *avoided())
    assert sum(piece.area() for piece in boundary.pieces) == pytest.approx(10_000)
    assert "2 zones of JSYDGZQ have no type" in Language("en").render(boundary.notes[0])


def test_zones_that_overlap_count_once():
    boundary = drawn(zones([box(0, 0, 200, 100), box(100, 0, 200, 100)], ["010", "020"]), *avoided())
    assert [found.area_m2 for found in boundary.ledger if found.step == "base"] == pytest.approx(
        [official(box(0, 0, 200, 100)), official(box(200, 0))], abs=0.01)
    assert conserved_m2(boundary) == pytest.approx(0.0, abs=0.02)




def _planned(agreement):
    """Allowed 0–200, conditional 200–400; the city plan covers 100–300 and sticks out to the north."""
    return drawn(
        zones([box(0, 0, 200), box(200, 0, 200)], ["010", "020"]), *avoided(farmland=[box(250, 0, 50, 50)]),
        layer("CSGHFW", [box(100, 0, 200, 300)]), agreement=agreement,
    )


@pytest.mark.parametrize(("agreement", "area", "left_out"), [
    (Agreement.COMPARE, 80_000 - 2_500, 0), (Agreement.CONDITIONAL, 60_000 - 2_500, 20_000),
    (Agreement.WITHIN, 40_000 - 2_500, 40_000),
])
def test_agreement_with_the_plans(agreement, area, left_out):
    boundary = _planned(agreement)
    assert sum(piece.area() for piece in boundary.pieces) == pytest.approx(area)
    plan = row(boundary, "plan", "city_plan_area")
    assert plan.area_m2 == pytest.approx(official(box(100, 0, 200)), abs=0.02)
    assert plan.outside_m2 == pytest.approx(official(box(100, 200, 200, 100)), abs=0.02)
    assert row(boundary, "plan", "industry_plan_area").state.value == "missing"
    assert conserved_m2(boundary) == pytest.approx(0.0, abs=0.02)
    outside = [taken for taken in boundary.taken if taken.reason == "no_plan"]
    assert sum(taken.piece.area() for taken in outside) == pytest.approx(left_out)
    (beyond,) = [taken for taken in boundary.taken if taken.step == "plan_outside"]
    assert beyond.piece.area() == pytest.approx(20_000)


def test_a_plan_is_needed_where_the_boundary_follows_it():
    with pytest.raises(LandPlanError, match="none is there"):
        drawn(zones([box(0, 0)], ["010"]), *avoided(), agreement=Agreement.WITHIN)


def test_trifles_are_dropped_and_holes_closed_by_the_limits():
    """A strip of 3 m, a corner of 100 m², a hole of 300 m² in the zones, and one of 300 m² that is farmland."""
    zone = box(0, 0, 200).difference(box(20, 20, 20, 15)).difference(box(100, 0, 97, 200)).difference(box(0, 190, 90, 10))
    boundary = drawn(
        zones([zone, box(300, 0, 10)], ["010", "020"]), *avoided(farmland=[box(60, 60, 20, 15)]), limits=PACK_LIMITS,
    )
    assert row(boundary, "closed", "small_hole").area_m2 == pytest.approx(official(box(20, 20, 20, 15)), abs=0.02)
    assert row(boundary, "dropped", "too_small").area_m2 == pytest.approx(official(box(300, 0, 10)), abs=0.02)
    assert row(boundary, "dropped", "too_narrow").area_m2 == pytest.approx(official(box(197, 0, 3, 200)), abs=0.02)
    (piece,) = boundary.pieces
    assert len(piece.asPolygon()) == 2  # the farmland stays a hole
    assert not piece.intersects(box(65, 65, 5))
    assert conserved_m2(boundary) == pytest.approx(0.0, abs=0.03)


def test_an_island_in_a_small_hole_stays_one_region():
    zone = box(0, 0, 100).difference(box(40, 40, 19))
    boundary = drawn(zones([zone, box(45, 45, 5)], ["010", "010"]), *avoided(), limits=PieceLimits(0, 0, 400))
    assert sum(piece.area() for piece in boundary.pieces) == pytest.approx(10_000)
    assert row(boundary, "closed", "small_hole").area_m2 == pytest.approx(19 * 19 - 25, abs=0.2)


def test_layers_in_another_crs_and_with_faults():
    gauss, degrees = QgsCoordinateReferenceSystem(CRS), QgsCoordinateReferenceSystem("EPSG:4610")
    from qgis.core import QgsCoordinateTransform, QgsCoordinateTransformContext

    moved = box(50, 0)
    moved.transform(QgsCoordinateTransform(gauss, degrees, QgsCoordinateTransformContext()))
    bow_tie = f"Polygon(({EAST + 150} {NORTH}, {EAST + 200} {NORTH + 50}, {EAST + 200} {NORTH}, " \
        f"{EAST + 150} {NORTH + 50}, {EAST + 150} {NORTH}))"
    layers = avoided(mined=[bow_tie, None, "Polygon EMPTY"])
    boundary = drawn(zones([box(0, 0, 200, 100)], ["010"]), *layers[:2], layer("XZHQ", [moved], crs="EPSG:4610"), *layers[3:])
    assert row(boundary, "avoid", "flood_detention").area_m2 == pytest.approx(official(box(50, 0)), abs=0.05)
    assert row(boundary, "avoid", "mined_out_area").area_m2 == pytest.approx(official(box(150, 0, 25, 50)), abs=0.05)
    assert conserved_m2(boundary) == pytest.approx(0.0, abs=0.02)


def test_nothing_is_left():
    boundary = drawn(zones([box(10, 10)], ["010"]), *avoided(redline=[box(0, 0, 500)]))
    assert not boundary.pieces and boundary.area_m2 == 0.0
    assert conserved_m2(boundary) == pytest.approx(0.0, abs=0.01)


def test_refusals():
    with pytest.raises(LandPlanError, match="JSYDGZQ"):
        drawn(*avoided())
    with pytest.raises(LandPlanError, match="nothing to draw"):
        drawn(zones([box(0, 0)], ["030"]), *avoided())
    with pytest.raises(LandPlanError, match="coordinate reference system"):
        drawn(zones([box(0, 0)], ["010"], crs=""), *avoided())


def test_cancel():
    with pytest.raises(Cancelled):
        drawn(zones([box(0, 0)], ["010"]), *avoided(redline=[box(0, 0, 50)]), feedback=Watch(0))


def test_many_avoid_features_near_and_far():
    """Ten thousand parcels of farmland, of which a hundred lie in the zone."""
    step = np.arange(100)
    parcels = [box(20.0 * x, 20.0 * y, 20.0) for x in step.tolist() for y in step.tolist()]
    boundary = drawn(zones([box(1000, 1000, 205, 200)], ["010"]), *avoided(farmland=parcels))
    assert row(boundary, "avoid", "basic_farmland").area_m2 == pytest.approx(official(box(1000, 1000, 205, 200)), abs=0.1)
    assert not boundary.pieces


BOXES = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(5, 200), st.integers(5, 200)), max_size=6
)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(BOXES.filter(len), BOXES, BOXES, BOXES, st.integers(0, 1000))
def test_no_square_metre_goes_astray(zone_boxes, farm_boxes, red_boxes, plan_boxes, seed):
    """Property: zones + closed = result + taken; nothing avoided is in the result; order does not matter."""
    random = Random(seed)

    def made(shuffled):
        def order(boxes):
            return [box(*values) for values in (random.sample(boxes, len(boxes)) if shuffled else boxes)]

        ring = zones(order(zone_boxes), ["010"] * len(zone_boxes))
        agreement = Agreement.WITHIN if plan_boxes else Agreement.COMPARE
        return drawn(
            ring, *avoided(farmland=order(farm_boxes), redline=order(red_boxes)),
            layer("CSGHFW", order(plan_boxes)), limits=PACK_LIMITS, agreement=agreement,
        )

    boundary = made(False)
    assert conserved_m2(boundary) == pytest.approx(0.0, abs=0.5)
    whole = QgsGeometry.unaryUnion(boundary.pieces) if boundary.pieces else QgsGeometry()
    for shape in (*farm_boxes, *red_boxes):
        assert not boundary.pieces or whole.intersection(box(*shape)).area() < 1e-3
    again = made(True)
    assert again.area_m2 == pytest.approx(boundary.area_m2, abs=1e-3)
    assert [piece.area() for piece in again.pieces] == pytest.approx([piece.area() for piece in boundary.pieces])


def test_limits_of_the_pack():
    rules = farmland_pack().lines.urban_boundary
    assert rules.limits == PACK_LIMITS
    assert [rule.role for rule in rules.avoid] == [
        "basic_farmland", "redline", "flood_detention", "geohazard_area", "mined_out_area",
    ]
