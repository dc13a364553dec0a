"""How codes are written: what dirt comes off, and which code a mistyped one is most like."""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from typing import Any, Iterable

_INVISIBLE = re.compile("[\u0000-\u001f\u007f\u200b-\u200f\u2060\ufeff]")
_WHOLE = re.compile(r"([0-9]+)\.0+")


def clean_code(value: Any) -> str:
    """Return a value as a code is written: half-width, without blanks, invisible characters and a decimal point.

    A whole number is written without its point, NaN is an empty text.
    """
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        value = int(value) if value.is_integer() else repr(float(value))
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", str(value)))
    text = "".join(text.split())
    whole = _WHOLE.fullmatch(text)
    return whole.group(1) if whole else text


def nearest_code(value: Any, known: Iterable[str]) -> str:
    """Return the known code most like a value, an empty text when none comes near.

    The first digits of a code say most, so one that begins alike is nearer than one that ends alike.
    """
    text = clean_code(value)
    codes = list(known)
    if text in codes:
        return text
    alike = [(-_begins_alike(text, code), code) for code in codes if len(code) == len(text)]
    if alike and -min(alike)[0] >= max(2, len(text) // 2):
        return min(alike)[1]
    found = difflib.get_close_matches(text, codes, n=1, cutoff=0.6)
    return found[0] if found else ""


def _begins_alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
