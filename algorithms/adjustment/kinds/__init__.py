"""The check kinds of adjustments and of the three lines; importing this package registers them all."""

from . import balance, entering, indicators, layout, leaving, lines, zones

__all__ = ["balance", "entering", "indicators", "layout", "leaving", "lines", "zones"]
