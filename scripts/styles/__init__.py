"""The styles of result layers: one table, written as QML in each language."""
