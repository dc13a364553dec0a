"""Where a measured value comes from, as it is kept with the value: source, reservations, and whether it is whole."""

from __future__ import annotations

from typing import Sequence

from ..message import Message, translatable

_PLAIN = "Measured: {source}"
_RESERVED = "Measured: {source}\n{reservations}"
_PARTIAL = "Measured for a part of the unit only: {source}\n{reservations}"


def measured_source(source: Message, reservations: Sequence[Message] = (), partial: bool = False) -> Message:
    """Return the source of a measured value with what is to be said of it.

    :param source: layers, fields and filters
    :param partial: whether it is the value of a part of the unit only
    """
    said = tuple(reservations)
    if partial:
        return translatable("Indicators", "Measured for a part of the unit only: {source}\n{reservations}",
                            source=source, reservations=said)
    if said:
        return translatable("Indicators", "Measured: {source}\n{reservations}", source=source, reservations=said)
    return translatable("Indicators", "Measured: {source}", source=source)


def is_measured(source: Message) -> bool:
    """Return whether a value with this source was measured from the layers, not written or imported by a person."""
    return source.text in (_PLAIN, _RESERVED, _PARTIAL)


def is_partial(source: Message) -> bool:
    """Return whether a value with this source is that of a part of its unit only."""
    return source.text == _PARTIAL
