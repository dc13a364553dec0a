"""A finding as a row of the table ``finding``, and back."""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any, Mapping, Optional, Union

from ..language import Language
from ..message import Message
from ..rulepack.model import CheckRule, Severity
from ..selfcheck.model import Feature, Finding
from .identity import Mark
from .model import FindingRow, State

# What another run may show differently for the same finding; kept in ``finding_was`` when it changes.
SHOWN_COLUMNS = (
    "check_title", "severity", "layer_name", "key_a", "key_b", "fid_a", "fid_b", "measured", "measured_text",
    "limit_value", "limit_text", "area_m2", "clause", "message", "message_json", "more_features",
)
_FIXED_COLUMNS = ("check_id", "kind", "role", "field")
_PLACE_COLUMNS = ("search", "base", "identity", "anchor_x", "anchor_y", "anchor_width", "anchor_height", "content")
FINDING_COLUMNS = _FIXED_COLUMNS + SHOWN_COLUMNS + _PLACE_COLUMNS
LAYER_ROW_COLUMNS = (
    "check_id", "check_title", "severity", "kind", "layer_name", "key_a", "key_b", "field", "measured",
    "measured_text", "limit_value", "limit_text", "area_m2", "clause", "message",
)

Number = Union[float, str, None]


def storable(text: str) -> str:
    """Return a text that SQLite can store: half a surrogate pair, as broken encodings yield, becomes ``?``."""
    return text.encode("utf-8", "replace").decode("utf-8")


def finding_values(finding: Finding, rule: CheckRule, mark: Mark, language: Language) -> dict[str, Any]:
    """Return the values of `FINDING_COLUMNS` for a finding."""
    first = finding.features[0] if finding.features else None
    second = finding.features[1] if len(finding.features) > 1 else None
    more = [[int(feature.fid), feature.key] for feature in finding.features[2:]]
    measured, measured_text = _split(finding.measured)
    limit_value, limit_text = _split(finding.limit)
    message = storable(language.render(finding.message))
    title = language.title(rule.title)
    values = {
        "check_id": finding.check_id,
        "kind": finding.kind,
        "role": finding.role,
        "field": storable(finding.field),
        "check_title": title,
        "severity": finding.severity.value,
        "layer_name": storable(finding.layer_name),
        "key_a": storable(first.key) if first else "",
        "key_b": storable(second.key) if second else "",
        "fid_a": int(first.fid) if first else None,
        "fid_b": int(second.fid) if second else None,
        "measured": measured,
        "measured_text": measured_text,
        "limit_value": limit_value,
        "limit_text": limit_text,
        "area_m2": _split(finding.area_m2)[0],
        "clause": finding.clause,
        "message": message,
        "message_json": storable(json.dumps(finding.message.to_json(), ensure_ascii=False, default=str)),
        "more_features": storable(json.dumps(more, ensure_ascii=False)) if more else None,
        "base": mark.base,
        "identity": mark.exact,
        "anchor_x": mark.anchor.x if mark.anchor else None,
        "anchor_y": mark.anchor.y if mark.anchor else None,
        "anchor_width": mark.anchor.width if mark.anchor else None,
        "anchor_height": mark.anchor.height if mark.anchor else None,
    }
    keys = " ".join(feature.key for feature in finding.features)
    values["search"] = search_form(
        " ".join((finding.check_id, title, finding.layer_name, keys, finding.field, message, finding.clause))
    )
    values["content"] = _content(finding, values)
    return values


def search_form(text: str) -> str:
    """Return a text as it is searched in: without case."""
    return storable(text).casefold()


def _content(finding: Finding, values: Mapping[str, Any]) -> str:
    """Return a digest of everything a run shows of a finding, apart from the language."""
    shown = [values[name] for name in SHOWN_COLUMNS if name not in ("check_title", "message")]
    digest = hashlib.blake2b(repr((shown, finding.crs)).encode("utf-8", "surrogatepass"), digest_size=12)
    digest.update(finding.geometry or b"")
    return digest.hexdigest()


def _split(value: Number) -> tuple[Optional[float], Optional[str]]:
    """Return a measured value as number or as text, for two columns of one type each."""
    if value is None:
        return None, None
    if isinstance(value, str):
        return None, storable(value)
    number = float(value)
    return (number, None) if math.isfinite(number) else (None, str(number))


def _join(number: Optional[float], text: Optional[str]) -> Number:
    return number if text is None else text


def features_of(row: Mapping[str, Any]) -> tuple[Feature, ...]:
    """Return the features of a stored finding."""
    pairs = [(row["fid_a"], row["key_a"]), (row["fid_b"], row["key_b"])]
    features = [Feature(fid, key) for fid, key in pairs if fid is not None]
    if row["more_features"]:
        features.extend(Feature(fid, key) for fid, key in json.loads(row["more_features"]))
    return tuple(features)


def finding_row(row: Mapping[str, Any]) -> FindingRow:
    """Return a stored finding as lists show it."""
    return FindingRow(
        id=row["id"],
        check_id=row["check_id"],
        check_title=row["check_title"],
        role=row["role"],
        layer_name=row["layer_name"],
        kind=row["kind"],
        severity=Severity(row["severity"]),
        state=State(row["state"]),
        clause=row["clause"],
        text=row["message"],
        message=Message.from_json(json.loads(row["message_json"])),
        features=features_of(row),
        field=row["field"],
        measured=_join(row["measured"], row["measured_text"]),
        limit=_join(row["limit_value"], row["limit_text"]),
        area_m2=row["area_m2"],
        has_geometry=bool(row["has_geometry"]),
    )


def finding_of(row: Mapping[str, Any]) -> Finding:
    """Return a stored finding as the self-check found it."""
    return Finding(
        check_id=row["check_id"],
        role=row["role"],
        layer_name=row["layer_name"],
        kind=row["kind"],
        severity=Severity(row["severity"]),
        clause=row["clause"],
        message=Message.from_json(json.loads(row["message_json"])),
        features=features_of(row),
        field=row["field"],
        measured=_join(row["measured"], row["measured_text"]),
        limit=_join(row["limit_value"], row["limit_text"]),
        area_m2=row["area_m2"],
        geometry=row["wkb"],
        crs=row["crs"] or "",
    )
