"""What all self-check algorithms share."""

from __future__ import annotations

from ...algorithms.language import Language
from ..base import LandPlanAlgorithm


class SelfCheckAlgorithm(LandPlanAlgorithm):
    """An algorithm of the group self-check (自检)."""

    def group(self) -> str:
        """Return the translated group."""
        return Language.current().translate("SelfCheckAlgorithm", "Self-check")

    def groupId(self) -> str:  # noqa: N802
        """Return the fixed id of the group."""
        return "selfcheck"
