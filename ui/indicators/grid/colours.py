"""Signs and colours of the cells: what is wrong differs by shape too, not by colour alone."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import NamedTuple, Optional

from qgis.PyQt.QtGui import QColor, QPalette

from ....algorithms.rulepack.model import Severity


class Tone(Enum):
    """What a cell says at a glance."""

    PLAIN = "plain"
    OK = "ok"
    INFORMATION = "information"
    WARNING = "warning"
    ERROR = "error"


class Ink(NamedTuple):
    """Colours of a tone: of its text and of the ground behind it (None = the view's own)."""

    text: QColor
    ground: Optional[QColor]


# Contrast of text to ground is 5:1 or more in each pair.
_ON_LIGHT = {
    Tone.OK: Ink(QColor("#1b5e20"), None),
    Tone.INFORMATION: Ink(QColor("#0b4f8a"), None),
    Tone.WARNING: Ink(QColor("#6b4300"), QColor("#fff0cc")),
    Tone.ERROR: Ink(QColor("#9b1c16"), QColor("#fde3e1")),
}
_ON_DARK = {
    Tone.OK: Ink(QColor("#8fd694"), None),
    Tone.INFORMATION: Ink(QColor("#9ccbff"), None),
    Tone.WARNING: Ink(QColor("#ffd27a"), QColor("#4a3c12")),
    Tone.ERROR: Ink(QColor("#ffa69e"), QColor("#55211f")),
}


def is_dark(palette: QPalette) -> bool:
    """Return whether a palette has light text on dark ground."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def ink(tone: Tone, palette: QPalette) -> Ink:
    """Return the colours of a tone on the ground of a palette."""
    return (_ON_DARK if is_dark(palette) else _ON_LIGHT).get(tone) or Ink(palette.color(QPalette.ColorRole.Text), None)


def faded(palette: QPalette, share: float = 0.62) -> QColor:
    """Return the text colour of a palette, closer to its ground; share 1 is the text colour itself."""
    return blend(palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base), share)


def blend(first: QColor, second: QColor, share: float) -> QColor:
    """Return a colour between two, ``share`` of the first."""
    rest = 1 - share
    return QColor(
        round(first.red() * share + second.red() * rest),
        round(first.green() * share + second.green() * rest),
        round(first.blue() * share + second.blue() * rest),
    )


def tone_of(severity: Severity) -> Tone:
    """Return the tone of a severity."""
    return Tone.ERROR if severity is Severity.ERROR else Tone.WARNING


def sign_of(severity: Severity, over: Optional[Fraction]) -> str:
    """Return the sign of a deviation: filled for an error, hollow for a warning.

    :param over: what was measured less its limit: above points up, below down; None where nothing was compared
    """
    error = severity is Severity.ERROR
    if over is None or over == 0:
        return "‼" if error else "!"
    if over > 0:
        return "▲" if error else "△"
    return "▼" if error else "▽"
