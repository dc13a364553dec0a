"""Codes of administrative units (行政区代码) as tables write them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Collection, Optional

import numpy as np

VILLAGE_DIGITS, TOWN_DIGITS, COUNTY_DIGITS, CITY_DIGITS, PROVINCE_DIGITS = 12, 9, 6, 4, 2  # GB/T 2260 and GB/T 10114
LEVELS = (PROVINCE_DIGITS, CITY_DIGITS, COUNTY_DIGITS, TOWN_DIGITS, VILLAGE_DIGITS)
_TOTALS = frozenset(("合计", "总计", "小计", "共计", "total", "sum"))


def plain_code(text: str) -> str:
    """Return a code without blanks, full-width digits and letters as the usual ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def unit_code(value: Any, known: Collection[str] = ()) -> Optional[str]:
    """Return a code as the units write it, None where a row names no unit (blank, or a row of totals).

    Full-width digits and blanks are set right, whole numbers are written without decimals, and the zeros that
    fill a code up to 9 or 12 digits are taken off, unless the code is known with them.

    :param known: the codes of the units
    """
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        value = int(value)
    text = plain_code(str(value))
    if re.fullmatch(r"\d+\.0+", text):
        text = text.split(".")[0]
    if not text or text.casefold() in _TOTALS:
        return None
    if len(text) > VILLAGE_DIGITS and text.isdigit() and text not in known and not text[VILLAGE_DIGITS:].strip("0"):
        text = text[:VILLAGE_DIGITS]  # a code of 19 digits: its zeros do not come in threes
    while text not in known and len(text) > COUNTY_DIGITS and text.isdigit() and text.endswith("000"):
        if any(is_within(code, text) for code in known):
            break
        text = text[:-3]
    return text


def is_within(code: str, larger: str) -> bool:
    """Return whether a unit lies in a larger one, by their codes: the smaller one begins with the digits of the larger.

    Province and city may be written with the zeros that fill their code up to six digits (610000, 610100).
    """
    if len(larger) == COUNTY_DIGITS and larger.endswith("00"):
        short = without_zeros(larger)
        return code != larger and len(code) > len(short) and code.isdigit() and code.startswith(short)
    return len(larger) in LEVELS and len(code) > len(larger) and code.isdigit() and code.startswith(larger)


def without_zeros(code: str, lengths: Collection[int] = LEVELS) -> str:
    """Return a code without the zeros that fill it up: 610116000000 as 610116, 610100 as 6101, 610000 as 61.

    :param lengths: lengths a code may have without them; a code that does not fit stays as it is
    """
    if code.isdigit():
        for length in sorted(lengths):
            if length < len(code) and not code[length:].strip("0"):
                return code[:length]
    return code


def village_of(code: str) -> str:
    """Return the 12 digits of the village in a longer code, a shorter one filled up with zeros; '' without digits."""
    digits = plain_code(code)[:VILLAGE_DIGITS]
    return digits.ljust(VILLAGE_DIGITS, "0") if digits.isdigit() else ""
