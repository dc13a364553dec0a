"""What the algorithms share that look at an adjustment of a delineation."""

from __future__ import annotations

from ...algorithms.language import Language
from ..delineation.delineation_algorithm import DelineationAlgorithm


class AdjustmentAlgorithm(DelineationAlgorithm):
    """An algorithm of the group adjustment (调整); it takes a rule pack as those of the delineation do."""

    def group(self) -> str:
        """Return the translated group."""
        return Language.current().translate("AdjustmentAlgorithm", "Adjustment")

    def groupId(self) -> str:  # noqa: N802
        """Return the fixed id of the group."""
        return "adjustment"
