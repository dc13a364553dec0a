"""Work done step by step: inputs, runs of algorithms in the background, their layers and tables."""
