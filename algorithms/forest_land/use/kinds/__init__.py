"""Check kinds on the use of forest land; importing this package registers them all."""

from . import limits, projects, quota, works

__all__ = ["limits", "projects", "quota", "works"]
