"""What is known about the value of the current cell: amount, where it comes from, what is wrong with it."""

from __future__ import annotations

from html import escape
from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from ...algorithms.indicators.judgement import deviations_of
from ...algorithms.indicators.model import IndicatorValue, ValueKey
from ...algorithms.indicators.quantity import is_area
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.language import Language
from ...algorithms.message import named
from ...algorithms.rulepack.indicator_rules import IndicatorRule, ValueKind
from ..fitting_row import FittingRow
from ..icons import icon
from ..wording import severity_word, time_text
from .grid.colours import ink, tone_of
from .value_words import amount_text, kind_word, nature_word, rule_amount

OTHER_UNITS = (("mu", 2), ("ha", 4), ("m2", 2))  # area units an amount is shown in beside its own, with decimals


class ValueDetails(QWidget):
    """Text about one value, and what can be done with it.

    :ivar tools: the row of buttons; who shows the details places it
    """

    pressed = pyqtSignal(str)  # features, history, decompose, note, map

    def __init__(self, language: Language, parent: Optional[QWidget] = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._language = language
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.document().setDefaultStyleSheet("p, ul { margin: 2px 0 4px 0 } ul { margin-left: -20px }")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.viewport().setAutoFillBackground(False)
        self.text.setAccessibleName(self.tr("Details of the value"))
        self.tools = self._row = FittingRow(self)
        self._buttons: dict[str, QToolButton] = {}
        texts = {
            "features": ("zoom", self.tr("Features"), self.tr("Select and show the features behind a measured value")),
            "decompose": ("next", self.tr("Hand down…"), self.tr("Distribute this target among the units below")),
            "history": ("history", self.tr("History…"), self.tr("Who wrote this value, when, and what it was before")),
            "note": ("edit", self.tr("Note…"), self.tr("Write a remark to this value")),
            "map": ("unit_map", self.tr("Unit map…"), self.tr("Show this indicator of all units on the map")),
        }
        for rank, (name, (picture, text, tip)) in enumerate(texts.items()):
            button = QToolButton(self._row)
            button.setObjectName(f"value_{name}")
            button.setIcon(icon(picture))
            button.setToolTip(f"{text}\n{tip}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _, name=name: self.pressed.emit(name))
            self._row.add(button, text, rank=len(texts) - rank)
            self._buttons[name] = button
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.text, 1)
        self.show_nothing()

    def button(self, name: str) -> QToolButton:
        """Return a button by its name."""
        return self._buttons[name]

    def in_order(self) -> list[QWidget]:
        """Return what can be reached by Tab, in the order it is read."""
        return [*self._buttons.values(), self.text]

    def show_nothing(self) -> None:
        """Show that no value is chosen."""
        hint = self.tr("Choose a cell to see where its value comes from and what it has to keep.")
        self.text.setHtml(f"<p><i>{escape(hint)}</i></p>")
        for button in self._buttons.values():
            button.setEnabled(False)

    def show_value(self, sheet: IndicatorSheet, key: ValueKey) -> None:
        """Show a value, or that there is none."""
        rule = sheet.rules.indicators.get(key.indicator)
        if rule is None:
            self.show_nothing()
            return
        value = sheet.value(key)
        below = bool(key.unit in sheet.tree and sheet.tree.children(key.unit))
        self._buttons["features"].setEnabled(value is not None and key.kind is ValueKind.MEASURED)
        self._buttons["decompose"].setEnabled(
            value is not None and below and rule.children is not None
            and key.kind in (ValueKind.ASSIGNED, ValueKind.PLANNED))
        self._buttons["note"].setEnabled(value is not None)
        self._buttons["history"].setEnabled(True)
        self._buttons["map"].setEnabled(True)
        parts = [f"<p><b>{escape(self._heading(sheet, key, rule))}</b></p>"]
        parts.append(f"<p>{self._amount(value, rule)}</p>")
        parts.append(self._deviations(sheet, key))
        parts.append(self._sum(sheet, key, rule))
        if value is not None:
            parts.append(self._origin(value))
        parts.append(f"<p>{escape(self._kept(rule))}</p>")
        self.text.setHtml("".join(parts))

    def _heading(self, sheet: IndicatorSheet, key: ValueKey, rule: IndicatorRule) -> str:
        name = sheet.tree[key.unit].name if key.unit in sheet.tree else key.unit
        unit = self._language.title(named(name, key.unit))
        return f"{unit} · {self._language.title(rule.title)} · {kind_word(key.kind)} {key.year}"

    def _amount(self, value: Optional[IndicatorValue], rule: IndicatorRule) -> str:
        if value is None:
            return f"<i>{escape(self.tr('no value'))}</i>"
        quantity = value.quantity
        decimals = max(0, -int(quantity.amount.as_tuple().exponent))
        texts = [amount_text(quantity.exact, quantity.unit, decimals, self._language)]
        if is_area(quantity.unit):
            texts += [amount_text(quantity.exact, unit, digits, self._language)
                      for unit, digits in OTHER_UNITS if unit != quantity.unit]
        return escape(" = ".join(texts))

    def _deviations(self, sheet: IndicatorSheet, key: ValueKey) -> str:
        found = deviations_of(sheet, key.unit, key.indicator, key.year)
        lines = []
        for one in found:
            colour = ink(tone_of(one.severity), self.palette()).text.name()
            sentence = escape(self._language.render(one.message)).replace("\n", "<br>")
            lines.append(f'<li><b style="color:{colour}">{escape(severity_word(one.severity))}</b> {sentence}</li>')
        return f"<ul>{''.join(lines)}</ul>" if lines else ""

    def _sum(self, sheet: IndicatorSheet, key: ValueKey, rule: IndicatorRule) -> str:
        below = sheet.child_sum(key)
        if below is None or not below.present:
            return ""
        text = self.tr("Sum of the units below: {sum} ({present} of {all} have a value)").format(
            sum=rule_amount(below.total, rule, self._language), present=below.present,
            all=below.present + len(below.missing))
        return f"<p>{escape(text)}</p>"

    def _origin(self, value: IndicatorValue) -> str:
        origin = value.origin
        lines = [self._language.render(origin.source), " · ".join(
            part for part in (origin.person, time_text(origin.at), origin.note) if part)]
        return "".join(f"<p>{escape(line)}</p>" for line in lines if line)

    def _kept(self, rule: IndicatorRule) -> str:
        words = [nature_word(rule.nature), rule.clause]
        if rule.help is not None:
            words.append(self._language.title(rule.help))
        return " · ".join(word for word in words if word)
