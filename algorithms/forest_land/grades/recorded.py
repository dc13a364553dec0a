"""The grades that the data hold, as they are written in practice: 2, Ⅱ, Ⅱ级, 二级, full width, numbers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ...rulepack.model import CodeList

_SUFFIXES = ("级保护林地", "级保护", "级")


@dataclass(frozen=True)
class Recorded:
    """Recorded grades; arrays of one entry per feature.

    :ivar field: column they stand in, empty where the layer has none
    :ivar grade: int8, 1 for the strictest, 0 for none or one that is not understood
    :ivar text: object, what stands in the data, '' for nothing
    :ivar understood: what had to be understood though it is no code → the code it stands for
    :ivar unknown: what is no grade at all → number of features
    """

    field: str
    grade: NDArray[np.int8]
    text: NDArray[np.object_]
    understood: Mapping[str, str]
    unknown: Mapping[str, int]


def no_recorded(count: int) -> Recorded:
    """Return what a layer without a field of grades holds."""
    return Recorded("", np.zeros(count, dtype=np.int8), np.full(count, "", dtype=object), {}, {})


def read_recorded(field: str, column: np.ma.MaskedArray, codes: CodeList, grades: Sequence[str]) -> Recorded:
    """Return the grades of a column.

    :param field: name of the column
    :param column: values of any type, NULL masked
    :param grades: codes, strictest first
    """
    missing = np.ma.getmaskarray(column)
    values, places = np.unique(np.ma.getdata(column), return_inverse=True)
    counts = np.bincount(places[~missing].reshape(-1), minlength=len(values))
    texts = np.array([_plain(value) for value in values.tolist()], dtype=object)
    numbers = np.zeros(len(values), dtype=np.int8)
    understood: dict[str, str] = {}
    unknown: dict[str, int] = {}
    spoken = _spoken(codes)
    for place, (text, count) in enumerate(zip(texts.tolist(), counts.tolist())):
        if not text.strip() or not count:
            continue
        code = text if text in grades else _meant(text, spoken)
        if code is None or code not in grades:
            unknown[text] = unknown.get(text, 0) + count
            continue
        numbers[place] = grades.index(code) + 1
        if code != text:
            understood[text] = code
    places = places.reshape(-1)
    found, shown = numbers[places], texts[places]
    found[missing] = 0
    shown[missing] = ""
    shown[np.array([not text.strip() for text in shown.tolist()], dtype=bool)] = ""
    return Recorded(field, found, shown, understood, unknown)


def _plain(value: Any) -> str:
    """Return a cell as text; whole numbers without decimals."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _spoken(codes: CodeList) -> dict[str, str]:
    """Return the code by whatever it is called: itself, its aliases and its names, without blanks and width."""
    spoken = {_folded(code): code for code in codes.names}
    spoken.update({_folded(alias): code for alias, code in codes.aliases.items()})
    for code, title in codes.names.items():
        for name in (title.zh, title.en):
            if name:
                spoken.setdefault(_folded(name), code)
                spoken.setdefault(_bare(_folded(name)), code)
    return spoken


def _meant(text: str, spoken: Mapping[str, str]) -> Optional[str]:
    """Return the code that a text stands for, None when it is no grade."""
    folded = _folded(text)
    for candidate in (folded, _bare(folded), _numeral(_bare("".join(text.split())))):
        if candidate in spoken:
            return spoken[candidate]
    return None


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _bare(text: str) -> str:
    for suffix in _SUFFIXES:
        if text.endswith(suffix):
            return text[: -len(suffix)]
    return text


def _numeral(text: str) -> str:
    """Return the digits of a single numeral of any script (Ⅱ, 二, ②, ２), the text itself otherwise."""
    if len(text) != 1:
        return text
    number = unicodedata.numeric(text, -1.0)
    return str(int(number)) if number >= 0 and float(number).is_integer() else text
