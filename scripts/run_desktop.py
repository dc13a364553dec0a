#!/usr/bin/env python3
"""Starts desktop QGIS with the plugin and a sample project in a scratch profile.

The profile lies in ``.build/desktop``; the user's own profile is never touched. Where there is no
screen, QGIS runs on a virtual one, a picture of it is saved and QGIS is closed again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLUGIN_NAME = "landplan_toolbox"
SAMPLE = ROOT / "resources" / "sample"
PROGRAMS = ("qgis.bin", "qgis")
LOCALES = {"zh": "zh-Hans", "en": "en_US"}
START_LIMIT = 60  # seconds until the picture must be there

SETTINGS = """\
[PythonPlugins]
{plugin}=true

[locale]
overrideFlag=true
userLocale={locale}
globalLocale={locale}

[app]
projections\\defaultBehavior=prompt

[qgis]
checkVersion=false
showTips=false
newProjectDefault=false
symbolsListGroupsIndex=0
"""

# Runs inside QGIS: opens the panel and, with a path in the environment, saves a picture and quits.
STARTUP = """\
import os
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface, plugins

picture = os.environ.get("LANDPLAN_PICTURE")


def show_panel():
    plugin = plugins.get("landplan_toolbox")
    if plugin is not None and plugin.dock is not None:
        plugin.dock.setUserVisible(True)


def finish():
    QApplication.primaryScreen().grabWindow(0).save(picture)
    QgsProject.instance().clear()  # QGIS of that age crashes when it clears the project after Python has ended
    QApplication.exit(0)


QTimer.singleShot(500, show_panel)
if picture:
    iface.mainWindow().setGeometry(0, 0, 1366, 768)
    QTimer.singleShot(8000, finish)
"""

# Takes a picture of the whole screen from outside, for when QGIS itself is stuck in a dialog.
GRAB = """\
import sys
from qgis.PyQt.QtWidgets import QApplication

application = QApplication([])
application.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


def prepare_profile(language: str) -> Path:
    """Write a profile that loads the plugin from this checkout; return the folder of profiles."""
    profiles = ROOT / ".build" / "desktop" / language
    profile = profiles / "profiles" / "default"
    (profile / "QGIS").mkdir(parents=True, exist_ok=True)
    (profile / "QGIS" / "QGIS3.ini").write_text(
        SETTINGS.format(plugin=PLUGIN_NAME, locale=LOCALES[language]), encoding="utf-8"
    )
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True, exist_ok=True)
    link = plugins / PLUGIN_NAME
    if not link.exists():
        link.symlink_to(ROOT, target_is_directory=True)
    (profiles / "startup.py").write_text(STARTUP, encoding="utf-8")
    return profiles


def sample_project(pack: str, profiles: Path) -> list[str]:
    """Return the options that open a copy of the sample project of a pack, so that the shipped one stays as it is."""
    if not (SAMPLE / f"sample_{pack}.qgz").is_file() and not (SAMPLE / f"sample_{pack}.qgs").is_file():
        print(f"There is no sample project of the pack {pack}: QGIS starts empty.", file=sys.stderr)
        return []
    copy = profiles / "sample"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(SAMPLE, copy)
    return ["--project", str(next(copy.glob(f"sample_{pack}.qg[sz]")))]


def start(command: list[str], environment: dict[str, str]) -> int:
    """Run QGIS on the screen there is."""
    return subprocess.run(command, env=environment, check=False).returncode


def start_virtually(command: list[str], environment: dict[str, str], picture: Path) -> int:
    """Run QGIS on a virtual screen until the picture is saved."""
    if shutil.which("Xvfb") is None:
        print("There is no screen (DISPLAY is not set) and no Xvfb: install the package xvfb.", file=sys.stderr)
        return 1
    picture.unlink(missing_ok=True)
    read_end, write_end = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write_end], stderr=subprocess.DEVNULL,
    )
    try:
        os.close(write_end)
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()
        environment = {**environment, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        code = _run_until_picture(command, environment, picture)
    finally:
        screen.terminate()
        screen.wait()
    if picture.is_file():
        print(f"There is no screen, so QGIS ran on a virtual one; a picture of it is {picture}")
    return code


def _run_until_picture(command: list[str], environment: dict[str, str], picture: Path) -> int:
    environment = {**environment, "LANDPLAN_PICTURE": str(picture)}
    desktop = subprocess.Popen(command, env=environment)
    try:
        code = desktop.wait(START_LIMIT)
    except subprocess.TimeoutExpired:
        print(f"QGIS did not finish within {START_LIMIT} s: the picture shows what it waits for.", file=sys.stderr)
        subprocess.run([sys.executable, "-c", GRAB, str(picture)], env=environment, check=False)
        desktop.kill()
        desktop.wait()
        return 1
    return code if picture.is_file() else code or 1


def main() -> int:
    """Start QGIS."""
    parser = argparse.ArgumentParser(description="Starts desktop QGIS with the plugin in a scratch profile.")
    parser.add_argument("--lang", choices=sorted(LOCALES), default="zh", help="language of QGIS")
    parser.add_argument("--pack", default="farmland", help="the pack whose sample project is opened")
    arguments = parser.parse_args()
    program = next((path for path in map(shutil.which, PROGRAMS) if path), None)
    if program is None:
        print("QGIS is not installed: on Debian, apt-get install qgis python3-qgis.", file=sys.stderr)
        return 1
    profiles = prepare_profile(arguments.lang)
    command = [
        program, "--nologo", "--noversioncheck", "--profiles-path", str(profiles),
        "--code", str(profiles / "startup.py"), *sample_project(arguments.pack, profiles),
    ]
    environment = dict(os.environ)
    environment.pop("QT_QPA_PLATFORM", None)
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return start(command, environment)
    return start_virtually(command, environment, ROOT / ".build" / f"desktop-{arguments.lang}.png")


if __name__ == "__main__":
    sys.exit(main())
