"""The words of the grid: levels, columns, units of amounts, places."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from ....algorithms.indicators.amount_words import level_title
from ....algorithms.indicators.kind_titles import KIND_TITLES
from ....algorithms.indicators.quantity import unit_title
from ....algorithms.language import Language
from .columns import Column


def level_word(level: str, language: Language) -> str:
    """Return the word for an administrative level."""
    return language.title(level_title(level))


def column_word(column: Column, language: Language) -> str:
    """Return what stands in the head of a column below the indicator."""
    if column.kind is None:
        return QCoreApplication.translate("IndicatorGrid", "Deviation {year}").format(year=column.year)
    return f"{language.title(KIND_TITLES[column.kind])} {column.year}"


def unit_word(unit: str, language: Language) -> str:
    """Return the name of the unit of an amount."""
    return language.title(unit_title(unit))


def place_text(unit_name: str, column: Column, language: Language) -> str:
    """Return where a cell is, in one line."""
    return f"{unit_name} · {language.title(column.rule.title)} · {column_word(column, language)}"
