"""Further tools of the delineation: Processing's own dialogs, filled in with what the tab knows."""

from __future__ import annotations

from functools import partial
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QMenu, QWidget

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
    menu = QMenu(parent)
    registry = QgsApplication.processingRegistry()
    for tool in TOOLS:
        algorithm = registry.algorithmById(tool)
        if algorithm is not None:
            action = menu.addAction(algorithm.icon(), algorithm.displayName() + "…")
            action.triggered.connect(partial(open_tool, tool, work))
    return menu


def open_tool(tool: str, work: DelineationWork, *_: object) -> None:
    """Open the dialog of an algorithm with the inputs of the tab."""
    import processing  # part of every QGIS desktop, but not of qgis_process and tests without it

    processing.execAlgorithmDialog(tool, tool_parameters(tool, work))


def tool_parameters(tool: str, work: DelineationWork) -> dict[str, Any]:
    """Return the parameters of an algorithm that the tab can fill in."""
    algorithm = QgsApplication.processingRegistry().algorithmById(tool)
    if algorithm is None:
        return {}
    values: dict[str, Any] = {"PACK": work.pack_name, "SOURCE": work.source, **work.input_values()}
    values["BEFORE"] = values.get("CURRENT")
    delineated = work.shown_layer("delineation", "OUTPUT")
    if delineated:
        values.update(AFTER=delineated, BASIC_FARMLAND=delineated)
        if tool == "landplan:consolidationreserve":
            values["CURRENT"] = delineated
    removed = work.shown_layer("delineation", "OUT_PARCELS")
    if removed:
        values["REMOVED"] = removed
    values["INPUT"] = values.get("PARCELS")
    known = {definition.name() for definition in algorithm.parameterDefinitions()}
    return {name: value for name, value in values.items() if name in known and value}
