"""What the protection grades of the sample county follow from: reserves, ecological areas, forest bases.

Zones are made of whole parcels, so that the grade of a sub-compartment is beyond doubt; two protection zones of
drinking water cut parcels, but give a grade in provincial variants only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .county import County

#: distance from the core's middle, as a share of the furthest parcel, up to which land is core or buffer zone
CORE, BUFFER = 0.45, 0.7
BASE_AREA = 1_300_000.0  # m² of forest land put into bases at least
STEEP = 27.0  # degrees; steeper forest outside the redline is local welfare forest


@dataclass
class Zones:
    """Parcels by what lies on them.

    :ivar reserve: zone (21 core, 22 buffer, 23 experimental) of the parcels of the nature reserve
    :ivar park: parcels of the national forest park
    :ivar water_conservation: parcels of the important water conservation area
    :ivar bases: type of the forest base of a parcel
    """

    reserve: dict[int, str] = field(default_factory=dict)
    park: set[int] = field(default_factory=set)
    water_conservation: set[int] = field(default_factory=set)
    bases: dict[int, str] = field(default_factory=dict)

    def first_grade(self, parcel: int) -> bool:
        """Whether forest land of a parcel is of grade I."""
        return self.reserve.get(parcel) in ("21", "22") or parcel in self.water_conservation


def zones_of(county: County, redline: set[int], forest: set[int]) -> Zones:
    """Lay out the zones.

    :param redline: parcels of the redline, which reserves and park lie in
    :param forest: parcels that are forest land, today or by the plan
    """
    zones = Zones()
    pieces = county.dissolve([True if parcel in redline else None for parcel in range(county.count)])
    members = sorted((piece.members for piece in pieces), key=lambda each: -float(county.areas[list(each)].sum()))
    _reserve(county, zones, members[0])
    zones.park = set(members[1])
    zones.water_conservation = {parcel for parcel in members[2] if county.slope[parcel] > 33}
    _bases(county, zones, sorted(forest - redline))
    return zones


def _reserve(county: County, zones: Zones, parcels: tuple[int, ...]) -> None:
    """Divide the largest piece of the redline by distance from its middle."""
    centres = county.centres[list(parcels)]
    weights = county.areas[list(parcels)]
    middle = (centres * weights[:, None]).sum(axis=0) / weights.sum()
    distance = np.hypot(*(centres - middle).T)
    shares = distance / distance.max()
    for parcel, share in zip(parcels, shares.tolist()):
        zones.reserve[parcel] = "21" if share <= CORE else "22" if share <= BUFFER else "23"


def _bases(county: County, zones: Zones, forest: list[int]) -> None:
    """Make the largest connected pieces of gentle forest land bases, until there is enough of them."""
    gentle = {parcel for parcel in forest if county.slope[parcel] <= STEEP}
    groups = [int(county.village[parcel]) if parcel in gentle else None for parcel in range(county.count)]
    area = 0.0
    pieces = county.dissolve(groups)
    order = sorted(pieces, key=lambda each: -float(county.areas[list(each.members)].sum()))
    for number, piece in enumerate(order):
        if area >= BASE_AREA:
            return
        area += float(county.areas[list(piece.members)].sum())
        zones.bases |= dict.fromkeys(piece.members, ("1", "2", "3")[number % 3])
