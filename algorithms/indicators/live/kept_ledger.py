"""The ledger of one pass over an edited layer, kept true while features are edited."""

from __future__ import annotations

from typing import Iterable, Optional, Sequence

import numpy as np
from qgis.core import QgsFeature, QgsVectorLayer

from ...rulepack.indicator_rules import LedgerRules
from ..sheet import IndicatorSheet
from .contributions import WIDTH
from .edited_layers import present_of, saved_features, snapshot_of, touched_of
from .ledger import Contribution, LiveLedger, Sums
from .reading import FeatureReader
from .rows import LedgerRow, RowMaker
from .setup import FullPass, reader_of
from .shape_store import ShapeStore
from .touched_pass import Caught, TouchedPass

_FEW = 2000  # features that are taken in one by one


class KeptLedger:
    """What the features of an edited layer count; lives in the main thread.

    :ivar done: the pass it began with
    :ivar saved: sums of the layer as it is saved
    :ivar doubts: features that do not count as they should
    """

    def __init__(self, rules: LedgerRules, year: int, done: FullPass) -> None:
        """:param year: of the targets"""
        self.done = done
        self.doubts = done.doubts
        self._ledger = LiveLedger(len(done.setup.codes.codes), WIDTH)
        self._ledger.load(done.now)
        saved = done.saved.each()
        self.saved: Sums = self._ledger.sums_with({fid: saved.get(fid) for fid in done.touched})
        self._store = ShapeStore(done.now.fids, done.shapes)
        self._row_maker = RowMaker(rules, done.setup.codes.codes, year, done.setup.before)
        self._reader: Optional[FeatureReader] = None

    # --- what it says ------------------------------------------------------------------------

    def sums(self) -> Sums:
        """Return the sums of the layer as it stands."""
        return self._ledger.sums()

    def rows(self, sheet: IndicatorSheet) -> tuple[LedgerRow, ...]:
        """Return the total and the units as the layer stands."""
        return self._row_maker.rows(sheet, self._ledger.sums(), self.saved)

    def rows_if(
        self, sheet: IndicatorSheet, leave: Iterable[int], enter: Sequence[QgsFeature], layer: QgsVectorLayer
    ) -> tuple[LedgerRow, ...]:
        """Return the rows as they would be if features left and others entered, compared with those as it stands."""
        gone: dict[int, Optional[Contribution]] = dict.fromkeys(leave)
        batch = self._reader_of(layer).read(enter)
        come = self.done.setup.maker.measure(batch).contributions.each().values()
        return self._row_maker.rows(sheet, self._ledger.sums_with(gone, come), self._ledger.sums())

    def count_differs(self, layer: QgsVectorLayer) -> bool:
        """Return whether the layer has more or fewer features than the edits that were told of explain."""
        if self.done.count < 0:
            return False
        count = int(layer.featureCount())
        return count >= 0 and count - self.done.count != len(self._ledger) - len(self.done.now)

    # --- edits -------------------------------------------------------------------------------

    def touched_pass(self, layer: QgsVectorLayer, fids: set[int], reshaped: set[int]) -> TouchedPass:
        """Return what is to be measured of touched features as they are now.

        :param reshaped: those of them whose geometry may be another one
        """
        self._store.forget(reshaped)
        return TouchedPass(self.done.setup, snapshot_of(layer), frozenset(fids), present_of(layer, fids),
                           fids - reshaped, self._store)

    def measure(self, layer: QgsVectorLayer, fids: set[int], reshaped: set[int]) -> None:
        """Measure some features as they are now.

        :raises LandPlanError: when a column is missing
        """
        work = self.touched_pass(layer, fids, reshaped)
        self.take(work.fids, work.run_with(self._reader_of(layer), layer.getFeatures), frozenset())

    def take(self, fids: frozenset[int], caught: Caught, newer: frozenset[int]) -> None:
        """Take in what touched features count.

        :param fids: all that were touched; those of which nothing was caught are gone
        :param newer: features that were measured again meanwhile
        """
        contributions, shapes = caught.contributions, caught.shapes
        self.doubts = self.doubts.after(fids - newer, caught.doubts.without(newer))
        if len(fids) <= _FEW:
            counted = contributions.each()
            for fid in fids - newer:
                self._ledger.set(fid, counted.get(fid))
            return
        if newer:
            late = ~np.isin(contributions.fids, np.fromiter(newer, dtype=np.int64, count=len(newer)))
            contributions, shapes = contributions.some(late), shapes.some(late)
        gone = fids - newer
        self._ledger.set_many(np.fromiter(gone, dtype=np.int64, count=len(gone)), contributions)
        self._store.put(contributions.fids, shapes)

    def was_saved(self, layer: QgsVectorLayer) -> None:
        """Take what the layer is now, but for the edits made since, for what is saved."""
        fids = touched_of(layer)
        changes: dict[int, Optional[Contribution]] = dict.fromkeys(fids)
        if fids:
            batch = self._reader_of(layer).read(saved_features(layer, fids))
            changes.update(self.done.setup.maker.measure(batch).contributions.each())
        self.saved = self._ledger.sums_with(changes)

    def _reader_of(self, layer: QgsVectorLayer) -> FeatureReader:
        if self._reader is None:
            self._reader = reader_of(snapshot_of(layer), self.done.setup.fields)
        return self._reader
