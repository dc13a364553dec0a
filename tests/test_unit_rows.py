"""Administrative units read from tables of all sorts."""

from __future__ import annotations

import pytest
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.tables.raw_sheet import RawSheet
from landplan_toolbox.algorithms.indicators.tables.unit_rows import unit_rows
from landplan_toolbox.algorithms.units.read_tree import UnitRow


def sheet(*rows):
    """Return a sheet of rows of one length."""
    width = max(map(len, rows))
    return RawSheet("表", [[*row, *[""] * (width - len(row))] for row in rows])


def test_columns_are_found_by_their_headers_below_a_title():
    rows = unit_rows([sheet(("行政区划表",), ("序号", "名称", "行政区代码", "上级代码"), ("1", "城关镇", "610199001", "610199"),
                            ("2", "合计", ""))])
    assert rows == [UnitRow("610199001", "城关镇", "610199")]


def test_the_unit_above_is_not_taken_for_the_unit():
    rows = unit_rows([sheet(("上级行政区代码", "代码", "行政区名称"), ("610199", "610199002", "柳林镇"))])
    assert rows == [UnitRow("610199002", "柳林镇", "610199")]


def test_without_headers_the_column_of_codes_is_looked_for():
    rows = unit_rows([sheet(("城关镇", "610199001", "甲"), ("柳林镇", "610199002", "乙"))])
    assert [row.code for row in rows] == ["610199001", "610199002"]
    assert [row.name for row in rows] == ["甲", "乙"]


def test_full_width_digits_and_blanks_are_codes():
    assert unit_rows([sheet(("代码", "名称"), ("６１０１９９ ００１", "城关镇"))])[0].name == "城关镇"


def test_a_sheet_without_codes_is_passed_over():
    assert unit_rows([sheet(("说明",)), sheet(("code", "name"), ("610199", "X"))])[0].code == "610199"


@pytest.mark.parametrize("rows", [(("说明",),), (("代码", "名称"), ("甲", "乙"))])
def test_a_file_without_codes_is_refused(rows):
    with pytest.raises(LandPlanError, match="codes of administrative units"):
        unit_rows([sheet(*rows)])
