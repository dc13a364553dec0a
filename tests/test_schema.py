"""Result tables: values in the types of their fields, numbers as tables write them, columns that belong together."""

from __future__ import annotations

import numpy as np
import pytest
from landplan_toolbox.algorithms.delineation.schema import (
    ResultTable,
    converted,
    described_table,
    numbers_or_null,
    plain_fields,
    texts_or_null,
)
from landplan_toolbox.algorithms.geometry.area_units import hectares, known, rounded
from landplan_toolbox.algorithms.geometry.wkb import polygons_from_wkb
from landplan_toolbox.algorithms.rulepack.model import FieldType
from qgis.PyQt.QtCore import QDate


@pytest.mark.parametrize(("value", "kind", "result"), [
    (610124101200.0, FieldType.TEXT, "610124101200"),  # a code that a spreadsheet keeps as a number
    (0.1, FieldType.TEXT, "0.1"),
    (float("nan"), FieldType.TEXT, None),
    (" 01 ", FieldType.TEXT, " 01 "),
    (610124101200000017, FieldType.INTEGER, 610124101200000017),  # more digits than a float holds
    ("610124101200000017", FieldType.INTEGER, 610124101200000017),
    (" 12 ", FieldType.INTEGER, 12),
    (12.0, FieldType.INTEGER, 12),
    ("12.0", FieldType.INTEGER, 12),
    (10**30, FieldType.INTEGER, None),
    ("x", FieldType.INTEGER, None),
    ("1.5", FieldType.REAL, 1.5),
    (float("inf"), FieldType.REAL, None),
    ("2016/12/31", FieldType.DATE, QDate(2016, 12, 31)),
    ("2016-02-30", FieldType.DATE, None),
    (None, FieldType.TEXT, None),
])
def test_a_value_comes_into_the_type_of_its_field(value, kind, result):
    assert converted(value, kind) == result


def test_columns_that_do_not_belong_together_are_refused():
    fields = plain_fields(("a", "text"), ("b", "real"))
    for columns, polygons in (
        ([["x"], [1.0, 2.0]], None), ([["x"]], None), ([["x"], [1.0]], polygons_from_wkb([None, None])),
    ):
        with pytest.raises(ValueError, match="columns"):
            ResultTable(fields, columns, polygons)
    assert len(ResultTable(fields, [])) == 0
    table = described_table([("a", "text", ["x", None]), ("b", "real", [1.0, 2.0])])
    assert len(table) == 2 and table.column("b") == [1.0, 2.0]


def test_what_is_not_known_is_null():
    assert numbers_or_null(np.array([1.005, np.nan]), 2) == [1.01, None]
    assert numbers_or_null(np.array([1.0, np.nan])) == [1.0, None]
    assert texts_or_null(np.array(["x", ""], dtype=object)) == ["x", None]
    assert known(float("nan")) is None and known(0.0) == 0.0


def test_areas_are_rounded_once_with_halves_away_from_zero():
    assert hectares(12_345.5) == 1.2346 and hectares(-12_345.5) == -1.2346
    assert rounded(0.285, 2) == 0.29 and np.isnan(hectares(float("nan")))
