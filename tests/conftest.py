"""Real QGIS for every test; the repository is imported under its installed name."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLUGIN_NAME = "landplan_toolbox"

if "DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_PROFILE = tempfile.TemporaryDirectory(prefix="landplan-profile-")
os.environ["QGIS_CUSTOM_CONFIG_PATH"] = _PROFILE.name
os.environ["HOME"] = _PROFILE.name

_LINKS = tempfile.TemporaryDirectory(prefix="landplan-plugins-")
(Path(_LINKS.name) / PLUGIN_NAME).symlink_to(ROOT, target_is_directory=True)
sys.path.insert(0, _LINKS.name)
sys.path.insert(0, "/usr/share/qgis/python/plugins")


def pytest_configure(config):
    """Tell what happened when a test process dies, and fail the test around an exception nobody catches."""
    import crash_notes

    crash_notes.register(config)


@pytest.fixture(scope="session")
def qgis_application():
    """Return the QgsApplication of the whole test session, with Processing ready."""
    from qgis.core import QgsApplication

    application = QgsApplication([], True)
    application.initQgis()
    from processing.core.Processing import Processing

    Processing.initialize()
    return application


@pytest.fixture(scope="session")
def qapp(qgis_application):
    """Let pytest-qt share the QgsApplication."""
    return qgis_application


@pytest.fixture(autouse=True)
def _qgis(qgis_application):
    """Every test runs inside QGIS; no key of an earlier one is still held down.

    A key typed with Ctrl leaves Qt with Ctrl held: in a later test a row that is selected would be added to others.
    """
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest
    from qgis.PyQt.QtWidgets import QWidget

    if qgis_application.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
    return qgis_application


@pytest.fixture(scope="module")
def provider(qgis_application):
    """The toolbox's provider, registered as the plugin does it."""
    from landplan_toolbox.processing_provider.provider import LandPlanProvider

    registry = qgis_application.processingRegistry()
    made = LandPlanProvider()
    registry.addProvider(made)
    yield made
    registry.removeProvider(made)
