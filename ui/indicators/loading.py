"""What the Indicators tab does in the background: reading units and values, measuring, taking over, saving."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Mapping, Optional, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication

from ...algorithms.dataset.binding import Dataset
from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Feedback, Span
from ...algorithms.indicators.dataset_values import ReadValues, values_of_dataset
from ...algorithms.indicators.measuring import Measurement, measure
from ...algorithms.indicators.model import IndicatorValue, ValueChange, ValueKey
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.message import Message
from ...algorithms.rulepack.indicator_rules import IndicatorRules
from ...algorithms.rulepack.model import Pack
from ...algorithms.units.changes import UnitChange, new_names, proposals
from ...algorithms.units.kept_borders import (
    KeptBorders,
    areas_of_borders,
    areas_of_dataset,
    borders_of_dataset,
)
from ...algorithms.units.read_tree import tree_of_dataset
from ...algorithms.units.tree import UnitTree
from ...algorithms.units.tree_builder import UnitRow
from ...algorithms.units.unit_overlaps import UnitOverlaps, overlaps_of
from ...algorithms.workspace.place import is_there
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
    :ivar stored: the values as the workspace keeps them
    :ivar before: the units that were kept, also those of earlier times
    :ivar borders: of the units now
    :ivar overlaps: what the units before and now share, where the borders have changed
    :ivar given: units that came from a table or another workspace
    :ivar again: what was said to have become of units before, the newest last
    """

    sheet: IndicatorSheet
    notes: tuple[Message, ...] = ()
    proposals: tuple[UnitChange, ...] = ()
    offered: int = 0
    stored: Mapping[ValueKey, IndicatorValue] = field(default_factory=dict)
    before: UnitTree = field(default_factory=lambda: UnitTree(()))
    borders: KeptBorders = field(default_factory=KeptBorders)
    overlaps: UnitOverlaps = field(default_factory=UnitOverlaps)
    again: tuple[UnitChange, ...] = ()
    given: tuple[UnitRow, ...] = ()


def load(pack: Pack, rules: IndicatorRules, dataset: Optional[Dataset], workspace: str, feedback: Feedback) -> Loaded:
    """Read the units of the data source, else those kept in the workspace, and the values of the workspace.

    :param dataset: None while no data source is open
    :param workspace: path of the file, which need not exist yet
    :raises LandPlanError: when the workspace cannot be read
    :raises Cancelled: when the user cancels
    """
    kept, former, kept_borders = UnitTree(()), UnitTree(()), KeptBorders()
    values: list[IndicatorValue] = []
    recorded: list[UnitChange] = []
    given: list[UnitRow] = []
    if workspace and is_there(Path(workspace)):
        with Workspace.open(workspace, create=False) as opened:
            store = opened.indicators(pack.id)
            kept, former, values = UnitTree(store.units()), UnitTree(store.former_units()), store.values()
            kept_borders, recorded, given = store.borders(), store.unit_changes(), store.given_units()
    tree, borders = kept, kept_borders
    notes: tuple[Message, ...] = ()
    if dataset is not None:
        reading = tree_of_dataset(dataset, Span(feedback, 0, 50), given)
        notes = reading.notes
        if len(reading.tree):
            tree, borders = reading.tree, borders_of_dataset(dataset, feedback)
    changes: tuple[UnitChange, ...] = ()
    overlaps = UnitOverlaps()
    if tree is not kept and len(kept):
        if borders.digest and kept_borders.digest not in ("", borders.digest):
            try:
                overlaps = _overlaps(kept_borders, dataset, feedback)
            except LandPlanError as error:  # borders of another datum: names and codes still tell something
                notes = (*notes, error.message)
        changes = tuple(proposals(kept, tree, values, overlaps))
        notes = (*notes, *(change.reason for change in new_names(kept, tree) if change.reason is not None))
    offered = 0 if values or dataset is None else len(values_of_dataset(dataset, tree, feedback).values)
    return Loaded(
        IndicatorSheet(rules, tree, values), notes, changes, offered, {value.key: value for value in values},
        _with(kept, former), borders, overlaps, tuple(replace(change, sure=False) for change in recorded),
        tuple(given),
    )


def _with(kept: UnitTree, former: UnitTree) -> UnitTree:
    """Return the units that are kept with those that once were."""
    gone = [unit for unit in former.units.values() if unit.code not in kept]
    try:
        return UnitTree([*kept.units.values(), *gone])
    except ValueError:  # a unit of other times that lay in one that now lies in it
        return UnitTree([*kept.units.values(), *(replace(unit, parent=None) for unit in gone)])


def _overlaps(kept: KeptBorders, dataset: Optional[Dataset], feedback: Feedback) -> UnitOverlaps:
    """Return the areas that units share with those that were kept."""
    now = [] if dataset is None else areas_of_dataset(dataset)
    name = str(QCoreApplication.translate("IndicatorsTab", "The kept borders of the units"))
    return overlaps_of(areas_of_borders(kept, name), now, Span(feedback, 50, 95))


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
    workspace: str,
    pack_id: str,
    changes: Sequence[ValueChange],
    tree: Optional[UnitTree] = None,
    unit_changes: Sequence[UnitChange] = (),
    borders: Optional[KeptBorders] = None,
    given: Optional[Sequence[UnitRow]] = None,
    seen: Optional[Mapping[ValueKey, Optional[IndicatorValue]]] = None,
    patience: Optional[float] = None,
) -> None:
    """Keep values, and units where they are given, in the workspace; it is made when it does not exist.

    :param unit_changes: what became of former units
    :param borders: of the units
    :param given: units that came from a table or another workspace; None = they stay
    :param seen: what is believed to be stored, see `IndicatorStore.save`
    :param patience: seconds to wait for another program that is writing; None = three

    :raises ChangedMeanwhile: when somebody else has changed one of the values; nothing is kept then
    :raises LandPlanError: when it cannot be written; nothing is kept then
    """
    make_default_folder(workspace)
    with Workspace.open(workspace, create=True, patience=patience) as opened:
        units = None if tree is None else tree.units.values()
        opened.indicators(pack_id).save(
            changes, author(), units=units, unit_changes=unit_changes, borders=borders, given=given, seen=seen)


def author() -> str:
    """Return who writes values: the name decisions are made under, else that of the computer's user."""
    return settings.person() or QgsApplication.userFullName() or QgsApplication.userLoginName()
