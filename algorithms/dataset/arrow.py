"""OGR's Arrow stream read straight from memory.

GDAL's own conversion to numpy is not used: it makes every text as wide as the longest of 65,536
features (one long remark costs gigabytes) and ends the process on field names that are not UTF-8. The
structures are those of the Arrow C data interface, https://arrow.apache.org/docs/format/CDataInterface.html,
whose layout is frozen.
"""

from __future__ import annotations

import ctypes
from typing import Any, Generator, NamedTuple, Optional

import numpy as np
from numpy.typing import NDArray


class _ArrowSchema(ctypes.Structure):
    pass


class _ArrowArray(ctypes.Structure):
    pass


_ArrowSchema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(_ArrowSchema))),
    ("dictionary", ctypes.POINTER(_ArrowSchema)),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
]

_ArrowArray._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(_ArrowArray))),
    ("dictionary", ctypes.POINTER(_ArrowArray)),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
]

# Arrow format strings of the fixed-width types that are read; "b" is a bit each.
FIXED_FORMATS: dict[str, np.dtype] = {
    "c": np.dtype(np.int8),
    "C": np.dtype(np.uint8),
    "s": np.dtype(np.int16),
    "S": np.dtype(np.uint16),
    "i": np.dtype(np.int32),
    "I": np.dtype(np.uint32),
    "l": np.dtype(np.int64),
    "f": np.dtype(np.float32),
    "g": np.dtype(np.float64),
    "tdD": np.dtype(np.int32),
}
BYTES_FORMATS: dict[str, np.dtype] = {  # with the type of their offsets
    "u": np.dtype(np.int32),
    "z": np.dtype(np.int32),
    "U": np.dtype(np.int64),
    "Z": np.dtype(np.int64),
}


class Values(NamedTuple):
    """The values of one column in one batch, copied out of OGR's memory.

    :ivar missing: bool (features), True where NULL
    :ivar fixed: values of a fixed-width type (features), None for text and binary
    :ivar data: bytes of all values of a text or binary column
    :ivar offsets: int64 (features + 1) into ``data``
    """

    missing: NDArray[np.bool_]
    fixed: Optional[NDArray]
    data: bytes
    offsets: NDArray[np.int64]


class ColumnSchema(NamedTuple):
    """Name and Arrow format of a column."""

    name: str
    format: str


class UnknownLayout(Exception):
    """The stream holds something that is not read here; the caller takes the slow path."""


def schema_of(stream: Any) -> list[ColumnSchema]:
    """Return the columns of an OGR Arrow stream (``ogr.ArrowArrayStream``)."""
    holder = stream.GetSchema()
    schema = ctypes.cast(int(holder._getPtr()), ctypes.POINTER(_ArrowSchema)).contents
    columns = []
    for index in range(schema.n_children):
        child = schema.children[index].contents
        columns.append(
            ColumnSchema(child.name.decode("utf-8", "surrogateescape"), child.format.decode("ascii"))
        )
    return columns


def batches(stream: Any, columns: list[ColumnSchema]) -> Generator[list[Values], None, None]:
    """Yield the batches of an OGR Arrow stream, one `Values` per column.

    :raises UnknownLayout: when a column has a format or a layout that is not read here
    """
    for column in columns:
        if column.format not in FIXED_FORMATS and column.format not in BYTES_FORMATS and column.format != "b":
            raise UnknownLayout(f"{column.name}: {column.format}")
    holder = None
    try:
        while True:
            holder = stream.GetNextRecordBatch()
            if holder is None:
                return
            array = ctypes.cast(int(holder._getPtr()), ctypes.POINTER(_ArrowArray)).contents
            if not array.length:
                return  # GDAL 3.6 gives empty batches without end for an empty FlatGeobuf
            if array.n_children != len(columns) or array.offset:
                raise UnknownLayout("columns do not agree with the schema")
            formats = (column.format for column in columns)
            batch = [
                _values(array.children[i].contents, form, array.length) for i, form in enumerate(formats)
            ]
            del array
            holder = None  # hands the memory of the batch back to OGR
            yield batch
    finally:
        # a traceback may keep this frame alive longer than the dataset the stream reads from
        del stream, holder


def _values(array: _ArrowArray, layout: str, count: int) -> Values:
    if array.length != count:
        raise UnknownLayout("columns of different lengths")
    begin, end = array.offset, array.offset + count
    missing = np.zeros(count, dtype=bool)
    if array.buffers[0] and count:
        missing = ~_bits(array.buffers[0], begin, end)
    none = np.zeros(1, dtype=np.int64)
    if layout == "b":
        fixed = _bits(array.buffers[1], begin, end) if count else np.zeros(0, dtype=bool)
        return Values(missing, fixed, b"", none)
    if layout in FIXED_FORMATS:
        dtype = FIXED_FORMATS[layout]
        fixed = _copied(array.buffers[1], begin * dtype.itemsize, count * dtype.itemsize).view(dtype)
        return Values(missing, fixed, b"", none)
    dtype = BYTES_FORMATS[layout]
    if not count:
        return Values(missing, None, b"", none)
    raw = _copied(array.buffers[1], begin * dtype.itemsize, (count + 1) * dtype.itemsize)
    offsets = raw.view(dtype).astype(np.int64)
    size = int(offsets[-1] - offsets[0])
    data = ctypes.string_at(array.buffers[2] + int(offsets[0]), size) if size else b""
    return Values(missing, None, data, offsets - offsets[0])


def _copied(address: Optional[int], begin: int, size: int) -> NDArray[np.uint8]:
    if not size:
        return np.zeros(0, dtype=np.uint8)
    if not address:
        raise UnknownLayout("a column without values")
    return np.frombuffer(ctypes.string_at(address + begin, size), dtype=np.uint8)


def _bits(address: Optional[int], begin: int, end: int) -> NDArray[np.bool_]:
    first_byte, last_byte = begin // 8, (end + 7) // 8
    raw = _copied(address, first_byte, last_byte - first_byte)
    bits = np.unpackbits(raw, bitorder="little")
    return bits[begin - 8 * first_byte : end - 8 * first_byte].astype(bool)
