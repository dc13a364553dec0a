"""What a tab that works step by step keeps with a QGIS project."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any, Mapping

from qgis.core import QgsProject

from ..project_state import SCOPE
from .run_note import RunNote, note_from

AUTOMATIC = ""  # an input: the layer the data tab bound to the role
NOTHING = "-"  # an input: left out on purpose


@dataclass(frozen=True)
class StepsState:
    """Inputs, options and results of one project; all empty where nothing was chosen.

    :ivar inputs: parameter name → `AUTOMATIC`, `NOTHING`, id of a project layer, path of a file or name of a field
    :ivar options: parameter name → value of an option of a run
    :ivar results: step → absolute path of the GeoPackage with its layers
    :ivar notes: step → what its last run said
    :ivar targets: unit code → target in ha that was typed, empty while the table of the data is used
    """

    inputs: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)
    results: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, RunNote] = field(default_factory=dict)


def read_steps(project: QgsProject, entry: str) -> StepsState:
    """Return the state kept with a project; what nobody can read counts as empty.

    :param entry: name of the project entry, for example ``/delineation``
    """
    text = project.readEntry(SCOPE, entry, "")[0]
    try:
        read = json.loads(text) if text else {}
    except ValueError:
        read = {}
    kept = {name: part for name, part in read.items() if isinstance(part, dict)} if isinstance(read, dict) else {}
    results = {
        str(step): os.path.normpath(project.readPath(path))
        for step, path in kept.get("results", {}).items()
        if isinstance(path, str)
    }
    return StepsState(
        inputs={str(name): value for name, value in kept.get("inputs", {}).items() if isinstance(value, str)},
        options=dict(kept.get("options", {})),
        targets={
            str(code): float(area) for code, area in kept.get("targets", {}).items() if isinstance(area, (int, float))
        },
        results=results,
        notes={str(step): note_from(entry) for step, entry in kept.get("notes", {}).items()},
    )


def write_steps(project: QgsProject, entry: str, state: StepsState) -> None:
    """Keep the state with a project; an unchanged project stays clean, an empty state leaves no entry."""
    values = {
        "inputs": {name: value for name, value in state.inputs.items() if value != AUTOMATIC},
        "options": dict(state.options),
        "targets": dict(state.targets),
        "results": {step: project.writePath(path) for step, path in state.results.items()},
        "notes": {step: note.as_entry() for step, note in state.notes.items()},
    }
    filled = {name: value for name, value in values.items() if value}
    text = json.dumps(filled, ensure_ascii=False, sort_keys=True) if filled else ""
    if project.readEntry(SCOPE, entry, "")[0] == text:
        return
    if text:
        project.writeEntry(SCOPE, entry, text)
    else:
        project.removeEntry(SCOPE, entry)
