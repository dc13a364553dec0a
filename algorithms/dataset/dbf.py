"""The raw bytes of a DBF file: what a shapefile's encoding is decided by.

Layout: header of 32 bytes, 32 bytes per field, byte 0x0D, then records of fixed length
(dBASE III/IV file structure; ESRI Shapefile Technical Description, July 1998, annex on the .dbf file).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

import numpy as np

_HEADER_BYTES = 32
_FIELD_BYTES = 32
_END_OF_FIELDS = 0x0D
_RECORDS_AT_ONCE = 65_536


@dataclass(frozen=True)
class DbfField:
    """A field descriptor: raw bytes of the name, type letter, place and width in a record."""

    name: bytes
    type: str
    begin: int
    width: int


@dataclass(frozen=True)
class DbfHeader:
    """Header of a DBF file.

    :ivar language: language driver id (LDID), 0 when not set
    :ivar record_count: records the header announces
    """

    path: Path
    language: int
    record_count: int
    header_length: int
    record_length: int
    fields: tuple[DbfField, ...]

    @property
    def announced_size(self) -> int:
        """Bytes the file must have for all its records."""
        return self.header_length + self.record_count * self.record_length


def read_header(path: Path) -> DbfHeader:
    """Read the header of a DBF file.

    :raises ValueError: when the bytes are no DBF header
    :raises OSError: when the file cannot be read
    """
    with path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
        if len(head) < _HEADER_BYTES:
            raise ValueError("too short")
        count, header_length, record_length = struct.unpack("<IHH", head[4:12])
        if header_length < _HEADER_BYTES + 1 or record_length < 1:
            raise ValueError("impossible lengths")
        descriptors = file.read(header_length - _HEADER_BYTES)
    fields = []
    begin = 1  # the deletion flag comes first
    for start in range(0, len(descriptors) - _FIELD_BYTES + 1, _FIELD_BYTES):
        entry = descriptors[start : start + _FIELD_BYTES]
        if entry[0] == _END_OF_FIELDS:
            break
        letter = chr(entry[11])
        # character fields longer than 255 bytes keep the upper half of the length in the decimals
        width = entry[16] + 256 * entry[17] if letter == "C" else entry[16]
        fields.append(DbfField(entry[:11].split(b"\0")[0], letter, begin, width))
        begin += width
    return DbfHeader(path, head[29], count, header_length, record_length, tuple(fields))


def foreign_texts(header: DbfHeader) -> Iterator[tuple[bytes, bool]]:
    """Yield the distinct texts that hold bytes beyond ASCII: field names, then values by block.

    :returns: the bytes without padding, and whether they fill their field (and so may have been cut
        in the middle of a character)
    :raises OSError: when the file cannot be read
    """
    for field in header.fields:
        if not field.name.isascii():
            yield field.name, len(field.name) >= 10
    columns = [field for field in header.fields if field.type == "C" and field.width]
    if not columns:
        return
    with header.path.open("rb") as file:
        file.seek(header.header_length)
        while True:
            block = file.read(_RECORDS_AT_ONCE * header.record_length)
            count = len(block) // header.record_length
            if not count:
                return
            table = np.frombuffer(block, dtype=np.uint8, count=count * header.record_length)
            table = table.reshape(count, header.record_length)
            for field in columns:
                cells = table[:, field.begin : field.begin + field.width]
                foreign = np.ascontiguousarray(cells[(cells >= 0x80).any(axis=1)])
                if len(foreign) and cells.shape[1] == field.width:
                    values = np.unique(foreign.view(f"S{field.width}").reshape(-1)).tolist()
                    for value in values:
                        text = value.rstrip(b" \0")
                        yield text, len(text) >= field.width
