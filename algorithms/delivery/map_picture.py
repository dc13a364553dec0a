"""The small map of a report: where the findings are.

Drawn on an image without widgets, so that it works in a background thread and without a screen.
"""

from __future__ import annotations

import math
from typing import Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from ..geometry.arrays import PolygonArrays
from ..geometry.wkb import polygons_from_wkb
from ..rulepack.model import Severity
from ..selfcheck.model import CheckRun, Finding
from ..workspace.model import Standings, State
from ..workspace.placing import METRES_PER_DEGREE, Box, crs_of, placed_geometry

WIDTH = 1400  # pixels
_LOWEST, _HIGHEST = 0.45, 0.8  # height as a share of the width
_STRIP = 36  # below the map, for the scale bar
_MARGIN = 0.06
_LEAST_SPAN = 100.0  # metres shown at least
_DOT = 5.0  # radius in pixels
_SMALL = 9.0  # an error geometry smaller than this gets a dot, pixels
_COLOURS = {"error": QColor("#b3261e"), "warning": QColor("#c98a00"), "exception": QColor("#8a949b")}
_LAND, _BORDER, _GRID, _INK = QColor("#f2f5f3"), QColor("#9aa8a1"), QColor("#dfe4e8"), QColor("#4a5560")

Placed = tuple[QgsGeometry, Box, str]  # geometry, extent, key of the colour


def draw_map_picture(
    run: CheckRun,
    standings: Optional[Standings] = None,
    width: int = WIDTH,
) -> Optional[bytes]:
    """Return a PNG of the places of a run's findings; None when no finding has one.

    The same run gives the same picture.

    :param standings: exceptions are drawn in grey
    :param width: pixels; the height follows the shape of the data
    """
    placed = _placed_findings(run, standings or {})
    if not placed:
        return None
    background = polygons_from_wkb(run.outline)
    metres = _metres_per_unit(run.crs)
    extent = _extent([box for _, box, _ in placed], background, metres)
    ratio = (extent[3] - extent[1]) / (extent[2] - extent[0])
    height = round(width * min(max(ratio, _LOWEST), _HIGHEST))
    scale, extent = _fitted(extent, width, height)
    image = QImage(width, height + _STRIP, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_background(painter, background, extent, scale)
        _draw_grid(painter, extent, scale, width, height)
        _draw_findings(painter, placed, extent, scale)
        painter.setPen(QPen(_BORDER, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(1, 1, width - 2, height - 2))
        _draw_scale_bar(painter, scale / metres, height)
    finally:
        painter.end()
    return _png(image)


def _placed_findings(run: CheckRun, standings: Standings) -> list[Placed]:
    """Return the findings with a place, in the CRS of the run, errors last so that they lie on top."""
    transforms: dict[str, Optional[QgsCoordinateTransform]] = {}
    placed: list[Placed] = []
    for result in run.results:
        for position, finding in enumerate(result.findings):
            found = placed_geometry(finding.geometry)
            if found is None:
                continue
            geometry = _in_crs(found[0], finding, run.crs, transforms)
            if geometry is None:
                continue
            standing = standings.get((result.check.id, position))
            colour = "error" if finding.severity is Severity.ERROR else "warning"
            if standing is not None and standing.state is State.EXCEPTION:
                colour = "exception"
            extent = geometry.boundingBox()
            box = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
            if all(map(math.isfinite, box)):
                placed.append((geometry, box, colour))
    order = {"exception": 0, "warning": 1, "error": 2}
    return sorted(placed, key=lambda item: order[item[2]])


def _in_crs(
    geometry: QgsGeometry, finding: Finding, crs: str, transforms: dict[str, Optional[QgsCoordinateTransform]]
) -> Optional[QgsGeometry]:
    """Return a geometry in the CRS of the run; None where it cannot be brought there."""
    if finding.crs not in transforms:
        source, target = crs_of(finding.crs), crs_of(crs)
        same = not source.isValid() or not target.isValid() or source == target
        transforms[finding.crs] = (
            None if same else QgsCoordinateTransform(source, target, QgsCoordinateTransformContext())
        )
    transform = transforms[finding.crs]
    if transform is None:
        return geometry
    try:
        geometry.transform(transform)
    except QgsCsException:
        return None
    return geometry


def _metres_per_unit(crs: str) -> float:
    """Return metres per unit of a CRS, for the scale bar; metres where it is unknown."""
    system = crs_of(crs)
    return METRES_PER_DEGREE if system.isValid() and system.isGeographic() else 1.0


def _extent(boxes: Sequence[Box], background: PolygonArrays, metres: float) -> Box:
    """Return the extent of findings and background with a margin."""
    edges = np.array(boxes, dtype=np.float64)
    west, south = edges[:, 0].min(), edges[:, 1].min()
    east, north = edges[:, 2].max(), edges[:, 3].max()
    known = np.isfinite(background.x) & np.isfinite(background.y)
    if known.any():
        west, east = min(west, background.x[known].min()), max(east, background.x[known].max())
        south, north = min(south, background.y[known].min()), max(north, background.y[known].max())
    half = max(east - west, _LEAST_SPAN / metres) / 2 * (1 + 2 * _MARGIN)
    tall = max(north - south, _LEAST_SPAN * _LOWEST / metres) / 2 * (1 + 2 * _MARGIN)
    x, y = (west + east) / 2, (south + north) / 2
    return float(x - half), float(y - tall), float(x + half), float(y + tall)


def _fitted(extent: Box, width: int, height: int) -> tuple[float, Box]:
    """Return pixels per unit and the extent the picture really shows."""
    west, south, east, north = extent
    scale = min(width / (east - west), height / (north - south))
    x, y = (west + east) / 2, (south + north) / 2
    half, tall = width / scale / 2, height / scale / 2
    return scale, (x - half, y - tall, x + half, y + tall)


def _draw_background(painter: QPainter, polygons: PolygonArrays, extent: Box, scale: float) -> None:
    """Draw polygons with their holes, thinned to what a pixel shows."""
    painter.setBrush(QBrush(_LAND))
    painter.setPen(QPen(_BORDER, 1.5))
    columns = np.round((polygons.x - extent[0]) * scale, 1)
    rows = np.round((extent[3] - polygons.y) * scale, 1)
    for part in range(len(polygons.part_offsets) - 1):
        path = QPainterPath()
        for ring in range(polygons.part_offsets[part], polygons.part_offsets[part + 1]):
            start, end = polygons.ring_offsets[ring], polygons.ring_offsets[ring + 1]
            points = _thinned(columns[start:end], rows[start:end])
            if len(points) > 2:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
                path.closeSubpath()
        painter.drawPath(path)


def _thinned(columns: NDArray[np.float64], rows: NDArray[np.float64]) -> list[tuple[float, float]]:
    """Return the vertices of a ring without those that fall on the pixel of the one before."""
    known = np.isfinite(columns) & np.isfinite(rows)
    columns, rows = columns[known], rows[known]
    if len(columns) == 0:
        return []
    moved = np.ones(len(columns), dtype=bool)
    moved[1:] = (np.floor(columns[1:]) != np.floor(columns[:-1])) | (
        np.floor(rows[1:]) != np.floor(rows[:-1])
    )
    return list(zip(columns[moved].tolist(), rows[moved].tolist()))


def _draw_grid(painter: QPainter, extent: Box, scale: float, width: int, height: int) -> None:
    """Draw grid lines at round coordinates with their values at the frame."""
    step = _round_number((extent[2] - extent[0]) / 5)
    decimals = max(0, -math.floor(math.log10(step)))
    painter.setFont(_font(16))
    for number in range(math.ceil(extent[0] / step), math.floor(extent[2] / step) + 1):
        x = (number * step - extent[0]) * scale
        painter.setPen(QPen(_GRID, 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, height))
        if 60 < x < width - 60:
            _label(
                painter,
                QRectF(x - 90, 4, 180, 22),
                Qt.AlignmentFlag.AlignHCenter,
                f"{number * step:.{decimals}f}",
            )
    for number in range(math.ceil(extent[1] / step), math.floor(extent[3] / step) + 1):
        y = (extent[3] - number * step) * scale
        painter.setPen(QPen(_GRID, 1))
        painter.drawLine(QPointF(0, y), QPointF(width, y))
        if 40 < y < height - 60:
            _label(
                painter,
                QRectF(8, y - 22, 200, 20),
                Qt.AlignmentFlag.AlignLeft,
                f"{number * step:.{decimals}f}",
            )


def _draw_findings(painter: QPainter, placed: Sequence[Placed], extent: Box, scale: float) -> None:
    """Draw true shapes where they are large enough to be seen, and one dot for each heap of small ones."""
    to_pixels = QTransform(scale, 0.0, 0.0, -scale, -extent[0] * scale, extent[3] * scale)
    dots: dict[tuple[str, int, int], None] = {}
    for geometry, box, colour in placed:
        if max(box[2] - box[0], box[3] - box[1]) * scale >= _SMALL:
            _draw_shape(painter, geometry, to_pixels, _COLOURS[colour])
            continue
        column, row = ((box[0] + box[2]) / 2 - extent[0]) * scale, (extent[3] - (box[1] + box[3]) / 2) * scale
        dots[colour, round(column / 2), round(row / 2)] = None
    for colour, column, row in dots:
        painter.setPen(QPen(QColor("white"), 1))
        painter.setBrush(QBrush(_COLOURS[colour]))
        painter.drawEllipse(QPointF(column * 2, row * 2), _DOT, _DOT)


def _draw_shape(painter: QPainter, geometry: QgsGeometry, to_pixels: QTransform, colour: QColor) -> None:
    shape = QgsGeometry(geometry)
    shape.transform(to_pixels)
    fill = QColor(colour)
    fill.setAlpha(90)
    painter.setPen(QPen(colour, 2))
    polygonal = geometry.type() == QgsWkbTypes.GeometryType.PolygonGeometry
    painter.setBrush(QBrush(fill) if polygonal else QBrush(Qt.BrushStyle.NoBrush))
    if geometry.type() == QgsWkbTypes.GeometryType.PointGeometry:
        painter.setBrush(QBrush(colour))
        for vertex in shape.vertices():
            painter.drawEllipse(QPointF(vertex.x(), vertex.y()), _DOT, _DOT)
        return
    shape.constGet().draw(painter)


def _draw_scale_bar(painter: QPainter, pixels_per_metre: float, height: int) -> None:
    """Draw a bar of a round length below the map, where it hides no finding."""
    metres = _round_number(200 / pixels_per_metre)
    length = metres * pixels_per_metre
    text = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    painter.setPen(QPen(_INK, 3))
    y = height + _STRIP / 2 + 4
    painter.drawLine(QPointF(2, y), QPointF(2 + length, y))
    for x in (2, 2 + length):
        painter.drawLine(QPointF(x, y - 6), QPointF(x, y + 2))
    painter.setFont(_font(18))
    painter.drawText(QRectF(length + 14, y - 14, 200, 24), Qt.AlignmentFlag.AlignLeft, text)


def _label(painter: QPainter, box: QRectF, side: Qt.AlignmentFlag, text: str) -> None:
    painter.setPen(QPen(_INK))
    painter.drawText(box, side, text)


def _round_number(value: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is not above a value."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(factor * power for factor in (5.0, 2.0, 1.0) if factor * power <= value * (1 + 1e-9))


def _font(pixels: int) -> QFont:
    font = QFont("sans-serif")
    font.setPixelSize(pixels)
    return font


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    buffer.close()
    return bytes(data)
