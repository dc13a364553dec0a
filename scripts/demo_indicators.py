"""Indicators of the sample county by ``qgis_process``: measured, checked, reported.

What is measured is held against sums that SQLite makes of the same layers; the checks have to find the planted
defects and nothing else; the report has to name every indicator of the plan.
"""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Mapping

import yaml
from demo_chain import Step, findings_of, rows_of
from demo_findings import ROOT, planted_in
from demo_run import run

SQUARE_METRE_HA = 0.0001
FAMILY = "67"  # checks of indicators
MAIN, OTHERS = 3, 11  # indicators of a land-use plan whose change is reported (陕·三(三))

# Indicator and year: layer, amount in ha, field of the unit, filter. Summed up by SQLite, unit by unit.
SUMS = {
    "farmland": {
        ("02", 2020): ("JBNTBHTB", "JBNTMJ / 10000.0", "ZLDWDM", "1"),
        ("01", 2014): ("JQDLTB", "TBDLMJ / 10000.0", "XZQDM", "DLDM LIKE '11%'"),
        ("06", 2014): ("JQDLTB", "TBDLMJ / 10000.0", "XZQDM", "DLDM LIKE '2%'"),
        ("07", 2020): ("TDGHDL", "GHDLMJ / 10000.0", "XZQDM", "GHDLDM LIKE '21%'"),
        ("13", 2020): ("ZLFKKFXM", "XZGDMJ", "XZQDM", "1"),
        ("04", 2020): ("TDGHDL", "GHDLMJ / 10000.0", "XZQDM", "GHDLDM LIKE '13%'"),
    },
    "forest": {
        ("01", 2020): ("LDXB", "MIAN_JI", "XIAN || XIANG || CUN", "DI_LEI LIKE '01%' AND XIAO_BAN <> '99999'"),
        ("02", 2020): ("LDXB", "MIAN_JI", "XIAN || XIANG || CUN", "DI_LEI IN ('0111', '0131') AND XIAO_BAN <> '99999'"),
        ("02", 2035): ("LDXB", "MIAN_JI", "XIAN || XIANG || CUN",
                       "DI_LEI IN ('0111', '0131') OR ((BCLD = '2' OR DI_LEI = '0141') AND GH_LZ <> '')"),
        ("04", 2020): ("LDXB", "MIAN_JI", "XIAN || XIANG || CUN", "DI_LEI IN ('0111', '0131') AND QI_YUAN LIKE '1%'"),
        ("01", 2035): ("LDXB", "MIAN_JI", "XIAN || XIANG || CUN",
                       "BCLD = '2' OR (BCLD <> '3' AND DI_LEI LIKE '01%' AND XIAO_BAN <> '99999')"),
    },
}  # fmt: skip


class IndicatorSteps:
    """The algorithms on indicators, for both plans.

    :ivar steps: what was run so far
    """

    def __init__(self, program: str, environment: Mapping[str, str], sample: Path, output: Path) -> None:
        """:param output: folder the results are written to"""
        self._program = program
        self._environment = environment
        self._sample = sample
        self._output = output
        self.steps: list[Step] = []
        output.mkdir(parents=True, exist_ok=True)

    def run_all(self) -> list[Step]:
        """Run every step for both packs."""
        for pack in SUMS:
            self.measured(pack)
            self.clean(pack)
            self.planted(pack)
        self.reported()
        return self.steps

    def measured(self, pack: str) -> None:
        """Measured values of all units, held against sums made by SQLite."""
        table = self._output / f"{pack}_measured.gpkg"
        plan = self._sample / f"{pack}_clean.gpkg"
        step, results = self._run("measureindicators", PACK=pack, SOURCE=plan, OUTPUT=table)
        values = {(row["unit"], row["indicator"], row["year"]): row["value"] for row in rows_of(table) if row["unit"]}
        compared = 0
        for (indicator, year), source in SUMS[pack].items():
            for unit, amount in independent_sums(plan, *source).items():
                found = values.get((unit, indicator, year))
                compared += 1
                step.demand(
                    found is not None and abs(found - amount) < SQUARE_METRE_HA,
                    f"{indicator} {year} of {unit}: measured {found}, SQLite sums up {amount:.4f} ha",
                )
        step.facts.append(f"{pack}: {results['MEASURED_COUNT']} values, {compared} agree with sums made by SQLite")
        known = indicators_of(pack)
        step.demand({indicator for _, indicator, _ in values} <= set(known), "an indicator the pack does not have")
        step.demand(compared > 0, "nothing was compared")

    def clean(self, pack: str) -> None:
        """The clean edition keeps all its indicators."""
        workspace = self._output / f"{pack}_clean_indicators.gpkg"
        step, results = self._run(
            "checkindicators", PACK=pack, SOURCE=self._sample / f"{pack}_clean.gpkg", WORKSPACE=workspace
        )
        step.facts.append(f"{pack}, clean edition: {results['VERDICT']}")
        step.demand(results["VERDICT"] == "passed", "the clean edition breaks an indicator")
        step.demand(not findings_of(workspace), "findings in the clean edition")

    def planted(self, pack: str) -> None:
        """The delivery edition has the planted defects of indicators, and no others."""
        workspace = self._output / f"{pack}_delivery_indicators.gpkg"
        source = f"{pack}_delivery.gpkg"
        step, results = self._run("checkindicators", PACK=pack, SOURCE=self._sample / source, WORKSPACE=workspace)
        found = findings_of(workspace)
        listed = planted_in(source)[0]
        expected = Counter({key: count for key, count in listed.items() if key[0].startswith(FAMILY)})
        counts = f"{sum(found.values())} findings, {sum(expected.values())} planted"
        step.facts.append(f"{pack}, delivery: {results['VERDICT']}, {counts}")
        step.demand(bool(expected), "no defect of indicators is planted")
        step.problems += [f"not found: {key}" for key in sorted(expected - found)]
        step.problems += [f"not planted: {key}" for key in sorted(found - expected)]

    def reported(self) -> None:
        """The report on the change names the three main indicators and the eleven others of the land-use plan."""
        report, tables = self._output / "change_report.html", self._output / "change_report.xlsx"
        step, results = self._run(
            "changereport", PACK="farmland", SOURCE=self._sample / "farmland_clean.gpkg", OUTPUT=report, TABLE=tables,
            LANGUAGE="zh",
        )
        rules = {code: rule for code, rule in indicators_of("farmland").items() if code <= f"{MAIN + OTHERS:02d}"}
        main = [code for code, rule in rules.items() if rule.get("main")]
        text = text_of(report)
        named = [code for code, rule in rules.items() if rule["title"]["zh"] in text]
        others = len(named) - len(set(main) & set(named))
        step.facts.append(f"{len(set(main) & set(named))} main and {others} other indicators reported")
        step.demand((len(main), len(rules)) == (MAIN, MAIN + OTHERS), "the pack has not the 14 indicators of the plan")
        step.demand(named == list(rules), f"indicators not named: {sorted(set(rules) - set(named))}")
        step.demand(results["ERROR_COUNT"] == 0 and results["MISSING_COUNT"] == 0, "the clean edition lacks values")
        step.demand(tables.is_file() and tables.stat().st_size > 0, "there are no tables")

    def _run(self, name: str, **parameters: object) -> tuple[Step, dict[str, Any]]:
        started = time.monotonic()
        results = run(self._program, self._environment, f"landplan:{name}", parameters)
        step = Step(name, time.monotonic() - started)
        self.steps.append(step)
        return step, results


def independent_sums(source: Path, layer: str, amount: str, unit: str, where: str) -> dict[str, float]:
    """Return the sum of a layer for the county and each town, made by SQLite; texts are constants of this module."""
    connection = sqlite3.connect(f"file:{source}?mode=ro&immutable=1", uri=True)
    try:
        sums = {}
        for digits in (6, 9):
            rows = connection.execute(
                f'SELECT substr({unit}, 1, {digits}), sum({amount}) FROM "{layer}" WHERE {where} GROUP BY 1'
            )
            sums.update({str(code): float(total) for code, total in rows})
    finally:
        connection.close()
    return sums


def indicators_of(pack: str) -> dict[str, dict[str, Any]]:
    """Return the indicators of a rule pack by code."""
    path = ROOT / "resources" / "rulepacks" / pack / "indicators.yaml"
    return {one["code"]: one for one in yaml.safe_load(path.read_text(encoding="utf-8"))["indicators"]}


class _Text(HTMLParser):
    """Collects what people read of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.parts.append(data)


def text_of(page: Path) -> str:
    """Return the text of an HTML page."""
    parser = _Text()
    parser.feed(page.read_text(encoding="utf-8"))
    return " ".join(parser.parts)
