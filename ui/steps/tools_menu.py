"""Further tools of a tab: Processing's own dialogs, filled in with what the tab knows."""

from __future__ import annotations

from functools import partial
from typing import Any, Callable, Mapping, Optional, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QMenu, QWidget

from .step_work import StepWork

Known = Callable[[str], Mapping[str, Any]]
"""Gives what a tab knows for the tool of an id besides pack, source and inputs."""


def tools_menu(tools: Sequence[str], work: StepWork, parent: QWidget, known: Optional[Known] = None) -> QMenu:
    """Return a menu of the tools that QGIS knows, by the names they have in the toolbox.

    :param tools: ids of algorithms
    """
    menu = QMenu(parent)
    registry = QgsApplication.processingRegistry()
    for tool in tools:
        algorithm = registry.algorithmById(tool)
        if algorithm is not None:
            action = menu.addAction(algorithm.icon(), algorithm.displayName() + "…")
            action.triggered.connect(partial(open_tool, tool, work, known))
    return menu


def open_tool(tool: str, work: StepWork, known: Optional[Known] = None, *_: object) -> None:
    """Open the dialog of an algorithm with the inputs of the tab."""
    import processing  # part of every QGIS desktop, but not of qgis_process and tests without it

    processing.execAlgorithmDialog(tool, tool_parameters(tool, work, known))


def tool_parameters(tool: str, work: StepWork, known: Optional[Known] = None) -> dict[str, Any]:
    """Return the parameters of an algorithm that the tab can fill in."""
    algorithm = QgsApplication.processingRegistry().algorithmById(tool)
    if algorithm is None:
        return {}
    values: dict[str, Any] = {"PACK": work.pack_name, "SOURCE": work.source, **work.input_values()}
    values.update({} if known is None else known(tool))
    names = {definition.name() for definition in algorithm.parameterDefinitions()}
    return {name: value for name, value in values.items() if name in names and value not in (None, "")}
