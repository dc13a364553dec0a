"""Reads the sheets of a table file, by what is in it rather than by its ending."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Union

from ...errors import LandPlanError
from ...message import Message, translatable
from .compound_file import SIGNATURE
from .ods import ods_sheets
from .raw_sheet import RawSheet
from .text_tables import text_sheet
from .xls import NotKnown, xls_sheets
from .xlsx import workbook_part, xlsx_sheets
from .xml_parts import Damaged, XmlPart, has_password, is_member

__all__ = ["RawSheet", "read_sheets"]

TABLE_ENDINGS = (".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".txt", ".xls", ".et")
_ZIP = b"PK\x03\x04"
_LARGEST_FILE = 200 * 2**20


def read_sheets(path: Union[str, Path]) -> list[RawSheet]:
    """Return the sheets of an XLSX, ODS, CSV, TSV or XLS file that hold anything, visible ones first.

    :raises LandPlanError: when the file is missing, open elsewhere, locked by a password, damaged, empty, too large,
        or no table; the sentence names it
    """
    place = Path(path)
    file = place.name
    content = _content(place)
    if content.startswith(_ZIP):
        sheets = _zipped(place, file)
    elif content.startswith(SIGNATURE):
        sheets = _old_excel(file, content)
    elif content[:2] == b"PK":
        raise LandPlanError(_damaged(file))
    elif _is_markup(content):
        raise LandPlanError(
            translatable(
                "Tables", "{file} holds a web page or XML, not a spreadsheet. Open it in the spreadsheet program and "
                "save it as XLSX.", file=file,
            )
        )
    else:
        sheets = [text_sheet(content, file, place.stem)]
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise LandPlanError(translatable("Tables", "{file} has no cells with content. Choose another file.", file=file))
    return sorted(found, key=lambda sheet: sheet.hidden)


def _content(place: Path) -> bytes:
    file = place.name
    try:
        if place.is_dir():
            raise LandPlanError(translatable("Tables", "{file} is a folder. Choose a table.", file=file))
        if place.stat().st_size > _LARGEST_FILE:
            raise LandPlanError(
                translatable(
                    "Tables", "{file} is too large to be a table of indicators. Leave only that table in it.",
                    file=file,
                )
            )
        content = place.read_bytes()
    except FileNotFoundError as error:
        raise LandPlanError(
            translatable("Tables", "{file} does not exist any more. Choose another file.", file=str(place))
        ) from error
    except OSError as error:
        raise LandPlanError(
            translatable(
                "Tables", "{file} cannot be read: {reason}. Close it in other programs, and check whether you may "
                "read it.", file=str(place), reason=str(error.strerror or error),
            )
        ) from error
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise LandPlanError(translatable("Tables", "{file} is empty. Choose another file.", file=file))
    return content


def _zipped(place: Path, file: str) -> list[RawSheet]:
    try:
        with zipfile.ZipFile(place) as archive:
            if workbook_part(archive, file) is not None:
                return xlsx_sheets(archive, file)
            if is_member(archive, "content.xml"):
                if is_member(archive, "META-INF/manifest.xml") and _is_encrypted(archive, file):
                    raise LandPlanError(has_password(file))
                return ods_sheets(archive, file)
    except (zipfile.BadZipFile, Damaged, OSError) as error:
        raise LandPlanError(_damaged(file)) from error
    raise LandPlanError(_no_table(file))


def _is_encrypted(archive: zipfile.ZipFile, file: str) -> bool:
    part = XmlPart(archive, "META-INF/manifest.xml", file)
    return any(begins and name == "encryption-data" for name, begins in part.elements())


def _old_excel(file: str, content: bytes) -> list[RawSheet]:
    """Return the sheets of a workbook of Excel 5–2003.

    :raises LandPlanError: when it has a password, is damaged, or no such workbook
    """
    if "EncryptedPackage".encode("utf-16-le") in content:  # a workbook of today behind a password
        raise LandPlanError(has_password(file))
    try:
        return xls_sheets(content, file)
    except NotKnown as error:
        raise LandPlanError(_save_again(file)) from error
    except Damaged as error:
        raise LandPlanError(_damaged(file)) from error


def _is_markup(content: bytes) -> bool:
    start = content[:400].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    return start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta"))


def _damaged(file: str) -> Message:
    return translatable(
        "Tables", "{file} is damaged or incomplete. Copy or send it again, or open it in the spreadsheet program and "
        "save it anew.", file=file,
    )


def _no_table(file: str) -> Message:
    return translatable(
        "Tables", "{file} is no table that can be read. Save it as XLSX, ODS or CSV.", file=file
    )


def _save_again(file: str) -> Message:
    return translatable(
        "Tables", "{file} is a workbook of a very old Excel, or a file of another program. Open it in the spreadsheet "
        "program and save it as XLSX.", file=file,
    )
