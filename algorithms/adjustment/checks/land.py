"""The land-use parcels that changes of basic farmland are judged on, and what the criteria say about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterable, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem

from ...delineation.covers import Covers
from ...delineation.inputs import read_parcels, read_units
from ...delineation.model import Parcels, Screening, Units
from ...delineation.screening import screen
from ...geometry.arrays import PolygonArrays
from ...message import Message, translatable
from ...rulepack.delineation_rules import Criterion, Status
from ...selfcheck.context import CheckContext
from ...selfcheck.one_crs import in_crs
from .changes import changes
from .criteria import Criteria
from .cuts import Cuts, cut
from .needs import adjustment_rules, delineation_rules

_LAND, _CRITERIA = "adjustment parcels", "adjustment criteria"
LEAVING = (Status.MAY_LEAVE, Status.MUST_LEAVE)
ENTERING = (Status.MUST_ENTER, Status.MAY_ENTER)


@dataclass(frozen=True)
class Land:
    """The parcels of a run.

    :ivar polygons: the parcels in the CRS of the changes
    """

    parcels: Parcels
    units: Optional[Units]
    polygons: PolygonArrays

    def unit_of(self, parcel: int) -> str:
        """Return the code of the unit a parcel lies in, empty where it is not known."""
        number = int(self.parcels.unit[parcel]) if parcel >= 0 else -1
        return "" if number < 0 or self.units is None else self.units.codes[number]


def land(context: CheckContext) -> Land:
    """Return the parcels, read once in a run.

    :raises NotRunnable: when a layer they need is missing
    """
    return context.once(_LAND, lambda: read_land(context, changes(context).crs))


def use_land(context: CheckContext, found: Land, criteria: Criteria) -> None:
    """Let a run go by parcels that were read and judged before.

    :param criteria: what the criteria say about these parcels
    """
    context.once(_LAND, lambda: found)
    context.once(_CRITERIA, lambda: criteria)


def read_land(context: CheckContext, crs: QgsCoordinateReferenceSystem) -> Land:
    """Read the parcels.

    :param crs: that of the changes
    :raises NotRunnable: when a layer they need is missing
    """
    rules = delineation_rules(context)
    layer = context.polygon_layer(rules.parcels.role)
    current = context.polygon_layer(adjustment_rules(context).before)
    found = [context.dataset.layer(role) for role in rules.units.roles]
    unit_layer = next((one for one in found if one is not None), None)
    units = None if unit_layer is None else read_units(context.pack, unit_layer, feedback=context.feedback)
    parcels = read_parcels(context.pack, layer, current=current, units=units, shared_keys=True,
                           feedback=context.feedback)
    polygons = in_crs(context, rules.parcels.role, parcels.polygons, crs)
    return Land(parcels, units, polygons)


def removed_cuts(context: CheckContext) -> Cuts:
    """Return the removed pieces, divided by the parcels they lie on."""
    return context.once("removed cuts", lambda: cut(changes(context).removed, land(context).polygons, context.feedback))


def entered_cuts(context: CheckContext) -> Cuts:
    """Return the entered pieces, divided by the parcels they lie on."""
    return context.once("entered cuts", lambda: cut(changes(context).entered, land(context).polygons, context.feedback))


def leaving(context: CheckContext) -> Screening:
    """Return the criteria as they stand for land that was basic farmland, in part or as a whole."""
    parcels = land(context).parcels
    touched = np.zeros(len(parcels), dtype=bool)
    touched[_parcels_of(removed_cuts(context))] = True
    return _screened(context, parcels.is_current | touched)


def entering(context: CheckContext) -> Screening:
    """Return the criteria as they stand for land that was no basic farmland, in part or as a whole."""
    parcels = land(context).parcels
    touched = np.zeros(len(parcels), dtype=bool)
    touched[_parcels_of(entered_cuts(context))] = True
    return _screened(context, parcels.is_current & ~touched)


def _parcels_of(cuts: Cuts) -> NDArray[np.int64]:
    return np.unique(cuts.parcel[cuts.parcel >= 0])


def _screened(context: CheckContext, is_current: NDArray[np.bool_]) -> Screening:
    """Return the screening for a choice of the parcels that count as basic farmland so far."""
    return context.once(("screening", is_current.tobytes()), lambda: _judged(context, is_current))


def _judged(context: CheckContext, is_current: NDArray[np.bool_]) -> Screening:
    criteria: Optional[Criteria] = context.once(_CRITERIA, lambda: None)
    if criteria is not None:
        return criteria.of(is_current)
    return judged_land(context, land(context), is_current)


def judged_land(
    context: CheckContext, found: Land, is_current: NDArray[np.bool_], covers: Optional[Covers] = None,
    clusters: Optional[NDArray[np.float64]] = None,
) -> Screening:
    """Return the screening of parcels for a choice of those that count as basic farmland so far, bool (parcels).

    :param covers: what other layers cover of the parcels, where that was measured before
    :param clusters: area of connected farmland of the parcels, likewise
    """
    parcels = replace(found.parcels, is_current=is_current)
    evidence = context.dataset.layer(delineation_rules(context).evidence.role)
    return screen(context.pack, parcels, context.dataset, evidence, context.feedback, covers=covers, clusters=clusters)


def rows_of(screening: Screening, statuses: Iterable[Status]) -> NDArray[np.int64]:
    """Return the places of the criteria of some statuses in a screening."""
    wanted = set(statuses)
    return np.array([row for row, one in enumerate(screening.criteria) if one.status in wanted], dtype=np.int64)


def not_judged(screening: Screening, statuses: Iterable[Status]) -> Optional[Message]:
    """Return which criteria of some statuses could not be judged and why, None where all could."""
    wanted = set(statuses)
    lacking = [(one, reason) for one, reason in screening.not_judged if one.status in wanted]
    if not lacking:
        return None
    return translatable(
        "Adjustment", "{count} criteria could not be judged. Deliver what is missing, a layer without features where "
        "there is no such land.\n{reasons}", count=len(lacking),
        reasons=tuple(_reason(one, reason) for one, reason in lacking),
    )


def with_reservation(sentence: Message, reservation: Optional[Message]) -> Message:
    """Return a sentence followed by what it is said with reserve of, the sentence alone where that is nothing."""
    if reservation is None:
        return sentence
    return translatable("Adjustment", "{sentence}\n{reservation}", sentence=sentence, reservation=reservation)


def _reason(criterion: Criterion, reason: Message) -> Message:
    return translatable("Adjustment", "{code} {title}: {reason}", code=criterion.code, title=criterion.title,
                        reason=reason)
