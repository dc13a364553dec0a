"""What the deliveries of both plans have in common: rows with identifiers, dissolved layers, numbers."""

from __future__ import annotations

from typing import Callable, Hashable, Iterable, Mapping, Optional

import numpy as np

from .county import County, Piece, round_half_up
from .land_use import USES, uses_of
from .names import COUNTY_CODE, VILLAGES
from .standards import table_of
from .tables import Row, Table, Value


def cents(value: float) -> float:
    """Round half up to 2 decimals, as areas are."""
    return float(round_half_up(np.array([value]), 2)[0])


class Delivery:
    """Tables of a delivery by layer name, filled by the subclass.

    :ivar uses: use of each parcel
    """

    def __init__(self, pack: str, county: County, feature_codes: Mapping[str, str]) -> None:
        """:param feature_codes: YSDM of every layer name; its order numbers the identifiers"""
        self.pack = pack
        self.county = county
        self.uses = uses_of(county)
        self.tables: dict[str, Table] = {}
        self._feature_codes = feature_codes
        self._numbers: dict[str, int] = {}

    def table(self, role: str, name: str) -> Table:
        """Start the table of a role."""
        table = table_of(self.pack, role, name, self.county.epsg)
        self.tables[name] = table
        return table

    def add(self, table: Table, shape: object, **values: Value) -> None:
        """Add a row; identifier and feature code are filled in where the layer has them."""
        names = {column.name: column.type for column in table.columns}
        if "BSM" in names:
            number = self._numbers[table.name] = self._numbers.get(table.name, 0) + 1
            order = list(self._feature_codes).index(table.name) + 1
            if names["BSM"] == "integer":
                values["BSM"] = order * 100_000 + number
            else:
                values["BSM"] = f"{COUNTY_CODE}{order:04d}{number:08d}"
        if "YSDM" in names:
            values["YSDM"] = self._feature_codes[table.name]
        unknown = set(values) - set(names)
        if unknown:
            raise ValueError(f"{table.name} has no field {sorted(unknown)}")
        table.rows.append(Row({name: values.get(name) for name in names}, shape))

    def pieces(
        self, table: Table, groups: list[Optional[Hashable]], values: Callable[[Piece, float], dict[str, Value]]
    ) -> None:
        """Add the dissolved pieces of groups of parcels.

        :param values: gives the fields of a piece from itself and its ellipsoidal area
        """
        pieces = self.county.dissolve(groups)
        areas = self.county.area_of([piece.polygon for piece in pieces])
        for piece, area in zip(pieces, areas.tolist()):
            self.add(table, [piece.polygon], **values(piece, area))

    def serial(self, prefix: str, digits: int) -> str:
        """Return the next number below a prefix."""
        number = self._numbers[prefix] = self._numbers.get(prefix, 0) + 1
        return f"{prefix}{number:0{digits}d}"

    def village_name(self, parcel: int) -> str:
        """Return the name of a parcel's village."""
        return VILLAGES[int(self.county.village[parcel])]

    def town_of(self, parcel: int) -> int:
        """Return the town number of a parcel."""
        return int(self.county.town[self.county.village[parcel]])

    def farmland(self, parcel: int) -> bool:
        """Whether a parcel is 耕地."""
        return USES[self.uses[parcel]].farmland

    def grouped(self, parcels: Iterable[int], key: Callable[[int], Hashable]) -> list[Optional[Hashable]]:
        """Return the group of each parcel for `pieces`: ``key`` for those given, None for the others."""
        chosen = set(parcels)
        return [key(parcel) if parcel in chosen else None for parcel in range(self.county.count)]
