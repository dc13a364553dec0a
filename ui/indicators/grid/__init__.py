"""The grid of indicator values: units as a tree, indicators by year and kind, edited in place."""
