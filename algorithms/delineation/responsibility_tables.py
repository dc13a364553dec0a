"""The result layers of zones of responsibility: zones, blocks, parcels, the responsible, the table of the plan."""

from __future__ import annotations

from typing import Any, Iterator, Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ..geometry.area import ellipsoidal_areas, round_half_up
from ..geometry.area_units import M2_PER_MU
from ..geometry.arrays import PolygonArrays
from ..geometry.projection import area_frame
from ..geometry.wkb import polygons_from_wkb
from ..language import Language
from ..rulepack.model import Pack
from .persons import Person, Persons
from .responsibility import Responsibility
from .responsibility_inputs import responsibility_rules
from .schema import ResultTable, cents, column_of, from_cents, plain_fields, role_fields

IDENTIFIER, FEATURE_CODE = "BSM", "YSDM"  # the fields that layers of the database standards begin with

Cents = NDArray[np.int64]


def zone_table(pack: Pack, work: Responsibility, since: Optional[str]) -> ResultTable:
    """Return the protection zones in the schema of the pack.

    :param since: day from which the farmland is protected, None where not known
    """
    rules = responsibility_rules(pack).zones
    count = len(work.zone_numbers)
    values: dict[str, Any] = {
        rules.number: work.zone_numbers,
        rules.unit: work.zone_towns,
        rules.name: [work.name(code) for code in work.zone_towns],
    }
    if rules.net_area is not None:
        values[rules.net_area] = from_cents(_sums(work, work.zone, count))
    if rules.since is not None and since:
        values[rules.since] = [since] * count
    return _in_schema(pack, rules.role, rules.feature_code, values, count, _arrays(work.zone_shapes))


def block_table(pack: Pack, work: Responsibility, bounds: Sequence[Optional[str]]) -> ResultTable:
    """Return the protection blocks in the schema of the pack.

    :param bounds: what lies on each side of every block
    """
    rules = responsibility_rules(pack).blocks
    count = len(work.block_numbers)
    polygons = _arrays(work.block_shapes)
    values: dict[str, Any] = {
        rules.number: work.block_numbers,
        rules.unit: work.block_villages,
        rules.name: [work.name(code) for code in work.block_villages],
        rules.area: from_cents(cents(_ellipsoidal(polygons, work.parcels.crs))),
        rules.farmland_area: from_cents(_sums(work, work.block, count, work.parcels.is_farmland)),
    }
    if rules.net_area is not None:
        values[rules.net_area] = from_cents(_sums(work, work.block, count))
    if rules.quality is not None:
        values[rules.quality] = dominant_quality(work)
    if rules.bounds is not None:
        values[rules.bounds] = list(bounds)
    return _in_schema(pack, rules.role, rules.feature_code, values, count, polygons)


def parcel_table(pack: Pack, work: Responsibility, persons: Persons, language: Language) -> ResultTable:
    """Return the parcels with zone, block, units and the persons who answer for them."""
    rules = responsibility_rules(pack)
    parcels = work.parcels
    number = rules.parcels.key
    described = [(number, "text"), (rules.zones.number, "text"), (rules.blocks.number, "text")]
    columns: list[Sequence[Any]] = [
        parcels.keys.tolist(),
        [work.zone_numbers[zone] if zone >= 0 else None for zone in work.zone.tolist()],
        [work.block_numbers[block] if block >= 0 else None for block in work.block.tolist()],
    ]
    for level, codes in (("town", work.town), ("village", work.village), ("group", work.group)):
        title = language.title(rules.level(level).title)
        described += [
            (f"{level}_code", "text"), (f"{level}_name", "text"), (f"{level}_title", "text"),
            (f"{level}_person", "text"), (f"{level}_phone", "text"),
        ]
        people = [persons.of(code) if code else None for code in codes.tolist()]
        columns += [
            [code or None for code in codes.tolist()],
            [work.name(code) if code else None for code in codes.tolist()],
            [title if code else None for code in codes.tolist()],
            [person.name if person else None for person in people],
            [(person.phone or None) if person else None for person in people],
        ]
    described += [(rules.parcels.land_class, "text"), ("area_m2", "real"), ("area_mu", "real")]
    net = cents(parcels.net_m2)
    columns += [[code or None for code in parcels.land_class.tolist()], from_cents(net), _mu(net)]
    return ResultTable(plain_fields(*described), columns, parcels.polygons)


def responsible_table(pack: Pack, work: Responsibility, persons: Persons, language: Language) -> ResultTable:
    """Return one row per town, village and group with basic farmland and who answers for it."""
    rules = responsibility_rules(pack)
    fields = plain_fields(
        ("level", "text"), ("unit_code", "text"), ("unit_name", "text"), ("title", "text"), ("person", "text"),
        ("phone", "text"), ("since", "text"), ("blocks", "integer"), ("parcels", "integer"), ("area_m2", "real"),
        ("area_mu", "real"), ("remarks", "text"),
    )
    rows: list[tuple[Any, ...]] = []
    net = cents(work.parcels.net_m2)
    for level, codes in (("town", work.town), ("village", work.village), ("group", work.group)):
        title = language.title(rules.level(level).title)
        for code, chosen in _rows_of_units(codes, work.block >= 0):
            person = persons.of(code)
            area = int(net[chosen].sum())
            rows.append((
                level, code, work.name(code), title, *_said(person),
                len(np.unique(work.block[chosen])), len(chosen), area / 100.0, _mu(np.array([area]))[0],
                (person.remarks or None) if person else None,
            ))
    return ResultTable(fields, _columns(rows, len(fields)))


def _rows_of_units(
    codes: NDArray[np.object_], placed: NDArray[np.bool_]
) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Yield every code, ascending, with the rows that have it; rows without a code or not placed are left out."""
    rows = np.flatnonzero(placed & (codes != ""))
    found, numbers = np.unique(codes[rows].astype(str), return_inverse=True)
    order = np.argsort(numbers.reshape(-1), kind="stable")
    ends = np.cumsum(np.bincount(numbers.reshape(-1), minlength=len(found)))
    yield from zip(found.tolist(), np.split(rows[order], ends[:-1]))


def plan_table(
    pack: Pack, work: Responsibility, persons: Persons, bounds: Sequence[Optional[str]]
) -> ResultTable:
    """Return the table of protection responsibility (基本农田保护责任一览表): a row per block and group.

    Columns and unit (mu, two decimals) as in 国土资发〔2010〕218号, annex 4. Areas are rounded once; other land is the
    difference of the rounded areas, so every row adds up.
    """
    fields = plain_fields(
        ("no", "integer"), ("village_code", "text"), ("village", "text"), ("block", "text"), ("bounds", "text"),
        ("block_area_mu", "real"), ("quality", "text"), ("group", "text"), ("group_person", "text"),
        ("households", "integer"), ("area_mu", "real"), ("farmland_mu", "real"), ("other_mu", "real"),
        ("village_person", "text"), ("since", "text"), ("remarks", "text"),
    )
    net = cents(work.parcels.net_m2)
    quality = dominant_quality(work)
    block_areas = _mu(cents(_ellipsoidal(_arrays(work.block_shapes), work.parcels.crs)))
    members = np.flatnonzero(work.block >= 0)
    order = members[np.lexsort((work.group[members].astype(str), work.block[members]))]
    labels = list(zip(work.block[order].tolist(), work.group[order].tolist()))
    starts = [at for at, label in enumerate(labels) if not at or label != labels[at - 1]]
    rows: list[tuple[Any, ...]] = []
    for begin, end in zip(starts, [*starts[1:], len(labels)]):
        block, group = labels[begin]
        chosen = order[begin:end]
        village = work.block_villages[block]
        head, warden = persons.of(village), persons.of(group) if group else None
        asked = warden if group else head  # without groups the households of the village
        area = int(net[chosen].sum())
        farmland = int(net[chosen][work.parcels.is_farmland[chosen]].sum())
        whole, tilled = _mu(np.array([area, farmland]))
        rows.append((
            len(rows) + 1, village, work.name(village), work.block_numbers[block], bounds[block], block_areas[block],
            quality[block], work.name(group) if group else None, warden.name if warden else None,
            asked.households if asked else None, whole, tilled, round(whole - tilled, 2),
            head.name if head else None, (head.since or None) if head else None,
            (head.remarks or None) if head else None,
        ))
    return ResultTable(fields, _columns(rows, len(fields)))


def dominant_quality(work: Responsibility) -> list[Optional[str]]:
    """Return the quality code that holds most of the farmland of every block, None where no parcel has one.

    Of codes with equal areas the first counts. Where a block has no cultivated land, all its land counts.
    """
    net = cents(work.parcels.net_m2)
    found: list[Optional[str]] = [None] * len(work.block_numbers)
    for farmland in (False, True):  # the second, where there is one, replaces the first
        chosen = (work.block >= 0) & (work.parcels.quality != "")
        if farmland:
            chosen &= work.parcels.is_farmland
        sums: dict[tuple[int, str], int] = {}
        for block, code, area in zip(
            work.block[chosen].tolist(), work.parcels.quality[chosen].tolist(), net[chosen].tolist()
        ):
            sums[block, code] = sums.get((block, code), 0) + area
        best: dict[int, tuple[int, str]] = {}
        for (block, code), area in sums.items():
            if block not in best or (-area, code) < (-best[block][0], best[block][1]):
                best[block] = area, code
        for block, (_, code) in best.items():
            found[block] = code
    return found


def _in_schema(
    pack: Pack, role_id: str, feature_code: str, values: dict[str, Any], count: int, polygons: PolygonArrays
) -> ResultTable:
    """Return a layer with all fields of a role; identifier and feature code are filled in where it has them."""
    role = pack.layers[role_id]
    values.setdefault(IDENTIFIER, list(range(1, count + 1)))
    values.setdefault(FEATURE_CODE, [feature_code] * count)
    columns = [column_of(values, rule, count) for rule in role.fields.values()]
    return ResultTable(role_fields(role), columns, polygons)


def _said(person: Optional[Person]) -> tuple[Optional[str], Optional[str], Optional[str]]:
    if person is None:
        return None, None, None
    return person.name, person.phone or None, person.since or None


def _columns(rows: Sequence[tuple[Any, ...]], count: int) -> list[Sequence[Any]]:
    return [[row[place] for row in rows] for place in range(count)]


def _sums(
    work: Responsibility, groups: NDArray[np.int64], count: int, chosen: Optional[NDArray[np.bool_]] = None
) -> Cents:
    """Return the net area of every zone or block in hundredths of a square metre."""
    inside = groups >= 0 if chosen is None else (groups >= 0) & chosen
    sums = np.zeros(count, dtype=np.int64)
    np.add.at(sums, groups[inside], cents(work.parcels.net_m2)[inside])
    return sums


def _mu(areas: Cents) -> list[float]:
    """Return areas in mu with two decimals, from hundredths of a square metre."""
    return round_half_up(areas / 100.0 / M2_PER_MU, 2).tolist()


def _arrays(shapes: Sequence[QgsGeometry]) -> PolygonArrays:
    return polygons_from_wkb([bytes(shape.asWkb().data()) for shape in shapes])


def _ellipsoidal(polygons: PolygonArrays, crs: QgsCoordinateReferenceSystem) -> NDArray[np.float64]:
    return np.nan_to_num(ellipsoidal_areas(polygons, area_frame(crs)))
