"""Reads the part ``three_lines`` of ``adjustment.yaml``: which line gives way, by rule set."""

from __future__ import annotations

from ..message import Title, translatable
from .adjustment_rules import LineRuleSet, ThreeLineRules
from .section import Section
from .vocabulary import Vocabulary


def read_three_lines(
    part: Section, vocabulary: Vocabulary, checks: tuple[str, ...], essential: tuple[str, ...]
) -> ThreeLineRules:
    """Return the rule sets of the three lines; what is wrong has been noted.

    :param checks: ids of the checks of the three lines, and those without which they are not judged
    """
    reader = part.reader
    node = part.get("rule_sets", required=True)
    rule_sets: dict[str, LineRuleSet] = {}
    for item in [] if node is None else reader.items(node, part.path("rule_sets")):
        mapping = reader.mapping(item, part.path("rule_sets"))
        if mapping is None:
            continue
        section = Section(reader, mapping, item.line, part.path("rule_sets"))
        rule_set = _rule_set(section, vocabulary)
        section.finish()
        if rule_set.id in rule_sets:
            reader.problem(
                item.line, translatable("RulePack", "Two rule sets have the id {id}.", id=rule_set.id)
            )
        rule_sets[rule_set.id] = rule_set
    if node is not None and not rule_sets:
        reader.problem(node.line, translatable("RulePack", "{key} names no rule set.", key=part.path("rule_sets")))
    chosen = part.read(
        "default", lambda found, what: reader.choice(found, what, tuple(rule_sets)) if rule_sets else None,
        required=True,
    )
    roles = [_role(part, key, vocabulary) for key in ("farmland", "redline", "urban_boundary")]
    return ThreeLineRules(roles[0], roles[1], roles[2], rule_sets, chosen or "", checks, essential)


def _role(part: Section, key: str, vocabulary: Vocabulary) -> str:
    name = part.text(key, required=True)
    if name is not None:
        vocabulary.role(part.reader, name, part.line_of(key), part.path(key))
    return name or ""


def _rule_set(section: Section, vocabulary: Vocabulary) -> LineRuleSet:
    reader = section.reader
    node = section.get("order", required=True)
    what = section.path("order")
    ranks: list[tuple[str, ...]] = []
    for item in [] if node is None else reader.items(node, what):
        names = reader.texts(item, what)
        for name, line in names:
            vocabulary.role(reader, name, line, what)
            if any(name in rank for rank in ranks):
                reader.problem(line, translatable("RulePack", "{key} names {value} twice.", key=what, value=name))
        ranks.append(tuple(name for name, _ in names))
    return LineRuleSet(
        section.text("id", required=True) or "",
        section.title("title", required=True) or Title(""),
        section.text("clause", required=True) or "",
        tuple(ranks),
    )
