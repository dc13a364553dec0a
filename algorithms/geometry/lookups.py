"""Values looked up by an index that may point nowhere."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def taken(values: NDArray[Any], index: NDArray[np.int64], otherwise: object = "") -> NDArray[Any]:
    """Return (n,) the value at each index, another one for -1.

    :param values: (m,) objects, flags or numbers; not text of a fixed width, which would cut the other value short
    :param index: int64 (n,), places in the values, -1 for none
    :param otherwise: of the type of the values
    """
    found = np.full(len(index), otherwise, dtype=values.dtype)
    known = index >= 0
    found[known] = values[index[known]]
    return found
