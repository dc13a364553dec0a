"""Amounts with a unit: conversions are exact, halves are rounded away from zero."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.errors import LandPlanError
from landplan_toolbox.algorithms.indicators.quantity import (
    AREA_UNITS,
    UNIT_TITLES,
    Quantity,
    amount_in,
    decimal_of,
    exact_decimal,
    is_area,
    quantity_of,
    rounded,
    unit_title,
)
from landplan_toolbox.algorithms.message import Title

FIXED = settings(deadline=None, max_examples=200, derandomize=True)
AMOUNT = st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**15, max_value=10**15)
UNIT = st.sampled_from(sorted(AREA_UNITS))
FRACTION = st.fractions(min_value=-10**30, max_value=10**30, max_denominator=10**12)


@pytest.mark.parametrize("amount, unit, other, wanted", [
    ("1", "ha", "mu", Fraction(15)), ("1", "mu", "ha", Fraction(1, 15)), ("1", "wan_mu", "mu", Fraction(10_000)),
    ("1", "km2", "ha", Fraction(100)), ("666.6666666667", "m2", "mu", Fraction("666.6666666667") * 3 / 2000),
    ("0.15", "km2", "mu", Fraction(225)), ("3", "wan_mu", "km2", Fraction(20)), ("1.50", "m2", "m2", Fraction(3, 2)),
])
def test_known_conversions(amount, unit, other, wanted):
    assert Quantity(Decimal(amount), unit).to(other) == wanted


@FIXED
@given(AMOUNT, UNIT, UNIT)
def test_there_and_back_is_exact(amount, unit, other):
    quantity = Quantity(amount, unit)
    there = quantity.to(other)
    assert there * AREA_UNITS[other] / AREA_UNITS[unit] == Fraction(amount)
    assert amount_in(quantity.exact, other) == there and amount_in(quantity.exact, unit) == Fraction(amount)


@FIXED
@given(AMOUNT, st.sampled_from(["percent", "m3/ha", "m2/person", "anything"]))
def test_other_units_are_their_own_base(amount, unit):
    quantity = Quantity(amount, unit)
    assert quantity.exact == quantity.to(unit) == amount_in(quantity.exact, unit) == Fraction(amount)
    assert not is_area(unit)


@pytest.mark.parametrize("given_unit, wanted", [("percent", "ha"), ("ha", "percent"), ("percent", "m3/ha"), ("ha", "公顷")])
def test_what_does_not_measure_the_same_is_refused(given_unit, wanted):
    with pytest.raises(LandPlanError, match="cannot be converted") as refused:
        Quantity(Decimal(1), given_unit).to(wanted)
    assert refused.value.message.values == {"given": unit_title(given_unit), "wanted": unit_title(wanted)}


@pytest.mark.parametrize("amount, decimals, wanted", [
    ("0.5", 0, "1"), ("-0.5", 0, "-1"), ("1.5", 0, "2"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.4999", 0, "0"),
    ("-0.4", 0, "0"), ("0.005", 2, "0.01"), ("1.005", 2, "1.01"), ("-1.005", 2, "-1.01"), ("1", 3, "1.000"),
    ("2/3", 4, "0.6667"), ("1/15", 8, "0.06666667"), ("0", 2, "0.00"),
])
def test_halves_go_away_from_zero(amount, decimals, wanted):
    assert str(rounded(Fraction(amount), decimals)) == wanted


@FIXED
@given(FRACTION, st.integers(0, 12))
def test_rounding_is_the_nearest_number_with_these_decimals(amount, decimals):
    result = rounded(amount, decimals)
    assert -result.as_tuple().exponent == decimals
    difference = Fraction(result) - amount
    assert abs(difference) <= Fraction(1, 2 * 10**decimals)
    if abs(difference) == Fraction(1, 2 * 10**decimals):
        assert abs(Fraction(result)) > abs(amount)
    assert rounded(-amount, decimals) == -result if len(result.as_tuple().digits) <= 28 else True
    assert rounded(Fraction(result), decimals) == result


@FIXED
@given(st.integers(-10**40, 10**40), st.integers(0, 12))
def test_no_digit_is_lost_to_the_context_of_decimal(steps, decimals):
    with decimal.localcontext() as context:
        context.prec = 5
        assert Fraction(decimal_of(steps, decimals)) == Fraction(steps, 10**decimals)
        assert rounded(Fraction(steps, 10**decimals), decimals) == decimal_of(steps, decimals)
        assert Fraction(Quantity(decimal_of(steps, decimals), "ha").to("m2")) == Fraction(steps, 10**decimals) * 10**4


@FIXED
@given(FRACTION, st.integers(0, 6))
def test_exact_decimals_are_exact_or_none(amount, decimals):
    found = exact_decimal(amount, decimals)
    rest = amount.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        assert found is None
    else:
        assert Fraction(found) == amount and -found.as_tuple().exponent >= decimals


@FIXED
@given(AMOUNT, UNIT)
def test_every_area_has_finite_decimals_in_mu(amount, unit):
    found = exact_decimal(Quantity(amount, unit).to("mu"))
    assert found is not None and Quantity(found, "mu").exact == Quantity(amount, unit).exact


@FIXED
@given(st.floats(-1e15, 1e15), st.integers(0, 6))
def test_measured_numbers_are_rounded_from_what_the_double_is(value, decimals):
    assert quantity_of(value, "m2", decimals) == Quantity(rounded(Fraction(value), decimals), "m2")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_no_quantity_without_a_number(value):
    with pytest.raises(ValueError, match="is no amount"):
        quantity_of(value, "m2", 2)


def test_names_of_units():
    assert set(AREA_UNITS) <= set(UNIT_TITLES)
    assert unit_title("wan_mu") == Title("万亩", "10,000 mu") and unit_title("t/ha") == Title("t/ha", "t/ha")
