"""Land Plan Toolbox (国土规划工具箱): draws, adjusts and checks Chinese land plans in QGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .plugin import LandPlanToolboxPlugin


def classFactory(iface: Optional[QgisInterface]) -> LandPlanToolboxPlugin:  # noqa: N802
    """Return the plugin; called by QGIS."""
    from .plugin import LandPlanToolboxPlugin

    return LandPlanToolboxPlugin(iface)
