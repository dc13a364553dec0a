"""Reads administrative units from a table: a code and a name per row, and where it is given the unit above."""

from __future__ import annotations

import re
from typing import Optional, Sequence

from ...errors import LandPlanError
from ...message import translatable
from ...units.codes import plain_code
from ...units.read_tree import UnitRow
from .raw_sheet import RawSheet

_HEADER_ROWS = 10  # title rows above the header are passed over
_CODE_WORDS = ("xzqdm", "dm", "代码", "编码", "code")
_NAME_WORDS = ("xzqmc", "mc", "名称", "name", "单位", "行政区")
_PARENT_WORDS = ("上级", "所属", "parent", "隶属")
_CODE = re.compile(r"\d{2,15}")


def unit_rows(sheets: Sequence[RawSheet]) -> list[UnitRow]:
    """Return the units of the first sheet that has a column of codes.

    The columns are found by their headers (代码, 名称, 上级…); without headers the column with the most codes is that
    of the codes and the one right of it that of the names.

    :raises LandPlanError: when no sheet has codes of administrative units
    """
    for sheet in sheets:
        found = _columns(sheet)
        if found is not None:
            first, code, name, parent = found
            rows = [
                UnitRow(_cell(row, code), _cell(row, name), _cell(row, parent))
                for row in sheet.rows[first:] if _CODE.fullmatch(plain_code(_cell(row, code)))
            ]
            if rows:
                return rows
    raise LandPlanError(
        translatable("Tables", "The file has no column with the codes of administrative units (6, 9 or 12 digits). "
                     "Give a table with a code and a name in each row.")
    )


def _columns(sheet: RawSheet) -> Optional[tuple[int, int, Optional[int], Optional[int]]]:
    """Return the first row of units, and the columns of code, name and unit above; None without codes."""
    for place, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        words = ["".join(cell.split()).casefold() for cell in row]
        parent = _with(words, _PARENT_WORDS, ())
        code = _with(words, _CODE_WORDS, (parent,))
        if code is not None:
            return place + 1, code, _with(words, _NAME_WORDS, (parent, code)), parent
    counts = [
        sum(bool(_CODE.fullmatch(plain_code(row[column]))) for row in sheet.rows) for column in range(sheet.width)
    ]
    if not counts or not max(counts):
        return None
    code = counts.index(max(counts))
    name = code + 1 if code + 1 < sheet.width else (code - 1 if code else None)
    return 0, code, name, None


def _with(words: Sequence[str], wanted: Sequence[str], taken: Sequence[Optional[int]]) -> Optional[int]:
    return next((column for word in wanted for column, text in enumerate(words)
                 if word in text and column not in taken), None)


def _cell(row: Sequence[str], column: Optional[int]) -> str:
    return "" if column is None or column >= len(row) else row[column].strip()
