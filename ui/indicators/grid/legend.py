"""What the signs and colours of the grid mean."""

from __future__ import annotations

from html import escape

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QPalette

from .colours import Tone, faded, ink

translate = QCoreApplication.translate


def legend_html(palette: QPalette) -> str:
    """Return the signs and what they mean, as HTML in the colours a grid with a palette has."""
    rows = [
        (_marked("▲ ▼", Tone.ERROR, palette),
         translate("IndicatorLegend", "Error: above or below what must be kept")),
        (_marked("△ ▽", Tone.WARNING, palette),
         translate("IndicatorLegend", "Warning: above or below what should be kept")),
        (f"{_marked('‼', Tone.ERROR, palette)} {_marked('!', Tone.WARNING, palette)}",
         translate("IndicatorLegend", "Error or warning of another sort, such as values missing below")),
        (_marked("✓", Tone.OK, palette), translate("IndicatorLegend", "All is kept (in a column of deviations)")),
        (_marked("Σ", Tone.INFORMATION, palette),
         translate("IndicatorLegend", "Sum of the units below; ▲▼ not the unit's own value, … values are missing")),
        (_marked("✎", Tone.INFORMATION, palette),
         translate("IndicatorLegend", "Measured with the edits of a layer that are not saved")),
        ("★", translate("IndicatorLegend", "Binding indicator")),
        (_faint("┈┈┈", palette), translate("IndicatorLegend", "A value must be entered here")),
        (_faint("▒▒", palette), translate(
            "IndicatorLegend", "Darker: measured or worked out, cannot be typed; or the plans of this level do not "
            "have the indicator")),
        ("###", translate("IndicatorLegend", "The column is too narrow for the number")),
    ]
    lines = "".join(
        f'<tr><td align="center" style="padding: 1px 10px 1px 0">{sign}</td>'
        f'<td style="padding: 1px 0">{escape(text)}</td></tr>' for sign, text in rows)
    hint = translate("IndicatorLegend", "Point at a cell to read what is wrong with it. F8 goes to the next deviation, "
                                        "Shift+F8 to the one before.")
    return f"<table>{lines}</table><p>{escape(hint)}</p>"


def _marked(sign: str, tone: Tone, palette: QPalette) -> str:
    colours = ink(tone, palette)
    ground = "" if colours.ground is None else f"; background-color: {colours.ground.name()}"
    return f'<span style="color: {colours.text.name()}{ground}">&nbsp;{sign}&nbsp;</span>'


def _faint(sign: str, palette: QPalette) -> str:
    return f'<span style="color: {faded(palette).name()}">{sign}</span>'
