"""Which group of a grouping each feature of a layer is in: every feature is in exactly one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Optional, Union

import numpy as np
from numpy.typing import NDArray

from ...message import Message, Title, translatable
from ...rulepack.delineation_references import selects
from ...rulepack.model import FieldRule
from ...rulepack.status_rules import Group, Grouping
from ...selfcheck.context import CheckContext
from ..classes.generations import ClassCodes, clean_code

Said = Union[Title, Message]

NOT_STATED = "not_stated"
OTHER = "other"
OUTSIDE = "outside"
_MOST_VALUES = 60  # groups of a grouping that makes every value one; more make no table


class LeafKind(Enum):
    """What a feature is in a group for."""

    GROUP = "group"
    NOT_STATED = "not_stated"  # no value, though one is due
    OTHER = "other"  # a value that no group takes
    OUTSIDE = "outside"  # no value, and none is due; or no expression takes it


@dataclass(frozen=True)
class Leaf:
    """A smallest group.

    :ivar path: ids from the outermost group to itself
    :ivar titles: names likewise
    """

    path: tuple[str, ...]
    titles: tuple[Said, ...]
    kind: LeafKind = LeafKind.GROUP

    @property
    def id(self) -> str:
        """Its own id."""
        return self.path[-1]


@dataclass(frozen=True)
class Classified:
    """The group of every feature.

    :ivar leaves: the groups in order, then what is not stated, has another value, or is outside
    :ivar index: int64 (features), place in ``leaves``
    :ivar texts: the distinct values, as codes of the field's list; ``text`` says which each feature has
    """

    grouping: Grouping
    leaves: tuple[Leaf, ...]
    index: NDArray[np.int64]
    texts: tuple[str, ...] = ()
    text: Optional[NDArray[np.int64]] = None

    def place(self, leaf: str) -> int:
        """Return the place of a leaf by its id."""
        return next(number for number, one in enumerate(self.leaves) if one.id == leaf)


def classified(context: CheckContext, grouping: Grouping) -> Classified:
    """Return the group of every feature of the grouping's layer, worked out once in a run.

    :raises NotRunnable: when the layer or a field is missing
    :raises Cancelled: when the user cancels
    """
    return context.once(("status grouping", grouping.id), lambda: _classified(context, grouping))


def _classified(context: CheckContext, grouping: Grouping) -> Classified:
    leaves = _leaves(grouping.groups, (), ())
    if grouping.field is None:
        return _by_expression(context, grouping, leaves)
    rule = context.role(grouping.role).fields[grouping.field]
    if not grouping.groups:
        return _by_value(context, grouping, rule)
    if any(leaf.minimum is not None or leaf.below is not None for leaf in grouping.leaves()):
        return _by_range(context, grouping, leaves)
    return _by_code(context, grouping, rule, leaves)


def _leaves(
    groups: tuple[Group, ...], path: tuple[str, ...], titles: tuple[Said, ...]
) -> list[Leaf]:
    found: list[Leaf] = []
    for group in groups:
        here, named = (*path, group.id), (*titles, group.title)
        found += _leaves(group.groups, here, named) if group.groups else [Leaf(here, named)]
    return found


def _specials(grouping: Grouping) -> list[Leaf]:
    outside: Said = grouping.outside or translatable("Status", "not applicable")
    return [
        Leaf((NOT_STATED,), (translatable("Status", "not stated"),), LeafKind.NOT_STATED),
        Leaf((OTHER,), (translatable("Status", "other value"),), LeafKind.OTHER),
        Leaf((OUTSIDE,), (outside,), LeafKind.OUTSIDE),
    ]


def _by_expression(context: CheckContext, grouping: Grouping, leaves: list[Leaf]) -> Classified:
    index = np.full(len(context.data(grouping.role)), len(leaves) + 2, dtype=np.int64)  # outside
    free = np.ones(len(index), dtype=bool)
    for number, group in enumerate(grouping.leaves()):
        chosen = context.selection(grouping.role, group.where)
        chosen = chosen[free[chosen]]
        index[chosen] = number
        free[chosen] = False
    return Classified(grouping, (*leaves, *_specials(grouping)), index)


def _by_value(context: CheckContext, grouping: Grouping, rule: FieldRule) -> Classified:
    """Make every value that occurs a group of its own, in the order of the values; of very many the most frequent."""
    values, places = _texts(context, grouping, rule)
    amounts: dict[str, int] = {}
    for text, amount in zip(values, np.bincount(places, minlength=len(values)).tolist()):
        amounts[text] = amounts.get(text, 0) + amount
    frequent = sorted((text for text in amounts if text), key=lambda text: (-amounts[text], text))[:_MOST_VALUES]
    codes = context.pack.code_lists.get(rule.codes or "")
    listed = {} if codes is None else codes.names
    order = list(listed) if codes is not None else []
    names = sorted(frequent, key=lambda text: (
        order.index(text) if text in listed else len(order), text))
    specials = (NOT_STATED, OTHER, OUTSIDE)
    leaves = [Leaf((f"={name}" if name in specials else name,), (listed.get(name) or Title(name, name),))
              for name in names]
    of_text = {name: number for number, name in enumerate(names)}
    by_value = np.array([of_text.get(text, len(leaves) + 1) if text else -1 for text in values], dtype=np.int64)
    index = by_value[places] if len(values) else np.empty(0, dtype=np.int64)
    return Classified(
        grouping, (*leaves, *_specials(grouping)), _without_value(context, grouping, index, len(leaves)),
        tuple(values), places)


def _by_range(context: CheckContext, grouping: Grouping, leaves: list[Leaf]) -> Classified:
    numbers = context.numbers(grouping.role, grouping.field or "")
    values = np.asarray(numbers.filled(np.nan), dtype=np.float64)
    index = np.full(len(values), len(leaves) + 1, dtype=np.int64)  # other
    index[~np.isfinite(values)] = -1
    for number, group in reversed(list(enumerate(grouping.leaves()))):
        inside = np.isfinite(values)
        if group.minimum is not None:
            inside &= values >= group.minimum
        if group.below is not None:
            inside &= values < group.below
        index[inside] = number
    distinct, places = np.unique(values, return_inverse=True)
    return Classified(
        grouping, (*leaves, *_specials(grouping)), _without_value(context, grouping, index, len(leaves)),
        tuple(f"{value:g}" for value in distinct.tolist()), places)


def _by_code(
    context: CheckContext, grouping: Grouping, rule: FieldRule, leaves: list[Leaf]
) -> Classified:
    values, places = _texts(context, grouping, rule)
    groups = grouping.leaves()
    other = len(leaves) + 1

    def place(text: str) -> int:
        if not text:
            return -1
        found = (number for number, group in enumerate(groups) if any(selects(code, text) for code in group.codes))
        return next(found, other)

    by_value = np.array([place(text) for text in values], dtype=np.int64)
    index = by_value[places] if len(values) else np.empty(0, dtype=np.int64)
    return Classified(
        grouping, (*leaves, *_specials(grouping)), _without_value(context, grouping, index, len(leaves)),
        tuple(values), places)


def _without_value(
    context: CheckContext, grouping: Grouping, index: NDArray[np.int64], first_special: int
) -> NDArray[np.int64]:
    """Put features without a value (-1) where one is due, and where none is."""
    blank = index < 0
    if not blank.any():
        return index
    index = index.copy()
    index[blank] = first_special  # not stated
    if grouping.applies is not None:
        due = np.zeros(len(index), dtype=bool)
        due[context.selection(grouping.role, grouping.applies)] = True
        index[blank & ~due] = first_special + 2  # outside
    return index


def _texts(
    context: CheckContext, grouping: Grouping, rule: FieldRule
) -> tuple[list[str], NDArray[np.int64]]:
    """Return the distinct values of the field as codes of its list ('' for none) and which each feature has."""
    column = context.column_name(grouping.role, rule.name)
    values, places = context.codes(grouping.role).of(column)
    texts = ["" if value is None else clean_code(value) for value in values]
    if rule.codes is not None and rule.codes in context.pack.code_lists:
        codes = ClassCodes(context.pack, rule.codes).canonical(values).codes
        texts = [text if code is None else str(code) for text, code in zip(texts, codes.tolist())]
    return texts, places


def strange_note(
    context: CheckContext, found: Classified, features: NDArray[np.int64], most: int = 5
) -> Optional[Message]:
    """Return which values of some features no group takes, None where there are none.

    :param features: int64, array indexes
    """
    other = next(number for number, leaf in enumerate(found.leaves) if leaf.kind is LeafKind.OTHER)
    if found.grouping.field is None:
        count = int((found.index[features] == other + 1).sum())  # outside
        return None if not count else translatable(
            "Status", "{count} features of {layer} are in no group of “{grouping}”: they stand in “{outside}”.",
            count=count, layer=context.layer(found.grouping.role).name, grouping=found.grouping.title,
            outside=found.leaves[other + 1].titles[-1])
    strange = features[found.index[features] == other]
    if found.text is None or not len(strange):
        return None
    values = [found.texts[place] for place in np.unique(found.text[strange]).tolist()]
    return translatable(
        "Status", "{count} features of {layer} have a value of {field} that belongs to no group: {values}. They stand "
        "in “other value”.", count=len(strange), layer=context.layer(found.grouping.role).name,
        field=found.grouping.field or "", values=", ".join(values[:most]) + (" …" if len(values) > most else ""))
