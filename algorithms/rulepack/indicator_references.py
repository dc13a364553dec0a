"""What indicators refer to among each other: codes that do not exist, measures that go round in circles."""

from __future__ import annotations

from typing import Iterable, Mapping

from ..message import translatable
from .indicator_rules import IndicatorRule
from .problems import closest, listing
from .read_pack_file import AREA_UNITS
from .reader import Reader


def report_unknown_indicators(
    named: Iterable[tuple[str, str, int]], indicators: Mapping[str, IndicatorRule], reader: Reader
) -> None:
    """Note codes that no indicator has.

    :param named: codes, each with the key that names it and its line
    """
    for code, key, line in named:
        if code in indicators:
            continue
        suggestion = closest(code, indicators)
        if suggestion:
            reader.problem(
                line,
                translatable(
                    "RulePack", "{key} names the indicator {code}, which the file does not have; did you mean "
                    "{suggestion}?", key=key, code=code, suggestion=suggestion,
                ),
            )
        else:
            reader.problem(
                line,
                translatable(
                    "RulePack", "{key} names the indicator {code}, which the file does not have; its indicators: "
                    "{codes}.", key=key, code=code, codes=listing(indicators),
                ),
            )


def report_wrong_sums(indicators: Mapping[str, IndicatorRule], lines: Mapping[str, int], reader: Reader) -> None:
    """Note indicators that are measured by each other in a circle, and sums of what does not add up.

    :param lines: line of each indicator
    """
    parts = {
        code: {part for measure in rule.measures for part in measure.indicators} for code, rule in indicators.items()
    }
    for code, rule in indicators.items():
        if code in _reached(code, parts):
            reader.problem(
                lines[code],
                translatable(
                    "RulePack", "The indicator {code} is measured by indicators that are measured by it.", code=code
                ),
            )
        for part in sorted(parts[code] & indicators.keys()):
            if not _add_up(rule, indicators[part]):
                reader.problem(
                    lines[code],
                    translatable(
                        "RulePack", "The indicator {code} in {unit} cannot be the sum of {part} in {other}.", code=code,
                        unit=rule.unit, part=part, other=indicators[part].unit,
                    ),
                )


def _reached(code: str, parts: Mapping[str, set[str]]) -> set[str]:
    """Return the indicators that an indicator is measured by, directly and through others."""
    reached: set[str] = set()
    waiting = set(parts[code])
    while waiting:
        part = waiting.pop()
        reached.add(part)
        waiting |= parts.get(part, set()) - reached
    return reached


def _add_up(total: IndicatorRule, part: IndicatorRule) -> bool:
    """Return whether an indicator can be part of a sum: no ratio, and of the same sort of unit."""
    if any(measure.over for measure in part.measures):
        return False
    return part.unit == total.unit or (part.unit in AREA_UNITS and total.unit in AREA_UNITS)
