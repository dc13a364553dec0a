"""The layers that the steps of the forest-land plan put into the project."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ..steps.result_layers import ResultGroups, ResultLayer


def _step_title(step: str) -> str:
    translate = QCoreApplication.translate
    titles = {
        "base": translate("ForestLandLayers", "Planning base"),
        "grades": translate("ForestLandLayers", "Protection grades"),
        "use": translate("ForestLandLayers", "Use and quota"),
        "editions": translate("ForestLandLayers", "Monitoring"),
        "status": translate("ForestLandLayers", "Status"),
    }
    return titles[step]


def _layer_title(step: str, output: str) -> str:
    translate = QCoreApplication.translate
    titles = {
        ("base", "DISAGREEMENTS"): translate("ForestLandLayers", "Survey and one-map disagree"),
        ("base", "OUTPUT"): translate("ForestLandLayers", "Pieces of the base"),
        ("base", "MATRIX"): translate("ForestLandLayers", "Transfer matrix"),
        ("base", "CHECKSUM"): translate("ForestLandLayers", "Area checksum"),
        ("base", "PLANNED_LAND"): translate("ForestLandLayers", "Land planned for forestry"),
        ("grades", "OUTPUT"): translate("ForestLandLayers", "Graded forest land"),
        ("grades", "TABLE"): translate("ForestLandLayers", "Grades and rules"),
        ("use", "OUTPUT"): translate("ForestLandLayers", "Forest land used"),
        ("use", "WORKS"): translate("ForestLandLayers", "Works that conflict"),
        ("use", "PROJECTS"): translate("ForestLandLayers", "Projects"),
        ("use", "QUOTA"): translate("ForestLandLayers", "Quota"),
        ("editions", "OUTPUT"): translate("ForestLandLayers", "Changes from year to year"),
        ("editions", "MATRIX"): translate("ForestLandLayers", "Transfer matrix of the classes"),
        ("editions", "PROBLEMS"): translate("ForestLandLayers", "Reasons to see to"),
        ("editions", "INDICATORS"): translate("ForestLandLayers", "Indicators of both editions"),
        ("editions", "UNITS"): translate("ForestLandLayers", "Changes by unit"),
        ("status", "FIGURES"): translate("ForestLandLayers", "Figures of the status"),
    }
    return titles[step, output]


GROUPS = ResultGroups(
    "forest_land",
    {
        "base": (
            ResultLayer("DISAGREEMENTS", "disagreements"), ResultLayer("OUTPUT", "planning_base", False),
            ResultLayer("MATRIX"), ResultLayer("CHECKSUM"), ResultLayer("PLANNED_LAND"),
        ),
        "grades": (ResultLayer("OUTPUT", "forest_grades"), ResultLayer("TABLE")),
        "use": (
            ResultLayer("OUTPUT", "forest_use"), ResultLayer("WORKS", "works_conflicts"),
            ResultLayer("PROJECTS"), ResultLayer("QUOTA"),
        ),
        "editions": (
            ResultLayer("PROBLEMS", "", False), ResultLayer("OUTPUT", "editions"), ResultLayer("MATRIX"),
            ResultLayer("UNITS"), ResultLayer("INDICATORS"),
        ),
        "status": (ResultLayer("FIGURES"),),
    },
    _step_title,
    _layer_title,
)
