"""The parts of a run that are kept as JSON, and the way back to the objects of the self-check."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any, Mapping, Optional

from ..message import Message, Title
from ..rulepack.model import CheckRule, Severity
from ..selfcheck.model import CheckRun, LayerBindingRecord

_encoded = json.JSONEncoder(ensure_ascii=False, default=str).encode  # made once: values come by the ten thousand


def title_record(title: Title) -> dict[str, str]:
    """Return the JSON form of a title."""
    return {"zh": title.zh, "en": title.en}


def title_of(record: Mapping[str, str]) -> Title:
    """Return the title written by `title_record`."""
    return Title(record["zh"], record["en"])


def message_text(message: Optional[Message]) -> Optional[str]:
    """Return the JSON text of a message, None for none."""
    return None if message is None else _encoded(message.to_json())


def message_of(text: Optional[str]) -> Optional[Message]:
    """Return the message written by `message_text`."""
    return None if text is None else Message.from_json(json.loads(text))


def rule_text(rule: CheckRule) -> str:
    """Return the JSON text of a check as the pack states it."""
    return json.dumps(
        {
            "id": rule.id,
            "title": title_record(rule.title),
            "kind": rule.kind,
            "layer": rule.layer,
            "severity": rule.severity.value,
            "clause": rule.clause,
            "required": rule.required,
            "parameters": dict(rule.parameters),
            "where": rule.where,
            "help": None if rule.help is None else title_record(rule.help),
        },
        ensure_ascii=False,
        default=str,
    )


def rule_of(text: str) -> CheckRule:
    """Return the check written by `rule_text`."""
    record = json.loads(text)
    return CheckRule(
        id=record["id"],
        title=title_of(record["title"]),
        kind=record["kind"],
        layer=record["layer"],
        severity=Severity(record["severity"]),
        clause=record["clause"],
        required=record["required"],
        parameters=record["parameters"],
        where=record["where"],
        help=None if record["help"] is None else title_of(record["help"]),
    )


def run_text(run: CheckRun) -> str:
    """Return the JSON text of what a run states about itself beyond the columns of its table."""
    return json.dumps(
        {
            "pack_title": title_record(run.pack_title),
            "ellipsoid": run.ellipsoid,
            "area_method": run.area_method.to_json(),
            "tolerances": dict(run.tolerances),
            "selected": list(run.selected),
            "extra_layers": list(run.extra_layers),
            "versions": dict(run.versions),
            "outline": [base64.b64encode(shape).decode("ascii") for shape in run.outline],
            "bindings": [
                {
                    "role": binding.role,
                    "title": title_record(binding.title),
                    "layer_name": binding.layer_name,
                    "feature_count": binding.feature_count,
                    "crs": binding.crs,
                    "note": None if binding.note is None else binding.note.to_json(),
                }
                for binding in run.bindings
            ],
            "notes": {result.check.id: result.note.to_json() for result in run.results if result.note is not None},
        },
        ensure_ascii=False,
        default=str,
    )


def notes_of(columns: Mapping[str, Any]) -> dict[str, Message]:
    """Return what the checks of a row of ``check_run`` had to say besides their findings, by check id."""
    notes = json.loads(columns["record"]).get("notes", {})  # a run saved by an older version has none
    return {check_id: Message.from_json(note) for check_id, note in notes.items()}


def run_of(columns: Mapping[str, Any], results: tuple) -> CheckRun:
    """Return the run of a row of ``check_run`` with its results."""
    record = json.loads(columns["record"])
    return CheckRun(
        id=columns["run_id"],
        started=datetime.fromisoformat(columns["started"]),
        finished=datetime.fromisoformat(columns["finished"]),
        pack_id=columns["pack_id"],
        pack_version=columns["pack_version"],
        pack_title=title_of(record["pack_title"]),
        pack_hash=columns["pack_hash"],
        source=columns["source"],
        fingerprint=columns["fingerprint"],
        crs=columns["crs"],
        ellipsoid=record["ellipsoid"],
        area_method=Message.from_json(record["area_method"]),
        tolerances=record["tolerances"],
        selected=tuple(record["selected"]),
        check_count=columns["check_count"],
        bindings=tuple(
            LayerBindingRecord(
                role=binding["role"],
                title=title_of(binding["title"]),
                layer_name=binding["layer_name"],
                feature_count=binding["feature_count"],
                crs=binding["crs"],
                note=None if binding["note"] is None else Message.from_json(binding["note"]),
            )
            for binding in record["bindings"]
        ),
        results=results,
        extra_layers=tuple(record["extra_layers"]),
        versions=record["versions"],
        outline=tuple(base64.b64decode(shape) for shape in record.get("outline", ())),
    )
