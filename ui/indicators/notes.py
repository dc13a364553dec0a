"""What a work on indicators had to say, sorted: what needs a person first, what is only good to know last."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NoteGroup:
    """Sentences of one sort.

    :ivar title: what they have in common
    :ivar minor: nothing has to be done about them; shown closed, and not counted
    """

    title: str
    sentences: tuple[str, ...]
    minor: bool = False


def to_see_to(groups: tuple[NoteGroup, ...]) -> int:
    """Return how many sentences somebody should read."""
    return sum(len(group.sentences) for group in groups if not group.minor)
