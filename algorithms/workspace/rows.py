"""A finding as a row of the table ``finding``, and back."""

from __future__ import annotations

import hashlib
import json
import math
from operator import itemgetter
from typing import Any, Mapping, Optional, Union

from ..language import Language
from ..message import Message
from ..rulepack.model import Severity
from ..selfcheck.model import Feature, Finding
from .identity import Mark
from .model import FindingRow, State

# What another run may show differently for the same finding; kept in ``finding_was`` when it changes.
SHOWN_COLUMNS = (
    "check_title",
    "severity",
    "layer_name",
    "key_a",
    "key_b",
    "fid_a",
    "fid_b",
    "measured",
    "measured_text",
    "limit_value",
    "limit_text",
    "area_m2",
    "clause",
    "message",
    "message_json",
    "more_features",
)
_FIXED_COLUMNS = ("check_id", "kind", "role", "field")
_PLACE_COLUMNS = ("identity", "anchor_x", "anchor_y", "anchor_width", "anchor_height", "look")
FINDING_COLUMNS = (*_FIXED_COLUMNS, *SHOWN_COLUMNS, "base", *_PLACE_COLUMNS, "content")
# What a re-export or another language may change of a finding that is otherwise as it was; none is indexed.
LIGHT_COLUMNS = ("check_title", "message", "fid_a", "fid_b", "more_features", *_PLACE_COLUMNS)
_LOOK_ONLY = ("check_title", "message", "fid_a", "fid_b", "more_features")
_look_values = itemgetter(*_LOOK_ONLY)
_content_values = itemgetter(*(name for name in SHOWN_COLUMNS if name not in _LOOK_ONLY))
LAYER_ROW_COLUMNS = (
    "check_id",
    "check_title",
    "severity",
    "kind",
    "layer_name",
    "key_a",
    "key_b",
    "field",
    "measured",
    "measured_text",
    "limit_value",
    "limit_text",
    "area_m2",
    "clause",
    "message",
)

_JSON = json.JSONEncoder(ensure_ascii=False, default=str)

_NOBODY = (None, "")

Number = Union[float, str, None]


def storable(text: str) -> str:
    """Return a text that SQLite can store: half a surrogate pair, as broken encodings yield, becomes ``?``."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def finding_values(finding: Finding, title: str, mark: Mark, language: Language) -> dict[str, Any]:
    """Return the values of `FINDING_COLUMNS` for a finding, and ``search``: the text it is searched by.

    :param title: name of its check in the language

    ``content`` is the digest of what a run says about the finding; ``look`` that of what may differ without
    the finding being another: feature ids, language, and the shape, as far as it changes by 1 mm or more.
    """
    features = [(int(feature.fid), storable(feature.key)) for feature in finding.features]
    (fid_a, key_a), (fid_b, key_b) = (*features[:2], _NOBODY, _NOBODY)[:2]
    measured, measured_text = _split(finding.measured)
    limit_value, limit_text = _split(finding.limit)
    message = storable(language.render(finding.message))
    values = {
        "check_id": finding.check_id,
        "kind": finding.kind,
        "role": finding.role,
        "field": storable(finding.field),
        "check_title": title,
        "severity": finding.severity.value,
        "layer_name": storable(finding.layer_name),
        "key_a": key_a,
        "key_b": key_b,
        "fid_a": fid_a,
        "fid_b": fid_b,
        "measured": measured,
        "measured_text": measured_text,
        "limit_value": limit_value,
        "limit_text": limit_text,
        "area_m2": _split(finding.area_m2)[0],
        "clause": finding.clause,
        "message": message,
        "message_json": storable(_JSON.encode(finding.message.to_json())),
        "more_features": _JSON.encode(features[2:]) if len(features) > 2 else None,
        "base": mark.base,
        "identity": mark.exact,
        "anchor_x": mark.anchor.x if mark.anchor else None,
        "anchor_y": mark.anchor.y if mark.anchor else None,
        "anchor_width": mark.anchor.width if mark.anchor else None,
        "anchor_height": mark.anchor.height if mark.anchor else None,
    }
    keys = " ".join([key for _, key in features])
    values["search"] = search_form(
        " ".join((finding.check_id, title, finding.layer_name, keys, finding.field, message, finding.clause))
    )
    values["content"] = _digest(_content_values(values), keys)
    values["look"] = _digest(_look_values(values), finding.crs, mark.exact)
    return values


def search_form(text: str) -> str:
    """Return a text as it is searched in: without case."""
    return storable(text).casefold()


def _digest(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode("utf-8"), digest_size=8).hexdigest()


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
