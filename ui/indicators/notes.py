"""What a work on indicators had to say, sorted: what needs a person first, what is only good to know last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Sequence

from qgis.PyQt.QtCore import QCoreApplication

from ...algorithms.indicators.amount_words import unit_name
from ...algorithms.indicators.measuring import Measurement
from ...algorithms.indicators.sheet import IndicatorSheet
from ...algorithms.language import Language
from ...algorithms.units.tree import UnitTree

translate = QCoreApplication.translate
_NAMED = 4  # so many indicators or units are named, the others counted


@dataclass(frozen=True)
class NoteGroup:
    """Sentences of one sort.

    :ivar title: what they have in common
    :ivar minor: nothing has to be done about them; shown closed, and not counted
    """

    title: str
    sentences: tuple[str, ...]
    minor: bool = False


def to_see_to(groups: tuple[NoteGroup, ...]) -> int:
    """Return how many sentences somebody should read."""
    return sum(len(group.sentences) for group in groups if not group.minor)


def notes_of_measurement(measurement: Measurement, sheet: IndicatorSheet, language: Language) -> tuple[NoteGroup, ...]:
    """Return what is to be said of a measurement: indicators that failed first, what the plan leaves out last."""
    rules, tree, render = sheet.rules, sheet.tree, language.render
    names = {code: language.title(rule.title) for code, rule in rules.indicators.items()}
    failed: dict[str, list[str]] = {}
    left_out: dict[int, list[str]] = {}
    for code, year, reason in measurement.not_measured:
        if code in rules.indicators and rules.indicators[code].measure_of(year) is None:
            left_out.setdefault(year, []).append(names[code])
        else:
            failed.setdefault(render(reason), []).append(f"{names.get(code, code)} {year}")
    gaps: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for gap in measurement.gaps:
        gaps.setdefault((render(gap.reason), gap.units), []).append(f"{names.get(gap.indicator, gap.indicator)} "
                                                                    f"{gap.year}")
    return (
        NoteGroup(translate("IndicatorNotes", "Not measured"), tuple(
            translate("IndicatorNotes", "{indicators}: {reason}").format(
                indicators=_some(found, language), reason=reason) for reason, found in failed.items())),
        NoteGroup(translate("IndicatorNotes", "Measured with reservations"), _reservations(
            measurement, tree, names, language)),
        NoteGroup(translate("IndicatorNotes", "Without a value in some units"), tuple(
            translate("IndicatorNotes", "{indicators} in {units}: {reason}").format(
                indicators=_some(found, language), units=_some([unit_name(tree, code) for code in units], language),
                reason=reason) for (reason, units), found in gaps.items()), minor=True),
        NoteGroup(translate("IndicatorNotes", "The plan does not say how to measure"), tuple(
            translate("IndicatorNotes", "{year}: {indicators}").format(
                year=year, indicators=language.listed(found))
            for year, found in sorted(left_out.items())), minor=True),
    )


def _reservations(
    measurement: Measurement, tree: UnitTree, names: Mapping[str, str], language: Language
) -> tuple[str, ...]:
    """Return each doubt once, as the largest unit has it: what it counts holds what the units below count."""
    depths: dict[str, int] = {}
    for code in tree.walk():
        above = tree.parent(code)
        depths[code] = 0 if above is None else depths[above] + 1
    largest: dict[tuple[str, str, int, str, str], tuple[int, str, str]] = {}
    for value in measurement.values:
        unit, indicator, year, _ = value.key
        depth = depths.get(unit, 0)
        for doubt in value.reservations:
            fixed = {name: part for name, part in doubt.values.items() if name not in ("count", "area")}
            kind = (doubt.context, doubt.text, year, indicator, repr(sorted(fixed.items(), key=str)))
            sentence = language.render(doubt)
            if kind not in largest or depth < largest[kind][0]:
                largest[kind] = (depth, unit, sentence)
    concerned: dict[tuple[str, str], list[str]] = {}  # by unit and sentence, which only says "the unit"
    for (_, _, year, indicator, _), (_, unit, sentence) in largest.items():
        concerned.setdefault((unit, sentence), []).append(f"{names.get(indicator, indicator)} {year}")
    return tuple(
        translate("IndicatorNotes", "{unit} · {indicators}: {reason}").format(
            unit=unit_name(tree, unit), indicators=_some(found, language), reason=sentence)
        for (unit, sentence), found in concerned.items())


def _some(names: Sequence[str], language: Language) -> str:
    """Return names in one line, the first few of many."""
    shown = list(dict.fromkeys(names))
    text = language.listed(shown[:_NAMED])
    if len(shown) > _NAMED:
        return translate("IndicatorNotes", "{names} and {count} more").format(
            names=text, count=len(shown) - _NAMED)
    return text
