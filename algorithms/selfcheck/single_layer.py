"""Checks without a pack: one layer (and what it is compared with) as a dataset of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Optional, Sequence

from ..dataset.binding import Binding, BindingState, Dataset
from ..dataset.source import SourceLayer
from ..message import Title
from ..rulepack.model import (
    CheckRule,
    CrsRule,
    FieldRule,
    FieldType,
    GeometryKind,
    LayerRole,
    Pack,
    Presence,
    Severity,
)


def check_rule(kind: str, layer: str, severity: Severity = Severity.ERROR, **parameters: Any) -> CheckRule:
    """Return a check that is not from a pack; its id is the kind and the layer it looks at."""
    return CheckRule(
        id=f"{kind}.{layer}",
        title=Title(kind, kind),
        kind=kind,
        layer=layer,
        severity=severity,
        clause="",
        required=True,
        parameters=parameters,
    )


def layer_dataset(
    layers: Mapping[str, SourceLayer], key_fields: Mapping[str, Optional[str]], checks: Sequence[CheckRule]
) -> Dataset:
    """Return layers as a dataset bound to roles made from their own fields.

    :param layers: role id → layer
    :param key_fields: role id → field whose value names a feature in the findings
    :param checks: the checks that will be run
    """
    roles = {role_id: _role(role_id, layer, key_fields.get(role_id)) for role_id, layer in layers.items()}
    nothing = Title("", "")
    pack = Pack(
        id="",
        version="",
        title=nothing,
        description=nothing,
        source_document=nothing,
        base_year=0,
        target_years=(),
        admin_levels=(),
        crs=CrsRule((), nothing, ""),
        tolerances={},
        area_units=(),
        severity_titles={},
        layers=roles,
        code_lists={},
        checks={check.id: check for check in checks},
        presets={},
        folder=Path(),
    )
    bindings = {
        role_id: Binding(roles[role_id], BindingState.BOUND, layer, None, (layer,)) for role_id, layer in layers.items()
    }
    return Dataset(pack=pack, source="", bindings=bindings, extra_layers=())


def _role(role_id: str, layer: SourceLayer, key_field: Optional[str]) -> LayerRole:
    fields = {
        field.name: FieldRule(field.name, Title(field.name, field.name), field.type or FieldType.TEXT)
        for field in layer.fields
    }
    return LayerRole(
        id=role_id,
        title=Title(layer.name, layer.name),
        names=(layer.name,),
        geometry=layer.geometry or GeometryKind.NONE,
        presence=Presence.REQUIRED,
        fields=fields,
        key=(key_field,) if key_field else (),
    )
