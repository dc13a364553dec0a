"""The values of indicators a workspace keeps, put beside the layers of a delivery."""

from __future__ import annotations

from pathlib import Path
from typing import Union

from ..dataset.dataset import Dataset
from ..indicators.values_layer import with_values
from ..units.tree import UnitTree
from .place import is_there
from .workspace import Workspace


def with_kept_values(dataset: Dataset, path: Union[str, Path]) -> Dataset:
    """Return a delivery with the values and units that a workspace keeps for its pack; they count before its tables.

    :param path: of the workspace; empty or not there yet: nothing is added
    :raises LandPlanError: when the workspace cannot be reached or read, or the pack has no table that can hold the
        values
    """
    if not path or not is_there(Path(path)):
        return dataset
    return with_chosen_values(dataset, path)


def with_chosen_values(dataset: Dataset, path: Union[str, Path]) -> Dataset:
    """Return a delivery with the values and units of a workspace that somebody chose.

    :param path: of the workspace; empty: nothing is added
    :raises LandPlanError: as `with_kept_values`, and when there is no such file
    """
    if not path:
        return dataset
    with Workspace.open(path, create=False) as workspace:
        store = workspace.indicators(dataset.pack.id)
        values, units = store.values(), store.units()
    return with_values(dataset, values, UnitTree(units) if units else None)


def with_missing_values(dataset: Dataset, path: Union[str, Path]) -> Dataset:
    """Return a delivery with the values that a workspace keeps where it has no table of values of its own.

    What is delivered is judged as it is; a plan whose indicators are only entered so far is judged by those.

    :raises LandPlanError: as `with_kept_values`
    """
    rules = dataset.pack.indicators
    if rules is None or any(dataset.bindings[table.role].candidates for table in rules.tables):
        return dataset
    if not any(table.indicator and table.kind and table.year for table in rules.tables):
        return dataset
    return with_kept_values(dataset, path)
