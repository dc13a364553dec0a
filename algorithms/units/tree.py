"""The tree of administrative units: province, city, county, town, village (省、市、县、乡、村)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Iterable, Iterator, Mapping, Optional


@dataclass(frozen=True)
class AdminUnit:
    """An administrative unit (行政区).

    :ivar code: as values are kept under it
    :ivar level: province, city, county, town or village
    :ivar parent: code of the unit it lies in, None for a root of the tree
    """

    code: str
    name: str
    level: str
    parent: Optional[str] = None


class UnitTree:
    """Units by code, with who lies in whom; the order is that of the codes."""

    def __init__(self, units: Iterable[AdminUnit]) -> None:
        """:param units: each code once; a parent that is none of them makes its children roots

        :raises ValueError: for a code given twice, or units that lie in each other
        """
        ordered = sorted(units, key=lambda unit: unit.code)
        self.units: Mapping[str, AdminUnit] = {unit.code: unit for unit in ordered}
        if len(self.units) != len(ordered):
            raise ValueError("a unit is given twice")
        children: dict[Optional[str], list[str]] = {}
        for unit in ordered:
            parent = unit.parent if unit.parent in self.units else None
            children.setdefault(parent, []).append(unit.code)
        self._children = {parent: tuple(codes) for parent, codes in children.items()}
        if sum(1 for _ in self.walk()) != len(ordered):
            raise ValueError("units lie in each other")

    def __len__(self) -> int:
        return len(self.units)

    def __contains__(self, code: object) -> bool:
        return code in self.units

    def __getitem__(self, code: str) -> AdminUnit:
        return self.units[code]

    @property
    def roots(self) -> tuple[str, ...]:
        """Codes of the units that lie in no other."""
        return self.children(None)

    @cached_property
    def levels(self) -> frozenset[str]:
        """The levels there are units of."""
        return frozenset(unit.level for unit in self.units.values())

    def children(self, code: Optional[str]) -> tuple[str, ...]:
        """Return the codes of the units directly within one; None gives the roots."""
        return self._children.get(code, ())

    def parent(self, code: str) -> Optional[str]:
        """Return the code of the unit a unit lies in, None for a root."""
        parent = self.units[code].parent
        return parent if parent in self.units else None

    def walk(self, code: Optional[str] = None) -> Iterator[str]:
        """Yield the codes below a unit (None: of the whole tree), parents before their children."""
        waiting = list(reversed(self.children(code)))
        while waiting:
            current = waiting.pop()
            yield current
            waiting.extend(reversed(self.children(current)))

    def leaves(self, code: str) -> tuple[str, ...]:
        """Return the smallest units within a unit, itself where it has none below."""
        below = tuple(unit for unit in self.walk(code) if not self.children(unit))
        return below or (code,)
