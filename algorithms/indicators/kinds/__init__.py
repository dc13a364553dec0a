"""The check kinds of indicators; importing this package registers them all."""

from . import deviations, measured, tables

__all__ = ["deviations", "measured", "tables"]
