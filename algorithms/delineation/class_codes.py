"""Land classes chosen by the patterns of a pack: a code, or the beginning of codes followed by ``*``."""

from __future__ import annotations

from typing import Sequence

import numpy as np
from numpy.typing import NDArray


def selects_classes(codes: NDArray[np.object_], patterns: Sequence[str]) -> NDArray[np.bool_]:
    """Return which codes a pattern selects, bool (n,).

    :param codes: text (n,), empty where not known
    """
    names, numbers = np.unique(codes.astype(str), return_inverse=True)
    chosen = [
        any(name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern for pattern in patterns)
        for name in names.tolist()
    ]
    return np.asarray(chosen, dtype=bool)[numbers] if len(names) else np.zeros(0, dtype=bool)
