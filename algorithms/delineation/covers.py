"""Shares of the parcels' area that the other layers of the plan cover, each computed once."""

from __future__ import annotations

from typing import Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateTransformContext

from ..dataset.dataset import Dataset
from ..errors import LandPlanError
from ..feedback import CancelOnly, Feedback, Span
from ..geometry.coverage_boxes import join_boxes
from ..geometry.coverage_input import sound_polygons
from ..geometry.overlap_areas import covered_shares
from ..geometry.reproject import reprojected
from ..geometry.wkb import bounding_boxes, select
from ..message import Message, translatable
from ..rulepack.delineation_rules import OverlayCondition
from ..selfcheck.context import CheckContext
from .model import Parcels


class Covers:
    """What overlays cover of the parcels.

    :ivar notes: what a person should know about the layers
    """

    def __init__(
        self,
        parcels: Parcels,
        dataset: Optional[Dataset],
        feedback: Feedback,
        transforms: Optional[QgsCoordinateTransformContext] = None,
    ) -> None:
        """
        :param dataset: the layers; None: there are none
        :param feedback: asked whether the user has cancelled while layers are read
        :param transforms: the transformations between CRS chosen by the user
        """
        self.notes: list[Message] = []
        self._parcels = parcels
        self._transforms = transforms
        self._layers = None if dataset is None else CheckContext(dataset, (), CancelOnly(feedback))
        self._shares: dict[tuple[str, Optional[str]], NDArray[np.float64]] = {}
        self._polygons = parcels.polygons
        self._is_sound = False

    def share(self, overlay: OverlayCondition, feedback: Feedback) -> NDArray[np.float64]:
        """Return the share of every parcel's area that an overlay covers, float64 (n,).

        :raises LandPlanError: naming the layer, when it is missing or cannot be used
        :raises Cancelled: when the user cancels
        """
        key = (overlay.role, overlay.where)
        if key not in self._shares:
            self._shares[key] = self._measured(overlay, feedback)
        return self._shares[key]

    def _measured(self, overlay: OverlayCondition, feedback: Feedback) -> NDArray[np.float64]:
        if self._layers is None:
            raise LandPlanError(
                translatable("Delineation", "The layers of the plan are missing: give the data source they are in.")
            )
        layer = self._layers.polygon_layer(overlay.role)
        cover = self._layers.polygons(overlay.role, overlay.where)
        if self._layers.doubt is not None:
            self.notes.append(self._layers.doubt)
            self._layers.doubt = None
        cover = reprojected(cover, layer.crs, self._parcels.crs, layer.name, self._transforms)
        shares = np.zeros(len(self._parcels))
        if not len(cover):
            return shares
        if not self._is_sound:  # repaired once for all overlays
            self._polygons = sound_polygons(self._parcels.polygons, Span(feedback, 0, 30))
            self._is_sound = True
        first, _ = join_boxes(bounding_boxes(self._polygons), bounding_boxes(cover))
        near = np.unique(first)
        if len(near):
            shares[near] = covered_shares(select(self._polygons, near), cover, Span(feedback, 30, 100))
        return shares
