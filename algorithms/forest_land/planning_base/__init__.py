"""The planning base (规划基数): land survey × forest one-map, and what they disagree about."""
