"""The toolbox's own workspace among the data: it is no part of a delivery."""

from __future__ import annotations

from pathlib import Path
from typing import Iterable

from ..errors import LandPlanError
from .ogr_files import open_dataset, open_options

# Tables by which a workspace is known.
_TABLES = frozenset(("check_run", "check_result"))


def are_of_workspace(layer_names: Iterable[str]) -> bool:
    """Return whether these are the layers of a workspace."""
    return _TABLES <= set(layer_names)


def is_workspace(path: str) -> bool:
    """Return whether a file is a workspace; False for one that is missing or cannot be opened."""
    if Path(path).suffix.lower() != ".gpkg" or not Path(path).is_file():
        return False
    try:
        dataset = open_dataset(path, open_options(path, None))
    except LandPlanError:
        return False
    return are_of_workspace(dataset.GetLayer(index).GetName() for index in range(dataset.GetLayerCount()))
