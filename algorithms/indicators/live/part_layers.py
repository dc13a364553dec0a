"""Parts of layers: some features under the ids they have there, so that what was touched is measured alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureIterator,
    QgsFeatureRequest,
    QgsFields,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ...dataset.layer import SourceLayer, kept_alive
from ...dataset.layerdata import LayerData
from ...dataset.project_layers import SnapshotLayer
from ...feedback import Feedback
from ...geometry.wkb import bounding_boxes, select, wkb_of_all
from ...rulepack.model import GeometryKind
from .edited_layers import snapshot_of

Boxes = NDArray[np.float64]


class EditedPart(SnapshotLayer):
    """Some features of an edited layer, frozen as they were when this was made."""

    def __init__(
        self, source: QgsVectorLayerFeatureSource, fields: QgsFields, fids: frozenset[int], **named: Any
    ) -> None:
        """:param fids: the features that are part of it"""
        super().__init__(source, fields, **named)
        self._fids = fids

    def features(self, request: QgsFeatureRequest) -> QgsFeatureIterator:
        """Return the features of the part for a request, in the calling thread."""
        return kept_alive(self._source.getFeatures(narrowed(request, self._fids, self._source.getFeatures)),
                          self._source)


def part_of(layer: QgsVectorLayer, fids: frozenset[int]) -> EditedPart:
    """Return some features of a layer as they stand; call it in the thread the layer lives in, use it in any."""
    whole = snapshot_of(layer)
    return EditedPart(
        QgsVectorLayerFeatureSource(layer), layer.fields(), fids, name=whole.name, path=whole.path,
        provider=whole.provider, wkb_type=layer.wkbType(), crs=whole.crs, feature_count=len(fids),
        encoding=whole.encoding, is_ogr=layer.providerType() == "ogr",
    )


class StillPart(SourceLayer):
    """Some features of a layer that nobody edits, out of the arrays it was read into."""

    def __init__(self, whole: SourceLayer, rows: NDArray[np.int64]) -> None:
        """:param rows: int64, array indexes of the features, ascending"""
        super().__init__(
            whole.name, whole.path, whole.provider, whole.fields, QgsWkbTypes.Type.Unknown, whole.crs,
            len(rows), whole.encoding,
        )
        self.geometry, self.geometry_name = whole.geometry, whole.geometry_name
        self._whole = whole
        self._rows = rows

    def features(self, request: QgsFeatureRequest) -> QgsFeatureIterator:
        """Return the features of the part for a request, in the calling thread."""
        fids = frozenset(self._whole.read().fids[self._rows].tolist())
        return self._whole.features(narrowed(request, fids, self._whole.features))

    def qgs_fields(self) -> QgsFields:
        """Return the fields of the features of `features`."""
        return self._whole.qgs_fields()

    def _read(self, feedback: Feedback) -> LayerData:
        data = self._whole.read(feedback)
        polygons = select(data.polygons, self._rows)
        columns = {name: _PartColumn(data, name, self._rows) for name in data.column_names}
        return LayerData(data.fids[self._rows], columns, lambda: wkb_of_all(polygons), True)


class _PartColumn:
    """A column of some rows."""

    def __init__(self, data: LayerData, name: str, rows: NDArray[np.int64]) -> None:
        self._data, self._name, self._rows = data, name, rows

    def values(self) -> np.ma.MaskedArray:
        return self._data.column(self._name)[self._rows]

    def reordered(self, order: NDArray[np.int64]) -> _PartColumn:
        return _PartColumn(self._data, self._name, self._rows[order])

    def update(self, add: Callable[[bytes], None]) -> None:
        add(repr(self.values().tolist()).encode("utf-8"))


@dataclass(frozen=True)
class BoxedLayer:
    """A layer that nobody edits, with the boxes of its features."""

    layer: SourceLayer
    boxes: Boxes

    def rows_near(self, boxes: Boxes) -> NDArray[np.int64]:
        """Return int64, the features whose box meets one of some boxes, ascending."""
        hit = np.zeros(len(self.boxes), dtype=bool)
        for xmin, ymin, xmax, ymax in boxes.tolist():
            near = (self.boxes[:, 0] <= xmax) & (self.boxes[:, 2] >= xmin)
            hit |= near & (self.boxes[:, 1] <= ymax) & (self.boxes[:, 3] >= ymin)
        return np.flatnonzero(hit)


def boxed(layer: Optional[SourceLayer], crs: QgsCoordinateReferenceSystem) -> Optional[BoxedLayer]:
    """Return a polygon layer in a CRS with its boxes, None for any other, which is then used whole."""
    if layer is None or layer.geometry is not GeometryKind.POLYGON or layer.crs != crs:
        return None
    return BoxedLayer(layer, bounding_boxes(layer.read().polygons))


def narrowed(
    request: QgsFeatureRequest, fids: frozenset[int], features: Callable[[QgsFeatureRequest], QgsFeatureIterator]
) -> QgsFeatureRequest:
    """Return a request for those of some features that a request is about.

    QGIS takes ids or an expression, not both, so an expression is evaluated here.
    """
    kinds = QgsFeatureRequest.FilterType
    if request.filterType() == kinds.FilterExpression:
        expression, context = request.filterExpression(), request.expressionContext()
        expression.prepare(context)
        holding = set()
        for feature in features(QgsFeatureRequest().setFilterFids(sorted(fids))):
            context.setFeature(feature)
            verdict = expression.evaluate(context)
            if not expression.hasEvalError() and isinstance(verdict, (bool, int, float)) and verdict:
                holding.add(feature.id())
        fids = frozenset(holding)
    elif request.filterType() == kinds.FilterFids:
        fids = fids & frozenset(request.filterFids())
    elif request.filterType() == kinds.FilterFid:
        fids = fids & {request.filterFid()}
    return QgsFeatureRequest(request).setFilterFids(sorted(fids))
