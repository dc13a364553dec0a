#!/usr/bin/env python3
"""Runs the tests in two processes where pytest-xdist is installed, else in one; arguments go to pytest.

When a test process dies, the last lines tell which test it was in, of what it died, what Qt or C++ said and where
the Python code was. WORKERS sets the number of processes.
"""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINES = 26  # for all dead processes together: a CI that keeps the end of the output keeps these
WORDS = 5  # lines of what C++ code said last
NOTES = "LANDPLAN_CRASH_NOTES"  # read by tests/crash_notes.py


def command(arguments: list[str]) -> list[str]:
    """Return the command that runs the tests."""
    # The notes have a fault handler of their own.
    started = [sys.executable, *(["-B"] if sys.dont_write_bytecode else []), "-m", "pytest", "-p", "no:faulthandler"]
    workers = os.environ.get("WORKERS") or "2"
    own = re.compile(r"-n\d*|-n.*|--numprocesses.*|--dist.*|-s|--capture.*|--pdb|--trace")
    if not any(own.fullmatch(argument) for argument in arguments):
        # Only Python's own stderr is captured by pytest: what C++ code says as it dies goes to the notes.
        started += ["--capture=sys", "--no-qt-log"]
        if workers != "1" and importlib.util.find_spec("xdist"):
            started += ["-n", workers, "--dist", "loadfile", "--max-worker-restart", "9"]
    return [*started, *arguments]


def died(stack: str) -> str:
    """Return of what a process died, as Python's fault handler wrote it."""
    found = re.match(r"(?:Fatal Python error|Windows fatal exception): (.*)", stack)
    return found[1] if found else "killed without a word; out of memory?"


def frames(stack: str) -> list[str]:
    """Return the stack of the thread that died, innermost first; of all threads where it was none of Python's."""
    lines = stack.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("Current thread")]
    if not lines:
        return []
    if not starts:
        return ["(it died in a thread without Python; the others:)", *[line for line in lines[1:] if line]]
    own = lines[starts[0] + 1:]
    return own[:own.index("")] if "" in own else own


def report(folder: Path, status: int) -> list[str]:
    """Return what to say of the processes that died, the essentials in the last lines."""
    names = sorted({path.stem for path in folder.glob("*.test")}
                   | {path.stem for path in folder.glob("*.stack") if path.stat().st_size})
    told = []
    for path in folder.glob("*.stray"):
        told += ["An exception left a slot, an event handler or a thread "
                 f"{line}" if number == 0 else line for number, line in enumerate(path.read_text("utf-8").splitlines())]
    for name in names:
        test, stack, words = (
            path.read_text("utf-8", "replace") if (path := folder / f"{name}.{kind}").exists() else ""
            for kind in ("test", "stack", "stderr"))
        said = [line for line in words.splitlines() if line.strip()][-WORDS:]
        room = max(3, LINES // len(names) - 2 - len(said))
        told += [f"== Test process {name} died: {died(stack)}", f"   in {test or 'its end, after the last test'}",
                 *(f"   said: {line[:300]}" for line in said), *frames(stack)[:room]]
    if not names and status < 0:
        told.append(f"== The tests were ended by {signal.Signals(-status).name}")
    return told


def main() -> int:
    """Run the tests; return the exit code."""
    with tempfile.TemporaryDirectory(prefix="landplan-crash-") as folder:
        environment = {**os.environ, NOTES: folder, "QT_LOGGING_TO_CONSOLE": "1", "QT_FORCE_STDERR_LOGGING": "1"}
        try:
            status = subprocess.run(command(sys.argv[1:]), cwd=ROOT, env=environment, check=False).returncode
        except KeyboardInterrupt:
            return 130
        told = report(Path(folder), status)
    if told:
        print("", *told, sep="\n", flush=True)
        return status if status > 0 else 1
    return status


if __name__ == "__main__":
    sys.exit(main())
