"""What the Indicators tab does in the background: reading units and values, measuring, taking over, saving."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Sequence

from qgis.core import QgsApplication

from ...algorithms.dataset.binding import Dataset
from ...algorithms.feedback import Feedback
from ...algorithms.indicators.dataset_values import ReadValues, values_of_dataset
from ...algorithms.indicators.measuring import Measurement, measure
from ...algorithms.indicators.model import ValueChange
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.message import Message
from ...algorithms.rulepack.indicator_rules import IndicatorRules
from ...algorithms.rulepack.model import Pack
from ...algorithms.units.changes import UnitChange, proposals
from ...algorithms.units.read_tree import tree_of_dataset
from ...algorithms.units.tree import UnitTree
from ...algorithms.workspace.indicator_store import IndicatorStore
from ...algorithms.workspace.workspace import Workspace
from .. import settings
from ..jobs import SourceRequest, open_and_bind
from ..workspace_place import make_default_folder


@dataclass(frozen=True)
class Loaded:
    """Units and values of a plan.

    :ivar notes: what a person should know about the units
    :ivar proposals: what became of units that have values and are no longer there
    :ivar offered: number of values in the tables of the data source, where the workspace has none yet
    """

    sheet: IndicatorSheet
    notes: tuple[Message, ...] = ()
    proposals: tuple[UnitChange, ...] = ()
    offered: int = 0


def load(pack: Pack, rules: IndicatorRules, dataset: Optional[Dataset], workspace: str, feedback: Feedback) -> Loaded:
    """Read the units of the data source, else those kept in the workspace, and the values of the workspace.

    :param dataset: None while no data source is open
    :param workspace: path of the file, which need not exist yet
    :raises LandPlanError: when the workspace cannot be read
    """
    kept, values = UnitTree(()), []
    if Path(workspace).is_file():
        with Workspace.open(workspace, create=False) as opened:
            store = opened.indicators(pack.id)
            kept, values = UnitTree(store.units()), store.values()
    tree = kept
    notes: tuple[Message, ...] = ()
    if dataset is not None:
        reading = tree_of_dataset(dataset, feedback)
        notes = reading.notes
        if len(reading.tree):
            tree = reading.tree
    changes = tuple(proposals(kept, tree, values)) if tree is not kept else ()
    offered = 0 if values or dataset is None else len(values_of_dataset(dataset, tree, feedback).values)
    return Loaded(IndicatorSheet(rules, tree, values), notes, changes, offered)


def measured(request: SourceRequest, tree: UnitTree, years: Sequence[int], feedback: Feedback) -> Measurement:
    """Measure all indicators of some years in the layers as they are now.

    :raises LandPlanError: when the source cannot be read
    :raises Cancelled: when the user cancels
    """
    content = open_and_bind(request)
    found = measure(content.dataset, tree, years, feedback=feedback)
    for layer in content.layers:
        layer.forget()
    return found


def taken_over(request: SourceRequest, tree: UnitTree, feedback: Feedback) -> ReadValues:
    """Read the values that the tables of the data source hold.

    :raises LandPlanError: when the source cannot be read
    """
    return values_of_dataset(open_and_bind(request).dataset, tree, feedback)


def save(
    workspace: str, pack_id: str, changes: Sequence[ValueChange], tree: Optional[UnitTree] = None,
    unit_changes: Sequence[UnitChange] = (),
) -> None:
    """Keep values, and units where they are given, in the workspace; it is made when it does not exist.

    :param unit_changes: what became of former units

    :raises LandPlanError: when it cannot be written; nothing is kept then
    """
    make_default_folder(workspace)
    with Workspace.open(workspace, create=True) as opened:
        store: IndicatorStore = opened.indicators(pack_id)
        if tree is not None:
            store.save_units(list(tree.units.values()), unit_changes)
        if changes:
            store.save(changes, author())


def author() -> str:
    """Return who writes values: the name decisions are made under, else that of the computer's user."""
    return settings.person() or QgsApplication.userFullName() or QgsApplication.userLoginName()
