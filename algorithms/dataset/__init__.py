"""Dataset: bind a pack's layer roles to real layers and read them into arrays."""
