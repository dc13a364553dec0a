"""What features count in the live ledger, by their present geometry and attributes alone.

Nothing depends on what a feature was before an edit, nor on which features are measured together, so a feature
measured after an edit counts to the last digit what a pass over the whole layer says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ...feedback import Feedback, Silent, Span
from ...geometry.area import ellipsoidal_areas
from ...geometry.arrays import PolygonArrays
from ...geometry.projection import AreaFrame
from ...geometry.wkb import select
from ..feature_codes import UnitCodes
from .ledger import NO_UNIT, PER_M2, Contributions
from .prepared_cover import PreparedCover, SoundFeatures
from .reading import DECLARED, GRADE, GROSS, Batch

AREA, GRADED, QUALITY, KEPT, KEPT_GRADED, KEPT_QUALITY = range(6)
"""Places of the amounts: counted area; area whose quality is known, area × quality; the same of what lies on land of
the layer before."""

WIDTH = 6
_MOST = float(1 << 62)
NOT_ASKED = -2  # instead of a unit: nobody asked where the feature lies


class ShapeFacts(NamedTuple):
    """What the shapes of features say, whatever their attributes are.

    :ivar areas: float64 (n), m² by geometry, 0 where there is none
    :ivar shares: float64 (n), how much of each lies on land of the layer before; NaN where nobody asked
    :ivar places: int64 (n), the unit each lies in, `NO_UNIT`, or `NOT_ASKED`
    """

    areas: NDArray[np.float64]
    shares: NDArray[np.float64]
    places: NDArray[np.int64]

    def some(self, chosen: NDArray[np.bool_]) -> ShapeFacts:
        """Return the facts of some features, chosen by bool (n)."""
        return ShapeFacts(self.areas[chosen], self.shares[chosen], self.places[chosen])


@dataclass(frozen=True)
class AgreedAreas:
    """When a declared area still says how large the geometry is.

    :ivar absolute: m²
    :ivar relative: share of the area by geometry; the larger of both counts
    :ivar factor: m² of one unit of the declared area
    :ivar gross_factor: m² of one unit of the declared gross area
    """

    absolute: float
    relative: float
    factor: float = 1.0
    gross_factor: float = 1.0


@dataclass(frozen=True)
class UnitPlaces:
    """Units by where features lie: polygons, and the number of the unit each of them belongs to."""

    cover: PreparedCover
    units: NDArray[np.int64]


@dataclass(frozen=True)
class Measured:
    """What features count, and what was seen on the way.

    :ivar shapes: what their shapes say
    :ivar shapeless: ids of the features counted as 0, because they have no geometry or a broken one
    :ivar placeless: ids of the features that no unit could be found for
    """

    contributions: Contributions
    shapes: ShapeFacts
    shapeless: NDArray[np.int64]
    placeless: NDArray[np.int64]


class ContributionMaker:
    """Measures features of one layer; may be used in several threads at once."""

    def __init__(
        self,
        frame: AreaFrame,
        codes: UnitCodes,
        places: Sequence[UnitPlaces] = (),
        before: Optional[PreparedCover] = None,
        agreed: AgreedAreas = AgreedAreas(0.02, 0.0),  # noqa: B008
    ) -> None:
        """
        :param frame: how areas are computed in the CRS of the features
        :param codes: the units of the tree
        :param places: units by place, the smallest first; asked in turn for features whose code names no unit
        :param before: the layer before the adjustment, None where there is none
        """
        self._frame = frame
        self._codes = codes
        self._places = tuple(places)
        self._before = before
        self._agreed = agreed

    def measure(self, batch: Batch, feedback: Feedback = Silent()) -> Measured:  # noqa: B008
        """Measure features.

        :raises LandPlanError: when GEOS cannot unite overlapping features of the layer before
        :raises Cancelled: when the user cancels
        """
        polygons = batch.polygons
        areas = ellipsoidal_areas(polygons, self._frame, feedback=Span(feedback, 0, 30))
        areas = np.where(np.isfinite(areas) & (areas > 0), areas, 0.0)
        counting = np.flatnonzero(batch.chosen_ones() & (areas > 0))
        units = self._named_units(batch, counting)
        places, sound = self._places_of(polygons, counting[units[counting] == NO_UNIT], len(counting),
                                        Span(feedback, 30, 50))
        shares = np.full(len(batch), np.nan)
        if self._before is not None and len(counting):
            if sound is None:
                sound = SoundFeatures(select(polygons, counting), Span(feedback, 50, 60))
            shares[counting] = self._before.shares(sound, Span(feedback, 60, 100))
        return self._measured(batch, ShapeFacts(areas, shares, places), counting, units)

    def measure_again(self, batch: Batch, shapes: ShapeFacts) -> tuple[Measured, NDArray[np.bool_]]:
        """Measure features whose shapes were measured before; their polygons are not looked at.

        :return: what those count of which enough is known, and bool (n), which of all features these are; the others
            have to be measured anew
        """
        counting = batch.chosen_ones() & (shapes.areas > 0)
        units = self._named_units(batch, np.flatnonzero(counting))
        known = np.ones(len(batch), dtype=bool)
        if self._places:
            known &= ~(counting & (units == NO_UNIT) & (shapes.places == NOT_ASKED))
        if self._before is not None:
            known &= ~(counting & np.isnan(shapes.shares))
        known &= np.isfinite(shapes.areas)
        batch = batch.some(known)
        return self._measured(batch, shapes.some(known), np.flatnonzero(counting[known]), units[known]), known

    def _measured(
        self, batch: Batch, shapes: ShapeFacts, counting: NDArray[np.int64], units: NDArray[np.int64]
    ) -> Measured:
        """Return what features count.

        :param counting: indexes of the features that count
        :param units: int64 (n), the unit each one names
        """
        values = np.zeros((len(batch), WIDTH))
        area = self._counted(batch, shapes.areas)
        values[counting, AREA] = area[counting]
        if self._before is not None:
            values[counting, KEPT] = area[counting] * shapes.shares[counting]
        self._grade(batch, values)
        amounts = np.rint(np.clip(values * PER_M2, -_MOST, _MOST)).astype(np.int64)
        placed = units.copy()
        open_ = counting[units[counting] == NO_UNIT]
        placed[open_] = np.maximum(shapes.places[open_], NO_UNIT)
        counted = np.zeros(len(batch), dtype=bool)
        counted[counting] = True
        return Measured(
            Contributions(batch.fids, placed, amounts),
            shapes,
            batch.fids[batch.chosen_ones() & (shapes.areas <= 0)],
            batch.fids[counted & (placed == NO_UNIT)],
        )

    def _counted(self, batch: Batch, areas: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return float64 (n), m²: the declared area where it is that of the geometry, else the area by geometry,
        less the share that the declared areas say does not count.
        """
        if DECLARED not in batch.numbers:
            return areas
        declared = batch.numbers[DECLARED] * self._agreed.factor
        gross = batch.numbers[GROSS] * self._agreed.gross_factor if GROSS in batch.numbers else declared
        with np.errstate(invalid="ignore", divide="ignore"):
            known = (declared >= 0) & (gross > 0)
            limit = np.maximum(self._agreed.absolute, self._agreed.relative * areas)
            # a difference of exactly the limit agrees, whatever its last binary digit says
            agrees = known & (np.abs(gross - areas) <= limit + 1e-6)
            share = np.where(known, declared / gross, 1.0)
        return np.where(agrees, declared, areas * share)

    def _named_units(self, batch: Batch, counting: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return int64 (n), the unit that the code of each feature that counts names; `NO_UNIT` for all others."""
        units = np.full(len(batch), NO_UNIT, dtype=np.int64)
        named: dict[str, int] = {code: self._codes.place(code) if code else NO_UNIT for code in set(batch.codes)}
        for index in counting.tolist():
            units[index] = named[batch.codes[index]]
        return units

    def _places_of(
        self, polygons: PolygonArrays, asked: NDArray[np.int64], counting: int, feedback: Feedback
    ) -> tuple[NDArray[np.int64], Optional[SoundFeatures]]:
        """Return int64 (n), the unit each of some features lies in; and these features, if they are all that count.

        :param asked: indexes of the features whose code names no unit
        :param counting: how many features count
        """
        places = np.full(len(polygons), NOT_ASKED, dtype=np.int64)
        places[asked] = NO_UNIT
        whole: Optional[SoundFeatures] = None
        for place in self._places:
            open_ = asked[places[asked] == NO_UNIT]
            if not len(open_):
                break
            sound = SoundFeatures(select(polygons, open_))
            if len(open_) == counting:
                whole = sound
            found = place.cover.largest(sound, feedback)
            places[open_[found >= 0]] = place.units[found[found >= 0]]
        return places, whole

    @staticmethod
    def _grade(batch: Batch, values: NDArray[np.float64]) -> None:
        """Fill in the amounts of area whose quality is known, and of area × quality."""
        if GRADE not in batch.numbers:
            return
        grade = batch.numbers[GRADE]
        known = np.isfinite(grade)
        values[known, GRADED], values[known, KEPT_GRADED] = values[known, AREA], values[known, KEPT]
        values[known, QUALITY] = values[known, AREA] * grade[known]
        values[known, KEPT_QUALITY] = values[known, KEPT] * grade[known]
