"""Reads ``checks.yaml``: the self-check list, each entry judged by what its kind demands."""

from __future__ import annotations

import re
from typing import Any, Mapping, Optional

from ..message import Title, translatable
from .conditions import checked_expression
from .kinds import KindSpec, ParameterSpec
from .model import CheckRule, LayerRole, Severity
from .problems import closest, listing
from .read_parameters import ParameterReader
from .reader import Reader
from .section import Section
from .vocabulary import Vocabulary
from .yaml_lines import ScalarKind, YamlMap, YamlNode, YamlScalar

RULE_PARTS = {
    "adjustment": "adjustment.yaml",
    "delineation": "delineation.yaml",
    "three_lines": "adjustment.yaml: three_lines",
    "grades": "grades.yaml",
    "indicators": "indicators.yaml",
    "forest_use": "forestuse.yaml",
}
TARGET = "target"  # the parameter whose role the target parameters speak about


def read_checks(
    root: YamlNode,
    reader: Reader,
    vocabulary: Vocabulary,
    kinds: Mapping[str, KindSpec],
    elsewhere: Optional[Mapping[str, str]] = None,
) -> Optional[dict[str, CheckRule]]:
    """Return the checks of ``checks.yaml`` by id, in the order of the file; None when it is no list.

    :param elsewhere: check ids that other files of the pack use, with the file
    """
    if isinstance(root, YamlScalar) and root.kind is ScalarKind.EMPTY:
        reader.problem(root.line, translatable("RulePack", "The file is empty."))
        return None
    if isinstance(root, (YamlScalar, YamlMap)):
        reader.problem(
            root.line,
            translatable(
                "RulePack", "{file} must be a list: every check begins with - id.", file=reader.file
            ),
        )
        return None
    if not root.items:
        reader.problem(root.line, translatable("RulePack", "The pack has no check."))
    checks: dict[str, CheckRule] = {}
    lines: dict[str, int] = {}
    for item in root.items:
        node = reader.mapping(item, reader.file)
        if node is None:
            continue
        check = _CheckReader(reader, vocabulary, kinds, node).read()
        if check.id in checks:
            reader.problem(
                item.line,
                translatable(
                    "RulePack",
                    "The id {id} is used twice; the first time in line {line}.",
                    id=check.id,
                    line=lines[check.id],
                ),
            )
        if elsewhere and check.id in elsewhere:
            reader.problem(
                item.line,
                translatable(
                    "RulePack", "The id {id} is used in {file}, too.", id=check.id, file=elsewhere[check.id]
                ),
            )
        checks[check.id] = check
        lines[check.id] = item.line
    return checks


class _CheckReader:
    """Reads one check."""

    def __init__(
        self, reader: Reader, vocabulary: Vocabulary, kinds: Mapping[str, KindSpec], node: YamlMap
    ) -> None:
        self._reader = reader
        self._vocabulary = vocabulary
        self._kinds = kinds
        id_node = next((value for key, value in node.entries if key.raw == "id"), None)
        raw_id = id_node.raw if isinstance(id_node, YamlScalar) else "?"
        self._section = Section(reader, node, node.line, raw_id)

    def read(self) -> CheckRule:
        """Return the check."""
        section = self._section
        check_id = self._id()
        title = section.title("title", required=True) or Title("")
        kind_name = section.text("kind", required=True) or ""
        severity = section.enum("severity", Severity, Severity.ERROR)
        clause = section.text("clause", required=True) or ""
        required = section.boolean("required", severity is Severity.ERROR)
        help_text = section.title("help")
        kind = self._kind(kind_name)
        role = self._layer(needed=kind is not None and kind.needs_layer)
        where = section.text("where")
        if where is not None:
            where = self._check_expression(where, role, section.line_of("where"), section.path("where"))
            if kind is not None and not kind.selects:
                self._reader.problem(
                    section.line_of("where"),
                    translatable(
                        "RulePack",
                        "{kind} looks at the layer as a whole, so where would have no effect: remove it.",
                        kind=kind.name,
                    ),
                )
        parameters = {} if kind is None else self._parameters(kind, role)
        section.finish(all_known=kind is not None)
        layer = section.get("layer")
        return CheckRule(
            id=check_id,
            title=title,
            kind=kind_name,
            layer=layer.raw if isinstance(layer, YamlScalar) else None,
            severity=severity,
            clause=clause,
            required=required,
            parameters=parameters,
            where=where,
            help=help_text,
        )

    def _id(self) -> str:
        check_id = self._section.text("id", required=True) or ""
        if check_id and not re.fullmatch(r"[0-9]{4}", check_id):
            self._reader.problem(
                self._section.line_of("id"),
                translatable("RulePack", "The id {id} must have four digits.", id=check_id),
            )
        return check_id

    def _kind(self, name: str) -> Optional[KindSpec]:
        line = self._section.line_of("kind")
        if not name or name in self._kinds:
            kind = self._kinds.get(name)
            known = self._vocabulary.rules
            if kind is not None and kind.rules and known is not None and kind.rules not in known:
                self._reader.problem(
                    line,
                    translatable(
                        "RulePack",
                        "The check kind {kind} needs the rules {rules}, which the pack does not have.",
                        kind=name,
                        rules=RULE_PARTS[kind.rules],
                    ),
                )
            return kind
        suggestion = closest(name, self._kinds)
        if suggestion:
            self._reader.problem(
                line,
                translatable(
                    "RulePack",
                    "The check kind {kind} does not exist; did you mean {suggestion}?",
                    kind=name,
                    suggestion=suggestion,
                ),
            )
        else:
            self._reader.problem(
                line,
                translatable(
                    "RulePack",
                    "The check kind {kind} does not exist; check kinds: {kinds}.",
                    kind=name,
                    kinds=listing(sorted(self._kinds)),
                ),
            )
        return None

    def _layer(self, needed: bool) -> Optional[LayerRole]:
        name = self._section.text("layer", required=needed)
        if name is None:
            return None
        return self._vocabulary.role(
            self._reader, name, self._section.line_of("layer"), self._section.path("layer")
        )

    def _parameters(self, kind: KindSpec, role: Optional[LayerRole]) -> dict[str, Any]:
        target = None
        if TARGET in kind.parameters:
            target_name = self._section.get(TARGET)
            if isinstance(target_name, YamlScalar) and self._vocabulary.layers is not None:
                target = self._vocabulary.layers.get(target_name.raw)
        parameters = {}
        for name, spec in kind.parameters.items():
            node = self._section.get(name, spec.required)
            if node is None:
                self._check_default(kind, spec, role)
                continue
            value = ParameterReader(
                self._reader, self._vocabulary, role, target, self._check_expression
            ).read(node, self._section.path(name), spec)
            if value is not None:
                parameters[name] = value
        return parameters

    def _check_default(self, kind: KindSpec, spec: ParameterSpec, role: Optional[LayerRole]) -> None:
        choice = spec.default_fields
        if choice is None or role is None or any(choice(rule, role) for rule in role.fields.values()):
            return
        self._reader.problem(
            self._section.line,
            translatable(
                "RulePack",
                "{section}: {layer} has no field that {kind} would look at, so the check would never find anything.",
                section=self._section.name,
                layer=role.id,
                kind=kind.name,
            ),
        )

    def _check_expression(self, expression: str, role: Optional[LayerRole], line: int, what: str) -> str:
        if role is None:
            if self._section.get("layer") is None and not self._section.is_missing("layer"):
                self._reader.problem(
                    line,
                    translatable(
                        "RulePack",
                        "{key} is an expression over the fields of a layer, but the check names no layer.",
                        key=what,
                    ),
                )
            return expression
        return checked_expression(self._reader, expression, line, role)
