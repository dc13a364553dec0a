"""Takes decisions from a file a colleague has filled in: what they would change is shown before they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ...algorithms.forest_land.planning_base.model import DecisionList
from ...algorithms.language import Language
from ...algorithms.workspace.base_decisions import BaseDecision
from ..dialog_buttons import name_buttons

_CONTEXT = "DecisionImport"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class ImportPlan:
    """What a list of decisions means for the workspace.

    :ivar new: on disagreements nobody has decided here
    :ivar other: unlike what has been decided here
    :ivar same: number of those that are held here already
    :ivar unknown: number of keys that are not in the list of the last run
    :ivar notes: what could not be understood, as sentences
    """

    new: tuple[BaseDecision, ...]
    other: tuple[BaseDecision, ...]
    same: int
    unknown: int
    notes: tuple[str, ...]


def import_plan(
    read: DecisionList,
    is_known: Callable[[str], bool],
    held: Mapping[str, BaseDecision],
    language: Language,
) -> ImportPlan:
    """Return what decisions that were read would change.

    :param is_known: whether a key is in the list of the last run
    :param held: the decisions of the workspace, by key
    """
    new, other, same, unknown = [], [], 0, 0
    for key, entry in read.decisions.items():
        if not is_known(key):
            unknown += 1
            continue
        day = _DAY.match(entry.date)
        made = BaseDecision(key, entry.decision.value, entry.note, entry.person, day.group() if day else "")
        before = held.get(key)
        if before is None:
            new.append(made)
        elif before.decision != made.decision:
            other.append(made)
        else:
            same += 1
    notes = tuple(language.render(note) for note in read.notes)
    return ImportPlan(tuple(new), tuple(other), same, unknown, notes)


def ask_import(plan: ImportPlan, file: str, parent: Optional[QWidget]) -> Sequence[BaseDecision]:
    """Show what would change and return what is wanted; nothing when it is cancelled.

    :param file: name of the file
    """
    translate = QCoreApplication.translate
    lines = [
        translate(_CONTEXT, "New decisions: {count}").format(count=f"{len(plan.new):,}"),
        translate(_CONTEXT, "Decided otherwise here: {count}").format(count=f"{len(plan.other):,}"),
        translate(_CONTEXT, "The same as here: {count}").format(count=f"{plan.same:,}"),
    ]
    if plan.unknown:
        lines.append(translate(_CONTEXT, "Left out, as the last run has no such disagreement: {count}").format(
            count=f"{plan.unknown:,}"))
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning if plan.notes else QMessageBox.Icon.Question)
    box.setWindowTitle(translate(_CONTEXT, "Import decisions"))
    box.setText(translate(_CONTEXT, "Decisions in {file}").format(file=file))
    box.setInformativeText("\n".join((*lines, *plan.notes)))
    everything = only_new = None
    if plan.other:
        everything = box.addButton(
            translate(_CONTEXT, "Take all, also where decided otherwise"), QMessageBox.ButtonRole.AcceptRole)
        if plan.new:
            only_new = box.addButton(translate(_CONTEXT, "Take the new ones only"), QMessageBox.ButtonRole.AcceptRole)
    elif plan.new:
        only_new = box.addButton(translate(_CONTEXT, "Take"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    name_buttons(box)
    box.setDefaultButton(only_new or everything)
    box.exec()
    pressed = box.clickedButton()
    if pressed is None:
        return ()
    if pressed is everything:
        return (*plan.new, *plan.other)
    return plan.new if pressed is only_new else ()
