"""Checks the sample deliveries and works through both plans and their indicators, all by ``qgis_process``.

Run by ``make demo``. Report, workspace and correction list of each delivery are left in ``demo-output``, the layers
of the delineation of farmland in ``demo-output/delineation``, those of forest land in ``demo-output/forest``, what is
said of the indicators in ``demo-output/indicators``. Exit code 0 only when every planted defect is found, nothing else
is found, what cannot run is what was expected, and every result of the plans and of the indicators is as it must be.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional

from demo_chain import Chain, Step, print_steps
from demo_findings import ROOT, SAMPLE, Key, found_in, planted_in
from demo_forest import ForestSteps
from demo_indicators import IndicatorSteps
from demo_run import prepare_environment, qgis_process, run

OUTPUT = ROOT / "demo-output"
PROCESSES = 2  # at once
DELIVERIES = (("farmland", "farmland_delivery.gpkg"), ("forest", "forest_delivery.gpkg"))


@dataclass
class Result:
    """How the check of one delivery went."""

    pack: str
    verdict: str
    errors: int
    warnings: int
    not_run: int
    found: int
    planted: int
    seconds: float
    reasons: list[str]
    differences: list[str] = field(default_factory=list)


def run_selfcheck(program: str, environment: dict[str, str], pack: str, source: Path, language: str) -> dict[str, Any]:
    """Run ``landplan:runselfcheck`` on a delivery and return its outputs."""
    parameters = {
        "PACK": pack,
        "SOURCE": source,
        "WORKSPACE": workspace_of(pack),
        "REPORT": OUTPUT / f"{pack}_report.html",
        "CORRECTIONS": OUTPUT / f"{pack}_corrections.xlsx",
        "LANGUAGE": language,
    }
    return run(program, environment, "landplan:runselfcheck", parameters)


def workspace_of(pack: str) -> Path:
    """Return the workspace the demo writes for a pack."""
    return OUTPUT / f"{pack}_workspace.gpkg"


def check(program: str, environment: dict[str, str], pack: str, source: str, language: str) -> Result:
    """Check one delivery and compare with the list."""
    started = time.monotonic()
    outputs = run_selfcheck(program, environment, pack, SAMPLE / source, language)
    seconds = time.monotonic() - started
    found, not_run = found_in(workspace_of(pack))
    planted, notes, expected_not_run = planted_in(source)
    differences = [f"not found: {notes[key]} {describe(key)}" for key in sorted(planted - found)]
    differences += [f"not planted: {describe(key)}" for key in sorted(found - planted)]
    differences += [f"did not run: check {each}" for each in sorted(set(not_run) - expected_not_run)]
    differences += [f"ran without its input: check {each}" for each in sorted(expected_not_run - set(not_run))]
    return Result(
        pack,
        str(outputs["VERDICT"]),
        int(outputs["ERROR_COUNT"]),
        int(outputs["WARNING_COUNT"]),
        int(outputs["NOT_RUN_COUNT"]),
        sum(found.values()),
        sum(planted.values()),
        seconds,
        sorted(set(not_run.values())),
        differences,
    )


def describe(key: Key) -> str:
    """Say a finding in one line."""
    check_id, kind, role, name, keys = key
    return f"[check {check_id}, {kind}, {role}{', ' + name if name else ''}: {' × '.join(keys) or 'the layer'}]"


def print_table(results: list[Result]) -> None:
    """Print the verdicts."""
    head = ("pack", "verdict", "errors", "warnings", "not run", "found / planted", "seconds")
    rows = [
        (
            result.pack, result.verdict, str(result.errors), str(result.warnings), str(result.not_run),
            f"{result.found} / {result.planted}", f"{result.seconds:.1f}",
        )
        for result in results
    ]  # fmt: skip
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, tuple("-" * width for width in widths), *rows):
        print("  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())


def main(arguments: Optional[list[str]] = None) -> int:
    """Run the demo; return the exit code."""
    parser = argparse.ArgumentParser(description="Check the sample deliveries and compare with the planted defects.")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the reports (default: zh)")
    language = parser.parse_args(arguments).lang
    program = qgis_process()
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir()
    with tempfile.TemporaryDirectory(prefix="landplan-demo-") as scratch:
        environment = prepare_environment(Path(scratch))
        results = [check(program, environment, pack, source, language) for pack, source in DELIVERIES]
        chains = (
            Chain(program, environment, SAMPLE, OUTPUT / "delineation", planted_in("farmland_delivery.gpkg")[0]),
            ForestSteps(program, environment, SAMPLE, OUTPUT / "forest", planted_in("forest_delivery.gpkg")[0]),
            IndicatorSteps(program, environment, SAMPLE, OUTPUT / "indicators"),
        )
        # They share nothing but the sample, which is only read. The profile is complete after the runs above.
        with ThreadPoolExecutor(max_workers=PROCESSES) as pool:
            steps, forest, indicators = pool.map(lambda chain: chain.run_all(), chains)
    print("Self-check of the sample deliveries (a fictional county with planted defects)\n")
    print_table(results)
    for result in results:
        if result.not_run:
            print(f"\n{result.pack}: {result.not_run} checks did not run, hence the verdict:")
            for reason in result.reasons:
                print(f"  {reason}")
    print("\nDelineation of farmland, from the land survey to the judged adjustment\n")
    print_steps(steps)
    print("\nForest land, from the planning base to the monitoring\n")
    print_steps(forest)
    print("\nIndicators of both plans: measured, checked, reported\n")
    print_steps(indicators)
    print("\nWhat was written:")
    for result in results:
        for path in sorted(OUTPUT.glob(f"{result.pack}_*")):
            print(f"  {path.relative_to(ROOT)}")
    for folder in ("delineation", "forest", "indicators"):
        print(f"  {(OUTPUT / folder).relative_to(ROOT)}/")
    return verdict(results, [*steps, *forest, *indicators])


def verdict(results: list[Result], steps: list[Step]) -> int:
    """Say what is not as it must be; return the exit code."""
    differing = [result for result in results if result.differences]
    for result in differing:
        print(f"\n{result.pack}: found and planted differ")
        for line in result.differences:
            print(f"  {line}")
    wrong = [step for step in steps if step.problems]
    if wrong:
        print(f"\nNot as it must be: {', '.join(step.algorithm for step in wrong)}")
    if differing or wrong:
        return 1
    print("\nEvery planted defect was found, and nothing else; both plans and the indicators hold.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
