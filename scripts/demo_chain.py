"""From the county's land survey to a delineated, balanced and judged basic farmland, by ``qgis_process``.

Runs the algorithms of the delineation one after the other on the clean edition of the sample county and judges every
result by what is known of the county, or by another algorithm that works it out in its own way.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Mapping, Sequence

from demo_findings import Key, found_in
from demo_run import run
from osgeo import gdal

gdal.UseExceptions()

ORDERS = ("near", "compact")  # near to far and high to low quality; compact
SHORT_TOWN = "690121102"  # the town whose target in the delivery edition is out of reach
STATUSES = ("MUST_ENTER", "MAY_ENTER", "KEEP", "MAY_LEAVE", "MUST_LEAVE", "NOT_ELIGIBLE")
UNPROVEN = {"7204", "7404"}  # checks that ask for evidence of what entered
HECTARE = 10_000.0
SQUARE_METRE = 1.0  # parcels are listed to the cent
CENT = 0.005  # ha; areas are written with four decimals, sums of five towns with their rounding
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
    :ivar border_km: by order, length of the borders of the delineated farmland
    """

    def __init__(
        self, program: str, environment: Mapping[str, str], sample: Path, output: Path, listed: Counter[Key]
    ) -> None:
        """:param output: folder the results are written to
        :param listed: findings planted in the delivery
        """
        self._program = program
        self._environment = environment
        self._plan = sample / "farmland_clean.gpkg"
        self._delivery = sample / "farmland_delivery.gpkg"
        self._dem = sample / "dem.tif"
        self._output = output
        self._listed = listed
        self.border_km: dict[str, float] = {}
        self.steps: list[Step] = []
        output.mkdir(parents=True, exist_ok=True)

    def run_all(self) -> list[Step]:
        """Run every step; a later one may work on the result of an earlier one."""
        for step in (
            self.slope_classes, self.screening, self.delineation, self.comparison, self.replacement,
            self.reserve, self.urban_boundary, self.ecological_space, self.responsibility, self.adjustment,
            self.three_lines,
        ):  # fmt: skip
            step()
        return self.steps

    # --- steps -------------------------------------------------------------------------------

    def slope_classes(self) -> None:
        """Slope of every parcel from the elevation model, against the slope classes of the survey."""
        step, results = self._run(
            "slopeclasses", INPUT=self._layer("DLTB"), DEM=self._dem, OUTPUT=self._file("slope"),
            WITHOUT_DEM=self._file("without_heights"),
        )  # fmt: skip
        fields = [row for row in rows_of(self._file("slope")) if str(row["DLBM"]).startswith("01")]
        apart = [abs(int(row["slope_class"]) - int(row["GDPDJ"])) for row in fields]
        same = apart.count(0)
        step.facts.append(f"{results['PARCEL_COUNT']} parcels, {results['WITHOUT_DEM_COUNT']} without heights")
        step.facts.append(f"{same} of {len(fields)} fields in the slope class of the survey")
        step.demand(results["PARCEL_COUNT"] == count_of(self._plan, "DLTB"), "not every parcel is in the result")
        step.demand(results["WITHOUT_DEM_COUNT"] == 1, "one parcel lies where the model has no heights")
        step.demand(same >= SAME_SLOPE * len(fields) and max(apart) <= 1, "slope classes differ from the survey's")

    def screening(self) -> None:
        """What every parcel may or must do, against the ledger of the plan, which keeps to the rules."""
        step, results = self._run(
            "screenparcels", SOURCE=self._plan, PARCELS=self._layer("DLTB"), CURRENT=self._layer("TZQJBNTTB"),
            UNITS=self._layer("XZQ"), TARGETS=self._layer("JBNTRW", self._delivery), OUTPUT=self._file("screening"),
        )  # fmt: skip
        counts = {name: int(results[f"{name}_COUNT"]) for name in STATUSES}
        step.facts.append(", ".join(f"{name.lower().replace('_', ' ')} {count}" for name, count in counts.items()))
        step.facts.append(f"mean quality grade of the county's farmland {results['MEAN_QUALITY']:.3f}")
        changes = [row["HRHCLXDM"] for row in rows_of(self._plan, "JBNTHRHC")]
        step.demand(sum(counts.values()) == count_of(self._plan, "DLTB"), "a parcel has no status, or two")
        step.demand(results["NOT_JUDGED_COUNT"] == 0, "a criterion was not judged")
        step.demand(counts["KEEP"] == changes.count("0"), "what is kept differs from the ledger of the plan")
        leaving = counts["MUST_LEAVE"] + counts["MAY_LEAVE"]
        step.demand(leaving == changes.count("2"), "what leaves differs from the ledger of the plan")
        entering = counts["MUST_ENTER"] + counts["MAY_ENTER"]
        step.demand(entering >= changes.count("1"), "less may enter than the plan lets enter")

    def delineation(self) -> None:
        """Both orders to the same targets; one town's is out of reach."""
        for number, order in enumerate(ORDERS):
            names = {name: self._file(f"{order}_{name.lower()}") for name in (
                "OUTPUT", "LEDGER", "OUT_PARCELS", "IN_PARCELS", "ADJUSTMENT_LEDGER")}  # fmt: skip
            step, results = self._run(
                "delineatefarmland", SOURCE=self._plan, PARCELS=self._layer("DLTB"),
                CURRENT=self._layer("TZQJBNTTB"), UNITS=self._layer("XZQ"),
                TARGETS=self._layer("JBNTRW", self._delivery), ORDER=number, **names,
            )  # fmt: skip
            self._judge_delineation(step, order, results)
        near, compact = (self.border_km[order] for order in ORDERS)
        self.steps[-1].demand(compact <= near, "the compact order has longer borders than the other")

    def _judge_delineation(self, step: Step, order: str, results: Row) -> None:
        ledger = rows_of(self._file(f"{order}_ledger"))
        towns, total = [row for row in ledger if row["unit_code"]], next(row for row in ledger if not row["unit_code"])
        short = {row["unit_code"]: row["shortfall_ha"] for row in towns if row["shortfall_ha"] > 0}
        self.border_km[order] = total["boundary_after_m_per_ha"] * total["after_ha"] / 1_000
        before, kept, out = (results[f"{name}_HA"] for name in ("BEFORE", "KEPT", "OUT"))
        into, after = results["IN_HA"], results["DELINEATED_HA"]
        step.facts.append(f"{order}: {before:.2f} ha - {out:.2f} ha + {into:.2f} ha = {after:.2f} ha")
        step.facts.append(
            f"quality {results['MEAN_QUALITY_BEFORE']:.3f} -> {results['MEAN_QUALITY_AFTER']:.3f}, "
            f"borders {self.border_km[order]:.1f} km"
        )
        step.facts.append(f"target {results['TARGET_HA']:.2f} ha, short: {named(short)}")
        step.demand(abs(before - kept - out) < CENT and abs(kept + into - after) < CENT, "the ledger does not add up")
        step.demand(list(short) == [SHORT_TOWN], f"only town {SHORT_TOWN} has a target out of reach")
        step.demand(results["UNITS_SHORT"] == SHORT_TOWN, "the output names other towns than the ledger")
        step.demand(all(row["note"] for row in towns if row["unit_code"] in short), "a shortfall without its reasons")
        step.demand(
            all(row["after_ha"] >= row["target_ha"] - CENT for row in towns if row["unit_code"] not in short),
            "a town lies below its target without being named",
        )
        step.demand(results["MEAN_QUALITY_AFTER"] <= results["MEAN_QUALITY_BEFORE"], "quality got worse")

    def comparison(self) -> None:
        """Both delineations laid over each other, against the lists and the ledger the delineation wrote itself."""
        for order in ORDERS:
            step, results = self._run(
                "comparedelineations", BEFORE=self._layer("TZQJBNTTB"), AFTER=self._file(f"{order}_output"),
                PARCELS=self._layer("DLTB"), UNITS=self._layer("XZQ"),
                DECLARED=self._file(f"{order}_adjustment_ledger"), OUTPUT=self._file(f"{order}_comparison"),
                MATRIX=self._file(f"{order}_matrix"),
            )  # fmt: skip
            kept, out, into = (results[f"{name}_AREA"] for name in ("KEPT", "OUT", "IN"))
            step.facts.append(
                f"{order}: kept {kept / HECTARE:.2f} ha, out {out / HECTARE:.2f} ha, in {into / HECTARE:.2f} ha (gross)"
            )
            left, came = (
                sum(row["area_m2"] for row in rows_of(self._file(f"{order}_{list_name}")))
                for list_name in ("out_parcels", "in_parcels")
            )
            step.demand(abs(out - left) < SQUARE_METRE, "what left differs from the list of the delineation")
            step.demand(abs(into - came) < SQUARE_METRE, "what entered differs from the list of the delineation")
            step.demand(results["DECLARED_DIFFERENCE_COUNT"] == 0, "the ledger differs from the true change")
            step.demand(results["SLIVERS_OUT_AREA"] == results["SLIVERS_IN_AREA"] == 0, "borders do not coincide")

    def replacement(self) -> None:
        """Land that makes up for what the projects of the plan take."""
        step, results = self._run(
            "proposereplacement", SOURCE=self._plan, REMOVED=self._layer("XZJSYD"), PARCELS=self._layer("DLTB"),
            CURRENT=self._layer("TZQJBNTTB"), UNITS=self._layer("XZQ"), OUTPUT=self._file("replacement"),
            LEDGER=self._file("replacement_ledger"),
        )  # fmt: skip
        taken, proposed = results["REMOVED_HA"], results["PROPOSED_HA"]
        step.facts.append(
            f"{taken:.2f} ha of grade {results['REMOVED_QUALITY']:.3f} taken, {proposed:.2f} ha of grade "
            f"{results['PROPOSED_QUALITY']:.3f} proposed"
        )
        lost = [row for row in rows_of(self._plan, "JBNTHRHC") if row["SJXMMC"] in self._projects()]
        net = {row["JBNTTBBH"]: row["JBNTMJ"] for row in rows_of(self._plan, "TZQJBNTTB")}
        expected = sum(net[row["HRHCTBBH"].replace("HC", "")] for row in lost) / HECTARE
        step.demand(abs(taken - expected) < CENT, f"the projects take {expected:.4f} ha of basic farmland")
        step.demand(results["MISSING_HA"] == 0 and proposed >= taken, "less land is proposed than is taken")
        step.demand(results["PROPOSED_QUALITY"] <= results["REMOVED_QUALITY"], "the land proposed is worse")

    def _projects(self) -> set[str]:
        return {row["XMMC"] for row in rows_of(self._plan, "XMQD")}

    def urban_boundary(self) -> None:
        """The boundary of growth: where construction is allowed or conditional, less the delineated farmland."""
        step, results = self._run(
            "urbanboundary", SOURCE=self._plan, FARMLAND=self._file("near_output"), UNITS=self._layer("XZQ"),
            OUTPUT=self._file("urban_boundary"), LEDGER=self._file("urban_ledger"),
        )  # fmt: skip
        area, avoided, dropped = (results[f"{name}_HA"] for name in ("AREA", "AVOIDED", "DROPPED"))
        step.facts.append(f"{results['PIECE_COUNT']} pieces, {area:.2f} ha; {avoided:.2f} ha avoided")
        zones = [row for row in rows_of(self._plan, "JSYDGZQ") if row["GZQLXDM"] in ("010", "020")]
        base = sum(row["GZQMJ"] for row in zones) / HECTARE
        step.demand(abs(area + avoided + dropped - base) < CENT, f"zones of {base:.4f} ha are not accounted for")
        step.demand(results["MISSING_COUNT"] == 0, "a layer that the boundary avoids was not found")

    def ecological_space(self) -> None:
        """The ecological space from its sources, which leave the basic farmland of the plan alone."""
        step, results = self._run(
            "ecologicalspace", SOURCE=self._plan, OUTPUT=self._file("ecological_space"),
            CONFLICTS=self._file("ecological_conflicts"),
        )  # fmt: skip
        area, conflict = results["AREA_HA"], results["CONFLICT_HA"]
        redline = sum(row["MJ"] for row in rows_of(self._plan, "STBHHX")) / HECTARE
        step.facts.append(f"{results['PIECE_COUNT']} pieces, {area:.2f} ha; conflicts {conflict:.4f} ha")
        step.demand(area >= redline, "the ecological space is smaller than the redline")
        step.demand(conflict == 0 and results["MISSING_COUNT"] == 0, "the sources are not clear of other land")

    def reserve(self) -> None:
        """Consolidation reserves of scattered farmland."""
        step, results = self._run(
            "consolidationreserve", PARCELS=self._layer("DLTB"), CURRENT=self._file("near_output"), SOURCE=self._plan,
            OUTPUT=self._file("reserve"), ZONE_PARCELS=self._file("reserve_parcels"),
        )  # fmt: skip
        area, farmland = results["AREA_HA"], results["FARMLAND_HA"]
        step.facts.append(f"{results['ZONE_COUNT']} reserves, {area:.2f} ha, of it farmland {farmland:.2f} ha")
        step.demand(0 < results["ZONE_COUNT"] == count_of(self._file("reserve")), "no reserve was found")
        step.demand(farmland <= area + CENT, "more farmland than land in the reserves")

    def responsibility(self) -> None:
        """Zones and blocks of responsibility of the delineated farmland."""
        step, results = self._run(
            "responsibilityzones", BASIC_FARMLAND=self._file("near_output"), UNITS=self._layer("XZQ"),
            VILLAGES=self._layer("CJXZQ"), SOURCE=self._plan, ZONES=self._file("zones"), BLOCKS=self._file("blocks"),
            PARCELS=self._file("zone_parcels"),
        )  # fmt: skip
        zones, blocks, parcels = (results[f"{name}_COUNT"] for name in ("ZONE", "BLOCK", "PARCEL"))
        step.facts.append(f"{zones} zones, {blocks} blocks, {parcels} parcels")
        step.demand(parcels == count_of(self._file("near_output")), "a parcel is in no zone, or in two")
        step.demand(results["WITHOUT_VILLAGE_COUNT"] == 0, "a parcel lies in no village")
        zone_net = sum(row["JBNTMJ"] for row in rows_of(self._file("zones")))
        net = sum(row["JBNTMJ"] for row in rows_of(self._file("near_output")))
        step.demand(abs(zone_net - net) < 1.0, "zones and parcels differ in their basic farmland")

    def adjustment(self) -> None:
        """The result put into the plan and judged; then the delivery with its planted defects."""
        plan = self._delivered_plan()
        workspace = self._file("adjustment_workspace")
        step, results = self._run("checkadjustment", SOURCE=plan, WORKSPACE=workspace)
        found = Counter(key[0] for key in findings_of(workspace).elements())
        step.facts.append(f"delineated: {results['VERDICT']}, {named(found)}")
        step.demand(results["NOT_RUN_COUNT"] == 0, "a check did not run")
        # No rule is broken but one: part of what enters has no evidence yet, which is for people to bring (举证).
        step.demand(set(found) <= UNPROVEN, "the delineated farmland breaks a rule")
        entered = {row["key"] for row in rows_of(self._file("near_in_parcels"))}
        named_parcels = [set(key[4]) & entered for key in findings_of(workspace)]
        step.demand(all(named_parcels), "evidence is asked for land that did not enter")
        self._planted("checkadjustment", "7")

    def three_lines(self) -> None:
        """The boundary just drawn and the delineated farmland do not conflict; the delivery does where planted."""
        step, results = self._run(
            "checkthreelines", SOURCE=self._plan, FARMLAND=self._file("near_output"),
            URBAN_BOUNDARY=self._file("urban_boundary"),
        )  # fmt: skip
        step.facts.append(f"delineated farmland and drawn boundary: {results['VERDICT']}")
        step.demand(results["VERDICT"] == "passed", "the three lines conflict")
        self._planted("checkthreelines", ("6601", "6602", "6603", "6604", "6605", "6606", "6607"))

    def _planted(self, algorithm: str, checks: str | tuple[str, ...]) -> None:
        """Run a check on the delivery and compare with the list of planted defects."""
        workspace = self._file(f"{algorithm}_delivery")
        step, results = self._run(algorithm, SOURCE=self._delivery, WORKSPACE=workspace)
        found = findings_of(workspace)
        planted = Counter({key: count for key, count in self._listed.items() if key[0].startswith(checks)})
        counts = f"{sum(found.values())} findings, {sum(planted.values())} planted"
        step.facts.append(f"delivery: {results['VERDICT']}, {counts}")
        step.problems += [f"not found: {key}" for key in sorted(planted - found)]
        step.problems += [f"not planted: {key}" for key in sorted(found - planted)]

    def _delivered_plan(self) -> Path:
        """Return a copy of the plan with the delineated farmland and its ledger."""
        plan = self._file("plan")
        shutil.copyfile(self._plan, plan)
        for layer, result in (("JBNTBHTB", "near_output"), ("JBNTHRHC", "near_adjustment_ledger")):
            gdal.VectorTranslate(str(plan), str(self._file(result)), accessMode="overwrite", layerName=layer)
        return plan

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


def count_of(path: Path, layer: str = "") -> int:
    """Return the number of rows of a layer."""
    return len(rows_of(path, layer))


def findings_of(workspace: Path) -> Counter[Key]:
    """Return the findings of a workspace."""
    return found_in(workspace)[0]


def named(numbers: Mapping[str, float]) -> str:
    """Return numbers with their names for the table."""
    return ", ".join(f"{name}: {number:g}" for name, number in sorted(numbers.items())) or "none"


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
