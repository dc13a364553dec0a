"""Areas declared in another unit than the field is said to have: square metres, mu or hectares for one another."""

from __future__ import annotations

from typing import Optional

import numpy as np
from numpy.typing import NDArray

from ..geometry.area import ellipsoidal_areas
from ..geometry.area_units import SQUARE_METRES
from ..message import Message, translatable
from ..rulepack.model import GeometryKind
from ..selfcheck.context import CheckContext

_SAMPLE = 400  # features looked at
_LEAST = 3  # one feature may be a slip, and is told by the checks
_NEAR = 0.1  # share by which a ratio may miss that of two units
_NAMES = {"m2": "m²", "km2": "km²"}


def wrong_unit(
    context: CheckContext, role_id: str, field: Optional[str], chosen: Optional[NDArray[np.int64]] = None
) -> Optional[Message]:
    """Return that a field of areas seems to be written in another unit, None where it does not.

    The median of declared area by area of the shape tells, over some features spread through the layer.

    :param field: None: areas are those of the shapes
    :param chosen: int64, the features to look at; None: all
    :raises NotRunnable: when the field is missing or holds no numbers
    """
    if field is None:
        return None
    layer, rule = context.layer(role_id), context.role(role_id).fields[field]
    size = SQUARE_METRES.get(rule.unit or "")
    if size is None or layer.geometry is not GeometryKind.POLYGON or not layer.crs.isValid():
        return None
    declared = np.asarray(np.ma.filled(context.numbers(role_id, field), np.nan), dtype=np.float64)
    usable = np.flatnonzero(declared > 0) if chosen is None else chosen[declared[chosen] > 0]
    usable = usable[:: max(1, len(usable) // _SAMPLE)]
    areas = ellipsoidal_areas(context.data(role_id).some_polygons(usable), context.frame(role_id))
    measured = areas > 0
    if np.count_nonzero(measured) < _LEAST:
        return None
    ratio = float(np.median(declared[usable[measured]] * size / areas[measured]))
    for name, other in SQUARE_METRES.items():
        if other != size and abs(ratio / (size / other) - 1.0) < _NEAR:
            return translatable(
                "Indicators", "{field} of {layer} holds {ratio} times the area of the shapes: it seems to be written "
                "in {found}, but must be in {wanted}. Correct the values.", field=context.column_name(role_id, field),
                layer=layer.name, ratio=f"{float(f'{ratio:.3g}'):.10g}", found=_NAMES.get(name, name),
                wanted=_NAMES.get(rule.unit or "", rule.unit or ""))
    return None
