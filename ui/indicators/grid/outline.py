"""The rows of the grid: the tree of units laid out flat, as far as it is open and lets through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Iterator, NamedTuple, Optional, Sequence

from ....algorithms.units.tree import UnitTree

LEVELS = ("country", "province", "city", "county", "town", "village", "group")
STRANGERS = "*"  # stands in the place of a code for the row above the units that the tree does not have


class Row(NamedTuple):
    """A row.

    :ivar code: of the unit; `STRANGERS` for the heading of the units that are not in the tree
    :ivar depth: 0 for a root
    :ivar opens: whether there are rows below it
    """

    code: str
    depth: int
    opens: bool

    @property
    def is_heading(self) -> bool:
        """True for the heading of the units that are not in the tree."""
        return self.code == STRANGERS


@dataclass(frozen=True)
class Step:
    """Rows that come or go: ``count`` of them, the first at ``first``."""

    first: int
    count: int


class Outline:
    """Rows as they are seen; opens and closes parts of the tree, and shows only what lets through."""

    def __init__(self, tree: UnitTree, strangers: Iterable[str] = ()) -> None:
        """Show the roots of a tree.

        :param strangers: codes that have values but are not in the tree
        """
        self.tree = tree
        self.strangers = tuple(sorted(strangers))
        self._words = {code: f"{unit.name}\n{code}".casefold() for code, unit in tree.units.items()}
        self._words.update((code, code.casefold()) for code in self.strangers)
        self._open: set[str] = {STRANGERS}
        self._kept_open: Optional[set[str]] = None  # what was open before a search or filter opened more
        self._passing: Optional[set[str]] = None  # None = all
        self._level = ""
        self.rows: list[Row] = []
        self._places: Optional[dict[str, int]] = None
        self._lay_out()

    # --- reading -----------------------------------------------------------------------------

    def place(self, code: str) -> Optional[int]:
        """Return the row of a unit, None while it is not seen."""
        if self._places is None:
            self._places = {row.code: place for place, row in enumerate(self.rows)}
        return self._places.get(code)

    def name(self, code: str) -> str:
        """Return the name of a unit; of one that is not in the tree its code."""
        return self.tree[code].name if code in self.tree else code

    def level(self, code: str) -> str:
        """Return the level of a unit, empty for one that is not in the tree."""
        return self.tree[code].level if code in self.tree else ""

    def is_open(self, code: str) -> bool:
        """Return whether the rows below a unit are seen when it is seen itself."""
        return code in self._open

    def opened(self) -> list[str]:
        """Return the units that are open, ascending, without what only a search opened."""
        return sorted(self._open if self._kept_open is None else self._kept_open)

    def matches(self, text: str) -> set[str]:
        """Return the units whose name or code has a text in it."""
        wanted = text.strip().casefold()
        return {code for code, words in self._words.items() if wanted in words}

    # --- opening -----------------------------------------------------------------------------

    def open(self, place: int) -> Step:
        """Open a row.

        :return: the rows to come; they are there after this
        """
        row = self.rows[place]
        if not row.opens or row.code in self._open:
            return Step(place + 1, 0)
        self._open.add(row.code)
        new = list(self._below(row.code, row.depth + 1))
        self.rows[place + 1 : place + 1] = new
        self._places = None
        return Step(place + 1, len(new))

    def coming(self, place: int) -> int:
        """Return how many rows opening a row would bring."""
        row = self.rows[place]
        return 0 if not row.opens or row.code in self._open else sum(1 for _ in self._below(row.code, row.depth + 1))

    def close(self, place: int) -> Step:
        """Close a row; the rows that go are gone after this."""
        step = Step(place + 1, self.going(place))
        self._open.discard(self.rows[place].code)
        del self.rows[step.first : step.first + step.count]
        self._places = None
        return step

    def going(self, place: int) -> int:
        """Return how many rows closing a row would take away."""
        depth, count = self.rows[place].depth, 0
        for row in self.rows[place + 1 :]:
            if row.depth <= depth:
                break
            count += 1
        return count

    def open_all(self, down_to: Optional[str] = None) -> None:
        """Open everything, or as far as a level is seen."""
        limit = None if down_to is None else _rank(down_to)
        for code in self.tree.units:
            if limit is None or _rank(self.tree[code].level) < limit:
                self._open.add(code)
            else:
                self._open.discard(code)
        self._open.add(STRANGERS)
        self._lay_out()

    def close_all(self) -> None:
        """Show the roots only."""
        self._open = set()
        self._lay_out()

    def open_these(self, codes: Iterable[str]) -> None:
        """Let exactly these units be open."""
        self._open = set(codes)
        self._lay_out()

    def reveal(self, code: str) -> bool:
        """Open what is above a unit; False where the filters hide it."""
        if code in self.tree:
            above = list(self._above(code))
        elif code in self.strangers:
            above = [STRANGERS]
        else:
            return False
        self._open.update(above)
        self._lay_out()
        return self.place(code) is not None

    # --- filtering ---------------------------------------------------------------------------

    def show_only(self, level: str, found: Optional[set[str]] = None, deviating: Optional[set[str]] = None) -> None:
        """Show the units of a level and above, of them those that are found and deviate, and those above them.

        What is found and deviates is in sight at once; without either it is open as it was before.

        :param level: the smallest level shown, empty = all
        :param found: units that are searched for; what lies in them can be opened. None = all
        :param deviating: units with deviations, None = all
        """
        self._level = level
        if found is None and deviating is None:
            self._passing = None
            if self._kept_open is not None:
                self._open, self._kept_open = self._kept_open, None
            self._lay_out()
            return
        passing = self.with_below(found) if found is not None else set(deviating or ())
        seen = passing if deviating is not None else found or set()
        if deviating is not None:
            passing &= deviating
        above: set[str] = set()
        for code in seen & passing:
            if self._allowed(code):
                above.update(self._above(code) if code in self.tree else (STRANGERS,))
        if self._kept_open is None:
            self._kept_open = self._open
        self._passing = passing | above
        self._open = above
        self._lay_out()

    def passes(self, code: str) -> bool:
        """Return whether the filters let a unit through, whether or not what is above it is open."""
        return self._allowed(code) and (self._passing is None or code in self._passing)

    def with_below(self, codes: set[str]) -> set[str]:
        """Return units with all that lie in them."""
        found = set(codes)
        for code in codes:
            if code in self.tree:
                found.update(self.tree.walk(code))
        return found

    # --- laying out --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.rows = list(self._below(None, 0))
        strangers = self._children(STRANGERS)
        if strangers:
            self.rows.append(Row(STRANGERS, 0, True))
            if STRANGERS in self._open:
                self.rows += self._below(STRANGERS, 1)
        self._places = None

    def _below(self, code: Optional[str], depth: int) -> Iterator[Row]:
        waiting = [(child, depth) for child in reversed(self._children(code))]
        while waiting:
            child, deep = waiting.pop()
            below = self._children(child)
            yield Row(child, deep, bool(below))
            if below and child in self._open:
                waiting.extend((grandchild, deep + 1) for grandchild in reversed(below))

    def _children(self, code: Optional[str]) -> Sequence[str]:
        if code == STRANGERS:
            children: Sequence[str] = self.strangers
        elif code is None or code in self.tree:
            children = self.tree.children(code)
        else:
            return ()
        if self._passing is None and not self._level:
            return children
        return [child for child in children if self._allowed(child)
                and (self._passing is None or child in self._passing)]

    def _allowed(self, code: str) -> bool:
        if not self._level or code not in self.tree:
            return True
        return _rank(self.tree[code].level) <= _rank(self._level)

    def _above(self, code: str) -> Iterator[str]:
        parent = self.tree.parent(code)
        while parent is not None:
            yield parent
            parent = self.tree.parent(parent)


def levels_of(tree: UnitTree) -> tuple[str, ...]:
    """Return the levels of a tree, the largest units first."""
    return tuple(sorted(tree.levels, key=lambda level: (_rank(level), level)))


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)
