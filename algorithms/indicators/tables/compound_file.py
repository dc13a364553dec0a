"""The streams of a compound file (OLE 2), in which Excel 97–2003 and WPS keep their workbooks.

Layout: [MS-CFB], Compound File Binary File Format.
"""

from __future__ import annotations

import struct
from typing import Iterator, NamedTuple

from .xml_parts import Damaged

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_IN_HEADER = 109  # sectors of the allocation table that the header lists itself
_LAST_SECTOR = 0xFFFFFFFA  # what is larger marks an end or a free place
_STREAM, _ROOT = 2, 5
_MOST_NAMES = 100_000


class _Entry(NamedTuple):
    name: str
    kind: int
    start: int
    size: int


class CompoundFile:
    """A compound file; a broken one is told by `Damaged`, and never read without end."""

    def __init__(self, content: bytes) -> None:
        """:param content: the whole file

        :raises Damaged: when it ends too early or contradicts itself
        """
        self._content = content
        try:
            major, _, sector, mini = struct.unpack_from("<HHHH", content, 26)
            tables, directory = struct.unpack_from("<II", content, 44)
            self._cutoff, mini_start, _, more, count = struct.unpack_from("<IIIII", content, 56)
            listed = struct.unpack_from(f"<{_IN_HEADER}I", content, 76)
        except struct.error as error:
            raise Damaged("header") from error
        if not content.startswith(SIGNATURE) or sector not in (9, 12) or mini >= sector or major not in (3, 4):
            raise Damaged("header")
        self._size, self._mini_size = 1 << sector, 1 << mini
        self._sectors = max(len(content) // self._size, 1)
        self._next = self._table([*listed, *self._more_tables(more, count)][:min(tables, self._sectors)])
        self._entries = list(self._read_entries(self._chain(directory)))
        roots = [entry for entry in self._entries if entry.kind == _ROOT]
        self._mini = self._chain(roots[0].start) if roots else b""
        mini_table = self._chain(mini_start)
        self._mini_next = struct.unpack(f"<{len(mini_table) // 4}I", mini_table)

    def names(self) -> list[str]:
        """Return the names of all streams."""
        return [entry.name for entry in self._entries if entry.kind == _STREAM]

    def stream(self, name: str) -> bytes:
        """Return the content of a stream, found without regard to small and capital letters.

        :raises Damaged: when it is missing or broken
        """
        for entry in self._entries:
            if entry.kind == _STREAM and entry.name.casefold() == name.casefold():
                break
        else:
            raise Damaged(name)
        if entry.size >= self._cutoff:
            content = self._chain(entry.start)
        else:
            content = b"".join(
                self._mini[place * self._mini_size:(place + 1) * self._mini_size]
                for place in _followed(entry.start, self._mini_next))
        return content[:entry.size]

    def _more_tables(self, start: int, count: int) -> list[int]:
        found: list[int] = []
        for _ in range(min(count, self._sectors)):
            if start >= _LAST_SECTOR:
                break
            numbers = struct.unpack(f"<{self._size // 4}I", self._sector(start))
            found += numbers[:-1]
            start = numbers[-1]
        return found

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        table = b"".join(self._sector(place) for place in sectors if place < _LAST_SECTOR)
        return struct.unpack(f"<{len(table) // 4}I", table)

    def _sector(self, place: int) -> bytes:
        start = (place + 1) * self._size
        content = self._content[start:start + self._size]
        if not content:
            raise Damaged("sector")
        return content.ljust(self._size, b"\0")  # some programs cut off the last one

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(place) for place in _followed(start, self._next))

    @staticmethod
    def _read_entries(directory: bytes) -> Iterator[_Entry]:
        for start in range(0, min(len(directory), _MOST_NAMES * _ENTRY) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, start + 64)
            first, size = struct.unpack_from("<II", directory, start + 116)
            if kind and 2 <= length <= 64:
                name = directory[start:start + length - 2].decode("utf-16-le", "replace")
                yield _Entry(name, kind, first, size)


def _followed(start: int, following: tuple[int, ...]) -> Iterator[int]:
    """Yield the places of a chain.

    :raises Damaged: when it leaves the table or runs in a circle
    """
    place = start
    for _ in range(len(following) + 1):
        if place >= _LAST_SECTOR:
            return
        yield place
        if place >= len(following):
            raise Damaged("chain")
        place = following[place]
    raise Damaged("chain")
