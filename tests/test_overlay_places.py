"""Overlaying only the places where something can be left gives what overlaying whole features gives."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.coverage_data import synthetic_coverage
from coverage_cases import RandomLayer
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.geometry import overlay
from landplan_toolbox.algorithms.geometry.overlay import parts_outside
from landplan_toolbox.algorithms.geometry.overlay_geometry import OverlayGeometries
from landplan_toolbox.algorithms.geometry.overlay_places import uncovered_at
from landplan_toolbox.algorithms.geometry.wkb import bounding_boxes, polygons_from_wkb, select
from qgis.core import QgsGeometry, QgsRectangle


def town_of(parcels):
    """Return one feature: the box around the parcels, cut back to the outline they have in common."""
    whole = QgsGeometry.unaryUnion(
        [QgsGeometry.fromRect(QgsRectangle(x - 60, y - 60, x + 60, y + 60)) for x, y in zip(parcels.x, parcels.y)]
    )
    return polygons_from_wkb([bytes(whole.asWkb())])


def outside(polygons, cover, monkeypatch, many):
    monkeypatch.setattr(overlay, "_MANY", many)
    errors = parts_outside(polygons, cover, 0.001)
    return [(error.feature_a, round(error.geometry.area(), 3), round(error.geometry.length(), 3)) for error in errors]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6), share=st.floats(0.3, 1.0))
def test_places_and_whole_features_give_the_same(seed, share):
    layer = RandomLayer(seed).polygons()
    kept = np.random.default_rng(seed).random(len(layer)) < share
    with pytest.MonkeyPatch.context() as patch:
        results = [sorted(outside(layer, select(layer, kept), patch, many)) for many in (0, 10**9)]
    assert len(results[0]) == len(results[1])
    for one, two in zip(*results):
        assert one == pytest.approx(two, abs=0.01)


@pytest.mark.parametrize("mismatched", [0.0, 0.2])
def test_holes_in_the_cover_of_a_town(monkeypatch, mismatched):
    coverage = synthetic_coverage(16, 16, gaps=12, mismatched=mismatched)
    town = town_of(coverage.polygons)
    by_place = outside(town, coverage.polygons, monkeypatch, 1)
    assert by_place == outside(town, coverage.polygons, monkeypatch, 10**9)
    assert len(by_place) > 12


def test_a_piece_that_runs_beyond_its_place_asks_for_the_whole_feature():
    boxes = ((0, 0, 100, 10), (0, 0, 40, 10), (60, 0, 100, 10), (200, 0, 201, 1), (300, 0, 301, 1), (400, 0, 401, 1))
    polygons = polygons_from_wkb([bytes(QgsGeometry.fromRect(QgsRectangle(*box)).asWkb()) for box in boxes])
    shapes = OverlayGeometries(polygons, bounding_boxes(polygons))
    covers = np.array([1, 2, 3, 4, 5])
    narrow, wide = np.array([[45.0, 0, 55, 10]]), np.array([[38.0, 0, 62, 10]])
    assert uncovered_at(0, narrow, covers, shapes, 0.001) is None
    (piece,) = uncovered_at(0, wide, covers, shapes, 0.001)
    assert piece.area() == pytest.approx(200)
    assert uncovered_at(0, wide, covers[:2], shapes, 0.001) is None  # the places take in the whole cover
