"""Slope classes of a county's parcels and the urban growth boundary as a user's script starts them.

``python3 bench_terrain.py [metres | degrees | boundary …]``: ``metres`` is a 30 m elevation model in the parcels' CRS,
``degrees`` one of a second of arc in degrees, both under 131,000 parcels and beside the way QGIS offers: a slope raster
by gdaldem, then ``native:zonalstatisticsfb``. ``boundary`` draws the urban growth boundary of the same county, with
60,000 parcels of basic farmland to be avoided.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from qgis_processes import CACHE, Profile, head, measured, results_of, show

TARGET = 20.0  # seconds for 130,000 parcels, 2 cores
COUNTY = CACHE / "county.gpkg"
PARCELS = f"{COUNTY}|layername=DLTB"
MODELS = {"metres": CACHE / "dem-metres.tif", "degrees": CACHE / "dem-degrees.tif"}
JOBS = (*MODELS, "boundary")


def write_files() -> None:
    """Make the county and the elevation models; run in a process of its own, because it needs QGIS."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import conftest  # noqa: F401  (makes the repository importable under its installed name)
    import numpy as np
    from osgeo import gdal, ogr, osr
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from county_data import EPSG, County, Planted

    CACHE.mkdir(parents=True, exist_ok=True)
    if not COUNTY.exists():
        County(COUNTY, Planted()).write()
    source = ogr.Open(str(COUNTY))
    west, east, south, north = source.GetLayerByName("DLTB").GetExtent()
    source = None  # let go before QGIS ends
    if not MODELS["metres"].exists():
        columns, rows = int((east - west) / 30) + 20, int((north - south) / 30) + 20
        column, row = np.meshgrid(np.arange(columns), np.arange(rows))
        heights = 800 + 300 * np.sin(column / 57) * np.cos(row / 83) + 60 * np.sin(column / 9 + row / 13)
        dataset = gdal.GetDriverByName("GTiff").Create(
            str(MODELS["metres"]), columns, rows, 1, gdal.GDT_Float32, ["COMPRESS=LZW", "TILED=YES"]
        )
        dataset.SetGeoTransform((west - 300, 30.0, 0.0, north + 300, 0.0, -30.0))
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(EPSG)
        dataset.SetProjection(reference.ExportToWkt())
        dataset.GetRasterBand(1).SetNoDataValue(-9999)
        dataset.GetRasterBand(1).WriteArray(heights.astype(np.float32))
        dataset = None
    if not MODELS["degrees"].exists():
        gdal.Warp(
            str(MODELS["degrees"]), str(MODELS["metres"]), dstSRS="EPSG:4610", xRes=1 / 3600, yRes=1 / 3600,
            resampleAlg="bilinear", creationOptions=["COMPRESS=LZW", "TILED=YES"],
        )
    application.exitQgis()


def differences(ours: Path, theirs: Path) -> str:
    """Return how far the means of both ways are apart."""
    code = (
        "import json, sys; import numpy as np; from osgeo import ogr\n"
        "means = []\n"
        "for path, name in zip(sys.argv[1:], ('mean_slope', '_mean')):\n"
        "    source = ogr.Open(path)\n"
        "    means.append({f['BSM']: f[name] for f in source.GetLayer()})\n"
        "both = [(a, means[1][k]) for k, a in means[0].items() if a is not None and means[1].get(k) is not None]\n"
        "d = np.array([a - b for a, b in both])\n"
        "print(json.dumps([len(means[0]), sum(v is None for v in means[0].values()),\n"
        "      sum(v is None for v in means[1].values()), float(np.abs(d).mean()), float(np.abs(d).max())]))\n"
    )
    result = measured([sys.executable, "-c", code, str(ours), str(theirs)])
    if not result.ok:
        return "not compared"
    count, without, peer_without, mean, largest = json.loads(result.output.splitlines()[-1])
    return (
        f"{count} parcels, without value: toolbox {without}, QGIS {peer_without}; means apart by {mean:.3f}° on "
        f"average, {largest:.2f}° at most"
    )


def slope_rows(profile: Profile, folder: Path, job: str) -> bool:
    """Measure both ways to the slope of the parcels; return whether the toolbox ended well."""
    model, ours, theirs = MODELS[job], folder / f"{job}.gpkg", folder / f"{job}-peer.gpkg"
    measure = profile.run("landplan:slopeclasses", INPUT=PARCELS, DEM=model, OUTPUT=ours)
    results = results_of(measure)
    show(job, "landplan:slopeclasses", measure,
         f"{results.get('PARCEL_COUNT')} parcels, {results.get('WITHOUT_DEM_COUNT')} without heights")
    if measure.seconds > TARGET:
        print(f"{job}: over its target of {TARGET:.0f} s")
    slope = folder / f"{job}-slope.tif"
    scale = ["-s", "111120"] if job == "degrees" else []  # what the manual of gdaldem advises for degrees
    show(job, "gdaldem slope", measured(["gdaldem", "slope", *scale, str(model), str(slope)]), "for the next row")
    peer = profile.run("native:zonalstatisticsfb", INPUT=PARCELS, INPUT_RASTER=slope, RASTER_BAND=1, STATISTICS=2,
                       COLUMN_PREFIX="_", OUTPUT=theirs)
    show(job, "native:zonalstatisticsfb", peer, differences(ours, theirs) if peer.ok else "")
    return bool(results)


def boundary_row(profile: Profile, folder: Path) -> bool:
    """Measure the urban growth boundary."""
    measure = profile.run("landplan:urbanboundary", PACK="farmland", SOURCE=COUNTY, OUTPUT=folder / "boundary.gpkg",
                          TAKEN=folder / "taken.gpkg", LEDGER=folder / "ledger.gpkg")
    results = results_of(measure)
    show("boundary", "landplan:urbanboundary", measure,
         f"{results.get('PIECE_COUNT')} pieces, {results.get('AREA_HA')} ha, avoided {results.get('AVOIDED_HA')} ha")
    return bool(results)


def main(jobs: list[str]) -> int:
    """Measure and print; what is over its target is said, but only a run that fails makes the exit code 1."""
    if jobs == ["--write"]:
        write_files()
        return 0
    unknown = set(jobs) - set(JOBS)
    if unknown:
        print(f"There is no job {', '.join(sorted(unknown))}; there are {', '.join(JOBS)}.", file=sys.stderr)
        return 2
    subprocess.run([sys.executable, __file__, "--write"], check=True, stderr=subprocess.DEVNULL)
    head()
    good = True
    with tempfile.TemporaryDirectory(prefix="landplan-bench-") as name:
        folder = Path(name)
        profile = Profile(folder)
        for job in jobs or JOBS:
            good &= boundary_row(profile, folder) if job == "boundary" else slope_rows(profile, folder, job)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
