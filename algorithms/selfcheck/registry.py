"""The check kinds by name: a check is a function registered here and an entry in a pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, Iterator, Mapping

from ..rulepack.kinds import KindSpec, ParameterSpec

if TYPE_CHECKING:
    from ..rulepack.model import CheckRule
    from .context import CheckContext
    from .model import Finding

CheckFunction = Callable[["CheckRule", "CheckContext"], Iterator["Finding"]]


@dataclass(frozen=True)
class CheckKind:
    """A check kind: what it demands of its pack entry and the function that runs it."""

    spec: KindSpec
    run: CheckFunction


_KINDS: dict[str, CheckKind] = {}


def check_kind(
    name: str, /, needs_layer: bool = True, selects: bool = True, rules: str = "", **parameters: ParameterSpec
) -> Callable[[CheckFunction], CheckFunction]:
    """Register the decorated function as the check kind ``name`` with its parameters.

    :param selects: False for a kind that looks at layers as a whole
    :param rules: part of the pack that it needs (`KindSpec.rules`)
    """

    def register(function: CheckFunction) -> CheckFunction:
        if name in _KINDS:
            raise ValueError(f"check kind {name} is registered twice")
        _KINDS[name] = CheckKind(KindSpec(name, parameters, needs_layer, selects, rules), function)
        return function

    return register


def registered() -> Mapping[str, CheckKind]:
    """Return what was registered so far; `catalogue.check_kinds` gives all kinds."""
    return _KINDS
