"""The check kinds of indicators; importing this package registers them all."""

from . import deviations, fallout, measured, tables

__all__ = ["deviations", "fallout", "measured", "tables"]
