"""The script behind `make test`: a process that dies tells of what, and the other tests still run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONFTEST = """
import crash_notes

def pytest_configure(config):
    crash_notes.register(config)
"""
DYING = """
import os
from qgis.PyQt.QtCore import qFatal

def test_before():
    pass

def test_fatal():
    os.write(2, b"words of C\\n")
    qFatal("Qt has had enough")

def test_after():
    pass
"""
STRAY = """
import pytest
from qgis.PyQt.QtCore import QCoreApplication, QTimer

application = QCoreApplication([])

class Between:
    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logfinish(self, nodeid):
        if "test_slot" in nodeid:
            QTimer.singleShot(0, lambda: 1 / 0)
            for _ in range(5):
                QCoreApplication.processEvents()

@pytest.fixture(autouse=True, scope="session")
def between(request):
    request.config.pluginmanager.register(Between())

def test_slot():
    pass
"""
NEXT = """
def test_next():
    pass
"""


def run(folder: Path, text: str, *arguments: str, workers: str = "1") -> subprocess.CompletedProcess[str]:
    """Run one file of tests by the script."""
    (folder / "conftest.py").write_text(CONFTEST, "utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", "utf-8")
    (folder / "test_made.py").write_text(text, "utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"PYTHONPATH": str(ROOT / "tests"), "QT_QPA_PLATFORM": "offscreen", "WORKERS": workers}
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "run_tests.py"), "--rootdir", str(folder), "-c",
         str(folder / "pytest.ini"), "--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:xvfb",
         *arguments, str(folder / "test_made.py")],
        env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_last_lines_tell_test_signal_words_and_stack_of_a_process_that_died(tmp_path, workers):
    if workers != "1":
        pytest.importorskip("xdist")
    done = run(tmp_path, DYING, workers=workers)
    end = done.stdout.splitlines()[-30:]
    told = end[next(number for number, line in enumerate(end) if line.startswith("== Test process")):]
    assert done.returncode != 0
    assert told[0].endswith("died: Aborted")
    assert told[1].endswith("test_made.py::test_fatal")
    assert "   said: words of C" in told and "   said: Qt has had enough" in told
    assert 'test_made.py", line' in next(line for line in told if line.startswith("  File"))
    assert len(told) <= 28
    if workers != "1":
        assert "1 failed, 2 passed, 1 skipped" in done.stdout


def test_exception_between_two_tests_fails_and_does_not_end_the_process(tmp_path):
    done = run(tmp_path, STRAY + NEXT)
    assert done.returncode == 1
    assert "1 passed, 1 error" in done.stdout
    assert "ZeroDivisionError" in done.stdout and "test_slot" in done.stdout


def test_exception_after_the_last_test_fails_the_run(tmp_path):
    done = run(tmp_path, STRAY)
    assert done.returncode == 1
    assert "1 passed" in done.stdout
    assert "ZeroDivisionError" in done.stdout.split("1 passed")[1]


def test_passing_tests_pass_and_arguments_reach_pytest(tmp_path):
    done = run(tmp_path, NEXT + "\ndef test_left_out():\n    raise ValueError\n", "-k", "next")
    assert done.returncode == 0, done.stdout
    assert "1 passed, 1 deselected" in done.stdout.splitlines()[-1]
