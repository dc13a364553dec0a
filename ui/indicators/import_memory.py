"""Remembers what was corrected in tables, for the next ones with the same head."""

from __future__ import annotations

import json
from typing import Any, Optional

from qgis.core import QgsSettings

from ...algorithms.indicators.tables.corrections import Correction, Head, from_plain, to_plain
from ..settings import PREFIX

_KEY = PREFIX + "table_corrections"
_MOST = 40  # forms of tables


def recall(head: Head) -> Optional[Correction]:
    """Return what was corrected in the last table with a head, None where nothing was."""
    return next((one for one in map(from_plain, _kept()) if one is not None and one.head == head), None)


def remember(correction: Correction) -> None:
    """Keep a correction; an empty one forgets what was kept for its head."""
    if not any(correction.head):
        return
    before = _kept()
    others = [kept for kept in before if (one := from_plain(kept)) is not None and one.head != correction.head]
    after = ([to_plain(correction)] if correction else []) + others
    if after != before:
        QgsSettings().setValue(_KEY, json.dumps(after[:_MOST], ensure_ascii=False))


def _kept() -> list[Any]:
    try:
        found = json.loads(str(QgsSettings().value(_KEY, "[]") or "[]"))
    except ValueError:
        return []
    return found if isinstance(found, list) else []
