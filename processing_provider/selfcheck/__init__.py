"""The self-check algorithms."""
