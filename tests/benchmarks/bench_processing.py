"""Whole-process figures of the algorithms, beside the same work done by QGIS's own tools and by GEOS.

``python3 bench_processing.py [--data FOLDER] [--big] [JOB …]``: every row is one process, started by ``qgis_process``
as a user's script would. ``--data`` names a folder with ``us_zion_nlcd_srtm/nlcd.tif``; without it that row is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".build" / "bench"
QGIS_PROCESS = "/usr/bin/qgis_process.bin" if Path("/usr/bin/qgis_process.bin").exists() else "qgis_process"
GEOS_PYTHON = ROOT / ".build" / "bench-venv" / "bin" / "python"

# name → columns, rows, planted errors of each kind, share of mismatched borders
COVERAGES = {
    "clean-81k": (300, 270, 0, 0.0),
    "planted-81k": (300, 270, 50, 0.0),
    "mismatched-81k": (300, 270, 0, 0.1),
    "planted-500k": (800, 625, 50, 0.0),
}


@dataclass(frozen=True)
class Measure:
    """One process: wall seconds, peak memory in MB, what it printed, and whether it ended well."""

    seconds: float
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
    return Measure(seconds, usage.ru_maxrss / 1024, text, process.returncode == 0)


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


def show(job: str, tool: str, measure: Measure, note: str = "") -> None:
    """Print one row of the table."""
    state = note if measure.ok else "FAILED: " + last_line(measure.output)
    print(f"{job:16s} {tool:34s} {measure.seconds:8.1f} s {measure.megabytes:8.0f} MB  {state}", flush=True)


def last_line(text: str) -> str:
    """Return the last line that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:120] if lines else "no output"


def coverage_file(name: str) -> Path:
    """Return a GeoPackage with a synthetic coverage, made once."""
    path = CACHE / f"{name}.gpkg"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(["/usr/bin/python3", __file__, "--write", name], check=True)
    return path


def write_coverage(name: str) -> None:
    """Write the GeoPackage of a synthetic coverage."""
    links = tempfile.mkdtemp()
    (Path(links) / "landplan_toolbox").symlink_to(ROOT, target_is_directory=True)
    sys.path[:0] = [links, str(Path(__file__).parent)]
    from coverage_data import synthetic_coverage
    from landplan_toolbox.algorithms.geometry.wkb import wkb_of
    from osgeo import ogr, osr

    columns, rows, planted, mismatched = COVERAGES[name]
    coverage = synthetic_coverage(
        columns, rows, overlaps=planted, gaps=planted, duplicates=planted, bow_ties=planted, mismatched=mismatched
    )
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4524)  # CGCS2000, 3-degree zone 36 with prefix
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(CACHE / f"{name}.gpkg"))
    layer = dataset.CreateLayer("DLTB", reference, ogr.wkbPolygon, ["SPATIAL_INDEX=NO"])
    layer.CreateField(ogr.FieldDefn("BSM", ogr.OFTInteger64))
    layer.StartTransaction()
    for index in range(len(coverage.polygons)):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("BSM", 610_000_000 + index)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb_of(coverage.polygons, index)))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    shutil.rmtree(links)


def land_cover_file(data: Optional[Path]) -> Optional[Path]:
    """Return the polygonised land cover, made once; None where the raster is not at hand."""
    path = CACHE / "land-cover.gpkg"
    raster = data / "us_zion_nlcd_srtm" / "nlcd.tif" if data else None
    if not path.exists() and raster is not None and raster.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = ["gdal_polygonize.py", str(raster), "-f", "GPKG", str(path), "DLTB", "DLBM"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path if path.exists() else None


def topology_row(profile: Profile, job: str, path: Path) -> None:
    """Measure ``checktopology`` on one file."""
    measure = profile.run("landplan:checktopology", INPUT=path, OUTPUT=CACHE / "out.gpkg", TOLERANCE=0.001)
    results = results_of(measure)
    counts = [f"{name[:-6].lower()} {results.get(name)}" for name in results if name.endswith("_COUNT")]
    show(job, "landplan:checktopology", measure, ", ".join(counts))


def peers(profile: Profile, job: str, path: Path) -> None:
    """Measure what QGIS and GEOS offer for the same question."""
    show(job, "qgis:checkvalidity", profile.run(
        "qgis:checkvalidity", INPUT_LAYER=path, METHOD=2, VALID_OUTPUT="TEMPORARY_OUTPUT"), "validity only")
    show(job, "native:deleteduplicategeometries", profile.run(
        "native:deleteduplicategeometries", INPUT=path, OUTPUT=CACHE / "peer.gpkg"), "duplicates only")
    show(job, "native:dissolve (for gaps)", profile.run(
        "native:dissolve", INPUT=path, OUTPUT=CACHE / "peer.gpkg"), "gaps only")
    show(job, "native:union (self, for overlaps)", profile.run(
        "native:union", INPUT=path, OUTPUT=CACHE / "peer.gpkg"), "overlaps only")
    available = measured([QGIS_PROCESS, "list"], profile.environment).output
    for name in ("checkgeometryoverlap", "checkgeometrygap", "coveragevalidate"):
        if f"native:{name}" in available:
            show(job, f"native:{name}", profile.run(
                f"native:{name}", INPUT=path, UNIQUE_ID="fid", ERRORS=CACHE / "peer.gpkg", OUTPUT=CACHE / "peer2.gpkg",
                INVALID_EDGES=CACHE / "peer3.gpkg"))


def geos_row(job: str, path: Path) -> None:
    """Measure GEOS's own coverage validator (shapely), where it could be installed."""
    if not GEOS_PYTHON.exists():
        subprocess.run(["python3", "-m", "venv", str(GEOS_PYTHON.parents[1])], check=False)
        subprocess.run([str(GEOS_PYTHON), "-m", "pip", "install", "-q", "shapely>=2.1", "pyogrio"], check=False)
    code = (
        "import sys, time, pyogrio, shapely\n"
        "table = pyogrio.raw.read(sys.argv[1])\n"
        "shapes = shapely.from_wkb(table[2])\n"
        "start = time.perf_counter()\n"
        "edges = shapely.coverage_invalid_edges(shapes)\n"
        "print(f'{(~shapely.is_empty(edges)).sum()} features with unmatched edges; '\n"
        "      f'validator alone {time.perf_counter() - start:.1f} s')\n"
    )
    measure = measured([str(GEOS_PYTHON), "-c", code, str(path)])
    show(job, "GEOS coverage validator", measure, last_line(measure.output))


def main() -> int:
    """Measure the jobs asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jobs", nargs="*", default=["planted-81k", "clean-81k", "mismatched-81k", "land-cover"])
    parser.add_argument("--data", type=Path, help="folder of open data, for the land cover")
    parser.add_argument("--big", action="store_true", help="also 500 000 polygons")
    parser.add_argument("--no-peers", action="store_true", help="only the toolbox")
    parser.add_argument("--write", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.write:
        write_coverage(arguments.write)
        return 0
    jobs = [*arguments.jobs, "planted-500k"] if arguments.big else arguments.jobs
    with tempfile.TemporaryDirectory(prefix="landplan-bench-") as folder:
        profile = Profile(Path(folder))
        for job in jobs:
            path = land_cover_file(arguments.data) if job == "land-cover" else coverage_file(job)
            if path is None:
                print(f"{job:16s} left out: name the folder of the open data with --data")
                continue
            topology_row(profile, job, path)
            if arguments.no_peers:
                continue
            geos_row(job, path)
            if job == "planted-81k":
                peers(profile, job, path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
