"""A run in the background whose window goes away: QGIS's task still works with what the run has given it."""

from __future__ import annotations

import gc
import time
import weakref
from threading import Event

import pytest
from landplan_toolbox.ui.algorithm_run import AlgorithmRun
from qgis.core import QgsProcessingAlgorithm, QgsProcessingProvider
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject


class Stubborn(QgsProcessingAlgorithm):
    """Does not look whether it is cancelled."""

    began = Event()
    may_end = Event()

    def name(self):
        return "stubborn"

    def displayName(self):
        return "Stubborn"

    def createInstance(self):
        return Stubborn()

    def initAlgorithm(self, configuration=None):
        pass

    def processAlgorithm(self, parameters, context, feedback):
        Stubborn.began.set()
        Stubborn.may_end.wait(20)
        return {"DONE": True}


class Provider(QgsProcessingProvider):
    def id(self):
        return "runtest"

    def name(self):
        return "runtest"

    def loadAlgorithms(self):
        self.addAlgorithm(Stubborn())


@pytest.fixture
def owner(qgis_application):
    """What a run belongs to, as long as the provider is there."""
    provider = Provider()
    qgis_application.processingRegistry().addProvider(provider)
    Stubborn.began.clear()
    Stubborn.may_end.clear()
    yield QObject()
    Stubborn.may_end.set()
    qgis_application.processingRegistry().removeProvider(provider)


def test_results_are_told_and_what_they_came_from_is_let_go(owner, qtbot):
    run = AlgorithmRun("runtest:stubborn", {}, owner)
    log, context = weakref.ref(run._log), weakref.ref(run._context)
    Stubborn.may_end.set()
    with qtbot.waitSignals([run.succeeded, run.ended], timeout=10_000) as told:
        run.start()
    assert told.all_signals_and_args[0].args == ({"DONE": True},)
    task = run._task
    qtbot.waitUntil(lambda: sip.isdeleted(task))
    run.cancel()  # comes too late, and does no harm
    run.wait()
    sip.delete(owner)
    del run, told
    gc.collect()
    assert log() is None and context() is None


def test_context_and_feedback_outlive_a_run_that_is_thrown_away(owner, qtbot):
    run = AlgorithmRun("runtest:stubborn", {}, owner)
    log, context = weakref.ref(run._log), weakref.ref(run._context)
    run.start()
    assert Stubborn.began.wait(10)
    run.cancel()
    run.wait(50)
    sip.delete(owner)
    del run
    gc.collect()
    Stubborn.may_end.set()
    end = time.monotonic() + 0.5
    while time.monotonic() < end and log() is not None:  # the thread leaves the algorithm; QGIS has not heard yet
        time.sleep(0.01)
    assert log() is not None and context() is not None
    qtbot.waitUntil(lambda: log() is None and context() is None, timeout=10_000)
