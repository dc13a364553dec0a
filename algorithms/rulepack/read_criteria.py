"""Reads the criteria of ``delineation.yaml``: reasons to enter, to stay out and to leave (划入、禁入、调出条件)."""

from __future__ import annotations

import re
from typing import Optional

from qgis.core import QgsExpression

from ..message import Title, translatable
from .conditions import checked_expression
from .delineation_references import checked_role, no_such_code, share
from .delineation_rules import (
    MEASURES,
    NO_CRITERION_CODE,
    AppliesTo,
    Criterion,
    OverlayCondition,
    Status,
    WithoutEvidence,
)
from .model import CodeList, GeometryKind, LayerRole
from .section import Section
from .section_parts import chosen_features
from .vocabulary import Vocabulary
from .yaml_lines import YamlMap

# The lists of the file, which parcels they look at and what they may say of them; the first is the default.
_LISTS = (
    ("enter", AppliesTo.OTHER, (Status.MAY_ENTER, Status.MUST_ENTER)),
    ("ban", AppliesTo.OTHER, (Status.NOT_ELIGIBLE,)),
    ("leave", AppliesTo.CURRENT, (Status.MAY_LEAVE, Status.MUST_LEAVE)),
)
_CODE = re.compile(r"[A-Z][0-9]{2}")


class CriteriaReader:
    """Reads the lists ``enter``, ``ban`` and ``leave``."""

    def __init__(
        self,
        top: Section,
        vocabulary: Vocabulary,
        parcels: Optional[LayerRole],
        evidence_kinds: Optional[CodeList],
    ) -> None:
        """
        :param top: the whole file
        :param parcels: role of the parcels, None where it could not be read
        :param evidence_kinds: code list of the kinds of evidence, None where it could not be read
        """
        self._top = top
        self._reader = top.reader
        self._vocabulary = vocabulary
        self._parcels = parcels
        self._kinds = evidence_kinds
        self._ids: dict[str, int] = {}
        self._codes: dict[str, int] = {}

    def read(self) -> tuple[Criterion, ...]:
        """Return all criteria: entering, bans, leaving, each in the order of the file."""
        criteria: list[Criterion] = []
        for key, applies_to, statuses in _LISTS:
            node = self._top.get(key, required=True)
            for item in [] if node is None else self._reader.items(node, key):
                entry = self._reader.mapping(item, key)
                if entry is not None:
                    criteria.append(self._criterion(key, entry, applies_to, statuses))
        return tuple(criteria)

    def _criterion(
        self, key: str, node: YamlMap, applies_to: AppliesTo, statuses: tuple[Status, ...]
    ) -> Criterion:
        raw_id = next((value.raw for name, value in node.entries if name.raw == "id" and hasattr(value, "raw")), "?")
        section = Section(self._reader, node, node.line, f"{key}.{raw_id}")
        criterion = Criterion(
            id=section.read("id", self._reader.identifier, required=True) or "",
            code=self._code(section),
            title=section.title("title", required=True) or Title(""),
            status=self._status(section, statuses),
            applies_to=applies_to,
            clause=section.text("clause", required=True) or "",
            where=self._where(section),
            overlay=self._overlay(section),
            evidence=self._evidence(section, "evidence"),
            without_evidence=section.enum("without_evidence", WithoutEvidence, WithoutEvidence.FLAG),
            exempt_evidence=self._evidence(section, "exempt_evidence"),
            only_when_target_met=section.boolean("only_when_target_met", False),
            once_replaced=section.boolean("once_replaced", False),
            removal_reason=section.text("removal_reason"),
            help=section.title("help"),
        )
        section.finish()
        self._claim(self._ids, criterion.id, section, "id")
        self._claim(self._codes, criterion.code, section, "code")
        self._check_sense(criterion, section)
        return criterion

    def _code(self, section: Section) -> str:
        code = section.text("code", required=True) or ""
        if code == NO_CRITERION_CODE:
            self._reader.problem(
                section.line_of("code"),
                translatable(
                    "RulePack",
                    "The reason code {code} is kept for land that meets no criterion: choose another.",
                    code=code,
                ),
            )
        elif code and not _CODE.fullmatch(code):
            self._reader.problem(
                section.line_of("code"),
                translatable(
                    "RulePack", "The reason code {code} must be a capital letter and two digits.", code=code
                ),
            )
        return code

    def _status(self, section: Section, statuses: tuple[Status, ...]) -> Status:
        if len(statuses) == 1:
            return statuses[0]
        words = [status.value for status in statuses]
        word = section.read("status", lambda node, what: self._reader.choice(node, what, words), required=True)
        return statuses[0] if word is None else Status(word)

    def _where(self, section: Section) -> Optional[str]:
        where = section.text("where")
        if where is None or self._parcels is None:
            return where
        line = section.line_of("where")
        where = checked_expression(self._reader, where, line, self._parcels, MEASURES)
        parsed = QgsExpression(where)
        if not parsed.hasParserError() and parsed.needsGeometry():
            self._reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key} looks at the shape of the parcels, which is not there when they are judged: use the "
                    "measures, for example area_m2, or an overlay.",
                    key=section.path("where"),
                ),
            )
        return where

    def _overlay(self, section: Section) -> Optional[OverlayCondition]:
        node = section.get("overlay")
        mapping = None if node is None else self._reader.mapping(node, section.path("overlay"))
        if mapping is None:
            return None
        overlay = Section(self._reader, mapping, section.line_of("overlay"), section.path("overlay"))
        name = overlay.text("layer", required=True) or ""
        role = None
        if name:
            role = checked_role(
                self._vocabulary, overlay, "layer", name, overlay.line_of("layer"), (GeometryKind.POLYGON,)
            )
        condition = OverlayCondition(
            role=name,
            share=share(overlay, "share"),
            below=overlay.boolean("below", False),
            where=chosen_features(overlay, role),
        )
        overlay.finish()
        return condition

    def _evidence(self, section: Section, key: str) -> tuple[str, ...]:
        kinds = section.texts(key)
        for kind, line in kinds:
            if self._kinds is not None and kind not in self._kinds.names:
                self._reader.problem(line, no_such_code(section.path(key), kind, self._kinds))
        return tuple(kind for kind, _ in kinds)

    def _claim(self, taken: dict[str, int], name: str, section: Section, key: str) -> None:
        line = section.line_of(key)
        first = taken.setdefault(name, line) if name else line
        if first == line:
            return
        if key == "id":
            self._reader.problem(
                line,
                translatable(
                    "RulePack", "The id {id} is used twice; the first time in line {line}.", id=name, line=first
                ),
            )
        else:
            self._reader.problem(
                line,
                translatable(
                    "RulePack",
                    "The reason code {code} is used twice; the first time in line {line}.",
                    code=name,
                    line=first,
                ),
            )

    def _check_sense(self, criterion: Criterion, section: Section) -> None:
        """Note what can have no effect, or an effect nobody can mean."""
        proof_decides = criterion.evidence and criterion.without_evidence is WithoutEvidence.IGNORE
        if criterion.where is None and criterion.overlay is None and not proof_decides:
            self._reader.problem(
                section.line,
                translatable(
                    "RulePack",
                    "{section} holds for every parcel: give where, overlay, or evidence without which it is ignored.",
                    section=section.name,
                ),
            )
        if section.get("without_evidence") is not None and not criterion.evidence:
            self._reader.problem(
                section.line_of("without_evidence"),
                translatable(
                    "RulePack",
                    "{key} says nothing, because no evidence is needed.",
                    key=section.path("without_evidence"),
                ),
            )
        for key, said in (
            ("only_when_target_met", criterion.only_when_target_met), ("once_replaced", criterion.once_replaced)
        ):
            if said and criterion.status is not Status.MAY_LEAVE:
                self._reader.problem(
                    section.line_of(key),
                    translatable(
                        "RulePack",
                        "{key} is for criteria of the status {status} only.",
                        key=section.path(key),
                        status=Status.MAY_LEAVE.value,
                    ),
                )
        if criterion.removal_reason is not None and criterion.applies_to is not AppliesTo.CURRENT:
            self._reader.problem(
                section.line_of("removal_reason"),
                translatable(
                    "RulePack",
                    "{key} is for criteria of the list leave only.",
                    key=section.path("removal_reason"),
                ),
            )
