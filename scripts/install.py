#!/usr/bin/env python3
"""Installs the built package into a QGIS profile of this user.

An earlier installation is replaced as a whole, so that no file of it is left over.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import zipfile
from pathlib import Path

from package import PLUGIN_NAME, ROOT, version


def profiles_folder() -> Path:
    """Return where QGIS keeps the profiles of this user."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", home / "AppData" / "Roaming"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "QGIS" / "QGIS3" / "profiles"


def install(package: Path, profile: Path) -> Path:
    """Unpack the package into the plugin folder of a profile; return where it lies now."""
    plugins = profile / "python" / "plugins"
    plugins.mkdir(parents=True, exist_ok=True)
    target = plugins / PLUGIN_NAME
    fresh = plugins / f".{PLUGIN_NAME}-new"
    shutil.rmtree(fresh, ignore_errors=True)
    with zipfile.ZipFile(package) as content:
        content.extractall(fresh)
    if target.is_symlink():
        target.unlink()
    elif target.exists():
        shutil.rmtree(target)
    (fresh / PLUGIN_NAME).rename(target)
    fresh.rmdir()
    return target


def main() -> int:
    """Install the package."""
    parser = argparse.ArgumentParser(description="Installs the built package into a QGIS profile.")
    parser.add_argument("--profile", default="default", help="name of the QGIS profile")
    parser.add_argument("--profiles-folder", type=Path, default=profiles_folder(), help="where QGIS keeps profiles")
    arguments = parser.parse_args()
    package = ROOT / "dist" / f"{PLUGIN_NAME}-{version()}.zip"
    if not package.is_file():
        print(f"There is no {package}: build it first, make package.", file=sys.stderr)
        return 1
    target = install(package, arguments.profiles_folder / arguments.profile)
    print(f"Installed in {target}")
    print("Restart QGIS, then tick Land Plan Toolbox under Plugins > Manage and Install Plugins.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
