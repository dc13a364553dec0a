"""What the builder takes from the rule packs: columns of a layer, names of codes."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from plugin_import import ROOT

from .tables import Column, Table

_GEOMETRY = {"polygon": "polygon", "line": "line", "point": "point", "none": "none"}


@cache
def _layers(pack: str) -> dict[str, Any]:
    path = ROOT / "resources" / "rulepacks" / pack / "layers.yaml"
    layers: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return layers


@cache
def code_names(code_list: str) -> dict[str, str]:
    """Return the Chinese names of the codes of a code list."""
    path = ROOT / "resources" / "codelists" / f"{code_list}.yaml"
    codes = yaml.safe_load(path.read_text(encoding="utf-8"))["codes"]
    return {code: entry["zh"] for code, entry in codes.items()}


def key_fields(pack: str, role: str) -> list[str]:
    """Return the business key of a layer role."""
    return list(_layers(pack)[role].get("key", []))


def table_of(pack: str, role: str, name: str, crs: int) -> Table:
    """Return the empty table of a layer role, with every column the pack knows.

    :param name: layer name in the delivery
    """
    layer = _layers(pack)[role]
    columns = [
        Column(field, rule["type"], rule.get("length", 0) if rule["type"] == "text" else 0, rule["title"]["zh"])
        for field, rule in layer["fields"].items()
    ]
    return Table(name, columns, _GEOMETRY[layer["geometry"]], crs, layer["title"]["zh"], role)


def layer_titles(pack: str) -> dict[str, str]:
    """Return the Chinese title of each layer by its usual name in a delivery, in the order of the pack."""
    return {layer["names"][0]: layer["title"]["zh"] for layer in _layers(pack).values()}


@cache
def indicator_rules(pack: str) -> dict[str, dict[str, Any]]:
    """Return the indicators of a pack by code, as indicators.yaml has them."""
    path = ROOT / "resources" / "rulepacks" / pack / "indicators.yaml"
    return {one["code"]: one for one in yaml.safe_load(path.read_text(encoding="utf-8"))["indicators"]}
