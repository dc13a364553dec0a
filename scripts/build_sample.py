"""Builds the sample county under ``resources/sample`` from open land cover, terrain and forest stands.

A developer's tool: run it with the Python of QGIS, for example

    /usr/bin/python3 scripts/build_sample.py --data FOLDER_OF_OPEN_DATA

The folder holds ``us_zion_nlcd_srtm/nlcd.tif`` and ``srtm.tif`` (spDataLarge, CC0) and
``fi_metsi_stands/fi_forest_stands.gpkg`` (Metsäkeskus, CC BY 4.0); see ``resources/sample/README.md``. The same
input gives the same files, byte for byte.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "resources" / "sample"


def main(arguments: list[str]) -> int:
    """Build the sample county; return the exit code."""
    parser = argparse.ArgumentParser(description="Build the sample county of Land Plan Toolbox.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the open data")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder to write to (default: resources/sample)")
    chosen = parser.parse_args(arguments)
    for needed in ("us_zion_nlcd_srtm/nlcd.tif", "us_zion_nlcd_srtm/srtm.tif", "fi_metsi_stands/fi_forest_stands.gpkg"):
        if not (chosen.data / needed).is_file():
            print(f"{chosen.data / needed} is missing: --data must be the folder of the open data.", file=sys.stderr)
            return 1
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_HASH_SEED"] = "0"  # else Qt shuffles the attributes in the project files
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.insert(0, str(ROOT / "scripts"))
    from sample.deliveries import build
    from sample.projects import write_projects

    output = chosen.output.resolve()  # the projects name their layers relative to it
    output.mkdir(parents=True, exist_ok=True)
    for item in build(chosen.data, output):
        planted = f", {item.defects} planted defects with {item.findings} findings" if item.defects else ""
        print(f"{item.source}: {item.layers} layers, {item.features} features{planted}")
    write_projects(output)
    application.exitQgis()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
