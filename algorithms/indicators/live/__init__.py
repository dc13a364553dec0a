"""The live ledger (实时台账): what an edit on the map does to the targets, kept exact while a layer is edited."""
