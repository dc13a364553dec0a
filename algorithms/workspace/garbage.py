"""Python's search for reference cycles, paused while many rows are read or written."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import Iterator


@contextmanager
def garbage_left_alone() -> Iterator[None]:
    """Pause the search for reference cycles: rows hold none, and it would walk all of them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
