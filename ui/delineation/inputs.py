"""What the algorithms of a delineation need, by the roles of the rule pack."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication

from ...algorithms.rulepack.model import Pack
from ..steps.inputs import Input, InputKind


def inputs_of(pack: Optional[Pack]) -> tuple[Input, ...]:
    """Return the inputs in the order in which a person thinks of them; empty for a plan without farmland."""
    rules = None if pack is None else pack.delineation
    if rules is None:
        return ()
    frozen = () if rules.frozen_role is None else (rules.frozen_role,)
    translate = QCoreApplication.translate
    return (
        Input("PARCELS", InputKind.POLYGONS, True, (rules.parcels.role,),
              translate("DelineationInputs", "Land-use parcels"),
              translate("DelineationInputs", "The parcels of the land survey that the delineation chooses from.")),
        Input("UNITS", InputKind.POLYGONS, True, tuple(rules.units.roles),
              translate("DelineationInputs", "Units (towns or villages)"),
              translate("DelineationInputs",
                        "Targets are handed down to these units; each parcel belongs to one of them.")),
        Input("CURRENT", InputKind.POLYGONS, False, (rules.current_role,),
              translate("DelineationInputs", "Present basic farmland"),
              translate("DelineationInputs",
                        "Basic farmland before the delineation. Left out, nothing is basic farmland yet.")),
        Input("DEM", InputKind.RASTER, False, (),
              translate("DelineationInputs", "Elevation model"),
              translate("DelineationInputs",
                        "Slope is measured on it. Left out, the slope class of the parcels is used.")),
        Input("CENTRES", InputKind.SHAPES, False, tuple(rules.order.centres),
              translate("DelineationInputs", "Built-up areas, main roads"),
              translate("DelineationInputs",
                        "Land near them enters first. Left out, the urban parcels of the survey serve.")),
        Input("FROZEN", InputKind.POLYGONS, False, frozen,
              translate("DelineationInputs", "Areas not to be changed"),
              translate("DelineationInputs", "In these areas the layout stays as it is.")),
        Input("EVIDENCE", InputKind.TABLE, False, (rules.evidence.role,),
              translate("DelineationInputs", "Evidence"),
              translate("DelineationInputs",
                        "Table of the documents that prove a reason, one row per parcel and document.")),
        Input("TARGETS", InputKind.TABLE, False, (rules.targets.role,),
              translate("DelineationInputs", "Targets"),
              translate("DelineationInputs", "Table with the code and the target area (ha) of each unit.")),
    )
