"""Writes the tables of steps as a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Mapping, Sequence

from osgeo import ogr

from ...algorithms.delivery.spreadsheet import Column, Sheet, write_spreadsheet
from ..ledger_model import Row

_WIDEST = 60  # characters
_NARROWEST = 9


def export_tables(path: str, tables: Sequence[tuple[str, Sequence[Row]]], titles: Mapping[str, str]) -> None:
    """Write tables as the sheets of a spreadsheet; those without rows are left out.

    :param path: ``.xlsx`` or ``.ods``
    :param tables: title and rows of each
    :param titles: what the fields are called; those without a title keep their name
    :raises LandPlanError: when the file cannot be written
    """
    sheets = []
    for title, rows in tables:
        if rows:
            columns = [_column(name, titles.get(name, name), rows) for name in rows[0]]
            sheets.append(Sheet(title, columns, [[row[name] for name in rows[0]] for row in rows]))
    write_spreadsheet(Path(path), sheets)


def _column(name: str, title: str, rows: Sequence[Row]) -> Column:
    values = [row[name] for row in rows if row[name] is not None]
    numbers = bool(values) and all(isinstance(value, (int, float)) for value in values)
    width = max((len(str(value)) for value in values), default=0)
    kind = ogr.OFTReal if numbers else ogr.OFTString
    return title, kind, min(max(width + 2, 2 * len(title) + 2, _NARROWEST), _WIDEST)
