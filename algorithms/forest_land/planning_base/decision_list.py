"""Reads the list of decisions on single disagreements."""

from __future__ import annotations

import unicodedata
from typing import Iterable, Mapping, Optional, Sequence

from ...dataset.layer import SourceLayer
from ...delineation.parcel_columns import texts
from ...errors import LandPlanError
from ...feedback import Feedback
from ...message import Message, translatable
from ...rulepack.planning_base_rules import Decision
from .model import DecisionList, ListedDecision

KEY, DECISION, PERSON, DATE, NOTE = "key", "decision", "person", "date", "note"
COLUMNS = (KEY, DECISION, PERSON, DATE, NOTE)
_EXAMPLES = 5


def read_decisions(layer: SourceLayer, words: Mapping[str, Decision], feedback: Feedback) -> DecisionList:
    """Return the decisions of a table or layer with the columns key and decision, and person, date, note if any.

    Rows without a decision say nothing. Of a key with several different decisions none counts, as nobody can tell
    which is meant; its disagreement stays undecided.

    :param words: what people write, in small letters → the decision
    :raises LandPlanError: when the columns are not there
    :raises Cancelled: when the user cancels
    """
    data = layer.read(feedback)
    columns = {name.casefold(): name for name in reversed(data.column_names)}
    missing = [name for name in (KEY, DECISION) if name not in columns]
    if missing:
        raise LandPlanError(
            translatable(
                "PlanningBase",
                "{layer} cannot be the list of decisions: it has no field {fields}. It needs the fields key and "
                "decision, as the layer of disagreements has them.",
                layer=layer.name, fields=", ".join(missing),
            )
        )
    rows = zip(*(_column(data, columns.get(name)) for name in COLUMNS))
    return decision_list(rows, words, layer.name)


def decision_list(rows: Iterable[Sequence[str]], words: Mapping[str, Decision], name: str) -> DecisionList:
    """Return the decisions of rows.

    :param rows: texts of `COLUMNS`, empty where there is nothing
    :param words: what people write, in small letters → the decision
    :param name: of the layer or table, for the notes
    """
    found: dict[str, ListedDecision] = {}
    unknown: dict[str, int] = {}
    conflicting: dict[str, None] = {}
    keyless = 0
    for key, word, person, date, note in rows:
        if not word:
            continue
        if not key:
            keyless += 1
            continue
        decision = words.get(unicodedata.normalize("NFKC", word).strip().casefold())
        if decision is None:
            unknown[word] = unknown.get(word, 0) + 1
            continue
        before = found.setdefault(key, ListedDecision(decision, person, date, note))
        if before.decision is not decision:
            conflicting[key] = None
    for key in conflicting:
        del found[key]
    return DecisionList(found, _notes(name, unknown, keyless, list(conflicting), words), tuple(conflicting), name)


def _column(data: object, name: Optional[str]) -> Sequence[str]:
    if name is None:
        return [""] * len(data)  # type: ignore[arg-type]
    values: list[str] = texts(data.column(name)).tolist()  # type: ignore[attr-defined]
    return values


def _notes(
    layer: str, unknown: Mapping[str, int], keyless: int, conflicting: Sequence[str], words: Mapping[str, Decision]
) -> tuple[Message, ...]:
    notes = []
    if unknown:
        notes.append(
            translatable(
                "PlanningBase",
                "{layer}: {count} rows hold a decision that is not understood, for example {examples}. They change "
                "nothing. Write one of: {words}.",
                layer=layer, count=sum(unknown.values()), examples=", ".join(list(unknown)[:_EXAMPLES]),
                words=", ".join(words),
            )
        )
    if keyless:
        notes.append(
            translatable(
                "PlanningBase", "{layer}: {count} rows hold a decision but no key, and change nothing.", layer=layer,
                count=keyless,
            )
        )
    if conflicting:
        notes.append(
            translatable(
                "PlanningBase",
                "{layer}: {count} keys have several different decisions, for example {examples}. Those disagreements "
                "stay undecided: leave one decision for each key.",
                layer=layer, count=len(conflicting), examples=", ".join(conflicting[:_EXAMPLES]),
            )
        )
    return tuple(notes)
