"""The values of a plan together with what its layers measure."""

from __future__ import annotations

from typing import Iterable

from ..dataset.binding import Dataset
from ..feedback import Feedback, Silent
from .measuring import MeasuredValue, Measurer
from .model import IndicatorValue, Origin
from .plan_data import PlanData
from .sheet import IndicatorSheet


def with_measured(sheet: IndicatorSheet, values: Iterable[MeasuredValue]) -> IndicatorSheet:
    """Return the values together with what the layers measure, which comes before what a table calls measured."""
    at = next((value.origin.at for value in sheet), None)
    measured = [
        IndicatorValue(value.key, value.quantity, Origin(value.origin, "", at))
        for value in values if at is not None
    ]
    return IndicatorSheet(sheet.rules, sheet.tree, [*sheet, *measured])


def measured_plan(dataset: Dataset, plan: PlanData, feedback: Feedback = Silent()) -> IndicatorSheet:  # noqa: B008
    """Return the values of a delivery with the base and target years measured from its layers, as far as they tell.

    :raises Cancelled: when the user cancels
    """
    rules = plan.sheet.rules
    years = [year for year in (rules.base_year, *rules.target_years) if year is not None] or list(plan.sheet.years())
    found = Measurer(dataset, plan.sheet.tree).measure(years, feedback=feedback)
    return with_measured(plan.sheet, found.values)
