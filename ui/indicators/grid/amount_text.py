"""Amounts as the grid writes them: the same as in tables on paper."""

from __future__ import annotations

from ....algorithms.indicators.shown_amounts import (
    AREA_UNIT_CHOICES,
    amount_text,
    ends,
    exact_text,
    grouped,
    shown_decimals,
    shown_unit,
    whole_text,
)

__all__ = [
    "AREA_UNIT_CHOICES", "amount_text", "ends", "exact_text", "grouped", "shown_decimals", "shown_unit", "whole_text",
]
