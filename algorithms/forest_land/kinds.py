"""The check kinds of forest land; importing this module registers them all."""

from .classes import kinds as class_kinds

__all__ = ["class_kinds"]
