"""Which units have come after those that are no longer there, told by names, codes and the units within them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Callable, Optional

from .tree import UnitTree

# What a unit is called by its kind: a township that becomes a town keeps the rest of its name (practice).
_SUFFIX = re.compile(
    r"(街道办事处|办事处|街道|民族乡|镇|乡|社区居民委员会|村民委员会|居民委员会|居委会|村委会|社区|村|新区|区|县|市|省)$"
)
_SHORTEST_STEM = 2
_MOST = 0.5  # share of the units within, that tells where a larger unit has gone


class Successors:
    """Finds for each unit that is gone the units that may have come after it."""

    def __init__(self, old: UnitTree, new: UnitTree) -> None:
        """:param old: the units before, ``new`` those after"""
        self._old, self._new = old, new
        self.gone = tuple(code for code in old.walk() if code not in new)
        self._appeared = {code for code in new.walk() if code not in old}
        self._gone_in: dict[Optional[str], list[str]] = {}  # by the unit they lay in
        for code in self.gone:
            self._gone_in.setdefault(old.parent(code), []).append(code)
        self._found: dict[str, str] = {}
        self._taken: set[str] = set()
        self._why: dict[str, str] = {}
        self._parted: dict[str, tuple[str, ...]] = {}
        for why, mark in _MARKS:
            self._by_unique_names(why, mark)
        for code in self.gone:  # larger units first
            self._find(code)

    def of(self, code: str) -> tuple[str, ...]:
        """Return the units that a unit that is gone has gone to; none where nothing tells."""
        if code in self._found:
            return (self._found[code],)
        return self._parted.get(code, ())

    def why(self, code: str) -> str:
        """Return what tells it: name, stem, number, only, within."""
        return self._why.get(code, "within")

    def _by_unique_names(self, why: str, mark: Callable[[str], str]) -> None:
        """A name that only one unit of a level has, before and after, is that unit's wherever it lies."""
        before = _marked(self._old, mark)
        after = _marked(self._new, mark)
        for code in self.gone:
            unit = self._old[code]
            place = (unit.level, mark(unit.name))
            found = after.get(place, [])
            single = len(before.get(place, [])) == 1 == len(found) and code not in self._found
            if single and found[0] in self._appeared and found[0] not in self._taken:
                self._settle(code, found[0], why)

    def _find(self, code: str) -> None:
        if code in self._found:
            return
        parent = self._now(self._old.parent(code))
        level = self._old[code].level
        rivals = [
            other for other in self._gone_in[self._old.parent(code)]
            if self._old[other].level == level and other not in self._found
        ]
        open_ = [
            other for other in self._new.children(parent)
            if other in self._appeared and other not in self._taken and self._new[other].level == level
        ]
        name = self._old[code].name
        for why, mark in _MARKS:
            wanted = mark(name)
            fits = [other for other in open_ if wanted and mark(self._new[other].name) == wanted]
            like = [other for other in rivals if wanted and mark(self._old[other].name) == wanted]
            if len(fits) == 1 and len(like) == 1:
                self._settle(code, fits[0], why)
                return
        places = self._places_of_children(code)
        if len(places) > 1:
            self._parted[code] = places
        elif places:
            self._settle(code, places[0], "within")
        elif parent is not None and self._old.parent(code) != parent and self._same_number(code, parent) in open_:
            self._settle(code, self._same_number(code, parent), "number")
        elif len(open_) == 1 and len(rivals) == 1:
            self._settle(code, open_[0], "only")

    def _places_of_children(self, code: str) -> tuple[str, ...]:
        """Return the units the units within one now lie in; none where too few of them are known."""
        children = self._old.children(code)
        level = self._old[code].level
        places: Counter[str] = Counter()
        for child in children:
            now = self._now(child)
            parent = None if now is None else self._new.parent(now)
            if parent is not None and self._new[parent].level == level:
                places[parent] += 1
        if not children or sum(places.values()) <= _MOST * len(children):
            return ()
        return tuple(sorted(places))

    def _same_number(self, code: str, parent: str) -> str:
        """Return the code with the digits of the unit it lies in replaced by those of the one after it."""
        before = self._old.parent(code) or ""
        return parent + code[len(before):] if code.startswith(before) else ""

    def _now(self, code: Optional[str]) -> Optional[str]:
        """Return what a unit is now, None where it is gone and nothing is known."""
        return code if code is None or code in self._new else self._found.get(code)

    def _settle(self, code: str, after: Optional[str], why: str) -> None:
        if after is not None:
            self._found[code] = after
            self._taken.add(after)
            self._why[code] = why


def _marked(tree: UnitTree, mark: Callable[[str], str]) -> dict[tuple[str, str], list[str]]:
    """Return the units by level and name; a unit without a name is none of them."""
    found: dict[tuple[str, str], list[str]] = {}
    for unit in tree.units.values():
        if unit.name != unit.code and mark(unit.name):
            found.setdefault((unit.level, mark(unit.name)), []).append(unit.code)
    return found


def _same(name: str) -> str:
    return name


def _stem(name: str) -> str:
    """Return a name without what the unit is; empty where too little is left."""
    stem = _SUFFIX.sub("", name)
    return stem if len(stem) >= _SHORTEST_STEM else ""


_MARKS: tuple[tuple[str, Callable[[str], str]], ...] = (("name", _same), ("stem", _stem))
