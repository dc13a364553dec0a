"""The layers of the last runs in the project: one group a step, renewed by every run, in the shipped styles."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Mapping, Optional, Sequence

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsVectorLayer

from ...algorithms.language import Language

STYLES = Path(__file__).resolve().parent.parent.parent / "resources" / "styles"
_PREFIX = "landplan_toolbox/"
OWNERS = ("delineation", "forest_land")  # the tabs that work step by step


@dataclass(frozen=True)
class ResultLayer:
    """A layer that a step writes.

    :ivar output: parameter of the algorithm and name of the table
    :ivar style: name of a shipped style, empty for a table
    :ivar shown: whether it is drawn at once
    """

    output: str
    style: str = ""
    shown: bool = True


@dataclass(frozen=True)
class ResultGroups:
    """The groups of layers that the steps of one tab put into the project.

    :ivar owner: marks groups and layers, whatever the user calls them
    :ivar steps: what each step writes, from the top down
    :ivar step_title: what the group of a step is called
    :ivar layer_title: what a layer is called, by step and output
    """

    owner: str
    steps: Mapping[str, Sequence[ResultLayer]]
    step_title: Callable[[str], str]
    layer_title: Callable[[str, str], str]

    @property
    def property_name(self) -> str:
        """The custom property that marks groups and layers."""
        return _PREFIX + self.owner

    def show(self, project: QgsProject, step: str, file: str, language: Language) -> list[QgsVectorLayer]:
        """Put the layers of a result file into the project in the place of those of the step's earlier run.

        :return: the layers that could be opened, from the top down
        """
        self.remove(project, step)
        layers = []
        for other in _groups(project, self.property_name):  # what lies over each other is shown one at a time
            other.setItemVisibilityChecked(False)
            other.setExpanded(False)
        group = self._group(project, step)
        group.setItemVisibilityChecked(True)
        for wanted in self.steps[step]:
            layer = result_layer(file, wanted.output)
            if layer is None:
                continue
            layer.setName(self.layer_title(step, wanted.output))
            style = STYLES / f"{wanted.style}_{language.code}.qml"
            if wanted.style and style.is_file():
                layer.loadNamedStyle(str(style))
            layer.setCustomProperty(self.property_name, f"{step}/{wanted.output}")
            project.addMapLayer(layer, False)
            node = group.addLayer(layer)
            node.setItemVisibilityChecked(wanted.shown)
            node.setExpanded(wanted.shown and bool(wanted.style))
            layers.append(layer)
        group.setExpanded(False)  # the tree opens only what has layers and changes
        group.setExpanded(True)
        return layers

    def remove(self, project: QgsProject, step: str) -> None:
        """Take the layers of a step out of the project, so that nothing holds their file."""
        project.removeMapLayers([layer.id() for layer in self.shown(project, step)])

    def shown(self, project: QgsProject, step: str) -> Sequence[QgsVectorLayer]:
        """Return the layers of a step that are in the project."""
        return [
            layer
            for layer in project.mapLayers().values()
            if isinstance(layer, QgsVectorLayer)
            and str(layer.customProperty(self.property_name) or "").startswith(f"{step}/")
        ]

    def layer_id(self, project: QgsProject, step: str, output: str) -> str:
        """Return the id of a result layer in the project, empty when it is not there."""
        wanted = f"{step}/{output}"
        found = (layer.id() for layer in self.shown(project, step)
                 if layer.customProperty(self.property_name) == wanted)
        return next(found, "")

    def _group(self, project: QgsProject, step: str) -> QgsLayerTreeGroup:
        for group in _groups(project, self.property_name):
            if group.customProperty(self.property_name) == step:
                return group
        group = project.layerTreeRoot().insertGroup(0, self.step_title(step))
        group.setCustomProperty(self.property_name, step)
        return group


def result_layer(file: str, output: str) -> Optional[QgsVectorLayer]:
    """Open a layer of a result file, None when it is not there (any more)."""
    if not os.path.isfile(file):
        return None
    layer = QgsVectorLayer(f"{file}|layername={output}", output, "ogr")
    return layer if layer.isValid() else None


def result_layers_of(project: QgsProject, owners: Sequence[str]) -> Sequence[QgsVectorLayer]:
    """Return the layers in the project that steps of the given tabs have written."""
    names = [_PREFIX + owner for owner in owners]
    return [
        layer
        for layer in project.mapLayers().values()
        if isinstance(layer, QgsVectorLayer) and any(layer.customProperty(name) for name in names)
    ]


def _groups(project: QgsProject, property_name: str) -> list[QgsLayerTreeGroup]:
    """Return the groups of results there are."""
    return [group for group in project.layerTreeRoot().findGroups(True) if group.customProperty(property_name)]
