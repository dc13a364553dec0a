"""Reads ``layers.yaml``: the layer roles of a pack and their fields."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Optional

from ..message import Title, translatable
from .conditions import checked_expression
from .model import Condition, FieldRule, FieldType, GeometryKind, LayerRole, Presence
from .read_conditions import read_conditions
from .reader import Reader
from .section import Section
from .vocabulary import Vocabulary
from .yaml_lines import YamlList, YamlMap, YamlNode, YamlScalar

_NUMERIC = (FieldType.INTEGER, FieldType.REAL)


def read_layers(root: YamlNode, reader: Reader, vocabulary: Vocabulary) -> Optional[dict[str, LayerRole]]:
    """Return the layer roles of ``layers.yaml`` by id; None when it is no mapping."""
    node = reader.mapping(root, reader.file)
    if node is None:
        return None
    if not node.entries:
        reader.problem(node.line, translatable("RulePack", "The pack has no layer."))
    roles = {}
    claimed: dict[str, str] = {}
    for key, value in node.entries:
        role_id = reader.identifier(key, reader.file)
        entry = reader.mapping(value, role_id)
        if entry is not None:
            roles[role_id] = _RoleReader(reader, vocabulary, role_id, entry, key.line).read(claimed)
        else:
            roles[role_id] = LayerRole(role_id, Title(""), (), GeometryKind.NONE, Presence.OPTIONAL, {})
    return roles


class _RoleReader:
    """Reads one layer role."""

    def __init__(
        self, reader: Reader, vocabulary: Vocabulary, role_id: str, node: YamlMap, line: int
    ) -> None:
        self._reader = reader
        self._vocabulary = vocabulary
        self._id = role_id
        self._line = line
        self._section = Section(reader, node, line, role_id)
        self._expressions: list[tuple[str, int]] = []  # fields with one, with its line

    def read(self, claimed: dict[str, str]) -> LayerRole:
        """Return the role.

        :param claimed: layer names (folded) of the roles read before, extended by this one's
        """
        section = self._section
        title = section.title("title", required=True) or Title("")
        names = self._names(claimed)
        geometry = section.enum("geometry", GeometryKind, GeometryKind.NONE, required=True)
        presence = section.enum("presence", Presence, Presence.REQUIRED)
        key_node = section.get("key")
        source = section.text("source") or ""
        feature_code = section.text("feature_code")
        conditions_node = section.get("conditions")
        fields = self._fields()
        section.finish()
        conditions: dict[str, Condition] = {}
        if conditions_node is not None:
            conditions = read_conditions(conditions_node, self._reader, self._vocabulary, self._id, fields)
        role = LayerRole(self._id, title, names, geometry, presence, fields, (), source, feature_code, conditions)
        for name, line in self._expressions:  # only now all fields and conditions are known
            required_when = checked_expression(self._reader, fields[name].required_when or "", line, role)
            fields[name] = replace(fields[name], required_when=required_when)
        return replace(role, key=self._key(key_node, role))

    def _names(self, claimed: dict[str, str]) -> tuple[str, ...]:
        names = self._section.texts("names", required=True)
        node = self._section.get("names")
        if isinstance(node, YamlList) and not node.items:
            self._reader.problem(
                node.line,
                translatable(
                    "RulePack",
                    "{key} is empty: give at least one name the layer is found by.",
                    key=self._section.path("names"),
                ),
            )
        for name, line in names:
            if not name.strip("*"):
                self._reader.problem(
                    line,
                    translatable(
                        "RulePack",
                        "{key}: the name {name} would match every layer.",
                        key=self._section.path("names"),
                        name=name,
                    ),
                )
            other = claimed.setdefault(name.casefold(), self._id)
            if other != self._id:
                self._reader.problem(
                    line,
                    translatable(
                        "RulePack",
                        "The name {name} is claimed by {layer} and by {other}: a layer so named could not be "
                        "told apart.",
                        name=name,
                        layer=self._id,
                        other=other,
                    ),
                )
        return tuple(name for name, _ in names)

    def _key(self, node: Optional[YamlNode], role: LayerRole) -> tuple[str, ...]:
        if node is None:
            return ()
        what = self._section.path("key")
        names = self._reader.texts(node, what)
        for name, line in names:
            self._vocabulary.check_field(self._reader, role, name, line, what)
        return tuple(name for name, _ in names)

    def _fields(self) -> dict[str, FieldRule]:
        node = self._section.get("fields", required=True)
        entries = None if node is None else self._reader.mapping(node, self._section.path("fields"))
        fields: dict[str, FieldRule] = {}
        spelt: dict[str, str] = {}
        for key, value in entries.entries if entries is not None else ():
            name = self._reader.text(key, self._section.path("fields")) or key.raw
            fields[name] = self._field(name, key, value)
            for spelling in (name, *fields[name].aliases):
                other = spelt.setdefault(spelling.casefold(), name)
                if other != name:
                    self._reader.problem(
                        key.line,
                        translatable(
                            "RulePack",
                            "{section}: the field name {name} belongs to {first} and to {second}.",
                            section=self._id,
                            name=spelling,
                            first=other,
                            second=name,
                        ),
                    )
        return fields

    def _field(self, name: str, key: YamlScalar, value: YamlNode) -> FieldRule:
        what = f"{self._id}.{name}"
        node = self._reader.mapping(value, what)
        if node is None:
            return FieldRule(name, Title(""), FieldType.TEXT)
        section = Section(self._reader, node, key.line, what)
        rule = FieldRule(
            name=name,
            title=section.title("title", required=True) or Title(""),
            type=section.enum("type", FieldType, FieldType.TEXT, required=True),
            length=section.integer("length"),
            decimals=section.integer("decimals"),
            required=section.boolean("required", False),
            required_when=section.text("required_when"),
            presence=section.enum("presence", Presence, Presence.REQUIRED),
            unique=section.boolean("unique", False),
            codes=section.text("codes"),
            pattern=section.text("pattern"),
            minimum=section.number("minimum"),
            exclusive_minimum=section.number("exclusive_minimum"),
            maximum=section.number("maximum"),
            unit=section.text("unit"),
            aliases=tuple(alias for alias, _ in section.texts("aliases")),
        )
        section.finish()
        if rule.required_when is not None:
            self._expressions.append((name, section.line_of("required_when")))
        self._check_size(rule, section)
        self._check_limits(rule, section)
        self._check_values(rule, section)
        return rule

    def _check_size(self, rule: FieldRule, section: Section) -> None:
        if rule.length is not None and rule.length < 1:
            self._reader.problem(
                section.line_of("length"),
                translatable("RulePack", "{key} must be at least 1.", key=section.path("length")),
            )
        if rule.decimals is None:
            return
        if rule.type is not FieldType.REAL:
            self._reader.problem(
                section.line_of("decimals"),
                translatable(
                    "RulePack", "{key} is for fields of the type real only.", key=section.path("decimals")
                ),
            )
        elif rule.decimals < 0 or (rule.length is not None and rule.decimals >= rule.length):
            self._reader.problem(
                section.line_of("decimals"),
                translatable(
                    "RulePack",
                    "{key} must be at least 0 and smaller than the length.",
                    key=section.path("decimals"),
                ),
            )

    def _check_limits(self, rule: FieldRule, section: Section) -> None:
        if rule.type not in _NUMERIC:
            for limit in ("minimum", "exclusive_minimum", "maximum"):
                if getattr(rule, limit) is not None:
                    self._reader.problem(
                        section.line_of(limit),
                        translatable(
                            "RulePack",
                            "{key} is for numbers only, but the field is of the type {type}.",
                            key=section.path(limit),
                            type=rule.type.value,
                        ),
                    )
            return
        if rule.minimum is not None and rule.exclusive_minimum is not None:
            self._reader.problem(
                section.line_of("exclusive_minimum"),
                translatable(
                    "RulePack",
                    "{section} has a minimum and an exclusive_minimum: keep one.",
                    section=section.name,
                ),
            )
        if rule.maximum is None:
            return
        if rule.minimum is not None and rule.minimum > rule.maximum:
            self._reader.problem(
                section.line_of("minimum"),
                translatable(
                    "RulePack",
                    "{section}: the minimum {minimum} is greater than the maximum {maximum}.",
                    section=section.name,
                    minimum=rule.minimum,
                    maximum=rule.maximum,
                ),
            )
        if rule.exclusive_minimum is not None and rule.exclusive_minimum >= rule.maximum:
            self._reader.problem(
                section.line_of("exclusive_minimum"),
                translatable(
                    "RulePack",
                    "{section}: no value is greater than {minimum} and at most {maximum}.",
                    section=section.name,
                    minimum=rule.exclusive_minimum,
                    maximum=rule.maximum,
                ),
            )

    def _check_values(self, rule: FieldRule, section: Section) -> None:
        if rule.required and rule.required_when is not None:
            self._reader.problem(
                section.line_of("required_when"),
                translatable(
                    "RulePack",
                    "{section} is required always, so required_when says nothing: keep one.",
                    section=section.name,
                ),
            )
        if rule.codes is not None:
            self._vocabulary.check_code_list(
                self._reader, rule.codes, section.line_of("codes"), section.path("codes")
            )
            if rule.type not in (FieldType.TEXT, FieldType.INTEGER):
                self._reader.problem(
                    section.line_of("codes"),
                    translatable(
                        "RulePack",
                        "{key} is for fields of the type text or integer only.",
                        key=section.path("codes"),
                    ),
                )
        if rule.pattern is not None:
            if rule.type not in (FieldType.TEXT, FieldType.INTEGER):
                self._reader.problem(
                    section.line_of("pattern"),
                    translatable(
                        "RulePack",
                        "{key} is for fields of the type text or integer only.",
                        key=section.path("pattern"),
                    ),
                )
            try:
                re.compile(rule.pattern)
            except (re.error, OverflowError, RecursionError) as error:
                self._reader.problem(
                    section.line_of("pattern"),
                    translatable(
                        "RulePack",
                        "{key}: the regular expression {pattern} is wrong: {reason}.",
                        key=section.path("pattern"),
                        pattern=rule.pattern,
                        reason=str(error),
                    ),
                )
