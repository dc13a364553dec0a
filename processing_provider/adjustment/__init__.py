"""Algorithms of the group adjustment (调整)."""
