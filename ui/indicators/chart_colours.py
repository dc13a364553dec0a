"""Colours of the charts, from the palette of the window: readable on light and on dark ground.

The colours of the kinds are those of Okabe and Ito's set, which people with the usual colour-vision deficiencies can
tell apart (https://jfly.uni-koeln.de/color/), darker or lighter as the ground asks; every kind also has its place
in a group and its word in the legend.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

from qgis.PyQt.QtGui import QColor, QPalette

from ...algorithms.rulepack.indicator_rules import ValueKind
from ...algorithms.rulepack.model import Severity

_LIGHT = {
    ValueKind.BASE: "#bdbdbd",
    ValueKind.FORMER: "#56b4e9",
    ValueKind.ASSIGNED: "#e69f00",
    ValueKind.PLANNED: "#0072b2",
    ValueKind.MEASURED: "#009e73",
}
_DARK = {
    ValueKind.BASE: "#d9d9d9",
    ValueKind.FORMER: "#9ad4f5",
    ValueKind.ASSIGNED: "#f0b429",
    ValueKind.PLANNED: "#3d9be0",
    ValueKind.MEASURED: "#2bbf94",
}


@dataclass(frozen=True)
class ChartColours:
    """The colours of one chart.

    :ivar dim: text of less weight; ``grid`` lines behind the bars
    :ivar raised: ground of the unit under the pointer
    :ivar bars: fill by kind; ``edges`` their outline
    :ivar wrong: by severity
    """

    ground: QColor
    text: QColor
    dim: QColor
    grid: QColor
    raised: QColor
    focus: QColor
    bars: Mapping[ValueKind, QColor]
    edges: Mapping[ValueKind, QColor]
    wrong: Mapping[Severity, QColor]


def chart_colours(palette: QPalette) -> ChartColours:
    """Return the colours that suit the ground of lists of a palette."""
    ground = palette.color(QPalette.ColorRole.Base)
    text = palette.color(QPalette.ColorRole.Text)
    dark = ground.lightness() < 128
    bars = {kind: QColor(name) for kind, name in (_DARK if dark else _LIGHT).items()}
    return ChartColours(
        ground=ground,
        text=text,
        dim=mixed(text, ground, 0.70),
        grid=mixed(text, ground, 0.16),
        raised=mixed(text, ground, 0.05),
        focus=palette.color(QPalette.ColorRole.Highlight),
        bars=bars,
        edges={kind: colour.lighter(120) if dark else colour.darker(135) for kind, colour in bars.items()},
        wrong={
            Severity.ERROR: QColor("#ff8a80" if dark else "#b3261e"),
            Severity.WARNING: QColor("#ffb74d" if dark else "#8a4b00"),
        },
    )


def paper_palette() -> QPalette:
    """Return the palette of pictures that leave the window: dark on white, as documents are."""
    palette = QPalette()
    for role, name in (
        (QPalette.ColorRole.Base, "#ffffff"),
        (QPalette.ColorRole.Text, "#1c1c1c"),
        (QPalette.ColorRole.Highlight, "#ffffff"),
    ):
        palette.setColor(role, QColor(name))
    return palette


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return a colour between two; :param share: how much of the first, 0 to 1."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a * share + b * (1 - share)) for a, b in pairs))
