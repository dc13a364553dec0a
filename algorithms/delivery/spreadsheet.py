"""Tables as a spreadsheet, XLSX or ODS, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Sequence, Union

from osgeo import ogr

from ..errors import LandPlanError
from ..message import translatable
from .figures import number
from .files import replacing
from .markup import clean
from .spreadsheet_dress import dress

MOST_ROWS = 1_048_575  # rows of a sheet of XLSX and ODS below the head
_LONGEST_TEXT = 32_000  # a cell takes 32 767 characters
_DRIVERS = {".xlsx": "XLSX", ".ods": "ODS"}

Cell = Union[str, float, int, None]
Column = tuple[str, int, int]  # head, OGR field type, width in characters


@dataclass(frozen=True)
class Sheet:
    """A sheet of a spreadsheet.

    :ivar rows: cells in the order of the columns
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


def is_spreadsheet(path: Path) -> bool:
    """Return whether a file has the ending of a spreadsheet that can be written."""
    return path.suffix.lower() in _DRIVERS


def write_spreadsheet(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write sheets; an existing file is replaced only when the new one is complete.

    :param path: ``.xlsx`` or ``.ods``
    :raises LandPlanError: for another extension, or a folder that does not exist or is read-only
    """
    if not is_spreadsheet(path):
        raise LandPlanError(
            translatable("Spreadsheet", "The table {path} must be a file ending with .xlsx or .ods.", path=str(path))
        )
    driver = _DRIVERS[path.suffix.lower()]
    with replacing(path) as temporary:
        temporary.unlink()  # the driver makes the file and refuses one that is there
        dataset = _new_dataset(driver, temporary, path)
        layer = None
        try:
            for sheet in sheets:
                layer = _new_sheet(dataset, sheet.title, sheet.columns, path)
                for cells in sheet.rows:
                    _write(layer, sheet.columns, cells)
        finally:
            layer = dataset = None  # closes and writes the file, before it gets its name or is thrown away
        if driver == "XLSX":
            dress(temporary, [[width for _, _, width in sheet.columns] for sheet in sheets])


def _new_dataset(driver: str, temporary: Path, target: Path) -> ogr.DataSource:
    try:
        dataset = ogr.GetDriverByName(driver).CreateDataSource(str(temporary))
    except RuntimeError as error:  # when somebody has switched GDAL's exceptions on
        raise _not_written(target) from error
    if dataset is None:
        raise _not_written(target)
    return dataset


def _new_sheet(dataset: ogr.DataSource, name: str, columns: Sequence[Column], target: Path) -> ogr.Layer:
    sheet = dataset.CreateLayer(name)
    if sheet is None:
        raise _not_written(target)
    for head, field_type, _ in columns:
        sheet.CreateField(ogr.FieldDefn(head, field_type))
    return sheet


def _write(sheet: ogr.Layer, columns: Sequence[Column], cells: Sequence[Cell]) -> None:
    feature = ogr.Feature(sheet.GetLayerDefn())
    for index, ((_, field_type, _), cell) in enumerate(zip(columns, cells)):
        if cell is None or cell == "":
            continue
        if field_type == ogr.OFTString:
            feature.SetField(index, _text(cell))
        else:
            feature.SetField(index, cell)
    sheet.CreateFeature(feature)


def _text(cell: Cell) -> str:
    """Return a cell's text as a spreadsheet takes it, never as a formula."""
    text = clean(cell if isinstance(cell, str) else number(float(cell or 0)))
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT] + "…"
    # The drivers write texts as texts, but for this prefix, which GDAL's ODS writer takes for a formula.
    return " " + text if text.startswith("of:") else text


def _not_written(target: Path) -> LandPlanError:
    return LandPlanError(
        translatable("Spreadsheet", "The table {path} cannot be written. Choose another folder.", path=str(target))
    )
