"""Sentences on the reading of administrative units, one for each kind of thing, with examples."""

from __future__ import annotations

from typing import Union

from ..message import Message, translatable

NO_CODE = "no_code"
TWO_NAMES = "two_names"
TWO_PARENTS = "two_parents"
WRONG_LENGTH = "wrong_length"
NO_NAME = "no_name"
MADE = "made"
MADE_WITH_NAME = "made_with_name"
UNKNOWN_PARENT = "unknown_parent"
AMBIGUOUS_PARENT = "ambiguous_parent"
PARENT_NOT_LARGER = "parent_not_larger"
CYCLE = "cycle"

_LISTED = 10


class Notes:
    """Gathers what is to be said; each thing once."""

    def __init__(self) -> None:
        """Nothing is noted yet."""
        self._found: dict[tuple[str, str], dict[str, None]] = {}

    def add(self, kind: str, what: str, where: str) -> None:
        """Note a thing.

        :param what: the unit, as it is shown
        :param where: layer or table it stands in; empty for what holds for the tree
        """
        self._found.setdefault((kind, where), {})[what] = None

    def sentences(self) -> tuple[Message, ...]:
        """Return one sentence for each kind of thing and place."""
        return tuple(_sentence(kind, where, list(found)) for (kind, where), found in self._found.items())


def _sentence(kind: str, where: str, found: list[str]) -> Message:
    layer: Union[str, Message] = where or translatable("UnitTree", "The table")
    listed = "; ".join(found[:_LISTED]) + (" …" if len(found) > _LISTED else "")
    if kind == NO_CODE:
        return translatable(
            "UnitTree", "{layer}: units with a name but no code are left out ({count}): {units}. Enter the codes.",
            count=len(found), layer=layer, units=listed,
        )
    if kind == TWO_NAMES:
        return translatable(
            "UnitTree", "{layer}: codes with several names, of which the first is used ({count}): {units}.",
            count=len(found), layer=layer, units=listed,
        )
    if kind == TWO_PARENTS:
        return translatable(
            "UnitTree", "{layer}: units said to lie in different units, of which the first is used ({count}): {units}.",
            count=len(found), layer=layer, units=listed,
        )
    return _of_tree(kind, len(found), listed)


def _of_tree(kind: str, count: int, listed: str) -> Message:
    if kind == WRONG_LENGTH:
        return translatable(
            "UnitTree",
            "Codes that are none of administrative units of this plan are left out ({count}): {units}. Correct them: "
            "they have letters, or a digit too many or too few.",
            count=count, units=listed,
        )
    if kind == NO_NAME:
        return translatable(
            "UnitTree", "Units without a name are shown by their code ({count}): {units}.", count=count, units=listed
        )
    if kind == MADE:
        return translatable(
            "UnitTree",
            "Units only known from the codes of the units in them are shown by their code ({count}): {units}.",
            count=count, units=listed,
        )
    if kind == MADE_WITH_NAME:
        return translatable(
            "UnitTree", "Units without a row of their own are known from the units in them ({count}): {units}.",
            count=count, units=listed,
        )
    if kind == UNKNOWN_PARENT:
        return translatable(
            "UnitTree",
            "Units said to lie in a unit that is not there lie where their code tells ({count}): {units}.",
            count=count, units=listed,
        )
    if kind == AMBIGUOUS_PARENT:
        return translatable(
            "UnitTree",
            "Units said to lie in a unit whose name several have lie where their code tells ({count}): {units}.",
            count=count, units=listed,
        )
    if kind == PARENT_NOT_LARGER:
        return translatable(
            "UnitTree",
            "Units said to lie in a unit that is no larger one lie where their code tells ({count}): {units}.",
            count=count, units=listed,
        )
    if kind == CYCLE:
        return translatable(
            "UnitTree", "Units said to lie in each other lie where their code tells ({count}): {units}.",
            count=count, units=listed,
        )
    raise ValueError(kind)
