"""One layer of a delivery, whatever it comes from."""

from __future__ import annotations

from threading import RLock
from typing import NamedTuple, Optional

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsFeatureIterator,
    QgsFeatureRequest,
    QgsFields,
    QgsWkbTypes,
)

from ..errors import LandPlanError
from ..feedback import Feedback, Silent
from ..geometry.arrays import are_places
from ..geometry.wkb import vertex_offsets
from ..message import Message
from ..rulepack.model import FieldRule, FieldType, GeometryKind
from .columns import ColumnKind
from .layerdata import LayerData

# A DBF file keeps ten bytes of a field's name.
_DBF_NAME_BYTES = 10

FIELD_TYPES = {
    ColumnKind.INTEGER: FieldType.INTEGER,
    ColumnKind.REAL: FieldType.REAL,
    ColumnKind.TEXT: FieldType.TEXT,
    ColumnKind.DATE: FieldType.DATE,
    ColumnKind.DATETIME: FieldType.DATE,
}

_GEOMETRY_KINDS = {
    QgsWkbTypes.GeometryType.PointGeometry: GeometryKind.POINT,
    QgsWkbTypes.GeometryType.LineGeometry: GeometryKind.LINE,
    QgsWkbTypes.GeometryType.PolygonGeometry: GeometryKind.POLYGON,
    QgsWkbTypes.GeometryType.NullGeometry: GeometryKind.NONE,
}


class SourceField(NamedTuple):
    """A field as the source declares it."""

    name: str
    type: Optional[FieldType]  # None for a type the standards do not know (boolean, binary, list…)
    type_name: str
    length: int  # 0 = not declared
    decimals: int
    alias: str
    kind: ColumnKind = ColumnKind.OTHER


def source_field(
    name: str, kind: ColumnKind, type_name: str, length: int, decimals: int, alias: str
) -> SourceField:
    """Make a `SourceField` with the standards' type that goes with the kind."""
    return SourceField(name, FIELD_TYPES.get(kind), type_name, length, decimals, alias, kind)


def geometry_kind(wkb_type: QgsWkbTypes.Type) -> Optional[GeometryKind]:
    """Return the kind of a geometry type, None where a layer may hold several kinds."""
    return _GEOMETRY_KINDS.get(QgsWkbTypes.geometryType(wkb_type))


def geometry_name(wkb_type: QgsWkbTypes.Type) -> str:
    """Return the name of a geometry type as QGIS shows it, the old 2.5D types as Z."""
    if wkb_type == QgsWkbTypes.Type.NoGeometry:
        return "NoGeometry"
    flat = QgsWkbTypes.flatType(wkb_type)
    plain = flat
    if QgsWkbTypes.hasZ(wkb_type):
        plain = QgsWkbTypes.addZ(plain)
    if QgsWkbTypes.hasM(wkb_type):
        plain = QgsWkbTypes.addM(plain)
    return str(QgsWkbTypes.displayString(plain))


def declared_crs(crs: QgsCoordinateReferenceSystem) -> QgsCoordinateReferenceSystem:
    """Return a copy of a CRS, invalid where the source says no more than that it is undefined (GeoPackage)."""
    if crs.description().lower().startswith("undefined"):
        return QgsCoordinateReferenceSystem()
    return QgsCoordinateReferenceSystem(crs)


def kept_alive(features: QgsFeatureIterator, source: object) -> QgsFeatureIterator:
    """Return an iterator that keeps its source alive: QGIS lets it point to a source that may be gone."""
    features._landplan_source = source
    return features


class SourceLayer:
    """A layer of a delivery; the ways to read it are the business of the classes derived from it.

    :ivar name: name of the layer in its source
    :ivar path: file or geodatabase, empty for layers that are in no file
    :ivar provider: what reads it (OGR driver or QGIS provider)
    :ivar fields: the fields, without the feature id column
    :ivar geometry: None when the layer may hold several kinds
    :ivar geometry_name: e.g. ``MultiPolygonZ``
    :ivar crs: invalid when the layer has none
    :ivar encoding: character encoding of the texts in the source
    :ivar encoding_note: what a person should know about it, None when nothing
    :ivar problem: why the layer cannot be read at all; None for every layer that can
    :ivar filtered: whether it is a layer of the map of which a filter shows a part only
    """

    filtered: bool = False

    def __init__(
        self,
        name: str,
        path: str,
        provider: str,
        fields: tuple[SourceField, ...],
        wkb_type: QgsWkbTypes.Type,
        crs: QgsCoordinateReferenceSystem,
        feature_count: int,
        encoding: str = "UTF-8",
        encoding_note: Optional[Message] = None,
        problem: Optional[Message] = None,
    ) -> None:
        """See the class for the meaning of the parameters."""
        self.name = name
        self.path = path
        self.provider = provider
        self.fields = fields
        self.geometry = geometry_kind(wkb_type)
        self.geometry_name = geometry_name(wkb_type)
        self.crs = crs
        self.feature_count = feature_count
        self.encoding = encoding
        self.encoding_note = encoding_note
        self.problem = problem
        self._data: Optional[LayerData] = None
        self._lock = RLock()

    @property
    def identifier(self) -> str:
        """Name and file, as stored for a binding chosen by hand."""
        return f"{self.name}|{self.path}" if self.path else self.name

    @property
    def is_shapefile(self) -> bool:
        """True where field names may have been cut to ten bytes."""
        return self.provider == "ESRI Shapefile"

    def read(self, feedback: Feedback = Silent()) -> LayerData:  # noqa: B008
        """Return the content of the layer, read once and kept.

        :raises LandPlanError: when the source cannot be read (any more)
        :raises Cancelled: when the user cancelled
        """
        with self._lock:
            if self._data is None:
                if self.problem is not None:
                    raise LandPlanError(self.problem)
                self._data = self._read(feedback)
            return self._data

    def shapeless(self) -> NDArray[np.int64]:
        """Return the ids of the features without a polygon that can be used, of what `read` has kept.

        Those are features without geometry, with a broken one, or with a coordinate that is no place on Earth. None
        for layers of other geometry types and for those that were not read.
        """
        with self._lock:
            if self._data is None or self.geometry is not GeometryKind.POLYGON:
                return np.empty(0, dtype=np.int64)
            polygons = self._data.polygons
        usable = np.diff(polygons.feature_offsets) > 0
        strange = np.flatnonzero(~are_places(polygons.x, polygons.y))
        usable[np.searchsorted(vertex_offsets(polygons), strange, side="right") - 1] = False
        return np.asarray(polygons.fids[~usable])

    def forget(self) -> None:
        """Drop what `read` has kept, so that the next call reads the source again."""
        with self._lock:
            self._data = None

    def features(self, request: QgsFeatureRequest) -> QgsFeatureIterator:
        """Return the features QGIS reads for a request, in the calling thread.

        :raises LandPlanError: when the source cannot be opened (any more)
        """
        raise LandPlanError(self._unreadable())

    def qgs_fields(self) -> QgsFields:
        """Return the fields of the features of `features`.

        :raises LandPlanError: when the source cannot be opened (any more)
        """
        raise LandPlanError(self._unreadable())

    def expression_context(self) -> QgsExpressionContext:
        """Return a context in which expressions over `features` can be prepared, in any thread."""
        context = QgsExpressionContext()
        context.appendScope(QgsExpressionContextUtils.globalScope())
        scope = QgsExpressionContextScope("Layer")
        scope.setVariable("layer_name", self.name, True)
        scope.setVariable("layer_crs", self.crs.authid(), True)
        scope.setFields(self.qgs_fields())
        context.appendScope(scope)
        return context

    def field(self, name: str) -> Optional[SourceField]:
        """Return the field of that exact name."""
        return next((field for field in self.fields if field.name == name), None)

    def field_name(self, rule: FieldRule) -> Optional[str]:
        """Return the name of the column that a rule means, None when there is none.

        Tried in turn: the rule's name as written, without case, its aliases, and for shapefiles these
        names cut to the ten bytes a DBF file keeps.
        """
        wanted = (rule.name, *rule.aliases)
        names = [field.name for field in self.fields]
        for candidate in wanted:
            if candidate in names:
                return candidate
        folded = {name.casefold(): name for name in reversed(names)}
        for candidate in wanted:
            if candidate.casefold() in folded:
                return folded[candidate.casefold()]
        if self.is_shapefile:
            for candidate in wanted:
                cut = self._cut(candidate).casefold()
                if cut != candidate.casefold() and cut in folded:
                    return folded[cut]
        return None

    def _cut(self, name: str) -> str:
        """Return what a DBF file in this layer's encoding keeps of a name."""
        try:
            kept = name.encode(self.encoding)[:_DBF_NAME_BYTES]
            return kept.decode(self.encoding, "ignore")
        except (LookupError, UnicodeError):
            return name[:_DBF_NAME_BYTES]

    def _read(self, feedback: Feedback) -> LayerData:
        raise LandPlanError(self._unreadable())

    def _unreadable(self) -> Message:
        from ..message import translatable

        if self.problem is not None:
            return self.problem
        return translatable("Dataset", "Layer {layer} cannot be read.", layer=self.name)
