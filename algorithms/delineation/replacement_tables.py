"""A proposal of replacement as result layers: the parcels of every alternative, and the balance by unit."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..geometry.area_units import hectares, known, rounded
from ..geometry.wkb import select
from ..language import Language
from .model import STATUSES
from .reasons import ENTER, evidence_missing, joined
from .replacement import Proposal, not_available
from .replacement_choice import Alternative
from .schema import ResultTable, numbers_or_null, plain_fields, texts_or_null

_PARCELS = plain_fields(
    ("alternative", "integer"), ("rank", "integer"), ("key", "text"), ("unit_code", "text"), ("unit_name", "text"),
    ("for_unit_code", "text"), ("for_unit_name", "text"), ("land_class", "text"), ("net_area_m2", "real"),
    ("quality_grade", "real"), ("slope_class", "text"), ("status", "text"), ("reasons", "text"), ("reason", "text"),
    ("clause", "text"), ("evidence_missing", "integer"),
)
_LEDGER = plain_fields(
    ("alternative", "integer"), ("unit_code", "text"), ("unit_name", "text"), ("removed_ha", "real"),
    ("removed_quality", "real"), ("replaced_ha", "real"), ("replaced_quality", "real"), ("balance_ha", "real"),
    ("quality_balance", "real"), ("missing_ha", "real"), ("from_other_units_ha", "real"), ("available_ha", "real"),
    ("added_boundary_m", "real"), ("note", "text"),
)


def proposed_parcels(proposal: Proposal, language: Language) -> ResultTable:
    """Return the parcels of all alternatives; ``rank`` counts them within one, the largest of a unit first."""
    parcels, screening = proposal.parcels, proposal.screening
    taken, serves, alternatives, places = [], [], [], []
    for number, alternative in enumerate(proposal.replacement.alternatives, 1):
        rows = alternative.parcels
        order = np.lexsort((proposal.situation.rank[rows], -parcels.net_area_m2[rows], alternative.for_unit))
        taken.append(rows[order])
        serves.append(alternative.for_unit[order])
        alternatives += [number] * len(rows)
        places += list(range(1, len(rows) + 1))
    empty = np.empty(0, dtype=np.int64)
    rows, for_unit = np.concatenate([empty, *taken]), np.concatenate([empty, *serves])
    codes, names = [*proposal.units.codes, None], [*proposal.units.names, None]
    unit = parcels.unit[rows].tolist()
    columns: list[list[Any]] = [
        alternatives,
        places,
        parcels.keys[rows].tolist(),
        [codes[index] for index in unit],
        [names[index] for index in unit],
        [codes[index] for index in for_unit.tolist()],
        [names[index] for index in for_unit.tolist()],
        texts_or_null(parcels.land_class[rows]),
        [rounded(area, 2) for area in parcels.net_area_m2[rows].tolist()],
        numbers_or_null(parcels.quality[rows], 4),
        texts_or_null(parcels.slope_class[rows]),
        [STATUSES[status].value for status in screening.status[rows].tolist()],
        joined(screening, ENTER, lambda criterion: criterion.code, rows),
        joined(screening, ENTER, lambda criterion: language.title(criterion.title), rows),
        joined(screening, ENTER, lambda criterion: criterion.clause, rows),
        evidence_missing(screening, ENTER, rows).astype(int).tolist(),
    ]
    return ResultTable(_PARCELS, columns, select(parcels.polygons, rows))


def balance(proposal: Proposal, language: Language) -> ResultTable:
    """Return the balance of every unit in every alternative, each alternative with its total (no unit code).

    Where nothing can serve there is one alternative of nothing. ``balance_ha`` and ``quality_balance`` are 0 or more
    where the removed land is made up for.
    """
    demanding = np.flatnonzero(proposal.needed_m2 > 0).tolist()
    sign = proposal.sign
    unavailable = {str(message.values["code"]): language.render(message) for message in not_available(proposal)}
    rows: list[list[Any]] = []
    for number, alternative in enumerate(proposal.replacement.alternatives or (_nothing(proposal),), 1):
        elsewhere = alternative.for_unit != proposal.parcels.unit[alternative.parcels]
        for unit in demanding:
            mine = alternative.parcels[(alternative.for_unit == unit) & elsewhere]
            quality = sign * float(alternative.quality[unit])
            removed_quality = float(proposal.removed_quality[unit])
            rows.append([
                number,
                proposal.units.codes[unit],
                proposal.units.names[unit],
                hectares(float(proposal.needed_m2[unit])),
                known(rounded(removed_quality, 4)),
                hectares(float(alternative.area_m2[unit])),
                known(rounded(quality, 4)),
                hectares(float(alternative.area_m2[unit] - proposal.needed_m2[unit])),
                known(rounded(sign * (removed_quality - quality), 4)),
                hectares(float(alternative.missing_m2[unit])),
                hectares(float(proposal.parcels.net_area_m2[mine].sum())),
                hectares(float(proposal.replacement.available_m2[unit])),
                None,
                unavailable.get(proposal.units.codes[unit]),
            ])
        rows.append(_total(proposal, alternative, number, language))
    return ResultTable(_LEDGER, [list(column) for column in zip(*rows)])


def _total(proposal: Proposal, alternative: Alternative, number: int, language: Language) -> list[Any]:
    nowhere = proposal.in_no_unit_m2
    needed = float(proposal.needed_m2.sum()) + nowhere
    replaced = float(alternative.area_m2.sum())
    removed_quality = mean(proposal.removed_quality, proposal.needed_m2)
    quality = proposal.sign * mean(alternative.quality, alternative.area_m2)
    return [
        number,
        None,
        language.translate("Ledger", "Total"),
        hectares(needed),
        known(rounded(removed_quality, 4)),
        hectares(replaced),
        known(rounded(quality, 4)),
        hectares(replaced - needed),
        known(rounded(proposal.sign * (removed_quality - quality), 4)),
        hectares(float(alternative.missing_m2.sum()) + nowhere),
        hectares(alternative.other_units_m2),
        hectares(float(np.sort(proposal.parcels.net_area_m2[proposal.candidates]).sum())),
        rounded(alternative.added_boundary_m, 2),
        None,
    ]


def mean(grades: np.ndarray, weights: np.ndarray) -> float:
    """Return the mean of grades by weight, of those that are known; NaN without any."""
    known = np.isfinite(grades) & (weights > 0)
    return float((grades[known] * weights[known]).sum() / weights[known].sum()) if known.any() else float("nan")


def _nothing(proposal: Proposal) -> Alternative:
    units = len(proposal.units.codes)
    empty = np.empty(0, dtype=np.int64)
    return Alternative(
        empty, empty, np.zeros(units), np.full(units, np.nan), proposal.needed_m2.copy(), 0.0, 0.0, 0.0
    )
