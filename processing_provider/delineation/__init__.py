"""Algorithms of the group delineation (划定)."""
