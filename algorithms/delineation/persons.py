"""Reads who answers for basic farmland: one row per administrative unit and person (保护责任人)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Iterable, Mapping, Optional, Sequence

import numpy as np

from ..dataset.layer import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, Silent
from ..message import translatable
from ..rulepack.zones_rules import PersonColumns
from ..units.codes import unit_code
from .parcel_columns import numbers, texts

_SEVERAL = "、"  # between several persons of one unit, as Chinese tables list them


@dataclass(frozen=True)
class Person:
    """Who answers for a unit, as the table says it; empty texts where it says nothing.

    :ivar households: number of households, None where not given
    """

    name: str
    phone: str = ""
    since: str = ""
    households: Optional[int] = None
    remarks: str = ""


@dataclass(frozen=True)
class PersonFields:
    """Columns chosen by hand; None: found by the headings the pack knows."""

    unit: Optional[str] = None
    name: Optional[str] = None
    phone: Optional[str] = None


@dataclass(frozen=True)
class Persons:
    """Responsible persons by unit code; several of one unit are one entry with their names listed.

    :ivar rows_without_unit: rows of the table that name no unit or no person
    """

    by_unit: Mapping[str, Person]
    rows_without_unit: int = 0

    def of(self, code: str) -> Optional[Person]:
        """Return who answers for a unit."""
        return self.by_unit.get(code)


def read_persons(
    layer: SourceLayer,
    headings: PersonColumns,
    codes: Iterable[str],
    chosen: PersonFields,
    feedback: Feedback = Silent(),  # noqa: B008
) -> Persons:
    """Read the table of responsible persons.

    :param codes: codes of all units somebody can answer for
    :raises LandPlanError: when the table has no column for the unit or the person
    """
    known = set(codes)
    data = layer.read(feedback)
    names = [field.name for field in layer.fields]
    unit_column = _column(layer, names, chosen.unit, headings.unit, "unit")
    name_column = _column(layer, names, chosen.name, headings.name, "person")

    def cells(column: Optional[str]) -> Sequence[str]:
        return [""] * len(data) if column is None else texts(data.column(column)).tolist()

    households_column = _found(names, headings.households)
    counts: Sequence[Any] = [np.nan] * len(data)
    if households_column is not None:
        counts = numbers(data.column(households_column)).tolist()
    by_unit: dict[str, Person] = {}
    without = 0
    for unit, name, phone, since, remarks, count in zip(
        cells(unit_column),
        cells(name_column),
        cells(chosen.phone or _found(names, headings.phone)),
        cells(_found(names, headings.since)),
        cells(_found(names, headings.remarks)),
        counts,
    ):
        code = unit_code(unit, known)
        if code is None or not name:
            without += 1
            continue
        households = int(count) if np.isfinite(count) and count >= 0 else None
        person = Person(name, phone, since, households, remarks)
        by_unit[code] = _together(by_unit[code], person) if code in by_unit else person
    return Persons(by_unit, without)


def _together(first: Person, second: Person) -> Person:
    """Return two entries of one unit as one."""
    if first == second:
        return first
    return replace(
        first,
        name=_joined(first.name, second.name),
        phone=_joined(first.phone, second.phone),
        since=first.since or second.since,
        households=first.households if second.households is None else second.households,
        remarks=_joined(first.remarks, second.remarks),
    )


def _joined(first: str, second: str) -> str:
    if not second or second in first.split(_SEVERAL):
        return first
    return f"{first}{_SEVERAL}{second}" if first else second


def _column(
    layer: SourceLayer, names: Sequence[str], chosen: Optional[str], headings: Sequence[str], what: str
) -> str:
    found = chosen or _found(names, headings)
    if found is not None:
        return found
    if what == "unit":
        raise LandPlanError(
            translatable(
                "Responsibility",
                "The table of persons {layer} has no column with the codes of the units ({headings}). Choose it.",
                layer=layer.name,
                headings=", ".join(headings),
            )
        )
    raise LandPlanError(
        translatable(
            "Responsibility",
            "The table of persons {layer} has no column with the names of the persons ({headings}). Choose it.",
            layer=layer.name,
            headings=", ".join(headings),
        )
    )


def _found(names: Sequence[str], headings: Sequence[str]) -> Optional[str]:
    """Return the column of the first heading that is there, whatever the case of its letters."""
    folded = {name.strip().casefold(): name for name in reversed(names)}
    return next((folded[heading.casefold()] for heading in headings if heading.casefold() in folded), None)
