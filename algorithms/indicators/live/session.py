"""A live session: what is to be told of an edited layer, its ledger, and the targets the edits serve."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Collection, Iterable, Mapping, Optional, Sequence, Union

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ...dataset.dataset import Dataset
from ...feedback import Feedback, Silent
from ...message import Message
from ...units.tree import UnitTree
from ..measure_words import filtered_layer
from ..model import ValueKey
from ..sheet import IndicatorSheet
from .draft import Draft, draft_of
from .edited_layers import state_of, touched_of
from .entering import Entering, entering_features
from .followed_layer import FollowedLayer
from .kept_ledger import KeptLedger
from .kept_measures import MOST_AT_ONCE
from .live_state import LiveState, ledger_rules
from .passes import PassRequest
from .reservations import being_taken_in, changed_layers, reservations_of
from .rows import LedgerRow
from .setup import notes_on

__all__ = ["LiveSession", "LiveState", "ledger_rules"]


class LiveSession(FollowedLayer):
    """The ledger of one edited layer (see `FollowedLayer` for what it tells); lives in the main thread."""

    @classmethod
    def prepare(
        cls,
        dataset: Dataset,
        tree: UnitTree,
        role: str,
        layer: QgsVectorLayer,
        sheet: IndicatorSheet,
        year: Optional[int] = None,
        parent: Optional[QObject] = None,
        from_project: bool = False,
        also_watched: Collection[str] = (),
    ) -> LiveSession:
        """Return a session that is not started yet (see the class); the heavy part runs after `start`."""
        return cls(dataset, tree, sheet, role, layer, year, parent, from_project, also_watched)

    def rows(self) -> tuple[LedgerRow, ...]:
        """Return the total and the units as the layer stands now; empty unless the state is `LiveState.READY`."""
        if self.state is not LiveState.READY or self._kept is None:
            return ()
        if self._rows is None:
            self._rows = self._kept.rows(self._sheet)
        return self._rows

    def measured(self) -> Mapping[ValueKey, Fraction]:
        """Return the measured values of the indicators that depend on the edited layer, as it stands now.

        In the base of each indicator's unit (m² for areas), for `year`. Empty until they are known: they are measured
        in the background once they are asked for; `changed` tells. What was edited since is measured when it is asked
        for, so an edit costs nothing here.
        """
        self.flush()
        if self.state is not LiveState.READY or self._layer is None or self._stale(self._measure_roles):
            return {}
        return self._measures.values(self._dataset, self._tree, self._layer, self._background)

    def not_measured(self) -> Mapping[str, Message]:
        """Return why indicators that depend on the edited layer are not measured, by their codes; '' for all."""
        return self._measures.problems()

    def outdated(self) -> tuple[Message, ...]:
        """Return why the rows are not those of the layers as they stand; nothing where they are.

        They are being made anew in the background; `changed` tells when it is done.
        """
        found = []
        if self.state is LiveState.READY and self._stale(self._ledger_roles):
            changed = {**self._renewing, **self._outdated}
            found.append(changed_layers(sorted({changed[role] for role in changed if role in self._ledger_roles})))
        if self._catching is not None:
            found.append(being_taken_in(len(self._catching.fids)))
        elif self.state is LiveState.READY and len(self._waiting) > MOST_AT_ONCE:
            found.append(being_taken_in(len(self._waiting)))
        return tuple(found)

    def touched(self) -> frozenset[int]:
        """Return the ids of the features with uncommitted edits, added and deleted ones included."""
        return frozenset() if self._layer is None else touched_of(self._layer)

    def what_if(
        self,
        leave: Iterable[int] = (),
        enter: Sequence[Entering] = (),
        attributes: Union[Mapping[str, Any], Sequence[Mapping[str, Any]]] = (),
    ) -> tuple[LedgerRow, ...]:
        """Return the rows as they would be, without changing anything; their ``before`` is as the layer stands.

        :param leave: ids of features of the edited layer that would be deleted
        :param enter: geometries in the CRS of the edited layer, or (layer, ids) of features of another layer, which
            bring the values of fields of the same name along
        :param attributes: values by field for the geometries among ``enter``: one for all, or one for each
        :raises LandPlanError: when features of another layer cannot be brought into the CRS of the edited one
        """
        self.flush()
        if self.state is not LiveState.READY or self._layer is None or self._kept is None:
            return ()
        features = entering_features(self._layer, enter, attributes)
        return self._kept.rows_if(self._sheet, leave, features, self._layer)

    def draft(self) -> Draft:
        """Return the features with uncommitted edits as they stand, and the shapes they had before.

        :raises LandPlanError: when the layer is gone
        """
        return draft_of(self._there())

    def reservations(self) -> tuple[Message, ...]:
        """Return what a person should know about the rows: what does not count, or not as it should."""
        if self._kept is None or self.state is not LiveState.READY or self._layer is None:
            return ()
        filtered = filtered_layer(self._name()) if self._layer.subsetString() and not self._from_project else None
        return (
            *(() if filtered is None else (filtered,)),
            *notes_on(self._kept.done.setup, self._name()),
            *self._other_notes,
            *reservations_of(self._name(), self._kept.doubts),
        )

    def recomputed(self, feedback: Feedback = Silent()) -> tuple[LedgerRow, ...]:  # noqa: B008
        """Return the rows by a new pass over all layers as they stand, whatever was kept; to compare with `rows`.

        :raises LandPlanError: when the layer is gone or nothing can be counted in it
        :raises Cancelled: when the user cancels
        """
        state = state_of(self._there())
        dataset = self._renewal(self._ledger_roles).of(self._opened)
        done = PassRequest(dataset, self._tree, self.rules, state, None).run(feedback)
        return KeptLedger(self.rules, self.year, done).rows(self._sheet)
