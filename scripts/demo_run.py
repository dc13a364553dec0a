"""Running Processing algorithms without a desktop, as a script would: ``qgis_process`` in a scratch profile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Mapping

ROOT = Path(__file__).resolve().parent.parent
PLUGIN_NAME = "landplan_toolbox"
PROGRAMS = ("qgis_process.bin", "qgis_process")  # Debian's wrapper of QGIS 3.22 does not work, the program does
LIMIT = 300  # seconds an algorithm may take before the demo gives up


def qgis_process() -> str:
    """Return the program that runs Processing algorithms without a desktop."""
    for name in PROGRAMS:
        path = shutil.which(name)
        if path:
            return path
    raise SystemExit("qgis_process was not found: install QGIS (Debian: apt-get install qgis) and try again.")


def prepare_environment(scratch: Path) -> dict[str, str]:
    """Write a scratch profile with the plugin switched on; return the environment for ``qgis_process``."""
    settings = scratch / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[PythonPlugins]\n{PLUGIN_NAME}=true\n", encoding="utf-8")
    plugins = scratch / "plugins"
    plugins.mkdir()
    (plugins / PLUGIN_NAME).symlink_to(ROOT, target_is_directory=True)
    runtime = scratch / "runtime"
    runtime.mkdir(mode=0o700)
    return {
        **os.environ,
        "HOME": str(scratch),
        "QGIS_CUSTOM_CONFIG_PATH": str(scratch),
        "QGIS_PLUGINPATH": str(plugins),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
    }


def run(
    program: str, environment: Mapping[str, str], algorithm: str, parameters: Mapping[str, object]
) -> dict[str, Any]:
    """Run an algorithm and return its outputs; end the demo when it fails."""
    command = [program, "run", algorithm, "--json", "--"]
    command += [f"{name}={value}" for name, value in parameters.items()]
    try:
        done = subprocess.run(
            command, env=dict(environment), capture_output=True, text=True, timeout=LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        raise SystemExit(f"{algorithm} took longer than {LIMIT} s and was ended.") from None
    start = done.stdout.find("{")
    if done.returncode != 0 or start < 0:
        said = f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        raise SystemExit(f"{algorithm} by qgis_process ended with code {done.returncode}:\n{said}")
    results: dict[str, Any] = json.loads(done.stdout[start:])["results"]
    return results
