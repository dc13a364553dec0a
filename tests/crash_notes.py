"""What a test process leaves behind if it dies: which test it was in, its stack, and what C++ code said last.

Also catches exceptions that leave a slot or an event handler between two tests, where PyQt would end the process.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import traceback
from pathlib import Path
from typing import Optional

import pytest

FOLDER = "LANDPLAN_CRASH_NOTES"  # set by scripts/run_tests.py, which reads the notes
BETWEEN = "between two tests"
LATE = "after the last test"


def register(config: pytest.Config) -> None:
    """Take notes in the processes that run tests, which xdist's controller does not."""
    is_worker = hasattr(config, "workerinput")
    if not is_worker and config.getoption("dist", "no") != "no":
        return
    config.pluginmanager.register(StrayExceptions(), "stray_exceptions")
    if os.environ.get(FOLDER):
        config.pluginmanager.register(CrashNotes(Path(os.environ[FOLDER]), config), "crash_notes")


class CrashNotes:
    """Three files of a process: running test, stack (written by Python when it dies), stderr of C and C++ code."""

    def __init__(self, folder: Path, config: pytest.Config) -> None:
        self._folder = folder
        self._name = f"{os.environ.get('PYTEST_XDIST_WORKER', 'pytest')}-{os.getpid()}"
        self._test = (folder / f"{self._name}.test").open("w", encoding="utf-8")
        self._stack = (folder / f"{self._name}.stack").open("w", encoding="utf-8")
        self._words = (folder / f"{self._name}.stderr").open("w+b", buffering=0)
        self._begin = 0
        faulthandler.enable(self._stack, all_threads=True)
        if config.getoption("capture") != "no":
            sys.stderr.flush()
            self._stderr: Optional[int] = os.dup(2)
            os.dup2(self._words.fileno(), 2)
        else:
            self._stderr = None

    def _note(self, test: str) -> None:
        self._test.seek(0)
        self._test.write(test)
        self._test.truncate()
        self._test.flush()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._note(nodeid)
        self._begin = os.fstat(self._words.fileno()).st_size

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logfinish(self) -> None:
        self._note(BETWEEN)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        for path in self._folder.glob("*.test"):  # of a dead process; xdist hands its tests to the next one
            if path.stem != self._name and path.read_text("utf-8") == item.nodeid:
                pytest.skip("a test process died in this test")

    @pytest.hookimpl(hookwrapper=True, trylast=True)
    def pytest_runtest_makereport(self):
        report = (yield).get_result()
        size = os.fstat(self._words.fileno()).st_size
        if report.failed and size > self._begin:
            said = os.pread(self._words.fileno(), 20_000, max(self._begin, size - 20_000))
            report.sections.append(("Captured stderr of C and C++ code", said.decode("utf-8", "replace")))

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        if self._stderr is not None:
            os.dup2(self._stderr, 2)
        self._test.close()
        os.remove(self._test.name)  # it got here: only a stack can follow


class StrayExceptions:
    """Turns exceptions that nothing catches between the phases of tests into failures of the test around."""

    def __init__(self) -> None:
        self._stray: list[str] = []
        self._last = ""
        sys.excepthook = self._keep

    def _keep(self, kind, value, trace) -> None:
        where = f"after {self._last}" if self._last else "before the first test"
        self._stray.append(f"{where}:\n{''.join(traceback.format_exception(kind, value, trace))}")

    def _take(self) -> str:
        stray, self._stray = self._stray, []
        return "\n".join(stray)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self) -> None:
        sys.excepthook = self._keep  # something imported may have put its own there

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item):
        report = (yield).get_result()
        stray = self._take()
        if stray:
            text = f"An exception left a slot, an event handler or a thread {stray}"
            if report.passed:
                report.outcome, report.longrepr = "failed", text
            else:
                report.sections.append(("Stray exception", text))
        self._last = f"the {report.when} of {item.nodeid}"

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        stray = self._take()
        if stray:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            if os.environ.get(FOLDER):
                (Path(os.environ[FOLDER]) / f"{os.getpid()}.stray").write_text(stray, "utf-8")
            else:
                sys.__stderr__.write(f"\nAn exception left a slot, an event handler or a thread {stray}\n")
