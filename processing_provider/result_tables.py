"""Writes finished result tables to the output layers of an algorithm."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..algorithms.delineation.schema import ResultTable
from ..algorithms.feedback import raise_if_cancelled
from ..algorithms.geometry.wkb import wkb_of_all
from .finding_sink import add_feature

_EVERY = 4096


def write_table(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    name: str,
    context: QgsProcessingContext,
    table: ResultTable,
    crs: QgsCoordinateReferenceSystem,
    feedback: QgsProcessingFeedback,
) -> Optional[str]:
    """Write a table to a sink parameter and return the id of the layer, None for a sink that was left out.

    :param crs: of the polygons
    :raises QgsProcessingException: when it cannot be written
    :raises Cancelled: when the user cancelled
    """
    kind = QgsWkbTypes.Type.NoGeometry if table.polygons is None else QgsWkbTypes.Type.MultiPolygon
    place = QgsCoordinateReferenceSystem() if table.polygons is None else crs
    sink, layer_id = algorithm.parameterAsSink(parameters, name, context, table.fields, kind, place)
    if sink is None:
        return None
    shapes = None if table.polygons is None else wkb_of_all(table.polygons)
    for number, values in enumerate(zip(*table.columns)):
        if not number % _EVERY:
            raise_if_cancelled(feedback)
        feature = QgsFeature(table.fields)
        feature.setAttributes(list(values))
        if shapes is not None:
            geometry = QgsGeometry()
            geometry.fromWkb(shapes[number])
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
        add_feature(sink, feature)
    return str(layer_id)
