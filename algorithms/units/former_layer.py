"""What became of units, told by a layer that holds their former borders (行政区划调整前的界线)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

import numpy as np

from ..dataset.dataset import Dataset
from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span
from ..message import Message, translatable
from ..rulepack.model import GeometryKind
from .codes import unit_code, without_zeros
from .kept_borders import areas_of_dataset
from .tree import UnitTree
from .tree_builder import TreeBuilder
from .unit_areas import UnitAreas
from .unit_overlaps import UnitOverlaps, overlaps_of


@dataclass(frozen=True)
class FormerLayer:
    """A layer of former units.

    :ivar code: its field of codes; ``name`` that of names, empty = none
    """

    layer: SourceLayer
    code: str
    name: str = ""


@dataclass(frozen=True)
class FormerUnits:
    """The units of a layer of former units, compared with those of now.

    :ivar notes: what is odd about the codes
    """

    tree: UnitTree
    overlaps: UnitOverlaps
    notes: tuple[Message, ...] = ()


def guessed_fields(layer: SourceLayer, codes: Sequence[str], names: Sequence[str]) -> tuple[str, str]:
    """Return the fields of a layer that hold codes and names of units; empty where none looks like it.

    :param codes: what the pack calls such a field, the likeliest first; ``names`` likewise
    """
    fields = {field.name.casefold(): field.name for field in layer.fields}
    code = next((fields[name.casefold()] for name in codes if name.casefold() in fields), "")
    name = next((fields[name.casefold()] for name in names if name.casefold() in fields), "")
    return code, name


def former_units(
    former: FormerLayer, dataset: Dataset, feedback: Feedback = Silent()  # noqa: B008
) -> FormerUnits:
    """Compare the units of a layer with those of the plan.

    :param dataset: gives the units of now, and the digits of codes
    :raises LandPlanError: for a layer without polygons, CRS or readable codes, or one of somewhere else; when the plan
        has no borders now
    :raises Cancelled: when the user cancels
    """
    rules, layer = dataset.pack.indicators, former.layer
    if layer.geometry is not GeometryKind.POLYGON:
        raise LandPlanError(translatable(
            "UnitChanges", "{layer} has no polygons, so it holds no borders. Choose the layer of administrative areas "
            "as it was before the change.", layer=layer.name))
    if not layer.crs.isValid():
        raise LandPlanError(translatable(
            "UnitChanges", "{layer} has no coordinate reference system, so its borders cannot be compared. Set it in "
            "the properties of the layer.", layer=layer.name))
    now = areas_of_dataset(dataset, Span(feedback, 0, 20))
    if rules is None or not now:
        raise LandPlanError(translatable(
            "UnitChanges", "The plan has no layer of administrative units with polygons, so there is nothing to "
            "compare {layer} with. Bind one on the Data tab.", layer=layer.name))
    codes, tree, notes = _read(former, rules.units.digits, Span(feedback, 20, 40))
    areas = UnitAreas(codes, layer.read(feedback).polygons, layer.crs, layer.name)
    overlaps = overlaps_of([areas], now, Span(feedback, 40, 100))
    if not any(overlaps.shared.values()):
        raise LandPlanError(translatable(
            "UnitChanges", "{layer} lies nowhere where the units of the plan are ({crs}). Choose the former edition of "
            "the same area, and see whether its coordinate reference system is right.", layer=layer.name,
            crs=layer.crs.userFriendlyIdentifier()))
    return FormerUnits(tree, overlaps, notes)


def _read(
    former: FormerLayer, digits: Mapping[str, int], feedback: Feedback
) -> tuple[tuple[str, ...], UnitTree, tuple[Message, ...]]:
    """Return the code of each feature, the tree of the units and what is odd about them."""
    layer = former.layer
    data = layer.read(feedback)
    values = _plain(data.column(former.code))
    names = _plain(data.column(former.name)) if former.name else [None] * len(values)
    builder, lengths = TreeBuilder(digits), tuple(digits.values())
    codes = []
    for value, name in zip(values, names):
        code = unit_code(value)
        codes.append("" if code is None else without_zeros(code[: max(lengths)], lengths))
        builder.add(value, "" if name is None else str(name), layer.name)
    reading = builder.build()
    if not any(code in reading.tree for code in codes):
        raise LandPlanError(translatable(
            "UnitChanges", "The field {field} of {layer} holds no codes of administrative units (6, 9 or 12 digits). "
            "Choose the field that does.", field=former.code, layer=layer.name))
    return tuple(code if code in reading.tree else "" for code in codes), reading.tree, reading.notes


def _plain(column: np.ma.MaskedArray) -> list[Optional[object]]:
    missing = np.ma.getmaskarray(column).tolist()
    return [None if void else value for value, void in zip(np.asarray(column.data).tolist(), missing)]
