"""Where results may be written: never over the data they were made from, and not one over another."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Iterable, Sequence

from ..errors import LandPlanError
from ..message import translatable

# Files of one name beside each other that make up one layer.
_SHAPEFILE = frozenset((".shp", ".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj", ".atx"))
_MAPINFO = frozenset((".tab", ".dat", ".map", ".id", ".ind"))
# SQLite keeps its logs beside the database, under its whole name and this ending.
_DATABASE_LOGS = ("-wal", "-shm", "-journal")


def require_apart(destinations: Sequence[str], sources: Iterable[str]) -> None:
    """Refuse results that would replace the data, lie inside a geodatabase, or replace one another.

    :param destinations: files that will be written; empty ones are passed over
    :param sources: files and geodatabases the data are read from
    :raises LandPlanError: naming the first destination that cannot be
    """
    wanted = [_absolute(path) for path in destinations if path]
    data = {_absolute(source) for source in sources if source}
    for number, destination in enumerate(wanted):
        if any(_belongs_to(destination, source) for source in data):
            raise LandPlanError(
                translatable(
                    "Delivery",
                    "{path} belongs to the data that are checked and must not be written over. Give the result "
                    "another name.",
                    path=str(destination),
                )
            )
        for folder in destination.parents:
            if folder.suffix.lower() == ".gdb" and folder.is_dir():
                raise LandPlanError(
                    translatable(
                        "Delivery",
                        "{path} would lie inside the geodatabase {folder}. Choose another folder.",
                        path=str(destination),
                        folder=str(folder),
                    )
                )
        if any(_is_same(destination, other) for other in wanted[:number]):
            raise LandPlanError(
                translatable(
                    "Delivery",
                    "{path} is given for two results, and one would replace the other. Give each its own name.",
                    path=str(destination),
                )
            )


def require_writable_place(path: str, suffixes: Sequence[str]) -> None:
    """Refuse a file that cannot be written, before the work that fills it.

    :param suffixes: endings the file may have, in small letters
    :raises LandPlanError: for another ending, a folder that is missing or read-only, or a folder of that name
    """
    place = _absolute(path)
    if place.suffix.lower() not in suffixes:
        raise LandPlanError(
            translatable(
                "Delivery", "{path} must end with {suffixes}.", path=str(place), suffixes=" / ".join(suffixes)
            )
        )
    if place.is_dir():
        raise LandPlanError(
            translatable("Delivery", "{path} is a folder. Give the file another name.", path=str(place))
        )
    require_writable_folder(path)


def require_writable_folder(path: str) -> None:
    """Refuse a file whose folder is missing or read-only, before the work that fills it.

    :raises LandPlanError: naming the folder
    """
    place = _absolute(path)
    if not place.parent.is_dir():
        raise LandPlanError(
            translatable(
                "Delivery",
                "The folder {path} does not exist. Make it or choose another one.",
                path=str(place.parent),
            )
        )
    if not os.access(place.parent, os.W_OK):
        raise LandPlanError(
            translatable(
                "Delivery",
                "The folder {path} is read-only: {name} cannot be written. Choose another folder.",
                path=str(place.parent),
                name=place.name,
            )
        )


def _absolute(path: str) -> Path:
    """Return a path with its links followed, as far as it exists."""
    return Path(os.path.realpath(os.path.expanduser(path.strip().strip('"'))))


def _belongs_to(destination: Path, source: Path) -> bool:
    """Return whether a file is the source, one of the files it consists of, or lies in it."""
    if _is_same(destination, source):
        return True
    if source.suffix.lower() == ".gdb":
        return source in destination.parents
    if not _is_same(destination.parent, source.parent):
        return False
    if destination.name.casefold() in {(source.name + log).casefold() for log in _DATABASE_LOGS}:
        return True
    ending = source.suffix.lower()
    family = _SHAPEFILE if ending in _SHAPEFILE else _MAPINFO if ending in _MAPINFO else frozenset()
    return destination.stem.casefold() == source.stem.casefold() and destination.suffix.lower() in family


def _is_same(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one file, on file systems without case and over links, too."""
    if one == other:
        return True
    try:
        return os.path.samefile(one, other)
    except OSError:  # one of them does not exist
        return False
