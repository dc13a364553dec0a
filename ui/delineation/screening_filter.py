"""Shows only the screened parcels of the chosen judgements and reasons on the map."""

from __future__ import annotations

from typing import Sequence

from qgis.core import QgsExpression, QgsVectorLayer

from ..ledger_model import Row


def subset_of(rows: Sequence[Row]) -> str:
    """Return the filter for the parcels that rows of the summary stand for, empty = all parcels.

    :param rows: with ``status`` and ``reason_code``, the latter empty for all reasons of a judgement
    """
    wanted = []
    for row in rows:
        terms = [f"\"status\" = {QgsExpression.quotedString(row['status'])}"]
        if row["reason_code"]:
            code = QgsExpression.quotedString(f"%,{row['reason_code']},%")
            terms.append(f"',' || \"reason_codes\" || ',' LIKE {code}")
        wanted.append(" AND ".join(terms))
    return " OR ".join(f"({terms})" for terms in wanted)


def show_only(layer: QgsVectorLayer, rows: Sequence[Row]) -> bool:
    """Filter a layer of screened parcels; False when it is being edited."""
    subset = subset_of(rows)
    return bool(layer.subsetString() == subset or layer.setSubsetString(subset))
