"""What became of units, told by their borders: kept with the values, of a layer, on the screen."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from landplan_toolbox.algorithms.indicators.moved_values import move_all
from landplan_toolbox.algorithms.units.changes import UnitChangeKind, proposals
from landplan_toolbox.algorithms.units.unit_areas import UnitAreas
from landplan_toolbox.algorithms.units.unit_overlaps import UnitOverlaps, overlaps_of
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsRectangle
from test_unit_changes import sheet, tree, value

RENAMED, SPLIT, MERGED = UnitChangeKind.RENAMED, UnitChangeKind.SPLIT, UnitChangeKind.MERGED
AT = datetime(2026, 3, 1, tzinfo=timezone.utc)
CRS = QgsCoordinateReferenceSystem("EPSG:4524")
OTHER = QgsCoordinateReferenceSystem("EPSG:4490")
COUNTY = "610125"
A, B, C, D = (COUNTY + number for number in ("101", "102", "103", "104"))
NAMES = {A: "甲镇", B: "乙镇", C: "丙镇", D: "丁镇"}
X, Y = 36_500_000.0, 3_800_000.0


def box(west, east, south=0, north=1000):
    """Return a rectangle, m from the origin of the tests."""
    return QgsGeometry.fromRect(QgsRectangle(X + west, Y + south, X + east, Y + north))


def areas(crs=CRS, **units):
    """Return units by the last digit of their code: rectangles from west to east."""
    shapes = {COUNTY + "10" + name[1:]: box(*extent) for name, extent in units.items()}
    if crs != CRS:
        from qgis.core import QgsCoordinateTransform, QgsProject

        change = QgsCoordinateTransform(CRS, crs, QgsProject.instance())
        for shape in shapes.values():
            shape.transform(change)
    return UnitAreas.of_wkb(list(shapes), [bytes(shape.asWkb()) for shape in shapes.values()], crs, "旧界")


def towns(*codes, **names):
    """Return a tree of the county's towns."""
    return tree((COUNTY, "甲县"), *((code, names.get("t" + code[-1], NAMES[code])) for code in codes))


def told(old, new, before, after, *valued):
    """Return the proposals and what the amounts of the units become."""
    content = sheet(*(value(code, str(10 * int(code[-1]))) for code in valued or [c for c in old.units if c != COUNTY]))
    changes = proposals(old, new, list(content), overlaps_of([before], [after]))
    content.put(move_all(content, [change for change in changes if change.sure], "李", AT).changes)
    return [(one.kind, one.before, one.after) for one in changes], {
        one.key.unit: str(one.quantity.amount) for one in content}


def test_a_renamed_unit_keeps_its_place():
    changes, amounts = told(towns(A, B), towns(C, B), areas(t1=(0, 100), t2=(100, 200)),
                            areas(t3=(0, 100), t2=(100, 200)))
    assert changes == [(RENAMED, (A,), (C,))] and amounts == {C: "10", B: "20"}


def test_a_new_code_under_the_same_name():
    changes, amounts = told(towns(A, B), towns(D, B, t4="甲镇"), areas(t1=(0, 100), t2=(100, 200)),
                            areas(t4=(0, 100), t2=(100, 200)))
    assert changes == [(RENAMED, (A,), (D,))] and amounts == {D: "10", B: "20"}


def test_a_split_goes_by_area_to_the_last_decimal():
    changes, amounts = told(towns(A, B), towns(C, D, B), areas(t1=(0, 300), t2=(300, 400)),
                            areas(t3=(0, 100), t4=(100, 300), t2=(300, 400)))
    assert changes == [(SPLIT, (A,), (C, D))]
    assert amounts == {C: "3.33", D: "6.67", B: "20"} and Decimal("3.33") + Decimal("6.67") == 10


def test_a_part_that_leaves_a_unit_that_stays():
    changes, amounts = told(towns(A, B), towns(A, C, B), areas(t1=(0, 100), t2=(100, 200)),
                            areas(t1=(0, 75), t3=(75, 100), t2=(100, 200)))
    assert changes == [(SPLIT, (A,), (A, C))] and amounts == {A: "7.50", C: "2.50", B: "20"}


def test_the_larger_part_that_leaves_under_a_new_code_is_no_new_code_for_the_whole():
    changes, amounts = told(towns(A, B), towns(A, C, B), areas(t1=(0, 100), t2=(100, 200)),
                            areas(t1=(0, 40), t3=(40, 100), t2=(100, 200)))
    assert changes == [(SPLIT, (A,), (A, C))] and amounts == {A: "4.00", C: "6.00", B: "20"}


def test_merged_units():
    assert told(towns(A, B), towns(C), areas(t1=(0, 100), t2=(100, 200)), areas(t3=(0, 200))) == (
        [(MERGED, (A, B), (C,))], {C: "30"})
    assert told(towns(A, B), towns(B), areas(t1=(0, 100), t2=(100, 200)), areas(t2=(0, 200))) == (
        [(MERGED, (A, B), (B,))], {B: "30"})


def test_codes_that_were_exchanged_take_their_values_along():
    exchanged = areas(t2=(0, 100), t1=(100, 200))
    changes, amounts = told(towns(A, B), towns(A, B, t1="乙镇", t2="甲镇"), areas(t1=(0, 100), t2=(100, 200)), exchanged)
    assert changes == [(RENAMED, (A,), (B,)), (RENAMED, (B,), (A,))] and amounts == {A: "20", B: "10"}


def test_names_that_were_exchanged_move_nothing():
    same = areas(t1=(0, 100), t2=(100, 200))
    changes, amounts = told(towns(A, B), towns(A, B, t1="乙镇", t2="甲镇"), same, same)
    assert changes == [] and amounts == {A: "10", B: "20"}


def test_codes_that_all_moved_on_by_one():
    before = areas(t1=(0, 100), t2=(100, 200), t3=(200, 300))
    after = areas(t2=(0, 100), t3=(100, 200), t4=(200, 300))
    changes, amounts = told(towns(A, B, C), towns(B, C, D), before, after)
    assert amounts == {B: "10", C: "20", D: "30"} and {kind for kind, *_ in changes} == {RENAMED}


def test_a_ring_of_codes_with_one_value_only():
    before = areas(t1=(0, 100), t2=(100, 200), t3=(200, 300))
    after = areas(t2=(0, 100), t3=(100, 200), t1=(200, 300))
    _, amounts = told(towns(A, B, C), towns(A, B, C), before, after, A)
    assert amounts == {B: "10"}


def test_a_border_that_moved_is_shown_and_moves_nothing_by_itself():
    before, after = areas(t1=(0, 100), t2=(100, 200)), areas(t1=(0, 80), t2=(80, 200))
    changes, amounts = told(towns(A, B), towns(A, B), before, after)
    assert changes == [(SPLIT, (A, B), (A, B))] and amounts == {A: "10", B: "20"}
    content = sheet(value(A, "10"), value(B, "20"), value(A, "7", "14"))
    (change,) = proposals(towns(A, B), towns(A, B), list(content), overlaps_of([before], [after]))
    assert change.handed == change.sources == (A,) and change.kept == (B,) and not change.sure
    assert change.shares[B] == pytest.approx(Fraction(1, 5), rel=1e-3)
    done = move_all(content, [change], "李", AT)
    back = content.put(done.changes)
    amounts = {(one.key.unit, one.key.indicator): one.quantity.amount for one in content}
    assert amounts[A, "01"] + amounts[B, "01"] == 30 and amounts[A, "01"] == pytest.approx(Decimal(8), abs=Decimal("0.01"))
    assert amounts[A, "14"] == 7 and len(done.notes) == 1
    content.put(back)
    assert {one.key.unit: str(one.quantity.amount) for one in content if one.key.indicator == "01"} == {
        A: "10", B: "20"}


def test_a_border_drawn_otherwise_by_a_hair_is_no_change():
    changes, _ = told(towns(A, B), towns(A, B), areas(t1=(0, 1000), t2=(1000, 2000)),
                      areas(t1=(0, 995), t2=(995, 2000)))
    assert changes == []


def test_most_of_a_unit_that_goes_to_a_neighbour_is_no_exchange():
    changes, amounts = told(towns(A, B), towns(A, B), areas(t1=(0, 100), t2=(100, 150)), areas(t1=(0, 40), t2=(40, 150)))
    assert changes == [(SPLIT, (A, B), (A, B))] and amounts == {A: "10", B: "20"}


def test_a_unit_that_vanished_and_one_that_is_new_elsewhere():
    changes, amounts = told(towns(A, B), towns(B, C), areas(t1=(0, 100), t2=(100, 200)),
                            areas(t2=(100, 200), t3=(500, 600)), A, B)
    assert changes == [] and amounts == {A: "10", B: "20"}  # the value waits under its code, told in the dialog


def test_borders_of_another_crs_are_brought_together():
    changes, amounts = told(towns(A, B), towns(C, D, B), areas(OTHER, t1=(0, 300), t2=(300, 400)),
                            areas(t3=(0, 100), t4=(100, 300), t2=(300, 400)))
    assert changes == [(SPLIT, (A,), (C, D))] and amounts == {C: "3.33", D: "6.67", B: "20"}
    found = overlaps_of([areas(OTHER, t1=(0, 300))], [areas(t3=(0, 100))])
    assert found.shared[A][C] == pytest.approx(100_000, rel=2e-3) and found.before[A] == pytest.approx(300_000, rel=2e-3)


def test_units_without_overlap_share_nothing():
    assert overlaps_of([], [areas(t1=(0, 1))]).shared == {} == UnitOverlaps().shared
    assert overlaps_of([areas(t1=(0, 1))], [areas(t2=(5, 6))]).shared == {}


def test_many_vertices_are_compared_by_simpler_shapes(monkeypatch):
    from landplan_toolbox.algorithms.units import unit_overlaps

    before, after = areas(t1=(0, 300), t2=(300, 400)), areas(t3=(0, 100), t4=(100, 300), t2=(300, 400))
    exact = overlaps_of([before], [after])
    monkeypatch.setattr(unit_overlaps, "_MOST_VERTICES", 3)
    found = overlaps_of([before], [after])
    assert found.shared[A] == pytest.approx(exact.shared[A]) and found.shared[B] == pytest.approx({B: 100_000}, rel=2e-3)
    degrees = overlaps_of([areas(OTHER, t1=(0, 300), t2=(300, 400))], [areas(OTHER, t3=(0, 100), t4=(100, 300))])
    assert degrees.shared[A] == pytest.approx(exact.shared[A], rel=2e-3)


def test_units_drawn_alike_twice_are_still_compared():
    twice = areas(t1=(0, 100))
    double = UnitAreas.of_wkb([A, B], [bytes(box(0, 100).asWkb())] * 2, CRS, "旧界")
    found = overlaps_of([double], [twice])
    assert found.shared[A] == pytest.approx(found.shared[B]) and found.shared[A][A] == pytest.approx(100_000, rel=2e-3)
