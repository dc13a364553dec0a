"""Layers of files and geodatabases."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock
from typing import Any, Optional

from osgeo import ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureIterator,
    QgsFeatureRequest,
    QgsFields,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ..errors import LandPlanError
from ..feedback import Feedback
from ..message import Message, translatable
from ..rulepack.model import GeometryKind
from .arrow import UnknownLayout
from .arrow_reader import arrow_is_available, read_with_arrow
from .columns import Column, ColumnKind
from .dbf import read_header
from .encoding import UTF8, Encoding, read_code_page, shapefile_encoding
from .feature_reader import read_columns, read_features
from .layer import SourceField, SourceLayer, declared_crs, kept_alive, source_field
from .layerdata import LayerData
from .ogr_files import gdal_errors, open_dataset, open_options, qgis_uris, unreadable
from .soundness import companion

_LOG = logging.getLogger(__name__)
_SHAPEFILE = "ESRI Shapefile"
_KINDS = {
    ogr.OFTInteger: ColumnKind.INTEGER,
    ogr.OFTInteger64: ColumnKind.INTEGER,
    ogr.OFTReal: ColumnKind.REAL,
    ogr.OFTString: ColumnKind.TEXT,
    ogr.OFTDate: ColumnKind.DATE,
    ogr.OFTDateTime: ColumnKind.DATETIME,
}


class FileLayer(SourceLayer):
    """A layer of a file, read through OGR's Arrow stream or through QGIS where that cannot be used."""

    def __init__(
        self, *arguments: Any, ogr_name: str, ogr_index: int, options: list[str], **named: Any
    ) -> None:
        """
        :param ogr_name: name of the layer in its file
        :param ogr_index: its position there
        :param options: GDAL open options
        """
        super().__init__(*arguments, **named)
        self._ogr_name = ogr_name
        self._ogr_index = ogr_index
        self._options = options
        self._source: Optional[QgsVectorLayerFeatureSource] = None
        self._source_lock = Lock()
        self._qgs_fields = QgsFields()

    def features(self, request: QgsFeatureRequest) -> QgsFeatureIterator:
        """Return the features QGIS reads for a request, in the calling thread."""
        return kept_alive(self._feature_source().getFeatures(request), self._feature_source())

    def qgs_fields(self) -> QgsFields:
        """Return the fields of the features of `features`."""
        self._feature_source()
        return QgsFields(self._qgs_fields)

    def _feature_source(self) -> QgsVectorLayerFeatureSource:
        with self._source_lock:  # not the lock of `read`: showing a feature must not wait for a reading
            if self._source is None:
                layer = self._qgis_layer()
                self._qgs_fields = layer.fields()
                self._source = QgsVectorLayerFeatureSource(layer)
            return self._source

    def _qgis_layer(self) -> QgsVectorLayer:
        layer_options = QgsVectorLayer.LayerOptions()
        layer_options.loadDefaultStyle = False
        reason = ""
        with gdal_errors():  # QGIS tries to open for writing first; that may fail
            for uri in qgis_uris(self.path, self._ogr_name, self._ogr_index, self._options):
                layer = QgsVectorLayer(uri, self.name, "ogr", layer_options)
                if layer.isValid():
                    return layer
                reason = layer.error().message()
        if not reason:  # GDAL did read it: QGIS cannot address it
            raise LandPlanError(
                translatable(
                    "Dataset",
                    "QGIS cannot open layer {layer} of {file}. Characters such as % and | in the names of folders, "
                    "files and layers can be the cause: rename what has them and try again.",
                    layer=self.name,
                    file=self.path,
                )
            )
        raise LandPlanError(unreadable(self.path, reason))

    def _read(self, feedback: Feedback) -> LayerData:
        if arrow_is_available():
            try:
                return self._read_fast(feedback)
            except UnknownLayout as reason:
                _LOG.info("%s is read through QGIS: %s", self.identifier, reason)
        return self._read_slowly(feedback)

    def _read_fast(self, feedback: Feedback) -> LayerData:
        dataset = open_dataset(self.path, self._options)
        layer = dataset.GetLayerByName(self._ogr_name)
        if layer is None:
            raise LandPlanError(_gone(self.name, self.path))
        names = [field.name for field in self.fields]
        definition = layer.GetLayerDefn()
        if names != [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]:
            raise LandPlanError(_gone(self.name, self.path))
        # fids are needed to put late columns in order; they are known once the stream was read
        holder: list[LayerData] = []

        def load_late(name: str) -> Column:
            field = self.field(name)
            if field is None:
                raise KeyError(name)
            return read_columns(self.features, self.qgs_fields(), [field], self.name, holder[0].fids)[name]

        data = read_with_arrow(
            dataset, layer, self.path, self.fields, self._is_polygon(), load_late, feedback
        )
        holder.append(data)
        return data

    def _read_slowly(self, feedback: Feedback) -> LayerData:
        with gdal_errors() as errors:  # QGIS ends a damaged layer early without a word
            data = read_features(
                self.features,
                self.qgs_fields(),
                self.fields,
                self.name,
                self.feature_count,
                self._is_polygon(),
                feedback,
            )
        if errors.failures:
            raise LandPlanError(unreadable(self.path, errors.text))
        return data

    def _is_polygon(self) -> bool:
        return self.geometry in (GeometryKind.POLYGON, None)


def file_layers(path: str) -> list[SourceLayer]:
    """Return the layers of one file or geodatabase; one that is damaged has a `SourceLayer.problem`.

    :raises LandPlanError: when it cannot be opened, or all its layers are damaged
    """
    encoding = encoding_of(path)
    options = open_options(path, encoding.name if encoding is not None else None)
    dataset = open_dataset(path, options)
    driver = dataset.GetDriver().ShortName
    layers: list[SourceLayer] = []
    for index in range(dataset.GetLayerCount()):
        name = ""
        with gdal_errors() as errors:
            try:
                layer = dataset.GetLayer(index)
                if layer is not None:
                    name = layer.GetName()
                    layers.append(_file_layer(path, layer, index, driver, options, encoding))
            except RuntimeError as error:
                errors.failures.append(str(error))
        if errors.failures or len(layers) == index:
            layers[index:] = [_damaged_layer(name or Path(path).stem, path, driver, errors.text)]
    problems = [layer.problem for layer in layers if layer.problem is not None]
    if problems and len(problems) == len(layers):
        raise LandPlanError(problems[0])
    return layers


def _damaged_layer(name: str, path: str, driver: str, reason: str) -> SourceLayer:
    """Return a layer that cannot be read; the others of its file can."""
    return SourceLayer(
        name,
        path,
        driver,
        (),
        QgsWkbTypes.Type.Unknown,
        QgsCoordinateReferenceSystem(),
        0,
        problem=unreadable(path, reason),
    )


def _file_layer(
    path: str, layer: Any, index: int, driver: str, options: list[str], encoding: Optional[Encoding]
) -> FileLayer:
    definition = layer.GetLayerDefn()
    fields = tuple(_field(definition.GetFieldDefn(index)) for index in range(definition.GetFieldCount()))
    wkb_type = QgsWkbTypes.Type(_qgis_type(layer.GetGeomType()))
    if wkb_type == QgsWkbTypes.Type.Unknown:
        wkb_type = _type_of_features(layer)
    if driver == _SHAPEFILE:  # its polygons and lines may have several parts, whatever OGR calls them
        wkb_type = QgsWkbTypes.multiType(wkb_type) if not _is_point(wkb_type) else wkb_type
    name = layer.GetName()
    return FileLayer(
        name,
        path,
        driver,
        fields,
        wkb_type,
        _crs(layer.GetSpatialRef()),
        int(layer.GetFeatureCount()),
        encoding.name if encoding is not None else UTF8,
        encoding.note if encoding is not None else None,
        ogr_name=name,
        ogr_index=index,
        options=options,
    )


def _field(definition: Any) -> SourceField:
    subtype = definition.GetSubType()
    kind = _KINDS.get(definition.GetType(), ColumnKind.OTHER)
    type_name = definition.GetTypeName()
    if subtype == ogr.OFSTBoolean:
        kind, type_name = ColumnKind.BOOLEAN, "Boolean"
    elif subtype == ogr.OFSTJSON:
        kind, type_name = ColumnKind.OTHER, "JSON"
    return source_field(
        definition.GetName(),
        kind,
        type_name,
        definition.GetWidth(),
        definition.GetPrecision(),
        definition.GetAlternativeName() or "",
    )


def _qgis_type(ogr_type: int) -> int:
    """Return QGIS's number of an OGR geometry type: the old 2.5D flag bit becomes the ISO thousand."""
    number = ogr_type & 0xFFFFFFFF
    if number & 0x80000000:
        number = (number & 0x7FFFFFFF) + 1000
    if number == int(ogr.wkbNone):
        return int(QgsWkbTypes.Type.NoGeometry)
    known = {int(value) for value in vars(QgsWkbTypes).values() if isinstance(value, QgsWkbTypes.Type)}
    return number if number in known else int(QgsWkbTypes.Type.Unknown)


def _type_of_features(layer: Any) -> QgsWkbTypes.Type:
    """Return the geometry type of a layer that declares none (MapInfo, GeoJSON) by all its features.

    Single and multiple parts together count as multiple; different kinds stay unknown.
    """
    if not hasattr(layer, "GetGeometryTypes"):  # GDAL before 3.6
        return QgsWkbTypes.Type.Unknown
    found = [QgsWkbTypes.Type(_qgis_type(number)) for number in layer.GetGeometryTypes()]
    found = [wkb_type for wkb_type in found if wkb_type != QgsWkbTypes.Type.NoGeometry]
    if len(found) == 1:
        return found[0]
    if found and len({QgsWkbTypes.multiType(wkb_type) for wkb_type in found}) == 1:
        return QgsWkbTypes.multiType(found[0])
    return QgsWkbTypes.Type.Unknown


def _is_point(wkb_type: QgsWkbTypes.Type) -> bool:
    return QgsWkbTypes.geometryType(wkb_type) == QgsWkbTypes.GeometryType.PointGeometry


def _crs(reference: Any) -> QgsCoordinateReferenceSystem:
    """Return the CRS of an OGR layer, invalid when it has none or one that is said to be undefined."""
    if reference is None:
        return QgsCoordinateReferenceSystem()
    authority, code = reference.GetAuthorityName(None), reference.GetAuthorityCode(None)
    if authority and code:
        crs = QgsCoordinateReferenceSystem(f"{authority}:{code}")
        if crs.isValid():
            return crs
    return declared_crs(QgsCoordinateReferenceSystem.fromWkt(reference.ExportToWkt(["FORMAT=WKT2_2019"])))


def encoding_of(path: str) -> Optional[Encoding]:
    """Return the encoding of a shapefile or DBF table, None for formats that define their own.

    :raises LandPlanError: when its DBF table cannot be read
    """
    file = Path(path)
    if file.suffix.lower() not in (".shp", ".dbf"):
        return None
    table = file if file.suffix.lower() == ".dbf" else companion(file, ".dbf")
    if table is None:
        return None
    try:
        return shapefile_encoding(read_header(table), read_code_page(file))
    except (OSError, ValueError) as error:
        raise LandPlanError(unreadable(str(table), str(error))) from error


def _gone(layer: str, path: str) -> Message:
    return translatable(
        "Dataset",
        "Layer {layer} of {file} is no longer there or has other fields. Open the data source again.",
        layer=layer,
        file=path,
    )
