"""The table of evidence (举证材料): which parcels have which kind of proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent
from ..message import Message, translatable
from ..rulepack.delineation_rules import EvidenceTable
from ..rulepack.model import Pack
from .parcel_columns import known_codes, texts

_NAMED = 3  # examples in a sentence


@dataclass(frozen=True)
class Evidence:
    """Evidence found for the parcels.

    :ivar by_kind: by kind of evidence, bool (n,): parcels with a document of that kind
    :ivar count: parcels the table was read for
    :ivar notes: rows that could not be used
    """

    by_kind: Mapping[str, NDArray[np.bool_]]
    count: int
    notes: tuple[Message, ...] = ()

    def any_of(self, kinds: Sequence[str]) -> NDArray[np.bool_]:
        """Return which parcels have evidence of one of some kinds, bool (n,)."""
        found = np.zeros(self.count, dtype=bool)
        for kind in kinds:
            if kind in self.by_kind:
                found |= self.by_kind[kind]
        return found


def read_evidence(
    pack: Pack,
    table: EvidenceTable,
    layer: Optional[SourceLayer],
    keys: NDArray[np.object_],
    feedback: Feedback = Silent(),  # noqa: B008
) -> Evidence:
    """Read the evidence for parcels; a row counts only where it names a document.

    :param layer: the table, None: there is no evidence
    :param keys: text (n,), keys of the parcels
    :raises LandPlanError: when the table has not the fields that make it one
    :raises Cancelled: when the user cancels
    """
    if layer is None:
        return Evidence({}, len(keys))
    role = pack.layers[table.role]
    data = layer.read(feedback)
    columns = {}
    for name in (table.parcel, table.kind, table.document):
        column = layer.field_name(role.fields[name])
        if column is None:
            raise LandPlanError(
                translatable(
                    "Delineation",
                    "{layer} is no table of evidence: it has no field {field} ({title}).",
                    layer=layer.name,
                    field=name,
                    title=role.fields[name].title,
                )
            )
        columns[name] = texts(data.column(column))
    kinds = known_codes(columns[table.kind], pack.code_lists.get(table.kinds))
    names = pack.code_lists[table.kinds].names
    place: dict[str, list[int]] = {}
    for index, key in enumerate(keys.tolist()):
        place.setdefault(key, []).append(index)
    by_kind = {kind: np.zeros(len(keys), dtype=bool) for kind in names}
    strangers: list[str] = []
    unknown: list[str] = []
    blank = 0
    for parcel, kind, document in zip(columns[table.parcel].tolist(), kinds.tolist(), columns[table.document].tolist()):
        if not document:
            blank += 1
        elif parcel not in place:
            strangers.append(parcel)
        elif kind not in by_kind:
            unknown.append(kind)
        else:
            by_kind[kind][place[parcel]] = True
    return Evidence(by_kind, len(keys), tuple(_notes(layer.name, blank, strangers, unknown)))


def _notes(layer: str, blank: int, strangers: list[str], unknown: list[str]) -> list[Message]:
    notes = []
    if blank:
        notes.append(
            translatable(
                "Delineation", "{layer}: {count} rows name no document and prove nothing.", layer=layer, count=blank
            )
        )
    if strangers:
        notes.append(
            translatable(
                "Delineation",
                "{layer}: {count} rows are about parcels that do not exist, for example {examples}.",
                layer=layer,
                count=len(strangers),
                examples=_examples(strangers),
            )
        )
    if unknown:
        notes.append(
            translatable(
                "Delineation",
                "{layer}: {count} rows have a kind of evidence the rule pack does not know, for example {examples}.",
                layer=layer,
                count=len(unknown),
                examples=_examples(unknown),
            )
        )
    return notes


def _examples(values: list[str]) -> str:
    return ", ".join(sorted({value or "''" for value in values})[:_NAMED])
