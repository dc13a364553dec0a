"""Findings as features of an ordinary output layer."""

from __future__ import annotations

from typing import Iterable, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingException,
)
from qgis.PyQt.QtCore import QVariant

from ..algorithms.language import Language
from ..algorithms.selfcheck.model import Finding


def finding_fields(numeric: bool) -> QgsFields:
    """Return the fields every list of findings has.

    :param numeric: True where ``measured`` and ``limit`` are always numbers, else they are text
    """
    value = QVariant.Double if numeric else QVariant.String
    fields = QgsFields()
    for name, kind in (
        ("check", QVariant.String),
        ("kind", QVariant.String),
        ("severity", QVariant.String),
        ("layer", QVariant.String),
        ("field", QVariant.String),
        ("key_a", QVariant.String),
        ("key_b", QVariant.String),
        ("fid_a", QVariant.LongLong),
        ("fid_b", QVariant.LongLong),
        ("area_m2", QVariant.Double),
        ("measured", value),
        ("limit", value),
        ("clause", QVariant.String),
        ("message", QVariant.String),
    ):
        fields.append(QgsField(name, kind))
    return fields


def finding_feature(
    finding: Finding, fields: QgsFields, language: Language, geometry: Optional[QgsGeometry]
) -> QgsFeature:
    """Return a finding as a feature of a layer with `finding_fields`."""
    features = [*finding.features[:2], None, None]
    first, second = features[0], features[1]
    numeric = fields.field("measured").type() == QVariant.Double
    feature = QgsFeature(fields)
    feature.setAttributes([
        finding.check_id,
        finding.kind,
        finding.severity.value,
        finding.layer_name,
        finding.field,
        first.key if first else None,
        second.key if second else None,
        first.fid if first else None,
        second.fid if second else None,
        finding.area_m2,
        _value(finding.measured, numeric),
        _value(finding.limit, numeric),
        finding.clause,
        language.render(finding.message),
    ])
    if geometry is not None:
        feature.setGeometry(geometry)
    return feature


def _value(value: object, numeric: bool) -> object:
    if value is None or (numeric and not isinstance(value, (int, float))):
        return None
    return value if numeric else (f"{value:.10g}" if isinstance(value, float) else str(value))


def place_of(finding: Finding) -> Optional[QgsGeometry]:
    """Return the geometry of a finding in the CRS of its layer, None when it has none."""
    if finding.geometry is None:
        return None
    geometry = QgsGeometry()
    geometry.fromWkb(finding.geometry)
    return geometry


def add_feature(sink: QgsFeatureSink, feature: QgsFeature) -> None:
    """Write a feature to an output layer.

    :raises QgsProcessingException: when it cannot be written, for example on a full disk
    """
    if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
        sentence = Language.current().translate("FindingSink", "The output layer cannot be written: {reason}")
        raise QgsProcessingException(sentence.format(reason=sink.lastError()))


def write_findings(
    findings: Iterable[Finding],
    sink: QgsFeatureSink,
    fields: QgsFields,
    language: Language,
    crs: QgsCoordinateReferenceSystem,
) -> None:
    """Write findings with their places to a sink.

    :param crs: of the sink; places in another one are transformed, and left out where that cannot be done
    """
    transforms: dict[str, Optional[QgsCoordinateTransform]] = {}
    for finding in findings:
        place = place_of(finding)
        if place is not None:
            if finding.crs not in transforms:
                transforms[finding.crs] = _transform(finding.crs, crs)
            place = _moved(place, transforms[finding.crs])
        add_feature(sink, finding_feature(finding, fields, language, place))


def _transform(name: str, crs: QgsCoordinateReferenceSystem) -> Optional[QgsCoordinateTransform]:
    """Return the way from a finding's CRS to another; None where they agree or one is unknown."""
    source = QgsCoordinateReferenceSystem(name)
    if not source.isValid() or not crs.isValid() or source == crs:
        return None
    return QgsCoordinateTransform(source, crs, QgsCoordinateTransformContext())


def _moved(place: QgsGeometry, transform: Optional[QgsCoordinateTransform]) -> Optional[QgsGeometry]:
    if transform is None:
        return place
    try:
        place.transform(transform)
    except QgsCsException:
        return None
    return place
