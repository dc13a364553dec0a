"""What all algorithms of the group adjustment share."""

from __future__ import annotations

from ...algorithms.language import Language
from ..base import LandPlanAlgorithm


class AdjustmentAlgorithm(LandPlanAlgorithm):
    """An algorithm of the group adjustment (调整)."""

    def group(self) -> str:
        """Return the translated group."""
        return Language.current().translate("AdjustmentAlgorithm", "Adjustment")

    def groupId(self) -> str:  # noqa: N802
        """Return the fixed id of the group."""
        return "adjustment"
