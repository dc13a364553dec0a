"""What the checks of an adjustment share: the changes, the parcels they lie on, targets and measures."""
