"""What a check kind demands of its entry in ``checks.yaml``; the loader validates against this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Callable, Mapping, Optional

from .model import FieldRule, LayerRole

FieldChoice = Callable[[FieldRule, LayerRole], bool]


class ParameterType(Enum):
    """Type of a check parameter as written in the pack."""

    ROLE = "role"  # id of a layer role
    FIELD = "field"  # field of the check's own layer
    FIELDS = "fields"  # list of such fields
    TARGET_FIELD = "target_field"  # field of the layer named by the parameter ``target``
    EXPRESSION = "expression"  # QGIS expression over the check's own layer
    TARGET_EXPRESSION = "target_expression"  # QGIS expression over the ``target`` layer
    CODES = "codes"  # id of a code list
    NUMBER = "number"  # a number from 0, or the name of one of the pack's tolerances (kept as a word)
    INTEGER = "integer"  # a whole number from 0
    BOOLEAN = "boolean"
    TEXT = "text"
    CHOICES = "choices"  # list of words out of ``choices``


@dataclass(frozen=True)
class ParameterSpec:
    """One parameter of a check kind.

    :ivar choices: the words allowed (``CHOICES``)
    :ivar default_fields: chooses the fields examined when the check names none (``FIELDS``); a check
        for which it chooses none would never fire, so the loader refuses it
    :ivar only_such: whether fields that the check names must be of that choice, too
    """

    type: ParameterType
    required: bool = False
    choices: tuple[str, ...] = ()
    default_fields: Optional[FieldChoice] = None
    only_such: bool = False


@dataclass(frozen=True)
class KindSpec:
    """A check kind as the loader sees it."""

    name: str
    parameters: Mapping[str, ParameterSpec]
    needs_layer: bool = True
    selects: bool = True  # whether it looks at features, so that ``where`` can choose among them
    rules: str = ""  # part of the pack it needs: adjustment, delineation, indicators or three_lines
