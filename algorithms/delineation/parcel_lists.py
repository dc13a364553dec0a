"""The lists of parcels that leave and that enter (划出图斑, 划入图斑), each with reasons, clause, evidence and step."""

from __future__ import annotations

from typing import Sequence

import numpy as np
from numpy.typing import NDArray

from ..geometry.wkb import select
from ..language import Language
from .model import STATUSES, STEPS
from .parcel_areas import parcel_areas
from .reasons import ENTER, LEAVE, evidence_kinds, evidence_missing, joined, removal_reasons
from .result import Delineation
from .schema import Column, ResultTable, from_cents, numbers_or_null, plain_fields, texts_or_null

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
    kinds = it.pack.code_lists.get(it.rules.evidence.kinds)
    return [
        parcels.keys[rows].tolist(),
        [codes[index] or None for index in unit],
        [names[index] or None for index in unit],
        texts_or_null(parcels.land_class[rows]),
        from_cents(areas.gross[rows]),
        from_cents(areas.net[rows]),
        numbers_or_null(parcels.quality[rows], 4),
        texts_or_null(parcels.slope_class[rows]),
        it.situation.ring[rows].tolist(),
        [STATUSES[number].value for number in screening.status[rows].tolist()],
        [STEPS[number] for number in it.selection.step[rows].tolist()],
        joined(screening, statuses, lambda criterion: criterion.code, rows),
        joined(screening, statuses, lambda criterion: language.title(criterion.title), rows),
        joined(screening, statuses, lambda criterion: criterion.clause, rows),
        joined(screening, statuses, lambda criterion: evidence_kinds(criterion, kinds, language), rows),
        evidence_missing(screening, statuses, rows).astype(int).tolist(),
    ]
