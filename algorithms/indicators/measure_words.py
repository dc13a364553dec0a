"""Sentences about measured values: where a number comes from, and what it lacks."""

from __future__ import annotations

from typing import Callable, Optional, Sequence, Union

from ..geometry.area_units import hectares_text
from ..message import Message, Title, Value, listed, translatable
from ..rulepack.conditions import in_words
from ..rulepack.indicator_rules import Measure, MeasureTerm
from ..selfcheck.context import CheckContext
from .quantity import unit_title
from .terms import AREA

Saying = Callable[[int, Optional[float]], Message]


def amount_text(amount: float, unit: str) -> str:
    """Return an amount in the base unit for a sentence: areas in ha, without needless digits."""
    return hectares_text(amount) if unit == AREA else f"{amount:.10g}"


def amount_unit(unit: str) -> Union[Title, str]:
    """Return the name of the unit `amount_text` writes in."""
    return unit_title("ha" if unit == AREA else unit) if unit else ""


def term_source(context: CheckContext, term: MeasureTerm) -> Message:
    """Return layer, field and filter of a term in one line."""
    fields = context.role(term.role).fields
    layer: Value = context.role(term.role).title
    bound = context.binding(term.role).layer
    if bound is not None:
        layer = bound.name
    what: Value = translatable("Indicators", "area on the ellipsoid")
    if term.field is not None:
        what = translatable("Indicators", "{title} ({field})", title=fields[term.field].title, field=term.field)
    if term.times is not None:
        what = translatable("Indicators", "{amount} × {title} ({field})", amount=what, title=fields[term.times].title,
                            field=term.times)
    text = translatable("Indicators", "{layer}: {amount}", layer=layer, amount=what)
    if term.subtract:
        text = translatable("Indicators", "less {layer}: {amount}", layer=layer, amount=what)
    if term.where:
        text = translatable("Indicators", "{term}, where {where}", term=text,
                            where=in_words(term.where, context.role(term.role).conditions))
    if term.within:
        text = translatable("Indicators", "{term}, within {layers}", term=text, layers=_layers(context, term.within))
    if term.less:
        text = translatable("Indicators", "{term}, outside {layers}", term=text, layers=_layers(context, term.less))
    if term.unit:
        return translatable("Indicators", "{term}; unit by {fields}", term=text, fields=" + ".join(term.unit))
    return translatable("Indicators", "{term}; unit by place", term=text)


def _layers(context: CheckContext, roles: Sequence[str]) -> Message:
    """Return the names of layers, as enumerated in a sentence."""
    titles = [context.role(role).title for role in roles]
    text = translatable("Indicators", "{layer}", layer=titles[0])
    for title in titles[1:]:
        text = translatable("Indicators", "{layers} and {layer}", layers=text, layer=title)
    return text


def measure_source(context: CheckContext, measure: Measure, parts: Sequence[Message] = ()) -> Message:
    """Return where a measured value comes from.

    :param parts: where the indicators come from that it is the sum of
    """
    if measure.indicators:
        return translatable("Indicators", "Sum of the indicators {codes}:\n{parts}",
                            codes=listed(measure.indicators), parts=tuple(parts))
    terms = tuple(term_source(context, term) for term in measure.terms)
    source = translatable("Indicators", "{terms}", terms=terms)
    if measure.over:
        over = tuple(term_source(context, term) for term in measure.over)
        source = translatable("Indicators", "{terms}\ndivided by\n{over}", terms=terms, over=over)
    if measure.variant is not None:
        return translatable("Indicators", "{variant}:\n{source}", variant=measure.variant, source=source)
    return source


def unknown_amount(layer: str, field: str) -> Saying:
    """Return what is said of features without an amount."""
    def say(count: int, amount: Optional[float]) -> Message:
        if amount:
            return translatable("Indicators", "{count} features of {layer} have no usable value in {field} and are "
                                "not counted; their shapes measure {area} ha.", count=count, layer=layer, field=field,
                                area=hectares_text(amount))
        return translatable("Indicators", "{count} features of {layer} have no usable value in {field} and are not "
                            "counted.", count=count, layer=layer, field=field)
    return say


def empty_need(layer: str, title: Title, field: str) -> Saying:
    """Return what is said of features that are left out because a field is empty."""
    return lambda count, amount: translatable(
        "Indicators", "{count} features of {layer} ({area} ha) have no value in {title} ({field}) and fall out of this "
        "indicator unseen. Fill it in.", count=count, layer=layer, area=hectares_text(amount or 0.0), title=title,
        field=field)


def unknown_need(layer: str, title: Title, field: str) -> Saying:
    """Return what is said of features that are left out because the value of a field is not known."""
    return lambda count, amount: translatable(
        "Indicators", "{count} features of {layer} ({area} ha) have a value in {title} ({field}) that the rule pack "
        "does not know, and fall out of this indicator unseen. Correct it.", count=count, layer=layer,
        area=hectares_text(amount or 0.0), title=title, field=field)


def no_shape(layer: str) -> Saying:
    """Return what is said of features without a shape whose area would be measured or overlaid."""
    return lambda count, amount: translatable(
        "Indicators", "{count} features of {layer} have no shape that can be used and are not counted.", count=count,
        layer=layer)


def negative_amount(layer: str, field: str) -> Saying:
    """Return what is said of features whose amount is below 0."""
    return lambda count, amount: translatable(
        "Indicators", "{count} features of {layer} have a negative value in {field}, which is taken off the sum. "
        "Correct it.", count=count, layer=layer, field=field)


def crossed_shape(layer: str) -> Saying:
    """Return what is said of features that are no valid polygons."""
    return lambda count, amount: translatable(
        "Indicators", "{count} features of {layer} have outlines that cross themselves or are otherwise invalid, so "
        "their area is not certain. Repair them.", count=count, layer=layer)


def no_code(layer: str, fields: Sequence[str], unit: str) -> Saying:
    """Return what is said of features without the code of a unit."""
    return lambda count, amount: translatable(
        "Indicators", "{count} features of {layer} ({amount} {unit}) name no unit in {fields} and are counted in none.",
        count=count, layer=layer, amount=amount_text(amount or 0.0, unit), unit=amount_unit(unit),
        fields=" + ".join(fields))


def strange_code(layer: str, codes: Sequence[str], unit: str) -> Saying:
    """Return what is said of features whose code belongs to no unit of the tree."""
    return lambda count, amount: translatable(
        "Indicators", "{count} features of {layer} ({amount} {unit}) have codes of no known unit, for example {code}, "
        "and are counted in none.", count=count, layer=layer, amount=amount_text(amount or 0.0, unit),
        unit=amount_unit(unit), code=codes[0])


def outside_units(layer: str, unit: str) -> Saying:
    """Return what is said of features that lie outside all units."""
    return lambda count, amount: translatable(
        "Indicators", "{count} features of {layer} lie outside all units, at least with a part: {amount} {unit} are "
        "counted in none.", count=count, layer=layer, amount=amount_text(amount or 0.0, unit), unit=amount_unit(unit))


def in_two_units(layer: str) -> Saying:
    """Return what is said of features that lie where units overlap each other."""
    return lambda count, amount: translatable(
        "Indicators", "{count} features of {layer} lie where administrative units overlap each other, so part of them "
        "counts twice: repair the borders.", count=count, layer=layer)


def known_above(layer: str, unit: str) -> Saying:
    """Return what is said of features that are known to be in a larger unit only."""
    return lambda count, amount: translatable(
        "Indicators", "{count} features of {layer} ({amount} {unit}) are known to be in a unit above only; some of "
        "them may belong here.", count=count, layer=layer, amount=amount_text(amount or 0.0, unit),
        unit=amount_unit(unit))


def lacking_borders(layer: str) -> Saying:
    """Return what is said of units within a unit that have no borders."""
    return lambda count, amount: translatable(
        "Indicators", "{count} units within it have no borders, so what features of {layer} count there is missing.",
        count=count, layer=layer)


def missing_layer(title: Title, layer: str) -> Message:
    """Return what is said where a layer is missing that something would be taken off for."""
    return translatable("Indicators", "The layer {layer} is missing, so {term} is counted as if it had no features.",
                        layer=title, term=layer)


def filtered_layer(layer: str) -> Message:
    """Return what is said of a layer of which a filter of the map leaves a part."""
    return translatable(
        "Indicators", "The layer {layer} is filtered on the map: only the features that pass the filter count.",
        layer=layer)


def empty_cover(layer: str) -> Message:
    """Return what is said where only what lies in a layer counts, and the layer has no features."""
    return translatable("Indicators", "{layer} has no features, so nothing lies in it and nothing is counted.",
                        layer=layer)


def cover_without_shape(layer: str, count: int) -> Message:
    """Return what is said where features of a layer have no shape, in or outside of which something would count."""
    return translatable("Indicators", "{count} features of {layer} have no shape that can be used, so nobody knows "
                        "what lies in them. Draw them, or delete them.", count=count, layer=layer)


def nothing_there(layer: str, area: float) -> Message:
    """Return what is said of a unit of which a layer that should fill it has nothing.

    :param area: m² that are missing, 0 where that is not known
    """
    if not area:
        return translatable("Indicators", "{layer} has no feature in this unit, so nothing was measured there: the "
                            "value is not that of the unit.", layer=layer)
    return translatable("Indicators", "{layer} has no feature in this unit, so nothing was measured there "
                        "({area} ha are missing): the value is not that of the unit.", layer=layer,
                        area=hectares_text(area))


def part_only(layer: str, share: str, area: float, other: Optional[str]) -> Message:
    """Return what is said of a unit of which a layer that should fill it covers a part.

    :param share: per cent
    :param area: m² that are missing
    :param other: name of the layer it is a share of; None: the area of the unit
    """
    if other is not None:
        return translatable("Indicators", "{layer} has only {share} % of what {other} has in the unit ({area} ha are "
                            "missing): the value is that of the part that is there.", layer=layer, share=share,
                            area=hectares_text(area), other=other)
    return translatable("Indicators", "{layer} covers only {share} % of the unit ({area} ha are missing): the value is "
                        "that of the part that is covered.", layer=layer, share=share, area=hectares_text(area))


def nothing_within(layer: str, units: str) -> Message:
    """Return which units within a unit a layer has nothing of."""
    return translatable("Indicators", "{layer} has no feature in: {units}.", layer=layer, units=units)


def more_than_unit(layer: str, area: float, share: str) -> Message:
    """Return what is said where a layer that should fill a unit has more area than the unit.

    :param area: m² too many
    :param share: per cent
    """
    return translatable("Indicators", "The features of {layer} have {area} ha more than the unit ({share} % of its "
                        "area): some lie upon each other, name a wrong unit or declare too much. Correct them.",
                        layer=layer, area=hectares_text(area), share=share)
