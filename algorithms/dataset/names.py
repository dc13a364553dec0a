"""How well a layer's name in a delivery agrees with a name the pack knows.

Deliveries put codes and places around the standard name: ``DLTB_610199``, ``(610199)2014DLTB``,
``610199地类图斑``, ``周至县地类图斑``.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Optional, Sequence

_PLACE_ENDINGS = "省市州盟县区旗乡镇村"
_CODES = re.compile(r"[\d\s_\-.()（）\[\]【】年版]*")


class NameRank(IntEnum):
    """How close a layer's name is; lower is closer."""

    EXACT = 0
    WILDCARD = 1
    WITH_CODES = 2  # only digits, brackets, separators or a place name around it
    WITH_WORDS = 3  # other words, set apart from it


def name_rank(layer_name: str, names: Sequence[str]) -> Optional[tuple[NameRank, int]]:
    """Return the closest rank of a layer's name and the length of the name that matched.

    :param layer_name: name of the layer in the delivery
    :param names: names of the role; ``*`` stands for any characters; case does not matter
    :returns: None when no name matches
    """
    ranks = [
        (rank, len(name)) for name in names for rank in [_rank(layer_name.strip(), name)] if rank is not None
    ]
    return min(ranks, key=lambda found: (found[0], -found[1])) if ranks else None


def _rank(layer_name: str, name: str) -> Optional[NameRank]:
    folded, wanted = layer_name.casefold(), name.casefold()
    if folded == wanted:
        return NameRank.EXACT
    if "*" in wanted:
        pattern = ".*".join(re.escape(part) for part in wanted.split("*"))
        return NameRank.WILDCARD if re.fullmatch(pattern, folded, re.DOTALL) else None
    best: Optional[NameRank] = None
    start = folded.find(wanted)
    while start >= 0:
        before, after = folded[:start], folded[start + len(wanted) :]
        rank = _surrounded(before, after, wanted)
        if rank is not None and (best is None or rank < best):
            best = rank
        start = folded.find(wanted, start + 1)
    return best


def _surrounded(before: str, after: str, name: str) -> Optional[NameRank]:
    if not _is_apart(before[-1:], name[0], leading=True) or not _is_apart(after[:1], name[-1], leading=False):
        return None
    if _CODES.fullmatch(_without_place(before)) and _CODES.fullmatch(after):
        return NameRank.WITH_CODES
    return NameRank.WITH_WORDS


def _is_apart(neighbour: str, edge: str, leading: bool) -> bool:
    """Return True when the character beside a name does not make it part of a longer word."""
    if not neighbour or not neighbour.isalnum() or neighbour.isdigit():
        return not (neighbour.isdigit() and edge.isdigit())
    if edge.isascii() != neighbour.isascii():
        return True
    return leading and neighbour in _PLACE_ENDINGS


def _without_place(before: str) -> str:
    """Return the text without a place name at its end (``610124周至县`` → ``610124``)."""
    return re.sub(rf"[^\W\d_a-z]+[{_PLACE_ENDINGS}][_\-\s]*$", "", before)
