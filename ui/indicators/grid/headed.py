"""What is chosen as a table of its own: with the heads of its columns and the names and codes of its units."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import QCoreApplication, QMimeData, Qt

from ....algorithms.indicators.tables.clipboard import parse_block
from .clip import as_table, copied
from .edits import Area
from .model import GridModel

_CODES = (1,)  # columns of the table


def copied_with_heads(model: GridModel, areas: Sequence[Area]) -> Optional[QMimeData]:
    """Return the rectangle around some areas for a spreadsheet, two rows of heads and two columns before it; None for
    none.

    The import reads such a table again: indicator with its unit above kind and year, name and code before each row.
    """
    if not areas:
        return None
    top, left = min(area.top for area in areas), min(area.left for area in areas)
    bottom, right = max(area.bottom for area in areas), max(area.right for area in areas)
    columns = range(left, right + 1)
    kinds = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
    titles = [model.group_text(column).replace("★ ", "") for column in columns]
    unit = QCoreApplication.translate("IndicatorGrid", "Unit")
    code = QCoreApplication.translate("IndicatorGrid", "Code")
    cells = parse_block(copied(model, areas).text())
    rows = [["", "", *titles], [unit, code, *kinds]]
    for place, texts in zip(range(top, bottom + 1), cells):
        row = model.row(place)
        rows.append([model.row_text(place), "" if row.is_heading else row.code, *texts])
    return as_table(rows, _CODES)
