"""Pieces of land divided by the parcels they lie on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsGeometry

from ...feedback import Feedback, Silent
from ...geometry.arrays import PolygonArrays
from ...geometry.coverage_input import coordinate_rounding, geometries, polygon_parts, sound_polygons
from ...geometry.overlap_areas import overlap_areas
from ...geometry.overlap_sums import StripLayer
from ...geometry.overlay_geometry import remainder, shared
from ...geometry.wkb import geometry_of
from .changes import Pieces

_WHOLE = 1e-9  # share of an area that is lost to rounding


@dataclass(frozen=True)
class Cuts:
    """Parts of pieces, one for each parcel a piece lies on, and one for what lies on no parcel.

    :ivar piece: int64 (n,), index of the piece, ascending
    :ivar parcel: int64 (n,), index of the parcel, -1 where there is none
    :ivar area_m2: float64 (n,), on the ellipsoid; the parts of a piece add up to the piece
    :ivar net_m2: float64 (n,), what counts as basic farmland
    :ivar whole: bool (n,), the part is the whole piece
    """

    pieces: Pieces
    parcels: PolygonArrays
    piece: NDArray[np.int64]
    parcel: NDArray[np.int64]
    area_m2: NDArray[np.float64]
    net_m2: NDArray[np.float64]
    whole: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of parts."""
        return len(self.piece)

    def shapes(self, chosen: NDArray[np.int64]) -> Iterator[tuple[int, list[QgsGeometry]]]:
        """Yield (index of a part, its connected polygons) for some of the parts."""
        rounding = coordinate_rounding(self.pieces.polygons, self.parcels)
        pieces = dict(geometries(self.pieces.polygons, np.unique(self.piece[chosen])))
        for part in chosen.tolist():
            piece = pieces[int(self.piece[part])]
            if self.whole[part]:
                yield part, polygon_parts(piece)
            elif self.parcel[part] >= 0:
                yield part, polygon_parts(shared(piece, geometry_of(self.parcels, int(self.parcel[part]))))
            else:
                begin, end = np.searchsorted(self.piece, [self.piece[part], self.piece[part] + 1])
                others = self.parcel[begin:end][self.parcel[begin:end] >= 0]
                cover = QgsGeometry.unaryUnion([geometry_of(self.parcels, one) for one in others.tolist()])
                yield part, polygon_parts(remainder(piece, cover, rounding))


def cut(pieces: Pieces, parcels: PolygonArrays, feedback: Feedback = Silent()) -> Cuts:  # noqa: B008
    """Return pieces divided by parcels.

    :param parcels: in the CRS of the pieces
    :raises Cancelled: when the user cancels
    """
    plane = plane_areas(pieces.polygons)
    found = overlap_areas(pieces.polygons, parcels, feedback=feedback)
    piece, parcel = found.first, found.second
    share = found.area / plane[piece]
    taken = np.bincount(piece, weights=share, minlength=len(plane))
    # parcels that overlap each other share what both cover
    share = share / np.maximum(taken, 1.0)[piece]
    rest = np.flatnonzero((plane > 0) & (taken < 1.0 - 1e-6))
    piece = np.concatenate((piece, rest))
    parcel = np.concatenate((parcel, np.full(len(rest), -1)))
    share = np.concatenate((share, 1.0 - taken[rest]))
    order = np.lexsort((parcel, piece))
    piece, parcel, share = piece[order], parcel[order], share[order]
    return Cuts(
        pieces, sound_polygons(parcels, Silent()), piece, parcel, pieces.area_m2[piece] * share,
        pieces.net_m2[piece] * share, share >= 1.0 - _WHOLE,
    )


def plane_areas(polygons: PolygonArrays) -> NDArray[np.float64]:
    """Return float64 (features), the area in square layer units, as `overlap_areas` reckons it."""
    areas: NDArray[np.float64] = StripLayer(sound_polygons(polygons, Silent())).areas
    return areas
