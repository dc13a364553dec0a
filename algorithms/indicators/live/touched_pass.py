"""Measures the touched features of an edited layer, few while the user waits or very many in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsFeature, QgsFeatureIterator, QgsFeatureRequest

from ...dataset.layer import SourceLayer
from ...feedback import Feedback, Silent, Span
from .contributions import WIDTH, Measured, ShapeFacts
from .ledger import Contributions
from .reading import FeatureReader
from .setup import Doubts, LedgerSetup, attributes_only, doubts_of, reader_of
from .shape_store import ShapeStore

Features = Callable[[QgsFeatureRequest], QgsFeatureIterator]

_MANY = 0.2  # share of a layer from which on it is faster to go through all of it than to ask for features by their ids
_LISTED = 2000  # ids that may always be asked for


@dataclass(frozen=True)
class Caught:
    """What touched features count; those that are gone are not among them.

    :ivar shapes: what their shapes say, in the order of the contributions
    """

    contributions: Contributions
    shapes: ShapeFacts
    doubts: Doubts


class TouchedPass:
    """The features to measure, taken in the main thread; `run` may be called in any.

    :ivar fids: all that were touched, also those that are gone
    """

    def __init__(
        self, setup: LedgerSetup, source: SourceLayer, fids: frozenset[int], present: frozenset[int],
        same_shape: Iterable[int], store: ShapeStore,
    ) -> None:
        """
        :param source: the edited layer, frozen as it stands
        :param present: those of them that are there
        :param same_shape: those of them whose geometry is what it was when it was measured
        :param store: what is known of the shapes
        """
        self.fids = fids
        self._setup = setup
        self._source = source
        same = present & frozenset(same_shape)
        self._revalued = np.array(sorted(same), dtype=np.int64)
        self._facts = store.of(self._revalued)
        self._reshaped = present - same

    def run(self, feedback: Feedback = Silent()) -> Caught:  # noqa: B008
        """Measure them.

        :raises LandPlanError: when a column is missing or the layer cannot be read
        :raises Cancelled: when the user cancels
        """
        reader = reader_of(self._source, self._setup.fields)
        return self.run_with(reader, self._source.features, feedback)

    def run_with(
        self, reader: FeatureReader, features: Features, feedback: Feedback = Silent()  # noqa: B008
    ) -> Caught:
        """Measure them, read by a reader of this thread.

        :param features: gives the features of the edited layer
        """
        parts: list[tuple[Measured, Doubts]] = []
        anew = set(self._reshaped)
        half = 50.0 if len(self._revalued) else 0.0
        if len(self._revalued) and reader.looks_at_shapes:
            anew.update(self._revalued.tolist())
        elif len(self._revalued):
            request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
            found = self._features(request, self._revalued, features)
            batch = reader.read(found, len(self._revalued), Span(feedback, 0, half), shapes=False)
            at = np.searchsorted(self._revalued, batch.fids)
            facts = ShapeFacts(self._facts.areas[at], self._facts.shares[at], self._facts.places[at])
            measured, known = self._setup.maker.measure_again(batch, facts)
            parts.append((measured, doubts_of(batch.some(known), measured)))
            anew.update(batch.fids[~known].tolist())
        if anew:
            found = self._features(QgsFeatureRequest(), np.array(sorted(anew), dtype=np.int64), features)
            batch = reader.read(found, len(anew), Span(feedback, half, half + 20))
            measured = self._setup.maker.measure(batch, Span(feedback, half + 20, 100))
            parts.append((measured, doubts_of(batch, measured)))
        return _joined(parts)

    def _features(
        self, request: QgsFeatureRequest, fids: NDArray[np.int64], features: Features
    ) -> Iterator[QgsFeature]:
        request = attributes_only(request, self._setup.fields, self._source)
        if len(fids) <= max(_LISTED, _MANY * self._source.feature_count):
            yield from features(request.setFilterFids(fids.tolist()))
            return
        wanted = frozenset(fids.tolist())
        for feature in features(request):
            if feature.id() in wanted:
                yield feature


def _joined(parts: list[tuple[Measured, Doubts]]) -> Caught:
    if not parts:
        nothing = np.empty(0, dtype=np.int64)
        return Caught(Contributions(nothing, nothing, np.empty((0, WIDTH), dtype=np.int64)),
                      ShapeFacts(np.empty(0), np.empty(0), nothing), Doubts())
    contributions = [measured.contributions for measured, _ in parts]
    shapes = [measured.shapes for measured, _ in parts]
    doubts = [one for _, one in parts]
    return Caught(
        Contributions(
            np.concatenate([one.fids for one in contributions]),
            np.concatenate([one.units for one in contributions]),
            np.concatenate([one.amounts for one in contributions]),
        ),
        ShapeFacts(*(np.concatenate(column) for column in zip(*shapes))),
        Doubts(*(frozenset().union(*sets) for sets in zip(*((one.shapeless, one.placeless, one.undecided)
                                                            for one in doubts)))),
    )
