"""The head of a table: which rows it has, what its columns are called, what its title says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Optional, Sequence, TypeVar

from ...rulepack.indicator_rules import ValueKind
from ..quantity import is_area
from .amounts import is_blank, number_of
from .mapping import Parts
from .names import NameBook, split_measure
from .raw_sheet import RawSheet
from .words import is_meta, is_remark, is_total, kind_in, without_fillers, without_years, years_in
from .writing_habits import MeasureUnit, half_width, measure_unit, squeezed

_SAMPLE = 400  # rows looked at to find where the data begin
_FIRST_YEAR, _LAST_YEAR = 1949, 2100
_COLUMN_NUMBER = re.compile(r"\(?(?:[0-9]{1,3}|[甲乙丙丁戊]|[a-z])\)?(?:=[-+()0-9×*/]+)?", re.IGNORECASE)
# A table of 土地利用总体规划 need not hold what is planned.
_PLANS = re.compile(
    r"土地利用(?:总体)?规划|总体规划|保护利用规划|国土空间规划|专项规划|规划(?:纲要|大纲|调整|修编)|land[- ]use plan",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_UNIT_NOTE = re.compile(r"(?:计量|面积)?单位[:：]\s*([^()]*)|unit[:：]\s*([^()]*)|\(([^()]*)\)", re.IGNORECASE)
_TITLE_COLUMNS = 4  # a text alone in its row, merged over so many, is a title of the table


@dataclass(frozen=True)
class HeadText:
    """What the head of a column says.

    :ivar parts: what it says of the values below it
    :ivar rest: words that nobody understands; empty where all was understood
    :ivar exact: False where an indicator or unit is called by a shorter or similar name
    """

    parts: Parts
    rest: str
    exact: bool = True


@dataclass(frozen=True)
class TitleText:
    """What the lines above a table say of all its values.

    :ivar measures: the units of amounts that are named; several say nothing
    """

    parts: Parts
    measures: tuple[MeasureUnit, ...] = ()


def is_year(text: str) -> bool:
    """Return whether a text is a year and nothing else."""
    plain = half_width(text)
    return bool(re.fullmatch(r"[0-9]{4}\s*(?:年度?)?|[0-9]{4}\.0+|[0-9]{4}-[0-9]{2}-[0-9]{2}", plain)) and (
        _FIRST_YEAR <= int(plain[:4]) <= _LAST_YEAR
    )


def first_data_row(rows: Sequence[Sequence[str]], book: NameBook) -> int:
    """Return the first row that holds values: it names a unit or an indicator, and has an amount beside it.

    Rows straight above it with amounts belong to the data, too: their unit is not known, which is a problem and no
    head. So do those that name a unit, but have no amounts. Where no row names anything known, the first row with
    amounts is meant.
    """
    found = next((row for row in range(min(len(rows), _SAMPLE)) if _is_data(rows[row], book)), None)
    if found is None:
        amounts = (row for row in range(min(len(rows), _SAMPLE)) if _amounts(rows[row], book))
        return next(amounts, min(1, len(rows)))
    columns = set(_amounts(rows[found], book))
    names = [column for column, text in enumerate(rows[found]) if _is_name(text, book)]
    while found and _goes_with(rows[found - 1], columns, names[0], book):
        found -= 1
    return found


def _is_data(cells: Sequence[str], book: NameBook) -> bool:
    return bool(_amounts(cells, book)) and any(_is_name(text, book) for text in cells)


def _is_name(text: str, book: NameBook) -> bool:
    """Return whether a cell names a unit, an indicator or a total; a bare 10 is an amount rather than a code."""
    if not text.strip():
        return False
    if book.unit(text).codes or book.is_padded_code(text):
        return True
    return number_of(text) is None and bool(
        is_total(text) or book.indicator(text) or row_parts(text, book).indicator is not None)


def _goes_with(cells: Sequence[str], columns: set[int], name: int, book: NameBook) -> bool:
    """Return whether a row belongs to the data below it: amounts in the same columns, or a name in the same one."""
    return len(columns & set(_amounts(cells, book))) > len(columns) // 2 or _is_name(cells[name], book)


def _amounts(cells: Sequence[str], book: NameBook) -> list[int]:
    """Return the columns of a row that hold amounts: no codes, years, or the numbers of the columns."""
    filled = [text for text in cells if text.strip()]
    if not filled or is_column_numbers(filled) or all(book.is_padded_code(text) or text in book.rules.indicators
                                                      for text in filled if number_of(text) is not None):
        return []
    return [
        column for column, text in enumerate(cells)
        if not is_blank(text) and not is_year(text) and number_of(text) is not None
        and not (book.unit(text).codes or book.is_padded_code(text))
    ]


def is_column_numbers(filled: Sequence[str]) -> bool:
    """Return whether cells number the columns of a table: 甲 乙 1 2 3=1+2."""
    texts = [squeezed(text) for text in filled]
    if len(texts) < 2 or not all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(match[1]) for match in (re.match(r"\(?([0-9]+)", text) for text in texts) if match]
    return bool(numbers) and numbers[0] in (0, 1, 2) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def head_rows(sheet: RawSheet, first: int, book: NameBook) -> tuple[list[int], list[str]]:
    """Return the rows above the data that name columns, and the texts of those that are about the whole table."""
    columns, titles = [], []
    above = [row for row in range(first) if any(text.strip() for text in sheet.rows[row])]
    while len(above) > 1 and _is_section(sheet, above[-1], above[-2], first, book):
        above.pop()
    for place, row in enumerate(above):
        filled = [(column, text) for column, text in enumerate(sheet.rows[row]) if text.strip()]
        texts = [text for _, text in filled]
        if is_column_numbers(texts):
            continue
        about = all(is_meta(text) or is_remark(text) for text in texts)
        if place == len(above) - 1:  # straight above the data: the heads, unless it says what heads do not
            is_title = about and len(texts) == 1 and sheet.width > 1
        else:
            is_title = about or _is_title(sheet, row, filled)
        (titles.extend(texts) if is_title else columns.append(row))
    return columns, titles


def _is_section(sheet: RawSheet, row: int, before: int, first: int, book: NameBook) -> bool:
    """Return whether a row straight above the data is the name of their first section (总量指标) and no head.

    It stands alone, where the data have their names or over the whole width, under a row that names the columns.
    """
    filled = [column for column, text in enumerate(sheet.rows[row]) if text.strip()]
    if len(filled) != 1 or sum(bool(text.strip()) for text in sheet.rows[before]) < 2 or first >= len(sheet.rows):
        return False
    column = filled[0]
    names = [place for place, text in enumerate(sheet.rows[first]) if _is_name(text, book)]
    wide = any(merged.top == row and merged.left == column and merged.right - merged.left + 1 > sheet.width // 2
               for merged in sheet.merged)
    return (column in names and bool(sheet.rows[before][column].strip())) or wide


def _is_title(sheet: RawSheet, row: int, filled: Sequence[tuple[int, str]]) -> bool:
    if len(filled) > 2 or (len(filled) == 2 and not is_meta(filled[1][1])):
        return False
    column = filled[0][0]
    for merged in sheet.merged:
        if merged.top == row and merged.left == column:
            width = merged.right - merged.left + 1
            alone = len(filled) == 1 and width >= _TITLE_COLUMNS  # over the first of several pages
            return column == 0 and width > 1 and (width > sheet.width // 2 or alone)
    return column == 0 or is_meta(filled[0][1]) or filled[0][1].rstrip().endswith("表")


def column_heads(sheet: RawSheet, rows: Sequence[int]) -> list[tuple[str, ...]]:
    """Return for every column the texts of its head from top to bottom, merged cells under all they span."""
    grid = {row: [text.strip() for text in sheet.rows[row]] for row in rows}
    spanned = False
    for merged in sheet.merged:
        text = grid[merged.top][merged.left] if merged.top in grid else ""
        for row in (row for row in grid if merged.top <= row <= merged.bottom):
            for column in range(merged.left, min(merged.right + 1, sheet.width)):
                if text:
                    grid[row][column] = text
                    spanned = True
    if not spanned:
        _fill_to_the_right([grid[row] for row in rows])
    heads = []
    for column in range(sheet.width):
        texts = [grid[row][column] for row in rows]
        heads.append(tuple(dict.fromkeys(text for text in texts if text)))
    return heads


def _fill_to_the_right(lines: Sequence[list[str]]) -> None:
    """Put a head given once over several columns over each of them; text files know no merged cells."""
    for upper, lower in zip(lines, lines[1:]):
        source = ""
        for column, text in enumerate(upper):
            if text:
                source = text if lower[column] else ""
            elif source and lower[column]:
                upper[column] = source
            else:
                source = ""


def read_head(texts: Sequence[str], book: NameBook) -> HeadText:
    """Return what the texts above a column say of its values."""
    parts, rest, exact = Parts(), [], True
    for text in texts:
        found = _read_text(text, book)
        parts = found.parts.over(parts)
        exact = exact and found.exact
        if found.rest:
            rest.append(found.rest)
    return HeadText(parts, " ".join(rest), exact)


def row_parts(text: str, book: NameBook) -> Parts:
    """Return what the name of a row says besides its indicator, such as its year; nothing where it names none."""
    found = read_head((text,), book)
    return found.parts if found.parts.indicator is not None and not found.rest else Parts()


def _read_text(text: str, book: NameBook) -> HeadText:
    measure, plain = split_measure(half_width(text))
    own = measure_unit(plain)
    if own is not None and measure is None:
        return HeadText(Parts(measure=own), "")
    plain, in_brackets = _out_of_brackets(plain)
    parts = replace(in_brackets, measure=measure)
    found = _named(plain, parts, book)
    if found is not None:
        return found
    years = years_in(plain)
    left = without_years(plain)
    parts = replace(parts, year=years[0] if len(years) == 1 else parts.year)
    found = _named(left, parts, book)
    if found is not None:
        return found
    kind, left = kind_in(re.sub(r"[()]", " ", left))
    parts = replace(parts, kind=kind or parts.kind)
    return _named(left, parts, book) or HeadText(parts, without_fillers(left))


def _out_of_brackets(text: str) -> tuple[str, Parts]:
    """Return a head without brackets that hold a year or kind, and these."""
    parts = Parts()
    for match in reversed(list(_IN_BRACKETS.finditer(text))):
        years, (kind, left) = years_in(match[1]), kind_in(without_years(match[1]))
        if (kind or len(years) == 1) and not without_fillers(left):
            parts = parts.over(Parts(year=years[0] if len(years) == 1 else None, kind=kind))
            text = text[:match.start()] + text[match.end():]
    return text.strip(), parts


def _named(text: str, parts: Parts, book: NameBook) -> Optional[HeadText]:
    """Return the parts with the indicator or unit a text names, None where it names neither."""
    plain = text.strip(" -_/·:,、")
    if not plain:
        return None
    indicator = book.indicator(plain)
    if indicator is not None:
        return HeadText(Parts(indicator=indicator.code, measure=indicator.measure).over(parts), "", indicator.exact)
    unit = book.unit(plain)
    if len(unit.codes) == 1:
        return HeadText(Parts(unit=unit.codes[0]).over(parts), "", unit.exact)
    return None


def read_titles(titles: Sequence[str], book: NameBook) -> TitleText:
    """Return what the lines above a table, and the name of its sheet, say of all values.

    Only what is said once: a title with two years or kinds says nothing of either. Of several units of area the one
    counts that has a line of its own (单位：亩), of several such lines the last, which is nearest to the table.
    """
    own: Optional[MeasureUnit] = None
    measures: dict[MeasureUnit, None] = {}
    years: dict[int, None] = {}
    kinds: dict[ValueKind, None] = {}
    indicators: dict[str, None] = {}
    units: dict[str, None] = {}
    for text in titles:
        plain = half_width(text)
        said_here: dict[MeasureUnit, None] = {}
        for match in _UNIT_NOTE.finditer(plain):
            said = match[1] or match[2] or match[3] or ""
            # 10,000 mu is one unit, 公顷、% are two.
            for part in (said,) if measure_unit(said) else re.split(r"[、,，;\s]+", said):
                measure = measure_unit(part)
                if measure is not None:
                    said_here[measure] = None
        measures.update(said_here)
        if said_here and not _UNIT_NOTE.sub("", plain).strip():
            of_area = dict.fromkeys(measure for measure in said_here if is_area(measure.unit))
            own = _only(of_area) or own
        years.update(dict.fromkeys(years_in(plain)))
        kind, _ = kind_in(_PLANS.sub(" ", plain))
        indicator, unit = book.indicator_within(plain), book.unit_within(plain)
        kinds.update({kind: None} if kind else {})
        indicators.update({indicator: None} if indicator else {})
        units.update({unit: None} if unit else {})
    areas = (own,) if own is not None else tuple(measure for measure in measures if is_area(measure.unit))
    # 单位：公顷、% is hectares for areas, and percent only for what is one anyway.
    wanted = areas or tuple(measures)
    return TitleText(
        Parts(_only(units), _only(indicators), _only(years), _only(kinds), _only(dict.fromkeys(wanted))),
        tuple(wanted),
    )


_T = TypeVar("_T")


def _only(found: dict[_T, None]) -> Optional[_T]:
    return next(iter(found)) if len(found) == 1 else None
