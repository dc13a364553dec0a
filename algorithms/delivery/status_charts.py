"""Bar charts of the status report as SVG inside the HTML file: no script, nothing from outside."""

from __future__ import annotations

from typing import NamedTuple, Optional, Sequence

from ..indicators.chart_layout import scale_of
from .markup import Markup, element

_LABEL, _BARS, _VALUE = 190.0, 520.0, 110.0  # widths in pixels
_ROW, _BAR, _AXIS = 24.0, 14.0, 22.0
_WIDE = 11.5  # pixels of a Chinese character at the size of the labels
COLOURS = ("#2f7d3b", "#7cc576", "#1f5673", "#6fa3bf", "#b98416", "#d9b45b", "#8a949b", "#a3241c")


class Bar(NamedTuple):
    """A bar.

    :ivar value: drawn; ``shown`` is what is written beside it
    """

    label: str
    value: float
    shown: str


def bar_chart(title: str, bars: Sequence[Bar], colour: str = COLOURS[0], unit: str = "") -> Optional[Markup]:
    """Return horizontal bars with an axis from zero; None without bars.

    :param unit: unit of measure, written at the axis
    """
    if not bars:
        return None
    scale = scale_of([bar.value for bar in bars])
    height = _ROW * len(bars) + _AXIS
    parts: list[Markup] = []
    zero = _LABEL + scale.place(0.0, _BARS)
    for tick in scale.ticks:
        x = _LABEL + scale.place(float(tick), _BARS)
        parts.append(element("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1="0", y2=f"{_ROW * len(bars):.1f}",
                             stroke="#d5dce1", stroke_width="1"))
        parts.append(element("text", scale.label(tick), x=f"{x:.1f}", y=f"{height - 6:.1f}", text_anchor="middle",
                             font_size="11", fill="#5d6b76"))
    for number, bar in enumerate(bars):
        y = _ROW * number + (_ROW - _BAR) / 2
        end = _LABEL + scale.place(bar.value, _BARS)
        parts.append(element("rect", x=f"{min(zero, end):.1f}", y=f"{y:.1f}", width=f"{abs(end - zero):.1f}",
                             height=f"{_BAR:.1f}", fill=colour))
        parts.append(element("text", _fitting(bar.label), x=f"{_LABEL - 8:.1f}", y=f"{y + _BAR - 2.5:.1f}",
                             text_anchor="end", font_size="12", fill="#1c2329"))
        parts.append(element("text", bar.shown, x=f"{max(zero, end) + 6:.1f}", y=f"{y + _BAR - 2.5:.1f}",
                             font_size="12", fill="#44525d"))
    width = _LABEL + _BARS + _VALUE
    picture = element(
        "svg", parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:.0f} {height:.0f}", role="img",
        width="100%", class_="chart", aria_label=title)
    caption = f"{title} ({unit})" if unit else title
    # Attributes of SVG have hyphens, which names of Python cannot have.
    for name in ("stroke_width", "text_anchor", "font_size", "aria_label"):
        picture = Markup(picture.replace(f" {name}=", f" {name.replace('_', '-')}="))
    return element("figure", [picture, element("figcaption", caption)])


def _fitting(label: str) -> str:
    """Return a label cut so that it fits beside the bars."""
    room = _LABEL - 14
    used = 0.0
    for number, character in enumerate(label):
        used += _WIDE if ord(character) > 0x2E7F else _WIDE * 0.58
        if used > room:
            return f"{label[:max(number - 1, 1)]}…"
    return label
