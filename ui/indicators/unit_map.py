"""Maps of indicators by unit in the project: one group, each map a layer in a GeoPackage, renewed when made again."""

from __future__ import annotations

import os
from typing import Optional

from qgis.core import (
    NULL,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsLayerTreeGroup,
    QgsProject,
    QgsVectorDataProvider,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QVariant

from ...algorithms.errors import LandPlanError
from ...algorithms.indicators.unit_map import UnitMap
from ...algorithms.language import Language
from ...algorithms.message import Message, translatable
from .unit_map_style import style_map

PROPERTY = "landplan_toolbox/unit_map"  # marks group and layers, whatever the user calls them
SUFFIX = "_unit_maps.gpkg"
FIELDS = (
    ("unit", QVariant.String), ("name", QVariant.String), ("amount", QVariant.Double), ("shown", QVariant.String),
)


def maps_file(folder: str, workspace: str) -> str:
    """Return the GeoPackage that maps are kept in: beside the workspace, under its name."""
    stem = os.path.splitext(os.path.basename(workspace))[0] or "indicators"
    return os.path.join(folder, stem + SUFFIX)


def show_unit_map(project: QgsProject, made: UnitMap, file: str, language: Language) -> QgsVectorLayer:
    """Put a map into the project, in the place of the same map made before.

    :param file: GeoPackage, made when it is not there; a table of the same name is renewed
    :raises LandPlanError: when the file cannot be written, or somebody edits the layer
    """
    layer = shown_map(project, made.choice.id)
    if layer is not None and not _same_place(layer, made, file):
        project.removeMapLayer(layer.id())
        layer = None
    if layer is not None:
        _renew(layer, made)
    else:
        _write(made, file)
        layer = QgsVectorLayer(f"{file}|layername={made.choice.id}", made.choice.id, "ogr")
        if not layer.isValid():
            raise LandPlanError(_not_written(file))
    layer.setName(language.render(made.title))
    layer.setCustomProperty(PROPERTY, made.choice.id)
    style_map(layer, made, language)
    if project.mapLayer(layer.id()) is None:
        _add(project, layer)
    layer.triggerRepaint()
    return layer


def shown_map(project: QgsProject, name: str) -> Optional[QgsVectorLayer]:
    """Return the layer of a map in a project, None where it is not there.

    :param name: `MapChoice.id`
    """
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.customProperty(PROPERTY) == name and layer.isValid():
            return layer
    return None


def _same_place(layer: QgsVectorLayer, made: UnitMap, file: str) -> bool:
    source = layer.source().split("|")[0]
    return os.path.abspath(source) == os.path.abspath(file) and layer.crs() == made.shapes.crs


def _features(layer: QgsVectorLayer, made: UnitMap) -> list[QgsFeature]:
    shapes = dict(zip(made.shapes.codes, made.shapes.shapes))
    features = []
    for unit in made.units:
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry()
        geometry.fromWkb(shapes[unit.code])
        geometry.convertToMultiType()
        feature.setGeometry(geometry)
        feature["unit"], feature["name"], feature["shown"] = unit.code, unit.name, unit.shown
        feature["amount"] = NULL if unit.amount is None else round(float(unit.amount), made.decimals)
        features.append(feature)
    return features


def _write(made: UnitMap, file: str) -> None:
    memory = QgsVectorLayer(f"MultiPolygon?crs={made.shapes.crs.authid()}", made.choice.id, "memory")
    memory.setCrs(made.shapes.crs)
    provider = memory.dataProvider()
    provider.addAttributes([QgsField(name, kind) for name, kind in FIELDS])
    memory.updateFields()
    provider.addFeatures(_features(memory, made))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = made.choice.id
    exists = os.path.isfile(file)
    action = QgsVectorFileWriter.ActionOnExistingFile
    options.actionOnExistingFile = action.CreateOrOverwriteLayer if exists else action.CreateOrOverwriteFile
    context = QgsProject.instance().transformContext()
    error = QgsVectorFileWriter.writeAsVectorFormatV3(memory, file, context, options)
    if error[0] != QgsVectorFileWriter.WriterError.NoError:
        raise LandPlanError(_not_written(file, str(error[1])))


def _renew(layer: QgsVectorLayer, made: UnitMap) -> None:
    """Replace the features of a layer that the project already has; nothing has to let go of the file."""
    if layer.isEditable():
        raise LandPlanError(
            translatable("UnitMap", "The layer {layer} is being edited: save or discard the edits, then make the map "
                         "again.", layer=layer.name())
        )
    provider = layer.dataProvider()
    known = {field.name() for field in provider.fields()}
    able = QgsVectorDataProvider.Capability
    whole = all(name in known for name, _ in FIELDS)
    writable = provider.capabilities() & able.AddFeatures and provider.capabilities() & able.DeleteFeatures
    if not (whole and writable and provider.truncate() and provider.addFeatures(_features(layer, made))[0]):
        raise LandPlanError(_not_written(layer.source().split("|")[0]))
    layer.updateExtents()


def _not_written(file: str, reason: str = "") -> Message:
    return translatable(
        "UnitMap", "The map could not be written to {file}: choose a folder you may write to, and close other programs "
        "that hold the file. {reason}", file=file, reason=reason,
    )


def _add(project: QgsProject, layer: QgsVectorLayer) -> None:
    group = _group(project)
    for node in group.findLayers():  # maps lie over each other: one is shown at a time
        node.setItemVisibilityChecked(False)
        node.setExpanded(False)
    project.addMapLayer(layer, False)
    group.insertLayer(0, layer)
    group.setExpanded(True)
    group.setItemVisibilityChecked(True)


def _group(project: QgsProject) -> QgsLayerTreeGroup:
    for group in project.layerTreeRoot().findGroups(True):
        if group.customProperty(PROPERTY):
            return group
    group = project.layerTreeRoot().insertGroup(0, QCoreApplication.translate("UnitMap", "Maps of indicators"))
    group.setCustomProperty(PROPERTY, "group")
    return group
