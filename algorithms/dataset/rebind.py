"""A delivery with some of its layers replaced by others that were chosen by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterable, Mapping, Optional

from .dataset import Binding, BindingState, Dataset
from .layer import SourceLayer


def with_layers(dataset: Dataset, chosen: Mapping[str, Optional[SourceLayer]]) -> Dataset:
    """Return a dataset in which some roles are bound to other layers, whatever those are called.

    :param chosen: layer by role id; None leaves the role as it is, and a role the pack has not is passed over
    """
    bindings = dict(dataset.bindings)
    for role_id, layer in chosen.items():
        role = dataset.pack.layers.get(role_id)
        if layer is not None and role is not None:
            bindings[role_id] = Binding(role, BindingState.BOUND, layer, None, (layer,))
    return replace(dataset, bindings=bindings)


def without_layers(dataset: Dataset, roles: Iterable[str]) -> Dataset:
    """Return a dataset in which some roles have no layer, as others are to be used in their place."""
    bindings = dict(dataset.bindings)
    for role_id in roles:
        bindings[role_id] = Binding(dataset.pack.layers[role_id], BindingState.MISSING)
    return replace(dataset, bindings=bindings)
