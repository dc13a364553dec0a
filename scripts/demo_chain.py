"""From the county's land survey to a delineated, balanced and judged basic farmland, by ``qgis_process``.

Runs the algorithms of the delineation one after the other on the clean edition of the sample county and judges every
result by what is known of the county, or by another algorithm that works it out in its own way.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Mapping, Sequence

from demo_run import run

SAME_SLOPE = 0.97  # share of the fields whose slope class comes out as the survey has it; see the sample's README

Row = dict[str, Any]


@dataclass
class Step:
    """How one algorithm went.

    :ivar facts: what it found, for the table
    :ivar problems: what is not as it must be
    """

    algorithm: str
    seconds: float = 0.0
    facts: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def demand(self, fulfilled: bool, problem: str) -> None:
        """Note a problem unless something holds."""
        if not fulfilled:
            self.problems.append(problem)


class Chain:
    """The algorithms in the order a county works through them.

    :ivar steps: what was run so far
    """

    def __init__(self, program: str, environment: Mapping[str, str], sample: Path, output: Path) -> None:
        """:param output: folder the results are written to"""
        self._program = program
        self._environment = environment
        self._plan = sample / "farmland_clean.gpkg"
        self._targets = sample / "farmland_delivery.gpkg"
        self._dem = sample / "dem.tif"
        self._output = output
        self.steps: list[Step] = []
        output.mkdir(parents=True, exist_ok=True)

    def run_all(self) -> list[Step]:
        """Run every step; a later one may work on the result of an earlier one."""
        for step in (self.slope_classes, self.reserve):
            step()
        return self.steps

    # --- steps -------------------------------------------------------------------------------

    def slope_classes(self) -> None:
        """Slope of every parcel from the elevation model, against the slope classes of the survey."""
        step, results = self._run("slopeclasses", INPUT=self._layer("DLTB"), DEM=self._dem,
                                  OUTPUT=self._file("slope"), WITHOUT_DEM=self._file("without_heights"))  # fmt: skip
        fields = [row for row in rows_of(self._file("slope")) if str(row["DLBM"]).startswith("01")]
        apart = [abs(int(row["slope_class"]) - int(row["GDPDJ"])) for row in fields]
        same = apart.count(0)
        step.facts.append(f"{results['PARCEL_COUNT']} parcels, {results['WITHOUT_DEM_COUNT']} without heights")
        step.facts.append(f"{same} of {len(fields)} fields in the slope class of the survey")
        step.demand(results["PARCEL_COUNT"] == count_of(self._plan, "DLTB"), "not every parcel is in the result")
        step.demand(results["WITHOUT_DEM_COUNT"] == 1, "one parcel lies where the model has no heights")
        step.demand(same >= SAME_SLOPE * len(fields) and max(apart) <= 1, "slope classes differ from the survey's")

    def reserve(self) -> None:
        """Consolidation reserves of scattered farmland."""
        step, results = self._run(
            "consolidationreserve", PARCELS=self._layer("DLTB"), CURRENT=self._layer("JBNTBHTB"), SOURCE=self._plan,
            OUTPUT=self._file("reserve"), ZONE_PARCELS=self._file("reserve_parcels"), LEDGER=self._file("reserve_ledger"),
        )  # fmt: skip
        step.facts.append(
            f"{results['ZONE_COUNT']} reserves, {results['AREA_HA']:.2f} ha, of it farmland {results['FARMLAND_HA']:.2f} ha"
        )
        zones = rows_of(self._file("reserve"))
        step.demand(bool(zones) and len(zones) == results["ZONE_COUNT"], "no reserve was found")

    # --- helpers -----------------------------------------------------------------------------

    def _run(self, name: str, **parameters: object) -> tuple[Step, dict[str, Any]]:
        started = time.monotonic()
        results = run(self._program, self._environment, f"landplan:{name}", parameters)
        step = Step(name, time.monotonic() - started)
        self.steps.append(step)
        return step, results

    def _layer(self, name: str, source: Path | None = None) -> str:
        return f"{source or self._plan}|layername={name}"

    def _file(self, name: str) -> Path:
        return self._output / f"{name}.gpkg"


def rows_of(path: Path, layer: str = "") -> list[Row]:
    """Return the rows of a layer of a GeoPackage, without geometry.

    :param layer: its name; empty: the only one
    """
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        name = layer or connection.execute("SELECT table_name FROM gpkg_contents").fetchone()[0]
        quoted = '"' + str(name).replace('"', '""') + '"'
        return [dict(row) for row in connection.execute(f"SELECT * FROM {quoted}")]
    finally:
        connection.close()


def count_of(path: Path, layer: str) -> int:
    """Return the number of rows of a layer."""
    return len(rows_of(path, layer))


def print_steps(steps: Sequence[Step], say: Callable[[str], None] = print) -> None:
    """Print what every algorithm found, a line for each fact, and what is wrong."""
    width = max(len(step.algorithm) for step in steps)
    for step in steps:
        for number, fact in enumerate(step.facts):
            name = step.algorithm if number == 0 else ""
            seconds = f"{step.seconds:5.1f} s" if number == 0 else " " * 7
            say(f"{name.ljust(width)}  {seconds}  {fact}")
        for problem in step.problems:
            say(f"{' ' * width}  {' ' * 7}  NOT AS IT MUST BE: {problem}")
