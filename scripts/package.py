#!/usr/bin/env python3
"""Builds the package for the QGIS plugin repository: ``dist/landplan_toolbox-<version>.zip``.

One top folder ``landplan_toolbox`` with what runs in QGIS and nothing else: no tests, no developer
files, no translation sources. The same files give the same bytes. With ``--upload`` it also looks at what
the plugin repository looks at when a package is uploaded and what no file can tell: whether the addresses answer.
"""

from __future__ import annotations

import argparse
import configparser
import sys
import urllib.request
import zipfile
from pathlib import Path, PurePosixPath
from typing import Iterator

ROOT = Path(__file__).resolve().parent.parent
PLUGIN_NAME = "landplan_toolbox"
TRANSLATION = "i18n/landplan_toolbox_zh.qm"
HELP = "docs/algorithms.html"
FILES = ("__init__.py", "plugin.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md", TRANSLATION, HELP)
FOLDERS = ("algorithms", "processing_provider", "ui", "resources", "docs")
LEFT_OUT = ("*.pyc", "*.ts", "*-wal", "*-shm", "*-journal", "*~", "*.orig", "*.qgs~", "*.qgz~", "*.gpkg.bak")
ADDRESSES = ("repository", "tracker", "homepage")  # keys of metadata.txt
PATIENCE = 10.0  # seconds, as the plugin repository waits
LARGEST = 25_000_000  # bytes; the plugin repository refuses larger packages
_TIME_STAMP = (2020, 1, 1, 0, 0, 0)


class PackageError(Exception):
    """The package cannot be built; the text says what to do."""


def stated(key: str) -> str:
    """Return what ``metadata.txt`` states, empty where it says nothing."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"].get(key, "")


def version() -> str:
    """Return the version stated in ``metadata.txt``."""
    return stated("version")


def silent(address: str, patience: float = PATIENCE) -> str:
    """Return why an address does not answer; empty where it does."""
    try:
        request = urllib.request.Request(address, headers={"User-Agent": PLUGIN_NAME})
        with urllib.request.urlopen(request, timeout=patience):
            return ""
    except (OSError, ValueError) as error:  # an answer that refuses is an OSError too
        return str(error) or type(error).__name__


def require_answers() -> None:
    """Look up the addresses in ``metadata.txt``.

    :raises PackageError: when one does not answer
    """
    reasons = {address: silent(address) for address in {key: stated(key) for key in ADDRESSES}.values() if address}
    lost = [f"{address} ({reason})" for address, reason in reasons.items() if reason]
    if lost:
        raise PackageError(
            f"The plugin repository refuses a package whose addresses do not answer: {', '.join(lost)}. "
            f"State in metadata.txt where the plugin can be had.")


def packaged_files() -> list[str]:
    """Return the files of the package relative to the plugin folder, ordered.

    :raises PackageError: when one that must be there is missing
    """
    missing = [name for name in FILES if not (ROOT / name).is_file()]
    if missing:
        hint = " Build them first: make i18n docs." if {TRANSLATION, HELP} & set(missing) else ""
        raise PackageError(f"The package would lack {', '.join(missing)}.{hint}")
    found = [path for folder in FOLDERS for path in _walk(ROOT / folder)]
    return sorted({*FILES, *(path.relative_to(ROOT).as_posix() for path in found)})


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name == "__pycache__":
            continue
        if path.is_dir():
            yield from _walk(path)
        elif not any(PurePosixPath(path.name).match(pattern) for pattern in LEFT_OUT):
            yield path


def build(folder: Path) -> Path:
    """Write the package into a folder and return its path.

    :raises PackageError: when a file is missing or the package is too large
    """
    names = packaged_files()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{PLUGIN_NAME}-{version()}.zip"
    unfinished = target.with_suffix(".unfinished")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name in names:
            entry = zipfile.ZipInfo(f"{PLUGIN_NAME}/{name}", _TIME_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            package.writestr(entry, (ROOT / name).read_bytes())
    size = unfinished.stat().st_size
    if size > LARGEST:
        unfinished.unlink()
        raise PackageError(f"The package has {size / 1e6:.1f} MB; the plugin repository takes {LARGEST / 1e6:.0f} MB.")
    unfinished.replace(target)
    return target


def main() -> int:
    """Build the package and say where it lies."""
    parser = argparse.ArgumentParser(description="Builds the package for the QGIS plugin repository.")
    parser.add_argument("--folder", type=Path, default=ROOT / "dist", help="where to put it")
    parser.add_argument("--upload", action="store_true", help="it is to be uploaded: do the addresses answer?")
    given = parser.parse_args()
    try:
        path = build(given.folder)
        if given.upload:
            require_answers()
    except PackageError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{path} ({path.stat().st_size / 1e6:.2f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
