"""From two surveys of forest land to the judged plan, by ``qgis_process``: base, grades, use, status, monitoring.

Runs the algorithms of the forest-land plan one after the other on the sample county and judges every result by what
SQLite sums up of the same layers, or by the list of planted defects.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections import Counter
from pathlib import Path
from typing import Any, Mapping

from demo_chain import Step, rows_of
from demo_findings import Key
from demo_run import run
from osgeo import gdal

gdal.UseExceptions()

SQUARE_METRE = 1.0
HECTARES = 0.05  # declared areas have four decimals, a few hundred are summed up
LAST_KINDS = {"one_map_only", "survey_only", "class_differs"}
DECIDED = 12  # disagreements a person decides in the demo
OUTCOMES = {"6605": "forbidden", "6606": "needs_approval", "6611": "not_judged", "6612": "forbidden"}


class ForestSteps:
    """The algorithms in the order a county works through them.

    :ivar steps: what was run so far
    """

    def __init__(
        self, program: str, environment: Mapping[str, str], sample: Path, output: Path, listed: Counter[Key]
    ) -> None:
        """:param output: folder the results are written to
        :param listed: findings planted in the forest delivery
        """
        self._program = program
        self._environment = environment
        self._inputs = sample / "forest_base.gpkg"
        self._plan = sample / "forest_clean.gpkg"
        self._delivery = sample / "forest_delivery.gpkg"
        self._output = output
        self._listed = listed
        self.steps: list[Step] = []
        output.mkdir(parents=True, exist_ok=True)

    def run_all(self) -> list[Step]:
        """Run every step."""
        for step in (
            self.base, self.decided_base, self.grades, self.planted_grades, self.use, self.planted_use, self.status,
            self.editions,
        ):  # fmt: skip
            step()
        return self.steps

    # --- the planning base ----------------------------------------------------------------------

    def base(self) -> None:
        """Land survey and one-map laid over each other, against the survey's own areas."""
        step, results = self._base("base")
        pieces, open_cases = rows_of(self._file("base")), rows_of(self._file("base_disagreements"))
        total, forest = (
            self._sum(self._inputs, "DLTB", "TBMJ", where) / 10_000 for where in ("1", "DLBM LIKE '03%'")
        )  # fmt: skip
        kinds = Counter(row["kind"] for row in open_cases)
        step.facts.append(
            f"{len(pieces)} pieces, {results['FOREST_LAND_HA']:.2f} ha forest land, {results['SUPPLEMENT_HA']:.2f} ha "
            "supplementary"
        )
        step.facts.append(", ".join(f"{kind.replace('_', ' ')}: {count}" for kind, count in sorted(kinds.items())))
        area = sum(row["area_ha"] for row in pieces)
        step.demand(results["VERDICT"] == "passed", "the areas do not add up")
        step.demand(abs(area - total) < HECTARES, f"the pieces are {area:.4f} ha, the survey {total:.4f} ha")
        step.demand(abs(results["UNEXPLAINED_M2"]) < SQUARE_METRE, "a difference that nothing explains")
        step.demand(set(kinds) == LAST_KINDS, "not every kind of disagreement was found")
        step.demand(len({row["key"] for row in open_cases}) == len(open_cases), "a key of a disagreement is not unique")
        own = sum(row["area_ha"] for row in pieces if row["forest_land"] and row["BCLD"] != "2")
        step.demand(abs(own - forest) < HECTARES, f"the survey has {forest:.4f} ha forest land, the base {own:.4f} ha")
        planned = self._supplementary()
        found = results["SUPPLEMENT_HA"]
        step.demand(abs(found - planned) < HECTARES, f"{planned:.4f} ha are planned for forestry, {found:.4f} ha found")

    def _supplementary(self) -> float:
        """Return what the layer of planned land may add (ha); its features are made of whole parcels."""
        return self._sum(self._inputs, "GHFZLY", "MJ", "LX IN ('1', '2')")

    def decided_base(self) -> None:
        """A person decides some disagreements for the one-map; the base must follow, and nothing else."""
        decisions = self._file("decisions")
        shutil.copyfile(self._file("base_disagreements"), decisions)
        cases = sorted(
            (row for row in rows_of(decisions) if row["kind"] == "one_map_only"), key=lambda row: -row["area_ha"]
        )[:DECIDED]  # fmt: skip
        chosen = {row["key"] for row in cases}
        dataset = gdal.OpenEx(str(decisions), gdal.OF_VECTOR | gdal.OF_UPDATE)
        layer = dataset.GetLayer(0)
        for feature in layer:
            if feature["key"] in chosen:
                feature["decision"], feature["person"] = "accept_one_map", "demo"
                layer.SetFeature(feature)
        dataset = layer = None
        before = self._forest_of("base")
        step, results = self._base("decided", DECISIONS=decisions)
        after = self._forest_of("decided")
        gained = sum(row["area_ha"] for row in cases)
        step.facts.append(f"{len(cases)} disagreements decided for the one-map: {gained:+.4f} ha forest land")
        step.demand(abs(after - before - gained) < 0.001, f"forest land grew by {after - before:.4f} ha")
        keys = [{row["key"] for row in rows_of(self._file(f"{name}_disagreements"))} for name in ("base", "decided")]
        step.demand(keys[0] == keys[1], "the keys of the disagreements have changed")
        step.demand(results["UNDECIDED_COUNT"] == 0, "a disagreement is not decided")

    def _base(self, name: str, **more: object) -> tuple[Step, dict[str, Any]]:
        return self._run(
            "planningbase", PACK="forest", SURVEY=self._layer("DLTB", self._inputs),
            ONE_MAP=self._layer("LDXB", self._inputs), ADMIN=self._layer("XZQ", self._inputs),
            PLANNED=self._layer("GHFZLY", self._inputs), BASIC_FARMLAND=self._layer("YJJBNTBHTB", self._inputs),
            OUTPUT=self._file(name), DISAGREEMENTS=self._file(f"{name}_disagreements"),
            MATRIX=self._file(f"{name}_matrix"), CHECKSUM=self._file(f"{name}_checksum"), **more,
        )  # fmt: skip

    def _forest_of(self, name: str) -> float:
        return sum(row["area_ha"] for row in rows_of(self._file(name)) if row["forest_land"])

    # --- grades and use -------------------------------------------------------------------------

    def grades(self) -> None:
        """Grades of the clean edition, against what its sub-compartments record."""
        step, results = self._run(
            "forestgrades", PACK="forest", SOURCE=self._plan, OUTPUT=self._file("grades"),
            TABLE=self._file("grade_table"),
        )  # fmt: skip
        areas = []
        for grade in "1234":
            declared = self._sum(self._plan, "LDXB", "MIAN_JI", f"BH_DJ = '{grade}' AND BCLD <> '2'")
            found = results[f"GRADE_{grade}_HA"]
            areas.append(f"{'I II III IV'.split()[int(grade) - 1]} {found:.2f} ha")
            step.demand(abs(found - declared) < HECTARES, f"grade {grade}: {found:.4f} ha, recorded {declared:.4f} ha")
        step.facts.append(", ".join(areas))
        step.demand(results["DIFFERENT_COUNT"] == 0, "a grade differs from the recorded one")
        step.demand(results["NOT_JUDGED_COUNT"] == 0, "a rule was not applied")

    def planted_grades(self) -> None:
        """Grades of the delivery: too weak where that is planted, and nowhere else."""
        step, results = self._run(
            "forestgrades", PACK="forest", SOURCE=self._delivery, OUTPUT=self._file("delivery_grades")
        )
        planted = {key[4][0] for key in self._listed if key[0] == "6320"}
        found = {row["key"] for row in rows_of(self._file("delivery_grades")) if row["difference"] == "weaker"}
        step.facts.append(f"delivery: {len(found)} recorded too weak, {len(planted)} planted")
        step.demand(bool(planted), "no grade too weak is planted")
        step.problems += [f"not found: {key}" for key in sorted(planted - found)]
        step.problems += [f"not planted: {key}" for key in sorted(found - planted)]
        step.demand(results["WEAKER_COUNT"] == len(found), "the count differs from the layer")

    def use(self) -> None:
        """Projects and quota of the clean edition, against plain sums of the projects."""
        step, results = self._run(
            "checkforestquota", PACK="forest", SOURCE=self._plan, OUTPUT=self._file("use"),
            PROJECTS=self._file("projects"), QUOTA=self._file("quota"), WORKS=self._file("works"),
        )  # fmt: skip
        counted = "SYXZ = '1' AND SYND BETWEEN 2021 AND {}"
        used = self._sum(self._plan, "SYLDXM", "SYLDMJ", counted.format(2035))
        quota = self._sum(self._plan, "GHZB", "ZBZ", "XZQDM = '690121' AND ZBDM = '03' AND ND = 2035 AND ZBZLX = '2'")
        remaining = results["REMAINING_HA"]
        step.facts.append(f"{results['USED_HA']:.4f} ha used, {remaining:.4f} ha remain of {quota:.2f} ha")
        step.demand(results["VERDICT"] == "passed", "the clean edition breaks a rule of use")
        step.demand(abs(results["USED_HA"] - used) < 0.0002, f"SQLite sums up {used:.4f} ha of the projects")
        step.demand(abs(remaining - (quota - used)) < 0.0002, "used and remaining do not make the quota")
        for row in rows_of(self._file("quota")):
            if row["level"] != "county":
                continue
            until = self._sum(self._plan, "SYLDXM", "SYLDMJ", counted.format(int(row["last_year"])))
            step.demand(abs(row["to_date_ha"] - until) < 0.0002, f"until {row['last_year']} {until:.4f} ha are used")
        step.demand(not rows_of(self._file("works")), "works lie where they must not")

    def planted_use(self) -> None:
        """Projects of the delivery: as many pieces of each outcome as are planted."""
        step, results = self._run(
            "checkforestquota", PACK="forest", SOURCE=self._delivery, OUTPUT=self._file("delivery_use")
        )
        found = Counter(row["outcome"] for row in rows_of(self._file("delivery_use")))
        planted = Counter(OUTCOMES[key[0]] for key in self._listed.elements() if key[0] in OUTCOMES)
        step.facts.append(", ".join(f"{outcome.replace('_', ' ')} {found[outcome]}" for outcome in sorted(planted)))
        for outcome, count in sorted(planted.items()):
            step.demand(found[outcome] == count, f"{count} pieces are planted to be {outcome}, {found[outcome]} are")
        step.demand(results["FORBIDDEN_HA"] > 0 and results["VERDICT"] != "passed", "forbidden use passed")

    # --- status and monitoring --------------------------------------------------------------------

    def status(self) -> None:
        """Tables of the present state, against plain sums; the last plan's targets are kept."""
        report, tables, figures = self._output / "status.html", self._output / "status.xlsx", self._file("status")
        step, results = self._run(
            "evaluatestatus", PACK="forest", SOURCE=self._plan, REPORT=report, TABLES=tables, FIGURES=figures,
            LANGUAGE="zh",
        )  # fmt: skip
        step.facts.append(f"{results['TABLE_COUNT']} tables, {results['MISSED_COUNT']} targets of the last plan missed")
        land = "DI_LEI LIKE '01%' AND XIAO_BAN <> '99999'"
        wanted = {
            "surveyed/forest_land": self._sum(self._plan, "LDXB", "MIAN_JI", land),
            "land_total": self._sum(self._plan, "XZQ", "DCMJ", "1") / 10_000,
        }
        values = {
            row["column"]: row["value"] for row in rows_of(figures)
            if row["id"] == "present" and not row["unit"] and row["row"] == "total"
        }  # fmt: skip
        for column, amount in wanted.items():
            found = values.get(column)
            step.demand(
                found is not None and abs(found - amount) < HECTARES,
                f"{column}: {found}, SQLite sums up {amount:.4f} ha",
            )
        step.demand(results["MISSED_COUNT"] == 0, "a target of the last plan is missed in the clean edition")
        step.demand(results["NOT_MEASURED_COUNT"] == 0, "a figure was not measured")
        text = report.read_text(encoding="utf-8") if report.is_file() else ""
        step.demand("砚溪镇" in text and "林地" in text, "the report does not name the towns")
        step.demand(tables.is_file() and tables.stat().st_size > 0, "there are no tables")

    def editions(self) -> None:
        """The two editions of the one-map, against the reasons of change their sub-compartments state."""
        step, results = self._run(
            "compareeditions", PACK="forest", BEFORE=self._layer("LDXB_Q"), AFTER=self._layer("LDXB"),
            ADMIN=self._layer("XZQ"), YEAR=2020, OUTPUT=self._file("changes"), MATRIX=self._file("change_matrix"),
            UNITS=self._file("change_units"), PROBLEMS=self._file("change_problems"),
        )  # fmt: skip
        lost, new, classes = (
            self._sum(self._plan, "LDXB", "MIAN_JI", where)
            for where in ("BHYY = '41'", "BHYY = '31'", "BHYY IN ('11', '21')")
        )
        kinds = Counter(row["relation"] for row in rows_of(self._file("changes")))
        step.facts.append(f"new {new:.2f} ha, lost {lost:.2f} ha, other class {classes:.2f} ha; " + ", ".join(
            f"{kind} {count}" for kind, count in sorted(kinds.items())))  # fmt: skip
        for name, amount in (("NEW_LAND_AREA", new), ("LOST_LAND_AREA", lost), ("CLASS_CHANGED_AREA", classes)):
            found = results[name] / 10_000
            step.demand(abs(found - amount) < 0.001, f"{name}: {found:.4f} ha, the reasons state {amount:.4f} ha")
        step.demand(results["PROBLEM_COUNT"] == 0, "a reason of change does not fit the change")
        step.demand(kinds["renumbered"] == 2, "two sub-compartments have exchanged their numbers")

    # --- helpers ------------------------------------------------------------------------------------

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

    @staticmethod
    def _sum(source: Path, layer: str, amount: str, where: str) -> float:
        """Return a sum made by SQLite; all texts are constants of this module."""
        connection = sqlite3.connect(f"file:{source}?mode=ro&immutable=1", uri=True)
        try:
            (total,) = connection.execute(f'SELECT coalesce(sum({amount}), 0) FROM "{layer}" WHERE {where}').fetchone()
        finally:
            connection.close()
        return float(total)
