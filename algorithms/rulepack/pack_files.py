"""The files of a rule pack."""

from __future__ import annotations

PACK_FILE, LAYERS_FILE, CHECKS_FILE = "pack.yaml", "layers.yaml", "checks.yaml"
DELINEATION_FILE, ADJUSTMENT_FILE, ZONES_FILE = "delineation.yaml", "adjustment.yaml", "zones.yaml"
LINES_FILE, INDICATORS_FILE, GRADES_FILE = "lines.yaml", "indicators.yaml", "grades.yaml"
PLANNING_BASE_FILE, FOREST_USE_FILE = "planningbase.yaml", "forestuse.yaml"
STATUS_FILE, EDITIONS_FILE = "status.yaml", "editions.yaml"

PACK_FILES = (PACK_FILE, LAYERS_FILE, CHECKS_FILE)
OPTIONAL_FILES = (  # for plans that need them
    DELINEATION_FILE, ADJUSTMENT_FILE, ZONES_FILE, LINES_FILE, INDICATORS_FILE, FOREST_USE_FILE, GRADES_FILE,
    PLANNING_BASE_FILE, STATUS_FILE, EDITIONS_FILE,
)
ALL_FILES = PACK_FILES + OPTIONAL_FILES
CODE_LISTS = "codelists"  # folder of a pack's own code lists
