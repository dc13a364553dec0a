#!/usr/bin/env python3
"""Runs the benchmarks in ``tests/benchmarks``, each in its own process, one after the other.

Usage: bench.py [NAME …]   a name without .py; without one, all
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "benchmarks"


def main() -> int:
    """Run the benchmarks named on the command line; the exit code is 1 when one failed."""
    programs = sorted(path for path in FOLDER.glob("*.py") if 'if __name__ == "__main__"' in path.read_text("utf-8"))
    wanted = set(sys.argv[1:])
    unknown = wanted - {path.stem for path in programs}
    if unknown:
        known = ", ".join(path.stem for path in programs)
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are {known}.", file=sys.stderr)
        return 2
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}
    failed = []
    for path in programs:
        if wanted and path.stem not in wanted:
            continue
        print(f"\n=== {path.stem}", flush=True)
        if subprocess.run([sys.executable, str(path)], env=environment, cwd=ROOT, check=False).returncode:
            failed.append(path.stem)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
