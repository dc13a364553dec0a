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
    scopes = connection.execute(
        "SELECT count(DISTINCT scope_id) FROM check_run WHERE id IN (?, ?)", (earlier, later)
    ).fetchone()[0]
    settled_before, settled_after = _settled(connection, earlier), _settled(connection, later)
    parts = Parts()
    for check_id in sorted({*before, *after}):
        old, new = before.get(check_id, []), after.get(check_id, [])
        if scopes == 1:
            known = set(old)
            partners = {finding: finding for finding in new if finding in known}
        else:
            partners = _partners(_marks(connection, earlier, check_id), _marks(connection, later, check_id))
        met = set(partners.values())
        parts.still.extend(finding for finding in new if finding in partners)
        unmet_new = [finding for finding in new if finding not in partners]
        unmet_old = [finding for finding in old if finding not in met]
        (parts.new if check_id in settled_before else parts.not_checked_before).extend(unmet_new)
        (parts.gone if check_id in settled_after else parts.not_rechecked).extend(unmet_old)
    return parts


def _seen(connection: sqlite3.Connection, run: int) -> dict[str, list[int]]:
    """Return the findings of a run by check, in the order the check found them."""
    seen: dict[str, list[int]] = defaultdict(list)
    for check_id, finding in connection.execute(
        "SELECT f.check_id, f.id FROM sighting s JOIN finding f ON f.id = s.finding_id"
        " WHERE s.run = ? ORDER BY s.position",
        (run,),
    ):
        seen[check_id].append(finding)
    return seen


def _marks(connection: sqlite3.Connection, run: int, check_id: str) -> dict[int, Mark]:
    """Return the marks of the findings of one check of a run, in the order the check found them."""
    marks: dict[int, Mark] = {}
    for row in connection.execute(
        "SELECT f.id, f.base, f.identity, f.anchor_x, f.anchor_y, f.anchor_width, f.anchor_height,"
        " f.key_a <> '' OR f.key_b <> '', f.field <> ''"
        " FROM sighting s JOIN finding f ON f.id = s.finding_id"
        " WHERE s.run = ? AND f.check_id = ? ORDER BY s.position",
        (run, check_id),
    ):
        anchor = None if row[3] is None else Anchor(*row[3:7])
        reach = reach_of(bool(row[7]), bool(row[8])) if anchor else math.inf
        marks[row[0]] = Mark(row[1], row[2], anchor, reach)
    return marks


def _settled(connection: sqlite3.Connection, run: int) -> set[str]:
    """Return the checks of a run that passed or failed and looked at all they should."""
    rows = connection.execute(
        "SELECT check_id FROM check_result WHERE run = ? AND outcome IN (?, ?) AND reason_json IS NULL",
        (run, *_SETTLED),
    )
    return {check_id for (check_id,) in rows}


def _partners(old: dict[int, Mark], new: dict[int, Mark]) -> dict[int, int]:
    """Return for each new finding that has a partner among the old ones that partner."""
    old_ids = list(old)
    matched = match_marks(list(old.values()), list(new.values()))
    return {finding: old_ids[partner] for finding, partner in zip(new, matched) if partner is not None}
