"""What saving a run changes in the tables, gathered for few statements over many rows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from .layers import draw, undraw
from .model import State
from .placing import MapGeometry
from .rows import FINDING_COLUMNS, LIGHT_COLUMNS, SHOWN_COLUMNS
from .states import change_states

_INSERT_FINDING = " ".join(
    (
        "INSERT INTO finding (id, scope_id, position, state, present, retired, first_run, last_run,",
        ", ".join(FINDING_COLUMNS),
        ") VALUES (:id, :scope_id, :position, :state, 1, 0, :run, :run,",
        ", ".join(":" + name for name in FINDING_COLUMNS),
        ")",
    )
)
_UPDATE_FINDING = " ".join(
    (
        "UPDATE finding SET",
        ", ".join(name + " = :" + name for name in FINDING_COLUMNS),
        "WHERE id = :id",
    )
)
_TOUCH_FINDING = " ".join(
    ("UPDATE finding SET", ", ".join(name + " = :" + name for name in LIGHT_COLUMNS), "WHERE id = :id")
)
_KEEP_OLD_VALUES = " ".join(
    (
        "INSERT INTO finding_was (",
        ", ".join(SHOWN_COLUMNS),
        ", crs, wkb) SELECT",
        ", ".join("f." + name for name in SHOWN_COLUMNS),
        ", g.crs, g.wkb FROM finding f LEFT JOIN finding_shape g ON g.finding_id = f.id WHERE f.id = ?",
    )
)


@dataclass
class StoredFinding:
    """A finding of earlier runs."""

    id: int
    state: str
    present: bool
    retired: bool
    position: int
    content: str
    look: str

    def shows(self, values: dict[str, Any]) -> bool:
        """Return whether it shows the same in every respect."""
        return self.content == values["content"] and self.look == values["look"]


@dataclass
class Changes:
    """What a batch of a check's findings changes."""

    seen_again: list[int] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)  # values differ
    touched: list[dict[str, Any]] = field(default_factory=list)  # only what `LIGHT_COLUMNS` hold differs
    moved: list[tuple[int, int]] = field(default_factory=list)  # new position, finding
    new: list[dict[str, Any]] = field(default_factory=list)
    states: list[tuple[int, str, str]] = field(default_factory=list)  # finding, before, after
    outdated: list[int] = field(default_factory=list)  # findings whose old values must be kept
    undrawn: list[int] = field(default_factory=list)  # findings to take off the map layers
    drawn: list[tuple[MapGeometry, dict[str, Any]]] = field(default_factory=list)
    shapeless: list[int] = field(default_factory=list)  # findings whose old shape is no longer true
    shapes: list[tuple[int, str, bytes]] = field(default_factory=list)
    sightings: list[tuple[int, int]] = field(default_factory=list)  # finding, position

    def add_new(self, values: dict[str, Any], finding_id: int) -> None:
        """Gather a finding seen for the first time."""
        values["id"] = finding_id
        values["state"] = State.OPEN.value
        self.new.append(values)

    def add_seen_again(self, values: dict[str, Any], old: StoredFinding) -> None:
        """Gather a finding seen again: it keeps its state, unless it was fixed."""
        values["id"] = old.id
        values["state"] = State.REOPENED.value if old.state == State.FIXED.value else old.state
        if values["state"] != old.state:
            self.states.append((old.id, old.state, values["state"]))
        if old.content != values["content"]:
            self.outdated.append(old.id)
            self.changed.append(values)
        elif old.look != values["look"]:
            self.touched.append(values)
        if old.retired or old.position != values["position"]:
            self.moved.append((values["position"], old.id))
        if not old.shows(values):
            self.undrawn.append(old.id)
        self.seen_again.append(old.id)

    def write(self, connection: sqlite3.Connection, run: int, at: str) -> None:
        """Write what was gathered, old values first.

        :param run: number of the run; ``at`` ISO time of its end
        """
        self._keep_old_values(connection)
        connection.executemany(_INSERT_FINDING, self.new)
        connection.executemany(_UPDATE_FINDING, self.changed)
        connection.executemany(_TOUCH_FINDING, self.touched)
        connection.executemany("UPDATE finding SET position = ?, retired = 0 WHERE id = ?", self.moved)
        connection.executemany(
            "UPDATE finding SET last_run = ?, present = 1 WHERE id = ?",
            [(run, finding) for finding in self.seen_again],
        )
        connection.executemany(
            "INSERT OR REPLACE INTO finding_text (finding_id, text) VALUES (:id, :search)",
            self.new + self.changed + self.touched,
        )
        change_states(connection, self.states, at, run=run)
        connection.executemany(
            "INSERT INTO sighting (run, finding_id, position) VALUES (?, ?, ?)",
            [(run, finding, position) for finding, position in self.sightings],
        )
        connection.executemany(
            "DELETE FROM finding_shape WHERE finding_id = ?", [(finding,) for finding in self.shapeless]
        )
        connection.executemany(
            "INSERT INTO finding_shape (finding_id, crs, wkb) VALUES (?, ?, ?)", self.shapes
        )
        undraw(connection, self.undrawn)
        draw(connection, self.drawn)

    def _keep_old_values(self, connection: sqlite3.Connection) -> None:
        """Keep what earlier runs saw of findings that are about to show something else."""
        for finding in self.outdated:
            was = connection.execute(_KEEP_OLD_VALUES, (finding,)).lastrowid
            connection.execute(
                "UPDATE sighting SET was = ? WHERE finding_id = ? AND was IS NULL", (was, finding)
            )
