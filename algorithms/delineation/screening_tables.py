"""The result of a screening as tables: parcels, sums, gates."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np
from numpy.typing import NDArray

from ..geometry.area_units import hectares, known
from ..language import Language
from ..message import Title
from ..rulepack.delineation_rules import NO_CRITERION_CODE
from ..rulepack.model import Pack
from .gate import Gates
from .inputs import delineation_rules
from .model import STATUSES, Parcels, Screening, Units
from .schema import ResultTable, described_table, numbers_or_null, texts_or_null
from .screening_reasons import NO_CRITERION_TITLE, STATUS_TITLES, meets_nothing, reason_texts, reasons
from .targets import Targets


def parcel_table(
    pack: Pack, parcels: Parcels, screening: Screening, units: Optional[Units], language: Language
) -> ResultTable:
    """Return what is added to the parcels: n rows in the order of the parcels, without geometry."""
    rules = delineation_rules(pack)
    texts = reason_texts(screening, pack.code_lists[rules.evidence.kinds], language)
    names = np.array([language.title(STATUS_TITLES[status]) for status in STATUSES], dtype=object)
    codes = np.array([status.value for status in STATUSES], dtype=object)
    columns: list[tuple[str, str, Any]] = [
        ("status", "text", codes[screening.status].tolist()),
        ("status_name", "text", names[screening.status].tolist()),
        ("reason_codes", "text", texts_or_null(texts.codes)),
        ("reasons", "text", texts_or_null(texts.titles)),
        ("clauses", "text", texts_or_null(texts.clauses)),
        ("evidence_needed", "text", texts_or_null(texts.evidence_needed)),
        ("evidence_found", "text", texts_or_null(texts.evidence_found)),
        ("evidence_missing", "text", texts_or_null(texts.evidence_missing)),
        ("waits_for_target", "integer", screening.waits_for_target.astype(int).tolist()),
        ("unit", "text", _unit_texts(parcels, None if units is None else units.codes)),
        ("unit_name", "text", _unit_texts(parcels, None if units is None else units.names)),
        ("is_farmland", "integer", parcels.is_farmland.astype(int).tolist()),
        ("is_current", "integer", parcels.is_current.astype(int).tolist()),
        ("current_share", "real", numbers_or_null(parcels.current_share)),
        ("quality", "real", numbers_or_null(parcels.quality)),
        ("mean_slope", "real", numbers_or_null(parcels.mean_slope)),
        ("steep_share", "real", numbers_or_null(parcels.steep_share)),
        ("slope_class", "text", texts_or_null(parcels.slope_class)),
        ("area_m2", "real", numbers_or_null(parcels.area_m2, 2)),
        ("net_area_m2", "real", numbers_or_null(parcels.net_area_m2, 2)),
    ]
    if screening.cluster_area_m2 is not None:
        columns.append(("cluster_m2", "real", numbers_or_null(screening.cluster_area_m2, 2)))
    for criterion in screening.criteria:
        if criterion.id in screening.shares:
            columns.append((f"share_{criterion.code}", "real", numbers_or_null(screening.shares[criterion.id])))
    return described_table(columns)


def summary_table(parcels: Parcels, screening: Screening, units: Optional[Units], language: Language) -> ResultTable:
    """Return number and area of parcels by unit, status and reason.

    The row of a status without reason code holds all its parcels; a parcel with two reasons counts with each, so the
    rows of the reasons must not be added up.
    """
    of_status = reasons(screening)
    nothing = meets_nothing(screening, of_status)
    groups: list[tuple[str, Title, str, NDArray[np.bool_]]] = [
        ("", Title("合计", "total"), "", np.ones(len(parcels), dtype=bool)),
        *(
            (criterion.code, criterion.title, criterion.clause, row)
            for criterion, row in zip(screening.criteria, of_status)
        ),
        (NO_CRITERION_CODE, NO_CRITERION_TITLE, "", nothing),
    ]
    unit_count = 0 if units is None else len(units.codes)
    place = (parcels.unit + 1) * len(STATUSES) + screening.status
    rows: list[tuple[Any, ...]] = []
    for number, (code, title, clause, chosen) in enumerate(groups):
        size = (unit_count + 1) * len(STATUSES)
        counts = np.bincount(place[chosen], minlength=size)
        gross = np.bincount(place[chosen], weights=parcels.area_m2[chosen], minlength=size)
        net = np.bincount(place[chosen], weights=parcels.net_area_m2[chosen], minlength=size)
        for cell in np.flatnonzero(counts).tolist():
            unit, status = cell // len(STATUSES) - 1, cell % len(STATUSES)
            rows.append((
                (unit < 0, unit, status, number),
                "" if unit < 0 or units is None else units.codes[unit],
                "" if unit < 0 or units is None else units.names[unit],
                STATUSES[status].value,
                language.title(STATUS_TITLES[STATUSES[status]]),
                code or None,
                language.title(title),
                clause or None,
                int(counts[cell]),
                hectares(float(gross[cell])),
                hectares(float(net[cell])),
            ))
    rows.sort(key=lambda row: row[0])
    names = (
        ("unit", "text"), ("unit_name", "text"), ("status", "text"), ("status_name", "text"), ("reason_code", "text"),
        ("reason", "text"), ("clause", "text"), ("parcel_count", "integer"), ("area_ha", "real"),
        ("net_area_ha", "real"),
    )
    return described_table(
        [(name, kind, [row[place] for row in rows]) for place, (name, kind) in enumerate(names, 1)]
    )


def gate_table(targets: Targets, gates: Gates) -> ResultTable:
    """Return for each target unit whether land that waits for the target may leave, areas in ha of net area."""
    return described_table([
        ("unit", "text", list(targets.codes)),
        ("unit_name", "text", list(targets.names)),
        ("target_ha", "real", [known(hectares(area)) for area in gates.target_m2]),
        ("staying_ha", "real", [hectares(area) for area in gates.staying_m2]),
        ("must_enter_ha", "real", [hectares(area) for area in gates.entering_m2]),
        ("waiting_ha", "real", [hectares(area) for area in gates.waiting_m2]),
        ("releasable_ha", "real", [hectares(area) for area in gates.releasable_m2]),
        ("gate_open", "integer", gates.is_open.astype(int).tolist()),
    ])


def _unit_texts(parcels: Parcels, texts: Optional[tuple[str, ...]]) -> list[Optional[str]]:
    if texts is None:
        return [None] * len(parcels)
    return [None if unit < 0 else texts[unit] for unit in parcels.unit.tolist()]
