"""Write ``docs/algorithms.html``, the page behind the Help button of every algorithm, from the algorithms themselves.

Run with QGIS's Python after the translation was built; English first, Chinese below.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from plugin_import import ROOT, register_plugin

STYLE = (
    "body{font-family:sans-serif;max-width:48em;margin:2em auto;padding:0 1em;line-height:1.5;color:#222}"
    "h2{border-bottom:1px solid #bbb;margin-top:2em}code{background:#f2f2f2;padding:0 .2em}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #ccc;padding:.3em .5em;text-align:left;"
    "vertical-align:top}"
)


HEADINGS = {"en": ("Parameter", "Meaning", "Outputs"), "zh": ("参数", "含义", "输出")}


def page(sections: list[str]) -> str:
    """Return the whole page.

    :param sections: parts about the algorithms, in their order
    """
    body = "\n".join(sections)
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>Land Plan Toolbox</title>'
        f"<style>{STYLE}</style></head><body>\n<h1>Land Plan Toolbox 国土规划工具箱</h1>\n{body}\n</body></html>\n"
    )


def sections_in(language: str, algorithms: list[Any]) -> list[str]:
    """Return the parts of the page in a language; names and help are translated when they are asked for.

    :param algorithms: created in that language, which has to be the one in force
    """
    return [
        section(algorithm, algorithm.name() if language == "en" else f"{algorithm.name()}-zh", HEADINGS[language])
        for algorithm in sorted(algorithms, key=lambda algorithm: algorithm.name())
    ]


def section(algorithm: Any, anchor: str, headings: tuple[str, str, str]) -> str:
    """Return the part of the page about one algorithm."""
    rows = "".join(
        f"<tr><td><code>{escape(p.name())}</code></td><td><b>{escape(p.description())}</b><br>{escape(p.help())}</td></tr>"
        for p in algorithm.parameterDefinitions()
    )
    outputs = ", ".join(
        f"<code>{escape(output.name())}</code> {escape(output.description())}"
        for output in algorithm.outputDefinitions()
    )
    return (
        f'<h2 id="{anchor}">{escape(algorithm.displayName())}</h2>\n<p><code>landplan:{algorithm.name()}</code></p>\n'
        f"<p>{escape(algorithm.shortHelpString())}</p>\n<table><tr><th>{headings[0]}</th><th>{headings[1]}</th></tr>{rows}"
        f"</table>\n<p>{headings[2]}: {outputs}</p>"
    )


def main() -> int:
    """Write the page and say where it is."""
    parser = argparse.ArgumentParser(description="Writes the page behind the Help button of the algorithms.")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "algorithms.html", help="file to write")
    target = parser.parse_args().output
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as profile:
        os.environ["QGIS_CUSTOM_CONFIG_PATH"] = profile
        return write(target)


def write(target: Path) -> int:
    """Write the page; the two languages are taken from a scratch profile."""
    register_plugin()
    from qgis.core import QgsApplication, QgsSettings
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator

    application = QgsApplication([], False)
    application.initQgis()
    from landplan_toolbox.algorithms.language import TRANSLATION_FILE
    from landplan_toolbox.processing_provider.provider import LandPlanProvider

    translator = QTranslator()
    if not translator.load(str(TRANSLATION_FILE)):
        print(f"{TRANSLATION_FILE} is missing: run 'make i18n' first", file=sys.stderr)
        return 1
    settings = QgsSettings()
    settings.setValue("locale/overrideFlag", True)
    sections, providers = [], []
    for language, locale in (("en", "en_US"), ("zh", "zh-Hans")):
        settings.setValue("locale/userLocale", locale)
        if language == "zh":
            QCoreApplication.installTranslator(translator)
        provider = LandPlanProvider()
        providers.append(provider)  # keeps its algorithms alive
        provider.refreshAlgorithms()
        sections += sections_in(language, provider.algorithms())
    target.write_text(page(sections), encoding="utf-8", newline="\n")
    print(f"{target} written")
    application.exitQgis()
    return 0


if __name__ == "__main__":
    sys.exit(main())
