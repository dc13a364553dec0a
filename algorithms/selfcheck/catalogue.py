"""All check kinds there are."""

from __future__ import annotations

from typing import Mapping

from ..adjustment import kinds as adjustment_kinds  # noqa: F401  (importing registers every kind)
from ..forest_land import kinds as forest_land_kinds  # noqa: F401  (likewise)
from ..indicators import kinds as indicator_kinds  # noqa: F401  (likewise)
from ..rulepack.kinds import KindSpec
from . import kinds  # noqa: F401  (importing the package registers every kind)
from .registry import CheckKind, registered


def check_kinds() -> Mapping[str, CheckKind]:
    """Return all check kinds by name."""
    return registered()


def kind_specs() -> dict[str, KindSpec]:
    """Return what the pack loader needs to validate ``checks.yaml``."""
    return {name: kind.spec for name, kind in check_kinds().items()}
