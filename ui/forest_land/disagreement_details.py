"""What is known of the disagreement that is chosen in the list: both sources, the decision, its history."""

from __future__ import annotations

from typing import Callable, Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QWidget

from ...algorithms.workspace.base_decisions import BaseDecision
from ..ledger_model import Row
from .disagreements_model import decision_word

History = Callable[[str], Sequence[BaseDecision]]
"""Gives all that was ever decided on the disagreement of a key, the newest first."""
ClassName = Callable[[str, str], str]
"""Gives the name of a class, by field and code; empty where there is none."""

_MOST_ENTRIES = 6


class DisagreementDetails(QLabel):
    """A few lines that can be selected and copied; they say what a narrow list cannot show."""

    def __init__(self, history: History, class_name: ClassName, parent: Optional[QWidget] = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._history, self._class_name = history, class_name
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleName(self.tr("Details of the disagreement"))

    def show_hint(self, shown: int) -> None:
        """Say what the list is for.

        :param shown: number of its rows
        """
        if not shown:
            self.setText(self.tr("No disagreement fits the filters above the list."))
            return
        self.setText(self.tr("Choose rows to decide them; Enter or a double-click shows one on the map."))

    def show_many(self, count: int) -> None:
        """Say how many rows are chosen."""
        self.setText(self.tr("{count} disagreements chosen: they are decided together.").format(count=f"{count:,}"))

    def show_row(self, row: Row, key: str, standing: str) -> None:
        """Show one disagreement.

        :param standing: the decision that holds, and whose it is
        """
        lines = [
            self.tr("Survey: {land} (parcel {key})").format(
                land=self._named("DLBM", row.get("DLBM")), key=row.get("BSM") or "–"),
            self.tr("One-map: {land} (sub-compartment {key})").format(
                land=self._named("DI_LEI", row.get("DI_LEI") or row.get("one_map_class")),
                key=key.partition("|")[2] or "–"),
            self.tr("Right is: {standing}").format(standing=standing),
        ]
        if row.get("case_title"):
            lines.append(self.tr("Case: {case}").format(case=row["case_title"]))
        entries = self._history(key)
        lines += [self._entry(entry) for entry in entries[:_MOST_ENTRIES]]
        if len(entries) > _MOST_ENTRIES:
            lines.append(self.tr("… and {count} earlier decisions.").format(count=len(entries) - _MOST_ENTRIES))
        self.setText("\n".join(lines))

    def _named(self, field: str, code: object) -> str:
        if code in (None, ""):
            return "–"
        name = self._class_name(field, str(code))
        return f"{code} {name}" if name else str(code)

    @staticmethod
    def _entry(entry: BaseDecision) -> str:
        said = (entry.at[:16].replace("T", " "), decision_word(entry.decision), entry.person, entry.note)
        return "• " + " · ".join(part for part in said if part)
