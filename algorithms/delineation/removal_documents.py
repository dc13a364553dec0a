"""Project, authority, number and date of what made a parcel leave, where the layers of the plan say them."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np
from numpy.typing import NDArray

from ..dataset.layer import SourceLayer
from ..feedback import Feedback, Silent, raise_if_cancelled
from ..geometry.overlap_areas import overlap_areas
from ..geometry.reproject import reprojected
from ..geometry.wkb import select
from ..rulepack.delineation_rules import Criterion, Status
from ..rulepack.model import LayerRole
from .parcel_columns import texts
from .result import Delineation
from .schema import plain

# Fields of the ledger (JBNTHRHC) and the names the same thing has in the layers of projects, plans and evidence.
DOCUMENT_FIELDS = {
    "SJXMMC": ("SJXMMC", "XMMC"),
    "PZJG": ("PZJG",),
    "PZWH": ("PZWH", "WH"),
    "PZRQ": ("PZRQ", "RQ"),
}
_Columns = dict[str, list[Any]]


def removal_documents(
    delineation: Delineation,
    role: LayerRole,
    rows: NDArray[np.int64],
    feedback: Feedback = Silent(),  # noqa: B008
) -> _Columns:
    """Return the documents of removed parcels by field of the ledger, None where nothing is known.

    They come from the feature of the criterion's layer that covers most of the parcel, then from the evidence given
    for it.

    :param role: the ledger
    :param rows: the removed parcels
    """
    wanted = [name for name in DOCUMENT_FIELDS if name in role.fields]
    columns: _Columns = {name: [None] * len(rows) for name in wanted}
    open_ = np.ones(len(rows), dtype=bool)
    for status in (Status.MUST_LEAVE, Status.MAY_LEAVE):
        for number, criterion in enumerate(delineation.screening.criteria):
            if criterion.status is not status:
                continue
            raise_if_cancelled(feedback)
            mine = np.flatnonzero(open_ & delineation.screening.holds[number][rows])
            if not len(mine):
                continue
            open_[mine] = False  # the first criterion is the reason
            _from_overlay(delineation, criterion, rows, mine, columns)
            _from_evidence(delineation, criterion, rows, mine, columns)
    return columns


def _from_overlay(
    it: Delineation, criterion: Criterion, rows: NDArray[np.int64], mine: NDArray[np.int64], columns: _Columns
) -> None:
    """Take the documents of the feature that covers most of a parcel."""
    layer = None if criterion.overlay is None else it.sources.of_role(None, criterion.overlay.role)
    if layer is None or not layer.crs.isValid():
        return
    sources = _sources(layer, columns)
    if not sources:
        return
    shapes = reprojected(layer.read().polygons, layer.crs, it.parcels.crs, layer.name, it.sources.transforms)
    found = overlap_areas(select(it.parcels.polygons, rows[mine]), shapes)
    best = found.largest()
    _take(layer, sources, mine[found.first[best]], found.second[best], columns)


def _from_evidence(
    it: Delineation, criterion: Criterion, rows: NDArray[np.int64], mine: NDArray[np.int64], columns: _Columns
) -> None:
    """Take the documents of the first evidence of a kind the criterion asks for."""
    table = it.rules.evidence
    layer = it.sources.of_role(it.sources.evidence, table.role)
    if layer is None or not criterion.evidence:
        return
    role = it.pack.layers[table.role]
    names = [layer.field_name(role.fields[field]) for field in (table.parcel, table.kind)]
    sources = _sources(layer, columns)
    if names[0] is None or names[1] is None or not sources:
        return
    data = layer.read()
    kinds = texts(data.column(names[1]))
    places: dict[str, int] = {}
    for index, key in enumerate(texts(data.column(names[0])).tolist()):
        if kinds[index] in criterion.evidence:
            places.setdefault(key, index)
    keys = it.parcels.keys[rows[mine]].tolist()
    at = np.array([places.get(str(key), places.get(str(key).split("_", 1)[0], -1)) for key in keys], dtype=np.int64)
    known = at >= 0
    _take(layer, sources, mine[known], at[known], columns)


def _sources(layer: SourceLayer, columns: _Columns) -> dict[str, str]:
    """Return the layer's own field for each field of the ledger that it has."""
    folded = {field.name.casefold(): field.name for field in layer.fields}
    found: dict[str, str] = {}
    for name in columns:
        source: Optional[str] = next(
            (folded[other.casefold()] for other in DOCUMENT_FIELDS[name] if other.casefold() in folded), None
        )
        if source is not None:
            found[name] = source
    return found


def _take(
    layer: SourceLayer,
    sources: dict[str, str],
    places: NDArray[np.int64],
    features: NDArray[np.int64],
    columns: _Columns,
) -> None:
    """Write the values of features where nothing is known yet."""
    for name, source in sources.items():
        values = plain(layer.read().column(source), features)
        for place, value in zip(places.tolist(), values):
            if columns[name][place] is None and value is not None and str(value).strip():
                columns[name][place] = value
