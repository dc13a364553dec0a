"""Which findings: `FindingQuery` as SQL, and rows fetched as they are looked at.

Filters and order are answered from covering indexes (see `schema`), which yields ids; the rows of a page are
then read by id. Findings are never deleted, so a list stays valid while further runs are saved.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Callable, Iterable, Mapping, Optional, Union, overload

from ..rulepack.model import Severity
from .database import Database
from .model import FindingQuery, FindingRow, SortColumn, State
from .rows import SHOWN_COLUMNS, finding_row, search_form

PAGE = 256  # rows read at once
_PAGES_KEPT = 16

Counts = Mapping[tuple[str, Severity, State], int]

_SORT_COLUMNS: Mapping[SortColumn, tuple[str, ...]] = {
    SortColumn.CHECK: ("check_id", "position"),
    SortColumn.SEVERITY: ("severity",),
    SortColumn.STATE: ("state",),
    SortColumn.LAYER: ("layer_name",),
    SortColumn.KEY: ("key_a",),
    SortColumn.FIELD: ("field",),
    SortColumn.AREA: ("area_m2",),
    SortColumn.MEASURED: ("measured", "measured_text"),
}
_PLAIN_COLUMNS = ("id", "check_id", "state", "kind", "role", "field")
_IN_RUN = (
    "FROM sighting s JOIN finding f ON f.id = s.finding_id LEFT JOIN finding_was w ON w.id = s.was"
    " WHERE s.run = ?"
)


class FindingRows(Sequence):
    """Findings by id, read in pages when they are looked at; as long as all of them at once."""

    def __init__(
        self, ids: Sequence[int], fetch: Callable[[Sequence[int]], Mapping[int, FindingRow]]
    ) -> None:
        """:param ids: findings in order; ``fetch`` reads rows by id"""
        self.ids = ids
        self._fetch = fetch
        self._pages: OrderedDict[int, list[FindingRow]] = OrderedDict()

    def __len__(self) -> int:
        """Return the number of findings."""
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> FindingRow: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[FindingRow]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[FindingRow, Sequence[FindingRow]]:
        """Return one row, or the rows of a slice (again read as they are looked at)."""
        if isinstance(index, slice):
            return FindingRows(self.ids[index], self._fetch)
        position = range(len(self.ids))[index]
        number, place = divmod(position, PAGE)
        page = self._pages.get(number)
        if page is None:
            wanted = self.ids[number * PAGE : (number + 1) * PAGE]
            rows = self._fetch(wanted)
            page = [rows[finding] for finding in wanted]
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[place]


class Selection:
    """A `FindingQuery` against one workspace, ready to be counted or listed."""

    def __init__(self, connection: sqlite3.Connection, query: FindingQuery) -> None:
        """:param connection: in a transaction; used only while this is built"""
        self.run = run_number(connection, query.run_id) if query.run_id is not None else None
        self._query = query
        self._conditions: list[str] = []
        self._parameters: list[Any] = []
        if self.run is not None:
            self._parameters.append(self.run)
        else:
            self._restrict_scope(connection)
        self._restrict("check_id", query.check_ids)
        self._restrict("severity", None if query.severities is None else [s.value for s in query.severities])
        self._restrict("state", None if query.states is None else [s.value for s in query.states])
        if query.text.strip():
            self._restrict_text(connection, search_form(query.text.strip()))

    def ids(self, connection: sqlite3.Connection) -> list[int]:
        """Return the ids of the findings in the order asked for."""
        direction = " DESC" if self._query.descending else ""
        columns = [*_SORT_COLUMNS[self._query.sort], "id"]
        order = ", ".join(self._column(name) + direction for name in columns)
        sql = " ".join(("SELECT f.id", self._source(), "ORDER BY", order, "LIMIT ? OFFSET ?"))
        limit = -1 if self._query.limit is None else max(0, self._query.limit)
        bounds = [limit, max(0, self._query.offset)]
        return [row[0] for row in connection.execute(sql, self._parameters + bounds)]

    def count(self, connection: sqlite3.Connection) -> int:
        """Return the number of findings, whatever limit and offset say."""
        sql = " ".join(("SELECT count(*)", self._source()))
        return int(connection.execute(sql, self._parameters).fetchone()[0])

    def counts(self, connection: sqlite3.Connection) -> Counts:
        """Return the number of findings of every check, severity and state that has any."""
        columns = ", ".join(self._column(name) for name in ("check_id", "severity", "state"))
        sql = " ".join(("SELECT", columns, ", count(*)", self._source(), "GROUP BY 1, 2, 3"))
        return {
            (check_id, Severity(severity), State(state)): number
            for check_id, severity, state, number in connection.execute(sql, self._parameters)
        }

    def _source(self) -> str:
        """Return FROM and WHERE."""
        if self.run is not None:
            return " AND ".join((_IN_RUN, *self._conditions))
        return "FROM finding f WHERE " + " AND ".join(self._conditions)

    def _column(self, name: str) -> str:
        if self.run is None:
            return "f." + name
        if name == "position":
            return "s.position"
        return shown_in_run(name) if name in SHOWN_COLUMNS else "f." + name

    def _restrict_scope(self, connection: sqlite3.Connection) -> None:
        """Restrict to the current findings of the scopes asked for."""
        scopes = scope_ids(connection, self._query.pack_id, self._query.source)
        self._restrict("scope_id", scopes)
        self._conditions.append("f.retired = 0")

    def _restrict_text(self, connection: sqlite3.Connection, text: str) -> None:
        """Restrict to findings with a text, by the shorter list: those that have it, or those that have not.

        A search for what nearly all findings have in common would else look up nearly all of them.
        """
        total, matching = connection.execute(
            "SELECT count(*), coalesce(sum(instr(text, ?) > 0), 0) FROM finding_text", (text,)
        ).fetchone()
        if matching == total:
            return
        if 2 * matching > total:
            self._conditions.append("f.id NOT IN (SELECT finding_id FROM finding_text WHERE instr(text, ?) = 0)")
        else:
            self._conditions.append("f.id IN (SELECT finding_id FROM finding_text WHERE instr(text, ?) > 0)")
        self._parameters.append(text)

    def _restrict(self, column: str, values: Optional[Iterable[Any]]) -> None:
        if values is None:
            return
        wanted = list(values)
        self._conditions.append(" ".join((self._column(column), "IN (", ", ".join("?" * len(wanted)), ")")))
        self._parameters.extend(wanted)


def shown_in_run(name: str) -> str:
    """Return the SQL of a column as a run saw it: what was kept of it, else what the finding still shows."""
    return f"CASE WHEN s.was IS NULL THEN f.{name} ELSE w.{name} END"


def scope_ids(connection: sqlite3.Connection, pack_id: Optional[str], source: Optional[str]) -> list[int]:
    """Return the scopes of a pack on a source; None stands for any."""
    rows = connection.execute(
        "SELECT id FROM scope WHERE (?1 IS NULL OR pack_id = ?1) AND (?2 IS NULL OR source = ?2)",
        (pack_id, source),
    )
    return [row[0] for row in rows]


def run_number(connection: sqlite3.Connection, run_id: str) -> int:
    """Return the number of a run; 0, which no run has, for an unknown one."""
    row = connection.execute("SELECT id FROM check_run WHERE run_id = ?", (run_id,)).fetchone()
    return 0 if row is None else int(row[0])


def fetch_rows(database: Database, run: Optional[int], ids: Sequence[int]) -> dict[int, FindingRow]:
    """Return findings by id, with the values of a run where one is given.

    :raises LandPlanError: when the file is locked or damaged
    """
    with database.reading() as connection:
        return {row["id"]: finding_row(row) for row in read_findings(connection, run, ids)}


def read_findings(
    connection: sqlite3.Connection, run: Optional[int], ids: Sequence[int]
) -> list[Mapping[str, Any]]:
    """Return the raw rows of findings, in any order."""
    marks = ", ".join("?" * len(ids))
    plain = ["f." + name for name in _PLAIN_COLUMNS]
    if run is None:
        columns = (
            plain + ["f." + name for name in SHOWN_COLUMNS] + ["g.finding_id IS NOT NULL AS has_geometry"]
        )
        sql = " ".join(
            (
                "SELECT",
                ", ".join(columns),
                "FROM finding f",
                "LEFT JOIN finding_shape g ON g.finding_id = f.id WHERE f.id IN (",
                marks,
                ")",
            )
        )
        parameters = list(ids)
    else:
        shown = [shown_in_run(name) + " AS " + name for name in SHOWN_COLUMNS]
        geometry = [
            "CASE WHEN s.was IS NULL THEN g.finding_id IS NOT NULL ELSE w.wkb IS NOT NULL END AS has_geometry"
        ]
        sql = " ".join(
            (
                "SELECT",
                ", ".join(plain + shown + geometry),
                "FROM sighting s",
                "JOIN finding f ON f.id = s.finding_id LEFT JOIN finding_was w ON w.id = s.was",
                "LEFT JOIN finding_shape g ON g.finding_id = f.id WHERE s.run = ? AND s.finding_id IN (",
                marks,
                ")",
            )
        )
        parameters = [run, *ids]
    return named(connection.execute(sql, parameters))


def named(cursor: sqlite3.Cursor) -> list[Mapping[str, Any]]:
    """Return all rows of a cursor as mappings by column name."""
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor]
