"""A delivery bound to the roles of a pack."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import Mapping, Optional

from qgis.core import QgsCoordinateReferenceSystem

from ..feedback import Feedback, Silent, Span, raise_if_cancelled
from ..message import Message
from ..rulepack.model import LayerRole, Pack
from .layer import SourceLayer


class BindingState(Enum):
    """How it stands with a role."""

    BOUND = "bound"
    MISSING = "missing"
    AMBIGUOUS = "ambiguous"
    WRONG = "wrong"


@dataclass(frozen=True)
class Binding:
    """What was found for a role.

    :ivar layer: the layer; also for `BindingState.WRONG` when its name or the user's choice leaves no
        doubt that it is meant, so that the structure checks can say what is wrong with it
    :ivar note: what a person should know, always there unless the role is plainly bound
    :ivar candidates: the layers that came into question, the bound one included
    """

    role: LayerRole
    state: BindingState
    layer: Optional[SourceLayer] = None
    note: Optional[Message] = None
    candidates: tuple[SourceLayer, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """The layers of a delivery in their roles.

    :ivar source: what the user opened, for the report
    :ivar bindings: by role id, every role of the pack
    :ivar extra_layers: layers no role claims
    """

    pack: Pack
    source: str
    bindings: Mapping[str, Binding]
    extra_layers: tuple[SourceLayer, ...] = ()

    def layer(self, role_id: str) -> Optional[SourceLayer]:
        """Return the layer bound to a role, None unless the binding is `BindingState.BOUND`."""
        binding = self.bindings.get(role_id)
        return binding.layer if binding is not None and binding.state is BindingState.BOUND else None

    def first_layer(self, *role_ids: Optional[str]) -> Optional[SourceLayer]:
        """Return the layer of the first of some roles that has one, None where none has; None is no role."""
        found = (self.layer(role_id) for role_id in role_ids if role_id is not None)
        return next((layer for layer in found if layer is not None), None)

    @property
    def bound_layers(self) -> dict[str, SourceLayer]:
        """The layers by role id, wrong ones that are nevertheless meant included."""
        return {role: binding.layer for role, binding in self.bindings.items() if binding.layer is not None}

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        """The CRS most of the layers have, invalid when none has one."""
        systems = [layer.crs for layer in self.bound_layers.values() if layer.crs.isValid()]
        if not systems:
            return QgsCoordinateReferenceSystem()
        keys = [crs.authid() or crs.toWkt() for crs in systems]
        return systems[keys.index(Counter(keys).most_common(1)[0][0])]

    def fingerprint(self, feedback: Feedback = Silent()) -> str:  # noqa: B008
        """Return SHA-256 (hexadecimal) over the content of all bound layers.

        It covers roles, kinds of geometry, CRS, fields, values and geometries in order of the feature ids;
        not the files' times and places, the names layers are shown by, or the ids themselves.

        :raises LandPlanError: when a layer cannot be read
        :raises Cancelled: when the user cancelled
        """
        content = hashlib.sha256()
        layers = sorted(self.bound_layers.items())
        for index, (role, layer) in enumerate(layers):
            raise_if_cancelled(feedback)
            step = Span(feedback, 100.0 * index / len(layers), 100.0 * (index + 1) / len(layers))
            kind = "mixed" if layer.geometry is None else layer.geometry.value
            described = [role, kind, layer.crs.authid() or layer.crs.toWkt()]
            for field in layer.fields:
                described += [field.name, field.kind.value, str(field.length), str(field.decimals)]
            content.update("\x1f".join(described).encode("utf-8", "replace") + b"\x1e")
            content.update(layer.read(step).digest())
        return content.hexdigest()
