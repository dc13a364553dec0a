"""Which administrative unit each feature names in its fields (XIAN + XIANG + CUN, ZLDWDM, XZQDM)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Sequence

import numpy as np
from numpy.typing import NDArray

from ..geometry.grouping import first_of_groups, group_rows
from ..selfcheck.context import CheckContext
from ..selfcheck.findings import text_of
from ..units.codes import plain_code
from ..units.tree import UnitTree

_PART_DIGITS = 3  # town and village have three digits each within the unit above (GB/T 10114)
_SHORT_CODES = (2, 4)  # digits of province and city


@dataclass(frozen=True)
class FeatureCodes:
    """The codes that features of a layer name.

    :ivar names: the different codes; '' for features without one
    :ivar index: int64 (features), which of the names each feature has
    """

    names: tuple[str, ...]
    index: NDArray[np.int64]


def feature_codes(context: CheckContext, role_id: str, fields: Sequence[str]) -> FeatureCodes:
    """Return the codes that one or several fields of a layer hold together, worked out once in a run.

    :raises NotRunnable: when the layer or one of the fields is missing
    """
    names = [context.column_name(role_id, field) for field in fields]
    return context.once(("unit codes", role_id, tuple(names)), lambda: _read(context, role_id, names))


def _read(context: CheckContext, role_id: str, columns: Sequence[str]) -> FeatureCodes:
    codes = context.codes(role_id)
    values, places = zip(*(codes.of(column) for column in columns))
    labels, count = group_rows(*places)
    rows = first_of_groups(labels, count)
    joined = [
        joined_code([distinct[place[row]] for distinct, place in zip(values, places)]) for row in rows.tolist()
    ]
    names = sorted(set(joined))
    number = {name: at for at, name in enumerate(names)}
    new = np.array([number[code] for code in joined], dtype=np.int64)
    return FeatureCodes(tuple(names), new[labels] if count else labels)


def joined_code(parts: Sequence[Any]) -> str:
    """Return the code that the values of some fields make together, '' where they hold none.

    A later field holds either the digits that follow (101) or the whole code (520111101); numbers that lost their
    leading zeros get them back. What follows a blank field is not read. A whole code that contradicts the fields
    before it is put behind a blank, so that it is the code of no unit.

    :param parts: values of the fields, the largest unit first; None for NULL
    """
    code = ""
    for number, part in enumerate(parts):
        text = plain_code(text_of(part))
        if not text:
            if code:
                break
            continue
        if number and text.isdigit() and len(text) < _PART_DIGITS and code:
            text = text.zfill(_PART_DIGITS)
        if text.startswith(code):
            code = text
        elif len(text) <= _PART_DIGITS:
            code += text
        else:
            return f"{code} {text}"
    return code


class UnitCodes:
    """Finds the unit of a tree that a code belongs to."""

    def __init__(self, tree: UnitTree) -> None:
        """:param tree: the units"""
        self.codes: tuple[str, ...] = tuple(tree.walk())  # parents before their children
        self._place = {code: place for place, code in enumerate(self.codes)}
        lengths = {len(code) for code in self.codes if code.isdigit()}
        self._lengths = sorted((size for size in lengths if size > 4 or size in _SHORT_CODES), reverse=True)

    def place(self, code: str) -> int:
        """Return the place in `codes` of the smallest unit a code begins with, -1 for none."""
        exact = self._place.get(code)
        if exact is not None:
            return exact
        if not code.isdigit():
            return -1
        found = (self._place.get(code[:size]) for size in self._lengths if size < len(code))
        return next((place for place in found if place is not None), -1)

    def places(self, codes: Sequence[str]) -> NDArray[np.int64]:
        """Return int64 (codes): `place` of each."""
        return np.array([self.place(code) for code in codes], dtype=np.int64)
