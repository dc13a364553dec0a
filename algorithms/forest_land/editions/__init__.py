"""Two editions of the one-map compared: what changed where, and what the data say about it (年度更新监测)."""
