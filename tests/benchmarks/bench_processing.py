"""Whole-process figures of the algorithms, beside the same work done by QGIS's own tools and by GEOS.

``python3 bench_processing.py [--data FOLDER] [--big] [--no-peers] [JOB …]``: every row is one process, started by
``qgis_process`` as a user's script would, all on the same file. ``--data`` (or the environment variable
LANDPLAN_DATA) names a folder with ``us_zion_nlcd_srtm/nlcd.tif``; without it that row is left out. ``--big`` runs GEOS
on 30 million vertices as well. The tools of QGIS 3.22 answer parts of the question only; each row says which.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Optional

import qgis_processes
from qgis_processes import CACHE, QGIS_PROCESS, ROOT, Profile, head, last_line, measured, results_of, show

GEOS_PYTHON = ROOT / ".build" / "bench-venv" / "bin" / "python"

# name → columns, rows, vertices of a side, planted errors of each kind, share of mismatched borders
COVERAGES = {
    "clean-81k": (300, 270, 4, 0, 0.0),
    "planted-81k": (300, 270, 4, 50, 0.0),
    "mismatched-81k": (300, 270, 4, 0, 0.1),
    "planted-500k": (800, 625, 4, 50, 0.0),
    "dense-500k": (800, 625, 15, 50, 0.0),  # 30 million vertices
}
WITH_ALL_PEERS = "planted-81k"
WITHOUT_GEOS = "dense-500k"
AREAS = "areas-500k"


def coverage_file(name: str) -> Path:
    """Return a GeoPackage with a synthetic coverage, made once."""
    path = CACHE / f"coverage-{name}.gpkg"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run([sys.executable, __file__, "--write", name], check=True, env=quiet, stderr=subprocess.DEVNULL)
    return path


def write_coverage(name: str) -> None:
    """Write the GeoPackage of a synthetic coverage, with the official areas."""
    links = tempfile.mkdtemp()
    (Path(links) / "landplan_toolbox").symlink_to(ROOT, target_is_directory=True)
    sys.path[:0] = [links, str(Path(__file__).parent)]
    from coverage_data import synthetic_coverage
    from landplan_toolbox.algorithms.geometry.area import ellipsoidal_areas, round_half_up
    from landplan_toolbox.algorithms.geometry.projection import area_frame
    from landplan_toolbox.algorithms.geometry.wkb import wkb_of
    from osgeo import ogr, osr
    from qgis.core import QgsApplication, QgsCoordinateReferenceSystem

    application = QgsApplication([], False)
    application.initQgis()
    columns, rows, points, planted, mismatched = COVERAGES[name]
    polygons = synthetic_coverage(
        columns, rows, side_points=points, overlaps=planted, gaps=planted, duplicates=planted, bow_ties=planted,
        mismatched=mismatched,
    ).polygons
    frame = area_frame(QgsCoordinateReferenceSystem("EPSG:4524"))  # CGCS2000, 3-degree zone 36 with prefix
    areas = round_half_up(ellipsoidal_areas(polygons, frame), 2).tolist()
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4524)
    path = CACHE / f"coverage-{name}.gpkg"
    unfinished = path.with_name(f"unfinished-{path.name}")
    unfinished.unlink(missing_ok=True)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(unfinished))
    layer = dataset.CreateLayer("DLTB", reference, ogr.wkbPolygon, ["SPATIAL_INDEX=NO"])
    layer.CreateField(ogr.FieldDefn("BSM", ogr.OFTInteger64))
    layer.CreateField(ogr.FieldDefn("TBMJ", ogr.OFTReal))
    layer.StartTransaction()
    for index, area in enumerate(areas):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField(0, 610_000_000 + index)
        feature.SetField(1, area)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb_of(polygons, index)))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    layer = dataset = None
    unfinished.rename(path)
    shutil.rmtree(links)
    application.exitQgis()


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


def area_row(profile: Profile) -> None:
    """Measure ``checkareas`` on 8 million vertices whose areas are all right but for the bow-ties."""
    path = coverage_file("planted-500k")
    measure = profile.run("landplan:checkareas", INPUT=path, AREA_FIELD="TBMJ", OUTPUT=CACHE / "out.gpkg")
    columns, rows, points, _, _ = COVERAGES["planted-500k"]
    vertices = columns * rows * (4 * points + 1)
    note = f"{vertices / measure.seconds / 1e6:.1f} million vertices/s with reading, "
    show(AREAS, "landplan:checkareas", measure, note + f"errors {results_of(measure).get('ERROR_COUNT')}")
    plain = profile.run("native:fieldcalculator", INPUT=path, FIELD_NAME="A", FIELD_TYPE=0, FORMULA="$area",
                        OUTPUT=CACHE / "peer.gpkg")
    show(AREAS, "native:fieldcalculator $area", plain, "another area: GeographicLib, not the official method")


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
    """Measure GEOS's own coverage validator (shapely), where it could be installed.

    It names features and edges, not overlaps and gaps, and counts a vertex on the neighbour's straight border too.
    """
    if not GEOS_PYTHON.exists():
        subprocess.run(["python3", "-m", "venv", str(GEOS_PYTHON.parents[1])], check=False)
        subprocess.run([str(GEOS_PYTHON), "-m", "pip", "install", "-q", "shapely>=2.1", "pyogrio"], check=False)
    code = (
        "import sys, time, pyogrio, shapely\n"
        "table = pyogrio.raw.read(sys.argv[1])\n"
        "shapes = shapely.from_wkb(table[2])\n"
        "start = time.perf_counter()\n"
        "edges = shapely.coverage_invalid_edges(shapes)\n"
        "print(f'{(~shapely.is_empty(edges)).sum()} features with borders of other vertices; '\n"
        "      f'validator alone {time.perf_counter() - start:.1f} s')\n"
    )
    measure = measured([str(GEOS_PYTHON), "-c", code, str(path)])
    show(job, "GEOS coverage validator", measure, last_line(measure.output))


def main() -> int:
    """Measure the jobs asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jobs", nargs="*", default=[*COVERAGES, "land-cover", AREAS])
    parser.add_argument("--data", type=Path, default=os.environ.get("LANDPLAN_DATA"), help="folder of open data")
    parser.add_argument("--big", action="store_true", help="GEOS also on 30 million vertices")
    parser.add_argument("--no-peers", action="store_true", help="only the toolbox")
    parser.add_argument("--write", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.write:
        write_coverage(arguments.write)
        return 0
    unknown = set(arguments.jobs) - {*COVERAGES, "land-cover", AREAS}
    if unknown:
        parser.error(f"there is no job {', '.join(sorted(unknown))}")
    head()
    with tempfile.TemporaryDirectory(prefix="landplan-bench-") as folder:
        profile = Profile(Path(folder))
        for job in arguments.jobs:
            if job == AREAS:
                area_row(profile)
                continue
            path = land_cover_file(Path(arguments.data) if arguments.data else None) if job == "land-cover" else (
                coverage_file(job))
            if path is None:
                print(f"{job:18s} left out: name the folder of the open data with --data or LANDPLAN_DATA")
                continue
            topology_row(profile, job, path)
            if arguments.no_peers:
                continue
            if job != WITHOUT_GEOS or arguments.big:
                geos_row(job, path)
            if job == WITH_ALL_PEERS:
                peers(profile, job, path)
    return 1 if qgis_processes.failed_rows else 0


if __name__ == "__main__":
    sys.exit(main())
