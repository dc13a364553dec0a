"""Where the features are that a row of a table stands for."""

from __future__ import annotations

from typing import Mapping, Optional

from qgis.core import QgsExpression, QgsFeatureRequest, QgsGeometry, QgsVectorLayer

MOST_FEATURES = 2_000  # are looked at; of more the extent is shown


def place_of(layer: Optional[QgsVectorLayer], values: Mapping[str, object]) -> Optional[QgsGeometry]:
    """Return the shapes of the features that have the given values, together; None where there are none.

    :param values: by field of the layer; fields the layer does not have are no condition
    """
    if layer is None:
        return None
    names = {field.name() for field in layer.fields()}
    conditions = [QgsExpression.createFieldEqualityExpression(name, value)
                  for name, value in values.items() if name in names]
    if not conditions:
        return None
    request = QgsFeatureRequest().setFilterExpression(" AND ".join(conditions)).setNoAttributes()
    request.setLimit(MOST_FEATURES)
    shapes = [feature.geometry() for feature in layer.getFeatures(request) if feature.hasGeometry()]
    return QgsGeometry.collectGeometry(shapes) if shapes else None
