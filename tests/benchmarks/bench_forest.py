"""Forest land of a whole county as a user's script starts it, beside QGIS's own overlay.

``python3 bench_forest.py [--data FOLDER] [base | county …]``: ``base`` lays a land survey of some 100,000 parcels and
a one-map of some 60,000 sub-compartments over each other (`landplan:planningbase`), beside ``native:union`` on the same
files, which are valid and have spatial indexes; ``county`` is measured, graded, checked and compared: 131,000
sub-compartments. With ``--data`` the maps are those of the folder of open data, see `map_data`. Files are made once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Optional

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from qgis_processes import CACHE, Profile, failed_rows, head, results_of, show

JOBS = ("base", "county")
COUNTY = "county-forest-plan.gpkg"
BASE_TARGET = 60.0  # seconds, 2 cores
TARGETS = {
    "landplan:measureindicators": 5.0, "landplan:forestgrades": 15.0, "landplan:checkforestquota": 10.0,
    "landplan:compareeditions": 30.0, "landplan:evaluatestatus": 15.0,
}  # fmt: skip


def maps_file(data: Optional[Path]) -> Path:
    """Return the file of the two maps."""
    return CACHE / f"forest-maps-{'open' if data else 'made'}.gpkg"


def write_files(jobs: list[str], data: Optional[Path]) -> None:
    """Make the files; run in a process of its own, because it needs QGIS."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import conftest  # noqa: F401  (makes the repository importable under its installed name)
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    CACHE.mkdir(parents=True, exist_ok=True)
    if "base" in jobs and not maps_file(data).exists():
        from map_data import write_maps

        write_maps(maps_file(data), data)
    if "county" in jobs and not (CACHE / COUNTY).exists():
        from county_data import County, Planted
        from forest_data import write_forest_plan

        county = CACHE / "county-sound-forest.gpkg"
        County(county, Planted(0, 0, 0, 0, 0, 0)).write()
        write_forest_plan(county, CACHE / COUNTY)
        county.unlink()
    application.exitQgis()


def base(profile: Profile, folder: Path, data: Optional[Path]) -> None:
    """Measure the planning base and QGIS's union of the same layers."""
    source = maps_file(data)
    survey, one_map, admin = (f"{source}|layername={name}" for name in ("DLTB", "LDXB", "XZQ"))
    measure = profile.run(
        "landplan:planningbase", PACK="forest", SURVEY=survey, ONE_MAP=one_map, ADMIN=admin, OUTPUT=folder / "base.gpkg",
        DISAGREEMENTS=folder / "disagreements.gpkg", MATRIX=folder / "matrix.gpkg", CHECKSUM=folder / "checksum.gpkg",
    )
    results = results_of(measure)
    show("base", "landplan:planningbase", measure,
         f"{features_in(folder / 'base.gpkg')}, {results.get('DISAGREEMENT_COUNT')} disagreements, "
         f"{results.get('UNEXPLAINED_M2')} m² unexplained" if measure.ok else "")
    union = profile.run("native:union", INPUT=survey, OVERLAY=one_map, OUTPUT=folder / "union.gpkg")
    show("base", "native:union", union, features_in(folder / "union.gpkg") if union.ok else "")
    if measure.ok and measure.seconds > BASE_TARGET:
        print(f"base: over its target of {BASE_TARGET:.0f} s")
    if measure.ok and union.ok and measure.seconds > union.seconds:
        print("base: slower than native:union in the same run")


def county(profile: Profile, folder: Path) -> None:
    """Measure the other algorithms on a forest county."""
    source = CACHE / COUNTY
    before, after = (f"{source}|layername={name}" for name in ("LDXB_Q", "LDXB"))
    for algorithm, parameters, said in (
        ("landplan:measureindicators", {"OUTPUT": folder / "measured.gpkg"}, ("MEASURED_COUNT", "NOT_MEASURED_COUNT")),
        ("landplan:forestgrades", {"OUTPUT": folder / "grades.gpkg"}, ("GRADED_COUNT", "DIFFERENT_COUNT")),
        ("landplan:checkforestquota", {"OUTPUT": folder / "use.gpkg"}, ("FORBIDDEN_HA", "USED_HA")),
        ("landplan:compareeditions", {"BEFORE": before, "AFTER": after, "OUTPUT": folder / "changes.gpkg"},
         ("CHANGED_COUNT", "NEW_LAND_AREA")),
        ("landplan:evaluatestatus", {"REPORT": folder / "status.html", "TABLES": folder / "status.xlsx"},
         ("TABLE_COUNT", "NOT_MEASURED_COUNT")),
    ):  # fmt: skip
        given: dict[str, object] = {"PACK": "forest", **parameters}
        if "BEFORE" not in parameters:
            given["SOURCE"] = source
        measure = profile.run(algorithm, **given)
        results = results_of(measure)
        show("county", algorithm, measure, ", ".join(f"{name.lower()} {results.get(name)}" for name in said))
        if measure.ok and measure.seconds > TARGETS[algorithm]:
            print(f"{algorithm}: over its target of {TARGETS[algorithm]:.0f} s")


def features_in(path: Path) -> str:
    """Return how many features a result has, as a note."""
    from osgeo import ogr

    dataset = ogr.Open(str(path))
    return "no result" if dataset is None else f"{dataset.GetLayer(0).GetFeatureCount()} pieces"


def main(arguments: list[str]) -> int:
    """Measure and print; what is over its target is said, but only a run that fails makes the exit code 1."""
    data = None
    if "--data" in arguments:
        at = arguments.index("--data")
        data = Path(arguments[at + 1])
        arguments = arguments[:at] + arguments[at + 2 :]
    if arguments[:1] == ["--write"]:
        write_files(arguments[1:], data)
        return 0
    unknown = set(arguments) - set(JOBS)
    if unknown:
        print(f"There is no job {', '.join(sorted(unknown))}; there are {', '.join(JOBS)}.", file=sys.stderr)
        return 2
    jobs = arguments or list(JOBS)
    more = ["--data", str(data)] if data else []
    subprocess.run([sys.executable, __file__, *more, "--write", *jobs], check=True)
    head()
    with tempfile.TemporaryDirectory(prefix="landplan-bench-") as folder:
        profile = Profile(Path(folder))
        if "base" in jobs:
            base(profile, Path(folder), data)
        if "county" in jobs:
            county(profile, Path(folder))
    return 1 if failed_rows else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
