"""The XML parts of a spreadsheet file, read element by element."""

from __future__ import annotations

import zipfile
import zlib
from typing import Iterator, Optional

from qgis.PyQt.QtCore import QXmlStreamReader

from ...errors import LandPlanError
from ...message import Message, translatable

_LARGEST_PART = 400 * 2**20  # bytes; a sheet of 100 000 rows has some 100 MB
_START = QXmlStreamReader.TokenType.StartElement
_END = QXmlStreamReader.TokenType.EndElement
_TEXT = QXmlStreamReader.TokenType.Characters


class Damaged(Exception):
    """A part of a file is missing or cannot be read; the reader of the file says which file."""


class XmlPart:
    """A part of a zipped file, read from front to end; names are without their namespaces."""

    def __init__(self, archive: zipfile.ZipFile, name: str, file: str) -> None:
        """:param file: name of the file in sentences

        :raises Damaged: when the part is missing or broken
        :raises LandPlanError: when it is too large, or locked by a password
        """
        information = _member(archive, name)
        if information is None:
            raise Damaged(name)
        if information.file_size > _LARGEST_PART:
            raise LandPlanError(
                translatable(
                    "Tables", "{file} is too large to be a table of indicators. Leave only that table in it.",
                    file=file,
                )
            )
        if information.flag_bits & 1:
            raise LandPlanError(has_password(file))
        try:
            content = archive.read(information)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise Damaged(name) from error
        self._name = name
        self._reader = QXmlStreamReader(content)

    def elements(self) -> Iterator[tuple[str, bool]]:
        """Yield the name of each element and whether it begins, in the order of the file.

        :raises Damaged: when the part ends too early or is no XML
        """
        reader = self._reader
        while not reader.atEnd():
            token = reader.readNext()
            if token == _START:
                yield reader.name(), True
            elif token == _END:
                yield reader.name(), False
        if reader.hasError():
            raise Damaged(self._name)

    def attributes(self) -> dict[str, str]:
        """Return the attributes of the element that has just begun, by their names without prefix."""
        found = self._reader.attributes()
        return {found.at(index).name(): found.at(index).value() for index in range(found.size())}

    def skip(self) -> None:
        """Pass over the element that has just begun, with all in it."""
        self._reader.skipCurrentElement()

    def text(self) -> str:
        """Return the text of the element that has just begun, and pass over it."""
        return self._reader.readElementText(QXmlStreamReader.ReadElementTextBehaviour.IncludeChildElements)

    def tokens(self) -> Iterator[tuple[str, str]]:
        """Yield what is in the element that has just begun: (`start`, name), (`end`, name), (`text`, characters)."""
        depth = 1
        reader = self._reader
        while not reader.atEnd():
            token = reader.readNext()
            if token == _START:
                depth += 1
                yield "start", reader.name()
                if reader.isEndElement():  # it was passed over
                    depth -= 1
            elif token == _END:
                depth -= 1
                if depth == 0:
                    return
                yield "end", reader.name()
            elif token == _TEXT:
                yield "text", reader.text()
        raise Damaged(self._name)


def is_member(archive: zipfile.ZipFile, name: str) -> bool:
    """Return whether a zipped file has a part."""
    return _member(archive, name) is not None


def _member(archive: zipfile.ZipFile, name: str) -> Optional[zipfile.ZipInfo]:
    """Return a part by its name: small and capital letters are the same (ECMA-376), some write backslashes."""
    if name in archive.NameToInfo:
        return archive.NameToInfo[name]
    wanted = name.casefold()
    return next((one for one in archive.infolist() if one.filename.replace("\\", "/").casefold() == wanted), None)


def has_password(file: str) -> Message:
    """Return the sentence for a file that only a password opens."""
    return translatable(
        "Tables", "{file} is protected by a password. Open it in the spreadsheet program, save it without a password, "
        "and try again.", file=file,
    )
