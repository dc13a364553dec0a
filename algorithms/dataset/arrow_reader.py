"""The fast path: a whole OGR layer through its Arrow stream."""

from __future__ import annotations

from contextlib import closing
from typing import Any, Callable, Optional, Sequence, Union

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from ..errors import LandPlanError
from ..feedback import Feedback, raise_if_cancelled
from .arrow import FIXED_FORMATS, ColumnSchema, UnknownLayout, Values, batches, schema_of
from .columns import NUMPY_TYPES, Column, ColumnKind, FixedColumn, LateColumn, TextColumn, offsets_of
from .layer import SourceField
from .layerdata import LayerData
from .ogr_files import gdal_errors, unreadable

# GDAL 3.6 gives the booleans of GeoPackage and FlatGeobuf inverted; date-times carry time zones that the
# stream drops or converts depending on the version; times, lists and the like have no array form. They
# are read through QGIS when somebody asks for them.
_LATE_KINDS = (ColumnKind.BOOLEAN, ColumnKind.DATETIME, ColumnKind.OTHER)
# SQLite hands a function 127 values at most, and GDAL reads a GeoPackage's row by one call.
_TOO_MANY_FIELDS = "too many arguments on function"


def arrow_is_available() -> bool:
    """Return True when this GDAL has the Arrow stream (3.6 or newer)."""
    return int(gdal.VersionInfo("VERSION_NUM")) >= 3060000


def read_with_arrow(
    dataset: Any,
    layer: Any,
    path: str,
    fields: Sequence[SourceField],
    is_polygon: bool,
    load_late: Callable[[str], Column],
    feedback: Feedback,
) -> LayerData:
    """Read an OGR layer into arrays.

    :param dataset: the open dataset, kept alive by this argument
    :param layer: an ``ogr.Layer`` of it
    :param path: the file, for sentences
    :param fields: all fields of the layer, in its order
    :param is_polygon: whether the geometries are read as polygons
    :param load_late: reads a column by its name through QGIS, in ascending order of the feature ids
    :raises UnknownLayout: when the stream cannot be used; the caller takes the slow path
    :raises LandPlanError: when the file is damaged
    """
    late = [field.name for field in fields if field.kind in _LATE_KINDS]
    direct = [field for field in fields if field.kind not in _LATE_KINDS]
    try:
        ignored = layer.SetIgnoredFields(late)
    except (RuntimeError, UnicodeError) as error:
        raise UnknownLayout(str(error)) from error
    if ignored:
        raise UnknownLayout("fields cannot be left out")
    with gdal_errors() as errors:
        try:
            stored = _all_batches(layer, direct, feedback)
        except RuntimeError as error:  # GDAL with exceptions switched on
            errors.failures.append(str(error))
            stored = []
        finally:
            layer.SetIgnoredFields([])
    if _TOO_MANY_FIELDS in errors.text:
        raise UnknownLayout(errors.text)
    if errors.failures:
        raise LandPlanError(unreadable(path, errors.text))
    if not stored:
        fids = np.empty(0, dtype=np.int64)
        columns: dict[str, Column] = {field.name: _empty(field, load_late) for field in fields}
        return LayerData(fids, columns, list, is_polygon)
    fids = np.concatenate([batch[0].fixed for batch in stored]).astype(np.int64)
    places: dict[str, int] = {}
    for index, field in enumerate(direct):
        places.setdefault(field.name, 1 + index)  # of two columns of one name QGIS knows the first
    columns = {}
    for field in fields:
        if field.name in places:
            column = _column([batch[places[field.name]] for batch in stored], field.kind)
        else:
            column = None
        columns[field.name] = column if column is not None else _late(field.name, load_late)
    has_geometry = len(stored[0]) > 1 + len(direct)
    shapes = [batch[-1] for batch in stored] if has_geometry else []
    count = len(fids)
    return LayerData(fids, columns, lambda: _slices(shapes) if has_geometry else [None] * count, is_polygon)


def _all_batches(layer: Any, direct: Sequence[SourceField], feedback: Feedback) -> list[list[Values]]:
    """Return the batches: feature ids, then the fields, then the geometry where the layer has one."""
    stream = layer.GetArrowStream(["INCLUDE_FID=YES"])
    if stream is None:
        raise UnknownLayout("no Arrow stream")
    try:
        schema = schema_of(stream)
        _require_layout(schema, direct)
        total = max(layer.GetFeatureCount(), 1)
        stored = []
        done = 0
        with closing(batches(stream, schema)) as arriving:
            for batch in arriving:
                raise_if_cancelled(feedback)
                stored.append(batch)
                done += len(batch[0].missing)
                feedback.setProgress(min(100.0, 100.0 * done / total))
        return stored
    finally:
        del stream  # before the dataset, also when a traceback keeps this frame alive


def _require_layout(schema: Sequence[ColumnSchema], direct: Sequence[SourceField]) -> None:
    """Raise `UnknownLayout` unless the columns are: feature id, the fields in order, at most a geometry."""
    names = [column.name for column in schema[1 : 1 + len(direct)]]
    rest = schema[1 + len(direct) :]
    if names != [field.name for field in direct] or schema[0].format not in ("l", "i"):
        raise UnknownLayout("other columns than the layer's fields")
    if len(rest) > 1 or any(column.format not in ("z", "Z") for column in rest):
        raise UnknownLayout("other columns than the layer's fields")
    for column, field in zip(schema[1:], direct):
        if not _suits(column.format, field.kind):
            raise UnknownLayout(f"{field.name}: {column.format}")


def _suits(layout: str, kind: ColumnKind) -> bool:
    if kind is ColumnKind.TEXT:
        return layout in ("u", "U")
    if kind is ColumnKind.DATE:
        return layout == "tdD"
    if kind is ColumnKind.INTEGER:
        return layout in FIXED_FORMATS and FIXED_FORMATS[layout].kind in "iu" and layout != "tdD"
    return layout in ("f", "g")


def _column(pieces: Sequence[Values], kind: ColumnKind) -> Optional[Column]:
    """Return the column of all batches, None when its values cannot be trusted."""
    missing = np.concatenate([piece.missing for piece in pieces])
    if kind is ColumnKind.TEXT:
        return _text(pieces, missing)
    data = np.concatenate([piece.fixed for piece in pieces])
    if kind is ColumnKind.DATE:
        if np.any(data[~missing] < 0):
            return None  # GDAL 3.6 rounds days before 1970 up by one
        data = data.astype(np.int64).view(NUMPY_TYPES[kind])
    return FixedColumn(data.astype(NUMPY_TYPES[kind]), missing)


def _text(pieces: Sequence[Values], missing: NDArray[np.bool_]) -> TextColumn:
    lengths = np.concatenate([np.diff(piece.offsets) for piece in pieces])
    data = b"".join(piece.data for piece in pieces)
    if lengths[missing].any():  # bytes under a NULL mean nothing
        bounds = offsets_of(lengths)
        data = b"".join(
            data[bounds[index] : bounds[index + 1]] for index in np.flatnonzero(~missing).tolist()
        )
        lengths = np.where(missing, 0, lengths)
    return TextColumn(data, offsets_of(lengths), missing)


def _late(name: str, load_late: Callable[[str], Column]) -> LateColumn:
    return LateColumn(lambda: load_late(name))


def _empty(field: SourceField, load_late: Callable[[str], Column]) -> Column:
    none = np.zeros(0, dtype=bool)
    if field.kind in NUMPY_TYPES:
        return FixedColumn(np.zeros(0, dtype=NUMPY_TYPES[field.kind]), none)
    return TextColumn(b"", np.zeros(1, dtype=np.int64), none)


def _slices(shapes: Sequence[Values]) -> Union[list[Optional[bytes]], NDArray[np.void]]:
    """Return the geometries one by one; without a copy of each where all have one length."""
    lengths = np.concatenate([np.diff(shape.offsets) for shape in shapes])
    width = int(lengths[0])
    if width and (lengths == width).all() and not any(shape.missing.any() for shape in shapes):
        return np.frombuffer(b"".join(shape.data for shape in shapes), dtype=f"V{width}")
    pieces: list[Optional[bytes]] = []
    for shape in shapes:
        data, bounds = shape.data, shape.offsets.tolist()
        slices: list[Optional[bytes]] = [data[begin:end] for begin, end in zip(bounds, bounds[1:])]
        for index in np.flatnonzero(shape.missing).tolist():
            slices[index] = None
        pieces.extend(slices)
    return pieces
