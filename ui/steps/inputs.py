"""What the algorithms of a step need, and where it comes from: data source, project or file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from typing import Mapping, Optional

from qgis.core import (
    QgsMapLayer,
    QgsMapLayerType,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...algorithms.dataset.source import SourceLayer
from ..jobs import SourceContent
from .state import AUTOMATIC, NOTHING

_LAYER = "layername="
ELEVATION_WORDS = ("dem", "dtm", "elevation", "高程")


class InputKind(Enum):
    """What sort of layer an input takes."""

    POLYGONS = "polygons"
    SHAPES = "shapes"  # polygons or lines
    TABLE = "table"
    RASTER = "raster"


@dataclass(frozen=True)
class Input:
    """An input of a step.

    :ivar name: parameter of the algorithms
    :ivar roles: roles of the pack whose layer is taken by itself, the first that is bound
    :ivar title: what it is called
    :ivar help: what it is for
    """

    name: str
    kind: InputKind
    required: bool
    roles: tuple[str, ...] = ()
    title: str = ""
    help: str = ""


def bound_layer(needed: Input, content: Optional[SourceContent]) -> Optional[SourceLayer]:
    """Return the layer the data tab found for an input, None when there is none."""
    if content is None:
        return None
    layers = (content.dataset.layer(role) for role in needed.roles)
    return next((layer for layer in layers if layer is not None), None)


def project_layers_for(kind: InputKind, project: QgsProject) -> list[QgsMapLayer]:
    """Return the layers of the project that an input could take, ordered by name."""
    layers = [layer for layer in project.mapLayers().values() if layer.isValid() and _suits(kind, layer)]
    return sorted(layers, key=lambda layer: (layer.name(), layer.id()))


def parameter_value(
    needed: Input, chosen: str, content: Optional[SourceContent], project: QgsProject, inside_project: bool
) -> Optional[str]:
    """Return what Processing is given for an input, None when the input is left out or not there.

    :param chosen: `AUTOMATIC`, `NOTHING`, the id of a project layer or the path of a file
    :param inside_project: whether the data source is the open project
    """
    if chosen == NOTHING:
        return None
    if chosen != AUTOMATIC:
        return chosen
    if needed.kind is InputKind.RASTER:
        model = likely_elevation(project)
        return None if model is None else str(model.id())
    layer = bound_layer(needed, content)
    if layer is None:
        return None
    if inside_project:
        named = [each for each in project.mapLayersByName(layer.name) if _suits(needed.kind, each)]
        if named:  # the layer itself, with its unsaved edits
            return str(named[0].id())
    return f"{layer.path}|layername={layer.name}" if layer.path else None


def likely_elevation(project: QgsProject) -> Optional[QgsMapLayer]:
    """Return the raster of the project that its name says is an elevation model, None unless there is just one."""
    rasters = project_layers_for(InputKind.RASTER, project)
    named = [layer for layer in rasters if any(word in layer.name().casefold() for word in ELEVATION_WORDS)]
    return named[0] if len(named) == 1 else None


def parameter_values(
    inputs: tuple[Input, ...],
    chosen: Mapping[str, str],
    content: Optional[SourceContent],
    project: QgsProject,
    inside_project: bool,
) -> dict[str, str]:
    """Return the parameters of all inputs that are there, by name."""
    values = {
        needed.name: parameter_value(needed, chosen.get(needed.name, AUTOMATIC), content, project, inside_project)
        for needed in inputs
    }
    return {name: value for name, value in values.items() if value}


def layers_in(path: str, kind: InputKind) -> list[str]:
    """Return the names of a vector file's layers that an input could take, ordered; none for a raster."""
    if kind is InputKind.RASTER:
        return []
    found = QgsProviderRegistry.instance().querySublayers(path)
    return sorted({
        layer.name() for layer in found
        if layer.type() == QgsMapLayerType.VectorLayer and _fits(kind, QgsWkbTypes.geometryType(layer.wkbType()))
    })


def file_title(value: str) -> str:
    """Return what a file chosen for an input is called: ``county.gpkg: DLTB``."""
    path, _, rest = value.partition("|")
    layer = rest[len(_LAYER):] if rest.startswith(_LAYER) else ""
    file = os.path.basename(path)
    return f"{file}: {layer}" if layer and layer != os.path.splitext(file)[0] else file


def _suits(kind: InputKind, layer: QgsMapLayer) -> bool:
    if kind is InputKind.RASTER:
        return isinstance(layer, QgsRasterLayer)
    if not isinstance(layer, QgsVectorLayer):
        return False
    return _fits(kind, layer.geometryType())


def _fits(kind: InputKind, geometry: QgsWkbTypes.GeometryType) -> bool:
    if kind is InputKind.POLYGONS:
        return bool(geometry == QgsWkbTypes.GeometryType.PolygonGeometry)
    if kind is InputKind.SHAPES:
        shapes = (QgsWkbTypes.GeometryType.PolygonGeometry, QgsWkbTypes.GeometryType.LineGeometry)
        return geometry in shapes
    return bool(geometry == QgsWkbTypes.GeometryType.NullGeometry)
