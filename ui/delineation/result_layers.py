"""The layers that the steps of a delineation put into the project."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ..steps.result_layers import ResultGroups, ResultLayer


def _step_title(step: str) -> str:
    titles = {
        "screening": QCoreApplication.translate("DelineationLayers", "Screening"),
        "delineation": QCoreApplication.translate("DelineationLayers", "Delineation"),
    }
    return titles[step]


def _layer_title(step: str, output: str) -> str:
    titles = {
        ("screening", "OUTPUT"): QCoreApplication.translate("DelineationLayers", "Screened parcels"),
        ("screening", "SUMMARY"): QCoreApplication.translate("DelineationLayers", "Summary of the screening"),
        ("delineation", "IN_PARCELS"): QCoreApplication.translate("DelineationLayers", "Parcels that enter"),
        ("delineation", "OUT_PARCELS"): QCoreApplication.translate("DelineationLayers", "Parcels that leave"),
        ("delineation", "ADJUSTMENT_LEDGER"): QCoreApplication.translate("DelineationLayers", "Kept, entered, removed"),
        ("delineation", "OUTPUT"): QCoreApplication.translate("DelineationLayers", "Basic farmland as delineated"),
        ("delineation", "LEDGER"): QCoreApplication.translate("DelineationLayers", "Ledger of the units"),
    }
    return titles[step, output]


GROUPS = ResultGroups(
    "delineation",
    {
        "screening": (ResultLayer("OUTPUT", "screening"), ResultLayer("SUMMARY")),
        "delineation": (
            ResultLayer("IN_PARCELS", "parcels_in", False),
            ResultLayer("OUT_PARCELS", "parcels_out", False),
            ResultLayer("ADJUSTMENT_LEDGER", "farmland_change"),
            ResultLayer("OUTPUT", "basic_farmland", False),
            ResultLayer("LEDGER"),
        ),
    },
    _step_title,
    _layer_title,
)
