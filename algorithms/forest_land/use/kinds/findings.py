"""Findings on projects and works with the true place in the CRS they were worked out in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence, Union

from qgis.core import QgsCoordinateReferenceSystem

from ....message import Message
from ....rulepack.model import CheckRule
from ....selfcheck.context import CheckContext
from ....selfcheck.findings import crs_text, feature_of
from ....selfcheck.model import Finding


@dataclass(frozen=True)
class Place:
    """Where a finding is.

    :ivar shape: as WKB
    :ivar area_m2: on the ellipsoid
    """

    shape: bytes
    crs: QgsCoordinateReferenceSystem
    area_m2: float


def placed_finding(
    context: CheckContext,
    check: CheckRule,
    kind: str,
    message: Message,
    features: Sequence[tuple[str, int]],
    place: Place,
    clause: str = "",
    field: str = "",
    measured: Union[float, str, None] = None,
    limit: Union[float, str, None] = None,
) -> Finding:
    """Return a finding at a place of its own.

    :param features: (role, index) of the features concerned, the one of the layer of the check first
    :param clause: of the rule that decides; empty: that of the check
    """
    return Finding(
        check_id=check.id,
        role=check.layer or "",
        layer_name=context.layer(check.layer).name,
        kind=kind,
        severity=check.severity,
        clause=clause or check.clause,
        message=message,
        features=tuple(feature_of(context, role, index) for role, index in features),
        field=field,
        measured=measured,
        limit=limit,
        area_m2=place.area_m2,
        geometry=place.shape,
        crs=crs_text(place.crs),
    )
