"""Reads ``checks.yaml``: the self-check list, each entry judged by what its kind demands."""

from __future__ import annotations

import re
from typing import Any, Callable, Mapping, Optional

from ..message import Message, Title, translatable
from .expressions import expression_problems
from .kinds import KindSpec, ParameterSpec, ParameterType
from .model import CheckRule, LayerRole, Severity
from .problems import closest, listing
from .reader import Reader
from .section import Section
from .vocabulary import Vocabulary
from .yaml_lines import ScalarKind, YamlList, YamlMap, YamlNode, YamlScalar

TARGET = "target"  # the parameter whose role the target parameters speak about


def read_checks(
    root: YamlNode, reader: Reader, vocabulary: Vocabulary, kinds: Mapping[str, KindSpec]
) -> Optional[dict[str, CheckRule]]:
    """Return the checks of ``checks.yaml`` by id, in the order of the file; None when it is no list."""
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
        role = self._layer(kind)
        where = section.text("where")
        if where is not None:
            self._check_expression(where, role, section.line_of("where"), section.path("where"))
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
        if not name or name in self._kinds:
            return self._kinds.get(name)
        line = self._section.line_of("kind")
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

    def _layer(self, kind: Optional[KindSpec]) -> Optional[LayerRole]:
        name = self._section.text("layer", required=kind is not None and kind.needs_layer)
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
                continue
            value = _ParameterReader(
                self._reader, self._vocabulary, role, target, self._check_expression
            ).read(node, self._section.path(name), spec)
            if value is not None:
                parameters[name] = value
        return parameters

    def _check_expression(self, expression: str, role: Optional[LayerRole], line: int, what: str) -> None:
        if role is None:
            if self._section.get("layer") is None:
                self._reader.problem(
                    line,
                    translatable(
                        "RulePack",
                        "{key} is an expression over the fields of a layer, but the check names no layer.",
                        key=what,
                    ),
                )
            return
        for message in expression_problems(expression, role.id, role.fields):
            self._reader.problem(line, message)


class _ParameterReader:
    """Reads the parameters of a check by their types."""

    def __init__(
        self,
        reader: Reader,
        vocabulary: Vocabulary,
        role: Optional[LayerRole],
        target: Optional[LayerRole],
        check_expression: Callable[[str, Optional[LayerRole], int, str], None],
    ) -> None:
        self._reader = reader
        self._vocabulary = vocabulary
        self._role = role
        self._target = target
        self._check_expression = check_expression

    def read(self, node: YamlNode, what: str, spec: ParameterSpec) -> Any:
        """Return the value of a parameter, None when it is wrong."""
        simple = {
            ParameterType.BOOLEAN: self._reader.boolean,
            ParameterType.TEXT: self._reader.text,
            ParameterType.NUMBER: self._number,
            ParameterType.INTEGER: self._integer,
            ParameterType.FIELDS: self._fields,
        }
        if spec.type in simple:
            return simple[spec.type](node, what)
        if spec.type is ParameterType.CHOICES:
            return self._choices(node, what, spec.choices)
        text = self._reader.text(node, what)
        if text is None:
            return None
        if spec.type is ParameterType.ROLE:
            self._vocabulary.role(self._reader, text, node.line, what)
        elif spec.type is ParameterType.CODES:
            self._vocabulary.check_code_list(self._reader, text, node.line, what)
        elif spec.type is ParameterType.FIELD and self._role is not None:
            self._vocabulary.check_field(self._reader, self._role, text, node.line, what)
        elif spec.type is ParameterType.TARGET_FIELD and self._target is not None:
            self._vocabulary.check_field(self._reader, self._target, text, node.line, what)
        elif spec.type is ParameterType.EXPRESSION:
            self._check_expression(text, self._role, node.line, what)
        elif spec.type is ParameterType.TARGET_EXPRESSION and self._target is not None:
            self._check_expression(text, self._target, node.line, what)
        return text

    def _number(self, node: YamlNode, what: str) -> Any:
        if isinstance(node, YamlScalar) and node.kind is ScalarKind.TEXT and re.match(r"[A-Za-z]", node.raw):
            self._vocabulary.check_tolerance(self._reader, node.raw, node.line, what)
            return node.raw
        return self._not_negative(self._reader.number(node, what), node, what)

    def _integer(self, node: YamlNode, what: str) -> Any:
        return self._not_negative(self._reader.integer(node, what), node, what)

    def _not_negative(self, number: Any, node: YamlNode, what: str) -> Any:
        if number is not None and number < 0:
            self._reader.problem(node.line, translatable("RulePack", "{key} must not be negative.", key=what))
        return number

    def _fields(self, node: YamlNode, what: str) -> Optional[tuple[str, ...]]:
        names = self._reader.texts(node, what)
        if isinstance(node, YamlList) and not node.items:
            self._reader.problem(node.line, self._no_entry(what))
        for name, line in names:
            if self._role is not None:
                self._vocabulary.check_field(self._reader, self._role, name, line, what)
        return tuple(name for name, _ in names)

    def _choices(self, node: YamlNode, what: str, choices: tuple[str, ...]) -> Optional[tuple[str, ...]]:
        items = self._reader.items(node, what)
        if isinstance(node, YamlList) and not items:
            self._reader.problem(node.line, self._no_entry(what))
        words = [self._reader.choice(item, what, choices) for item in items]
        return tuple(word for word in words if word is not None)

    @staticmethod
    def _no_entry(what: str) -> Message:
        return translatable(
            "RulePack", "{key} must name at least one; leave the key out for the default.", key=what
        )
