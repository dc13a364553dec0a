"""Find the layer for each role of a pack in a delivery, and refuse to guess."""

from __future__ import annotations

from typing import Mapping, NamedTuple, Optional, Sequence

from ..message import Message, Title, translatable
from ..rulepack.model import GeometryKind, LayerRole, Pack, Presence
from .dataset import Binding, BindingState, Dataset
from .layer import SourceLayer
from .names import NameRank, name_rank

__all__ = ["GEOMETRY_TITLES", "Binding", "BindingState", "Dataset", "bind"]

# A layer of the right name must have at least this share of the fields the role requires.
_ENOUGH_FIELDS = 0.5
# A layer without a matching name may be recognised by its fields from this share upward…
_CERTAIN_FIELDS = 0.9
# …and only where the role requires so many fields that this means something.
_MINIMUM_FIELDS = 4

GEOMETRY_TITLES = {
    GeometryKind.POINT: Title("点", "points"),
    GeometryKind.LINE: Title("线", "lines"),
    GeometryKind.POLYGON: Title("面", "polygons"),
    GeometryKind.NONE: Title("无几何", "no geometry"),
    None: Title("混合几何", "mixed geometry"),
}


class _Match(NamedTuple):
    layer: SourceLayer
    rank: NameRank


def bind(
    pack: Pack,
    layers: Sequence[SourceLayer],
    source: str,
    overrides: Optional[Mapping[str, Optional[str]]] = None,
) -> Dataset:
    """Bind the layers of a delivery to the roles of a pack.

    By name first (exact, wildcard, with codes around it, with other words set apart); of the layers of
    the best rank, those count whose geometry and fields can be the role's. One such layer is bound, two
    are `BindingState.AMBIGUOUS`. A role whose name no layer has may be bound by its fields when exactly
    one layer and one role fit.

    :param layers: from ``open_source`` or ``project_layers``
    :param source: what the user opened, kept for the report
    :param overrides: role id → layer chosen by hand, as name, ``name|path``, or None for "none"; ids the
        pack does not know are ignored (they belong to another pack)
    """
    chosen = {role: wanted for role, wanted in (overrides or {}).items() if role in pack.layers}
    bindings: dict[str, Binding] = {}
    claimed: list[SourceLayer] = []
    for role_id, wanted in chosen.items():
        bindings[role_id] = _bind_by_hand(pack.layers[role_id], wanted, layers)
        claimed += [layer for layer in (bindings[role_id].layer,) if layer is not None]
    open_roles = [role for role in pack.layers.values() if role.id not in chosen]
    matches = _name_matches(open_roles, [layer for layer in layers if not _is_in(layer, claimed)])
    for role in open_roles:
        bindings[role.id] = _bind_by_name(role, matches[role.id])
    claimed += [layer for binding in bindings.values() for layer in binding.candidates]
    _bind_by_fields(open_roles, bindings, [layer for layer in layers if not _is_in(layer, claimed)])
    claimed += [layer for binding in bindings.values() for layer in binding.candidates]
    return Dataset(
        pack=pack,
        source=source,
        bindings={role_id: bindings[role_id] for role_id in pack.layers},
        extra_layers=tuple(layer for layer in layers if not _is_in(layer, claimed)),
    )


def _bind_by_hand(role: LayerRole, wanted: Optional[str], layers: Sequence[SourceLayer]) -> Binding:
    if wanted is None:
        note = translatable("Dataset", "No layer: “{role}” was set to none by hand.", role=role.title)
        return Binding(role, BindingState.MISSING, note=note)
    found = [layer for layer in layers if layer.identifier == wanted] or [
        layer for layer in layers if layer.name == wanted
    ]
    if not found:
        note = translatable(
            "Dataset",
            "Layer {layer}, chosen by hand for “{role}”, is not in the data source. Choose another layer.",
            layer=wanted,
            role=role.title,
        )
        return Binding(role, BindingState.MISSING, note=note)
    if len(found) > 1:
        return Binding(role, BindingState.AMBIGUOUS, note=_ambiguous(role, found), candidates=tuple(found))
    layer = found[0]
    fault = _fault(role, layer)
    if fault is not None:
        return Binding(role, BindingState.WRONG, _usable(layer), fault, (layer,))
    return Binding(role, BindingState.BOUND, layer, candidates=(layer,))


def _name_matches(roles: Sequence[LayerRole], layers: Sequence[SourceLayer]) -> dict[str, list[_Match]]:
    """Return the layers each role may claim by name; a layer is left to the roles that match it best."""
    matches: dict[str, list[_Match]] = {role.id: [] for role in roles}
    for layer in layers:
        ranks = {role.id: name_rank(layer.name, role.names) for role in roles}
        found = {role: rank for role, rank in ranks.items() if rank is not None}
        if not found:
            continue
        best = min((rank, -length) for rank, length in found.values())
        for role_id, (rank, length) in found.items():
            if (rank, -length) == best:
                matches[role_id].append(_Match(layer, rank))
    return matches


def _bind_by_name(role: LayerRole, matches: Sequence[_Match]) -> Binding:
    if not matches:
        return Binding(role, BindingState.MISSING, note=_missing(role))
    best = min(match.rank for match in matches)
    candidates = tuple(match.layer for match in matches if match.rank is best)
    faults = [_fault(role, layer) for layer in candidates]
    fitting = [layer for layer, fault in zip(candidates, faults) if fault is None]
    if len(fitting) == 1:
        note = None
        if len(candidates) > 1:
            others = ", ".join(layer.identifier for layer in candidates if layer is not fitting[0])
            note = translatable(
                "Dataset",
                "{layer} was taken; {others} has the same name but not the geometry type or fields "
                "of “{role}”.",
                layer=fitting[0].identifier,
                others=others,
                role=role.title,
            )
        elif best is NameRank.WITH_WORDS:
            note = translatable(
                "Dataset",
                "{layer} was taken for “{role}” by part of its name. Choose another layer if this is "
                "not right.",
                layer=fitting[0].name,
                role=role.title,
            )
        return Binding(role, BindingState.BOUND, fitting[0], note, candidates)
    if len(candidates) > 1:
        return Binding(
            role, BindingState.AMBIGUOUS, note=_ambiguous(role, fitting or candidates), candidates=candidates
        )
    is_meant = best is not NameRank.WITH_WORDS
    return Binding(
        role, BindingState.WRONG, _usable(candidates[0]) if is_meant else None, faults[0], candidates
    )


def _bind_by_fields(
    roles: Sequence[LayerRole], bindings: dict[str, Binding], layers: Sequence[SourceLayer]
) -> None:
    """Bind roles no layer is named for, where one role and one layer fit each other and nobody else."""
    missing = [role for role in roles if bindings[role.id].state is BindingState.MISSING]
    fits = [(role, layer) for layer in layers for role in missing if _fits_by_fields(role, layer)]
    for role, layer in fits:
        of_role = [other for wanted, other in fits if wanted is role]
        of_layer = [wanted for wanted, other in fits if other is layer]
        if len(of_role) == 1 and len(of_layer) == 1:
            note = translatable(
                "Dataset",
                "{layer} was recognised as “{role}” by its fields, not by its name. Rename it to "
                "{name}, or choose "
                "another layer if this is not right.",
                layer=layer.name,
                role=role.title,
                name=role.names[0] if role.names else role.id,
            )
            bindings[role.id] = Binding(role, BindingState.BOUND, layer, note, (layer,))


def _fits_by_fields(role: LayerRole, layer: SourceLayer) -> bool:
    required = [rule for rule in role.fields.values() if rule.presence is Presence.REQUIRED]
    if layer.problem is not None or layer.geometry is not role.geometry or len(required) < _MINIMUM_FIELDS:
        return False
    if any(layer.field_name(role.fields[name]) is None for name in role.key if name in role.fields):
        return False
    return _share(role, layer) >= _CERTAIN_FIELDS


def _share(role: LayerRole, layer: SourceLayer) -> float:
    """Return the share of the fields a role requires that a layer has."""
    required = [rule for rule in role.fields.values() if rule.presence is Presence.REQUIRED]
    return sum(layer.field_name(rule) is not None for rule in required) / len(required) if required else 1.0


def _fault(role: LayerRole, layer: SourceLayer) -> Optional[Message]:
    """Return why a layer of the right name cannot be the role's, None when it can."""
    if layer.problem is not None:
        return layer.problem
    if layer.geometry is not role.geometry and layer.geometry is not None:
        return translatable(
            "Dataset",
            "{layer} has {found}, but “{role}” needs {expected}. Deliver the layer with the right "
            "geometry type or "
            "choose another one.",
            layer=layer.name,
            found=GEOMETRY_TITLES[layer.geometry],
            role=role.title,
            expected=GEOMETRY_TITLES[role.geometry],
        )
    if _share(role, layer) >= _ENOUGH_FIELDS:
        return None
    required = [rule for rule in role.fields.values() if rule.presence is Presence.REQUIRED]
    absent = [rule.name for rule in required if layer.field_name(rule) is None]
    return translatable(
        "Dataset",
        "{layer} lacks {count} of the {total} fields that “{role}” requires: {fields}. Add them or "
        "choose another "
        "layer.",
        layer=layer.name,
        count=len(absent),
        total=len(required),
        role=role.title,
        fields=", ".join(absent),
    )


def _ambiguous(role: LayerRole, layers: Sequence[SourceLayer]) -> Message:
    return translatable(
        "Dataset",
        "{count} layers may be “{role}”: {layers}. Choose one by hand, or leave only one in the data source.",
        count=len(layers),
        role=role.title,
        layers=", ".join(layer.identifier for layer in layers),
    )


def _missing(role: LayerRole) -> Message:
    return translatable(
        "Dataset",
        "No layer is named {names}. Add “{role}” to the data source, or choose a layer by hand.",
        names=" / ".join(role.names),
        role=role.title,
    )


def _usable(layer: SourceLayer) -> Optional[SourceLayer]:
    """Return the layer unless it cannot be read at all."""
    return layer if layer.problem is None else None


def _is_in(layer: SourceLayer, layers: Sequence[SourceLayer]) -> bool:
    return any(layer is other for other in layers)
