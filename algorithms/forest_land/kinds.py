"""The check kinds of forest land; importing this module registers them all."""

from .classes import kinds as class_kinds
from .grades import kinds as grade_kinds
from .use import kinds as use_kinds

__all__ = ["class_kinds", "grade_kinds", "use_kinds"]
