"""Columns of the parcel layer under the names the pack gives them, each read when it is first asked for."""

from __future__ import annotations

from typing import Any, Iterator, Mapping, Optional

import numpy as np
from numpy.typing import NDArray

from ..dataset.layer import SourceLayer
from ..dataset.layerdata import LayerData
from ..rulepack.model import CodeList, LayerRole
from ..units.codes import plain_code


class ParcelColumns(Mapping[str, np.ma.MaskedArray]):
    """The columns of a layer: the pack's field name where the layer has the field, else the layer's own name."""

    def __init__(self, layer: SourceLayer, data: LayerData, role: LayerRole) -> None:
        """:param role: what the layer is in the pack"""
        self._data = data
        self._names: dict[str, str] = {}
        for name, rule in role.fields.items():
            column = layer.field_name(rule)
            if column is not None:
                self._names[name] = column
        taken = set(self._names.values())
        for column in data.column_names:
            if column not in taken:
                self._names.setdefault(column, column)

    def __getitem__(self, name: str) -> np.ma.MaskedArray:
        """Return a column (features), NULL masked."""
        return self._data.column(self._names[name])

    def __iter__(self) -> Iterator[str]:
        """Return the names."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self._names)

    def source_name(self, name: str) -> str:
        """Return what the layer itself calls a column."""
        return self._names[name]


def texts(column: np.ma.MaskedArray) -> NDArray[np.object_]:
    """Return a column as text without blanks around it, object (features); empty for NULL."""
    missing = np.ma.getmaskarray(column).tolist()
    values = np.asarray(column.data).tolist()
    result = np.empty(len(values), dtype=object)
    result[:] = ["" if void else _text(value) for value, void in zip(values, missing)]
    return result


def numbers(column: np.ma.MaskedArray) -> NDArray[np.float64]:
    """Return a column as float64 (features); NaN for NULL and for what is no finite number."""
    missing = np.ma.getmaskarray(column)
    if column.dtype.kind in "iufb":
        values = np.asarray(column.data, dtype=np.float64)
        return np.where(missing | ~np.isfinite(values), np.nan, values)
    return np.array([_number(text) for text in texts(column).tolist()], dtype=np.float64)


def known_codes(codes: NDArray[np.object_], code_list: Optional[CodeList]) -> NDArray[np.object_]:
    """Return codes with those of other generations replaced by the list's own, object (n,).

    Blanks and full-width digits are read as what they mean. Zeros that a table has lost at the front (a code kept
    as a number) are put back where the list then has the code.

    :param codes: text (n,)
    """
    if code_list is None or not len(codes):
        return codes
    distinct, places = np.unique(codes.astype(str), return_inverse=True)
    lengths = sorted({len(code) for code in code_list.names})
    translated = np.empty(len(distinct), dtype=object)
    translated[:] = [_known(plain_code(code), code_list, lengths) for code in distinct.tolist()]
    return np.asarray(translated[places.reshape(-1)], dtype=object)


def _known(code: str, code_list: CodeList, lengths: list[int]) -> str:
    if code in code_list.names or not code:
        return code
    if code in code_list.aliases:
        return code_list.aliases[code]
    for length in lengths:
        padded = code.zfill(length)
        if code.isdigit() and padded in code_list.names:
            return padded
    return code


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return np.nan
    return value if np.isfinite(value) else np.nan
