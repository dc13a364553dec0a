"""A table as plans have it in their annex, ready for the printer: title, unit, a head of several rows, totals."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Optional, Sequence, Union

from ..errors import LandPlanError
from ..feedback import Feedback, Silent
from ..message import translatable
from .files import replacing
from .formula_guard import harmless
from .printed_ods import write_ods
from .printed_parts import Printed, PrintedColumn, PrintedTable
from .printed_xlsx import write_xlsx

__all__ = ["Printed", "PrintedColumn", "PrintedTable", "write_printed"]

_WRITERS = {".xlsx": write_xlsx, ".ods": write_ods}


def write_printed(
    path: Union[str, Path], table: PrintedTable, *more: PrintedTable, feedback: Feedback = Silent()  # noqa: B008
) -> None:
    """Write tables; an older file is replaced only when the new one is complete. The same tables give the same bytes.

    :param path: ``.xlsx``, ``.ods`` or, for one table, ``.csv`` (UTF-8 with a byte order mark, as Excel needs it for
        Chinese)
    :param more: further tables, a sheet each
    :raises LandPlanError: for another ending, or a folder that does not exist or is read-only
    :raises Cancelled: when the user cancels; nothing is written then
    """
    place = Path(path)
    ending = place.suffix.lower()
    if more and ending not in _WRITERS:
        raise LandPlanError(translatable("Tables", "{path} must end with .xlsx or .ods.", path=str(place)))
    if ending != ".csv" and ending not in _WRITERS:
        raise LandPlanError(translatable("Tables", "{path} must end with .xlsx, .ods or .csv.", path=str(place)))
    with replacing(place) as temporary:
        if ending == ".csv":
            _write_csv(temporary, table)
        else:
            _WRITERS[ending](temporary, (table, *more), feedback)


def _write_csv(place: Path, table: PrintedTable) -> None:
    with place.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        lines: list[Sequence[Optional[Printed]]] = [[table.title], [table.about], *table.head, *table.rows]
        lines += [table.total, *table.closing] if table.total else table.closing
        for line in (*lines, *([note] for note in table.notes)):
            writer.writerow([f"{cell:f}" if isinstance(cell, Decimal) else harmless(cell or "") for cell in line])
