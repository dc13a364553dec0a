"""What the Indicators tab keeps with a QGIS project."""

from __future__ import annotations

import json
from typing import Any, Collection, Mapping

from qgis.core import QgsProject

from ..project_state import SCOPE

ENTRY = "/indicators"


def read_view(project: QgsProject) -> dict[str, Any]:
    """Return how the grid was shown last: filters, area unit, widths; empty where nothing readable is kept."""
    text = project.readEntry(SCOPE, ENTRY, "")[0]
    try:
        read = json.loads(text) if text else {}
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def write_view(project: QgsProject, view: Mapping[str, Any], passing: Collection[str] = ()) -> None:
    """Keep how the grid is shown; an unchanged project stays clean.

    :param passing: parts that alone are no reason to write: who only walks through the cells and leaves shall not be
        asked whether the project is to be saved
    """
    text = json.dumps(dict(view), ensure_ascii=False, sort_keys=True) if view else ""
    if project.readEntry(SCOPE, ENTRY, "")[0] == text:
        return
    kept = read_view(project)
    if kept and all(kept.get(name) == json.loads(text or "{}").get(name) for name in {*kept, *view} - set(passing)):
        return
    if text:
        project.writeEntry(SCOPE, ENTRY, text)
    else:
        project.removeEntry(SCOPE, ENTRY)
