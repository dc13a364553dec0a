"""Reads the named conditions of a layer role (``conditions`` in layers.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

from ..message import Title, translatable
from .conditions import names_in, with_conditions
from .expressions import LOCAL_VARIABLES, expression_problems
from .model import CodeList, Condition, FieldRule
from .problems import closest, listing
from .reader import Reader
from .section import Section
from .vocabulary import Vocabulary
from .yaml_lines import YamlMap, YamlNode


@dataclass(frozen=True)
class _Written:
    """A condition as it stands in the file.

    :ivar text: its expression; empty where it cannot be used, which has been noted
    :ivar line: of its expression
    """

    text: str
    line: int
    title: Optional[Title] = None


def read_conditions(
    node: YamlNode, reader: Reader, vocabulary: Vocabulary, role: str, fields: Mapping[str, FieldRule]
) -> dict[str, Condition]:
    """Return the conditions of a layer role by name, those that name others with these put in.

    A condition is an expression, or a mapping with a title and ``where`` or with ``field`` and ``set``: the values of
    the field that are in a set of its code list. One with a problem has the expression ''.

    :param role: id of the layer role
    :param fields: its fields
    """
    what = f"{role}.conditions"
    entries = reader.mapping(node, what)
    written: dict[str, _Written] = {}
    for key, value in [] if entries is None else entries.entries:
        name = reader.identifier(key, what)
        if name in LOCAL_VARIABLES:
            reader.problem(
                key.line,
                translatable("RulePack", "{key}: {name} is a name that QGIS gives a value itself: choose another.",
                             key=what, name=name),
            )
        written[name] = _one(value, f"{what}.{name}", reader, vocabulary, fields)
    found: dict[str, Condition] = {}
    order, circles = _order({name: one.text for name, one in written.items()})
    for name in order:
        one = written[name]
        if name in circles:
            reader.problem(
                one.line,
                translatable("RulePack", "{key}: the condition is defined by itself: {way}.", key=f"{what}.{name}",
                             way=" → ".join(f"@{step}" for step in circles[name])),
            )
        full = ""
        if one.text and name not in circles:
            full = _checked(one, role, fields, {before: found[before].expression for before in found}, written, reader)
        found[name] = Condition(name, full, one.title)
    return {name: found[name] for name in written}


def _checked(
    one: _Written, role: str, fields: Mapping[str, FieldRule], before: Mapping[str, str],
    written: Mapping[str, _Written], reader: Reader,
) -> str:
    """Return the whole expression of a condition, '' where it or one it names is wrong, which is noted.

    :param before: expressions of the conditions it may name
    """
    if any(before.get(name) == "" for name in names_in(one.text)):
        return ""
    full = with_conditions(one.text, before)
    problems = list(expression_problems(full, role, fields, written=one.text, conditions=written))
    for problem in problems:
        reader.problem(one.line, problem)
    return "" if problems else full


def _one(
    value: YamlNode, what: str, reader: Reader, vocabulary: Vocabulary, fields: Mapping[str, FieldRule]
) -> _Written:
    if not isinstance(value, YamlMap):
        return _Written(reader.text(value, what) or "", value.line)
    section = Section(reader, value, value.line, what)
    title = section.title("title")
    text = section.text("where") or ""
    line = section.line_of("where")
    if section.get("field") is not None or section.get("set") is not None:
        line = section.line_of("set")
        if section.get("where") is not None:
            reader.problem(
                value.line, translatable("RulePack", "{key}: give either where, or field and set.", key=what))
        text = _set_condition(section, vocabulary, fields)
    elif section.get("where") is None:
        reader.problem(value.line, translatable("RulePack", "{key}: give either where, or field and set.", key=what))
    section.finish()
    return _Written(text, line, title)


def _set_condition(section: Section, vocabulary: Vocabulary, fields: Mapping[str, FieldRule]) -> str:
    """Return the expression that is true for the codes of a set, '' where there is no such set."""
    name = section.text("field", required=True)
    chosen = section.text("set", required=True)
    if name is None or chosen is None:
        return ""
    rule = fields.get(name)
    if rule is None or rule.codes is None:
        section.reader.problem(
            section.line_of("field"),
            translatable("RulePack", "{key} must be a field of the layer with a code list, not {name}.",
                         key=section.path("field"), name=name),
        )
        return ""
    codes = vocabulary.find_code_list(rule.codes)
    if codes is None:
        return ""  # the list has its own problem
    if chosen not in codes.sets:
        _unknown_set(section, chosen, codes)
        return ""
    others = [other for other in map(vocabulary.find_code_list, codes.generations) if other is not None]
    return in_codes(name, codes_of_set(codes, chosen, others))


def codes_of_set(codes: CodeList, name: str, generations: Sequence[CodeList] = ()) -> tuple[str, ...]:
    """Return the codes of a set of a code list and all that stand for them: every way its values may be written.

    :param generations: lists of other generations of codes for the same thing
    """
    members = codes.sets[name]
    written = [code for code in codes.names if code in members]
    for table in (codes.aliases, *(other.same_as for other in generations)):
        written += [code for code, same in table.items() if same in members]
    return tuple(dict.fromkeys(written))


def in_codes(field: str, codes: tuple[str, ...]) -> str:
    """Return the expression that is true where a field has one of some codes."""
    quoted_field = field.replace('"', '""')
    listed = ", ".join("'" + code.replace("'", "''") + "'" for code in codes)
    return f'"{quoted_field}" IN ({listed})'


def _unknown_set(section: Section, name: str, codes: CodeList) -> None:
    suggestion = closest(name, codes.sets)
    what, line = section.path("set"), section.line_of("set")
    if suggestion:
        section.reader.problem(
            line,
            translatable("RulePack", "{key}: the code list {list} has no set {name}; did you mean {suggestion}?",
                         key=what, list=codes.id, name=name, suggestion=suggestion),
        )
        return
    section.reader.problem(
        line,
        translatable("RulePack", "{key}: the code list {list} has no set {name}; its sets: {sets}.", key=what,
                     list=codes.id, name=name, sets=listing(codes.sets) or "–"),
    )


def _order(written: Mapping[str, str]) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Return names so that each comes after those it names, and for those in a circle the way around it.

    :param written: expression by name
    """
    order: list[str] = []
    circles: dict[str, tuple[str, ...]] = {}

    def visit(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            circle = way[way.index(name):]
            for number, member in enumerate(circle):
                circles.setdefault(member, (*circle[number:], *circle[:number], member))
            return
        if name in order:
            return
        for other in names_in(written[name]):
            if other in written:
                visit(other, (*way, name))
        order.append(name)

    for name in written:
        visit(name, ())
    return order, circles
