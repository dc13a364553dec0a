"""What all algorithms of the group delivery share."""

from __future__ import annotations

from ...algorithms.language import Language
from ..base import LandPlanAlgorithm


class DeliveryAlgorithm(LandPlanAlgorithm):
    """An algorithm of the group delivery (成果)."""

    def group(self) -> str:
        """Return the translated group."""
        return Language.current().translate("DeliveryAlgorithm", "Delivery")

    def groupId(self) -> str:  # noqa: N802
        """Return the fixed id of the group."""
        return "delivery"
