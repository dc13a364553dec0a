"""The ecological space: pieces with their sources, overlaps counted once, conflicts."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.delineation.ecological_space import draw_ecological_space
from landplan_toolbox.algorithms.delineation.line_layers import LineLayers
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.geometry.area import ellipsoidal_areas
from landplan_toolbox.algorithms.geometry.projection import area_frame
from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.lines_rules import PieceLimits
from line_layers_support import CRS, box, county, farmland, layer
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

ALL = PieceLimits(0.0, 0.0, 0.0)
PACK_LIMITS = PieceLimits(400.0, 5.0, 400.0)
NAMES = {
    "important_ecological_area": "ZYSTGNQ", "ecologically_sensitive_area": "STMGQ", "scenic_core": "FJMSHXQ",
    "water_source_area": "SYDBHQ",
}
IMPORTANT, SENSITIVE, SCENIC, WATER = NAMES


def official(*shapes):
    frame = area_frame(QgsCoordinateReferenceSystem(CRS))
    return float(ellipsoidal_areas(polygons_from_wkb([bytes(shape.asWkb()) for shape in shapes]), frame).sum())


def drawn(*others, limits=ALL, **sources):
    layers = [layer(NAMES[role], shapes) for role, shapes in sources.items()]
    dataset = county(*layers, *others)
    return draw_ecological_space(
        dataset.pack.lines.ecological_space, limits, LineLayers(dataset, Silent())
    )


def row(space, step, reason):
    (found,) = [row for row in space.ledger if (row.step, row.reason) == (step, reason)]
    return found


def test_pieces_know_their_sources():
    """Two squares of 200 that share a quarter, and a third inside the first."""
    space = drawn(**{IMPORTANT: [box(0, 0, 200)], SENSITIVE: [box(100, 100, 200)], WATER: [box(10, 10, 50)]})
    areas = {piece.sources: round(piece.shape.area()) for piece in space.pieces}
    assert areas == {
        (IMPORTANT,): 40_000 - 10_000 - 2_500, (SENSITIVE,): 30_000, (IMPORTANT, SENSITIVE): 10_000,
        (IMPORTANT, WATER): 2_500,
    }
    union = official(box(0, 0, 200)) + official(box(100, 100, 200)) - official(box(100, 100))
    assert space.area_m2 == pytest.approx(union, abs=0.05)  # overlaps counted once
    assert row(space, "result", "ecological_space").area_m2 == pytest.approx(union, abs=0.05)
    assert row(space, "source", IMPORTANT).area_m2 == pytest.approx(official(box(0, 0, 200)), abs=0.01)
    assert row(space, "source", IMPORTANT).overlap_m2 == pytest.approx(12_500, rel=1e-3)
    assert row(space, "source", WATER).overlap_m2 == pytest.approx(2_500, rel=1e-3)
    assert [layer.rule.role for layer in space.missing] == [SCENIC, "redline"]
    assert row(space, "source", SCENIC).area_m2 is None
    assert "FJMSHXQ" in Language("en").render(row(space, "source", SCENIC).note)


def test_conflicts_are_reported_and_stay():
    space = drawn(
        farmland([box(50, 0, 100, 50)]),
        layer("CSKFBJ", [box(80, 0, 100, 100)], "BSM:string YSDM:string XZQDM:string XZQMC:string MJ:double"),
        **{IMPORTANT: [box(0, 0, 100)], SENSITIVE: [box(60, 0, 60, 100)]},
    )
    assert row(space, "conflict", "basic_farmland").area_m2 == pytest.approx(official(box(50, 0, 70, 50)), abs=0.05)
    assert row(space, "conflict", "urban_boundary").area_m2 == pytest.approx(official(box(80, 0, 40, 100)), abs=0.05)
    assert sum(conflict.shape.area() for conflict in space.conflicts if conflict.role == "basic_farmland") == (
        pytest.approx(3_500)
    )
    assert sum(piece.shape.area() for piece in space.pieces) == pytest.approx(12_000)


def test_missing_lines_give_no_number_of_conflict():
    space = drawn(**{IMPORTANT: [box(0, 0)]})
    assert row(space, "conflict", "basic_farmland").area_m2 is None
    assert row(space, "conflict", "basic_farmland").note is not None
    assert not space.conflicts


def test_slivers_join_their_neighbour_and_trifles_alone_are_dropped():
    """The second source repeats the first one's border 2 m off; a speck of 100 m² stands alone."""
    space = drawn(
        **{IMPORTANT: [box(0, 0, 200)], SENSITIVE: [box(198, 0, 200, 200)], WATER: [box(900, 0, 10)]},
        limits=PACK_LIMITS,
    )
    assert {piece.sources for piece in space.pieces} == {(IMPORTANT,), (SENSITIVE,)}
    assert sum(piece.shape.area() for piece in space.pieces) == pytest.approx(398 * 200)
    assert row(space, "dropped", "too_small").area_m2 == pytest.approx(official(box(900, 0, 10)), abs=0.01)


def test_small_holes_are_closed_large_ones_stay():
    ring = box(0, 0, 200).difference(box(10, 10, 10)).difference(box(100, 100, 50))
    space = drawn(**{IMPORTANT: [ring]}, limits=PACK_LIMITS)
    (piece,) = space.pieces
    assert piece.shape.area() == pytest.approx(40_000 - 2_500)
    assert row(space, "closed", "small_hole").area_m2 == pytest.approx(100, rel=1e-2)


def test_no_source_at_all_is_refused():
    with pytest.raises(LandPlanError, match="Important ecological function areas"):
        drawn(farmland([box(0, 0)]))


def test_empty_sources_give_an_empty_space():
    space = drawn(**{IMPORTANT: [], SENSITIVE: [None]})
    assert not space.pieces and space.area_m2 == 0.0
    assert row(space, "source", SENSITIVE).state.value == "empty"


BOXES = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(5, 200), st.integers(5, 200)), max_size=5
)


@settings(deadline=None, max_examples=40, derandomize=True)
@given(BOXES.filter(len), BOXES, BOXES, st.integers(0, 1000))
def test_the_pieces_are_the_union_without_overlap(first, second, third, seed):
    """Property: pieces do not overlap, are the union of the sources, and carry the right sources."""
    random = Random(seed)

    def made(shuffled):
        def order(boxes):
            return [box(*values) for values in (random.sample(boxes, len(boxes)) if shuffled else boxes)]

        return drawn(**{IMPORTANT: order(first), SENSITIVE: order(second), WATER: order(third)})

    space = made(False)
    union = QgsGeometry.unaryUnion([box(*values) for values in (*first, *second, *third)])
    total = sum(piece.shape.area() for piece in space.pieces)
    assert total == pytest.approx(union.area(), abs=1e-3)
    assert QgsGeometry.unaryUnion([piece.shape for piece in space.pieces]).area() == pytest.approx(total, abs=1e-3)
    for piece in space.pieces:
        point = piece.shape.pointOnSurface()
        covering = [
            role for role, boxes in ((IMPORTANT, first), (SENSITIVE, second), (WATER, third))
            if any(box(*values).contains(point) for values in boxes)
        ]
        assert list(piece.sources) == covering
    again = made(True)
    assert [(piece.sources, round(piece.shape.area(), 3)) for piece in again.pieces] == [
        (piece.sources, round(piece.shape.area(), 3)) for piece in space.pieces
    ]
