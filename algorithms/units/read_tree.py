"""Reads the tree of administrative units (行政区) from the layers of a delivery, or from a table."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

import numpy as np

from ..dataset.dataset import BindingState, Dataset
from ..dataset.layer import SourceLayer
from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..message import Message, listed, translatable
from ..rulepack.indicator_rules import UnitSources
from ..rulepack.model import LayerRole
from .tree import UnitTree
from .tree_builder import TreeBuilder, TreeReading, UnitRow

__all__ = ["TreeReading", "UnitRow", "tree_of_dataset", "tree_of_layers", "tree_of_rows"]


def tree_of_dataset(
    dataset: Dataset, feedback: Feedback = Silent(), rows: Sequence[UnitRow] = ()  # noqa: B008
) -> TreeReading:
    """Read the tree of administrative units from the layers the pack names for it.

    Features of one code are one unit. Levels above those of the layers are made from the codes, as far as the pack has
    them and several units lie in them. A layer with faults is used where its codes can be read, as in measuring; one
    that cannot be used is noted.

    :param rows: units from elsewhere, e.g. a table; what they say of names and of who lies in whom wins

    :raises LandPlanError: when a layer cannot be read
    :raises Cancelled: when the user cancels
    """
    rules = dataset.pack.indicators
    if rules is None:
        note = translatable(
            "UnitTree", "The rule pack {pack} has no indicators, so it names no administrative units.",
            pack=dataset.pack.title,
        )
        return TreeReading(UnitTree(()), (note,))
    levels = dataset.pack.admin_levels
    return tree_of_layers(dataset, rules.units, levels, feedback, rows)


def tree_of_layers(
    dataset: Dataset,
    sources: UnitSources,
    levels: Sequence[str] = (),
    feedback: Feedback = Silent(),  # noqa: B008
    rows: Sequence[UnitRow] = (),
) -> TreeReading:
    """Read the tree from the layers that some sources name, see `tree_of_dataset`.

    :param levels: the administrative levels of the plan; empty = all that the sources have digits for
    """
    builder = TreeBuilder({level: count for level, count in sources.digits.items() if not levels or level in levels})
    for row in rows:
        builder.add(row.code, row.name, "", row.parent)
    notes: list[Message] = []
    layers = dataset.bound_layers  # measuring, too, takes a layer with faults that do not concern its codes
    for index, role_id in enumerate(sources.roles):
        raise_if_cancelled(feedback)
        role, layer = dataset.pack.layers[role_id], layers.get(role_id)
        if layer is None:
            binding = dataset.bindings.get(role_id)
            if binding is not None and binding.note is not None and binding.state is not BindingState.MISSING:
                notes.append(binding.note)
            continue
        step = Span(feedback, 100.0 * index / len(sources.roles), 100.0 * (index + 1) / len(sources.roles))
        notes += _add_layer(builder, layer, role, sources, step)
    for role_id in sources.named_by:
        _add_names(builder, layers.get(role_id), dataset.pack.layers[role_id], sources)
    reading = builder.build()
    if not len(reading.tree) and not notes and not reading.notes:
        notes.append(
            translatable(
                "UnitTree",
                "There are no administrative units: none of the layers {layers} is there or holds a code. Add one of "
                "them to the data.",
                layers=listed(dataset.pack.layers[role].names[0] for role in sources.roles),
            )
        )
    return TreeReading(reading.tree, (*notes, *reading.notes))


def tree_of_rows(rows: Sequence[UnitRow], digits: Mapping[str, int], table: str = "") -> TreeReading:
    """Read the tree from the rows of a table.

    A parent that a row states wins over the one its code tells of. A unit that rows lie in but that has no row is made
    from their codes, with the name they give it.

    :param digits: digits of a code by level, the largest unit first
    :param table: name of the table, for the notes
    """
    builder = TreeBuilder(digits)
    for row in rows:
        builder.add(row.code, row.name, table, row.parent)
    return builder.build()


def _add_layer(
    builder: TreeBuilder, layer: SourceLayer, role: LayerRole, sources: UnitSources, feedback: Feedback
) -> list[Message]:
    """Add the units of a layer and return what is to be said about the layer as a whole."""
    code_name, title_name = sources.code_of(role.id), sources.name_of(role.id)
    code_column = layer.field_name(role.fields[code_name]) if code_name in role.fields else None
    if code_column is None:
        return [
            translatable(
                "UnitTree",
                "{layer} has no field {field} with the codes of administrative units; its units are left out.",
                layer=layer.name, field=code_name,
            )
        ]
    title_column = layer.field_name(role.fields[title_name]) if title_name in role.fields else None
    data = layer.read(feedback)
    codes = _plain(data.column(code_column))
    names = [None] * len(codes) if title_column is None else _plain(data.column(title_column))
    for code, name in dict.fromkeys(zip(codes, names)):
        builder.add(code, "" if name is None else str(name), layer.name)
    void = sum(1 for code, name in zip(codes, names) if _is_void(code) and _is_void(name))
    if void:
        return [
            translatable(
                "UnitTree", "Features of {layer} with neither code nor name are left out: {count}.", count=void,
                layer=layer.name,
            )
        ]
    return []


def _add_names(
    builder: TreeBuilder, layer: Optional[SourceLayer], role: LayerRole, sources: UnitSources
) -> None:
    """Let a table name units; one that is not there, or without the fields, names none."""
    if layer is None:
        return
    code_column, name_column = (layer.field_name(role.fields[name]) for name in (sources.code, sources.name))
    if code_column is None or name_column is None:
        return
    data = layer.read()
    rows = zip(_plain(data.column(code_column)), _plain(data.column(name_column)))
    for code, name in dict.fromkeys(rows):
        if name is not None:
            builder.call(code, str(name))


def _plain(column: np.ma.MaskedArray) -> list[Any]:
    """Return the values of a column, None for NULL."""
    missing = np.ma.getmaskarray(column).tolist()
    return [None if void else value for value, void in zip(np.asarray(column.data).tolist(), missing)]


def _is_void(value: Optional[Any]) -> bool:
    return value is None or not str(value).strip()
