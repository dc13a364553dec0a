"""Puts a tree of administrative units together from codes and names as layers and tables write them.

Whatever is read otherwise than it is written, made up from codes or left out is said in `TreeReading.notes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import AbstractSet, Any, Mapping, Optional

from ..message import Message
from . import tree_notes
from .codes import plain_code, unit_code, without_zeros
from .tree import AdminUnit, UnitTree
from .tree_notes import Notes


@dataclass(frozen=True)
class TreeReading:
    """A tree with what a person should know about it.

    :ivar notes: e.g. codes that were left out, units without a name, units made from the codes of smaller ones
    """

    tree: UnitTree
    notes: tuple[Message, ...]


@dataclass(frozen=True)
class UnitRow:
    """A row of a table of administrative units.

    :ivar parent: code or name of the unit it lies in; empty = its code tells
    """

    code: str
    name: str
    parent: str = ""


@dataclass
class _Unit:
    """A unit as it was given.

    :ivar given: whether it has a row or feature of its own
    :ivar parent: code or name of the unit it lies in, as written; empty = by its code
    """

    code: str
    name: str
    given: bool
    parent: str = ""


class TreeBuilder:
    """Gathers units one by one; `build` makes the tree."""

    def __init__(self, digits: Mapping[str, int]) -> None:
        """:param digits: digits of a code by level, the largest unit first"""
        self._levels = sorted(digits, key=digits.__getitem__)
        self._digits = digits
        self._level_of_length = {length: level for level, length in digits.items()}
        self._lengths = sorted(digits.values())
        self._units: dict[str, _Unit] = {}
        self._other_names: dict[str, str] = {}
        self._notes = Notes()

    def add(self, code: Any, name: str, where: str, parent: str = "") -> None:
        """Add a unit; the same one again adds what is new of it.

        :param code: as written: text or number
        :param where: the place it stands at, for the notes, e.g. name of the layer
        :param parent: code or name of the unit it lies in; empty = by its code
        """
        read = self._code(code)
        name = " ".join(name.split())
        parent = " ".join(parent.split())
        if read is None:
            if name and not plain_code("" if code is None else str(code)):
                self._notes.add(tree_notes.NO_CODE, name, where)
            return
        plain, own_name = read
        known = self._units.get(plain)
        if known is None:
            known = self._units[plain] = _Unit(plain, "", True)
        if own_name and name and not known.name:
            known.name = name
        elif own_name and name and known.name != name:
            self._notes.add(tree_notes.TWO_NAMES, f"{plain} ({known.name}, {name})", where)
        if parent and not known.parent:
            known.parent = parent
        elif parent and known.parent != parent:
            self._notes.add(tree_notes.TWO_PARENTS, f"{plain} ({known.parent}, {parent})", where)

    def call(self, code: Any, name: str) -> None:
        """Give a name to a unit that nobody else names; a unit that is not there is not made by it."""
        read, name = self._code(code), " ".join(name.split())
        if read is not None and read[1] and name:
            self._other_names.setdefault(read[0], name)

    def build(self) -> TreeReading:
        """Return the tree of all units added, with those above them that their codes tell of.

        A unit that is only known from a code stands above several others: the tree of a county begins with the county,
        not with a province and a city that would have the numbers of the county and no name.
        """
        parents = self._stated_parents()
        levels = self._levels_of(parents)
        for code in [code for code in self._units if code not in levels]:
            self._notes.add(tree_notes.WRONG_LENGTH, self._shown(code), "")
            del self._units[code]
        self._drop_impossible(parents, levels)
        for code, unit in self._units.items():
            unit.name = unit.name or self._other_names.get(code, "")
        nameless = [code for code, unit in self._units.items() if unit.given and not unit.name]
        for code in sorted(nameless):
            self._notes.add(tree_notes.NO_NAME, code, "")
        made, named = self._make_missing(parents, levels)
        above = {code: parents.get(code) or self._by_code(code, levels[code]) for code in self._units}
        for code in self._needless(made - named - set(parents.values()) - set(self._other_names), above):
            made.remove(code)
            del self._units[code], above[code]
        units = []
        for code, unit in self._units.items():
            parent = above[code] if above[code] in self._units else None
            units.append(AdminUnit(code, unit.name or code, levels[code], parent))
        for code in sorted(made):
            kind = tree_notes.MADE if self._units[code].name == "" else tree_notes.MADE_WITH_NAME
            self._notes.add(kind, self._shown(code), "")
        return TreeReading(UnitTree(units), self._notes.sentences())

    def _code(self, value: Any) -> Optional[tuple[str, bool]]:
        """Return a code without filling zeros, and whether the name beside it is that of the unit itself.

        A code longer than those of the smallest units is one of a part of such a unit, e.g. a group of a village.
        """
        code = unit_code(value)
        if code is None:
            return None
        if not code.isdigit() or not self._lengths:
            return code, True
        longest = self._lengths[-1]
        of_unit = len(code) <= longest or not code[longest:].strip("0")
        if not of_unit and len(code) < longest + 2:
            return code, True  # a digit too many is a mistake, not a group
        return without_zeros(code[:longest], self._lengths), of_unit

    def _stated_parents(self) -> dict[str, str]:
        """Return the parents that rows state, by code, as codes; what cannot be meant is noted."""
        by_name: dict[str, list[str]] = {}
        for code, unit in self._units.items():
            if unit.name:
                by_name.setdefault(unit.name, []).append(code)
        parents: dict[str, str] = {}
        for code, unit in list(self._units.items()):
            if not unit.parent:
                continue
            parent = self._parent_code(code, unit.parent, by_name)
            if parent is not None and parent != self._by_code(code, self._level(code)):
                parents[code] = parent
        return self._without_cycles(parents)

    def _parent_code(self, code: str, text: str, by_name: Mapping[str, list[str]]) -> Optional[str]:
        """Return the code of a parent given by code or name, None where the own code has to tell."""
        read = self._code(text)
        if read is not None and read[0] in self._units:
            return self._larger(code, read[0])
        above = self._above(code)
        named = [other for other in by_name.get(text, ()) if other != code]
        if len(named) > 1:
            named = [other for other in named if other in above] or named
        if len(named) == 1:
            return self._larger(code, named[0])
        if named:
            self._notes.add(tree_notes.AMBIGUOUS_PARENT, f"{self._shown(code)}: {text}", "")
            return None
        if read is not None and read[0].isdigit():
            if read[0] in above or (self._level(read[0]) is not None and self._is_above(read[0], code)):
                self._units.setdefault(read[0], _Unit(read[0], "", False))
                return read[0]
        elif above and not self._named_otherwise(above[-1], text):
            # a table that names the larger unit but has no row for it: the code of the smaller one tells its code
            self._units[above[-1]].name = text
            return above[-1]
        self._notes.add(tree_notes.UNKNOWN_PARENT, f"{self._shown(code)}: {text}", "")
        return None

    def _named_otherwise(self, code: str, name: str) -> bool:
        unit = self._units.setdefault(code, _Unit(code, "", False))
        return bool(unit.name) and unit.name != name

    def _larger(self, code: str, parent: str) -> Optional[str]:
        """Return a parent that can be one, None with a note for one that is no larger unit."""
        if parent != code and self._is_above(parent, code):
            return parent
        self._notes.add(tree_notes.PARENT_NOT_LARGER, f"{self._shown(code)}: {parent}", "")
        return None

    def _is_above(self, parent: str, code: str) -> bool:
        """Return whether a unit may contain another by their levels; a code of no level says nothing against it."""
        upper, lower = self._level(parent), self._level(code)
        return upper is None or lower is None or self._levels.index(upper) < self._levels.index(lower)

    def _without_cycles(self, parents: dict[str, str]) -> dict[str, str]:
        """Return the parents without those that lead back to the unit itself, which are noted."""
        sound = dict(parents)
        for start in list(parents):
            seen, code = {start}, start
            while code in sound:
                code = sound[code]
                if code == start:
                    self._notes.add(tree_notes.CYCLE, self._shown(start), "")
                    del sound[start]
                    break
                if code in seen:
                    break
                seen.add(code)
        return sound

    def _levels_of(self, parents: Mapping[str, str]) -> dict[str, str]:
        """Return the level of each unit: by the length of its code, else the one below that of its stated parent."""
        levels = {code: level for code in self._units if (level := self._level(code)) is not None}
        waiting = [code for code in self._units if code not in levels]
        while waiting:
            left = []
            for code in waiting:
                above = levels.get(parents.get(code, ""))
                if above is None or self._levels.index(above) + 1 >= len(self._levels):
                    left.append(code)
                else:
                    levels[code] = self._levels[self._levels.index(above) + 1]
            if len(left) == len(waiting):
                break
            waiting = left
        return levels

    def _drop_impossible(self, parents: dict[str, str], levels: Mapping[str, str]) -> None:
        """Forget stated parents that were left out or turned out to be no larger units; that is noted."""
        for code in list(parents):
            above = levels.get(parents[code])
            if code not in levels:
                del parents[code]
            elif above is None:
                self._notes.add(tree_notes.UNKNOWN_PARENT, f"{self._shown(code)}: {parents.pop(code)}", "")
            elif self._levels.index(above) >= self._levels.index(levels[code]):
                self._notes.add(tree_notes.PARENT_NOT_LARGER, f"{self._shown(code)}: {parents.pop(code)}", "")

    def _make_missing(self, parents: Mapping[str, str], levels: dict[str, str]) -> tuple[set[str], set[str]]:
        """Make the units above that nobody gave, and return their codes, and those that rows name."""
        named = {code for code, unit in self._units.items() if not unit.given and unit.name}
        for code in list(self._units):
            for above in self._way_up(code, parents):
                if above not in self._units:
                    self._units[above] = _Unit(
                        above, self._city_name(above) or self._other_names.get(above, ""), False)
        for code in self._units:
            levels.setdefault(code, self._level(code) or self._levels[0])
        return {code for code, unit in self._units.items() if not unit.given}, named

    @staticmethod
    def _needless(made: AbstractSet[str], above: Mapping[str, Optional[str]]) -> list[str]:
        """Return the units that are the only one at the top, have one unit in them, and are known by its code only.

        :param made: units nobody gave or spoke of; ``above``: who lies in whom, of all units
        """
        children: dict[Optional[str], list[str]] = {}
        for code, parent in above.items():
            children.setdefault(parent, []).append(code)
        needless: list[str] = []
        top = children.get(None, [])
        while len(top) == 1 and top[0] in made and len(children.get(top[0], ())) == 1:
            needless += top
            top = children[top[0]]
        return needless

    def _city_name(self, code: str) -> str:
        """Return the name of the city a county code stands for: cities without counties, e.g. 441900."""
        city = self._units.get(without_zeros(code, self._lengths))
        return city.name if city is not None else ""

    def _level(self, code: str) -> Optional[str]:
        return self._level_of_length.get(len(code)) if code.isdigit() else None

    def _above(self, code: str) -> list[str]:
        """Return the codes of the units a code tells it lies in, the largest first."""
        if self._level(code) is None:
            return []
        return [code[:length] for length in self._lengths if length < len(code)]

    def _way_up(self, code: str, parents: Mapping[str, str]) -> list[str]:
        """Return the codes of the units a unit lies in: by its code up to a unit that is said to lie elsewhere."""
        found: list[str] = []
        while True:
            stated = parents.get(code)
            if stated is None:
                above = self._above(code)
                stated = above[-1] if above else None
            if stated is None or stated in found:
                return found
            found.append(stated)
            code = stated

    def _by_code(self, code: str, level: Optional[str]) -> Optional[str]:
        if level is None or self._level(code) is None:
            return None
        place = self._levels.index(level)
        return code[: self._digits[self._levels[place - 1]]] if place else None

    def _shown(self, code: str) -> str:
        unit = self._units.get(code)
        return code if unit is None or not unit.name else f"{code} {unit.name}"
