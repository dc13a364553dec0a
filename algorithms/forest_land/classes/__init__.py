"""Forest land classes (地类) in all generations of codes."""
