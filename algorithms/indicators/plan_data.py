"""The indicators of a delivery as its tables have them: units, values, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from ..dataset.dataset import Dataset
from ..errors import LandPlanError
from ..feedback import Feedback, Silent, Span
from ..message import Message, translatable
from ..rulepack.indicator_rules import IndicatorRules
from ..rulepack.model import Pack
from ..selfcheck.context import CheckContext
from ..units.codes import unit_code
from ..units.read_tree import UnitRow, tree_of_dataset, tree_of_rows
from ..units.tree import UnitTree
from .dataset_values import ReadValues, values_of_dataset
from .sheet import IndicatorSheet
from .values_layer import KeptValues


@dataclass(frozen=True)
class PlanData:
    """The indicators of a delivery.

    :ivar sheet: values and the tree of units
    :ivar read: where the values stand, and what could not be read
    :ivar notes: what a person should know about the units
    """

    sheet: IndicatorSheet
    read: ReadValues
    notes: tuple[Message, ...]


def rules_of_pack(pack: Pack) -> IndicatorRules:
    """Return the rules of the indicators.

    :raises LandPlanError: when the pack has none
    """
    if pack.indicators is None:
        raise LandPlanError(translatable(
            "Indicators", "The rule pack {pack} has no indicators. Choose one with an indicators.yaml.",
            pack=pack.title))
    return pack.indicators


def read_plan(dataset: Union[Dataset, CheckContext], feedback: Feedback = Silent()) -> PlanData:  # noqa: B008
    """Read the units and all values of a delivery.

    Units that are kept with values in the workspace come before those of the layers. Where neither has any, the units
    are those that the tables name.

    :raises LandPlanError: when the pack has no indicators, or a layer of units cannot be read
    :raises Cancelled: when the user cancels
    """
    bound = dataset.dataset if isinstance(dataset, CheckContext) else dataset
    rules = rules_of_pack(bound.pack)
    reading = tree_of_dataset(bound, Span(feedback, 0, 40))
    tree, notes = _with_kept_units(bound, reading.tree), reading.notes
    if not len(tree):
        tree, notes = _tree_of_tables(bound, rules, Span(feedback, 40, 60))
    read = values_of_dataset(bound, tree, Span(feedback, 60, 100))
    return PlanData(IndicatorSheet(rules, tree, read.values), read, notes)


def plan_of(context: CheckContext) -> PlanData:
    """Return the indicators of the delivery that is checked, read once.

    :raises LandPlanError: as `read_plan`
    """
    return context.once("indicators of the plan", lambda: read_plan(context, context.feedback))


def _with_kept_units(dataset: Dataset, tree: UnitTree) -> UnitTree:
    """Return the units of the layers together with those that values are kept with, as the latter say."""
    kept = [layer.tree for layer in dataset.bound_layers.values() if isinstance(layer, KeptValues)]
    known = next((one for one in kept if one is not None and len(one)), None)
    if known is None:
        return tree
    return UnitTree([*known.units.values(), *(unit for code, unit in tree.units.items() if code not in known)])


def _tree_of_tables(
    dataset: Dataset, rules: IndicatorRules, feedback: Feedback
) -> tuple[UnitTree, tuple[Message, ...]]:
    """Return the units that the tables name, with those above them that their codes tell of."""
    read = values_of_dataset(dataset, UnitTree(()), feedback)
    codes = dict.fromkeys(code for code in (unit_code(value.key.unit) for value in read.values) if code is not None)
    if not codes:
        return UnitTree(()), ()
    reading = tree_of_rows([UnitRow(code, "") for code in codes], rules.units.digits)
    note = translatable(
        "Indicators", "The delivery has no layer of administrative units; the {count} units are those that "
        "the tables of indicators name.", count=len(reading.tree))
    return reading.tree, (note,)
