"""Layers with something wrong in them."""

from __future__ import annotations

from farmland_county import EAST, NORTH
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsLineString,
    QgsPolygon,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QVariant

NAN = float("nan")
HTML = "<script>alert('甲')</script> \"'; |"


def save(layer, path, driver="GPKG", encoding="UTF-8"):
    """Write a layer to a file, beside the layers it has."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName, options.fileEncoding = driver, layer.name(), encoding
    if path.exists():
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    if error[0] != QgsVectorFileWriter.WriterError.NoError:
        raise OSError(error[1])
    return str(path)


def remade(layer, change, kind=None, crs=None, fields=None):
    """Return a copy of a layer; ``change`` gives attributes and geometry of each feature, by its number."""
    kind = kind or (QgsWkbTypes.displayString(layer.wkbType()) if layer.isSpatial() else "NoGeometry")
    crs = layer.crs().authid() if crs is None else crs
    made = QgsVectorLayer(kind + (f"?crs={crs}" if layer.isSpatial() else ""), layer.name(), "memory")
    made.dataProvider().addAttributes(list(layer.fields()) if fields is None else fields(layer.fields()))
    made.updateFields()
    features = []
    for number, source in enumerate(layer.getFeatures()):
        values, geometry = change(number, source.attributes(), QgsGeometry(source.geometry()))
        feature = QgsFeature(made.fields())
        feature.setAttributes(values)
        if geometry is not None and not geometry.isNull():
            feature.setGeometry(geometry)
        features.append(feature)
    accepted, _ = made.dataProvider().addFeatures(features)
    assert accepted, made.dataProvider().lastError()
    return made


def first(geometry):
    """Return a change that gives the first feature another geometry."""
    return lambda number, values, own: (values, geometry if number == 0 else own)


def not_a_number():
    polygon = QgsPolygon()
    polygon.setExteriorRing(QgsLineString([EAST, NAN, EAST + 100, EAST], [NORTH, NORTH, NORTH + 100, NORTH]))
    return QgsGeometry(polygon)


def far_away(number, values, geometry):
    geometry.translate(1e7, 1e7)
    return values, geometry


def with_heights(number, values, geometry):
    shape_ = geometry.constGet().clone()
    shape_.addZValue(NAN if number == 0 else 500.0)
    shape_.addMValue(1.0)
    return values, QgsGeometry(shape_)


def as_full_width(layer):
    """Return the layer with every field a text of full-width digits and blanks around them."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return remade(
        layer,
        lambda number, values, own: ([None if v is None or v == QVariant() else f" {v}　".translate(wide) for v in values], own),
        fields=lambda own: [QgsField(field.name(), QVariant.String) for field in own],
    )


def in_degrees(layer):
    target = QgsCoordinateReferenceSystem("EPSG:4610")
    transform = QgsCoordinateTransform(layer.crs(), target, QgsProject.instance())

    def moved(number, values, geometry):
        geometry.transform(transform)
        return values, geometry

    return remade(layer, moved, crs="EPSG:4610")


GEOMETRIES = {
    "null": lambda layer: remade(layer, first(None)),
    "all null": lambda layer: remade(layer, lambda number, values, own: (values, None)),
    "empty": lambda layer: remade(layer, first(QgsGeometry(QgsPolygon()))),
    "nan": lambda layer: remade(layer, first(not_a_number())),
    "far": lambda layer: remade(layer, far_away),
    "bow-tie": lambda layer: remade(layer, first(QgsGeometry.fromWkt(
        f"Polygon(({EAST} {NORTH},{EAST + 200} {NORTH + 100},{EAST + 200} {NORTH},{EAST} {NORTH + 100},{EAST} {NORTH}))"))),
    "metres called degrees": lambda layer: remade(layer, lambda number, values, own: (values, own), crs="EPSG:4610"),
}
