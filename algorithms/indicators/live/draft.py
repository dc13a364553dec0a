"""The draft: features with uncommitted edits as a layer of their own, for rules that judge only what was touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.core import QgsFeatureIterator, QgsFeatureRequest, QgsFields, QgsVectorLayer, QgsVectorLayerFeatureSource

from ...dataset.layer import kept_alive
from ...dataset.project_layers import SnapshotLayer
from ...geometry.arrays import PolygonArrays
from ...geometry.wkb import polygons_from_wkb
from .edited_layers import saved_features, snapshot_of, touched_of


class DraftLayer(SnapshotLayer):
    """Some features of an edited layer, under the ids they have there, frozen when this was made."""

    def __init__(self, source: QgsVectorLayerFeatureSource, fields: QgsFields, fids: frozenset[int], **named: Any) -> None:
        """:param fids: the features that are part of it"""
        super().__init__(source, fields, **named)
        self._fids = fids

    def features(self, request: QgsFeatureRequest) -> QgsFeatureIterator:
        """Return the features of the draft for a request, in the calling thread."""
        kinds = QgsFeatureRequest.FilterType
        wanted = self._fids
        if request.filterType() == kinds.FilterExpression:
            wanted = frozenset(self._holding(request))
        elif request.filterType() == kinds.FilterFids:
            wanted = wanted & frozenset(request.filterFids())
        elif request.filterType() == kinds.FilterFid:
            wanted = wanted & {request.filterFid()}
        narrowed = QgsFeatureRequest(request).setFilterFids(sorted(wanted))
        return kept_alive(self._source.getFeatures(narrowed), self._source)

    def _holding(self, request: QgsFeatureRequest) -> list[int]:
        """Return the features that the expression of a request holds for: QGIS takes ids or an expression, not both."""
        expression, context = request.filterExpression(), request.expressionContext()
        expression.prepare(context)
        found = []
        for feature in self._source.getFeatures(QgsFeatureRequest().setFilterFids(sorted(self._fids))):
            context.setFeature(feature)
            verdict = expression.evaluate(context)
            if not expression.hasEvalError() and isinstance(verdict, (bool, int, float)) and verdict:
                found.append(feature.id())
        return found


@dataclass(frozen=True)
class Draft:
    """What an edited layer would become.

    :ivar touched: the features that were added or changed, as they stand
    :ivar removed: the shapes that features which were changed or deleted have where they are saved
    """

    touched: DraftLayer
    removed: PolygonArrays


def draft_of(layer: QgsVectorLayer) -> Draft:
    """Return the draft of an edited layer; call it in the thread the layer lives in, use it in any."""
    fids = touched_of(layer)
    buffer = layer.editBuffer() if layer.isEditable() else None
    present = fids - frozenset(buffer.deletedFeatureIds() if buffer is not None else ())
    whole = snapshot_of(layer)
    draft = DraftLayer(
        QgsVectorLayerFeatureSource(layer), layer.fields(), present, name=whole.name, path=whole.path,
        provider=whole.provider, wkb_type=layer.wkbType(), crs=whole.crs, feature_count=len(present),
        encoding=whole.encoding, is_ogr=layer.providerType() == "ogr",
    )
    saved = saved_features(layer, fids)
    shapes = [None if one.geometry().isNull() else one.geometry().asWkb().data() for one in saved]
    removed = polygons_from_wkb(shapes, np.array([one.id() for one in saved], dtype=np.int64))
    return Draft(draft, removed)
