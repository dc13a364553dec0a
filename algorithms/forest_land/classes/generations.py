"""Forest land classes (DI_LEI) of every generation, brought to the codes of LY/T 1955-2011.

Four generations circulate [domain notes 2.3]: four digits of LY/T 1955-2011, three of the inventory, six of the
refined third survey, and four of a local list. Which code is which stands in the code list of the pack, its aliases
and the lists it names under ``generations``; only how a code is written is decided here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Mapping, Optional, Sequence, Union

import numpy as np
from numpy.typing import NDArray

from ...errors import LandPlanError
from ...message import translatable
from ...rulepack.code_spelling import clean_code, nearest_code
from ...rulepack.model import Pack

FOREST_LAND_CLASS = "forest_land_class"  # id of the code list

Values = Union[Sequence[Any], NDArray[Any], np.ma.MaskedArray]

_WIDTHS = {3: 4, 5: 6}  # a code that lost its leading zero in a column of numbers, and the width it had


class Generation(IntEnum):
    """Which generation of codes a value is written in."""

    NONE = 0  # no value
    LYT1955 = 1  # four digits, LY/T 1955-2011
    INVENTORY = 2  # three digits, 二类调查
    SURVEY3 = 3  # six digits, 三调细化
    LOCAL = 4  # a list of its own, such as that of Guangxi
    UNKNOWN = 5  # no code of any generation


@dataclass(frozen=True)
class CanonicalCodes:
    """The classes of the features of a layer.

    :ivar codes: object (features): code of LY/T 1955-2011, None where there is no value or an unknown one
    :ivar generation: int8 (features), a `Generation`
    :ivar unknown: what is no code of any generation, as it stands in the layer → how many features have it
    :ivar changed: values that had to be cleaned to be understood (blanks, full-width digits, a decimal point, a lost
        leading zero) → how many features have them
    """

    codes: NDArray[np.object_]
    generation: NDArray[np.int8]
    unknown: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)

    def counts(self) -> dict[Generation, int]:
        """Return how many features are written in each generation that occurs, the most frequent first."""
        counted = np.bincount(self.generation, minlength=len(Generation))
        found = [(Generation(number), int(count)) for number, count in enumerate(counted.tolist()) if count]
        return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    @property
    def main(self) -> Generation:
        """The generation most features are written in; ``NONE`` where no value is a code."""
        known = (each for each in self.counts() if each not in (Generation.NONE, Generation.UNKNOWN))
        return next(known, Generation.NONE)

    @property
    def mixed(self) -> bool:
        """True when more than one generation occurs in the layer."""
        return len(set(self.counts()) - {Generation.NONE, Generation.UNKNOWN}) > 1


class ClassCodes:
    """The code list of forest land classes, ready to read columns with."""

    def __init__(self, pack: Pack, list_id: str = FOREST_LAND_CLASS) -> None:
        """
        :param list_id: id of the code list in the pack
        :raises LandPlanError: when the pack has no such code list
        """
        found = pack.code_lists.get(list_id)
        if found is None:
            raise LandPlanError(
                translatable("ForestLand", "The rule pack {pack} has no code list {list}, so forest land classes "
                             "cannot be told apart.", pack=pack.title, list=list_id)
            )
        self.list = found
        self._local: dict[str, str] = {}
        for other in found.generations:
            if other in pack.code_lists:
                self._local.update(pack.code_lists[other].same_as)

    def members(self, set_name: str) -> frozenset[str]:
        """Return the canonical codes of a set of the code list, such as ``forest_land`` or ``forest``.

        :raises LandPlanError: when the code list has no such set
        """
        if set_name not in self.list.sets:
            raise LandPlanError(
                translatable("ForestLand", "The code list {list} has no set {name}; its sets: {known}.",
                             list=self.list.id, name=set_name, known=", ".join(self.list.sets))
            )
        return self.list.sets[set_name]

    def is_in(self, codes: NDArray[np.object_], set_name: str) -> NDArray[np.bool_]:
        """Return for canonical codes whether they are in a set; None is in none."""
        members = self.members(set_name)
        return np.fromiter((code in members for code in codes.tolist()), dtype=bool, count=len(codes))

    def nearest(self, value: str) -> str:
        """Return the known code most like a value, of any generation; empty where none comes near."""
        return nearest_code(value, [*self.list.names, *self.list.aliases, *self._local])

    def canonical(self, values: Values) -> CanonicalCodes:
        """Return the classes of a column in canonical codes, and which generation each value is written in.

        A code of two generations (1631 to 1634, the same in both) counts for the one the other codes of the column
        belong to. Three digits in a column of numbers are codes of LY/T 1955-2011 that lost their leading zero when
        four-digit codes stand beside them and none that only the inventory has.

        :param values: texts (None: no value), or an array of texts or numbers, NULL masked
        """
        listed = _listed(values)
        distinct = list(dict.fromkeys(listed))
        places = dict(zip(distinct, range(len(distinct))))
        which = np.fromiter(map(places.__getitem__, listed), np.int64, len(listed))
        amounts = np.bincount(which, minlength=len(distinct))

        texts = ["" if value is None else clean_code(value) for value in distinct]
        codes, generations = zip(*map(self._resolved, texts)) if texts else ((), ())
        generation = np.array([int(each) for each in generations], dtype=np.int8)
        both = np.array([text in self._local and text in self.list.names for text in texts], dtype=bool)
        self._share_out(generation, both, amounts, numbers=_is_numeric(values), texts=texts)

        by_code = np.empty(len(distinct), dtype=object)
        by_code[:] = codes
        unknown = {
            _shown(value): int(amount)
            for value, kind, amount in zip(distinct, generation.tolist(), amounts.tolist())
            if kind == Generation.UNKNOWN
        }
        changed = {
            _shown(value): int(amount)
            for value, text, code, kind, amount in zip(distinct, texts, codes, generation.tolist(), amounts.tolist())
            if code is not None and not self._is_spelt(value, text, kind)
        }
        return CanonicalCodes(by_code[which], generation[which], unknown, changed)

    def _is_spelt(self, value: Any, text: str, generation: int) -> bool:
        """Return whether a value stands as its generation writes it (a number: with all its digits)."""
        if isinstance(value, str) and value != text:
            return False
        if generation == Generation.LYT1955 and text not in self.list.names:
            return False
        return text in self.list.names or text in self.list.aliases or text in self._local

    def _resolved(self, text: str) -> tuple[Optional[str], Generation]:
        """Return the canonical code of a cleaned value and its generation."""
        if not text:
            return None, Generation.NONE
        padded = text.zfill(_WIDTHS.get(len(text), 0))
        for spelling in dict.fromkeys((text, padded)):
            if spelling in self.list.names:
                return spelling, _by_width(text)
            if spelling in self.list.aliases:
                return self.list.aliases[spelling], _by_width(text)
            if spelling in self._local:
                return self._local[spelling], Generation.LOCAL
        return None, Generation.UNKNOWN

    def _share_out(
        self,
        generation: NDArray[np.int8],
        both: NDArray[np.bool_],
        amounts: NDArray[np.int64],
        numbers: bool,
        texts: Sequence[str],
    ) -> None:
        """Decide for values that two generations write alike, by the other values of the column."""
        if numbers and both.any():
            three = generation == Generation.INVENTORY
            lost = np.array([text.zfill(4) in self.list.names for text in texts], dtype=bool)
            if not (three & ~lost).any():
                generation[three] = Generation.LYT1955

        def amount(of: Generation) -> int:
            return int(amounts[(generation == of) & ~both].sum())

        if amount(Generation.LOCAL) > amount(Generation.LYT1955):
            generation[both] = Generation.LOCAL


def _by_width(text: str) -> Generation:
    if len(text) == 3:
        return Generation.INVENTORY
    return Generation.SURVEY3 if len(text) >= 5 else Generation.LYT1955


def _listed(values: Values) -> list[Any]:
    """Return the values of a column as a list, None for NULL and NaN."""
    if isinstance(values, np.ma.MaskedArray):
        listed = np.asarray(values.data).tolist()
        mask = np.ma.getmaskarray(values).tolist()
        listed = [None if missing else value for value, missing in zip(listed, mask)]
    else:
        listed = values.tolist() if isinstance(values, np.ndarray) else list(values)
    return [None if isinstance(value, float) and math.isnan(value) else value for value in listed]


def _is_numeric(values: Values) -> bool:
    return isinstance(values, np.ndarray) and values.dtype.kind in "iuf"


def _shown(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
