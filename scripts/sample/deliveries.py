"""The sample deliveries: clean editions, and delivery editions with their list of planted defects."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import (
    farmland,
    farmland_shapes,
    farmland_values,
    forest,
    forest_defects,
    forest_plan_defects,
    forest_rule_defects,
    forest_values,
)
from .county import ORIGIN, County, read_county
from .dem import missing_heights, write_dem
from .farmland import FarmlandDelivery
from .farmland_adjustment import Adjustment, expect_targets
from .forest import ForestDelivery
from .forest_base import BaseInputs
from .indicator_defects import plant_farmland_indicators, plant_forest_indicators
from .planting import Planting, as_yaml
from .shapefiles import plant_file_defects, village_extract, write_shapefiles
from .tables import write_geopackage

HEADER = """\
# Findings that a self-check of the delivery editions must yield: these and no others. Built by
# scripts/build_sample.py together with the data; do not edit by hand. One entry is one finding; the entries of
# one `defect` belong together, the first is the planted error, the others are what follows from it.
# `layer` is the layer role, `keys` are the business keys of the features named, sorted (empty where the layer
# has no key), `field` is empty for geometry.
"""


@dataclass(frozen=True)
class Built:
    """What was built, for the summary."""

    source: str
    layers: int
    features: int
    defects: int
    findings: int


def build(data: Path, output: Path) -> list[Built]:
    """Build all sample files out of the folder of open data into the output folder."""
    terrain, landscape, stands, stand_of = read_county(data)
    built: list[Built] = []
    plantings: list[Planting] = []

    county = County(terrain, landscape, stand_of, farmland.EPSG)
    delivery = FarmlandDelivery(county)
    planting = Planting(
        farmland.PACK, "farmland_delivery.gpkg", delivery.tables, county.frame, "F", farmland_shapes.SETTLE
    )
    plant_farmland(planting)
    built.append(_write("farmland_clean.gpkg", delivery.tables, output))
    built.append(_write("farmland_delivery.gpkg", planting.tables, output, planting))
    plantings.append(planting)
    write_dem(terrain.height, ORIGIN, county.epsg, county.bounds(), missing_heights(county), output / "dem.tif")

    planting = Planting(farmland.PACK, "farmland_shapefiles", village_extract(delivery), county.frame, "S", {})
    plant_file_defects(planting)
    write_shapefiles(list(planting.tables.values()), output / planting.source)
    built.append(_built(planting.source, planting.tables, planting))
    plantings.append(planting)

    county = County(terrain, landscape, stand_of, forest.EPSG, forest.ZONE)
    forest_delivery = ForestDelivery(county, stands)
    planting = Planting(
        forest.PACK, "forest_delivery.gpkg", forest_delivery.tables, county.frame, "T", forest_defects.SETTLE
    )
    plant_forest(planting)
    built.append(_write("forest_base.gpkg", BaseInputs(forest_delivery, landscape.parcels, data).tables, output))
    built.append(_write("forest_clean.gpkg", forest_delivery.tables, output))
    built.append(_write("forest_delivery.gpkg", planting.tables, output, planting))
    plantings.append(planting)

    write_list(plantings, output / "planted_defects.yaml")
    return built


def plant_farmland(planting: Planting) -> None:
    """Plant every defect of the farmland delivery: the adjustment, then shapes, for areas follow them."""
    Adjustment(planting).plant()
    farmland_shapes.plant_duplicates(planting)
    farmland_shapes.plant_overlaps(planting)
    farmland_shapes.plant_gaps(planting)
    farmland_shapes.plant_small_parcels(planting)
    farmland_shapes.plant_outside(planting)
    farmland_shapes.plant_layout(planting)
    farmland_shapes.plant_invalid_shapes(planting)
    farmland_shapes.plant_suspicious_shapes(planting)
    farmland_values.plant_ledger_and_quality(planting)
    farmland_values.plant_hierarchy(planting)
    farmland_values.plant_logic(planting)
    farmland_values.plant_areas(planting)
    farmland_values.plant_duplicates_and_dirt(planting)
    farmland_values.plant_missing_values(planting)
    farmland_values.plant_codes(planting)
    farmland_values.plant_structure(planting)
    expect_targets(planting)
    plant_farmland_indicators(planting)


def plant_forest(planting: Planting) -> None:
    """Plant every defect of the forest delivery; shapes first, for areas follow them."""
    forest_plan_defects.keep_clear(planting)
    forest_defects.plant_duplicates(planting)
    forest_defects.plant_overlaps(planting)
    forest_defects.plant_gaps(planting)
    forest_defects.plant_small(planting)
    forest_defects.plant_outside(planting)
    forest_defects.plant_layout(planting)
    forest_defects.plant_invalid_shapes(planting)
    forest_values.plant_land_use_values(planting)
    forest_values.plant_compartment_values(planting)
    forest_values.plant_other_values(planting)
    forest_rule_defects.plant_rules(planting)
    forest_plan_defects.plant_projects(planting)
    forest_plan_defects.plant_quota(planting)
    forest_plan_defects.plant_works(planting)
    forest_plan_defects.plant_plan_layers(planting)
    forest_plan_defects.plant_former_edition(planting)
    forest_rule_defects.expect_lengths(planting)
    forest_plan_defects.plant_fields(planting)
    forest_defects.plant_layers(planting)
    plant_forest_indicators(planting)
    forest_plan_defects.expect_quota(planting)


def write_list(plantings: list[Planting], path: Path) -> None:
    """Write the documented list of planted defects."""
    lines = ["findings:"]
    for planting in plantings:
        lines += as_yaml(planting.entries())
    lines.append("# checks that cannot run on a delivery because of a planted defect")
    lines.append("not_run:")
    for planting in plantings:
        if planting.not_run:
            ids = ", ".join(f'"{check}"' for check in planting.not_run)
            lines.append(f"  {planting.source}: [{ids}]")
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def _write(name: str, tables: dict, output: Path, planting: Planting | None = None) -> Built:
    write_geopackage(list(tables.values()), output / name)
    return _built(name, tables, planting)


def _built(name: str, tables: dict, planting: Planting | None) -> Built:
    return Built(
        name,
        len(tables),
        sum(len(table.rows) for table in tables.values()),
        len(planting.defects) if planting else 0,
        len(planting.entries()) if planting else 0,
    )
