"""Features that might enter the edited layer, made as an edit would make them."""

from __future__ import annotations

from typing import Any, Iterable, Mapping, Sequence, Union

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)

from ...errors import LandPlanError
from ...geometry.reproject import transformation_known
from ...message import translatable

Entering = Union[QgsGeometry, "tuple[QgsVectorLayer, Iterable[int]]"]
"""A geometry in the CRS of the edited layer, or (layer, ids of its features)."""


def entering_features(
    layer: QgsVectorLayer,
    enter: Sequence[Entering],
    attributes: Union[Mapping[str, Any], Sequence[Mapping[str, Any]]] = (),
) -> list[QgsFeature]:
    """Return features of the edited layer's fields.

    :param attributes: values by field for the geometries: one for all, or one for each
    :raises LandPlanError: when features of another layer cannot be brought into the CRS of the edited one
    """
    fields = layer.fields()
    names = {field.name().casefold(): index for index, field in enumerate(fields)}
    features: list[QgsFeature] = []
    geometries = 0
    for item in enter:
        if isinstance(item, QgsGeometry):
            values = attributes if isinstance(attributes, Mapping) else (
                attributes[geometries] if geometries < len(attributes) else {})
            geometries += 1
            features.append(_feature(fields, names, item, values))
        else:
            other, fids = item
            features += _of_layer(layer, other, fids, names)
    for number, feature in enumerate(features):
        feature.setId(number)
    return features


def _of_layer(
    layer: QgsVectorLayer, other: QgsVectorLayer, fids: Iterable[int], names: Mapping[str, int]
) -> list[QgsFeature]:
    transform = None
    if other.crs() != layer.crs():
        if not other.crs().isValid() or not transformation_known(other.crs(), layer.crs()):
            raise LandPlanError(translatable(
                "Indicators", "The features of {layer} cannot be brought into the coordinate reference system of "
                "{edited}. Bring the layer into it first.", layer=other.name(), edited=layer.name()))
        transform = QgsCoordinateTransform(other.crs(), layer.crs(), QgsProject.instance().transformContext())
    features = []
    for source in other.getFeatures(QgsFeatureRequest().setFilterFids(sorted(fids))):
        geometry = QgsGeometry(source.geometry())
        try:
            if transform is not None and not geometry.isNull():
                geometry.transform(transform)
        except QgsCsException as error:
            raise LandPlanError(translatable(
                "Indicators", "Feature {fid} of {layer} cannot be brought into the coordinate reference system of "
                "{edited}: {reason}", fid=source.id(), layer=other.name(), edited=layer.name(), reason=str(error),
            )) from error
        values = {field.name(): source.attribute(index) for index, field in enumerate(other.fields())}
        features.append(_feature(layer.fields(), names, geometry, values))
    return features


def _feature(
    fields: QgsFields, names: Mapping[str, int], geometry: QgsGeometry, values: Mapping[str, Any]
) -> QgsFeature:
    feature = QgsFeature(fields)
    feature.setGeometry(geometry)
    for name, value in values.items():
        index = names.get(name.casefold())
        if index is not None:
            feature.setAttribute(index, value)
    return feature
