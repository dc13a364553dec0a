"""The disagreements of a run, column by column, so that tens of thousands are searched and sorted at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import AbstractSet, Any, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ...algorithms.errors import LandPlanError
from ...algorithms.message import translatable
from ...algorithms.workspace.layers import quoted
from ..ledger_model import Row

KEY, KIND, AREA, NOTE = "key", "kind", "area_ha", "note"
APPLIED = "applied"  # the decision that held in the run
UNDECIDED = "undecided"
_GAP = "\n"  # between the cells of a row where text is looked for; nobody can type it


class DisagreementTable:
    """Columns of equal length; what searching and sorting need is made when it is first asked for."""

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """:param columns: values by field, NULL as None"""
        self.columns = dict(columns)
        self._count = len(next(iter(self.columns.values()), ()))
        self._ranks: dict[str, NDArray[np.int64]] = {}
        self._texts: dict[tuple[str, ...], list[str]] = {}
        self._places: dict[str, int] = {}

    def __len__(self) -> int:
        """Return the number of disagreements."""
        return self._count

    def row(self, place: int) -> Row:
        """Return one disagreement with all its fields."""
        return {name: values[place] for name, values in self.columns.items()}

    def value(self, place: int, field: str) -> Any:
        """Return one value, None where the table has no such field."""
        values = self.columns.get(field)
        return None if values is None else values[place]

    def place(self, key: str) -> int:
        """Return where the disagreement of a key is, -1 where there is none."""
        if not self._places:
            self._places = {str(each): place for place, each in enumerate(self.columns.get(KEY, ()))}
        return self._places.get(key, -1)

    def ranks(self, field: str) -> NDArray[np.int64]:
        """Return int64 (rows): the place of each value among all values of a field in order, -1 where it is NULL."""
        if field not in self._ranks:
            values = self.columns.get(field, [None] * self._count)
            number = {value: place for place, value in enumerate(_ordered({v for v in values if v is not None}))}
            self._ranks[field] = np.fromiter((number.get(v, -1) for v in values), np.int64, self._count)
        return self._ranks[field]

    def holding(self, field: str, value: Any) -> NDArray[np.bool_]:
        """Return bool (rows): whether a field holds a value."""
        values = self.columns.get(field, [None] * self._count)
        return np.fromiter((each == value for each in values), np.bool_, self._count)

    def containing(self, text: str, fields: Sequence[str]) -> NDArray[np.bool_]:
        """Return bool (rows): whether any of some fields contains a text, whatever its case."""
        wanted = tuple(field for field in fields if field in self.columns)
        if wanted not in self._texts:
            parts = [["" if v is None else str(v) for v in self.columns[field]] for field in wanted]
            self._texts[wanted] = [_GAP.join(row).casefold() for row in zip(*parts)] if parts else [""] * self._count
        sought = text.casefold()
        return np.fromiter((sought in each for each in self._texts[wanted]), np.bool_, self._count)


def _ordered(values: AbstractSet[Any]) -> list[Any]:
    """Return values in order; where numbers and words are mixed, the numbers come first."""
    try:
        return sorted(values)
    except TypeError:
        return sorted(values, key=lambda value: (isinstance(value, str), value))


def table_of(rows: Sequence[Row]) -> DisagreementTable:
    """Return rows of the same fields as a table."""
    return DisagreementTable({name: [row[name] for row in rows] for name in rows[0]} if rows else {})


def read_disagreements(file: str, table: str) -> DisagreementTable:
    """Return the attributes of a layer of disagreements, without its shapes; none where there is no such layer.

    :param file: a GeoPackage
    :raises LandPlanError: when the file cannot be read
    """
    try:
        with closing(sqlite3.connect(f"{Path(file).resolve().as_uri()}?mode=ro", uri=True)) as connection:
            shapes = {name for (name,) in connection.execute(
                "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (table,))}
            names = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
                     if name not in shapes]
            if not names:
                return DisagreementTable({})
            wanted = ", ".join(quoted(name) for name in names)
            rows = connection.execute(" ".join(("SELECT", wanted, "FROM", quoted(table)))).fetchall()
    except sqlite3.Error as error:
        raise LandPlanError(
            translatable("DisagreementTable", "The results in {file} cannot be read ({reason}): run the step again.",
                         file=file, reason=str(error))) from error
    return DisagreementTable(dict(zip(names, zip(*rows))) if rows else dict.fromkeys(names, ()))
