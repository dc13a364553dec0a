#!/usr/bin/env python3
"""Validates rule packs for their authors: prints every problem with file and line.

Usage: check_pack.py [--lang zh|en] [FOLDER or ID …]   (without a pack: all that can be found)
Exit code: 0 when every pack is in order, 1 when one has problems, 2 when QGIS is missing.
"""

from __future__ import annotations

import argparse
import os
import sys

from plugin_import import register_plugin


def main() -> int:
    """Validate the packs named on the command line."""
    parser = argparse.ArgumentParser(
        description="Validates rule packs: prints every problem with file and line."
    )
    parser.add_argument(
        "pack", nargs="*", help="folder or id of a pack; without one, all packs that can be found"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="en", help="language of the sentences")
    arguments = parser.parse_args()

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from qgis.core import QgsApplication
    except ImportError:
        print(
            f"{sys.executable} has no QGIS: start this script with the Python that QGIS uses, "
            "on Debian /usr/bin/python3.",
            file=sys.stderr,
        )
        return 2
    application = QgsApplication([], False)
    application.initQgis()
    register_plugin()
    try:
        return max((_check(pack, arguments.lang) for pack in arguments.pack or _all_packs()), default=0)
    finally:
        application.exitQgis()


def _all_packs() -> list[str]:
    from landplan_toolbox.algorithms.rulepack.available import available_packs

    return [str(summary.folder) for summary in available_packs()]


def _check(pack: str, language_code: str) -> int:
    from landplan_toolbox.algorithms.errors import LandPlanError
    from landplan_toolbox.algorithms.language import Language
    from landplan_toolbox.algorithms.rulepack.loader import load_pack
    from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs

    language = Language(language_code)
    try:
        loaded = load_pack(pack, kind_specs())
    except LandPlanError as error:
        print(language.render(error.message))
        return 1
    print(
        f"{loaded.id} {loaded.version} {language.title(loaded.title)}: {len(loaded.layers)} layers, "
        f"{len(loaded.checks)} checks, {len(loaded.code_lists)} code lists, no problem"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
