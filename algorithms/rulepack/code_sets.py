"""What a code list may say besides its codes: named sets of them, and lists of other generations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Container, Iterable, Mapping, Optional

from ..message import translatable
from .model import CodeList
from .problems import ProblemList, closest
from .reader import ID_PATTERN, Reader
from .section import Section
from .yaml_lines import YamlMap, YamlNode, YamlScalar


@dataclass(frozen=True)
class Links:
    """Where a code list names other lists or their codes, with the lines.

    :ivar generations: id of a list of another generation → line
    :ivar generation_of: line of ``generation_of``
    :ivar same_as: code → line of its ``same_as``
    """

    generations: Mapping[str, int] = field(default_factory=dict)
    generation_of: int = 0
    same_as: Mapping[str, int] = field(default_factory=dict)


def read_sets(node: YamlNode, what: str, reader: Reader, codes: Container[str]) -> dict[str, frozenset[str]]:
    """Return the named sets of a code list; each lists codes, or names of sets above it.

    :param codes: the codes of the list
    """
    sets: dict[str, frozenset[str]] = {}
    mapping = reader.mapping(node, what)
    for key, value in mapping.entries if mapping is not None else ():
        name = reader.identifier(key, what)
        members: set[str] = set()
        entries = reader.texts(value, f"{what}.{name}")
        for word, line in entries:
            if word in sets:
                members |= sets[word]
            elif word in codes:
                members.add(word)
            else:
                _unknown_member(reader, line, name, word, sets)
        if not entries:
            reader.problem(value.line, translatable("RulePack", "The set {name} has no code.", name=name))
        sets[name] = frozenset(members)
    return sets


def _unknown_member(reader: Reader, line: int, name: str, word: str, sets: Iterable[str]) -> None:
    suggestion = closest(word, sets) if ID_PATTERN.fullmatch(word) else ""
    if suggestion:
        reader.problem(
            line,
            translatable("RulePack", "The set {name} holds {word}, which is no set above it; did you mean "
                         "{suggestion}?", name=name, word=word, suggestion=suggestion),
        )
    else:
        reader.problem(
            line,
            translatable("RulePack", "The set {name} holds {word}, which is neither a code of the list nor a set "
                         "above it.", name=name, word=word),
        )


def read_generations(section: Section) -> tuple[dict[str, int], Optional[str], int]:
    """Return the lists of other generations with their lines, the list this one stands beside, and its line."""
    generations = dict(section.texts("generations"))
    generation_of = section.read("generation_of", section.reader.identifier)
    return generations, generation_of or None, section.line_of("generation_of")


def same_as_lines(entries: Optional[YamlMap]) -> dict[str, int]:
    """Return the line of ``same_as`` of each code that has it."""
    lines: dict[str, int] = {}
    for key, value in entries.entries if entries is not None else ():
        for word, node in value.entries if isinstance(value, YamlMap) else ():
            if word.raw == "same_as" and isinstance(node, YamlScalar):
                lines[key.raw] = node.line
    return lines


def check_links(
    code_list: CodeList,
    links: Links,
    find: Callable[[str], Optional[CodeList]],
    known: Callable[[], Iterable[str]],
    problems: ProblemList,
) -> None:
    """Judge what a code list says of the lists of other generations by these lists themselves.

    :param find: gives a list by its id, None when there is none or it has problems
    :param known: gives the ids of all lists
    """
    reader = Reader(f"codelists/{code_list.id}.yaml", problems)
    for name, line in links.generations.items():
        other = find(name)
        if other is None and name not in known():
            _no_such_list(reader, line, "generations", name)
        elif other is not None and other.generation_of != code_list.id:
            reader.problem(
                line,
                translatable("RulePack", "generations names {name}, which does not say generation_of: {id}.",
                             name=name, id=code_list.id),
            )
    if code_list.generation_of is None:
        for code, line in links.same_as.items():
            reader.problem(
                line,
                translatable("RulePack", "{code} has same_as, but the list has no generation_of that would say of "
                             "which list.", code=code),
            )
        return
    base = find(code_list.generation_of)
    if base is None:
        if code_list.generation_of not in known():
            _no_such_list(reader, links.generation_of, "generation_of", code_list.generation_of)
        return
    for code in code_list.names:
        if code not in code_list.same_as:
            reader.problem(
                links.generation_of,
                translatable("RulePack", "{code} has no same_as: say which code of {base} it is.", code=code,
                             base=base.id),
            )
        elif code_list.same_as[code] not in base.names:
            reader.problem(
                links.same_as.get(code, 1),
                translatable("RulePack", "{code} is same_as {same}, which is no code of {base}.", code=code,
                             same=code_list.same_as[code], base=base.id),
            )


def _no_such_list(reader: Reader, line: int, key: str, name: str) -> None:
    reader.problem(
        line,
        translatable("RulePack", "{key} names the code list {name}, which does not exist: there is no {file}.",
                     key=key, name=name, file=f"codelists/{name}.yaml"),
    )
