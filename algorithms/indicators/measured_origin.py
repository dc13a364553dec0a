"""Where a measured value comes from, as it is kept with the value: source, reservations, and whether it is whole."""

from __future__ import annotations

from typing import Iterable, Sequence

from ..message import Message, different, translatable

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
    """Return whether a value with this source, or one it was taken over from, is that of a part of its unit only."""
    return source.text == _PARTIAL or any(
        is_partial(value) for value in source.values.values() if isinstance(value, Message))


def made_of(source: Message, others: Iterable[Message]) -> Message:
    """Return the source of a value that was made of others: it is that of a part of its unit only where one of them is.

    :param others: their sources
    """
    parts = [one for one in others if is_partial(one)]
    if not parts:
        return source
    said = [value for one in parts for value in _reservations(one)]
    return measured_source(source, different(said), partial=True)


def _reservations(source: Message) -> tuple[Message, ...]:
    """Return what is said of a value that is that of a part of its unit only."""
    if source.text == _PARTIAL:
        said = source.values.get("reservations")
        return said if isinstance(said, tuple) else ()
    inner = (value for value in source.values.values() if isinstance(value, Message) and is_partial(value))
    return tuple(one for value in inner for one in _reservations(value))
