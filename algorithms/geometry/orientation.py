"""On which side of a line a point lies: the exact sign, for arrays.

The sign of a determinant computed in doubles is kept where it is larger than its rounding error can be
(J. R. Shewchuk, Adaptive precision floating-point arithmetic, 1997, error bound A); the rest is decided by
error-free sums and products, and the last few by rational numbers.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Signs = NDArray[np.int8]

_ROUNDING = (3.0 + 16.0 * 2.0**-53) * 2.0**-53
_SPLITTER = 2.0**27 + 1.0


def orientation(ax: Floats, ay: Floats, bx: Floats, by: Floats, cx: Floats, cy: Floats) -> Signs:
    """Return int8: 1 where c lies left of the line a → b, -1 right of it, 0 exactly on it.

    All coordinates must be finite; arrays of one length.
    """
    acx, acy = ax - cx, ay - cy
    bcx, bcy = bx - cx, by - cy
    left, right = acx * bcy, acy * bcx
    difference = left - right
    signs = np.sign(difference).astype(np.int8)
    doubtful = np.abs(difference) <= _ROUNDING * (np.abs(left) + np.abs(right))
    doubtful &= (left != 0) | (right != 0)  # a product is 0 only when two coordinates are equal
    open_ = np.flatnonzero(doubtful)
    if len(open_):
        signs[open_] = _exact(*(values[open_] for values in (ax, ay, bx, by, cx, cy)))
    return signs


def _exact(ax: Floats, ay: Floats, bx: Floats, by: Floats, cx: Floats, cy: Floats) -> Signs:
    """Decide by error-free arithmetic, where the differences are exact, else by rational numbers."""
    acx, exact_1 = _difference(ax, cx)
    acy, exact_2 = _difference(ay, cy)
    bcx, exact_3 = _difference(bx, cx)
    bcy, exact_4 = _difference(by, cy)
    high_left, low_left = _product(acx, bcy)
    high_right, low_right = _product(acy, bcx)
    high, low = high_left - high_right, low_left - low_right
    total = high + low
    signs = np.sign(total).astype(np.int8)
    # low is rounded once, so only a total far above that error, or a vanishing high part, is certain
    certain = (high == 0) | (np.abs(total) > np.abs(low) * 2.0**-50)
    certain &= exact_1 & exact_2 & exact_3 & exact_4
    for index in np.flatnonzero(~certain).tolist():
        a, b, c, d, e, f = (Fraction(float(values[index])) for values in (ax, ay, bx, by, cx, cy))
        determinant = (a - e) * (d - f) - (b - f) * (c - e)
        signs[index] = (determinant > 0) - (determinant < 0)
    return signs


def _difference(a: Floats, b: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return a - b and whether it is exact."""
    result = a - b
    virtual = a - result
    return result, ((a - (result + virtual)) + (virtual - b)) == 0


def _product(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Return a * b as the sum of two doubles (Dekker)."""
    result = a * b
    big = _SPLITTER * a
    a_high = big - (big - a)
    a_low = a - a_high
    big = _SPLITTER * b
    b_high = big - (big - b)
    b_low = b - b_high
    return result, a_low * b_low - (((result - a_high * b_high) - a_low * b_high) - a_high * b_low)
