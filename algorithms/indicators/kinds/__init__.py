"""The check kinds of indicators; importing this package registers them all."""

from . import compared, deviations, fallout, measured, tables

__all__ = ["compared", "deviations", "fallout", "measured", "tables"]
