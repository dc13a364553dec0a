"""Keeps spreadsheets from taking a text of a CSV file for a formula, whoever wrote it."""

from __future__ import annotations

import re

from .markup import clean

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")


def guarded(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would work it out; numbers stay numbers.

    The import of tables takes the apostrophe away again.
    """
    return "'" + text if text.startswith(_FORMULA_SIGNS) and not _NUMBER.fullmatch(text) else text


def harmless(text: str) -> str:
    """Return a text as a cell of a CSV file may hold it: no formula, no characters that documents cannot hold."""
    return guarded(clean(text))
