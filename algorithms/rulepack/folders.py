"""Where packs lie: shipped with the plugin, or in the user's QGIS profile."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication

RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"


def shipped_packs_folder() -> Path:
    """Return the folder of the packs that come with the plugin; they are read only."""
    return RESOURCES / "rulepacks"


def shipped_code_lists_folder() -> Path:
    """Return the folder of the code lists that all packs share."""
    return RESOURCES / "codelists"


def user_packs_folder() -> Path:
    """Return the folder of the user's own packs, which need not exist."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "landplan_toolbox" / "rulepacks"
