"""Result tables as output layers of an algorithm."""

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

from ..algorithms.delineation.schema import ResultTable
from ..algorithms.delivery.formula_guard import guarded
from ..algorithms.feedback import Feedback, raise_if_cancelled
from ..algorithms.geometry.wkb_write import wkb_of_all
from .finding_sink import add_feature
from .unfinished import whole_or_nothing

_SPREADSHEET_TEXTS = (".csv", ".tsv")
_EVERY = 2048  # features between two looks at the cancel button


def write_table(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    name: str,
    context: QgsProcessingContext,
    table: ResultTable,
    crs: QgsCoordinateReferenceSystem,
    feedback: Feedback,
) -> Optional[str]:
    """Write a table to the output layer of a parameter; return the layer's id, None where it was left out.

    :param crs: of the table's polygons; tables without polygons have none
    :raises QgsProcessingException: when the layer cannot be written
    :raises Cancelled: when the user cancels
    """
    kind = QgsWkbTypes.Type.NoGeometry if table.polygons is None else QgsWkbTypes.Type.MultiPolygon
    place = QgsCoordinateReferenceSystem() if table.polygons is None else crs
    sink, layer_id = algorithm.parameterAsSink(parameters, name, context, table.fields, kind, place)
    if sink is None:
        return None
    shapes = None if table.polygons is None else wkb_of_all(table.polygons)
    is_csv = str(layer_id).lower().endswith(_SPREADSHEET_TEXTS)
    with whole_or_nothing(context, sink, layer_id):
        for number, values in enumerate(zip(*table.columns)):
            if not number % _EVERY:
                raise_if_cancelled(feedback)
            feature = QgsFeature(table.fields)
            # Names come from the data; a spreadsheet that opens a CSV file would work out one beginning with =.
            feature.setAttributes([guarded(value) if is_csv and isinstance(value, str) else value for value in values])
            if shapes is not None:
                geometry = QgsGeometry()
                geometry.fromWkb(shapes[number])
                geometry.convertToMultiType()
                feature.setGeometry(geometry)
            add_feature(sink, feature)
    return str(layer_id)
