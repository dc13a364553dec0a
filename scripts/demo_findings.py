"""Findings of a run and findings planted, in the form they are compared in."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Iterator

import yaml

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample"

#: check, kind, role, field, keys of the features
Key = tuple[str, str, str, str, tuple[str, ...]]


def found_in(workspace: Path) -> tuple[Counter[Key], dict[str, str]]:
    """Read a workspace: the findings, and the checks that did not run with the reason."""
    connection = sqlite3.connect(f"file:{workspace}?mode=ro", uri=True)
    try:
        findings = Counter(_keys(connection))
        not_run = dict(
            connection.execute("SELECT check_id, reason FROM check_result WHERE outcome NOT IN ('passed', 'failed')")
        )
    finally:
        connection.close()
    return findings, not_run


def _keys(connection: sqlite3.Connection) -> Iterator[Key]:
    columns = "check_id, kind, role, field, key_a, fid_a, key_b, fid_b, more_features"
    for check, kind, role, name, key_a, fid_a, key_b, fid_b, more in connection.execute(
        f"SELECT {columns} FROM finding WHERE present"
    ):
        keys = [key for key, fid in ((key_a, fid_a), (key_b, fid_b)) if fid is not None]
        keys += [str(feature["key"]) for feature in json.loads(more or "[]")]
        yield check, kind, role, name, tuple(sorted(keys))


def planted_in(source: str) -> tuple[Counter[Key], dict[Key, str], set[str]]:
    """Read the list of planted defects: findings, what each is, and the checks that cannot run."""
    listed = yaml.safe_load((SAMPLE / "planted_defects.yaml").read_text(encoding="utf-8"))
    findings: Counter[Key] = Counter()
    notes: dict[Key, str] = {}
    for entry in listed["findings"]:
        if entry["source"] != source:
            continue
        key = (entry["check"], entry["kind"], entry["layer"], entry["field"], tuple(entry["keys"]))
        findings[key] += 1
        notes[key] = f"{entry['defect']} {entry['note']['en']}"
    return findings, notes, set((listed["not_run"] or {}).get(source, ()))
