"""Reads the slope classes (坡度级别) of ``pack.yaml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional

from ..message import Title, translatable
from .model import SlopeScheme
from .problems import listing
from .reader import Reader
from .section import Section, read_title
from .vocabulary import Vocabulary
from .yaml_lines import YamlList, YamlNode

_STEEPEST = 90.0
_SIDES = ("right", "left")


@dataclass
class SlopeEntry:
    """Slope classes as written, with the lines that later problems are reported at.

    :ivar code_lines: code and its line
    """

    scheme: SlopeScheme
    list_line: int
    code_lines: list[tuple[str, int]] = field(default_factory=list)


def read_slope(node: YamlNode, reader: Reader, what: str) -> Optional[SlopeEntry]:
    """Return the slope classes; whether the codes exist is told by `check_slope` once code lists are known."""
    mapping = reader.mapping(node, what)
    if mapping is None:
        return None
    section = Section(reader, mapping, node.line, what)
    scheme_id = section.read("id", reader.identifier, required=True) or ""
    title = section.read("title", lambda value, name: read_title(reader, value, name), required=True)
    breaks = _breaks(section)
    closed = section.read("closed", lambda value, name: reader.choice(value, name, _SIDES), required=True)
    code_list = section.text("code_list", required=True) or ""
    codes = section.texts("codes", required=True)
    steep = _angle(section, "steep")
    section.finish()
    written = section.get("codes")
    count = len(written.items) if isinstance(written, YamlList) else 0
    if breaks and count and count != len(breaks) + 1:
        reader.problem(
            section.line_of("codes"),
            translatable(
                "RulePack",
                "{key}: {breaks} breaks make {classes} classes, but there are {count} codes.",
                key=section.path("codes"),
                breaks=len(breaks),
                classes=len(breaks) + 1,
                count=count,
            ),
        )
    scheme = SlopeScheme(
        scheme_id,
        title or Title(""),
        breaks,
        tuple(code for code, _ in codes),
        closed != "left",
        steep,
        code_list,
    )
    return SlopeEntry(scheme, section.line_of("code_list"), codes)


def check_slope(entry: SlopeEntry, reader: Reader, vocabulary: Vocabulary) -> None:
    """Note a code list that does not exist and codes it does not have."""
    name = entry.scheme.code_list
    if not name:
        return
    vocabulary.check_code_list(reader, name, entry.list_line, "slope.code_list")
    known = vocabulary.find_code_list(name)
    if known is None:
        return
    for code, line in entry.code_lines:
        if code not in known.names:
            reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key} names the code {code}, which the code list {list} does not have; its codes: {codes}.",
                    key="slope.codes",
                    code=code,
                    list=name,
                    codes=listing(known.names),
                ),
            )


def _breaks(section: Section) -> tuple[float, ...]:
    node = section.get("breaks", required=True)
    what = section.path("breaks")
    found: list[float] = []
    items = [] if node is None else section.reader.items(node, what)
    for item in items:
        value = section.reader.number(item, what)
        if value is None:
            continue
        _check_angle(section, value, item.line, what)
        if found and value <= found[-1]:
            section.reader.problem(
                item.line,
                translatable(
                    "RulePack",
                    "{key} must ascend: {value} comes after {earlier}.",
                    key=what,
                    value=value,
                    earlier=found[-1],
                ),
            )
        found.append(value)
    if isinstance(node, YamlList) and not items:
        section.reader.problem(node.line, translatable("RulePack", "{key} is empty.", key=what))
    return tuple(found)


def _angle(section: Section, key: str) -> float:
    node = section.get(key, required=True)
    value = None if node is None else section.reader.number(node, section.path(key))
    if value is None:
        return 0.0
    _check_angle(section, value, section.line_of(key), section.path(key))
    return value


def _check_angle(section: Section, value: float, line: int, what: str) -> None:
    if not 0.0 < value < _STEEPEST:
        section.reader.problem(
            line,
            translatable(
                "RulePack", "{key}: {value} is no slope between 0 and 90 degrees.", key=what, value=value
            ),
        )
