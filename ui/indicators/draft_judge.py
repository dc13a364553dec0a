"""The rules of the plan on the draft: prepared once in the background, then asked after each edit.

When edits are saved, or other layers change, what depends on these layers is prepared again, and nothing else.
"""

from __future__ import annotations

from functools import partial
from typing import Collection, Mapping, Optional, Sequence

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...algorithms.adjustment.draft import DraftRules
from ...algorithms.dataset.dataset import Dataset
from ...algorithms.errors import LandPlanError
from ...algorithms.feedback import Feedback
from ...algorithms.indicators.live.draft import Draft
from ...algorithms.indicators.live.other_layers import Renewal, renewal_of
from ...algorithms.indicators.live.session import LiveSession, LiveState
from ...algorithms.message import Message
from ...algorithms.selfcheck.model import Finding
from ..session import Session
from ..tasks import BackgroundTask, start, stop

AFTER = 300  # milliseconds after the last edit
MOST_JUDGED = 5000  # edited features that are judged while the edits go on

Judged = tuple[list[Finding], Mapping[str, Message]]  # findings; checks that could not judge, with the reason


class DraftJudge(QObject):
    """Judges the features a live session says were touched."""

    changed = pyqtSignal()  # findings, or what is going on

    def __init__(self, session: Session, parent: Optional[QObject] = None) -> None:
        """:param session: gives the data source"""
        super().__init__(parent)
        self._session = session
        self.findings: Sequence[Finding] = ()
        self.not_judged: Mapping[str, Message] = {}  # checks that could not judge the draft, with the reason
        self.problem = ""
        self._live: Optional[LiveSession] = None
        self._rules: Optional[DraftRules] = None
        self._earlier: Optional[DraftRules] = None  # rules of which some layers are others by now
        self._outdated: set[str] = set()  # the roles of these layers
        self._preparing: Optional[BackgroundTask] = None
        self._judging: Optional[BackgroundTask] = None
        self._once_more = False  # the draft has changed while it was judged
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER)
        self._soon.timeout.connect(self._judge)

    def follow(self, live: LiveSession) -> None:
        """Prepare the rules for the layer of a session as it is saved."""
        self.stop()
        self._live = live
        live.saved.connect(self._saved)
        live.others_changed.connect(self._others_changed)
        self._prepare()

    @property
    def live(self) -> Optional[LiveSession]:
        """The session whose draft is judged, None where none is."""
        return self._live

    def ask(self) -> None:
        """Judge the draft as soon as the edits pause."""
        if self._rules is not None:
            self._soon.start()

    def stop(self) -> None:
        """Forget rules and findings."""
        self._soon.stop()
        self._let_go()
        live, self._live = self._live, None
        if live is not None:
            live.saved.disconnect(self._saved)
            live.others_changed.disconnect(self._others_changed)
        self._rules = self._earlier = None
        self._outdated = set()
        self.findings, self.not_judged, self.problem = (), {}, ""

    def shut_down(self) -> None:
        """End the background work."""
        tasks = (self._preparing, self._judging)
        self.stop()
        for task in tasks:
            stop(task)

    def sentence(self) -> str:
        """Return how far judging is, empty where there is nothing to judge by."""
        if self._preparing is not None:
            return self.tr("preparing the rules…")
        if self._judging is not None or self._soon.isActive():
            return self.tr("judging…")
        if self.problem:
            return self.problem
        if self._rules is None:
            return ""
        text = self.tr("findings on them: {count}").format(count=len(self.findings))
        if self.not_judged:
            text = self.tr("{findings} (not judged: {checks})").format(
                findings=text, checks=", ".join(sorted(self.not_judged)))
        return text

    # --- the rules ---------------------------------------------------------------------------

    def _saved(self) -> None:
        """What was saved is no draft any more: the rules start from it."""
        if self._live is not None:
            self._renew((self._live.role,))

    def _others_changed(self, roles: Collection[str]) -> None:
        self._renew(roles)

    def _renew(self, roles: Collection[str]) -> None:
        """Prepare again what depends on layers that have changed."""
        self._outdated |= set(roles)
        if self._rules is not None:
            self._rules, self._earlier = None, self._rules
        self._prepare()

    def _prepare(self) -> None:
        live = self._live
        if live is None or live.layer is None or not live.rules.checks:
            return
        self._soon.stop()
        self._let_go()
        self.findings, self.not_judged, self.problem = (), {}, ""
        earlier, inside = self._earlier, self._session.inside_project
        dataset = live.opened
        roles = self._outdated if earlier is not None else set(dataset.bound_layers)
        renewal = renewal_of(dataset, roles, QgsProject.instance(), inside, live.layer, live.role)
        work = partial(_rules_of, dataset if earlier is None else earlier.dataset, renewal, live.role, earlier)
        task = BackgroundTask(self.tr("Preparing the rules for the draft"), work)
        self._preparing = task
        self._begin(task, self._ready)
        self.changed.emit()

    def _ready(self, rules: object) -> None:
        self._preparing = None
        self._rules = rules if isinstance(rules, DraftRules) else None
        self._earlier, self._outdated = None, set()
        self.ask()
        self.changed.emit()

    # --- judging -----------------------------------------------------------------------------

    def _judge(self) -> None:
        live, rules = self._live, self._rules
        if live is None or rules is None or live.state is not LiveState.READY:
            return
        if self._judging is not None:  # the rules are for one thread at a time
            self._once_more = True
            self._judging.cancel()
            return
        count = len(live.touched())
        if not count:
            self._judged(([], {}))
            return
        if count > MOST_JUDGED:
            self._refused(self.tr("{count} edited features are too many to be judged while they are edited: save them "
                                  "and run the checks").format(count=count))
            self.changed.emit()
            return
        try:
            draft = live.draft()
        except LandPlanError as error:
            self.problem = self._session.language.render(error.message)
            self.changed.emit()
            return
        task = BackgroundTask(self.tr("Judging the draft"), partial(_findings, rules, draft))
        self._judging = task
        self._begin(task, self._judged)
        self.changed.emit()

    def _judged(self, judged: Judged) -> None:
        self._judging = None
        self.findings, self.not_judged = judged
        self.problem = ""
        self.changed.emit()

    def _begin(self, task: BackgroundTask, done: object) -> None:
        task.succeeded.connect(done)
        task.refused.connect(self._refused)
        task.ended.connect(self._ended)
        start(task)

    def _let_go(self) -> None:
        """End what is under way; nobody wants it any more."""
        for task in (self._preparing, self._judging):
            if task is not None:
                task.abandon()
        self._preparing = self._judging = None
        self._once_more = False

    def _refused(self, sentence: str) -> None:
        self.findings, self.not_judged, self.problem = (), {}, sentence

    def _ended(self) -> None:
        """Say how it stands after one of the tasks, of which only one is ever under way."""
        once_more, self._once_more = self._once_more, False
        if once_more:
            self._judging = None
            self._judge()
            return
        if not self.problem and (self._preparing is not None or self._judging is not None):
            self._refused(self.tr("Judging the edits was cancelled: they are judged again with the next edit."))
            if self._preparing is not None:
                self.problem = self.tr("Preparing the rules was cancelled: they are prepared again with the next "
                                       "editing.")
        self._preparing = self._judging = None
        self.changed.emit()


def _rules_of(
    dataset: Dataset, renewal: Renewal, role: str, earlier: Optional[DraftRules], feedback: Feedback
) -> DraftRules:
    return DraftRules(renewal.of(dataset), role, feedback, earlier)


def _findings(rules: DraftRules, draft: Draft, feedback: Feedback) -> Judged:
    found = list(rules.findings(draft.touched, draft.removed, feedback))
    return found, dict(rules.not_judged)
