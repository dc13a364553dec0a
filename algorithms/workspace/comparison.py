"""Two runs side by side: what is new, gone, still there, and what cannot be said."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field

from ..selfcheck.model import Outcome
from .identity import Anchor, Mark, match_marks, reach_of

_SETTLED = (Outcome.PASSED.value, Outcome.FAILED.value)


@dataclass
class Parts:
    """Ids of the findings of each part of a comparison, in the order of their checks."""

    new: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    still: list[int] = field(default_factory=list)
    not_rechecked: list[int] = field(default_factory=list)
    not_checked_before: list[int] = field(default_factory=list)


def compare(connection: sqlite3.Connection, earlier: int, later: int) -> Parts:
    """Compare two runs by number; runs of different sources are matched by the findings' identity."""
    before, after = _seen(connection, earlier), _seen(connection, later)
    same_scope = (
        connection.execute(
            "SELECT count(DISTINCT scope_id) FROM check_run WHERE id IN (?, ?)", (earlier, later)
        ).fetchone()[0]
        == 1
    )
    settled_before, settled_after = _settled(connection, earlier), _settled(connection, later)
    parts = Parts()
    for check_id in sorted({*before, *after}):
        old, new = before.get(check_id, {}), after.get(check_id, {})
        if same_scope:
            partners = {finding: finding for finding in new if finding in old}
        else:
            partners = _partners(old, new)
        met = set(partners.values())
        parts.still.extend(partners)
        unmet_new = [finding for finding in new if finding not in partners]
        unmet_old = [finding for finding in old if finding not in met]
        (parts.new if check_id in settled_before else parts.not_checked_before).extend(unmet_new)
        (parts.gone if check_id in settled_after else parts.not_rechecked).extend(unmet_old)
    return parts


def _seen(connection: sqlite3.Connection, run: int) -> dict[str, dict[int, Mark]]:
    """Return the marks of the findings of a run by check and id, in the order the check found them."""
    seen: dict[str, dict[int, Mark]] = defaultdict(dict)
    for row in connection.execute(
        "SELECT f.check_id, f.id, f.base, f.identity, f.anchor_x, f.anchor_y, f.anchor_width, f.anchor_height,"
        " f.key_a <> '' OR f.key_b <> '', f.field <> ''"
        " FROM sighting s JOIN finding f ON f.id = s.finding_id WHERE s.run = ? ORDER BY s.position",
        (run,),
    ):
        anchor = None if row[4] is None else Anchor(*row[4:8])
        reach = reach_of(bool(row[8]), bool(row[9])) if anchor else math.inf
        seen[row[0]][row[1]] = Mark(row[2], row[3], anchor, reach)
    return seen


def _settled(connection: sqlite3.Connection, run: int) -> set[str]:
    """Return the checks of a run that ended, passed or failed."""
    rows = connection.execute(
        "SELECT check_id FROM check_result WHERE run = ? AND outcome IN (?, ?)", (run, *_SETTLED)
    )
    return {check_id for (check_id,) in rows}


def _partners(old: dict[int, Mark], new: dict[int, Mark]) -> dict[int, int]:
    """Return for each new finding that has a partner among the old ones that partner."""
    old_ids = list(old)
    matched = match_marks(list(old.values()), list(new.values()))
    return {finding: old_ids[partner] for finding, partner in zip(new, matched) if partner is not None}
