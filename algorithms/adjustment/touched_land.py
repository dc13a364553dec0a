"""Which findings lie on the land that was touched by edits."""

from __future__ import annotations

from typing import Collection, Iterable

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsWkbTypes

from ..feedback import Silent
from ..geometry.arrays import PolygonArrays
from ..geometry.coverage_input import geometries, sound_polygons
from ..geometry.reproject import reprojected
from ..geometry.wkb import polygons_from_wkb
from ..selfcheck.model import Finding

_NOTHING = 1e-6  # share of an area that features with a common border share by rounding


class TouchedLand:
    """Land that edits have touched: shapes of features before and after."""

    def __init__(
        self, role: str, fids: Collection[int], shapes: Iterable[PolygonArrays], crs: QgsCoordinateReferenceSystem
    ) -> None:
        """
        :param role: the edited layer
        :param fids: ids of the features that were touched
        :param shapes: in ``crs``
        """
        self._role = role
        self._fids = frozenset(fids)
        self._crs = crs
        self._shapes: list[QgsGeometry] = []
        for polygons in shapes:
            for _, shape in geometries(sound_polygons(polygons, Silent()), np.arange(len(polygons))):
                if not shape.isEmpty():
                    self._shapes.append(shape)
        boxes = [shape.boundingBox() for shape in self._shapes]
        self._boxes = np.array([
            (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()) for box in boxes]).reshape(-1, 4)

    def of(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings on the land.

        A finding with an area lies there when it shares some of it; any other when its feature was touched.
        """
        return [finding for finding in findings if self._holds(finding)]

    def _holds(self, finding: Finding) -> bool:
        place = QgsGeometry()
        if finding.geometry is not None:
            place.fromWkb(finding.geometry)
        if place.isNull() or place.type() != QgsWkbTypes.GeometryType.PolygonGeometry:
            return finding.role == self._role and any(one.fid in self._fids for one in finding.features)
        if finding.crs and finding.crs != (self._crs.authid() or self._crs.toWkt()):
            place = self._brought(finding, place)
        box, area, boxes = place.boundingBox(), place.area(), self._boxes
        near = (boxes[:, 0] <= box.xMaximum()) & (boxes[:, 2] >= box.xMinimum())
        near &= (boxes[:, 1] <= box.yMaximum()) & (boxes[:, 3] >= box.yMinimum())
        return any(
            place.intersection(shape).area() > _NOTHING * min(area, shape.area())
            for shape in (self._shapes[at] for at in np.flatnonzero(near).tolist())
        )

    def _brought(self, finding: Finding, place: QgsGeometry) -> QgsGeometry:
        """Return the place of a finding in the CRS of the edited layer."""
        polygons = polygons_from_wkb([place.asWkb().data()])
        source = QgsCoordinateReferenceSystem(finding.crs)
        if not source.isValid():
            source = QgsCoordinateReferenceSystem.fromWkt(finding.crs)
        moved = reprojected(polygons, source, self._crs, finding.layer_name)
        return next((shape for _, shape in geometries(moved, np.arange(1))), place)
