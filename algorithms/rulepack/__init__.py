"""Rule packs: the law as data, loaded and validated. Knows nothing of QGIS layers."""
