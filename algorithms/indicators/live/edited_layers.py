"""Layers of the open project that are edited, and how they stand at one moment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Iterable

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ...dataset.dataset import Dataset
from ...dataset.layer import SourceLayer, declared_crs
from ...dataset.project_layers import SnapshotLayer, layer_source
from ...errors import LandPlanError
from ...message import translatable
from ...rulepack.model import GeometryKind

# Providers and formats that never give a feature another id, whatever is removed from them.
_STEADY_PROVIDERS = ("memory", "spatialite", "postgres", "mssql", "oracle", "hana")
_STEADY_FORMATS = ("GPKG", "SQLite", "OpenFileGDB", "PostgreSQL")
_COUNTING_PROVIDERS = ("memory", "spatialite")  # a database server may only estimate


@dataclass(frozen=True)
class LayerState:
    """An edited layer at one moment, readable in any thread.

    :ivar source: the layer with its uncommitted edits
    :ivar touched: ids of the features with uncommitted edits, added and deleted ones included
    :ivar saved: the touched features as they are saved; those that were added are not among them
    :ivar count: number of features the layer says it has, -1 where it does not know for sure
    """

    source: SourceLayer
    touched: frozenset[int]
    saved: tuple[QgsFeature, ...]
    count: int


def layers_of_role(dataset: Dataset, role: str, project: QgsProject) -> list[QgsVectorLayer]:
    """Return the layers of the project that show what is bound to a role, those being edited first.

    A layer is the one meant when it shows the same layer of the same file; a layer of the open project that is in no
    file when it has the name and was bound from the project.
    """
    bound = dataset.layer(role)
    if bound is None:
        return []
    layers = [layer for layer in project.mapLayers().values() if isinstance(layer, QgsVectorLayer) and layer.isValid()]
    same = [layer for layer in layers if shows(layer, bound)]
    return sorted(same, key=lambda layer: (not layer.isEditable(), layer.name(), layer.id()))


def shows(layer: QgsVectorLayer, bound: SourceLayer) -> bool:
    """Return whether a layer of the project shows a layer of a delivery."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = str(parts.get("path") or "")
    if bool(path) != bool(bound.path) or (path and not _same_file(path, bound.path)):
        return False
    if not path:
        return str(layer.name()) == bound.name
    wanted = str(parts.get("layerName") or "")
    return bound.name in (wanted, str(layer.name())) or (not wanted and bound.is_shapefile)


def state_of(layer: QgsVectorLayer) -> LayerState:
    """Return how a layer stands; call it in the thread the layer lives in.

    :raises LandPlanError: when nothing can be counted: no polygons, no CRS, not readable
    """
    name = str(layer.name())
    if not layer.isValid() or layer.dataProvider() is None:
        raise LandPlanError(translatable(
            "Indicators", "The layer {layer} cannot be read (any more). Repair its data source.", layer=name))
    source = snapshot_of(layer)
    if source.geometry is not GeometryKind.POLYGON:
        raise LandPlanError(translatable(
            "Indicators", "The layer {layer} holds no polygons, so no ledger can be kept of it. Bind the right layer.",
            layer=name))
    if not source.crs.isValid():
        raise LandPlanError(translatable(
            "Indicators", "The layer {layer} has no coordinate reference system, so no area can be computed: assign "
            "its CRS.", layer=name))
    touched = touched_of(layer)
    count = int(layer.featureCount()) if counts_surely(layer) else -1
    return LayerState(source, touched, saved_features(layer, touched), count)


def snapshot_of(layer: QgsVectorLayer) -> SnapshotLayer:
    """Return a layer frozen as it is now, edits included, also where it shows nothing but a file."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    is_ogr = layer.providerType() == "ogr"
    provider = layer.dataProvider()
    return SnapshotLayer(
        QgsVectorLayerFeatureSource(layer),
        layer.fields(),
        name=str(layer.name()),
        path=str(parts.get("path") or ""),
        provider=str(provider.storageType()) if is_ogr else str(layer.providerType()),
        wkb_type=layer.wkbType(),
        crs=declared_crs(layer.crs()),
        feature_count=max(int(layer.featureCount()), 0),
        encoding=str(provider.encoding()) or "UTF-8",
        is_ogr=is_ogr,
    )


def touched_of(layer: QgsVectorLayer) -> frozenset[int]:
    """Return the ids of the features with uncommitted edits, added and deleted ones included."""
    buffer = layer.editBuffer() if layer.isEditable() else None
    if buffer is None:
        return frozenset()
    changed = (fid for fid, values in buffer.changedAttributeValues().items() if values)
    return frozenset((*buffer.addedFeatures(), *buffer.deletedFeatureIds(), *buffer.changedGeometries(), *changed))


def present_of(layer: QgsVectorLayer, fids: Iterable[int]) -> frozenset[int]:
    """Return those of some features that may be there: neither deleted nor added and taken back again.

    OGR reports an error for every id below 0 that it is asked for.
    """
    buffer = layer.editBuffer() if layer.isEditable() else None
    if buffer is None:
        return frozenset(fid for fid in fids if fid >= 0)
    gone, added = frozenset(buffer.deletedFeatureIds()), frozenset(buffer.addedFeatures())
    return frozenset(fid for fid in fids if fid not in gone and (fid >= 0 or fid in added))


def saved_features(layer: QgsVectorLayer, fids: Iterable[int]) -> tuple[QgsFeature, ...]:
    """Return features as they are saved, without the edits; those that were added are passed over."""
    wanted = [fid for fid in fids if fid >= 0]
    buffer = layer.editBuffer() if layer.isEditable() else None
    added = set(buffer.addedFeatures()) if buffer is not None else set()
    wanted = sorted(set(wanted) - added)
    if not wanted:
        return ()
    # The provider knows nothing of virtual and joined fields; a copy, which is not being edited, works them out.
    origin = layer.clone() if worked_out_fields(layer) else layer.dataProvider()
    return tuple(origin.getFeatures(QgsFeatureRequest().setFilterFids(wanted)))


def worked_out_fields(layer: QgsVectorLayer) -> frozenset[str]:
    """Return the names of the fields that are virtual or joined: edits of other fields, or layers, change them."""
    fields = layer.fields()
    worked_out = (QgsFields.FieldOrigin.OriginExpression, QgsFields.FieldOrigin.OriginJoin)
    return frozenset(
        str(field.name()) for index, field in enumerate(fields) if fields.fieldOrigin(index) in worked_out)


def joined_layers(layer: QgsVectorLayer) -> list[QgsVectorLayer]:
    """Return the layers that are joined to a layer and are there."""
    joined = (join.joinLayer() for join in layer.vectorJoins())
    return [one for one in joined if one is not None]


def saved_layer(layer: QgsVectorLayer) -> SourceLayer:
    """Return a layer as it is saved, without its edits; call it in the thread the layer lives in."""
    if not layer.isEditable():
        return layer_source(layer)
    copy = layer.clone()  # which is not being edited
    saved = layer_source(copy)
    saved.name = str(layer.name())
    return saved


def counts_surely(layer: QgsVectorLayer) -> bool:
    """Return whether the number of features a layer tells can be relied on at any time.

    That of a shapefile counts deleted features until the file is packed (QGIS 3.44).
    """
    if layer.providerType() == "ogr":
        return str(layer.dataProvider().storageType()) in _STEADY_FORMATS
    return layer.providerType() in _COUNTING_PROVIDERS


def keeps_ids(layer: QgsVectorLayer) -> bool:
    """Return whether the features that stay keep their ids when edits are saved (a shapefile is packed anew)."""
    if layer.providerType() == "ogr":
        return str(layer.dataProvider().storageType()) in _STEADY_FORMATS
    return layer.providerType() in _STEADY_PROVIDERS


def _same_file(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:  # one of them is gone: the names tell
        return os.path.normcase(os.path.abspath(one)) == os.path.normcase(os.path.abspath(other))
