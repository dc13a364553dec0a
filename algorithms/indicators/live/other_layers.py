"""The other layers a ledger counts by (the layer before, units, what areas are cut by), as they stand on the map.

Edits of them that are not saved yet count, as those of the edited layer do. What changes is told at once, and once more
when the edits pause, which is the moment to measure anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Collection, Mapping, Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...dataset.dataset import Dataset
from ...dataset.file_layer import FileLayer, file_layers
from ...dataset.layer import SourceLayer
from ...dataset.project_layers import layer_source
from ...dataset.rebind import with_layers, without_layers
from ...message import Message, translatable
from .edited_layers import layers_of_role, saved_layer

PAUSE = 800  # milliseconds without an edit after which they count as paused


@dataclass(frozen=True)
class Renewal:
    """Layers in the place of those a dataset was opened with; taken in the main thread, usable in any.

    :ivar layers: layer by role; None: there is none any more
    :ivar files: bound layers whose files have to be read again, by role
    :ivar notes: what a person should know about them
    """

    layers: Mapping[str, Optional[SourceLayer]]
    files: Mapping[str, FileLayer]
    notes: tuple[Message, ...] = ()

    def of(self, dataset: Dataset) -> Dataset:
        """Return the dataset with these layers.

        :raises LandPlanError: when a file cannot be read (any more)
        """
        opened: dict[str, list[SourceLayer]] = {}
        chosen: dict[str, Optional[SourceLayer]] = dict(self.layers)
        for role, layer in self.files.items():
            if layer.path not in opened:
                opened[layer.path] = file_layers(layer.path)
            chosen[role] = next((one for one in opened[layer.path] if one.identifier == layer.identifier), None)
            if chosen[role] is None:  # bound under the name it has in the project
                chosen[role] = next((one for one in opened[layer.path] if one.fields == layer.fields), None)
        gone = [role for role, one in chosen.items() if one is None]
        return without_layers(with_layers(dataset, chosen), gone)


def renewal_of(
    dataset: Dataset, roles: Collection[str], project: QgsProject, from_project: bool,
    edited: Optional[QgsVectorLayer] = None, edited_role: str = "",
) -> Renewal:
    """Return how the layers of some roles stand; call it in the main thread.

    :param from_project: the dataset was opened from the project: what is not on the map is not there, filters count.
        Otherwise it was opened from files, of which the map may show a part
    :param edited: the edited layer, which is passed over
    :param edited_role: where it is among the roles, the edited layer counts as it is saved
    """
    layers: dict[str, Optional[SourceLayer]] = {}
    files: dict[str, FileLayer] = {}
    notes: list[Message] = []
    for role in roles:
        bound = dataset.layer(role)
        if bound is None:
            continue
        if role == edited_role and edited is not None:
            if isinstance(bound, FileLayer) and not from_project:
                files[role] = bound
            else:
                layers[role] = saved_layer(edited)
            continue
        shown = [layer for layer in layers_of_role(dataset, role, project) if layer is not edited]
        changed = next((layer for layer in shown if layer.isEditable() and layer.isModified()), None)
        if changed is not None and changed.subsetString() and not from_project:
            notes.append(translatable(
                "Indicators", "The layer {layer} is filtered on the map, so its edits count only once they are saved: "
                "take the filter away.", layer=changed.name()))
            changed = None
        if changed is not None:
            layers[role] = layer_source(changed)
        elif from_project:
            layers[role] = layer_source(shown[0]) if shown else None
        elif isinstance(bound, FileLayer):
            files[role] = bound
        else:
            layers[role] = bound
    return Renewal(layers, files, tuple(notes))


class _Watched(QObject):
    """Hears what happens to one layer of the project."""

    changed = pyqtSignal(str)

    def __init__(self, layer: QgsVectorLayer, only_saved: bool, parent: QObject) -> None:
        """:param only_saved: nothing matters but that edits were saved"""
        super().__init__(parent)
        self._id = layer.id()
        self._signals: list[Any] = [layer.afterCommitChanges]
        if not only_saved:
            self._signals += [
                layer.featureAdded, layer.featureDeleted, layer.geometryChanged, layer.attributeValueChanged,
                layer.updatedFields, layer.afterRollBack, layer.dataChanged, layer.dataSourceChanged,
                layer.subsetStringChanged, layer.crsChanged, layer.undoStack().indexChanged,
            ]
        for signal in self._signals:
            signal.connect(self._on_change)

    def let_go(self) -> None:
        """Hear no more."""
        for signal in self._signals:
            signal.disconnect(self._on_change)
        self.deleteLater()

    def _on_change(self, *_arguments: Any) -> None:
        self.changed.emit(self._id)


class OtherLayers(QObject):
    """Watches the layers of the project that show what other roles than the edited one are bound to.

    :ivar touched: something changed: the role, and what the layer is called; once until they pause
    :ivar paused: nothing changed for a while: the roles that did before
    """

    touched = pyqtSignal(str, str)
    paused = pyqtSignal(object)

    def __init__(
        self, dataset: Dataset, roles: Collection[str], edited: QgsVectorLayer, role: str, project: QgsProject,
        parent: Optional[QObject] = None,
    ) -> None:
        """
        :param roles: what is watched
        :param edited: the edited layer, which is not watched; others that show the same are, for when they are saved
        :param role: of the edited layer
        """
        super().__init__(parent)
        self._dataset = dataset
        self._roles = tuple(sorted(one for one in set(roles) - {role} if dataset.layer(one) is not None))
        self._edited = edited
        self._role = role
        self._project = project
        self._watched: dict[str, _Watched] = {}
        self._named: dict[str, tuple[tuple[str, ...], str]] = {}  # roles and name by id, also of layers that go
        self._changed: set[str] = set()  # ids of the layers
        self._once_more = False  # something changed since the timer was started
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._on_timeout)
        self._connected = False

    def start(self) -> None:
        """Begin to watch."""
        if not self._connected:
            self._connected = True
            self._project.layersAdded.connect(self._look)
            self._project.layerWillBeRemoved.connect(self._goes)
            self._look()

    def stop(self) -> None:
        """End to watch."""
        self._timer.stop()
        self._changed = set()
        for layer_id in list(self._watched):
            self._let_go(layer_id)
        if self._connected:
            self._connected = False
            self._project.layersAdded.disconnect(self._look)
            self._project.layerWillBeRemoved.disconnect(self._goes)

    def flush(self) -> None:
        """Say now what changed, without waiting for a pause."""
        self._timer.stop()
        changed, self._changed, self._once_more = self._changed, set(), False
        if changed:
            roles = frozenset(role for layer_id in changed for role in self._named[layer_id][0])
            for layer_id in list(self._watched):  # it may show something else by now
                self._let_go(layer_id)
            self._look()
            self.paused.emit(roles)

    def _look(self, added: Optional[list[Any]] = None) -> None:
        """Watch the layers that are there; a layer that is added may stand for one that was missing."""
        roles: dict[str, list[str]] = {}
        layers: dict[str, QgsVectorLayer] = {}
        for role in (*self._roles, self._role):
            for layer in layers_of_role(self._dataset, role, self._project):
                if layer is not self._edited:
                    roles.setdefault(layer.id(), []).append(role)
                    layers[layer.id()] = layer
        for layer_id, layer in layers.items():
            if layer_id not in self._watched:
                self._watch(layer, tuple(roles[layer_id]))
                if added is not None:
                    self._on_change(layer_id)

    def _watch(self, layer: QgsVectorLayer, roles: tuple[str, ...]) -> None:
        self._named[layer.id()] = (roles, str(layer.name()))
        watched = _Watched(layer, roles == (self._role,), self)
        watched.changed.connect(self._on_change)
        self._watched[layer.id()] = watched

    def _goes(self, layer_id: str) -> None:
        if layer_id in self._watched:
            self._let_go(layer_id)
            self._on_change(layer_id)

    def _let_go(self, layer_id: str) -> None:
        self._watched.pop(layer_id).let_go()

    def _on_change(self, layer_id: str) -> None:
        self._once_more = True
        if layer_id in self._changed:
            return
        self._changed.add(layer_id)
        if not self._timer.isActive():
            self._once_more = False
            self._timer.start()
        roles, name = self._named[layer_id]
        for role in roles:
            self.touched.emit(role, name)

    def _on_timeout(self) -> None:
        if self._once_more:
            self._once_more = False
            self._timer.start()
        else:
            self.flush()
