"""The lists of parcels that leave and that enter (划出图斑, 划入图斑), each with reasons, clause, evidence and step."""

from __future__ import annotations

from typing import Callable, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from ..geometry.area import round_half_up
from ..geometry.wkb import select
from ..language import Language
from ..rulepack.delineation_rules import Criterion
from .model import STATUSES, STEPS
from .parcel_areas import parcel_areas
from .reasons import ENTER, LEAVE, joined, removal_reasons
from .result import Delineation
from .schema import Column, ResultTable, from_cents, plain_fields

_FIELDS = (
    ("key", "text"), ("unit_code", "text"), ("unit_name", "text"), ("land_class", "text"), ("area_m2", "real"),
    ("net_area_m2", "real"), ("quality_grade", "real"), ("slope_class", "text"), ("ring", "integer"),
    ("status", "text"), ("step", "text"), ("reasons", "text"), ("reason", "text"), ("clause", "text"),
    ("evidence_needed", "text"), ("evidence_missing", "integer"),
)


def out_parcels(
    delineation: Delineation, rows: NDArray[np.int64], former: Sequence[object], language: Language
) -> ResultTable:
    """Return the parcels that leave.

    :param rows: the parcels in the order of the result
    :param former: their numbers as basic farmland before (JBNTTBBH), None where not known
    :param language: of the reasons' titles
    """
    table = _listed(delineation, rows, leaving=True, language=language)
    fields = plain_fields(*_FIELDS, ("HCYY", "text"), ("JBNTTBBH", "text"))
    numbers = [None if number is None else str(number) for number in former]
    return ResultTable(
        fields, [*table, removal_reasons(delineation.screening, rows), numbers],
        select(delineation.parcels.polygons, rows),
    )


def in_parcels(
    delineation: Delineation, rows: NDArray[np.int64], numbers: Sequence[str], language: Language
) -> ResultTable:
    """Return the parcels that enter.

    :param numbers: their numbers in the result (JBNTTBBH)
    """
    table = _listed(delineation, rows, leaving=False, language=language)
    return ResultTable(
        plain_fields(*_FIELDS, ("JBNTTBBH", "text")), [*table, list(numbers)],
        select(delineation.parcels.polygons, rows),
    )


def _listed(delineation: Delineation, rows: NDArray[np.int64], leaving: bool, language: Language) -> list[Column]:
    it, parcels, screening = delineation, delineation.parcels, delineation.screening
    statuses = LEAVE if leaving else ENTER
    areas = parcel_areas(it)
    unit = it.target_unit[rows].tolist()
    codes, names = [*it.targets.codes, ""], [*it.targets.names, ""]
    missing = np.zeros(len(rows), dtype=bool)
    for number, criterion in enumerate(screening.criteria):
        if criterion.status in statuses:
            missing |= screening.evidence_missing[number][rows] & screening.holds[number][rows]
    kinds = _kinds_of(it, language)
    return [
        parcels.keys[rows].tolist(),
        [codes[index] or None for index in unit],
        [names[index] or None for index in unit],
        _texts(parcels.land_class[rows]),
        from_cents(areas.gross[rows]),
        from_cents(areas.net[rows]),
        _numbers(parcels.quality[rows], 4),
        _texts(parcels.slope_class[rows]),
        it.situation.ring[rows].tolist(),
        [STATUSES[number].value for number in screening.status[rows].tolist()],
        [STEPS[number] for number in it.selection.step[rows].tolist()],
        joined(screening, statuses, lambda criterion: criterion.code, rows),
        joined(screening, statuses, lambda criterion: language.title(criterion.title), rows),
        joined(screening, statuses, lambda criterion: criterion.clause, rows),
        joined(screening, statuses, kinds, rows),
        missing.astype(int).tolist(),
    ]


def _kinds_of(it: Delineation, language: Language) -> Callable[[Criterion], str]:
    """Return what says which kinds of evidence a criterion needs, by name."""
    code_list = it.pack.code_lists.get(it.rules.evidence.kinds)
    names = {} if code_list is None else code_list.names

    def kinds(criterion: Criterion) -> str:
        return " / ".join(
            f"{kind} {language.title(names[kind])}" if kind in names else kind for kind in criterion.evidence
        )

    return kinds


def _texts(values: NDArray[np.object_]) -> list[Optional[str]]:
    return [value or None for value in values.tolist()]


def _numbers(values: NDArray[np.float64], decimals: int) -> list[Optional[float]]:
    known = np.isfinite(values)
    rounded = round_half_up(np.where(known, values, 0.0), decimals).tolist()
    return [value if there else None for value, there in zip(rounded, known.tolist())]
