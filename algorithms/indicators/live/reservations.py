"""What is to be said of a ledger that does not count every feature as it should."""

from __future__ import annotations

from typing import AbstractSet, Sequence

from ...message import Message, listed, translatable
from .setup import Doubts

_NAMED = 5


def reservations_of(layer: str, doubts: Doubts) -> tuple[Message, ...]:
    """Return a sentence for each kind of doubt there is."""
    found = []
    if doubts.shapeless:
        found.append(translatable(
            "Indicators", "{count} features of {layer} have no geometry or a broken one and count as 0, for example "
            "{fids}.", count=len(doubts.shapeless), layer=layer, fids=_some(doubts.shapeless)))
    if doubts.placeless:
        found.append(translatable(
            "Indicators", "{count} features of {layer} lie in no administrative unit and count in the total only, for "
            "example {fids}.", count=len(doubts.placeless), layer=layer, fids=_some(doubts.placeless)))
    if doubts.undecided:
        found.append(translatable(
            "Indicators", "Whether {count} features of {layer} count cannot be told, because the filter cannot be "
            "evaluated on them, for example {fids}.", count=len(doubts.undecided), layer=layer,
            fids=_some(doubts.undecided)))
    return tuple(found)


def changed_layers(names: Sequence[str]) -> Message:
    """Return what is to be said while layers that the ledger counts by have changed, and it does not know yet."""
    return translatable(
        "Indicators", "{layers} changed: these figures are from before that and are being worked out anew.",
        layers=listed(names))


def being_taken_in(count: int) -> Message:
    """Return what is to be said while very many edits are not in the figures yet."""
    return translatable(
        "Indicators", "{count} features were edited at once: they are being taken in, these figures are from before "
        "that.", count=count)


def _some(fids: AbstractSet[int]) -> str:
    return listed(str(fid) for fid in sorted(fids)[:_NAMED])
