"""Sees every edit of a layer, whatever makes it, and says once per turn of the event loop what was touched.

QGIS tells of an undo or redo by the same signals as of an edit, also when a command of several edits is taken back; so
the ids are gathered and looked up once everything is done. It says nothing when the geometry of a feature is taken back
that is saved without one: after an undo the features are looked for whose geometry no longer counts as changed.

When edits are saved the temporary ids of added features are "deleted" and the final ones "added". Formats that give the
features that stay other ids then (a shapefile is packed anew, some versions say so and some do not) call for a new pass
over the layer.

Virtual fields are worked out of others, so where one of them counts an edit of any field matters; where a joined one
counts, so do the edits of the joined layer, which call for a new pass.
"""

from __future__ import annotations

from typing import Any, Iterable, Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .edited_layers import joined_layers, keeps_ids, worked_out_fields


class _JoinedLayer(QObject):
    """Hears what happens to a layer that is joined to the watched one."""

    changed = pyqtSignal()

    def __init__(self, layer: QgsVectorLayer, parent: QObject) -> None:
        super().__init__(parent)
        for signal in (layer.featureAdded, layer.featureDeleted, layer.attributeValueChanged, layer.dataChanged,
                       layer.afterRollBack, layer.undoStack().indexChanged, layer.willBeDeleted):
            signal.connect(self._on_change)

    def let_go(self) -> None:
        """Hear no more; the connections end with it, also those of a layer that is gone."""
        self.blockSignals(True)
        self.deleteLater()

    def _on_change(self, *_arguments: Any) -> None:
        self.changed.emit()


class EditWatch(QObject):
    """Gathers the edits of one layer.

    :ivar touched: features were added, changed or deleted: the set of their ids, and the set of those among them whose
        geometry may be another one; at most once per turn of the loop
    :ivar valued: values changed in columns that do not matter (`look_at`), and nothing else: the set of the ids
    :ivar reset: the layer changed in a way only a new pass over it tells of; nothing else is said in that turn
    :ivar saved: the edits were saved; what was touched was said before
    :ivar rolled_back: the edits were taken back; likewise
    :ivar gone: the layer is about to be deleted, or was
    """

    touched = pyqtSignal(object, object)
    valued = pyqtSignal(object)
    reset = pyqtSignal()
    saved = pyqtSignal()
    rolled_back = pyqtSignal()
    gone = pyqtSignal()

    def __init__(self, layer: QgsVectorLayer, parent: Optional[QObject] = None) -> None:
        """:param layer: watched from `start` to `stop` or until it is deleted"""
        super().__init__(parent)
        self._layer: Optional[QgsVectorLayer] = layer
        self._columns: Optional[frozenset[str]] = None
        self._indexes: Optional[frozenset[int]] = None
        self._fids: set[int] = set()
        self._shapes: set[int] = set()  # those of them whose geometry may be another one
        self._valued: set[int] = set()  # whose values changed where that does not matter
        self._must_reset = False
        self._committing = False
        self._rolled_back = False
        self._lost_ids = False
        self._reshaped: set[int] = set()  # features whose geometry was changed since the last time it was saved
        self._index = 0  # of the undo stack
        self._connected = False
        self._joined: list[_JoinedLayer] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.flush)

    def start(self) -> None:
        """Begin to watch."""
        if self._layer is None or self._connected:
            return
        for signal, slot in self._slots(self._layer):
            signal.connect(slot)
        self._connected = True
        self._index = self._layer.undoStack().index()
        buffer = self._layer.editBuffer() if self._layer.isEditable() else None
        self._reshaped = set() if buffer is None else set(buffer.changedGeometries())

    def stop(self) -> None:
        """End to watch; what was gathered and not said yet is forgotten."""
        self._timer.stop()
        self._forget()
        if self._layer is not None and self._connected:
            for signal, slot in self._slots(self._layer):
                signal.disconnect(slot)
        self._connected = False
        self._watch_joined(False)

    def look_at(self, columns: Optional[Iterable[str]]) -> None:
        """Say which columns matter; of a change of any other only `valued` tells. None: all matter."""
        self._columns = None if columns is None else frozenset(name.casefold() for name in columns)
        self._indexes = None
        self._watch_joined(True)

    def flush(self) -> None:
        """Say now what was gathered, without waiting for the event loop."""
        self._timer.stop()
        if self._committing:  # saving began but never ended: part of the edits may be saved
            self._committing = False
            self._must_reset = True
        fids, shapes, must_reset, rolled_back = self._fids, self._shapes, self._must_reset, self._rolled_back
        valued = self._valued - fids
        self._forget()
        if must_reset:
            self.reset.emit()
            return
        if fids:
            self.touched.emit(fids, shapes)
        if valued:
            self.valued.emit(valued)
        if rolled_back:
            self.rolled_back.emit()

    def _watch_joined(self, wanted: bool) -> None:
        for one in self._joined:
            one.let_go()
        layer, self._joined = self._layer, []
        if wanted and layer is not None and self._connected and self._worked_out():
            self._joined = [_JoinedLayer(one, self) for one in joined_layers(layer)]
            for one in self._joined:
                one.changed.connect(self._on_reset)

    def _worked_out(self) -> bool:
        """Return whether a field that matters is virtual or joined."""
        if self._layer is None:
            return False
        found = {name.casefold() for name in worked_out_fields(self._layer)}
        return bool(found if self._columns is None else found & self._columns)

    def _slots(self, layer: QgsVectorLayer) -> list[tuple[Any, Any]]:
        return [
            (layer.featureAdded, self._on_feature),
            (layer.featureDeleted, self._on_feature),
            (layer.featuresDeleted, self._on_features),
            (layer.geometryChanged, self._on_geometry),
            (layer.attributeValueChanged, self._on_attribute),
            (layer.updatedFields, self._on_fields),
            (layer.dataChanged, self._on_reset),
            (layer.dataSourceChanged, self._on_reset),
            (layer.subsetStringChanged, self._on_reset),
            (layer.crsChanged, self._on_reset),
            (layer.beforeCommitChanges, self._on_committing),
            (layer.committedFeaturesRemoved, self._on_removed),
            (layer.committedGeometriesChanges, self._on_drawn),
            (layer.committedAttributeValuesChanges, self._on_written),
            (layer.afterCommitChanges, self._on_committed),
            (layer.afterRollBack, self._on_rollback),
            (layer.undoStack().indexChanged, self._on_index),
            (layer.willBeDeleted, self._on_gone),
            (layer.destroyed, self._on_gone),
        ]

    def _on_feature(self, fid: int) -> None:
        self._fids.add(fid)
        self._shapes.add(fid)
        self._later()

    def _on_features(self, fids: list[int]) -> None:
        self._fids.update(fids)
        self._shapes.update(fids)
        self._later()

    def _on_geometry(self, fid: int, _geometry: Any) -> None:
        self._reshaped.add(fid)
        self._on_feature(fid)

    def _on_attribute(self, fid: int, index: int, _value: Any) -> None:
        (self._fids if self._matters(index) else self._valued).add(fid)
        self._later()

    def _on_index(self, index: int) -> None:
        if index < self._index and self._reshaped and self._layer is not None:
            buffer = self._layer.editBuffer() if self._layer.isEditable() else None
            taken_back = self._reshaped - frozenset(() if buffer is None else buffer.changedGeometries())
            self._reshaped -= taken_back
            if taken_back:
                self._on_features(list(taken_back))
        self._index = index

    def _on_fields(self) -> None:
        self._indexes = None
        self._on_reset()

    def _on_reset(self, *_arguments: Any) -> None:
        self._must_reset = True
        self._later()

    def _on_committing(self, *_arguments: Any) -> None:
        self.flush()  # under the ids they have now
        self._committing = True
        self._later()

    def _on_removed(self, _layer: str, _fids: list[int]) -> None:
        self._lost_ids = self._layer is not None and not keeps_ids(self._layer)

    def _on_written(self, _layer: str, changes: dict[int, Any]) -> None:
        """Look again at what was written: a format may keep less than was edited (shorter texts, fewer decimals)."""
        self._fids.update(changes)

    def _on_drawn(self, layer: str, changes: dict[int, Any]) -> None:
        """Look again at geometries that were written, for the same reason."""
        self._shapes.update(changes)
        self._on_written(layer, changes)

    def _on_committed(self) -> None:
        self._committing = False
        if self._lost_ids:  # the file is packed only after this signal
            self._lost_ids = False
            self._on_reset()
        elif not self._must_reset:
            self.flush()
            self.saved.emit()

    def _on_rollback(self) -> None:
        self._rolled_back = True
        self._later()

    def _on_gone(self, *_arguments: Any) -> None:
        if self._layer is None:
            return
        self._timer.stop()
        self._forget()
        self._layer = None  # its signals go with it
        self._connected = False
        self._watch_joined(False)
        self.gone.emit()

    def _matters(self, index: int) -> bool:
        if self._columns is None or self._layer is None:
            return True
        if self._indexes is None:
            names = [field.name().casefold() for field in self._layer.fields()]
            every = self._worked_out()
            self._indexes = frozenset(at for at, name in enumerate(names) if every or name in self._columns)
        return index in self._indexes

    def _later(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _forget(self) -> None:
        self._fids, self._shapes, self._valued = set(), set(), set()
        self._must_reset = False
        self._rolled_back = False
