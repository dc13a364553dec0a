"""Versions of what a result depends on, for its provenance."""

from __future__ import annotations

import configparser
from pathlib import Path

from osgeo import gdal
from qgis.core import Qgis, QgsProjUtils

METADATA = Path(__file__).resolve().parent.parent / "metadata.txt"


def plugin_version() -> str:
    """Return the version in ``metadata.txt``."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(METADATA, encoding="utf-8")
    return metadata.get("general", "version", fallback="")


def versions() -> dict[str, str]:
    """Return the versions of the plugin, QGIS, GDAL, GEOS and PROJ."""
    return {
        "plugin": plugin_version(),
        "QGIS": Qgis.version(),
        "GDAL": gdal.__version__,
        "GEOS": Qgis.geosVersion(),
        "PROJ": ".".join(map(str, (QgsProjUtils.projVersionMajor(), QgsProjUtils.projVersionMinor()))),
    }
