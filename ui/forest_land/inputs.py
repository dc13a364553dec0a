"""What the algorithms of the forest-land plan need, by the roles of the rule pack."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication

from ...algorithms.rulepack.model import Pack
from ..steps.inputs import Input, InputKind

SURVEY_ROLE, ONE_MAP_ROLE, ADMIN_ROLE = "land_use", "subcompartment", "admin_area"
PLANNED_ROLE, FARMLAND_ROLE, FORMER_ROLE = "afforestation_plan", "basic_farmland", "former_subcompartment"


def inputs_of(pack: Optional[Pack]) -> tuple[Input, ...]:
    """Return the inputs in the order in which a person thinks of them; empty for a plan without forest land."""
    if pack is None or not has_forest_land(pack):
        return ()
    translate = QCoreApplication.translate
    return (
        Input("SURVEY", InputKind.POLYGONS, True, (SURVEY_ROLE,),
              translate("ForestLandInputs", "Land survey"),
              translate("ForestLandInputs", "The parcels of the third land survey (DLTB).")),
        Input("ONE_MAP", InputKind.POLYGONS, True, (ONE_MAP_ROLE,),
              translate("ForestLandInputs", "Forest one-map"),
              translate("ForestLandInputs", "The sub-compartments of the newest forest one-map.")),
        Input("ADMIN", InputKind.POLYGONS, False, (ADMIN_ROLE,),
              translate("ForestLandInputs", "Administrative areas"),
              translate("ForestLandInputs", "Areas are checked against them and summed by town.")),
        Input("PLANNED", InputKind.POLYGONS, False, (PLANNED_ROLE,),
              translate("ForestLandInputs", "Land planned for forestry"),
              translate("ForestLandInputs",
                        "Land the government has planned for forestry, and farmland to be returned to forest: "
                        "supplementary forest land comes from it.")),
        Input("BASIC_FARMLAND", InputKind.POLYGONS, False, (FARMLAND_ROLE,),
              translate("ForestLandInputs", "Basic farmland"),
              translate("ForestLandInputs", "Never becomes supplementary forest land.")),
        Input("BEFORE", InputKind.POLYGONS, False, (FORMER_ROLE,),
              translate("ForestLandInputs", "One-map of the year before"),
              translate("ForestLandInputs", "Needed for the monitoring only: what changed from year to year.")),
    )


def has_forest_land(pack: Pack) -> bool:
    """Return whether a rule pack has rules of forest land."""
    return any(part is not None for part in (pack.planning_base, pack.grades, pack.forest_use, pack.status))
