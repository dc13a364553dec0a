"""The identity of a finding between runs.

A finding is known by its check, role, kind, the business keys of its features and the field concerned
(its *base*) and by where it is (its *anchor*: centre and size of the bounding box, which do not depend on
the order of vertices, rings or features). The same finding is recognised exactly first; what is left is
paired within the same base by the nearest anchor, so that noise at a rounding border changes nothing;
findings that cannot be told apart are paired in their order.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict, deque
from operator import itemgetter
from typing import Iterable, NamedTuple, Optional, Sequence

from ..selfcheck.model import Finding

# How far the anchor of the same defect may move between two runs, in metres. Where the keys name the
# features, an edit that leaves part of the defect moves it by about the size of the defect.
MOVED_WITH_KEYS = 10.0
MOVED_WITHOUT_KEYS = 1.0
_STEPS = (0.01, 0.1, 1.0, 10.0)  # search radii, so that near pairs are settled before far ones
_PAIR_BUDGET = 500_000  # candidate pairs of one base and radius held in memory


class Anchor(NamedTuple):
    """Centre and size of the bounding box of a finding, in metres (degrees scaled to metres)."""

    x: float
    y: float
    width: float
    height: float


class Mark(NamedTuple):
    """What identifies a finding.

    :ivar base: digest of check, role, kind, keys and field
    :ivar exact: digest of the base and the anchor rounded to 1 mm
    :ivar reach: how far the anchor may have moved, m; infinite where the base alone says which it is
    """

    base: str
    exact: str
    anchor: Optional[Anchor]
    reach: float


def mark_of(finding: Finding, anchor: Optional[Anchor]) -> Mark:
    """Return the mark of a finding; its feature ids, order and message have no part in it.

    :param anchor: where it is; None for a finding without place
    """
    keys = sorted(filter(None, [feature.key.strip() for feature in finding.features]))
    base = _digest(finding.check_id, finding.role, finding.kind, finding.field, *keys)
    if anchor is None:
        return Mark(base, _digest(base), None, math.inf)
    place = [round(value * 1000) for value in (anchor.x, anchor.y, anchor.width, anchor.height)]
    return Mark(base, _digest(base, str(place)), anchor, reach_of(bool(keys), bool(finding.field)))


def reach_of(has_keys: bool, has_field: bool) -> float:
    """Return how far the anchor of the same finding may move, in metres.

    A wrong value of a keyed feature stays the same finding wherever the feature is moved to.
    """
    if has_keys:
        return math.inf if has_field else MOVED_WITH_KEYS
    return MOVED_WITHOUT_KEYS


def match_marks(stored: Sequence[Mark], seen: Sequence[Mark]) -> list[Optional[int]]:
    """Pair the findings just seen with stored ones.

    :returns: for each mark of ``seen`` the index of its partner in ``stored``, or None when it is new;
        no partner is given twice
    """
    partners: list[Optional[int]] = [None] * len(seen)
    exact: dict[str, deque[int]] = defaultdict(deque)
    for index, mark in enumerate(stored):
        exact[mark.exact].append(index)
    left_seen: dict[str, list[int]] = defaultdict(list)
    taken: set[int] = set()
    for index, mark in enumerate(seen):
        candidates = exact.get(mark.exact)
        if candidates:
            partner = candidates.popleft()
            partners[index] = partner
            taken.add(partner)
        else:
            left_seen[mark.base].append(index)
    if not left_seen:
        return partners
    left_stored: dict[str, list[int]] = defaultdict(list)
    for index, mark in enumerate(stored):
        if index not in taken and mark.base in left_seen:
            left_stored[mark.base].append(index)
    for base, stored_indices in left_stored.items():
        _match_group(stored, stored_indices, seen, left_seen[base], partners)
    return partners


def _match_group(
    stored: Sequence[Mark],
    stored_indices: list[int],
    seen: Sequence[Mark],
    seen_indices: list[int],
    partners: list[Optional[int]],
) -> None:
    """Pair what is left of one base: nearest first, then in order where place does not matter."""
    reach = min(seen[index].reach for index in seen_indices)
    free_stored = dict.fromkeys(stored_indices)
    free_seen = dict.fromkeys(seen_indices)
    for radius in _STEPS:
        if radius > reach or not free_stored or not free_seen:
            break
        for stored_index, seen_index in _near_pairs(stored, free_stored, seen, free_seen, radius):
            if stored_index in free_stored and seen_index in free_seen:
                partners[seen_index] = stored_index
                del free_stored[stored_index]
                del free_seen[seen_index]
    for stored_index, seen_index in zip(
        [index for index in _in_order(stored, free_stored) if math.isinf(stored[index].reach)],
        [index for index in _in_order(seen, free_seen) if math.isinf(seen[index].reach)],
    ):
        partners[seen_index] = stored_index


def _in_order(marks: Sequence[Mark], indices: dict[int, None]) -> list[int]:
    """Return indices sorted by place, those without place first; stable for equal places."""
    return sorted(indices, key=lambda index: _place(marks[index].anchor))


def _place(anchor: Optional[Anchor]) -> tuple[float, float, float, float]:
    return (-math.inf,) * 4 if anchor is None else (anchor.x, anchor.y, anchor.width, anchor.height)


def _near_pairs(
    stored: Sequence[Mark],
    stored_indices: dict[int, None],
    seen: Sequence[Mark],
    seen_indices: dict[int, None],
    radius: float,
) -> list[tuple[int, int]]:
    """Return pairs of anchors not farther apart than ``radius``, the most alike first."""
    cells: dict[tuple[int, int], list[tuple[int, Anchor]]] = defaultdict(list)
    for index, anchor in _anchored(stored, stored_indices):
        cells[math.floor(anchor.x / radius), math.floor(anchor.y / radius)].append((index, anchor))
    pairs: list[tuple[float, int, int]] = []
    for seen_index, anchor in _anchored(seen, seen_indices):
        column, row = math.floor(anchor.x / radius), math.floor(anchor.y / radius)
        for cell in [(column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]:
            for stored_index, other in cells.get(cell, ()):
                distance = math.hypot(anchor.x - other.x, anchor.y - other.y)
                if distance <= radius:
                    unlike = abs(anchor.width - other.width) + abs(anchor.height - other.height)
                    pairs.append((distance + unlike, stored_index, seen_index))
        if len(pairs) > _PAIR_BUDGET:
            return _pairs_in_order(stored, stored_indices, seen, seen_indices, radius)
    pairs.sort()
    return [(stored_index, seen_index) for _, stored_index, seen_index in pairs]


def _pairs_in_order(
    stored: Sequence[Mark],
    stored_indices: dict[int, None],
    seen: Sequence[Mark],
    seen_indices: dict[int, None],
    radius: float,
) -> list[tuple[int, int]]:
    """Pair thousands of findings of one base heaped on one spot by sweeping both in order of place."""
    left = sorted(_anchored(stored, stored_indices), key=itemgetter(1))
    right = sorted(_anchored(seen, seen_indices), key=itemgetter(1))
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        (stored_index, a), (seen_index, b) = left[i], right[j]
        if math.hypot(a.x - b.x, a.y - b.y) <= radius:
            pairs.append((stored_index, seen_index))
            i, j = i + 1, j + 1
        elif a < b:
            i += 1
        else:
            j += 1
    return pairs


def _anchored(marks: Sequence[Mark], indices: Iterable[int]) -> list[tuple[int, Anchor]]:
    """Return the marks among ``indices`` that have a place, with it."""
    found = [(index, marks[index].anchor) for index in indices]
    return [(index, anchor) for index, anchor in found if anchor is not None]


def _digest(*parts: str) -> str:
    """Return a short digest of texts; the separator cannot occur in them by accident."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
