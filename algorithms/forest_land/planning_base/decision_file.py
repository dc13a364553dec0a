"""Reads decisions on disagreements from a file somebody has filled in: a spreadsheet, a text table or a layer."""

from __future__ import annotations

from pathlib import Path
from typing import Mapping, Optional

from ...dataset.file_layer import file_layers
from ...errors import LandPlanError
from ...feedback import Feedback
from ...indicators.tables.raw_sheet import RawSheet
from ...indicators.tables.reading import TABLE_ENDINGS, read_sheets
from ...message import translatable
from ...rulepack.planning_base_rules import Decision
from .decision_list import COLUMNS, DECISION, KEY, decision_list, read_decisions
from .model import DecisionList

LAYER_ENDINGS = (".gpkg", ".shp", ".dbf", ".fgb", ".geojson")
_HEAD = 20  # rows in which the line of headings is looked for: people put a title above their tables


def read_decision_file(path: str, words: Mapping[str, Decision], feedback: Feedback) -> DecisionList:
    """Return the decisions of the first sheet or layer that has the columns key and decision.

    :param path: of a spreadsheet (`TABLE_ENDINGS`), else of a file of layers
    :param words: what people write, in small letters → the decision
    :raises LandPlanError: when the file cannot be read, or nothing in it has these columns
    :raises Cancelled: when the user cancels
    """
    file = Path(path).name
    if path.casefold().endswith(TABLE_ENDINGS):
        for sheet in read_sheets(path):
            found = _decisions_of(sheet, words, file)
            if found is not None:
                return found
    else:
        for layer in file_layers(path):
            names = {field.name.casefold() for field in layer.fields}
            if {KEY, DECISION} <= names:
                return read_decisions(layer, words, feedback)
    raise LandPlanError(
        translatable(
            "PlanningBase",
            "{file} cannot be the list of decisions: nothing in it has the columns key and decision. Export the list "
            "of disagreements, fill in its column decision and choose that file.",
            file=file,
        )
    )


def _decisions_of(sheet: RawSheet, words: Mapping[str, Decision], file: str) -> Optional[DecisionList]:
    """Return the decisions of a sheet, None where it has no line of headings with key and decision."""
    for top, row in enumerate(sheet.rows[:_HEAD]):
        headings = [cell.strip().casefold() for cell in row]
        if KEY in headings and DECISION in headings:
            places = [headings.index(name) if name in headings else -1 for name in COLUMNS]
            rows = ([line[place].strip() if place >= 0 else "" for place in places] for line in sheet.rows[top + 1:])
            return decision_list(rows, words, file)
    return None
