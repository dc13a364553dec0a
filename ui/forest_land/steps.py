"""The steps of the forest-land plan that only run an algorithm: what they say and which tables they show."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QWidget

from ...algorithms.forest_land.grades.model import Difference
from ...algorithms.geometry.area_units import M2_PER_HA
from ..ledger_model import LedgerColumn, Row
from ..steps.algorithm_step import AlgorithmStep, Place, StepTable, StepWords
from .work import EDITIONS, GRADES, USE, ForestLandWork

_WRONG = tuple(one.name.lower() for one in (Difference.WEAKER, Difference.UNKNOWN, Difference.MISSING))


def number(figures: Mapping[str, Any], name: str, decimals: int = 0) -> str:
    """Return a number of a run as it is shown, a dash where the run did not give it."""
    value = figures.get(name)
    return f"{value:,.{decimals}f}" if isinstance(value, (int, float)) else "–"


def grades_step(place: int, work: ForestLandWork, parent: Optional[QWidget] = None) -> AlgorithmStep:
    """Return the step of the protection grades.

    :param place: its number among the steps
    """
    translate = QCoreApplication.translate

    def done(figures: Mapping[str, Any]) -> str:
        return translate("ForestLandSteps", "recorded otherwise: {different} of {graded} ({area} ha)").format(
            graded=number(figures, "GRADED_COUNT"), different=number(figures, "DIFFERENT_COUNT"),
            area=number(figures, "DIFFERENT_HA", 2))

    def variants() -> Sequence[tuple[str, str]]:
        rules = None if work.pack is None else work.pack.grades
        if rules is None:
            return ()
        return [(variant.id, work.title(variant.title)) for variant in rules.variants.values()]

    def differing(row: Row) -> Optional[Place]:
        return "OUTPUT", {name: row.get(name) for name in ("recorded", "grade", "difference")}

    words = StepWords(
        translate("ForestLandSteps", "Protection grades"),
        translate("ForestLandSteps", "Gives every sub-compartment its grade by the rules of the plan and compares the "
                                     "recorded one."),
        translate("ForestLandSteps", "Grade the forest land"),
        done,
    )
    area = LedgerColumn("area_ha", translate("ForestLandSteps", "Area (ha)"), 2)
    count = LedgerColumn("sub_count", translate("ForestLandSteps", "Count"), 0)
    grade = LedgerColumn("grade_name", translate("ForestLandSteps", "Computed"))
    tables = (
        StepTable(
            "matrix", "TABLE", translate("ForestLandSteps", "Recorded against computed"),
            (LedgerColumn("recorded_name", translate("ForestLandSteps", "Recorded")), grade, count, area,
             LedgerColumn("difference_name", translate("ForestLandSteps", "Judgement"))),
            part_rows("matrix"), lambda row: row.get("difference") in _WRONG,
            place=differing,
        ),
        StepTable(
            "rules", "TABLE", translate("ForestLandSteps", "Rules"),
            (LedgerColumn("rule_name", translate("ForestLandSteps", "Rule")), grade, count, area,
             LedgerColumn("reason", translate("ForestLandSteps", "Not applied because")),
             LedgerColumn("clause", translate("ForestLandSteps", "Clause"))),
            part_rows("rule"), lambda row: row.get("state") != "run",
            place=lambda row: ("OUTPUT", {"rule": row.get("rule")}),
        ),
    )
    return AlgorithmStep(
        place, GRADES, work, words, tables, ("VARIANT", "RECORDED", "DIVISION"), {"VARIANT": variants}, parent)


def use_step(place: int, work: ForestLandWork, parent: Optional[QWidget] = None) -> AlgorithmStep:
    """Return the step of use limits, quota and layout of works."""
    translate = QCoreApplication.translate

    def done(figures: Mapping[str, Any]) -> str:
        return translate(
            "ForestLandSteps", "forbidden: {forbidden} ha, used: {used} ha, remaining: {remaining} ha").format(
            forbidden=number(figures, "FORBIDDEN_HA", 2), used=number(figures, "USED_HA", 2),
            remaining=number(figures, "REMAINING_HA", 2))

    words = StepWords(
        translate("ForestLandSteps", "Use and quota"),
        translate("ForestLandSteps", "Says which forest land each project may use, what is used of the quota per "
                                     "period and unit, and where works conflict."),
        translate("ForestLandSteps", "Check use and quota"),
        done,
    )
    tables = (
        StepTable(
            "quota", "QUOTA", translate("ForestLandSteps", "Quota"),
            (LedgerColumn("unit_name", translate("ForestLandSteps", "Unit")),
             LedgerColumn("period", translate("ForestLandSteps", "Period")),
             LedgerColumn("remaining_ha", translate("ForestLandSteps", "Remaining (ha)"), 2),
             LedgerColumn("quota_ha", translate("ForestLandSteps", "Quota (ha)"), 2),
             LedgerColumn("to_date_ha", translate("ForestLandSteps", "Used to date (ha)"), 2),
             LedgerColumn("state_name", translate("ForestLandSteps", "State"))),
            stands_out=lambda row: str(row.get("state", "")).startswith("exceeded"),
        ),
        StepTable(
            "projects", "PROJECTS", translate("ForestLandSteps", "Projects"),
            (LedgerColumn("project", translate("ForestLandSteps", "Project")),
             LedgerColumn("outcome_name", translate("ForestLandSteps", "Judgement")),
             LedgerColumn("needed_name", translate("ForestLandSteps", "Approval needed")),
             LedgerColumn("forbidden_ha", translate("ForestLandSteps", "Forbidden (ha)"), 4),
             LedgerColumn("measured_ha", translate("ForestLandSteps", "Measured (ha)"), 4),
             LedgerColumn("declared_ha", translate("ForestLandSteps", "Stated (ha)"), 4),
             LedgerColumn("type_name", translate("ForestLandSteps", "Type")),
             LedgerColumn("period", translate("ForestLandSteps", "Period"))),
            stands_out=lambda row: row.get("outcome") == "forbidden",
            place=lambda row: ("OUTPUT", {"project": row.get("project")}),
        ),
        StepTable(
            "works", "WORKS", translate("ForestLandSteps", "Works that conflict"),
            (LedgerColumn("works", translate("ForestLandSteps", "Works")),
             LedgerColumn("rule_name", translate("ForestLandSteps", "Rule")),
             LedgerColumn("area_ha", translate("ForestLandSteps", "Area (ha)"), 4),
             LedgerColumn("reason", translate("ForestLandSteps", "Reason")),
             LedgerColumn("clause", translate("ForestLandSteps", "Clause"))),
            place=lambda row: ("WORKS", {"works": row.get("works"), "rule": row.get("rule")}),
        ),
    )
    return AlgorithmStep(place, USE, work, words, tables, ("GRADES",), parent=parent)


def editions_step(place: int, work: ForestLandWork, parent: Optional[QWidget] = None) -> AlgorithmStep:
    """Return the step of the monitoring: two editions of the one-map, year on year."""
    translate = QCoreApplication.translate

    def done(figures: Mapping[str, Any]) -> str:
        new, lost = (_hectares(figures, name) for name in ("NEW_LAND_AREA", "LOST_LAND_AREA"))
        return translate(
            "ForestLandSteps", "reasons to see to: {problems}; new: {new} ha, lost: {lost} ha").format(
            new=new, lost=lost, problems=number(figures, "PROBLEM_COUNT"))

    words = StepWords(
        translate("ForestLandSteps", "Monitoring"),
        translate("ForestLandSteps", "Compares the one-map with that of the year before: new and lost forest land, "
                                     "other classes, changes without a reason."),
        translate("ForestLandSteps", "Compare the editions"),
        done,
    )
    tables = (
        StepTable(
            "problems", "PROBLEMS", translate("ForestLandSteps", "Reasons to see to"),
            (LedgerColumn("kind_name", translate("ForestLandSteps", "Kind")),
             LedgerColumn("key", translate("ForestLandSteps", "Sub-compartment")),
             LedgerColumn("area_ha", translate("ForestLandSteps", "Area (ha)"), 4),
             LedgerColumn("message", translate("ForestLandSteps", "What it is")),
             LedgerColumn("clause", translate("ForestLandSteps", "Clause"))),
            place=lambda row: ("PROBLEMS", {"key": row.get("key"), "kind": row.get("kind")}),
        ),
        StepTable(
            "matrix", "MATRIX", translate("ForestLandSteps", "Transfer matrix of the classes"),
            (LedgerColumn("field_name", translate("ForestLandSteps", "Field")),
             LedgerColumn("name_before", translate("ForestLandSteps", "Before")),
             LedgerColumn("name_after", translate("ForestLandSteps", "After")),
             LedgerColumn("pieces", translate("ForestLandSteps", "Count"), 0),
             LedgerColumn("area_ha", translate("ForestLandSteps", "Area (ha)"), 4)),
            _changed_values,
        ),
        StepTable(
            "indicators", "INDICATORS", translate("ForestLandSteps", "Indicators of both editions"),
            (LedgerColumn("title", translate("ForestLandSteps", "Indicator")),
             LedgerColumn("unit_name", translate("ForestLandSteps", "Unit")),
             LedgerColumn("before", translate("ForestLandSteps", "Before"), 2),
             LedgerColumn("after", translate("ForestLandSteps", "After"), 2),
             LedgerColumn("difference", translate("ForestLandSteps", "Difference"), 2),
             LedgerColumn("measure", translate("ForestLandSteps", "Unit of measure"))),
        ),
    )
    return AlgorithmStep(place, EDITIONS, work, words, tables, ("YEAR",), parent=parent)


def _hectares(figures: Mapping[str, Any], name: str) -> str:
    value = figures.get(name)
    return f"{value / M2_PER_HA:,.2f}" if isinstance(value, (int, float)) else "–"


def _changed_values(whole: Sequence[Row]) -> list[Row]:
    """Return the rows of the matrices that say a change, the largest first within each field."""
    rows = [row for row in whole if row.get("value_before") != row.get("value_after")]
    fields = list(dict.fromkeys(row.get("field") for row in whole))
    return sorted(rows, key=lambda row: (fields.index(row.get("field")), -(row.get("area_ha") or 0.0)))


def part_rows(name: str) -> Callable[[Sequence[Row]], list[Row]]:
    """Return what picks the rows of one part of a table."""

    def rows(whole: Sequence[Row]) -> list[Row]:
        return [row for row in whole if row.get("part") == name]

    return rows
