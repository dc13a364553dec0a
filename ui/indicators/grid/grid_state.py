"""How the grid is shown, as plain values that can be kept with the project."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping, Sequence

from ....algorithms.indicators.sheet import IndicatorSheet
from ....algorithms.rulepack.indicator_rules import ValueKind
from .amount_text import AREA_UNIT_CHOICES
from .columns import KINDS_IN_ORDER, Shown, Years
from .outline import levels_of

_FLAGS = ("binding_only", "deviations", "sums")
_MOST_OPEN = 5000
_WIDTHS = range(20, 1000)


def state_of(
    shown: Shown, widths: Mapping[str, int], unit_width: int, opened: Sequence[str], at: tuple[str, str]
) -> dict[str, Any]:
    """Return what is shown as plain values; a search and the filter of deviations are not kept.

    :param at: unit and column of the current cell
    """
    return {
        "level": shown.level,
        "kinds": [kind.value for kind in shown.kinds],
        "years": list(shown.years),
        "indicators": list(shown.indicators),
        "area_unit": shown.area_unit,
        **{name: getattr(shown, name) for name in _FLAGS},
        "widths": dict(widths),
        "unit_width": unit_width,
        "open": list(opened)[:_MOST_OPEN],
        "at": list(at),
    }


def shown_from(state: Mapping[str, Any], before: Shown, sheet: IndicatorSheet, years: Years) -> Shown:
    """Return what `state_of` wrote, as far as it can be read and the sheet still has it."""
    shown = before
    level, unit = state.get("level"), state.get("area_unit")
    if level in ("", *levels_of(sheet.tree)):
        shown = replace(shown, level=level)
    if unit in ("", *AREA_UNIT_CHOICES):
        shown = replace(shown, area_unit=unit)
    kinds = _listed(state, "kinds")
    known = tuple(kind for kind in KINDS_IN_ORDER if kind.value in kinds)
    if known and all(kind in {one.value for one in ValueKind} for kind in kinds):
        shown = replace(shown, kinds=known)
    chosen = tuple(year for year in years.targets if year in _listed(state, "years"))
    if chosen or state.get("years") == []:
        shown = replace(shown, years=chosen)
    indicators = tuple(code for code in sheet.rules.indicators if code in _listed(state, "indicators"))
    shown = replace(shown, indicators=indicators)
    flags = {name: state[name] for name in _FLAGS if isinstance(state.get(name), bool)}
    return replace(shown, **flags)


def widths_from(state: Mapping[str, Any]) -> dict[str, int]:
    """Return the widths of columns by name that can be read."""
    widths = state.get("widths")
    if not isinstance(widths, dict):
        return {}
    return {str(name): width for name, width in widths.items()
            if isinstance(width, int) and not isinstance(width, bool) and width in _WIDTHS}


def place_from(state: Mapping[str, Any]) -> tuple[str, str]:
    """Return unit and column of the current cell, empty where they cannot be read."""
    at = _listed(state, "at")
    if len(at) != 2 or not all(isinstance(part, str) for part in at):
        return "", ""
    return at[0], at[1]


def _listed(state: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = state.get(name)
    return value if isinstance(value, list) else ()
