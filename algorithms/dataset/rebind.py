"""A delivery with some of its layers replaced by others that were chosen by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Mapping

from .dataset import Binding, BindingState, Dataset
from .layer import SourceLayer


def with_layers(dataset: Dataset, roles: Mapping[str, str], layers: Mapping[str, SourceLayer]) -> Dataset:
    """Return a dataset in which some roles are bound to other layers, whatever those are called.

    :param roles: role id by a name
    :param layers: layer by the same name; names without a layer keep their binding
    """
    bindings = dict(dataset.bindings)
    for name, layer in layers.items():
        role = dataset.pack.layers[roles[name]]
        bindings[role.id] = Binding(role, BindingState.BOUND, layer, None, (layer,))
    return replace(dataset, bindings=bindings)
