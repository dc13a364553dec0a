"""Adds the bound layers of a source to the open project."""

from __future__ import annotations

import os
from typing import Optional

from qgis.core import QgsFillSymbol, QgsLayerTreeGroup, QgsProject, QgsProviderRegistry, QgsVectorLayer

from ..algorithms.dataset.binding import Dataset
from ..algorithms.dataset.source import SourceLayer
from ..algorithms.language import Language
from ..algorithms.rulepack.model import GeometryKind, LayerRole
from .jobs import SourceContent

FILL_ALPHA = 50
_ORDER = {GeometryKind.POINT: 0, GeometryKind.LINE: 1, GeometryKind.POLYGON: 2}


def add_data_layers(project: QgsProject, content: SourceContent, language: Language) -> tuple[int, list[str]]:
    """Add the layers bound to a role that are not in the project yet, points above polygons.

    :return: number of layers added, and the names of those that could not be opened
    """
    present = {_place(layer) for layer in project.mapLayers().values() if isinstance(layer, QgsVectorLayer)}
    bound = [
        (binding.layer, binding.role) for binding in content.dataset.bindings.values() if binding.layer is not None
    ]
    bound.sort(key=lambda each: 3 if each[0].geometry is None else _ORDER.get(each[0].geometry, 3))
    title = language.title(content.dataset.pack.title)
    failed: list[str] = []
    added = 0
    for source, role in bound:
        if not source.path or (os.path.normcase(os.path.abspath(source.path)), source.name) in present:
            continue
        if _add(project, source, role, title, language) is None:
            failed.append(source.name)
            continue
        added += 1
    return added, failed


def add_layer(project: QgsProject, dataset: Dataset, role: str, language: Language) -> Optional[QgsVectorLayer]:
    """Add the layer bound to a role and return it; None where none is bound, or it cannot be opened.

    It is to be worked with now, so it lies above all that is on the map.
    """
    binding = dataset.bindings.get(role)
    if binding is None or binding.layer is None or not binding.layer.path:
        return None
    layer = _open_bound(binding.layer, binding.role, language)
    if layer is not None:
        project.addMapLayer(layer, False)
        project.layerTreeRoot().insertLayer(0, layer)
    return layer


def _add(
    project: QgsProject, source: SourceLayer, role: LayerRole, group: str, language: Language
) -> Optional[QgsVectorLayer]:
    """Add the layer bound to a role at the end of a group; None where it cannot be opened."""
    layer = _open_bound(source, role, language)
    if layer is not None:
        project.addMapLayer(layer, False)
        _group(project, group).addLayer(layer)
    return layer


def _open_bound(source: SourceLayer, role: LayerRole, language: Language) -> Optional[QgsVectorLayer]:
    layer = _open(source, f"{source.name} {language.title(role.title)}")
    return layer if layer.isValid() else None


def _open(source: SourceLayer, title: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{source.path}|layername={source.name}", title, "ogr")
    if layer.isValid() and source.is_shapefile:
        layer.setProviderEncoding(source.encoding)
    symbol = layer.renderer().symbol() if layer.isValid() and layer.renderer() is not None else None
    if isinstance(symbol, QgsFillSymbol):  # layers lie over each other: outlines, with a touch of colour
        fill = symbol.symbolLayer(0)
        colour = fill.fillColor()
        fill.setStrokeColor(colour.darker(130))
        colour.setAlpha(FILL_ALPHA)
        fill.setFillColor(colour)
    return layer


def _group(project: QgsProject, title: str) -> QgsLayerTreeGroup:
    root = project.layerTreeRoot()
    return root.findGroup(title) or root.addGroup(title)


def _place(layer: QgsVectorLayer) -> tuple[str, str]:
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = str(parts.get("path") or "")
    name = str(parts.get("layerName") or os.path.splitext(os.path.basename(path))[0])
    return os.path.normcase(os.path.abspath(path)) if path else "", name
