"""The Indicators tab: the grid of values, what is asked about them, and the ledger while editing."""
