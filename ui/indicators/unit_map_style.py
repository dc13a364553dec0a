"""How a map of units is drawn: colours by class, hatching where there is no value, labels with name and value."""

from __future__ import annotations

from qgis.core import (
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsPalLayerSettings,
    QgsRuleBasedRenderer,
    QgsSimpleFillSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from ...algorithms.indicators.map_classes import MapClass
from ...algorithms.indicators.unit_map import UnitMap
from ...algorithms.language import Language
from .chart_colours import mixed

# ColorBrewer YlGnBu and PuOr (colorbrewer2.org), which people with colour-vision deficiencies can read: from little
# to much; from below the middle (orange) to above it (purple).
_SEQUENTIAL = ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494")
_BELOW, _MIDDLE, _ABOVE = ("#fdb863", "#b35806"), "#f7f7f7", ("#b2abd2", "#542788")
_OUTLINE = "#4d4d4d"
LABEL = '"name" || CASE WHEN "shown" <> \'\' THEN \'\\n\' || "shown" ELSE \'\' END'


def style_map(layer: QgsVectorLayer, made: UnitMap, language: Language) -> None:
    """Give a layer the renderer and the labels of a map."""
    root = QgsRuleBasedRenderer.Rule(None)
    for one in made.classes:
        colour = class_colour(one, made)
        rule = QgsRuleBasedRenderer.Rule(_fill(colour), filterExp=_condition(one), label=class_label(one, made))
        root.appendChild(rule)
    if any(unit.amount is None for unit in made.units):
        text = language.translate("UnitMap", "no value")
        root.appendChild(QgsRuleBasedRenderer.Rule(_hatched(), filterExp='"amount" IS NULL', label=text))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    layer.setLabeling(_labels())
    layer.setLabelsEnabled(True)


def class_label(one: MapClass, made: UnitMap) -> str:
    """Return what the legend says of a class."""
    unit = made.unit.zh if made.unit.zh == made.unit.en else ""
    if one.low == one.high:
        return f"{made.number(one.low)}{unit}"
    return f"{made.number(one.low)} – {made.number(one.high)}{unit}"


def class_colour(one: MapClass, made: UnitMap) -> QColor:
    """Return the colour of a class: the farther from the middle or from the smallest value, the stronger."""
    if made.middle is None:
        count = len(made.classes)
        return _between(_SEQUENTIAL, one.step / (count - 1) if count > 1 else 0.5)
    if one.step == 0:
        return QColor(_MIDDLE)
    farthest = max(abs(each.step) for each in made.classes)
    share = (abs(one.step) - 1) / (farthest - 1) if farthest > 1 else 0.6
    return _between(_ABOVE if one.step > 0 else _BELOW, share)


def _between(colours: tuple[str, ...], share: float) -> QColor:
    place = share * (len(colours) - 1)
    first = min(int(place), len(colours) - 2)
    return mixed(QColor(colours[first + 1]), QColor(colours[first]), place - first)


def _condition(one: MapClass) -> str:
    above = ">=" if one.with_low else ">"
    below = "<=" if one.with_high else "<"
    return f'"amount" {above} {one.low!r} AND "amount" {below} {one.high!r}'


def _fill(colour: QColor) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour.name(), "outline_color": _OUTLINE, "outline_width": "0.3"})


def _hatched() -> QgsFillSymbol:
    lines = QgsLinePatternFillSymbolLayer()
    lines.setLineAngle(45)
    lines.setDistance(2.0)
    lines.setLineWidth(0.25)
    lines.setColor(QColor("#8c8c8c"))
    ground = QgsSimpleFillSymbolLayer.create({"color": "#ffffff", "outline_color": _OUTLINE, "outline_width": "0.3"})
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, ground)
    symbol.appendSymbolLayer(lines)
    return symbol


def _labels() -> QgsVectorLayerSimpleLabeling:
    settings = QgsPalLayerSettings()
    settings.fieldName = LABEL
    settings.isExpression = True
    text = QgsTextFormat()
    text.setSize(8)
    text.setColor(QColor("#1c1c1c"))
    rim = QgsTextBufferSettings()
    rim.setEnabled(True)
    rim.setSize(0.8)
    rim.setColor(QColor("#ffffff"))
    text.setBuffer(rim)
    settings.setFormat(text)
    return QgsVectorLayerSimpleLabeling(settings)
