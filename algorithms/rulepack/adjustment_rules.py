"""The typed model of ``adjustment.yaml``: what an adjustment of basic farmland is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Mapping, Optional

from ..message import Title


class AreaBasis(Enum):
    """Which area of basic farmland is balanced."""

    NET = "net"  # area less deductions (基本农田面积)
    GROSS = "gross"  # area on the ellipsoid (图斑面积)


@dataclass(frozen=True)
class AssignedTable:
    """The table of the assigned change (规划指标调整表), areas in the unit of its fields.

    :ivar farmland: code of the indicator basic farmland: its reduction need not be replaced
    :ivar construction: code of the indicator construction land: its increase is what may be newly built on
    """

    role: str
    unit: str
    indicator: str
    before: str
    after: str
    farmland: str
    construction: str


@dataclass(frozen=True)
class FringeRule:
    """What justifies a change within the urban fringe (城市周边).

    :ivar evidence: kinds of evidence of which one suffices
    :ivar projects: roles of projects that justify it as well
    :ivar project_share: share of its area from which on a change serves a project that covers it
    """

    evidence: tuple[str, ...]
    projects: tuple[str, ...]
    project_share: float = 0.5


@dataclass(frozen=True)
class SteepRule:
    """Which slope classes need evidence to be basic farmland, and which kinds suffice."""

    classes: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class LineRuleSet:
    """Which line gives way where two conflict (三线冲突处理规则).

    :ivar ranks: roles by rank; a line of a later rank gives way to one of an earlier rank, lines of one
        rank have no precedence; roles that are in no rank are areas every line has to avoid
    """

    id: str
    title: Title
    clause: str
    ranks: tuple[tuple[str, ...], ...]

    def rank(self, role_id: str) -> Optional[int]:
        """Return the place of a line in the order, None for an area that is no line."""
        return next((place for place, roles in enumerate(self.ranks) if role_id in roles), None)

    def gives_way(self, first: str, second: str) -> Optional[str]:
        """Return the role that has to give way, None where the rule set gives neither precedence."""
        one, two = self.rank(first), self.rank(second)
        if one is None:
            return second if two is not None else None
        if two is None or one > two:
            return first
        return second if two > one else None


@dataclass(frozen=True)
class ThreeLineRules:
    """The rule sets for conflicts between the three lines (三线).

    :ivar farmland: role of each of the three lines; ``redline`` and ``urban_boundary`` likewise
    :ivar chosen: id of the rule set in force
    :ivar checks: ids of the checks of the three lines
    :ivar essential: ids of those without which the three lines are not judged
    """

    farmland: str
    redline: str
    urban_boundary: str
    rule_sets: Mapping[str, LineRuleSet]
    chosen: str
    checks: tuple[str, ...]
    essential: tuple[str, ...]

    @property
    def rule_set(self) -> LineRuleSet:
        """The rule set in force."""
        return self.rule_sets[self.chosen]


@dataclass(frozen=True)
class AdjustmentRules:
    """Content of ``adjustment.yaml``.

    :ivar before: role of the basic farmland before the adjustment
    :ivar after: role of the basic farmland after it
    :ivar sliver_width_m: narrower strips are a matter of digitising, not a change
    :ivar min_piece_m2: smaller pieces are no change
    :ivar area_basis: which area the balance compares
    :ivar net_area: field of the net area in both roles, and ``gross_area`` of the whole area
    :ivar changed_share: share of the former area whose removal still is a small adjustment
    :ivar essential: ids of the checks without which an adjustment is not judged
    :ivar checks: ids of the checks of the file
    """

    before: str
    after: str
    sliver_width_m: float
    min_piece_m2: float
    area_basis: AreaBasis
    net_area: str
    gross_area: str
    changed_share: float
    fringe: FringeRule
    steep: SteepRule
    assigned: AssignedTable
    three_lines: Optional[ThreeLineRules]
    essential: tuple[str, ...]
    checks: tuple[str, ...] = ()
