"""What the planning base is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem

from ...geometry.arrays import PolygonArrays
from ...message import Message
from ...rulepack.planning_base_rules import Decision, DisagreementKind

KINDS = tuple(DisagreementKind)
"""Kinds of disagreement; arrays hold places in it, -1 for none."""
DECISIONS = tuple(Decision)
"""Decisions; arrays hold places in it, -1 where there is nothing to decide."""
SURVEY, ONE_MAP, UNDECIDED = (DECISIONS.index(each) for each in Decision)
SOURCES = ("agree", "rule", "parameter", "list")
"""Where a result comes from; arrays hold places in it."""
AGREE, RULE, PARAMETER, LIST = range(4)

# What sums may differ by, because the official area rounds coordinates: a share, and m² beside it
_EXPLAINED, _EXPLAINED_M2 = 1e-6, 0.1

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Texts = NDArray[np.object_]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Side:
    """The features of one source, arrays of one entry each.

    :ivar layer: name of the layer
    :ivar polygons: sound, in the plane of the base
    :ivar keys: text, never empty: the business key, or ``#`` and the feature id where there is none
    :ivar fields: text columns carried into the result, by the pack's field name
    :ivar land_class: text: as written for the survey, canonical for the one-map; empty where not known
    :ivar forest: int8, 1 forest land, 0 not, -1 not known
    :ivar declared_m2: float64, NaN where nothing is declared
    :ivar area_m2: float64, on the ellipsoid; 0 for features without a shape
    :ivar unit: text, code of the unit, empty where there is none
    :ivar left_out: int64, features without a shape that can be used
    :ivar repaired: int64, features that take part with their repaired shape
    """

    layer: str
    polygons: PolygonArrays
    keys: Texts
    fields: Mapping[str, Texts]
    land_class: Texts
    forest: NDArray[np.int8]
    declared_m2: Floats
    area_m2: Floats
    unit: Texts
    left_out: Integers
    repaired: Integers
    notes: tuple[Message, ...] = ()

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.keys)


@dataclass(frozen=True)
class ListedDecision:
    """A decision somebody has taken on one disagreement."""

    decision: Decision
    person: str = ""
    date: str = ""
    note: str = ""


@dataclass(frozen=True)
class DecisionList:
    """The decisions of a list.

    :ivar decisions: by key of the disagreement
    :ivar notes: what could not be understood
    :ivar conflicting: keys with several different decisions: none of them is applied
    """

    decisions: Mapping[str, ListedDecision] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()
    conflicting: tuple[str, ...] = ()
    layer: str = ""


@dataclass(frozen=True)
class Supplement:
    """Supplementary forest land and what was not taken of the land planned for forestry.

    :ivar layer: name of the layer of planned land, empty where there was none
    :ivar fids: int64 (planned features), feature ids
    :ivar rows: (planned feature, reason, area in m²), reason `TAKEN` or one of `REASONS`
    :ivar farmland_lost: whether basic farmland has no usable shape, so that nobody knows what lies on it
    """

    layer: str
    fids: Integers
    names: Texts
    types: Texts
    rows: tuple[tuple[int, str, float], ...]
    notes: tuple[Message, ...] = ()
    farmland_lost: bool = False


@dataclass(frozen=True)
class ChecksumRow:
    """One line of the area checksum.

    :ivar unit: code of a town, empty for the whole
    :ivar item: what it is, see `checksum.ITEMS`
    """

    unit: str
    item: str
    count: Optional[int]
    area_m2: float


@dataclass(frozen=True)
class PlanningBase:
    """The base: pieces of survey parcels with what they are; arrays of one entry per piece.

    :ivar polygons: in ``crs``
    :ivar survey: int64, feature of the survey; ``one_map``: of the one-map, -1 for none
    :ivar area_m2: on the ellipsoid; pieces of a parcel add up to its official area
    :ivar kind: int8, place in `KINDS`, -1 where the sources agree
    :ivar case: int64, place in the rules' cases, -1 for none
    :ivar keys: text, key of the disagreement, empty where there is none
    :ivar decision: int8, place in `DECISIONS`, -1 where the sources agree; ``source``: int8, place in `SOURCES`
    :ivar listed: decisions of the list that were applied, by the key of the disagreement
    :ivar forest: int8, forest land of the base: 1, 0, -1 not decided
    :ivar base_class: text, canonical forest land class, empty where there is none or it is not known
    :ivar supplementary: int64, planned feature that makes a piece supplementary forest land, -1 for none
    :ivar outside: land of the one-map outside the survey: polygons, features and areas
    """

    crs: QgsCoordinateReferenceSystem
    survey_side: Side
    one_map_side: Side
    polygons: PolygonArrays
    survey: Integers
    one_map: Integers
    area_m2: Floats
    kind: NDArray[np.int8]
    case: Integers
    keys: Texts
    decision: NDArray[np.int8]
    source: NDArray[np.int8]
    listed: Mapping[str, ListedDecision]
    forest: NDArray[np.int8]
    base_class: Texts
    supplementary: Integers
    planned: Supplement
    checksum: tuple[ChecksumRow, ...]
    unexplained_m2: float
    notes: tuple[Message, ...]

    def __len__(self) -> int:
        """Return the number of pieces."""
        return len(self.survey)

    @property
    def disagreements(self) -> Flags:
        """Which pieces the sources disagree about."""
        return np.asarray(self.kind >= 0)

    @property
    def undecided(self) -> Flags:
        """Which pieces nobody has decided on, or whose decision leaves open what they are."""
        return np.asarray(self.forest < 0)

    @property
    def disagreement_count(self) -> int:
        """How many disagreements there are: pairs of a parcel and a sub-compartment."""
        return self._pairs(self.disagreements)

    @property
    def undecided_count(self) -> int:
        """How many disagreements are undecided."""
        return self._pairs(self.undecided)

    def _pairs(self, chosen: Flags) -> int:
        return len(np.unique(self.survey[chosen] * (len(self.one_map_side) + 1) + self.one_map[chosen]))

    @property
    def forest_m2(self) -> float:
        """Present forest land, m²."""
        return float(self.area_m2[self.forest == 1].sum())

    @property
    def supplement_m2(self) -> float:
        """Supplementary forest land, m²."""
        return float(self.area_m2[self.supplementary >= 0].sum())

    @property
    def verdict(self) -> str:
        """``failed`` where areas do not add up, ``incomplete`` where something is open or left out, else ``passed``.

        A layer without features, and basic farmland whose place is not known, leave something out, too.
        """
        whole = max(float(self.survey_side.area_m2.sum()), float(self.one_map_side.area_m2.sum()))
        if abs(self.unexplained_m2) > _EXPLAINED * whole + _EXPLAINED_M2:
            return "failed"
        lost = len(self.survey_side.left_out) + len(self.one_map_side.left_out)
        empty = not (len(self.survey_side) and len(self.one_map_side))
        return "incomplete" if self.undecided.any() or lost or empty or self.planned.farmland_lost else "passed"
