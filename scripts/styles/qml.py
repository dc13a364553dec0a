"""Writes a style as QML that QGIS 3.22 and later read; needs no QGIS, so the same table gives the same bytes."""

from __future__ import annotations

from typing import Mapping
from xml.etree import ElementTree

from .symbols import Colour, Fill, Hatch, Outline, Symbol
from .table import Labels, Style

HEAD = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
MU = {"zh": "亩", "en": "mu"}
POLYGONS = "2"  # QgsWkbTypes.GeometryType.PolygonGeometry as QML counts


def qml(style: Style, language: str) -> str:
    """Return the text of a style's file in a language (``zh`` or ``en``)."""
    root = ElementTree.Element("qgis", version="3.22.0", styleCategories="Symbology|Labeling",
                               labelsEnabled="1" if style.labels else "0")
    renderer = ElementTree.SubElement(root, "renderer-v2", enableorderby="0", forceraster="0", symbollevels="0",
                                      referencescale="-1")
    if style.field is None:
        renderer.set("type", "RuleRenderer")
        rules = ElementTree.SubElement(renderer, "rules", key=f"{{{style.name}}}")
        for number, entry in enumerate(style.entries):
            ElementTree.SubElement(rules, "rule", key=f"{{{style.name}_{number}}}", symbol=str(number),
                                   label=entry.title(language))
    else:
        renderer.set("type", "categorizedSymbol")
        renderer.set("attr", style.field)
        categories = ElementTree.SubElement(renderer, "categories")
        for number, entry in enumerate(style.entries):
            ElementTree.SubElement(
                categories, "category", symbol=str(number), value="" if entry.value is None else str(entry.value),
                type=_type_of(entry.value), label=entry.title(language), render="true",
            )
    symbols = ElementTree.SubElement(renderer, "symbols")
    for number, entry in enumerate(style.entries):
        _add_symbol(symbols, str(number), entry.symbol)
    ElementTree.SubElement(renderer, "rotation")
    ElementTree.SubElement(renderer, "sizescale")
    if style.labels:
        _add_labels(root, style.labels, language)
    for name, value in (("blendMode", "0"), ("featureBlendMode", "0"), ("layerGeometryType", POLYGONS)):
        ElementTree.SubElement(root, name).text = value
    ElementTree.indent(root)
    return HEAD + ElementTree.tostring(root, encoding="unicode") + "\n"


def _type_of(value: object) -> str:
    return "integer" if isinstance(value, int) else "string"  # an empty text stands for all other values


def _add_symbol(parent: ElementTree.Element, name: str, symbol: Symbol) -> None:
    element = ElementTree.SubElement(parent, "symbol", name=name, type="fill", alpha="1", clip_to_extent="1",
                                     force_rhr="0")
    for layer in symbol:
        if isinstance(layer, Fill):
            _add_layer(element, "SimpleFill", {"color": _rgba(layer.colour), "style": "solid", "outline_style": "no"})
        elif isinstance(layer, Outline):
            _add_layer(element, "SimpleLine", _line(layer.colour, layer.width, layer.pen))
        elif isinstance(layer, Hatch):
            _add_hatch(element, layer, name)


def _add_hatch(parent: ElementTree.Element, hatch: Hatch, name: str) -> None:
    layer = _add_layer(parent, "LinePatternFill", {
        "angle": str(hatch.angle), "distance": f"{hatch.distance:g}", "distance_unit": "MM",
        "line_width": f"{hatch.width:g}", "line_width_unit": "MM", "color": _rgba(hatch.colour),
        "outline_width": f"{hatch.width:g}", "outline_width_unit": "MM",
    })
    position = len(parent) - 1
    line = ElementTree.SubElement(layer, "symbol", name=f"@{name}@{position}", type="line", alpha="1",
                                  clip_to_extent="1", force_rhr="0")
    _add_layer(line, "SimpleLine", _line(hatch.colour, hatch.width, "solid"))


def _add_layer(parent: ElementTree.Element, kind: str, properties: Mapping[str, str]) -> ElementTree.Element:
    layer = ElementTree.SubElement(parent, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    options = ElementTree.SubElement(layer, "Option", type="Map")
    for name, value in sorted(properties.items()):
        ElementTree.SubElement(options, "Option", name=name, value=value, type="QString")
    return layer


def _line(colour: Colour, width: float, pen: str) -> dict[str, str]:
    return {
        "line_color": _rgba(colour), "line_width": f"{width:g}", "line_width_unit": "MM", "line_style": pen,
        "joinstyle": "round", "capstyle": "flat",
    }


def _rgba(colour: Colour) -> str:
    return ",".join(str(part) for part in colour)


def _add_labels(root: ElementTree.Element, labels: Labels, language: str) -> None:
    labeling = ElementTree.SubElement(root, "labeling", type="simple")
    settings = ElementTree.SubElement(labeling, "settings", calloutType="simple")
    text = ElementTree.SubElement(
        settings, "text-style", fieldName=labels.expression.replace("{mu}", MU[language]), isExpression="1",
        fontSize=f"{labels.size:g}",
        fontSizeUnit="Point", textColor=_rgba(labels.colour), textOpacity="1", multilineHeight="1",
        fontWeight="75", namedStyle="Bold",
    )
    ElementTree.SubElement(
        text, "text-buffer", bufferDraw="1", bufferSize="0.7", bufferSizeUnits="MM",
        bufferColor="255,255,255,255", bufferOpacity="1", bufferNoFill="1", bufferJoinStyle="128",
    )
    # placement 1 is "over the centre" (QgsPalLayerSettings.OverPoint), kept inside the area
    ElementTree.SubElement(settings, "placement", placement="1", centroidWhole="1", centroidInside="1")
    ElementTree.SubElement(
        settings, "rendering", drawLabels="1", obstacle="1", scaleVisibility="1",
        scaleMax=str(labels.largest_denominator), scaleMin="1",
    )
