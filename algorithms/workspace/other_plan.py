"""Units and values of another plan, e.g. those of a county for the city it belongs to; nothing is written there."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Iterable, Mapping, Sequence

from ..dataset.binding import bind
from ..dataset.source import open_source
from ..dataset.workspace_files import is_workspace
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span
from ..indicators.dataset_values import values_of_dataset
from ..indicators.model import IndicatorValue, ValueChange, ValueKey
from ..message import Message, translatable
from ..rulepack.model import Pack
from ..units.read_tree import tree_of_dataset
from ..units.tree import UnitTree
from ..units.tree_builder import UnitRow
from .place import is_there
from .workspace import Workspace


@dataclass(frozen=True)
class OtherPlan:
    """What another workspace or delivery holds.

    :ivar name: of the file
    :ivar values: without those of units that are not in ``tree``
    :ivar notes: what is odd about it
    """

    name: str
    tree: UnitTree
    values: tuple[IndicatorValue, ...]
    notes: tuple[Message, ...] = ()


def read_other_plan(path: str, pack: Pack, feedback: Feedback = Silent()) -> OtherPlan:  # noqa: B008
    """Read the units and values of a workspace, or of the tables of a delivery.

    :param path: a workspace, a geodatabase, a GeoPackage or a folder
    :raises LandPlanError: when it cannot be read, or holds no values of this kind of plan
    :raises Cancelled: when the user cancels
    """
    if not is_there(Path(path)):
        raise LandPlanError(translatable("Workspace", "There is no workspace file {path}. Choose an existing file.",
                                         path=path))
    other = _of_workspace(path, pack) if is_workspace(path) else _of_delivery(path, pack, feedback)
    if not other.values:
        raise LandPlanError(translatable(
            "OtherPlan", "{file} holds no values of indicators of the rule pack {pack}. Choose the workspace of a plan "
            "made with this rule pack, or a delivery with the tables of its indicators.", file=path, pack=pack.title))
    return other


def rows_of(tree: UnitTree) -> list[UnitRow]:
    """Return the units of a tree as rows of a table."""
    return [UnitRow(unit.code, "" if unit.name == unit.code else unit.name, unit.parent or "")
            for unit in tree.units.values()]


def joined_rows(one: Sequence[UnitRow], other: Sequence[UnitRow]) -> list[UnitRow]:
    """Return the rows of both; of a unit that both have the newer row counts where it says something."""
    rows: dict[str, UnitRow] = {row.code: row for row in one}
    for row in other:
        known = rows.get(row.code, row)
        rows[row.code] = UnitRow(row.code, row.name or known.name, row.parent or known.parent)
    return list(rows.values())


def changes_from(
    other: OtherPlan, known: Mapping[ValueKey, IndicatorValue], person: str, at: datetime
) -> tuple[list[ValueChange], list[ValueChange]]:
    """Return what brings the values of another plan here.

    :param known: the values that are here
    :return: those that are new, and those that differ from what is here; each says where it comes from
    """
    new: list[ValueChange] = []
    differing: list[ValueChange] = []
    for value in other.values:
        here = known.get(value.key)
        if here is not None and here.quantity.exact == value.quantity.exact:
            continue
        source = translatable("OtherPlan", "From {file}: {source}", file=other.name, source=value.origin.source)
        origin = replace(value.origin, source=source, person=person, at=at)
        (new if here is None else differing).append(ValueChange(value.key, replace(value, origin=origin)))
    return new, differing


def _of_workspace(path: str, pack: Pack) -> OtherPlan:
    folder = tempfile.mkdtemp(prefix="landplan-")
    try:
        copy = Path(folder) / "copy.gpkg"
        _copy(Path(path), copy)
        with Workspace.open(copy, create=False) as opened:
            store = opened.indicators(pack.id)
            return _plan(path, UnitTree(store.units()), store.values())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(source: Path, copy: Path) -> None:
    """Copy a workspace with the log of what was written last; it is opened nowhere, so nothing changes there.

    :raises LandPlanError: when it cannot be read
    """
    try:
        shutil.copyfile(source, copy)
        log = source.with_name(source.name + "-wal")
        if os.path.exists(log):
            shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
    except OSError as error:
        raise LandPlanError(translatable("Workspace", "The workspace file {path} cannot be read: {reason}.",
                                         path=str(source), reason=str(error))) from error


def _of_delivery(path: str, pack: Pack, feedback: Feedback) -> OtherPlan:
    layers = open_source(path)
    dataset = bind(pack, layers, path)
    reading = tree_of_dataset(dataset, Span(feedback, 0, 50))
    read = values_of_dataset(dataset, reading.tree, Span(feedback, 50, 100))
    for layer in layers:
        layer.forget()
    return _plan(path, reading.tree, read.values)


def _plan(path: str, tree: UnitTree, values: Iterable[IndicatorValue]) -> OtherPlan:
    """Return a plan without values of units it does not have, which is noted."""
    known, strange = [], set()
    for value in values:
        if value.key.unit in tree:
            known.append(value)
        else:
            strange.add(value.key.unit)
    notes: tuple[Message, ...] = ()
    if strange:
        notes = (translatable(
            "OtherPlan", "{file}: values of units it does not have are left out ({count}): {units}.",
            file=Path(path).name, count=len(strange), units=", ".join(sorted(strange)[:10])),)
    return OtherPlan(Path(path).name, tree, tuple(known), notes)
