"""Further tools of the forest-land plan and what its inputs and results give them."""

from __future__ import annotations

import os
from functools import partial
from typing import Any

from qgis.PyQt.QtWidgets import QMenu, QWidget

from ..steps import tools_menu as steps
from .work import ForestLandWork

TOOLS = (
    "landplan:planningbase",
    "landplan:forestgrades",
    "landplan:checkforestquota",
    "landplan:compareeditions",
    "landplan:evaluatestatus",
    "landplan:measureindicators",
    "landplan:ecologicalspace",
    "landplan:slopeclasses",
    "landplan:checkthreelines",
)


def tools_menu(work: ForestLandWork, parent: QWidget) -> QMenu:
    """Return a menu of the tools that QGIS knows, by the names they have in the toolbox."""
    return steps.tools_menu(TOOLS, work, parent, partial(_known, work))


def tool_parameters(tool: str, work: ForestLandWork) -> dict[str, Any]:
    """Return the parameters of an algorithm that the tab can fill in."""
    return steps.tool_parameters(tool, work, partial(_known, work))


def _known(work: ForestLandWork, tool: str) -> dict[str, Any]:
    inputs = work.input_values()
    values: dict[str, Any] = {"AFTER": inputs.get("ONE_MAP"), "PARCELS": inputs.get("SURVEY")}
    if tool == "landplan:slopeclasses":
        values["INPUT"] = inputs.get("ONE_MAP")
    for step, algorithm in work.algorithms.items():
        if algorithm == tool:
            values.update(work.options_of(step))
    if os.path.isfile(work.workspace_path):
        values["WORKSPACE"] = work.workspace_path
    disagreements = work.shown_layer("base", "DISAGREEMENTS")
    if tool == "landplan:planningbase" and disagreements:
        values["DECISIONS"] = disagreements
    return values
