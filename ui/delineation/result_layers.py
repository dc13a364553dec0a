"""The layers of the last run in the project: one group, renewed by every run, drawn in the shipped styles."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Sequence

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from ...algorithms.language import Language

STYLES = Path(__file__).resolve().parent.parent.parent / "resources" / "styles"
PROPERTY = "landplan_toolbox/delineation"  # marks group and layers, whatever the user calls them


@dataclass(frozen=True)
class ResultLayer:
    """A layer that a step of the delineation writes.

    :ivar output: parameter of the algorithm and name of the table
    :ivar style: name of a shipped style, empty for a table
    :ivar shown: whether it is drawn at once
    """

    output: str
    style: str = ""
    shown: bool = True


SCREENING = (ResultLayer("OUTPUT", "screening"), ResultLayer("SUMMARY"))
DELINEATION = (
    ResultLayer("IN_PARCELS", "parcels_in", False),
    ResultLayer("OUT_PARCELS", "parcels_out", False),
    ResultLayer("ADJUSTMENT_LEDGER", "farmland_change"),
    ResultLayer("OUTPUT", "basic_farmland", False),
    ResultLayer("LEDGER"),
)
STEPS = {"screening": SCREENING, "delineation": DELINEATION}


def title_of(step: str, output: str) -> str:
    """Return what a result layer is called."""
    titles = {
        ("screening", "OUTPUT"): QCoreApplication.translate("DelineationLayers", "Screened parcels"),
        ("screening", "SUMMARY"): QCoreApplication.translate("DelineationLayers", "Summary of the screening"),
        ("delineation", "IN_PARCELS"): QCoreApplication.translate("DelineationLayers", "Parcels that enter"),
        ("delineation", "OUT_PARCELS"): QCoreApplication.translate("DelineationLayers", "Parcels that leave"),
        ("delineation", "ADJUSTMENT_LEDGER"): QCoreApplication.translate("DelineationLayers", "Kept, entered, removed"),
        ("delineation", "OUTPUT"): QCoreApplication.translate("DelineationLayers", "Basic farmland as delineated"),
        ("delineation", "LEDGER"): QCoreApplication.translate("DelineationLayers", "Ledger of the units"),
    }
    return titles[step, output]


def result_layer(file: str, output: str) -> Optional[QgsVectorLayer]:
    """Open a layer of a result file, None when it is not there (any more)."""
    if not os.path.isfile(file):
        return None
    layer = QgsVectorLayer(f"{file}|layername={output}", output, "ogr")
    return layer if layer.isValid() else None


def show_results(project: QgsProject, step: str, file: str, language: Language) -> list[QgsVectorLayer]:
    """Put the layers of a result file into the project in the place of those of the step's earlier run.

    :return: the layers that could be opened, from the top down
    """
    remove_results(project, step)
    layers = []
    for other in _groups(project):  # what lies over each other is shown one at a time
        other.setItemVisibilityChecked(False)
        other.setExpanded(False)
    group = _group(project, step)
    group.setItemVisibilityChecked(True)
    for wanted in STEPS[step]:
        layer = result_layer(file, wanted.output)
        if layer is None:
            continue
        layer.setName(title_of(step, wanted.output))
        style = STYLES / f"{wanted.style}_{language.code}.qml"
        if wanted.style and style.is_file():
            layer.loadNamedStyle(str(style))
        layer.setCustomProperty(PROPERTY, f"{step}/{wanted.output}")
        project.addMapLayer(layer, False)
        node = group.addLayer(layer)
        node.setItemVisibilityChecked(wanted.shown)
        node.setExpanded(wanted.shown and bool(wanted.style))
        layers.append(layer)
    group.setExpanded(False)  # the tree opens only what has layers and changes
    group.setExpanded(True)
    return layers


def remove_results(project: QgsProject, step: str) -> None:
    """Take the layers of a step out of the project, so that nothing holds their file."""
    project.removeMapLayers([layer.id() for layer in shown_results(project, step)])


def shown_results(project: QgsProject, step: str) -> Sequence[QgsVectorLayer]:
    """Return the layers of a step that are in the project."""
    return [
        layer
        for layer in project.mapLayers().values()
        if isinstance(layer, QgsVectorLayer) and str(layer.customProperty(PROPERTY) or "").startswith(f"{step}/")
    ]


def all_results(project: QgsProject) -> Sequence[QgsVectorLayer]:
    """Return the layers of all steps that are in the project."""
    return [layer for step in STEPS for layer in shown_results(project, step)]


def _groups(project: QgsProject) -> list[QgsLayerTreeGroup]:
    """Return the groups of results there are."""
    return [group for group in project.layerTreeRoot().findGroups(True) if group.customProperty(PROPERTY)]


def _group(project: QgsProject, step: str) -> QgsLayerTreeGroup:
    titles = {
        "screening": QCoreApplication.translate("DelineationLayers", "Screening"),
        "delineation": QCoreApplication.translate("DelineationLayers", "Delineation"),
    }
    for group in _groups(project):
        if group.customProperty(PROPERTY) == step:
            return group
    group = project.layerTreeRoot().insertGroup(0, titles[step])
    group.setCustomProperty(PROPERTY, step)
    return group
