"""Sub-compartments on their way through the rules: whole ones, and the parts of those that had to be divided."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...feedback import Feedback, Span
from ...geometry.arrays import PolygonArrays
from ...geometry.overlap_sums import StripLayer
from ...geometry.wkb import bounding_boxes, concatenate, polygons_from_wkb, select
from .division import Cover, divided, shares_of, widely_inside

_ROUNDING = 1e-9  # what sums of areas may be off, as a share


class Pieces:
    """Polygons and the rules that hold on each of them.

    Rules come strictest first. Land that has a grade already is not divided by a rule of the same or a weaker one;
    such a rule holds there as soon as it takes more than a strip.

    :ivar source: int64 (parts), the polygon a part is of
    :ivar parts: parts of divided polygons
    """

    def __init__(self, polygons: PolygonArrays, rule_count: int, width: float) -> None:
        """
        :param polygons: sound polygons
        :param width: layer units; parts narrower than this stay with the land beside them
        """
        self.polygons = polygons
        self.boxes = bounding_boxes(polygons)
        self._areas = StripLayer(polygons).areas
        self._width = width
        self._whole_holds = np.zeros((rule_count, len(polygons)), dtype=bool)
        self._is_divided = np.zeros(len(polygons), dtype=bool)
        self.source = np.empty(0, dtype=np.int64)
        self.parts = polygons_from_wkb([])
        self._part_holds = np.zeros((rule_count, 0), dtype=bool)

    def hold(self, rule: int, chosen: NDArray[np.bool_]) -> None:
        """Let a rule hold on whole polygons.

        :param chosen: bool (polygons)
        """
        self._whole_holds[rule, chosen] = True
        self._part_holds[rule, chosen[self.source]] = True

    def hold_by_share(
        self, rule: int, concerned: NDArray[np.bool_], cover: Cover, share: float, feedback: Feedback
    ) -> NDArray[np.float64]:
        """Let a rule hold on the whole polygons of which a cover takes a share at least; return the shares of those.

        :param concerned: bool (polygons), others are left as they are
        :raises Cancelled: when the user cancels
        """
        shares = np.where(concerned, shares_of(self.polygons, cover, self.boxes, feedback), 0.0)
        held = (shares >= share - _ROUNDING) & (shares > 0)
        self.hold(rule, held)
        return np.where(held, shares, 0.0)

    def hold_inside(
        self, rule: int, concerned: NDArray[np.bool_], cover: Cover, feedback: Feedback
    ) -> NDArray[np.float64]:
        """Let a rule hold on what a cover takes, dividing at its border; return the shares of the polygons.

        :param concerned: bool (polygons), others are left as they are
        :raises LandPlanError: when GEOS fails
        :raises Cancelled: when the user cancels
        """
        shares = np.where(concerned, shares_of(self.polygons, cover, self.boxes, Span(feedback, 0, 40)), 0.0)
        near = shares > 0
        self._divide_parts(rule, np.flatnonzero(near[self.source]), cover, Span(feedback, 40, 60))
        graded = self._whole_holds.any(axis=0)
        self._mark(self._whole_holds[rule], near & ~self._is_divided & graded, shares, self._areas)
        rows = np.flatnonzero(near & ~self._is_divided & ~graded)
        halves = divided(select(self.polygons, rows), shares[rows], cover, self._width, Span(feedback, 60, 100))
        self._whole_holds[rule, rows[halves.inside]] = True
        if len(halves.source):
            source = rows[halves.source]
            holds = self._whole_holds[:, source].copy()
            holds[rule] = halves.part_inside
            self._is_divided[source] = True
            self._add(source, halves.parts, holds)
        return shares

    def _divide_parts(
        self, rule: int, near: NDArray[np.int64], cover: Cover, feedback: Feedback
    ) -> None:
        """Do for the parts there are what `hold_inside` does.

        :param near: int64, parts that may lie inside
        """
        if not len(near):
            return
        some = select(self.parts, near)
        shares = shares_of(some, cover, bounding_boxes(some), Span(feedback, 0, 40))
        graded = self._part_holds[:, near].any(axis=0)
        held = np.zeros(len(near), dtype=bool)
        self._mark(held, graded, shares, StripLayer(some).areas)
        open_ = np.flatnonzero(~graded)
        halves = divided(select(some, open_), shares[open_], cover, self._width, Span(feedback, 40, 100))
        held[open_[halves.inside]] = True
        self._part_holds[rule, near[held]] = True
        if not len(halves.source):
            return
        gone = near[open_[halves.source]]
        kept = np.ones(len(self.source), dtype=bool)
        kept[gone] = False
        source, holds = self.source[gone], self._part_holds[:, gone].copy()
        holds[rule] = halves.part_inside
        self.source, self._part_holds = self.source[kept], self._part_holds[:, kept]
        self.parts = select(self.parts, kept)
        self._add(source, halves.parts, holds)

    def _mark(
        self, held: NDArray[np.bool_], chosen: NDArray[np.bool_], shares: NDArray[np.float64],
        areas: NDArray[np.float64],
    ) -> None:
        taken, _ = widely_inside(shares, areas, self._width)
        held[chosen & taken] = True

    def _add(self, source: NDArray[np.int64], parts: PolygonArrays, holds: NDArray[np.bool_]) -> None:
        self.source = np.concatenate((self.source, source))
        self.parts = concatenate((self.parts, parts)) if len(self.parts) else parts
        self._part_holds = np.hstack((self._part_holds, holds))

    def assembled(self) -> tuple[
        NDArray[np.int64], PolygonArrays, NDArray[np.bool_], NDArray[np.bool_]
    ]:
        """Return all pieces by their polygon: source (n), polygons, holds (rules, n), whether a piece is all of it."""
        whole = np.flatnonzero(~self._is_divided)
        source = np.concatenate((whole, self.source))
        order = np.argsort(source, kind="stable")
        holds = np.hstack((self._whole_holds[:, whole], self._part_holds))[:, order]
        is_whole = np.concatenate((np.ones(len(whole), dtype=bool), np.zeros(len(self.source), dtype=bool)))[order]
        if not len(self.source):
            return source, self.polygons, holds, is_whole
        place = np.concatenate((whole, len(self.polygons) + np.arange(len(self.source))))[order]
        return source[order], select(concatenate((self.polygons, self.parts)), place), holds, is_whole
