"""Open a data source: a file, a geodatabase, a folder, or the layers of the open project."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Iterator

from qgis.core import QgsCoordinateReferenceSystem, QgsWkbTypes

from ..errors import LandPlanError
from ..message import Message, translatable
from .file_layer import file_layers
from .layer import SourceField, SourceLayer
from .ogr_files import without_layers
from .project_layers import layer_source, processing_source, project_layers
from .soundness import companion, damage, not_readable
from .workspace_files import are_of_workspace

__all__ = [
    "SourceField",
    "SourceLayer",
    "layer_source",
    "open_source",
    "processing_source",
    "project_layers",
]

_FILE_SUFFIXES = (".shp", ".gpkg", ".fgb", ".geojson", ".tab", ".mdb")
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")
_SHAPEFILE_PARTS = (".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix")
# A delivery has some hundred files; whoever chooses a whole drive should not wait for it to be searched.
_MOST_FILES = 50_000


def open_source(path: str) -> list[SourceLayer]:
    """Return the layers of a file, a geodatabase or a folder (searched with all its folders).

    A file in a folder that cannot be read becomes a layer with a `SourceLayer.problem`, so that it is
    neither passed over nor stops the rest; when nothing at all can be read, that is the refusal.

    :param path: .gdb, .gpkg, .shp, .fgb, .geojson, .tab, .mdb or a folder of such
    :raises LandPlanError: with a sentence that names the file and says what to do
    """
    text = path.strip().strip('"')
    if not text:
        raise LandPlanError(translatable("Dataset", "No data source was given. Choose a file or a folder."))
    place = Path(text).expanduser()
    try:
        exists = place.exists()
    except OSError as error:
        raise LandPlanError(not_readable(place, error)) from error
    if not exists:
        raise LandPlanError(
            translatable(
                "Dataset",
                "{file} does not exist. Check the spelling and whether the drive is connected.",
                file=str(place),
            )
        )
    if place.is_dir():
        return _open_geodatabase(place) if _is_geodatabase(place) else _open_folder(place)
    layers = _open_file(place)
    if are_of_workspace(layer.name for layer in layers):
        raise LandPlanError(
            translatable(
                "Dataset",
                "{file} is a workspace: it keeps the findings of checks and holds no data to check. Choose the "
                "data themselves.",
                file=str(place),
            )
        )
    return layers


def _open_file(place: Path) -> list[SourceLayer]:
    suffix = place.suffix.lower()
    if suffix in _ARCHIVES:
        raise LandPlanError(
            translatable(
                "Dataset", "{file} is an archive. Unpack it first and choose the folder.", file=str(place)
            )
        )
    if suffix in _SHAPEFILE_PARTS:
        shapefile = companion(place, ".shp")
        if shapefile is not None:
            place = shapefile
    problem = damage(place)
    if problem is not None:
        raise LandPlanError(problem)
    layers = file_layers(str(place))
    if not layers:
        raise LandPlanError(without_layers(str(place)))
    return layers


def _open_geodatabase(place: Path) -> list[SourceLayer]:
    try:
        tables = [name for name in os.listdir(place) if name.lower().endswith(".gdbtable")]
    except OSError as error:
        raise LandPlanError(not_readable(place, error)) from error
    if not tables:
        raise LandPlanError(
            translatable(
                "Dataset",
                "{file} is named .gdb but holds no geodatabase. Ask for it again, or rename the folder if it "
                "holds other files.",
                file=str(place),
            )
        )
    layers = file_layers(str(place))
    if not layers:
        raise LandPlanError(without_layers(str(place)))
    return layers


def _open_folder(place: Path) -> list[SourceLayer]:
    layers: list[SourceLayer] = []
    problems: list[Message] = []
    for item in _sources_in(place):
        try:
            found = _open_geodatabase(item) if item.is_dir() else _open_file(item)
        except LandPlanError as error:
            problems.append(error.message)
            layers.append(_unreadable_layer(item, error.message))
            continue
        if not are_of_workspace(layer.name for layer in found):
            layers.extend(found)
    if not layers:
        raise LandPlanError(
            translatable(
                "Dataset",
                "{folder} holds no data that can be read here: no geodatabase (.gdb), GeoPackage (.gpkg) or "
                "shapefile (.shp), not in its folders either. Choose the folder with the data.",
                folder=str(place),
            )
        )
    if len(problems) == len(layers):
        raise LandPlanError(problems[0])
    return layers


def _sources_in(place: Path) -> Iterator[Path]:
    """Yield the files and geodatabases of a folder and its folders, in order of their names.

    :raises LandPlanError: when a folder cannot be listed
    """

    def refuse(error: OSError) -> None:
        raise LandPlanError(not_readable(Path(error.filename or place), error))

    seen = 0
    for folder, folders, files in os.walk(place, onerror=refuse):
        here = Path(folder)
        seen += len(files) + len(folders)
        if seen > _MOST_FILES:
            raise LandPlanError(
                translatable(
                    "Dataset",
                    "{folder} holds more than {count} files. Choose the folder of one delivery.",
                    folder=str(place),
                    count=_MOST_FILES,
                )
            )
        folders.sort()
        geodatabases = [name for name in folders if _is_geodatabase(here / name)]
        folders[:] = [name for name in folders if name not in geodatabases and not name.startswith(".")]
        yield from (here / name for name in geodatabases)
        for name in sorted(files):
            file = here / name
            if name.startswith("."):
                continue
            if file.suffix.lower() in _FILE_SUFFIXES or _is_lone_table(file):
                yield file


def _is_geodatabase(place: Path) -> bool:
    return place.suffix.lower() == ".gdb"


def _is_lone_table(file: Path) -> bool:
    """Return True for a DBF table that does not belong to a shapefile or a MapInfo table."""
    return (
        file.suffix.lower() == ".dbf" and companion(file, ".shp") is None and companion(file, ".tab") is None
    )


def _unreadable_layer(item: Path, problem: Message) -> SourceLayer:
    return SourceLayer(
        item.stem,
        str(item),
        "",
        (),
        QgsWkbTypes.Type.Unknown,
        QgsCoordinateReferenceSystem(),
        0,
        problem=problem,
    )
