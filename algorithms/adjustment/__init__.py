"""What an adjustment changed, and whether the plan allows it (规划调整)."""
