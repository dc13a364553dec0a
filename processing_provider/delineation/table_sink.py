"""Result tables as output layers."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsWkbTypes,
)

from ...algorithms.delineation.schema import ResultTable
from ...algorithms.feedback import Feedback, Silent, raise_if_cancelled
from ...algorithms.geometry.wkb_write import wkb_of_all
from ..finding_sink import add_feature

_EVERY = 2048  # features between two looks at the cancel button


def write_table(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    name: str,
    context: QgsProcessingContext,
    table: ResultTable,
    crs: QgsCoordinateReferenceSystem,
    feedback: Feedback = Silent(),  # noqa: B008
) -> Optional[str]:
    """Write a table to the output layer of a parameter; return the layer's id, None where it was left out.

    :param crs: of the table's polygons
    :raises QgsProcessingException: when the layer cannot be written
    :raises Cancelled: when the user cancels
    """
    spatial = table.polygons is not None
    kind = QgsWkbTypes.Type.MultiPolygon if spatial else QgsWkbTypes.Type.NoGeometry
    sink, sink_id = algorithm.parameterAsSink(
        parameters, name, context, table.fields, kind, crs if spatial else QgsCoordinateReferenceSystem()
    )
    if sink is None:
        return None
    shapes = None if table.polygons is None else wkb_of_all(table.polygons)
    for index in range(len(table)):
        if not index % _EVERY:
            raise_if_cancelled(feedback)
            feedback.setProgress(100.0 * index / len(table))
        feature = QgsFeature(table.fields)
        feature.setAttributes([column[index] for column in table.columns])
        if shapes is not None:
            geometry = QgsGeometry()
            geometry.fromWkb(shapes[index])
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
        add_feature(sink, feature)
    return str(sink_id)
