"""What is kept of a run besides its layers: what it said, when it ended, and what it was given."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Mapping

MOST_LINES = 60  # of a log that a project keeps; a run says a line per unit that falls short


@dataclass(frozen=True)
class RunNote:
    """What a run of a step left behind.

    :ivar ended: local time as ``2020-12-31 23:59``
    :ivar given: fingerprint of inputs, options and targets, from `fingerprint`
    :ivar log: what it reported, line by line
    :ivar warnings: what it warned of, line by line
    :ivar figures: numbers and verdict of the run by the name of the output
    """

    ended: str = ""
    given: str = ""
    log: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)

    def as_entry(self) -> dict[str, Any]:
        """Return the note as it is kept in a project."""
        return {
            "ended": self.ended, "given": self.given,
            "log": list(self.log[:MOST_LINES]), "warnings": list(self.warnings[:MOST_LINES]),
            "figures": dict(self.figures),
        }


def note_from(entry: Any) -> RunNote:
    """Return a note kept in a project; what nobody can read counts as empty."""
    kept = entry if isinstance(entry, dict) else {}
    return RunNote(
        ended=str(kept.get("ended", "")), given=str(kept.get("given", "")),
        log=_lines(kept.get("log")), warnings=_lines(kept.get("warnings")),
        figures=kept["figures"] if isinstance(kept.get("figures"), dict) else {},
    )


def fingerprint(given: Mapping[str, Any]) -> str:
    """Return a short text that is the same only for the same inputs, options and targets."""
    text = json.dumps(given, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _lines(value: Any) -> tuple[str, ...]:
    return tuple(line for line in value if isinstance(line, str)) if isinstance(value, list) else ()
