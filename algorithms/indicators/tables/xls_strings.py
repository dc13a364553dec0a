"""Texts in the records of an XLS workbook: 16 bits a character from Excel 97 on, in a code page before."""

from __future__ import annotations

import codecs
import struct
from typing import Sequence

from .xml_parts import Damaged

# Code pages by number where Python calls them otherwise than cp<number>; 936 with the characters added to it since.
_CODECS = {936: "gb18030", 1200: "utf-16-le", 10000: "mac-roman", 32768: "mac-roman", 32769: "cp1252", 367: "ascii"}
_MOST_STRINGS = 5_000_000


def codec_of(page: int) -> str:
    """Return Python's name of a code page; that of western Windows for one it does not know."""
    name = _CODECS.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


class Strings:
    """Reads the texts of a workbook.

    :ivar wide: as from Excel 97 on
    :ivar codec: of texts before that
    """

    def __init__(self, wide: bool) -> None:
        self.wide, self.codec = wide, "cp1252"

    def text(self, parts: Sequence[bytes], place: int) -> str:
        """Return a text with two bytes of length at a place in a record.

        :raises Damaged: when it ends too early
        """
        if not self.wide:
            length = struct.unpack_from("<H", parts[0], place)[0]
            return parts[0][place + 2:place + 2 + length].decode(self.codec, "replace")
        reader = _Reader(parts, place)
        return reader.text()

    def table(self, parts: Sequence[bytes]) -> list[str]:
        """Return the texts that cells share.

        :raises Damaged: when the table ends too early
        """
        count = struct.unpack_from("<I", parts[0], 4)[0]
        reader = _Reader(parts, 8)
        found: list[str] = []
        # The count may be wrong; a cell that shares what is not there is told by itself.
        while len(found) < min(count, _MOST_STRINGS) and not reader.at_end():
            found.append(reader.text())
        return found


def short_name(strings: Strings, content: bytes, place: int) -> str:
    """Return a text with one byte of length, as names of sheets have it."""
    length = content[place]
    if not strings.wide:
        return content[place + 1:place + 1 + length].decode(strings.codec, "replace")
    if content[place + 1] & 1:
        return content[place + 2:place + 2 + 2 * length].decode("utf-16-le", "replace")
    return content[place + 2:place + 2 + length].decode("latin-1")


class _Reader:
    """Reads on from record to record; a text that goes on in the next one tells there anew how wide it is."""

    def __init__(self, parts: Sequence[bytes], place: int) -> None:
        self._parts, self._part, self._place = parts, 0, place

    def at_end(self) -> bool:
        self._skip_empty()
        return self._part >= len(self._parts)

    def text(self) -> str:
        length, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & 8 else 0
        reading = struct.unpack("<I", self._bytes(4))[0] if flags & 4 else 0
        pieces, is_wide = [], bool(flags & 1)
        while length:
            if self._left() == 0:
                self._skip_empty()
                if self._part >= len(self._parts):
                    raise Damaged("strings")
                is_wide = bool(self._bytes(1)[0] & 1)
            size = 2 if is_wide else 1
            taken = min(length, self._left() // size)
            if taken == 0:
                raise Damaged("strings")
            piece = self._bytes(taken * size)
            # Half of a character beyond 16 bits may stand at the end of a piece: joined before it is read.
            pieces.append(piece if is_wide else piece.decode("latin-1").encode("utf-16-le"))
            length -= taken
        self._bytes(4 * runs + reading)  # where fonts change, and readings (拼音) over the characters
        return b"".join(pieces).decode("utf-16-le", "replace")

    def _left(self) -> int:
        return len(self._parts[self._part]) - self._place if self._part < len(self._parts) else 0

    def _skip_empty(self) -> None:
        while self._part < len(self._parts) and self._left() <= 0:
            self._part, self._place = self._part + 1, 0

    def _bytes(self, count: int) -> bytes:
        """Return the next bytes, over the ends of records."""
        pieces = []
        while count:
            self._skip_empty()
            if self._part >= len(self._parts):
                raise Damaged("strings")
            piece = self._parts[self._part][self._place:self._place + count]
            self._place += len(piece)
            count -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)
