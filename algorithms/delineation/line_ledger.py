"""The ledger of a line: which layer gave or took how much, each with its clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Union

from qgis.core import QgsFields

from ..geometry.area_units import hectares, rounded
from ..language import Language
from ..message import Message, Title, translatable
from .line_layers import LayerState, LineLayer
from .schema import ResultTable, plain_fields

# What is too small to be part of a line, by its reason in the ledger.
TRIFLES = {
    "too_small": translatable("Lines", "Too small"),
    "too_narrow": translatable("Lines", "Too narrow"),
    "small_hole": translatable("Lines", "Small holes closed"),
}
FIELDS = (
    ("step", "text"),
    ("reason", "text"),
    ("layer", "text"),
    ("state", "text"),
    ("area_m2", "real"),
    ("area_ha", "real"),
    ("overlap_m2", "real"),
    ("outside_m2", "real"),
    ("pieces", "integer"),
    ("clause", "text"),
    ("note", "text"),
)


@dataclass(frozen=True)
class LedgerRow:
    """One row.

    :ivar step: base, plan, avoid, dropped, closed, source, conflict or result
    :ivar reason: role of the layer, or what happened
    :ivar area_m2: what was given or taken at this step, m² on the ellipsoid; None where it is not known
    :ivar overlap_m2: what a layer to be avoided shares with the base in all, also where an earlier layer took it
        already; what a source shares with other sources
    :ivar outside_m2: what of the layer lies outside of the base
    """

    step: str
    reason: str
    title: Union[Title, Message]
    layer: str = ""
    state: Optional[LayerState] = None
    area_m2: Optional[float] = None
    overlap_m2: Optional[float] = None
    outside_m2: Optional[float] = None
    pieces: Optional[int] = None
    clause: str = ""
    note: Optional[Message] = None


def layer_row(step: str, layer: LineLayer, **values: object) -> LedgerRow:
    """Return the row of a layer; without numbers where the layer is missing."""
    note = layer.note
    if layer.state is LayerState.EMPTY:
        note = translatable("Lines", "The layer is there and holds no polygon.")
    return LedgerRow(
        step, layer.rule.role, layer.title, layer.name, layer.state, clause=layer.rule.clause, note=note,
        **values,  # type: ignore[arg-type]
    )


def ledger_fields() -> QgsFields:
    """Return the fields of the ledger."""
    return plain_fields(*FIELDS)


def ledger_table(rows: list[LedgerRow], language: Language) -> ResultTable:
    """Return the ledger as a table; areas are rounded here and nowhere before."""

    def square_metres(value: Optional[float]) -> Optional[float]:
        return None if value is None else rounded(value, 2)

    values = [
        (
            row.step,
            f"{row.reason} {language.said(row.title)}".strip(),
            row.layer,
            "" if row.state is None else row.state.value,
            square_metres(row.area_m2),
            None if row.area_m2 is None else hectares(row.area_m2),
            square_metres(row.overlap_m2),
            square_metres(row.outside_m2),
            row.pieces,
            row.clause,
            "" if row.note is None else language.render(row.note),
        )
        for row in rows
    ]
    return ResultTable(ledger_fields(), [list(column) for column in zip(*values)] if values else [])
