"""What is selected on the map for the question “what if”: features that leave a layer, and others that enter it."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

Entering = list[tuple[QgsVectorLayer, list[int]]]


class WhatIfSelection(QObject):
    """Looks at the selections of some layers.

    :ivar changed: something else is selected
    """

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QObject] = None) -> None:
        """Begin without layers."""
        super().__init__(parent)
        self._layers: list[QgsVectorLayer] = []

    @property
    def watching(self) -> bool:
        """Whether there are layers to look at."""
        return bool(self._layers)

    def watch(self, layers: Sequence[QgsVectorLayer]) -> None:
        """Look at the selections of these layers, and of no others any more."""
        for layer in self._layers:
            layer.selectionChanged.disconnect(self._on_changed)
        self._layers = list(layers)
        for layer in self._layers:
            layer.selectionChanged.connect(self._on_changed)

    def let_go(self, layer_id: str) -> None:
        """Look no more at a layer, which is still there but about to go."""
        if any(layer.id() == layer_id for layer in self._layers):
            self.watch([layer for layer in self._layers if layer.id() != layer_id])

    def of(self, layer: Optional[QgsVectorLayer]) -> tuple[list[int], Entering]:
        """Return the selected features of a layer, and those of the other layers that are looked at."""
        leave = [] if layer is None else [int(fid) for fid in layer.selectedFeatureIds()]
        enter = [(other, [int(fid) for fid in other.selectedFeatureIds()])
                 for other in self._layers if other is not layer and other.selectedFeatureCount()]
        return leave, enter

    def _on_changed(self, *_: object) -> None:
        self.changed.emit()
