"""Further tools of the delineation and what its results give them."""

from __future__ import annotations

from functools import partial
from typing import Any

from qgis.PyQt.QtWidgets import QMenu, QWidget

from ..steps import tools_menu as steps
from .work import DelineationWork

TOOLS = (
    "landplan:proposereplacement",
    "landplan:comparedelineations",
    "landplan:consolidationreserve",
    "landplan:responsibilityzones",
    "landplan:urbanboundary",
    "landplan:ecologicalspace",
    "landplan:slopeclasses",
    "landplan:checkthreelines",
)


def tools_menu(work: DelineationWork, parent: QWidget) -> QMenu:
    """Return a menu of the tools that QGIS knows, by the names they have in the toolbox."""
    return steps.tools_menu(TOOLS, work, parent, partial(_known, work))


def tool_parameters(tool: str, work: DelineationWork) -> dict[str, Any]:
    """Return the parameters of an algorithm that the tab can fill in."""
    return steps.tool_parameters(tool, work, partial(_known, work))


def _known(work: DelineationWork, tool: str) -> dict[str, Any]:
    inputs = work.input_values()
    values: dict[str, Any] = {"BEFORE": inputs.get("CURRENT"), "INPUT": inputs.get("PARCELS")}
    delineated = work.shown_layer("delineation", "OUTPUT")
    if delineated:
        values.update(AFTER=delineated, BASIC_FARMLAND=delineated)
        if tool == "landplan:consolidationreserve":
            values["CURRENT"] = delineated
    removed = work.shown_layer("delineation", "OUT_PARCELS")
    if removed:
        values["REMOVED"] = removed
    return values
