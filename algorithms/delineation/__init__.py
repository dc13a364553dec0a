"""Delineation of permanent basic farmland (永久基本农田划定) and of the lines and zones around it."""
