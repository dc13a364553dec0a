"""A proven lower bound of a cut problem, from any point of the dual of its convex relaxation.

For every flow y with |y_e| ≤ weight_e and every price p of the limits, and every admissible x:

    Σ cost·x + Σ weight·|x_one - x_two|  ≥  Σ cost·x + Σ y·(x_one - x_two) + Σ p·(sums(x) - limit(p))
                                         ≥  Σ_i min(0, cost_i + outflow(y)_i + Σ p·weight_i) - Σ p·limit(p)

where limit(p) is the upper limit for p > 0 and the lower one for p < 0 (Lagrangian duality: Rockafellar,
Convex Analysis, 1970, section 28). So no optimality, not even feasibility of an x is needed for the proof.
"""

from __future__ import annotations

from typing import Sequence

import numpy as np

from .cut_problem import CutProblem, Floats


def dual_value(problem: CutProblem, flow: Floats, prices: Sequence[Floats]) -> float:
    """Return a number that no admissible choice lies below, rounding included.

    The sum is made of n + edges + groups terms, each of a few operations; what rounding can add is at most
    the sum of their absolute values times (terms per variable + 64) times 2⁻⁵², which is taken off.

    :param flow: float64 (edges,), cut back to the weights where it is larger
    :param prices: for every limit float64 (groups,); prices of limits that do not exist count as 0
    """
    flow = np.clip(flow, -problem.weight, problem.weight)
    reduced = problem.cost + problem.outflow(flow)
    size = len(problem)
    scale = np.abs(problem.cost)
    scale += np.bincount(problem.one, weights=np.abs(flow), minlength=size)
    scale += np.bincount(problem.two, weights=np.abs(flow), minlength=size)
    value, weight = 0.0, 0.0
    for limit, price in zip(problem.limits, prices):
        side = np.where(price > 0, limit.high, limit.low)
        used = (price != 0) & np.isfinite(side)
        part = limit.weight * np.where(used, price, 0.0)[limit.group]
        reduced += part
        scale += np.abs(part)
        paid = price[used] * side[used]
        value -= float(paid.sum())
        weight += float(np.abs(paid).sum())
    value += float(np.minimum(reduced, 0.0).sum()) + problem.constant
    weight += float(scale.sum()) + abs(problem.constant)
    ends = np.bincount(problem.one, minlength=size) + np.bincount(problem.two, minlength=size)
    terms = int(ends.max(initial=0)) + len(problem.limits) + 64
    return value - terms * float(np.finfo(np.float64).eps) * weight
