"""Administrative units (行政区): their codes, the tree they form, and what became of units that changed."""
