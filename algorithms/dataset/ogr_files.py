"""Opening files through OGR for reading only, with GDAL's complaints caught."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, Optional, Sequence

from osgeo import gdal

from ..errors import LandPlanError
from ..message import Message, translatable

_SQLITE_SUFFIXES = (".gpkg", ".sqlite")
_SQLITE_HEADER = b"SQLite format 3\0"
_WRITE_AHEAD_VERSION = 2
_PLACE_IN_GDAL = re.compile(r"\.c(pp)? at line")


class GdalErrors:
    """What GDAL complained about inside a `gdal_errors` block."""

    def __init__(self) -> None:
        self.failures: list[str] = []
        self.warnings: list[str] = []

    @property
    def text(self) -> str:
        """The first failure, or the first warning where nothing failed; empty when all was well."""
        texts = self.failures or self.warnings
        return texts[0] if texts else ""

    def _handle(self, level: int, _number: int, text: str) -> None:
        text = " ".join(text.split())
        if level >= gdal.CE_Failure:
            self.failures.append(text)
        elif level == gdal.CE_Warning:
            self.warnings.append(text)


@contextmanager
def gdal_errors() -> Iterator[GdalErrors]:
    """Collect GDAL's errors of this thread; works whether or not GDAL exceptions are switched on."""
    errors = GdalErrors()
    gdal.PushErrorHandler(errors._handle)
    try:
        yield errors
    finally:
        gdal.PopErrorHandler()


def open_options(path: str, encoding: Optional[str]) -> list[str]:
    """Return the GDAL open options that read a file right and leave nothing beside it.

    A GeoPackage closed cleanly in write-ahead mode would get ``-wal`` and ``-shm`` files even from a
    reader, and could not be read in a read-only folder at all; opened as immutable it is left alone.
    While such a log exists somebody else has the file open, and then it must be read through the log.

    :param encoding: character encoding to read a shapefile with; None leaves it to GDAL
    """
    options = []
    if encoding is not None:
        options.append(f"ENCODING={encoding}")
    if path.lower().endswith(_SQLITE_SUFFIXES) and _is_clean_write_ahead(Path(path)):
        options.append("IMMUTABLE=YES")
    return options


def qgis_uris(path: str, layer_name: str, layer_index: int, options: Sequence[str]) -> list[str]:
    """Return the data sources with which QGIS may open a layer of a file, the best first.

    QGIS opens a GeoPackage for writing first, which rewrites its journal mode; through GDAL's file system
    layer it can only read. Not so while a write-ahead log shows that somebody has the file open: only the
    file itself leads to the log.
    """
    file = Path(path)
    paths = [path]
    if file.suffix.lower() in _SQLITE_SUFFIXES and not has_log(file):
        paths.insert(0, f"/vsisubfile/0_,{path}")
    # a name with the sign that separates the pieces cannot be given; the position can
    chosen = f"|layerid={layer_index}" if "|" in layer_name else f"|layername={layer_name}"
    tail = chosen + "".join(f"|option:{option}" for option in options)
    return [place + tail for place in paths]


def open_dataset(path: str, options: list[str]) -> Any:
    """Open a file or geodatabase for reading.

    :raises LandPlanError: with GDAL's reason when it cannot be opened
    """
    with gdal_errors() as errors:
        try:
            dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_READONLY, open_options=options)
        except RuntimeError as error:
            errors.failures.append(str(error))
            dataset = None
    if dataset is None:
        raise LandPlanError(unreadable(path, errors.text))
    return dataset


def unreadable(path: str, reason: str) -> Message:
    """Return the sentence for a file that cannot be read, with the reason GDAL gives."""
    name = str(path)
    if "locked" in reason:
        return translatable(
            "Dataset",
            "{file} is locked by another program ({reason}). Close it there and try again.",
            file=name,
            reason=reason,
        )
    is_unknown = not reason or "not recognized as" in reason
    if is_unknown and _is_sqlite(Path(path)):  # GDAL does not open a GeoPackage without layers
        return without_layers(name)
    if is_unknown:
        return translatable(
            "Dataset",
            "{file} is not a GIS file that can be read here. Give a geodatabase (.gdb), a GeoPackage "
            "(.gpkg), "
            "a shapefile (.shp) or a folder of them.",
            file=name,
        )
    if _PLACE_IN_GDAL.search(reason):  # says something to the makers of GDAL only
        return translatable(
            "Dataset", "{file} is damaged or incomplete. Copy it again or ask for it again.", file=name
        )
    return translatable(
        "Dataset",
        "{file} cannot be read: {reason}. The file may be damaged or incomplete; ask for it again.",
        file=name,
        reason=reason.rstrip("."),
    )


def without_layers(file: str) -> Message:
    """Return the sentence for a file that is sound and empty."""
    return translatable("Dataset", "{file} holds no layer. Ask for a file with the data.", file=file)


def has_log(file: Path) -> bool:
    """Return True when a write-ahead log with content lies beside a GeoPackage; False where nobody can look."""
    try:
        return file.with_name(file.name + "-wal").stat().st_size > 0
    except (OSError, ValueError):
        return False


def _is_sqlite(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(16) == _SQLITE_HEADER
    except OSError:
        return False


def _is_clean_write_ahead(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            header = opened.read(20)
        return (
            header[:16] == _SQLITE_HEADER
            and header[18:20] == bytes([_WRITE_AHEAD_VERSION] * 2)
            and not has_log(file)
        )
    except OSError:
        return False
