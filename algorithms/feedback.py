"""Progress and cancel as long work sees them."""

from __future__ import annotations

from typing import Protocol

from .errors import Cancelled


class Feedback(Protocol):
    """The part of ``QgsFeedback`` that long work needs (names as QGIS has them)."""

    def isCanceled(self) -> bool:  # noqa: N802
        """Return True once the user has cancelled."""

    def setProgress(self, progress: float) -> None:  # noqa: N802
        """Report progress from 0 to 100."""


class Silent:
    """A feedback for callers that neither show progress nor cancel."""

    def isCanceled(self) -> bool:  # noqa: N802
        """Return False always."""
        return False

    def setProgress(self, progress: float) -> None:  # noqa: N802
        """Ignore the progress."""


def raise_if_cancelled(feedback: Feedback) -> None:
    """Raise `Cancelled` when the user has cancelled."""
    if feedback.isCanceled():
        raise Cancelled


class Span:
    """A feedback for one step of a longer job: its 0–100 fills a span of the whole."""

    def __init__(self, feedback: Feedback, start: float, end: float) -> None:
        """:param start: progress of the whole when the step begins, ``end`` when it is done"""
        self._feedback = feedback
        self._start = start
        self._size = (end - start) / 100.0

    def isCanceled(self) -> bool:  # noqa: N802
        """Return True once the whole job was cancelled."""
        return self._feedback.isCanceled()

    def setProgress(self, progress: float) -> None:  # noqa: N802
        """Report the progress of this step."""
        self._feedback.setProgress(self._start + progress * self._size)


class CancelOnly:
    """Passes a cancel on, but no progress: for a small part of a step."""

    def __init__(self, feedback: Feedback) -> None:
        """:param feedback: of the step"""
        self._feedback = feedback

    def isCanceled(self) -> bool:  # noqa: N802
        """Return True once the user has cancelled."""
        return self._feedback.isCanceled()

    def setProgress(self, progress: float) -> None:  # noqa: N802
        """Leave the progress as it is."""
