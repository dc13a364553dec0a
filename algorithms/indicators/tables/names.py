"""Finds administrative units and indicators by what tables call them: codes in any writing, names, titles."""

from __future__ import annotations

import re
from typing import Iterable, NamedTuple, Optional

from ...rulepack.indicator_rules import IndicatorRules, ValueKind
from ...units.codes import plain_code, unit_code
from ...units.tree import UnitTree
from .words import kind_in, without_fillers, without_ordinal
from .writing_habits import MeasureUnit, half_width, measure_unit, squeezed

_UNIT_ENDINGS = re.compile(
    r"(?:社区居民委员会|社区居委会|居民委员会|村民委员会|村委会|居委会|街道办事处|街道办|办事处|自治县|自治区|自治州|街道|地区|社区|"
    r"[省市县区镇乡村]|province|city|county|town|township|village)$"
)
_TITLE_ENDINGS = re.compile(r"(?:补充耕地义务量|补充耕地量|总面积|面积|总规模|规模|总量|数量|任务)$")
_STOPS = str.maketrans("", "", "、,·")
_BRACKETS = re.compile(r"[(\[【〔](.*?)[)\]】〕]")
_NATURE = re.compile(r"约束性(?:指标)?|预期性(?:指标)?|指标|binding|expected")
_CODE_AND_NAME = re.compile(r"([0-9]{2,12})[-_ :]*(\D.*)")
_SHORTENED = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,2}", re.IGNORECASE)
_LEAST_NAME = 2  # 城关镇 may be called 城关, 城镇 not 城


class UnitFound(NamedTuple):
    """What a text says of an administrative unit.

    :ivar codes: the units it may be: one, several of the same name, or none
    :ivar exact: it is the code or the whole name
    """

    codes: tuple[str, ...]
    exact: bool = True


class IndicatorFound(NamedTuple):
    """An indicator a text names.

    :ivar measure: unit of amounts in brackets behind the title
    """

    code: str
    exact: bool
    measure: Optional[MeasureUnit] = None


_NO_UNIT = UnitFound(())


class NameBook:
    """Units and indicators by their names; made once for a table, as texts come again and again."""

    def __init__(self, rules: IndicatorRules, tree: UnitTree) -> None:
        """:param rules: whose indicators are looked for; ``tree``: whose units"""
        self.rules, self.tree = rules, tree
        self._units: dict[str, list[str]] = {}
        self._short: dict[str, list[str]] = {}
        for code, unit in tree.units.items():
            if unit.name:
                self._units.setdefault(squeezed(unit.name), []).append(code)
                self._short.setdefault(_short_name(unit.name), []).append(code)
        self._titles: dict[str, set[str]] = {}
        self._cores: dict[str, set[str]] = {}
        for code, rule in rules.indicators.items():
            for title in (rule.title.zh, rule.title.en):
                for name in _names_in(title):
                    self._titles.setdefault(squeezed(name), set()).add(code)
                    self._cores.setdefault(_core(name), set()).add(code)
        self.kind_codes: dict[str, ValueKind] = {
            squeezed(code): kind for table in rules.tables for code, kind in table.kinds.items()
        }
        self._found_units: dict[str, UnitFound] = {}
        self._found_indicators: dict[str, Optional[IndicatorFound]] = {}

    def unit(self, text: str) -> UnitFound:
        """Return the units a text may name by code, name, or both."""
        found = self._found_units.get(text)
        if found is None:
            found = self._found_units[text] = self._find_unit(text)
        return found

    def _find_unit(self, text: str) -> UnitFound:
        plain = without_ordinal(half_width(text))
        if not plain:
            return _NO_UNIT
        code = self._code(plain)
        if code is not None:
            return UnitFound((code,))
        both = _CODE_AND_NAME.fullmatch(half_width(text))
        first = self._code(both[1]) if both else None
        if both and first is not None:
            named = self.unit(both[2].strip("()")).codes
            return UnitFound((first,)) if not named or first in named else _NO_UNIT
        bare = _BRACKETS.sub("", plain)
        inside = [self._code(part) for part in _BRACKETS.findall(plain)]
        if bare and bare != plain and inside and inside[0] is not None:
            return UnitFound((inside[0],)) if inside[0] in self.unit(bare).codes else _NO_UNIT
        if squeezed(plain) in self._units:
            return UnitFound(tuple(self._units[squeezed(plain)]))
        path = self._by_path(squeezed(plain))
        if path:
            return UnitFound(path)
        short = _short_name(plain)
        # Without its ending a name is looked for only where endings do not contradict: 城关镇 is not 城关乡.
        if len(short) >= _LEAST_NAME:
            similar = self._short.get(short, ())
            if short == squeezed(plain):
                return UnitFound(tuple(similar), False)
            return UnitFound(
                tuple(code for code in similar if squeezed(self.tree[code].name) == short), False
            )
        return _NO_UNIT

    def _code(self, text: str) -> Optional[str]:
        """Return the known code a text is, None where it is none."""
        plain = plain_code(text)
        if not plain[:1].isalnum():
            return None
        code = unit_code(plain, self.tree.units)
        return code if code in self.tree else None

    def _by_path(self, text: str) -> tuple[str, ...]:
        """Return the units of a text that is names of larger units and the unit's own name after one another."""
        found = []
        for start in range(1, len(text) - 1):
            for code in self._units.get(text[start:], ()):
                above = [squeezed(self.tree[larger].name) for larger in self.above(code)]
                rest = text[:start]
                for name in reversed(above):
                    if name and rest.startswith(name):
                        rest = rest[len(name):]
                if not rest.strip("-/·>、,"):
                    found.append(code)
        return tuple(found)

    def is_shortened(self, text: str) -> bool:
        """Return whether a code was spoilt by a spreadsheet that took it for a large number: 6.10524E+11."""
        return _SHORTENED.fullmatch(half_width(text)) is not None

    def narrowed(self, codes: Iterable[str], larger: Iterable[str]) -> tuple[str, ...]:
        """Return those of some units that lie in one of some larger ones."""
        within = set(larger)
        return tuple(code for code in codes if self._lies_in(code, within))

    def above(self, code: str) -> tuple[str, ...]:
        """Return the units a unit lies in, the nearest first."""
        found = []
        parent = self.tree.parent(code) if code in self.tree else None
        while parent is not None:
            found.append(parent)
            parent = self.tree.parent(parent)
        return tuple(found)

    def _lies_in(self, code: str, within: set[str]) -> bool:
        return not within.isdisjoint(self.above(code))

    def indicator(self, text: str) -> Optional[IndicatorFound]:
        """Return the indicator a text names by code, title, or both; None where it names none for sure."""
        if text not in self._found_indicators:
            self._found_indicators[text] = self._find_indicator(text)
        return self._found_indicators[text]

    def _find_indicator(self, text: str) -> Optional[IndicatorFound]:
        plain = half_width(text)
        measure, plain = split_measure(plain)
        code = self._indicator_code(plain)
        if code is not None:
            return IndicatorFound(code, True, measure)
        for code in self.rules.indicators:  # 01 Farmland retained
            rest = plain[len(code):] if plain.startswith(code) else ""
            if rest and not rest[0].isdigit():
                named = self._find_indicator(rest.strip("-_. "))
                return IndicatorFound(code, True, measure) if named and named.code == code else None
        name = without_ordinal(plain)
        codes = self._titles.get(squeezed(name), set())
        if len(codes) == 1:
            return IndicatorFound(next(iter(codes)), True, measure)
        bare = _BRACKETS.sub("", name)
        exact = self._titles.get(squeezed(bare), set())
        codes = exact or self._cores.get(_core(bare), set())
        # What is in brackets may change what is meant, 耕地保有量（增减）: only another name for it, and such, may not.
        if len(codes) != 1 or not all(self._adds_nothing(part, codes) for part in _BRACKETS.findall(name)):
            return None
        return IndicatorFound(next(iter(codes)), bool(exact), measure)

    def _adds_nothing(self, text: str, codes: set[str]) -> bool:
        plain = squeezed(text)
        return not plain or _NATURE.fullmatch(plain) is not None or codes in (
            self._titles.get(plain), self._cores.get(_core(text)))

    def _indicator_code(self, plain: str) -> Optional[str]:
        code = plain.strip("'")
        if code in self.rules.indicators:
            return code
        if re.fullmatch(r"[0-9](\.0+)?", code):  # a spreadsheet takes 01 for a number
            padded = "0" + code[0]
            return padded if padded in self.rules.indicators else None
        return None

    def is_padded_code(self, text: str) -> bool:
        """Return whether a text can be nothing but the code of an indicator: 01, not 1 or 10."""
        plain = half_width(text).strip("'")
        return plain in self.rules.indicators and (plain.startswith("0") or not plain.isdigit())

    def indicator_within(self, text: str) -> Optional[str]:
        """Return the one indicator whose title stands in a longer text, None for none or several."""
        plain = squeezed(text)
        inside = {title: codes for title, codes in self._titles.items() if title in plain}
        longest = {
            next(iter(codes)) for title, codes in inside.items()
            if len(codes) == 1 and not any(title != other and title in other for other in inside)
        }
        return next(iter(longest)) if len(longest) == 1 else None

    def unit_within(self, text: str) -> Optional[str]:
        """Return the one unit whose whole name stands in a longer text, the smallest of those in each other."""
        plain = squeezed(text)
        inside = [codes[0] for name, codes in self._units.items() if len(codes) == 1 and name in plain]
        smallest = [code for code in inside if not any(self._lies_in(other, {code}) for other in inside)]
        return smallest[0] if len(smallest) == 1 else None

    def kind(self, text: str) -> Optional[ValueKind]:
        """Return the kind of value a cell names by word or code."""
        code = squeezed(text)
        if code in self.kind_codes:
            return self.kind_codes[code]
        kind, rest = kind_in(text)
        return kind if kind is not None and not without_fillers(rest) else None


def split_measure(text: str) -> tuple[Optional[MeasureUnit], str]:
    """Return the unit of amounts a head names, in brackets or behind a stroke, and the head without it."""
    for match in _BRACKETS.finditer(text):
        measure = measure_unit(re.sub(r"^(?:计量)?单位[:：]?", "", match[1]))
        if measure is not None:
            return measure, (text[:match.start()] + text[match.end():]).strip()
    head, sign, tail = text.rpartition("/") if "/" in text else text.rpartition(" ")
    for candidate, rest in ((tail, head), (text.partition("/")[2], text.partition("/")[0])):
        measure = measure_unit(candidate) if sign and rest else None
        if measure is not None:
            return measure, rest.strip()
    return None, text


def _short_name(name: str) -> str:
    plain = squeezed(without_ordinal(name))
    short = _UNIT_ENDINGS.sub("", plain)
    return short if len(short) >= _LEAST_NAME else plain


def _names_in(title: str) -> list[str]:
    """Return a title, the title without its brackets, and what is in them where it is a name of its own."""
    plain = half_width(title)
    bare = _BRACKETS.sub("", plain).strip()
    aliases = [part for part in _BRACKETS.findall(plain) if len(part) > 3 and measure_unit(part) is None]
    return [name for name in dict.fromkeys((plain, bare, *aliases)) if name]


def _core(title: str) -> str:
    """Return a title without words that people add or leave out: 永久基本农田面积 stands for 基本农田保护面积."""
    plain = _TITLE_ENDINGS.sub("", squeezed(title).translate(_STOPS))
    return plain.replace("永久基本农田", "基本农田").replace("农田保护", "农田")
