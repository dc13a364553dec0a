"""What is computed: no widgets, no Processing parameter parsing."""
