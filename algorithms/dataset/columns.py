"""Attribute columns of a layer as numpy arrays, NULL kept apart from empty and zero."""

from __future__ import annotations

from enum import Enum
from typing import Callable, Iterable, Optional, Protocol, Sequence

import numpy as np
from numpy.typing import NDArray

# Text columns become fixed-width unicode arrays (fast to compare) while no value is longer than this
# or the whole array stays small; one very long value must not blow up the memory of all the others.
_FIXED_WIDTH = 64
_FIXED_BYTES = 64 * 1024 * 1024


class ColumnKind(Enum):
    """How the values of a field are held in memory."""

    INTEGER = "integer"  # int64
    REAL = "real"  # float64
    TEXT = "text"  # str, as numpy unicode or object
    BOOLEAN = "boolean"  # bool
    DATE = "date"  # datetime64[D]
    DATETIME = "datetime"  # datetime64[ms], wall clock as stored
    OTHER = "other"  # times, binary, lists, JSON: as text


NUMPY_TYPES = {
    ColumnKind.INTEGER: np.dtype(np.int64),
    ColumnKind.REAL: np.dtype(np.float64),
    ColumnKind.BOOLEAN: np.dtype(bool),
    ColumnKind.DATE: np.dtype("datetime64[D]"),
    ColumnKind.DATETIME: np.dtype("datetime64[ms]"),
}


class Column(Protocol):
    """One column, decoded when it is first asked for."""

    def values(self) -> np.ma.MaskedArray:
        """Return the values (features), NULL masked."""

    def reordered(self, order: NDArray[np.int64]) -> Column:
        """Return the column with its rows in another order."""

    def update(self, add: Callable[[bytes], None]) -> None:
        """Feed the content of the column to a hash, the same bytes whatever it was read from."""


class FixedColumn:
    """Numbers, booleans and dates."""

    def __init__(self, data: NDArray, missing: NDArray[np.bool_]) -> None:
        """:param data: values (features) of one of `NUMPY_TYPES`; :param missing: True where NULL"""
        blank = np.zeros(1, dtype=data.dtype)[0]
        self._values: np.ma.MaskedArray = np.ma.MaskedArray(np.where(missing, blank, data), mask=missing)
        self._values.setflags(write=False)  # every check sees the same array

    def values(self) -> np.ma.MaskedArray:
        """Return the values (features), NULL masked."""
        return self._values

    def reordered(self, order: NDArray[np.int64]) -> FixedColumn:
        """Return the column with its rows in another order."""
        return FixedColumn(self._values.data[order], self._values.mask[order])

    def update(self, add: Callable[[bytes], None]) -> None:
        """Feed values and NULL flags to a hash."""
        add(self._values.mask.tobytes())
        add(np.ascontiguousarray(self._values.data).tobytes())


class TextColumn:
    """Text as one run of UTF-8 bytes with offsets, decoded when asked for."""

    def __init__(self, data: bytes, offsets: NDArray[np.int64], missing: NDArray[np.bool_]) -> None:
        """
        :param data: UTF-8 bytes of all values in order
        :param offsets: int64 (features + 1) into the bytes; a NULL has length 0
        :param missing: bool (features), True where NULL
        """
        self._data = data
        self._offsets = offsets
        self._missing = missing
        self._values: Optional[np.ma.MaskedArray] = None

    def values(self) -> np.ma.MaskedArray:
        """Return the values (features) as str, NULL masked; bytes that are no UTF-8 become U+FFFD."""
        if self._values is None:
            self._values = np.ma.MaskedArray(self._decoded(), mask=self._missing)
            self._values.setflags(write=False)
        return self._values

    def reordered(self, order: NDArray[np.int64]) -> TextColumn:
        """Return the column with its rows in another order."""
        view = memoryview(self._data)
        begins, ends = self._offsets[:-1][order].tolist(), self._offsets[1:][order].tolist()
        data = b"".join([view[begin:end] for begin, end in zip(begins, ends)])
        return TextColumn(data, offsets_of(np.diff(self._offsets)[order]), self._missing[order])

    def update(self, add: Callable[[bytes], None]) -> None:
        """Feed bytes, lengths and NULL flags to a hash."""
        add(self._missing.tobytes())
        add(np.diff(self._offsets).tobytes())
        add(self._data)

    def _decoded(self) -> NDArray:
        if self._data.isascii():
            text, offsets = self._data.decode("ascii"), self._offsets
        else:
            try:
                text = self._data.decode("utf-8")
            except UnicodeDecodeError:
                return self._decoded_one_by_one()
            raw = np.frombuffer(self._data, dtype=np.uint8)
            leading = offsets_of((raw & 0xC0) != 0x80)  # characters begun before each byte
            offsets = leading[self._offsets]
        lengths = np.diff(offsets)
        width = max(int(lengths.max(initial=0)), 1)
        if not _fits(width, len(lengths)) or "\x00" in text:  # numpy drops NULs at the end of a value
            values = np.empty(len(lengths), dtype=object)
            bounds = offsets.tolist()
            values[:] = [text[begin:end] for begin, end in zip(bounds, bounds[1:])]
            return values
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        table = np.zeros((len(lengths), width), dtype=np.uint32)
        table[np.arange(width) < lengths[:, None]] = points
        return table.view(f"<U{width}").reshape(-1)

    def _decoded_one_by_one(self) -> NDArray:
        """Decode value by value, so that broken bytes of one value leave its neighbours alone."""
        bounds = self._offsets.tolist()
        texts = [self._data[begin:end].decode("utf-8", "replace") for begin, end in zip(bounds, bounds[1:])]
        width = max(map(len, texts), default=1)
        if _fits(width, len(texts)):
            return np.array(texts, dtype=f"<U{max(width, 1)}")
        values = np.empty(len(texts), dtype=object)
        values[:] = texts
        return values


class LateColumn:
    """A column the fast path cannot read faithfully; it is read through QGIS when asked for."""

    def __init__(self, load: Callable[[], Column]) -> None:
        """:param load: reads the column, in the order of the layer's features"""
        self._load = load
        self._column: Optional[Column] = None

    def values(self) -> np.ma.MaskedArray:
        """Return the values (features), NULL masked."""
        return self._loaded().values()

    def reordered(self, order: NDArray[np.int64]) -> LateColumn:
        """Return the column itself: it is loaded in the final order."""
        return self

    def update(self, add: Callable[[bytes], None]) -> None:
        """Feed the content to a hash."""
        self._loaded().update(add)

    def _loaded(self) -> Column:
        if self._column is None:
            self._column = self._load()
        return self._column


def _fits(width: int, count: int) -> bool:
    return width <= _FIXED_WIDTH or width * count * 4 <= _FIXED_BYTES


def offsets_of(lengths: NDArray) -> NDArray[np.int64]:
    """Return int64 (n + 1): running total of the lengths, beginning with 0."""
    offsets = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def text_column(values: Sequence[Optional[str]]) -> TextColumn:
    """Make a column of Python texts, None for NULL."""
    pieces = [b"" if value is None else value.encode("utf-8", "replace") for value in values]
    missing = np.fromiter((value is None for value in values), dtype=bool, count=len(values))
    lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    return TextColumn(b"".join(pieces), offsets_of(lengths), missing)


def fixed_column(values: Iterable[object], count: int, kind: ColumnKind) -> FixedColumn:
    """Make a column of Python numbers, booleans or days/milliseconds since 1970, None for NULL."""
    listed = list(values)
    missing = np.fromiter((value is None for value in listed), dtype=bool, count=count)
    dtype = NUMPY_TYPES[kind]
    plain = np.dtype(np.int64) if dtype.kind == "M" else dtype
    data = np.fromiter((0 if value is None else value for value in listed), dtype=plain, count=count)
    return FixedColumn(data.view(dtype) if dtype.kind == "M" else data, missing)
