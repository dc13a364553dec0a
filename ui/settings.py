"""What is remembered for the user, whatever the project: plain strings under one prefix."""

from __future__ import annotations

import os
from typing import Sequence

from qgis.core import QgsSettings

PREFIX = "landplan_toolbox/"
RECENT_LIMIT = 10


def recent_sources() -> list[str]:
    """Return the sources opened last, newest first."""
    stored = QgsSettings().value(PREFIX + "recent_sources", [])
    if isinstance(stored, str):
        stored = [stored]
    return [str(path) for path in stored or [] if path]


def remember_source(path: str) -> None:
    """Put a source at the head of the recent ones."""
    paths = [path] + [other for other in recent_sources() if os.path.normpath(other) != os.path.normpath(path)]
    QgsSettings().setValue(PREFIX + "recent_sources", paths[:RECENT_LIMIT])


def recent_pack_folders() -> list[str]:
    """Return the pack folders chosen by hand that still exist, newest first."""
    stored = QgsSettings().value(PREFIX + "recent_pack_folders", [])
    if isinstance(stored, str):
        stored = [stored]
    return [str(path) for path in stored or [] if path and os.path.isdir(str(path))]


def remember_pack_folder(path: str) -> None:
    """Put a pack folder at the head of those chosen by hand."""
    paths = [path] + [other for other in recent_pack_folders() if other != path]
    QgsSettings().setValue(PREFIX + "recent_pack_folders", paths[:RECENT_LIMIT])


def person() -> str:
    """Return the name under which decisions were made last."""
    return str(QgsSettings().value(PREFIX + "person", "") or "")


def remember_person(name: str) -> None:
    """Remember the name under which decisions are made."""
    QgsSettings().setValue(PREFIX + "person", name)


def first_time() -> bool:
    """Return True the first time this is asked in a user's profile."""
    first = str(QgsSettings().value(PREFIX + "panel_shown", "") or "") != "yes"
    QgsSettings().setValue(PREFIX + "panel_shown", "yes")
    return first


def list_and_details() -> list[int]:
    """Return the heights given to the list of findings and to the details below, empty = never changed."""
    return _heights("list_and_details")


def remember_list_and_details(heights: Sequence[int]) -> None:
    """Remember the heights of the list of findings and of the details below it."""
    _remember_heights("list_and_details", heights)


def indicators_split() -> list[int]:
    """Return the heights given to the grid of indicators and to what is below it, empty = never changed."""
    return _heights("indicators_split")


def remember_indicators_split(heights: Sequence[int]) -> None:
    """Remember the heights of the grid of indicators and of what is below it."""
    _remember_heights("indicators_split", heights)


def _heights(name: str) -> list[int]:
    stored = str(QgsSettings().value(PREFIX + name, "") or "")
    parts = stored.split("/")
    return [int(part) for part in parts] if len(parts) == 2 and all(part.isdigit() for part in parts) else []


def _remember_heights(name: str, heights: Sequence[int]) -> None:
    QgsSettings().setValue(PREFIX + name, "/".join(str(height) for height in heights))


def last_folder() -> str:
    """Return the folder a file was chosen from or saved to last."""
    return str(QgsSettings().value(PREFIX + "last_folder", "") or "")


def remember_folder(path: str) -> None:
    """Remember the folder of a file or folder that was chosen."""
    QgsSettings().setValue(PREFIX + "last_folder", path if os.path.isdir(path) else os.path.dirname(path))
