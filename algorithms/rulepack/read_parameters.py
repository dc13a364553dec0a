"""Reads the parameters of a check in ``checks.yaml`` by the types its kind gives them."""

from __future__ import annotations

import re
from typing import Any, Callable, Optional

from ..message import Message, translatable
from .kinds import ParameterSpec, ParameterType
from .model import LayerRole
from .reader import Reader
from .vocabulary import Vocabulary
from .yaml_lines import ScalarKind, YamlList, YamlNode, YamlScalar


class ParameterReader:
    """Reads the parameters of a check by their types."""

    def __init__(
        self,
        reader: Reader,
        vocabulary: Vocabulary,
        role: Optional[LayerRole],
        target: Optional[LayerRole],
        check_expression: Callable[[str, Optional[LayerRole], int, str], str],
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
        }
        if spec.type in simple:
            return simple[spec.type](node, what)
        if spec.type is ParameterType.CHOICES:
            return self._choices(node, what, spec.choices)
        if spec.type is ParameterType.FIELDS:
            return self._fields(node, what, spec)
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
            return self._check_expression(text, self._role, node.line, what)
        elif spec.type is ParameterType.TARGET_EXPRESSION and self._target is not None:
            return self._check_expression(text, self._target, node.line, what)
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

    def _fields(self, node: YamlNode, what: str, spec: ParameterSpec) -> Optional[tuple[str, ...]]:
        names = self._reader.texts(node, what)
        if isinstance(node, YamlList) and not node.items:
            self._reader.problem(node.line, self._no_entry(what))
        if self._role is not None:
            for name, line in names:
                self._vocabulary.check_field(self._reader, self._role, name, line, what)
                self._check_suits(spec, self._role, name, line, what)
        return tuple(name for name, _ in names)

    def _check_suits(self, spec: ParameterSpec, role: LayerRole, name: str, line: int, what: str) -> None:
        rule = role.fields.get(name)
        if (
            rule is None
            or spec.default_fields is None
            or not spec.only_such
            or spec.default_fields(rule, role)
        ):
            return
        self._reader.problem(
            line,
            translatable(
                "RulePack",
                "{key}: layers.yaml demands nothing of {layer}.{field} that this check could look at, so it would "
                "never find anything.",
                key=what,
                layer=role.id,
                field=name,
            ),
        )

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
