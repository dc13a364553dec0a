"""Processing's side: thin adapters from parameters to ``algorithms`` and back to outputs."""
