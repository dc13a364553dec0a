"""Charts as pictures: for the clipboard, as PNG and, where Qt was built with it, as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.PyQt.QtCore import QPointF, QRect, QSize, Qt
from qgis.PyQt.QtGui import QImage, QPainter

from ...algorithms.errors import LandPlanError
from ...algorithms.message import translatable
from .chart_painter import ChartPainter, Pointed

TALLEST = 12_000  # pixels; Qt draws no picture of more than 32 767, and nobody could read one
_SHARP = 2  # pixels of the picture for one of the window


def _svg_generator() -> Any:
    """Return Qt's writer of SVG, None in builds of QGIS without it."""
    try:
        from qgis.PyQt.QtSvg import QSvgGenerator
    except ImportError:
        return None
    return QSvgGenerator


def formats() -> tuple[str, ...]:
    """Return the endings of files a picture can be saved to."""
    return ("png", "svg") if _svg_generator() else ("png",)


def paper_size(chart: ChartPainter, width: int) -> tuple[QSize, int]:
    """Return the size of a picture of the whole chart, and how many units have no room on it."""
    header, layout = chart.header_height(width), chart.layout
    whole = header + layout.height + 6
    if whole <= TALLEST:
        return QSize(width, whole), 0
    over = -(-(whole - TALLEST) // layout.group_height) + 1  # one more for the line that says so
    return QSize(width, whole - over * layout.group_height + layout.sizes.title), over


def paint_on(chart: ChartPainter, painter: QPainter, width: int) -> None:
    """Draw a whole chart."""
    size, over = paper_size(chart, width)
    header = chart.header_height(width)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), Qt.GlobalColor.white)
    line = chart.layout.sizes.title if over else 0
    end = size.height() - header - 6 - line
    painter.save()
    painter.translate(0, header)
    painter.setClipRect(0, 0, width, end)
    chart.paint_body(painter, width, 0, end, Pointed())
    painter.restore()
    chart.paint_header(painter, width)
    if over:
        painter.drawText(QPointF(8, size.height() - 8), chart.texts.left_out(over))


def chart_image(chart: ChartPainter, width: int) -> QImage:
    """Return a whole chart as a picture, sharp enough for print."""
    size, _ = paper_size(chart, width)
    image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_on(chart, painter, width)
    painter.end()
    return image


def save_chart(chart: Optional[ChartPainter], width: int, path: Path) -> None:
    """Write a chart to a file, PNG or SVG by its ending.

    :raises LandPlanError: when there is nothing to show, for another ending, or when it cannot be written
    """
    if chart is None:
        raise LandPlanError(translatable("IndicatorChart", "There is no chart to save: choose an indicator first."))
    ending = path.suffix.lower().lstrip(".")
    if ending not in formats():
        raise LandPlanError(
            translatable(
                "IndicatorChart", "A chart cannot be saved as “{name}”: choose a name that ends in {formats}.",
                name=path.name, formats=", ".join(f".{one}" for one in formats()),
            )
        )
    written = _write_svg(chart, width, path) if ending == "svg" else chart_image(chart, width).save(str(path), "PNG")
    if not written:
        raise LandPlanError(
            translatable(
                "IndicatorChart", "The picture {path} could not be written: choose a folder you may write to.",
                path=str(path),
            )
        )


def _write_svg(chart: ChartPainter, width: int, path: Path) -> bool:
    generator = _svg_generator()()
    size, _ = paper_size(chart, width)
    generator.setFileName(str(path))
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(chart.texts.title)
    painter = QPainter()
    if not painter.begin(generator):
        return False
    paint_on(chart, painter, width)
    return painter.end() and path.is_file()
