"""The sums of the live ledger: exact whatever the order of edits; one feature alone counts what it counts among many."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.geometry.area import area_frame
from landplan_toolbox.algorithms.geometry.overlap_areas import covered_shares
from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb, select
from landplan_toolbox.algorithms.indicators.feature_codes import UnitCodes
from landplan_toolbox.algorithms.indicators.live.contributions import (
    AREA,
    KEPT,
    AgreedAreas,
    ContributionMaker,
    UnitPlaces,
)
from landplan_toolbox.algorithms.indicators.live.feature_boxes import FeatureBoxes
from landplan_toolbox.algorithms.indicators.live.ledger import NO_UNIT, Contribution, Contributions, LiveLedger
from landplan_toolbox.algorithms.indicators.live.live_terms import CountedParts, TermLedger
from landplan_toolbox.algorithms.indicators.live.prepared_cover import PreparedCover, SoundFeatures
from landplan_toolbox.algorithms.indicators.live.reading import CHOSEN, DECLARED, GRADE, GROSS, Batch, number_of
from live_support import VILLAGES, tree
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry
from qgis.PyQt.QtCore import QVariant
from selfcheck_support import CRS, square

UNITS = 4
CONTRIBUTIONS = st.builds(
    Contribution, st.integers(NO_UNIT, UNITS - 1), st.tuples(st.integers(0, 10**14), st.integers(-(10**14), 10**14)))


def table(features):
    fids = np.array(list(features), dtype=np.int64)
    units = np.array([one.unit for one in features.values()], dtype=np.int64)
    return Contributions(fids, units, np.array([one.amounts for one in features.values()], dtype=np.int64).reshape(-1, 2))


def plain_sums(features):
    sums = [[0, 0] for _ in range(UNITS + 1)]
    for one in features.values():
        for column, amount in enumerate(one.amounts):
            sums[one.unit][column] += amount
    return sums


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.dictionaries(st.integers(-50, 50), CONTRIBUTIONS, max_size=20),
       st.lists(st.tuples(st.integers(-60, 60), st.none() | CONTRIBUTIONS), max_size=30))
def test_sums_are_those_of_the_features_whatever_was_set_before(features, edits):
    ledger = LiveLedger(UNITS, 2)
    ledger.load(table(features))
    now = dict(features)
    for fid, contribution in edits:
        guessed = ledger.sums_with({fid: contribution})
        ledger.set(fid, contribution)
        if contribution is None:
            now.pop(fid, None)
        else:
            now[fid] = contribution
        assert ledger.sums() == plain_sums(now) == guessed
        assert len(ledger) == len(now) and ledger.get(fid) == contribution
    for fid in set(now) | set(features):
        ledger.set(fid, features.get(fid))
    assert ledger.sums() == plain_sums(features)


def test_sums_larger_than_64_bits_stay_exact():
    many = 5000
    contributions = Contributions(
        np.arange(many), np.zeros(many, dtype=np.int64), np.full((many, 1), (1 << 62) - 1, dtype=np.int64))
    assert contributions.sums(1)[0][0] == many * ((1 << 62) - 1)
    with pytest.raises(ValueError, match="twice"):
        LiveLedger(1, 1).load(Contributions(np.zeros(2, dtype=np.int64), np.zeros(2, dtype=np.int64),
                                            np.zeros((2, 1), dtype=np.int64)))


@settings(deadline=None, max_examples=40, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 9), st.lists(st.tuples(st.integers(0, 2), st.integers(1, 10**12)),
                                                      max_size=3)), max_size=25))
def test_terms_of_features_in_several_units_are_kept_by_difference(edits):
    half = len(edits) // 2
    now = dict(edits[:half])  # what it begins with
    ledger = TermLedger(3, counted(now))
    for fid, parts in edits[half:]:
        ledger.set([fid], counted({fid: parts}))
        now[fid] = parts
    expected = [sum(amount for parts in now.values() for unit, amount in parts if unit == place) for place in range(3)]
    assert ledger.sums() == expected
    ledger.set(list(now), counted({}))
    assert ledger.sums() == [0, 0, 0]


def counted(parts_of):
    """Return parts of features by their ids as arrays."""
    rows = [(fid, unit, amount) for fid in sorted(parts_of) for unit, amount in parts_of[fid]]
    return CountedParts(*np.array(rows, dtype=np.int64).reshape(-1, 3).T)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 12), st.one_of(st.none(), st.tuples(*[st.integers(-5, 5)] * 2))),
                max_size=30))
def test_boxes_of_edited_features_are_those_of_the_last_edit(edits):
    def box(corner):
        return np.array([[*corner, corner[0] + 2.0, corner[1] + 2.0]]) if corner else np.full((1, 4), np.nan)

    half = len(edits) // 2
    now = dict(edits[:half])
    boxes = FeatureBoxes(np.array(list(now), dtype=np.int64),
                         np.concatenate([np.empty((0, 4)), *(box(corner) for corner in now.values())]))
    for fid, corner in edits[half:]:
        here = [fid] if corner else []
        boxes.set([fid], np.array(here, dtype=np.int64), box(corner)[:len(here)])
        now[fid] = corner
    there = {fid: corner for fid, corner in now.items() if corner}
    assert boxes.fids() == set(there)
    assert all(boxes.of(fid) == (tuple(box(corner)[0]) if corner else None) for fid, corner in now.items())
    near = {fid for fid, (x, y) in there.items() if x <= 3 and x + 2 >= 0 and y <= 1 and y + 2 >= 0}
    assert boxes.near(np.array([[0.0, 0.0, 1.0, 1.0], [2.0, 0.5, 3.0, 1.0]])) == near


def shapes(seed, count, reach=1200):
    """Return rectangles, turned squares, shapes with holes and in two parts, bow-ties and nothing at all."""
    random = np.random.default_rng(seed)
    found = []
    for number in range(count):
        x, y = random.uniform(-100, reach, 2)
        wide, high = random.uniform(1, 120, 2)
        whole = QgsGeometry.fromWkt(square(x, y, wide, high))
        if number % 7 == 1:
            whole.rotate(random.uniform(0, 90), whole.centroid().asPoint())
        if number % 7 == 2:
            whole = whole.difference(QgsGeometry.fromWkt(square(x + wide / 4, y + high / 4, wide / 3, high / 3)))
        if number % 7 == 3:
            whole = QgsGeometry.collectGeometry([whole, QgsGeometry.fromWkt(square(x + wide + 5, y, wide, high))])
        if number % 7 == 4:
            whole = whole.buffer(8, 40)
        if number % 35 == 5:
            whole = QgsGeometry()
        if number % 35 == 6:
            e, n = 450000 + x, 3800000 + y
            whole = QgsGeometry.fromWkt(f"Polygon(({e} {n}, {e + wide} {n + high}, {e + wide} {n}, {e} {n + high}, {e} {n}))")
        found.append(None if whole.isNull() else whole.asWkb().data())
    return found


def batch(found, seed=0, rows=None):
    random = np.random.default_rng(seed)
    count = len(found)
    numbers = {DECLARED: random.uniform(1, 9000, count), GROSS: random.uniform(9000, 10_000, count),
               GRADE: np.where(random.random(count) < 0.2, np.nan, random.integers(1, 15, count))}
    codes = [random.choice([*VILLAGES, "", "x"]) for _ in range(count)]
    chosen = random.random(count) < 0.9
    rows = np.arange(count) if rows is None else np.asarray(rows)
    return Batch(rows, select(polygons_from_wkb(found), rows), {name: value[rows] for name, value in numbers.items()},
                 [codes[row] for row in rows], {CHOSEN: chosen[rows]})


def maker():
    codes = UnitCodes(tree())
    villages = polygons_from_wkb([
        QgsGeometry.fromWkt(square(300.0 * place, 0, 300, 1200)).asWkb().data() for place in range(4)])
    before = polygons_from_wkb(shapes(99, 150))
    return ContributionMaker(
        area_frame(QgsCoordinateReferenceSystem(CRS)), codes,
        [UnitPlaces(PreparedCover(villages), codes.places(VILLAGES))], PreparedCover(before), AgreedAreas(0.02, 0.0))


def test_a_feature_alone_counts_what_it_counts_among_many():
    found, measure = shapes(1, 210), maker().measure
    among = measure(batch(found)).contributions
    assert (among.amounts[:, KEPT] > 0).sum() > 50 and len(set(among.units.tolist())) > 4
    for row in range(len(found)):
        alone = measure(batch(found, rows=[row])).contributions
        assert alone.units[0] == among.units[row]
        assert alone.amounts[0].tolist() == among.amounts[row].tolist()
    order = np.random.default_rng(3).permutation(len(found))
    mixed = measure(batch(found, rows=order)).contributions
    assert np.array_equal(mixed.amounts, among.amounts[order])


def test_what_cannot_count_is_told():
    found = [None, b"broken", QgsGeometry.fromWkt(square(0, 0)).asWkb().data(), QgsGeometry.fromWkt("Point(1 1)").asWkb().data()]
    measured = maker().measure(Batch(np.arange(4), polygons_from_wkb(found), {}, ["", "", VILLAGES[0], ""], {}))
    assert measured.shapeless.tolist() == [0, 1, 3]
    assert measured.contributions.amounts[:, AREA].astype(bool).tolist() == [False, False, True, False]
    far = QgsGeometry.fromWkt(square(90_000, 0)).asWkb().data()
    measured = maker().measure(Batch(np.arange(1), polygons_from_wkb([far]), {}, [""], {}))
    assert measured.placeless.tolist() == [0] and measured.contributions.units.tolist() == [NO_UNIT]


@pytest.mark.parametrize("seed", range(3))
def test_shares_agree_with_those_of_whole_layers(seed):
    features = polygons_from_wkb(shapes(seed, 120))
    cover = polygons_from_wkb(shapes(50 + seed, 90))  # its features overlap each other
    expected = covered_shares(features, cover)
    assert PreparedCover(cover).shares(SoundFeatures(features)) == pytest.approx(expected, abs=1e-9)
    assert 0 < np.count_nonzero((expected > 0) & (expected < 1))


def test_numbers_are_read_as_people_write_them():
    assert [number_of(value) for value in (3, 2.5, "7", " 8.5 ", "９")] == [3.0, 2.5, 7.0, 8.5, 9.0]
    for value in (None, QVariant(), "", "九", float("nan"), "inf"):
        assert np.isnan(number_of(value))
