"""The check kinds of forest land; importing this module registers them all."""

from .classes import kinds as class_kinds
from .grades import kinds as grade_kinds

__all__ = ["class_kinds", "grade_kinds"]
