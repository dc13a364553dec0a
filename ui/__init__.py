"""The dock panel: views and models that render and emit; no plan logic."""
