"""What is said when the mouse rests on a cell, a unit or the head of a column."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import Iterable, Optional

from qgis.PyQt.QtCore import QCoreApplication

from ....algorithms.indicators.amount_words import unit_name
from ....algorithms.indicators.judgement import Deviation
from ....algorithms.indicators.quantity import amount_in
from ....algorithms.indicators.sheet import ChildSum, IndicatorSheet
from ....algorithms.language import Language
from ....algorithms.rulepack.indicator_rules import Nature
from ...wording import severity_word, time_text
from .amount_text import ends, exact_text, grouped, whole_text
from .cells import deviation_sign
from .columns import Column
from .judged import Judged
from .outline import Outline
from .words import column_word, level_word, unit_word

translate = QCoreApplication.translate
_NAMED = 8  # so many units without a value are named, the others counted


def cell_tip(
    sheet: IndicatorSheet, judged: Judged, unit: str, column: Column, shown_unit: str, language: Language,
    draft: Optional[Fraction] = None,
) -> str:
    """Return what is to be said of a cell as HTML: value, sum of the units below, deviations, origin.

    :param shown_unit: unit amounts are shown in
    :param draft: measured value as the layer that is being edited has it
    """
    name = unit_name(sheet.tree, unit)
    head = f"{escape(name)}{'' if name == unit else f' ({escape(unit)})'}"
    lines = [f"<b>{head}</b>", f"{escape(language.title(column.rule.title))} · {escape(column_word(column, language))}"]
    key = column.key(unit)
    found = judged.deviations(unit, column.rule.code, column.year) if key is None else judged.at(key)
    if key is not None:
        value = sheet.value(key)
        if value is not None:
            number = whole_text(value.quantity, shown_unit)
            text = translate("IndicatorTip", "Value: {amount} {unit}")
            text = text.format(amount=grouped(number), unit=unit_word(shown_unit, language))
            if value.quantity.unit != shown_unit:
                written = f"{value.quantity.amount:f} {unit_word(value.quantity.unit, language)}"
                text += " " + translate("IndicatorTip", "(written as {amount})").format(amount=written)
            lines.append(escape(text))
        else:
            lines.append(escape(translate("IndicatorTip", "No value")))
        if draft is not None:
            text = translate("IndicatorTip", "With the edits that are not saved: {amount} {unit}")
            lines.append(escape(text.format(amount=_shown(draft, shown_unit), unit=unit_word(shown_unit, language))))
        total = judged.sum_of(key)
        lines += [escape(line) for line in _sum_lines(sheet, total, sheet.exact(key), shown_unit, language)]
    lines += [_deviation_line(one, language) for one in found]
    if key is not None:
        lines += [f"<i>{escape(line)}</i>" for line in _origin_lines(sheet, column, unit, language)]
    return f"<qt>{'<br>'.join(lines)}</qt>"


def column_tip(column: Column, shown_unit: str, language: Language) -> str:
    """Return what is to be said of a column as HTML: indicator, nature with the legend of the star, clause."""
    rule = column.rule
    nature = (
        translate("IndicatorTip", "★ binding: the target must be kept") if rule.nature is Nature.BINDING
        else translate("IndicatorTip", "expected: the target is striven for")
    )
    lines = [
        f"<b>{escape(rule.code)} {escape(language.title(rule.title))}</b>",
        escape(column_word(column, language)),
        escape(translate("IndicatorTip", "Unit: {unit}").format(unit=unit_word(shown_unit, language))),
        escape(nature),
    ]
    if rule.help is not None:
        lines.append(escape(language.title(rule.help)))
    if column.read_only and column.kind is not None:
        lines.append(escape(measured_sentence()))
    lines.append(escape(translate("IndicatorTip", "Clause: {clause}").format(clause=rule.clause)))
    return f"<qt>{'<br>'.join(lines)}</qt>"


def unit_tip(outline: Outline, code: str, language: Language) -> str:
    """Return what is to be said of a unit as HTML: name, code and level."""
    if code in outline.tree:
        unit = outline.tree[code]
        lines = [f"<b>{escape(unit.name or code)}</b>", escape(code), escape(level_word(unit.level, language))]
    else:
        text = translate(
            "IndicatorTip",
            "These units have values but are not in the tree of units. Check their codes, or read the units again.",
        )
        lines = [escape(text)]
    return f"<qt>{'<br>'.join(lines)}</qt>"


def measured_sentence() -> str:
    """Return why measured values cannot be typed."""
    return translate(
        "IndicatorTip", "Measured values come from the layers and cannot be typed; measure again to renew them.")


def _sum_lines(
    sheet: IndicatorSheet, total: Optional[ChildSum], own: Optional[Fraction], shown_unit: str, language: Language
) -> Iterable[str]:
    if total is None:
        return
    unit = unit_word(shown_unit, language)
    if total.present:
        text = translate("IndicatorTip", "Sum of {count} units below: {amount} {unit}")
        yield text.format(count=total.present, amount=_shown(total.total, shown_unit), unit=unit)
    if own is not None and total.present:
        difference = _shown(total.total - own, shown_unit)
        difference = difference if difference.startswith("-") or difference == "0" else f"+{difference}"
        yield translate("IndicatorTip", "Difference of the sum: {amount} {unit}").format(amount=difference, unit=unit)
    if total.missing:
        names = language.listed(unit_name(sheet.tree, code) for code in total.missing[:_NAMED])
        if len(total.missing) > _NAMED:
            text = translate("IndicatorTip", "{units} and {count} more")
            names = text.format(units=names, count=len(total.missing) - _NAMED)
        yield translate("IndicatorTip", "Without a value: {units}").format(units=names)


def _deviation_line(deviation: Deviation, language: Language) -> str:
    sign, clause = deviation_sign(deviation), deviation.clause
    text = translate("IndicatorTip", "{severity}: {sentence}")
    if clause:
        text = translate("IndicatorTip", "{severity}: {sentence} ({clause})")
    said = text.format(severity=severity_word(deviation.severity), sentence=language.render(deviation.message),
                       clause=clause)
    return escape(f"{sign} {said}").replace("\n", "<br>")


def _origin_lines(sheet: IndicatorSheet, column: Column, unit: str, language: Language) -> Iterable[str]:
    key = column.key(unit)
    value = None if key is None else sheet.value(key)
    if value is None:
        return
    origin = value.origin
    parts = [language.render(origin.source), origin.person, time_text(origin.at)]
    yield " · ".join(part for part in parts if part)
    if origin.note:
        yield translate("IndicatorTip", "Note: {note}").format(note=origin.note)


def _shown(exact: Fraction, unit: str) -> str:
    """Return an amount with all its decimals; one that does not end is shortened and marked so."""
    amount = amount_in(exact, unit)
    return grouped(exact_text(amount)) + ("" if ends(amount) else "…")
