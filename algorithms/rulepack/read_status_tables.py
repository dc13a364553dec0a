"""Reads the groupings and tables of ``status.yaml``."""

from __future__ import annotations

from typing import Iterator, Mapping, Optional

from ..message import Title, translatable
from .conditions import checked_expression
from .delineation_references import no_such_code, selects
from .indicator_rules import MeasureTerm
from .model import CodeList, GeometryKind, LayerRole
from .problems import closest, listing
from .read_measures import NUMBERS, entries, named_role, unit_fields
from .read_pack_file import AREA_UNITS
from .section import Section
from .section_parts import chosen_features, role_field
from .status_rules import SEPARATOR, Aspect, Block, Group, Grouping, RatioColumn, Split, StatusTable
from .vocabulary import Vocabulary
from .yaml_lines import YamlMap, YamlNode

_MOST_DECIMALS = 6
_COUNT = "count"


def subject_term(section: Section, vocabulary: Vocabulary, subject: Optional[MeasureTerm]) -> MeasureTerm:
    """Return which features of a layer are summed up, by ``layer``, ``field``, ``times``, ``where`` and ``unit``.

    :param subject: what holds where the section names no layer; None: it must name one
    """
    role: Optional[LayerRole] = None
    if section.get("layer") is not None or subject is None:
        role = named_role(section, vocabulary)
        subject = None
    elif vocabulary.layers is not None:
        role = vocabulary.layers.get(subject.role)
    field = role_field(section, vocabulary, role, "field", NUMBERS, required=False)
    times = role_field(section, vocabulary, role, "times", NUMBERS, required=False)
    unit = unit_fields(section, vocabulary, role)
    if subject is not None:
        field, unit = field or subject.field, unit or subject.unit
    if role is not None and role.geometry is not GeometryKind.POLYGON and field is None:
        section.reader.problem(section.line, translatable(
            "RulePack", "{key}: {layer} has no areas, so name a field.", key=section.name, layer=role.id))
    name = subject.role if subject is not None else "" if role is None else role.id
    return MeasureTerm(name, field, chosen_features(section, role), unit, times=times)


def unit_of_term(section: Section, vocabulary: Vocabulary, term: MeasureTerm) -> str:
    """Return the unit of measure a section names, which its term must be able to give."""
    unit = section.text("measure") or "ha"
    role = None if vocabulary.layers is None else vocabulary.layers.get(term.role)
    if role is None or term.times is not None or unit == _COUNT or (term.field and term.field not in role.fields):
        return unit
    own = "m2" if term.field is None else role.fields[term.field].unit
    if (own in AREA_UNITS) != (unit in AREA_UNITS) or (own not in AREA_UNITS and own != unit):
        section.reader.problem(section.line_of("measure"), translatable(
            "RulePack", "{key}: {field} is in {own} and cannot be written in {unit}.", key=section.path("measure"),
            field=term.field or "geometry", own=own or "–", unit=unit))
    return unit


def decimals_of(section: Section) -> int:
    """Return the decimals of a column, 2 where a section does not say."""
    decimals = section.integer("decimals")
    if decimals is not None and not 0 <= decimals <= _MOST_DECIMALS:
        section.reader.problem(section.line_of("decimals"), translatable(
            "RulePack", "{key} must be from 0 to {most}.", key=section.path("decimals"), most=_MOST_DECIMALS))
    return 2 if decimals is None else min(max(decimals, 0), _MOST_DECIMALS)


class GroupingReader:
    """Reads one grouping."""

    def __init__(self, vocabulary: Vocabulary, subject: Optional[MeasureTerm]) -> None:
        """:param subject: the layer of groupings that name none"""
        self._vocabulary = vocabulary
        self._subject = subject

    def read(self, section: Section, key: str) -> Grouping:
        """Return a grouping; what is wrong with it is noted."""
        role: Optional[LayerRole] = None
        if section.get("layer") is not None or self._subject is None:
            role = named_role(section, self._vocabulary)
        elif self._vocabulary.layers is not None:
            role = self._vocabulary.layers.get(self._subject.role)
        field = role_field(section, self._vocabulary, role, "field", required=False)
        rule = role.fields.get(field) if role is not None and field is not None else None
        codes = self._vocabulary.find_code_list(rule.codes) if rule is not None and rule.codes else None
        ids: dict[str, int] = {}
        groups = tuple(self._groups(section, role, field, codes, rule is not None and rule.type in NUMBERS, ids))
        applies = section.text("applies")
        if applies is not None:
            applies = checked_expression(section.reader, applies, section.line_of("applies"), role)
        if field is None and not groups:
            section.reader.problem(section.line, translatable(
                "RulePack", "{key}: name a field, or groups with an expression each.", key=section.name))
        taken: dict[str, str] = {}
        for leaf in (leaf for group in groups for leaf in group.leaves()):
            for code in leaf.codes:
                if code in taken:
                    section.reader.problem(ids.get(leaf.id, section.line), translatable(
                        "RulePack", "{key}: {code} is in the groups {one} and {other}.", key=section.name, code=code,
                        one=taken[code], other=leaf.id))
                taken[code] = leaf.id
        return Grouping(
            key, section.title("title", required=True) or Title(key), "" if role is None else role.id, field, groups,
            applies, section.title("outside"))

    def _groups(
        self, section: Section, role: Optional[LayerRole], field: Optional[str], codes: Optional[CodeList],
        numbers: bool, ids: dict[str, int],
    ) -> Iterator[Group]:
        yield from entries(section, "groups", lambda part: self._group(part, role, field, codes, numbers, ids))

    def _group(
        self, section: Section, role: Optional[LayerRole], field: Optional[str], codes: Optional[CodeList],
        numbers: bool, ids: dict[str, int],
    ) -> Group:
        reader = section.reader
        name = section.read("id", reader.identifier, required=True) or ""
        if name and name in ids:
            reader.problem(section.line_of("id"), translatable(
                "RulePack", "{key}: the group {name} is there twice.", key=section.name, name=name))
        ids[name] = section.line
        title = section.title("title", required=True) or Title(name)
        below = tuple(self._groups(section, role, field, codes, numbers, ids))
        patterns = self._codes(section, codes)
        minimum, maximum = section.number("from"), section.number("below")
        where = section.text("where")
        if where is not None:
            where = checked_expression(reader, where, section.line_of("where"), role)
        by = [bool(below), bool(patterns), minimum is not None or maximum is not None, where is not None]
        if sum(by) != 1 and not (section.get("codes") or section.get("set")):
            reader.problem(section.line, translatable(
                "RulePack", "{key}: a group goes by codes, by a range (from, below), by an expression (where), or "
                "consists of groups: give one of these.", key=section.name))
        elif where is not None and field is not None:
            reader.problem(section.line_of("where"), translatable(
                "RulePack", "{key}: the grouping goes by the field {field}, so its groups have no expressions.",
                key=section.name, field=field))
        elif by[2] and not numbers:
            reader.problem(section.line, translatable(
                "RulePack", "{key}: a range needs a field of numbers.", key=section.name))
        elif by[1] and field is None:
            reader.problem(section.line, translatable(
                "RulePack", "{key}: codes need a field.", key=section.name))
        if minimum is not None and maximum is not None and minimum >= maximum:
            reader.problem(section.line, translatable(
                "RulePack", "{key}: the range from {low} to below {high} is empty.", key=section.name, low=minimum,
                high=maximum))
        return Group(name, title, patterns, minimum, maximum, where, below)

    @staticmethod
    def _codes(section: Section, codes: Optional[CodeList]) -> tuple[str, ...]:
        """Return codes and prefixes, sets of the code list put in."""
        reader, found = section.reader, []
        for pattern, line in section.texts("codes"):
            if codes is not None and not any(selects(pattern, code) for code in codes.names):
                reader.problem(line, no_such_code(section.path("codes"), pattern, codes))
            found.append(pattern)
        name = section.text("set")
        if name is not None and codes is not None and name not in codes.sets:
            suggestion = closest(name, codes.sets)
            reader.problem(section.line_of("set"), translatable(
                "RulePack", "{key}: the code list {list} has no set {name}; its sets: {sets}.", key=section.path("set"),
                list=codes.id, name=name, sets=suggestion or listing(codes.sets)))
        elif name is not None and codes is not None:
            found += sorted(codes.sets[name])
        elif name is not None:
            reader.problem(section.line_of("set"), translatable(
                "RulePack", "{key}: the field has no code list, so it has no sets.", key=section.path("set")))
        return tuple(found)


class TableReader:
    """Reads one table."""

    def __init__(
        self, vocabulary: Vocabulary, subject: Optional[MeasureTerm], groupings: Mapping[str, Grouping]
    ) -> None:
        """:param groupings: by id, for what the tables name"""
        self._vocabulary = vocabulary
        self._subject = subject
        self._groupings = groupings

    def read(self, section: Section) -> StatusTable:
        """Return a table; what is wrong with it is noted."""
        reader = section.reader
        name = section.read("id", reader.identifier, required=True) or ""
        title = section.title("title", required=True) or Title(name)
        blocks = tuple(entries(section, "blocks", self._block, required=True))
        seen: set[str] = set()
        for block in blocks:
            if block.id in seen:
                reader.problem(section.line_of("blocks"), translatable(
                    "RulePack", "{key}: {name} is there twice.", key=section.path("blocks"), name=block.id))
            seen.add(block.id)
        paths = set().union(*(self._paths(block) for block in blocks)) if blocks else set()
        rows = section.texts("rows")
        for grouping, line in rows:
            self._known(section, grouping, line, "rows")
            if not any(self._groupings[grouping].role == block.term.role for block in blocks) if (
                    grouping in self._groupings) else False:
                reader.problem(line, translatable(
                    "RulePack", "{key}: {name} goes by another layer than every block of the table.",
                    key=section.path("rows"), name=grouping))
        ratios = tuple(entries(section, "ratios", lambda part: self._ratio(part, paths)))
        return StatusTable(
            id=name, title=title, aspect=section.enum("aspect", Aspect, Aspect.QUANTITY, required=True),
            clause=section.text("clause") or "", blocks=blocks, ratios=ratios, rows=tuple(one for one, _ in rows),
            number=section.text("number") or "", source=section.text("source") or "")

    def _block(self, section: Section) -> Block:
        reader = section.reader
        name = section.read("id", reader.identifier, required=True) or ""
        title = section.title("title", required=True) or Title(name)
        term = subject_term(section, self._vocabulary, self._subject)
        unit = unit_of_term(section, self._vocabulary, term)
        decimals = decimals_of(section)
        split = section.read("split", lambda node, what: self._split(section, node, what, term.role))
        return Block(name, title, term, unit, 0 if unit == _COUNT else decimals, split, unit == _COUNT)

    def _split(self, section: Section, node: YamlNode, what: str, role: str) -> Optional[Split]:
        """Return a split: the id of a grouping, or a mapping with ``by`` and ``then``."""
        if not isinstance(node, YamlMap):
            name = section.reader.text(node, what) or ""
            self._known(section, name, node.line, what)
            self._same_layer(section, name, node.line, what, role)
            return Split(name)
        part = Section(section.reader, node, node.line, what)
        name = part.text("by", required=True) or ""
        self._known(part, name, part.line_of("by"), "by")
        self._same_layer(part, name, part.line_of("by"), part.path("by"), role)
        then: dict[str, Split] = {}
        inner = part.get("then")
        mapping = None if inner is None else section.reader.mapping(inner, part.path("then"))
        known = set() if name not in self._groupings else {
            group.id for group in _all_groups(self._groupings[name].groups)} | {"outside"}
        for key, value in [] if mapping is None else mapping.entries:
            if name in self._groupings and key.raw not in known:
                section.reader.problem(key.line, translatable(
                    "RulePack", "{key}: the grouping {grouping} has no group {name}; its groups: {groups}.",
                    key=part.path("then"), grouping=name, name=key.raw, groups=listing(sorted(known))))
            found = self._split(section, value, f"{part.path('then')}.{key.raw}", role)
            if found is not None:
                then[key.raw] = found
        part.finish()
        return Split(name, then)

    def _known(self, section: Section, name: str, line: int, key: str) -> None:
        if not name or name in self._groupings:
            return
        section.reader.problem(line, translatable(
            "RulePack", "{key} names the grouping {name}, which is not there; groupings: {groupings}.",
            key=section.path(key) if SEPARATOR not in key and "." not in key else key, name=name,
            groupings=listing(self._groupings)))

    def _same_layer(self, section: Section, name: str, line: int, what: str, role: str) -> None:
        grouping = self._groupings.get(name)
        if grouping is not None and role and grouping.role and grouping.role != role:
            section.reader.problem(line, translatable(
                "RulePack", "{key}: {name} goes by the layer {layer}, but {other} is summed up.", key=what, name=name,
                layer=grouping.role, other=role))

    def _paths(self, block: Block) -> set[str]:
        """Return the paths of all columns of a block that are known before the data are."""
        found = {block.id}
        if block.split is not None:
            self._add_paths(block.id, block.split, found)
        return found

    def _add_paths(self, above: str, split: Split, found: set[str]) -> None:
        grouping = self._groupings.get(split.grouping)
        if grouping is None:
            return
        waiting = [(above, group, split.then.get(group.id)) for group in grouping.groups]
        outside = split.then.get("outside")
        for name in ("outside", "not_stated", "other"):
            found.add(f"{above}{SEPARATOR}{name}")
        if outside is not None:
            self._add_paths(f"{above}{SEPARATOR}outside", outside, found)
        while waiting:
            parent, group, then = waiting.pop()
            path = f"{parent}{SEPARATOR}{group.id}"
            found.add(path)
            waiting += [(path, below, split.then.get(below.id, then)) for below in group.groups]
            if not group.groups and then is not None:
                self._add_paths(path, then, found)

    def _ratio(self, section: Section, paths: set[str]) -> RatioColumn:
        reader = section.reader
        name = section.read("id", reader.identifier, required=True) or ""
        title = section.title("title", required=True) or Title(name)
        sides = []
        for key in ("of", "over"):
            texts = section.texts(key, required=True)
            for path, line in texts:
                if path not in paths:
                    reader.problem(line, translatable(
                        "RulePack", "{key} names the column {name}, which the table does not have; its columns: "
                        "{columns}.", key=section.path(key), name=path,
                        columns=closest(path, paths) or listing(sorted(paths))))
            sides.append(tuple(path for path, _ in texts))
        factor = section.number("factor")
        return RatioColumn(
            name, title, sides[0], sides[1], 1.0 if factor is None else factor, section.text("measure") or "percent",
            decimals_of(section), section.boolean("sub_rows", False))


def _all_groups(groups: tuple[Group, ...]) -> Iterator[Group]:
    for group in groups:
        yield group
        yield from _all_groups(group.groups)
