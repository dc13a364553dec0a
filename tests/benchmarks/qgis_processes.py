"""Whole processes measured: ``qgis_process`` with the plugin in a scratch profile, and the rows of the table."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".build" / "bench"
QGIS_PROCESS = "/usr/bin/qgis_process.bin" if Path("/usr/bin/qgis_process.bin").exists() else "qgis_process"

failed_rows: list[str] = []  # jobs of the toolbox itself that did not end well


@dataclass(frozen=True)
class Measure:
    """One process: wall and processor seconds, peak memory in MB, what it printed, and whether it ended well."""

    seconds: float
    processor_seconds: float
    megabytes: float
    output: str
    ok: bool


def measured(command: list[str], environment: Optional[dict[str, str]] = None) -> Measure:
    """Run a command as a process of its own and measure it."""
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    return Measure(
        seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text, process.returncode == 0
    )


class Profile:
    """A scratch QGIS profile in which the plugin is enabled."""

    def __init__(self, folder: Path) -> None:
        """:param folder: an empty folder that may be thrown away"""
        plugins = folder / "plugins"
        plugins.mkdir()
        (plugins / "landplan_toolbox").symlink_to(ROOT, target_is_directory=True)
        settings = folder / "config" / "profiles" / "default" / "QGIS"
        settings.mkdir(parents=True)
        (settings / "QGIS3.ini").write_text("[PythonPlugins]\nlandplan_toolbox=true\n", encoding="utf-8")
        self.environment = {
            **os.environ,
            "HOME": str(folder),
            "QGIS_CUSTOM_CONFIG_PATH": str(folder / "config"),
            "QGIS_PLUGINPATH": str(plugins),
            "QT_QPA_PLATFORM": "offscreen",
        }

    def run(self, algorithm: str, **parameters: object) -> Measure:
        """Run an algorithm by ``qgis_process``."""
        values = [f"{name}={value}" for name, value in parameters.items()]
        return measured([QGIS_PROCESS, "--json", "run", algorithm, "--", *values], self.environment)


def results_of(measure: Measure) -> dict[str, object]:
    """Return the outputs an algorithm reported, empty when it failed."""
    start = measure.output.find("{")
    if not measure.ok or start < 0:
        return {}
    decoded, _ = json.JSONDecoder().raw_decode(measure.output[start:])
    results: dict[str, object] = decoded.get("results", {})
    return results


def head() -> None:
    """Print the head of the table."""
    print(f"{'job':18s} {'tool':34s} {'seconds':>9s} {'CPU s':>9s} {'peak MB':>9s}  result", flush=True)


def show(job: str, tool: str, measure: Measure, note: str = "") -> None:
    """Print one row of the table."""
    state = note if measure.ok else "FAILED: " + last_line(measure.output)
    if not measure.ok and tool.startswith("landplan:"):
        failed_rows.append(job)
    print(
        f"{job:18s} {tool:34s} {measure.seconds:9.1f} {measure.processor_seconds:9.1f} {measure.megabytes:9.0f}  "
        f"{state}", flush=True,
    )


def last_line(text: str) -> str:
    """Return the last line that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:120] if lines else "no output"
