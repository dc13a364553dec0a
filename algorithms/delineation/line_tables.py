"""Urban boundary and ecological space as result layers."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsCoordinateTransformContext

from ..geometry.area import round_half_up
from ..geometry.area_units import M2_PER_HA, SQUARE_METRES
from ..geometry.regions import Region, areas_of, arrays_of
from ..language import Language
from ..message import Title
from ..rulepack.lines_rules import UrbanBoundaryRules
from ..rulepack.model import LayerRole, Pack
from .ecological_space import EcologicalSpace
from .model import Units
from .schema import ResultTable, column_of, plain_fields, role_fields
from .units_layer import unit_of_each
from .urban_boundary import UrbanBoundary

_DECIMALS = {"m2": 2, "ha": 4, "mu": 2, "km2": 6, "wan_mu": 6}
_FEATURE_CODE = "YSDM"
_COUNTY = 6  # digits of a county's code


def boundary_table(
    boundary: UrbanBoundary,
    rules: UrbanBoundaryRules,
    pack: Pack,
    units: Optional[Units],
    transforms: Optional[QgsCoordinateTransformContext] = None,
) -> ResultTable:
    """Return the urban growth boundary in the schema of the pack: one feature per piece.

    :param units: administrative units; a piece belongs to the one with the largest part of it
    :param transforms: the transformations between CRS chosen by the user; QGIS' own choice where None
    """
    role, result = pack.layers[rules.result.role], rules.result
    count = len(boundary.pieces)
    owner = _owners(boundary, units, transforms)
    codes = [units.codes[unit] if units is not None and unit >= 0 else None for unit in owner]
    names = [units.names[unit] if units is not None and unit >= 0 else None for unit in owner]
    areas = areas_of(boundary.pieces, boundary.frame) / SQUARE_METRES[result.area_unit]
    values = {
        result.number: _numbers(role, result.number, codes),
        result.area: round_half_up(areas, _DECIMALS[result.area_unit]),
    }
    if result.unit is not None:
        values[result.unit] = codes
    if result.name is not None:
        values[result.name] = names
    if role.feature_code is not None:
        values[_FEATURE_CODE] = [role.feature_code] * count
    columns = [column_of(values, rule, count) for rule in role.fields.values()]
    return ResultTable(role_fields(role), columns, arrays_of(boundary.pieces))


def taken_table(boundary: UrbanBoundary, language: Language) -> ResultTable:
    """Return the pieces of the zones that are not in the boundary, each with layer and clause."""
    taken = boundary.taken
    pieces = [item.piece for item in taken]
    return ResultTable(
        plain_fields(
            ("step", "text"), ("reason", "text"), ("title", "text"), ("area_m2", "real"), ("clause", "text")
        ),
        [
            [item.step for item in taken],
            [item.reason for item in taken],
            [language.said(item.title) for item in taken],
            round_half_up(areas_of(pieces, boundary.frame), 2).tolist(),
            [item.clause for item in taken],
        ],
        arrays_of(pieces),
    )


def space_table(space: EcologicalSpace, pack: Pack, language: Language, clause: str) -> ResultTable:
    """Return the ecological space: one feature per piece, with the layers that cover it."""
    pieces = [piece.shape for piece in space.pieces]
    areas = areas_of(pieces, space.frame)
    titles = [[language.title(_title(pack, role)) for role in piece.sources] for piece in space.pieces]
    return ResultTable(
        plain_fields(
            ("number", "integer"), ("sources", "text"), ("source_ids", "text"), ("area_m2", "real"),
            ("area_ha", "real"), ("clause", "text"),
        ),
        [
            list(range(1, len(pieces) + 1)),
            ["、".join(names) for names in titles] if language.code == "zh" else ["; ".join(names) for names in titles],
            [",".join(piece.sources) for piece in space.pieces],
            round_half_up(areas, 2).tolist(),
            round_half_up(areas / M2_PER_HA, 4).tolist(),
            [clause] * len(pieces),
        ],
        arrays_of(pieces),
    )


def conflict_table(space: EcologicalSpace, language: Language) -> ResultTable:
    """Return the parts of the space that other lines overlap."""
    pieces = [conflict.shape for conflict in space.conflicts]
    return ResultTable(
        plain_fields(("layer", "text"), ("title", "text"), ("area_m2", "real"), ("clause", "text")),
        [
            [conflict.role for conflict in space.conflicts],
            [language.title(conflict.title) for conflict in space.conflicts],
            round_half_up(areas_of(pieces, space.frame), 2).tolist(),
            [conflict.clause for conflict in space.conflicts],
        ],
        arrays_of(pieces),
    )


def _title(pack: Pack, role: str) -> Title:
    return pack.layers[role].title


def _owners(
    boundary: UrbanBoundary, units: Optional[Units], transforms: Optional[QgsCoordinateTransformContext]
) -> list[int]:
    """Return the unit with the largest part of each piece, -1 for none."""
    pieces: Region = boundary.pieces
    if units is None or not pieces:
        return [-1] * len(pieces)
    owners: list[int] = unit_of_each(arrays_of(pieces), boundary.crs, units, transforms=transforms).tolist()
    return owners


def _numbers(role: LayerRole, field: str, codes: list[Optional[str]]) -> list[str]:
    """Return identifiers of the length the field declares: code of the county, then a serial number."""
    length = role.fields[field].length or 18
    numbers = []
    for serial, code in enumerate(codes, 1):
        county = (code or "")[:_COUNTY]
        county = county if length > _COUNTY + 3 else ""
        numbers.append(county + str(serial).zfill(length - len(county)))
    return numbers
