"""The workspace: one GeoPackage that keeps runs, findings and decisions."""
