"""What listens to a run in tests: the log of an algorithm, and a feedback that cancels after some looks at it."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsProcessingFeedback


class Log(QgsProcessingFeedback):
    """Keeps what an algorithm says; can be cancelled at the nth look at the button.

    :ivar said: everything in order
    """

    def __init__(self, cancel_at: Optional[int] = None) -> None:
        """:param cancel_at: looks at the cancel button before it is pressed, None for never"""
        super().__init__(False)
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.said: list[str] = []
        self.looks = 0
        self.cancel_at = cancel_at

    def pushInfo(self, info: str) -> None:  # noqa: N802
        """Keep a line."""
        self.infos.append(info)
        self.said.append(info)

    def pushWarning(self, warning: str) -> None:  # noqa: N802
        """Keep a warning."""
        self.warnings.append(warning)
        self.said.append(warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N802, N803
        """Keep an error."""
        self.errors.append(error)
        self.said.append(error)

    def isCanceled(self) -> bool:  # noqa: N802
        """Return whether the button was pressed, counting the looks."""
        self.looks += 1
        return super().isCanceled() or (self.cancel_at is not None and self.looks > self.cancel_at)

    def text(self) -> str:
        """Return what was said, without the results that Processing repeats."""
        return "\n".join(line for line in self.said if not line.startswith("Results:"))


class Watch:
    """A plain feedback: keeps the progress, and is cancelled after some looks at it."""

    def __init__(self, patience: Optional[int] = None) -> None:
        """:param patience: looks before it is cancelled, None for never"""
        self.patience = patience
        self.looks = 0
        self.progress: list[float] = []

    def isCanceled(self) -> bool:  # noqa: N802
        """Return whether patience has run out, counting the looks."""
        self.looks += 1
        return self.patience is not None and self.looks > self.patience

    def setProgress(self, progress: float) -> None:  # noqa: N802
        """Keep the progress."""
        self.progress.append(progress)
