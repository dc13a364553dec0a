"""Structure checks (结构检查): layers, geometry types, fields, CRS, encoding."""

from __future__ import annotations

from typing import Iterator, Optional

import numpy as np
from qgis.core import QgsFeature, QgsFeatureRequest

from ...dataset.binding import GEOMETRY_TITLES, Binding, BindingState
from ...dataset.source import SourceField, SourceLayer
from ...message import Message, Title, translatable
from ...rulepack.model import CheckRule, FieldRule, FieldType, LayerRole, Presence
from ..context import CheckContext, NotRunnable, missing_field
from ..findings import layer_finding
from ..model import Finding
from ..registry import check_kind

_TYPE_TITLES = {
    FieldType.TEXT: Title("文本", "text"),
    FieldType.INTEGER: Title("整数", "integer"),
    FieldType.REAL: Title("实数", "real"),
    FieldType.DATE: Title("日期", "date"),
}


@check_kind("structure.readable", needs_layer=False, selects=False)
def readable(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every file of the delivery can be read."""
    claimed = [layer for binding in context.dataset.bindings.values() for layer in binding.candidates]
    for layer in (*claimed, *context.dataset.extra_layers):
        context.examined += 1
        if layer.problem is not None:
            yield layer_finding(check, "unreadable_layer", layer.problem, layer.name)


@check_kind("structure.layer_present", selects=False)
def layer_present(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The layer is there, exactly once, and fits its role."""
    role = context.role(check.layer)
    binding = context.binding(role.id)
    context.examined = 1
    if binding.state is BindingState.AMBIGUOUS:
        yield layer_finding(check, "ambiguous_layer", binding.note or _missing(role))
    elif binding.layer is None and role.presence is Presence.REQUIRED:
        yield layer_finding(check, "missing_layer", binding.note or _missing(role))
    elif binding.layer is None:
        raise NotRunnable(_missing(role))


def _missing(role: LayerRole) -> Message:
    if role.presence is Presence.REQUIRED:
        return translatable(
            "SelfCheck", "The layer {layer} is missing: add it to the delivery under the name {name}.",
            layer=role.title, name=role.names[0],
        )
    return translatable(
        "SelfCheck", "The layer {layer} ({name}) is not in the delivery; it is needed only in some deliveries.",
        layer=role.title, name=role.names[0],
    )


@check_kind("structure.not_empty", selects=False)
def not_empty(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The layer has features."""
    layer = context.layer(check.layer)
    context.examined = 1
    # What a GeoPackage says of its number of features may be out of date: one is asked for.
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setLimit(1)
    if not layer.features(request).nextFeature(QgsFeature()):
        yield layer_finding(
            check, "empty_layer",
            translatable("SelfCheck", "The layer {layer} has no features.", layer=layer.name), layer.name,
            measured=0.0, limit=1.0,
        )


@check_kind("structure.geometry_type", selects=False)
def geometry_type(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The layer has the geometry type of its role."""
    layer = context.layer(check.layer)
    wanted = context.role(check.layer).geometry
    context.examined = 1
    if layer.geometry is not wanted:
        yield layer_finding(
            check, "wrong_geometry_type",
            translatable("SelfCheck", "The layer {layer} holds {found}; the standard demands {wanted}.",
                         layer=layer.name, found=GEOMETRY_TITLES[layer.geometry], wanted=GEOMETRY_TITLES[wanted]),
            layer.name, measured=layer.geometry_name, limit=wanted.value,
        )


@check_kind("structure.fields", selects=False)
def fields(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every field is there with its type, length and decimals."""
    layer = context.layer(check.layer)
    by_name = {field.name: field for field in layer.fields}
    for rule in context.role(check.layer).fields.values():
        context.examined += 1
        name = layer.field_name(rule)
        if name is None:
            if rule.presence is Presence.REQUIRED:
                yield layer_finding(check, "missing_field", missing_field(layer.name, rule), layer.name, rule.name)
            continue
        finding = _field_defect(check, layer, rule, by_name[name])
        if finding is not None:
            yield finding


def _field_defect(
    check: CheckRule, layer: SourceLayer, rule: FieldRule, field: SourceField
) -> Optional[Finding]:
    if field.type is not rule.type:
        return layer_finding(
            check,
            "wrong_field_type",
            translatable(
                "SelfCheck",
                "The field {field} ({title}) of {layer} is {found}; the standard demands {wanted}.",
                field=rule.name,
                title=rule.title,
                layer=layer.name,
                found=_TYPE_TITLES[field.type] if field.type else field.type_name,
                wanted=_TYPE_TITLES[rule.type],
            ),
            layer.name,
            rule.name,
            field.type_name,
            rule.type.value,
        )
    # A length of 0 means that the format does not keep lengths.
    too_short = field.length < (rule.length or 0)
    differs = rule.type is FieldType.TEXT and field.length != (rule.length or field.length)
    if field.length > 0 and (too_short or differs):
        return layer_finding(
            check, "wrong_field_length",
            translatable("SelfCheck", "The field {field} ({title}) of {layer} is {found} characters long; the standard "
                         "demands {wanted}.", field=rule.name, title=rule.title, layer=layer.name,
                         found=field.length, wanted=rule.length),
            layer.name, rule.name, float(field.length), float(rule.length or 0),
        )
    if rule.type is FieldType.REAL and field.length > 0 and field.decimals < (rule.decimals or 0):
        return layer_finding(
            check,
            "wrong_field_decimals",
            translatable(
                "SelfCheck",
                "The field {field} ({title}) of {layer} keeps {found} decimals; the standard demands {wanted}.",
                field=rule.name,
                title=rule.title,
                layer=layer.name,
                found=field.decimals,
                wanted=rule.decimals,
            ),
            layer.name,
            rule.name,
            float(field.decimals),
            float(rule.decimals or 0),
        )
    return None


def _concerned(check: CheckRule, context: CheckContext) -> list[Binding]:
    """Return the binding of the check's layer, or of all bound layers of a check without one."""
    if check.layer is not None:
        context.layer(check.layer)
        return [context.binding(check.layer)]
    bound = [binding for binding in context.dataset.bindings.values() if binding.layer is not None]
    if not bound:
        raise NotRunnable(
            translatable("SelfCheck", "No layer of the delivery was recognised, so there is nothing to look at.")
        )
    return bound


@check_kind("structure.crs", needs_layer=False, selects=False)
def crs(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """Every layer has a CRS, one the plan accepts, and all have the same."""
    rule = context.pack.crs
    common = context.dataset.crs
    for binding in _concerned(check, context):
        layer = binding.layer
        if layer is None or binding.role.geometry.value == "none":
            continue
        context.examined += 1
        name = layer.crs.authid() or layer.crs.description()
        if not layer.crs.isValid():
            kind, message, limit = "missing_crs", translatable(
                "SelfCheck", "The layer {layer} has no coordinate reference system: assign the one it was made in.",
                layer=layer.name), rule.datum.zh
        elif rule.accepted and layer.crs.authid() not in rule.accepted:
            kind, message, limit = "unaccepted_crs", translatable(
                "SelfCheck", "The layer {layer} is in {crs}, which the plan does not accept; it demands {datum}.",
                layer=layer.name, crs=f"{name} {layer.crs.description()}".strip(), datum=rule.datum), rule.datum.zh
        elif common.isValid() and layer.crs != common:
            kind, message, limit = "different_crs", translatable(
                "SelfCheck", "The layer {layer} is in {crs}, most layers of the delivery are in {common}.",
                layer=layer.name, crs=name, common=common.authid() or common.description()), common.authid()
        else:
            continue
        yield layer_finding(check, kind, message, layer.name, measured=name, limit=limit, role=binding.role.id)


@check_kind("structure.encoding", needs_layer=False, selects=False)
def encoding(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """All text can be read, and a shapefile says in which code page it is."""
    for binding in _concerned(check, context):
        layer = binding.layer
        if layer is None:
            continue
        context.examined += 1
        if layer.encoding_note is not None:
            yield layer_finding(check, "encoding", layer.encoding_note, layer.name, measured=layer.encoding,
                                role=binding.role.id)
        yield from _unreadable_text(check, context, binding, layer)


def _unreadable_text(
    check: CheckRule, context: CheckContext, binding: Binding, layer: SourceLayer
) -> Iterator[Finding]:
    """Find the replacement character, the trace of bytes that no code page could read."""
    codes = context.codes(binding.role.id)
    for field in layer.fields:
        if field.type is not FieldType.TEXT:
            continue
        distinct, places = codes.of(field.name)
        bad = [place for place, value in enumerate(distinct) if value is not None and "\ufffd" in value]
        if bad:
            count = int(np.isin(places, bad).sum())
            yield layer_finding(
                check,
                "unreadable_text",
                translatable(
                    "SelfCheck",
                    "{count} values of the field {field} of {layer} cannot be read in the code page "
                    "{encoding}, for example {value}.",
                    count=count,
                    field=field.name,
                    layer=layer.name,
                    encoding=layer.encoding,
                    value=distinct[bad[0]],
                ),
                layer.name,
                field.name,
                float(count),
                0.0,
                role=binding.role.id,
            )
