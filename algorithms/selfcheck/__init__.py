"""Self-check: the engine and the check kinds."""
