"""What the dock keeps with a QGIS project: entries of the project file, paths relative to it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Mapping, Optional

from qgis.core import QgsProject

SCOPE = "landplan_toolbox"
OPEN_PROJECT = "project:"  # a source: the layers of the open project

_PATH_ENTRIES = ("source", "workspace")


@dataclass(frozen=True)
class ProjectState:
    """The dock's state of one project; all empty for a project that has nothing to do with the plugin.

    :ivar pack: id of a pack, or the folder of one chosen by hand
    :ivar source: absolute path of the data source, or `OPEN_PROJECT`
    :ivar workspace: absolute path of the workspace, empty = the default place
    :ivar preset: id of the chosen preset of the pack, empty = all checks
    :ivar overrides: role id → layer chosen by hand, None = no layer
    """

    pack: str = ""
    source: str = ""
    workspace: str = ""
    preset: str = ""
    overrides: Mapping[str, Optional[str]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """True when the project has nothing to do with the plugin."""
        return self == ProjectState()


def read_state(project: QgsProject) -> ProjectState:
    """Return the state kept with a project; entries nobody can read count as empty."""
    values = {}
    for name in ("pack", "source", "workspace", "preset"):
        values[name] = project.readEntry(SCOPE, f"/{name}", "")[0]
    for name in _PATH_ENTRIES:
        if values[name] and values[name] != OPEN_PROJECT:
            values[name] = os.path.normpath(project.readPath(values[name]))
    if os.sep in values["pack"] or "/" in values["pack"]:
        values["pack"] = os.path.normpath(project.readPath(values["pack"]))
    return ProjectState(overrides=_read_overrides(project), **values)


def write_state(project: QgsProject, state: ProjectState) -> None:
    """Keep the state with a project; entries that do not change are not touched.

    An unchanged project therefore stays clean, and an empty state leaves no entry behind.
    """
    if state.empty:
        if project.entryList(SCOPE, "") or project.subkeyList(SCOPE, ""):
            project.removeEntry(SCOPE, "")
        return
    values = {
        "pack": project.writePath(state.pack) if os.path.isabs(state.pack) else state.pack,
        "source": state.source,
        "workspace": state.workspace,
        "preset": state.preset,
        "overrides": json.dumps(dict(state.overrides), ensure_ascii=False, sort_keys=True) if state.overrides else "",
    }
    for name in _PATH_ENTRIES:
        if values[name] and values[name] != OPEN_PROJECT:
            values[name] = project.writePath(values[name])
    for name, value in values.items():
        if project.readEntry(SCOPE, f"/{name}", "")[0] == value:
            continue
        if value:
            project.writeEntry(SCOPE, f"/{name}", value)
        else:
            project.removeEntry(SCOPE, f"/{name}")


def _read_overrides(project: QgsProject) -> dict[str, Optional[str]]:
    text = project.readEntry(SCOPE, "/overrides", "")[0]
    try:
        read = json.loads(text) if text else {}
    except ValueError:
        return {}
    if not isinstance(read, dict):
        return {}
    return {
        str(role): layer if layer is None else str(layer)
        for role, layer in read.items()
        if layer is None or isinstance(layer, str)
    }
