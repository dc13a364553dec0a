"""Icons: the plugin's own where it has one, else the nearest of the QGIS theme."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QIcon

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"

_THEME = {
    "icon": "/mActionShowPluginManager.svg",
    "error": "/mIconCritical.svg",
    "warning": "/mIconWarning.svg",
    "passed": "/mIconSuccess.svg",
    "failed": "/mIconCritical.svg",
    "not_run": "/mActionStop.svg",
    "crashed": "/mIconCritical.svg",
    "cancelled": "/mActionStop.svg",
    "exception": "/mIconInfo.svg",
    "fixed": "/mIconSuccess.svg",
    "bound": "/mIconSuccess.svg",
    "missing": "/mIconCritical.svg",
    "ambiguous": "/mIconWarning.svg",
    "wrong": "/mIconWarning.svg",
    "run": "/mActionStart.svg",
    "stop": "/mActionStop.svg",
    "zoom": "/mActionZoomTo.svg",
    "previous": "/mActionArrowUp.svg",
    "next": "/mActionArrowDown.svg",
    "recheck": "/mActionRefresh.svg",
    "reopen": "/mActionUndo.svg",
    "redo": "/mActionRedo.svg",
    "folder": "/mActionFileOpen.svg",
    "add_layers": "/mActionAddLayer.svg",
    "export": "/mActionSharingExport.svg",
    "history": "/mActionHistory.svg",
    "copy": "/mActionEditCopy.svg",
    "search": "/search.svg",
    "bind": "/mActionLink.svg",
    "point": "/mIconPointLayer.svg",
    "line": "/mIconLineLayer.svg",
    "polygon": "/mIconPolygonLayer.svg",
    "table": "/mIconTableLayer.svg",
    "raster": "/mIconRasterLayer.svg",
    "filter": "/mActionFilter2.svg",
    "options": "/mActionOptions.svg",
    "edit": "/mActionToggleEditing.svg",
    "columns": "/mActionOpenTable.svg",
    "tree": "/mIconTreeView.svg",
    "unit_map": "/rendererGraduatedSymbol.svg",
}
_OWN = {
    "failed": "error",
    "bound": "passed",
    "missing": "error",
    "ambiguous": "warning",
    "wrong": "warning",
    "incomplete": "not_run",
}


@cache
def icon(name: str) -> QIcon:
    """Return the icon of a thing or deed by its plain name (``error``, ``zoom``…).

    An unknown name gives an empty icon, so that a missing drawing never breaks a view.
    """
    for own in (name, _OWN.get(name, "")):
        path = FOLDER / f"{own}.svg"
        if own and path.is_file():
            drawn = QIcon(str(path))
            drawn.addFile(str(path), QSize(), QIcon.Mode.Selected)  # not tinted in a selected row
            return drawn
    theme = _THEME.get(name)
    return QgsApplication.getThemeIcon(theme) if theme else QIcon()
