"""Measured indicators of a whole county as a user's script starts it.

``python3 bench_indicators.py [farmland | forest | peer …]``: 131,000 parcels in 20 towns and 200 villages, all
indicators of the pack, base and target years. The peers are one sum of the many, by QGIS alone: the net area of the
parcels by the code of their village (`qgis:statisticsbycategories`), and the former basic farmland divided at the
borders of the villages (`native:intersection`, without the summing up). The GeoPackages are made once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from qgis_processes import CACHE, Profile, failed_rows, head, results_of, show

FARMLAND, FOREST = "county-indicators.gpkg", "county-indicators-forest.gpkg"
JOBS = ("farmland", "forest", "peer")
TARGETS = {"farmland": 10.0, "forest": 5.0}  # seconds, 2 cores


def write_files() -> None:
    """Make the counties; run in a process of its own, because it needs QGIS."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import conftest  # noqa: F401  (makes the repository importable under its installed name)
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from county_data import County, Planted
    from delineation_data import write_delineation_county
    from indicator_data import write_farmland, write_forest

    CACHE.mkdir(parents=True, exist_ok=True)
    if not (CACHE / FARMLAND).exists() or not (CACHE / FOREST).exists():
        county, with_inputs = CACHE / "county-sound-indicators.gpkg", CACHE / "county-inputs-indicators.gpkg"
        County(county, Planted(0, 0, 0, 0, 0, 0)).write()
        write_delineation_county(county, with_inputs)
        write_farmland(with_inputs, CACHE / FARMLAND)
        write_forest(county, CACHE / FOREST)
        county.unlink()
        with_inputs.unlink()
    application.exitQgis()


def own(profile: Profile, job: str, folder: Path) -> None:
    """Measure the algorithm of the toolbox on a pack."""
    source = CACHE / (FARMLAND if job == "farmland" else FOREST)
    measure = profile.run(
        "landplan:measureindicators", PACK=job, SOURCE=source, OUTPUT=folder / f"{job}.gpkg",
    )
    results = results_of(measure)
    show(job, "landplan:measureindicators", measure,
         f"{results.get('MEASURED_COUNT')} values, {results.get('NOT_MEASURED_COUNT')} not measured")
    if measure.ok and measure.seconds > TARGETS[job]:
        print(f"{job}: over its target of {TARGETS[job]:.0f} s")


def peer(profile: Profile, folder: Path) -> None:
    """Measure one sum of the many by QGIS alone."""
    source = CACHE / FARMLAND
    show("one sum by code", "qgis:statisticsbycategories", profile.run(
        "qgis:statisticsbycategories", INPUT=f"{source}|layername=DLTB", VALUES_FIELD_NAME="TBDLMJ",
        CATEGORIES_FIELD_NAME="ZLDWDM", OUTPUT=folder / "statistics.gpkg"))
    show("one sum by place", "native:intersection", profile.run(
        "native:intersection", INPUT=f"{source}|layername=TZQJBNTTB", OVERLAY=f"{source}|layername=CJXZQ",
        OUTPUT=folder / "intersection.gpkg"))


def main(jobs: list[str]) -> int:
    """Measure and print; what is over its target is said, but only a run that fails makes the exit code 1."""
    if jobs == ["--write"]:
        write_files()
        return 0
    unknown = set(jobs) - set(JOBS)
    if unknown:
        print(f"There is no job {', '.join(sorted(unknown))}; there are {', '.join(JOBS)}.", file=sys.stderr)
        return 2
    subprocess.run([sys.executable, __file__, "--write"], check=True)
    head()
    with tempfile.TemporaryDirectory(prefix="landplan-bench-") as folder:
        profile = Profile(Path(folder))
        for job in jobs or JOBS:
            if job == "peer":
                peer(profile, Path(folder))
            else:
                own(profile, job, Path(folder))
    return 1 if failed_rows else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
