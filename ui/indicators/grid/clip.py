"""Cells on the clipboard: as text for spreadsheets, and with all their decimals for the grid itself."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Container, Optional, Sequence

from qgis.PyQt.QtCore import QMimeData

from ....algorithms.indicators.quantity import Quantity
from ....algorithms.indicators.tables.clipboard import parse_block, to_block
from ....algorithms.indicators.tables.clipboard_html import to_html, with_all_digits
from .amount_text import whole_text
from .edits import Area
from .model import GridModel

MIME = "application/x-landplan-amounts"
Amounts = list[list[Optional[Quantity]]]


def copied(model: GridModel, areas: Sequence[Area]) -> QMimeData:
    """Return the rectangle around some areas; cells outside of them are blank."""
    around = _around(areas)
    units = {column: model.unit_of(model.columns[column]) for column in range(around.left, around.right + 1)}
    texts, amounts = [], []
    for row in range(around.top, around.bottom + 1):
        code, heading = model.row(row).code, model.row(row).is_heading
        cells: list[str] = []
        exact: list[Optional[list[str]]] = []
        for column in range(around.left, around.right + 1):
            inside = len(areas) == 1 or any(_holds(area, row, column) for area in areas)
            key = model.columns[column].key(code) if inside and not heading else None
            value = None if key is None else model.sheet.value(key)
            worked_out = model.cell(row, column).text if inside and key is None else ""
            cells.append(worked_out if value is None else whole_text(value.quantity, units[column]))
            exact.append(None if value is None else [str(value.quantity.amount), value.quantity.unit])
        texts.append(cells)
        amounts.append(exact)
    data = as_table(texts)
    data.setData(MIME, json.dumps(amounts).encode())
    return data


def as_table(cells: Sequence[Sequence[str]], text_columns: Container[int] = ()) -> QMimeData:
    """Return cells for the clipboard, as text and as HTML.

    :param text_columns: columns whose digits are no numbers, as codes of units
    """
    data = QMimeData()
    data.setText(to_block(cells))
    data.setHtml(to_html(cells, text_columns))
    return data


def to_paste(data: Optional[QMimeData]) -> tuple[list[list[str]], Optional[Amounts]]:
    """Return the cells on the clipboard, and their amounts where a grid copied them."""
    block = parse_block(data.text()) if data is not None and data.hasText() else []
    exact = _amounts(bytes(data.data(MIME))) if data is not None and data.hasFormat(MIME) else None
    if exact is not None and [len(row) for row in exact] != [len(row) for row in block]:
        exact = None
    if exact is None and data is not None and data.hasHtml():
        block = with_all_digits(block, data.html())
    return block, exact


def joined(areas: Sequence[Area]) -> list[Area]:
    """Return rectangles as one where together they fill one, as rows chosen one by one do."""
    if len(areas) < 2:
        return list(areas)
    around = _around(areas)
    overlap = any(one.top <= other.bottom and other.top <= one.bottom and one.left <= other.right
                  and other.left <= one.right for number, one in enumerate(areas) for other in areas[:number])
    filled = sum(one.height * one.width for one in areas)
    return [around] if not overlap and filled == around.height * around.width else list(areas)


def _around(areas: Sequence[Area]) -> Area:
    return Area(min(one.top for one in areas), min(one.left for one in areas),
                max(one.bottom for one in areas), max(one.right for one in areas))


def _holds(area: Area, row: int, column: int) -> bool:
    return area.top <= row <= area.bottom and area.left <= column <= area.right


def _amounts(data: bytes) -> Optional[Amounts]:
    """Return the amounts another grid copied, None where they cannot be read."""
    try:
        rows = json.loads(data.decode())
        return [[None if cell is None else Quantity(Decimal(cell[0]), str(cell[1])) for cell in row] for row in rows]
    except (ValueError, TypeError, ArithmeticError, LookupError):
        return None
