"""Whether a file is there at all, asked so that a folder nobody may enter is not taken for a missing file."""

from __future__ import annotations

from pathlib import Path

from ..errors import LandPlanError
from ..message import translatable


def is_there(path: Path) -> bool:
    """Return whether a file or folder exists.

    :raises LandPlanError: when that cannot be told: no permission on a folder above it, a name no system allows
    """
    try:
        path.stat()  # Path.exists raises for some errors and keeps quiet about others, differently by version
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise LandPlanError(
            translatable(
                "Workspace", "The file {path} cannot be reached: {reason}.", path=str(path), reason=str(error)
            )
        ) from error
    return True
