"""Indicators of a plan (规划指标): values handed down, planned and measured, per administrative unit and year."""
