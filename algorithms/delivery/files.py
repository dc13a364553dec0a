"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from ..errors import LandPlanError
from ..message import translatable


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path in the folder of ``path`` that takes its name when the block ends well.

    An older file stays as it was when anything fails.

    :raises LandPlanError: when the folder does not exist or is read-only, or the file is open elsewhere
    """
    folder = path.absolute().parent
    if not folder.is_dir():
        raise LandPlanError(
            translatable(
                "Delivery",
                "The folder {path} does not exist. Make it or choose another one.",
                path=str(folder),
            )
        )
    if path.is_dir():
        raise LandPlanError(
            translatable("Delivery", "{path} is a folder. Give the file another name.", path=str(path))
        )
    try:
        handle, name = tempfile.mkstemp(prefix=".unfinished-", suffix=path.suffix, dir=folder)
    except OSError as error:
        raise LandPlanError(
            translatable(
                "Delivery",
                "The folder {path} is read-only: {name} cannot be written. Choose another folder.",
                path=str(folder),
                name=path.name,
            )
        ) from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        # Temporary files are private; the document is for everybody the folder is for.
        temporary.chmod(0o666 & ~_mask())
        os.replace(temporary, path)
    except OSError as error:
        raise LandPlanError(
            translatable(
                "Delivery",
                "{path} cannot be written: {reason}. Close it in other programs, or choose another name.",
                path=str(path),
                reason=str(error.strerror or error),
            )
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _mask() -> int:
    """Return the user's file mode mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
