"""Area checks (面积检查): declared against ellipsoidal area, and the arithmetic of area fields."""

from __future__ import annotations

from typing import Iterator

import numpy as np
from numpy.typing import NDArray

from ...geometry.area import round_half_up
from ...geometry.area_units import SQUARE_METRES
from ...message import translatable
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ..context import CheckContext, NotRunnable
from ..expressions import ROUNDING, failures
from ..findings import feature_finding, unknown_areas
from ..model import Finding
from ..registry import check_kind

NUMBER = ParameterSpec(ParameterType.NUMBER)
FIELD = ParameterSpec(ParameterType.FIELD, required=True)


def allowed_difference(
    computed: NDArray[np.float64], tolerance: float, relative_tolerance: float
) -> NDArray[np.float64]:
    """Return how far a declared area may be from the computed one, in m²: the larger of both tolerances."""
    return np.maximum(tolerance, relative_tolerance * computed)


def differing_areas(
    declared: np.ma.MaskedArray, computed: NDArray[np.float64], tolerance: float, relative_tolerance: float
) -> NDArray[np.int64]:
    """Return the indexes of the features whose declared area is NULL, not finite or too far off.

    :param declared: declared areas in m², NULL masked
    :param computed: areas on the ellipsoid in m², rounded as they are declared
    """
    values = np.asarray(declared.data, dtype=np.float64)
    limits = allowed_difference(computed, tolerance, relative_tolerance) + ROUNDING
    fits = ~np.ma.getmaskarray(declared) & (np.abs(values - computed) <= limits)
    return np.nonzero(~fits)[0]


@check_kind("areas.ellipsoidal", field=FIELD, tolerance=NUMBER, relative_tolerance=NUMBER)
def ellipsoidal(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The declared area is the area on the ellipsoid (图斑椭球面积, 国土调查办发〔2008〕32号)."""
    field = check.parameters["field"]
    unit = context.role(check.layer).fields[field].unit or "m2"
    if unit not in SQUARE_METRES:
        raise NotRunnable(
            translatable(
                "SelfCheck",
                "The rule pack gives the field {field} the unit {unit}, which is no unit of area; known are {units}.",
                field=field,
                unit=unit,
                units=", ".join(SQUARE_METRES),
            )
        )
    declared = context.numbers(check.layer, field) * SQUARE_METRES[unit]
    computed = round_half_up(context.areas(check.layer), 2)
    tolerance = context.number(check, "tolerance", 0.01)
    relative_tolerance = context.number(check, "relative_tolerance", 1e-8)
    selected = context.selection(check.layer, check.where)
    context.examined = len(selected)
    yield from unknown_areas(context, check)
    # A missing value or a missing geometry is the business of other checks.
    drawn = np.diff(context.polygons(check.layer).feature_offsets) > 0
    comparable = ~np.ma.getmaskarray(declared) & np.isfinite(computed) & drawn
    differing = differing_areas(declared, computed, tolerance, relative_tolerance)
    limits = allowed_difference(computed, tolerance, relative_tolerance)
    values = np.asarray(declared.data, dtype=np.float64)
    for index in np.intersect1d(selected, differing[comparable[differing]]):
        difference = float(values[index] - computed[index])
        yield feature_finding(
            context,
            check,
            index,
            "area_differs",
            translatable(
                "SelfCheck",
                "{field} says {declared} m², the area on the ellipsoid is {computed} m²: difference "
                "{difference} m², allowed {limit} m².",
                field=field,
                declared=float(values[index]),
                computed=float(computed[index]),
                difference=round(difference, 2),
                limit=round(float(limits[index]), 4),
            ),
            field,
            round(difference, 2),
            float(limits[index]),
        )


@check_kind(
    "areas.arithmetic", field=FIELD, formula=ParameterSpec(ParameterType.EXPRESSION, required=True), tolerance=NUMBER
)
def arithmetic(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """An area field equals its formula (for example TBDLMJ = TBMJ − XZDWMJ − LXDWMJ − TKMJ)."""
    field = check.parameters["field"]
    formula = check.parameters["formula"]
    limit = context.number(check, "tolerance", 0.01)
    for failure in failures(context, check):
        if failure.error or failure.declared is None or failure.computed is None:
            yield feature_finding(
                context, check, failure.index, "not_evaluated",
                translatable("SelfCheck", "{field} = {formula} cannot be evaluated here: {reason}.", field=field,
                             formula=formula, reason=failure.error or "NULL"),
                field,
            )
            continue
        difference = round(failure.declared - failure.computed, 4)
        yield feature_finding(
            context,
            check,
            failure.index,
            "arithmetic",
            translatable(
                "SelfCheck",
                "{field} is {declared}, but {formula} is {computed}: difference {difference}, allowed {limit}.",
                field=field,
                declared=failure.declared,
                formula=formula,
                computed=failure.computed,
                difference=difference,
                limit=limit,
            ),
            field,
            difference,
            limit,
        )
