"""Land Plan Toolbox (国土规划工具箱): draws, adjusts and checks Chinese land plans in QGIS."""


def classFactory(iface):  # noqa: N802
    """Return the plugin; called by QGIS."""
    from .plugin import LandPlanToolboxPlugin

    return LandPlanToolboxPlugin(iface)
