"""Layers of the open project and of Processing parameters."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Sequence, Union

from qgis.core import (
    QgsFeatureIterator,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsProcessingFeatureSource,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant

from ..errors import LandPlanError
from ..feedback import Feedback
from ..message import Message, translatable
from ..rulepack.model import GeometryKind
from .columns import ColumnKind
from .encoding import same_encoding, shown_name
from .feature_reader import read_features
from .file_layer import FileLayer, encoding_of, file_layers
from .layer import SourceField, SourceLayer, declared_crs, kept_alive, source_field
from .layerdata import LayerData
from .workspace_files import is_workspace

_KINDS = {
    QVariant.Int: ColumnKind.INTEGER,
    QVariant.UInt: ColumnKind.INTEGER,
    QVariant.LongLong: ColumnKind.INTEGER,
    QVariant.ULongLong: ColumnKind.INTEGER,
    QVariant.Double: ColumnKind.REAL,
    QVariant.String: ColumnKind.TEXT,
    QVariant.Bool: ColumnKind.BOOLEAN,
    QVariant.Date: ColumnKind.DATE,
    QVariant.DateTime: ColumnKind.DATETIME,
}


class SnapshotLayer(SourceLayer):
    """A layer as QGIS has it in memory, edits and filters included, frozen when this was made."""

    def __init__(
        self,
        source: Union[QgsVectorLayerFeatureSource, QgsProcessingFeatureSource],
        fields: QgsFields,
        hidden: Sequence[str] = (),
        **named: Any,
    ) -> None:
        """
        :param source: gives the features, in any thread
        :param fields: their fields
        :param hidden: fields that are not data (the feature id column)
        """
        is_ogr = named.pop("is_ogr", False)
        data_fields = [field for field in fields if field.name() not in hidden]
        super().__init__(fields=tuple(_field(field, is_ogr) for field in data_fields), **named)
        self._source = source
        self._qgs_fields = QgsFields(fields)

    def features(self, request: QgsFeatureRequest) -> QgsFeatureIterator:
        """Return the features of the snapshot for a request, in the calling thread."""
        if isinstance(self._source, QgsProcessingFeatureSource):
            # invalid geometries are what the checks look for: Processing must not stop at them
            flag = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
            return kept_alive(self._source.getFeatures(request, flag), self._source)
        return kept_alive(self._source.getFeatures(request), self._source)

    def qgs_fields(self) -> QgsFields:
        """Return the fields of the features of `features`."""
        return QgsFields(self._qgs_fields)

    def _read(self, feedback: Feedback) -> LayerData:
        return read_features(
            self.features,
            self._qgs_fields,
            self.fields,
            self.name,
            self.feature_count,
            self.geometry in (GeometryKind.POLYGON, None),
            feedback,
        )


def project_layers(project: QgsProject, only: Optional[Sequence[str]] = None) -> list[SourceLayer]:
    """Return the vector layers of a project; call it in the main thread, use them in any.

    :param project: the project, usually ``QgsProject.instance()``
    :param only: layer ids to take, all where None
    Layers that show the findings of a workspace are no data and are left out.

    :raises LandPlanError: when the project has no vector layer (among those asked for)
    """
    layers = [
        layer
        for layer in project.mapLayers().values()
        if isinstance(layer, QgsVectorLayer) and (only is None or layer.id() in only)
    ]
    own = {path for path in set(map(_file_of, layers)) if is_workspace(path)}  # findings shown on the map
    layers = [layer for layer in layers if _file_of(layer) not in own]
    if not layers:
        raise LandPlanError(
            translatable("Dataset", "The project has no vector layer. Open the data or choose a data source.")
        )
    return [layer_source(layer) for layer in sorted(layers, key=lambda layer: (layer.name(), layer.id()))]


def _file_of(layer: QgsVectorLayer) -> str:
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return str(parts.get("path") or "")


def layer_source(layer: QgsVectorLayer) -> SourceLayer:
    """Return a layer of QGIS as a `SourceLayer`; call it in the thread the layer lives in.

    A layer that simply shows a file (no edits, no filter, no joined or virtual field) is read from the
    file by the fast path. Anything else is frozen as it is now, edits and filter included.
    """
    name = str(layer.name())
    if not layer.isValid():
        reason = layer.dataProvider().error().message() if layer.dataProvider() is not None else ""
        message = translatable(
            "Dataset",
            "Layer {layer} of the project cannot be read ({reason}). Repair its data source or "
            "remove the layer.",
            layer=name,
            reason=" ".join(reason.split()) or str(layer.source()),
        )
        return SourceLayer(
            name, "", layer.providerType(), (), QgsWkbTypes.Type.Unknown, layer.crs(), 0, problem=message
        )
    if _shows_plain_file(layer):
        found = _file_layer(layer)
        if found is not None:
            found.name = name
            found.crs = declared_crs(layer.crs())
            return found
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    storage = str(layer.dataProvider().storageType())
    is_ogr = layer.providerType() == "ogr"
    path = str(parts.get("path") or "")
    encoding = str(layer.dataProvider().encoding()) or "UTF-8"
    made = SnapshotLayer(
        QgsVectorLayerFeatureSource(layer),
        layer.fields(),
        hidden=_id_columns(layer),
        name=name,
        path=path,
        provider=storage if is_ogr else str(layer.providerType()),
        wkb_type=layer.wkbType(),
        crs=declared_crs(layer.crs()),
        feature_count=max(int(layer.featureCount()), 0),
        encoding=encoding,
        encoding_note=_encoding_note(name, path, encoding) if is_ogr else None,
        is_ogr=is_ogr,
    )
    made.filtered = bool(layer.subsetString())
    return made


def _encoding_note(name: str, path: str, shown_in: str) -> Optional[Message]:
    """Return a note when QGIS shows a shapefile in another encoding than its bytes are in."""
    try:
        found = encoding_of(path)
    except LandPlanError:
        return None
    if found is None or found.note is None or same_encoding(found.name, shown_in):
        return None
    return translatable(
        "Dataset",
        "QGIS shows layer {layer} in {shown}, but the texts of its file are {encoding}. End editing, choose "
        "{encoding} in the layer properties (Source) and start again.",
        layer=name,
        shown=shown_in,
        encoding=shown_name(found.name),
    )


def processing_source(source: QgsProcessingFeatureSource, name: str) -> SourceLayer:
    """Return the source of a Processing parameter as a `SourceLayer`.

    It is read feature by feature (a selection and the parameter's own filter are honoured). Where the
    parameter is a whole layer, `layer_source` in ``prepareAlgorithm`` is several times faster.
    """
    return SnapshotLayer(
        source,
        source.fields(),
        name=name,
        path="",
        provider="processing",
        wkb_type=source.wkbType(),
        crs=declared_crs(source.sourceCrs()),
        feature_count=max(int(source.featureCount()), 0),
    )


def _shows_plain_file(layer: QgsVectorLayer) -> bool:
    if layer.providerType() != "ogr" or layer.subsetString() or layer.isEditable():
        return False
    fields = layer.fields()
    return all(
        fields.fieldOrigin(index) == QgsFields.FieldOrigin.OriginProvider for index in range(fields.count())
    )


def _file_layer(layer: QgsVectorLayer) -> Optional[FileLayer]:
    """Return the file layer behind a layer, None when it cannot be told."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = str(parts.get("path") or "")
    # "|geometrytype=" shows only some features of a layer, "|uniqueGeometryType=" likewise
    if not path or not Path(path).exists() or "geometrytype" in layer.source().lower():
        return None
    try:
        found = [item for item in file_layers(path) if isinstance(item, FileLayer)]
    except LandPlanError:
        return None  # QGIS can read what OGR alone cannot; the snapshot will do
    wanted = parts.get("layerName")
    if wanted:
        found = [item for item in found if item.name == wanted]
    return found[0] if len(found) == 1 else None


def _id_columns(layer: QgsVectorLayer) -> list[str]:
    """Return the feature id column that QGIS shows as a field and OGR does not."""
    if layer.providerType() != "ogr":
        return []
    fields = layer.fields()
    return [fields.at(index).name() for index in layer.primaryKeyAttributes()]


def _field(field: QgsField, is_ogr: bool) -> SourceField:
    kind = _KINDS.get(field.type(), ColumnKind.OTHER)
    decimals = max(field.precision(), 0)
    length = max(field.length(), 0)
    if is_ogr and kind is ColumnKind.REAL and decimals and length:
        length += 1  # QGIS takes the decimal point off the width that OGR declares
    return source_field(field.name(), kind, field.typeName() or "", length, decimals, field.alias())
