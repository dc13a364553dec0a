"""Reads ``pack.yaml``: what the pack is, its CRS rule, tolerances and presets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Mapping, Optional

from osgeo import gdal, osr
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem

from ..message import Title, translatable
from .model import CheckRule, CrsRule, Preset, Severity
from .read_slope import SlopeEntry, read_slope
from .reader import Reader
from .section import Section, read_title
from .yaml_lines import YamlNode

ADMIN_LEVELS = ("country", "province", "city", "county", "town", "village", "group")
AREA_UNITS = ("m2", "ha", "mu", "km2", "wan_mu")
ELLIPSOIDS = ("cgcs2000", "xian80")
_FIRST_YEAR, _LAST_YEAR = 1949, 2200


@dataclass
class PackHead:
    """Content of ``pack.yaml``; ``preset_lines`` gives the line of each pattern of each preset."""

    id: str = ""
    version: str = ""
    title: Title = field(default_factory=lambda: Title(""))
    description: Title = field(default_factory=lambda: Title(""))
    source_document: Title = field(default_factory=lambda: Title(""))
    base_year: int = 0
    target_years: tuple[int, ...] = ()
    admin_levels: tuple[str, ...] = ()
    crs: CrsRule = field(default_factory=lambda: CrsRule((), Title(""), ELLIPSOIDS[0]))
    tolerances: Mapping[str, float] = field(default_factory=dict)
    area_units: tuple[str, ...] = ()
    severity_titles: Mapping[str, Title] = field(default_factory=dict)
    presets: Mapping[str, Preset] = field(default_factory=dict)
    outline: Optional[str] = None
    outline_line: int = 0
    slope: Optional[SlopeEntry] = None
    preset_lines: list[tuple[str, str, int]] = field(default_factory=list)


def read_pack_file(root: YamlNode, reader: Reader) -> Optional[PackHead]:
    """Return the content of ``pack.yaml``; None when it is no mapping."""
    node = reader.mapping(root, reader.file)
    if node is None:
        return None
    section = Section(reader, node, 1, reader.file)
    head = PackHead(
        id=section.read("id", reader.identifier, required=True) or "",
        version=section.text("version", required=True) or "",
        title=section.title("title", required=True) or Title(""),
        description=section.title("description", required=True) or Title(""),
        source_document=section.title("source_document", required=True) or Title(""),
        base_year=section.read("base_year", lambda node, what: _year(reader, node, what), required=True) or 0,
    )
    head.target_years = _target_years(section, head.base_year)
    head.admin_levels = _words(section, "admin_levels", ADMIN_LEVELS)
    head.crs = _crs(section)
    head.tolerances = _tolerances(section)
    head.area_units = _words(section, "area_units", AREA_UNITS)
    head.severity_titles = _severities(section)
    head.outline = section.text("outline")
    head.outline_line = section.line_of("outline")
    head.slope = section.read("slope", lambda node, what: read_slope(node, reader, what))
    _presets(section, head)
    section.finish()
    return head


def check_presets(head: PackHead, checks: Mapping[str, CheckRule], reader: Reader) -> None:
    """Note the patterns of presets that select no check."""
    for preset_id, pattern, line in head.preset_lines:
        if not any(matches(pattern, check_id) for check_id in checks):
            reader.problem(
                line,
                translatable(
                    "RulePack",
                    "The preset {preset} selects nothing by {pattern}: no check has such an id.",
                    preset=preset_id,
                    pattern=pattern,
                ),
            )


def matches(pattern: str, check_id: str) -> bool:
    """Return whether a pattern of a preset (an id, or a prefix ending with ``*``) selects a check."""
    return check_id.startswith(pattern[:-1]) if pattern.endswith("*") else check_id == pattern


def _year(reader: Reader, node: YamlNode, what: str) -> Optional[int]:
    year = reader.integer(node, what)
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        reader.problem(
            node.line,
            translatable(
                "RulePack",
                "{key}: {year} is no year from {first} to {last}.",
                key=what,
                year=year,
                first=_FIRST_YEAR,
                last=_LAST_YEAR,
            ),
        )
        return None
    return year


def _target_years(section: Section, base_year: int) -> tuple[int, ...]:
    node = section.get("target_years", required=True)
    what = section.path("target_years")
    years: list[int] = []
    for item in [] if node is None else section.reader.items(node, what):
        year = _year(section.reader, item, what)
        if year is None:
            continue
        if year <= (years[-1] if years else base_year):
            section.reader.problem(
                item.line,
                translatable(
                    "RulePack",
                    "{key}: {year} must come after {earlier}.",
                    key=what,
                    year=year,
                    earlier=years[-1] if years else base_year,
                ),
            )
        years.append(year)
    return tuple(years)


def _words(section: Section, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    node = section.get(key, required=True)
    what = section.path(key)
    items = [] if node is None else section.reader.items(node, what)
    words = [section.reader.choice(item, what, choices) for item in items]
    return tuple(word for word in words if word is not None)


def _is_known(authid: str) -> bool:
    """Return whether QGIS knows a coordinate reference system; PROJ, whose systems QGIS has, is asked first: it answers
    for a whole pack in the time QGIS needs for one.
    """
    number = re.fullmatch(r"EPSG:([0-9]{4,6})", authid)
    if number is not None:
        gdal.PushErrorHandler("CPLQuietErrorHandler")
        try:
            known = osr.SpatialReference().ImportFromEPSG(int(number[1])) == 0
        except RuntimeError:  # GDAL with exceptions switched on; QGIS has the last word
            known = False
        finally:
            gdal.PopErrorHandler()
        if known:
            return True
    return QgsApplication.instance() is None or QgsCoordinateReferenceSystem(authid).isValid()


def _crs(section: Section) -> CrsRule:
    node = section.get("crs", required=True)
    mapping = None if node is None else section.reader.mapping(node, section.path("crs"))
    if mapping is None:
        return CrsRule((), Title(""), ELLIPSOIDS[0])
    crs = Section(section.reader, mapping, section.line_of("crs"), section.path("crs"))
    accepted = crs.texts("accepted", required=True)
    for authid, line in accepted:
        if not re.fullmatch(r"[A-Z]+:[0-9A-Za-z_.]+", authid):
            section.reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key}: {crs} is no authority id of the form EPSG:4490.",
                    key=crs.path("accepted"),
                    crs=authid,
                ),
            )
        elif not _is_known(authid):
            section.reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key}: QGIS does not know the coordinate reference system {crs}.",
                    key=crs.path("accepted"),
                    crs=authid,
                ),
            )
    rule = CrsRule(
        tuple(authid for authid, _ in accepted),
        crs.title("datum", required=True) or Title(""),
        crs.read("ellipsoid", lambda node, what: section.reader.choice(node, what, ELLIPSOIDS), required=True)
        or ELLIPSOIDS[0],
    )
    crs.finish()
    return rule


def _tolerances(section: Section) -> dict[str, float]:
    node = section.get("tolerances", required=True)
    what = section.path("tolerances")
    mapping = None if node is None else section.reader.mapping(node, what)
    tolerances: dict[str, float] = {}
    for key, value in mapping.entries if mapping is not None else ():
        name = section.reader.identifier(key, what)
        number = section.reader.number(value, f"{what}.{name}")
        if number is not None and number < 0:
            section.reader.problem(
                value.line, translatable("RulePack", "{key} must not be negative.", key=f"{what}.{name}")
            )
        tolerances[name] = number or 0.0
    return tolerances


def _severities(section: Section) -> dict[str, Title]:
    node = section.get("severities", required=True)
    what = section.path("severities")
    mapping = None if node is None else section.reader.mapping(node, what)
    if mapping is None:
        return {}
    severities = Section(section.reader, mapping, section.line_of("severities"), what)
    titles = {severity.value: severities.title(severity.value, required=True) for severity in Severity}
    severities.finish()
    return {name: title for name, title in titles.items() if title is not None}


def _presets(section: Section, head: PackHead) -> None:
    reader = section.reader
    node = section.get("presets", required=True)
    presets: dict[str, Preset] = {}
    for item in [] if node is None else reader.items(node, section.path("presets")):
        mapping = reader.mapping(item, section.path("presets"))
        if mapping is None:
            continue
        entry = Section(reader, mapping, item.line, section.path("presets"))
        preset_id = entry.read("id", reader.identifier, required=True) or ""
        title = entry.read(
            "title", lambda node, what: read_title(reader, node, what), required=True
        ) or Title("")
        patterns = entry.texts("checks", required=True)
        entry.finish()
        if preset_id in presets:
            reader.problem(
                entry.line_of("id"), translatable("RulePack", "Two presets have the id {id}.", id=preset_id)
            )
        if not patterns:
            reader.problem(
                entry.line_of("checks"),
                translatable("RulePack", "The preset {preset} selects nothing.", preset=preset_id),
            )
        for pattern, line in patterns:
            if re.fullmatch(r"[0-9]{4}|[0-9]{0,3}\*", pattern):
                head.preset_lines.append((preset_id, pattern, line))
            else:
                reader.problem(
                    line,
                    translatable(
                        "RulePack",
                        "The preset {preset}: {pattern} must be an id of four digits, or its beginning "
                        "followed by *.",
                        preset=preset_id,
                        pattern=pattern,
                    ),
                )
        presets[preset_id] = Preset(preset_id, title, tuple(pattern for pattern, _ in patterns))
    head.presets = presets
