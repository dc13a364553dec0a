"""Reads the layers that urban boundary and ecological space are drawn from, and says which are missing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Iterable, Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ..dataset.dataset import Dataset
from ..errors import LandPlanError
from ..feedback import Feedback
from ..geometry.arrays import PolygonArrays
from ..geometry.reproject import reprojected
from ..geometry.wkb import polygons_from_wkb, select
from ..message import Message, Title, translatable
from ..rulepack.lines_rules import SourceRule, ZoneRule
from ..selfcheck.context import CheckContext, NotRunnable


class LayerState(Enum):
    """How a layer took part."""

    USED = "used"
    EMPTY = "empty"  # there, but without a feature that counts
    MISSING = "missing"  # not found, found more than once, or not usable: the note says which


@dataclass(frozen=True)
class LineLayer:
    """A layer as it took part.

    :ivar polygons: in the CRS of the result; no features where the layer is missing or empty
    :ivar note: why it is missing, None where it is there
    """

    rule: SourceRule
    title: Title
    name: str
    state: LayerState
    polygons: PolygonArrays
    note: Optional[Message] = None


@dataclass(frozen=True)
class Zones:
    """The construction control zones an urban boundary is drawn from.

    :ivar name: of the layer
    :ivar allowed_title: what the code list calls the types where construction is allowed
    :ivar conditional_title: what it calls those under conditions
    :ivar unknown: number of zones whose type is not in the code list
    """

    name: str
    crs: QgsCoordinateReferenceSystem
    allowed: PolygonArrays
    conditional: PolygonArrays
    allowed_title: Title
    conditional_title: Title
    unknown: int


class LineLayers:
    """The layers of a plan in the CRS of the result.

    :ivar notes: what a person should know about them
    """

    def __init__(
        self, dataset: Dataset, feedback: Feedback, context: Optional[QgsCoordinateTransformContext] = None
    ) -> None:
        """:param context: the transformations chosen by the user; QGIS' own choice where None"""
        self._context = CheckContext(dataset, (), feedback)
        self._transforms = context
        self.notes: list[Message] = []

    def title(self, role: str) -> Title:
        """Return what the pack calls a role."""
        return self._context.role(role).title

    def titles(self, roles: Iterable[str]) -> Title:
        """Return what the pack calls some roles, for a sentence."""
        return _listed([self.title(role) for role in roles])

    def crs_of(self, role: str) -> Optional[QgsCoordinateReferenceSystem]:
        """Return the CRS of a layer, None where it is missing or has none."""
        try:
            crs = self._context.polygon_layer(role).crs
        except NotRunnable:
            return None
        return crs if crs.isValid() else None

    def read(self, rule: SourceRule, crs: QgsCoordinateReferenceSystem) -> LineLayer:
        """Return a layer; one that is missing is told in its state and note.

        :param crs: of the result
        :raises LandPlanError: when the layer cannot be read or brought to the CRS
        :raises Cancelled: when the user cancels
        """
        title = self._context.role(rule.role).title
        nothing = _no_polygons()
        try:
            layer = self._context.polygon_layer(rule.role)
            polygons = self._context.polygons(rule.role, rule.where)
        except NotRunnable as error:
            return LineLayer(rule, title, "", LayerState.MISSING, nothing, error.message)
        if self._context.doubt is not None:
            self.notes.append(self._context.doubt)
            self._context.doubt = None
        if not len(polygons.x):
            return LineLayer(rule, title, layer.name, LayerState.EMPTY, nothing)
        moved = reprojected(polygons, layer.crs, crs, layer.name, self._transforms)
        return LineLayer(rule, title, layer.name, LayerState.USED, moved)

    def zones(self, rule: ZoneRule) -> Zones:
        """Return the construction control zones.

        :raises LandPlanError: when the layer or its field is missing, or it holds no zone to start from
        """
        layer = self._context.polygon_layer(rule.role)
        if not layer.crs.isValid():
            raise LandPlanError(
                translatable(
                    "Lines",
                    "The layer {layer} has no coordinate reference system: assign the one it was made in.",
                    layer=layer.name,
                )
            )
        codes = self._context.pack.code_lists[rule.codes]
        column = self._context.column(rule.role, rule.field)
        types = _types(column, codes.names, codes.aliases)
        polygons = self._context.polygons(rule.role)
        allowed, conditional = (np.isin(types, list(wanted)) for wanted in (rule.allowed, rule.conditional))
        if not (allowed | conditional).any():
            raise LandPlanError(
                translatable(
                    "Lines",
                    "No zone of {layer} has one of the types {codes} in {field}: there is nothing to draw the "
                    "urban growth boundary from.",
                    layer=layer.name,
                    codes=", ".join((*rule.allowed, *rule.conditional)),
                    field=rule.field,
                )
            )
        unknown = int(np.count_nonzero(types == ""))
        if unknown:
            self.notes.append(
                translatable(
                    "Lines",
                    "{count} zones of {layer} have no type of the code list in {field}; they take no part.",
                    count=unknown,
                    layer=layer.name,
                    field=rule.field,
                )
            )
        return Zones(
            layer.name, layer.crs, select(polygons, allowed), select(polygons, conditional),
            _listed([codes.names[code] for code in rule.allowed]),
            _listed([codes.names[code] for code in rule.conditional]), unknown,
        )


def _listed(titles: Sequence[Title]) -> Title:
    return Title("、".join(title.zh for title in titles), ", ".join(title.text("en") for title in titles))


def _types(
    column: np.ma.MaskedArray, names: Mapping[str, Title], aliases: Mapping[str, str]
) -> NDArray[np.object_]:
    """Return the code of every value, empty for none: blanks and full-width digits are set right."""
    missing = np.ma.getmaskarray(column)
    values, numbers = np.unique(np.ma.getdata(column), return_inverse=True)
    width = max((len(code) for code in names), default=0)
    codes = np.empty(len(values), dtype=object)
    for place, value in enumerate(values.tolist()):
        if isinstance(value, (int, float)):  # a field of numbers has lost the zeros in front
            text = f"{value:.10g}".zfill(width)
        else:
            text = "".join(unicodedata.normalize("NFKC", str(value)).split())
        code = aliases.get(text, text)
        codes[place] = code if code in names else ""
    result = codes[numbers] if len(values) else np.empty(0, dtype=object)
    result[missing] = ""
    return result


def _no_polygons() -> PolygonArrays:
    return polygons_from_wkb([])
