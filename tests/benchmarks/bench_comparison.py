"""Whole-process figures of comparing two delineations, beside QGIS's own overlay of the same files.

``python3 bench_comparison.py [--no-peers] [--small] [CASE …]``: every row is one process, started
by ``qgis_process``. Each delineation holds 97 of every 100 cells of a coverage of 100 000, others before than after.

``same``: the cells are the same. ``redigitised``: every corner of the coverage after was drawn anew, 0.25 m off on
average. ``one-by-one``: every cell after was drawn on its own, so there are gaps and overlaps along every border.

``native:union`` finds all pieces, but neither joins slivers to what they belong to nor counts land once; it is the
job nearest to ours. ``native:intersection`` finds the kept land, ``native:difference`` what left.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import qgis_processes
from qgis_processes import CACHE, ROOT, Profile, head, results_of, show

SIDE, SMALL_SIDE = 316, 100
CASES = ("same", "redigitised", "one-by-one")
LEFT_OUT = 0.03
DEVIATION = 0.25  # m
MOST = 0.45  # m that a corner is off at most


def delineation_file(case: str, side: int) -> Path:
    """Return a GeoPackage with a delineation, made once; ``before`` or the name of a case."""
    path = CACHE / f"delineation-{case}-{side}.gpkg"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, __file__, "--write", case, "--side", str(side)]
        subprocess.run(command, check=True, env=quiet, stderr=subprocess.DEVNULL)
    return path


def write_delineation(case: str, side: int) -> None:
    """Write the GeoPackage of a delineation."""
    links = tempfile.mkdtemp()
    (Path(links) / "landplan_toolbox").symlink_to(ROOT, target_is_directory=True)
    sys.path[:0] = [links, str(Path(__file__).parent)]
    import numpy as np
    from coverage_data import synthetic_coverage
    from landplan_toolbox.algorithms.geometry.wkb import select, wkb_of
    from osgeo import ogr, osr
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    polygons = synthetic_coverage(side, side).polygons
    random = np.random.default_rng(7)
    if case == "redigitised":
        places = np.round(np.column_stack((polygons.x, polygons.y)), 4)
        _, corner = np.unique(places, axis=0, return_inverse=True)
        moves = random.normal(0, DEVIATION, (int(corner.max()) + 1, 2))[corner.ravel()]
    elif case == "one-by-one":
        moves = random.normal(0, DEVIATION, (len(polygons.x), 2))
        moves[polygons.ring_offsets[1:] - 1] = moves[polygons.ring_offsets[:-1]]
    else:
        moves = np.zeros((len(polygons.x), 2))
    moves = np.clip(moves, -MOST, MOST)
    polygons = replace(
        polygons, x=np.round(polygons.x + moves[:, 0], 4), y=np.round(polygons.y + moves[:, 1], 4)
    )
    chosen = np.random.default_rng(1 if case == "before" else 2).random(len(polygons)) >= LEFT_OUT
    polygons = select(polygons, chosen)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4524)
    path = CACHE / f"delineation-{case}-{side}.gpkg"
    unfinished = path.with_name(f"unfinished-{path.name}")
    unfinished.unlink(missing_ok=True)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(unfinished))
    layer = dataset.CreateLayer("JBNTBHTB", reference, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("JBNTTBBH", ogr.OFTString))
    layer.CreateField(ogr.FieldDefn("DLBM", ogr.OFTString))
    layer.CreateField(ogr.FieldDefn("GDDB", ogr.OFTInteger))
    layer.StartTransaction()
    for index, fid in enumerate(polygons.fids.tolist()):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["JBNTTBBH"] = str(fid)
        feature["DLBM"] = ("011", "012", "013")[fid % 3]
        feature["GDDB"] = 5 + fid % 4
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb_of(polygons, index)))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    dataset = None
    unfinished.rename(path)


def compare(profile: Profile, case: str, side: int, folder: Path, peers: tuple[str, ...]) -> None:
    """Run the comparison and QGIS's overlays on one pair of files."""
    before, after = delineation_file("before", side), delineation_file(case, side)
    job = f"{case} {side * side // 1000}k"
    measure = profile.run(
        "landplan:comparedelineations", BEFORE=before, AFTER=after, OUTPUT=folder / "pieces.gpkg",
        LEDGER=folder / "ledger.gpkg", MATRIX=folder / "matrix.gpkg",
    )
    results = results_of(measure)
    note = ", ".join(
        f"{name.lower()} {float(str(results[f'{name}_AREA'])) / 10_000:.1f} ha"
        for name in ("BEFORE", "KEPT", "OUT", "IN", "SLIVERS_OUT", "SLIVERS_IN") if f"{name}_AREA" in results
    )
    show(job, "landplan:comparedelineations", measure, note)
    for peer in peers:
        output = folder / f"{peer.rsplit(':', maxsplit=1)[-1]}.gpkg"
        measure = profile.run(peer, INPUT=before, OVERLAY=after, OUTPUT=output)
        show(job, peer, measure, features_in(output) if measure.ok else "")


def features_in(path: Path) -> str:
    """Return how many features a result has, as a note."""
    from osgeo import ogr

    dataset = ogr.Open(str(path))
    return f"{dataset.GetLayer(0).GetFeatureCount()} features" if dataset is not None else "no result"


def main() -> int:
    """Run the cases named on the command line, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--small", action="store_true", help="10 000 features instead of 100 000")
    parser.add_argument("--write", help=argparse.SUPPRESS)
    parser.add_argument("--side", type=int, default=SIDE, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.write:
        write_delineation(arguments.write, arguments.side)
        return 0
    unknown = set(arguments.cases) - set(CASES)
    if unknown:
        parser.error(f"no such case: {', '.join(sorted(unknown))}; there are {', '.join(CASES)}")
    peers = () if arguments.no_peers else ("native:union", "native:intersection", "native:difference")
    side = SMALL_SIDE if arguments.small else SIDE
    head()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        profile = Profile(home)
        for case in arguments.cases or CASES:
            compare(profile, case, side, Path(folder), peers)
    return 1 if qgis_processes.failed_rows else 0


if __name__ == "__main__":
    sys.exit(main())
