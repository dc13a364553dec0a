"""The way from a finding to the map: zoom, flash, and a mark that stays."""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsUnitTypes,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtGui import QColor, QPalette

SMALLEST_VIEW = 20.0  # metres: nothing is shown larger than so much ground across the map
MARGIN = 1.6  # the view is so many times as wide as the error
FLASHES = 3
FLASH_MILLISECONDS = 400


class MapLink:
    """Shows the place of one finding at a time on a map canvas."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """:param canvas: the canvas of the desktop"""
        self._canvas = canvas
        self._band: Optional[QgsRubberBand] = None

    def show(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> bool:
        """Zoom to a geometry, flash it and leave a thin mark around it.

        :param crs: the geometry's CRS; an invalid one is read as the map's own
        :return: False where the geometry has no place on this map
        """
        place = self._in_map_crs(geometry, crs)
        if place is None:
            return False
        map_crs = self._canvas.mapSettings().destinationCrs()
        self._canvas.setExtent(self._view(place.boundingBox(), map_crs))
        self._canvas.refresh()
        self.mark(geometry, crs)
        self._canvas.flashGeometries([place], map_crs, flashes=FLASHES, duration=FLASH_MILLISECONDS)
        return True

    def mark(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> bool:
        """Mark a geometry without moving the map; any earlier mark goes.

        :return: False where the geometry has no place on this map
        """
        self.clear()
        place = self._in_map_crs(geometry, crs)
        if place is None:
            return False
        kind = place.type()
        self._band = QgsRubberBand(self._canvas, kind)
        colour = self._canvas.palette().color(QPalette.ColorRole.Highlight)
        self._band.setStrokeColor(colour)
        self._band.setSecondaryStrokeColor(QColor(255, 255, 255, 160))
        self._band.setFillColor(QColor(0, 0, 0, 0))  # what lies below keeps its colour
        self._band.setWidth(2)
        if kind == QgsWkbTypes.GeometryType.PointGeometry:
            self._band.setIcon(QgsRubberBand.IconType.ICON_CIRCLE)
            self._band.setIconSize(18)
        self._band.setToGeometry(place, None)
        return True

    def clear(self) -> None:
        """Take the mark off the map."""
        if self._band is not None:
            self._canvas.scene().removeItem(self._band)
            self._band = None

    def _in_map_crs(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> Optional[QgsGeometry]:
        if geometry.isNull() or geometry.isEmpty():
            return None
        place = QgsGeometry(geometry)
        map_crs = self._canvas.mapSettings().destinationCrs()
        if crs.isValid() and map_crs.isValid() and crs != map_crs:
            transform = QgsCoordinateTransform(crs, map_crs, QgsProject.instance())
            try:
                place.transform(transform)
            except QgsCsException:
                return None
        return place if place.boundingBox().isFinite() else None

    def _view(self, box: QgsRectangle, map_crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
        view = QgsRectangle(box)
        view.scale(MARGIN)
        metre = QgsUnitTypes.fromUnitToUnitFactor(QgsUnitTypes.DistanceUnit.DistanceMeters, self._canvas.mapUnits())
        smallest = SMALLEST_VIEW * metre if metre > 0 else 0.0
        centre = box.center()
        half_width = max(view.width(), smallest) / 2
        half_height = max(view.height(), smallest) / 2
        return QgsRectangle(
            centre.x() - half_width, centre.y() - half_height, centre.x() + half_width, centre.y() + half_height
        )
