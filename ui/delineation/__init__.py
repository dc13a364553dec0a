"""The Delineation tab: from the inputs over the screening and the targets to the ledger."""
