"""Damage that can be seen on a file from outside, before anything is read from it."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Optional

from ..message import Message, translatable
from .dbf import read_header
from .ogr_files import has_log

_SHAPE_CODE = 9994
_SHAPE_HEADER_BYTES = 100
_SQLITE_HEADER = b"SQLite format 3\0"


def damage(path: Path) -> Optional[Message]:
    """Return a sentence when a file is incomplete or cannot be opened, None when nothing is seen.

    :param path: a .shp, .gpkg or other file
    """
    try:
        with path.open("rb") as file:
            head = file.read(_SHAPE_HEADER_BYTES)
            size = file.seek(0, 2)
    except OSError as error:
        return not_readable(path, error)
    if size == 0:
        return translatable("Dataset", "{file} is empty (0 bytes). Ask for the file again.", file=str(path))
    suffix = path.suffix.lower()
    if suffix == ".shp":
        return _shapefile_damage(path, head, size)
    if suffix == ".gpkg":
        return _geopackage_damage(path, head, size)
    return None


def not_readable(path: Path, error: OSError) -> Message:
    """Return the sentence for a file the operating system does not let us read."""
    if isinstance(error, PermissionError):
        return translatable(
            "Dataset",
            "{file} may not be read: access is denied or another program has locked it. Close it "
            "there or ask for "
            "the right to read it.",
            file=str(path),
        )
    return translatable(
        "Dataset", "{file} cannot be read: {reason}.", file=str(path), reason=error.strerror or str(error)
    )


def companion(path: Path, suffix: str) -> Optional[Path]:
    """Return the file beside ``path`` with another suffix, whatever the case of its letters."""
    for candidate in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
        if candidate.is_file():
            return candidate
    wanted = path.with_suffix(suffix).name.casefold()
    return next((other for other in path.parent.iterdir() if other.name.casefold() == wanted), None)


def _shapefile_damage(path: Path, head: bytes, size: int) -> Optional[Message]:
    if len(head) < _SHAPE_HEADER_BYTES or struct.unpack(">i", head[:4])[0] != _SHAPE_CODE:
        return translatable(
            "Dataset", "{file} is named .shp but is no shapefile. Ask for the file again.", file=str(path)
        )
    announced = struct.unpack(">i", head[24:28])[0] * 2
    if announced > size:
        return _truncated(path, size, announced)
    for suffix in (".shx", ".dbf"):
        other = companion(path, suffix)
        if other is None:
            return translatable(
                "Dataset",
                "The shapefile {file} lacks its {suffix} file. A shapefile is complete only with "
                ".shp, .shx and "
                ".dbf; copy them all into the same folder.",
                file=str(path),
                suffix=suffix,
            )
        problem = _companion_damage(other, suffix)
        if problem is not None:
            return problem
    return None


def _companion_damage(path: Path, suffix: str) -> Optional[Message]:
    try:
        size = path.stat().st_size
        if suffix == ".dbf":
            announced = read_header(path).announced_size
        else:
            with path.open("rb") as file:
                head = file.read(_SHAPE_HEADER_BYTES)
            announced = (
                struct.unpack(">i", head[24:28])[0] * 2 if len(head) == _SHAPE_HEADER_BYTES else size + 1
            )
    except OSError as error:
        return not_readable(path, error)
    except ValueError:
        return translatable("Dataset", "{file} is no DBF table. Ask for the shapefile again.", file=str(path))
    return _truncated(path, size, announced) if announced > size else None


def _geopackage_damage(path: Path, head: bytes, size: int) -> Optional[Message]:
    if head[:16] != _SQLITE_HEADER:
        return translatable(
            "Dataset", "{file} is named .gpkg but is no GeoPackage. Ask for the file again.", file=str(path)
        )
    if len(head) < _SHAPE_HEADER_BYTES:
        return _truncated(path, size, size + 1)
    # SQLite database header, https://www.sqlite.org/fileformat.html section 1.3: the size in pages holds
    # when the change counter equals "version valid for"; a page size of 1 stands for 65,536
    page_size = struct.unpack(">H", head[16:18])[0]
    counter, pages = struct.unpack(">II", head[24:32])
    valid_for = struct.unpack(">I", head[92:96])[0]
    announced = (65_536 if page_size == 1 else page_size) * pages
    if counter == valid_for and announced > size and not has_log(path):
        return _truncated(path, size, announced)
    return None


def _truncated(path: Path, size: int, announced: int) -> Message:
    return translatable(
        "Dataset",
        "{file} is cut off: it has {size} bytes and should have {announced}. The copy or download was not "
        "complete; copy it again.",
        file=str(path),
        size=size,
        announced=max(announced, size + 1),
    )
