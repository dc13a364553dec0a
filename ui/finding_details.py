"""What is known about the selected finding or check, and what can be done with it."""

from __future__ import annotations

from html import escape
from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from ..algorithms.language import Language
from ..algorithms.rulepack.model import Pack
from ..algorithms.selfcheck.model import Outcome
from ..algorithms.workspace.acceptance import Settlement
from ..algorithms.workspace.model import FindingDetail, HistoryEntry, State
from .finding_sources import Group
from .fitting_row import FittingRow
from .icons import icon
from .wording import (
    area_text,
    decision_word,
    number_text,
    outcome_word,
    settlement_words,
    severity_word,
    state_word,
    time_text,
)

FEATURES_LISTED = 20
RANKS = ("previous", "next", "zoom", "recheck", "reopen", "fixed", "exception")  # the first loses its words first


class FindingDetails(QWidget):
    """Text about one finding or check, and buttons; says which button was pressed."""

    pressed = pyqtSignal(str)  # zoom, previous, next, exception, fixed, reopen, recheck

    def __init__(self, language: Language, parent: Optional[QWidget] = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._language = language
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.document().setDefaultStyleSheet("p, ul { margin: 2px 0 4px 0 } ul { margin-left: -20px }")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.viewport().setAutoFillBackground(False)
        self.text.setMinimumHeight(self.fontMetrics().height() * 4)
        self.text.setAccessibleName(self.tr("Details of the finding"))
        self._row = FittingRow(self)
        texts = {
            "zoom": (self.tr("Zoom"), self.tr("Show the place on the map (Enter)")),
            "previous": (self.tr("Previous"), self.tr("Previous finding (Shift+F8)")),
            "next": (self.tr("Next"), self.tr("Next finding (F8)")),
            "exception": (self.tr("Mark as exception…"), self.tr("Say why the selected findings may stay")),
            "fixed": (self.tr("Fixed"), self.tr("Mark the selected findings as fixed")),
            "reopen": (self.tr("Reopen"), self.tr("Take back a decision on the selected findings")),
            "recheck": (self.tr("Re-check"), self.tr("Run the check of this finding again on the data as it is now")),
        }
        self._buttons: dict[str, QToolButton] = {}
        for name, (text, tip) in texts.items():
            button = QToolButton(self._row)
            button.setObjectName(f"finding_{name}")
            button.setToolTip(f"{text}\n{tip}")
            button.setIcon(icon(name))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _, name=name: self.pressed.emit(name))
            self._row.add(button, text, rank=RANKS.index(name))
            self._buttons[name] = button
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.text, 1)
        column.addWidget(self._row)
        self.show_nothing()

    def button(self, name: str) -> QToolButton:
        """Return a button by its name."""
        return self._buttons[name]

    def enable(self, **enabled: bool) -> None:
        """Enable or disable buttons by name; ``fixed`` and ``reopen`` share one place."""
        for name, value in enabled.items():
            self._buttons[name].setEnabled(value)
        self._buttons["reopen"].setVisible(enabled.get("reopen", False))
        self._buttons["fixed"].setVisible(not enabled.get("reopen", False))
        self._row.refit()

    def show_nothing(self) -> None:
        """Show that nothing is selected."""
        hint = self.tr("Select a check or finding to see what is known about it.")
        self.text.setHtml(f"<p><i>{escape(hint)}</i></p>")

    def show_selection(self, count: int) -> None:
        """Show that several findings are selected."""
        text = self.tr("{count} findings selected").format(count=f"{count:,}")
        self.text.setHtml(f"<p>{escape(text)}</p>")

    def show_group(self, group: Group, pack: Optional[Pack]) -> None:
        """Show a check: how it ended and why, what it is for."""
        parts = [f"<p><b>{escape(group.title.split(' — ')[0])}</b></p>"]
        result = group.result
        if result is not None:
            line = [outcome_word(result.outcome)]
            if group.settlement is Settlement.ACCEPTED:
                line = [settlement_words(group.settlement)]
            elif group.settlement is Settlement.TO_RECHECK:
                line.append(settlement_words(group.settlement))
            elif result.outcome is not Outcome.PASSED:
                line.append(severity_word(result.severity))
            if result.outcome in (Outcome.PASSED, Outcome.FAILED):
                line.append(self.tr("features examined: {count}").format(count=f"{result.examined:,}"))
            parts.append(f"<p>{escape(' · '.join(line))}</p>")
            if group.reason:
                parts.append(f"<p>{escape(group.reason)}</p>")
            if result.note is not None:
                parts.append(f"<p>{escape(self._language.render(result.note))}</p>")
            last_run = time_text(result.started)
            parts.append(self._table([(self.tr("Clause"), group.clause), (self.tr("Last run"), last_run)]))
            rule = pack.checks.get(result.check_id) if pack is not None else None
            if rule is not None and rule.help is not None:
                parts.append(f"<p>{escape(self._language.title(rule.help))}</p>")
        self.text.setHtml("".join(parts))

    def show_finding(self, detail: FindingDetail) -> None:
        """Show a finding: message, figures, features, history."""
        row = detail.row
        figures = []
        area = row.area_m2
        is_area = area is not None and row.measured == area
        if row.measured not in (None, ""):
            value = area_text(area) if area is not None and is_area else number_text(row.measured)
            figures.append(self.tr("Measured {value}").format(value=value))
        if row.limit is not None:
            figures.append(self.tr("Limit {value}").format(value=number_text(row.limit)))
        if area is not None and not is_area:
            figures.append(self.tr("Area {value}").format(value=area_text(area)))
        if row.clause:
            figures.append(row.clause)
        parts = [f"<p><b>{escape(self._language.render(row.message))}</b></p>"]
        if figures:
            parts.append(f"<p>{escape(' · '.join(figures))}</p>")
        features = [
            self.tr("{key} (feature {fid})").format(key=feature.key, fid=feature.fid)
            if feature.key
            else self.tr("feature {fid}").format(fid=feature.fid)
            for feature in row.features[:FEATURES_LISTED]
        ]
        if len(row.features) > FEATURES_LISTED:
            features.append(self.tr("{count} more").format(count=len(row.features) - FEATURES_LISTED))
        state = state_word(row.state)
        if row.state in (State.OPEN, State.REOPENED) and not detail.present:
            state = self.tr("{state}, no longer found").format(state=state)
        parts.append(
            self._table(
                [
                    (self.tr("Layer"), row.layer_name),
                    (self.tr("Features"), ", ".join(features)),
                    (self.tr("Field"), row.field),
                    (self.tr("State"), state),
                    (self.tr("Check"), f"{row.check_id} {row.check_title}"),
                    (self.tr("First seen"), time_text(detail.first_seen)),
                    (self.tr("Last seen"), time_text(detail.last_seen)),
                ]
            )
        )
        history = "".join(f"<li>{self._history_line(entry)}</li>" for entry in reversed(detail.history))
        if history:
            heading = self.tr("History")
            parts.append(f"<p>{escape(heading)}</p><ul>{history}</ul>")
        self.text.setHtml("".join(parts))

    def _history_line(self, entry: HistoryEntry) -> str:
        decision = entry.decision
        if decision is None:
            what = self.tr("{state} by a run").format(state=state_word(entry.after))
            return escape(f"{time_text(entry.at)} · {what}")
        pieces = [time_text(decision.date), decision_word(decision.kind), decision.person, decision.reason]
        if decision.evidence:
            pieces.append(self.tr("evidence: {file}").format(file=decision.evidence))
        text = escape(" · ".join(piece for piece in pieces if piece))
        return f"<s>{text}</s>" if decision.undone else text

    @staticmethod
    def _table(rows: list[tuple[str, str]]) -> str:
        cells = "".join(
            f'<tr><td style="padding-right:8px">{escape(title)}</td><td>{escape(value)}</td></tr>'
            for title, value in rows
            if value
        )
        return f"<table>{cells}</table>"
