"""Writes values of indicators as a table that can be filled in and read back: XLSX, ODS or CSV."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Optional, Sequence, Union

from osgeo import ogr

from ..errors import LandPlanError
from ..indicators.model import IndicatorValue
from ..indicators.sheet import IndicatorSheet
from ..indicators.tables.layout import LaidOut, LaidOutCell, laid_out
from ..indicators.tables.mapping import Layout
from ..language import Language
from ..message import translatable
from .files import replacing
from .formula_guard import harmless
from .spreadsheet import Cell, Sheet, is_spreadsheet, write_spreadsheet


def write_values(
    path: Union[str, Path], sheet: IndicatorSheet, layout: Layout, language: Language,
    values: Optional[Sequence[IndicatorValue]] = None,
) -> int:
    """Write values; an older file is replaced only when the new one is complete. Reading it back changes nothing.

    :param path: ``.xlsx``, ``.ods`` or ``.csv`` (UTF-8 with a byte order mark, as Excel needs it for Chinese)
    :param layout: LONG: a row is a value; WIDE: a row is a unit, a column an indicator with year and kind
    :param values: those to write; None = all of the sheet
    :returns: the number of rows below the head
    :raises LandPlanError: for another ending, a folder that does not exist or is read-only, or no values at all
    """
    path = Path(path)
    table = laid_out(sheet, layout, language, values)
    if not table.rows:
        raise LandPlanError(
            translatable("Tables", "There are no values of indicators to write. Enter, measure or import some first.")
        )
    if path.suffix.lower() == ".csv":
        _write_csv(path, table)
    elif is_spreadsheet(path):
        columns = [
            (column.head, ogr.OFTReal if column.numbers else ogr.OFTString, column.width) for column in table.columns
        ]
        rows = ([_cell(cell, column.numbers) for cell, column in zip(row, table.columns)] for row in table.rows)
        write_spreadsheet(path, [Sheet(language.translate("Tables", "Values of indicators"), columns, rows)])
    else:
        raise LandPlanError(
            translatable("Tables", "{path} must end with .xlsx, .ods or .csv.", path=str(path))
        )
    return len(table.rows)


def _cell(cell: LaidOutCell, is_number: bool) -> Cell:
    if isinstance(cell, Decimal):
        return float(cell) if is_number else f"{cell:f}"
    return cell


def _write_csv(path: Path, table: LaidOut) -> None:
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([harmless(column.head) for column in table.columns])
        for row in table.rows:
            writer.writerow([f"{cell:f}" if isinstance(cell, Decimal) else harmless(cell or "") for cell in row])
