"""The findings on the map: the workspace's layers in a group of the project, in the shipped styles."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsRuleBasedRenderer, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from ..algorithms.workspace.workspace import Workspace

STYLES = Path(__file__).resolve().parent.parent / "resources" / "styles"
LAYERS = ("finding_point", "finding_line", "finding_polygon")  # from the top down
PROPERTY = "landplan_toolbox/findings"  # marks group and layers, whatever the user calls them


def _titles() -> dict[str, str]:
    return {
        "finding_point": QCoreApplication.translate("FindingLayers", "Findings: places"),
        "finding_line": QCoreApplication.translate("FindingLayers", "Findings: lines"),
        "finding_polygon": QCoreApplication.translate("FindingLayers", "Findings: areas"),
    }


def _rule_titles() -> dict[str, str]:
    return {
        "error": QCoreApplication.translate("FindingLayers", "Error"),
        "warning": QCoreApplication.translate("FindingLayers", "Warning"),
        "exception": QCoreApplication.translate("FindingLayers", "Exception"),
    }


def shown_layers(project: QgsProject) -> list[QgsVectorLayer]:
    """Return the layers of findings in the project."""
    return [
        layer
        for layer in project.mapLayers().values()
        if isinstance(layer, QgsVectorLayer) and layer.customProperty(PROPERTY) in LAYERS
    ]


def show_findings(project: QgsProject, workspace: Workspace, pack_id: str, source: str) -> int:
    """Show the open findings and exceptions of a pack and source; layers that are there already are renewed.

    :return: number of layers shown, 0 when the workspace cannot be opened as layers
    :raises LandPlanError: when the workspace cannot be read
    """
    there = {layer.customProperty(PROPERTY): layer for layer in shown_layers(project)}
    wanted = f"{workspace.layer_filter(pack_id, source)} AND \"state\" <> 'fixed'"
    sources = workspace.layer_sources()
    count = 0
    for name in LAYERS:
        layer = there.get(name)
        if layer is not None and not _same_file(layer.source().split("|")[0], str(workspace.path)):
            project.removeMapLayer(layer.id())
            layer = None
        if layer is None:
            layer = _open(sources[name], name)
            if layer is None:
                continue
            layer.setSubsetString(wanted)
            project.addMapLayer(layer, False)
            _group(project).insertLayer(LAYERS.index(name), layer)
        elif layer.subsetString() != wanted:
            layer.setSubsetString(wanted)
        count += 1
    refresh_findings(project)
    return count


def refresh_findings(project: QgsProject) -> None:
    """Draw the findings anew after the workspace has changed."""
    for layer in shown_layers(project):
        layer.dataProvider().reloadData()
        layer.updateExtents(True)
        layer.triggerRepaint()


def _open(source: str, name: str) -> Optional[QgsVectorLayer]:
    layer = QgsVectorLayer(source, _titles()[name], "ogr")
    if not layer.isValid():
        return None
    layer.setReadOnly(True)
    layer.loadNamedStyle(str(STYLES / f"{name}.qml"))
    renderer = layer.renderer()
    if isinstance(renderer, QgsRuleBasedRenderer):
        titles = _rule_titles()
        for rule in renderer.rootRule().children():
            rule.setLabel(titles.get(rule.label(), rule.label()))
    layer.setCustomProperty(PROPERTY, name)
    return layer


def _group(project: QgsProject) -> QgsLayerTreeGroup:
    root = project.layerTreeRoot()
    for group in root.findGroups(True):
        if group.customProperty(PROPERTY):
            return group
    group = root.insertGroup(0, QCoreApplication.translate("FindingLayers", "Check findings"))
    group.setCustomProperty(PROPERTY, "group")
    return group


def _same_file(path: str, other: str) -> bool:
    return os.path.normcase(os.path.abspath(path)) == os.path.normcase(os.path.abspath(other))
