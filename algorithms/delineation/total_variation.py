"""The convex relaxation of a cut problem: variables between 0 and 1, the cut as total variation on the graph.

Solved by the primal-dual iteration of Chambolle and Pock (A first-order primal-dual algorithm for convex
problems, J. Math. Imaging Vis. 40, 2011) with the diagonal steps of Pock and Chambolle (ICCV 2011), restarted
from its averages as Applegate et al. do for linear programs (Faster first-order primal-dual methods, 2023).
Everything is a fixed order of array operations: the same problem always gives the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..feedback import Feedback, Silent, raise_if_cancelled
from .bound import dual_value
from .cut_problem import CutProblem, Floats, Limit

_RESTART = 200  # iterations averaged before a restart
_CHECK = 50
_PUSH = 0.1  # of the mean weight, added at every round
_PUSH_ROUNDS = 30
_PUSH_ITERATIONS = 50
_UNDECIDED = 0.01  # share of the variables that may stay between 0 and 1


@dataclass(frozen=True)
class Relaxed:
    """A solution of the relaxation.

    :ivar x: float64 (n,), 0 to 1
    :ivar whole: float64 (n,), the solution pushed towards 0 and 1, close by in value and limits
    :ivar bound: proven lower bound of the whole-number problem
    :ivar iterations: how many were made for the bound
    """

    x: Floats
    whole: Floats
    bound: float
    iterations: int


def relaxed(
    problem: CutProblem,
    start: Floats,
    precision: float,
    max_iterations: int,
    feedback: Feedback = Silent(),
) -> Relaxed:
    """Return a solution of the relaxation and the best bound met on the way.

    :param start: float64 (n,), 0 to 1, where the iteration begins
    :param precision: stop when the value of an almost admissible x lies no further above the bound than
        this share
    :param max_iterations: stop at the latest after so many
    :raises Cancelled: when the user cancels
    """
    work = _Iteration(problem, start)
    best = dual_value(problem, *work.dual())
    iterations = 0
    while iterations < max_iterations:
        raise_if_cancelled(feedback)
        for _ in range(min(_CHECK, max_iterations - iterations)):
            work.step()
            iterations += 1
        best = max(best, dual_value(problem, *work.dual()))
        if iterations % _RESTART == 0:
            work.restart()
            best = max(best, dual_value(problem, *work.dual()))
            if work.close_to(best, precision):
                break
        feedback.setProgress(90.0 * iterations / max_iterations)
    solution = work.x
    for _ in range(_PUSH_ROUNDS if iterations else 0):
        raise_if_cancelled(feedback)
        if work.undecided() <= _UNDECIDED:
            break
        work.push()
        for _ in range(_PUSH_ITERATIONS):
            work.step()
        work.restart()
    feedback.setProgress(100)
    return Relaxed(solution, work.x, best, iterations)


class _Counted:
    """A limit over the variables that count in it."""

    def __init__(self, limit: Limit) -> None:
        self.at = np.flatnonzero(limit.weight)
        self.group, self.weight = limit.group[self.at], limit.weight[self.at]
        self.low, self.high = limit.low, limit.high
        self._all = len(self.at) == len(limit.weight)
        self.step = 1.0 / np.maximum(np.bincount(self.group, np.abs(self.weight), len(self.low)), 1e-9)

    def sums(self, x: Floats) -> Floats:
        """Return the sum of every group."""
        counted = self.weight * (x if self._all else x[self.at])
        sums = np.bincount(self.group, weights=counted, minlength=len(self.low))
        return sums.astype(np.float64, copy=False)

    def pull(self, price: Floats, into: Floats) -> None:
        """Add what the prices of the groups make of the costs."""
        if not price.any():
            return
        part = price[self.group]
        part *= self.weight
        if self._all:
            into += part
        else:
            into[self.at] += part


class _Iteration:
    """The state of the iteration, in units in which weights and sums are about 1."""

    def __init__(self, problem: CutProblem, start: Floats) -> None:
        self._problem = problem
        self._length = float(problem.weight.mean()) if len(problem.weight) else 1.0
        self._length = self._length or 1.0
        self._factors = [_unit_factor(limit) for limit in problem.limits]
        self._limits = [
            _Counted(limit.scaled(factor)) for limit, factor in zip(problem.limits, self._factors)
        ]
        self._cost, self._weight = problem.cost / self._length, problem.weight / self._length
        size = len(problem)
        reach = np.bincount(problem.one, minlength=size) + np.bincount(problem.two, minlength=size)
        reach = reach.astype(np.float64)
        for limit in self._limits:
            reach[limit.at] += np.abs(limit.weight)
        self._x_step = 1.0 / np.maximum(reach, 1e-9)
        self.x = start.astype(np.float64)
        self._flow = np.sign(self.x[problem.one] - self.x[problem.two]) * self._weight
        self._prices = [np.zeros(len(limit.low)) for limit in self._limits]
        self._pushed, self._base = 0.0, self._cost
        self._forget()

    def undecided(self) -> float:
        """Return the share of the variables that are neither 0 nor 1."""
        return float(((self.x > 0.02) & (self.x < 0.98)).mean())

    def push(self) -> None:
        """Make it dearer to stay between 0 and 1: a concave term, taken linear at the present x.

        Where the relaxation is of two minds about large areas, borders still cost what they cost, so whole
        patches tip to one side or the other together.
        """
        self._pushed += _PUSH
        self._cost = self._base - self._pushed * (2 * self.x - 1)

    def dual(self) -> tuple[Floats, list[Floats]]:
        """Return flow and prices in the units of the problem."""
        prices = [price * self._length * factor for price, factor in zip(self._prices, self._factors)]
        return self._flow * self._length, prices

    def step(self) -> None:
        """Make one iteration."""
        problem = self._problem
        x = problem.outflow(self._flow)
        x += self._cost
        for limit, price in zip(self._limits, self._prices):
            limit.pull(price, x)
        x *= -self._x_step
        x += self.x
        np.maximum(x, 0.0, out=x)
        np.minimum(x, 1.0, out=x)
        ahead = 2 * x
        ahead -= self.x
        flow = ahead[problem.one]
        flow -= ahead[problem.two]
        flow *= 0.5
        flow += self._flow
        np.maximum(flow, -self._weight, out=flow)
        np.minimum(flow, self._weight, out=flow)
        for number, limit in enumerate(self._limits):
            moved = self._prices[number] + limit.step * limit.sums(ahead)
            self._prices[number] = moved - limit.step * np.clip(moved / limit.step, limit.low, limit.high)
        self.x, self._flow = x, flow
        self._averaged += 1
        self._x_sum += x
        self._flow_sum += flow
        for total, price in zip(self._price_sums, self._prices):
            np.add(total, price, out=total)

    def restart(self) -> None:
        """Go on from the averages since the last restart."""
        count = float(self._averaged)
        self.x = np.clip(self._x_sum / count, 0.0, 1.0)
        self._flow = np.clip(self._flow_sum / count, -self._weight, self._weight)
        self._prices = [total / count for total in self._price_sums]
        self._forget()

    def close_to(self, bound: float, precision: float) -> bool:
        """Return whether x is almost admissible and its value almost the bound."""
        for limit in self._limits:
            sums = limit.sums(self.x)
            beyond = np.maximum(np.maximum(limit.low - sums, sums - limit.high), 0.0)
            if (beyond > 0.5).any():  # half a parcel
                return False
        value = self._problem.value(self.x)
        return abs(value - bound) <= precision * max(abs(value), 1e-9)

    def _forget(self) -> None:
        self._averaged = 0
        self._x_sum = np.zeros_like(self.x)
        self._flow_sum = np.zeros_like(self._flow)
        self._price_sums = [np.zeros_like(price) for price in self._prices]


def _unit_factor(limit: Limit) -> float:
    """Return the factor that makes the weights of a limit about 1."""
    used = np.abs(limit.weight[limit.weight != 0])
    return 1.0 / float(used.mean()) if len(used) else 1.0
