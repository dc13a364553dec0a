"""Writes the QML styles of result layers to ``resources/styles``, one file per style and language.

A developer's tool: run it after a change of ``scripts/styles/table.py``. Needs no QGIS.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from styles.qml import qml  # noqa: E402
from styles.table import STYLES  # noqa: E402

OUTPUT = ROOT / "resources" / "styles"
LANGUAGES = ("zh", "en")


def style_files() -> dict[str, str]:
    """Return the text of every style file by its name."""
    return {f"{style.name}_{language}.qml": qml(style, language) for style in STYLES for language in LANGUAGES}


def main(arguments: list[str]) -> int:
    """Write the styles; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the QML styles of Land Plan Toolbox's result layers.")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder to write to (default: resources/styles)")
    folder = parser.parse_args(arguments).output
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in style_files().items():
        (folder / name).write_bytes(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
