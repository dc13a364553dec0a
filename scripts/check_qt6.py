"""Holds every use of Qt in the plugin against the types of PyQt6: what Qt 6 has no more, or wants otherwise.

There is no QGIS on Qt 6 to run the tests in yet. mypy, told that `qgis.PyQt` is PyQt6, finds the classes, enumerations,
methods and signatures that are not there; of all it says only that counts here, since a plugin for both cannot satisfy
PyQt6 about what may be None. Usage: check_qt6.py MYPY, from the folder that holds the plugin under its name.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "landplan_toolbox"
TELLING = re.compile(
    r'Module "qgis\.PyQt[\w.]*" has no attribute'
    r'|"(type\[)?Q\w*\]?" has no attribute'
    r'|Item "Q\w+" of ".*" has no attribute'
    r'|Name "Qt?\w*\.[\w.]+" is not defined'
    r'|(No overload variant|Too many arguments|Too few arguments|Unexpected keyword argument|Missing positional)'
    r'.*"Q\w+"'
    r'|Argument \d+ to "\w+" of "Q\w+" has incompatible type'
)
# What PyQt6's types do not tell, tried in PyQt6: (file, what is said) of lines that are right.
RIGHT = (
    ("", r'"QEvent" has no attribute'),  # a handler of all events knows the class by the type of the event
    ("", r'of "QItemSelection \| Any" has no attribute "__iter__"'),  # goes by length and index
    ("", r'has incompatible type "[^"]*\| None"; expected "\w+"'),  # None where there is none
    ("", r'"type\[QVariant\]" has no attribute "[A-Z]'),  # QGIS puts the types back
    ("", r'"bytes" matches argument type "QByteArray"'),
    ("algorithms/language.py", r'"translate" of "QTranslator" has incompatible type "bytes"'),
    ("ui/indicators/grid/undo.py", r'Module "qgis\.PyQt\.QtWidgets" has no attribute'),  # taken where it is
)


def main() -> int:
    """Print what Qt 6 lacks; return 1 if there is anything, 2 if mypy did not get that far."""
    stubs = (ROOT / "scripts" / "qt6_stubs", ROOT / ".build" / "qt6")
    command = [
        *sys.argv[1:], "--config-file", str(ROOT / "pyproject.toml"), "--python-executable", "/usr/bin/python3",
        "--follow-imports", "silent", "--cache-dir", ".mypy_cache_qt6", "--no-warn-unused-ignores",
        "-m", PACKAGE, "-m", f"{PACKAGE}.plugin",
    ]
    for part in ("algorithms", "processing_provider", "ui"):
        command += ["-p", f"{PACKAGE}.{part}"]
    run = subprocess.run(
        command, env={**os.environ, "MYPYPATH": os.pathsep.join(map(str, stubs))}, capture_output=True, text=True,
        check=False)
    lines = run.stdout.splitlines()
    if not lines or "checked" not in lines[-1]:
        print(run.stdout, run.stderr, sep="\n", file=sys.stderr)
        return 2
    wrong = [line for line in lines if TELLING.search(line) and not _is_right(line)]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


def _is_right(line: str) -> bool:
    return any(line.startswith(f"{PACKAGE}/{file}") and re.search(said, line) for file, said in RIGHT)


if __name__ == "__main__":
    sys.exit(main())
