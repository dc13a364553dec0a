"""Geometry core: arrays, validity, coverage topology, ellipsoidal area. Knows nothing of plans."""
